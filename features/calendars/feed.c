/* A calendar as programs fetch it: what its person may see at this moment, whole rules and the times that differ.  The same plan makes
 * the same bytes, so nothing is fetched twice and nothing jumps. */
#include "inside.h"
#include "queries.h"

static const char suffix[] = ".ics";

/* .of for {code}: holds an address that was made and not ended, of somebody who still belongs there. */
enum status feed_of(struct req *r)
{
	struct calendar_feed_by_token *f = ARENA_NEW(&r->arena, struct calendar_feed_by_token);
	size_t n = strlen(r->part[0]), end = strlen(suffix);
	const char *token = n > end && str_same(r->part[0] + n - end, suffix) ? arena_copy(&r->arena, r->part[0], n - end) : r->part[0];
	TRY(calendar_feed_by_token(r, token_hash(r, token), f));
	r->who.may |= MAY_HOLDER;
	r->object = f;
	return OK;
}

/* ---- events ---- */

static void words_of(struct req *r, const struct gatherings_one *g, bool fuller, bool public, struct calendar_event *e)
{
	e->summary = fuller ? gatherings_called(r, g) : words_say(&r->arena, &r->reader, N_("Meeting"), 0, NULL);
	if (!fuller)
		return;
	e->category = words_say(&r->arena, &r->reader, gatherings_kinds.at[g->kind].label, 0, NULL);
	if (public)
		return;
	e->about = g->about;
	e->place = g->place;
	e->link = g->link;
}

const char *calendar_uid(struct req *r, const char *gathering) { return arena_printf(&r->arena, "%s@kith", gathering); }

struct calendar_event calendar_event_of(struct req *r, const struct gatherings_one *g, bool fuller, bool public)
{
	struct calendar_event e = {
		.uid = calendar_uid(r, g->id), .zone = g->zone, .rule = g->rule, .until = NO_INT, .times = g->times, .day = g->first_day,
		.clock = g->clock, .minutes = g->minutes, .answer = NO_INT, .recurs_day = NO_INT, .recurs_clock = NO_INT, .sequence = g->sequence, .made = g->made,
		.changed = g->changed, .remind = public ? NO_INT : g->remind, .cancelled = g->cancelled, .private = !public,
	};
	if (g->rule && g->until_day != NO_INT)
		e.until = calendar_moment(g->zone, g->until_day, g->clock);
	words_of(r, g, fuller, public, &e);
	return e;
}

/* Of a rule one time that is not as the rule says; of what happens once, the thing itself. */
void calendar_event_at(const struct gatherings_time *t, struct calendar_event *e)
{
	struct civil c = zone_civil(t->of->zone, t->began);
	if (t->of->rule) {
		e->recurs_day = t->day;
		e->recurs_clock = t->of->clock;
		e->rule = NULL;
		e->until = NO_INT;
		e->times = 0;
	}
	if (t->moved) {
		e->day = day_number(c.year, c.month, c.day);
		e->clock = c.hour * 60 + c.minute;
		e->minutes = t->minutes;
	} else if (t->of->rule) {
		e->day = t->day;
	}
	e->cancelled = t->cancelled;
	e->sequence = t->sequence;
	e->changed = t->changed;
}

static bool differs(const struct gatherings_time *t) { return t->moved || t->cancelled; }

static size_t events_of(struct req *r, const struct calendar_feed_by_token *f, const struct gatherings_ones *ones, const struct gatherings_times *kept,
			struct calendar_event *to)
{
	bool public = !str_same(f->kind, "mine");
	size_t n = 0;
	for (size_t i = 0; i < ones->n; i++) {
		const struct gatherings_one *g = &ones->at[i];
		if (f->subject && !str_same(g->subject, f->subject))
			continue;
		struct calendar_event whole = calendar_event_of(r, g, f->fuller, public);
		if (g->rule)
			to[n++] = whole;
		for (size_t k = 0; k < kept->n && !g->cancelled; k++)
			if (kept->at[k].of == g && g->rule && differs(&kept->at[k])) {
				to[n] = whole;
				calendar_event_at(&kept->at[k], &to[n++]);
			} else if (kept->at[k].of == g && !g->rule) {
				calendar_event_at(&kept->at[k], &whole);
			}
		if (!g->rule)
			to[n++] = whole;
	}
	return n;
}

/* ---- the answer ---- */

/* In the language of whoever made it; the community's own for those that nobody has any more. */
static enum status enter(struct req *r, const struct calendar_feed_by_token *f, struct gatherings_reader *ret)
{
	enum lang lang;
	TRY(communities_enter_id(r, f->community));
	if (f->lang && lang_find((struct slice){ f->lang, strlen(f->lang) }, &lang))
		r->reader.lang = lang;
	*ret = (struct gatherings_reader){ .person = NULL };
	if (!str_same(f->kind, "mine"))
		return OK;
	TRY(communities_may(r, f->community, f->person, &ret->may));
	ret->person = f->person;
	return ret->may & MAY_MEMBER ? OK : MISSING;
}

static const char *etag_of(struct req *r, const char *text)
{
	struct bytes b = seal_index(r, "calendar.etag", text);
	char hex[33];
	for (int i = 0; i < 16; i++)
		snprintf(hex + 2 * i, 3, "%02x", b.at[i]);
	return arena_str(&r->arena, hex);
}

enum status feed_fetch(struct req *r)
{
	const struct calendar_feed_by_token *f = r->object;
	struct gatherings_reader who;
	struct gatherings_ones ones;
	struct gatherings_times kept;
	TRY(enter(r, f, &who));
	TRY(gatherings_all(r, &who, NULL, r->now / DAY - FEED_BACK_DAYS, &ones, &kept));
	struct calendar_event *e = ARENA_ARRAY(&r->arena, ones.n + kept.n + 1, struct calendar_event);
	size_t n = events_of(r, f, &ones, &kept, e);
	struct calendar_head h = {
		.name = f->fuller && r->community.name ? r->community.name : words_say(&r->arena, &r->reader, N_("Calendar"), 0, NULL),
		.changed = f->made,
	};
	for (size_t i = 0; i < n; i++)
		h.changed = e[i].changed > h.changed ? e[i].changed : h.changed;
	size_t before = r->out.n;
	calendar_write(&r->out, &h, n, e);
	r->reply.etag = etag_of(r, arena_copy(&r->arena, r->out.at + before, r->out.n - before));
	r->reply.type = "text/calendar; charset=utf-8";
	return OK;
}
