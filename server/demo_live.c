/* Going through the program's routes as somebody of the demo.  Knows requests and their transactions; what happens is in demo.c. */
#include "demo_live.h"
#include <stdarg.h>

/* ---- chance: fixed ---- */

uint32_t demo_roll(struct demo *d, uint32_t below)
{
	d->dice ^= d->dice << 13;
	d->dice ^= d->dice >> 7;
	d->dice ^= d->dice << 17;
	return (uint32_t)(d->dice >> 33) % below;
}

const char *demo_pick(struct demo *d, const struct demo_words of[2], bool spanish)
{
	const struct demo_words *w = &of[spanish];
	return w->at[demo_roll(d, (uint32_t)w->n)];
}

/* ---- going through a route as somebody ---- */

void demo_enter(struct demo *d, struct req *r, const char *person)
{
	operator_begin(d->p, r);
	r->now = d->now;
	r->random = d->random;
	if (person) {
		r->who.person = person;
		r->who.may = MAY_ANYONE | MAY_SIGNED_IN;
		r->who.again_recently = true;
	}
}

static enum status through(struct demo *d, struct req *r, const char *method, const char *path, const char *body)
{
	bool other;
	const char *question = strchrnul(path, '?');
	const struct route *x = route_find(r, &d->p->house, method, (struct slice){ path, (size_t)(question - path) }, &other);
	if (!x)
		return MISSING;
	if (*question && !params_urlencoded(&r->kept, (struct slice){ question + 1, strlen(question + 1) }, &r->query))
		return INVALID;
	if (!params_urlencoded(&r->kept, (struct slice){ body, strlen(body) }, &r->params))
		return INVALID;
	if (r->community.slug) {
		TRY(door_enter(r, r->community.slug));
		r->out.base = arena_printf(&r->kept, "/c/%s", r->community.slug);
	}
	req_keep(r);
	if (route_is_slow(r, x))
		TRY(route_slow(r, x));
	return route_run(r, x);
}

static void refused(struct demo *d, const struct req *r, const char *method, const char *path, enum status st)
{
	d->st = st;
	const struct fault *f = r->n_faults ? &r->faults[0] : NULL;
	d->wanted = arena_printf(&d->kept, "%s %s: %s %s", method, path, f && f->field ? f->field : "", f ? f->words : "");
}

void demo_go(struct demo *d, const char *person, const char *method, const char *path, const char *body)
{
	struct req r;
	jmp_buf way_out;
	if (d->st != OK)
		return;
	demo_enter(d, &r, person);
	if (strcmp(method, "GET") == 0 || strstr(path, "/survey"))
		r.want = WANT_JSON;
	r.arena.way_out = r.kept.way_out = &way_out;
	enum status st = db_savepoint(d->p->db);
	if (st == OK)
		st = setjmp(way_out) ? BROKEN : through(d, &r, method, path, body);
	r.arena.way_out = r.kept.way_out = NULL;
	if (st == OK)
		st = db_release(d->p->db);
	else
		(void)!db_back_to_savepoint(d->p->db);
	json_decref(d->page);
	d->page = st == OK && r.out.n ? json_loadb(r.out.at, r.out.n, 0, NULL) : NULL;
	d->at = r.reply.location ? arena_str(&d->kept, r.reply.location) : "";
	if (st != OK)
		refused(d, &r, method, path, st);
	operator_end(&r);
}

const char *demo_enc(struct demo *d, const char *s)
{
	struct out o = { 0 };
	out_urlpart_str(&o, s);
	const char *kept = arena_copy(&d->kept, o.at, o.n);
	out_end(&o);
	return kept;
}

void demo_act(struct demo *d, const char *person, const char *path, const char *format, ...)
{
	char body[8192];
	va_list args;
	va_start(args, format);
	vsnprintf(body, sizeof body, format, args);
	va_end(args);
	demo_go(d, person, "POST", path, body);
}

const char *demo_here(struct demo *d, const char *format, ...)
{
	char path[256];
	va_list args;
	va_start(args, format);
	vsnprintf(path, sizeof path, format, args);
	va_end(args);
	return arena_printf(&d->kept, "/c/" DEMO_SLUG "%s", path);
}

void demo_look(struct demo *d, const char *person, const char *path) { demo_go(d, person, "GET", path, ""); }

const char *demo_id_after(struct demo *d, const char *after)
{
	const char *at = strstr(d->at, after);
	if (!at)
		return "";
	at += strlen(after);
	return arena_copy(&d->kept, at, strcspn(at, "/?"));
}

const char *demo_text_of(struct demo *d, const json_t *row, const char *name)
{
	const char *s = json_string_value(json_object_get(row, name));
	return s ? arena_str(&d->kept, s) : "";
}
