/* The coordinator's waiting list: who asked us to look with them, longest waiting first, and what is missing.  Shows no
 * words of theirs: those are on the page of the ask. */
#include "inside.h"

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
static const struct json_field connections_waiting_json[] = {
	JSON_LIST(connections_waiting_view, waiting, row_json), JSON_TEXT(connections_waiting_view, more_after),
};

enum status waiting_show(struct req *r)
{
	const struct waiting_page *f = r->form;
	struct connections_waiting_view v = { .more_asked = NO_INT };
	struct waiting_list_list rows;
	bool later = f && f->after && f->asked != NO_INT;
	TRY(waiting_list(r, r->community.id, r->now, later ? f->asked : INT64_MIN + 1, later ? f->after : "", CONNECTIONS_PAGE + 1, &rows));
	v.waiting.at = ARENA_ARRAY(&r->arena, rows.n + 1, struct waiting_row);
	for (size_t i = 0; i < rows.n && i < CONNECTIONS_PAGE; i++) {
		const struct waiting_list *w = &rows.at[i];
		v.waiting.at[v.waiting.n++] = (struct waiting_row){
			.id = w->id, .name = people_name_or_left(r, w->name), .kinds = w->kinds, .soon = w->soon, .asked = w->asked,
			.days = (r->now - w->asked) / DAY, .no_experience = !w->tells, .no_ways = !w->ways, .no_hours = !w->hours,
			.out_now = w->out_now,
		};
	}
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
	if (w.n)
		connections_waiting_card_draw(&r->out, &(struct connections_waiting_card_view){ .n = w.n, .since = w.since });
	return OK;
}
