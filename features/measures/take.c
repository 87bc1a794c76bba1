/* Answering a list of questions, and one's own line over time.  Each question can be left out; nothing is filled in for it. */
#include "inside.h"

static const struct measure *const all[] = { &measure_barc10, &measure_cbi };

static const struct form_field answers_fields[] = {
	IDS_FIELD(struct measure_answers, answers, .min = 1, .max = MEASURE_ITEMS_MAX, .label = N_("Your answers")),
};
const struct form measure_answers_form = FORM(measure_answers, answers_fields);

static const char *said(struct req *r, const char *words) { return words_say(&r->arena, &r->reader, words, 0, NULL); }

/* ---- the list ---- */

static const struct json_field offer_json[] = {
	JSON_TEXT(measure_offer, code), JSON_TEXT(measure_offer, name), JSON_TEXT(measure_offer, about), JSON_INT(measure_offer, questions),
};
static const struct json_field measures_list_json[] = { JSON_LIST(measures_list_view, offers, offer_json) };

enum status measures_show(struct req *r)
{
	struct measures_list_view v = { .offers.at = ARENA_ARRAY(&r->arena, COUNT(all), struct measure_offer) };
	for (; v.offers.n < COUNT(all); v.offers.n++) {
		const struct measure *m = all[v.offers.n];
		v.offers.at[v.offers.n] = (struct measure_offer){ m->code, said(r, m->name), said(r, m->about), (int64_t)m->n_items };
	}
	return REPLY(r, measures_list, &v);
}

enum status measures_link(struct req *r)
{
	measures_link_draw(&r->out, &(struct measures_link_view){ 0 });
	return OK;
}

/* ---- one of them ---- */

enum status measure_of(struct req *r)
{
	for (size_t i = 0; i < COUNT(all); i++)
		if (str_same(all[i]->code, r->part[0])) {
			r->object = (void *)(uintptr_t)all[i];
			return OK;
		}
	return MISSING;
}

static const struct json_field step_json[] = { JSON_TEXT(measure_step_row, code), JSON_TEXT(measure_step_row, label) };
static const struct json_field item_json[] = {
	JSON_INT(measure_item_row, number), JSON_TEXT(measure_item_row, words), JSON_LIST(measure_item_row, steps, step_json),
};
static const struct json_field group_json[] = { JSON_TEXT(measures_questions_view, title), JSON_LIST(measures_questions_view, items, item_json) };
static const struct json_field value_json[] = {
	JSON_TEXT(measure_value_row, id), JSON_TIME(measure_value_row, taken), JSON_FLAG(measure_value_row, there), JSON_REAL(measure_value_row, value),
	JSON_INT(measure_value_row, answered), JSON_INT(measure_value_row, asked),
};
static const struct json_field line_json[] = {
	JSON_TEXT(measure_line, title), JSON_INT(measure_line, least), JSON_INT(measure_line, most), JSON_LIST(measure_line, values, value_json),
};
static const struct json_field measures_take_json[] = {
	JSON_TEXT(measures_take_view, code), JSON_TEXT(measures_take_view, name), JSON_TEXT(measures_take_view, lang), JSON_TEXT(measures_take_view, source),
	JSON_LIST(measures_take_view, groups, group_json), JSON_LIST(measures_take_view, lines, line_json),
};

static struct measure_item_row item_row(struct req *r, const struct measure_item *x, size_t number)
{
	struct measure_item_row row = { .words = x->words, .number = (int64_t)number };
	row.steps.at = ARENA_ARRAY(&r->arena, x->steps->n, struct measure_step_row);
	for (; row.steps.n < x->steps->n; row.steps.n++)
		row.steps.at[row.steps.n] = (struct measure_step_row){ arena_printf(&r->arena, "%zu-%zu", number, row.steps.n + 1),
			x->steps->at[row.steps.n].label };
	return row;
}

/* Scale by scale: whoever has little strength today answers one of them. */
static void questions_into(struct req *r, const struct measure *m, struct measures_take_view *v)
{
	v->several = m->n_scales > 1;
	v->groups.n = m->n_scales;
	v->groups.at = ARENA_ARRAY(&r->arena, m->n_scales, struct measures_questions_view);
	for (size_t k = 0; k < m->n_scales; k++) {
		struct measures_questions_view *g = &v->groups.at[k];
		g->title = said(r, m->scale[k].title);
		g->lang = m->lang;
		g->items.at = ARENA_ARRAY(&r->arena, m->n_items, struct measure_item_row);
		for (size_t i = 0; i < m->n_items; i++)
			if (m->item[i].scale == (int)k)
				g->items.at[g->items.n++] = item_row(r, &m->item[i], i + 1);
	}
}

