/* The calendar page: a list, a week, a month; what touches the reader first.  Knows days in the reader's own zone; what may be seen is
 * said by gatherings. */
#include "inside.h"
#include "queries.h"

const struct choices calendar_views = CHOICES("calendar_views",
	{ "list", N_("List"), NULL },
	{ "week", N_("Week"), NULL },
	{ "month", N_("Month"), NULL });

const struct choices calendar_of = CHOICES("calendar_of",
	{ "all", N_("Everything"), NULL },
	{ "mine", N_("What touches me"), NULL },
	{ "community", N_("Of the community"), NULL });

static const struct form_field calendar_look_fields[] = {
	DAY_FIELD(struct calendar_look, day, .label = N_("From which day?")),
	CHOICE_FIELD(struct calendar_look, view, .of = &calendar_views, .label = N_("How?")),
	CHOICE_FIELD(struct calendar_look, of, .of = &calendar_of, .label = N_("Of what?")),
};
const struct form calendar_look_form = FORM(calendar_look, calendar_look_fields);

/* From a day on, so many days; the month these are the weeks of, or NO_INT. */
struct span { int64_t first, days, month; };

static int64_t day_of(const struct req *r, int64_t at)
{
	struct civil c = zone_civil(r->reader.zone, at);
	return day_number(c.year, c.month, c.day);
}

static int64_t beginning(const struct req *r, int64_t day) { return zone_moment(r->reader.zone, day_civil(day)); }
static int64_t monday(int64_t day) { return day - day_civil(day).weekday; }

static int64_t month_first(int64_t day, int months)
{
	struct civil c = day_civil(day);
	int m = c.year * 12 + c.month - 1 + months;
	return day_number(m / 12, m % 12 + 1, 1);
}

static struct span span_of(int64_t view, int64_t day)
{
	if (view == VIEW_WEEK)
		return (struct span){ monday(day), WEEK_DAYS, NO_INT };
	if (view == VIEW_LIST)
		return (struct span){ day, LIST_DAYS, NO_INT };
	int64_t first = month_first(day, 0), end = month_first(day, 1);
	return (struct span){ monday(first), monday(end + WEEK_DAYS - 1) - monday(first), first };
}

static bool wanted(const struct req *r, const struct gatherings_time *t, int64_t of)
{
	if (of == OF_MINE)
		return gatherings_mine(t, r->who.person);
	return of != OF_COMMUNITY || str_same(t->of->belongs, "community");
}

static struct calendar_entry entry_of(struct req *r, const struct gatherings_time *t)
{
	return (struct calendar_entry){
		.id = t->of->id, .day = gatherings_day_code(&r->arena, t->day), .title = gatherings_called(r, t->of), .kind = t->of->kind, .began = t->began,
		.minutes = t->minutes, .cancelled = t->cancelled, .moved = t->moved, .mine = gatherings_mine(t, r->who.person), .yes = str_same(t->answer, "yes"),
	};
}

/* The entries of one day are beside one another: they come by their moment. */
static void days_of(struct req *r, const struct span *s, struct calendar_entries all, struct calendar_days_list *ret)
{
	int64_t today = day_of(r, r->now), month = s->month == NO_INT ? 0 : day_civil(s->month).month;
	size_t at = 0;
	*ret = (struct calendar_days_list){ .n = (size_t)s->days, .at = ARENA_ARRAY(&r->arena, (size_t)s->days, struct calendar_day) };
	for (size_t k = 0; k < ret->n; k++) {
		struct calendar_day *d = &ret->at[k];
		*d = (struct calendar_day){ .day = s->first + (int64_t)k, .code = gatherings_day_code(&r->arena, s->first + (int64_t)k) };
		d->number = day_civil(d->day).day;
		d->weekday = words_weekday(r->reader.lang, day_civil(d->day).weekday);
		d->today = d->day == today;
		d->outside = month && day_civil(d->day).month != month;
		while (at < all.n && day_of(r, all.at[at].began) < d->day)
			at++;
		d->entries.at = all.at + at;
		while (at < all.n && day_of(r, all.at[at].began) == d->day)
			at++, d->entries.n++;
		d->n = (int64_t)d->entries.n;
		d->first = (struct calendar_entries){ d->entries.n < CELL_ROWS ? d->entries.n : CELL_ROWS, d->entries.at };
		d->more = d->n - (int64_t)d->first.n;
	}
}

/* Days without anything are no rows of a list. */
static struct calendar_days_list with_something(struct req *r, const struct calendar_days_list *all)
{
	struct calendar_days_list some = { .at = ARENA_ARRAY(&r->arena, all->n + 1, struct calendar_day) };
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].n)
			some.at[some.n++] = all->at[i];
	return some;
}

