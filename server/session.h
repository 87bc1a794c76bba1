/* Who asks, in which community, in which language; and whether a POST was sent by our own page.  Knows cookies and
 * tokens; whose they are, features say. */
#pragma once
#include "server.h"

/* Of the reply, before it is known who asks: the one chosen on this device (then true), or the browser's. */
bool session_language(struct visit *v);
/* In a read transaction: language, session or bearer token, community, the token of forms.  MISSING: no such community.
 * ret_touch: the session's "seen" should be written anew. */
enum status session_enter(struct visit *v, bool *ret_touch) MUST_USE;
/* A POST: was it sent from our own page?  Origin and Sec-Fetch-Site first, then the token in the form. */
bool session_same_origin(const struct visit *v);
bool session_token_right(struct visit *v);
/* Did the browser itself say that a page of ours sent it?  Then what came may be shown again although the token is not right. */
bool session_surely_ours(const struct visit *v);
/* Writes "seen" after the reply's own work; nobody waits for it. */
void session_touch(struct visit *v, struct db *db);
/* "Leave" is a link, and links only read: ends the session in a transaction of its own. */
void session_leave(struct visit *v, struct db *db);
/* The cookies that this reply sets or ends. */
void session_cookies(struct visit *v);
