/* Checking a file that was exported, or a proof, against a head that somebody kept: by the file alone, without database
 * and key.  Strict: each line must be written as it would be written anew, so that no bit of it can be another. */
#include <inttypes.h>
#include "audit.h"

enum { FIELDS = 12 };

/* ---- lines ---- */

const char *export_line(struct arena *a, const struct log_line *l)
{
	const char *commitment = hex_of(a, l->commitment.at, l->commitment.n);
	if (!l->salt.at)
		return arena_printf(a, "%s\t%s\t-", log_public(a, l), commitment);
	return arena_printf(a, "%s\t%s\t%s\t%s", log_public(a, l), commitment, hex_of(a, l->salt.at, l->salt.n), log_about(a, l));
}

static size_t split(struct slice line, struct slice to[FIELDS])
{
	size_t n = 0;
	while (n < FIELDS) {
		const char *tab = line.n ? memchr(line.at, '\t', line.n) : NULL;
		to[n++] = (struct slice){ line.at, tab ? (size_t)(tab - line.at) : line.n };
		if (!tab)
			return n;
		line = (struct slice){ tab + 1, line.n - (size_t)(tab + 1 - line.at) };
	}
	return FIELDS + 1;
}

static const char *text(struct arena *a, struct slice s)
{
	return s.n == 1 && *s.at == '-' ? NULL : arena_copy(a, s.at, s.n);
}

static bool line_read(struct arena *a, struct slice line, struct log_line *ret)
{
	struct slice f[FIELDS];
	uint8_t *commitment = arena_take(a, MERKLE_BYTES), *salt = arena_take(a, LOG_SALT);
	size_t n = line.n <= LOG_LINE_MAX ? split(line, f) : 0;
	if ((n != 5 && n != FIELDS) || !str_int(f[0], 0, INT64_MAX, &ret->number) || !str_int(f[1], INT64_MIN, INT64_MAX, &ret->at) ||
	    !hex_read(f[3], commitment, MERKLE_BYTES))
		return false;
	*ret = (struct log_line){ .number = ret->number, .at = ret->at, .kind = arena_copy(a, f[2].at, f[2].n),
		.commitment = { commitment, MERKLE_BYTES } };
	if (n == FIELDS) {
		if (!hex_read(f[4], salt, LOG_SALT))
			return false;
		ret->salt = (struct bytes){ salt, LOG_SALT };
		ret->by_whom = text(a, f[5]);
		ret->by_right = text(a, f[6]);
		ret->whose = text(a, f[7]);
		ret->community = text(a, f[8]);
		ret->record = text(a, f[9]);
		ret->record_id = text(a, f[10]);
		ret->why = text(a, f[11]);
	}
	const char *again = export_line(a, ret);
	return slice_same(line, (struct slice){ again, strlen(again) });
}

static bool same_hash(const struct merkle_hash *x, const struct merkle_hash *y)
{
	return memcmp(x->at, y->at, MERKLE_BYTES) == 0;
}

/* False: what it says about people is not what was committed to. */
static bool commitment_holds(struct arena *a, const struct log_line *l)
{
	struct merkle_hash h = log_commitment(a, l);
	return !l->salt.at || memcmp(h.at, l->commitment.at, MERKLE_BYTES) == 0;
}

/* ---- an export ---- */

static const char not_a_line[] = N_("A line of the file is not one that this log writes.");
static const char not_the_head[] = N_("The file is not what the head stands for: something was changed, left out or put in.");
static const char not_one_log[] = N_("The file and the head are of different logs, or the key was changed.");
static const char changed_about[] = N_("What an entry says about people was changed.");
static const char too_short[] = N_("The file ends before the head that was kept: it is an older one, or its end was cut off.");
static const char cut_off[] = N_("The log was cut off: a later head stands for fewer entries than the one that was kept.");
static const char forked[] = N_("There are two logs: what comes before the head that was kept is not what was there then.");
static const char two_keys[] = N_("One batch of surveys has two keys: people could be told apart by them.");

/* Keys of surveys, by batch. */
struct key_entries { size_t n, room; struct key_entry { const char *batch; } *at; };

static int by_batch(const void *x, const void *y)
{
	return strcmp(((const struct key_entry *)x)->batch, ((const struct key_entry *)y)->batch);
}

static bool each_once(struct key_entries *keys)
{
	if (keys->n)
		qsort(keys->at, keys->n, sizeof *keys->at, by_batch);
	for (size_t i = 1; i < keys->n; i++)
		if (by_batch(&keys->at[i - 1], &keys->at[i]) == 0)
			return false;
	return true;
}

static void note_key(struct arena *a, const struct log_line *l, struct key_entries *to)
{
	if (!str_same(l->kind, SURVEY_KEY) || !l->record_id)
		return;
	to->at = ARENA_GROWN(a, to->at, to->n, to->room, 64);
	to->at[to->n++] = (struct key_entry){ arena_str(a, l->record_id) };
}

static const char *shorter(const struct log_head *own, const struct log_head *witnessed)
{
	return own->at > witnessed->at ? cut_off : too_short;
}

/* What was read of an export: the tree over its entries, what that was at the witnessed size, its own head. */
struct export_read { struct merkle tree; struct merkle_hash then; struct slice head; struct key_entries keys; };

