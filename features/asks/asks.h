/* Asks: what people would like support with, what they offer, how much room supporters have.  This is all that other
 * features may know of it. */
#pragma once
#include "experiences.h"

extern const struct feature asks_feature;

/* emotional, informational, practical, belonging, company, encouragement, advocacy: the seven kinds of support, in this
 * order everywhere (asks, encounters, surveys, figures). */
extern const struct choices asks_kinds;
extern const struct choices asks_soon;              /* today, this week, this month, no hurry */
extern const struct choices asks_room_states;       /* open, paused, full */

/* An ask was opened, changed or closed; what: const char * ask id. */
extern const struct event asks_changed;
/* A supporter's room changed; what: struct communities_member.  community NULL: the number of places, so wherever they have room. */
extern const struct event asks_room_changed;

struct asks_one { const char *id, *person, *direction, *about; int64_t kinds, soon, ways, asked, version; bool helped, open; };
/* An ask of r->community; MISSING.  No gate: callers have one. */
enum status asks_get(struct req *r, const char *id, struct asks_one *ret) MUST_USE;
/* .of for routes with {id} of an ask as the first part: r->object is the struct asks_one, MAY_OWNER when it is mine.
 * MISSING unless it is mine, or I coordinate, or it is an open offer and I am a member: whom an ask is proposed to reads it
 * where the proposal is shown, through asks_get. */
enum status asks_of(struct req *r);
/* Opens one for somebody, as the page, imports and the demo do.  asked: since when they wait. */
struct asks_new_one { const char *person, *direction, *about; int64_t kinds, soon, ways, asked; bool helped; };
enum status asks_open_one(struct req *r, const struct asks_new_one *a, const char **ret_id) MUST_USE;
/* No longer looking.  why: connected, taken_back.  Closing what is closed is OK and tells nothing. */
enum status asks_close(struct req *r, const char *id, const char *why) MUST_USE;
/* Says how much room somebody has, as their page and the demo do.  state: a place in asks_room_states, for r->community;
 * capacity: of all communities of this server together. */
enum status asks_room_say(struct req *r, const char *person, int64_t state, int64_t capacity, int64_t kinds, const char *about) MUST_USE;
/* With how many someone walks now, wherever: connections adds +1 and -1.  Makes the room row of that community when there is none. */
enum status asks_walking_add(struct req *r, const char *community, const char *person, int64_t more) MUST_USE;
