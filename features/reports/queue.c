/* For those who look after reports: what is open, who wishes to be heard, what is in force, and one report.  Whom it is
 * about never reads it here, whatever they hold. */
#include "inside.h"

static const struct form_field page_fields[] = {
	INT_FIELD(struct reports_page, before, .min = 0, .max = INT64_C(1) << 40, .label = N_("Before")),
	ID_FIELD(struct reports_page, id, .label = N_("After this one")),
};
const struct form reports_page_form = FORM(reports_page, page_fields);

static const struct json_field in_force_json[] = {
	JSON_TEXT(reports_in_force, id), JSON_TEXT(reports_in_force, name), JSON_TIME(reports_in_force, until), JSON_FLAG(reports_in_force, for_good),
};
static const struct json_field ended_json[] = {
	JSON_TEXT(reports_ended, id), JSON_TEXT(reports_ended, name), JSON_TEXT(reports_ended, how), JSON_TIME(reports_ended, decided),
};
static const struct json_field reports_queue_json[] = {
	JSON_ROWS(reports_queue_view, open, reports_open), JSON_ROWS(reports_queue_view, heard, decisions_heard),
	JSON_LIST(reports_queue_view, now, in_force_json), JSON_LIST(reports_queue_view, over, ended_json), JSON_TEXT(reports_queue_view, next_id),
};

static const char *outcome_words(struct req *r, const char *outcome)
{
	int64_t k;
	if (!choice_find(&reports_outcomes, (struct slice){ outcome, strlen(outcome) }, &k))
		return reports_how(r, outcome);
	return words_say(&r->arena, &r->reader, reports_outcomes.at[k].label, 0, NULL);
}

static enum status in_force(struct req *r, struct reports_queue_view *v)
{
	struct decisions_now_list rows;
	TRY(decisions_now(r, r->community.id, r->who.person, reports_all(r), r->now, &rows));
	v->now.at = ARENA_ARRAY(&r->arena, rows.n, struct reports_in_force);
	for (size_t i = 0; i < rows.n; i++)
		v->now.at[v->now.n++] = (struct reports_in_force){ .id = rows.at[i].id, .name = people_name_or_left(r, rows.at[i].name),
			.until = rows.at[i].until_at, .decided = rows.at[i].decided, .for_good = rows.at[i].until_at >= COMMUNITIES_FOR_GOOD,
			.paused = reports_reach(rows.at[i].outcome).paused };
	return OK;
}

static enum status over(struct req *r, struct reports_queue_view *v)
{
	const struct reports_page *f = r->form;
	struct reports_over_list rows;
	bool later = f && f->before != NO_INT && f->id;
	TRY(reports_over(r, r->community.id, r->who.person, reports_all(r), later ? f->before : INT64_C(1) << 41, later ? f->id : "", &rows));
	v->over.at = ARENA_ARRAY(&r->arena, rows.n, struct reports_ended);
	for (size_t i = 0; i < rows.n && i < REPORTS_PAGE; i++)
		v->over.at[v->over.n++] = (struct reports_ended){ .id = rows.at[i].id, .name = people_name_or_left(r, rows.at[i].name),
			.how = outcome_words(r, rows.at[i].outcome), .decided = rows.at[i].decided };
	if (rows.n > REPORTS_PAGE) {
		v->next = rows.at[REPORTS_PAGE - 1].decided;
		v->next_id = rows.at[REPORTS_PAGE - 1].id;
	}
	return OK;
}

enum status reports_queue_show(struct req *r)
{
	struct reports_queue_view v = { 0 };
	TRY(reports_open(r, r->community.id, r->who.person, reports_all(r), &v.open));
	for (size_t i = 0; i < v.open.n; i++) {
		v.open.at[i].name = people_name_or_left(r, v.open.at[i].name);
		v.open.at[i].reporter_name = people_name_or_left(r, v.open.at[i].reporter_name);
	}
	TRY(decisions_heard(r, r->community.id, r->who.person, reports_all(r), &v.heard));
	for (size_t i = 0; i < v.heard.n; i++)
		v.heard.at[i].name = people_name_or_left(r, v.heard.at[i].name);
	TRY(in_force(r, &v));
	TRY(over(r, &v));
	return REPLY(r, reports_queue, &v);
}

