/* Room and time off, what Today says of asks, leaving, and what kith check finds. */
#include "test_asks_world.h"

static void room_is_said_by_oneself(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/c/harbor/room"));                 /* light: an untrained peer is a complete peer */
	heard_rooms = 0;
	MUST(harness_post(r, "/c/harbor/room", "state", "open", "capacity", "3", "kinds", "emotional", "about", "I am slow to answer.",
		"version", "0", NULL));
	assert_true(heard_rooms >= 1);
	assert_int_equal(harness_post(r, "/c/harbor/room", "state", "full", "capacity", "3", "version", "0", NULL), CONFLICT);
	MUST(harness_get(r, "/c/harbor/room"));
	harness_says(r, "I am slow to answer.");
	harness_says(r, "I have room for someone new");
	const json_t *j = harness_json(r);
	assert_string_equal(json_string_value(json_object_get(j, "state")), "open");
	assert_int_equal(json_integer_value(json_object_get(j, "capacity")), 3);
	assert_int_equal(harness_post(r, "/c/harbor/room", "state", "open", "capacity", "0", "version", "1", NULL), INVALID);
	assert_true(harness_fault(r, "capacity", "room"));
	assert_int_equal(harness_post(r, "/c/harbor/room", "state", "gone", "capacity", "51", "version", "1", NULL), INVALID);
	assert_true(harness_fault(r, "state", "choice") && harness_fault(r, "capacity", "large"));
	assert_int_equal(harness_post(r, "/c/harbor/room", "capacity", "x", "version", "1", NULL), INVALID);
	assert_true(harness_fault(r, "state", "needed") && harness_fault(r, "capacity", "number"));
	MUST(harness_post(r, "/c/harbor/room", "state", "full", "capacity", "0", "version", "1", NULL));
}

static void where_supporters_are_named_only_they_have_room(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 2);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, "/c/harbor/room"), MISSING);
	assert_int_equal(harness_post(r, "/c/harbor/room", "state", "open", "capacity", "1", "version", "0", NULL), MISSING);
	assert_int_equal(harness_post(r, "/c/harbor/room/off", "from_day", "2030-01-01", "until_day", "2030-01-02", NULL), MISSING);
	MUST(harness_get(r, "/c/harbor/asks"));
	harness_says_not(r, "/c/harbor/room");
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, "/c/harbor/room"));
	MUST(harness_post(r, "/c/harbor/room", "state", "open", "capacity", "1", "version", "0", NULL));
}

static void time_off_has_days_that_make_sense(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	static const char off[] = "/c/harbor/room/off";
	struct asks_off_list l;
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_post(r, off, "from_day", "2030-01-05", "until_day", "2030-01-04", NULL), INVALID);
	assert_true(harness_fault(r, "until_day", "order"));
	harness_says(r, "2030-01-05");
	assert_int_equal(harness_post(r, off, "from_day", "2020-01-05", "until_day", "2020-01-06", NULL), INVALID);
	assert_true(harness_fault(r, "until_day", "past"));
	assert_int_equal(harness_post(r, off, "from_day", "2030-01-05", "until_day", "2032-01-06", NULL), INVALID);
	assert_true(harness_fault(r, "until_day", "long"));
	assert_int_equal(harness_post(r, off, "from_day", "2030-02-30", "until_day", "soon", NULL), INVALID);
	assert_int_equal(r->n_faults, 2);
	MUST(harness_post(r, off, "from_day", "2025-06-20", "until_day", "2025-06-22", NULL));
	MUST(harness_post(r, off, "from_day", "2030-01-05", "until_day", "2030-01-20", NULL));
	MUST(harness_get(r, "/c/harbor/room"));
	harness_says(r, "5 January 2030");
	MUST(asks_off(r, w.sue, 0, &l));
	assert_int_equal(l.n, 2);
	const char *remove = arena_printf(&r->arena, "/c/harbor/room/off/%s/remove", l.at[1].id);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, remove, NULL), MISSING);
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, remove, NULL));
	r->now += 30 * 86400;                                   /* the first is over: gone when the next one comes */
	MUST(harness_post(r, off, "from_day", "2030-03-05", "until_day", "2030-03-20", NULL));
	MUST(asks_off(r, w.sue, 0, &l));
	assert_int_equal(l.n, 1);
}

static void those_i_walk_with_are_counted(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	struct asks_room room;
	in_harbor(r, &w, w.ana);
	MUST(asks_walking_add(r, r->community.id, w.ana, -1));
	assert_int_equal(asks_room(r, w.harbor, w.ana, &room), MISSING);
	MUST(asks_walking_add(r, r->community.id, w.ana, 1));
	MUST(asks_walking_add(r, r->community.id, w.ana, 1));
	MUST(asks_walking_add(r, r->community.id, w.ana, -1));
	MUST(asks_room(r, w.harbor, w.ana, &room));
	assert_int_equal(room.walking, 1);
	assert_string_equal(room.state, "paused");
	MUST(asks_walking_add(r, r->community.id, w.ana, -1));
	MUST(asks_walking_add(r, r->community.id, w.ana, -1));
	MUST(asks_room(r, w.harbor, w.ana, &room));
	assert_int_equal(room.walking, 0);
	MUST(asks_room_say(r, w.ana, 0, 4, 1, "Hello."));
	MUST(asks_room_say(r, w.ana, 0, 5, 1, "Hello."));
	MUST(asks_room(r, w.harbor, w.ana, &room));
	assert_string_equal(room.state, "open");
	assert_int_equal(room.capacity, 5);
}