/* Entries until the line with the file's own head. */
static const char *export_entries(struct arena *a, struct slice *rest, const struct log_head *witnessed, struct export_read *x, struct verified *ret)
{
	struct arena scratch = { .way_out = a->way_out };
	const char *wrong = NULL;
	struct slice line;
	while (!wrong && log_next_line(rest, &line)) {
		struct log_line l = { 0 };
		if (line.n > 13 && memcmp(line.at, "kith-log-head", 13) == 0) {
			x->head = line;
			break;
		}
		if (!line_read(&scratch, line, &l) || l.number != (int64_t)x->tree.n)
			wrong = not_a_line;
		else if (!commitment_holds(&scratch, &l))
			wrong = changed_about;
		if (!wrong) {
			struct merkle_hash leaf = log_leaf(&scratch, &l);
			merkle_add(&x->tree, &leaf);
			ret->erased += !l.salt.at;
			note_key(a, &l, &x->keys);
			if (x->tree.n == (uint64_t)witnessed->size)
				x->then = merkle_root(&x->tree);
		}
		arena_clear(&scratch);
	}
	arena_end(&scratch);
	return wrong;
}

static const char *verify_export(struct arena *a, struct slice rest, const struct log_head *witnessed, struct verified *ret)
{
	struct export_read x = { 0 };
	struct log_head *own = &ret->head;
	x.then = merkle_root(&x.tree);
	const char *wrong = export_entries(a, &rest, witnessed, &x, ret);
	if (wrong)
		return wrong;
	ret->entries = (int64_t)x.tree.n;
	ret->since = ret->entries - witnessed->size;
	ret->keys = (int64_t)x.keys.n;
	if (!x.head.at || rest.n || !head_read(a, x.head, own))
		return not_a_line;
	if (memcmp(own->key, witnessed->key, sizeof own->key) != 0)
		return not_one_log;
	struct merkle_hash now = merkle_root(&x.tree);
	if (own->size != ret->entries || !same_hash(&now, &own->root))
		return not_the_head;
	if (ret->since < 0)
		return shorter(own, witnessed);
	if (!same_hash(&x.then, &witnessed->root))
		return forked;
	return each_once(&x.keys) ? NULL : two_keys;
}

/* ---- a proof ---- */

struct proof { struct merkle_hash hash[MERKLE_DEEP + 1]; size_t n; struct log_head head; };

/* Hashes, one a line, then a head, then nothing. */
static const char *proof_rest(struct arena *a, struct slice rest, struct proof *ret)
{
	struct slice line = { 0 };
	for (; log_next_line(&rest, &line) && line.n == 2 * MERKLE_BYTES; ret->n++)
		if (ret->n > MERKLE_DEEP || !hex_read(line, ret->hash[ret->n].at, MERKLE_BYTES))
			return not_a_line;
	return rest.n == 0 && head_read(a, line, &ret->head) ? NULL : not_a_line;
}

/* That one entry is in the log of the witnessed head. */
static const char *verify_entry(struct arena *a, struct slice line, struct slice rest, const struct log_head *witnessed)
{
	struct log_line l = { 0 };
	struct proof p = { 0 };
	if (!line_read(a, line, &l))
		return not_a_line;
	if (!commitment_holds(a, &l))
		return changed_about;
	const char *wrong = proof_rest(a, rest, &p);
	if (wrong)
		return wrong;
	if (memcmp(p.head.key, witnessed->key, sizeof p.head.key) != 0 || !head_same(&p.head, witnessed))
		return not_one_log;
	struct merkle_hash leaf = log_leaf(a, &l);
	return merkle_path_right((uint64_t)l.number, (uint64_t)p.head.size, &leaf, p.n, p.hash, &p.head.root) ? NULL : not_the_head;
}

/* That the log of a later head begins with that of the witnessed one. */
static const char *verify_since(struct arena *a, struct slice rest, const struct log_head *witnessed, struct verified *ret)
{
	struct proof p = { 0 };
	const char *wrong = proof_rest(a, rest, &p);
	if (wrong)
		return wrong;
	if (memcmp(p.head.key, witnessed->key, sizeof p.head.key) != 0)
		return not_one_log;
	ret->head = p.head;
	ret->entries = p.head.size;
	if (p.head.size < witnessed->size)
		return shorter(&p.head, witnessed);
	ret->since = p.head.size - witnessed->size;
	return merkle_since_right((uint64_t)witnessed->size, (uint64_t)p.head.size, &witnessed->root, p.n, p.hash, &p.head.root) ? NULL : not_the_head;
}

const char *log_verify(struct arena *a, struct slice file, const struct log_head *witnessed, struct verified *ret)
{
	struct slice rest = file, first, line;
	*ret = (struct verified){ 0 };
	if (!log_next_line(&rest, &first))
		return not_a_line;
	if (slice_same(first, SLICE(EXPORT_FIRST_LINE)))
		return verify_export(a, rest, witnessed, ret);
	if (slice_same(first, SLICE(PROOF_FIRST_LINE " since")))
		return verify_since(a, rest, witnessed, ret);
	if (!slice_same(first, SLICE(PROOF_FIRST_LINE)) || !log_next_line(&rest, &line))
		return not_a_line;
	return verify_entry(a, line, rest, witnessed);
}
