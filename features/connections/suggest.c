/* From an ask to people: suggestions with reasons, asking some of them, "not this one", asking someone who offered.
 * Knows asks and matching; what becomes of a question put is proposals.c's. */
#include "inside.h"
#include "tell.h"

static const struct form_field suggest_ask_fields[] = {
	IDS_FIELD(struct suggest_ask, people, .required = true, .min = 1, .max = CONNECTIONS_SUGGESTED,
		  .label = N_("Whom would you like to ask?"), .hint = N_("You can choose one or several. Whoever says yes first walks with you.")),
};
const struct form suggest_ask_form = FORM(suggest_ask, suggest_ask_fields);

static const struct form_field suggest_pass_fields[] = {
	ID_FIELD(struct suggest_pass, person, .required = true, .hidden = true, .label = N_("Person")),
};
const struct form suggest_pass_form = FORM(suggest_pass, suggest_pass_fields);

static const struct form_field offer_ask_fields[] = {
	FLAG_FIELD(struct offer_ask, sure, .hidden = true, .label = N_("Ask them")),
};
const struct form offer_ask_form = FORM(offer_ask, offer_ask_fields);

static const struct json_field reason_json[] = { JSON_TEXT(matching_reason, words) };
static const struct json_field person_json[] = {
	JSON_TEXT(matching_candidate, person), JSON_TEXT(matching_candidate, name), JSON_LIST(matching_candidate, reasons, reason_json),
};
static const struct json_field matters_json[] = {
	JSON_TEXT(matters_row, id), JSON_TEXT(matters_row, say), JSON_FLAG(matters_row, little), JSON_FLAG(matters_row, some), JSON_FLAG(matters_row, much),
};
static const struct json_field connections_suggest_json[] = {
	JSON_TEXT(connections_suggest_view, ask), JSON_SET(connections_suggest_view, kinds, &asks_kinds),
	JSON_TEXT(connections_suggest_view, missing), JSON_LIST(connections_suggest_view, people, person_json),
	JSON_ROWS(connections_suggest_view, sent, proposals_sent), JSON_FLAG(connections_suggest_view, tends_known),
	JSON_INT(connections_suggest_view, tends), JSON_LIST(connections_suggest_view, matters.rows, matters_json),
};

enum status connections_without(struct req *r, const struct asks_one *ask, struct str_list *ret)
{
	struct without_for_list rows;
	TRY(without_for(r, r->community.id, ask->person, ask->id, &rows));
	ret->n = rows.n;
	ret->at = ARENA_ARRAY(&r->arena, rows.n + 1, const char *);
	for (size_t i = 0; i < rows.n; i++)
		ret->at[i] = rows.at[i].person;
	return OK;
}

/* The owner always; a coordinator only when they were asked to look too. */
static enum status suggest_may(const struct req *r, const struct asks_one *ask)
{
	if (!ask->open || !str_same(ask->direction, "ask"))
		return MISSING;
	return may(r, MAY_OWNER) || ask->helped ? OK : MISSING;
}

enum status suggest_show(struct req *r)
{
	const struct asks_one *ask = r->object;
	struct connections_suggest_view v = {
		.ask = ask->id, .about = ask->about, .kinds = ask->kinds, .helped = ask->helped, .mine = may(r, MAY_OWNER),
	};
	struct str_list without;
	TRY(suggest_may(r, ask));
	TRY(connections_without(r, ask, &without));
	TRY(matching_for(r, ask, &without, CONNECTIONS_SUGGESTED, &v.people, &v.missing));
	if (v.mine)
		TRY(proposals_sent(r, ask->id, ask->person, r->now, &v.sent));
	if (v.mine && v.helped)
		TRY(waiting_tends(r, &v.tends, &v.tends_of));
	if (v.mine)
		TRY(matters_load(r, ask, &v.people, &v.matters));
	v.tends_known = v.mine && v.helped && v.tends != NO_INT;
	v.has_sent = v.sent.n > 0;
	if (v.missing)
		v.missing = words_say(&r->arena, &r->reader, v.missing, 0, NULL);
	form_show(r, &v.form, &suggest_ask_form, NULL);
	return REPLY(r, connections_suggest, &v);
}

/* Only those who may be suggested may be asked: the ids in the form prove nothing. */
static const struct matching_candidate *among(const struct matching_list *list, const char *person)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->at[i].person, person) == 0)
			return &list->at[i];
	return NULL;
}

enum status connections_suggested(struct req *r, const struct asks_one *ask, const char *person, bool *ret)
{
	struct matching_list list = { 0 };
	struct proposals_sent_list sent;
	struct str_list without;
	const char *missing;
	if (ask->open && str_same(ask->direction, "ask")) {
		TRY(connections_without(r, ask, &without));
		TRY(matching_for(r, ask, &without, CONNECTIONS_SUGGESTED, &list, &missing));
	}
	TRY(proposals_sent(r, ask->id, ask->person, r->now, &sent));
	*ret = among(&list, person) != NULL;
	for (size_t i = 0; i < sent.n; i++)
		*ret |= str_same(sent.at[i].other, person);
	return OK;
}