/* Left the first time, right the last; only times of which there is a figure. */
static void picture(struct req *r, struct measure_line *l)
{
	size_t n = 0;
	l->points = "";
	for (size_t i = l->values.n; i-- > 0;) {
		const struct measure_value_row *x = &l->values.at[i];
		if (!x->there)
			continue;
		l->first = n++ ? l->first : x->taken;
		l->last = x->taken;
	}
	l->has_line = n > 1 && l->last > l->first;
	for (size_t i = l->values.n; l->has_line && i-- > 0;) {
		const struct measure_value_row *x = &l->values.at[i];
		if (x->there)
			l->points = arena_printf(&r->arena, "%s%s%.1f,%.1f", l->points, *l->points ? " " : "",
				100 * (double)(x->taken - l->first) / (double)(l->last - l->first),
				100 - 100 * (x->value - (double)l->least) / (double)(l->most - l->least));
	}
}

static enum status lines_into(struct req *r, const struct measure *m, struct measures_take_view *v)
{
	struct measures_taken_list rows;
	TRY(measures_taken(r, r->who.person, m->code, &rows));
	v->any = rows.n > 0;
	v->lines.n = m->n_scales;
	v->lines.at = ARENA_ARRAY(&r->arena, m->n_scales, struct measure_line);
	for (size_t k = 0; k < m->n_scales; k++) {
		struct measure_line *l = &v->lines.at[k];
		*l = (struct measure_line){ .title = said(r, m->scale[k].title), .least = m->scale[k].least, .most = m->scale[k].most,
			.label = arena_printf(&r->arena, "line-%zu", k), .values.at = ARENA_ARRAY(&r->arena, rows.n, struct measure_value_row) };
		for (size_t i = 0; i < rows.n; i++) {
			int given[MEASURE_ITEMS_MAX];
			struct measure_score x[MEASURE_SCALES_MAX];
			if (!measure_read(m, rows.at[i].answers, given))
				continue;
			measure_score(m, given, x);
			l->values.at[l->values.n++] = (struct measure_value_row){ .id = rows.at[i].id, .taken = rows.at[i].taken, .there = x[k].there,
				.value = x[k].there ? x[k].value : NO_REAL, .answered = x[k].answered, .asked = x[k].asked };
		}
		picture(r, l);
	}
	return OK;
}

enum status measure_show(struct req *r)
{
	const struct measure *m = r->object;
	struct measures_take_view v = { .code = m->code, .name = said(r, m->name), .about = said(r, m->about), .source = m->source,
		.licence = said(r, m->licence), .lang = m->lang, .other_language = !str_same(m->lang, lang_codes[r->reader.lang]) };
	questions_into(r, m, &v);
	TRY(lines_into(r, m, &v));
	return REPLY(r, measures_take, &v);
}

/* ---- answering ---- */

/* "ITEM-STEP" of this list; step 0 is one left out. */
static bool answer_read(const struct measure *m, const char *typed, int given[MEASURE_ITEMS_MAX])
{
	const char *dash = strchr(typed, '-');
	int64_t item, step;
	if (!dash || !str_int((struct slice){ typed, (size_t)(dash - typed) }, 1, (int64_t)m->n_items, &item))
		return false;
	if (!str_int((struct slice){ dash + 1, strlen(dash + 1) }, 0, (int64_t)m->item[item - 1].steps->n, &step))
		return false;
	given[item - 1] = (int)step - 1;
	return true;
}

enum status measure_save(struct req *r)
{
	const struct measure *m = r->object;
	const struct measure_answers *f = r->form;
	int given[MEASURE_ITEMS_MAX];
	bool any = false;
	int64_t changed;
	for (size_t i = 0; i < m->n_items; i++)
		given[i] = -1;
	for (size_t i = 0; i < f->answers.n; i++)
		if (!answer_read(m, f->answers.at[i], given))
			return fault(r, "answers", "choice", N_("One of the answers does not belong to this list. Please load the page again."));
	for (size_t i = 0; i < m->n_items; i++)
		any |= given[i] >= 0;
	if (!any)
		return fault(r, "answers", "needed", N_("Every question is left out. Answer at least one, or come back another time."));
	TRY(measure_add(r, id_new(r), r->who.person, m->code, r->now, measure_write(&r->arena, m, given), &changed));
	return redirect_here(r, N_("Kept for you alone."), "/measures/%s", m->code);
}

enum status measure_taken_away(struct req *r)
{
	int64_t changed;
	TRY(measure_remove(r, r->part[1], r->who.person, &changed));
	return changed ? redirect_here(r, N_("It is gone."), "/measures/%s", r->part[0]) : MISSING;
}
