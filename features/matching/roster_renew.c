/* Keeping a roster true: who changed is read anew, and what comes with time alone is looked at.  Leaves what is held, and when
 * it is made or ended, to roster.c. */
#include <pthread.h>
#include "roster_inside.h"

enum { CHANGES_AT_MOST = 100 };         /* more at once: everything is read anew */

struct news { struct req *r; struct roster *x; size_t n; const char *person[CHANGES_AT_MOST], *mark[CHANGES_AT_MOST]; bool too_many; };

/* Is this change in x already? */
static bool is_known(struct roster *x, const struct matching_marks *m)
{
	pthread_mutex_lock(&x->lock);
	uint32_t number = book_find(&x->person, m->person);
	bool known = number && strcmp(x->mark[number - 1], m->mark) == 0;
	pthread_mutex_unlock(&x->lock);
	return known;
}

static enum status hear_mark(void *context, const struct matching_marks *m)
{
	struct news *g = context;
	if (is_known(g->x, m))
		return OK;
	if (g->n == CHANGES_AT_MOST) {
		g->too_many = true;
		return OK;
	}
	g->person[g->n] = arena_str(&g->r->arena, m->person);
	g->mark[g->n++] = arena_str(&g->r->arena, m->mark);
	return OK;
}

/* False: the hours of the week lie elsewhere now, since a clock was changed somewhere.  ret_new: another quarter hour than
 * when this was last asked: it may be another day somewhere. */
static bool hours_hold(struct roster *x, int64_t now, bool *ret_new)
{
	bool same = true;
	pthread_mutex_lock(&x->lock);
	*ret_new = x->quarter != now / 900;
	for (size_t k = 0; *ret_new && k < x->zone.n; k++)
		same = same && zone_offset(x->zone.text[k], now) == x->offset[k];
	pthread_mutex_unlock(&x->lock);
	return same;
}

/* False: there is no room, or no memory; then it has to be made anew. */
static bool put_few(struct roster *x, const struct roster_few *few, const char *const *person, const char *const *mark, size_t n, int64_t now)
{
	jmp_buf out;
	volatile bool held = false;
	pthread_mutex_lock(&x->lock);
	x->arena.way_out = &out;
	if (setjmp(out) == 0)
		held = roster_put_few(x, few, person, mark, n, now);
	x->arena.way_out = NULL;
	pthread_mutex_unlock(&x->lock);
	return held;
}

static enum status read_news(struct req *r, struct roster *x, struct news *g, bool *ret_held)
{
	bool held = true;
	for (size_t at = 0; held && at < g->n; at += ROSTER_AT_ONCE) {
		size_t n = g->n - at < ROSTER_AT_ONCE ? g->n - at : ROSTER_AT_ONCE;
		struct roster_few *few;
		TRY(roster_read_few(r, x, g->person + at, n, &few));
		held = put_few(x, few, g->person + at, g->mark + at, n, r->now);
	}
	*ret_held = held;
	return OK;
}

/* What comes with time: who holds the role now, whose clock was changed, who has a day off.  *ret_held false: it has to be
 * made anew. */
static enum status keep_time(struct req *r, struct roster *x, bool *ret_held)
{
	struct matching_named named = { 0 };
	struct roster_away *away;
	bool new_quarter;
	if (x->trained)
		TRY(matching_named(r, x->community, r->now, &named));
	*ret_held = hours_hold(x, r->now, &new_quarter);
	if (*ret_held && new_quarter) {
		TRY(roster_read_away(r, x, &away));
		pthread_mutex_lock(&x->lock);
		roster_put_away(x, away);
		x->quarter = r->now / 900;
		pthread_mutex_unlock(&x->lock);
	}
	pthread_mutex_lock(&x->lock);
	*ret_held = *ret_held && (!x->trained || (named.n == x->named_n && named.sum == x->named_sum));
	pthread_mutex_unlock(&x->lock);
	return OK;
}

enum status roster_renew(struct req *r, struct roster *x, bool time_too, bool *ret_held)
{
	struct news *g = ARENA_NEW(&r->arena, struct news);
	*g = (struct news){ .r = r, .x = x };
	pthread_mutex_lock(&x->lock);
	int64_t since = (x->read_at < r->now ? x->read_at : r->now) - ROSTER_LATE;
	pthread_mutex_unlock(&x->lock);
	TRY(matching_marks(r, x->community, since, hear_mark, g));
	*ret_held = !g->too_many;
	if (*ret_held && time_too)
		TRY(keep_time(r, x, ret_held));
	if (*ret_held)
		TRY(read_news(r, x, g, ret_held));
	if (!*ret_held)
		return OK;
	pthread_mutex_lock(&x->lock);
	x->read_at = r->now;
	pthread_mutex_unlock(&x->lock);
	return OK;
}
