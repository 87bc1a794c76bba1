/* One list of steps of mine: its page, where it came from, what becomes of it. */
#include "inside.h"

struct skills_one skill_one_of(const struct skill_get *x)
{
	return (struct skills_one){ .id = x->id, .owner = x->owner, .title = x->title, .about = x->about, .origin = x->origin, .topic = x->topic,
		.audience = x->audience, .taken = x->taken, .version = x->version, .community = x->community };
}

/* Only who may read the list it came from is told whose that is. */
enum status skill_origin_name(struct req *r, const struct skills_one *s, const char **ret)
{
	struct skill_rights x;
	*ret = NULL;
	if (!s->origin)
		return OK;
	TRY(skill_rights(r, s->origin, r->who.person, r->community.id, &x));
	return x.readable ? people_name(r, x.owner, ret) : OK;
}

static const struct json_field step_json[] = { JSON_TEXT(skill_step_row, id), JSON_TEXT(skill_step_row, words), JSON_FLAG(skill_step_row, done) };
static const struct json_field proposal_json[] = {
	JSON_TEXT(skill_proposal_row, id), JSON_TEXT(skill_proposal_row, name), JSON_CHOICE(skill_proposal_row, kind, &skills_improvements),
	JSON_TEXT(skill_proposal_row, of), JSON_TEXT(skill_proposal_row, words), JSON_TIME(skill_proposal_row, made),
};
static const struct json_field skills_show_json[] = {
	JSON_TEXT(skills_show_view, id), JSON_TEXT(skills_show_view, title), JSON_TEXT(skills_show_view, about), JSON_CHOICE(skills_show_view, topic, &skills_topics),
	JSON_CHOICE(skills_show_view, audience, &skills_audiences), JSON_TEXT(skills_show_view, from_name), JSON_LIST(skills_show_view, steps, step_json),
	JSON_LIST(skills_show_view, proposals, proposal_json), JSON_LIST(skills_show_view, see, cards_json),
};

enum status skill_show(struct req *r)
{
	const struct skills_one *s = r->object;
	struct skills_steps steps;
	struct skills_show_view v = { .id = s->id, .title = s->title, .about = s->about, .topic = s->topic, .audience = s->audience, .from = s->origin,
		.taken = s->taken != NO_INT, .shared = s->audience > SKILLS_ME };
	TRY(skills_steps_of(r, s->id, &steps));
	v.steps.at = ARENA_ARRAY(&r->arena, steps.n, struct skill_step_row);
	for (; v.steps.n < steps.n; v.steps.n++) {
		const struct skills_step *x = &steps.at[v.steps.n];
		v.steps.at[v.steps.n] = (struct skill_step_row){ .id = x->id, .words = x->words, .done = x->done != NO_INT, .first = v.steps.n == 0 };
		v.done += x->done != NO_INT;
	}
	v.of = (int64_t)steps.n;
	v.has_steps = steps.n > 0;
	v.any_done = v.done > 0;
	v.all_done = v.done > 0 && v.done == v.of;
	TRY(skill_origin_name(r, s, &v.from_name));
	TRY(skill_proposals_into(r, s->id, &v));
	form_show(r, &v.step, &skill_step_words_form, NULL);
	TRY(cards_html(r, "skill", &v.cards));
	v.see = cards_named(r, "skill");
	return REPLY(r, skills_show, &v);
}

enum status skill_erase(struct req *r, const char *id)
{
	int64_t changed;
	TRY(skill_proposals_remove(r, id, &changed));
	TRY(skill_steps_remove(r, id, &changed));
	TRY(skill_unlink(r, id, &changed));
	return skill_delete(r, id, &changed);
}

enum status skill_remove(struct req *r)
{
	const struct skills_one *s = r->object;
	TRY(skill_erase(r, s->id));
	return redirect_here(r, N_("It is gone. Copies others took stay theirs."), "/skills");
}

/* My own words, put where a story asks for them, as drafts: nothing is saved or shared by it. */
enum status skill_story(struct req *r)
{
	const struct skills_one *s = r->object;
	struct skills_steps steps;
	const char *helped = "", *id;
	TRY(skills_steps_of(r, s->id, &steps));
	for (size_t i = 0; i < steps.n; i++)
		helped = arena_printf(&r->arena, "%s%s%s", helped, i ? "\n" : "", steps.at[i].words);
	const struct documents_draft drafts[] = { { "heart", s->title }, { "before", s->about }, { "helped", steps.n ? helped : NULL } };
	TRY(documents_begin(r, "story", s->title, COUNT(drafts), drafts, &id));
	return redirect_here(r, N_("A story to write on. Only you see it, and nothing of it is saved yet."), "/pages/%s", id);
}
