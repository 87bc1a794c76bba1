/* Who hears of what has changed, for the tests of this feature and those above it: people who are signed in, as if each had a stream
 * open. */
#pragma once
#include "../experiences/test_world.h"
#include "tell.h"
#include "../tidings/tidings.h"

struct heard { const char *only; int n; char of[20][40]; };

static inline void signed_in(struct req *r, const char *person)
{
	harness_as(r, person, 0);
	MUST(db_begin(r->db, true));
	MUST(people_sign_in_proven(r, person, false));
	MUST(db_commit(r->db));
}

static inline bool heard_listens(void *context, const char *person)
{
	const struct heard *h = context;
	return !h->only || str_same(h->only, person);
}

static inline void heard_by(void *context, const char *session, const char *person)
{
	struct heard *h = context;
	assert_non_null(session);
	snprintf(h->of[h->n++], sizeof h->of[0], "%s", person);
}

/* Of the last change; only: somebody else has no stream. */
static inline struct heard hearers(struct req *r, const char *community, const char *only)
{
	struct heard h = { .only = only };
	struct live_change_list all;
	harness_as(r, NULL, 0);
	MUST(db_begin(r->db, false));
	MUST(tidings_feature.live->changed(r, community, NULL, 0, 50, &all));
	assert_true(all.n > 0);
	MUST(tidings_feature.live->hearers(r, community, &all.at[all.n - 1], &(struct live_hearing){ heard_listens, heard_by, &h }));
	db_rollback(r->db);
	return h;
}

/* Does this person hear of the last change? */
static inline bool hears(struct req *r, const char *community, const char *person) { return hearers(r, community, person).n > 0; }

/* How many changes there were. */
static inline int64_t changes(struct req *r, const char *community)
{
	int64_t n;
	MUST(db_begin(r->db, false));
	MUST(live_number_now(r, community, &n));
	db_rollback(r->db);
	return n;
}
