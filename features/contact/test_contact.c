/* Somebody without an account writes: only where the community wishes it, once, read by coordinators alone. */
#include "../experiences/test_world.h"
#include "../tidings/test_hears.h"
#include "contact.h"

#define HARBOR "/c/harbor"
#define KEY "0123456789abcdefghjkmnpqrs"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &tidings_feature, &experiences_feature, &contact_feature, NULL };

static struct world open_world(struct req *r)
{
	struct world w = a_world(r, 1);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, HARBOR "/settings/contact", "open", "1", "version", "0", NULL));
	return w;
}

static void nobody_writes_where_the_community_does_not_wish_it(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, HARBOR "/contact"), MISSING);
	assert_int_equal(harness_post(r, HARBOR "/contact", "words", "Hello", "form_key", KEY, NULL), MISSING);
	MUST(harness_get(r, HARBOR));
	harness_says_not(r, "Ask us something");
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, HARBOR "/settings/contact"), MISSING);
	assert_int_equal(harness_post(r, HARBOR "/settings/contact", "open", "1", "version", "0", NULL), MISSING);
	assert_int_equal(harness_get(r, HARBOR "/contacts"), MISSING);
}

static void somebody_without_an_account_is_read_by_coordinators_alone(void **state)
{
	struct req *r = *state;
	struct world w = open_world(r);
	harness_as(r, NULL, 0);
	MUST(harness_get(r, HARBOR));
	harness_says(r, "Ask us something");
	MUST(harness_get(r, HARBOR "/contact"));
	harness_says(r, "Crisis help");
	assert_int_equal(harness_post(r, HARBOR "/contact", "words", "", "reach", "555 0134", "form_key", KEY, NULL), INVALID);
	harness_says(r, "555 0134");
	for (int times = 0; times < 2; times++) {
		MUST(harness_post(r, HARBOR "/contact", "words", "Is there a <b>group</b> for families?", "reach", "555 0134", "form_key", KEY, NULL));
		assert_string_equal(r->reply.location, HARBOR "/contact/thanks");
	}
	MUST(harness_get(r, HARBOR "/contact/thanks"));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/contacts"));
	harness_says(r, "Is there a &lt;b");
	harness_says(r, "555 0134");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "waiting")), 1);
	MUST(harness_get(r, HARBOR "/coordinating"));
	harness_says(r, "One waits");
	const char *others[] = { w.ana, w.sue, w.otto, NULL };
	for (size_t k = 0; k < COUNT(others); k++) {
		harness_as(r, others[k], 0);
		assert_int_equal(harness_get(r, HARBOR "/contacts"), MISSING);
	}
}

static void what_is_looked_after_waits_no_more_and_can_wait_again(void **state)
{
	struct req *r = *state;
	struct world w = open_world(r);
	harness_as(r, NULL, 0);
	MUST(harness_post(r, HARBOR "/contact", "words", "Hello", "form_key", KEY, NULL));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/contacts"));
	const char *id = arena_str(&r->arena, json_string_value(json_object_get(json_array_get(json_object_get(harness_json(r), "waiting"), 0), "id")));
	const char *done = arena_printf(&r->arena, HARBOR "/contacts/%s/done", id), *waits = arena_printf(&r->arena, HARBOR "/contacts/%s/waits", id);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, done, NULL), MISSING);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, done, NULL));
	MUST(harness_post(r, done, NULL));
	MUST(harness_get(r, HARBOR "/contacts"));
	harness_says(r, "No letter waits.");
	harness_says(r, "They did not say how to reach them.");
	harness_says(r, "Cora");
	MUST(harness_post(r, waits, NULL));
	MUST(harness_get(r, HARBOR "/contacts"));
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "waiting")), 1);
	MUST(harness_post(r, done, NULL));
	MUST(db_begin(r->db, true));
	MUST(people_erase(r, w.cora));
	MUST(db_commit(r->db));
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/contacts/%s/done", KEY), NULL), MISSING);
}

static void open_pages_of_coordinators_hear_of_a_letter_and_no_others(void **state)
{
	struct req *r = *state;
	struct world w = open_world(r);
	const char *all[] = { w.ana, w.sue, w.cora, w.otto };
	for (size_t k = 0; k < COUNT(all); k++)
		signed_in(r, all[k]);
	for (int times = 0; times < 2; times++) {       /* sent twice is one letter, and told once */
		harness_as(r, NULL, 0);
		MUST(harness_post(r, HARBOR "/contact", "words", "Hello", "form_key", KEY, NULL));
		assert_int_equal(changes(r, w.harbor), 1);
	}
	struct heard h = hearers(r, w.harbor, NULL);
	assert_int_equal(h.n, 1);
	assert_string_equal(h.of[0], w.cora);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/contacts"));
	const char *id = arena_str(&r->arena, json_string_value(json_object_get(json_array_get(json_object_get(harness_json(r), "waiting"), 0), "id")));
	const char *done = arena_printf(&r->arena, HARBOR "/contacts/%s/done", id);
	MUST(harness_post(r, done, NULL));
	assert_int_equal(changes(r, w.harbor), 2);
	assert_true(hears(r, w.harbor, w.cora));
	assert_false(hears(r, w.harbor, w.ana));
}

static void many_letters_come_twenty_at_a_time(void **state)
{
	struct req *r = *state;
	struct world w = open_world(r);
	harness_as(r, NULL, 0);
	for (int k = 0; k < 21; k++) {
		r->now += 60;
		MUST(harness_post(r, HARBOR "/contact", "words", arena_printf(&r->arena, "Letter %d.", k), "form_key", arena_printf(&r->arena, "%026d", k), NULL));
	}
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/contacts"));
	harness_says(r, "Letter 0.");
	harness_says_not(r, "Letter 20.");
	const json_t *page = harness_json(r);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/contacts?after=%s&at=%lld", json_string_value(json_object_get(page, "more_after")),
					 (long long)json_integer_value(json_object_get(page, "more_at")))));
	harness_says(r, "Letter 20.");
	harness_says_not(r, "Letter 0.");
}

static void two_who_change_the_rule_are_told(void **state)
{
	struct req *r = *state;
	struct world w = open_world(r);
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, HARBOR "/settings/contact", "version", "0", NULL), CONFLICT);
	MUST(harness_post(r, HARBOR "/settings/contact", "version", "1", NULL));
	assert_int_equal(harness_post(r, HARBOR "/settings/contact", "open", "1", "version", "1", NULL), CONFLICT);
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, HARBOR "/contact"), MISSING);
}

HARNESS(nobody_writes_where_the_community_does_not_wish_it, somebody_without_an_account_is_read_by_coordinators_alone,
	what_is_looked_after_waits_no_more_and_can_wait_again, open_pages_of_coordinators_hear_of_a_letter_and_no_others, many_letters_come_twenty_at_a_time, two_who_change_the_rule_are_told)
