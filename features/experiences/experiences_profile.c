/* How somebody likes to meet, what helps them, when they have time, a few facts and wishes, what they like: one short page
 * for each, every one of which may be left out.  Leaves comparing all this to matching. */
#include "experiences_inside.h"

#define VERSION_FIELD(s) INT_FIELD(s, version, .hidden = true, .required = true, .label = N_("Version"))

static const struct form_field helping_fields[] = {
	TEXT_FIELD(struct experiences_helping, helps, .multiline = true, .max = 1000, .label = N_("What helps me"),
		.hint = N_("For example: being asked once, a walk, silence, a joke.")),
	TEXT_FIELD(struct experiences_helping, helps_not, .multiline = true, .max = 1000, .label = N_("What does not help me"),
		.hint = N_("For example: advice, crowds, being touched.")),
	VERSION_FIELD(struct experiences_helping),
};
const struct form experiences_helping_form = FORM(experiences_helping, helping_fields);

static const struct form_field meeting_fields[] = {
	SET_FIELD(struct experiences_meeting, ways, .of = &experiences_ways, .label = N_("How would you like to meet?"),
		.hint = N_("Choose as many as you like. We look for people with at least one in common.")),
	TEXT_FIELD(struct experiences_meeting, area, .max = 200, .label = N_("Where you are, as you would say it"),
		.hint = N_("For example: north side, near bus 12. No address needed. People you walk with see it.")),
	PICK_FIELD(struct experiences_meeting, place, .label = N_("Roughly where you live"),
		.hint = N_("Only for meeting in person. Nobody is shown your place: at most that you live near each other.")),
	CHOICE_FIELD(struct experiences_meeting, reach, .of = &experiences_reaches, .label = N_("How far would you go to meet?")),
	VERSION_FIELD(struct experiences_meeting),
};
const struct form experiences_meeting_form = FORM(experiences_meeting, meeting_fields);

static const struct form_field hours_fields[] = {
	WEEK_FIELD(struct experiences_hours, week, .label = N_("When do you often have time?"),
		.hint = N_("Only for finding hours you share with someone. Nobody sees your week.")),
	VERSION_FIELD(struct experiences_hours),
};
const struct form experiences_hours_form = FORM(experiences_hours, hours_fields);

static const struct form_field facts_fields[] = {
	CHOICE_FIELD(struct experiences_facts, gender, .required = true, .of = &experiences_genders, .label = N_("Your gender"),
		.hint = N_("People who wish for someone of their own gender see that you fit.")),
	CHOICE_FIELD(struct experiences_facts, age_band, .required = true, .of = &experiences_age_bands, .select = true, .label = N_("Your age"),
		.hint = N_("People who wish for someone near their own age see that you fit.")),
	FLAG_FIELD(struct experiences_facts, veteran, .label = N_("I have served in the military"),
		.hint = N_("People who wish for it see that you fit.")),
	FLAG_FIELD(struct experiences_facts, family, .label = N_("I am a family member of someone who struggles"),
		.hint = N_("People who wish for it see that you fit.")),
	VERSION_FIELD(struct experiences_facts),
};
const struct form experiences_facts_form = FORM(experiences_facts, facts_fields);

static const struct form_field wishing_fields[] = {
	SET_FIELD(struct experiences_wishing, wishes, .of = &experiences_wishes, .label = N_("I would like"),
		.hint = N_("We try to find this, and suggest others too.")),
	SET_FIELD(struct experiences_wishing, wishes_needed, .of = &experiences_wishes, .label = N_("Without this it would not work for me"),
		.hint = N_("Then we suggest nobody else. There may be fewer people, or nobody yet.")),
	VERSION_FIELD(struct experiences_wishing),
};
const struct form experiences_wishing_form = FORM(experiences_wishing, wishing_fields);

static const struct form_field liking_fields[] = {
	IDS_FIELD(struct experiences_liking, interests, .label = N_("What do you like?"),
		.hint = N_("Things to do or talk about together. Members here may see what you have in common with them.")),
	TEXT_FIELD(struct experiences_liking, own, .min = 2, .max = 60, .label = N_("Something else"),
		.hint = N_("In two or three words. A coordinator may add it to the list, never with your name.")),
};
const struct form experiences_liking_form = FORM(experiences_liking, liking_fields);

/* ---- the profile ---- */

enum status experiences_profile_now(struct req *r, struct experiences_profile *ret)
{
	enum status st = experiences_profile(r, r->community.id, r->who.person, ret);
	if (st != MISSING)
		return st;
	*ret = (struct experiences_profile){
		.community = r->community.id, .person = r->who.person, .week = "", .gender = NO_INT, .age_band = NO_INT, .reach = NO_INT,
	};
	return OK;
}

