/* Experiences as a feature: its routes and what it tells and hears; and what others may see of somebody's experiences.
 * Leaves the pages to experiences_told.c, _profile.c, _apart.c and _tags.c. */
#include "experiences_inside.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

const struct event experiences_changed = { "experiences_changed" };

enum status experiences_tell_changed(struct req *r, const char *person)
{
	return tell(r, &experiences_changed, &(struct communities_member){ .community = r->community.id, .person = person });
}

/* ---- the door ---- */

enum { SHOWN_TO_CONNECTED = 1, SHOWN_TO_SUPPORTERS = 2, SHOWN_TO_MEMBERS = 3 };

/* The lowest level that somebody who stands so to a person may read; 0: nothing. */
static int64_t least_shown(unsigned relation)
{
	if (relation & MAY_CONNECTED)
		return SHOWN_TO_CONNECTED;
	if (relation & MAY_SUPPORTER)
		return SHOWN_TO_SUPPORTERS;
	return relation & MAY_MEMBER ? SHOWN_TO_MEMBERS : 0;
}

enum status experiences_visible(struct req *r, const char *person, unsigned relation, struct experiences_seen_list *ret)
{
	struct experiences_seen_by_list rows;
	int64_t least = least_shown(relation);
	*ret = (struct experiences_seen_list){ 0 };
	if (!least)
		return OK;
	TRY(experiences_seen_by(r, r->community.id, person, least, &rows));
	ret->n = rows.n;
	ret->at = ARENA_ARRAY(&r->arena, rows.n, struct experiences_seen);
	for (size_t i = 0; i < rows.n; i++)
		ret->at[i] = (struct experiences_seen){ .id = rows.at[i].id,
			.tag = experiences_tag_say(r, rows.at[i].code, rows.at[i].label, rows.at[i].label_es),
			.words = rows.at[i].words,
		};
	return OK;
}

enum status experiences_ready(struct req *r, const char *person, bool *ret)
{
	struct experiences_is_ready have;
	TRY(experiences_is_ready(r, r->community.id, person, &have));
	*ret = have.told > 0 && have.ways > 0;
	return OK;
}

/* ---- routes ---- */

#define HERE "/c/{c}/about-me"
#define STEP(path_, page_, form_, save_, help_) \
	{ .method = "GET", .path = HERE path_, .may = MAY_MEMBER, .handle = page_, .help = help_ }, \
	{ .method = "POST", .path = HERE path_, .may = MAY_MEMBER, .form = &form_, .handle = save_, .redraw = page_, .help = help_ ": save" }

