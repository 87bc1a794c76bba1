/* Conversations: two who walk together, a community's announcements with comments, and any group or team of another feature.
 * This is all that other features may know of it. */
#pragma once
#include "groups.h"

extern const struct feature conversations_feature;

extern const struct choices conversations_topics;   /* content notes: what a message is about, for readers who want to choose */
int64_t conversations_topics_set(const char *text); /* of the codes as message.topics keeps them; NULL: none */
/* What the reader has said they open themselves: a set of conversations_topics. */
enum status conversations_fold(struct req *r, int64_t *ret) MUST_USE;

/* Who takes part: those whom the feature that opened it puts in and takes out, or everyone of the community. */
enum conversations_rule { CONVERSATIONS_PARTIES, CONVERSATIONS_MEMBERS };
struct conversations_new {
	const char *kind;           /* "group", "team", …: a word of the opener's own, at most 20 letters */
	const char *subject;        /* id of the opener's thing; a thing has one conversation of a kind */
	const char *title;          /* sealed under the community's key; NULL: none */
	enum conversations_rule rule;
	int64_t slow;               /* seconds between two messages of one person; 0: none */
};
/* Opens it in r->community, or finds it when it is there already: said twice is said once. */
enum status conversation_open(struct req *r, const struct conversations_new *n, const char **ret_id) MUST_USE;
/* The one of this thing.  MISSING: none was opened. */
enum status conversation_of_subject(struct req *r, const char *kind, const char *subject, const char **ret_id) MUST_USE;
/* Comes in, reading all of it, or only what is said from now on; goes out, at once reading nothing of it.  Said twice is said once. */
enum status conversation_come(struct req *r, const char *id, const char *person) MUST_USE;
enum status conversation_come_late(struct req *r, const char *id, const char *person) MUST_USE;
enum status conversation_go(struct req *r, const char *id, const char *person) MUST_USE;
/* Nothing more is written there; what was written stays readable for those in it. */
enum status conversation_end(struct req *r, const char *kind, const char *subject) MUST_USE;

/* A piece of what came with a message, as the reply.  Whoever calls has found out that this reader may see the message, and which routes
 * show whose words (.shows).  MISSING: it did not come with this message. */
enum conversations_piece { CONVERSATIONS_PICTURE, CONVERSATIONS_PICTURE_SMALL, CONVERSATIONS_VOICE };
enum status conversations_piece_send(struct req *r, const char *message, const char *id, enum conversations_piece piece) MUST_USE;
/* How long a recording is: "1:05"; NO_INT is NULL. */
const char *conversations_length(struct req *r, int64_t seconds);
/* The size at which a list shows a picture, so that nothing jumps when it comes; NO_INT: it is none. */
void conversations_shown_size(int64_t *width, int64_t *height);

struct conversations_one {
	const char *id, *community, *kind, *subject, *title, *state, *made_by;
	int64_t slow, slow_until, messages, seen, after, here_until;     /* after: what was said up to there is not for this reader */
	int64_t paused_until;       /* those who facilitate asked this reader to write nothing until then; NO_INT: they did not */
	const char *pause;          /* the decision that says why */
	bool pair, news, members, party, muted;
};
/* .of for routes whose first {id} is a conversation: r->object is the struct conversations_one; MAY_PARTY for those in it, MAY_LEADS
 * for those of them who facilitate the group whose it is. */
enum status conversations_of(struct req *r);