static enum status begin(struct req *r)
{
	return experiences_profile_begin(r, r->community.id, r->who.person, r->now, NULL);
}

static enum status saved(struct req *r, int64_t changed)
{
	if (!changed)
		return stale(r);
	TRY(experiences_tell_changed(r, r->who.person));
	return redirect_here(r, N_("Saved."), "/about-me");
}

/* ---- what helps ---- */

static const struct json_field experiences_helps_json[] = {
	JSON_TEXT(experiences_helps_view, helps), JSON_TEXT(experiences_helps_view, helps_not), JSON_INT(experiences_helps_view, version),
};

enum status experiences_helps_show(struct req *r)
{
	struct experiences_profile p;
	TRY(experiences_profile_now(r, &p));
	struct experiences_helps_view v = { .helps = p.helps, .helps_not = p.helps_not, .version = p.version };
	struct experiences_helping stored = { .helps = p.helps, .helps_not = p.helps_not, .version = p.version };
	form_show(r, &v.form, &experiences_helping_form, &stored);
	return REPLY(r, experiences_helps, &v);
}

enum status experiences_helps_save(struct req *r)
{
	const struct experiences_helping *f = r->form;
	int64_t changed;
	TRY(begin(r));
	TRY(experiences_helps_set(r, r->community.id, r->who.person, f->version, f->helps, f->helps_not, &changed));
	return saved(r, changed);
}

/* ---- ways and places ---- */

static const struct json_field experiences_meeting_json[] = {
	JSON_SET(experiences_meeting_view, ways, &experiences_ways), JSON_TEXT(experiences_meeting_view, area),
	JSON_TEXT(experiences_meeting_view, place), JSON_CHOICE(experiences_meeting_view, reach, &experiences_reaches),
	JSON_INT(experiences_meeting_view, version),
};

enum status experiences_meeting_show(struct req *r)
{
	struct experiences_profile p;
	TRY(experiences_profile_now(r, &p));
	struct experiences_meeting_view v = { .ways = p.ways, .area = p.area, .place = p.place, .reach = p.reach, .version = p.version };
	struct experiences_meeting stored = { .ways = p.ways, .area = p.area, .place = p.place, .reach = p.reach, .version = p.version };
	struct form_options *places = ARENA_NEW(&r->arena, struct form_options);
	TRY(experiences_place_options(r, "place", places));
	v.places = places->n > 0;
	form_show(r, &v.form, &experiences_meeting_form, &stored);
	v.form.drawn.options = places;
	v.form.drawn.n_options = 1;
	return REPLY(r, experiences_meeting, &v);
}

enum { REACH_AROUND = 1 };      /* when a place was chosen and no distance */

/* One of the community's list. */
static enum status place_holds(struct req *r, const char *id)
{
	struct experiences_place p;
	if (!id)
		return OK;
	enum status st = experiences_place(r, r->community.id, id, &p);
	return st == MISSING || (st == OK && p.closed != NO_INT) ? fault(r, "place", "choice", N_("Please choose one of the places.")) : st;
}

enum status experiences_meeting_save(struct req *r)
{
	const struct experiences_meeting *f = r->form;
	int64_t changed;
	TRY(begin(r));
	TRY(place_holds(r, f->place));
	int64_t reach = f->place ? f->reach == NO_INT ? REACH_AROUND : f->reach : NO_INT;
	TRY(experiences_meeting_set(r, r->community.id, r->who.person, f->version, f->ways, f->area, f->place, reach, &changed));
	return saved(r, changed);
}

/* ---- the week ---- */

static const struct json_field experiences_week_json[] = {
	JSON_TEXT(experiences_week_view, week), JSON_TEXT(experiences_week_view, zone), JSON_INT(experiences_week_view, version),
};

enum status experiences_week_show(struct req *r)
{
	struct experiences_profile p;
	TRY(experiences_profile_now(r, &p));
	struct experiences_week_view v = { .week = p.week, .zone = r->reader.zone ? r->reader.zone : "UTC", .version = p.version };
	struct experiences_hours stored = { .version = p.version };
	if (!week_read((struct slice){ p.week, strlen(p.week) }, &stored.week))
		stored.week = (struct week){ 0 };
	form_show(r, &v.form, &experiences_hours_form, &stored);
	return REPLY(r, experiences_week, &v);
}

