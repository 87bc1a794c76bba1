/* For open streams (server/live.c): what is new since a number, and which sessions may hear of it at this moment.  Nothing here
 * is sealed or opened: ids and numbers. */
#pragma once
#include "core.h"

/* One change of a message: said, changed, taken back, pinned. */
struct conversations_change { int64_t n; const char *conversation, *writer; bool members; };
struct conversations_change_list { size_t n; struct conversations_change *at; };

/* The last number given in this community. */
enum status conversations_number(struct req *r, const char *community, int64_t *ret) MUST_USE;
/* What changed after this number, in order, at most so many; person NULL: all of it, else what this member may read. */
enum status conversations_changed(struct req *r, const char *community, const char *person, int64_t after, int64_t at_most,
				  struct conversations_change_list *ret) MUST_USE;

/* Called for every session that may: it is alive, its person a member, and the gate lets them through. */
typedef void conversations_hears(void *context, const char *session, const char *person, const char *community);
/* Who may read this conversation now and is not kept apart from who wrote. */
enum status conversations_hearers(struct req *r, const char *community, const struct conversations_change *c,
				  conversations_hears *hears, void *context) MUST_USE;
/* Who may listen at all, in any community. */
enum status conversations_listeners(struct req *r, conversations_hears *hears, void *context) MUST_USE;
