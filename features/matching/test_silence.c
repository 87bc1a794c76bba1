/* What nobody can learn from a suggestion, a reason or the order: what is told only for matching, and wishes. */
#include "test_matching_world.h"

static void what_is_told_only_for_matching_changes_nothing_for_others(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *una = with_room(r, &w, "Una"), *vito = with_room(r, &w, "Vito");
	(void)with_room(r, &w, "Wim");
	tell_lived(r, w.ana, "lost_someone", "members");
	tell_lived(r, w.ana, "alone", "matching");
	tell_lived(r, vito, "alone", "members");
	const struct look looks[] = { { 0 }, { .may = MAY_SUPPORTER }, { .reader = w.cora, .may = MAY_COORDINATOR }, { .reader = w.cora, .may = MAY_SUPPORTER } };
	const char *before[COUNT(looks)], *beside[COUNT(looks)];
	static const char *const secret[][2] = { { "little", "1" }, { "much", "1" }, { "much", "0" } };
	for (size_t i = 0; i < COUNT(looks); i++) {
		before[i] = seen(r, &w, w.ana, looks[i]);
		beside[i] = why(r, &w, w.ana, una, (struct look){ looks[i].reader ? looks[i].reader : w.ana, looks[i].may });
	}
	for (size_t k = 0; k < COUNT(secret); k++) {
		harness_as(r, una, 0);
		MUST(harness_post(r, HARBOR "/about-me/lived/new", "tag", "lost_someone", "shown", "matching", "matters", secret[k][0],
				  "support_with", secret[k][1], NULL));
		for (size_t i = 0; i < COUNT(looks); i++) {
			assert_string_equal(seen(r, &w, w.ana, looks[i]), before[i]);
			assert_string_equal(why(r, &w, w.ana, una, (struct look){ looks[i].reader ? looks[i].reader : w.ana, looks[i].may }), beside[i]);
		}
		MUST(harness_post(r, lived_path(r, una, "/remove"), NULL));
		for (size_t i = 0; i < COUNT(looks); i++)
			assert_string_equal(seen(r, &w, w.ana, looks[i]), before[i]);
	}
	/* shown, the same experience does count: this test can see a difference */
	tell_lived(r, una, "lost_someone", "connected");
	assert_string_equal(seen(r, &w, w.ana, looks[0]), before[0]);
	MUST(harness_post(r, lived_path(r, una, ""), "shown", "supporters", "matters", "much", "version", "1", NULL));
	assert_string_equal(seen(r, &w, w.ana, looks[0]), before[0]);
	assert_string_not_equal(seen(r, &w, w.ana, looks[1]), before[1]);
	MUST(harness_post(r, lived_path(r, una, ""), "shown", "members", "matters", "much", "version", "2", NULL));
	assert_string_not_equal(seen(r, &w, w.ana, looks[0]), before[0]);
	assert_true(holds(seen(r, &w, w.ana, looks[0]), "Una"));
	MUST(harness_post(r, lived_path(r, una, ""), "shown", "matching", "matters", "much", "version", "3", NULL));
	for (size_t i = 0; i < COUNT(looks); i++)
		assert_string_equal(seen(r, &w, w.ana, looks[i]), before[i]);
}

static void who_looks_for_themselves_may_use_what_is_only_for_matching(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *una = with_room(r, &w, "Una");
	tell_lived(r, una, "lost_someone", "members");
	tell_lived(r, w.ana, "lost_someone", "matching");
	assert_true(holds(seen(r, &w, w.ana, (struct look){ 0 }), "You both know this: lost someone"));
	/* the other one reads the same pair and does not learn it */
	assert_false(holds(why(r, &w, w.ana, una, (struct look){ .reader = una }), "lost someone"));
	assert_true(holds(why(r, &w, w.ana, una, (struct look){ .reader = w.ana }), "You both know this: lost someone"));
	/* turned round: Una's own secret counts where Una reads, beside what Ana shows */
	tell_lived(r, w.ana, "alone", "members");
	tell_lived(r, una, "alone", "matching");
	assert_true(holds(why(r, &w, w.ana, una, (struct look){ .reader = una }), "You both know this: being very much alone"));
	assert_false(holds(why(r, &w, w.ana, una, (struct look){ .reader = w.ana }), "alone"));
}

/* What somebody would like to support with is said in the words of whoever reads, and only as far as it is shown. */
static void what_somebody_would_support_with_is_said_to_each_in_their_words(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *una = with_room(r, &w, "Una");
	tell_lived(r, w.ana, "lost_someone", "members");
	tell_lived(r, una, "lost_someone", "members");
	assert_true(holds(seen(r, &w, w.ana, (struct look){ 0 }), "; Would like to support with this: lost someone"));
	assert_true(holds(why(r, &w, w.ana, una, (struct look){ .reader = una }), "; You would like to support with this: lost someone"));
	assert_false(holds(why(r, &w, w.ana, una, (struct look){ .reader = una }), "Would like to support"));
	harness_as(r, una, 0);
	MUST(harness_post(r, lived_path(r, una, ""), "shown", "matching", "matters", "much", "support_with", "1", "version", "1", NULL));
	assert_false(holds(seen(r, &w, w.ana, (struct look){ 0 }), "support with this"));
}

