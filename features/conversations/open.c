/* Opening conversations, and who is in them.  Leaves what is said to say.c and what other features do to hear.c. */
#include "inside.h"
#include "queries.h"

static const char *rule_code(enum conversations_rule rule) { return rule == CONVERSATIONS_MEMBERS ? "members" : "parties"; }

enum status conversation_open(struct req *r, const struct conversations_new *n, const char **ret_id)
{
	struct conversation_find found;
	int64_t changed;
	TRY(conversation_add(r, id_new(r), r->community.id, n->kind, n->subject, rule_code(n->rule), n->title, n->slow, r->now, NULL, &changed));
	TRY(conversation_find(r, n->kind, n->subject, r->community.id, &found));
	*ret_id = found.id;
	return OK;
}

enum status conversation_of_subject(struct req *r, const char *kind, const char *subject, const char **ret_id)
{
	struct conversation_find found;
	TRY(conversation_find(r, kind, subject, r->community.id, &found));
	*ret_id = found.id;
	return OK;
}

enum status conversation_come(struct req *r, const char *id, const char *person)
{
	return conversation_party_put(r, id, person, r->now, NULL);
}

enum status conversation_come_late(struct req *r, const char *id, const char *person)
{
	return conversation_party_late(r, id, person, r->now, NULL);
}

enum status conversation_go(struct req *r, const char *id, const char *person)
{
	return conversation_party_left(r, id, person, r->now, NULL);
}

enum status conversation_end(struct req *r, const char *kind, const char *subject)
{
	return conversation_state(r, kind, subject, "over", NULL);
}

/* Whoever facilitates the group keeps order in its talk. */
static enum status leads(struct req *r, const struct conversations_one *c)
{
	struct groups_one g;
	enum status st = groups_get(r, c->subject, &g);
	if (st == OK && g.leads && !g.over)
		r->who.may |= MAY_LEADS;
	return st == MISSING ? OK : st;
}

/* Whoever went out of it does not find it any more, also where every member may read. */
enum status conversations_of(struct req *r)
{
	struct conversations_one *c = ARENA_NEW(&r->arena, struct conversations_one);
	struct conversation_get x;
	TRY(conversation_get(r, r->part[0], r->community.id, r->who.person, &x));
	if (x.gone)
		return MISSING;
	if (str_same(x.kind, "team") && !may(r, MAY_SUPPORTER | MAY_FACILITATOR | MAY_COORDINATOR | MAY_SUPERVISOR))
		return MISSING;         /* by the role they hold at this moment, whoever is in it */
	*c = (struct conversations_one){
		.id = x.id, .community = x.community, .kind = x.kind, .subject = x.subject, .title = x.title, .state = x.state, .made_by = x.made_by,
		.slow = x.slow, .slow_until = x.slow_until, .paused_until = x.paused_until, .pause = x.pause, .messages = x.messages, .seen = x.seen, .after = x.after_place, .here_until = x.here_until,
		.pair = str_same(x.kind, "pair"), .news = str_same(x.kind, "news"), .members = str_same(x.rule, "members"),
		.party = x.party, .muted = x.muted,
	};
	if (r->who.person && (c->party || (c->members && may(r, MAY_MEMBER))))
		r->who.may |= MAY_PARTY;
	r->object = c;
	return c->party && str_same(c->kind, "group") ? leads(r, c) : OK;
}

bool talk_paused(const struct req *r, const struct conversations_one *c)
{
	return c->paused_until != NO_INT && c->paused_until > r->now;
}

int64_t talk_slow(const struct req *r, const struct conversations_one *c)
{
	return c->slow_until == NO_INT || c->slow_until > r->now ? c->slow : 0;
}

enum status talk_may_write(struct req *r, const struct conversations_one *c, bool *ret)
{
	struct conversation_other other;
	bool apart;
	*ret = str_same(c->state, "open");
	if (!*ret || !c->pair)
		return OK;
	enum status st = conversation_other(r, c->id, r->who.person, &other);
	if (st != OK || other.gone) {
		*ret = false;
		return st == MISSING ? OK : st;
	}
	TRY(experiences_apart(r, r->who.person, other.person, &apart));
	*ret = !apart;
	return OK;
}
