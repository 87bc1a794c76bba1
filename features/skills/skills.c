/* The feature's door, its choices, its routes, and what it hears. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

const struct choices skills_topics = CHOICES("skills_topics",
	{ "bus", N_("Bus and train"), NULL },
	{ "computer", N_("Computer"), NULL },
	{ "phone", N_("Phone"), NULL },
	{ "money", N_("Money"), NULL },
	{ "cooking", N_("Cooking"), NULL },
	{ "home", N_("Keeping a home"), NULL },
	{ "papers", N_("Letters and offices"), NULL },
	{ "driving", N_("Driving"), NULL },
	{ "work", N_("Work"), NULL },
	{ "body", N_("Sleep and body"), NULL },
	{ "people", N_("Being with people"), NULL },
	{ "other", N_("Something else"), NULL });

const struct choices skills_audiences = CHOICES("skills_audiences",
	{ "me", N_("Only me"), NULL },
	{ "connections", N_("People who walk with me"), N_("as long as you walk together") },
	{ "community", N_("My community"), N_("all members here") });

const struct choices skills_improvements = CHOICES("skills_improvements",
	{ "instead", N_("I would say this step in other words"), NULL },
	{ "after", N_("A step is missing after this one"), NULL });

enum status skills_mine_of(struct req *r)
{
	struct skills_one *s = ARENA_NEW(&r->arena, struct skills_one);
	struct skill_whose owner;
	struct skill_get x;
	TRY(skill_whose(r, r->part[0], &owner));
	if (!str_same(owner.owner, r->who.person))
		return MISSING;         /* before anything of theirs is opened */
	TRY(skill_get(r, r->part[0], &x));
	*s = skill_one_of(&x);
	r->object = s;
	r->who.may |= MAY_OWNER;
	return OK;
}

/* ---- routes ---- */

static const struct record shown_list = { "skill", N_("A list of steps of yours") };
static const struct record shown_lists = { "skills", N_("The titles of lists you share") };

static const struct record shown_proposals = { "skill_proposals", N_("What you proposed for a list of steps") };

#define MINE .of = skills_mine_of, .may = MAY_OWNER, .shows = &shown_proposals
#define SHARED .of = skills_shared_of, .may = MAY_OWNER | MAY_MEMBER, .shows = &shown_list

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/skills", .may = MAY_MEMBER, .form = &skills_find_form, .handle = skills_list_show, .shows = &shown_lists,
	  .help = "Skills for living: lists of steps, mine and those of others here" },
	{ .method = "GET", .path = "/c/{c}/skills/new", .may = MAY_MEMBER, .handle = skill_new, .help = "Begin a list of steps" },
	{ .method = "POST", .path = "/c/{c}/skills/new", .may = MAY_MEMBER, .form = &skill_words_form, .handle = skill_begin, .redraw = skill_new,
	  .help = "Begin a list of steps" },
	{ .method = "GET", .path = "/c/{c}/skills/{id}", MINE, .handle = skill_show, .help = "A list of mine" },
	{ .method = "GET", .path = "/c/{c}/skills/{id}/words", MINE, .handle = skill_words_show, .help = "Its title and topic" },
	{ .method = "POST", .path = "/c/{c}/skills/{id}/words", MINE, .form = &skill_words_form, .handle = skill_words_save, .redraw = skill_words_show,
	  .help = "Its title and topic" },
	{ .method = "POST", .path = "/c/{c}/skills/{id}/steps", MINE, .form = &skill_step_words_form, .handle = skill_step_new, .redraw = skill_show,
	  .help = "A step more" },
	{ .method = "GET", .path = "/c/{c}/skills/{id}/steps/{step}", MINE, .handle = skill_step_show, .help = "One step" },
	{ .method = "POST", .path = "/c/{c}/skills/{id}/steps/{step}", MINE, .form = &skill_step_words_form, .handle = skill_step_save,
	  .redraw = skill_step_show, .help = "Its words" },
	{ .method = "POST", .path = "/c/{c}/skills/{id}/steps/{step}/done", MINE, .handle = skill_step_tick, .help = "Tick a step" },
	{ .method = "POST", .path = "/c/{c}/skills/{id}/steps/{step}/not-yet", MINE, .handle = skill_step_untick, .help = "Take the tick away" },
	{ .method = "POST", .path = "/c/{c}/skills/{id}/steps/{step}/up", MINE, .handle = skill_step_up, .help = "One place further up" },
	{ .method = "POST", .path = "/c/{c}/skills/{id}/steps/{step}/remove", MINE, .handle = skill_step_away, .help = "Take a step away" },
	{ .method = "POST", .path = "/c/{c}/skills/{id}/untick", MINE, .handle = skill_untick_all, .help = "Take all ticks away, to do it once more" },
	{ .method = "GET", .path = "/c/{c}/skills/{id}/sharing", MINE, .handle = skill_sharing_show, .help = "Who reads it" },
	{ .method = "POST", .path = "/c/{c}/skills/{id}/sharing", MINE, .form = &skill_share_form, .handle = skill_sharing_save,
	  .redraw = skill_sharing_show, .help = "Say who reads it" },
	{ .method = "POST", .path = "/c/{c}/skills/{id}/story", MINE, .handle = skill_story, .help = "Begin a story from what I learned" },
	{ .method = "POST", .path = "/c/{c}/skills/{id}/remove", MINE, .handle = skill_remove, .help = "Take it away" },
	{ .method = "POST", .path = "/c/{c}/skills/{id}/proposals/{proposal}", MINE, .form = &skill_settle_form, .handle = skill_settle,
	  .help = "Take what a reader proposes, or leave it" },
	{ .method = "GET", .path = "/c/{c}/skills/{id}/list", SHARED, .handle = skill_read, .help = "A list of somebody's, as it is shared with me" },
	{ .method = "POST", .path = "/c/{c}/skills/{id}/take", SHARED, .handle = skill_take, .help = "Take a copy that is mine" },
	{ .method = "POST", .path = "/c/{c}/skills/{id}/proposals", SHARED, .form = &skill_propose_form, .handle = skill_propose, .redraw = skill_read,
	  .help = "Propose other words, or a step that is missing" },
};

