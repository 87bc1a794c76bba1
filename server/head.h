/* The head of a request: what it says, and whether it is well formed.  Pure functions over slices; knows no socket.
 * Stricter than libmicrohttpd, which lets pass what a proxy in front may read differently (RFC 9112, chapter 11). */
#pragma once
#include "core.h"

enum { HEAD_MAX = 8 * 1024, TARGET_MAX = 4 * 1024 };

enum head_field {
	HEAD_HOST, HEAD_COOKIE, HEAD_AUTHORIZATION, HEAD_ACCEPT, HEAD_ACCEPT_LANGUAGE, HEAD_ACCEPT_ENCODING,
	HEAD_CONTENT_TYPE, HEAD_CONTENT_LENGTH, HEAD_CONTENT_ENCODING, HEAD_TRANSFER_ENCODING, HEAD_EXPECT, HEAD_ORIGIN,
	HEAD_FETCH_SITE, HEAD_FETCH_DEST, HEAD_NONE_MATCH, HEAD_USER_AGENT, HEAD_FORWARDED_PROTO, HEAD_FORWARDED_FOR, HEAD_RANGE, HEAD_LAST_EVENT,
	HEAD_FIELDS
};

struct head {
	struct slice method, target, version;       /* as they stood in the request line */
	struct slice path, query;                   /* of the target, still percent-encoded */
	struct slice field[HEAD_FIELDS];            /* at NULL: not sent */
	int64_t length;                             /* Content-Length; 0 when not sent */
	bool get, head_only, post;                  /* HEAD counts as GET */
};

/* Takes one field; answers 0, or the HTTP status to refuse with: malformed, or sent twice where only one can be meant. */
int head_take(struct head *h, struct slice name, struct slice value) MUST_USE;
/* Judges the whole once every field is in: 0 or the HTTP status to refuse with. */
int head_judge(struct head *h) MUST_USE;

/* The value of a cookie; at NULL when it was not sent, was sent twice, or is not made of A-Z a-z 0-9 - _ . only. */
struct slice cookie_find(struct slice header, const char *name);
/* Does a list such as "gzip, br;q=0.5" name this token with a weight above 0? */
bool head_lists(struct slice list, const char *token);
/* "Firefox on Android": coarse on purpose, so that a list of sessions can be read but nobody can be told apart by it. */
const char *head_device(struct slice user_agent);
