/* A visit's way through the server.
 * Leaves bytes to http.c, cookies to session.c, outcomes to reply.c, and all meaning to the features. */
#include "serve.h"
#include "desk.h"
#include "frame.h"
#include "http.h"
#include "ledger.h"
#include "pace.h"
#include "reply.h"
#include "session.h"
#include "slow.h"
#include "static.h"
#include "throttle.h"
#include "writer.h"

enum { BODY_MAX = 64 * 1024, ID_SHOWN = 10 };

int64_t clock_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* ---- beginning and end ---- */

struct visit *serve_begin(struct server *s, struct slice target)
{
	struct visit *v = calloc(1, sizeof *v);
	if (!v || !(v->target = malloc(target.n + 1))) {
		free(v);
		return NULL;
	}
	memcpy(v->target, target.at, target.n);
	v->target[target.n] = '\0';
	v->head.target = (struct slice){ v->target, target.n };
	v->server = s;
	v->began = clock_us();
	v->r.now = time(NULL);
	v->r.house = &s->house;
	return v;
}

static void wipe(char *at, size_t n)
{
	if (at)
		explicit_bzero(at, n);
	free(at);
}

static void log_visit(const struct visit *v)
{
	int64_t us = clock_us() - v->began;
	if (v->server->quiet && v->http < 500)
		return;
	log_line("%s %.*s %s %d %lld.%lldms", v->r.id ? v->r.id : "-", (int)v->head.method.n, v->head.method.at ? v->head.method.at : "",
		 v->r.route ? v->r.route->path : "-", v->http, (long long)(us / 1000), (long long)(us / 100 % 10));
}

void serve_end(struct visit *v)
{
	if (v->http)
		log_visit(v);
	req_end(&v->r);
	out_end(&v->r.out);
	arena_end(&v->r.arena);
	arena_end(&v->r.kept);
	wipe(v->target, strlen(v->target));
	wipe(v->body, v->body_n);
	atomic_fetch_sub(&v->server->bodies, v->body_counted);
	wipe(v->packed, v->packed ? v->reply.n : 0);
	free(v);
}

/* Runs step with a way out for both arenas.  False: it left by that way. */
static bool guarded(struct visit *v, void (*step)(struct visit *v))
{
	jmp_buf way_out;
	struct req *r = &v->r;
	bool whole = false;
	r->arena.way_out = r->kept.way_out = &way_out;
	if (!setjmp(way_out)) {
		step(v);
		whole = true;
	}
	r->arena.way_out = r->kept.way_out = NULL;
	if (!whole) {
		v->refuse = 500;
		v->status = BROKEN;
	}
	return whole;
}

/* ---- the head ---- */

/* The route for a method other than this one; for Allow. */
static void other_methods(struct visit *v, struct slice path)
{
	bool unused;
	const struct house *h = &v->server->house;
	bool get = route_find(&v->r, h, "GET", path, &unused), post = route_find(&v->r, h, "POST", path, &unused);
	v->r.route = NULL;
	v->refuse = get || post ? 405 : 404;
	v->allow = get && post ? "GET, HEAD, POST" : get ? "GET, HEAD" : "POST";
}

static void find(struct visit *v)
{
	struct req *r = &v->r;
	struct slice path = v->head.path;
	const char *id = id_new(r);
	memcpy(v->id, id, ID_SHOWN);
	r->id = v->id;
	session_language(v);
	v->api = path.n > 5 && !memcmp(path.at, "/api/", 5);
	if (v->api)
		path = (struct slice){ path.at + 4, path.n - 4 };
	if (v->api || head_lists(v->head.field[HEAD_ACCEPT], "application/json"))
		r->want = WANT_JSON;
	if (v->head.get && !v->api && static_find(v))
		return;
	bool other = false;
	if (v->head.get || v->head.post)
		route_find(r, &v->server->house, v->head.get ? "GET" : "POST", path, &other);
	if (!r->route)
		other_methods(v, path);
	else if (v->head.post)
		v->body_max = r->route->body_max ? r->route->body_max : BODY_MAX;
}

void serve_head(struct visit *v)
{
	if (guarded(v, find) && !v->refuse && v->head.length > (int64_t)v->body_max)
		v->refuse = 413;
}

/* ---- in the read transaction ---- */

