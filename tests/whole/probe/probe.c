/* A feature that does as tests of the whole program tell it: writes, waits, fails, grows too large.
 * Part of kith-probe only, never of kith. */
#include <unistd.h>
#include "house.h"
#include "seal_inside.h"
#include "pages.h"
#include "queries.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- writing and looking ---- */

struct probe_note { const char *mark, *text; };
static const struct form_field note_fields[] = {
	TEXT_FIELD(struct probe_note, mark, .required = true, .max = 100),
	TEXT_FIELD(struct probe_note, text, .max = 100000),
};
static const struct form note_form = FORM(probe_note, note_fields);

static enum status write_note(struct req *r)
{
	const struct probe_note *f = r->form;
	TRY(probe_add(r, id_new(r), f->mark, f->text, NULL));
	return redirect_saying(r, N_("Kept."), "/probe/count");
}

/* Writes, and then it does not go well: nothing may be left. */
static enum status write_and(struct req *r, enum status st)
{
	TRY(write_note(r));
	return st;
}
static enum status write_broken(struct req *r) { return write_and(r, BROKEN); }
static enum status write_busy(struct req *r) { return write_and(r, BUSY); }
static enum status write_denied(struct req *r) { return write_and(r, DENIED); }

/* Many at once want to raise the same number: on PostgreSQL each hinders the others. */
static enum status raise_one(struct req *r)
{
	const struct probe_note *f = r->form;
	struct probe_get one;
	TRY(probe_get(r, f->mark, &one));
	TRY(probe_raise(r, f->mark, NULL));
	return redirect(r, "/probe/count");
}

/* Takes memory until the arena's cap throws it out. */
static enum status too_much(struct req *r)
{
	for (int k = 0; k < 100; k++)
		memset(arena_take(&r->arena, 1 << 20), 1, 1);
	return OK;
}

static enum status write_too_much(struct req *r)
{
	TRY(write_note(r));
	return too_much(r);
}

/* What happens is kept, but there is no more memory in which to say so. */
static enum status unsaid(struct req *r)
{
	enum { LONG = 40000 };
	char *name = arena_take(&r->arena, LONG + 1);
	memset(name, 'x', LONG);
	r->reply.file_name = name;
	r->arena.cap = r->arena.taken;
	return OK;
}

static enum status write_unsaid_there(struct req *r)
{
	TRY(write_note(r));
	return unsaid(r);
}

static enum status write_unsaid_here(struct req *r)
{
	const struct probe_note *f = r->form;
	TRY(probe_add(r, id_new(r), f->mark, f->text, NULL));
	return unsaid(r);
}

/* 64 KiB a note, as many as are asked for: fills a disk. */
static enum status fill(struct req *r)
{
	const struct probe_note *f = r->form;
	char *text = arena_take(&r->arena, 65536 + 1);
	memset(text, 'x', 65536);
	for (int k = 0; k < 16; k++)
		TRY(probe_add(r, id_new(r), arena_printf(&r->arena, "%s-%d", f->mark, k), text, NULL));
	return redirect(r, "/probe/count");
}

struct count_view { int64_t n; };
static const struct json_field count_json[] = { JSON_INT(count_view, n) };

static enum status count(struct req *r)
{
	struct probe_count c;
	const struct probe_note *f = r->form;
	TRY(probe_count(r, f && f->mark ? f->mark : "", &c));
	struct count_view v = { c.n };
	r->want = WANT_JSON;
	out_json(&r->out, count_json, COUNT(count_json), &v);
	return OK;
}
struct probe_begins { const char *mark; };
static const struct form_field begins_fields[] = { TEXT_FIELD(struct probe_begins, mark, .max = 100) };
static const struct form begins_form = FORM(probe_begins, begins_fields);

/* ---- a form with a page ---- */

static const struct form_field form_fields[] = {
	TEXT_FIELD(struct probe_form, text, .required = true, .min = 3, .max = 20, .label = N_("Text")),
	INT_FIELD(struct probe_form, version, .required = true, .hidden = true, .min = 1, .max = 1000000),
};
static const struct form probe_form_form = FORM(probe_form, form_fields);
static const struct json_field probe_form_json[] = { JSON_TEXT(probe_form_view, stored) };

static enum status form_page(struct req *r)
{
	struct probe_get now;
	enum status st = probe_get(r, "form", &now);
	if (st != OK && st != MISSING)
		return st;
	struct probe_form stored = { .version = st == OK ? now.version : 1, .text = st == OK ? now.text : NULL };
	struct probe_form_view v = { .stored = stored.text };
	form_show(r, &v.form, &probe_form_form, &stored);
	return REPLY(r, probe_form, &v);
}

