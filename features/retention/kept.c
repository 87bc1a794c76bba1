/* What stays how long: the page for everybody in the community, the coordinators' changes, and each person's own view.
 * Leaves what the kinds are to the features that keep them. */
#include "inside.h"

static const struct form_field change_fields[] = {
	PICK_FIELD(struct retention_change, lasts, .required = true, .label = N_("How long it stays")),
};
const struct form retention_change_form = FORM(retention_change, change_fields);

const char *retention_words(struct req *r, const char *english)
{
	return english ? words_say(&r->arena, &r->reader, english, 0, NULL) : NULL;
}

static int64_t place_of(const char *code, int64_t otherwise)
{
	int64_t at;
	return choice_find(&retain_times, (struct slice){ code, strlen(code) }, &at) ? at : otherwise;
}

enum status retention_time(struct req *r, const char *community, const struct retain *kind, int64_t *ret)
{
	struct retention_time_get t;
	enum status st = retention_time_get(r, community, kind->code, &t);
	if (st != OK && st != MISSING)
		return st;
	*ret = st == OK ? place_of(t.lasts, kind->time) : kind->time;
	return OK;
}

static int64_t chosen(const struct retention_times_list *times, const struct retain *kind)
{
	for (size_t k = 0; k < times->n; k++)
		if (str_same(times->at[k].kind, kind->code))
			return place_of(times->at[k].lasts, kind->time);
	return kind->time;
}

static enum status kinds_of(struct req *r, const char *community, bool coordinator, struct retention_kinds *ret)
{
	struct retention_times_list times;
	size_t n = 0;
	TRY(retention_times(r, community, &times));
	for (size_t f = 0; f < r->house->n; f++)
		n += r->house->features[f]->retain ? r->house->features[f]->retain->n : 0;
	*ret = (struct retention_kinds){ .at = ARENA_ARRAY(&r->arena, n + 1, struct retention_kind) };
	for (size_t f = 0; f < r->house->n; f++)
		for (size_t k = 0; r->house->features[f]->retain && k < r->house->features[f]->retain->n; k++) {
			const struct retain *x = &r->house->features[f]->retain->at[k];
			ret->at[ret->n++] = (struct retention_kind){ .code = x->code, .title = retention_words(r, x->title), .from = retention_words(r, x->from),
				.why = retention_words(r, x->why), .lasts = chosen(&times, x), .change = coordinator && x->least != x->most };
		}
	return OK;
}

static const struct json_field kind_json[] = {
	JSON_TEXT(retention_kind, code), JSON_TEXT(retention_kind, title), JSON_TEXT(retention_kind, from), JSON_TEXT(retention_kind, why),
	JSON_CHOICE(retention_kind, lasts, &retain_times),
};
static const struct json_field gone_json[] = { JSON_TEXT(retention_gone, kind), JSON_INT(retention_gone, day), JSON_INT(retention_gone, n) };
static const struct json_field retention_kept_json[] = {
	JSON_LIST(retention_kept_view, kinds, kind_json), JSON_LIST(retention_kept_view, gone, gone_json),
	JSON_TIME(retention_kept_view, last),
};

static enum status gone_so_far(struct req *r, struct retention_gones *ret)
{
	struct retention_erased_last_list rows;
	TRY(retention_erased_last(r, r->community.id, RETENTION_PAGE, &rows));
	ret->at = ARENA_ARRAY(&r->arena, rows.n + 1, struct retention_gone);
	for (size_t k = 0; k < rows.n; k++) {
		const struct retain *kind = retain_find(r->house, rows.at[k].kind);
		bool few = rows.at[k].n < r->community.min_cell;        /* one meeting that went on a known day is somebody's */
		ret->at[ret->n++] = (struct retention_gone){ .kind = rows.at[k].kind, .day = rows.at[k].day, .n = few ? NO_INT : rows.at[k].n, .few = few,
			.title = kind ? retention_words(r, kind->title) : rows.at[k].kind };
	}
	return OK;
}

