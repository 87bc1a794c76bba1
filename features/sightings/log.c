/* Adding to the log.  Knows what an entry is made of and how it becomes a leaf; whoever reads or proves it is elsewhere. */
#include <inttypes.h>
#include <sodium.h>
#include "inside.h"
#include "queries.h"

/* ---- what an entry is ---- */

const char *log_public(struct arena *a, const struct log_line *l)
{
	return arena_printf(a, "%" PRId64 "\t%" PRId64 "\t%s", l->number, l->at, l->kind);
}

static const char *or_none(const char *s) { return s ? s : "-"; }

const char *log_about(struct arena *a, const struct log_line *l)
{
	return arena_printf(a, "%s\t%s\t%s\t%s\t%s\t%s\t%s", or_none(l->by_whom), or_none(l->by_right), or_none(l->whose),
			    or_none(l->community), or_none(l->record), or_none(l->record_id), or_none(l->why));
}

struct merkle_hash log_commitment(struct arena *a, const struct log_line *l)
{
	struct merkle_hash h;
	crypto_hash_sha256_state s;
	const char *about = log_about(a, l);
	crypto_hash_sha256_init(&s);
	crypto_hash_sha256_update(&s, l->salt.at, l->salt.n);
	crypto_hash_sha256_update(&s, (const uint8_t *)about, strlen(about));
	crypto_hash_sha256_final(&s, h.at);
	return h;
}

struct merkle_hash log_leaf(struct arena *a, const struct log_line *l)
{
	const char *entry = log_public(a, l);
	return merkle_leaf((struct slice){ entry, strlen(entry) }, l->commitment);
}

const char *log_right(unsigned as)
{
	static const struct { unsigned bit; const char *code; } rights[] = {
		{ MAY_OWNER, "owner" }, { MAY_PARTY, "party" }, { MAY_CONNECTED, "connected" }, { MAY_HOLDER, "holder" }, { MAY_IN_GROUP, "in_group" }, { MAY_LEADS, "leads" }, { MAY_MEMBER, "member" },
		{ MAY_SUPPORTER, "supporter" }, { MAY_ALLY, "ally" }, { MAY_FACILITATOR, "facilitator" }, { MAY_SUPERVISOR, "supervisor" },
		{ MAY_COORDINATOR, "coordinator" }, { MAY_EVALUATOR, "evaluator" }, { MAY_BILLER, "biller" }, { MAY_JOINING, "joining" }, { MAY_SIGNED_IN, "signed_in" }, { MAY_OPERATOR, "operator" },
		{ MAY_ANYONE, "anyone" },
	};
	for (size_t i = 0; i < COUNT(rights); i++)
		if (as == rights[i].bit)
			return rights[i].code;
	return NULL;
}

/* ---- adding ---- */

enum status log_tree(struct req *r, struct merkle *ret)
{
	struct log_tree_get t;
	*ret = (struct merkle){ 0 };
	enum status st = log_tree_get(r, "tree", &t);
	if (st == MISSING)
		return OK;
	TRY(st);
	return merkle_from(t.peaks, (uint64_t)t.size, ret) ? OK : BROKEN;
}

/* Its place, its salt and its commitment; it is a leaf of the tree from now on. */
static void entry_ready(struct req *r, struct merkle *tree, struct log_line *l)
{
	uint8_t *salt = arena_take(&r->arena, LOG_SALT);
	random_bytes(r, salt, LOG_SALT);
	l->number = (int64_t)tree->n;
	l->salt = (struct bytes){ salt, LOG_SALT };
	struct merkle_hash *commitment = ARENA_ARRAY(&r->arena, 1, struct merkle_hash);
	*commitment = log_commitment(&r->arena, l);
	l->commitment = (struct bytes){ commitment->at, sizeof commitment->at };
	struct merkle_hash leaf = log_leaf(&r->arena, l);
	merkle_add(tree, &leaf);
}

/* The tree first: of two who add at once PostgreSQL then tells the later one that it lost the race, which is tried again; entries
 * first, it would tell of a number that is taken. */
enum status log_add(struct req *r, size_t n, struct log_line *line)
{
	struct merkle tree;
	if (n == 0)
		return OK;
	TRY(log_tree(r, &tree));
	for (size_t i = 0; i < n; i++)
		entry_ready(r, &tree, &line[i]);
	TRY(log_tree_put(r, "tree", (int64_t)tree.n, merkle_bytes(&r->arena, &tree), NULL));
	for (size_t i = 0; i < n; i++) {
		struct log_line *l = &line[i];
		TRY(log_entry_add(r, l->number, l->at, l->kind, l->by_whom, l->by_right, l->whose, l->community, l->record, l->record_id, l->why,
				  l->salt, l->commitment, NULL));
	}
	return OK;
}

/* ---- what is heard ---- */

enum { AT_ONCE = 10 };

/* Of up to ten owners, those who are people: communities own words as well, and who has left needs no list any more. */
static enum status people_among(struct req *r, const struct opened *of, size_t n, bool *ret)
{
	const char *id[AT_ONCE] = { 0 };
	struct log_people_list here;
	for (size_t i = 0; i < n; i++)
		id[i] = of[i].owner;
	TRY(log_people(r, id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9], &here));
	for (size_t i = 0; i < n; i++) {
		ret[i] = false;
		for (size_t k = 0; k < here.n; k++)
			ret[i] |= str_same(here.at[k].id, id[i]);
	}
	return OK;
}

enum status hear_read(struct req *r, const void *what)
{
	const struct record_read *x = what;
	struct log_line *line = ARENA_ARRAY(&r->arena, x->n + 1, struct log_line);
	const char *kind = x->taken ? "taken" : "read";
	size_t n = 0;
	for (size_t from = 0; from < x->n; from += AT_ONCE) {
		bool person[AT_ONCE];
		size_t some = x->n - from < AT_ONCE ? x->n - from : AT_ONCE;
		TRY(people_among(r, x->of + from, some, person));
		for (size_t i = 0; i < some; i++)
			if (person[i])
				line[n++] = (struct log_line){ .at = x->at, .kind = kind, .by_whom = x->who,
					.by_right = log_right(x->of[from + i].as), .whose = x->of[from + i].owner, .community = x->community,
					.record = x->record, .record_id = x->id,
					.why = str_same(x->record, "emergency") ? x->id : NULL };
	}
	/* A file goes on living elsewhere: whoever takes one along reads it in their own list, also that somebody else did in their name. */
	if (x->taken)
		line[n++] = (struct log_line){ .at = x->at, .kind = kind, .by_whom = x->who, .by_right = log_right(x->as), .whose = x->who,
			.community = x->community, .record = x->record, .record_id = x->id };
	return log_add(r, n, line);
}

enum status hear_deed(struct req *r, const void *what)
{
	const struct deed *d = what;
	const char *id = d->id && id_looks_right((struct slice){ d->id, strlen(d->id) }) ? d->id : NULL;
	bool person = false;
	if (id)
		TRY(people_among(r, &(struct opened){ .owner = id }, 1, &person));
	struct log_line line = { .at = d->at, .kind = d->code, .by_whom = d->who, .by_right = log_right(d->as), .whose = person ? id : NULL,
		.community = d->community, .record_id = id };
	return log_add(r, 1, &line);
}

enum status hear_left(struct req *r, const void *what)
{
	TRY(emergency_leave(r, what, NULL));
	return log_erase(r, what, NULL);
}
