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
};
extern const struct demo_page demo_pages[];
extern const size_t demo_pages_n;

/* Everybody's pages, at their own times. */
void demo_write_pages(struct demo *d);
/* Whose place in demo_people[] has this sign-in name. */
size_t demo_by_login(const char *login);
