/* Owners' keys: made when first needed, wrapped in table seal_key, remembered for a short while by each connection, and
 * destroyed when an owner is forgotten.  Leaves boxes and the master key to seal.c. */
#include <sodium.h>
#include <stdatomic.h>
#include "core.h"
#include "queries.h"
#include "seal_inside.h"

/* What a connection remembers.  A key stays for a minute at most.  Other connections of this process hear that an owner was forgotten
 * through `forgettings`, before they are used again or when they are tended; other processes through a number in the database.  That there is no key is never remembered beyond
 * the transaction: the owner may get one at any moment. */
enum { KEPT_SLOTS = 1024, KEPT_PROBES = 8, KEPT_SECONDS = 60, SWEEP_SECONDS = 10, OWNER_MAX = 47, NEED_AT_ONCE = 16 };

struct kept {
	char owner[OWNER_MAX + 1];
	uint8_t key[SEAL_KEY_BYTES];
	int64_t at;
	bool gone;              /* there is none */
	bool fresh;             /* learned in a write transaction that may yet be rolled back */
};
struct seal_keys {
	uint64_t forgettings;
	bool any_gone, any_fresh;
	int64_t swept;          /* when what is too old was last looked for */
	struct kept slot[KEPT_SLOTS];
};

static _Atomic uint64_t forgettings;
static _Atomic int64_t heard;   /* the number in the database, as it was last seen */

static struct seal_keys *keys_here(struct db *db)
{
	if (!db->keys && sodium_init() >= 0) {
		db->keys = sodium_malloc(sizeof *db->keys);
		if (db->keys) {
			sodium_memzero(db->keys, sizeof *db->keys);
			db->keys->forgettings = atomic_load(&forgettings);
		}
	}
	return db->keys;
}

static struct kept *home(struct seal_keys *k, const char *owner)
{
	uint32_t x = 0;
	for (const char *c = owner; *c; c++)
		x = x * 31 + (uint8_t)*c;
	return &k->slot[x % (KEPT_SLOTS - KEPT_PROBES)];
}

static struct kept *find(struct db *db, const char *owner, int64_t now)
{
	if (!db->keys)
		return NULL;
	if (!db->in_transaction)
		seal_keys_begin(db);
	struct kept *at = home(db->keys, owner);
	for (int i = 0; i < KEPT_PROBES; i++) {
		if (!str_same(at[i].owner, owner))
			continue;
		if (now >= at[i].at && now - at[i].at <= KEPT_SECONDS)
			return &at[i];
		sodium_memzero(&at[i], sizeof at[i]);
	}
	return NULL;
}

/* key NULL: there is none. */
static void keep(struct db *db, const char *owner, const uint8_t *key, int64_t now)
{
	struct seal_keys *k = keys_here(db);
	if (!k || (!key && !db->in_transaction))
		return;
	struct kept *at = home(k, owner), *to = NULL;
	for (int i = 0; i < KEPT_PROBES && !to; i++)
		if (str_same(at[i].owner, owner))
			to = &at[i];
	for (int i = 0; i < KEPT_PROBES && !to; i++)
		if (!at[i].owner[0])
			to = &at[i];
	if (!to)
		to = &at[(uint64_t)now % KEPT_PROBES];
	sodium_memzero(to, sizeof *to);
	snprintf(to->owner, sizeof to->owner, "%s", owner);
	if (key)
		memcpy(to->key, key, SEAL_KEY_BYTES);
	to->gone = !key;
	to->fresh = db->writing;
	to->at = now;
	k->any_gone |= to->gone;
	k->any_fresh |= to->fresh;
}

static void drop(struct seal_keys *k, bool all, bool gone, bool fresh)
{
	for (int i = 0; i < KEPT_SLOTS; i++)
		if (k->slot[i].owner[0] && (all || (gone && k->slot[i].gone) || (fresh && k->slot[i].fresh)))
			sodium_memzero(&k->slot[i], sizeof k->slot[i]);
}

void seal_keys_begin(struct db *db)
{
	struct seal_keys *k = db->keys;
	uint64_t now = atomic_load(&forgettings);
	if (!k)
		return;
	if (k->forgettings != now)
		drop(k, true, false, false);
	else if (k->any_gone)
		drop(k, false, true, false);
	k->forgettings = now;
	k->any_gone = false;
}

void seal_keys_commit(struct db *db)
{
	if (db->forgot)
		atomic_fetch_add(&forgettings, 1);
	db->erased |= db->forgot || db->gone;
	if (!db->keys || !db->keys->any_fresh)
		return;
	for (int i = 0; i < KEPT_SLOTS; i++)
		db->keys->slot[i].fresh = false;
	db->keys->any_fresh = false;
}

void seal_keys_rollback(struct db *db)
{
	if (!db->keys || !(db->keys->any_fresh || db->keys->any_gone))
		return;
	drop(db->keys, false, true, true);
	db->keys->any_fresh = db->keys->any_gone = false;
}

