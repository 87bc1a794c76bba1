/* Telling a part of one's story to the other of a connection: it is shown there for a week, live from the story, copied into
 * nobody's record, and logged for its owner alone. */
#include "inside.h"

static const struct form_field tell_fields[] = {
	PICK_FIELD(struct story_tell, part, .required = true, .label = N_("Which part?")),
};
const struct form story_tell_form = FORM(story_tell, tell_fields);

static const char *part_title(struct req *r, const char *code, const char *own)
{
	if (own)
		return own;
	const struct documents_part *p = documents_part(documents_template("story"), code);
	return words_say(&r->arena, &r->reader, p ? p->title : N_("A story"), 0, NULL);
}

/* "ID/part" of everything I could tell, with what it is called. */
static enum status options(struct req *r, struct form_options *ret)
{
	struct parts_to_tell_list rows;
	TRY(parts_to_tell(r, r->who.person, &rows));
	struct form_option *at = ARENA_ARRAY(&r->arena, rows.n, struct form_option);
	for (size_t i = 0; i < rows.n; i++)
		at[i] = (struct form_option){ .code = arena_printf(&r->arena, "%s/%s", rows.at[i].document, rows.at[i].part),
			.label = arena_printf(&r->arena, "%s: %s", documents_title(r, rows.at[i].title, "story"), part_title(r, rows.at[i].part, rows.at[i].own)) };
	*ret = (struct form_options){ .field = "part", .n = rows.n, .at = at };
	return OK;
}

static const struct json_field stories_tell_json[] = {
	JSON_TEXT(stories_tell_view, connection), JSON_TEXT(stories_tell_view, name), JSON_FLAG(stories_tell_view, none),
};

enum status stories_tell_show(struct req *r)
{
	const struct connections_one *c = r->object;
	struct stories_tell_view v = { .connection = c->id };
	struct form_options *o = ARENA_NEW(&r->arena, struct form_options);
	if (!c->open)
		return MISSING;
	TRY(people_name(r, connections_other(r, c), &v.name));
	TRY(options(r, o));
	v.none = o->n == 0;
	form_show(r, &v.form, &story_tell_form, NULL);
	v.form.drawn.options = o;
	v.form.drawn.n_options = 1;
	return REPLY(r, stories_tell, &v);
}

enum status stories_tell_do(struct req *r)
{
	const struct connections_one *c = r->object;
	const struct story_tell *f = r->form;
	struct form_options mine;
	int64_t changed;
	if (!c->open)
		return MISSING;
	TRY(options(r, &mine));
	for (size_t i = 0; i < mine.n; i++)
		if (str_same(mine.at[i].code, f->part)) {
			const char *slash = strchr(f->part, '/');
			TRY(told_add(r, id_new(r), arena_copy(&r->arena, f->part, (size_t)(slash - f->part)), r->who.person, c->id, slash + 1, r->now,
				     r->now + TOLD_SECONDS, &changed));
			return redirect_here(r, N_("Told. It is shown here for a week; you can take it back."), "/connections/%s", c->id);
		}
	return fault(r, "part", "choice", N_("This part is not there any more. Please look at the list once more."));
}

enum status stories_tell_back(struct req *r)
{
	const struct connections_one *c = r->object;
	int64_t changed;
	TRY(told_back(r, r->part[1], c->id, r->who.person, r->now, &changed));
	if (!changed)
		return MISSING;
	return redirect_here(r, N_("Taken back."), "/connections/%s", c->id);
}

/* On the page of a connection, for both. */
enum status stories_told_section(struct req *r)
{
	const struct connections_one *c = r->object;
	struct stories_told_section_view v = { .connection = c->id, .open = c->open };
	struct told_here_list rows = { 0 };
	if (!c->open)
		return OK;
	TRY(told_here(r, c->id, r->now, &rows));
	v.heard.at = ARENA_ARRAY(&r->arena, rows.n, struct story_heard);
	for (size_t i = 0; i < rows.n; i++)
		v.heard.at[v.heard.n++] = (struct story_heard){ .id = rows.at[i].id, .name = people_name_or_left(r, rows.at[i].name),
			.title = part_title(r, rows.at[i].part, rows.at[i].own), .words = rows.at[i].words, .told = rows.at[i].told,
			.mine = str_same(rows.at[i].owner, r->who.person) };
	stories_told_section_draw(&r->out, &v);
	return OK;
}