static enum status form_keep(struct req *r)
{
	const struct probe_form *f = r->form;
	struct probe_get now;
	enum status st = probe_get(r, "form", &now);
	if (st == MISSING) {
		TRY(probe_add(r, id_new(r), "form", f->text, NULL));
		return redirect_saying(r, N_("Kept."), "/probe/form");
	}
	TRY(st);
	int64_t changed;
	TRY(probe_change(r, now.id, f->text, f->version, &changed));
	return changed ? redirect_saying(r, N_("Kept."), "/probe/form") : stale(r);
}

/* ---- slow, large, late ---- */

static enum status wait_here(struct req *r, long ms)
{
	(void)r;
	return nanosleep(&(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 }, NULL) ? BROKEN : OK;
}
static enum status slow_step(struct req *r)
{
	TRY(wait_here(r, 300));
	r->slow = arena_str(&r->arena, "slept");
	return OK;
}
static enum status slow_then(struct req *r)
{
	const struct probe_note *f = r->form;
	if (!str_same(r->slow, "slept"))
		return BROKEN;
	TRY(probe_add(r, id_new(r), f->mark, r->slow, NULL));
	return redirect(r, "/probe/count");
}
static enum status slow_look(struct req *r)
{
	return str_same(r->slow, "slept") ? redirect(r, "/probe/count") : BROKEN;
}
static enum status late(struct req *r)
{
	TRY(wait_here(r, 1000));
	OUT_LITERAL(&r->out, "late");
	return OK;
}
static enum status large(struct req *r)
{
	for (int k = 0; k < 1 << 16; k++)
		OUT_LITERAL(&r->out, "<p>A page that is large but not too large, sixty-four bytes a line</p>");
	return OK;
}
static enum status too_large(struct req *r)
{
	for (int k = 0; k < 4; k++)
		TRY(large(r));
	return OK;
}
static enum status broken(struct req *r) { (void)r; return BROKEN; }

/* ---- signing in, as the throttle sees it ---- */

struct probe_login { const char *login, *password; };
static const struct form_field login_fields[] = {
	TEXT_FIELD(struct probe_login, login, .required = true),
	SECRET_FIELD(struct probe_login, password, .required = true),
};
static const struct form login_form = FORM(probe_login, login_fields);
static enum status sign_in(struct req *r)
{
	const struct probe_login *f = r->form;
	if (!str_same(f->password, "right"))
		return fault(r, "password", "wrong", N_("This is not it."));
	r->reply.session_token = token_new(r);
	return redirect(r, "/probe/count");
}

/* ---- jobs and mail ---- */

struct probe_mail { const char *to, *subject, *body; bool twice; };
static const struct form_field mail_fields[] = {
	TEXT_FIELD(struct probe_mail, to, .required = true, .multiline = true),
	TEXT_FIELD(struct probe_mail, subject, .required = true, .multiline = true),
	TEXT_FIELD(struct probe_mail, body, .required = true, .multiline = true, .max = 10000),
	FLAG_FIELD(struct probe_mail, twice),
};
static const struct form mail_form = FORM(probe_mail, mail_fields);
static enum status mail(struct req *r)
{
	const struct probe_mail *f = r->form;
	TRY(mail_add(r, &(struct mail_new){ .to = f->to, .subject = f->subject, .body = f->body, .twice = f->twice }));
	return redirect(r, "/probe/count");
}
static enum status job(struct req *r)
{
	const struct probe_note *f = r->form;
	TRY(job_add(r, str_begins(f->mark, "long") ? "probe_long" : "probe", f->mark, r->now));
	return redirect(r, "/probe/count");
}
static enum status job_work(struct req *r, const char *payload) { return probe_add(r, id_new(r), payload, "by a job", NULL); }

