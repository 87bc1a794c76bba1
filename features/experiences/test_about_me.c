/* The short pages of "About me", keeping apart, the coordinator's words, and what is left when somebody leaves: nothing. */
#include "test_world.h"
#include "queries.h"
#include "pages.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, NULL };

#define AT(step) "/c/harbor/about-me/" step

static void every_step_is_a_short_page_that_nobody_must_fill(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	static const char *const steps[] = { AT("helps"), AT("meeting"), AT("week"), AT("facts"), AT("wishes"), AT("interests"), AT("apart") };
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/c/harbor/about-me"));
	harness_says(r, "Not said yet");
	for (size_t i = 0; i < COUNT(steps); i++) {
		harness_as(r, w.ana, 0);
		MUST(harness_get(r, steps[i]));
		harness_says(r, "href=\"/c/harbor/about-me\"");
		assert_true(json_is_object(harness_json(r)));
		harness_as(r, w.otto, 0);
		assert_int_equal(harness_get(r, steps[i]), MISSING);
		harness_as(r, NULL, 0);
		assert_int_equal(harness_get(r, steps[i]), MISSING);
	}
}

static void steps_are_kept_and_shown(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, AT("helps"), "helps", "A walk.", "helps_not", "Advice.", "version", "0", NULL));
	MUST(harness_post(r, AT("meeting"), "ways", "home", "ways", "phone", "area", "North side", "version", "1", NULL));
	MUST(harness_post(r, AT("facts"), "gender", "woman", "age_band", "36_45", "veteran", "1", "version", "2", NULL));
	MUST(harness_post(r, AT("wishes"), "wishes", "veteran", "wishes_needed", "same_gender", "version", "3", NULL));
	MUST(harness_get(r, "/c/harbor/about-me"));
	harness_says(r, "A walk.");
	harness_says(r, "Advice.");
	harness_says(r, "North side");
	const json_t *j = harness_json(r);
	assert_string_equal(json_string_value(json_object_get(j, "gender")), "woman");
	assert_string_equal(json_string_value(json_object_get(j, "age_band")), "36_45");
	assert_true(json_is_true(json_object_get(j, "veteran")));
	assert_true(json_is_false(json_object_get(j, "family")));
	assert_int_equal(json_array_size(json_object_get(j, "ways")), 2);
	assert_int_equal(json_array_size(json_object_get(j, "wishes")), 2);     /* what is needed is wished */
	assert_int_equal(json_array_size(json_object_get(j, "wishes_needed")), 1);
	MUST(harness_post(r, AT("helps"), "version", "4", NULL));                /* and all of it can be emptied */
	MUST(harness_get(r, "/c/harbor/about-me"));
	harness_says_not(r, "A walk.");
}

static void a_stale_step_shows_both(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, AT("helps"), "helps", "From my phone.", "version", "0", NULL));
	assert_int_equal(harness_post(r, AT("helps"), "helps", "From my desk.", "version", "0", NULL), CONFLICT);
	harness_says(r, "From my phone.");
	harness_says(r, "From my desk.");
	harness_says(r, "name=\"version\" value=\"1\"");
	assert_int_equal(harness_post(r, AT("meeting"), "ways", "home", "version", "0", NULL), CONFLICT);
	assert_int_equal(harness_post(r, AT("week"), "version", "0", NULL), CONFLICT);
	assert_int_equal(harness_post(r, AT("facts"), "gender", "man", "age_band", "not_said", "version", "0", NULL), CONFLICT);
	assert_int_equal(harness_post(r, AT("wishes"), "version", "0", NULL), CONFLICT);
	assert_int_equal(harness_post(r, AT("wishes"), NULL), INVALID);
	assert_true(harness_fault(r, "version", "needed"));
}