/* Reads what was sent.  False: malformed. */
static bool read_input(struct visit *v)
{
	struct req *r = &v->r;
	if (v->head.query.n && !params_urlencoded(&r->kept, v->head.query, &r->query))
		return false;
	if (!v->head.post)
		return true;
	struct slice body = { v->body ? v->body : "", v->body_n }, type = v->head.field[HEAD_CONTENT_TYPE];
	const char *kind = type.at ? arena_copy(&r->kept, type.at, type.n) : "";
	if (!strncasecmp(kind, "application/json", strlen("application/json"))) {
		r->want = WANT_JSON;
		return params_json(&r->kept, body, &r->params);
	}
	if (!strncasecmp(kind, "multipart/form-data", strlen("multipart/form-data")))
		return params_multipart(&r->kept, kind, body, &r->params);
	if (!strncasecmp(kind, "application/x-www-form-urlencoded", strlen("application/x-www-form-urlencoded")) || !body.n)
		return params_urlencoded(&r->kept, body, &r->params);
	v->refuse = 415;
	return true;
}

/* Asked for by script while nobody may be looking: it keeps no session from ending (.unattended, and pages that look whether they
 * have changed). */
static bool unattended(const struct visit *v)
{
	struct slice dest = v->head.field[HEAD_FETCH_DEST];
	return (v->r.route && v->r.route->unattended) || (v->head.get && dest.n == strlen("empty") && !memcmp(dest.at, "empty", dest.n));
}

static void enter(struct visit *v)
{
	bool touch = false;
	if (v->r.route && !v->refuse && !read_input(v))
		v->refuse = 400;
	v->status = session_enter(v, &touch);
	/* the JSON door reads no session cookie: a request there has no authority that another site could borrow */
	if (v->head.post && !v->refuse && v->status == OK && !v->bearer && !v->api && v->r.route) {
		if (!session_same_origin(v) || (!v->r.route->no_csrf && !session_token_right(v))) {
			v->refuse = 403;
			v->unsent = session_surely_ours(v);
		}
	}
	if (!v->refuse && v->status == OK && !pace_may(v, &v->r.reply.retry_after)) {
		v->paced = true;
		v->refuse = 429;
	}
	if (v->r.route && v->r.route->throttle && v->head.post && !v->refuse && v->status == OK &&
	    throttle_judge(v->server->throttle, v) != OK)
		v->refuse = 429;
	v->touch = touch && !unattended(v);
	req_keep(&v->r);
}

/* What happens to a visit after it entered. */
enum way { WAY_DONE, WAY_HOLD, WAY_SLOW, WAY_WRITE };

static enum way way_on(const struct visit *v)
{
	if (v->refuse || v->status != OK)
		return WAY_DONE;
	if (v->delay_ms)
		return WAY_HOLD;
	if (route_is_slow(&v->r, v->r.route))
		return WAY_SLOW;
	return v->head.post ? WAY_WRITE : WAY_DONE;
}

/* Begin, run, commit; tried again while others are in the way.  For PostgreSQL, where each thread commits for itself. */
static enum status run_and_commit(struct visit *v, struct db *db)
{
	int64_t since = clock_us();
	enum status st;
	int try = 0;
	do {
		st = db_begin(db, true);
		if (st == OK)
			st = route_run(&v->r, v->r.route);
		if (st == OK)
			st = db_commit(db);
		if (st != OK)
			db_rollback(db);
	} while (st == BUSY && desk_try_again(&v->r, db, ++try, since));
	if (db_erased(db))
		ledger_follow(v->server->ledger, &v->server->house, db);
	return st;
}

/* BROKEN may mean that the connection is lost: then it is "come back", not "our fault". */
static void judge_loss(struct visit *v, struct desk *desk)
{
	v->gone = !desk->db;
	if (v->gone || (v->status != BROKEN && v->status != BUSY))
		return;
	if (v->status == BROKEN && db_trouble(desk->db) && *db_trouble(desk->db))
		log_line("%s database: %s", v->r.id ? v->r.id : "-", db_trouble(desk->db));
	v->gone = desk_lost(v->server->desks, desk);
	v->r.db = desk->db;
}

