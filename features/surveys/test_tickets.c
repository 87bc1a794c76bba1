/* Tickets: signed unseen, once for each encounter, by the key of the batch; answered with once, by nobody in particular.  The
 * browser's half stands in for here without the blinding factor, which the tests of web/blind.js hold. */
#include <openssl/evp.h>
#include "../connections/test_pair.h"
#include "surveys.h"
#include "blind.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &surveys_feature, NULL };

enum { HASH = 48, SIZE = BLIND_KEY_BYTES, DAY_S = 86400 };

static void sha384(const void *at, size_t n, uint8_t to[HASH])
{
	assert_int_equal(EVP_Digest(at, n, to, NULL, EVP_sha384(), NULL), 1);
}

/* EMSA-PSS (RFC 8017, 9.1.1) for 2047 bits, salt of 48 zeros. */
static void encode(const void *message, size_t n, uint8_t to[SIZE])
{
	enum { DATA = SIZE - HASH - 1 };
	uint8_t whole[8 + HASH + HASH] = { 0 }, mask[HASH], seed[HASH + 4] = { 0 };
	sha384(message, n, whole + 8);
	memset(to, 0, SIZE);
	to[DATA - HASH - 1] = 1;
	sha384(whole, sizeof whole, seed);
	for (size_t at = 0; at < DATA; at++) {
		if (at % HASH == 0) {
			seed[HASH + 3] = (uint8_t)(at / HASH);
			sha384(seed, sizeof seed, mask);
		}
		to[at] ^= mask[at % HASH];
	}
	to[0] &= 0x7f;
	memcpy(to + DATA, seed, HASH);
	to[SIZE - 1] = 0xbc;
}

/* What the worker does with one job. */
static void work(struct req *r, size_t job)
{
	const struct job_kind *j = &surveys_feature.jobs[job];
	MUST(db_begin(r->db, true));
	r->slow = j->slow ? j->slow(&r->arena, "") : NULL;
	MUST(j->work(r, ""));
	MUST(db_commit(r->db));
	r->slow = NULL;
}

static const char *a_meeting(struct req *r, const char *c, const char *day)
{
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/encounters/new", c), "met", "met", "day", day, "clock", "10:00",
			  "minutes", "45", "mode", "phone", NULL));
	return led_to(r, "/encounters/");
}

struct ticket { const char *batch, *prefix, *signature; };

/* The key of the batch, from the page of the meeting. */
static const char *batch_on_page(struct req *r, const char *e, const char **ret_key)
{
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/encounters/%s", e)));
	*ret_key = after(r, "data-key=\"", '"');
	return after(r, "data-batch=\"", '"');
}

static const char *blinded(struct req *r, const char *batch, uint8_t mark, const char **ret_prefix)
{
	uint8_t message[BLIND_PREFIX_BYTES + 64] = { mark }, number[SIZE];
	int n = snprintf((char *)message + BLIND_PREFIX_BYTES, 64, "kith-survey:%s", batch);
	encode(message, BLIND_PREFIX_BYTES + (size_t)n, number);
	*ret_prefix = blind_text(&r->arena, (struct bytes){ message, BLIND_PREFIX_BYTES });
	return blind_text(&r->arena, (struct bytes){ number, SIZE });
}

static enum status ask(struct req *r, const char *e, const char *number)
{
	return harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/ticket", e), "blinded", number, NULL);
}

static struct ticket draw(struct req *r, const char *e, uint8_t mark)
{
	const char *key;
	struct ticket t = { .batch = batch_on_page(r, e, &key) };
	const char *number = blinded(r, t.batch, mark, &t.prefix);
	MUST(ask(r, e, number));
	t.signature = after(r, "\"signature\":\"", '"');
	return t;
}

static enum status answer(struct req *r, const struct ticket *t)
{
	return harness_post(r, "/survey/ticket", "batch", t->batch, "prefix", t->prefix, "signature", t->signature, "heard", "5", NULL);
}

static void what_must_hold(struct req *r)
{
	const char *why = NULL;
	MUST(surveys_feature.checks[0].holds(r, &why));
	assert_null(why);
}

/* Ana and Sue, two meetings in June, the keys made. */
struct june { struct world w; const char *connection, *first, *second; };
static struct june in_june(struct req *r)
{
	struct june j = { .w = a_settled_world(r, 1) };
	j.connection = a_pair(r, &j.w);
	j.first = a_meeting(r, j.connection, "2025-06-14");
	j.second = a_meeting(r, j.connection, "2025-06-15");
	work(r, 0);
	harness_as(r, j.w.ana, 0);
	return j;
}

