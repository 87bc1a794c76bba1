/* Telling of a commit: after it and only then, once for each community, also to another connection of PostgreSQL. */
#include "second.h"
#include "tell.h"
#include <sys/eventfd.h>
#include <unistd.h>

const struct feature *const harness_features[] = { &stones_feature, NULL };

struct heard { char all[400]; int n; };

static void hear(void *context, const char *community)
{
	struct heard *h = context;
	size_t n = strlen(h->all);
	snprintf(h->all + n, sizeof h->all - n, "%s ", community ? community : "any");
	h->n++;
}

/* On SQLite the connection that commits is heard itself; on PostgreSQL an ear of its own. */
struct listening { struct heard heard; struct live_ear *ear; int wake; };

static void listen_to(struct listening *l, struct req *a, const char *where)
{
	const char *why;
	*l = (struct listening){ .wake = eventfd(0, EFD_NONBLOCK) };
	if (!db_is_pg(a->db))
		live_heard_by(a->db, hear, &l->heard);
	else
		assert_non_null(l->ear = live_ear_open(where, &why));
}

static const char *heard(struct listening *l, int wanted)
{
	for (int tries = 0; l->ear && tries < 50 && l->heard.n < wanted; tries++)
		assert_true(live_ear_wait(l->ear, l->wake, 100, hear, &l->heard));
	if (l->ear && !wanted)
		assert_true(live_ear_wait(l->ear, l->wake, 100, hear, &l->heard));
	return l->heard.all;
}

static void stop(struct listening *l)
{
	live_ear_close(l->ear);
	close(l->wake);
}

static void what_is_committed_is_told_once_and_what_is_not_never(void **state)
{
	struct req *r = *state;
	const char *where = shared(r, "tell");
	struct req *a = other(r, where, false);
	struct listening l;
	listen_to(&l, a, where);
	assert_int_equal(live_tell(a, "outside"), BROKEN);
	assert_int_equal(db_begin(a->db, true), OK);
	assert_int_equal(live_tell(a, "gone"), OK);
	db_rollback(a->db);
	assert_string_equal(heard(&l, 0), "");
	assert_int_equal(db_begin(a->db, true), OK);
	assert_int_equal(live_tell(a, "one"), OK);
	assert_int_equal(live_tell(a, "one"), OK);
	assert_int_equal(live_tell(a, "two"), OK);
	assert_string_equal(heard(&l, 0), "");
	assert_int_equal(db_commit(a->db), OK);
	assert_string_equal(heard(&l, 2), "one two ");
	assert_int_equal(db_begin(a->db, true), OK);
	assert_int_equal(db_commit(a->db), OK);
	assert_int_equal(db_begin(a->db, false), OK);
	assert_int_equal(live_tell(a, "reading"), BROKEN);
	db_rollback(a->db);
	assert_string_equal(heard(&l, 0), "one two ");
	stop(&l);
	end(a);
}

static void what_went_back_to_a_savepoint_is_not_told(void **state)
{
	struct req *r = *state;
	const char *where = shared(r, "save");
	struct req *a = other(r, where, false);
	struct listening l;
	listen_to(&l, a, where);
	assert_int_equal(db_begin(a->db, true), OK);
	assert_int_equal(db_savepoint(a->db), OK);
	assert_int_equal(live_tell(a, "kept"), OK);
	assert_int_equal(db_release(a->db), OK);
	assert_int_equal(db_savepoint(a->db), OK);
	assert_int_equal(live_tell(a, "back"), OK);
	assert_int_equal(db_back_to_savepoint(a->db), OK);
	assert_int_equal(db_commit(a->db), OK);
	assert_string_equal(heard(&l, 1), "kept ");
	stop(&l);
	end(a);
}

static void too_many_to_name_are_told_as_any(void **state)
{
	struct req *r = *state;
	const char *where = shared(r, "many");
	struct req *a = other(r, where, false);
	struct listening l;
	listen_to(&l, a, where);
	assert_int_equal(db_begin(a->db, true), OK);
	for (int k = 0; k <= LIVE_TOLD_MAX; k++)
		assert_int_equal(live_tell(a, arena_printf(&a->arena, "c%d", k)), OK);
	assert_int_equal(db_commit(a->db), OK);
	assert_string_equal(heard(&l, 1), "any ");
	stop(&l);
	end(a);
}

HARNESS(what_is_committed_is_told_once_and_what_is_not_never, what_went_back_to_a_savepoint_is_not_told, too_many_to_name_are_told_as_any)
