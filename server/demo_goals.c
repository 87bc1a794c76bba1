/* The demo's people want something, take small steps, change their minds, and show one another how things are done.  The words are in
 * demo_goals_words.c. */
#include "demo_own.h"

enum { A_DAY = 86400, AN_HOUR = 3600 };

static const char *person_of(const struct demo *d, const char *login) { return d->id[demo_by_login(login)]; }

/* The id of the first of a list on the last page that was looked at. */
static const char *first_of(struct demo *d, const char *list) { return demo_text_of(d, json_array_get(json_object_get(d->page, list), 0), "id"); }

static void next_step_done(struct demo *d, const char *person, const char *goal)
{
	size_t k;
	json_t *step;
	const char *id = "";
	demo_look(d, person, demo_here(d, "/goals/%s", goal));
	json_array_foreach(json_object_get(d->page, "steps"), k, step)
		if (!*id && !json_is_true(json_object_get(step, "done")))
			id = demo_text_of(d, step, "id");
	demo_act(d, person, demo_here(d, "/goals/%s/steps/%s/done", goal, id), "%s", "");
}

static void then(struct demo *d, const char *person, const char *goal, enum demo_then what, int sure, const char *words)
{
	const char *said = words ? demo_enc(d, words) : "", *turn = demo_here(d, "/goals/%s/turn", goal);
	switch (what) {
	case THEN_STEP: demo_act(d, person, demo_here(d, "/goals/%s/steps", goal), "words=%s", said); break;
	case THEN_DONE_STEP: next_step_done(d, person, goal); break;
	case THEN_SURE: demo_act(d, person, demo_here(d, "/goals/%s/sure", goal), "sure=%d&words=%s", sure, said); break;
	case THEN_DONE: demo_act(d, person, turn, "turn=done&words=%s", said); break;
	case THEN_CHANGED: demo_act(d, person, turn, "turn=changed&now=%s", said); break;
	case THEN_LET_GO: demo_act(d, person, turn, "turn=let_go&words=%s", said); break;
	}
}

/* Whoever they walk with walks along, and their last meeting was about it. */
static void walk_along(struct demo *d, const char *person, const char *goal, const char *shown)
{
	demo_look(d, person, demo_here(d, "/connections"));
	const char *connection = first_of(d, "mine");
	if (!*connection)
		return;
	demo_act(d, person, demo_here(d, "/goals/%s/along", goal), "people=%s&%s", connection, shown);
	demo_look(d, person, demo_here(d, "/connections/%s/encounters", connection));
	const json_t *last = json_array_get(json_object_get(d->page, "met"), 0);
	if (json_is_true(json_object_get(last, "met")))
		demo_act(d, person, demo_here(d, "/encounters/%s/goals", demo_text_of(d, last, "id")), "goals=%s", goal);
}

static void one_goal(struct demo *d, const struct demo_goal *x)
{
	const char *person = person_of(d, x->login);
	d->now = d->today - x->days_ago * A_DAY + 17 * AN_HOUR;
	demo_act(d, person, demo_here(d, "/goals/new"), "side=%s&words=%s&why=%s", x->side, demo_enc(d, x->words), x->why ? demo_enc(d, x->why) : "");
	const char *goal = demo_id_after(d, "/goals/");
	for (size_t i = 0; i < sizeof x->then / sizeof *x->then && x->then[i].what && d->st == OK; i++) {
		d->now = d->today - x->then[i].days_ago * A_DAY + 18 * AN_HOUR + (int64_t)i * 60;
		then(d, person, goal, x->then[i].what, x->then[i].sure, x->then[i].words);
	}
	if (x->shown && d->st == OK)
		walk_along(d, person, goal, x->shown);
}

static void one_skill(struct demo *d, const struct demo_skill *x, int64_t when)
{
	const char *person = person_of(d, x->login);
	d->now = when;
	demo_act(d, person, demo_here(d, "/skills/new"), "title=%s&topic=%s&about=%s", demo_enc(d, x->title), x->topic, x->about ? demo_enc(d, x->about) : "");
	const char *skill = demo_id_after(d, "/skills/");
	for (size_t i = 0; i < sizeof x->steps / sizeof *x->steps && x->steps[i]; i++)
		demo_act(d, person, demo_here(d, "/skills/%s/steps", skill), "words=%s", demo_enc(d, x->steps[i]));
	demo_act(d, person, demo_here(d, "/skills/%s/sharing", skill), "audience=%s", x->audience);
	if (!x->taken)
		return;
	const char *taker = person_of(d, x->taken);
	demo_act(d, taker, demo_here(d, "/skills/%s/take", skill), "%s", "");
	const char *copy = demo_id_after(d, "/skills/");
	demo_look(d, taker, demo_here(d, "/skills/%s", copy));
	json_t *steps = json_incref(json_object_get(d->page, "steps"));
	for (int i = 0; i < x->ticked; i++)
		demo_act(d, taker, demo_here(d, "/skills/%s/steps/%s/done", copy, demo_text_of(d, json_array_get(steps, (size_t)i), "id")), "%s", "");
	json_decref(steps);
}

void demo_live_goals(struct demo *d)
{
	for (size_t i = 0; i < demo_goals_n && d->st == OK; i++)
		one_goal(d, &demo_goals[i]);
	for (size_t i = 0; i < demo_skills_n && d->st == OK; i++)
		one_skill(d, &demo_skills[i], d->today - (int64_t)(40 - 4 * i) * A_DAY + 15 * AN_HOUR);
}
