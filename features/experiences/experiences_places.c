/* Places: what a community calls the parts it lies in, for people who wish to meet in person.  A place is coarse, whoever names it:
 * where it lies is rounded before it is kept.  Leaves who lives where to experiences_profile.c, distances to matching. */
#include <math.h>
#include "experiences_inside.h"

enum { PLACES_MOST = 100 };

static const struct form_field placing_fields[] = {
	TEXT_FIELD(struct experiences_placing, name, .required = true, .min = 2, .max = 60, .label = N_("Name"),
		.hint = N_("A town or a part of the county. Never an address.")),
	REAL_FIELD(struct experiences_placing, lat, .real_min = -EXPERIENCES_LAT_MOST, .real_max = EXPERIENCES_LAT_MOST,
		.label = N_("Degrees north"), .hint = N_("From any map, for example 45.7. We round it, so that it tells an area and no house.")),
	REAL_FIELD(struct experiences_placing, lon, .real_min = -EXPERIENCES_LON_MOST, .real_max = EXPERIENCES_LON_MOST,
		.label = N_("Degrees east"), .hint = N_("West has a minus, for example -111.0.")),
};
const struct form experiences_placing_form = FORM(experiences_placing, placing_fields);

enum status experiences_place_options(struct req *r, const char *field, struct form_options *ret)
{
	struct experiences_places_list rows;
	TRY(experiences_places(r, r->community.id, &rows));
	struct form_option *at = ARENA_ARRAY(&r->arena, rows.n + 1, struct form_option);
	for (size_t i = 0; i < rows.n; i++)
		at[i] = (struct form_option){ .code = rows.at[i].id, .label = rows.at[i].name };
	*ret = (struct form_options){ .field = field, .n = rows.n, .at = at };
	return OK;
}

/* ---- the coordinator's page ---- */

static const struct json_field place_json[] = {
	JSON_TEXT(experiences_place_row, id), JSON_TEXT(experiences_place_row, name), JSON_FLAG(experiences_place_row, where),
};
static const struct json_field experiences_places_json[] = { JSON_LIST(experiences_places_view, places, place_json) };

enum status experiences_places_show(struct req *r)
{
	struct experiences_places_view v = { 0 };
	struct experiences_places_list rows;
	struct experiences_placing first;
	TRY(experiences_places(r, r->community.id, &rows));
	v.places.at = ARENA_ARRAY(&r->arena, rows.n + 1, struct experiences_place_row);
	for (; v.places.n < rows.n; v.places.n++) {
		const struct experiences_places *p = &rows.at[v.places.n];
		v.places.at[v.places.n] = (struct experiences_place_row){ p->id, p->name, p->lat != NO_INT };
	}
	form_blank(&experiences_placing_form, &first);
	form_show(r, &v.form, &experiences_placing_form, &first);
	return REPLY(r, experiences_places, &v);
}

static int64_t rounded(double degrees) { return degrees == NO_REAL ? NO_INT : (int64_t)lround(degrees * EXPERIENCES_A_DEGREE); }

enum status experiences_places_add(struct req *r)
{
	const struct experiences_placing *f = r->form;
	struct experiences_places_list rows;
	if ((f->lat == NO_REAL) != (f->lon == NO_REAL))
		return fault(r, f->lat == NO_REAL ? "lat" : "lon", "both", N_("Please give both numbers, or none."));
	TRY(experiences_places(r, r->community.id, &rows));
	if (rows.n >= PLACES_MOST)
		return fault_with(r, NULL, "full", N_("There is room for {0} places. Please take one away first."), word_int(PLACES_MOST));
	for (size_t i = 0; i < rows.n; i++)
		if (str_same(str_fold(&r->arena, rows.at[i].name), str_fold(&r->arena, f->name)))
			return fault(r, "name", "taken", N_("This place is in the list already."));
	TRY(experiences_place_add(r, id_new(r), r->community.id, f->name, rounded(f->lat), rounded(f->lon), r->now, NULL));
	return redirect_here(r, N_("Added."), "/settings/places");
}

enum status experiences_places_remove(struct req *r)
{
	int64_t changed;
	TRY(experiences_place_close(r, r->community.id, r->part[0], r->now, &changed));
	if (!changed)
		return MISSING;
	return redirect_here(r, N_("Taken out of the list. Whoever chose it before stays there."), "/settings/places");
}
