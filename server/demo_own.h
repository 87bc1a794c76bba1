/* What the demo's people write about their own lives: pages in different states, as data, and putting them in place. */
#pragma once
#include "demo_live.h"

struct demo_part { const char *part, *words; bool draft; };     /* draft: typed, not saved */
struct demo_page {
	const char *login, *template, *title;
	int days_ago;
	const char *audience, *named;   /* of all written parts; NULL: only me.  named: whom, by sign-in name */
	const char *opener;             /* who may open it in a crisis, by sign-in name; NULL: nobody */
	const char *telling;            /* a story: what it says about itself, as its form sends it; NULL: nothing */
	struct demo_part parts[12];     /* the same part twice: written anew a day later */
	struct { const char *title, *words; } own;              /* a part of their own making */
	struct { const char *login, *part, *words; } beside;    /* what somebody who was there too wrote beside a part */
};
extern const struct demo_page demo_pages[];
extern const size_t demo_pages_n;

/* What somebody of the demo wants, and what happened with it, each so many days ago: a step more, the next step done, how sure
 * (number), done, changed (words: what it is now), let go. */
enum demo_then { THEN_STEP = 1, THEN_DONE_STEP, THEN_SURE, THEN_DONE, THEN_CHANGED, THEN_LET_GO };
struct demo_goal {
	const char *login, *side, *words, *why;
	int days_ago;
	const char *shown;              /* who walks along sees this, as the form sends it; NULL: nobody walks along */
	struct { enum demo_then what; int days_ago, sure; const char *words; } then[14];
};
extern const struct demo_goal demo_goals[];
extern const size_t demo_goals_n;
/* A list of steps; taken: by whom a copy was taken, by sign-in name. */
struct demo_skill { const char *login, *topic, *title, *about, *audience, *taken, *steps[9]; int ticked; };
extern const struct demo_skill demo_skills[];
extern const size_t demo_skills_n;
/* Everybody's goals and lists of steps. */
void demo_live_goals(struct demo *d);
/* Everybody's pages, at their own times. */
void demo_write_pages(struct demo *d);
/* Whose place in demo_people[] has this sign-in name. */
size_t demo_by_login(const char *login);
