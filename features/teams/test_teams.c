/* Teams: who belongs by the role they hold now, and reads nothing any more from the moment on in which it ends. */
#include "test_team_world.h"

static enum status says(struct req *r, const char *talk, const char *person, const char *words)
{
	harness_as(r, person, 0);
	return harness_post(r, arena_printf(&r->arena, HARBOR "/conversations/%s", talk), "words", words, NULL);
}

static enum status reads(struct req *r, const char *talk, const char *person)
{
	harness_as(r, person, 0);
	return harness_get(r, arena_printf(&r->arena, HARBOR "/conversations/%s", talk));
}

static void those_who_support_talk_and_nobody_else(void **state)
{
	struct req *r = *state;
	struct team_world t = a_team(r);
	const char *talk = talk_of(r, t.w.harbor, t.w.sue);
	MUST(says(r, talk, t.w.sue, "The key hangs behind the door"));
	assert_string_equal(talk_of(r, t.w.harbor, t.w.ben), talk);
	MUST(reads(r, talk, t.w.ben));
	harness_says_not(r, "The key hangs");           /* came later */
	harness_says(r, "name nobody here without their yes");
	MUST(says(r, talk, t.w.ben, "Who takes Friday?"));
	MUST(reads(r, talk, t.w.sue));
	harness_says(r, "Who takes Friday?");
	MUST(harness_get(r, HARBOR "/conversations"));
	harness_says(r, "Team: Harbor");
	const char *const outside[] = { t.w.ana, t.w.otto };
	for (size_t k = 0; k < COUNT(outside); k++) {
		assert_int_equal(reads(r, talk, outside[k]), MISSING);
		assert_int_equal(says(r, talk, outside[k], "Hello"), MISSING);
		assert_int_equal(harness_post(r, team_path(r, t.w.harbor, "/conversation"), NULL), MISSING);
		assert_int_equal(harness_get(r, team_path(r, t.w.harbor, "")), MISSING);
		assert_int_equal(harness_get(r, team_path(r, t.w.harbor, "/hand-on")), MISSING);
		assert_int_equal(harness_get(r, HARBOR "/teams"), MISSING);
	}
	harness_as(r, t.w.ben, 0);
	MUST(harness_get(r, team_path(r, t.w.harbor, "")));
	const char *const readers[] = { "Sue", "Cora", "Supports", "Coordinates" };
	for (size_t k = 0; k < COUNT(readers); k++)
		harness_says(r, readers[k]);
	harness_says_not(r, "Ana");
}

static void a_role_that_ends_ends_reading_at_once(void **state)
{
	struct req *r = *state;
	struct team_world t = a_team(r);
	const char *talk = talk_of(r, t.w.harbor, t.w.sue);
	talk_of(r, t.w.harbor, t.w.ben);
	MUST(says(r, talk, t.w.sue, "For the team"));
	MUST(reads(r, talk, t.w.ben));
	role_ends(r, &t.w, t.w.ben);
	assert_int_equal(reads(r, talk, t.w.ben), MISSING);
	assert_int_equal(says(r, talk, t.w.ben, "Still here"), MISSING);
	assert_int_equal(harness_get(r, team_path(r, t.w.harbor, "")), MISSING);
	MUST(harness_get(r, HARBOR "/conversations/search?words=team"));
	harness_says_not(r, "For the team");
	now_holds(r, &t.w, t.w.ben, "supporter");
	assert_int_equal(reads(r, talk, t.w.ben), MISSING);     /* comes in anew, and reads from then on */
	talk_of(r, t.w.harbor, t.w.ben);
	MUST(reads(r, talk, t.w.ben));
	harness_says_not(r, "For the team");
}

static void a_project_has_a_team_of_those_who_were_put_into_it(void **state)
{
	struct req *r = *state;
	struct team_world t = a_team(r);
	const char *people = team_path(r, t.project, "/people");
	harness_as(r, t.w.sue, 0);
	assert_int_equal(harness_get(r, team_path(r, t.project, "")), MISSING);
	assert_int_equal(harness_get(r, people), MISSING);
	assert_int_equal(harness_post(r, people, "people", t.w.sue, NULL), MISSING);
	harness_as(r, t.w.cora, 0);
	MUST(harness_get(r, team_path(r, t.project, "")));      /* who coordinates belongs to every team */
	MUST(harness_get(r, people));
	harness_says(r, "Sue");
	assert_int_equal(harness_get(r, team_path(r, t.w.harbor, "/people")), MISSING);
	MUST(harness_post(r, people, "people", t.w.sue, "people", t.w.ana, NULL));      /* Ana holds no role: nothing */
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM team_person"), 1);
	const char *talk = talk_of(r, t.project, t.w.sue);
	MUST(says(r, talk, t.w.sue, "Only for Family"));
	assert_int_equal(reads(r, talk, t.w.ben), MISSING);
	harness_as(r, t.w.ben, 0);
	MUST(harness_get(r, HARBOR "/teams"));
	harness_says_not(r, "Family");
	harness_as(r, t.w.cora, 0);
	MUST(harness_post(r, people, NULL));                    /* out of the project is out of its talk */
	assert_int_equal(reads(r, talk, t.w.sue), MISSING);
	talk_of(r, t.w.harbor, t.w.sue);                        /* and still of the community's team */
}

static void leaving_the_community_or_kith_leaves_nothing_behind(void **state)
{
	struct req *r = *state;
	struct team_world t = a_team(r);
	harness_as(r, t.w.cora, 0);
	MUST(harness_post(r, team_path(r, t.project, "/people"), "people", t.w.sue, "people", t.w.ben, NULL));
	hands_on(r, &t, "She would rather be met outside");
	in_harbor(r, &t.w, NULL);
	MUST(db_begin(r->db, true));
	MUST(people_erase(r, t.w.ben));
	MUST(db_commit(r->db));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM team_person"), 1);
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM handover"), 1);
	in_harbor(r, &t.w, NULL);
	MUST(db_begin(r->db, true));
	MUST(people_erase(r, t.w.ana));                         /* what was about her goes with her */
	MUST(db_commit(r->db));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM handover"), 0);
}

HARNESS(those_who_support_talk_and_nobody_else, a_role_that_ends_ends_reading_at_once, a_project_has_a_team_of_those_who_were_put_into_it,
	leaving_the_community_or_kith_leaves_nothing_behind)
