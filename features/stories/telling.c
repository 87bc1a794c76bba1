/* What a story says about itself, its other versions, to whom it was told; and its place on the shelf, made anew at each change. */
#include "inside.h"

const struct choices stories_listeners = CHOICES("stories_listeners",
	{ "anyone", N_("Anyone"), NULL },
	{ "beginning", N_("Someone at the beginning of it"), NULL },
	{ "family", N_("Family and friends"), NULL },
	{ "helpers", N_("People who learn to help"), NULL },
	{ "officials", N_("An office, a court, a meeting"), NULL });

const struct choices stories_topics = CHOICES("stories_topics",
	{ "loss", N_("Loss of someone"), NULL },
	{ "suicide", N_("Suicide"), NULL },
	{ "harm", N_("Hurting oneself"), NULL },
	{ "violence", N_("Violence"), NULL },
	{ "sexual", N_("Sexual violence"), NULL },
	{ "children", N_("Harm to children"), NULL },
	{ "drugs", N_("Alcohol and drugs"), NULL },
	{ "force", N_("Force in a hospital"), NULL },
	{ "prison", N_("Police and prison"), NULL },
	{ "war", N_("War and flight"), NULL },
	{ "eating", N_("Food and body"), NULL });

static const struct form_field telling_fields[] = {
	CHOICE_FIELD(struct story_telling, listener, .required = true, .of = &stories_listeners, .label = N_("For whom is this version?")),
	SET_FIELD(struct story_telling, topics, .of = &stories_topics, .label = N_("What does it touch?"),
		  .hint = N_("A short label, so that readers can choose. It is no judgment of your story.")),
	INT_FIELD(struct story_telling, version, .hidden = true, .min = 0, .max = INT32_MAX, .label = N_("Version")),
};
const struct form story_telling_form = FORM(story_telling, telling_fields);

enum status stories_mine_of(struct req *r)
{
	TRY(documents_mine_of(r));
	const struct documents_one *d = r->object;
	return str_same(d->template, "story") ? OK : MISSING;
}

static enum status stored(struct req *r, const char *document, struct story_get *ret)
{
	enum status st = story_get(r, document, ret);
	if (st == MISSING)
		*ret = (struct story_get){ .document = document };
	return st == MISSING ? OK : st;
}

/* ---- on the shelf, or not ---- */

enum status stories_shelve(struct req *r, const struct documents_one *d)
{
	struct documents_open_list open;
	struct story_get s;
	const char *community;
	int64_t changed, seconds = 0;
	TRY(shelf_clear_words(r, d->id, &changed));
	TRY(shelf_clear(r, d->id, &changed));
	TRY(documents_open_parts(r, d, &community, &open));
	if (!community)
		return OK;
	TRY(stored(r, d->id, &s));
	for (size_t i = 0; i < open.n; i++)
		seconds += story_seconds(open.at[i].words);
	TRY(shelf_add(r, d->id, d->owner, community, r->now, seconds, s.listener, s.topics, &changed));
	for (size_t i = 0; i < open.n; i++) {
		struct story_words words = story_words_of(r, community, open.at[i].words, SIZE_MAX);
		for (size_t k = 0; k < words.n; k++)
			TRY(shelf_word_add(r, d->id, words.at[k].hash, open.at[i].until, &changed));
	}
	return OK;
}

/* ---- the page ---- */

static const struct json_field version_json[] = {
	JSON_TEXT(story_version, id), JSON_TEXT(story_version, title), JSON_CHOICE(story_version, listener, &stories_listeners),
	{ .name = "seconds", .kind = JSON_K_INT, .at = offsetof(struct story_version, length.seconds) },
};
static const struct json_field told_json[] = {
	JSON_TEXT(story_told_row, name), JSON_TEXT(story_told_row, part), JSON_TIME(story_told_row, told), JSON_FLAG(story_told_row, over),
};
static const struct json_field stories_telling_json[] = {
	JSON_TEXT(stories_telling_view, id), JSON_LIST(stories_telling_view, versions, version_json), JSON_LIST(stories_telling_view, told, told_json),
};

static enum status told_into(struct req *r, const struct documents_one *d, struct stories_telling_view *v)
{
	struct told_of_list rows;
	const struct documents_template *t = documents_template(d->template);
	TRY(told_of(r, d->id, d->owner, &rows));
	v->told.at = ARENA_ARRAY(&r->arena, rows.n, struct story_told_row);
	for (size_t i = 0; i < rows.n; i++) {
		const struct documents_part *p = documents_part(t, rows.at[i].part);
		v->told.at[v->told.n++] = (struct story_told_row){ .name = rows.at[i].peer_group ? rows.at[i].group_name : people_name_or_left(r, rows.at[i].name), .told = rows.at[i].told,
			.part = words_say(&r->arena, &r->reader, p ? p->title : N_("A story"), 0, NULL), .over = rows.at[i].until_at <= r->now };
	}
	return OK;
}