static void rather_not_say_is_nothing_at_all(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct experiences_profile p;
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, AT("facts"), "gender", "not_said", "age_band", "not_said", "version", "0", NULL));
	MUST(experiences_profile(r, w.harbor, w.ana, &p));
	assert_true(p.gender == NO_INT && p.age_band == NO_INT);
	MUST(harness_get(r, AT("facts")));
	harness_says(r, "value=\"not_said\" id=\"f-gender\" checked");
	harness_says(r, "they see that you fit. Nobody else sees your answers");
	static const char *const hints[] = { "for someone of their own gender see that you fit", "near their own age see that you fit", "wish for it see that you fit" };
	for (size_t i = 0; i < COUNT(hints); i++)
		harness_says(r, hints[i]);
}

static void a_needed_wish_that_compares_needs_my_side(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, AT("wishes"), "wishes_needed", "same_gender", "version", "0", NULL), INVALID);
	assert_true(harness_fault(r, "wishes_needed", "gender"));
	assert_int_equal(harness_post(r, AT("wishes"), "wishes_needed", "near_my_age", "version", "0", NULL), INVALID);
	assert_true(harness_fault(r, "wishes_needed", "age"));
	MUST(harness_post(r, AT("wishes"), "wishes", "same_gender", "wishes_needed", "veteran", "version", "0", NULL));
}

static void the_week_is_kept_as_hours(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct experiences_profile p;
	struct week week;
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, AT("week")));
	/* the boxes as the page draws them: one name, a value for each hour */
	MUST(harness_post(r, AT("week"), "week", "1-18-20", "week", "6-0-1", "version", "0", NULL));
	MUST(experiences_profile(r, w.harbor, w.ana, &p));
	assert_true(week_read((struct slice){ p.week, strlen(p.week) }, &week));
	assert_int_equal(week.day[1], 3u << 18);
	assert_int_equal(week.day[6], 1u);
	MUST(harness_get(r, "/c/harbor/about-me"));
	harness_says(r, "<dt>Tuesday</dt>");
	harness_says(r, "<dt>Sunday</dt>");
	harness_says_not(r, "<dt>Monday</dt>");
	MUST(harness_post(r, AT("week"), "version", "1", NULL));
	MUST(experiences_profile(r, w.harbor, w.ana, &p));
	assert_string_equal(p.week, "");
}

static void interests_come_from_the_list_or_from_me(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct experiences_interests_list l;
	struct experiences_tags_own_list own;
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, AT("interests"), "interests", "walking", "interests", "music", "own", "Model trains", NULL));
	MUST(experiences_interests(r, w.harbor, w.ana, &l));
	assert_int_equal(l.n, 3);
	MUST(harness_get(r, AT("interests")));
	harness_says(r, "Model trains");
	MUST(experiences_tags_own(r, w.harbor, INT64_MAX, "", &own));
	assert_int_equal(own.n, 1);
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, AT("interests")));
	harness_says_not(r, "Model trains");
	assert_int_equal(harness_post(r, AT("interests"), "interests", own.at[0].id, NULL), INVALID);  /* not offered, not theirs */
	assert_true(harness_fault(r, "interests", "choice"));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, AT("interests"), "interests", own.at[0].id, "interests", "walking", NULL));
	MUST(harness_get(r, "/c/harbor/about-me"));
	harness_says(r, "Model trains");
	harness_says_not(r, "listening to music");
	MUST(harness_post(r, AT("interests"), NULL));
	MUST(experiences_tags_own(r, w.harbor, INT64_MAX, "", &own));
	assert_int_equal(own.n, 0);
	assert_int_equal(harness_post(r, AT("interests"), "interests", "no_such_thing", NULL), INVALID);
	assert_int_equal(harness_post(r, AT("interests"), "own", "x", NULL), INVALID);
	assert_true(harness_fault(r, "own", "short"));
}