static void weeks_of(struct req *r, const struct calendar_days_list *days, struct calendars_show_view *v)
{
	v->weekdays = (struct calendar_weekdays){ .n = WEEK_DAYS, .at = ARENA_ARRAY(&r->arena, WEEK_DAYS, struct calendar_weekday) };
	for (int k = 0; k < WEEK_DAYS; k++)
		v->weekdays.at[k] = (struct calendar_weekday){ words_weekday_letters(r->reader.lang, k), words_weekday(r->reader.lang, k) };
	v->weeks = (struct calendar_weeks){ .n = days->n / WEEK_DAYS, .at = ARENA_ARRAY(&r->arena, days->n / WEEK_DAYS + 1, struct calendar_week) };
	for (size_t w = 0; w < v->weeks.n; w++)
		v->weeks.at[w].days = (struct calendar_days_list){ .n = WEEK_DAYS, .at = days->at + w * WEEK_DAYS };
}

/* What is mine and still ahead, before everything else. */
static struct calendar_entries mine_first(struct req *r, const struct calendar_entries *all)
{
	struct calendar_entries mine = { .at = ARENA_ARRAY(&r->arena, FIRST_ROWS, struct calendar_entry) };
	for (size_t i = 0; i < all->n && mine.n < FIRST_ROWS; i++)
		if (all->at[i].mine && all->at[i].began + all->at[i].minutes * 60 > r->now)
			mine.at[mine.n++] = all->at[i];
	return mine;
}

static const struct json_field entry_json[] = {
	JSON_TEXT(calendar_entry, id), JSON_TEXT(calendar_entry, day), JSON_TEXT(calendar_entry, title), JSON_CHOICE(calendar_entry, kind, &gatherings_kinds),
	JSON_TIME(calendar_entry, began), JSON_INT(calendar_entry, minutes), JSON_FLAG(calendar_entry, cancelled), JSON_FLAG(calendar_entry, moved),
	JSON_FLAG(calendar_entry, mine), JSON_FLAG(calendar_entry, yes),
};
static const struct json_field calendars_show_json[] = { JSON_TEXT(calendars_show_view, from), JSON_LIST(calendars_show_view, times, entry_json) };

static struct calendars_show_view looked_at(struct req *r, int64_t day, int64_t view, int64_t of)
{
	int64_t step = view == VIEW_WEEK ? WEEK_DAYS : LIST_DAYS;
	int64_t before = view == VIEW_MONTH ? month_first(day, -1) : day - step, after = view == VIEW_MONTH ? month_first(day, 1) : day + step;
	return (struct calendars_show_view){
		.before = gatherings_day_code(&r->arena, before), .after = gatherings_day_code(&r->arena, after), .from = gatherings_day_code(&r->arena, day),
		.view = choice_code(&calendar_views, view), .of = choice_code(&calendar_of, of), .list = view == VIEW_LIST, .week = view == VIEW_WEEK,
		.month_view = view == VIEW_MONTH, .all = of == OF_ALL, .mine = of == OF_MINE, .community = of == OF_COMMUNITY,
		.may_coordinate = may(r, MAY_COORDINATOR),
	};
}

enum status calendar_show(struct req *r)
{
	const struct calendar_look *f = r->form;
	int64_t day = f && f->day != NO_INT ? f->day : day_of(r, r->now), view = f && f->view != NO_INT ? f->view : VIEW_LIST;
	int64_t of = f && f->of != NO_INT ? f->of : OF_ALL;
	struct calendars_show_view v = looked_at(r, day, view, of);
	struct span s = span_of(view, day);
	struct gatherings_reader who = gatherings_reader(r);
	struct gatherings_times t;
	struct calendar_days_list days;
	TRY(gatherings_between(r, &who, beginning(r, s.first), beginning(r, s.first + s.days), &t));
	v.times = (struct calendar_entries){ .at = ARENA_ARRAY(&r->arena, t.n + 1, struct calendar_entry) };
	for (size_t i = 0; i < t.n; i++)
		if (wanted(r, &t.at[i], of))
			v.times.at[v.times.n++] = entry_of(r, &t.at[i]);
	v.first = s.first;
	v.last = s.first + s.days - 1;
	v.month = s.month == NO_INT ? NO_INT : beginning(r, s.month);
	days_of(r, &s, v.times, &days);
	v.days.days = with_something(r, &days);
	if (view == VIEW_MONTH)
		weeks_of(r, &days, &v);
	if (view == VIEW_LIST && of == OF_ALL)
		v.first_mine = mine_first(r, &v.times);
	return REPLY(r, calendars_show, &v);
}
