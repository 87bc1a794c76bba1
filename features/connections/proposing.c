/* "Propose to everyone waiting": a coordinator begins it, stops it, and says how waiting counts.  One at a time in a
 * community.  Leaves the work to the job in propose.c and its progress to the waiting list's page. */
#include "inside.h"

enum { BEFORE_ANYTHING = 0 };

static const struct form_field proposing_ask_fields[] = {
	FLAG_FIELD(struct proposing_ask, all, .hidden = true, .label = N_("Propose to all")),
	IDS_FIELD(struct proposing_ask, asks, .max = 2 * CONNECTIONS_PAGE, .label = N_("Propose to those I chose")),
};
const struct form proposing_ask_form = FORM(proposing_ask, proposing_ask_fields);

static const struct form_field proposing_how_fields[] = {
	INT_FIELD(struct proposing_how, points, .required = true, .min = 0, .max = 1000, .label = N_("What two weeks of waiting are worth"),
		  .hint = N_("In points of fit; a very good fit has some 700. 25 is a good beginning; with 0 only fit counts, until the weeks below.")),
	INT_FIELD(struct proposing_how, weeks, .required = true, .min = 2, .max = 520, .label = N_("After how many weeks waiting comes first"),
		  .hint = N_("Whoever has waited longer than this is looked after first, whatever the fit.")),
	INT_FIELD(struct proposing_how, days, .required = true, .min = 1, .max = 90, .label = N_("How many days a proposal stays open"),
		  .hint = N_("After that it is simply over, and others may be proposed. Nobody loses their place by not answering.")),
	INT_FIELD(struct proposing_how, version, .required = true, .hidden = true, .min = 0, .max = INT64_MAX, .label = N_("Version")),
};
const struct form proposing_how_form = FORM(proposing_how, proposing_how_fields);

static enum status under_way(struct req *r)
{
	struct proposing_now x;
	TRY(proposing_now(r, r->community.id, &x));
	if (x.led)
		return fault(r, NULL, "under_way", N_("A community you agreed with began one already. You see here how far it is."));
	return fault_with(r, NULL, "under_way", N_("{0} began one already. You see here how far it is."), word_text(people_name_or_left(r, x.name)));
}

/* The run's id, and the asks chosen. */
static const char *payload_of(struct req *r, const char *id, const struct str_list *asks)
{
	char *text = ARENA_ARRAY(&r->arena, strlen(id) + 1 + asks->n * 64, char), *end = text;
	end = stpcpy(end, id);
	for (size_t i = 0; i < asks->n; i++)
		end = stpcpy(stpcpy(end, " "), asks->at[i]);
	return text;
}

enum status proposing_start(struct req *r)
{
	const struct proposing_ask *f = r->form;
	const struct str_list everybody = { 0 };
	int64_t changed;
	const char *id = id_new(r);
	TRY(communities_limits_first(r, "/waiting"));
	if (!f->all && !f->asks.n)
		return fault(r, NULL, "nobody", N_("Choose at least one person, or propose to all."));
	TRY(proposing_give_up(r, r->community.id, r->now - PROPOSING_NOT_HEARD_OF, r->now, &changed));
	TRY(proposing_begin(r, id, r->community.id, r->who.person, r->now, &changed));
	if (!changed)
		return under_way(r);
	if (f->all)
		TRY(proposing_join(r, id));
	TRY(job_add(r, "propose", payload_of(r, id, f->all ? &everybody : &f->asks), r->now));
	return redirect_here(r, N_("Begun. You can go on with other things: it is shown here when it is done."), "/waiting");
}

enum status proposing_cancel(struct req *r)
{
	int64_t changed;
	int64_t given_up;
	TRY(proposing_take_back(r, r->community.id, r->now, &changed));
	TRY(proposing_give_up(r, r->community.id, r->now - PROPOSING_NOT_HEARD_OF, r->now, &given_up));
	if (!changed && !given_up)
		return redirect_here(r, N_("People have been asked already. That cannot be stopped any more."), "/waiting");
	return redirect_here(r, N_("It is being stopped. Nobody is asked."), "/waiting");
}

/* ---- how waiting counts ---- */

enum status proposing_rule_now(struct req *r, const char *community, struct proposing_rule *ret)
{
	enum status st = proposing_rule(r, community, ret);
	if (st == MISSING)
		*ret = (struct proposing_rule){ PROPOSING_POINTS, PROPOSING_WEEKS, PROPOSAL_DAYS, BEFORE_ANYTHING };
	return st == MISSING ? OK : st;
}

static const struct json_field connections_rule_json[] = { JSON_ROWS(connections_rule_view, others, proposing_withs) };

enum status proposing_rule_show(struct req *r)
{
	struct connections_rule_view v = { 0 };
	struct proposing_rule rule;
	TRY(proposing_rule_now(r, r->community.id, &rule));
	struct proposing_how now = { rule.points, rule.weeks, rule.days, rule.version };
	form_show(r, &v.form, &proposing_how_form, &now);
	form_show(r, &v.with, &proposing_with_form, NULL);
	v.with.drawn.mark = "with";
	TRY(proposing_withs(r, r->community.id, &v.others));
	return REPLY(r, connections_rule, &v);
}

enum status proposing_rule_save(struct req *r)
{
	const struct proposing_how *f = r->form;
	int64_t changed;
	TRY(proposing_rule_first(r, r->community.id, &changed));
	TRY(proposing_rule_set(r, r->community.id, f->version, f->points, f->weeks, f->days, &changed));
	if (!changed)
		return stale(r);
	return redirect_here(r, N_("Saved."), "/waiting");
}
