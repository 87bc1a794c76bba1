/* A list of steps as others read it: who may, taking a copy, and for its owner who reads it. */
#include "inside.h"

static const struct form_field share_fields[] = {
	CHOICE_FIELD(struct skill_share, audience, .required = true, .of = &skills_audiences, .label = N_("Who may read it?"),
		     .hint = N_("Readers can take a copy and propose steps. A copy stays theirs, also if you take the list back.")),
};
const struct form skill_share_form = FORM(skill_share, share_fields);

enum status skills_shared_of(struct req *r)
{
	struct skills_one *s = ARENA_NEW(&r->arena, struct skills_one);
	struct skill_rights x;
	struct skill_get got;
	TRY(skill_rights(r, r->part[0], r->who.person, r->community.id, &x));
	bool mine = str_same(x.owner, r->who.person);
	if (!mine && !x.readable)
		return MISSING;
	r->who.may |= mine ? MAY_OWNER : 0;
	TRY(skill_get(r, r->part[0], &got));
	*s = skill_one_of(&got);
	r->object = s;
	return OK;
}

static const struct json_field step_json[] = { JSON_TEXT(skill_step_row, id), JSON_TEXT(skill_step_row, words) };
static const struct json_field skills_read_json[] = {
	JSON_TEXT(skills_read_view, id), JSON_TEXT(skills_read_view, title), JSON_TEXT(skills_read_view, about), JSON_TEXT(skills_read_view, name),
	JSON_CHOICE(skills_read_view, topic, &skills_topics), JSON_TEXT(skills_read_view, from_name), JSON_TEXT(skills_read_view, copy),
	JSON_LIST(skills_read_view, steps, step_json),
};

static enum status copy_of(struct req *r, const char *origin, const char **ret)
{
	struct skill_copy_of x;
	enum status st = skill_copy_of(r, origin, r->who.person, &x);
	*ret = st == OK ? x.id : NULL;
	return st == MISSING ? OK : st;
}

enum status skill_read(struct req *r)
{
	const struct skills_one *s = r->object;
	struct skills_read_view v = { .id = s->id, .title = s->title, .about = s->about, .topic = s->topic, .mine = may(r, MAY_OWNER), .taken = s->taken != NO_INT };
	struct skills_steps steps;
	struct form_options *o = ARENA_NEW(&r->arena, struct form_options);
	TRY(people_name(r, s->owner, &v.name));
	TRY(skill_origin_name(r, s, &v.from_name));
	TRY(copy_of(r, s->id, &v.copy));
	TRY(skills_steps_of(r, s->id, &steps));
	v.steps.at = ARENA_ARRAY(&r->arena, steps.n, struct skill_step_row);
	struct form_option *at = ARENA_ARRAY(&r->arena, steps.n, struct form_option);
	for (; v.steps.n < steps.n; v.steps.n++) {
		const struct skills_step *x = &steps.at[v.steps.n];
		v.steps.at[v.steps.n] = (struct skill_step_row){ .id = x->id, .words = x->words };
		at[v.steps.n] = (struct form_option){ .code = x->id, .label = arena_printf(&r->arena, "%zu. %s", v.steps.n + 1, x->words) };
	}
	*o = (struct form_options){ .field = "step", .n = steps.n, .at = at };
	form_show(r, &v.form, &skill_propose_form, NULL);
	v.form.drawn.options = o;
	v.form.drawn.n_options = 1;
	return REPLY(r, skills_read, &v);
}

/* A copy is its taker's own, ticks and all; it remembers the list it came from, not its words. */
enum status skill_take(struct req *r)
{
	const struct skills_one *s = r->object;
	struct skills_steps steps;
	const char *id;
	int64_t changed;
	if (may(r, MAY_OWNER))
		return redirect_here(r, N_("This list is yours already."), "/skills/%s", s->id);
	TRY(copy_of(r, s->id, &id));
	if (id)
		return redirect_here(r, N_("You have a copy already: this one."), "/skills/%s", id);
	TRY(skill_room(r));
	TRY(skills_steps_of(r, s->id, &steps));
	id = id_new(r);
	TRY(skill_add(r, id, r->who.person, s->topic, s->title, s->about, s->id, r->now, r->now, &changed));
	for (size_t i = 0; i < steps.n; i++)
		TRY(skill_step_add(r, id_new(r), id, r->who.person, (int64_t)i + 1, steps.at[i].words, &changed));
	return redirect_here(r, N_("Now you have a list of your own. Change what you like."), "/skills/%s", id);
}

/* ---- who reads it ---- */

static const struct json_field skills_sharing_json[] = { JSON_TEXT(skills_sharing_view, id) };

enum status skill_sharing_show(struct req *r)
{
	const struct skills_one *s = r->object;
	struct skills_sharing_view v = { .id = s->id, .title = s->title, .elsewhere = s->community && !str_same(s->community, r->community.id) };
	struct skill_share stored = { s->audience };
	form_show(r, &v.form, &skill_share_form, &stored);
	return REPLY(r, skills_sharing, &v);
}

enum status skill_sharing_save(struct req *r)
{
	const struct skills_one *s = r->object;
	const struct skill_share *f = r->form;
	int64_t changed;
	bool shared = f->audience > SKILLS_ME;
	TRY(skill_share_set(r, s->id, s->owner, shared ? r->community.id : NULL, f->audience, r->now, &changed));
	return redirect_here(r, shared ? N_("Shared. You can take it back at any time.") : N_("Only you see it now."), "/skills/%s", s->id);
}
