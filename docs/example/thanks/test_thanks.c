/* What a line is for: members read it, others find nothing, too short says how to mend it, who leaves takes it along. */
#include "harness.h"
#include "thanks.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &thanks_feature, NULL };

static enum status enter(struct req *r)
{
	r->who.may = r->who.person ? MAY_SIGNED_IN : 0;
	return r->community.slug ? communities_enter(r, r->community.slug) : OK;
}

struct place { const char *harbor, *ana, *otto; };

static struct place a_place(struct req *r)
{
	struct place p = { .ana = id_new(r), .otto = id_new(r) };
	harness_enter = enter;
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(communities_make(r, &(struct communities_new){ .slug = "harbor", .name = "Harbor", .lang = "en", .zone = "UTC",
		.joining = "open", .min_cell = 5 }, &p.harbor), OK);
	const char *const both[] = { p.ana, p.otto };
	for (int i = 0; i < 2; i++)
		assert_int_equal(people_add(r, &(struct people_new){ .id = both[i], .name = i ? "Otto" : "Ana", .languages = "en", .lang = "en",
			.zone = "UTC", .login = i ? "otto" : "ana", .password_hash = "none" }), OK);
	assert_int_equal(communities_add_member(r, p.harbor, p.ana, true), OK);
	assert_int_equal(db_commit(r->db), OK);
	return p;
}

static void a_line_is_read_by_members_and_by_nobody_else(void **state)
{
	struct req *r = *state;
	struct place p = a_place(r);
	harness_as(r, p.ana, 0);
	assert_int_equal(harness_post(r, "/c/harbor/thanks", "words", "For the soup", NULL), OK);
	assert_int_equal(harness_get(r, "/c/harbor/thanks"), OK);
	harness_says(r, "For the soup");
	harness_as(r, p.otto, 0);
	assert_int_equal(harness_get(r, "/c/harbor/thanks"), MISSING);
	assert_int_equal(harness_post(r, "/c/harbor/thanks", "words", "Let me in", NULL), MISSING);
}

static void too_short_says_how_to_mend_it(void **state)
{
	struct req *r = *state;
	struct place p = a_place(r);
	harness_as(r, p.ana, 0);
	assert_int_equal(harness_post(r, "/c/harbor/thanks", "words", "x", NULL), INVALID);
	harness_says(r, "value=\"x\"");
}

static void who_leaves_takes_it_along(void **state)
{
	struct req *r = *state;
	struct place p = a_place(r);
	harness_as(r, p.ana, 0);
	assert_int_equal(harness_post(r, "/c/harbor/thanks", "words", "For the soup", NULL), OK);
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(communities_add_member(r, p.harbor, p.otto, true), OK);
	assert_int_equal(tell(r, &people_left, p.ana), OK);
	assert_int_equal(db_commit(r->db), OK);
	harness_as(r, p.otto, 0);
	assert_int_equal(harness_get(r, "/c/harbor/thanks"), OK);
	harness_says(r, "Nobody said anything yet.");
}

HARNESS(a_line_is_read_by_members_and_by_nobody_else, too_short_says_how_to_mend_it, who_leaves_takes_it_along)