static void a_ticket_is_drawn_once_and_answers_once_without_a_name(void **state)
{
	struct req *r = *state;
	struct june j = in_june(r);
	const char *key;
	struct ticket t = draw(r, j.first, 1), two = draw(r, j.second, 2);
	assert_string_equal(t.batch, two.batch);        /* one key for the month, never one for a meeting */
	assert_int_equal(ask(r, j.first, "AAAA"), MISSING);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/survey", j.first), NULL), MISSING);
	assert_int_equal(answer(r, &t), INVALID);       /* it came with Ana's session */
	assert_true(harness_fault(r, NULL, "cookie"));
	harness_as(r, NULL, 0);
	MUST(answer(r, &t));
	assert_string_equal(r->reply.location, "/survey/thanks");
	assert_int_equal(answer(r, &t), INVALID);
	assert_true(harness_fault(r, "signature", "used"));
	MUST(answer(r, &two));
	what_must_hold(r);
	harness_as(r, j.w.sue, 0);
	const char *third = a_meeting(r, j.connection, "2025-06-15");
	harness_as(r, j.w.ana, 0);
	assert_string_equal(batch_on_page(r, third, &key), t.batch);
}

static void only_who_is_offered_one_draws_one(void **state)
{
	struct req *r = *state;
	struct june j = in_june(r);
	const char *key, *prefix, *number = blinded(r, batch_on_page(r, j.first, &key), 1, &prefix);
	harness_as(r, j.w.sue, 0);              /* gave the support: was offered none */
	assert_int_equal(ask(r, j.first, number), MISSING);
	harness_as(r, j.w.ben, 0);
	assert_int_equal(ask(r, j.first, number), MISSING);
	harness_as(r, j.w.cora, 0);
	assert_int_equal(ask(r, j.first, number), MISSING);
	harness_as(r, NULL, 0);
	assert_int_equal(ask(r, j.first, number), MISSING);
	harness_as(r, j.w.ana, 0);
	assert_int_equal(ask(r, j.first, "not base64!"), INVALID);
	assert_int_equal(ask(r, j.first, "AAAA"), INVALID);
	assert_int_equal(ask(r, j.first, key), INVALID);        /* the modulus itself is not below it */
	assert_int_equal(ask(r, j.first, ""), INVALID);
	MUST(ask(r, j.first, number));          /* what was wrong did not cost the ticket */
	what_must_hold(r);
}

static enum status with_flip(struct req *r, struct ticket t, size_t field)
{
	char *at = arena_str(&r->arena, field ? t.signature : t.prefix);
	at[7] = at[7] == 'A' ? 'B' : 'A';
	*(field ? &t.signature : &t.prefix) = at;
	return answer(r, &t);
}

static void what_was_bent_or_is_of_another_batch_is_not_taken(void **state)
{
	struct req *r = *state;
	struct june j = in_june(r);
	harness_as(r, j.w.sue, 0);
	const char *may = a_meeting(r, j.connection, "2025-05-20"), *key;
	work(r, 0);
	harness_as(r, j.w.ana, 0);
	struct ticket t = draw(r, j.first, 1), other = t, wrong = t;
	other.batch = batch_on_page(r, may, &key);
	assert_string_not_equal(other.batch, t.batch);
	harness_as(r, NULL, 0);
	assert_int_equal(answer(r, &other), INVALID);
	assert_true(harness_fault(r, "signature", "unknown"));
	for (size_t field = 0; field < 2; field++) {
		assert_int_equal(with_flip(r, t, field), INVALID);
		assert_true(harness_fault(r, "signature", "unknown"));
	}
	wrong.prefix = arena_printf(&r->arena, "%.40s", t.prefix);
	assert_int_equal(answer(r, &wrong), INVALID);
	wrong = t;
	wrong.signature = "AAAA";
	assert_int_equal(answer(r, &wrong), INVALID);
	wrong = t;
	wrong.batch = "00000000000000000000000000";
	assert_int_equal(answer(r, &wrong), INVALID);
	assert_int_equal(harness_post(r, "/survey/ticket", "batch", t.batch, "prefix", t.prefix, "signature", t.signature, NULL), INVALID);
	assert_true(harness_fault(r, "found", "empty"));
	MUST(answer(r, &t));                    /* none of that spent it */
	what_must_hold(r);
}

