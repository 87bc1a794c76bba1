/* Beginning a group, and changing what it says of itself.  Who comes in and goes is places.c's. */
#include "inside.h"
#include "tell.h"

const struct event groups_begun = { "groups_begun" };
const struct event groups_changed = { "groups_changed" };

static const struct form_field group_edit_fields[] = {
	TEXT_FIELD(struct group_edit, name, .required = true, .min = 2, .max = GROUP_NAME_MAX, .label = N_("What is it called?"),
		   .hint = N_("All members of the community can read it. A neutral name is kind to whoever is watched.")),
	TEXT_FIELD(struct group_edit, purpose, .required = true, .min = 2, .max = 600, .multiline = true, .label = N_("What is it for?")),
	TEXT_FIELD(struct group_edit, who_for, .max = 300, .multiline = true, .label = N_("Who is it for?")),
	CHOICE_FIELD(struct group_edit, lang, .required = true, .of = &people_languages, .select = true, .label = N_("Which language do you speak there?")),
	TEXT_FIELD(struct group_edit, meets, .max = 200, .label = N_("When do you meet?"), .hint = N_("In your own words: Wednesdays at half past six, an hour and a half.")),
	CHOICE_FIELD(struct group_edit, way, .required = true, .of = &groups_ways, .label = N_("Who can come in?")),
	INT_FIELD(struct group_edit, capacity, .min = 2, .max = 500, .label = N_("For how many people is there room?"),
		  .hint = N_("Leave it empty for no limit. When it is full, others wait in line and are asked in turn.")),
	INT_FIELD(struct group_edit, answer_days, .required = true, .min = 1, .max = 30, .label = N_("For how many days is a place kept for somebody?")),
	CHOICE_FIELD(struct group_edit, mode, .required = true, .of = &groups_modes, .label = N_("Where do you meet?")),
	TEXT_FIELD(struct group_edit, place, .max = 300, .multiline = true, .label = N_("The place, and how to find it")),
	TEXT_FIELD(struct group_edit, link, .max = 500, .label = N_("The link for those who take part online"), .hint = N_("It begins with https://")),
	FLAG_FIELD(struct group_edit, shows, .label = N_("Show place and link to everyone in the community"),
		   .hint = N_("Else only those who belong to it see them.")),
	FLAG_FIELD(struct group_edit, open_page, .label = N_("Show the {~group} to everyone, also without an account"),
		   .hint = N_("On the open page of the community there stand only its name, what it is for and for whom, when you meet, the language, the town or “online”, and how to come. Never who is in it, how many, the place or the link. Somebody who coordinates says yes before it is there.")),
	TEXT_FIELD(struct group_edit, town, .max = 80, .label = N_("In which town, for people from outside?"), .hint = N_("Only the town or a part of it. Nobody outside sees the place itself.")),
	FLAG_FIELD(struct group_edit, earlier, .label = N_("Who comes later may read what was said before"),
		   .hint = N_("Else each reads the conversation from their first day on.")),
	PICK_FIELD(struct group_edit, project, .label = N_("With which project are its meetings counted?")),
	TEXT_FIELD(struct group_edit, welcome, .max = 600, .multiline = true, .label = N_("How do you welcome somebody?"),
		   .hint = N_("People read it before they come for the first time.")),
	TEXT_FIELD(struct group_edit, farewell, .max = 600, .multiline = true, .label = N_("How do you say goodbye to somebody who leaves?")),
	TEXT_FIELD(struct group_edit, ending, .max = 600, .multiline = true, .label = N_("How would you like to end one day?")),
	INT_FIELD(struct group_edit, version, .hidden = true, .min = 0, .max = INT32_MAX, .label = N_("Version")),
};
const struct form group_edit_form = FORM(group_edit, group_edit_fields);

static const struct json_field groups_settings_json[] = { JSON_TEXT(groups_settings_view, id) };

static enum status draw(struct req *r, const struct groups_one *g, const struct group_edit *stored)
{
	struct groups_settings_view v = { .id = g ? g->id : NULL, .name = g ? g->name : NULL, .is_new = !g };
	struct form_options *projects = ARENA_NEW(&r->arena, struct form_options);
	TRY(communities_project_options(r, "project", projects));
	v.has_projects = projects->n > 0;
	form_show(r, &v.form, &group_edit_form, stored);
	v.form.drawn.options = projects;
	v.form.drawn.n_options = 1;
	return REPLY(r, groups_settings, &v);
}

