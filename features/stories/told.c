/* Telling a part of one's story to the other of a connection, or to a group: it is shown there for a week, live from the story, copied into
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

/* Where something is told: the page of a connection, or of a group to which the reader belongs. */
struct place { const char *kind, *id, *name; bool group; };

static enum status place_of(struct req *r, struct place *ret)
{
	if (may(r, MAY_IN_GROUP)) {
		const struct groups_one *g = r->object;
		*ret = (struct place){ "groups", g->id, g->name, true };
		return g->over ? MISSING : OK;
	}
	const struct connections_one *c = r->object;
	*ret = (struct place){ .kind = "connections", .id = c->id };
	TRY(people_name(r, connections_other(r, c), &ret->name));
	return c->open ? OK : MISSING;
}

static const struct json_field stories_tell_json[] = {
	JSON_TEXT(stories_tell_view, place), JSON_TEXT(stories_tell_view, name), JSON_FLAG(stories_tell_view, none),
};

enum status stories_tell_show(struct req *r)
{
	struct place p;
	struct form_options *o = ARENA_NEW(&r->arena, struct form_options);
	TRY(place_of(r, &p));
	struct stories_tell_view v = { .kind = p.kind, .place = p.id, .name = p.name, .group = p.group };
	TRY(options(r, o));
	v.none = o->n == 0;
	form_show(r, &v.form, &story_tell_form, NULL);
	v.form.drawn.options = o;
	v.form.drawn.n_options = 1;
	return REPLY(r, stories_tell, &v);
}

enum status stories_tell_do(struct req *r)
{
	const struct story_tell *f = r->form;
	struct form_options mine;
	struct place p;
	int64_t changed;
	TRY(place_of(r, &p));
	TRY(options(r, &mine));
	for (size_t i = 0; i < mine.n; i++)
		if (str_same(mine.at[i].code, f->part)) {
			const char *slash = strchr(f->part, '/');
			TRY(told_add(r, id_new(r), arena_copy(&r->arena, f->part, (size_t)(slash - f->part)), r->who.person, p.group ? NULL : p.id,
				     p.group ? p.id : NULL, slash + 1, r->now, r->now + TOLD_SECONDS, &changed));
			return redirect_here(r, N_("Told. It is shown here for a week; you can take it back."), "/%s/%s", p.kind, p.id);
		}
	return fault(r, "part", "choice", N_("This part is not there any more. Please look at the list once more."));
}

enum status stories_tell_back(struct req *r)
{
	struct place p;
	int64_t changed;
	TRY(place_of(r, &p));
	TRY(told_back(r, r->part[1], p.id, r->who.person, r->now, &changed));
	if (!changed)
		return MISSING;
	return redirect_here(r, N_("Taken back."), "/%s/%s", p.kind, p.id);
}

/* On the page of a connection or a group, for those between whom it is. */
enum status stories_told_section(struct req *r)
{
	struct place p;
	struct told_here_list rows = { 0 };
	enum status st = place_of(r, &p);
	if (st != OK)
		return st == MISSING ? OK : st;
	struct stories_told_section_view v = { .kind = p.kind, .place = p.id, .group = p.group };
	TRY(told_here(r, p.id, r->who.person, r->now, &rows));
	v.heard.at = ARENA_ARRAY(&r->arena, rows.n, struct story_heard);
	for (size_t i = 0; i < rows.n; i++)
		v.heard.at[v.heard.n++] = (struct story_heard){ .id = rows.at[i].id, .name = people_name_or_left(r, rows.at[i].name),
			.title = part_title(r, rows.at[i].part, rows.at[i].own), .words = rows.at[i].words, .told = rows.at[i].told,
			.mine = str_same(rows.at[i].owner, r->who.person) };
	stories_told_section_draw(&r->out, &v);
	return OK;
}
