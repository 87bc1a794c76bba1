/* What open pages are told: after a commit, and only then, every Kith on the same database hears that something is new in a
 * community.  Never what: whoever listens looks it up, and whether it is for them. */
#pragma once
#include "req.h"

/* In a write transaction: once it is committed, this community is told of.  Often is once.  BROKEN: not in one. */
enum status live_tell(struct req *r, const char *community) MUST_USE;

/* In a write transaction: the number of one more change in this community, of which open pages hear.  Every change has one, and they
 * become visible in their order: whoever wants the next one waits for the transaction before, so it is the last thing to ask for. */
enum status live_number(struct req *r, const char *community, int64_t *ret) MUST_USE;
/* The last number given; 0: none. */
enum status live_number_now(struct req *r, const char *community, int64_t *ret) MUST_USE;

/* In a write transaction: what is shown of this thing has changed; `kind` is that of a live_page (feature.h), and whoever may open the
 * page may hear of it. */
enum status live_thing(struct req *r, const char *community, const char *kind, const char *id) MUST_USE;
/* The same for Today of one person: something waits for them, or no longer does. */
enum status live_today(struct req *r, const char *community, const char *person) MUST_USE;
extern const char live_kind_today[];
/* The thing is no more: not even that it ever changed is kept.  Nobody hears of it by this. */
enum status live_gone(struct req *r, const char *community, const char *kind, const char *id) MUST_USE;
/* All are heard by whoever keeps them for open streams (features/tidings); what: struct live_thing. */
struct live_thing { const char *community, *kind, *about; bool gone; };
extern const struct event live_told_of;

/* Hears what this connection commits, on the thread that commits.  community NULL: too many at once to name.  For SQLite,
 * where one connection writes all; on PostgreSQL a struct live_ear hears. */
typedef void live_hear(void *context, const char *community);
void live_heard_by(struct db *db, live_hear *hear, void *context);

/* A connection to PostgreSQL that listens to all Kiths on its database, this one too.  NULL and a sentence: none could be had. */
struct live_ear;
struct live_ear *live_ear_open(const char *where, const char **ret_why) MUST_USE;
/* Waits for what is told, at most so many milliseconds or until `wake` can be read; calls hear for each.  False: the connection
 * is lost, and whatever was told since the last call may have been missed. */
bool live_ear_wait(struct live_ear *e, int wake, int milliseconds, live_hear *hear, void *context) MUST_USE;
void live_ear_close(struct live_ear *e);

/* db.c's: what is left to tell in this transaction. */
enum { LIVE_TOLD_MAX = 8, LIVE_NAME_ROOM = 40 };
struct live_told {
	char community[LIVE_TOLD_MAX][LIVE_NAME_ROOM];
	int n, n_at_savepoint;
	bool over, over_at_savepoint;
	live_hear *hear;
	void *context;
};
/* Before a commit (PostgreSQL: told by the transaction itself), after it (SQLite), and when it did not come to one. */
enum status live_before_commit(struct db *db);
void live_after_commit(struct db *db);
