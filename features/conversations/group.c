/* The conversation of a group, on the group's page.  Who is in it follows from the group (hear.c); who left the talk alone can come
 * back. */
#include "inside.h"
#include "queries.h"

enum status talk_group_section(struct req *r)
{
	const struct groups_one *g = r->object;
	struct conversations_group_view v = { .group = g->id, .over = g->over };
	struct conversation_of_group x;
	enum status st = conversation_of_group(r, g->id, r->who.person, &x);
	if (st != OK && st != MISSING)
		return st;
	if (st == OK) {
		v.id = x.id;
		v.party = x.party;
		v.fresh = x.fresh;
		v.any = x.messages > 0;
		v.last_at = x.last_at;
	}
	conversations_group_draw(&r->out, &v);
	return OK;
}

enum status talk_group_back(struct req *r)
{
	const struct groups_one *g = r->object;
	const char *id;
	if (g->over)
		return MISSING;
	TRY(conversation_open(r, &(struct conversations_new){ .kind = "group", .subject = g->id, .title = g->name }, &id));
	TRY(g->earlier ? conversation_come(r, id, r->who.person) : conversation_come_late(r, id, r->who.person));
	return redirect_here(r, NULL, "/conversations/%s#say", id);
}
