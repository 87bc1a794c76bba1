/* How is today?  One line a day, as a picture over time that only the person sees.  A day without an answer is no gap to
 * mend: nothing counts days, and nothing asks twice. */
#include "inside.h"

enum { SHOWN_DAYS = 42, STEPS = 4 };

const struct choices wellness_feelings = CHOICES("wellness_feelings",
	{ "very_hard", N_("Very hard"), NULL },
	{ "hard", N_("Hard"), NULL },
	{ "so_so", N_("So-so"), NULL },
	{ "good", N_("Good"), NULL },
	{ "very_good", N_("Very good"), NULL });

static const struct form_field now_fields[] = {
	CHOICE_FIELD(struct wellness_now, feeling, .required = true, .of = &wellness_feelings, .label = N_("How is today?")),
	TEXT_FIELD(struct wellness_now, words, .max = 300, .multiline = true, .label = N_("A few words")),
};
const struct form wellness_now_form = FORM(wellness_now, now_fields);

int64_t wellness_today(const struct req *r)
{
	struct civil c = zone_civil(r->reader.zone, r->now);
	return day_number(c.year, c.month, c.day);
}

static const struct json_field row_json[] = {
	JSON_TEXT(wellness_row, id), JSON_INT(wellness_row, day), JSON_CHOICE(wellness_row, feeling, &wellness_feelings), JSON_TEXT(wellness_row, words),
};
static const struct json_field wellness_check_in_json[] = { JSON_LIST(wellness_check_in_view, days, row_json) };

/* Left is the first day, right the last; above is very good. */
static const char *line(struct req *r, const struct wellness_check_in_view *v)
{
	const char *points = "";
	double span = (double)(v->last_day - v->first_day);
	for (size_t i = v->days.n; i-- > 0;) {      /* newest first in the list */
		const struct wellness_row *x = &v->days.at[i];
		points = arena_printf(&r->arena, "%s%s%.1f,%.1f", points, *points ? " " : "", 100 * (double)(x->day - v->first_day) / span,
				      100 - 100 * (double)x->feeling / STEPS);
	}
	return points;
}

enum status wellness_check_in(struct req *r)
{
	struct wellness_check_in_view v = { 0 };
	struct wellness_days_list rows;
	struct wellness_now first = { .feeling = NO_INT };
	int64_t today = wellness_today(r);
	TRY(wellness_days(r, r->who.person, today - SHOWN_DAYS + 1, &rows));
	v.days.at = ARENA_ARRAY(&r->arena, rows.n, struct wellness_row);
	for (size_t i = rows.n; i-- > 0;) {
		int64_t feeling;
		if (!rows.at[i].feeling || !choice_find(&wellness_feelings, (struct slice){ rows.at[i].feeling, strlen(rows.at[i].feeling) }, &feeling))
			continue;
		v.days.at[v.days.n++] = (struct wellness_row){ .id = rows.at[i].id, .words = rows.at[i].words, .day = rows.at[i].day, .feeling = feeling };
		if (rows.at[i].day == today)
			first = (struct wellness_now){ feeling, rows.at[i].words };
	}
	v.any = v.days.n > 0;
	v.has_line = v.days.n > 1;
	if (v.has_line) {
		v.first_day = v.days.at[v.days.n - 1].day;
		v.last_day = v.days.at[0].day;
		v.points = line(r, &v);
	}
	form_show(r, &v.form, &wellness_now_form, &first);
	return REPLY(r, wellness_check_in, &v);
}

enum status wellness_check_in_save(struct req *r)
{
	const struct wellness_now *f = r->form;
	int64_t changed, today = wellness_today(r);
	TRY(wellness_day_drop(r, r->who.person, today, &changed));
	TRY(wellness_day_put(r, id_new(r), r->who.person, today, choice_code(&wellness_feelings, f->feeling), f->words, &changed));
	return redirect_here(r, N_("Kept for you alone."), "/check-in");
}

enum status wellness_day_away(struct req *r)
{
	int64_t changed;
	TRY(wellness_day_remove(r, r->part[0], r->who.person, &changed));
	return changed ? redirect_here(r, N_("It is gone."), "/check-in") : MISSING;
}

enum status wellness_days_away(struct req *r)
{
	int64_t changed;
	TRY(wellness_days_clear(r, r->who.person, &changed));
	return redirect_here(r, N_("All days are gone."), "/check-in");
}

/* On the list of my pages. */
enum status wellness_link(struct req *r)
{
	wellness_link_draw(&r->out, &(struct wellness_link_view){ 0 });
	return OK;
}
