/* Reports: telling the coordinators about another person, what they decide, how the other is heard.  This is all that
 * other features may know of it. */
#pragma once
#include "encounters.h"

extern const struct feature reports_feature;

extern const struct choices reports_kinds;          /* unkind, pressed, limit, intimate, money, passed_on, untrue, other */
extern const struct choices reports_outcomes;       /* nothing, spoken, suspended, ended */

/* Something that may be attached: what kind, which, and the words as the one who tells can read them.  Only what they tick
 * is carried.  kind: small letters; together with id it names the thing. */
struct reports_item {
	const char *kind, *id, *words;
	int64_t with;               /* so many pictures and recordings came with it, and are carried too */
};
/* One of those; whole: JPEG or MP3, in the clear. */
struct reports_carried { bool voice; const char *words; int64_t width, height, seconds; struct bytes whole; };
struct reports_carrying;
/* Keeps a copy under the key of the one who tells.  INVALID, with a fault of the field "items": too much for one report. */
enum status reports_carry(struct req *r, struct reports_carrying *to, const struct reports_carried *x) MUST_USE;
/* About whom a report would be, and from where: what the .of of a route leaves in r->object.  A feature above this one adds
 * its own way in so: a route of GET and one of POST with reports_write, reports_send, &reports_form and its own .of, which
 * must answer MISSING unless r->who.person can see this person there. */
struct reports_from {
	const char *about, *name;
	const char *back;           /* the page they came from */
	size_t n;
	const struct reports_item *item;
	/* Calls reports_carry for each that came with this thing; asked only for things that say so.  NULL: nothing here does. */
	enum status (*carry)(struct req *r, const struct reports_item *x, struct reports_carrying *to);
};
extern const struct form reports_form;
handler reports_write, reports_send;

/* What those who keep order in a talk decide about somebody, short of closing the community.  The person reads it with the reason, may
 * say how they see it, and those who look after reports answer and may take it back.  outcome: "taken_down" (of: a message),
 * "paused" (of: a conversation, until when).  words: to the person. */
struct reports_decided { const char *about, *outcome, *of, *words; int64_t until; };
enum status reports_decided_by_me(struct req *r, const struct reports_decided *d, const char **ret_id) MUST_USE;
/* Whoever decided it ends it before its time. */
enum status reports_decision_over(struct req *r, const char *id) MUST_USE;
/* Somebody against whom that was decided wishes to be heard, in the same transaction; what: struct reports_hearing.  The feature whose it is
 * may copy what it is about for those who answer: they read it until they have. */
struct reports_hearing { const char *decision, *about, *outcome, *of; };
extern const struct event reports_hearing;
enum status reports_hearing_copy(struct req *r, const struct reports_hearing *h, const char *words) MUST_USE;
/* It was taken back since by its writer: no copy of it stays. */
enum status reports_hearing_forget(struct req *r, const char *about, const char *of) MUST_USE;
/* One of those was taken back, in the same transaction; what: struct reports_lifted. */
struct reports_lifted { const char *id, *about, *outcome, *of; };
extern const struct event reports_lifted;
