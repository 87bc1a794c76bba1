/* Sealing: who opens what, what a thief or a mistake cannot do, and forgetting.  On both engines. */
#include <sodium.h>
#include "db_inside.h"
#include "stones.h"

const struct feature *const harness_features[] = { &stones_feature, NULL };

static const char *secret_of(struct req *r, const char *id)
{
	struct stone_get s;
	assert_int_equal(stone_get(r, id, &s), OK);
	return s.secret;
}

static enum status opens(struct req *r, const char *id)
{
	struct stone_get s;
	return stone_get(r, id, &s);
}

static struct bytes raw_of(struct req *r, const char *id)
{
	struct secret_raw s;
	assert_int_equal(secret_raw(r, id, &s), OK);
	return s.secret;
}

static void a_thief_reads_nothing(void **state)
{
	struct req *r = *state;
	assert_int_equal(stone_put(r, "a", "ana", "under the bridge", 0), OK);
	struct bytes raw = raw_of(r, "a");
	assert_int_equal(raw.n, 1 + 24 + strlen("under the bridge") + 16);
	assert_int_equal(raw.at[0], 1);
	assert_null(memmem(raw.at, raw.n, "bridge", 6));
	assert_string_equal(secret_of(r, "a"), "under the bridge");
}

static void the_same_words_never_look_the_same(void **state)
{
	struct req *r = *state;
	assert_int_equal(stone_put(r, "a", "ana", "yes", 0), OK);
	assert_int_equal(stone_put(r, "b", "ana", "yes", 0), OK);
	struct bytes a = raw_of(r, "a"), b = raw_of(r, "b");
	assert_int_equal(a.n, b.n);
	assert_memory_not_equal(a.at + 1, b.at + 1, a.n - 1);
	assert_memory_not_equal(a.at + 1, b.at + 1, 24);
}

static void a_flipped_bit_does_not_open(void **state)
{
	struct req *r = *state;
	assert_int_equal(stone_put(r, "a", "ana", "yes", 0), OK);
	struct bytes good = raw_of(r, "a");
	for (size_t bit = 0; bit < good.n * 8; bit += 5) {
		char *bad = arena_copy(&r->arena, (const char *)good.at, good.n);
		bad[bit / 8] ^= (char)(1 << bit % 8);
		assert_int_equal(secret_raw_set(r, (struct bytes){ (uint8_t *)bad, good.n }, "a", NULL), OK);
		assert_int_equal(opens(r, "a"), BROKEN);
		assert_null(strstr(db_trouble(r->db), "yes"));
	}
	for (size_t n = 0; n < good.n; n++) {
		assert_int_equal(secret_raw_set(r, (struct bytes){ good.at, n }, "a", NULL), OK);
		assert_int_equal(opens(r, "a"), BROKEN);
	}
	assert_int_equal(secret_raw_set(r, good, "a", NULL), OK);
	assert_string_equal(secret_of(r, "a"), "yes");
}

static void a_value_moved_to_another_row_does_not_open(void **state)
{
	struct req *r = *state;
	assert_int_equal(stone_put(r, "a", "ana", "mine", 0), OK);
	assert_int_equal(stone_put(r, "b", "ana", "also mine", 0), OK);
	assert_int_equal(secret_moved(r, "a", "b", NULL), OK);
	assert_int_equal(opens(r, "b"), BROKEN);
	assert_int_equal(opens(r, "a"), OK);
}

static void a_value_moved_to_another_owner_or_column_does_not_open(void **state)
{
	struct req *r = *state;
	struct bytes box;
	const char *text;
	assert_int_equal(seal_close(r, "stone.secret", "ana", "a", "mine", &box), OK);
	assert_int_equal(seal_close(r, "stone.secret", "ben", "a", "his", &(struct bytes){ 0 }), OK);
	assert_int_equal(seal_open(r, "stone.secret", "ana", "a", box, &text), OK);
	assert_string_equal(text, "mine");
	assert_int_equal(seal_open(r, "stone.secret", "ben", "a", box, &text), BROKEN);
	assert_int_equal(seal_open(r, "stone.about", "ana", "a", box, &text), BROKEN);
	assert_int_equal(seal_open(r, "stone.secret", "ana", "", box, &text), BROKEN);
	assert_int_equal(seal_open(r, "stone.secretana", "a", "", box, &text), OK);     /* an owner without a key: "someone who has left" */
	assert_null(text);
}

static void an_owner_without_a_name_is_a_mistake(void **state)
{
	struct req *r = *state;
	struct bytes box;
	char long_name[64] = { 0 };
	memset(long_name, 'x', 60);
	assert_int_equal(stone_put(r, "a", NULL, "whose?", 0), BROKEN);
	assert_int_equal(seal_close(r, "stone.secret", "", "a", "x", &box), BROKEN);
	assert_int_equal(seal_close(r, "stone.secret", long_name, "a", "x", &box), BROKEN);
	assert_int_equal(seal_close(r, "stone.secret", "ana", NULL, "x", &box), BROKEN);
}

