/* The shelf: stories open to a community, found by topic and words, the ones first that share an experience; without those
 * whose topics a reader would rather not meet. */
#include "inside.h"

static const struct form_field find_fields[] = {
	TEXT_FIELD(struct story_find, words, .max = 80, .label = N_("Words")),
	CHOICE_FIELD(struct story_find, topic, .of = &stories_topics, .select = true, .label = N_("What it touches")),
	INT_FIELD(struct story_find, before, .hidden = true, .min = 0, .max = INT64_MAX, .label = N_("Before")),
	ID_FIELD(struct story_find, before_id, .hidden = true, .label = N_("Older than")),
};
const struct form story_find_form = FORM(story_find, find_fields);

static const struct form_field wishes_fields[] = {
	SET_FIELD(struct story_wishes, topics, .of = &stories_topics, .label = N_("Leave out stories that touch")),
};
const struct form story_wishes_form = FORM(story_wishes, wishes_fields);

static const struct json_field row_json[] = {
	JSON_TEXT(story_row, id), JSON_TEXT(story_row, title), JSON_TEXT(story_row, name), JSON_TEXT(story_row, reason), JSON_INT(story_row, seconds),
	JSON_CHOICE(story_row, listener, &stories_listeners), JSON_SET(story_row, topics, &stories_topics),
};
static const struct json_field stories_shelf_json[] = {
	JSON_LIST(stories_shelf_view, for_me, row_json), JSON_LIST(stories_shelf_view, found, row_json), JSON_INT(stories_shelf_view, left_out),
	JSON_FLAG(stories_shelf_view, more), JSON_INT(stories_shelf_view, next), JSON_TEXT(stories_shelf_view, next_id),
};

static enum status wishes(struct req *r, int64_t *ret_without)
{
	struct story_filter_get f;
	enum status st = story_filter_get(r, r->who.person, &f);
	*ret_without = st == OK ? f.topics : 0;
	return st == MISSING ? OK : st;
}

#define ROW(r, x) ((struct story_row){ .id = (x)->id, .title = documents_title((r), (x)->title, "story"), \
	.name = people_name_or_left((r), (x)->name), .seconds = (x)->seconds, .minutes = ((x)->seconds + 30) / 60, \
	.short_one = (x)->seconds < 60, .listener = (x)->listener, .topics = (x)->topics })

static enum status for_me(struct req *r, int64_t without, struct story_rows *ret)
{
	struct shelf_for_me_list rows;
	TRY(shelf_for_me(r, r->community.id, r->who.person, r->now, without, &rows));
	ret->at = ARENA_ARRAY(&r->arena, rows.n, struct story_row);
	for (size_t i = 0; i < rows.n; i++) {
		ret->at[i] = ROW(r, &rows.at[i]);
		ret->at[i].reason = experiences_tag_say(r, rows.at[i].code, rows.at[i].label, rows.at[i].label_es);
	}
	ret->n = rows.n;
	return OK;
}

enum status stories_shelf_show(struct req *r)
{
	const struct story_find *f = r->form;
	struct stories_shelf_view v = { .later = f->before != NO_INT && f->before_id, .typed = f->words,
		.topic = f->topic == NO_INT ? NULL : choice_code(&stories_topics, f->topic) };
	struct shelf_list_list rows;
	struct bytes word[FIND_WORDS_MAX] = { { 0 } };
	int64_t without, topic = f->topic == NO_INT ? 0 : INT64_C(1) << f->topic;
	struct story_words wanted = { 0 };
	if (f->words)
		wanted = story_words_of(r, r->community.id, f->words, FIND_WORDS_MAX);
	for (size_t i = 0; i < wanted.n; i++)
		word[i] = wanted.at[i].hash;
	v.searched = topic || f->words;
	TRY(wishes(r, &without));
	TRY(shelf_list(r, r->community.id, r->who.person, r->now, without, topic, word[0], word[1], word[2], word[3],
		       v.later ? f->before : INT64_MAX, v.later ? f->before_id : "", &rows));
	v.more = rows.n > SHELF_PAGE;
	v.found.at = ARENA_ARRAY(&r->arena, rows.n, struct story_row);
	for (size_t i = 0; i < rows.n && i < SHELF_PAGE; i++) {
		v.found.at[v.found.n++] = ROW(r, &rows.at[i]);
		v.next = rows.at[i].shelved;
		v.next_id = rows.at[i].id;
	}
	if (!v.searched && !v.later)
		TRY(for_me(r, without, &v.for_me));
	if (without) {
		struct shelf_left_out n;
		TRY(shelf_left_out(r, r->community.id, without, &n));
		v.left_out = n.n;
	}
	form_show(r, &v.form, &story_find_form, f);
	return REPLY(r, stories_shelf, &v);
}

/* ---- what I would rather not meet ---- */

static const struct json_field stories_filter_json[] = { JSON_NOTHING };

enum status stories_filter_show(struct req *r)
{
	struct stories_filter_view v = { 0 };
	struct story_wishes first = { 0 };
	TRY(wishes(r, &first.topics));
	form_show(r, &v.form, &story_wishes_form, &first);
	return REPLY(r, stories_filter, &v);
}

enum status stories_filter_save(struct req *r)
{
	const struct story_wishes *f = r->form;
	int64_t changed;
	TRY(story_filter_put(r, r->who.person, f->topics, &changed));
	return redirect_here(r, N_("Saved. Only you know of it."), "/stories");
}

/* On the list of my pages. */
enum status stories_shelf_card(struct req *r)
{
	struct out *o = &r->out;
	OUT_LITERAL(o, "<p><a href=\"");
	out_text(o, o->base);
	OUT_LITERAL(o, "/stories\">");
	out_text(o, words_say(&r->arena, &r->reader, N_("Stories of this community"), 0, NULL));
	OUT_LITERAL(o, "</a></p>\n");
	return OK;
}
