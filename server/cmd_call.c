/* call: the command-line door onto any route; and the commands that features add.
 * Leaves what happens behind the door to the features. */
#include "doors.h"
#include "ledger.h"
#include "program.h"
#include "studio.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPTIONS_MAX = 100, INPUT_MAX = 64 << 20 };

/* ---- what commands may ask of the house ---- */

/* Read once, whichever attempt asks for it; kept until the program ends, as a file's pages are. */
static enum status input_whole(struct req *r, struct slice *ret)
{
	struct program *p = (struct program *)((uintptr_t)r->house - offsetof(struct program, house));
	struct out all = { .cap = INPUT_MAX };
	char piece[1 << 16];
	size_t n;
	while (!p->input.at && !all.over && (n = fread(piece, 1, sizeof piece, stdin)) > 0)
		out_raw(&all, piece, n);
	if (all.over || ferror(stdin)) {
		out_end(&all);
		fault(r, NULL, "file", N_("What comes in cannot be read, or is more than 64 MiB."));
		return DENIED;
	}
	if (!p->input.at)
		p->input = (struct slice){ all.at ? all.at : "", all.n };
	*ret = p->input;
	return OK;
}

static enum status file_whole(struct req *r, const char *path, struct slice *ret)
{
	if (str_same(path, "-"))
		return input_whole(r, ret);
	struct stat is;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &is) != 0 || !S_ISREG(is.st_mode)) {
		fault_with(r, NULL, "file", N_("The file {0} cannot be read."), word_text(path));
		if (fd >= 0)
			close(fd);
		return errno == ENOENT ? MISSING : DENIED;
	}
	void *at = is.st_size ? mmap(NULL, (size_t)is.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
	close(fd);
	if (at == MAP_FAILED)
		return BROKEN;
	*ret = (struct slice){ at ? at : "", (size_t)is.st_size };       /* unmapped when the program ends */
	return OK;
}

struct new_file { struct file_out out; FILE *to; };

static bool new_file_put(struct file_out *f, struct slice s)
{
	return fwrite(s.at, 1, s.n, ((struct new_file *)f)->to) == s.n;
}

static enum status file_new(struct req *r, const char *path, file_fill *fill, void *context)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	struct new_file f = { .out.put = new_file_put, .to = fd < 0 ? NULL : fdopen(fd, "w") };
	if (fd < 0)
		fault_with(r, NULL, "file", errno == EEXIST ? N_("The file {0} is there already; nothing is ever written over.")
			   : N_("The file {0} cannot be written."), word_text(path));
	if (!f.to)
		return fd < 0 && errno == EEXIST ? CONFLICT : DENIED;
	enum status st = fill(r, &f.out, context);
	if (fflush(f.to) != 0 || fsync(fd) != 0)
		st = st == OK ? FULL : st;
	fclose(f.to);
	if (st != OK)
		unlink(path);
	return st;
}

static enum status file_anew(struct req *r, const char *path, file_fill *fill, void *context)
{
	const char *beside = arena_printf(&r->arena, "%s.new", path);
	TRY(file_new(r, beside, fill, context));
	if (rename(beside, path) == 0 && data_folder_flushed(path))
		return OK;
	unlink(beside);
	fault_with(r, NULL, "file", N_("The file {0} cannot be written."), word_text(path));
	return FULL;
}

