/* Lived experience: choosing, telling, changing, taking back; and the page "About me" that shows all somebody has told
 * and who may see it.  Always one's own: those of others are read through experiences_visible. */
#include "experiences_inside.h"

static const struct form_field pick_fields[] = {
	TEXT_FIELD(struct experiences_pick, tag, .max = 64, .label = N_("From the list"),
		.hint = N_("A place in the list, a code, or the id of a word this community added. Empty: your own words.")),
};
const struct form experiences_pick_form = FORM(experiences_pick, pick_fields);

#define SHOWN_FIELD(s) CHOICE_FIELD(s, shown, .required = true, .of = &experiences_shown, .label = N_("Who may read this?"), \
	.hint = N_("You can change this at any time."))
#define MATTERS_FIELD(s) CHOICE_FIELD(s, matters, .required = true, .of = &experiences_matters, \
	.label = N_("How much does it matter to you that the other person knows this too?"), \
	.hint = N_("Only for finding people who fit. Nobody reads it."))
#define SUPPORT_WITH_FIELD(s) FLAG_FIELD(s, support_with, .label = N_("I would like to support others with this"), \
	.hint = N_("Then we may suggest you to someone who lives through this now."))

static const struct form_field told_fields[] = {
	TEXT_FIELD(struct experiences_telling, tag, .hidden = true, .max = 64, .label = N_("From the list")),
	TEXT_FIELD(struct experiences_telling, own_tag, .min = 2, .max = 60, .label = N_("Your own short name for it"),
		.hint = N_("So that someone who writes the same can find you. A coordinator may add it to the list, never with your name.")),
	TEXT_FIELD(struct experiences_telling, words, .multiline = true, .max = 1000, .label = N_("In your own words"),
		.hint = N_("Only if you like. One line is enough.")),
	SHOWN_FIELD(struct experiences_telling),
	MATTERS_FIELD(struct experiences_telling),
	SUPPORT_WITH_FIELD(struct experiences_telling),
};
const struct form experiences_told_form = FORM(experiences_telling, told_fields);

static const struct form_field changed_fields[] = {
	TEXT_FIELD(struct experiences_changing, words, .multiline = true, .max = 1000, .label = N_("In your own words"),
		.hint = N_("Only if you like. One line is enough.")),
	SHOWN_FIELD(struct experiences_changing),
	MATTERS_FIELD(struct experiences_changing),
	SUPPORT_WITH_FIELD(struct experiences_changing),
	INT_FIELD(struct experiences_changing, version, .hidden = true, .required = true, .label = N_("Version")),
};
const struct form experiences_changed_form = FORM(experiences_changing, changed_fields);

/* ---- choosing ---- */

static const struct json_field pickable_json[] = {
	JSON_TEXT(experiences_pickable, pick), JSON_TEXT(experiences_pickable, code), JSON_TEXT(experiences_pickable, words),
};
static const struct json_field heading_json[] = {
	JSON_TEXT(experiences_heading, title), JSON_LIST(experiences_heading, tags, pickable_json),
};
static const struct json_field experiences_choose_json[] = {
	JSON_LIST(experiences_choose_view, groups, heading_json), JSON_LIST(experiences_choose_view, own, pickable_json),
};

static struct experiences_pickables group_tags(struct req *r, const struct experiences_group *g)
{
	int64_t first = 0;
	struct experiences_pickable *at = ARENA_ARRAY(&r->arena, (size_t)g->n, struct experiences_pickable);
	if (!choice_find(&experiences_tag_codes, (struct slice){ g->first, strlen(g->first) }, &first))
		return (struct experiences_pickables){ 0 };
	for (int64_t i = 0; i < g->n; i++) {
		const struct choice *c = &experiences_tag_codes.at[first + i];
		at[i] = (struct experiences_pickable){
			.pick = arena_printf(&r->arena, "%d", (int)(first + i)),
			.code = c->code,
			.words = words_say(&r->arena, &r->reader, c->label, 0, NULL),
		};
	}
	return (struct experiences_pickables){ .n = (size_t)g->n, .at = at };
}

enum status experiences_choose(struct req *r)
{
	struct experiences_choose_view v = { .groups = { .n = EXPERIENCES_GROUPS } };
	struct experiences_tags_offered_list own;
	TRY(experiences_tags_offered(r, r->community.id, "experience", &own));
	v.groups.at = ARENA_ARRAY(&r->arena, EXPERIENCES_GROUPS, struct experiences_heading);
	for (size_t i = 0; i < EXPERIENCES_GROUPS; i++)
		v.groups.at[i] = (struct experiences_heading){
			.title = words_say(&r->arena, &r->reader, experiences_groups[i].title, 0, NULL),
			.tags = group_tags(r, &experiences_groups[i]),
		};
	v.own.n = own.n;
	v.own.at = ARENA_ARRAY(&r->arena, own.n, struct experiences_pickable);
	for (size_t i = 0; i < own.n; i++)
		v.own.at[i] = (struct experiences_pickable){
			.pick = own.at[i].id,
			.words = experiences_tag_say(r, NULL, own.at[i].label, own.at[i].label_es),
		};
	return REPLY(r, experiences_choose, &v);
}

/* ---- telling ---- */

static const struct json_field experiences_new_json[] = {
	JSON_TEXT(experiences_new_view, tag), JSON_TEXT(experiences_new_view, say),
};

