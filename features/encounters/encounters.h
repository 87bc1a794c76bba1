/* Encounters: meetings of two and of groups, recorded once.  This is all that other features may know of it. */
#pragma once
#include "groups.h"

extern const struct feature encounters_feature;

extern const struct choices encounters_kinds;       /* one-to-one, group */
extern const struct choices encounters_modes;       /* in_person, phone, video, text */
extern const struct choices encounters_places;      /* home, cafe, centre, street, outdoors, transport, clinic, court, other */

struct encounters_one {
	const char *id, *community, *project, *connection, *peer_group, *recorder;      /* peer_group: which group met, if it is one that stands */
	int64_t kind, began, minutes, headcount, mode, place, given, version;
	bool met, planned, mutual;
};
/* What changed for the figures: before is NULL for a new one, after is NULL for one taken back. */
struct encounters_change { const struct encounters_one *before, *after; };
extern const struct event encounters_changed;       /* what: struct encounters_change */

/* .of for routes whose first {id} is an encounter: r->object is the struct encounters_one; MAY_PARTY for the two of its
 * connection, MAY_OWNER for its recorder. */
enum status encounters_of(struct req *r);
enum status encounters_get(struct req *r, const char *id, struct encounters_one *ret) MUST_USE;
/* Adds one as imports do: no connection, no recorder, no event is told (the import adds its sums at its end). */
struct encounters_brought { const char *id, *project, *import, *topics; int64_t kind, began, minutes, headcount, mode, given; };
enum status encounters_bring(struct req *r, const struct encounters_brought *e) MUST_USE;

/* Records a meeting that was planned, by r->who.person: of a connection of theirs, or (NULL) of a group as a headcount.  Told as
 * any other.  began: checked by whoever planned it.  MISSING: this community writes nothing down about two; INVALID: the
 * project is none of the open ones. */
struct encounters_planned {
	const struct connections_one *connection;
	const char *group;          /* the group that met, when it is one that stands: its tasks go on (groups.h); NULL: none */
	const char *project, *topics, *outcome, *next_step;
	int64_t began, minutes, headcount, mode, place, given;
	bool met, mutual;           /* met false: it did not take place; no length, no support */
};
enum status encounters_record(struct req *r, const struct encounters_planned *p, const char **ret_id) MUST_USE;
/* Is anything written down about meetings of two in r->community? */
bool encounters_kept(const struct req *r);
/* What a meeting of these two is counted with unless they say otherwise; NULL: nothing. */
enum status encounters_project_first(struct req *r, const struct connections_one *c, const char **ret) MUST_USE;