static void progress_line(struct req *r, const char *line)
{
	(void)r;
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r%s\033[K", line);
	else
		fprintf(stderr, "%s\n", line);
}

static void lend(struct program *p)
{
	p->house.file = file_whole;
	p->house.file_new = file_new;
	p->house.file_anew = file_anew;
	p->house.progress = progress_line;
}

/* ---- outcomes ---- */

static const char *outcome_words(enum status st)
{
	static const char *const words[] = {
		[OK] = "", [INVALID] = "it could not be done as asked", [DENIED] = "this is not allowed", [MISSING] = "there is no such thing",
		[CONFLICT] = "it is there already, or was changed meanwhile", [BUSY] = "the database is busy; try again",
		[BROKEN] = "something broke", [FULL] = "there is no room left on the disk",
	};
	return words[st];
}

static int finish(struct program *p, struct req *r, enum status st)
{
	if (st == OK) {
		if (r->out.n)
			fwrite(r->out.at, 1, r->out.n, stdout);
		if (r->reply.notice)
			printf("%s\n", words_say(&r->arena, &r->reader, r->reply.notice, 0, NULL));
		return WELL;
	}
	for (size_t k = 0; k < r->n_faults; k++) {
		const struct fault *f = &r->faults[k];
		fprintf(stderr, "kith: %s%s%s\n", f->field ? f->field : "", f->field ? ": " : "",
			words_say(&r->arena, &r->reader, f->words, 1, &f->arg));
	}
	if (r->n_faults == 0)
		trouble("%s.", outcome_words(st));
	if (st == BROKEN && p->db)
		trouble("%s", db_trouble(p->db));
	return st == BUSY || st == FULL ? LATER : TROUBLE;
}

/* ---- a feature's command ---- */

/* What cannot be written into the log is not done. */
static enum status run_and_log(struct req *r, const struct command *c, int argc, char **argv)
{
	TRY(c->run(r, argc, argv));
	r->who.as = MAY_OPERATOR;
	return c->logs ? deed_log(r, c->logs, r->part[0]) : OK;
}

static enum status command_once(struct program *p, struct req *r, const struct command *c, int argc, char **argv)
{
	jmp_buf way_out;
	enum status st = c->alone ? OK : db_begin(p->db, !c->reads);
	if (st != OK)
		return st;
	r->arena.way_out = r->kept.way_out = &way_out;
	st = setjmp(way_out) ? BROKEN : run_and_log(r, c, argc, argv);
	r->arena.way_out = r->kept.way_out = NULL;
	if (c->alone)
		return st;
	if (st == OK)
		st = c->reads ? OK : db_commit(p->db);
	if (st != OK || c->reads)
		db_rollback(p->db);
	return st;
}

/* Takes "--json" out of the words. */
static bool take_json(int *argc, char **argv)
{
	for (int k = 1; k < *argc; k++)
		if (str_same(argv[k], "--json")) {
			memmove(&argv[k], &argv[k + 1], (size_t)(*argc - k) * sizeof *argv);
			--*argc;
			return true;
		}
	return false;
}

static void end_studio(struct program *p)
{
	if (p->house.studio)
		studio_end(p->house.studio);
}

int cmd_feature(struct program *p, const struct command *c, int argc, char **argv)
{
	const char *why;
	if (c->studio && !studio_lend(&p->house, &p->config, &why))
		return trouble("the process that opens mail could not be started: %s.", why);
	if (!c->alone && !data_open(p, false)) {
		end_studio(p);
		return TROUBLE;
	}
	lend(p);
	struct req r;
	operator_begin(p, &r);
	if (take_json(&argc, argv))
		r.want = WANT_JSON;
	enum status st = command_once(p, &r, c, argc, argv);
	for (int try = 1; st == BUSY && r.db && db_try_again(&r, try); try++) {
		req_again(&r);
		st = command_once(p, &r, c, argc, argv);
	}
	int result = finish(p, &r, st);
	ledger_after(p);
	if (st == INVALID && r.n_faults == 0)
		fprintf(stderr, "usage: kith %s\n", c->usage);
	operator_end(&r);
	end_studio(p);
	return result;
}

/* ---- call ---- */

/* "--name value" pairs and flags; a value "@FILE" is what the file holds. */
static bool options(struct program *p, struct req *r, int argc, char **argv, const char **ret_as)
{
	struct param *at = arena_take(&r->kept, OPTIONS_MAX * sizeof *at);
	for (int k = 3; k < argc; k++) {
		if (!str_begins(argv[k], "--") || !argv[k][2]) {
			trouble("expected an option such as --about, not \"%s\".", argv[k]);
			return false;
		}
		char *name = argv[k] + 2, *eq = strchr(name, '=');
		const char *value = eq ? eq + 1 : k + 1 < argc && !str_begins(argv[k + 1], "--") ? argv[++k] : "1";
		if (eq)
			*eq = '\0';
		for (char *c = name; *c; c++)
			*c = *c == '-' ? '_' : *c;
		struct slice s = { value, strlen(value) };
		if (str_same(name, "as")) {
			*ret_as = value;
			continue;
		}
		if (*value == '@' && file_whole(r, value + 1, &s) != OK) {
			trouble("the file %s cannot be read.", value + 1);
			return false;
		}
		if (r->params.n == OPTIONS_MAX) {
			trouble("more than %d options.", OPTIONS_MAX);
			return false;
		}
		at[r->params.n++] = (struct param){ .name = name, .value = s };
	}
	(void)p;
	r->params.at = at;
	return true;
}

/* Whoever runs this program on the server's own machine is the operator; --as lets them try what somebody else may. */
static enum status enter_once(struct req *r, const char *as)
{
	TRY(db_begin(r->db, false));
	enum status st = OK;
	if (as) {
		r->who.may = MAY_ANYONE | MAY_SIGNED_IN;
		st = door_by_login(r, as, &r->who.person);
	}
	if (st == OK && r->community.slug) {
		st = door_enter(r, r->community.slug);
		r->out.base = arena_printf(&r->kept, "/c/%s", r->community.slug);
	}
	db_rollback(r->db);
	req_keep(r);
	return st;
}

static enum status enter(struct req *r, const char *as)
{
	enum status st = enter_once(r, as);
	for (int try = 1; st == BUSY && db_try_again(r, try); try++)
		st = enter_once(r, as);
	return st;
}

int cmd_call(struct program *p, int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: kith call METHOD PATH [--field value]… [--json] [--as SIGN-IN-NAME] [--data DIR]\n");
		return USAGE;
	}
	if (!data_open(p, false))
		return TROUBLE;
	lend(p);
	struct req r;
	operator_begin(p, &r);
	if (take_json(&argc, argv))
		r.want = WANT_JSON;
	const char *as = NULL, *question = strchrnul(argv[2], '?');
	bool other, well = options(p, &r, argc, argv, &as);
	struct slice path = { argv[2], (size_t)(question - argv[2]) };
	const struct route *x = well ? route_find(&r, &p->house, argv[1], path, &other) : NULL;
	int result = TROUBLE;
	if (well && !x)
		trouble("%s %s is not a route.", argv[1], argv[2]);
	if (x && *question && !params_urlencoded(&r.kept, (struct slice){ question + 1, strlen(question + 1) }, &r.query)) {
		trouble("the part behind the question mark is malformed.");
		x = NULL;
	}
	if (x && !r.query.n)
		r.query = r.params;     /* --name value filters a GET as well */
	if (x) {
		enum status st = enter(&r, as);
		result = finish(p, &r, st == OK ? route_call(&r, x) : st);
		ledger_after(p);
	}
	operator_end(&r);
	return result;
}