static void sweep(struct seal_keys *k, int64_t now)
{
	for (int i = 0; i < KEPT_SLOTS; i++)
		if (k->slot[i].owner[0] && (now < k->slot[i].at || now - k->slot[i].at > KEPT_SECONDS))
			sodium_memzero(&k->slot[i], sizeof k->slot[i]);
	k->swept = now;
}

void seal_tend(struct db *db, int64_t now)
{
	if (!db->keys || db->in_transaction)
		return;
	seal_keys_begin(db);
	if (now < db->keys->swept || now - db->keys->swept >= SWEEP_SECONDS)
		sweep(db->keys, now);
}

enum status seal_hear(struct req *r)
{
	struct seal_forgotten f;
	TRY(seal_forgotten(r, &f));
	if (atomic_exchange(&heard, f.n) != f.n)
		atomic_fetch_add(&forgettings, 1);
	return OK;
}

void seal_keys_end(struct db *db)
{
	sodium_free(db->keys);
	db->keys = NULL;
}

/* ---- the table ---- */

static enum status unwrap(struct req *r, struct arena *a, const char *owner, struct bytes wrapped, uint8_t ret[SEAL_KEY_BYTES])
{
	if (wrapped.n != SEAL_KEY_BYTES + SEAL_BOX_MORE ||
	    !seal_unbox(a, seal_master_here(r)->wrap, (struct seal_spot){ "seal_key.wrapped", owner, "" }, wrapped, ret))
		return db_say(r->db, BROKEN, "an owner's key does not open: the master key is another one, or the row was changed");
	keep(r->db, owner, ret, r->now);
	return OK;
}

/* Looked up in an arena of its own: a long walk over many owners must not fill the request's. */
struct fetch { struct db_walk w; struct req *r; size_t n; uint8_t key[SEAL_KEY_BYTES]; };

static enum status fetched(struct db_walk *w)
{
	struct fetch *f = (struct fetch *)w;
	const struct seal_keys_get *row = w->row;
	f->n++;
	return unwrap(f->r, w->arena, row->owner, row->wrapped, f->key);
}

static enum status fetch(struct req *r, const struct db_query *q, const struct db_val *in, struct fetch *f)
{
	struct seal_keys_get row = { 0 };
	struct arena *a = &r->db->key_arena;
	a->way_out = r->arena.way_out;
	*f = (struct fetch){ .w = { .arena = a, .max = DB_ROWS_MAX, .row = &row, .each = fetched }, .r = r };
	enum status st = db_call(r, q, in, &f->w);
	arena_clear(a);
	return st;
}

static enum status make(struct req *r, const char *owner, uint8_t ret[SEAL_KEY_BYTES])
{
	int64_t made;
	randombytes_buf(ret, SEAL_KEY_BYTES);
	struct bytes wrapped = seal_box(&r->arena, seal_master_here(r)->wrap, (struct seal_spot){ "seal_key.wrapped", owner, "" },
		ret, SEAL_KEY_BYTES);
	TRY(seal_key_add(r, owner, wrapped, r->now, &made));
	if (made == 0)
		return db_say(r->db, BUSY, "another connection made the same owner's key just now");
	keep(r->db, owner, ret, r->now);
	return OK;
}

enum status seal_key_of(struct req *r, const char *owner, bool want, uint8_t ret[SEAL_KEY_BYTES])
{
	if (!owner[0] || strlen(owner) > OWNER_MAX)
		return db_say(r->db, BROKEN, "an owner's name is empty or too long");
	const struct kept *known = find(r->db, owner, r->now);
	if (known && !known->gone) {
		memcpy(ret, known->key, SEAL_KEY_BYTES);
		return OK;
	}
	struct fetch f = { 0 };
	if (!known)
		TRY(fetch(r, &seal_key_get_query, (struct db_val[]){ db_in_text(owner) }, &f));
	if (f.n == 1) {
		memcpy(ret, f.key, SEAL_KEY_BYTES);
		sodium_memzero(&f.key, sizeof f.key);
		return OK;
	}
	if (want)
		return make(r, owner, ret);
	keep(r->db, owner, NULL, r->now);
	return MISSING;
}

enum status seal_need(struct req *r, size_t n, const char *const *owners)
{
	for (size_t i = 0; i < n; ) {
		const char *missing[NEED_AT_ONCE];
		struct db_val in[NEED_AT_ONCE];
		size_t k = 0;
		struct fetch f;
		for (; i < n && k < NEED_AT_ONCE; i++) {
			bool asked = find(r->db, owners[i], r->now) != NULL;
			for (size_t j = 0; j < k && !asked; j++)
				asked = str_same(missing[j], owners[i]);
			if (!asked)
				missing[k++] = owners[i];
		}
		if (k == 0)
			break;
		for (size_t j = 0; j < NEED_AT_ONCE; j++)
			in[j] = db_in_text(missing[j < k ? j : k - 1]);
		TRY(fetch(r, &seal_keys_get_query, in, &f));
		sodium_memzero(&f.key, sizeof f.key);
		for (size_t j = 0; j < k; j++)
			if (!find(r->db, missing[j], r->now))
				keep(r->db, missing[j], NULL, r->now);
	}
	return OK;
}