enum status reports_waiting_card(struct req *r)
{
	struct reports_open_count n;
	TRY(reports_open_count(r, r->community.id, r->who.person, reports_all(r), &n));
	r->waits += n.n + n.heard;
	if (n.n || n.heard)
		reports_waiting_draw(&r->out, &(struct reports_waiting_view){ .n = n.n, .heard = n.heard });
	return OK;
}

enum status reports_person_card(struct req *r)
{
	if (!str_same(r->part[0], r->who.person))
		reports_person_card_draw(&r->out, &(struct reports_person_card_view){ .id = r->part[0] });
	return OK;
}

/* ---- one ---- */

enum status reports_of(struct req *r)
{
	struct report_get *x = ARENA_NEW(&r->arena, struct report_get);
	TRY(report_get(r, r->part[0], r->community.id, x));
	if (str_same(x->about, r->who.person) || (!reports_all(r) && !x->about_team))
		return MISSING;
	r->object = x;
	return OK;
}

static const struct json_field carried_json[] = {
	JSON_TEXT(report_carried_seen, id), JSON_TEXT(report_carried_seen, words), JSON_FLAG(report_carried_seen, picture),
};
static const struct json_field item_json[] = {
	JSON_TEXT(report_item_seen, what), JSON_TEXT(report_item_seen, words), JSON_LIST(report_item_seen, with, carried_json),
};
static const struct json_field reports_show_json[] = {
	JSON_TEXT(reports_show_view, id), JSON_TEXT(reports_show_view, about), JSON_TEXT(reports_show_view, reporter_name), JSON_TEXT(reports_show_view, name),
	JSON_CHOICE(reports_show_view, kind, &reports_kinds), JSON_TEXT(reports_show_view, words), JSON_TIME(reports_show_view, made),
	JSON_LIST(reports_show_view, items, item_json), JSON_FLAG(reports_show_view, open), JSON_FLAG(reports_show_view, may_decide),
	JSON_TEXT(reports_show_view, how), JSON_TEXT(reports_show_view, answer), JSON_TIME(reports_show_view, decided),
};

/* What was attached, in words; a kind of a feature above this one says itself. */
static const char *item_words(struct req *r, const char *kind)
{
	static const struct { const char *kind, *words; } kinds[] = {
		{ "ask", N_("From a request or an offer") }, { "told", N_("From what they tell about themselves") }, { "closing", N_("A closing word") },
		{ "meeting", N_("Written about a meeting") }, { "note", N_("Added to a meeting") }, { "message", N_("A message") },
		{ "handed-on", N_("A hand-over note") },
	};
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (str_same(kind, kinds[i].kind))
			return words_say(&r->arena, &r->reader, kinds[i].words, 0, NULL);
	return kind;
}

enum status reports_show_one(struct req *r)
{
	const struct report_get *x = r->object;
	struct report_whole whole;
	struct report_items_list items;
	int64_t others;
	TRY(report_whole(r, x->id, &whole));
	TRY(report_items(r, x->id, &items));
	TRY(reports_others(r, x->about, x->reporter, x->about_team, &others));
	struct reports_show_view v = {
		.id = x->id, .about = x->about, .reporter_name = people_name_or_left(r, whole.reporter_name), .name = people_name_or_left(r, whole.name),
		.kind = reports_kind(x->kind), .words = whole.words, .made = x->made, .open = !x->outcome,
		.may_decide = !str_same(x->reporter, r->who.person) || others == 0, .answer = whole.answer, .decided = x->decided,
		.how = x->outcome ? outcome_words(r, x->outcome) : NULL, .decider = whole.decided_by ? people_name_or_left(r, whole.decider) : NULL,
	};
	v.items.at = ARENA_ARRAY(&r->arena, items.n, struct report_item_seen);
	for (size_t i = 0; i < items.n; i++)
		v.items.at[v.items.n++] = (struct report_item_seen){ .what = item_words(r, items.at[i].kind), .words = items.at[i].words };
	TRY(reports_carried_into(r, x->id, &items, v.items.at));
	form_show(r, &v.form, &reports_decide_form, NULL);
	return REPLY(r, reports_show, &v);
}