static void enough_to_be_found_is_one_experience_and_one_way(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	bool ready;
	struct safe_html cards;
	in_harbor(r, &w, w.ana);
	r->who.may = MAY_MEMBER;
	MUST(experiences_ready(r, w.ana, &ready));
	assert_false(ready);
	MUST(cards_html(r, "today", &cards));
	assert_non_null(strstr(cards.html, "/about-me/lived\""));
	MUST(harness_post(r, AT("lived/new"), "tag", "0", "shown", "matching", "matters", "some", NULL));
	in_harbor(r, &w, w.ana);
	r->who.may = MAY_MEMBER;
	MUST(cards_html(r, "today", &cards));
	assert_non_null(strstr(cards.html, "/about-me/meeting\""));
	MUST(experiences_ready(r, w.ana, &ready));
	assert_false(ready);
	MUST(harness_post(r, AT("meeting"), "ways", "street", "version", "0", NULL));
	in_harbor(r, &w, w.ana);
	r->who.may = MAY_MEMBER;
	MUST(experiences_ready(r, w.ana, &ready));
	assert_true(ready);
	MUST(cards_html(r, "today", &cards));
	assert_null(strstr(cards.html, "about-me"));
}

/* ---- keep apart ---- */

static bool apart(struct req *r, const char *a, const char *b)
{
	bool ret = false;
	MUST(experiences_apart(r, a, b, &ret));
	return ret;
}

static void kept_apart_by_name_works_both_ways_and_leaves_nothing(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct experiences_apart_mine_list l;
	harness_as(r, w.ana, 0);
	assert_false(apart(r, w.ana, w.ben));
	MUST(harness_post(r, AT("apart"), "name", "  bEN ", NULL));
	assert_true(apart(r, w.ana, w.ben));
	assert_true(apart(r, w.ben, w.ana));
	assert_false(apart(r, w.ana, w.sue));
	assert_false(apart(r, w.ben, w.sue));
	assert_int_equal(harness_post(r, AT("apart"), "name", "Ben", NULL), INVALID);
	assert_true(harness_fault(r, "name", "there_already"));
	assert_int_equal(harness_post(r, AT("apart"), NULL), INVALID);
	assert_true(harness_fault(r, "name", "needed"));
	MUST(experiences_apart_mine(r, w.ana, &l));
	assert_int_equal(l.n, 1);
	const char *remove = arena_printf(&r->arena, AT("apart/%s/remove"), l.at[0].id);
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, remove, NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, remove, NULL));
	assert_false(apart(r, w.ana, w.ben));
	MUST(experiences_apart_mine(r, w.ana, &l));
	assert_int_equal(l.n, 0);
}

static void kept_apart_by_person_outlives_a_new_name(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	in_harbor(r, &w, w.ana);
	MUST(experiences_keep_apart(r, w.sue));
	MUST(experiences_keep_apart(r, w.sue));
	struct experiences_apart_mine_list l;
	struct experiences_apart_has has;
	MUST(experiences_apart_mine(r, w.ana, &l));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.at[0].name, "Sue");
	MUST(experiences_apart_has(r, w.ana, w.sue, &has));
	assert_int_equal(has.n, 1);
	assert_true(apart(r, w.sue, w.ana));
	assert_int_equal(experiences_keep_apart(r, w.ana), MISSING);
}

static void nobody_else_ever_reads_whom_somebody_keeps_apart(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	static const char *const pages[] = { "/c/harbor/about-me", AT("apart"), AT("lived"), AT("interests"), "/c/harbor/settings/tags" };
	const char *const others[] = { w.ben, w.sue, w.cora };
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, AT("apart"), "name", "Zephyrine", NULL));
	MUST(harness_get(r, AT("apart")));
	harness_says(r, "Zephyrine");
	MUST(harness_get(r, "/c/harbor/about-me"));
	harness_says(r, "You wrote down one name.");
	harness_says_not(r, "Zephyrine");               /* not on a page that is looked at for other things */
	for (size_t i = 0; i < COUNT(others); i++)
		for (size_t k = 0; k < COUNT(pages); k++) {
			harness_as(r, others[i], 0);
			(void)!harness_get(r, pages[k]);
			harness_says_not(r, "Zephyrine");
			r->want = WANT_JSON;
			(void)!harness_get(r, pages[k]);
			harness_says_not(r, "Zephyrine");
			r->want = WANT_PAGE;
		}
}

/* ---- the community's own words ---- */