struct story_length story_length_of(const char *title, int64_t seconds)
{
	return (struct story_length){ .title = title, .seconds = seconds, .minutes = (seconds + 30) / 60, .short_one = seconds < 60 };
}

/* The same story told otherwise, each with how long it takes. */
static enum status versions_into(struct req *r, const struct documents_one *d, const char *first, struct stories_telling_view *v)
{
	struct story_versions_list versions;
	struct story_version_words_list words;
	TRY(story_versions(r, d->id, first, d->owner, &versions));
	TRY(story_version_words(r, first, d->owner, &words));
	v->versions.at = ARENA_ARRAY(&r->arena, versions.n, struct story_version);
	for (; v->versions.n < versions.n; v->versions.n++) {
		const struct story_versions *x = &versions.at[v->versions.n];
		int64_t seconds = 0;
		for (size_t i = 0; i < words.n; i++)
			seconds += str_same(words.at[i].document, x->id) ? story_seconds(words.at[i].words) : 0;
		v->versions.at[v->versions.n] = (struct story_version){ x->id, documents_title(r, x->title, d->template), x->listener, story_length_of(NULL, seconds) };
	}
	return OK;
}

enum status stories_telling_show(struct req *r)
{
	const struct documents_one *d = r->object;
	struct stories_telling_view v = { .id = d->id, .document = documents_title(r, d->title, d->template) };
	struct story_get s;
	TRY(stored(r, d->id, &s));
	TRY(versions_into(r, d, s.other ? s.other : d->id, &v));
	TRY(told_into(r, d, &v));
	struct story_telling first = { s.listener, s.topics, s.version };
	form_show(r, &v.form, &story_telling_form, &first);
	return REPLY(r, stories_telling, &v);
}

enum status stories_telling_save(struct req *r)
{
	const struct documents_one *d = r->object;
	const struct story_telling *f = r->form;
	struct story_get s;
	int64_t changed;
	TRY(stored(r, d->id, &s));
	TRY(story_put(r, d->id, d->owner, f->listener, f->topics, f->version == NO_INT ? s.version : f->version, &changed));
	if (!changed)
		return stale(r);
	TRY(stories_shelve(r, d));
	return redirect_here(r, N_("Saved."), "/pages/%s", d->id);
}

enum status stories_another(struct req *r)
{
	const struct documents_one *d = r->object;
	struct story_get s;
	const char *id;
	int64_t changed;
	TRY(stored(r, d->id, &s));
	TRY(documents_copy(r, d, &id));
	TRY(story_another(r, id, d->owner, s.listener, s.topics, s.other ? s.other : d->id, &changed));
	return redirect_here(r, N_("A copy to tell otherwise. Only you can read it."), "/pages/%s", id);
}

/* On the page of a story, for its owner. */
enum status stories_section(struct req *r)
{
	const struct documents_one *d = r->object;
	struct documents_words_list all;
	struct documents_open_list open;
	struct story_get s;
	const char *community;
	if (!str_same(d->template, "story"))
		return OK;
	TRY(documents_all(r, d, &all));
	TRY(documents_open_parts(r, d, &community, &open));
	TRY(stored(r, d->id, &s));
	struct stories_section_view v = { .id = d->id, .listener = s.listener, .topics = s.topics, .on_shelf = community != NULL };
	int64_t seconds = 0;
	v.parts.at = ARENA_ARRAY(&r->arena, all.n, struct story_length);
	for (; v.parts.n < all.n; v.parts.n++) {
		v.parts.at[v.parts.n] = story_length_of(all.at[v.parts.n].title, story_seconds(all.at[v.parts.n].words));
		seconds += v.parts.at[v.parts.n].seconds;
	}
	v.whole = story_length_of(NULL, seconds);
	stories_section_draw(&r->out, &v);
	return OK;
}

/* Under a part of a story, while it is written. */
enum status stories_part_length(struct req *r)
{
	const struct documents_one *d = r->object;
	struct documents_words_list all;
	if (!str_same(d->template, "story"))
		return OK;
	TRY(documents_all(r, d, &all));
	for (size_t i = 0; i < all.n; i++)
		if (str_same(all.at[i].code, r->part[1]))
			stories_length_draw(&r->out, &(struct stories_length_view){ story_length_of(NULL, story_seconds(all.at[i].words)) });
	return OK;
}