enum status seal_forget(struct req *r, const char *owner)
{
	TRY(seal_key_end(r, owner, NULL));
	TRY(seal_forgotten_more(r, NULL));
	if (!r->db->in_transaction)
		atomic_fetch_add(&forgettings, 1);
	r->db->forgot = r->db->in_transaction;
	if (r->db->keys && r->db->in_transaction)
		keep(r->db, owner, NULL, r->now);
	return OK;
}

/* ---- is it the right master key? ---- */

static const struct seal_spot check_spot = { "seal_check.sealed", "@server", "master" };
static const char check_text[] = "kith";

/* The root is no owner: it never lies among the keys that a connection remembers. */
static const char root_owner[] = "@root";
static const struct seal_spot root_spot = { "seal_key.wrapped", root_owner, "" };

static enum status root_put(struct req *r, const struct seal_master *under, const uint8_t root[SEAL_KEY_BYTES])
{
	return seal_key_add(r, root_owner, seal_box(&r->arena, under->wrap, root_spot, root, SEAL_KEY_BYTES), r->now, NULL);
}

/* A database without a root was made by a test: the master key is the root. */
static enum status root_learn(struct req *r)
{
	struct seal_key_get row;
	uint8_t root[SEAL_KEY_BYTES];
	enum status st = seal_key_get(r, root_owner, &row);
	if (st == MISSING)
		return OK;
	TRY(st);
	if (row.wrapped.n != SEAL_KEY_BYTES + SEAL_BOX_MORE || !seal_unbox(&r->arena, seal_master_here(r)->wrap, root_spot, row.wrapped, root))
		return db_say(r->db, BROKEN, "the root of keyed hashes does not open: the row was changed");
	seal_master_rooted(r->db->master, root);
	sodium_memzero(root, sizeof root);
	return OK;
}

static enum status put_check(struct req *r, const struct seal_master *m)
{
	return seal_check_put(r, seal_box(&r->arena, m->wrap, check_spot, check_text, sizeof check_text), r->now, NULL);
}

static enum status record_here(struct req *r)
{
	uint8_t root[SEAL_KEY_BYTES];
	randombytes_buf(root, sizeof root);
	enum status st = root_put(r, seal_master_here(r), root);
	sodium_memzero(root, sizeof root);
	TRY(st);
	return put_check(r, seal_master_here(r));
}

static enum status record(struct req *r)
{
	if (r->db->in_transaction) {
		TRY(record_here(r));
		return root_learn(r);
	}
	TRY(db_begin(r->db, true));
	enum status st = record_here(r);
	if (st == OK)
		st = root_learn(r);
	if (st == OK)
		return db_commit(r->db);
	db_rollback(r->db);
	return st;
}

enum status seal_master_check(struct req *r)
{
	struct seal_check_get c;
	uint8_t clear[sizeof check_text];
	TRY(seal_check_get(r, &c));
	if (!c.sealed.at && c.owners == 0)
		return r->db->read_only ? OK : record(r);
	if (c.sealed.n == sizeof check_text + SEAL_BOX_MORE &&
	    seal_unbox(&r->arena, seal_master_here(r)->wrap, check_spot, c.sealed, clear) && memcmp(clear, check_text, sizeof check_text) == 0)
		return root_learn(r);
	return db_say(r->db, INVALID, "The master key is not the one this database was made with.");
}

/* ---- another master key ---- */

enum { REWRAP_AT_ONCE = 500 };

static enum status rewrap_one(struct req *r, const struct seal_keys_after *k, const struct seal_master *to)
{
	uint8_t key[SEAL_KEY_BYTES];
	const struct seal_spot spot = { "seal_key.wrapped", k->owner, "" };
	if (k->wrapped.n != SEAL_KEY_BYTES + SEAL_BOX_MORE || !seal_unbox(&r->arena, seal_master_here(r)->wrap, spot, k->wrapped, key))
		return db_say(r->db, BROKEN, "an owner's key does not open: the row was changed; nothing was given another master key");
	struct bytes box = seal_box(&r->arena, to->wrap, spot, key, sizeof key);
	sodium_memzero(key, sizeof key);
	return seal_key_put(r, k->owner, box, NULL);
}

enum status seal_rewrap(struct req *r, const struct seal_master *to, int64_t *ret_n)
{
	struct seal_keys_after_list some;
	struct seal_key_made root;
	const char *after = "";
	int64_t n = 0;
	enum status st = seal_key_made(r, root_owner, &root);
	if (st == MISSING)
		st = root_put(r, seal_master_here(r), seal_master_here(r)->root);
	TRY(st);
	do {
		TRY(seal_keys_after(r, after, REWRAP_AT_ONCE, &some));
		for (size_t i = 0; i < some.n; i++)
			TRY(rewrap_one(r, &some.at[i], to));
		n += (int64_t)some.n;
		after = some.n ? some.at[some.n - 1].owner : after;
	} while (some.n == REWRAP_AT_ONCE);
	TRY(put_check(r, to));
	*ret_n = n;
	return OK;
}
