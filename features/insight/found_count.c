/* Counting who found somebody, on the day two begin to walk together: by how long the one who asked had waited, by the language they
 * like best and by their place; and, once three months are over, who still waited.  Leaves what may be shown to found_figures.c. */
#include "inside.h"

enum { DAY_SECONDS = 86400 };

const struct found_band found_bands[FOUND_BANDS] = {
	{ "0", N_("up to 2 weeks"), 14 }, { "2", N_("2 to 6 weeks"), 42 }, { "6", N_("6 weeks to 3 months"), 91 },
	{ "13", N_("3 to 6 months"), 182 }, { "26", N_("more than 6 months"), INT64_MAX },
};

int64_t found_quarter_of(const char *zone, int64_t at, int back)
{
	struct civil c = zone_civil(zone, at);
	int months = c.year * 12 + (c.month - 1) / 3 * 3 - 3 * back;
	return day_number(months / 12, months % 12 + 1, 1);
}

static const char *band_of(int64_t days)
{
	size_t k = 0;
	while (days >= found_bands[k].below)
		k++;
	return found_bands[k].code;
}

static const char *first_of(struct req *r, const char *languages) { return arena_copy(&r->arena, languages, strcspn(languages, " ")); }

/* ---- who still waited ---- */

struct closing { struct req *r; size_t n, room; struct found_waiting *at; };

static enum status hear_waiting(void *context, const struct found_waiting *row)
{
	struct closing *g = context;
	g->at = ARENA_GROWN(&g->r->arena, g->at, g->n, g->room, 64);
	g->at[g->n] = *row;
	g->at[g->n].languages = first_of(g->r, row->languages);
	g->at[g->n++].place = arena_str(&g->r->arena, row->place);
	return OK;
}

/* As they are counted, of the three months that ended last; once. */
static enum status close_quarter(struct req *r, const char *community, const char *zone)
{
	struct closing g = { .r = r };
	struct found_closed closed;
	int64_t quarter = found_quarter_of(zone, r->now, 1), next = found_quarter_of(zone, r->now, 0), before[FOUND_BANDS - 1];
	TRY(found_closed(r, community, quarter, &closed));
	if (closed.n)
		return OK;
	int64_t end = zone_moment(zone, day_civil(next));
	for (size_t k = 0; k < COUNT(before); k++)
		before[k] = end - found_bands[k].below * DAY_SECONDS;
	TRY(found_waiting(r, community, end, before[0], before[1], before[2], before[3], hear_waiting, &g));
	for (size_t k = 0; k < g.n; k++) {
		TRY(found_waiting_add(r, community, quarter, "band", found_bands[g.at[k].band].code, g.at[k].n, NULL));
		TRY(found_waiting_add(r, community, quarter, "language", g.at[k].languages, g.at[k].n, NULL));
		TRY(found_waiting_add(r, community, quarter, "place", g.at[k].place, g.at[k].n, NULL));
	}
	return found_waiting_add(r, community, quarter, "closed", "", 0, NULL);
}

/* ---- what is heard ---- */

enum status found_hear_ask(struct req *r, const void *what)
{
	(void)what;
	return r->community.id ? close_quarter(r, r->community.id, r->community.zone) : OK;
}

enum status found_hear(struct req *r, const void *what)
{
	const struct connections_one *c = what;
	struct found_ask ask;
	struct found_zone where;
	TRY(found_zone(r, c->community, &where));
	TRY(close_quarter(r, c->community, where.zone));
	enum status st = found_ask(r, c->id, &ask);
	if (st == MISSING)
		return OK;              /* an offer, or brought in from elsewhere: nobody waited, or nobody knows how long */
	TRY(st);
	int64_t quarter = found_quarter_of(where.zone, r->now, 0);
	TRY(found_add(r, c->community, quarter, "band", band_of((r->now - ask.asked) / DAY_SECONDS), NULL));
	TRY(found_add(r, c->community, quarter, "place", ask.place ? ask.place : "", NULL));
	return found_add(r, c->community, quarter, "language", first_of(r, ask.languages), NULL);
}
