/* When gatherings are, for one reader: rules become times only for the days that are asked for, together with what is known of
 * single times.  Nothing is written here but the row that others write into. */
#include "inside.h"
#include "queries.h"
#include "tell.h"

struct kept { struct req *r; size_t n, room; struct gathering_times_seen *at; };
struct window { int64_t from, to, from_day, to_day; };

struct gatherings_reader gatherings_reader(const struct req *r) { return (struct gatherings_reader){ .person = r->who.person, .may = r->who.may }; }

const char *gatherings_day_code(struct arena *a, int64_t day)
{
	struct civil c = day_civil(day);
	return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static int64_t day_read(const char *s)
{
	int64_t y, m, d;
	if (!s || strlen(s) != 10 || s[4] != '-' || s[7] != '-' || !str_int((struct slice){ s, 4 }, 1970, 9999, &y) ||
	    !str_int((struct slice){ s + 5, 2 }, 1, 12, &m) || !str_int((struct slice){ s + 8, 2 }, 1, 31, &d))
		return NO_INT;
	int64_t day = day_number((int)y, (int)m, (int)d);
	return day_civil(day).day == d ? day : NO_INT;
}

/* ---- reading ---- */

static struct gatherings_one one_of(struct req *r, const struct gathering_seen *x)
{
	return (struct gatherings_one){
		.id = x->id, .community = x->community, .belongs = x->belongs, .subject = x->subject, .maker = x->maker, .owner = x->owner,
		.title = x->title, .about = x->parted ? NULL : x->about, .place = x->parted ? NULL : x->place, .link = x->parted ? NULL : x->link, .town = x->town, .shown = x->shown,
		.zone = x->zone, .kind = x->kind, .mode = x->mode, .named = x->named, .parted = x->parted,
		.rule = gathering_rule(&r->arena, x->repeats, x->every, x->weekdays, x->first_day), .first_day = x->first_day, .clock = x->clock,
		.minutes = x->minutes, .repeats = x->repeats, .every = x->every, .weekdays = x->weekdays, .until_day = x->until_day,
		.times = x->times, .from_day = x->from_day, .last_day = x->last_day, .capacity = x->capacity, .asked = x->asked,
		.round_in = x->round_in, .round_out = x->round_out, .sequence = x->sequence, .made = x->made, .changed = x->changed,
		.version = x->version, .remind = x->remind, .in_group = x->in_group, .leads = x->leads, .open = x->open, .cancelled = x->cancelled,
	};
}

static enum status seen(struct req *r, const struct gatherings_reader *who, const char *only, const char *subject, int64_t from_day, int64_t to_day,
			struct gatherings_ones *ret)
{
	struct gathering_seen_list rows;
	const unsigned team = MAY_SUPPORTER | MAY_FACILITATOR | MAY_COORDINATOR | MAY_SUPERVISOR;
	TRY(gathering_seen(r, r->community.id, who->person, (who->may & team) != 0, (who->may & MAY_COORDINATOR) != 0, who->visitor ? 2 : !who->person, only, subject,
			   from_day, to_day, &rows));
	*ret = (struct gatherings_ones){ .n = rows.n, .at = ARENA_ARRAY(&r->arena, rows.n + 1, struct gatherings_one) };
	for (size_t i = 0; i < rows.n; i++)
		ret->at[i] = one_of(r, &rows.at[i]);
	return OK;
}

static enum status keep_row(void *context, const struct gathering_times_seen *x)
{
	struct kept *k = context;
	k->at = ARENA_GROWN(&k->r->arena, k->at, k->n, k->room, 64);
	k->at[k->n] = *x;
	k->at[k->n].gathering = arena_str(&k->r->arena, x->gathering);
	k->at[k->n].encounter = arena_str(&k->r->arena, x->encounter);
	k->at[k->n++].answer = arena_str(&k->r->arena, x->answer);
	return OK;
}

static int by_gathering(const void *a, const void *b)
{
	const struct gathering_times_seen *x = a, *y = b;
	int order = strcmp(x->gathering, y->gathering);
	return order ? order : (x->day > y->day) - (x->day < y->day);
}

static enum status kept_of(struct req *r, const struct gatherings_reader *who, const char *only, const struct window *w, struct kept *ret)
{
	*ret = (struct kept){ .r = r };
	TRY(gathering_times_seen(r, r->community.id, who->person, only, w->from_day, w->to_day, w->from, w->to, keep_row, ret));
	if (ret->n)
		qsort(ret->at, ret->n, sizeof ret->at[0], by_gathering);
	return OK;
}

/* The first row that is not before this one. */
static size_t lower(const struct kept *k, const char *gathering, int64_t day)
{
	const struct gathering_times_seen wanted = { .gathering = gathering, .day = day };
	size_t from = 0, to = k->n;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (by_gathering(&k->at[middle], &wanted) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static const struct gathering_times_seen *row_of(const struct kept *k, const char *gathering, int64_t day)
{
	size_t at = lower(k, gathering, day);
	return at < k->n && k->at[at].day == day && str_same(k->at[at].gathering, gathering) ? &k->at[at] : NULL;
}

/* ---- one time ---- */

static bool is_day(const struct gatherings_one *g, int64_t day)
{
	return (g->until_day == NO_INT || day <= g->until_day) && calendar_day_fits(g->rule, g->first_day, g->times, day);
}

/* What had been when all of it was called off had been. */
static bool all_off(const struct gatherings_one *g, int64_t began, int64_t minutes) { return g->cancelled && began + minutes * 60 > g->changed; }

/* x NULL: nothing is known of it. */
static struct gatherings_time time_of(const struct gatherings_one *g, int64_t day, const struct gathering_times_seen *x)
{
	int64_t by_rule = calendar_moment(g->zone, day, g->clock);
	if (!x)
		return (struct gatherings_time){ .of = g, .day = day, .began = by_rule, .minutes = g->minutes, .came = NO_INT, .sequence = g->sequence,
						 .changed = g->changed, .cancelled = all_off(g, by_rule, g->minutes) };
	int64_t began = x->began == NO_INT ? by_rule : x->began, minutes = x->minutes == NO_INT ? g->minutes : x->minutes;
	return (struct gatherings_time){
		.of = g, .day = day, .began = began, .minutes = minutes, .taken = x->taken, .came = x->came, .sequence = g->sequence + x->sequence,
		.changed = x->changed > g->changed ? x->changed : g->changed, .encounter = x->encounter, .answer = x->answer,
		.cancelled = x->cancelled || all_off(g, began, minutes), .moved = began != by_rule || minutes != g->minutes, .kept = true,
	};
}

static void add(struct req *r, struct gatherings_times *to, struct gatherings_time t)
{
	to->at = ARENA_GROWN(&r->arena, to->at, to->n, to->room, 64);
	to->at[to->n++] = t;
}

static void add_between(struct req *r, struct gatherings_times *to, const struct window *w, struct gatherings_time t)
{
	if (t.began >= w->from && t.began < w->to && (!t.of->parted || t.cancelled))
		add(r, to, t);
}

static void all_of(struct req *r, const struct gatherings_one *g, const struct kept *k, const struct window *w, struct gatherings_times *to)
{
	int64_t days[WINDOW_DAYS + 8], end = g->until_day != NO_INT && g->until_day < w->to_day ? g->until_day : w->to_day;
	size_t n = calendar_days(g->rule, g->first_day, g->times, w->from_day, end, days, COUNT(days));
	for (size_t i = 0; i < n; i++)
		if (!row_of(k, g->id, days[i]))
			add_between(r, to, w, time_of(g, days[i], NULL));
	for (size_t i = lower(k, g->id, INT64_MIN); i < k->n && str_same(k->at[i].gathering, g->id); i++)
		if (is_day(g, k->at[i].day))
			add_between(r, to, w, time_of(g, k->at[i].day, &k->at[i]));
}

static int by_moment(const void *a, const void *b)
{
	const struct gatherings_time *x = a, *y = b;
	if (x->began != y->began)
		return x->began < y->began ? -1 : 1;
	return strcmp(x->of->id, y->of->id);
}

/* Two days more on either side than UTC has: zones lie up to fourteen hours from it. */
static struct window window_of(int64_t from, int64_t to)
{
	if (to > from + (int64_t)WINDOW_DAYS * DAY)
		to = from + (int64_t)WINDOW_DAYS * DAY;
	return (struct window){ .from = from, .to = to, .from_day = from / DAY - 2, .to_day = to / DAY + 2 };
}

static enum status between(struct req *r, const struct gatherings_reader *who, const char *only, const char *subject, int64_t from, int64_t to,
			   struct gatherings_times *ret)
{
	struct window w = window_of(from, to);
	struct gatherings_ones ones;
	struct kept kept;
	*ret = (struct gatherings_times){ .n = 0 };
	TRY(seen(r, who, only, subject, w.from_day, w.to_day, &ones));
	TRY(kept_of(r, who, only, &w, &kept));
	for (size_t i = 0; i < ones.n; i++)
		all_of(r, &ones.at[i], &kept, &w, ret);
	if (ret->n)
		qsort(ret->at, ret->n, sizeof ret->at[0], by_moment);
	return OK;
}

enum status gatherings_between(struct req *r, const struct gatherings_reader *who, int64_t from, int64_t to, struct gatherings_times *ret)
{
	return between(r, who, NULL, NULL, from, to, ret);
}

enum status gathering_times_of(struct req *r, const char *only, const char *subject, int64_t from, int64_t to, struct gatherings_times *ret)
{
	struct gatherings_reader who = gatherings_reader(r);
	return between(r, &who, only, subject, from, to, ret);
}

enum status gathering_times_shown(struct req *r, const char *only, const char *subject, int64_t from, int64_t to, struct gatherings_times *ret)
{
	const struct gatherings_reader anyone = { .visitor = true };
	return between(r, &anyone, only, subject, from, to, ret);
}

enum status gathering_shown_one(struct req *r, const char *id, struct gatherings_one *ret)
{
	const struct gatherings_reader anyone = { .visitor = true };
	struct gatherings_ones ones;
	TRY(seen(r, &anyone, id, NULL, INT64_MIN + 1, INT64_MAX, &ones));
	if (!ones.n)
		return MISSING;
	*ret = ones.at[0];
	return OK;
}

enum status gatherings_all(struct req *r, const struct gatherings_reader *who, const char *only, int64_t since_day, struct gatherings_ones *ret,
			   struct gatherings_times *ret_kept)
{
	struct window w = { .from = since_day * DAY, .to = INT64_MAX, .from_day = since_day, .to_day = INT64_MAX };
	struct kept kept;
	*ret_kept = (struct gatherings_times){ .n = 0 };
	TRY(seen(r, who, only, NULL, since_day, INT64_MAX, ret));
	TRY(kept_of(r, who, only, &w, &kept));
	for (size_t i = 0; i < ret->n; i++)
		for (size_t k = lower(&kept, ret->at[i].id, INT64_MIN); k < kept.n && str_same(kept.at[k].gathering, ret->at[i].id); k++)
			if (is_day(&ret->at[i], kept.at[k].day))
				add(r, ret_kept, time_of(&ret->at[i], kept.at[k].day, &kept.at[k]));
	return OK;
}

int64_t gatherings_last_by_rule(const struct gatherings_one *g)
{
	int64_t days[TIMES_MAX];
	if (!g->rule || g->until_day != NO_INT)
		return g->rule ? g->until_day : g->first_day;
	size_t n = g->times ? calendar_days(g->rule, g->first_day, g->times, g->first_day, INT64_MAX / DAY, days, COUNT(days)) : 0;
	return n ? days[n - 1] : NO_INT;
}

enum status gatherings_time_get(struct req *r, const struct gatherings_reader *who, const char *id, int64_t day, struct gatherings_time *ret)
{
	struct window w = { .from = 0, .to = 0, .from_day = day, .to_day = day };
	struct gatherings_ones ones;
	struct kept kept;
	TRY(seen(r, who, id, NULL, INT64_MIN + 1, INT64_MAX, &ones));
	if (!ones.n || day == NO_INT || !is_day(&ones.at[0], day))
		return MISSING;
	TRY(kept_of(r, who, id, &w, &kept));
	*ret = time_of(&ones.at[0], day, row_of(&kept, id, day));
	return ret->of->parted && !ret->cancelled ? MISSING : OK;
}

bool gatherings_mine(const struct gatherings_time *t, const char *person)
{
	const struct gatherings_one *g = t->of;
	return str_same(g->belongs, "pair") || g->in_group || g->named || str_same(g->maker, person) || (t->answer && !str_same(t->answer, "no"));
}

/* ---- the object in a path ---- */

bool gathering_may_run(const struct req *r, const struct gatherings_one *g)
{
	if (g->parted)
		return false;
	if (str_same(g->belongs, "group"))      /* roles of the community say nothing there */
		return g->leads;
	return str_same(g->belongs, "pair") || str_same(g->maker, r->who.person) || may(r, MAY_COORDINATOR) ||
	       (g->kind == KIND_GROUP && may(r, MAY_FACILITATOR));
}

/* Who may see it is said by the query; a right that comes from a role is left to the route. */
static void rights(struct req *r, const struct gatherings_one *g)
{
	r->who.may |= MAY_PARTY;
	if (g->parted)
		return;
	bool in_group = str_same(g->belongs, "group");
	if (in_group ? g->leads : str_same(g->belongs, "pair") || str_same(g->maker, r->who.person))
		r->who.may |= MAY_OWNER;
}

const char gathering_kind[] = "gathering";

enum status gathering_of(struct req *r)
{
	struct gatherings_reader who = gatherings_reader(r);
	struct gatherings_ones ones;
	TRY(seen(r, &who, r->part[0], NULL, INT64_MIN + 1, INT64_MAX, &ones));
	if (!who.person || !ones.n)
		return MISSING;
	r->object = &ones.at[0];
	rights(r, r->object);
	return OK;
}

enum status gathering_time_of(struct req *r)
{
	struct gatherings_reader who = gatherings_reader(r);
	struct gatherings_time *t = ARENA_NEW(&r->arena, struct gatherings_time);
	if (!who.person)
		return MISSING;
	TRY(gatherings_time_get(r, &who, r->part[0], day_read(r->part[1]), t));
	r->object = t;
	rights(r, t->of);
	return OK;
}

enum status gathering_run_of(struct req *r)
{
	TRY(gathering_of(r));
	return gathering_may_run(r, r->object) ? OK : MISSING;
}

enum status gathering_time_run_of(struct req *r)
{
	TRY(gathering_time_of(r));
	return gathering_may_run(r, ((const struct gatherings_time *)r->object)->of) ? OK : MISSING;
}

enum status gathering_keep(struct req *r, const struct gatherings_time *t)
{
	return gathering_time_put(r, id_new(r), t->of->id, t->day, t->of->changed, NULL);
}

enum status gathering_tell(struct req *r, const struct gatherings_one *g, int64_t day)
{
	TRY(tell(r, &gatherings_changed, &(struct gatherings_change){ .community = g->community, .gathering = g->id, .day = day }));
	return live_thing(r, g->community, gathering_kind, g->id);
}

enum status gathering_back(struct req *r, const char *notice, const struct gatherings_time *t)
{
	return redirect_here(r, notice, "/gatherings/%s/times/%s", t->of->id, gatherings_day_code(&r->arena, t->day));
}

const char *gatherings_called(struct req *r, const struct gatherings_one *g)
{
	return g->title ? g->title : words_say(&r->arena, &r->reader, gatherings_kinds.at[g->kind].label, 0, NULL);
}

void gathering_rows(struct req *r, const struct gatherings_times *t, size_t max, struct gathering_row_list *ret)
{
	size_t n = t->n < max ? t->n : max;
	*ret = (struct gathering_row_list){ .n = n, .at = ARENA_ARRAY(&r->arena, n + 1, struct gathering_row) };
	for (size_t i = 0; i < n; i++) {
		const struct gatherings_time *x = &t->at[i];
		int64_t left = x->of->capacity == NO_INT ? NO_INT : x->of->capacity - x->taken;
		ret->at[i] = (struct gathering_row){
			.id = x->of->id, .day = gatherings_day_code(&r->arena, x->day), .title = gatherings_called(r, x->of), .kind = x->of->kind,
			.began = x->began, .minutes = x->minutes, .cancelled = x->cancelled, .moved = x->moved, .limited = left != NO_INT, .left = left,
			.full = left != NO_INT && left <= 0, .yes = str_same(x->answer, "yes"), .maybe = str_same(x->answer, "maybe"),
		};
	}
}
