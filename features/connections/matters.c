/* "Why not more like this one?" and what matters to the one who asks, changed beside the suggestions it changes.  Knows only
 * what the list itself tells: the reasons that are shown. */
#include "inside.h"

static const struct form_field suggest_like_fields[] = {
	ID_FIELD(struct suggest_like, like, .hidden = true, .label = N_("More like this one")),
};
const struct form suggest_like_form = FORM(suggest_like, suggest_like_fields);

static const struct form_field suggest_matters_fields[] = {
	IDS_FIELD(struct suggest_matters, matters, .max = 50, .label = N_("What matters to you"),
		  .hint = N_("The id of an experience of yours, a dash, and little, some or much.")),
	SET_FIELD(struct suggest_matters, wishes, .of = &experiences_wishes, .label = N_("I would like"),
		  .hint = N_("We try to find this, and suggest others too.")),
	INT_FIELD(struct suggest_matters, version, .required = true, .hidden = true, .min = 0, .max = INT64_MAX, .label = N_("Version")),
};
const struct form suggest_matters_form = FORM(suggest_matters, suggest_matters_fields);

static const struct matching_candidate *liked(const struct req *r, const struct matching_list *people)
{
	const struct suggest_like *f = r->route->form == &suggest_like_form ? r->form : NULL;
	for (size_t i = 0; f && f->like && i < people->n; i++)
		if (strcmp(people->at[i].person, f->like) == 0)
			return &people->at[i];
	return NULL;
}

static bool is_reason(const struct matching_candidate *c, const char *tag)
{
	for (size_t i = 0; c && i < c->reasons.n; i++)
		if (str_same(c->reasons.at[i].tag, tag))
			return true;
	return false;
}

static const char *and_also(struct req *r, const char *before, const char *say)
{
	return before ? arena_printf(&r->arena, "%s, %s", before, say) : say;
}

enum status matters_load(struct req *r, const struct asks_one *ask, const struct matching_list *people, struct connections_matters_view *v)
{
	struct experiences_mattering_list mine;
	struct experiences_wished wished;
	const struct matching_candidate *like = liked(r, people);
	TRY(experiences_mattering(r, &mine));
	TRY(experiences_wished(r, &wished));
	v->ask = ask->id;
	v->any = people->n > 0 || mine.n > 0;
	v->like.name = like ? like->name : NULL;
	v->rows.at = ARENA_ARRAY(&r->arena, mine.n + 1, struct matters_row);
	for (size_t i = 0; i < mine.n; i++) {
		const struct experiences_mattering *m = &mine.at[i];
		bool shared = is_reason(like, m->tag), raise = shared && m->matters < 2;
		if (shared)
			v->like.shared = and_also(r, v->like.shared, m->say);
		v->rows.at[v->rows.n++] = (struct matters_row){
			.id = m->id, .say = m->say, .little = !raise && m->matters == 0, .some = !raise && m->matters == 1,
			.much = raise || m->matters == 2, .raised = raise,
		};
	}
	v->has_like = like != NULL;
	v->alike = like && v->like.shared;
	v->differs = like && !v->like.shared;
	struct suggest_matters *now = ARENA_NEW(&r->arena, struct suggest_matters);
	*now = (struct suggest_matters){ .wishes = wished.wishes, .version = wished.version };
	form_show(r, &v->form, &suggest_matters_form, now);
	v->form.drawn.mark = "matters";
	return OK;
}

/* "ID-much" → the two; false: it is none of these. */
static bool split(struct req *r, const char *said, const char **ret_id, int64_t *ret_matters)
{
	const char *dash = strrchr(said, '-');
	if (!dash || !choice_find(&experiences_matters, (struct slice){ dash + 1, strlen(dash + 1) }, ret_matters))
		return false;
	*ret_id = arena_copy(&r->arena, said, (size_t)(dash - said));
	return true;
}

enum status matters_save(struct req *r)
{
	const struct asks_one *ask = r->object;
	const struct suggest_matters *f = r->form;
	if (!ask->open || !str_same(ask->direction, "ask"))
		return MISSING;
	for (size_t i = 0; i < f->matters.n; i++) {
		const char *id;
		int64_t matters;
		enum status st = split(r, f->matters.at[i], &id, &matters) ? experiences_matter(r, id, matters) : MISSING;
		if (st == MISSING)
			return fault(r, "matters", "changed", N_("Something you told has changed in the meantime. Please look again."));
		TRY(st);
	}
	TRY(experiences_wish(r, f->version, f->wishes));
	return redirect_here(r, N_("Saved. This is who comes up now."), "/asks/%s/people", ask->id);
}
