/* The way in: reading what the group agreed on, coming in, asking, waiting in line, passing a place on.  Whoever comes in, comes in
 * here, by themselves; how places are counted is places.c's. */
#include "inside.h"
#include "tell.h"

static const struct form_field group_join_fields[] = {
	TEXT_FIELD(struct group_join, words, .max = 600, .multiline = true, .label = N_("Would you like to write something to the {~group}?"),
		   .hint = N_("Those who facilitate can read it. It is gone once they have answered.")),
	FLAG_FIELD(struct group_join, read, .label = N_("I have read our agreement and will keep to it")),
	INT_FIELD(struct group_join, number, .hidden = true, .min = 0, .max = INT32_MAX, .label = N_("Version")),
};
const struct form group_join_form = FORM(group_join, group_join_fields);

static const struct form_field group_pass_fields[] = {
	FLAG_FIELD(struct group_pass, keep, .label = N_("Keep my place in line")),
};
const struct form group_pass_form = FORM(group_pass, group_pass_fields);

static const struct json_field groups_way_in_json[] = {
	JSON_TEXT(groups_way_in_view, id), JSON_TEXT(groups_way_in_view, name), JSON_FLAG(groups_way_in_view, closed), JSON_FLAG(groups_way_in_view, full),
	JSON_FLAG(groups_way_in_view, asks),
	{ .name = "agreement", .kind = JSON_K_INT, .at = offsetof(struct groups_way_in_view, agreement.number) },
};

enum status groups_way_in(struct req *r)
{
	const struct groups_one *g = r->object;
	struct group_join *first = ARENA_NEW(&r->arena, struct group_join);
	struct groups_way_in_view v = { .id = g->id, .name = g->name, .closed = g->way == GROUPS_CLOSED };
	struct peer_group_words w;
	if (g->over)
		return MISSING;
	TRY(peer_group_words(r, g->id, &w));
	TRY(group_way_of(r, g->id, &v.my));
	enum status st = group_agreement_of(r, g->id, &v.agreement);
	if (st != OK && st != MISSING)
		return st;
	v.purpose = w.purpose;
	v.welcome = w.welcome;
	v.has_agreement = st == OK;
	v.full = !v.my.offered && g->capacity != NO_INT && g->members + g->held >= g->capacity;
	v.asks = v.closed && !v.my.offered && !v.my.waiting;
	first->number = g->newest;
	form_show(r, &v.form, &group_join_form, first);
	return REPLY(r, groups_way_in, &v);
}

/* Before the first time: what the group agreed on is read, in the words that hold now. */
static enum status has_read(struct req *r, const struct groups_one *g, const struct group_join *f)
{
	if (!g->newest)
		return OK;
	if (f->number != NO_INT && f->number != g->newest)
		return fault(r, "read", "newer", N_("The {~group} has a new agreement. Please read it once more."));
	return f->read ? OK : fault(r, "read", "needed", N_("Please read the agreement, and say that you did."));
}

static bool entitled(const struct groups_one *g, enum status found, const struct peer_group_ask_get *q)
{
	if (g->way != GROUPS_CLOSED)
		return true;
	return found == OK && (str_same(q->state, "offered") || str_same(q->state, "waiting") || (str_same(q->state, "invited") && q->lets_in));
}

/* A row for who is on the way in: as it is, or a new one. */
static enum status on_the_way(struct req *r, const struct groups_one *g, enum status found, const struct peer_group_ask_get *q, const char *state,
			      const char *words)
{
	const char *id = id_new(r);
	if (found == OK && str_same(q->state, state))
		return OK;      /* said twice is said once, and the place in line stays */
	if (found == OK)
		TRY(peer_group_ask_remove(r, q->id, NULL));
	return peer_group_ask_put(r, id, g->community, g->id, r->who.person, state, words, NULL, str_same(state, "waiting"), r->now, NULL);
}

static enum status ask_in(struct req *r, const struct groups_one *g, enum status found, const struct peer_group_ask_get *q, const char *words)
{
	struct groups_person_list leads;
	TRY(on_the_way(r, g, found, q, "asked", words));
	TRY(groups_facilitators(r, g->id, &leads));
	for (size_t k = 0; k < leads.n; k++)
		TRY(live_today(r, g->community, leads.at[k]));
	return redirect_here(r, N_("Asked. You find the answer here and on Today; you can take it back at any time."), "/groups/%s", g->id);
}

enum status groups_join(struct req *r)
{
	const struct groups_one *g = r->object;
	const struct group_join *f = r->form;
	struct peer_group_ask_get q;
	bool in;
	if (g->over)
		return fault(r, NULL, "ended", N_("This {~group} has ended. Look for another one that fits."));
	if (g->belongs)
		return redirect_here(r, NULL, "/groups/%s", g->id);
	enum status found = peer_group_ask_get(r, g->id, r->who.person, &q);
	if (found == OK && str_same(q.state, "offered") && q.until_at <= r->now) {
		TRY(group_offer(r, g->id));     /* too late: it goes on to the next, who may be the same again */
		found = peer_group_ask_get(r, g->id, r->who.person, &q);
	}
	if (found != OK && found != MISSING)
		return found;
	if (!entitled(g, found, &q))
		return ask_in(r, g, found, &q, f->words);
	TRY(has_read(r, g, f));
	TRY(group_come_in(r, g, r->who.person, found == OK && str_same(q.state, "offered"), g->newest, &in));
	if (!in) {
		TRY(on_the_way(r, g, found, &q, "waiting", NULL));
		return redirect_here(r, N_("It is full just now. You are in line, and we ask you when it is your turn."), "/groups/%s", g->id);
	}
	if (found == OK)
		TRY(peer_group_ask_remove(r, q.id, NULL));
	return redirect_here(r, N_("Welcome. It is good that you are here."), "/groups/%s", g->id);
}

/* Not this time: the place goes to the next, at no cost. */
enum status groups_pass(struct req *r)
{
	const struct groups_one *g = r->object;
	const struct group_pass *f = r->form;
	struct peer_group_ask_get q;
	TRY(peer_group_ask_get(r, g->id, r->who.person, &q));
	if (!str_same(q.state, "offered"))
		return MISSING;
	if (!f->keep) {
		TRY(group_ask_over(r, g->id, q.id, q.state));
		return redirect_here(r, N_("Thank you for saying so. You are welcome another time."), "/groups");
	}
	TRY(peer_group_ask_state(r, q.id, "waiting", true, NO_INT, r->now, NULL));
	TRY(peer_group_let_go(r, g->id, 1, NULL));
	TRY(group_offer(r, g->id));
	TRY(job_add(r, "group_offer", g->id, r->now + GROUP_PASSED_SECONDS));
	return redirect_here(r, N_("Passed on. You keep your place in line and are asked again, in a week at the earliest."), "/groups/%s", g->id);
}

/* Takes an ask back, leaves the line, says no to an invitation, puts an answer away: all of it at any time, without a reason. */
enum status groups_not_coming(struct req *r)
{
	const struct groups_one *g = r->object;
	struct peer_group_ask_get q;
	enum status st = peer_group_ask_get(r, g->id, r->who.person, &q);
	if (st == OK)
		TRY(group_ask_over(r, g->id, q.id, q.state));
	else if (st != MISSING)
		return st;
	return redirect_here(r, N_("Done. You are welcome another time."), "/groups");
}