/* Enters, and runs what only reads, in one read transaction. */
static enum way begin_here(struct visit *v, struct desk *desk)
{
	enum way way = WAY_DONE;
	v->r.db = desk->db;
	v->status = desk->db ? db_begin(desk->db, false) : BUSY;
	if (v->status == OK && guarded(v, enter)) {
		way = way_on(v);
		if (way == WAY_DONE && v->head.get && !v->refuse && v->status == OK)
			v->status = route_run(&v->r, v->r.route);
	}
	if (desk->db)
		db_rollback(desk->db);
	judge_loss(v, desk);
	return way;
}

/* The same; once more when the connection turns out to have died while nobody used it. */
static enum way begin(struct visit *v, struct desk **desk)
{
	struct desks *desks = v->server->desks;
	bool connected = (*desk)->db;
	enum way way = begin_here(v, *desk);
	if (!v->gone || !connected)
		return way;
	desk_give(desks, *desk);
	*desk = desk_take(desks);
	req_again(&v->r);
	return begin_here(v, *desk);
}

/* Small writes that a read asked for. */
static void write_after(struct visit *v, struct desk *desk)
{
	/* also where the way out is drawn all the same: at a community that is not there */
	bool leaves = v->head.get && !v->refuse && v->r.who.session && (v->status == OK ? v->r.reply.sign_out : own_is_leave(&v->r));
	if (leaves && desk->db)
		session_leave(v, desk->db);
	else if (v->touch && desk->db)
		session_touch(v, desk->db);
}

/* To another thread.  After this the visit may be anywhere. */
static bool hand_on(struct visit *v, enum way way)
{
	struct server *s = v->server;
	v->r.db = NULL;
	v->step = VISIT_UNDER_WAY;
	http_suspend(v);
	bool taken = way == WAY_HOLD ? throttle_hold(s->throttle, v) : way == WAY_SLOW ? slow_put(s->slow, v) : writer_put(s->writer, v);
	if (taken)
		return false;
	v->status = BUSY;
	v->step = VISIT_DONE;
	http_resume(v);
	return false;
}

bool serve_whole(struct visit *v)
{
	struct server *s = v->server;
	if (v->reply.at)                /* a static file */
		return true;
	struct desk *desk = desk_take(s->desks);
	enum way way = begin(v, &desk);
	write_after(v, desk);
	if (way == WAY_WRITE && !s->writer) {
		v->status = run_and_commit(v, desk->db);
		judge_loss(v, desk);
		way = WAY_DONE;
	}
	if (way == WAY_DONE) {
		v->step = VISIT_DONE;
		v->r.db = desk->db;
		reply_make(v, desk);
	}
	desk_give(s->desks, desk);
	return way == WAY_DONE || hand_on(v, way);
}

/* ---- on other threads ---- */

static void done_elsewhere(struct visit *v)
{
	v->r.db = NULL;
	v->step = VISIT_DONE;
	http_resume(v);
}

void serve_slow(struct visit *v)
{
	struct server *s = v->server;
	struct desk *desk = desk_take(s->desks);
	v->r.db = desk->db;
	v->status = desk->db ? db_begin(desk->db, false) : BUSY;
	if (v->status == OK) {
		/* without a slow step it was only delayed (PostgreSQL: there is no writer to go to) */
		if (route_is_slow(&v->r, v->r.route))
			v->status = route_slow(&v->r, v->r.route);
		if (v->status == OK && v->head.get)
			v->status = route_run(&v->r, v->r.route);
		db_rollback(desk->db);
	}
	if (v->status == OK && v->head.post && !s->writer)
		v->status = run_and_commit(v, desk->db);
	judge_loss(v, desk);
	desk_give(s->desks, desk);
	if (v->status == OK && v->head.post && s->writer) {
		if (writer_put(s->writer, v))
			return;
		v->status = BUSY;
	}
	done_elsewhere(v);
}

void serve_delayed(struct visit *v)
{
	v->delay_ms = 0;
	struct server *s = v->server;
	if (route_is_slow(&v->r, v->r.route) ? slow_put(s->slow, v) : s->writer ? writer_put(s->writer, v) : slow_put(s->slow, v))
		return;
	v->status = BUSY;
	done_elsewhere(v);
}

void serve_finish(struct visit *v)
{
	struct desk *desk = desk_take(v->server->desks);
	v->r.db = desk->db;
	reply_make(v, desk);
	desk_give(v->server->desks, desk);
}
