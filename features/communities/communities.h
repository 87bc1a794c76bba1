/* Communities: who belongs where, in which role, under which words and rules; crisis lines; projects.  This is all that
 * other features and the server may know of it. */
#pragma once
#include "people.h"

extern const struct feature communities_feature;

extern const struct choices communities_roles;      /* supporter, facilitator, coordinator, supervisor, ally, cofacilitator */
unsigned communities_role_may(const char *role);    /* the bit of enum may that a role's code stands for; 0: no such role */
extern const struct choices communities_joining;    /* open, invited, closed */
extern const struct choices communities_formality;  /* informal, light, recorded, formal */

/* Somebody became a member, after accepting the house rules; what: struct communities_member. */
struct communities_member { const char *community, *person; };
extern const struct event communities_joined;
/* Somebody is about to leave a community, and nothing has changed yet; what: struct communities_member. */
extern const struct event communities_leaving;
/* Somebody is no longer a member; what: struct communities_member. */
extern const struct event communities_left;

/* A role of somebody has just ended in r->community; what: struct communities_member. */
extern const struct event communities_role_over;

/* The community was closed to a member: what they have open there ends or rests; what: struct communities_member. */
extern const struct event communities_closed;

/* Closes r->community to a member until then: from the next request on they take no part, whatever roles they hold.
 * COMMUNITIES_FOR_GOOD: the membership ends as well, and they cannot come back in.  INVALID: nobody else coordinates. */
enum { COMMUNITIES_FOR_GOOD_YEARS = 1000 };
#define COMMUNITIES_FOR_GOOD ((int64_t)COMMUNITIES_FOR_GOOD_YEARS * 366 * 86400)
enum status communities_close_to(struct req *r, const char *person, int64_t until) MUST_USE;
/* Takes that back, at once.  until: until when it stays closed by something else; NO_INT: by nothing.  ended: it had ended their
 * membership; a member again, who is asked for the house rules first.  Who left by themselves meanwhile stays away. */
enum status communities_open_to(struct req *r, const char *person, int64_t until, bool ended) MUST_USE;

/* The community in the path: fills r->community, adds the roles that r->who.person holds there now to r->who.may and its
 * words to r->reader.  MISSING: no such community. */
enum status communities_enter(struct req *r, const char *slug) MUST_USE;
/* The same for what somebody types on a command line: the address, or the name the address was made from. */
enum status communities_enter_named(struct req *r, const char *said) MUST_USE;
/* The same by id, for jobs and the command line. */
enum status communities_enter_id(struct req *r, const char *id) MUST_USE;
enum status communities_by_slug(struct req *r, const char *slug, const char **ret_id) MUST_USE;

/* A project of r->community, by slug; MISSING.  communities_project_named also takes the name it was made with;
 * communities_project_make makes it when it is not there. */
enum status communities_project(struct req *r, const char *slug, const char **ret_id) MUST_USE;
enum status communities_project_named(struct req *r, const char *said, const char **ret_id) MUST_USE;
enum status communities_project_make(struct req *r, const char *name, const char **ret_id) MUST_USE;
/* The open projects of r->community, as options for a FORM_PICK (code is the id); at most 50. */
enum status communities_project_options(struct req *r, const char *field, struct form_options *ret) MUST_USE;

/* Crisis lines in force, for the frame and the crisis page; NULL community: the server's fallback (988 in the US). */
struct communities_line { const char *name, *phone, *text_to, *text_word, *chat, *languages, *hours, *what_happens; int64_t verified_on; };
struct communities_lines { size_t n; struct communities_line *at; };
enum status communities_crisis(struct req *r, const char *community, struct communities_lines *ret) MUST_USE;
/* Where "Leave" goes: as the community in the path says, outside of one that of somebody who has only one; else, and
 * whenever this cannot be found out, a neutral place. */
extern const char communities_leave_neutral[];
const char *communities_leave_to(struct req *r);
/* Communities the person belongs to: for the menu and for where to go after signing in. */
struct communities_mine { const char *slug, *name; bool accepted; };
struct communities_mine_list { size_t n; struct communities_mine *at; };
enum status communities_of(struct req *r, const char *person, struct communities_mine_list *ret) MUST_USE;
/* Does this person hold a role (enum may bits) in this community now? */
enum status communities_may(struct req *r, const char *community, const char *person, unsigned *ret_may) MUST_USE;
/* Before a first request for support: the limits of confidentiality must have been accepted.  INVALID with a redirect to
 * the page that shows them (r->reply.location set) when not. */
enum status communities_limits_first(struct req *r, const char *then_path) MUST_USE;
/* Adds someone as a member, house rules accepted or not: invitations, imports, the demo. */
enum status communities_add_member(struct req *r, const char *community, const char *person, bool accepted) MUST_USE;
/* Adds someone who works for the community from outside, house rules accepted: no member, and only the roles in MAY_OUTSIDE
 * count.  A member stays one. */
enum status communities_add_outside(struct req *r, const char *community, const char *person) MUST_USE;
enum status communities_give_role(struct req *r, const char *community, const char *person, const char *role, int64_t from) MUST_USE;
/* Makes a community with its default texts (English and Spanish) and 988 as crisis line; CONFLICT: the slug is taken. */
struct communities_new { const char *slug, *name, *lang, *zone, *joining; int64_t formality, min_cell; };
enum status communities_make(struct req *r, const struct communities_new *c, const char **ret_id) MUST_USE;
