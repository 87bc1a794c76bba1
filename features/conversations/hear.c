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

const struct ear talk_ears[TALK_EARS] = {
	{ &connections_begun, hear_begun },
	{ &connections_changed, hear_changed },
	{ &people_left, hear_left },
	{ &communities_left, hear_community_left },
};
