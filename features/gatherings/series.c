/* Moving a time of a rule and all that follow to another day or clock time.  From the first time on the rule itself changes; from a later one
 * the rule ends before it, and a new one begins: so what has been stays as it was.  What is known of single times goes along. */
#include "inside.h"
#include "queries.h"

static const struct json_field gatherings_move_json[] = { JSON_TEXT(gatherings_move_view, id), JSON_TEXT(gatherings_move_view, day) };

enum status series_move_show(struct req *r)
{
	const struct gatherings_time *t = r->object;
	const struct gatherings_one *g = t->of;
	struct gathering_move now = { .day = t->day, .clock = g->clock, .minutes = g->minutes };
	struct gatherings_move_view v = { .id = g->id, .day = gatherings_day_code(&r->arena, t->day), .title = gatherings_called(r, g), .series = true,
					  .rule = gathering_rule_words(r, g), .began = calendar_moment(g->zone, t->day, g->clock) };
	if (!g->rule)
		return MISSING;
	form_show(r, &v.form, &gathering_move_form, &now);
	return REPLY(r, gatherings_move, &v);
}

/* ---- the new rule ---- */

/* The last time of the rule before this day, NO_INT: none; and how many there were. */
static int64_t before(struct req *r, const struct gatherings_one *g, int64_t day, int64_t *ret_n)
{
	int64_t *days = ARENA_ARRAY(&r->arena, TIMES_MAX, int64_t), last = NO_INT, from = g->times ? g->first_day : day - 400;
	size_t n = calendar_days(g->rule, g->first_day, g->times, from, day - 1, days, TIMES_MAX);
	if (n)
		last = days[n - 1];
	*ret_n = (int64_t)n;
	return last;
}

static int64_t monday(int64_t day) { return day - gathering_weekday(day); }

/* Of several weekdays only the one of the time that moves changes; others that come in between are not lost. */
static int64_t first_of_week(const struct gatherings_one *g, int64_t weekdays, int64_t from, int64_t to)
{
	for (int64_t day = from; day < to; day++)
		if (weekdays >> gathering_weekday(day) & 1 && (g->every == 1 || monday(day) == monday(from)))
			return day;
	return to;
}

static void new_rule(struct req *r, const struct gatherings_one *old, int64_t from, int64_t past, const struct gathering_move *f, struct gatherings_one *g)
{
	*g = *old;
	g->first_day = f->day;
	g->clock = f->clock;
	g->minutes = f->minutes;
	if (old->repeats == REPEATS_WEEKLY) {
		g->weekdays = (old->weekdays & ~((int64_t)1 << gathering_weekday(from))) | (int64_t)1 << gathering_weekday(f->day);
		g->first_day = first_of_week(g, g->weekdays, from, f->day);
	}
	if (old->repeats == REPEATS_LAST && !gathering_is_last(f->day))
		g->repeats = REPEATS_WEEKDAY;
	g->times = old->times ? old->times - past : 0;
	if (old->until_day != NO_INT && old->until_day < f->day + (old->until_day - from))
		g->until_day = f->day + (old->until_day - from);
	g->rule = gathering_rule(&r->arena, g->repeats, g->every, g->weekdays, g->first_day);
	g->last_day = gatherings_last_by_rule(g);
}

/* ---- what is known of single times ---- */

static bool fits(const struct gatherings_one *g, int64_t day)
{
	return (g->until_day == NO_INT || day <= g->until_day) && calendar_day_fits(g->rule, g->first_day, g->times, day);
}

/* The day of the new rule that takes the place of one of the old: itself if it stays, else the nearest that was not one of the old.  NO_INT:
 * there is none. */
static int64_t place_of(const struct gatherings_one *old, const struct gatherings_one *g, int64_t day, int64_t shift)
{
	int64_t days[16], best = NO_INT, want = day + shift;
	if (fits(g, day))
		return day;
	size_t n = calendar_days(g->rule, g->first_day, g->times, want - 6, want + 6, days, COUNT(days));
	for (size_t i = 0; i < n; i++)
		if (fits(g, days[i]) && !calendar_day_fits(old->rule, old->first_day, old->times, days[i]) &&
		    (best == NO_INT || llabs(days[i] - want) < llabs(best - want)))
			best = days[i];
	return best;
}

static enum status forget_answers(struct req *r, const char *id, int64_t day) { return gathering_over_answers(r, id, day, NULL); }