/* Thinks for a while without holding anything, says so in a transaction of its own, and leaves a word for its work. */
struct thought { const char *mark; int64_t seen; };
static enum status thought_count(struct req *r, void *context)
{
	struct thought *t = context;
	struct probe_count n;
	TRY(probe_count(r, t->mark, &n));
	t->seen = n.n;
	return OK;
}
static enum status thought_say(struct req *r, void *context) { return probe_add(r, id_new(r), context, "while it thinks", NULL); }
static enum status long_think(struct req *r, const char *payload, const struct job_doors *doors)
{
	struct thought *t = ARENA_NEW(&r->kept, struct thought);
	*t = (struct thought){ arena_printf(&r->kept, "thinks %s", payload), 0 };
	if (r->db)
		return BROKEN;
	TRY(doors->write(doors, thought_say, (void *)t->mark));
	TRY(doors->read(doors, thought_count, t));
	for (int k = 0; k < 100 && str_same(payload, "long one") && !doors->ending(doors); k++)
		usleep(100000);
	r->slow = t;
	return doors->ending(doors) ? BUSY : OK;
}
static enum status long_work(struct req *r, const char *payload)
{
	const struct thought *t = r->slow;
	return t->seen ? probe_add(r, id_new(r), payload, "after it", NULL) : BROKEN;
}

/* ---- files ---- */

struct probe_file { struct slice file; };
static const struct form_field file_fields[] = { FILE_FIELD(struct probe_file, file, .required = true, .max = 1 << 20) };
static const struct form file_form = FORM(probe_file, file_fields);
static enum status upload(struct req *r)
{
	const struct probe_file *f = r->form;
	struct count_view v = { (int64_t)f->file.n };
	r->want = WANT_JSON;
	out_json(&r->out, count_json, COUNT(count_json), &v);
	return OK;
}
static enum status download(struct req *r)
{
	r->reply.type = "text/csv; charset=utf-8";
	r->reply.file_name = "a \"name\".csv";
	OUT_LITERAL(&r->out, "a,b\r\n");
	return OK;
}
static enum status wipe(struct req *r)
{
	r->reply.wipe = r->reply.sign_out = true;
	return redirect(r, "/safety");
}

/* ---- what is remembered ---- */

/* An owner's key, made if there is none yet; as digits, so that the answer does not hold what is looked for in memory. */
static enum status key_told(struct req *r)
{
	const struct probe_begins *f = r->form;
	uint8_t key[SEAL_KEY_BYTES];
	TRY(seal_key_of(r, f->mark, db_is_writing(r), key));
	for (size_t k = 0; k < sizeof key; k++)
		out_printf(&r->out, "%02x", key[k]);
	explicit_bzero(key, sizeof key);
	return OK;
}
static enum status key_forgotten(struct req *r)
{
	const struct probe_begins *f = r->form;
	TRY(seal_forget(r, f->mark));
	return redirect(r, "/probe/count");
}

/* ---- what a break-in would try ---- */

struct probe_reach { const char *what, *path; };
static const struct form_field reach_fields[] = {
	TEXT_FIELD(struct probe_reach, what, .required = true, .max = 20),
	TEXT_FIELD(struct probe_reach, path, .max = 500),
};
static const struct form reach_form = FORM(probe_reach, reach_fields);

static int tried(long result) { return result < 0 ? errno : 0; }

static int try_open(const char *path, int flags)
{
	int fd = open(path, flags, 0600), trouble = tried(fd);
	if (fd >= 0)
		close(fd);
	return trouble;
}

static int try_connect(const char *port)
{
	int64_t number = 0;
	if (!str_int((struct slice){ port, strlen(port) }, 1, 65535, &number))
		return EINVAL;
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons((uint16_t)number) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), trouble = tried(fd);
	if (fd < 0)
		return trouble;
	trouble = tried(connect(fd, (struct sockaddr *)&to, sizeof to));
	close(fd);
	return trouble;
}

