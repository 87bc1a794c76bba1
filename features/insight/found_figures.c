/* Who found somebody, as far as it may be known: three months that are over, in which nothing can change any more.  What may stand says
 * table.c; words are left to found.c. */
#include "inside.h"

enum { QUARTERS = 8 };

static bool is_of(const struct found_sums *row, int64_t quarter, const char *sort) { return row->quarter == quarter && str_same(row->sort, sort); }

/* All bands, those with nobody too, so that neighbours are neighbours. */
static struct insight_parts bands_of(struct req *r, const struct found_sums_list *rows, int64_t quarter)
{
	struct insight_parts p = { FOUND_BANDS, ARENA_ARRAY(&r->arena, FOUND_BANDS, struct insight_part) };
	for (size_t k = 0; k < FOUND_BANDS; k++) {
		p.at[k].code = found_bands[k].code;
		for (size_t i = 0; i < rows->n; i++)
			if (is_of(&rows->at[i], quarter, "band") && str_same(rows->at[i].code, p.at[k].code))
				p.at[k] = (struct insight_part){ p.at[k].code, rows->at[i].n, rows->at[i].waiting };
	}
	p.n = insight_table(p.at, p.n, r->community.min_cell, true);
	return p;
}

static struct insight_parts parts_of(struct req *r, const struct found_sums_list *rows, int64_t quarter, const char *sort)
{
	struct insight_parts p = { 0, ARENA_ARRAY(&r->arena, rows->n + 1, struct insight_part) };
	for (size_t i = 0; i < rows->n; i++)
		if (is_of(&rows->at[i], quarter, sort))
			p.at[p.n++] = (struct insight_part){ rows->at[i].code, rows->at[i].n, rows->at[i].waiting };
	p.n = insight_table(p.at, p.n, r->community.min_cell, false);
	return p;
}

static struct insight_quarter quarter_of(struct req *r, const struct found_sums_list *rows, int64_t from, int64_t until)
{
	struct insight_quarter q = {
		.from_day = from, .until_day = until - 1, .bands = bands_of(r, rows, from),
		.languages = parts_of(r, rows, from, "language"), .places = parts_of(r, rows, from, "place"),
	};
	for (size_t i = 0; i < rows->n; i++)
		q.counted |= is_of(&rows->at[i], from, "closed");
	for (size_t k = 0; k < q.bands.n; k++) {
		q.n += q.bands.at[k].n;
		q.waiting += q.bands.at[k].waiting;
	}
	q.few = !q.bands.n;
	return q;
}

/* The last two years; the three months that are still going on are not among them. */
enum status insight_found_figures(struct req *r, struct insight_report *ret)
{
	struct found_sums_list rows;
	const char *zone = r->community.zone;
	TRY(found_sums(r, r->community.id, found_quarter_of(zone, r->now, QUARTERS), found_quarter_of(zone, r->now, 0), &rows));
	ret->quarters.at = ARENA_ARRAY(&r->arena, QUARTERS, struct insight_quarter);
	for (int back = 1; back <= QUARTERS; back++) {
		int64_t from = found_quarter_of(zone, r->now, back);
		bool any = false;
		for (size_t i = 0; i < rows.n; i++)
			any |= is_of(&rows.at[i], from, "band");
		if (any)
			ret->quarters.at[ret->quarters.n++] = quarter_of(r, &rows, from, found_quarter_of(zone, r->now, back - 1));
	}
	return OK;
}
