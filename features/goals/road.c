/* The road so far: what happened with a goal, in words and as a picture of a winding road.  The picture says nothing that the words
 * below it do not say. */
#include "inside.h"

/* Of the picture, in its own units: four stones a row, back and forth. */
enum { IN_A_ROW = 4, FIRST_X = 40, STRIDE = 80, FIRST_Y = 34, ROW = 62, WAVE = 7, BULGE = 34, WIDTH = 320, PICTURED_MAX = 24, AHEAD_MAX = 8 };

struct point { int64_t x, y; };

static struct point place_of(size_t k)
{
	int64_t row = (int64_t)(k / IN_A_ROW), in_row = (int64_t)(k % IN_A_ROW);
	if (row % 2)
		in_row = IN_A_ROW - 1 - in_row;
	return (struct point){ FIRST_X + STRIDE * in_row, FIRST_Y + ROW * row + (in_row % 2 ? WAVE : -WAVE) };
}

/* From stone to stone: gentle waves along a row, a wide turn at its end. */
static const char *path(struct req *r, size_t from, size_t to)
{
	struct point p = place_of(from);
	const char *d = arena_printf(&r->arena, "M%lld %lld", (long long)p.x, (long long)p.y);
	for (size_t k = from + 1; k <= to; k++) {
		struct point q = place_of(k);
		bool turn = k % IN_A_ROW == 0;
		int64_t out = (k - 1) / IN_A_ROW % 2 ? -BULGE : BULGE;
		int64_t one = turn ? p.x + out : (p.x + q.x) / 2, other = turn ? q.x + out : (p.x + q.x) / 2;
		d = arena_printf(&r->arena, "%sC%lld %lld %lld %lld %lld %lld", d, (long long)one, (long long)p.y, (long long)other, (long long)q.y,
				 (long long)q.x, (long long)q.y);
		p = q;
	}
	return d;
}

/* Oldest first; what happened at the same moment stays in the order in which it came. */
static void by_time(struct goal_stone *at, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0 && at[k - 1].at > at[k].at; k--) {
			struct goal_stone x = at[k];
			at[k] = at[k - 1];
			at[k - 1] = x;
		}
}

static void shape(struct goal_stone *s)
{
	s->is_step = s->kind == MOMENT_STEP;
	s->is_sure = s->kind == MOMENT_SURE;
	s->is_done = s->kind == MOMENT_DONE;
	s->is_let_go = s->kind == MOMENT_LET_GO;
	s->is_change = s->kind == MOMENT_CHANGED;
	s->is_meeting = s->kind == MOMENT_MET;
	s->is_plain = s->kind == MOMENT_BEGUN || s->kind == MOMENT_AGAIN;
	s->removable = s->is_sure || s->is_meeting;
}

static bool wanted(int64_t kind, int64_t pieces)
{
	return kind != MOMENT_SURE || pieces & INT64_C(1) << PIECE_SURE;
}

static enum status stones_into(struct req *r, const struct goals_one *g, int64_t pieces, struct goals_road_view *v, size_t *ret_open)
{
	struct goal_moments_of_list moments;
	struct goal_steps steps = { 0 };
	TRY(goal_moments_of(r, g->id, &moments));
	if (pieces & INT64_C(1) << PIECE_STEPS)
		TRY(goal_steps_into(r, g->id, &steps));
	v->stones.at = ARENA_ARRAY(&r->arena, moments.n + steps.n, struct goal_stone);
	for (size_t i = moments.n; i-- > 0;) {
		const struct goal_moments_of *m = &moments.at[i];
		if (wanted(m->kind, pieces))
			v->stones.at[v->stones.n++] = (struct goal_stone){ .id = m->id, .kind = m->kind, .at = m->at, .words = m->words, .former = m->former,
				.sure = goal_sure_read(m->sure), .encounter = str_same(m->community, r->community.id) ? m->encounter : NULL };
	}
	for (size_t i = 0; i < steps.n; i++)
		if (steps.at[i].done)
			v->stones.at[v->stones.n++] = (struct goal_stone){ .id = steps.at[i].id, .kind = MOMENT_STEP, .at = steps.at[i].when,
				.words = steps.at[i].words, .sure = NO_INT };
	by_time(v->stones.at, v->stones.n);
	*ret_open = g->state == GOALS_OPEN ? steps.n - (size_t)steps.done : 0;
	return OK;
}

enum status goal_road(struct req *r, const struct goals_one *g, int64_t pieces, struct goals_road_view *ret)
{
	size_t open = 0;
	*ret = (struct goals_road_view){ .goal = g->id, .width = WIDTH };
	TRY(stones_into(r, g, pieces, ret, &open));
	size_t n = ret->stones.n, shown = n < PICTURED_MAX ? n : PICTURED_MAX, ahead = open < AHEAD_MAX ? open : AHEAD_MAX;
	ret->pictured = (int64_t)shown;
	ret->left_out = (int64_t)(n - shown);
	for (size_t i = 0; i < n; i++) {
		struct goal_stone *s = &ret->stones.at[i];
		struct point p = place_of(i < n - shown ? 0 : i - (n - shown));
		shape(s);
		s->pictured = i >= n - shown;
		s->x = p.x;
		s->y = p.y;
	}
	if (!n)
		return OK;
	ret->way = path(r, 0, shown - 1);
	ret->way_ahead = ahead ? path(r, shown - 1, shown - 1 + ahead) : NULL;
	ret->ahead.n = ahead;
	ret->ahead.at = ARENA_ARRAY(&r->arena, ahead, struct goal_ahead);
	for (size_t i = 0; i < ahead; i++) {
		struct point p = place_of(shown + i);
		ret->ahead.at[i] = (struct goal_ahead){ p.x, p.y };
	}
	ret->height = FIRST_Y * 2 + ROW * (int64_t)((shown + ahead - 1) / IN_A_ROW);
	return OK;
}
