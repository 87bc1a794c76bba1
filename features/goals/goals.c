/* The feature's door, its choices, its routes, and what it hears. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

const struct choices goals_sides = CHOICES("goals_sides",
	{ "health", N_("My health"), N_("body, mind, sleep, rest") },
	{ "home", N_("My home"), N_("a place that is safe and mine") },
	{ "purpose", N_("What I get up for"), N_("work, school, care, things I make") },
	{ "community", N_("The people around me"), N_("friends, family, neighbors, belonging") });

const struct choices goals_states = CHOICES("goals_states",
	{ "open", N_("On the way"), NULL },
	{ "done", N_("Done"), NULL },
	{ "let_go", N_("Let go"), NULL });

const struct choices goals_pieces = CHOICES("goals_pieces",
	{ "steps", N_("My small steps"), NULL },
	{ "sure", N_("How sure I am"), NULL },
	{ "road", N_("The road so far"), NULL });

const struct choices goals_moments = CHOICES("goals_moments",
	{ "begun", N_("It began"), NULL },
	{ "sure", N_("How sure I was"), NULL },
	{ "done", N_("Done"), NULL },
	{ "changed", N_("It changed"), NULL },
	{ "let_go", N_("Let go"), NULL },
	{ "again", N_("Taken up again"), NULL },
	{ "met", N_("We met"), NULL },
	{ "step", N_("A step done"), NULL });

enum status goals_mine_of(struct req *r)
{
	struct goals_one *g = ARENA_NEW(&r->arena, struct goals_one);
	struct goal_owner owner;
	struct goal_get x;
	TRY(goal_owner(r, r->part[0], &owner));
	if (!str_same(owner.owner, r->who.person))
		return MISSING;         /* before anything of theirs is opened */
	TRY(goal_get(r, r->part[0], &x));
	*g = (struct goals_one){ .id = x.id, .owner = x.owner, .words = x.words, .why = x.why, .side = x.side, .state = x.state, .shown = x.shown,
		.begun = x.begun, .version = x.version };
	r->object = g;
	r->who.may |= MAY_OWNER;
	return OK;
}

enum status goal_say(struct req *r, const struct goals_one *g, const struct goal_said *said)
{
	int64_t changed;
	TRY(goal_touch(r, g->id, r->now, &changed));
	return goal_moment_add(r, id_new(r), g->id, g->owner, said->kind, r->now, said->sure, said->words, said->former, said->encounter, &changed);
}

enum status goal_erase(struct req *r, const char *id)
{
	int64_t changed;
	TRY(goal_steps_remove(r, id, &changed));
	TRY(goal_moments_remove(r, id, &changed));
	TRY(goal_along_remove(r, id, &changed));
	return goal_delete(r, id, &changed);
}

/* ---- routes ---- */

static const struct record shown_goal = { "goal", N_("A goal of yours") };