static void coordinators_take_up_words_and_never_see_whose(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct experiences_tags_own_list own;
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, AT("lived/new"), "own_tag", "night shifts", "words", "Ana's own line", "shown", "matching", "matters", "some", NULL));
	assert_int_equal(harness_get(r, "/c/harbor/settings/tags"), MISSING);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, "/c/harbor/settings/tags"));
	harness_says(r, "night shifts");
	harness_says_not(r, w.ana);
	harness_says_not(r, "Ana");
	MUST(experiences_tags_own(r, w.harbor, INT64_MAX, "", &own));
	const char *path = arena_printf(&r->arena, "/c/harbor/settings/tags/%s", own.at[0].id);
	MUST(harness_post(r, path, "offered", "1", "label_es", "turnos de noche", NULL));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, path), MISSING);
	MUST(harness_get(r, AT("lived")));
	harness_says(r, "night shifts");
	r->reader.lang = LANG_ES;
	MUST(harness_get(r, AT("lived")));
	harness_says(r, "turnos de noche");
	r->reader.lang = LANG_EN;
	MUST(harness_post(r, AT("lived/new"), "tag", own.at[0].id, "shown", "members", "matters", "some", NULL));
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, path, "label_es", "turnos de noche", NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, AT("lived")));
	harness_says_not(r, "night shifts");
	assert_int_equal(harness_post(r, AT("lived/new"), "tag", own.at[0].id, "shown", "members", "matters", "some", NULL), INVALID);
}

static void coordinators_add_words_of_their_own(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	static const char here[] = "/c/harbor/settings/tags";
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, here, "kind", "interest", "label", "Kayaking", "label_es", "Piragua", NULL));
	MUST(harness_get(r, here));
	harness_says(r, "Kayaking");
	harness_says(r, "Piragua");
	harness_says(r, "In the list");
	assert_int_equal(harness_post(r, here, "kind", "interest", "label", "walking", NULL), INVALID);
	assert_true(harness_fault(r, "label", "in_list"));
	assert_int_equal(harness_post(r, here, "kind", "other", "label", "x", NULL), INVALID);
	assert_true(harness_fault(r, "kind", "choice") && harness_fault(r, "label", "short"));
	assert_int_equal(harness_get(r, "/c/harbor/settings/tags/01234567890123456789012345"), MISSING);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, here, "kind", "interest", "label", "Diving", NULL), MISSING);
	MUST(harness_get(r, AT("interests")));
	harness_says(r, "Kayaking");
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_get(r, here), MISSING);
}

static void long_lists_of_words_go_by_pages(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	for (int i = 0; i < 60; i++) {
		const char *label = arena_printf(&r->arena, "word number %02d", i);
		MUST(experiences_tag_add(r, id_new(r), w.harbor, "interest", NULL, label, NULL, seal_index(r, "test", label), true, r->now + i / 3, NULL));
	}
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, "/c/harbor/settings/tags"));
	harness_says(r, "word number 59");
	harness_says_not(r, "word number 00");
	const json_t *j = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(j, "tags")), 50);
	MUST(harness_get(r, arena_printf(&r->arena, "/c/harbor/settings/tags?before=%lld&before_id=%s",
		(long long)json_integer_value(json_object_get(j, "next")), json_string_value(json_object_get(j, "next_id")))));
	harness_says(r, "word number 00");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "tags")), 10);
}

/* ---- leaving ---- */

static void told_by_ana(struct req *r, const struct world *w)
{
	harness_as(r, w->ana, 0);
	MUST(harness_post(r, AT("lived/new"), "own_tag", "night shifts", "shown", "members", "matters", "some", NULL));
	MUST(harness_post(r, AT("meeting"), "ways", "home", "version", "0", NULL));
	MUST(harness_post(r, AT("interests"), "interests", "walking", "own", "Model trains", NULL));
	MUST(harness_post(r, AT("apart"), "name", "Ben", NULL));
}

