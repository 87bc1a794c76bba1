/* Living in the demo: one action or look at a time, through the program's routes, as one of its people and at its own moment. */
#pragma once
#include <jansson.h>
#include "demo.h"
#include "doors.h"
#include "program.h"

enum { DEMO_PEOPLE_MAX = 80 };
#define DEMO_SLUG "harbor"

struct demo {
	struct program *p;
	struct arena kept;
	struct random_source *random;
	uint64_t dice;
	int64_t now, today;             /* the moment being lived; today 0:00 UTC */
	const char *id[DEMO_PEOPLE_MAX];     /* of demo_people[], once they joined */
	const char *community, *project[3], *place[3], *group[2];
	const char *at, *wanted;        /* where the last action led; what was refused, for the error */
	json_t *page;                   /* what the last look showed */
	enum status st;                 /* the first thing that went wrong ends the demo */
};

uint32_t demo_roll(struct demo *d, uint32_t below);                     /* chance, with a fixed seed: 0 to below - 1 */
const char *demo_pick(struct demo *d, const struct demo_words of[2], bool spanish);
void demo_enter(struct demo *d, struct req *r, const char *person);     /* begins a request as this person; NULL: as the operator */
/* One action or look.  path and body are formatted and already encoded; what it led to is in d->at and d->page.  After a first
 * refusal, which d->wanted tells, nothing more is done. */
void demo_go(struct demo *d, const char *person, const char *method, const char *path, const char *body);
void demo_look(struct demo *d, const char *person, const char *path);
void demo_act(struct demo *d, const char *person, const char *path, const char *format, ...) PRINTF(4, 5);
const char *demo_here(struct demo *d, const char *format, ...) PRINTF(2, 3);    /* a path in the community */
const char *demo_enc(struct demo *d, const char *s);                    /* percent-encoded, for a body */
const char *demo_id_after(struct demo *d, const char *after);           /* the part of d->at behind `after`, up to the next slash */
const char *demo_text_of(struct demo *d, const json_t *row, const char *name);
