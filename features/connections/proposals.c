/* "You two?": what each of the two sees, and says.  Nobody learns who said no: it looks like no answer yet.  Knows
 * proposals; how one is brought up is suggest.c's, what two do once both said yes is walk.c's. */
#include "inside.h"

/* One of the two, while it is open; anybody else finds nothing. */
enum status proposal_of(struct req *r)
{
	struct proposal_get *x = ARENA_NEW(&r->arena, struct proposal_get);
	TRY(proposal_get(r, r->part[0], r->community.id, x));
	if (str_same(r->who.person, x->asker) || str_same(r->who.person, x->other))
		r->who.may |= MAY_PARTY;
	r->object = x;
	return OK;
}

static bool is_asker(const struct req *r, const struct proposal_get *x) { return str_same(r->who.person, x->asker); }

static bool is_open(const struct req *r, const struct proposal_get *x) { return x->closed == NO_INT && x->ends > r->now; }

static const struct json_field connections_proposals_json[] = { JSON_ROWS(connections_proposals_view, waiting, proposals_for_me) };

enum status proposals_show(struct req *r)
{
	struct connections_proposals_view v = { .waiting.n = 0 };
	TRY(proposals_for_me(r, r->community.id, r->who.person, r->now, CONNECTIONS_PAGE, &v.waiting));
	return REPLY(r, connections_proposals, &v);
}

enum status proposals_card(struct req *r)
{
	struct connections_card_view v = { .waiting.n = 0 };
	TRY(proposals_for_me(r, r->community.id, r->who.person, r->now, 5, &v.waiting));
	r->waits += (int64_t)v.waiting.n;
	if (v.waiting.n)
		connections_card_draw(&r->out, &v);
	return OK;
}

static const struct json_field reason_json[] = { JSON_TEXT(matching_reason, words) };
static const struct json_field told_json[] = { JSON_TEXT(experiences_seen, tag), JSON_TEXT(experiences_seen, words) };
static const struct json_field connections_proposal_json[] = {
	JSON_TEXT(connections_proposal_view, id), JSON_TEXT(connections_proposal_view, name),
	JSON_TEXT(connections_proposal_view, pronouns), JSON_TEXT(connections_proposal_view, about),
	JSON_SET(connections_proposal_view, kinds, &asks_kinds), JSON_CHOICE(connections_proposal_view, soon, &asks_soon),
	JSON_TIME(connections_proposal_view, ends), JSON_FLAG(connections_proposal_view, i_ask),
	JSON_LIST(connections_proposal_view, reasons, reason_json), JSON_LIST(connections_proposal_view, told, told_json),
};

enum status proposal_show(struct req *r)
{
	const struct proposal_get *x = r->object;
	struct asks_one ask;
	struct matching_candidate why;
	bool apart;
	TRY(experiences_apart(r, x->asker, x->other, &apart));
	if (apart || !is_open(r, x))
		return redirect_here(r, N_("This is no longer open. Thank you for being willing."), "/connections");
	TRY(asks_get(r, x->ask, &ask));
	bool i_ask = is_asker(r, x), offer = str_same(ask.direction, "offer");
	const char *them = i_ask ? x->other : x->asker;
	/* An offer belongs to the other: the reasons are looked for from the side of the one who came to ask. */
	struct asks_one from = ask;
	from.person = x->asker;
	TRY(matching_why(r, &from, x->other, &why));
	struct connections_proposal_view v = {
		.id = x->id, .name = people_name_or_left(r, i_ask ? x->other_name : x->asker_name),
		.pronouns = i_ask ? x->other_pronouns : x->asker_pronouns, .about = ask.about, .kinds = ask.kinds, .soon = ask.soon,
		.ends = x->ends, .i_ask = i_ask, .by_coordinator = str_same(x->made_by, "coordinator"), .is_offer = offer,
		.answered = (i_ask ? x->asker_yes : x->other_yes) != NO_INT, .reasons = why.reasons,
	};
	TRY(experiences_visible(r, them, r->who.may & (MAY_MEMBER | MAY_SUPPORTER), &v.told));
	return REPLY(r, connections_proposal, &v);
}

/* Both said yes: they walk together, and whoever else was asked for the same is free again. */
static enum status begin(struct req *r, const struct proposal_get *x)
{
	struct asks_one ask;
	const char *id;
	int64_t changed;
	TRY(asks_get(r, x->ask, &ask));
	TRY(connections_make(r, x->asker, x->other, x->ask, NULL, &id));
	if (str_same(ask.direction, "ask")) {
		TRY(proposals_close_ask(r, x->ask, r->now, &changed));
		TRY(asks_close(r, x->ask, "connected"));
	} else {
		TRY(proposal_close(r, x->id, r->now, &changed));
	}
	return redirect_here(r, N_("You both said yes. From here you walk together."), "/connections/%s", id);
}

enum status proposal_say_yes(struct req *r)
{
	const struct proposal_get *x = r->object;
	bool asker = is_asker(r, x), together, apart;
	int64_t changed;
	TRY(experiences_apart(r, x->asker, x->other, &apart));
	if (apart || !is_open(r, x))
		return redirect_here(r, N_("This is no longer open. Thank you for being willing."), "/connections");
	int64_t asker_yes = asker && x->asker_yes == NO_INT ? r->now : x->asker_yes;
	int64_t other_yes = !asker && x->other_yes == NO_INT ? r->now : x->other_yes;
	TRY(connections_between(r, x->asker, x->other, &together));
	if (together)
		return redirect_here(r, N_("You already walk together."), "/connections");
	TRY(proposal_yes(r, x->id, asker_yes, other_yes, &changed));
	if (asker_yes != NO_INT && other_yes != NO_INT)
		return begin(r, x);
	return redirect_here(r, N_("Thank you. You walk together if the other says yes too."), "/connections");
}

enum status proposal_say_no(struct req *r)
{
	const struct proposal_get *x = r->object;
	const char *them = is_asker(r, x) ? x->other : x->asker;
	int64_t changed;
	TRY(passed_add(r, r->who.person, them, r->community.id, r->now, &changed));
	TRY(proposal_close(r, x->id, r->now, &changed));
	if (changed && str_same(x->made_by, "coordinator"))
		TRY(proposing_after_no(r));
	return redirect_here(r, N_("That is fine. Nobody is told."), "/connections");
}
