/* Telling of a commit: kept with the connection until it is one, then handed to whoever listens in this process or, on
 * PostgreSQL, in any. */
#include "core.h"
#include "db_inside.h"
#include "db_pg.h"
#include "queries.h"
#include <poll.h>

enum status live_tell(struct req *r, const char *community)
{
	struct live_told *t = &r->db->told;
	if (!db_is_writing(r) || strlen(community) >= LIVE_NAME_ROOM)
		return db_say(r->db, BROKEN, "telling outside of a write transaction");
	for (int k = 0; k < t->n; k++)
		if (str_same(t->community[k], community))
			return OK;
	if (t->n == LIVE_TOLD_MAX)
		t->over = true;
	else
		memcpy(t->community[t->n++], community, strlen(community) + 1);
	return OK;
}

enum status live_number(struct req *r, const char *community, int64_t *ret)
{
	struct live_count_next next;
	TRY(live_count_next(r, community, &next));
	*ret = next.n;
	return live_tell(r, community);
}

enum status live_number_now(struct req *r, const char *community, int64_t *ret)
{
	struct live_count_now now;
	TRY(live_count_now(r, community, &now));
	*ret = now.n;
	return OK;
}

const struct event live_told_of = { "live_told_of" };
const char live_kind_today[] = "today";

enum status live_thing(struct req *r, const char *community, const char *kind, const char *id)
{
	return tell(r, &live_told_of, &(struct live_thing){ community, kind, id, false });
}

enum status live_gone(struct req *r, const char *community, const char *kind, const char *id)
{
	return tell(r, &live_told_of, &(struct live_thing){ community, kind, id, true });
}

enum status live_today(struct req *r, const char *community, const char *person)
{
	return live_thing(r, community, live_kind_today, person);
}

void live_heard_by(struct db *db, live_hear *hear, void *context)
{
	db->told.hear = hear;
	db->told.context = context;
}

/* The server hands it on with the commit, or not at all. */
static enum status notify(struct pg *p, const char *community)
{
	const char *const values[] = { community };
	PGresult *res = PQexecParams(p->h, "SELECT pg_notify('kith_live', $1)", 1, NULL, values, NULL, NULL, 0);
	enum status st = pg_status(p, "notify", res);
	PQclear(res);
	return st;
}

enum status live_before_commit(struct db *db)
{
	if (!db->pg)
		return OK;
	for (int k = 0; k < db->told.n && !db->told.over; k++)
		TRY(notify((struct pg *)db, db->told.community[k]));
	return db->told.over ? notify((struct pg *)db, "") : OK;
}

void live_after_commit(struct db *db)
{
	struct live_told *t = &db->told;
	for (int k = 0; k < t->n && t->hear && !t->over; k++)
		t->hear(t->context, t->community[k]);
	if (t->over && t->hear)
		t->hear(t->context, NULL);
}

/* ---- listening on PostgreSQL ---- */

struct live_ear { PGconn *h; };

struct live_ear *live_ear_open(const char *where, const char **ret_why)
{
	const char *const names[] = { "dbname", "application_name", "client_encoding", "connect_timeout", NULL };
	const char *const values[] = { where, "kith", "UTF8", "10", NULL };
	struct live_ear *e = calloc(1, sizeof *e);
	*ret_why = "the PostgreSQL server cannot be reached to listen";
	if (!e)
		return NULL;
	e->h = PQconnectdbParams(names, values, 1);
	PGresult *res = PQstatus(e->h) == CONNECTION_OK ? PQexec(e->h, "LISTEN kith_live") : NULL;
	bool well = res && PQresultStatus(res) == PGRES_COMMAND_OK;
	PQclear(res);
	if (well)
		return e;
	live_ear_close(e);
	return NULL;
}

bool live_ear_wait(struct live_ear *e, int wake, int milliseconds, live_hear *hear, void *context)
{
	struct pollfd on[] = { { .fd = PQsocket(e->h), .events = POLLIN }, { .fd = wake, .events = POLLIN } };
	if (on[0].fd < 0)
		return false;
	if (poll(on, COUNT(on), milliseconds) <= 0 || !on[0].revents)
		return true;
	if (!PQconsumeInput(e->h))
		return false;
	for (PGnotify *n; (n = PQnotifies(e->h)); PQfreemem(n))
		hear(context, *n->extra ? n->extra : NULL);
	return PQstatus(e->h) == CONNECTION_OK;
}

void live_ear_close(struct live_ear *e)
{
	if (!e)
		return;
	PQfinish(e->h);
	free(e);
}
