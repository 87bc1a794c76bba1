/* keys: which master key opens what is kept, and giving it another one.  A rotation may be stopped at any moment and is
 * finished by calling it again: the new key lies on the disk before the one transaction that uses it, and the key file is
 * replaced only after that.
 * Leaves wrapping to the core. */
#include "doors.h"
#include "program.h"
#include "queries.h"
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

static int wrong(void)
{
	fprintf(stderr, "usage:\n  kith keys list [--json]\n  kith keys show SIGN-IN-NAME\n  kith keys rotate [--passphrase] [--to FILE]\n");
	return USAGE;
}

static const char *day(struct req *r, int64_t at)
{
	struct civil c = zone_civil(NULL, at);
	return at == NO_INT ? "never" : arena_printf(&r->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

/* ---- list and show ---- */

static enum status list(struct program *p, struct req *r, bool json)
{
	struct seal_key_counts n;
	TRY(seal_key_counts(r, &n));
	const char *mark = seal_master_mark(&r->arena, p->master);
	if (json) {
		printf("{\"key_file\": \"%s\", \"mark\": \"%s\", \"since\": \"%s\", \"keys\": %lld}\n", p->config.key_file, mark, day(r, n.since),
		       (long long)n.owners);
		return OK;
	}
	printf("master key   %s%s\n", p->config.key_file, p->config.key_credential ? " (from the service manager)" : "");
	printf("mark         %s (tells keys apart; says nothing of the key)\n", mark);
	printf("in use since %s\n", day(r, n.since));
	printf("keys         %lld of people and communities, made %s to %s\n", (long long)n.owners, day(r, n.first), day(r, n.last));
	return OK;
}

static enum status show(struct req *r, const char *login)
{
	const char *person = NULL;
	struct seal_key_made made;
	TRY(door_by_login(r, login, &person));
	enum status st = seal_key_made(r, person, &made);
	if (st == OK)
		printf("%s has a key since %s. It opens what they wrote; leaving destroys it.\n", login, day(r, made.made_at));
	else if (st == MISSING)
		printf("%s has no key: nothing of theirs is sealed.\n", login);
	return st == MISSING ? OK : st;
}

static int look(struct program *p, const char *login, bool json)
{
	if (!data_open(p, true))
		return TROUBLE;
	struct req r;
	operator_begin(p, &r);
	enum status st = db_begin(p->db, false);
	if (st == OK) {
		st = login ? show(&r, login) : list(p, &r, json);
		db_rollback(p->db);
	}
	operator_end(&r);
	if (st == MISSING)
		return trouble("nobody here signs in as \"%s\".", login);
	return st == OK ? WELL : trouble("the database could not be read: %s", db_trouble(p->db));
}

/* ---- rotate ---- */

struct rotation {
	struct program *p;
	const char *to;             /* where the new key lies */
	bool swap;                  /* it takes the place of the key file */
	bool phrase;                /* and is made from a passphrase */
	char typed[SEAL_PHRASE_MAX + 1];
	struct seal_master *fresh;
};

static bool typed_phrase(void *context, char *to, size_t room)
{
	const struct rotation *x = context;
	return snprintf(to, room, "%s", x->typed) < (int)room;
}

/* The new key: made now, or what an earlier attempt left. */
static bool fresh_key(struct rotation *x)
{
	const char *why = NULL;
	if (access(x->to, F_OK) == 0) {
		printf("Using the new key that lies in %s.\n", x->to);
		return (x->fresh = data_key(x->p, x->to));
	}
	if (x->phrase && !data_new_passphrase(x->p, x->typed))
		return false;
	if ((x->phrase ? seal_master_make_phrase(x->to, x->typed, &why) : seal_master_make(x->to, &why)) != OK) {
		trouble("%s Nothing was changed.", why);
		return false;
	}
	x->fresh = seal_master_from(x->to, &(struct seal_ask){ .phrase = typed_phrase, .context = x }, &why);
	sodium_memzero(x->typed, sizeof x->typed);
	if (!x->fresh)
		trouble("%s Nothing was changed.", why);
	return x->fresh;
}

static enum status rewrap(struct rotation *x, struct req *r, int64_t *ret_n)
{
	bool alone = false;
	r->who.as = MAY_OPERATOR;
	TRY(deed_log(r, "keys_rotated", NULL));
	TRY(seal_rewrap(r, x->fresh, ret_n));
	TRY(db_alone(x->p->db, &alone));
	return alone ? OK : BUSY;
}

/* One transaction: every key is under the old master key, or every key is under the new one. */
static bool use_fresh(struct rotation *x)
{
	struct program *p = x->p;
	const char *why = NULL;
	int64_t n = 0;
	db_close(p->db);
	p->db = db_open(&(struct db_open){ .where = p->config.database, .master = p->master }, &why);
	if (!p->db) {
		trouble("%s", why);
		return false;
	}
	struct req r;
	operator_begin(p, &r);
	r.arena.cap = (size_t)1 << 30;
	enum status st = db_begin(p->db, true);
	if (st == OK) {
		st = rewrap(x, &r, &n);
		if (st == OK)
			st = db_commit(p->db);
		else
			db_rollback(p->db);
	}
	operator_end(&r);
	if (st == BUSY)
		trouble("another Kith is using this database. Stop it first: it has the old key in memory. Nothing was changed.");
	else if (st != OK)
		trouble("the new key could not be used, and nothing was changed: %s", db_trouble(p->db));
	else
		printf("%lld keys are now under the new master key.\n", (long long)n);
	return st == OK;
}

/* The old key stays beside the new one under its mark, for the backups that were made with it. */
static bool take_place(struct rotation *x)
{
	struct program *p = x->p;
	const char *why = NULL;
	struct seal_master *old = data_key(p, p->config.key_file);
	if (!old)
		return false;
	const char *kept = arena_printf(&p->config.arena, "%s.old-%s", p->config.key_file, seal_master_mark(&p->config.arena, old));
	seal_master_end(old);
	if (link(p->config.key_file, kept) != 0 && errno != EEXIST)
		why = kept;
	else if (!data_folder_flushed(kept) || rename(x->to, p->config.key_file) != 0 || !data_folder_flushed(p->config.key_file))
		why = p->config.key_file;
	if (why) {
		trouble("%s could not be written: %s. Everything is under the new key in %s: put it in place, or call this once more.", why,
			strerror(errno), x->to);
		return false;
	}
	printf("%s is the new key: copy it to its safe place. The old one is in %s; older backups open only with it. Destroy it when the last\n"
	       "of them is gone.\n", p->config.key_file, kept);
	return true;
}

static bool same_key(struct rotation *x)
{
	struct arena a = { 0 };
	bool same = str_same(seal_master_mark(&a, x->p->master), seal_master_mark(&a, x->fresh));
	arena_end(&a);
	return same;
}

/* Where an earlier call stood when it was stopped is seen from which key fits. */
static bool rotate_on(struct rotation *x)
{
	struct program *p = x->p;
	enum status st = data_key_fits(p);
	if (st == OK) {
		if (!fresh_key(x))
			return false;
		if (same_key(x)) {
			trouble("the key in %s is the one in use. Nothing was changed.", x->to);
			return false;
		}
		return use_fresh(x);
	}
	if (st != INVALID || access(x->to, F_OK) != 0) {
		trouble("the key in %s is not the one this database was made with. Nothing was changed; put the right key file in its place.",
			p->config.key_file);
		return false;
	}
	seal_master_end(p->master);
	p->master = NULL;
	const char *why = NULL;
	db_close(p->db);
	p->db = NULL;
	if (!(p->master = data_key(p, x->to)))
		return false;
	p->db = db_open(&(struct db_open){ .where = p->config.database, .master = p->master }, &why);
	if (!p->db)
		trouble("%s", why);
	else if (data_key_fits(p) != OK)
		trouble("neither the key in %s nor the one in %s is that of this database. Nothing was changed.", p->config.key_file, x->to);
	else
		return true;
	return false;
}

static int rotate(struct program *p, const char *to, bool phrase)
{
	struct rotation x = { .p = p, .to = to ? to : arena_printf(&p->config.arena, "%s.new", p->config.key_file), .swap = !to, .phrase = phrase };
	bool alone = false;
	if (x.swap && p->config.key_credential)
		return trouble("the key is handed over by the service manager, and cannot be replaced from here. Name a file for the new one with "
			"--to FILE, and hand that one over afterwards.");
	if (!data_lock(p) || !data_open_for_keys(p))
		return TROUBLE;
	if (db_alone(p->db, &alone) != OK || !alone)
		return trouble("another Kith is using this database. Stop it first: it has the old key in memory. Nothing was changed.");
	bool well = rotate_on(&x);
	if (well && db_checkpoint(p->db) != OK)
		printf("The old wrapping of the keys may still lie in the write-ahead log until the server next starts.\n");
	if (well && x.swap)
		well = take_place(&x);
	else if (well)
		printf("Everything is under the key in %s. Name it as key_file, or hand it over as credential kith.key, before the next start.\n", x.to);
	if (x.fresh)
		seal_master_end(x.fresh);
	return well ? WELL : TROUBLE;
}

int cmd_keys(struct program *p, int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "", *to = NULL, *login = NULL;
	bool phrase = false, json = false;
	for (int k = 2; k < argc; k++) {
		if (str_same(argv[k], "--passphrase"))
			phrase = true;
		else if (str_same(argv[k], "--json"))
			json = true;
		else if (str_same(argv[k], "--to") && k + 1 < argc)
			to = argv[++k];
		else if (!login && !str_begins(argv[k], "--"))
			login = argv[k];
		else
			return wrong();
	}
	bool rotates = str_same(what, "rotate");
	if ((phrase || to) && !rotates)
		return wrong();
	if (rotates && !login && !json)
		return rotate(p, to, phrase);
	if (str_same(what, "list") && !login)
		return look(p, NULL, json);
	if (str_same(what, "show") && login && !json)
		return look(p, login, false);
	return wrong();
}