enum status retention_kept(struct req *r)
{
	struct retention_kept_view v = { .coordinator = may(r, MAY_COORDINATOR), .last = NO_INT };
	struct retention_run_get run;
	TRY(kinds_of(r, r->community.id, v.coordinator, &v.kinds));
	if (v.coordinator) {
		enum status st = retention_run_get(r, &run);
		if (st != OK && st != MISSING)
			return st;
		v.last = st == OK ? run.last : NO_INT;
		v.looked = v.last != NO_INT;
		TRY(gone_so_far(r, &v.gone));
	}
	return REPLY(r, retention_kept, &v);
}

/* ---- changing a time ---- */

enum status retention_change_of(struct req *r)
{
	const struct retain *kind = retain_find(r->house, r->part[0]);
	r->object = (void *)kind;       /* only read */
	return kind && kind->least != kind->most ? OK : MISSING;
}

static struct form_options *time_options(struct req *r, const struct retain *kind)
{
	struct form_option *at = ARENA_ARRAY(&r->arena, retain_times.n, struct form_option);
	struct form_options *options = ARENA_NEW(&r->arena, struct form_options);
	size_t n = 0;
	for (size_t k = kind->least; k <= kind->most; k++)
		at[n++] = (struct form_option){ .code = retain_times.at[k].code, .label = retention_words(r, retain_times.at[k].label) };
	*options = (struct form_options){ .field = "lasts", .n = n, .at = at };
	return options;
}

static const struct json_field retention_change_json[] = { JSON_TEXT(retention_change_view, code), JSON_TEXT(retention_change_view, title) };

enum status retention_change(struct req *r)
{
	const struct retain *kind = r->object;
	struct retention_change_view v = { .code = kind->code, .title = retention_words(r, kind->title), .from = retention_words(r, kind->from),
		.why = retention_words(r, kind->why) };
	struct retention_change *now = ARENA_NEW(&r->arena, struct retention_change);
	int64_t lasts;
	TRY(retention_time(r, r->community.id, kind, &lasts));
	now->lasts = choice_code(&retain_times, lasts);
	form_show(r, &v.form, &retention_change_form, now);
	v.form.drawn.options = time_options(r, kind);
	v.form.drawn.n_options = 1;
	return REPLY(r, retention_change, &v);
}

enum status retention_save(struct req *r)
{
	const struct retain *kind = r->object;
	const struct retention_change *f = r->form;
	int64_t place = place_of(f->lasts, -1);
	if (place < (int64_t)kind->least || place > (int64_t)kind->most)
		return fault(r, "lasts", "choice", N_("Choose one of these times."));
	TRY(retention_time_put(r, r->community.id, kind->code, f->lasts, NULL));
	return redirect_here(r, N_("Saved."), "/kept");
}

/* ---- on the page of a team ---- */

enum status retention_team_card(struct req *r)
{
	const struct retain *kind = retain_find(r->house, "team-words");
	struct retention_team_view v;
	if (!kind)
		return OK;              /* a house without talks */
	TRY(retention_time(r, r->community.id, kind, &v.lasts));
	retention_team_draw(&r->out, &v);
	return OK;
}

/* ---- in each person's own view ---- */

enum status retention_everything_card(struct req *r)
{
	struct communities_mine_list mine;
	struct retention_card_view v = { 0 };
	TRY(communities_of(r, r->who.person, &mine));
	v.heres.at = ARENA_ARRAY(&r->arena, mine.n + 1, struct retention_here);
	for (size_t k = 0; k < mine.n; k++) {
		struct retention_here *here = &v.heres.at[v.heres.n++];
		const char *id;
		*here = (struct retention_here){ .name = mine.at[k].name, .slug = mine.at[k].slug };
		TRY(communities_by_slug(r, here->slug, &id));
		TRY(kinds_of(r, id, false, &here->kinds));
	}
	retention_card_draw(&r->out, &v);
	return OK;
}