/* 0: it could be done; otherwise why not. */
static int reach_out(const struct probe_reach *f)
{
	char *const nothing[] = { NULL };
	const char *path = f->path ? f->path : "";
	if (str_same(f->what, "read"))
		return try_open(path, O_RDONLY | O_CLOEXEC);
	if (str_same(f->what, "write"))
		return try_open(path, O_WRONLY | O_CREAT | O_CLOEXEC);
	if (str_same(f->what, "connect"))
		return try_connect(path);
	if (str_same(f->what, "socket"))
		return tried(syscall(SYS_socket, AF_INET, SOCK_STREAM, 0));
	if (str_same(f->what, "raw"))
		return tried(syscall(SYS_socket, AF_PACKET, SOCK_RAW, 0));
	if (str_same(f->what, "exec"))
		return tried(execve(path, nothing, nothing));
	if (str_same(f->what, "fork"))
		return tried(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
	if (str_same(f->what, "trace"))
		return tried(syscall(SYS_ptrace, 0, 0, 0, 0));
	if (str_same(f->what, "code"))
		return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? errno : 0;
	if (str_same(f->what, "kill"))
		return tried(syscall(SYS_kill, getppid(), 0));
	if (str_same(f->what, "ring"))
		return tried(syscall(SYS_io_uring_setup, 1, NULL));
	return tried(syscall(SYS_bpf, 0, NULL, 0));
}

static enum status reach(struct req *r)
{
	struct count_view v = { reach_out(r->form) };
	r->want = WANT_JSON;
	out_json(&r->out, count_json, COUNT(count_json), &v);
	return OK;
}

#define ROUTE(m, p, h, ...) { .method = m, .path = "/probe/" p, .may = MAY_ANYONE, .handle = h, .help = "For tests", __VA_ARGS__ }
static const struct route routes[] = {
	ROUTE("GET", "count", count, .form = &begins_form),
	ROUTE("POST", "note", write_note, .form = &note_form, .no_csrf = true),
	ROUTE("POST", "broken", write_broken, .form = &note_form, .no_csrf = true),
	ROUTE("POST", "busy", write_busy, .form = &note_form, .no_csrf = true),
	ROUTE("POST", "raise", raise_one, .form = &note_form, .no_csrf = true),
	ROUTE("POST", "denied", write_denied, .form = &note_form, .no_csrf = true),
	ROUTE("POST", "too-much", write_too_much, .form = &note_form, .no_csrf = true),
	ROUTE("POST", "unsaid-there", write_unsaid_there, .form = &note_form, .no_csrf = true),
	ROUTE("POST", "unsaid-here", write_unsaid_here, .form = &note_form, .no_csrf = true),
	ROUTE("GET", "unsaid", unsaid, .form = NULL),
	ROUTE("POST", "fill", fill, .form = &note_form, .no_csrf = true),
	ROUTE("GET", "key", key_told, .form = &begins_form),
	ROUTE("POST", "key", key_told, .form = &begins_form, .no_csrf = true),
	ROUTE("POST", "forget", key_forgotten, .form = &begins_form, .no_csrf = true),
	ROUTE("GET", "reach", reach, .form = &reach_form),
	ROUTE("GET", "form", form_page, .form = NULL),
	ROUTE("POST", "form", form_keep, .form = &probe_form_form, .redraw = form_page),
	ROUTE("POST", "slow", slow_then, .form = &note_form, .slow = slow_step, .no_csrf = true),
	ROUTE("GET", "slow", slow_look, .slow = slow_step),
	ROUTE("GET", "late", late, .form = NULL),
	ROUTE("GET", "large", large, .form = NULL),
	ROUTE("GET", "too-large", too_large, .form = NULL),
	ROUTE("GET", "too-much", too_much, .form = NULL),
	ROUTE("GET", "broken", broken, .form = NULL),
	ROUTE("POST", "sign-in", sign_in, .form = &login_form, .throttle = true, .no_csrf = true),
	ROUTE("POST", "mail", mail, .form = &mail_form, .no_csrf = true),
	ROUTE("POST", "job", job, .form = &note_form, .no_csrf = true),
	ROUTE("POST", "upload", upload, .form = &file_form, .body_max = 2 << 20, .no_csrf = true),
	ROUTE("GET", "download", download, .form = NULL),
	ROUTE("POST", "wipe", wipe, .no_csrf = true),
	{ .method = "GET", .path = "/probe/signed-in", .may = MAY_SIGNED_IN, .handle = late, .help = "For tests" },
};

static const struct job_kind jobs[] = { { .name = "probe", .work = job_work }, { .name = "probe_long", .think = long_think, .work = long_work } };

static enum status one_word(struct req *r, int argc, char **argv)
{
	struct slice s;
	if (argc != 2)
		return INVALID;
	TRY(r->house->file(r, argv[1], &s));
	r->house->progress(r, "reading");
	TRY(probe_add(r, id_new(r), arena_copy(&r->arena, s.at, s.n), NULL, NULL));
	out_printf(&r->out, "%zu\n", s.n);
	return OK;
}
static const struct command commands[] = { { .name = "probe", .usage = "probe FILE", .help = "Keeps what a file says", .run = one_word } };

extern const char probe_schema_001[];
static const char *const schemas[] = { probe_schema_001, NULL };
extern const struct feature probe_feature;
const struct feature probe_feature = {
	.name = "probe", .schemas = schemas, .queries = probe_queries, .n_routes = COUNT(routes), .routes = routes,
	.n_jobs = COUNT(jobs), .jobs = jobs, .n_commands = COUNT(commands), .commands = commands,
};
