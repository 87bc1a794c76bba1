/* The coordinator's waiting list: who asked us to look with them, longest waiting first, and what is missing.  Shows no
 * words of theirs: those are on the page of the ask. */
#include "inside.h"
#include "tell.h"

struct waiting_page { const char *after; int64_t asked; };
static const struct form_field waiting_page_fields[] = {
	ID_FIELD(struct waiting_page, after, .label = N_("After")),
	INT_FIELD(struct waiting_page, asked, .min = 0, .max = INT64_MAX, .label = N_("Asked")),
};
const struct form waiting_page_form = FORM(waiting_page, waiting_page_fields);

static const struct json_field row_json[] = {
	JSON_TEXT(waiting_row, id), JSON_TEXT(waiting_row, name), JSON_SET(waiting_row, kinds, &asks_kinds),
	JSON_CHOICE(waiting_row, soon, &asks_soon), JSON_TIME(waiting_row, asked), JSON_INT(waiting_row, days),
	JSON_FLAG(waiting_row, no_experience), JSON_FLAG(waiting_row, no_ways), JSON_FLAG(waiting_row, no_hours), JSON_INT(waiting_row, out_now),
};
static const struct json_field alone_json[] = {
	JSON_TEXT(waiting_alone, id), JSON_TEXT(waiting_alone, name), JSON_SET(waiting_alone, kinds, &asks_kinds),
	JSON_INT(waiting_alone, days), JSON_CHOICE(waiting_alone, rule, &matching_rules), JSON_INT(waiting_alone, shut_out), JSON_INT(waiting_alone, possible),
	JSON_INT(waiting_alone, longer), JSON_INT(waiting_alone, shorter),
};
static const struct json_field gap_json[] = { JSON_INT(waiting_gap, n), JSON_TEXT(waiting_gap, words) };
static const struct json_field connections_waiting_json[] = {
	JSON_LIST(connections_waiting_view, gaps, gap_json), JSON_LIST(connections_waiting_view, alone, alone_json),
	JSON_LIST(connections_waiting_view, waiting, row_json), JSON_TEXT(connections_waiting_view, more_after),
	JSON_INT(connections_waiting_view, places), JSON_INT(connections_waiting_view, places_of),
	JSON_FLAG(connections_waiting_view, run.now), JSON_TEXT(connections_waiting_view, run.by), JSON_TIME(connections_waiting_view, run.began),
	JSON_INT(connections_waiting_view, run.people), JSON_INT(connections_waiting_view, run.looked),
	JSON_INT(connections_waiting_view, run.proposed), JSON_INT(connections_waiting_view, run.moved),
	JSON_FLAG(connections_waiting_view, run.proven), JSON_INT(connections_waiting_view, run.yes),
	JSON_INT(connections_waiting_view, run.open), JSON_INT(connections_waiting_view, run.past), JSON_INT(connections_waiting_view, alone_in_all),
};

/* ---- what is told ---- */

const char waiting_live[] = "waiting";

/* Also of an ask that was changed: it may have stood in the list until now. */
enum status waiting_hear_ask(struct req *r, const void *ask)
{
	struct waiting_place place;
	enum status st = waiting_place(r, ask, &place);
	if (st != OK)
		return st == MISSING ? OK : st;
	return live_thing(r, place.community, waiting_live, place.community);
}

/* ---- the run ---- */

