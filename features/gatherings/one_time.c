/* One time of a gathering: its page, moving it, calling it off.  Leaves answers, agenda, who came and what is recorded to their files. */
#include "inside.h"
#include "asset.h"
#include "queries.h"

static const struct form_field gathering_move_fields[] = {
	DAY_FIELD(struct gathering_move, day, .required = true, .label = N_("Which day?")),
	CLOCK_FIELD(struct gathering_move, clock, .required = true, .label = N_("When does it begin?")),
	INT_FIELD(struct gathering_move, minutes, .required = true, .min = 5, .max = 1440, .label = N_("How many minutes?")),
};
const struct form gathering_move_form = FORM(gathering_move, gathering_move_fields);

static const struct json_field step_json[] = {
	JSON_TEXT(gathering_step, id), JSON_TEXT(gathering_step, words), JSON_TEXT(gathering_step, name), JSON_TIME(gathering_step, at),
	JSON_INT(gathering_step, minutes), JSON_FLAG(gathering_step, round_in), JSON_FLAG(gathering_step, round_out),
};
static const struct json_field gatherings_time_json[] = {
	JSON_TEXT(gatherings_time_view, id), JSON_TEXT(gatherings_time_view, day), JSON_TEXT(gatherings_time_view, title),
	JSON_TEXT(gatherings_time_view, about), JSON_TEXT(gatherings_time_view, place), JSON_TEXT(gatherings_time_view, link),
	JSON_TEXT(gatherings_time_view, rule), JSON_CHOICE(gatherings_time_view, kind, &gatherings_kinds), JSON_TIME(gatherings_time_view, began),
	JSON_INT(gatherings_time_view, minutes), JSON_INT(gatherings_time_view, taken), JSON_INT(gatherings_time_view, left),
	JSON_FLAG(gatherings_time_view, cancelled), JSON_FLAG(gatherings_time_view, moved), JSON_FLAG(gatherings_time_view, over),
	JSON_FLAG(gatherings_time_view, full), JSON_FLAG(gatherings_time_view, yes), JSON_TEXT(gatherings_time_view, encounter),
	JSON_LIST(gatherings_time_view, plan, step_json),
};

/* When it is on the clocks where it takes place, if the reader's show something else. */
static const char *there(struct req *r, const struct gatherings_time *t)
{
	struct words_reader w = r->reader;
	w.zone = t->of->zone;
	return zone_offset(r->reader.zone, t->began) == zone_offset(t->of->zone, t->began) ? NULL : words_moment(&r->arena, &w, t->began);
}

static enum status pair_of(struct req *r, const struct gatherings_one *g, struct gatherings_time_view *v)
{
	struct connections_one c;
	v->pair = str_same(g->belongs, "pair");
	if (!v->pair)
		return OK;
	TRY(connections_get(r, g->subject, &c));
	v->connection = c.id;
	return people_name(r, connections_other(r, &c), &v->other);
}

static void what_can_be_done(struct req *r, const struct gatherings_time *t, struct gatherings_time_view *v)
{
	const struct gatherings_one *g = t->of;
	v->over = gathering_over(r, t);
	v->limited = g->capacity != NO_INT;
	v->left = v->limited ? g->capacity - t->taken : NO_INT;
	v->full = v->limited && v->left <= 0;
	v->yes = str_same(t->answer, "yes");
	v->maybe = str_same(t->answer, "maybe");
	v->no = str_same(t->answer, "no");
	v->answers = !v->over && !t->cancelled;
	v->plans = !v->over && !t->cancelled;
	v->may_run = gathering_may_run(r, g);
	v->may_record = v->may_run && !t->cancelled && !t->encounter && t->began <= r->now && (!v->pair || encounters_kept(r));
	v->skipped = !t->moved && calendar_clock_is(g->zone, t->day, g->clock) == CALENDAR_NEVER;
	v->twice = !t->moved && calendar_clock_is(g->zone, t->day, g->clock) == CALENDAR_TWICE;
}