#define MINE .of = goals_mine_of, .may = MAY_OWNER

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/goals", .may = MAY_MEMBER, .form = &goals_page_form, .handle = goals_list_show, .help = "What I want, in four parts of my life" },
	{ .method = "GET", .path = "/c/{c}/goals/new", .may = MAY_MEMBER, .handle = goal_new, .help = "Begin a goal" },
	{ .method = "POST", .path = "/c/{c}/goals/new", .may = MAY_MEMBER, .form = &goal_words_form, .handle = goal_begin, .redraw = goal_new, .help = "Begin a goal" },
	{ .method = "GET", .path = "/c/{c}/goals/{id}", MINE, .handle = goal_show, .help = "A goal of mine: steps, how sure I am, the road so far" },
	{ .method = "GET", .path = "/c/{c}/goals/{id}/words", MINE, .handle = goal_words_show, .help = "Its words" },
	{ .method = "POST", .path = "/c/{c}/goals/{id}/words", MINE, .form = &goal_words_form, .handle = goal_words_save, .redraw = goal_words_show, .help = "Its words" },
	{ .method = "POST", .path = "/c/{c}/goals/{id}/steps", MINE, .form = &goal_step_new_form, .handle = goal_step_add, .redraw = goal_show, .help = "A small step more" },
	{ .method = "POST", .path = "/c/{c}/goals/{id}/steps/{step}/done", MINE, .handle = goal_step_tick, .help = "A step is done" },
	{ .method = "POST", .path = "/c/{c}/goals/{id}/steps/{step}/not-yet", MINE, .handle = goal_step_untick, .help = "A step is not done yet" },
	{ .method = "POST", .path = "/c/{c}/goals/{id}/steps/{step}/remove", MINE, .handle = goal_step_away, .help = "Take a step away" },
	{ .method = "POST", .path = "/c/{c}/goals/{id}/sure", MINE, .form = &goal_sure_form, .handle = goal_say_sure, .redraw = goal_show, .help = "Say how sure I am" },
	{ .method = "POST", .path = "/c/{c}/goals/{id}/moments/{moment}/remove", MINE, .handle = goal_moment_away, .help = "Take something off the road" },
	{ .method = "GET", .path = "/c/{c}/goals/{id}/turn", MINE, .handle = goal_turn_show, .help = "How it goes on: done, changed, let go" },
	{ .method = "POST", .path = "/c/{c}/goals/{id}/turn", MINE, .form = &goal_turn_form, .handle = goal_turn_save, .redraw = goal_turn_show,
	  .help = "How it goes on: done, changed, let go" },
	{ .method = "POST", .path = "/c/{c}/goals/{id}/again", MINE, .handle = goal_again, .help = "Take it up again" },
	{ .method = "POST", .path = "/c/{c}/goals/{id}/story", MINE, .handle = goal_story, .help = "Begin a story from what I learned" },
	{ .method = "POST", .path = "/c/{c}/goals/{id}/remove", MINE, .handle = goal_remove, .help = "Take it away with its road" },
	{ .method = "GET", .path = "/c/{c}/goals/{id}/along", MINE, .handle = goal_along_show, .help = "Who walks along, and what they see" },
	{ .method = "POST", .path = "/c/{c}/goals/{id}/along", MINE, .form = &goal_with_form, .handle = goal_along_save, .redraw = goal_along_show,
	  .help = "Say who walks along, and what they see" },
	{ .method = "GET", .path = "/c/{c}/goals/{id}/walk", .of = goal_walk_of, .may = MAY_OWNER | MAY_CONNECTED, .shows = &shown_goal, .handle = goal_walk,
	  .help = "A goal as the one who walks along sees it" },
	{ .method = "POST", .path = "/c/{c}/encounters/{id}/goals", .of = encounters_of, .may = MAY_PARTY | MAY_OWNER, .form = &goal_about_form,
	  .handle = goal_meeting_save, .help = "Say which of my goals a meeting was about" },
};

static const struct card cards[] = {
	{ "pages", "goals", "/goals", 2, MAY_MEMBER, goals_link },
	{ "connection", "goals", "/goals", 25, MAY_PARTY, goals_section },
	{ "encounter", "goals", "/goals", 20, MAY_PARTY | MAY_OWNER, goal_meeting_card },
};

/* ---- what is heard ---- */

static enum status hear_left(struct req *r, const void *what)
{
	struct leaver_goals_list mine;
	do {
		TRY(leaver_goals(r, what, &mine));
		for (size_t i = 0; i < mine.n; i++)
			TRY(goal_erase(r, mine.at[i].id));
	} while (mine.n);
	return OK;
}

/* A meeting that was taken back is on nobody's road. */
static enum status hear_encounter(struct req *r, const void *what)
{
	const struct encounters_change *change = what;
	int64_t changed;
	return change->after || !change->before ? OK : goal_meetings_gone(r, change->before->id, &changed);
}

static const struct ear ears[] = { { &people_left, hear_left }, { &encounters_changed, hear_encounter } };

static enum status walkers_hold(struct req *r, const char **ret_why)
{
	struct check_goals n;
	TRY(check_goals(r, &n));
	*ret_why = n.n ? "a goal is shown to a pair of which its owner is not one, or a piece of it is not its owner's" : NULL;
	return OK;
}
static const struct check checks[] = { { "goals are their owner's", walkers_hold } };

extern const struct db_query *const goals_queries[];
extern const char goals_schema_001[];
static const char *const schemas[] = { goals_schema_001, NULL };

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "goal.words", FIELD_BETWEEN }, { "goal.why", FIELD_BETWEEN }, { "goal_step.words", FIELD_BETWEEN },
	{ "goal_moment.sure", FIELD_BETWEEN }, { "goal_moment.words", FIELD_BETWEEN }, { "goal_moment.former", FIELD_BETWEEN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "goals", N_("Your goals"), &goals_mine_goals_query, "goal.owner" },
	{ "steps", N_("Small steps to your goals"), &goals_mine_steps_query, "goal_step.owner" },
	{ "moments", N_("What happened on the way"), &goals_mine_moments_query, "goal_moment.owner" },
	{ "along", N_("Who walks along with your goals"), &goals_mine_along_query, "goal_along.owner" },
};
static const struct mine_of mine = { .n_parts = COUNT(parts), .parts = parts, .holdings = &goals_holdings_query };

const struct feature goals_feature = {
	.name = "goals", .schemas = schemas, .queries = goals_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .cards = cards, .n_cards = COUNT(cards), .checks = checks, .n_checks = COUNT(checks),
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain_nothing,
};
