/* Places in a group: taken one by one however many come at once, kept for who is next in line, given back by who leaves.  Who may
 * come in is join.c's. */
#include "inside.h"
#include "tell.h"

enum { OFFERS_AT_ONCE = 200 };

const struct event groups_came = { "groups_came" };
const struct event groups_went = { "groups_went" };
const char group_kind[] = "group";
const char group_kind_agreement[] = "agreement";

enum status group_come_in(struct req *r, const struct groups_one *g, const char *person, bool held, int64_t acknowledged, bool *ret_in)
{
	int64_t changed;
	TRY(held ? peer_group_take_held(r, g->id, &changed) : peer_group_take(r, g->id, &changed));
	*ret_in = changed > 0;
	if (!changed)
		return OK;
	TRY(peer_group_member_add(r, g->id, person, GROUPS_MEMBER, acknowledged, r->now, &changed));
	if (!changed)           /* in it already */
		return peer_group_give_back(r, g->id, NULL);
	struct groups_person came = { g->id, g->community, person, g->earlier };
	TRY(tell(r, &groups_came, &came));
	return live_thing(r, g->community, group_kind, g->id);
}

enum status group_go(struct req *r, const char *group, const char *community, const char *person)
{
	int64_t changed;
	TRY(peer_group_member_lines_yes(r, group, person, NULL));
	TRY(peer_group_member_lines(r, group, person, NULL));
	TRY(peer_group_member_turns(r, group, person, NULL));
	TRY(peer_group_member_remove(r, group, person, &changed));
	if (!changed)
		return OK;
	TRY(peer_group_give_back(r, group, NULL));
	struct groups_person went = { group, community, person, false };
	TRY(tell(r, &groups_went, &went));
	TRY(live_thing(r, community, group_kind, group));
	return group_offer(r, group);
}

/* ---- the line ---- */

/* Who did not answer in time keeps their place in line, as if they had passed it on. */
static enum status take_overdue_back(struct req *r, const char *group, bool *ret_some)
{
	struct peer_group_overdue_list late;
	TRY(peer_group_overdue(r, group, r->now, &late));
	for (size_t k = 0; k < late.n; k++)
		TRY(peer_group_ask_state(r, late.at[k].id, "waiting", true, NO_INT, r->now, NULL));
	*ret_some = late.n > 0;
	if (!late.n)
		return OK;
	TRY(peer_group_let_go(r, group, (int64_t)late.n, NULL));
	return job_add(r, "group_offer", group, r->now + GROUP_PASSED_SECONDS);
}

/* Keeps a place for them, if there is one. */
static enum status hold(struct req *r, const char *group, int64_t answer_days, const char *ask, bool *ret_held)
{
	int64_t changed, until = r->now + answer_days * DAY;
	TRY(peer_group_hold(r, group, &changed));
	*ret_held = changed > 0;
	if (!changed)
		return OK;
	TRY(peer_group_ask_state(r, ask, "offered", true, until, NO_INT, NULL));
	return job_add(r, "group_offer", group, until);
}

enum status group_offer(struct req *r, const char *group)
{
	struct peer_group_line_now now;
	bool held = true, some;
	enum status st = OK;
	TRY(peer_group_line_now(r, group, &now));
	if (now.ended != NO_INT)
		return OK;
	TRY(take_overdue_back(r, group, &some));
	for (int k = 0; k < OFFERS_AT_ONCE && held; k++) {
		struct peer_group_next next;
		st = peer_group_next(r, group, r->now - GROUP_PASSED_SECONDS, &next);
		if (st != OK)
			break;
		TRY(hold(r, group, now.answer_days, next.id, &held));
		TRY(held ? live_today(r, now.community, next.person) : OK);
		some |= held;
	}
	if (st != OK && st != MISSING)
		return st;
	return some ? live_thing(r, now.community, group_kind, group) : OK;
}

enum status group_offer_work(struct req *r, const char *payload)
{
	enum status st = group_offer(r, payload);
	return st == MISSING ? OK : st;
}

enum status group_let_in(struct req *r, const struct groups_one *g, const char *ask, bool *ret_offered)
{
	TRY(hold(r, g->id, g->answer_days, ask, ret_offered));
	return *ret_offered ? OK : peer_group_ask_state(r, ask, "waiting", true, NO_INT, NO_INT, NULL);
}

enum status group_ask_over(struct req *r, const char *group, const char *ask, const char *state)
{
	TRY(peer_group_ask_remove(r, ask, NULL));
	if (!str_same(state, "offered"))
		return OK;
	TRY(peer_group_let_go(r, group, 1, NULL));
	return group_offer(r, group);
}

/* ---- what is heard ---- */

static enum status out_of_all(struct req *r, const char *person, const char *community)
{
	struct peer_group_all_of_list groups;
	struct peer_group_asks_of_list asks;
	TRY(peer_group_asks_of(r, person, community, &asks));
	for (size_t k = 0; k < asks.n; k++)
		TRY(group_ask_over(r, asks.at[k].peer_group, asks.at[k].id, asks.at[k].state));
	TRY(peer_group_all_of(r, person, community, &groups));
	for (size_t k = 0; k < groups.n; k++)
		TRY(group_go(r, groups.at[k].id, groups.at[k].community, person));
	return peer_group_uninvite(r, person, community, NULL);
}

static enum status hear_left(struct req *r, const void *person) { return out_of_all(r, person, NULL); }

static enum status hear_community_left(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	return out_of_all(r, m->person, m->community);
}

/* Whom the community is closed to comes no nearer to a group; what they belong to waits for them. */
static enum status hear_community_closed(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	struct peer_group_asks_of_list asks;
	TRY(peer_group_asks_of(r, m->person, m->community, &asks));
	for (size_t k = 0; k < asks.n; k++)
		TRY(group_ask_over(r, asks.at[k].peer_group, asks.at[k].id, asks.at[k].state));
	return OK;
}

const struct ear group_ears[GROUP_EARS] = {
	{ &people_left, hear_left },
	{ &communities_left, hear_community_left },
	{ &communities_closed, hear_community_closed },
};
