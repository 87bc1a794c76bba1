/* Groups: people who support one another, as long as somebody comes; who belongs, who facilitates, what they agreed on.  This
 * is all that other features may know of it. */
#pragma once
#include "connections.h"

extern const struct feature groups_feature;

extern const struct choices groups_ways;            /* open, closed, drop_in */
extern const struct choices groups_modes;           /* in_person, online, both */
extern const struct choices groups_parts;           /* member, facilitates, co_facilitates */
extern const struct choices groups_tasks;           /* timekeeper, greeter, note_taker, host */
enum { GROUPS_OPEN, GROUPS_CLOSED, GROUPS_DROP_IN };
enum { GROUPS_IN_PERSON, GROUPS_ONLINE, GROUPS_BOTH };
enum { GROUPS_MEMBER, GROUPS_FACILITATES, GROUPS_CO_FACILITATES };

/* A group, as r->who.person stands to it. */
struct groups_one {
	const char *id, *community, *project, *name, *lang;
	int64_t way, mode, capacity, members, held, answer_days, made, ended, version;      /* capacity NO_INT: no limit; ended NO_INT: it goes on */
	int64_t part, asked_part, acknowledged, newest;     /* newest: number of the agreement that holds; 0: none */
	bool over, belongs, leads, trained, shows, earlier;
};
/* The one place where the relation to a group is found out.  .of for routes whose first {id} is a group: r->object is the struct
 * groups_one; MAY_IN_GROUP for those who belong to it, MAY_LEADS for those who facilitate it.  To all other members of the
 * community it is there, and nothing more. */
enum status groups_of(struct req *r);
/* MISSING: not of r->community. */
enum status groups_get(struct req *r, const char *id, struct groups_one *ret) MUST_USE;
/* Does this person belong to it now?  In a query: a row of peer_group_member. */
enum status groups_is_member(struct req *r, const char *group, const char *person, bool *ret) MUST_USE;
/* Who facilitates it, co-facilitators last. */
struct groups_person_list { size_t n; const char **at; };
enum status groups_facilitators(struct req *r, const char *group, struct groups_person_list *ret) MUST_USE;
/* The groups of r->community that go on and to which this person belongs; leads: they facilitate it.  project: with which its
 * meetings are counted, or NULL. */
struct groups_brief { const char *id, *name, *project; bool leads; };
struct groups_brief_list { size_t n; struct groups_brief *at; };
enum status groups_mine(struct req *r, const char *person, struct groups_brief_list *ret) MUST_USE;
/* The group met: every task goes to the next in its line. */
enum status groups_met(struct req *r, const char *group) MUST_USE;

/* A section on a group's page is a card of the place "group" (feature.h): r->object is the struct groups_one, .may is MAY_IN_GROUP
 * or MAY_MEMBER.  Orders: 10 when it meets next, 20 talking, 30 what was, 40 and more the rest. */

/* What is heard, in the same transaction. */
extern const struct event groups_begun, groups_changed, groups_ended;      /* what: struct groups_one */
struct groups_person { const char *group, *community, *person; bool earlier; };     /* earlier: reads what was said before */
extern const struct event groups_came, groups_went;                         /* what: struct groups_person */
