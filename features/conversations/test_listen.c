/* Open streams: who hears of a change at this moment, what is caught up on, and what a page that is open asks for.  Heavy words
 * offer help to whoever wrote them. */
#include "test_talk_world.h"
#include "reports.h"
#include "inside.h"
#include "tell.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &reports_feature, &conversations_feature, NULL };

static void sign_in(struct req *r, const struct world *w, const char *person)
{
	in_harbor(r, w, person);
	MUST(db_begin(r->db, true));
	MUST(people_sign_in_proven(r, person, false));
	MUST(db_commit(r->db));
}

struct heard { const char *of[20]; size_t n; };
static void hear(void *context, const char *session, const char *person)
{
	struct heard *h = context;
	assert_non_null(session);
	static char kept[20][40];
	snprintf(kept[h->n], sizeof kept[0], "%s", person);
	h->of[h->n] = kept[h->n];
	h->n++;
}
static bool anybody(void *context, const char *person) { (void)context; return person != NULL; }

static bool among(const struct heard *h, const char *person)
{
	for (size_t k = 0; k < h->n; k++)
		if (str_same(h->of[k], person))
			return true;
	return false;
}

/* Who would hear of the last change now. */
static struct heard hearers(struct req *r, const struct world *w)
{
	struct live_change_list all;
	struct heard h = { .n = 0 };
	in_harbor(r, w, NULL);
	MUST(db_begin(r->db, false));
	MUST(talk_live.changed(r, w->harbor, NULL, 0, 50, &all));
	assert_true(all.n > 0);
	MUST(talk_live.hearers(r, w->harbor, &all.at[all.n - 1], &(struct live_hearing){ anybody, hear, &h }));
	db_rollback(r->db);
	return h;
}

static void those_in_it_hear_of_a_change_while_they_are_signed_in(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	sign_in(r, &t.w, t.w.sue);
	sign_in(r, &t.w, t.w.ben);
	sign_in(r, &t.w, t.w.cora);
	says(r, t.talk, t.w.ana, "Hello");
	struct heard h = hearers(r, &t.w);
	assert_int_equal(h.n, 1);
	assert_true(among(&h, t.w.sue));
	r->now += 31 * 60;              /* idle for too long: the stream does not keep the session alive */
	assert_int_equal(hearers(r, &t.w).n, 0);
}

static void who_left_or_is_kept_apart_hears_nothing(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	sign_in(r, &t.w, t.w.sue);
	says(r, t.talk, t.w.ana, "Hello");
	assert_int_equal(hearers(r, &t.w).n, 1);
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/block", t.connection), NULL));
	assert_int_equal(hearers(r, &t.w).n, 0);
}

static void news_is_heard_by_every_member_but_who_went_out_of_it(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	sign_in(r, &w, w.ana);
	sign_in(r, &w, w.ben);
	sign_in(r, &w, w.otto);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, HARBOR "/news/new", "title", "We moved", "words", "Upstairs", NULL));
	const char *id = led_to(r, "/conversations/");
	struct heard h = hearers(r, &w);
	assert_int_equal(h.n, 2);
	assert_false(among(&h, w.otto));
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, talk_path(r, id, "/leave"), NULL));
	h = hearers(r, &w);
	assert_int_equal(h.n, 1);
	assert_true(among(&h, w.ana));
}

static void catching_up_gives_each_only_what_they_may_read_in_order(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	struct live_change_list all, of_sue, of_ben;
	int64_t now;
	for (int k = 0; k < 3; k++)
		says(r, t.talk, t.w.ana, "One more");
	harness_as(r, t.w.cora, 0);
	MUST(harness_post(r, HARBOR "/news/new", "title", "We moved", "words", "Upstairs", NULL));
	in_harbor(r, &t.w, NULL);
	MUST(db_begin(r->db, false));
	MUST(live_number_now(r, t.w.harbor, &now));
	MUST(talk_live.changed(r, t.w.harbor, NULL, 0, 50, &all));
	MUST(talk_live.changed(r, t.w.harbor, t.w.sue, 1, 50, &of_sue));
	MUST(talk_live.changed(r, t.w.harbor, t.w.ben, 0, 50, &of_ben));
	db_rollback(r->db);
	assert_int_equal(now, 4);
	assert_int_equal(all.n, 4);
	for (size_t k = 0; k < all.n; k++)
		assert_int_equal(all.at[k].n, k + 1);
	assert_int_equal(of_sue.n, 3);
	assert_int_equal(of_sue.at[0].n, 2);
	assert_int_equal(of_ben.n, 1);
	assert_int_equal(of_ben.at[0].n, 4);
}

static void a_page_that_is_open_asks_for_what_changed(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	says(r, t.talk, t.w.ana, "The first");
	says(r, t.talk, t.w.ana, "The second");
	harness_as(r, t.w.sue, 0);
	MUST(harness_get(r, talk_path(r, t.talk, "/since?n=1")));
	harness_says(r, "The second");
	harness_says_not(r, "The first");
	assert_int_equal(harness_get(r, talk_path(r, t.talk, "/since")), INVALID);
	harness_as(r, t.w.ben, 0);
	assert_int_equal(harness_get(r, talk_path(r, t.talk, "/since?n=1")), MISSING);
}

/* In either language, however it is typed; and nothing is kept of it. */
static void heavy_words_offer_help_to_whoever_wrote_them_alone(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	static const char *const heavy[] = { "I want to die", "i dont know. I WANT TO  DIE.", "Some days I don’t want to live", "ya no quiero seguir viviendo",
		"No puedo seguir asi", "Quiero morirme", "suicide", "I could hurt myself" };
	static const char *const light[] = { "This bus is killing me", "I want to diet", "The plant died", "me quiero matricular", "Quiero dormir" };
	static const char offer[] = "That sounds heavy.";
	for (size_t k = 0; k < COUNT(light); k++)
		says(r, t.talk, t.w.ana, light[k]);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says_not(r, offer);
	for (size_t k = 0; k < COUNT(heavy); k++) {
		r->now += 2 * 3600;
		says(r, t.talk, t.w.ana, heavy[k]);
		MUST(harness_get(r, talk_path(r, t.talk, "")));
		harness_says(r, offer);
		harness_says(r, HARBOR "/crisis");
		harness_as(r, t.w.sue, 0);
		MUST(harness_get(r, talk_path(r, t.talk, "")));
		harness_says_not(r, offer);
	}
	r->now += 2 * 3600;
	harness_as(r, t.w.ana, 0);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says_not(r, offer);
}

HARNESS(those_in_it_hear_of_a_change_while_they_are_signed_in, who_left_or_is_kept_apart_hears_nothing, news_is_heard_by_every_member_but_who_went_out_of_it,
	catching_up_gives_each_only_what_they_may_read_in_order, a_page_that_is_open_asks_for_what_changed, heavy_words_offer_help_to_whoever_wrote_them_alone)
