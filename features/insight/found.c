/* Who found somebody: counted on the day two begin to walk together, by how long the one who asked had waited and by the language
 * they like best.  Shown to coordinators by three months, once those are over and nothing in them can change; what may stand says
 * table.c. */
#include "inside.h"
#include "csv.h"

enum { DAY_SECONDS = 86400, QUARTERS = 8, BANDS = 5 };
static const struct { const char *code, *label; int64_t below; } band[BANDS] = {
	{ "0", N_("up to 2 weeks"), 14 }, { "2", N_("2 to 6 weeks"), 42 }, { "6", N_("6 weeks to 3 months"), 91 },
	{ "13", N_("3 to 6 months"), 182 }, { "26", N_("more than 6 months"), INT64_MAX },
};

/* The first day of the three months in which this is, in the community's zone; back: so many quarters before. */
static int64_t quarter_of(const char *zone, int64_t at, int back)
{
	struct civil c = zone_civil(zone, at);
	int months = c.year * 12 + (c.month - 1) / 3 * 3 - 3 * back;
	return day_number(months / 12, months % 12 + 1, 1);
}

static const char *band_of(int64_t days)
{
	size_t k = 0;
	while (days >= band[k].below)
		k++;
	return band[k].code;
}

enum status found_hear(struct req *r, const void *what)
{
	const struct connections_one *c = what;
	struct found_ask ask;
	struct found_zone where;
	enum status st = found_ask(r, c->id, &ask);
	if (st == MISSING)
		return OK;              /* an offer, or brought in from elsewhere: nobody waited, or nobody knows how long */
	TRY(st);
	TRY(found_zone(r, c->community, &where));
	int64_t quarter = quarter_of(where.zone, r->now, 0);
	TRY(found_add(r, c->community, quarter, "band", band_of((r->now - ask.asked) / DAY_SECONDS), NULL));
	return found_add(r, c->community, quarter, "language", arena_copy(&r->arena, ask.languages, strcspn(ask.languages, " ")), NULL);
}

/* ---- showing ---- */

static const char *say(struct req *r, const char *message) { return words_say(&r->arena, &r->reader, message, 0, NULL); }

static const char *language_label(struct req *r, const char *code)
{
	int64_t k;
	if (code && choice_find(&people_languages, (struct slice){ code, strlen(code) }, &k))
		return say(r, people_languages.at[k].label);
	return say(r, code ? N_("not said") : N_("others together"));
}

/* From the band of one part to that before the next. */
static const char *bands_label(struct req *r, const struct insight_part *from, const struct insight_part *next)
{
	size_t first = 0, last = BANDS - 1;
	for (size_t k = 0; k < BANDS; k++) {
		if (str_same(band[k].code, from->code))
			first = k;
		if (next && str_same(band[k].code, next->code))
			last = k - 1;
	}
	if (first == last)
		return say(r, band[first].label);
	const struct word_arg args[] = { word_text(say(r, band[first].label)), word_text(say(r, band[last].label)) };
	return words_say(&r->arena, &r->reader, N_("{0} … {1}"), 2, args);
}

/* All bands, those with nobody too, so that neighbours are neighbours. */
static size_t bands_of(const struct found_sums_list *rows, int64_t quarter, struct insight_part part[BANDS])
{
	for (size_t k = 0; k < BANDS; k++) {
		part[k] = (struct insight_part){ band[k].code, 0 };
		for (size_t i = 0; i < rows->n; i++)
			if (rows->at[i].quarter == quarter && str_same(rows->at[i].sort, "band") && str_same(rows->at[i].code, band[k].code))
				part[k].n = rows->at[i].n;
	}
	return BANDS;
}

static size_t languages_of(const struct found_sums_list *rows, int64_t quarter, struct insight_part *part)
{
	size_t n = 0;
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].quarter == quarter && str_same(rows->at[i].sort, "language"))
			part[n++] = (struct insight_part){ rows->at[i].code, rows->at[i].n };
	return n;
}

