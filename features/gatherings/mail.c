/* Of what mail may tell: a time of which somebody wishes to be reminded is near, or one they come to was called off or moved. */
#include "inside.h"
#include "queries.h"

enum { MINUTE = 60, AHEAD = 2 * 24 * 60 * 60 };         /* nobody is reminded earlier than a day before */

/* In one community, with what they may see there now. */
static enum status near_in(struct req *r, const char *person, int64_t from, int64_t to, int64_t *n)
{
	struct gatherings_reader who = { .person = person };
	struct gatherings_times near;
	TRY(communities_may(r, r->community.id, person, &who.may));
	TRY(gatherings_between(r, &who, r->now, r->now + AHEAD, &near));
	for (size_t k = 0; k < near.n; k++) {
		const struct gatherings_time *t = &near.at[k];
		int64_t when = t->of->remind == NO_INT ? NO_INT : t->began - t->of->remind * MINUTE;
		*n += when != NO_INT && when > from && when <= to && !t->cancelled && !t->of->cancelled && !str_same(t->answer, "no");
	}
	return OK;
}

static enum status reminders(struct req *r, const char *person, int64_t from, int64_t to, int64_t *n)
{
	struct gathering_wishes_where_list where;
	const struct community_now was = r->community;
	enum status st = OK;
	TRY(gathering_wishes_where(r, person, r->now, &where));
	for (size_t k = 0; k < where.n && st == OK; k++) {
		r->community = (struct community_now){ .id = where.at[k].community };
		st = near_in(r, person, from, to, n);
	}
	r->community = was;
	return st;
}

enum status gathering_mail(struct req *r, const char *person, int64_t from, int64_t to, int64_t *ret_n)
{
	struct gathering_changes_for changes;
	struct gathering_named_for named;
	TRY(gathering_changes_for(r, person, from, to, r->now, r->now / (24 * 60 * MINUTE) - 1, &changes));
	TRY(gathering_named_for(r, person, from, to, r->now, &named));
	*ret_n = changes.n + named.n;
	return reminders(r, person, from, to, ret_n);
}
