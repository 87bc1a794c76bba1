/* Searching in what one may read.  Sealed words cannot be searched by the database, and no index of them is kept: they are
 * opened and looked through, newest first, so much at a time; the page says how far it came. */
#include "inside.h"
#include "queries.h"

/* One answer looks through so many messages and so many bytes of words, whichever comes first. */
enum { WALK_ROWS = 250, WALK_MAX = 2000, WALK_BYTES = 2 << 20, HITS_MAX = 50 };

static const struct form_field talk_search_fields[] = {
	TEXT_FIELD(struct talk_search, words, .min = 2, .max = 80, .label = N_("Words to look for")),
	INT_FIELD(struct talk_search, before, .hidden = true, .min = 0, .max = INT64_MAX, .label = N_("Before")),
	ID_FIELD(struct talk_search, before_id, .hidden = true, .label = N_("Before")),
};
const struct form talk_search_form = FORM(talk_search, talk_search_fields);

static const struct json_field hit_json[] = {
	JSON_TEXT(talk_hit, conversation), JSON_TEXT(talk_hit, id), JSON_TEXT(talk_hit, name), JSON_TEXT(talk_hit, words), JSON_TIME(talk_hit, said),
};
static const struct json_field conversations_search_json[] = {
	JSON_LIST(conversations_search_view, hits, hit_json), JSON_INT(conversations_search_view, looked), JSON_FLAG(conversations_search_view, more),
	JSON_TIME(conversations_search_view, back_to), JSON_INT(conversations_search_view, before), JSON_TEXT(conversations_search_view, before_id),
};

struct search { const char *folded; int64_t fold; size_t bytes; };

static void look_at(struct req *r, struct search *s, const struct messages_walk *m, struct conversations_search_view *v)
{
	v->looked++;
	v->before = v->back_to = m->said;
	v->before_id = m->id;
	if (!m->words)
		return;
	s->bytes += strlen(m->words);
	if (!strstr(str_sought(&r->arena, m->words), s->folded))
		return;
	int64_t topics = conversations_topics_set(m->topics);
	bool folded = topics & s->fold && !str_same(m->writer, r->who.person);
	v->hits.at[v->hits.n++] = (struct talk_hit){ .conversation = m->conversation, .id = m->id, .name = people_name_or_left(r, m->name), .said = m->said,
		.topics = topics, .folded = folded, .words = folded ? NULL : talk_snippet(r, m->words) };
}

static enum status walk(struct req *r, struct search *s, struct conversations_search_view *v)
{
	struct messages_walk_list m = { .n = WALK_ROWS };
	while (m.n == WALK_ROWS && v->looked < WALK_MAX && s->bytes < WALK_BYTES && v->hits.n < HITS_MAX) {
		TRY(messages_walk(r, r->community.id, r->who.person, v->before, v->before_id, WALK_ROWS, &m));
		size_t k = 0;
		while (k < m.n && s->bytes < WALK_BYTES && v->hits.n < HITS_MAX)
			look_at(r, s, &m.at[k++], v);
		v->more = k < m.n || m.n == WALK_ROWS;
	}
	return OK;
}

enum status talk_search(struct req *r)
{
	const struct talk_search *f = r->form;
	struct conversations_search_view v = { .before = INT64_MAX, .before_id = "", .back_to = r->now };
	struct talk_search *shown = ARENA_NEW(&r->arena, struct talk_search);
	*shown = (struct talk_search){ .words = f ? f->words : NULL, .before = NO_INT };
	v.words = shown->words;
	v.asked = v.words != NULL;
	v.hits.at = ARENA_ARRAY(&r->arena, HITS_MAX, struct talk_hit);
	if (f && f->before != NO_INT && f->before_id) {
		v.before = f->before;
		v.before_id = f->before_id;
	}
	if (v.asked) {
		struct search s = { .folded = str_sought(&r->arena, v.words) };
		TRY(conversations_fold(r, &s.fold));
		TRY(walk(r, &s, &v));
	}
	form_show(r, &v.form, &talk_search_form, shown);
	return REPLY(r, conversations_search, &v);
}