static void another_master_key_opens_nothing(void **state)
{
	struct req *r = *state;
	const uint8_t key[SEAL_KEY_BYTES] = { 1, 2, 3 };
	struct seal_master *other = seal_master_of(key);
	struct seal_master *mine = r->db->master;
	assert_int_equal(seal_master_check(r), OK);
	assert_int_equal(stone_put(r, "a", "ana", "mine", 0), OK);
	seal_keys_end(r->db);
	r->db->master = other;
	assert_int_equal(opens(r, "a"), BROKEN);
	assert_int_equal(seal_master_check(r), INVALID);
	assert_non_null(strstr(db_trouble(r->db), "master key"));
	r->db->master = mine;
	assert_int_equal(opens(r, "a"), OK);
	assert_int_equal(seal_master_check(r), OK);
	seal_master_end(other);
}

static void a_database_with_keys_but_no_check_is_not_ours(void **state)
{
	struct req *r = *state;
	assert_int_equal(stone_put(r, "a", "ana", "mine", 0), OK);
	assert_int_equal(seal_master_check(r), INVALID);
}

/* ---- forgetting ---- */

static void who_is_forgotten_reads_as_missing(void **state)
{
	struct req *r = *state;
	struct stones_all_list l;
	assert_int_equal(stone_put(r, "a", "ana", "mine", 1), OK);
	assert_int_equal(stone_put(r, "b", "ben", "his", 2), OK);
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(seal_forget(r, "ana"), OK);
	assert_null(secret_of(r, "a"));
	assert_int_equal(db_commit(r->db), OK);
	assert_null(secret_of(r, "a"));
	assert_int_equal(stones_all(r, &l), OK);
	assert_int_equal(l.n, 2);
	assert_null(l.at[0].secret);
	assert_string_equal(l.at[1].secret, "his");
}

static void forgetting_that_is_rolled_back_forgets_nothing(void **state)
{
	struct req *r = *state;
	assert_int_equal(stone_put(r, "a", "ana", "mine", 1), OK);
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(seal_forget(r, "ana"), OK);
	assert_null(secret_of(r, "a"));
	db_rollback(r->db);
	assert_string_equal(secret_of(r, "a"), "mine");
}

static void forgetting_needs_no_transaction(void **state)
{
	struct req *r = *state;
	assert_int_equal(stone_put(r, "a", "ana", "mine", 1), OK);
	assert_int_equal(seal_forget(r, "ana"), OK);
	assert_null(secret_of(r, "a"));
	assert_int_equal(stone_put(r, "b", "ana", "new", 1), OK);
	assert_string_equal(secret_of(r, "b"), "new");
	assert_int_equal(opens(r, "a"), BROKEN);        /* another key than the one it was sealed with */
}

/* ---- keys of a transaction that is taken back ---- */

static void a_key_made_in_a_rollback_is_not_used_again(void **state)
{
	struct req *r = *state;
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(stone_put(r, "a", "ana", "gone", 0), OK);
	assert_string_equal(secret_of(r, "a"), "gone");
	db_rollback(r->db);
	assert_int_equal(stone_put(r, "a", "ana", "kept", 0), OK);
	seal_keys_end(r->db);           /* as another connection would read it: from the table alone */
	assert_string_equal(secret_of(r, "a"), "kept");
}

static void a_key_made_before_a_savepoint_stays(void **state)
{
	struct req *r = *state;
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(db_savepoint(r->db), OK);
	assert_int_equal(stone_put(r, "a", "ana", "kept", 0), OK);
	assert_int_equal(db_release(r->db), OK);
	assert_int_equal(db_savepoint(r->db), OK);
	assert_int_equal(stone_put(r, "b", "ben", "gone", 0), OK);
	assert_int_equal(db_back_to_savepoint(r->db), OK);
	assert_int_equal(db_savepoint(r->db), OK);
	assert_int_equal(stone_put(r, "c", "ben", "his", 0), OK);
	assert_int_equal(stone_put(r, "d", "ana", "hers", 0), OK);
	assert_int_equal(db_release(r->db), OK);
	assert_int_equal(db_commit(r->db), OK);
	seal_keys_end(r->db);
	assert_string_equal(secret_of(r, "a"), "kept");
	assert_string_equal(secret_of(r, "c"), "his");
	assert_string_equal(secret_of(r, "d"), "hers");
}

static void an_owner_who_gets_a_key_later_is_found(void **state)
{
	struct req *r = *state;
	struct bytes box;
	const char *text;
	assert_int_equal(stone_put(r, "x", "zoe", "z", 0), OK);         /* so that keys are remembered at all */
	assert_int_equal(seal_close(r, "p", "zoe", "1", "t", &box), OK);
	assert_int_equal(db_begin(r->db, false), OK);
	assert_int_equal(seal_open(r, "p", "ana", "1", box, &text), OK);
	assert_null(text);
	assert_int_equal(db_commit(r->db), OK);
	assert_int_equal(stone_put(r, "a", "ana", "first", 0), OK);
	assert_string_equal(secret_of(r, "a"), "first");
}

