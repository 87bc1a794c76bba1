/* What comes next, on other pages: on Today what touches the reader within a week and what is left to record; on the page of two what
 * they planned. */
#include "inside.h"
#include "queries.h"

static bool lies_ahead(const struct req *r, const struct gatherings_time *t) { return !t->cancelled && !gathering_over(r, t); }

static bool to_record(struct req *r, const struct gatherings_time *t)
{
	bool pair = str_same(t->of->belongs, "pair");
	bool mine = pair || t->of->leads || (!str_same(t->of->belongs, "group") && (str_same(t->of->maker, r->who.person) || (t->of->kind == KIND_GROUP && may(r, MAY_FACILITATOR))));
	return mine && gathering_over(r, t) && !t->cancelled && !t->encounter && (!pair || encounters_kept(r));
}

/* On a called-off time of mine the card says so until it would have been: nobody stands before a closed door. */
static bool soon(const struct req *r, const struct gatherings_time *t)
{
	return gatherings_mine(t, r->who.person) && (lies_ahead(r, t) || (t->cancelled && t->began > r->now && str_same(t->answer, "yes")));
}

enum status gatherings_card(struct req *r)
{
	struct gatherings_reader who = gatherings_reader(r);
	struct gatherings_times all, ahead = { .n = 0 }, open = { .n = 0 };
	TRY(gatherings_between(r, &who, r->now - (int64_t)RECORD_DAYS * DAY, r->now + CARD_DAYS * DAY, &all));
	ahead.at = ARENA_ARRAY(&r->arena, all.n + 1, struct gatherings_time);
	open.at = ARENA_ARRAY(&r->arena, all.n + 1, struct gatherings_time);
	for (size_t i = 0; i < all.n; i++)
		if (soon(r, &all.at[i]))
			ahead.at[ahead.n++] = all.at[i];
		else if (to_record(r, &all.at[i]))
			open.at[open.n++] = all.at[i];
	struct gatherings_card_view v = { .soon = { .times = { .n = 0 } } };
	gathering_rows(r, &ahead, CARD_ROWS, &v.soon.times);
	gathering_rows(r, &open, CARD_ROWS, &v.record.times);
	if (ahead.n || open.n)
		gatherings_card_draw(&r->out, &v);
	return OK;
}

enum status gatherings_section(struct req *r)
{
	const struct connections_one *c = r->object;
	struct gatherings_times t;
	struct gatherings_section_view v = { .connection = c->id, .may_plan = str_same(c->state, "begun") };
	TRY(gathering_times_of(r, NULL, c->id, r->now - HOUR, r->now + (int64_t)WINDOW_DAYS * DAY, &t));
	gathering_rows(r, &t, CARD_ROWS, &v.soon.times);
	if (v.may_plan || t.n)
		gatherings_section_draw(&r->out, &v);
	return OK;
}

/* Who is in it; where anyone may drop in, everyone. */
enum status gatherings_group_section(struct req *r)
{
	const struct groups_one *g = r->object;
	struct gatherings_times t;
	struct gatherings_group_view v = { .group = g->id, .leads = g->leads && !g->over };
	TRY(gathering_times_of(r, NULL, g->id, r->now - HOUR, r->now + (int64_t)WINDOW_DAYS * DAY, &t));
	gathering_rows(r, &t, GROUP_ROWS, &v.soon.times);
	if (v.leads || t.n)
		gatherings_group_draw(&r->out, &v);
	return OK;
}
