/* Answering a list of questions, and one's own line over time.  Each question can be left out; nothing is filled in for it. */
#include "inside.h"

static const struct form_field answers_fields[] = {
	IDS_FIELD(struct measure_answers, answers, .min = 1, .max = MEASURE_ITEMS_MAX, .label = N_("Your answers")),
};
const struct form measure_answers_form = FORM(measure_answers, answers_fields);

/* ---- the list ---- */

static const struct json_field offer_json[] = {
	JSON_TEXT(measure_offer, code), JSON_TEXT(measure_offer, name), JSON_TEXT(measure_offer, about), JSON_INT(measure_offer, questions),
	JSON_FLAG(measure_offer, closed),
};
static const struct json_field measures_list_json[] = { JSON_LIST(measures_list_view, offers, offer_json) };

static void offer(struct req *r, struct measures_list_view *v, const struct measure *m, bool closed)
{
	v->offers.at[v->offers.n++] = (struct measure_offer){ m->code, measure_say(r, m, m->name), measure_say(r, m, m->about), (int64_t)m->n_items, closed };
}

enum status measures_show(struct req *r)
{
	static const struct measure *const ours[] = { &measure_barc10, &measure_cbi };
	struct measure_definitions_here_list here;
	struct measures_answered_list answered;
	const struct measure *m;
	TRY(measure_definitions_here(r, r->community.id, &here));
	TRY(measures_answered(r, r->who.person, r->community.id, &answered));
	struct measures_list_view v = { .loads = may(r, MAY_COORDINATOR),
		.offers.at = ARENA_ARRAY(&r->arena, COUNT(ours) + here.n + answered.n, struct measure_offer) };
	for (size_t i = 0; i < COUNT(ours); i++)
		offer(r, &v, ours[i], false);
	for (size_t i = 0; i < here.n; i++) {
		if (i && str_same(here.at[i].code, here.at[i - 1].code))
			continue;
		TRY(measure_loaded(r, here.at[i].id, here.at[i].content, &m));
		offer(r, &v, m, false);
	}
	for (size_t i = 0; i < answered.n; i++) {
		TRY(measure_loaded(r, NULL, answered.at[i].content, &m));
		offer(r, &v, m, true);
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
	const struct measure *m;
	TRY(measure_find(r, r->part[0], &m));
	r->object = (void *)(uintptr_t)m;
	return OK;
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
static const struct json_field series_json[] = { JSON_FLAG(measures_series_view, earlier), JSON_LIST(measures_series_view, lines, line_json) };
static const struct json_field measures_take_json[] = {
	JSON_TEXT(measures_take_view, code), JSON_TEXT(measures_take_view, name), JSON_TEXT(measures_take_view, lang), JSON_TEXT(measures_take_view, source),
	JSON_LIST(measures_take_view, groups, group_json), JSON_LIST(measures_take_view, series, series_json),
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
		g->title = measure_say(r, m, m->scale[k].title);
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

/* The answers given to one definition, scored as that one says. */
static struct measures_series_view series_of(struct req *r, const struct measure *m, const char *code, const struct measures_taken_list *rows)
{
	struct measures_series_view s = { .code = code, .name = measure_say(r, m, m->name), .lines.n = m->n_scales,
		.lines.at = ARENA_ARRAY(&r->arena, m->n_scales, struct measure_line) };
	for (size_t k = 0; k < m->n_scales; k++) {
		struct measure_line *l = &s.lines.at[k];
		*l = (struct measure_line){ .title = measure_say(r, m, m->scale[k].title), .least = m->scale[k].least, .most = m->scale[k].most,
			.label = arena_printf(&r->arena, "line-%s%zu", m->loaded ? m->loaded : "", k),
			.values.at = ARENA_ARRAY(&r->arena, rows->n, struct measure_value_row) };
		for (size_t i = 0; i < rows->n; i++) {
			int given[MEASURE_ITEMS_MAX];
			struct measure_score x[MEASURE_SCALES_MAX];
			if (!str_same(rows->at[i].definition, m->loaded) || !measure_read(m, rows->at[i].answers, given))
				continue;
			measure_score(m, given, x);
			l->values.at[l->values.n++] = (struct measure_value_row){ .id = rows->at[i].id, .taken = rows->at[i].taken, .there = x[k].there,
				.value = x[k].there ? x[k].value : NO_REAL, .answered = x[k].answered, .asked = x[k].asked };
		}
		picture(r, l);
	}
	return s;
}

/* Each definition that was answered has a line of its own: what was asked then is scored as it was then. */
static enum status series_into(struct req *r, const struct measure *m, struct measures_take_view *v)
{
	struct measures_taken_list rows;
	TRY(measures_taken(r, r->who.person, m->code, &rows));
	v->any = rows.n > 0;
	const struct measure **of = ARENA_ARRAY(&r->arena, rows.n + 1, const struct measure *);
	v->series.at = ARENA_ARRAY(&r->arena, rows.n + 1, struct measures_series_view);
	of[v->series.n++] = m;
	for (size_t i = 0; i < rows.n; i++) {
		bool known = false;
		for (size_t k = 0; k < v->series.n; k++)
			known |= str_same(of[k]->loaded, rows.at[i].definition);
		if (known)
			continue;
		struct measure_definition_get x;
		TRY(measure_definition_get(r, rows.at[i].definition, &x));
		TRY(measure_loaded(r, rows.at[i].definition, x.content, &of[v->series.n++]));
	}
	for (size_t k = 0; k < v->series.n; k++) {
		v->series.at[k] = series_of(r, of[k], m->code, &rows);
		v->series.at[k].earlier = k > 0;
	}
	return OK;
}

enum status measure_show(struct req *r)
{
	const struct measure *m = r->object;
	struct measures_take_view v = { .code = m->code, .name = measure_say(r, m, m->name), .about = measure_say(r, m, m->about), .source = m->source,
		.licence = measure_say(r, m, m->licence), .notice = m->notice, .lang = m->lang, .closed = m->closed };
	v.in_english = r->reader.lang != LANG_EN && str_same(m->lang, "en");
	v.other_language = !v.in_english && !str_same(m->lang, lang_codes[r->reader.lang]);
	questions_into(r, m, &v);
	TRY(series_into(r, m, &v));
	if (v.closed && !v.any)
		return MISSING;
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
	if (m->closed)
		return MISSING;
	for (size_t i = 0; i < m->n_items; i++)
		given[i] = -1;
	for (size_t i = 0; i < f->answers.n; i++)
		if (!answer_read(m, f->answers.at[i], given))
			return fault(r, "answers", "choice", N_("One of the answers does not belong to this list. Please load the page again."));
	for (size_t i = 0; i < m->n_items; i++)
		any |= given[i] >= 0;
	if (!any)
		return fault(r, "answers", "needed", N_("Every question is left out. Answer at least one, or come back another time."));
	TRY(measure_add(r, id_new(r), r->who.person, m->code, m->loaded, r->now, measure_write(&r->arena, m, given), &changed));
	return redirect_here(r, N_("Kept for you alone."), "/measures/%s", m->code);
}

enum status measure_taken_away(struct req *r)
{
	int64_t changed;
	TRY(measure_remove(r, r->part[1], r->who.person, &changed));
	return changed ? redirect_here(r, N_("It is gone."), "/measures/%s", r->part[0]) : MISSING;
}
