/* Who found somebody, as a page, JSON and a table for a spreadsheet, for coordinators.  Every figure comes from
 * insight_report_make. */
#include "inside.h"
#include "csv.h"

static const char *say(struct req *r, const char *message) { return words_say(&r->arena, &r->reader, message, 0, NULL); }

static const char *language_label(struct req *r, const char *code)
{
	int64_t k;
	if (code && choice_find(&people_languages, (struct slice){ code, strlen(code) }, &k))
		return say(r, people_languages.at[k].label);
	return say(r, code ? N_("not said") : N_("others together"));
}

static const char *place_label(struct req *r, const struct found_places_list *places, const char *code)
{
	for (size_t k = 0; code && k < places->n; k++)
		if (str_same(places->at[k].id, code))
			return places->at[k].name;
	return say(r, code ? N_("not said") : N_("others together"));
}

/* From the band of one part to that before the next. */
static const char *bands_label(struct req *r, const struct insight_part *from, const struct insight_part *next)
{
	size_t first = 0, last = FOUND_BANDS - 1;
	for (size_t k = 0; k < FOUND_BANDS; k++) {
		if (str_same(found_bands[k].code, from->code))
			first = k;
		if (next && str_same(found_bands[k].code, next->code))
			last = k - 1;
	}
	if (first == last)
		return say(r, found_bands[first].label);
	const struct word_arg args[] = { word_text(say(r, found_bands[first].label)), word_text(say(r, found_bands[last].label)) };
	return words_say(&r->arena, &r->reader, N_("{0} … {1}"), 2, args);
}

static struct found_part part_of(const char *label, const struct insight_part *p)
{
	return (struct found_part){ label, p->n, p->waiting, p->n + p->waiting ? (100 * p->n + (p->n + p->waiting) / 2) / (p->n + p->waiting) : 0 };
}

static void draw_quarter(struct req *r, const struct found_places_list *places, const struct insight_quarter *x, struct found_quarter *q)
{
	*q = (struct found_quarter){ .from_day = x->from_day, .until_day = x->until_day, .n = x->n, .waiting = x->waiting, .few = x->few, .counted = x->counted };
	q->bands.at = ARENA_ARRAY(&r->arena, x->bands.n + 1, struct found_part);
	q->languages.at = ARENA_ARRAY(&r->arena, x->languages.n + 1, struct found_part);
	q->places.at = ARENA_ARRAY(&r->arena, x->places.n + 1, struct found_part);
	for (size_t k = 0; k < x->bands.n; k++)
		q->bands.at[q->bands.n++] = part_of(bands_label(r, &x->bands.at[k], k + 1 < x->bands.n ? &x->bands.at[k + 1] : NULL), &x->bands.at[k]);
	for (size_t k = 0; k < x->languages.n; k++)
		q->languages.at[q->languages.n++] = part_of(language_label(r, x->languages.at[k].code), &x->languages.at[k]);
	for (size_t k = 0; k < x->places.n; k++)
		q->places.at[q->places.n++] = part_of(place_label(r, places, x->places.at[k].code), &x->places.at[k]);
	if (q->places.n == 1 && x->places.at[0].code && !*x->places.at[0].code)
		q->places.n = 0;        /* nobody says where they live: nothing to compare */
}

static enum status load(struct req *r, struct insight_found_view *v)
{
	struct insight_report report;
	struct found_places_list places;
	TRY(insight_report_make(r, &(struct insight_about){ .found = true }, &report));
	TRY(found_places(r, r->community.id, &places));
	v->min_cell = r->community.min_cell;
	v->quarters.at = ARENA_ARRAY(&r->arena, report.quarters.n + 1, struct found_quarter);
	for (; v->quarters.n < report.quarters.n; v->quarters.n++)
		draw_quarter(r, &places, &report.quarters.at[v->quarters.n], &v->quarters.at[v->quarters.n]);
	return OK;
}

static const struct json_field part_json[] = {
	JSON_TEXT(found_part, label), JSON_INT(found_part, n), JSON_INT(found_part, waiting), JSON_INT(found_part, percent),
};
static const struct json_field quarter_json[] = {
	JSON_INT(found_quarter, from_day), JSON_INT(found_quarter, until_day), JSON_INT(found_quarter, n), JSON_INT(found_quarter, waiting),
	JSON_FLAG(found_quarter, few), JSON_FLAG(found_quarter, counted), JSON_LIST(found_quarter, bands, part_json),
	JSON_LIST(found_quarter, languages, part_json), JSON_LIST(found_quarter, places, part_json),
};
static const struct json_field insight_found_json[] = {
	JSON_LIST(insight_found_view, quarters, quarter_json), JSON_INT(insight_found_view, min_cell),
};

enum status found_show(struct req *r)
{
	struct insight_found_view v = { .is_coordinator = may(r, MAY_COORDINATOR) };
	TRY(load(r, &v));
	return REPLY(r, insight_found, &v);
}

/* waiting is empty where it was not counted. */
static void csv_part(struct out *o, const struct found_quarter *q, const char *sort, const struct found_part *p)
{
	struct civil c = day_civil(q->from_day);
	out_printf(o, "%04d-%02d-%02d,%s,", c.year, c.month, c.day, sort);
	out_csv_str(o, p->label);
	out_printf(o, ",%lld,", (long long)p->n);
	if (q->counted)
		out_printf(o, "%lld", (long long)p->waiting);
	OUT_LITERAL(o, "\r\n");
}

enum status found_csv(struct req *r)
{
	struct insight_found_view v = { 0 };
	TRY(load(r, &v));
	OUT_LITERAL(&r->out, "from,sort,what,n,waiting\r\n");
	for (size_t i = 0; i < v.quarters.n; i++) {
		const struct found_quarter *q = &v.quarters.at[i];
		for (size_t k = 0; k < q->bands.n; k++)
			csv_part(&r->out, q, "waited", &q->bands.at[k]);
		for (size_t k = 0; k < q->languages.n; k++)
			csv_part(&r->out, q, "language", &q->languages.at[k]);
		for (size_t k = 0; k < q->places.n; k++)
			csv_part(&r->out, q, "place", &q->places.at[k]);
	}
	r->reply.type = "text/csv; charset=utf-8; header=present";
	r->reply.file_name = "found.csv";
	return OK;
}