static void a_batch_closes_and_its_private_key_is_gone(void **state)
{
	struct req *r = *state;
	struct june j = in_june(r);
	struct ticket t = draw(r, j.first, 1);
	struct key_private key;
	MUST(db_begin(r->db, false));
	MUST(key_private(r, t.batch, &key));
	db_rollback(r->db);
	const char *prefix, *number = blinded(r, t.batch, 2, &prefix);
	r->now += (15 + 8 * 7 + 1) * DAY_S;     /* June ends on the 30th, eight weeks later it closes */
	assert_int_equal(ask(r, j.second, number), INVALID);
	assert_true(harness_fault(r, NULL, "closed"));
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/encounters/%s", j.second)));
	harness_says_not(r, "data-key=");
	harness_says(r, "by our rules, not by mathematics");
	work(r, 1);
	MUST(db_begin(r->db, false));
	assert_int_equal(key_private(r, t.batch, &key), MISSING);
	db_rollback(r->db);
	harness_as(r, NULL, 0);
	struct ticket late = t;
	r->now += 7 * 7 * DAY_S;
	MUST(harness_get(r, arena_printf(&r->arena, "/survey/keys/%s", t.batch)));      /* who drew in time answers in time */
	MUST(answer(r, &late));
	harness_as(r, j.w.ana, 0);
	MUST(harness_get(r, HARBOR "/survey-keys"));
	harness_says(r, "Destroyed");
}

static void a_ticket_grows_old(void **state)
{
	struct req *r = *state;
	struct june j = in_june(r);
	struct ticket t = draw(r, j.first, 1);
	r->now += (16 + 17 * 7) * DAY_S;
	harness_as(r, NULL, 0);
	assert_int_equal(answer(r, &t), INVALID);
	assert_true(harness_fault(r, "signature", "old"));
}

static void everybody_sees_the_same_key_and_members_the_list(void **state)
{
	struct req *r = *state;
	struct june j = in_june(r);
	const char *key, *batch = batch_on_page(r, j.first, &key), *at = arena_printf(&r->arena, "/survey/keys/%s", batch);
	MUST(harness_get(r, at));
	const char *mine = arena_str(&r->arena, harness_body(r));
	harness_says(r, arena_printf(&r->arena, "\"n\":\"%s\"", key));
	harness_as(r, NULL, 0);
	MUST(harness_get(r, at));
	assert_string_equal(harness_body(r), mine);
	assert_int_equal(harness_get(r, "/survey/keys/00000000000000000000000000"), MISSING);
	assert_int_equal(harness_get(r, HARBOR "/survey-keys"), MISSING);
	harness_as(r, j.w.otto, 0);
	assert_int_equal(harness_get(r, HARBOR "/survey-keys"), MISSING);
	harness_as(r, j.w.ben, 0);
	MUST(harness_get(r, HARBOR "/survey-keys"));
	harness_says(r, blind_fingerprint(&r->arena, key));
	harness_says(r, "In use until");
}

static void keys_lie_ready_and_no_page_waits_for_one(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w), *e = a_meeting(r, c, "2025-06-15"), *key;
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/encounters/%s", e)));
	harness_says_not(r, "data-key=");               /* the very first: none was ready yet, and the page says by what rules */
	harness_says(r, "by our rules, not by mathematics");
	assert_int_equal(ask(r, e, "AAAA"), INVALID);
	work(r, 0);
	(void)batch_on_page(r, e, &key);
	for (int i = 0; i < 2; i++)
		work(r, 0);
	harness_as(r, w.sue, 0);
	const char *may = a_meeting(r, c, "2025-05-20");
	harness_as(r, w.ana, 0);
	assert_string_not_equal(batch_on_page(r, may, &key), batch_on_page(r, e, &key));        /* at once */
	harness_as(r, w.sue, 0);
	const char *old = a_meeting(r, c, "2025-01-20");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/encounters/%s", old)));
	harness_says_not(r, "data-key=");               /* long closed: no key is ever made for it */
}

HARNESS(a_ticket_is_drawn_once_and_answers_once_without_a_name, only_who_is_offered_one_draws_one,
	what_was_bent_or_is_of_another_batch_is_not_taken, a_batch_closes_and_its_private_key_is_gone, a_ticket_grows_old,
	everybody_sees_the_same_key_and_members_the_list, keys_lie_ready_and_no_page_waits_for_one)