static enum status load_run(struct req *r, struct waiting_run *ret)
{
	struct proposing_now x;
	struct proposing_last last;
	struct proposing_answers answers;
	enum status st = proposing_now(r, r->community.id, &x);
	if (st == OK) {
		*ret = (struct waiting_run){
			.now = true, .looking = str_same(x.stage, "begun") || str_same(x.stage, "looking"), .checking = str_same(x.stage, "checking"), .solving = str_same(x.stage, "solving"),
			.asking = str_same(x.stage, "asking"), .ending = x.taken_back != NO_INT,
			.led = x.led, .leads = x.leads, .by = people_name_or_left(r, x.name), .began = x.began, .people = x.people, .looked = x.looked, .proposed = x.proposed,
		};
		return OK;
	}
	if (st != MISSING)
		return st;
	st = proposing_last(r, r->community.id, &last);
	if (st == MISSING)
		return OK;
	TRY(st);
	TRY(proposing_answers(r, r->community.id, last.began, last.over, r->now, &answers));
	*ret = (struct waiting_run){
		.done = str_same(last.stage, "done"), .taken_back = !str_same(last.stage, "done"), .over = last.over, .people = last.people,
		.proposed = last.proposed, .moved = last.moved, .proven = last.proven,
		.asked = answers.yes + answers.open + answers.past > 0, .yes = answers.yes, .open = answers.open, .past = answers.past,
	};
	return OK;
}

static int by_size(const void *a, const void *b) { return (*(const int64_t *)a > *(const int64_t *)b) - (*(const int64_t *)a < *(const int64_t *)b); }

enum status waiting_tends(struct req *r, int64_t *ret_days, int64_t *ret_n)
{
	struct waiting_took_list took;
	TRY(waiting_took(r, r->community.id, &took));
	int64_t *days = ARENA_ARRAY(&r->arena, took.n + 1, int64_t);
	for (size_t i = 0; i < took.n; i++)
		days[i] = took.at[i].days;
	qsort(days, took.n, sizeof *days, by_size);
	*ret_n = (int64_t)took.n;
	*ret_days = *ret_n < r->community.min_cell ? NO_INT : days[took.n / 2];
	return OK;
}

enum status waiting_show(struct req *r)
{
	const struct waiting_page *f = r->came_back ? NULL : r->form;
	struct connections_waiting_view v = { .more_asked = NO_INT };
	struct waiting_list_list rows;
	struct waiting_room room;
	bool later = f && f->after && f->asked != NO_INT;
	TRY(waiting_list(r, r->community.id, r->now, later ? f->asked : INT64_MIN + 1, later ? f->after : "", CONNECTIONS_PAGE + 1, &rows));
	TRY(load_run(r, &v.run));
	TRY(waiting_room(r, r->community.id, r->now, &room));
	v.places = room.places;
	v.places_of = room.people;
	if (!later)
		TRY(waiting_alone(r, &v));
	v.waiting.at = ARENA_ARRAY(&r->arena, rows.n + 1, struct waiting_row);
	for (size_t i = 0; i < rows.n && i < CONNECTIONS_PAGE; i++) {
		const struct waiting_list *w = &rows.at[i];
		v.waiting.at[v.waiting.n++] = (struct waiting_row){
			.id = w->id, .name = people_name_or_left(r, w->name), .kinds = w->kinds, .soon = w->soon, .asked = w->asked,
			.days = (r->now - w->asked) / DAY, .no_experience = !w->tells, .no_ways = !w->ways, .no_hours = !w->hours,
			.out_now = w->out_now, .free = !w->out_now && !v.run.now,
		};
	}
	v.any_alone = v.alone.n > 0;
	v.can_propose = !v.run.now && v.waiting.n;
	form_show(r, &v.form, &proposing_ask_form, NULL);
	if (rows.n > CONNECTIONS_PAGE) {
		v.more_after = v.waiting.at[CONNECTIONS_PAGE - 1].id;
		v.more_asked = v.waiting.at[CONNECTIONS_PAGE - 1].asked;
	}
	return REPLY(r, connections_waiting, &v);
}

/* On a coordinator's Today: how many, and how long; who they are is the list's. */
enum status waiting_card(struct req *r)
{
	struct waiting_sum w;
	TRY(waiting_sum(r, r->community.id, &w));
	r->waits += w.n;
	if (w.n)
		connections_waiting_card_draw(&r->out, &(struct connections_waiting_card_view){ .n = w.n, .since = w.since });
	return OK;
}