enum status time_show(struct req *r)
{
	const struct gatherings_time *t = r->object;
	const struct gatherings_one *g = t->of;
	struct gatherings_time_view v = {
		.assets = kith_assets_hash, .id = g->id, .day = gatherings_day_code(&r->arena, t->day), .title = gatherings_called(r, g), .about = g->about, .place = g->place,
		.link = g->link, .there = there(r, t), .rule = gathering_rule_words(r, g), .kind = g->kind, .mode = g->mode, .began = t->began,
		.ends = t->began + t->minutes * 60, .minutes = t->minutes, .taken = t->taken, .cancelled = t->cancelled, .all_off = g->cancelled,
		.moved = t->moved, .series = g->rule != NULL, .shift = g->kind == KIND_SHIFT, .open = g->open,
	};
	TRY(pair_of(r, g, &v));
	what_can_be_done(r, t, &v);
	v.encounter = v.may_run ? t->encounter : NULL;
	TRY(gathering_agenda(r, t, &v.plan, &v.too_long));
	struct gathering_remind remind = { .before = 0 };
	for (size_t k = 0; k < gatherings_before.n; k++) {
		int64_t minutes;
		const char *code = gatherings_before.at[k].code;
		if (str_int((struct slice){ code, strlen(code) }, 0, INT32_MAX, &minutes) && minutes == g->remind)
			remind.before = (int64_t)k;
	}
	form_show(r, &v.answer, &gathering_answer_form, NULL);
	form_show(r, &v.remind, &gathering_remind_form, &remind);
	v.remind.drawn.mark = "remind";
	form_show(r, &v.item, &gathering_item_form, (&(struct gathering_item){ .minutes = 10 }));
	v.item.drawn.mark = "item";
	return REPLY(r, gatherings_time, &v);
}

/* ---- moving and calling off ---- */

static const struct json_field gatherings_move_json[] = { JSON_TEXT(gatherings_move_view, id), JSON_TEXT(gatherings_move_view, day) };

enum status time_move_show(struct req *r)
{
	const struct gatherings_time *t = r->object;
	struct civil c = zone_civil(t->of->zone, t->began);
	struct gathering_move now = { .day = day_number(c.year, c.month, c.day), .clock = c.hour * 60 + c.minute, .minutes = t->minutes };
	struct gatherings_move_view v = { .id = t->of->id, .day = gatherings_day_code(&r->arena, t->day), .title = gatherings_called(r, t->of), .began = t->began };
	form_show(r, &v.form, &gathering_move_form, &now);
	return REPLY(r, gatherings_move, &v);
}

/* What has been stays where it was. */
static enum status still_ahead(struct req *r, const struct gatherings_time *t)
{
	return gathering_over(r, t) ? fault(r, NULL, "over", N_("This time has passed. It can no longer be changed.")) : OK;
}

enum status time_move(struct req *r)
{
	const struct gatherings_time *t = r->object;
	const struct gathering_move *f = r->form;
	bool twice;
	TRY(still_ahead(r, t));
	if (t->cancelled)
		return fault(r, NULL, "off", N_("This was called off. Take it up again first."));
	TRY(gathering_clock_right(r, t->of->zone, f->day, f->clock, &twice));
	TRY(gathering_keep(r, t));
	TRY(gathering_time_move(r, t->of->id, t->day, calendar_moment(t->of->zone, f->day, f->clock), f->minutes, r->now, NULL));
	TRY(gathering_span(r, t->of->id, f->day, NULL));
	TRY(gathering_tell(r, t->of, t->day));
	return gathering_back(r, twice ? N_("Moved. On that day this time happens twice, because the clocks go back: it begins the first time.") : N_("Moved."), t);
}

static enum status call_off(struct req *r, bool off, const char *notice)
{
	const struct gatherings_time *t = r->object;
	int64_t changed;
	TRY(still_ahead(r, t));
	TRY(gathering_keep(r, t));
	TRY(gathering_time_call_off(r, t->of->id, t->day, off, r->now, &changed));
	if (changed)
		TRY(gathering_tell(r, t->of, t->day));
	return gathering_back(r, notice, t);
}

enum status time_off(struct req *r) { return call_off(r, true, N_("Called off. Everyone who looks at it sees that.")); }
enum status time_on_again(struct req *r) { return call_off(r, false, N_("It takes place again.")); }