static const struct route routes[] = {
	{
		.method = "GET", .path = HERE,
		.may = MAY_MEMBER,
		.handle = experiences_about_me,
		.help = "What I have told here, and who sees it",
	}, {
		.method = "GET", .path = HERE "/lived",
		.may = MAY_MEMBER,
		.handle = experiences_choose,
		.help = "The list of lived experience to choose from",
	}, {
		.method = "GET", .path = HERE "/lived/new",
		.may = MAY_MEMBER,
		.form = &experiences_pick_form,
		.handle = experiences_new,
		.help = "Tell something I have lived through",
	}, {
		.method = "POST", .path = HERE "/lived/new",
		.may = MAY_MEMBER,
		.form = &experiences_told_form,
		.handle = experiences_tell_one,
		.redraw = experiences_new_again,
		.help = "Tell something I have lived through: save",
	}, {
		.method = "GET", .path = HERE "/lived/{id}",
		.may = MAY_OWNER,
		.of = experiences_of,
		.handle = experiences_change,
		.help = "One thing I have told",
	}, {
		.method = "POST", .path = HERE "/lived/{id}",
		.may = MAY_OWNER,
		.of = experiences_of,
		.form = &experiences_changed_form,
		.handle = experiences_change_one,
		.redraw = experiences_change,
		.help = "One thing I have told: save",
	}, {
		.method = "POST", .path = HERE "/lived/{id}/remove",
		.may = MAY_OWNER,
		.of = experiences_of,
		.handle = experiences_remove_one,
		.help = "Take back one thing I have told; nothing of it is kept",
	},
	STEP("/helps", experiences_helps_show, experiences_helping_form, experiences_helps_save, "What helps me and what does not"),
	STEP("/meeting", experiences_meeting_show, experiences_meeting_form, experiences_meeting_save, "Ways and places I like to meet"),
	STEP("/week", experiences_week_show, experiences_hours_form, experiences_week_save, "When I often have time"),
	STEP("/facts", experiences_facts_show, experiences_facts_form, experiences_facts_save, "A few facts, only for matching"),
	STEP("/not-now", experiences_too_much_show, experiences_sparing_form, experiences_too_much_save, "What I cannot take on in others now"),
	STEP("/wishes", experiences_wishes_show, experiences_wishing_form, experiences_wishes_save, "Wishes about the other, only for matching"),
	STEP("/interests", experiences_interests_show, experiences_liking_form, experiences_interests_save, "What I like"),
	STEP("/apart", experiences_apart_show, experiences_parting_form, experiences_apart_say, "People I do not want to be brought together with"),
	{
		.method = "POST", .path = HERE "/apart/{id}/remove",
		.may = MAY_MEMBER,
		.handle = experiences_apart_unsay,
		.help = "Take a name from the list of people to keep apart",
	}, {
		.method = "GET", .path = "/c/{c}/settings/places",
		.may = MAY_COORDINATOR,
		.handle = experiences_places_show,
		.help = "Places that members can choose as theirs",
	}, {
		.method = "POST", .path = "/c/{c}/settings/places",
		.may = MAY_COORDINATOR,
		.form = &experiences_placing_form,
		.handle = experiences_places_add,
		.redraw = experiences_places_show,
		.help = "Add a place to choose from; where it lies is rounded to a quarter of a degree",
	}, {
		.method = "POST", .path = "/c/{c}/settings/places/{id}/remove",
		.may = MAY_COORDINATOR,
		.handle = experiences_places_remove,
		.help = "Take a place out of the list",
	}, {
		.method = "GET", .path = "/c/{c}/settings/tags",
		.may = MAY_COORDINATOR,
		.form = &experiences_from_form,
		.handle = experiences_tags_show,
		.help = "This community's own words for experiences and interests",
	}, {
		.method = "POST", .path = "/c/{c}/settings/tags",
		.may = MAY_COORDINATOR,
		.form = &experiences_offering_form,
		.handle = experiences_tags_add,
		.redraw = experiences_tags_show_again,
		.help = "Add words to the list everyone chooses from",
	}, {
		.method = "GET", .path = "/c/{c}/settings/tags/{id}",
		.may = MAY_COORDINATOR,
		.handle = experiences_tag_show,
		.help = "One of this community's own words",
	}, {
		.method = "POST", .path = "/c/{c}/settings/tags/{id}",
		.may = MAY_COORDINATOR,
		.form = &experiences_wording_form,
		.handle = experiences_tag_save,
		.redraw = experiences_tag_show,
		.help = "Show or hide one of this community's own words, and say it in Spanish",
	},
};

static const struct ear ears[] = {
	{ &people_left, experiences_hear_gone },
	{ &communities_left, experiences_hear_left },
};

static const struct card cards[] = {
	{ .place = "today", .name = "about-me", .path = "/about-me", .order = 80, .may = MAY_MEMBER, .draw = experiences_card },
};

extern const struct db_query *const experiences_queries[];
extern const char experiences_schema_001[];
static const char *const schemas[] = { experiences_schema_001, NULL };

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "place.name", FIELD_COMMON },
	{ "tag.label", FIELD_TOLD }, { "tag.label_es", FIELD_TOLD }, { "experience.words", FIELD_TOLD },
	{ "meeting_profile.helps", FIELD_BETWEEN }, { "meeting_profile.helps_not", FIELD_BETWEEN },
	{ "meeting_profile.area", FIELD_BETWEEN }, { "keep_apart.name", FIELD_OWN }, { "too_much.words", FIELD_OWN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "told", N_("What you have lived through"), &experiences_mine_told_query, "experience.person" },
	{ "meeting_profile", N_("What helps you, and how you like to meet"), &experiences_mine_profile_query, "meeting_profile.person" },
	{ "interests", N_("Your interests"), &experiences_mine_interests_query, "interest.person" },
	{ "keep_apart", N_("People you would rather not meet here"), &experiences_mine_apart_query, "keep_apart.person" },
	{ "too_much", N_("What you cannot take on now"), &experiences_mine_too_much_query, "too_much.person" },
};
static const struct mine_apart apart[] = {
	{ "keep_apart.other", "who would rather not meet somebody says so in confidence" },
};
static const struct mine_of mine = {
	.n_parts = COUNT(parts), .parts = parts, .n_apart = COUNT(apart), .apart = apart, .holdings = &experiences_holdings_query,
};

const struct feature experiences_feature = {
	.name = "experiences",
	.schemas = schemas,
	.n_routes = COUNT(routes), .routes = routes,
	.queries = experiences_queries,
	.n_ears = COUNT(ears), .ears = ears,
	.n_cards = COUNT(cards), .cards = cards,
	.n_checks = COUNT(experiences_checks), .checks = experiences_checks,
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain_nothing,
};