static void a_list_asks_for_keys_sixteen_at_a_time(void **state)
{
	struct req *r = *state;
	struct stones_all_list l;
	assert_int_equal(db_begin(r->db, true), OK);
	for (int i = 0; i < 100; i++)
		assert_int_equal(stone_put(r, arena_printf(&r->arena, "s%02d", i), arena_printf(&r->arena, "owner%02d", i % 50), "s", i), OK);
	assert_int_equal(db_commit(r->db), OK);
	seal_keys_end(r->db);
	db_fault(r->db, 6, BROKEN);             /* the list and four times keys: five calls */
	assert_int_equal(stones_all(r, &l), OK);
	assert_false(db_fault_fired(r->db));
	assert_int_equal(l.n, 100);
	assert_string_equal(l.at[99].secret, "s");
	assert_int_equal(stones_all(r, &l), BROKEN);
	assert_true(db_fault_fired(r->db));
}

static void more_owners_than_are_remembered(void **state)
{
	struct req *r = *state;
	struct bytes box[1500];
	const char *text;
	assert_int_equal(db_begin(r->db, true), OK);
	for (int i = 0; i < 1500; i++)
		assert_int_equal(seal_close(r, "p", arena_printf(&r->arena, "owner-%d", i), "1", arena_printf(&r->arena, "%d", i), &box[i]), OK);
	for (int i = 0; i < 1500; i++) {
		assert_int_equal(seal_open(r, "p", arena_printf(&r->arena, "owner-%d", i), "1", box[i], &text), OK);
		assert_string_equal(text, arena_printf(&r->arena, "%d", i));
	}
	assert_int_equal(db_commit(r->db), OK);
}

static void a_key_is_looked_up_again_after_a_minute(void **state)
{
	struct req *r = *state;
	const char *why;
	assert_int_equal(stone_put(r, "a", "ana", "mine", 0), OK);
	assert_string_equal(secret_of(r, "a"), "mine");
	assert_int_equal(db_script(r->db, "DELETE FROM seal_key", &why), OK);   /* as another process would */
	assert_string_equal(secret_of(r, "a"), "mine");
	r->now += 61;
	assert_null(secret_of(r, "a"));
}

/* ---- keyed hashes and sub-keys ---- */

static void an_index_finds_the_same_and_tells_nothing(void **state)
{
	struct req *r = *state;
	struct bytes a = seal_index(r, "person.name", "ana"), b = seal_index(r, "person.name", "ana"), c = seal_index(r, "person.mail", "ana"),
		d = seal_index(r, "person.nam", "eana"), t = token_hash(r, "ana");
	assert_int_equal(a.n, SEAL_INDEX_BYTES);
	assert_memory_equal(a.at, b.at, a.n);
	assert_memory_not_equal(a.at, c.at, a.n);
	assert_memory_not_equal(a.at, d.at, a.n);
	assert_memory_not_equal(a.at, t.at, a.n);
	const uint8_t key[SEAL_KEY_BYTES] = { 7 };
	struct seal_master *mine = r->db->master;
	struct seal_master *other = seal_master_of(key);
	r->db->master = other;
	b = seal_index(r, "person.name", "ana");
	r->db->master = mine;
	seal_master_end(other);
	assert_memory_not_equal(a.at, b.at, a.n);
}

static void keys_of_different_purpose_differ(void **state)
{
	struct req *r = *state;
	uint8_t a[32], b[32], c[32], again[32];
	seal_sub(r, "kithcsrf", 1, a);
	seal_sub(r, "kithcsrf", 2, b);
	seal_sub(r, "kithsess", 1, c);
	seal_sub(r, "kithcsrf", 1, again);
	assert_memory_equal(a, again, 32);
	assert_memory_not_equal(a, b, 32);
	assert_memory_not_equal(a, c, 32);
}

HARNESS(a_thief_reads_nothing, the_same_words_never_look_the_same, a_flipped_bit_does_not_open,
	a_value_moved_to_another_row_does_not_open, a_value_moved_to_another_owner_or_column_does_not_open,
	an_owner_without_a_name_is_a_mistake, another_master_key_opens_nothing, a_database_with_keys_but_no_check_is_not_ours,
	who_is_forgotten_reads_as_missing, forgetting_that_is_rolled_back_forgets_nothing, forgetting_needs_no_transaction,
	a_key_made_in_a_rollback_is_not_used_again, a_key_made_before_a_savepoint_stays, an_owner_who_gets_a_key_later_is_found,
	a_list_asks_for_keys_sixteen_at_a_time, more_owners_than_are_remembered, a_key_is_looked_up_again_after_a_minute,
	an_index_finds_the_same_and_tells_nothing, keys_of_different_purpose_differ)