static void who_looks_on_somebodys_behalf_learns_nothing_told_only_for_matching(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *una = with_room(r, &w, "Una"), *vito = with_room(r, &w, "Vito");
	(void)with_room(r, &w, "Wim");
	tell_lived(r, una, "lost_someone", "members");
	tell_lived(r, vito, "alone", "members");
	tell_lived(r, w.ana, "alone", "members");
	const struct look hers = { .reader = w.cora, .may = MAY_COORDINATOR };
	const char *cora_sees = seen(r, &w, w.ana, hers), *ana_sees = seen(r, &w, w.ana, (struct look){ 0 });
	const char *beside = why(r, &w, w.ana, una, hers);
	assert_true(holds(cora_sees, "They both know this: being very much alone"));
	tell_lived(r, w.ana, "lost_someone", "matching");
	assert_string_equal(seen(r, &w, w.ana, hers), cora_sees);
	assert_string_equal(why(r, &w, w.ana, una, hers), beside);
	assert_string_not_equal(seen(r, &w, w.ana, (struct look){ 0 }), ana_sees);
}

static void a_wish_is_told_only_to_the_one_whose_wish_it_is(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r);
	static const char *const words = "As you wished: Someone who has served in the military";
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/wishes", "wishes", "veteran", "version", "2", NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, HARBOR "/about-me/facts", "gender", "not_said", "age_band", "not_said", "veteran", "1", "version", "2", NULL));
	assert_true(holds(seen(r, &w, w.ana, (struct look){ 0 }), words));
	assert_true(holds(why(r, &w, w.ana, w.sue, (struct look){ .reader = w.ana }), words));
	assert_false(holds(seen(r, &w, w.ana, (struct look){ .reader = w.cora, .may = MAY_COORDINATOR }), "wished"));
	assert_false(holds(why(r, &w, w.ana, w.sue, (struct look){ .reader = w.cora, .may = MAY_COORDINATOR }), "wished"));
	assert_false(holds(why(r, &w, w.ana, w.sue, (struct look){ .reader = w.sue }), "wished"));
}

static void a_mere_wish_changes_nothing_for_whoever_looks_on_somebodys_behalf(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r);
	const char *una = with_room(r, &w, "Una");
	(void)with_room(r, &w, "Vito");
	harness_as(r, una, 0);
	MUST(harness_post(r, HARBOR "/about-me/facts", "gender", "not_said", "age_band", "not_said", "veteran", "1", "version", "0", NULL));
	const struct look hers = { .reader = w.cora, .may = MAY_COORDINATOR };
	const char *before = seen(r, &w, w.ana, hers), *ana_before = seen(r, &w, w.ana, (struct look){ 0 });
	const char *beside = why(r, &w, w.ana, una, hers), *una_before = why(r, &w, w.ana, una, (struct look){ .reader = una });
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/wishes", "wishes", "veteran", "wishes", "first_language", "version", "2", NULL));
	assert_string_equal(seen(r, &w, w.ana, hers), before);
	assert_string_equal(why(r, &w, w.ana, una, hers), beside);
	assert_string_equal(why(r, &w, w.ana, una, (struct look){ .reader = una }), una_before);
	assert_string_not_equal(seen(r, &w, w.ana, (struct look){ 0 }), ana_before);
	/* a need works by absence, for everybody */
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/wishes", "wishes", "veteran", "wishes_needed", "veteran", "version", "3", NULL));
	assert_string_equal(names(r, &w, w.ana, hers), "Una");
}

/* Either way, without a word; and only what the other shows to the reader can keep two apart. */
static void what_one_cannot_take_on_keeps_two_apart_without_a_word(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *una = with_room(r, &w, "Una"), *vito = with_room(r, &w, "Vito");
	(void)with_room(r, &w, "Wim");
	tell_lived(r, w.ana, "lost_someone", "members");
	tell_lived(r, vito, "alone", "members");
	const char *before = names(r, &w, w.ana, (struct look){ 0 });
	assert_true(holds(before, "Una") && holds(before, "Vito") && holds(before, "Wim"));
	harness_as(r, una, 0);
	MUST(harness_post(r, HARBOR "/about-me/not-now", "spots", "lost_someone", NULL));
	assert_false(holds(names(r, &w, w.ana, (struct look){ 0 }), "Una"));
	assert_false(holds(names(r, &w, w.ana, (struct look){ .reader = w.cora, .may = MAY_COORDINATOR }), "Una"));
	assert_true(holds(names(r, &w, w.ben, (struct look){ 0 }), "Una"));      /* Ben tells nothing of the kind */
	harness_as(r, una, 0);
	MUST(harness_post(r, HARBOR "/about-me/not-now", NULL));
	assert_string_equal(names(r, &w, w.ana, (struct look){ 0 }), before);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/not-now", "spots", "alone", NULL));
	assert_false(holds(names(r, &w, w.ana, (struct look){ 0 }), "Vito"));
	MUST(harness_post(r, lived_path(r, vito, ""), "shown", "matching", "matters", "much", "version", "1", NULL));
	assert_true(holds(names(r, &w, w.ana, (struct look){ 0 }), "Vito"));     /* else the absence would tell it */
	assert_false(holds(seen(r, &w, w.ana, (struct look){ 0 }), "too much"));
}

/* ---- for proposals for many ---- */

HARNESS(what_is_told_only_for_matching_changes_nothing_for_others,
	who_looks_for_themselves_may_use_what_is_only_for_matching, what_somebody_would_support_with_is_said_to_each_in_their_words,
	who_looks_on_somebodys_behalf_learns_nothing_told_only_for_matching, a_wish_is_told_only_to_the_one_whose_wish_it_is,
	a_mere_wish_changes_nothing_for_whoever_looks_on_somebodys_behalf, what_one_cannot_take_on_keeps_two_apart_without_a_word)
