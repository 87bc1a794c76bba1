/* Deciding about a report.  Nobody decides in their own matter; what is decided against somebody they read, in words
 * written to them. */
#include "inside.h"

static const struct form_field decide_fields[] = {
	CHOICE_FIELD(struct report_decide, outcome, .required = true, .of = &reports_outcomes, .label = N_("How does it end?")),
	INT_FIELD(struct report_decide, days, .min = 1, .max = REPORTS_DAYS_MOST, .label = N_("For how many days?"),
		  .hint = N_("Only if it is closed to the person for a time.")),
	TEXT_FIELD(struct report_decide, words, .multiline = true, .max = 2000, .label = N_("To the person: what was decided, and why"),
		   .hint = N_("They read this if it is closed to them. Do not say who told us.")),
	TEXT_FIELD(struct report_decide, answer, .multiline = true, .max = 2000, .label = N_("To the one who told us"),
		   .hint = N_("They read how it ended, and this.")),
};
const struct form reports_decide_form = FORM(report_decide, decide_fields);

/* Not one's own report, as long as somebody else could look at it. */
static enum status impartial(struct req *r, const struct report_get *x)
{
	int64_t others;
	if (!str_same(x->reporter, r->who.person))
		return OK;
	TRY(reports_others(r, x->about, r->who.person, x->about_team, &others));
	return others ? fault(r, NULL, "own", N_("You told this yourself. Somebody else who coordinates decides about it.")) : OK;
}

static enum status close_to(struct req *r, const struct report_get *x, const struct report_decide *f)
{
	int64_t until = f->outcome == REPORTS_ENDED ? COMMUNITIES_FOR_GOOD : r->now + f->days * 86400;
	TRY(communities_close_to(r, x->about, until));
	return decision_add(r, id_new(r), r->community.id, x->about, x->about_team, choice_code(&reports_outcomes, f->outcome), until, f->words,
			    r->now, r->who.person, NULL, NULL);
}

enum status reports_decide(struct req *r)
{
	const struct report_get *x = r->object;
	const struct report_decide *f = r->form;
	bool against = f->outcome == REPORTS_SUSPENDED || f->outcome == REPORTS_ENDED;
	int64_t changed;
	TRY(impartial(r, x));
	if (f->outcome == REPORTS_SUSPENDED && f->days == NO_INT)
		fault(r, "days", "needed", N_("Say for how many days."));
	if (against && !f->words)
		fault(r, "words", "needed", N_("Say to the person what was decided, and why. They have a right to know."));
	if (r->n_faults)
		return INVALID;
	TRY(report_decide(r, x->id, x->reporter, choice_code(&reports_outcomes, f->outcome), r->now, r->who.person, f->answer, &changed));
	if (!changed)
		return stale(r);
	if (against)
		TRY(close_to(r, x, f));
	TRY(live_thing(r, r->community.id, reports_live, x->id));
	TRY(live_today(r, r->community.id, x->reporter));
	return redirect_here(r, N_("Decided. The one who told us reads how it ended."), "/reports/%s", x->id);
}
