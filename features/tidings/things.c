/* Which things have changed, and who may hear of it: whoever could open the page of the thing at this moment, asked of the page's own
 * route.  A right of the team counts on pages of the team alone: by it nobody hears of what is not theirs. */
#include "inside.h"
#include "house.h"
#include "people_alive.h"
#include "queries.h"

/* ---- judging ---- */

static const struct live_page *page_of(const struct house *h, const char *kind)
{
	for (size_t f = 0; f < h->n; f++)
		for (size_t k = 0; k < h->features[f]->n_live_pages; k++)
			if (str_same(h->features[f]->live_pages[k].kind, kind))
				return &h->features[f]->live_pages[k];
	return NULL;
}

static const struct route *route_of(const struct house *h, const struct live_page *page)
{
	for (size_t f = 0; page && f < h->n; f++)
		for (size_t k = 0; k < h->features[f]->n_routes; k++) {
			const struct route *x = &h->features[f]->routes[k];
			if (str_same(x->path, page->path) && str_same(x->method, "GET"))
				return x;
		}
	return NULL;
}

/* Kinds live as long as the program only in descriptors.  kind NULL: of a feature that this program does not have. */
static struct live_change change_of(const struct house *h, const struct tidings_after *x)
{
	const struct live_page *page = page_of(h, x->kind);
	bool today = page ? page->today : str_same(x->kind, live_kind_today);
	return (struct live_change){ .n = x->n, .kind = page ? page->kind : today ? live_kind_today : NULL, .about = x->about, .today = today };
}

/* Would the page open for this member now?  Asked on a copy, of which nothing is kept but what it took from the arenas. */
static enum status opens(struct req *r, const char *community, const struct live_change *c, const char *person, bool *ret)
{
	const struct live_page *page = page_of(r->house, c->kind);
	const struct route *x = route_of(r->house, page);
	unsigned held;
	*ret = c->kind == live_kind_today && str_same(c->about, person);
	if (!x)
		return OK;
	TRY(communities_may(r, community, person, &held));
	struct req one = *r;
	one.route = x;
	one.object = NULL;
	one.who = (struct who){ .person = person, .may = MAY_ANYONE | MAY_SIGNED_IN | MAY_MEMBER | (held & (page->team ? ~0U : MAY_SUPPORTER | MAY_ALLY)) };
	one.community = (struct community_now){ .id = community, .accepted_rules = true };
	one.part[0] = c->about;
	enum status st = x->of ? x->of(&one) : OK;
	if (st == OK)
		st = gate(&one, x);
	r->arena = one.arena;
	r->kept = one.kept;
	*ret = st == OK;
	return st == MISSING || st == DENIED ? OK : st;
}

/* ---- what changed ---- */

static enum status take(struct req *r, const char *community, const char *person, const struct tidings_after *x, struct live_change_list *ret)
{
	struct live_change c = change_of(r->house, x);
	bool theirs = c.kind != NULL;
	if (theirs && person)
		TRY(opens(r, community, &c, person, &theirs));
	if (theirs)
		ret->at[ret->n++] = c;
	return OK;
}

static enum status changed(struct req *r, const char *community, const char *person, int64_t after, int64_t at_most, struct live_change_list *ret)
{
	struct tidings_after_list some;
	ret->n = 0;
	ret->at = ARENA_ARRAY(&r->arena, (size_t)at_most, struct live_change);
	do {
		TRY(tidings_after(r, community, after, person, at_most, &some));
		for (size_t k = 0; k < some.n && ret->n < (size_t)at_most; k++) {
			after = some.at[k].n;
			TRY(take(r, community, person, &some.at[k], ret));
		}
	} while (ret->n < (size_t)at_most && some.n == (size_t)at_most);
	return OK;
}

/* ---- who may hear ---- */

struct session { struct session *next; const char *id, *person; };
struct gathering { struct req *r; const struct live_hearing *hearing; struct session *first, **last; };

/* The page is asked only after all are there, and only for those somebody listens for. */
static enum status listed(void *context, const struct tidings_sessions *h)
{
	struct gathering *g = context;
	struct arena *a = &g->r->arena;
	if (!h->accepted || people_session_idle(h->kind, h->seen, g->r->now) || !g->hearing->listens(g->hearing->context, h->person))
		return OK;
	struct session *s = ARENA_NEW(a, struct session);
	*s = (struct session){ NULL, arena_copy(a, h->session, strlen(h->session)), arena_copy(a, h->person, strlen(h->person)) };
	*g->last = s;
	g->last = &s->next;
	return OK;
}

static enum status hearers(struct req *r, const char *community, const struct live_change *c, const struct live_hearing *hearing)
{
	struct gathering g = { .r = r, .hearing = hearing, .last = &g.first };
	const char *judged = NULL;
	bool may_hear = false;
	TRY(tidings_sessions(r, community, c->kind == live_kind_today ? c->about : NULL, r->now, listed, &g));
	for (const struct session *s = g.first; s; s = s->next) {
		if (!str_same(judged, s->person))
			TRY(opens(r, community, c, s->person, &may_hear));
		judged = s->person;
		if (may_hear)
			hearing->hears(hearing->context, s->id, s->person);
	}
	return OK;
}

const struct live_source tidings_live = { changed, hearers };
