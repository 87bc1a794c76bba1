/* All of one gathering: what it is, its next times, changing and ending it.  Leaves single times to one_time.c. */
#include "inside.h"
#include "queries.h"

static const struct json_field row_json[] = {
	JSON_TEXT(gathering_row, id), JSON_TEXT(gathering_row, day), JSON_TEXT(gathering_row, title), JSON_TIME(gathering_row, began),
	JSON_INT(gathering_row, minutes), JSON_FLAG(gathering_row, cancelled), JSON_FLAG(gathering_row, moved), JSON_FLAG(gathering_row, full),
	JSON_FLAG(gathering_row, yes),
};
static const struct json_field gatherings_show_json[] = {
	JSON_TEXT(gatherings_show_view, id), JSON_TEXT(gatherings_show_view, title), JSON_TEXT(gatherings_show_view, about),
	JSON_TEXT(gatherings_show_view, rule), JSON_CHOICE(gatherings_show_view, kind, &gatherings_kinds),
	JSON_FLAG(gatherings_show_view, cancelled), JSON_LIST(gatherings_show_view, coming, row_json),
};

/* Without a next one, the last that was. */
enum status gathering_show(struct req *r)
{
	const struct gatherings_one *g = r->object;
	struct gatherings_times t;
	TRY(gathering_times_of(r, g->id, NULL, r->now - DAY, r->now + (int64_t)WINDOW_DAYS * DAY, &t));
	struct gatherings_show_view v = {
		.id = g->id, .title = gatherings_called(r, g), .about = g->about, .rule = gathering_rule_words(r, g), .kind = g->kind,
		.may_run = gathering_may_run(r, g), .cancelled = g->cancelled, .open = g->open, .goes_on = g->rule && g->last_day == NO_INT, .series = g->rule,
		.pair = str_same(g->belongs, "pair"),
		.next_day = t.n ? gatherings_day_code(&r->arena, t.at[0].day) : NULL,
	};
	if (g->shown) {         /* of a group: where the group is shown */
		struct gatherings_one open;
		enum status st = gathering_shown_one(r, g->id, &open);
		if (st != OK && st != MISSING)
			return st;
		v.shown = st == OK;
	}
	gathering_rows(r, &t, TIMES_SHOWN, &v.coming);
	v.times.times = v.coming;
	return REPLY(r, gatherings_show, &v);
}

static const struct json_field gatherings_edit_json[] = { JSON_TEXT(gatherings_edit_view, id) };

enum status gathering_edit(struct req *r)
{
	const struct gatherings_one *g = r->object;
	struct gatherings_edit_view v = { .id = g->id, .pair = str_same(g->belongs, "pair"), .in_community = str_same(g->belongs, "community"),
		.may_show = gathering_may_show(r, g->belongs) };
	struct gathering_change now = {
		.title = g->title, .about = g->about, .place = g->place, .link = g->link, .clock = g->clock, .minutes = g->minutes, .mode = g->mode,
		.capacity = g->capacity, .asked = g->asked, .round_in = g->round_in, .round_out = g->round_out, .version = g->version, .open = g->open,
		.shown = g->shown, .town = g->town,
	};
	form_show(r, &v.form, &gathering_change_form, &now);
	return REPLY(r, gatherings_edit, &v);
}

/* Nobody who said yes loses their place by it. */
static enum status room_right(struct req *r, const struct gatherings_one *g, int64_t capacity)
{
	struct gathering_taken_most most;
	if (capacity == NO_INT)
		return OK;
	TRY(gathering_taken_most(r, g->id, r->now / DAY - 1, &most));
	return capacity >= most.n ? OK : fault_with(r, "capacity", "taken", N_("{0} people said already that they come. Nobody loses their place."), word_int(most.n));
}

enum status gathering_save(struct req *r)
{
	const struct gatherings_one *g = r->object;
	const struct gathering_change *f = r->form;
	bool pair = str_same(g->belongs, "pair"), may_show = gathering_may_show(r, g->belongs);
	int64_t asked = pair || f->asked == NO_INT ? g->asked : f->asked;
	if (f->version != NO_INT && f->version != g->version)
		return stale(r);
	if (!g->owner || g->cancelled)
		return fault(r, NULL, "off", N_("This was called off. Take it up again first."));
	if (calendar_clock_is(g->zone, g->first_day, f->clock) == CALENDAR_NEVER && !g->rule)
		return fault(r, "clock", "skipped", N_("This time does not happen on that day: the clocks go forward then. Please choose an earlier or a later time."));
	TRY(gathering_link_right(r, f->link));
	TRY(room_right(r, g, pair ? NO_INT : f->capacity));
	TRY(gathering_shown_right(r, may_show ? f->shown : g->shown, asked));
	TRY(gathering_change(r, g->id, g->owner, f->title, f->about, f->place, f->link, f->mode, f->clock, f->minutes, pair ? NO_INT : f->capacity,
			     asked, !pair && f->open, f->round_in == NO_INT ? 0 : f->round_in, f->round_out == NO_INT ? 0 : f->round_out,
			     may_show ? f->shown : g->shown, may_show ? f->town : g->town, r->now, NULL));
	TRY(gathering_tell(r, g, NO_INT));
	return redirect_here(r, N_("Saved."), "/gatherings/%s", g->id);
}

/* The one in the path is the last. */
enum status gathering_end_from(struct req *r)
{
	const struct gatherings_time *t = r->object;
	const struct gatherings_one *g = t->of;
	if (!g->rule)
		return MISSING;
	TRY(gathering_end(r, g->id, t->day, r->now, NULL));
	TRY(gathering_tell(r, g, NO_INT));
	return redirect_here(r, N_("This is now the last time."), "/gatherings/%s", g->id);
}

static enum status call_off(struct req *r, bool off, const char *notice)
{
	const struct gatherings_one *g = r->object;
	int64_t changed;
	TRY(gathering_call_off(r, g->id, off, r->now, &changed));
	if (changed)
		TRY(gathering_tell(r, g, NO_INT));
	return redirect_here(r, notice, "/gatherings/%s", g->id);
}

enum status gathering_off(struct req *r) { return call_off(r, true, N_("Called off. Everyone who looks at it sees that.")); }
enum status gathering_on_again(struct req *r) { return call_off(r, false, N_("It takes place again.")); }
