/* What anyone may read of what is planned, without an account: what is called how, what it is about, when, in which town.  Never the
 * place, the link, who comes or how many.  Whether it is shown is said where it is planned (plan.c, change.c). */
#include "inside.h"
#include "queries.h"

enum { OPEN_AT_ONCE = 20, OPEN_ON_CARD = 4, OPEN_TIMES = 6, OPEN_DAYS = 92 };

static const struct form_field gathering_open_fields[] = {
	INT_FIELD(struct gathering_open, after, .min = 0, .max = INT64_MAX, .label = N_("After")),
	ID_FIELD(struct gathering_open, after_id, .label = N_("After")),
};
const struct form gathering_open_form = FORM(gathering_open, gathering_open_fields);

/* ---- each once, by its next time ---- */

static bool came_already(const struct gatherings_times *kept, const struct gatherings_time *t)
{
	for (size_t k = 0; k < kept->n; k++)
		if (kept->at[k].of == t->of)
			return true;
	return false;
}

/* The next time of each, soonest first; those that begin after a moment, at the same moment behind an id. */
static enum status next_of_each(struct req *r, int64_t after, const char *after_id, struct gatherings_times *ret)
{
	struct gatherings_times all, next = { .n = 0 };
	TRY(gathering_times_shown(r, NULL, NULL, r->now, r->now + (int64_t)OPEN_DAYS * DAY, &all));
	next.at = ARENA_ARRAY(&r->arena, all.n + 1, struct gatherings_time);
	for (size_t k = 0; k < all.n; k++)
		if (!came_already(&next, &all.at[k]))
			next.at[next.n++] = all.at[k];
	size_t from = 0;
	while (after != NO_INT && from < next.n &&
	       (next.at[from].began < after || (next.at[from].began == after && strcmp(next.at[from].of->id, after_id) <= 0)))
		from++;
	*ret = (struct gatherings_times){ .n = next.n - from, .at = next.at + from };
	return OK;
}

static const struct json_field coming_json[] = {
	JSON_TEXT(gathering_row, id), JSON_TEXT(gathering_row, title), JSON_CHOICE(gathering_row, kind, &gatherings_kinds), JSON_TIME(gathering_row, began),
	JSON_INT(gathering_row, minutes), JSON_FLAG(gathering_row, cancelled),
};
static const struct json_field gatherings_open_list_json[] = {
	JSON_LIST(gatherings_open_list_view, coming, coming_json), JSON_INT(gatherings_open_list_view, more_after),
	JSON_TEXT(gatherings_open_list_view, more_id),
};

enum status gatherings_open_list(struct req *r)
{
	const struct gathering_open *f = r->form;
	struct gatherings_open_list_view v = { .name = r->community.name };
	struct gatherings_times t;
	bool later = f && f->after_id && f->after != NO_INT;
	TRY(next_of_each(r, later ? f->after : NO_INT, later ? f->after_id : NULL, &t));
	gathering_rows(r, &t, OPEN_AT_ONCE, &v.coming);
	v.times.times = v.coming;
	if (t.n > OPEN_AT_ONCE) {
		v.more_after = t.at[OPEN_AT_ONCE - 1].began;
		v.more_id = t.at[OPEN_AT_ONCE - 1].of->id;
	}
	return REPLY(r, gatherings_open_list, &v);
}

/* On the page that anyone sees of a community. */
enum status gatherings_open_card(struct req *r)
{
	struct gatherings_open_card_view v = { .more = false };
	struct gatherings_times t;
	TRY(next_of_each(r, NO_INT, NULL, &t));
	gathering_rows(r, &t, OPEN_ON_CARD, &v.times.times);
	v.more = t.n > OPEN_ON_CARD;
	if (t.n)
		gatherings_open_card_draw(&r->out, &v);
	return OK;
}

/* ---- one, and those of a group ---- */

static const struct json_field gatherings_open_one_json[] = {
	JSON_TEXT(gatherings_open_one_view, id), JSON_TEXT(gatherings_open_one_view, title), JSON_TEXT(gatherings_open_one_view, about),
	JSON_TEXT(gatherings_open_one_view, rule), JSON_TEXT(gatherings_open_one_view, town), JSON_TEXT(gatherings_open_one_view, group),
	JSON_CHOICE(gatherings_open_one_view, kind, &gatherings_kinds), JSON_CHOICE(gatherings_open_one_view, mode, &encounters_modes),
	JSON_FLAG(gatherings_open_one_view, cancelled), JSON_LIST(gatherings_open_one_view, coming, coming_json),
};

enum status gatherings_open_one(struct req *r)
{
	struct gatherings_one g;
	struct gatherings_times t;
	struct gathering_row_list rows;
	TRY(gathering_shown_one(r, r->part[0], &g));
	TRY(gathering_times_shown(r, g.id, NULL, r->now, r->now + (int64_t)OPEN_DAYS * DAY, &t));
	gathering_rows(r, &t, OPEN_TIMES, &rows);
	struct gatherings_open_one_view v = {
		.id = g.id, .title = gatherings_called(r, &g), .about = g.about, .rule = gathering_rule_words(r, &g), .town = g.town, .kind = g.kind, .mode = g.mode,
		.zone = r->reader.zone, .group = str_same(g.belongs, "group") ? g.subject : NULL, .cancelled = g.cancelled, .member = may(r, MAY_MEMBER),
		.signed_in = r->who.person != NULL, .to = arena_printf(&r->arena, "%s/gatherings/%s", r->out.base, g.id),
		.coming = { rows.n, rows.at },
	};
	return REPLY(r, gatherings_open_one, &v);
}

/* On the page that anyone sees of a group. */
enum status gatherings_open_group(struct req *r)
{
	const struct groups_one *g = r->object;
	struct gatherings_open_group_view v;
	struct gatherings_times t;
	TRY(gathering_times_shown(r, NULL, g->id, r->now, r->now + (int64_t)OPEN_DAYS * DAY, &t));
	gathering_rows(r, &t, GROUP_ROWS, &v.times.times);
	if (t.n)
		gatherings_open_group_draw(&r->out, &v);
	return OK;
}