/* ---- Today, leaving, checks ---- */

static void today_says_what_i_wait_for(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	struct safe_html cards;
	an_ask(r, w.ana, "a walk <b>by</b> the river");
	r->now += 86400;
	in_harbor(r, &w, w.ana);
	r->who.may = MAY_MEMBER;
	MUST(cards_html(r, "today", &cards));
	assert_non_null(strstr(cards.html, "a walk &lt;b&gt;by&lt;/b&gt; the river"));
	assert_non_null(strstr(cards.html, "waiting for one day"));
	in_harbor(r, &w, w.ben);
	r->who.may = MAY_MEMBER;
	MUST(cards_html(r, "today", &cards));
	assert_null(strstr(cards.html, "river"));
}

static void leave(struct req *r, const struct event *e, const void *what)
{
	in_harbor(r, &(struct world){ 0 }, NULL);
	MUST(db_begin(r->db, true));
	MUST(tell(r, e, what));
	MUST(db_commit(r->db));
}

static void whoever_leaves_takes_their_words_along(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	const struct event *const events[] = { &communities_left, &people_left };
	const char *const who[] = { w.ana, w.sue };
	for (size_t i = 0; i < COUNT(events); i++) {
		struct asks_by_id a;
		struct asks_room room;
		struct asks_off_list off;
		const char *id = an_ask(r, who[i], "a walk");
		MUST(harness_post(r, "/c/harbor/room", "state", "open", "capacity", "1", "version", "0", NULL));
		MUST(harness_post(r, "/c/harbor/room/off", "from_day", "2030-01-01", "until_day", "2030-01-02", NULL));
		heard_asks = 0;
		leave(r, events[i], i ? (const void *)who[i] : &(struct communities_member){ .community = w.harbor, .person = who[i] });
		assert_int_equal(heard_asks, 1);
		MUST(asks_by_id(r, w.harbor, id, &a));
		assert_null(a.about);
		assert_string_equal(a.closed_why, "left");
		assert_int_equal(a.kinds, 0);
		assert_int_equal(asks_room(r, w.harbor, who[i], &room), MISSING);
		MUST(asks_off(r, who[i], 0, &off));
		assert_int_equal(off.n, i ? 0 : 1);             /* time off is not of one community */
	}
}

static size_t troubles(struct req *r)
{
	size_t n = 0;
	for (size_t i = 0; i < asks_feature.n_checks; i++) {
		const char *why = NULL;
		MUST(asks_feature.checks[i].holds(r, &why));
		n += why != NULL;
	}
	return n;
}

static void checks_find_what_must_not_be(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	const char *id = an_ask(r, w.ana, "a walk");
	an_offer(r, &w, w.sue, "a walk");
	assert_int_equal(troubles(r), 0);
	MUST(asks_add(r, id_new(r), w.harbor, w.otto, "ask", 1, "from outside", 0, 0, false, r->now, NULL));
	assert_int_equal(troubles(r), 1);
	MUST(asks_add(r, id_new(r), w.harbor, w.ana, "ask", 0, "no kind", 0, 0, false, r->now, NULL));
	assert_int_equal(troubles(r), 2);
	MUST(asks_end(r, w.harbor, id, r->now, NULL, NULL));
	assert_int_equal(troubles(r), 3);
	MUST(asks_off_add(r, id_new(r), w.ana, 10, 9, NULL));
	assert_int_equal(troubles(r), 4);
	MUST(asks_places_begin(r, w.ana, NULL));
	MUST(asks_room_begin(r, w.harbor, w.ana, r->now, NULL));
	MUST(asks_places_set(r, w.ana, 99, NULL));
	assert_int_equal(troubles(r), 5);
}

/* It is 15 June, 15:06 in UTC: on Kiritimati the 16th has begun. */
static void days_off_are_days_where_the_person_is(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	const char *kiri = id_new(r);
	int64_t june = day_number(2025, 6, 15);
	MUST(db_begin(r->db, true));
	MUST(people_add(r, &(struct people_new){ .id = kiri, .name = "Kiri", .languages = "en", .lang = "en", .zone = "Pacific/Kiritimati",
		.login = "Kiri", .password_hash = "not for signing in" }));
	MUST(communities_add_member(r, w.harbor, kiri, true));
	MUST(db_commit(r->db));
	accepts_limits(r, kiri);
	an_offer(r, &w, kiri, "A song by phone");
	for (int64_t day = june - 2; day <= june + 2; day++) {
		MUST(db_begin(r->db, true));
		MUST(asks_off_add(r, "off", kiri, day, day, NULL));
		MUST(db_commit(r->db));
		harness_as(r, w.ana, 0);
		MUST(harness_get(r, "/c/harbor/offers"));
		harness_says_at(r, "A song by phone", day != june + 1, __FILE__, __LINE__);
		harness_as(r, kiri, 0);
		MUST(harness_get(r, "/c/harbor/offers"));
		harness_says(r, "A song by phone");
		MUST(db_begin(r->db, true));
		MUST(asks_off_remove(r, kiri, "off", NULL));
		MUST(db_commit(r->db));
	}
}

HARNESS(days_off_are_days_where_the_person_is, room_is_said_by_oneself, where_supporters_are_named_only_they_have_room, time_off_has_days_that_make_sense,
	those_i_walk_with_are_counted, today_says_what_i_wait_for, whoever_leaves_takes_their_words_along,
	checks_find_what_must_not_be)
