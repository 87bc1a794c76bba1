/* What others share with me, and what is open to anyone.  Knows what may be read at this moment; whose it is and who read is noted
 * as the words are opened. */
#include "inside.h"

static const struct json_field shared_row_json[] = {
	JSON_TEXT(documents_shared_row, id), JSON_TEXT(documents_shared_row, title), JSON_TEXT(documents_shared_row, form),
	JSON_TEXT(documents_shared_row, name), JSON_TIME(documents_shared_row, changed),
};
static const struct json_field documents_shared_json[] = {
	JSON_LIST(documents_shared_view, rows, shared_row_json), JSON_FLAG(documents_shared_view, more),
	JSON_INT(documents_shared_view, next), JSON_TEXT(documents_shared_view, next_id),
};

enum status documents_shared_show(struct req *r)
{
	const struct documents_page *f = r->form;
	struct documents_shared_view v = { .later = f && f->before != NO_INT && f->before_id };
	struct documents_shared_list rows;
	TRY(documents_shared(r, r->community.id, r->who.person, r->now, v.later ? f->before : INT64_MAX, v.later ? f->before_id : "", &rows));
	v.more = rows.n > DOCUMENTS_PAGE;
	v.rows.n = v.more ? DOCUMENTS_PAGE : rows.n;
	v.rows.at = ARENA_ARRAY(&r->arena, v.rows.n, struct documents_shared_row);
	for (size_t i = 0; i < v.rows.n; i++) {
		const struct documents_shared *d = &rows.at[i];
		v.rows.at[i] = (struct documents_shared_row){ .id = d->id, .title = documents_title(r, d->title, d->template),
			.form = documents_title(r, NULL, d->template), .name = people_name_or_left(r, d->name), .changed = d->changed };
		v.next = d->changed;
		v.next_id = d->id;
	}
	TRY(cards_html(r, "shared", &v.cards));
	return REPLY(r, documents_shared, &v);
}

static const struct json_field beside_json[] = { JSON_TEXT(documents_beside, name), JSON_TEXT(documents_beside, words) };
static const struct json_field words_json[] = {
	JSON_TEXT(documents_words, code), JSON_TEXT(documents_words, title), JSON_TEXT(documents_words, words), JSON_TIME(documents_words, saved),
	JSON_LIST(documents_words, beside, beside_json),
};
static const struct json_field documents_read_json[] = {
	JSON_TEXT(documents_read_view, id), JSON_TEXT(documents_read_view, title), JSON_TEXT(documents_read_view, form),
	JSON_TEXT(documents_read_view, name), JSON_LIST(documents_read_view, parts, words_json),
};

/* To its owner it looks as it does to a reader of the widest circle in which it is shared. */
enum status document_read(struct req *r)
{
	const struct documents_one *d = r->object;
	struct documents_read_view v = { .id = d->id, .title = documents_title(r, d->title, d->template), .form = documents_title(r, NULL, d->template) };
	TRY(people_name(r, d->owner, &v.name));
	v.answers = d->comments || may(r, MAY_PARTY | MAY_CONNECTED);
	TRY(documents_readable(r, d, &v.parts));
	TRY(documents_beside(r, d, &v.parts));
	TRY(cards_html(r, "document-read", &v.cards));
	return REPLY(r, documents_read, &v);
}

/* ---- open to anyone ---- */

enum status document_open_of(struct req *r)
{
	struct documents_one *d = ARENA_NEW(&r->arena, struct documents_one);
	struct document_open open;
	TRY(document_open(r, r->part[0], r->community.id, r->now, &open));
	if (!open.n)
		return MISSING;
	TRY(documents_get(r, r->part[0], d));
	r->object = d;
	return OK;
}

/* Without the owner's name: who is meant to know it, they tell. */
enum status document_read_open(struct req *r)
{
	const struct documents_one *d = r->object;
	struct documents_read_view v = { .id = d->id, .title = documents_title(r, d->title, d->template),
		.form = documents_title(r, NULL, d->template), .open = true };
	const char *person = r->who.person;
	r->who.person = NULL;           /* only what is open to anyone, also to whom more is open */
	enum status st = documents_readable(r, d, &v.parts);
	r->who.person = person;
	TRY(st);
	return REPLY(r, documents_read, &v);
}

/* ---- on Today ---- */

enum status documents_card(struct req *r)
{
	struct documents_card_of n;
	TRY(documents_card_of(r, r->who.person, &n));
	documents_card_draw(&r->out, &(struct documents_card_view){ .n = n.n, .drafts = n.drafts, .proposed = n.proposed });
	return OK;
}

/* On the page of a group: what those in it share with it. */
enum status documents_group_card(struct req *r)
{
	const struct groups_one *g = r->object;
	struct documents_group_view v = { 0 };
	struct documents_in_group_list rows;
	TRY(documents_in_group(r, g->id, r->who.person, r->community.id, r->now, &rows));
	v.rows.at = ARENA_ARRAY(&r->arena, rows.n, struct documents_shared_row);
	for (size_t i = 0; i < rows.n; i++)
		v.rows.at[v.rows.n++] = (struct documents_shared_row){ .id = rows.at[i].id, .title = documents_title(r, rows.at[i].title, rows.at[i].template),
			.form = documents_title(r, NULL, rows.at[i].template), .name = people_name_or_left(r, rows.at[i].name), .changed = rows.at[i].changed };
	if (v.rows.n)
		documents_group_draw(&r->out, &v);
	return OK;
}