enum status experiences_week_save(struct req *r)
{
	const struct experiences_hours *f = r->form;
	bool any = false;
	int64_t changed;
	for (size_t d = 0; d < COUNT(f->week.day); d++)
		any |= f->week.day[d] != 0;
	TRY(begin(r));
	TRY(experiences_week_set(r, r->community.id, r->who.person, f->version, any ? week_text(&r->arena, &f->week) : "", &changed));
	return saved(r, changed);
}

/* ---- facts ---- */

static const struct json_field experiences_facts_json[] = {
	JSON_CHOICE(experiences_facts_view, gender, &experiences_genders), JSON_CHOICE(experiences_facts_view, age_band, &experiences_age_bands),
	JSON_FLAG(experiences_facts_view, veteran), JSON_FLAG(experiences_facts_view, family), JSON_INT(experiences_facts_view, version),
};

/* "I'd rather not say" is place 0 on the page and nothing at all in the database. */
static int64_t said_to_place(int64_t stored) { return stored == NO_INT ? 0 : stored; }
static int64_t place_to_said(int64_t place) { return place == 0 ? NO_INT : place; }

enum status experiences_facts_show(struct req *r)
{
	struct experiences_profile p;
	TRY(experiences_profile_now(r, &p));
	int64_t gender = said_to_place(p.gender), age = said_to_place(p.age_band);
	struct experiences_facts_view v = {
		.gender = gender, .age_band = age, .veteran = p.veteran, .family = p.family, .version = p.version,
	};
	struct experiences_facts stored = {
		.gender = gender, .age_band = age, .veteran = p.veteran, .family = p.family, .version = p.version,
	};
	form_show(r, &v.form, &experiences_facts_form, &stored);
	return REPLY(r, experiences_facts, &v);
}

enum status experiences_facts_save(struct req *r)
{
	const struct experiences_facts *f = r->form;
	int64_t changed;
	TRY(begin(r));
	TRY(experiences_facts_set(r, r->community.id, r->who.person, f->version, place_to_said(f->gender), place_to_said(f->age_band),
				  f->veteran, f->family, &changed));
	return saved(r, changed);
}

/* ---- wishes ---- */

enum { WISH_SAME_GENDER = 1 << 0, WISH_NEAR_MY_AGE = 1 << 1 };

static const struct json_field experiences_wishes_json[] = {
	JSON_SET(experiences_wishes_view, wishes, &experiences_wishes), JSON_SET(experiences_wishes_view, wishes_needed, &experiences_wishes),
	JSON_INT(experiences_wishes_view, version),
};

enum status experiences_wishes_show(struct req *r)
{
	struct experiences_profile p;
	TRY(experiences_profile_now(r, &p));
	struct experiences_wishes_view v = { .wishes = p.wishes, .wishes_needed = p.wishes_needed, .version = p.version };
	struct experiences_wishing stored = { .wishes = p.wishes, .wishes_needed = p.wishes_needed, .version = p.version };
	form_show(r, &v.form, &experiences_wishing_form, &stored);
	return REPLY(r, experiences_wishes, &v);
}

/* A wish that compares needs both sides: without mine it would silently find nobody. */
static enum status wishes_hold(struct req *r, int64_t needed)
{
	struct experiences_profile p;
	TRY(experiences_profile_now(r, &p));
	if (needed & WISH_SAME_GENDER && p.gender == NO_INT)
		return fault(r, "wishes_needed", "gender", N_("To look only for someone of your gender we need to know it. You can tell it under “A few facts”."));
	if (needed & WISH_NEAR_MY_AGE && p.age_band == NO_INT)
		return fault(r, "wishes_needed", "age", N_("To look only for someone near your age we need to know it. You can tell it under “A few facts”."));
	return OK;
}

enum status experiences_wishes_save(struct req *r)
{
	const struct experiences_wishing *f = r->form;
	int64_t changed;
	TRY(wishes_hold(r, f->wishes_needed));
	TRY(begin(r));
	TRY(experiences_wishes_set(r, r->community.id, r->who.person, f->version, f->wishes | f->wishes_needed, f->wishes_needed, &changed));
	return saved(r, changed);
}

/* ---- interests ---- */

static const struct json_field pickable_json[] = {
	JSON_TEXT(experiences_pickable, pick), JSON_TEXT(experiences_pickable, code), JSON_TEXT(experiences_pickable, words),
};
static const struct json_field experiences_interests_json[] = { JSON_LIST(experiences_interests_view, chosen, pickable_json) };

