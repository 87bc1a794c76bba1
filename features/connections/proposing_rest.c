/* After a "not this one": those who are left are looked for again, by themselves, once several answers had time to come in.
 * Leaves the work to the same job as the first time (propose.c). */
#include "inside.h"
#include "queries.h"

enum { PATIENCE = 5 * 60 };     /* seconds in which other answers may come */

enum status proposing_after_no(struct req *r)
{
	int64_t changed;
	TRY(proposing_rest_add(r, r->community.id, r->now, &changed));
	return changed ? job_add(r, "propose_rest", r->community.id, r->now + PATIENCE) : OK;
}

/* payload: the community.  In the name of the coordinator who began the last run; without one nobody is looked for. */
enum status proposing_rest_work(struct req *r, const char *payload)
{
	struct proposing_last_by last;
	int64_t changed;
	const char *id = id_new(r);
	enum status st = proposing_last_by(r, payload, &last);
	if (st == MISSING)
		return proposing_rest_done(r, payload, NULL);
	TRY(st);
	TRY(proposing_give_up(r, payload, r->now - PROPOSING_NOT_HEARD_OF, r->now, NULL));
	TRY(proposing_begin_rest(r, id, payload, last.began_by, r->now, &changed));
	if (!changed)           /* one is under way, and may have read who waits already */
		return job_add(r, "propose_rest", payload, r->now + PATIENCE);
	TRY(proposing_rest_done(r, payload, NULL));
	return job_add(r, "propose", id, r->now);
}