enum status groups_new(struct req *r)
{
	struct group_edit *first = ARENA_NEW(&r->arena, struct group_edit);
	form_blank(&group_edit_form, first);
	first->lang = r->reader.lang == LANG_ES;        /* English and Spanish stand first */
	first->way = GROUPS_OPEN;
	first->answer_days = 3;
	first->mode = GROUPS_IN_PERSON;
	return draw(r, NULL, first);
}

/* What the fields together have to be. */
static enum status judge(struct req *r, const struct group_edit *f, const char *project_now)
{
	struct form_options open;
	if (f->link && !str_begins(f->link, "https://"))
		return fault(r, "link", "link", N_("A link begins with https://. Please look at it once more."));
	if (f->mode != GROUPS_IN_PERSON && !f->link && f->shows)
		return fault(r, "link", "needed", N_("To show the link to everyone, write it down first."));
	if (!f->project || str_same(f->project, project_now))
		return OK;
	TRY(communities_project_options(r, "project", &open));
	for (size_t k = 0; k < open.n; k++)
		if (str_same(open.at[k].code, f->project))
			return OK;
	return fault(r, "project", "unknown", N_("Please choose one from the list."));
}

/* What a group wishes is done at once where whoever asks also coordinates. */
static int64_t shown(const struct req *r, const struct group_edit *f)
{
	return !f->open_page ? GROUP_NOT_SHOWN : may(r, MAY_COORDINATOR) ? GROUP_SHOWN : GROUP_WISHES_SHOWN;
}

/* Whoever begins it belongs to it and facilitates it. */
enum status groups_make(struct req *r)
{
	const struct group_edit *f = r->form;
	struct groups_one g;
	bool in;
	const char *id = id_new(r);
	TRY(judge(r, f, NULL));
	TRY(peer_group_add(r, id, r->community.id, f->project, f->name, f->purpose, f->who_for, choice_code(&people_languages, f->lang), f->way, f->mode,
			   f->meets, f->place, f->link, f->shows, f->earlier, f->capacity, f->answer_days, f->welcome, f->farewell, f->ending, f->town,
			   shown(r, f), r->now, NULL));
	TRY(groups_get(r, id, &g));
	TRY(tell(r, &groups_begun, &g));
	TRY(group_come_in(r, &g, r->who.person, false, 0, &in));
	TRY(peer_group_part(r, id, r->who.person, GROUPS_FACILITATES, NULL));
	return redirect_here(r, N_("Your {~group} is there. Write an agreement together when you first meet."), "/groups/%s", id);
}

enum status groups_settings(struct req *r)
{
	const struct groups_one *g = r->object;
	struct peer_group_words w;
	struct group_edit *now = ARENA_NEW(&r->arena, struct group_edit);
	if (g->over)
		return MISSING;
	TRY(peer_group_words(r, g->id, &w));
	*now = (struct group_edit){
		.name = w.name, .purpose = w.purpose, .who_for = w.who_for, .meets = w.meets, .place = w.place, .link = w.link, .town = w.town, .welcome = w.welcome,
		.farewell = w.farewell, .ending = w.ending, .project = w.project, .way = w.way, .capacity = w.capacity, .answer_days = w.answer_days,
		.mode = w.mode, .version = w.version, .shows = w.shows, .earlier = w.earlier,
		.open_page = w.shown != GROUP_NOT_SHOWN,
	};
	if (!choice_find(&people_languages, (struct slice){ w.lang, strlen(w.lang) }, &now->lang))
		now->lang = NO_INT;
	return draw(r, g, now);
}

/* With more room, whoever waits longest is asked. */
enum status groups_settings_save(struct req *r)
{
	const struct groups_one *g = r->object;
	const struct group_edit *f = r->form;
	struct groups_one after;
	int64_t changed;
	if (g->over)
		return MISSING;
	TRY(judge(r, f, g->project));
	TRY(peer_group_change(r, g->id, g->community, f->project, f->name, f->purpose, f->who_for, choice_code(&people_languages, f->lang), f->way, f->mode,
			      f->meets, f->place, f->link, f->shows, f->earlier, f->capacity, f->answer_days, f->welcome, f->farewell, f->ending, f->town,
			      shown(r, f), f->version == NO_INT ? g->version : f->version, &changed));
	if (!changed)
		return stale(r);
	TRY(group_offer(r, g->id));
	TRY(groups_get(r, g->id, &after));
	TRY(tell(r, &groups_changed, &after));
	TRY(live_thing(r, g->community, group_kind, g->id));
	return redirect_here(r, N_("Saved."), "/groups/%s", g->id);
}