enum status experiences_options(struct req *r, int64_t kind, const char *field, size_t more, struct form_options *ret, struct form_option **ret_at)
{
	const struct choices *list = experiences_list_of(kind);
	struct experiences_tags_offered_list offered;
	size_t n = 0;
	TRY(experiences_tags_offered(r, r->community.id, experiences_tag_kinds.at[kind].code, &offered));
	struct form_option *at = ARENA_ARRAY(&r->arena, list->n + offered.n + more, struct form_option);
	for (size_t k = 0; k < list->n; k++)
		at[n++] = (struct form_option){ .code = list->at[k].code, .label = words_say(&r->arena, &r->reader, list->at[k].label, 0, NULL) };
	for (size_t i = 0; i < offered.n; i++)
		at[n++] = (struct form_option){ .code = offered.at[i].id,
			.label = experiences_tag_say(r, NULL, offered.at[i].label, offered.at[i].label_es) };
	*ret = (struct form_options){ .field = field, .n = n, .at = at };
	*ret_at = at + n;
	return OK;
}

/* What all may choose, and my own words. */
static enum status interest_options(struct req *r, const struct experiences_interests_list *mine, struct form_options *ret)
{
	struct form_option *own;
	TRY(experiences_options(r, EXPERIENCES_KIND_INTEREST, "interests", mine->n, ret, &own));
	for (size_t i = 0; i < mine->n; i++)
		if (!mine->at[i].code && !mine->at[i].offered) {
			*own++ = (struct form_option){ .code = mine->at[i].tag, .label = mine->at[i].label };
			ret->n++;
		}
	return OK;
}

enum status experiences_interests_show(struct req *r)
{
	struct experiences_interests_view v = { 0 };
	struct experiences_interests_list mine;
	struct form_options *options = ARENA_NEW(&r->arena, struct form_options);
	TRY(experiences_interests(r, r->community.id, r->who.person, &mine));
	TRY(interest_options(r, &mine, options));
	const char **codes = ARENA_ARRAY(&r->arena, mine.n, const char *);
	v.chosen.n = mine.n;
	v.chosen.at = ARENA_ARRAY(&r->arena, mine.n, struct experiences_pickable);
	for (size_t i = 0; i < mine.n; i++) {
		const struct experiences_interests *t = &mine.at[i];
		codes[i] = t->code ? t->code : t->tag;
		v.chosen.at[i] = (struct experiences_pickable){ .pick = codes[i], .code = t->code,
			.words = experiences_tag_say(r, t->code, t->label, t->label_es) };
	}
	struct experiences_liking stored = { .interests = { .n = mine.n, .at = codes } };
	form_show(r, &v.form, &experiences_liking_form, &stored);
	v.form.drawn.n_options = 1;
	v.form.drawn.options = options;
	return REPLY(r, experiences_interests, &v);
}

/* One of the list, or a word of mine that is not in it. */
static enum status interest_id(struct req *r, const struct experiences_interests_list *mine, const char *what, const char **ret_id)
{
	struct experiences_chosen chosen;
	for (size_t i = 0; i < mine->n; i++)
		if (str_same(what, mine->at[i].tag)) {
			*ret_id = mine->at[i].tag;
			return OK;
		}
	enum status st = experiences_tag_chosen(r, EXPERIENCES_KIND_INTEREST, what, &chosen);
	if (st == MISSING)
		return fault(r, "interests", "choice", N_("One of these is no longer in the list. Please look again."));
	TRY(st);
	return experiences_tag_id(r, EXPERIENCES_KIND_INTEREST, &chosen, ret_id);
}

enum status experiences_interests_save(struct req *r)
{
	const struct experiences_liking *f = r->form;
	const char *c = r->community.id, *me = r->who.person, *id;
	struct experiences_interests_list mine;
	if (f->interests.n + (f->own != NULL) > EXPERIENCES_INTERESTS_MOST)
		return fault_with(r, "interests", "many", N_("Please choose at most {0}."), word_int(EXPERIENCES_INTERESTS_MOST));
	TRY(experiences_interests(r, c, me, &mine));
	TRY(experiences_interests_clear(r, c, me, NULL));
	for (size_t i = 0; i < f->interests.n; i++) {
		TRY(interest_id(r, &mine, f->interests.at[i], &id));
		TRY(experiences_interest_add(r, c, me, id, NULL));
	}
	if (f->own) {
		TRY(experiences_tag_own(r, EXPERIENCES_KIND_INTEREST, f->own, &id));
		TRY(experiences_interest_add(r, c, me, id, NULL));
	}
	for (size_t i = 0; i < mine.n; i++)
		if (!mine.at[i].code && !mine.at[i].offered)
			TRY(experiences_tag_sweep(r, mine.at[i].tag, NULL));
	TRY(experiences_tell_changed(r, me));
	return redirect_here(r, N_("Saved."), "/about-me");
}