static enum status draw_new(struct req *r, const char *tag)
{
	struct experiences_new_view v = { 0 };
	struct experiences_chosen chosen;
	enum status st = tag ? experiences_tag_chosen(r, EXPERIENCES_KIND_EXPERIENCE, tag, &chosen) : MISSING;
	if (st != OK && st != MISSING)
		return st;
	if (st == OK) {
		v.tag = tag;
		v.say = chosen.say;
	}
	struct experiences_telling stored = { .tag = v.tag, .shown = 0, .matters = 1 };
	form_show(r, &v.form, &experiences_told_form, &stored);
	return REPLY(r, experiences_new, &v);
}

enum status experiences_new(struct req *r)
{
	const struct experiences_pick *f = r->form;
	return draw_new(r, f->tag);
}

enum status experiences_new_again(struct req *r)
{
	const struct param *p = param_find(&r->params, "tag");
	return draw_new(r, p && p->value.n ? str_trim(&r->arena, p->value) : NULL);
}

/* The tag that was meant; NULL when only words were written. */
static enum status tag_meant(struct req *r, const struct experiences_telling *f, const char **ret)
{
	struct experiences_chosen chosen;
	*ret = NULL;
	if (f->tag) {
		enum status st = experiences_tag_chosen(r, EXPERIENCES_KIND_EXPERIENCE, f->tag, &chosen);
		if (st == MISSING)
			return fault(r, NULL, "tag", N_("This is no longer in the list. You can say it in your own words."));
		TRY(st);
		return experiences_tag_id(r, EXPERIENCES_KIND_EXPERIENCE, &chosen, ret);
	}
	if (f->own_tag)
		return experiences_tag_own(r, EXPERIENCES_KIND_EXPERIENCE, f->own_tag, ret);
	if (!f->words)
		return fault(r, "own_tag", "nothing", N_("Please give it a short name, or write a line in your own words."));
	return OK;
}

enum status experiences_tell_one(struct req *r)
{
	const struct experiences_telling *f = r->form;
	const char *tag, *id = id_new(r), *c = r->community.id, *me = r->who.person;
	struct experiences_told told;
	TRY(tag_meant(r, f, &tag));
	TRY(experiences_told(r, c, me, tag, &told));
	if (told.n >= EXPERIENCES_MOST)
		return fault_with(r, NULL, "full", N_("You have told {0} things. Please take one back before you add another."),
				  word_int(EXPERIENCES_MOST));
	if (tag && told.same)
		return fault(r, f->own_tag && !f->tag ? "own_tag" : NULL, "told_already", N_("You have told this already. You can change it on your page."));
	TRY(experiences_add(r, id, c, me, tag, f->words, f->shown, f->matters + 1, f->support_with, r->now, NULL));
	TRY(experiences_tell_changed(r, me));
	return redirect_here(r, N_("Thank you. It is kept as you chose."), "/about-me");
}

/* ---- one of mine ---- */

enum status experiences_of(struct req *r)
{
	struct experiences_one *e = ARENA_NEW(&r->arena, struct experiences_one);
	if (!r->who.person)
		return MISSING;
	TRY(experiences_one(r, r->community.id, r->who.person, r->part[0], e));
	r->object = e;
	r->who.may |= MAY_OWNER;
	return OK;
}

static const struct json_field experiences_change_json[] = {
	JSON_TEXT(experiences_change_view, id), JSON_TEXT(experiences_change_view, tag), JSON_TEXT(experiences_change_view, words),
	JSON_CHOICE(experiences_change_view, shown, &experiences_shown),
	JSON_CHOICE(experiences_change_view, matters, &experiences_matters),
	JSON_FLAG(experiences_change_view, support_with), JSON_INT(experiences_change_view, version),
};

enum status experiences_change(struct req *r)
{
	const struct experiences_one *e = r->object;
	struct experiences_change_view v = {
		.id = e->id, .words = e->words, .shown = e->shown, .matters = e->matters - 1,
		.version = e->version, .support_with = e->support_with,
		.tag = experiences_tag_say(r, e->code, e->label, e->label_es),
	};
	struct experiences_changing stored = {
		.words = e->words, .shown = e->shown, .matters = e->matters - 1,
		.support_with = e->support_with, .version = e->version,
	};
	form_show(r, &v.form, &experiences_changed_form, &stored);
	return REPLY(r, experiences_change, &v);
}

enum status experiences_change_one(struct req *r)
{
	const struct experiences_changing *f = r->form;
	const struct experiences_one *e = r->object;
	int64_t changed;
	if (!e->tag && !f->words)
		return fault(r, "words", "nothing", N_("Please write a line, or take it back below."));
	TRY(experiences_set(r, r->community.id, r->who.person, e->id, f->version, f->words, f->shown, f->matters + 1,
			    f->support_with, &changed));
	if (!changed)
		return stale(r);
	TRY(experiences_tell_changed(r, r->who.person));
	return redirect_here(r, N_("Saved."), "/about-me");
}

enum status experiences_remove_one(struct req *r)
{
	const struct experiences_one *e = r->object;
	TRY(experiences_remove(r, r->community.id, r->who.person, e->id, NULL));
	if (e->tag)
		TRY(experiences_tag_sweep(r, e->tag, NULL));
	TRY(experiences_tell_changed(r, r->who.person));
	return redirect_here(r, N_("Taken back. Nothing of it is kept."), "/about-me");
}
