/* What other features do that changes what was planned: two part, somebody leaves, a record is taken back. */
#include "inside.h"
#include "queries.h"
#include "tell.h"

static enum status tell_subject(struct req *r, const char *subject)
{
	struct gathering_of_subject_list g;
	TRY(gathering_of_subject(r, subject, &g));
	for (size_t i = 0; i < g.n; i++) {
		TRY(tell(r, &gatherings_changed, &(struct gatherings_change){ .community = g.at[i].community, .gathering = g.at[i].id, .day = NO_INT }));
		TRY(live_thing(r, g.at[i].community, gathering_kind, g.at[i].id));
	}
	return OK;
}

/* A break only hides what lies ahead: it is there again afterwards. */
static enum status hear_connection(struct req *r, const void *what)
{
	const struct connections_one *c = what;
	if (str_same(c->state, "begun") || str_same(c->state, "paused"))
		return OK;
	TRY(gathering_pair_over(r, c->id, r->now, r->now / DAY - 1, NULL));
	return tell_subject(r, c->id);
}

static enum status hear_group_ended(struct req *r, const void *what)
{
	const struct groups_one *g = what;
	TRY(gathering_group_over(r, g->id, r->now, NULL));
	return tell_subject(r, g->id);
}

static enum status hear_group_went(struct req *r, const void *what)
{
	const struct groups_person *p = what;
	TRY(gathering_gone_seats(r, p->person, p->group, r->now / DAY, NULL));
	return gathering_gone_answers(r, p->person, p->group, r->now / DAY, NULL);
}

static enum status hear_encounter(struct req *r, const void *what)
{
	const struct encounters_change *x = what;
	return x->after ? OK : gathering_not_recorded(r, x->before->id, NULL);
}

/* Whoever planned with them finds that it was called off. */
static enum status plans_over(struct req *r, const char *person, const char *community)
{
	struct gathering_leaver_plans_list g;
	TRY(gathering_leaver_named(r, person, community, r->now, NULL));
	TRY(gathering_leaver_pairs(r, person, community, r->now, r->now / DAY - 1, NULL));
	TRY(gathering_leaver_plans(r, person, community, &g));
	for (size_t i = 0; i < g.n; i++)
		TRY(tell(r, &gatherings_changed, &(struct gatherings_change){ .community = g.at[i].community, .gathering = g.at[i].id, .day = NO_INT }));
	return OK;
}

static enum status hear_community_left(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	int64_t today = r->now / DAY;
	TRY(gathering_leaver_seats(r, m->person, m->community, today, NULL));
	TRY(gathering_leaver_answers(r, m->person, m->community, today, NULL));
	TRY(gathering_leaver_wishes(r, m->person, m->community, NULL));
	TRY(gathering_leaver_guest(r, m->person, m->community, NULL));
	return plans_over(r, m->person, m->community);
}

enum status gathering_erase(struct req *r, const char *id)
{
	TRY(tell(r, &gatherings_erasing, id));
	TRY(gathering_over_answers(r, id, NO_INT, NULL));
	TRY(gathering_over_items(r, id, NO_INT, NULL));
	TRY(gathering_over_came(r, id, NO_INT, NULL));
	TRY(gathering_over_wishes(r, id, NULL));
	TRY(gathering_over_guests(r, id, NULL));
	TRY(gathering_over_times(r, id, NULL));
	return gathering_remove(r, id, NULL);
}

static enum status erase_owned(struct req *r, const char *person)
{
	struct gathering_leaver_owned_list g;
	do {
		TRY(gathering_leaver_owned(r, person, &g));
		for (size_t i = 0; i < g.n; i++)
			TRY(gathering_erase(r, g.at[i].id));
	} while (g.n == DB_ROWS_MAX);
	return OK;
}

static enum status hear_left(struct req *r, const void *person)
{
	TRY(gathering_leaver_seats(r, person, NULL, r->now / DAY, NULL));
	TRY(gathering_leaver_answers(r, person, NULL, NO_INT, NULL));
	TRY(gathering_leaver_wishes(r, person, NULL, NULL));
	TRY(gathering_leaver_items(r, person, NULL));
	TRY(gathering_leaver_came(r, person, NULL));
	TRY(gathering_leaver_guest(r, person, NULL, NULL));
	TRY(plans_over(r, person, NULL));
	TRY(gathering_leaver_ahead(r, person, r->now / DAY - 1, NULL));
	TRY(erase_owned(r, person));
	return gathering_leaver_made(r, person, NULL);
}

const struct ear gathering_ears[GATHERING_EARS] = {
	{ &connections_changed, hear_connection },
	{ &groups_ended, hear_group_ended },
	{ &groups_went, hear_group_went },
	{ &encounters_changed, hear_encounter },
	{ &communities_left, hear_community_left },
	{ &communities_closed, hear_community_left },
	{ &people_left, hear_left },
};
