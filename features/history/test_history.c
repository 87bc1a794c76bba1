/* History handed on: the person decides, who was there before says whether their words go along, and both take it back at once. */
#include "../connections/test_pair.h"
#include "reports.h"
#include "history.h"
#include "queries.h"
#include "house.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &reports_feature, &conversations_feature, &history_feature, NULL };

/* Ana walked with Sue, and walks with Ben now.  They wrote: Ana, Sue, and ten days later Ana again. */
struct before { struct world w; const char *talk, *connection, *choose; };

static const char *talk_of(struct req *r, const char *connection)
{
	const char *id;
	MUST(db_begin(r->db, false));
	MUST(conversation_of_subject(r, "pair", connection, &id));
	db_rollback(r->db);
	return id;
}

static void writes(struct req *r, const char *talk, const char *person, const char *words)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/conversations/%s", talk), "words", words, NULL));
}

static const char *walks_with(struct req *r, const struct world *w, const char *asker, const char *other)
{
	const char *id;
	in_harbor(r, w, asker);
	MUST(db_begin(r->db, true));
	MUST(connections_make(r, asker, other, NULL, NULL, &id));
	MUST(db_commit(r->db));
	return id;
}

static struct before a_change_of_supporter(struct req *r)
{
	struct before b = { .w = a_settled_world(r, 1) };
	make_room(r, b.w.ben, "3");
	const char *first = walks_with(r, &b.w, b.w.ana, b.w.sue);
	b.talk = talk_of(r, first);
	writes(r, b.talk, b.w.ana, "I have not slept since Monday");
	writes(r, b.talk, b.w.sue, "I remember those nights");
	r->now += 10 * 86400;
	writes(r, b.talk, b.w.ana, "It is better now");
	harness_as(r, b.w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/end", first), NULL));
	b.connection = walks_with(r, &b.w, b.w.ana, b.w.ben);
	b.choose = arena_printf(&r->arena, HARBOR "/connections/%s/history/%s", b.connection, b.talk);
	return b;
}

static const char *share_of(struct req *r, const struct before *b)
{
	harness_as(r, b->w.ben, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s/history", b->connection)));
	return arena_printf(&r->arena, HARBOR "/history/%s", after(r, HARBOR "/history/", '"'));
}

static void without_a_word_of_the_person_nothing_is_handed_on(void **state)
{
	struct req *r = *state;
	struct before b = a_change_of_supporter(r);
	harness_as(r, b.w.ben, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s/history", b.connection)));
	harness_says_not(r, "/history/");
	assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "/conversations/%s", b.talk)), MISSING);
	assert_int_equal(harness_get(r, b.choose), MISSING);                            /* it is not Ben's to decide */
	assert_int_equal(harness_post(r, b.choose, "what", "all", NULL), MISSING);
	const char *const others[] = { b.w.sue, b.w.cora, b.w.otto };
	for (size_t k = 0; k < COUNT(others); k++) {
		harness_as(r, others[k], 0);
		assert_int_equal(harness_get(r, b.choose), MISSING);
		assert_int_equal(harness_post(r, b.choose, "what", "all", NULL), MISSING);
	}
	harness_as(r, b.w.ana, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s", b.connection)));
	harness_says(r, "Ben reads nothing of it, unless you say so");
}

static void from_a_day_on_or_all_of_it_and_back_at_once(void **state)
{
	struct req *r = *state;
	struct before b = a_change_of_supporter(r);
	harness_as(r, b.w.ana, 0);
	MUST(harness_get(r, b.choose));
	harness_says(r, "say that it is Ben who would read them");
	assert_int_equal(harness_post(r, b.choose, "what", "from", NULL), INVALID);
	assert_true(harness_fault(r, "from", "needed"));
	assert_int_equal(harness_post(r, b.choose, "what", "from", "from", "2025-07-15", NULL), INVALID);
	assert_true(harness_fault(r, "from", "day"));
	MUST(harness_post(r, b.choose, "what", "from", "from", "2025-06-24", NULL));
	const char *read = share_of(r, &b);
	MUST(harness_get(r, read));
	harness_says(r, "It is better now");
	harness_says_not(r, "I have not slept");
	harness_as(r, b.w.ana, 0);
	MUST(harness_post(r, b.choose, "what", "all", NULL));
	read = share_of(r, &b);
	MUST(harness_get(r, read));
	harness_says(r, "I have not slept since Monday");
	harness_says_not(r, "I remember those nights");                                 /* Sue has not answered */
	harness_says(r, "Words of someone else.");
	harness_says_not(r, "Sue");
	struct record_read x;
	MUST(db_begin(r->db, false));
	assert_true(record_read_of(r, &x));                                             /* stands in the list of readings */
	assert_string_equal(x.record, "history");
	db_rollback(r->db);
	const char *const others[] = { b.w.sue, b.w.cora, b.w.ana, b.w.otto };
	for (size_t k = 0; k < COUNT(others); k++) {
		harness_as(r, others[k], 0);
		assert_int_equal(harness_get(r, read), MISSING);
	}
	harness_as(r, b.w.ana, 0);
	MUST(harness_post(r, b.choose, "what", "nothing", NULL));
	harness_as(r, b.w.ben, 0);
	assert_int_equal(harness_get(r, read), MISSING);
}

static void who_was_there_before_says_whether_their_words_go_along(void **state)
{
	struct req *r = *state;
	struct before b = a_change_of_supporter(r);
	harness_as(r, b.w.ana, 0);
	MUST(harness_post(r, b.choose, "what", "all", NULL));
	const char *read = share_of(r, &b), *answer = arena_printf(&r->arena, "%s/answer", read);
	assert_int_equal(harness_post(r, answer, "yes", "1", NULL), MISSING);           /* Ben does not answer for Sue */
	harness_as(r, b.w.ana, 0);
	assert_int_equal(harness_post(r, answer, "yes", "1", NULL), MISSING);
	harness_as(r, b.w.sue, 0);
	MUST(harness_get(r, HARBOR "/history"));
	harness_says(r, "Ana would like Ben to be able to read");
	MUST(harness_post(r, answer, "yes", "1", NULL));
	harness_as(r, b.w.ben, 0);
	MUST(harness_get(r, read));
	harness_says(r, "I remember those nights");
	harness_says(r, "Sue");
	harness_as(r, b.w.ana, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s/history", b.connection)));
	harness_says(r, "Also the words of Sue, who said yes.");
	harness_as(r, b.w.sue, 0);
	MUST(harness_post(r, answer, NULL));                                            /* taken back */
	harness_as(r, b.w.ben, 0);
	MUST(harness_get(r, read));
	harness_says_not(r, "I remember those nights");
	harness_as(r, b.w.sue, 0);
	MUST(harness_post(r, answer, "yes", "1", NULL));
	harness_as(r, b.w.ana, 0);
	MUST(harness_post(r, b.choose, "what", "from", "from", "2025-06-14", NULL));    /* another choice is another question */
	harness_as(r, b.w.ben, 0);
	MUST(harness_get(r, share_of(r, &b)));
	harness_says_not(r, "I remember those nights");
}

static void it_ends_with_the_connection_with_a_block_and_with_leaving(void **state)
{
	struct req *r = *state;
	struct before b = a_change_of_supporter(r);
	harness_as(r, b.w.ana, 0);
	MUST(harness_post(r, b.choose, "what", "all", NULL));
	const char *read = share_of(r, &b), *answer = arena_printf(&r->arena, "%s/answer", read);
	harness_as(r, b.w.sue, 0);
	MUST(harness_post(r, answer, "yes", "1", NULL));
	in_harbor(r, &b.w, b.w.sue);
	MUST(db_begin(r->db, true));
	MUST(connections_block(r, b.w.ben));                                            /* kept apart: her words do not go to him */
	MUST(db_commit(r->db));
	harness_as(r, b.w.ben, 0);
	MUST(harness_get(r, read));
	harness_says(r, "I have not slept since Monday");
	harness_says_not(r, "I remember those nights");
	harness_as(r, b.w.sue, 0);
	MUST(harness_get(r, HARBOR "/history"));
	harness_says_not(r, "Ben");
	harness_as(r, b.w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/end", b.connection), NULL));
	harness_as(r, b.w.ben, 0);
	assert_int_equal(harness_get(r, read), MISSING);
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM history"), 0);
}

static void what_is_kept_of_somebody_goes_with_them(void **state)
{
	struct req *r = *state;
	struct before b = a_change_of_supporter(r);
	harness_as(r, b.w.ana, 0);
	MUST(harness_post(r, b.choose, "what", "all", NULL));
	const char *read = share_of(r, &b);
	in_harbor(r, &b.w, NULL);
	MUST(db_begin(r->db, true));
	MUST(people_erase(r, b.w.sue));
	MUST(db_commit(r->db));
	harness_as(r, b.w.ben, 0);
	MUST(harness_get(r, read));                                                     /* Ana's words are still hers to give */
	harness_says(r, "I have not slept since Monday");
	in_harbor(r, &b.w, NULL);
	MUST(db_begin(r->db, true));
	MUST(people_erase(r, b.w.ana));
	MUST(db_commit(r->db));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM history"), 0);
}

static void remade(struct studio *s, struct arena *a, enum remake_kind kind, struct slice sent, struct remade *ret)
{
	(void)s, (void)a, (void)kind, (void)sent;
	*ret = (struct remade){ .end = REMADE, .whole = { (const uint8_t *)"made anew", 9 }, .small = { (const uint8_t *)"small", 5 }, .width = 1600, .height = 800 };
}

static void sends(struct req *r, const char *talk, const char *person, const char *about)
{
	harness_remake(r, remade);
	harness_as(r, person, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/conversations/%s", talk), "words", "Look", "picture1", "p", "about1", about, NULL));
}

/* The address of the only picture on the page that was last looked at, without /small. */
static const char *picture_of(struct req *r, const char *read)
{
	const char *at = after(r, arena_printf(&r->arena, "href=\"%s/messages/", read), '"');
	return arena_printf(&r->arena, "%s/messages/%s", read, at);
}

/* Of two pictures on that page the one that is not this. */
static const char *the_other(struct req *r, const char *read, const char *not)
{
	const char *from = arena_str(&r->arena, harness_body(r)), *mark = arena_printf(&r->arena, "href=\"%s/messages/", read);
	for (const char *p = from; (p = strstr(p, mark)); p++) {
		const char *one = p + strlen("href=\"");
		const char *at = arena_copy(&r->arena, one, strcspn(one, "\""));
		if (!str_same(at, not))
			return at;
	}
	fail();
	return NULL;
}

static void pictures_go_along_with_the_words_they_came_with_and_with_no_others(void **state)
{
	struct req *r = *state;
	struct before b = { .w = a_settled_world(r, 1) };
	make_room(r, b.w.ben, "3");
	const char *first = walks_with(r, &b.w, b.w.ana, b.w.sue);
	b.talk = talk_of(r, first);
	sends(r, b.talk, b.w.ana, "My window");
	sends(r, b.talk, b.w.sue, "Her garden");
	harness_as(r, b.w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/end", first), NULL));
	b.connection = walks_with(r, &b.w, b.w.ana, b.w.ben);
	b.choose = arena_printf(&r->arena, HARBOR "/connections/%s/history/%s", b.connection, b.talk);
	harness_as(r, b.w.ana, 0);
	MUST(harness_post(r, b.choose, "what", "all", NULL));
	const char *read = share_of(r, &b);
	MUST(harness_get(r, read));
	harness_says(r, "width=\"400\" height=\"200\" loading=\"lazy\" alt=\"My window\"");
	harness_says_not(r, "Her garden");
	const char *at = picture_of(r, read), *small = arena_printf(&r->arena, "%s/small", at);
	struct record_read x;
	MUST(harness_get(r, at));
	assert_string_equal(harness_body(r), "made anew");
	assert_true(record_read_of(r, &x));
	assert_string_equal(x.record, "history");
	assert_string_equal(x.of[0].owner, b.w.ana);
	MUST(harness_get(r, small));
	assert_string_equal(harness_body(r), "small");
	const char *const others[] = { b.w.sue, b.w.cora, b.w.ana, b.w.otto };
	for (size_t k = 0; k < COUNT(others); k++) {
		harness_as(r, others[k], 0);
		assert_int_equal(harness_get(r, at), MISSING);
		assert_int_equal(harness_get(r, small), MISSING);
	}
	harness_as(r, b.w.sue, 0);
	MUST(harness_post(r, arena_printf(&r->arena, "%s/answer", read), "yes", "1", NULL));
	harness_as(r, b.w.ben, 0);
	MUST(harness_get(r, read));
	harness_says(r, "Her garden");
	const char *hers = the_other(r, read, at);
	MUST(harness_get(r, hers));
	assert_string_equal(harness_body(r), "made anew");
	harness_as(r, b.w.sue, 0);
	MUST(harness_post(r, arena_printf(&r->arena, "%s/answer", read), NULL));            /* taken back */
	harness_as(r, b.w.ben, 0);
	MUST(harness_get(r, read));
	harness_says_not(r, "Her garden");
	assert_int_equal(harness_get(r, hers), MISSING);
	harness_as(r, b.w.ana, 0);
	MUST(harness_post(r, b.choose, "what", "nothing", NULL));
	harness_as(r, b.w.ben, 0);
	assert_int_equal(harness_get(r, at), MISSING);
}

HARNESS(pictures_go_along_with_the_words_they_came_with_and_with_no_others, without_a_word_of_the_person_nothing_is_handed_on, from_a_day_on_or_all_of_it_and_back_at_once,
	who_was_there_before_says_whether_their_words_go_along, it_ends_with_the_connection_with_a_block_and_with_leaving,
	what_is_kept_of_somebody_goes_with_them)
