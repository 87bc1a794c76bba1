/* From a path to a route, and through it: one attempt, what is drawn when it did not go, trying again.  Knows the features
 * through their descriptors; leaves who may to gate.c, and sign-in, the community and the socket to whoever calls. */
#include "core.h"
#include "house.h"
#include "gate_inside.h"
#include "params_parts.h"

enum {
	PARTS_MAX = 4,
	TYPED_MAX = 200,        /* bytes of a {code} as sent; a code in groups with %20 between them has 25 */
};

/* ---- finding ---- */

struct found { struct slice community, part[PARTS_MAX]; bool typed[PARTS_MAX]; size_t n; unsigned literal; };

static bool shaped(struct slice s, size_t min, size_t max)
{
	if (s.n < min || s.n > max)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!(s.at[i] >= 'a' && s.at[i] <= 'z') && !(s.at[i] >= '0' && s.at[i] <= '9') && s.at[i] != '-')
			return false;
	return true;
}

/* A quick look that most routes do not survive: the literal parts alone. */
static bool could_fit(const char *pattern, const char *p, const char *end)
{
	while (*pattern) {
		if (*pattern != '{') {
			if (p == end || *p++ != *pattern++)
				return false;
			continue;
		}
		while (*pattern && *pattern++ != '}')
			continue;
		while (p < end && *p != '/')
			p++;
	}
	return p == end;
}

/* {code} is what somebody types from paper: whatever they make of capitals, blanks and dashes gets as far as code_clean. */
static bool is_typed(const char *word)
{
	return str_begins(word, "{code}");
}

/* Segment by segment.  .literal has a bit for each, the first the highest: of two that fit, the larger is the closer. */
static bool fits(const char *pattern, struct slice path, struct found *ret)
{
	const char *p = path.at, *end = path.at + path.n;
	struct found f = { 0 };
	for (unsigned bit = 1u << 31; *pattern == '/'; bit >>= 1) {
		if (p == end || *p != '/')
			return false;
		const char *from = ++p, *word = ++pattern;
		while (p < end && *p != '/')
			p++;
		pattern = strchrnul(pattern, '/');
		struct slice s = { from, (size_t)(p - from) };
		if (*word != '{') {
			if (s.n != (size_t)(pattern - word) || memcmp(word, s.at, s.n) != 0)
				return false;
			f.literal |= bit;
		} else if (word[1] == 'c' && word[2] == '}') {
			f.community = s;
		} else if (f.n < PARTS_MAX) {
			f.typed[f.n] = is_typed(word);
			f.part[f.n++] = s;
		}
	}
	if (p != end || (f.community.at && !shaped(f.community, 2, 40)))
		return false;
	for (size_t i = 0; i < f.n; i++)
		if (f.typed[i] ? f.part[i].n == 0 || f.part[i].n > TYPED_MAX : !shaped(f.part[i], 1, 64))
			return false;
	*ret = f;
	return true;
}

/* False: not text. */
static bool take_part(struct req *r, const struct found *f, size_t i)
{
	struct slice s = i < f->n ? f->part[i] : (struct slice){ 0 };
	if (f->typed[i] && (!url_decoded(&r->kept, s, &s) || !str_utf8(s)))
		return false;
	r->part[i] = s.at ? arena_copy(&r->kept, s.at, s.n) : NULL;
	return true;
}

const struct route *route_find(struct req *r, const struct house *h, const char *method, struct slice path, bool *ret_other_method)
{
	const struct route *best = NULL;
	struct found f, best_f = { 0 };
	*ret_other_method = false;
	for (size_t i = 0; i < h->n; i++) {
		const struct feature *feature = h->features[i];
		for (size_t k = 0; k < feature->n_routes; k++) {
			const struct route *x = &feature->routes[k];
			if (!could_fit(x->path, path.at, path.at + path.n) || !fits(x->path, path, &f))
				continue;
			if (strcmp(x->method, method) != 0)
				*ret_other_method = true;
			else if (!best || f.literal > best_f.literal)
				best = x, best_f = f;
		}
	}
	if (!best)
		return NULL;
	*ret_other_method = false;
	r->route = best;
	r->house = h;
	r->community.slug = best_f.community.at ? arena_copy(&r->kept, best_f.community.at, best_f.community.n) : NULL;
	for (size_t i = 0; i < COUNT(r->part); i++)
		if (!take_part(r, &best_f, i))
			return NULL;
	return best;
}

/* ---- one attempt ---- */

static enum status object_and_gate(struct req *r, const struct route *x)
{
	enum status st = OK;
	TRY(gate_before(r, x));
	r->who.as = 0;                          /* by which right is not decided before the object is there */
	r->opened.undecided = 0;
	r->opened.fields = route_is_slow(r, x) ? r->opened.fields : 0;      /* what was opened on the way in is the reader's own */
	if (x->of)
		st = x->of(r);
	/* a code that is not held looks the same whether or not there was something to hold */
	if (st == MISSING && !r->who.person && x->may & MAY_HOLDER && x->may & ~(MAY_ANYONE | GATE_OPEN_BITS))
		return gate_sign_in(r);
	if (st != OK)
		return st;
	TRY(gate(r, x));
	for (size_t i = 0; i < r->opened.n; i++)
		if (!r->opened.at[i].as)        /* opened on the way to the object: by what it turned out to be */
			r->opened.at[i].as = r->who.as;
	/* who came in by a right of the team may also be one of those whose words these are */
	bool theirs = may(r, GATE_OBJECT_BITS) || !(r->opened.undecided & ~gate_fields(r->who.as));
	return theirs ? OK : MISSING;
}

