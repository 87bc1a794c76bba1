/* Lists of steps: mine, those others share with me here by topic, and beginning one. */
#include "inside.h"

static const struct form_field find_fields[] = {
	CHOICE_FIELD(struct skills_find, topic, .of = &skills_topics, .select = true, .label = N_("What would you like to learn?")),
	INT_FIELD(struct skills_find, before, .hidden = true, .min = 0, .max = INT64_MAX, .label = N_("Before")),
	ID_FIELD(struct skills_find, before_id, .hidden = true, .label = N_("Older than")),
};
const struct form skills_find_form = FORM(skills_find, find_fields);

static const struct form_field words_fields[] = {
	TEXT_FIELD(struct skill_words, title, .required = true, .min = 2, .max = SKILL_TITLE_MAX, .label = N_("What can one do with it?"),
		   .hint = N_("Like “Take the bus to the lake” or “Cook rice that does not stick”.")),
	CHOICE_FIELD(struct skill_words, topic, .required = true, .of = &skills_topics, .select = true, .label = N_("What is it about?")),
	TEXT_FIELD(struct skill_words, about, .multiline = true, .max = 500, .label = N_("What is good to know first?"),
		   .hint = N_("What you need for it, and what made it hard for you.")),
	INT_FIELD(struct skill_words, version, .hidden = true, .min = 0, .max = INT32_MAX, .label = N_("Version")),
};
const struct form skill_words_form = FORM(skill_words, words_fields);

static const struct json_field row_json[] = {
	JSON_TEXT(skill_row, id), JSON_TEXT(skill_row, title), JSON_TEXT(skill_row, name), JSON_CHOICE(skill_row, topic, &skills_topics),
	JSON_INT(skill_row, done), JSON_INT(skill_row, of),
};
static const struct json_field skills_list_json[] = {
	JSON_LIST(skills_list_view, mine, row_json), JSON_LIST(skills_list_view, others, row_json), JSON_FLAG(skills_list_view, more),
	JSON_INT(skills_list_view, next), JSON_TEXT(skills_list_view, next_id),
};

static enum status mine_into(struct req *r, struct skills_list_view *v)
{
	struct skills_mine_list rows;
	TRY(skills_mine(r, r->who.person, &rows));
	v->mine.at = ARENA_ARRAY(&r->arena, rows.n, struct skill_row);
	for (size_t i = 0; i < rows.n; i++) {
		const struct skills_mine *k = &rows.at[i];
		v->mine.at[v->mine.n++] = (struct skill_row){ .id = k->id, .title = k->title, .topic = k->topic, .done = k->done, .of = k->of,
			.audience = k->audience, .proposed = k->proposed > 0 };
	}
	return OK;
}

enum status skills_list_show(struct req *r)
{
	const struct skills_find *f = r->form;
	struct skills_list_view v = { .later = f->before != NO_INT && f->before_id, .searched = f->topic != NO_INT,
		.topic = f->topic == NO_INT ? "" : choice_code(&skills_topics, f->topic) };
	struct skills_open_list rows;
	if (!v.later && !v.searched)
		TRY(mine_into(r, &v));
	TRY(skills_open(r, r->community.id, r->who.person, f->topic, v.later ? f->before : INT64_MAX, v.later ? f->before_id : "", &rows));
	v.more = rows.n > SKILLS_PAGE;
	v.others.at = ARENA_ARRAY(&r->arena, rows.n, struct skill_row);
	for (size_t i = 0; i < rows.n && i < SKILLS_PAGE; i++) {
		v.others.at[v.others.n++] = (struct skill_row){ .id = rows.at[i].id, .title = rows.at[i].title, .name = people_name_or_left(r, rows.at[i].name),
			.topic = rows.at[i].topic, .of = rows.at[i].of };
		v.next = rows.at[i].changed;
		v.next_id = rows.at[i].id;
	}
	form_show(r, &v.form, &skills_find_form, f);
	return REPLY(r, skills_list, &v);
}

/* On the list of my pages, and on that of my goals. */
enum status skills_link(struct req *r)
{
	skills_link_draw(&r->out, &(struct skills_link_view){ 0 });
	return OK;
}

/* ---- beginning one ---- */

static const struct json_field skills_words_json[] = { JSON_TEXT(skills_words_view, id) };

enum status skill_new(struct req *r)
{
	struct skills_words_view v = { 0 };
	form_show(r, &v.form, &skill_words_form, NULL);
	return REPLY(r, skills_words, &v);
}

enum status skill_room(struct req *r)
{
	struct skills_count n;
	TRY(skills_count(r, r->who.person, &n));
	return n.n < SKILLS_MAX ? OK : fault(r, NULL, "too_many", N_("A hundred lists are enough for now. Please take one away first."));
}

enum status skill_begin(struct req *r)
{
	const struct skill_words *f = r->form;
	int64_t changed;
	TRY(skill_room(r));
	const char *id = id_new(r);
	TRY(skill_add(r, id, r->who.person, f->topic, f->title, f->about, NULL, NO_INT, r->now, &changed));
	return redirect_here(r, N_("Now the steps: one at a time, as you would tell a friend."), "/skills/%s", id);
}

enum status skill_words_show(struct req *r)
{
	const struct skills_one *s = r->object;
	struct skills_words_view v = { .id = s->id, .title = s->title };
	struct skill_words stored = { .title = s->title, .about = s->about, .topic = s->topic, .version = s->version };
	form_show(r, &v.form, &skill_words_form, &stored);
	return REPLY(r, skills_words, &v);
}

enum status skill_words_save(struct req *r)
{
	const struct skills_one *s = r->object;
	const struct skill_words *f = r->form;
	int64_t changed;
	TRY(skill_set(r, s->id, s->owner, f->topic, f->title, f->about, f->version == NO_INT ? s->version : f->version, r->now, &changed));
	if (!changed)
		return stale(r);
	return redirect_here(r, N_("Saved."), "/skills/%s", s->id);
}