static enum status take_along(struct req *r, const struct gatherings_one *old, const struct gatherings_one *g, const struct gathering_kept_from *x, int64_t shift)
{
	int64_t to = place_of(old, g, x->day, shift);
	bool stays = to == x->day || x->began != NO_INT;        /* moved by itself: it is where it was put */
	if (to == x->day && str_same(old->id, g->id))
		return OK;
	if (!stays || to == NO_INT)
		TRY(forget_answers(r, old->id, x->day));
	if (to == NO_INT) {
		TRY(gathering_over_items(r, old->id, x->day, NULL));
		return gathering_time_away(r, old->id, x->day, NULL);
	}
	TRY(gathering_time_to(r, old->id, x->day, g->id, to, stays, r->now, NULL));
	if (x->began != NO_INT)
		TRY(gathering_span(r, g->id, x->began / DAY, NULL));
	TRY(gathering_answers_to(r, old->id, x->day, g->id, to, NULL));
	return gathering_items_to(r, old->id, x->day, g->id, to, NULL);
}

/* Those that come last first when all come later: none lands on one that has not gone yet. */
static enum status take_all_along(struct req *r, const struct gatherings_one *old, const struct gatherings_one *g, int64_t from, int64_t shift)
{
	struct gathering_kept_from_list rows;
	TRY(gathering_kept_from(r, old->id, from, &rows));
	for (size_t i = 0; i < rows.n; i++)
		TRY(take_along(r, old, g, &rows.at[shift > 0 ? rows.n - 1 - i : i], shift));
	return OK;
}

/* ---- moving ---- */

static enum status may_move(struct req *r, const struct gatherings_time *t, int64_t last, bool *ret_twice)
{
	const struct gathering_move *f = r->form;
	if (!t->of->rule)
		return MISSING;
	if (gathering_over(r, t))
		return fault(r, NULL, "over", N_("This time has passed. It can no longer be changed."));
	if (t->of->cancelled)
		return fault(r, NULL, "off", N_("This was called off. Take it up again first."));
	TRY(gathering_clock_right(r, t->of->zone, f->day, f->clock, ret_twice));
	return last != NO_INT && f->day <= last ? fault(r, "day", "before", N_("That lies before the time that comes before this one. Please choose a later day.")) : OK;
}

/* An earlier time that was moved by itself to behind the end of its rule is still one of it. */
static enum status reach_moved(struct req *r, const char *id, int64_t from)
{
	struct gathering_kept_from_list rows;
	TRY(gathering_kept_from(r, id, from - WINDOW_DAYS, &rows));
	for (size_t i = 0; i < rows.n && rows.at[i].day < from; i++)
		if (rows.at[i].began != NO_INT)
			TRY(gathering_span(r, id, rows.at[i].began / DAY, NULL));
	return OK;
}

static enum status split(struct req *r, const struct gatherings_one *old, int64_t from, struct gatherings_one *g)
{
	g->id = id_new(r);
	TRY(gathering_add(r, g->id, g->community, g->kind, g->belongs, g->subject, g->maker, g->owner, g->title, g->about, g->place, g->link, g->mode, g->zone,
			  g->first_day, g->clock, g->minutes, g->repeats, g->every, g->weekdays, g->until_day, g->times, g->last_day, g->capacity, g->asked,
			  g->open, g->round_in, g->round_out, g->shown, g->town, r->now, NULL));
	TRY(gathering_guests_copy(r, old->id, g->id, NULL));
	TRY(gathering_wishes_copy(r, old->id, g->id, NULL));
	TRY(gathering_end(r, old->id, from - 1, r->now, NULL));
	return reach_moved(r, old->id, from);
}

enum status series_move(struct req *r)
{
	const struct gatherings_time *t = r->object;
	const struct gatherings_one *old = t->of;
	const struct gathering_move *f = r->form;
	struct gatherings_one g;
	int64_t past = 0, last = old->rule ? before(r, old, t->day, &past) : NO_INT;
	bool twice;
	TRY(may_move(r, t, last, &twice));
	new_rule(r, old, t->day, past, f, &g);
	if (last == NO_INT)
		TRY(gathering_rule_set(r, g.id, g.first_day, g.clock, g.minutes, g.repeats, g.weekdays, g.until_day, g.times, g.last_day, r->now, NULL));
	else
		TRY(split(r, old, t->day, &g));
	TRY(take_all_along(r, old, &g, t->day, f->day - t->day));
	TRY(gathering_tell(r, old, NO_INT));
	if (last != NO_INT)
		TRY(gathering_tell(r, &g, NO_INT));
	return redirect_here(r, twice ? N_("Moved. On that day this time happens twice, because the clocks go back: it begins the first time.") : N_("Moved."),
			     "/gatherings/%s/times/%s", g.id, gatherings_day_code(&r->arena, g.first_day));
}