static void nothing_of_ana(struct req *r, const struct world *w)
{
	struct experiences_mine_list mine;
	struct experiences_profile p;
	struct experiences_interests_list likes;
	struct experiences_tags_own_list own;
	MUST(experiences_mine(r, w->harbor, w->ana, &mine));
	assert_int_equal(mine.n, 0);
	assert_int_equal(experiences_profile(r, w->harbor, w->ana, &p), MISSING);
	MUST(experiences_interests(r, w->harbor, w->ana, &likes));
	assert_int_equal(likes.n, 0);
	MUST(experiences_tags_own(r, w->harbor, INT64_MAX, "", &own));
	assert_int_equal(own.n, 0);
}

static void leaving_a_community_erases_what_was_told_there(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	told_by_ana(r, &w);
	MUST(db_begin(r->db, true));
	MUST(tell(r, &communities_left, &(struct communities_member){ .community = w.harbor, .person = w.ana }));
	MUST(db_commit(r->db));
	nothing_of_ana(r, &w);
	assert_true(apart(r, w.ana, w.ben));            /* whom to keep apart is not of one community */
}

static void leaving_kith_erases_everything(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct experiences_apart_mine_list l;
	struct experiences_apart_has has;
	told_by_ana(r, &w);
	in_harbor(r, &w, w.ben);
	MUST(experiences_keep_apart(r, w.ana));
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.ana));
	MUST(db_commit(r->db));
	nothing_of_ana(r, &w);
	MUST(experiences_apart_mine(r, w.ana, &l));
	assert_int_equal(l.n, 0);
	MUST(experiences_apart_has(r, w.ben, w.ana, &has));
	assert_int_equal(has.n, 0);
}

/* ---- checks ---- */

/* How many checks of this feature find something. */
static size_t troubles(struct req *r)
{
	size_t n = 0;
	for (size_t i = 0; i < experiences_feature.n_checks; i++) {
		const char *why = NULL;
		MUST(experiences_feature.checks[i].holds(r, &why));
		n += why != NULL;
	}
	return n;
}

static void checks_find_what_must_not_be(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct experiences_tag_by_index t;
	const char *tag = id_new(r);
	told_by_ana(r, &w);
	assert_int_equal(troubles(r), 0);
	MUST(experiences_add(r, id_new(r), w.harbor, w.ana, NULL, NULL, 0, 2, false, r->now, NULL));
	assert_int_equal(troubles(r), 1);
	MUST(experiences_add(r, id_new(r), w.harbor, w.ana, NULL, "x", 7, 2, false, r->now, NULL));
	assert_int_equal(troubles(r), 2);
	MUST(experiences_add(r, id_new(r), w.harbor, w.otto, NULL, "x", 0, 2, false, r->now, NULL));
	assert_int_equal(troubles(r), 3);
	MUST(experiences_tag_add(r, tag, w.harbor, "interest", NULL, "x", NULL, seal_index(r, "test", "x"), false, r->now, NULL));
	MUST(experiences_tag_by_index(r, w.harbor, "interest", seal_index(r, "test", "x"), &t));
	MUST(experiences_add(r, id_new(r), w.harbor, w.ana, tag, NULL, 0, 2, false, r->now, NULL));
	assert_int_equal(troubles(r), 4);
	MUST(experiences_wishes_set(r, w.harbor, w.ana, 1, 1, 2, NULL));
	assert_int_equal(troubles(r), 5);
}

HARNESS(every_step_is_a_short_page_that_nobody_must_fill, steps_are_kept_and_shown, a_stale_step_shows_both,
	rather_not_say_is_nothing_at_all, a_needed_wish_that_compares_needs_my_side, the_week_is_kept_as_hours,
	interests_come_from_the_list_or_from_me, enough_to_be_found_is_one_experience_and_one_way,
	kept_apart_by_name_works_both_ways_and_leaves_nothing, kept_apart_by_person_outlives_a_new_name,
	nobody_else_ever_reads_whom_somebody_keeps_apart, coordinators_take_up_words_and_never_see_whose,
	coordinators_add_words_of_their_own, long_lists_of_words_go_by_pages, leaving_a_community_erases_what_was_told_there,
	leaving_kith_erases_everything, checks_find_what_must_not_be)
