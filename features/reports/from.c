/* Where a report can begin: each place on which one person sees another.  Knows what can be seen there, and so what can be
 * attached; writing and sending it is write.c's. */
#include "inside.h"

struct gathering { struct reports_item *at; size_t n; };

static void add(struct gathering *g, const char *kind, const char *id, const char *words)
{
	if (words && *words && g->n < REPORTS_ITEMS_MOST)
		g->at[g->n++] = (struct reports_item){ .kind = kind, .id = id, .words = words };
}

static struct gathering gather(struct req *r)
{
	return (struct gathering){ .at = ARENA_ARRAY(&r->arena, REPORTS_ITEMS_MOST, struct reports_item) };
}

/* Fills r->object; MISSING for oneself. */
static enum status begins(struct req *r, const char *about, const struct gathering *g, const char *back)
{
	struct reports_from *from = ARENA_NEW(&r->arena, struct reports_from);
	if (str_same(about, r->who.person))
		return MISSING;
	*from = (struct reports_from){ .about = about, .back = back, .n = g->n, .item = g->at };
	TRY(people_name(r, about, &from->name));
	r->object = from;
	return OK;
}

static enum status what_they_tell(struct req *r, const char *about, unsigned relation, struct gathering *g)
{
	struct experiences_seen_list told;
	TRY(experiences_visible(r, about, (r->who.may & (MAY_MEMBER | MAY_SUPPORTER)) | relation, &told));
	for (size_t i = 0; i < told.n; i++)
		add(g, "told", told.at[i].id, told.at[i].words ? told.at[i].words : told.at[i].tag);
	return OK;
}

/* The one I walk or walked with: closing words, what they wrote about meetings, and while it lasts what they tell. */
enum status reports_of_connection(struct req *r)
{
	struct connections_one c;
	struct report_closing_list closing;
	struct report_meetings_list meetings;
	struct report_notes_list notes;
	struct gathering g = gather(r);
	TRY(connections_get(r, r->part[0], &c));
	if (!str_same(r->who.person, c.asker) && !str_same(r->who.person, c.other))
		return MISSING;
	r->who.may |= MAY_PARTY;
	const char *them = connections_other(r, &c);
	TRY(report_notes(r, c.id, them, &notes));
	TRY(report_meetings(r, c.id, them, &meetings));
	TRY(report_closing(r, c.id, them, &closing));
	for (size_t i = 0; i < notes.n; i++)
		add(&g, "note", notes.at[i].id, notes.at[i].words);
	for (size_t i = 0; i < meetings.n; i++)
		add(&g, "meeting", meetings.at[i].id, meetings.at[i].words);
	for (size_t i = 0; i < closing.n; i++)
		add(&g, "closing", c.id, closing.at[i].words);
	if (c.open)
		TRY(what_they_tell(r, them, MAY_CONNECTED, &g));
	return begins(r, them, &g, arena_printf(&r->arena, "%s/connections/%s", r->out.base, c.id));
}

enum status reports_of_proposal(struct req *r)
{
	struct report_from_proposal x;
	struct asks_one ask;
	struct gathering g = gather(r);
	TRY(report_from_proposal(r, r->part[0], r->community.id, &x));
	if (!str_same(r->who.person, x.asker) && !str_same(r->who.person, x.other))
		return MISSING;
	r->who.may |= MAY_PARTY;
	const char *them = str_same(r->who.person, x.asker) ? x.other : x.asker;
	TRY(asks_get(r, x.ask, &ask));
	if (str_same(ask.person, them))
		add(&g, "ask", ask.id, ask.about);
	TRY(what_they_tell(r, them, 0, &g));
	return begins(r, them, &g, arena_printf(&r->arena, "%s/proposals/%s", r->out.base, x.id));
}

/* An offer, for members; an ask, for who coordinates. */
enum status reports_of_ask(struct req *r)
{
	struct gathering g = gather(r);
	bool offers = str_begins(r->route->path, "/c/{c}/offers/");
	TRY(asks_of(r));
	const struct asks_one *ask = r->object;
	if (offers && !str_same(ask->direction, "offer"))
		return MISSING;
	add(&g, "ask", ask->id, ask->about);
	return begins(r, ask->person, &g, arena_printf(&r->arena, "%s/%s/%s%s", r->out.base, offers ? "offers" : "asks", ask->id, offers ? "/ask" : ""));
}

enum status reports_of_suggested(struct req *r)
{
	struct gathering g = gather(r);
	bool suggested;
	TRY(asks_of(r));
	const struct asks_one *ask = r->object;
	if (!may(r, MAY_OWNER))
		return MISSING;
	TRY(connections_suggested(r, ask, r->part[1], &suggested));
	if (!suggested)
		return MISSING;
	return begins(r, r->part[1], &g, arena_printf(&r->arena, "%s/asks/%s/people", r->out.base, ask->id));
}

/* Somebody of a group of mine.  Whoever keeps apart from them may still tell about them. */
enum status reports_of_group(struct req *r)
{
	struct gathering g = gather(r);
	bool belongs;
	TRY(groups_of(r));
	if (!may(r, MAY_IN_GROUP))
		return MISSING;
	TRY(groups_is_member(r, r->part[0], r->part[1], &belongs));
	if (!belongs)
		return MISSING;
	return begins(r, r->part[1], &g, arena_printf(&r->arena, "%s/groups/%s", r->out.base, r->part[0]));
}

enum status reports_of_person(struct req *r)
{
	struct report_member m;
	struct gathering g = gather(r);
	TRY(report_member(r, r->community.id, r->part[0], &m));
	return begins(r, m.person, &g, arena_printf(&r->arena, "%s/people/%s", r->out.base, m.person));
}
