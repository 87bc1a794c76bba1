/* What other features do that changes who talks with whom: two begin, rest and end; somebody leaves. */
#include "inside.h"
#include "queries.h"

static enum status hear_begun(struct req *r, const void *what)
{
	const struct connections_one *c = what;
	const char *id;
	TRY(conversation_open(r, &(struct conversations_new){ .kind = "pair", .subject = c->id }, &id));
	TRY(conversation_come(r, id, c->asker));
	return conversation_come(r, id, c->other);
}

/* While one of the two takes a break nothing new comes to either. */
static enum status hear_changed(struct req *r, const void *what)
{
	const struct connections_one *c = what;
	return conversation_state(r, "pair", c->id, str_same(c->state, "begun") ? "open" : str_same(c->state, "paused") ? "resting" : "over", NULL);
}

static enum status hear_left(struct req *r, const void *person)
{
	TRY(conversation_pairs_over(r, person, NULL, NULL));
	TRY(leaver_enclosure_bytes(r, person, NULL));
	TRY(leaver_enclosures(r, person, NULL));
	TRY(leaver_messages(r, person, NULL));
	TRY(leaver_conversations(r, person, NULL));
	TRY(leaver_parties(r, person, NULL));
	return leaver_talk_wishes(r, person, NULL);
}

static enum status hear_community_left(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	TRY(conversation_pairs_over(r, m->person, m->community, NULL));
	return conversation_party_left_all(r, m->person, m->community, r->now, NULL);
}

/* ---- groups ---- */

static enum status hear_group_begun(struct req *r, const void *what)
{
	const struct groups_one *g = what;
	const char *id;
	return conversation_open(r, &(struct conversations_new){ .kind = "group", .subject = g->id, .title = g->name }, &id);
}

static enum status hear_group_changed(struct req *r, const void *what)
{
	const struct groups_one *g = what;
	const char *id;
	TRY(conversation_open(r, &(struct conversations_new){ .kind = "group", .subject = g->id, .title = g->name }, &id));
	return conversation_call(r, id, g->community, g->name, NULL);
}

static enum status hear_group_ended(struct req *r, const void *what)
{
	const struct groups_one *g = what;
	return conversation_end(r, "group", g->id);
}

static enum status hear_came(struct req *r, const void *what)
{
	const struct groups_person *p = what;
	const char *id;
	TRY(conversation_of_subject(r, "group", p->group, &id));
	return p->earlier ? conversation_come(r, id, p->person) : conversation_come_late(r, id, p->person);
}

/* Also when they leave Kith from a page outside of the community. */
static enum status hear_went(struct req *r, const void *what)
{
	const struct groups_person *p = what;
	return conversation_party_left_of(r, "group", p->group, p->person, r->now, NULL);
}

const struct ear talk_ears[TALK_EARS] = {
	{ &connections_begun, hear_begun },
	{ &connections_changed, hear_changed },
	{ &people_left, hear_left },
	{ &communities_left, hear_community_left },
	{ &groups_begun, hear_group_begun },
	{ &groups_changed, hear_group_changed },
	{ &groups_ended, hear_group_ended },
	{ &groups_came, hear_came },
	{ &groups_went, hear_went },
	{ &reports_lifted, talk_let_again },
	{ &reports_hearing, talk_hearing },
};