static const struct card cards[] = {
	{ "pages", "skills", "/skills", 3, MAY_MEMBER, skills_link },
	{ "goals", "skills", "/skills", 10, MAY_MEMBER, skills_link },
};

/* ---- what is heard ---- */

static enum status hear_left(struct req *r, const void *what)
{
	int64_t changed;
	struct leaver_skills_list mine;
	TRY(leaver_skill_proposals(r, what, &changed));
	TRY(leaver_skills(r, what, &mine));
	for (size_t i = 0; i < mine.n; i++)
		TRY(skill_erase(r, mine.at[i].id));
	return OK;
}

static enum status hear_gone(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	int64_t changed;
	return gone_skills(r, m->person, m->community, &changed);
}

static const struct ear ears[] = { { &people_left, hear_left }, { &communities_left, hear_gone } };

static enum status lists_hold(struct req *r, const char **ret_why)
{
	struct check_skills n;
	TRY(check_skills(r, &n));
	*ret_why = n.n ? "a list of steps is shared nowhere with somebody, or a step of it is not its owner's" : NULL;
	return OK;
}
static const struct check checks[] = { { "lists of steps are their owner's", lists_hold } };

extern const struct db_query *const skills_queries[];
extern const char skills_schema_001[];
static const char *const schemas[] = { skills_schema_001, NULL };

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "skill.title", FIELD_BETWEEN }, { "skill.about", FIELD_BETWEEN }, { "skill_step.words", FIELD_BETWEEN },
	{ "skill_proposal.words", FIELD_BETWEEN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "lists", N_("Your lists of steps"), &skills_mine_lists_query, "skill.owner" },
	{ "steps", N_("Steps in your lists"), &skills_mine_steps_query, "skill_step.owner" },
	{ "proposals", N_("Steps you proposed to others"), &skills_mine_proposals_query, "skill_proposal.writer" },
};
static const struct mine_apart apart[] = {
	{ "skill_proposal.owner", "the words are their writer's, to whom they are given; whose list it is stands with the list" },
};
static const struct mine_of mine = {
	.n_parts = COUNT(parts), .parts = parts, .n_apart = COUNT(apart), .apart = apart, .holdings = &skills_holdings_query,
};

const struct feature skills_feature = {
	.name = "skills", .schemas = schemas, .queries = skills_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .cards = cards, .n_cards = COUNT(cards), .checks = checks, .n_checks = COUNT(checks),
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain_nothing,
};
