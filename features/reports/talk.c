/* What is decided in one talk: a message taken down, somebody asked to pause writing.  Knows the decision; what it does to the talk, the
 * feature that asked for it knows. */
#include "inside.h"

const struct event reports_lifted = { "reports_lifted" };
const struct event reports_hearing = { "reports_hearing" };

enum status reports_hearing_copy(struct req *r, const struct reports_hearing *h, const char *words)
{
	return decision_message(r, h->decision, h->about, words, NULL);
}

enum status reports_hearing_forget(struct req *r, const char *about, const char *of)
{
	return decision_message_gone(r, about, of, NULL);
}

struct reports_reach reports_reach(const char *outcome)
{
	return (struct reports_reach){ .down = str_same(outcome, "taken_down"), .paused = str_same(outcome, "paused") };
}

enum status reports_decided_by_me(struct req *r, const struct reports_decided *d, const char **ret_id)
{
	const char *id = id_new(r);
	bool team;
	TRY(reports_about_team(r, d->about, &team));
	TRY(decision_add(r, id, r->community.id, d->about, team, d->outcome, d->until, d->words, r->now, r->who.person, d->of, NULL));
	*ret_id = id;
	return OK;
}

enum status reports_decision_over(struct req *r, const char *id)
{
	return decision_over(r, id, r->now, NULL);
}

enum status reports_let_again(struct req *r, const struct decision_get *d)
{
	struct decision_others_until others;
	if (d->of_id)
		return tell(r, &reports_lifted, &(struct reports_lifted){ d->id, d->about, d->outcome, d->of_id });
	TRY(decision_others_until(r, d->community, d->about, d->id, r->now, &others));
	return communities_open_to(r, d->about, others.until, d->until_at >= COMMUNITIES_FOR_GOOD);
}
