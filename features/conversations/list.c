/* The conversations somebody takes part in: all of them, those with something new on Today, and beginning one with who one
 * walks with. */
#include "inside.h"
#include "queries.h"

static const struct form_field talk_list_fields[] = {
	ID_FIELD(struct talk_list, after, .label = N_("After")),
	INT_FIELD(struct talk_list, at, .min = 0, .max = INT64_MAX, .label = N_("When")),
};
const struct form talk_list_form = FORM(talk_list, talk_list_fields);

enum { CARD_ROWS = 5, NEWS_DAYS = 14 };

/* A pair is called by the other's name, everything else by its title. */
static const char *called(struct req *r, const char *kind, const char *title, const char *other_name)
{
	if (str_same(kind, "team") && title)
		return words_say(&r->arena, &r->reader, N_("Team: {0}"), 1, (const struct word_arg[]){ word_text(title) });
	return str_same(kind, "pair") || !title ? people_name_or_left(r, other_name) : title;
}

static const struct json_field row_json[] = {
	JSON_TEXT(talk_row, id), JSON_TEXT(talk_row, name), JSON_TIME(talk_row, last_at), JSON_INT(talk_row, fresh), JSON_FLAG(talk_row, muted),
};
static const struct json_field conversations_list_json[] = {
	JSON_LIST(conversations_list_view, talks, row_json), JSON_TEXT(conversations_list_view, more_after), JSON_INT(conversations_list_view, more_at),
};

enum status talks_show(struct req *r)
{
	const struct talk_list *f = r->form;
	struct conversations_list_view v = { .more_at = 0 };
	struct conversations_mine_list m;
	bool later = f && f->after && f->at != NO_INT;
	v.team = may(r, MAY_SUPPORTER | MAY_FACILITATOR | MAY_COORDINATOR | MAY_SUPERVISOR);
	TRY(conversations_mine(r, r->community.id, r->who.person, later ? f->at : INT64_MAX, later ? f->after : "", TALK_LIST + 1, &m));
	size_t n = m.n > TALK_LIST ? TALK_LIST : m.n;
	v.talks.at = ARENA_ARRAY(&r->arena, n + 1, struct talk_row);
	v.talks.n = n;
	for (size_t k = 0; k < n; k++) {
		const struct conversations_mine *x = &m.at[k];
		v.talks.at[k] = (struct talk_row){
			.id = x->id, .name = called(r, x->kind, x->title, x->other_name), .last_at = x->last_at, .fresh = x->fresh,
			.muted = x->muted, .here = x->other_here != NO_INT && x->other_here > r->now, .over = str_same(x->state, "over"),
		};
	}
	if (m.n > n) {
		v.more_after = m.at[n - 1].id;
		v.more_at = m.at[n - 1].last_at;
	}
	return REPLY(r, conversations_list, &v);
}

/* In quiet hours nothing is told; it is all still there to be looked at. */
enum status talks_card(struct req *r)
{
	struct conversations_card_view v = { .news = { .n = 0 } };
	struct conversations_fresh_list m;
	bool quiet;
	TRY(talk_quiet_now(r, &quiet));
	if (quiet)
		return OK;
	TRY(conversations_fresh(r, r->community.id, r->who.person, CARD_ROWS, &m));
	TRY(news_fresh(r, r->community.id, r->who.person, r->now - NEWS_DAYS * DAY, &v.news));
	v.talks.at = ARENA_ARRAY(&r->arena, m.n + 1, struct talk_row);
	v.talks.n = m.n;
	for (size_t k = 0; k < m.n; k++)
		v.talks.at[k] = (struct talk_row){ .id = m.at[k].id, .name = called(r, m.at[k].kind, m.at[k].title, m.at[k].other_name),
						   .last_at = m.at[k].last_at, .fresh = m.at[k].fresh };
	r->waits += (int64_t)v.talks.n;
	if (v.talks.n || v.news.n)
		conversations_card_draw(&r->out, &v);
	return OK;
}

/* For two who began to walk together before there were conversations; else it is there already. */
enum status talk_begin(struct req *r)
{
	const struct connections_one *c = r->object;
	const char *id;
	enum status st = conversation_of_subject(r, "pair", c->id, &id);
	if (st == MISSING && !c->open)
		return MISSING;
	if (st != OK && st != MISSING)
		return st;
	TRY(conversation_open(r, &(struct conversations_new){ .kind = "pair", .subject = c->id }, &id));
	if (st == MISSING) {
		TRY(conversation_come(r, id, c->asker));
		TRY(conversation_come(r, id, c->other));
		if (str_same(c->state, "paused"))
			TRY(conversation_state(r, "pair", c->id, "resting", NULL));
	} else if (c->open) {
		TRY(conversation_come(r, id, r->who.person));   /* whoever left their talk comes back to it */
	}
	return redirect_here(r, NULL, "/conversations/%s#say", id);
}
