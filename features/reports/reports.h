/* Reports: telling the coordinators about another person, what they decide, how the other is heard.  This is all that
 * other features may know of it. */
#pragma once
#include "encounters.h"

extern const struct feature reports_feature;

extern const struct choices reports_kinds;          /* unkind, pressed, limit, intimate, money, passed_on, untrue, other */
extern const struct choices reports_outcomes;       /* nothing, spoken, suspended, ended */

/* Something that may be attached: what kind, which, and the words as the one who tells can read them.  Only what they tick
 * is carried.  kind: small letters; together with id it names the thing. */
struct reports_item { const char *kind, *id, *words; };
/* About whom a report would be, and from where: what the .of of a route leaves in r->object.  A feature above this one adds
 * its own way in so: a route of GET and one of POST with reports_write, reports_send, &reports_form and its own .of, which
 * must answer MISSING unless r->who.person can see this person there. */
struct reports_from {
	const char *about, *name;
	const char *back;           /* the page they came from */
	size_t n;
	const struct reports_item *item;
};
extern const struct form reports_form;
handler reports_write, reports_send;