static enum status run(struct req *r, const struct route *x)
{
	r->route = x;
	TRY(object_and_gate(r, x));
	if (x->form)
		TRY(form_read(r, x->form));
	TRY(x->handle(r));
	if (r->n_faults)
		return INVALID;
	TRY(x->logs ? deed_log(r, x->logs, r->part[0]) : OK);
	return r->opened.over ? BROKEN : OK;
}

static enum status run_slow(struct req *r, const struct route *x)
{
	r->route = x;
	TRY(object_and_gate(r, x));
	if (x->form)
		TRY(form_read(r, x->form));
	return x->slow(r);
}

static enum status redraw(struct req *r, const struct route *x)
{
	unsigned was = r->who.may;
	r->who.may &= ~(unsigned)(GATE_OBJECT_BITS | MAY_HOLDER);
	enum status st = object_and_gate(r, x);
	if (st == OK)
		return x->redraw(r);
	r->who.may = was;
	return st;
}

/* Calls step; the arena's way out leads back here. */
static enum status guarded(struct req *r, const struct route *x, enum status (*step)(struct req *r, const struct route *x))
{
	jmp_buf *before = r->arena.way_out, way_out;
	enum status st = BROKEN;
	r->arena.way_out = &way_out;
	if (setjmp(way_out) == 0)
		st = step(r, x);
	else
		st = BROKEN;
	r->arena.way_out = before;
	return st == OK && r->out.over ? BROKEN : st;
}

enum status route_run(struct req *r, const struct route *x)
{
	req_again(r);
	return guarded(r, x, run);
}

enum status route_slow(struct req *r, const struct route *x)
{
	req_again(r);
	r->slow = NULL;
	r->opened.in_slow = r->opened.n = r->opened.fields = 0;
	enum status st = guarded(r, x, run_slow);
	if (st == OK)
		req_keep(r);
	r->opened.in_slow = r->opened.n;
	return st;
}

enum status route_redraw(struct req *r, const struct route *x)
{
	int http = r->stale || r->n_faults == 0 ? 409 : 422;
	const char *elsewhere = r->want == WANT_PAGE ? r->reply.location : NULL;
	r->reply = (struct reply){ 0 };
	out_clear(&r->out);
	if (elsewhere) {
		r->reply.http = 303;
		r->reply.location = elsewhere;
		return OK;
	}
	r->object = NULL;
	r->opened.n = 0;
	r->came_back = x->form;
	enum status st = guarded(r, x, r->want == WANT_PAGE && x->redraw ? redraw : reply_faults);
	if (st == OK && r->opened.over)
		st = BROKEN;
	if (st == OK && r->reply.http == 0)
		r->reply.http = http;
	return st;
}

/* ---- all of it ---- */

static enum status attempt(struct req *r, const struct route *x)
{
	TRY(db_begin(r->db, strcmp(x->method, "GET") != 0));
	enum status st = route_run(r, x);
	if (st == OK)
		st = db_commit(r->db);
	if (st != OK)
		db_rollback(r->db);
	return st;
}

static enum status in_read(struct req *r, const struct route *x, enum status (*step)(struct req *r, const struct route *x))
{
	TRY(db_begin(r->db, false));
	enum status st = step(r, x);
	db_rollback(r->db);
	return st;
}

static enum status slow_attempt(struct req *r, const struct route *x)
{
	return in_read(r, x, route_slow);
}

static enum status redraw_attempt(struct req *r, const struct route *x)
{
	return in_read(r, x, route_redraw);
}

static enum status again_while_busy(struct req *r, const struct route *x, enum status (*once)(struct req *r, const struct route *x))
{
	enum status st;
	int try = 0;
	do
		st = once(r, x);
	while (st == BUSY && db_try_again(r, ++try));
	return st;
}

static enum status tell_reading(struct req *r, const struct route *x)
{
	struct record_read reading;
	(void)x;
	if (!record_read_of(r, &reading))
		return OK;
	TRY(db_begin(r->db, true));
	enum status st = tell(r, &records_read, &reading);
	if (st == OK)
		st = db_commit(r->db);
	if (st != OK)
		db_rollback(r->db);
	return st;
}

/* The reply is there; it stays only if it can be told who has seen it. */
static enum status told(struct req *r, const struct route *x, enum status st)
{
	enum status noted = event_heard(r->house, &records_read) ? again_while_busy(r, x, tell_reading) : OK;
	if (noted == OK)
		return st;
	out_clear(&r->out);
	return st == OK ? noted : st;
}

enum status route_call(struct req *r, const struct route *x)
{
	enum status st = OK;
	req_keep(r);
	if (route_is_slow(r, x))
		st = again_while_busy(r, x, slow_attempt);
	if (st == OK)
		st = again_while_busy(r, x, attempt);
	if (st == OK)
		return told(r, x, st);
	if (st != INVALID && st != CONFLICT)
		return st;
	if (again_while_busy(r, x, redraw_attempt) == OK)
		return told(r, x, st);
	out_clear(&r->out);
	return st;
}

enum status tell(struct req *r, const struct event *e, const void *what)
{
	for (size_t i = 0; r->house && i < r->house->n; i++) {
		const struct feature *f = r->house->features[i];
		for (size_t k = 0; k < f->n_ears; k++)
			if (f->ears[k].event == e)
				TRY(f->ears[k].hear(r, what));
	}
	return OK;
}