static void draw_quarter(struct req *r, const struct found_sums_list *rows, int64_t from, int64_t until, struct found_quarter *q)
{
	struct insight_part bands[BANDS], *languages = ARENA_ARRAY(&r->arena, rows->n + 1, struct insight_part);
	size_t n_bands = insight_table(bands, bands_of(rows, from, bands), r->community.min_cell, true);
	size_t n_languages = insight_table(languages, languages_of(rows, from, languages), r->community.min_cell, false);
	*q = (struct found_quarter){ .from_day = from, .until_day = until - 1, .few = !n_bands };
	q->bands.at = ARENA_ARRAY(&r->arena, n_bands + 1, struct found_part);
	q->languages.at = ARENA_ARRAY(&r->arena, n_languages + 1, struct found_part);
	for (size_t k = 0; k < n_bands; k++) {
		q->n += bands[k].n;
		q->bands.at[q->bands.n++] = (struct found_part){ bands_label(r, &bands[k], k + 1 < n_bands ? &bands[k + 1] : NULL), bands[k].n };
	}
	for (size_t k = 0; k < n_languages; k++)
		q->languages.at[q->languages.n++] = (struct found_part){ language_label(r, languages[k].code), languages[k].n };
}

/* The last two years, the latest first; the three months that are still going on are not among them. */
static enum status load(struct req *r, struct insight_found_view *v)
{
	struct found_sums_list rows;
	const char *zone = r->community.zone;
	TRY(found_sums(r, r->community.id, quarter_of(zone, r->now, QUARTERS), quarter_of(zone, r->now, 0), &rows));
	v->min_cell = r->community.min_cell;
	v->quarters.at = ARENA_ARRAY(&r->arena, QUARTERS, struct found_quarter);
	for (int back = 1; back <= QUARTERS; back++) {
		int64_t from = quarter_of(zone, r->now, back), until = quarter_of(zone, r->now, back - 1);
		bool any = false;
		for (size_t i = 0; i < rows.n; i++)
			any |= rows.at[i].quarter == from;
		if (any)
			draw_quarter(r, &rows, from, until, &v->quarters.at[v->quarters.n++]);
	}
	return OK;
}

static const struct json_field part_json[] = { JSON_TEXT(found_part, label), JSON_INT(found_part, n) };
static const struct json_field quarter_json[] = {
	JSON_INT(found_quarter, from_day), JSON_INT(found_quarter, until_day), JSON_INT(found_quarter, n), JSON_FLAG(found_quarter, few),
	JSON_LIST(found_quarter, bands, part_json), JSON_LIST(found_quarter, languages, part_json),
};
static const struct json_field insight_found_json[] = {
	JSON_LIST(insight_found_view, quarters, quarter_json), JSON_INT(insight_found_view, min_cell),
};

enum status found_show(struct req *r)
{
	struct insight_found_view v = { 0 };
	TRY(load(r, &v));
	return REPLY(r, insight_found, &v);
}

static void csv_part(struct out *o, const struct found_quarter *q, const char *sort, const struct found_part *p)
{
	struct civil c = day_civil(q->from_day);
	out_printf(o, "%04d-%02d-%02d,%s,", c.year, c.month, c.day, sort);
	out_csv_str(o, p->label);
	out_printf(o, ",%lld\r\n", (long long)p->n);
}

enum status found_csv(struct req *r)
{
	struct insight_found_view v = { 0 };
	TRY(load(r, &v));
	OUT_LITERAL(&r->out, "from,sort,what,n\r\n");
	for (size_t i = 0; i < v.quarters.n; i++) {
		const struct found_quarter *q = &v.quarters.at[i];
		for (size_t k = 0; k < q->bands.n; k++)
			csv_part(&r->out, q, "waited", &q->bands.at[k]);
		for (size_t k = 0; k < q->languages.n; k++)
			csv_part(&r->out, q, "language", &q->languages.at[k]);
	}
	r->reply.type = "text/csv; charset=utf-8; header=present";
	r->reply.file_name = "found.csv";
	return OK;
}