static enum status put_question(struct req *r, const struct asks_one *ask, const struct matching_candidate *c, bool by_coordinator)
{
	struct proposing_rule rule;
	int64_t changed;
	TRY(proposing_rule_now(r, r->community.id, &rule));
	TRY(proposal_add(r, id_new(r), r->community.id, ask->id, ask->person, c->person, by_coordinator ? "coordinator" : "asker",
			 by_coordinator ? NO_INT : r->now, NO_INT, c->score, r->now, r->now + rule.days * DAY, &changed));
	TRY(by_coordinator ? live_today(r, r->community.id, ask->person) : OK);
	return live_today(r, r->community.id, c->person);
}

enum status suggest_ask(struct req *r)
{
	const struct asks_one *ask = r->object;
	const struct suggest_ask *f = r->form;
	struct matching_list list;
	struct str_list without;
	const char *missing;
	TRY(suggest_may(r, ask));
	TRY(communities_limits_first(r, arena_printf(&r->arena, "/asks/%s/people", ask->id)));
	TRY(connections_without(r, ask, &without));
	TRY(matching_for(r, ask, &without, CONNECTIONS_SUGGESTED, &list, &missing));
	for (size_t i = 0; i < f->people.n; i++) {
		const struct matching_candidate *c = among(&list, f->people.at[i]);
		if (!c)
			return fault(r, "people", "changed", N_("Things changed in the meantime. Please look at the list again and choose."));
		TRY(put_question(r, ask, c, !may(r, MAY_OWNER)));
	}
	if (!may(r, MAY_OWNER))
		return redirect_here(r, N_("Both were asked. They walk together if both say yes."), "/waiting");
	return redirect_here(r, N_("Asked. You see here who says yes."), "/asks/%s/people", ask->id);
}

enum status suggest_pass(struct req *r)
{
	const struct asks_one *ask = r->object;
	const struct suggest_pass *f = r->form;
	int64_t changed;
	TRY(suggest_may(r, ask));
	if (str_same(f->person, ask->person))
		return MISSING;
	unsigned roles;
	TRY(communities_may(r, r->community.id, f->person, &roles));
	if (!(roles & (MAY_MEMBER | MAY_JOINING)))
		return MISSING;
	TRY(passed_add(r, ask->person, f->person, r->community.id, r->now, &changed));
	TRY(proposals_close_between(r, r->community.id, ask->person, f->person, r->now, &changed));
	return redirect_here(r, N_("We will not suggest this person again. Nobody is told."), "/asks/%s/people", ask->id);
}

/* ---- asking someone who offered ---- */

static enum status offer_may(const struct req *r, const struct asks_one *offer)
{
	return offer->open && str_same(offer->direction, "offer") && !may(r, MAY_OWNER) ? OK : MISSING;
}

static const struct json_field connections_offer_json[] = {
	JSON_TEXT(connections_offer_view, offer), JSON_TEXT(connections_offer_view, name), JSON_TEXT(connections_offer_view, about),
	JSON_SET(connections_offer_view, kinds, &asks_kinds),
};

enum status offer_show(struct req *r)
{
	const struct asks_one *offer = r->object;
	struct connections_offer_view v = { .offer = offer->id, .about = offer->about, .kinds = offer->kinds };
	bool apart;
	TRY(offer_may(r, offer));
	TRY(experiences_apart(r, r->who.person, offer->person, &apart));
	if (apart)
		return MISSING;
	TRY(people_name(r, offer->person, &v.name));
	form_show(r, &v.form, &offer_ask_form, NULL);
	return REPLY(r, connections_offer, &v);
}

enum status offer_ask(struct req *r)
{
	const struct asks_one *offer = r->object;
	struct proposing_rule rule;
	bool apart, together;
	int64_t changed;
	TRY(proposing_rule_now(r, r->community.id, &rule));
	TRY(offer_may(r, offer));
	TRY(communities_limits_first(r, arena_printf(&r->arena, "/offers/%s/ask", offer->id)));
	TRY(experiences_apart(r, r->who.person, offer->person, &apart));
	if (apart)
		return MISSING;
	TRY(connections_between(r, r->who.person, offer->person, &together));
	if (together)
		return redirect_here(r, N_("You already walk together."), "/connections");
	TRY(proposal_add(r, id_new(r), r->community.id, offer->id, r->who.person, offer->person, "asker", r->now, NO_INT, 0,
			 r->now, r->now + rule.days * DAY, &changed));
	TRY(live_today(r, r->community.id, offer->person));
	return redirect_here(r, N_("Asked. You walk together if they say yes."), "/connections");
}
