/* From an outcome to the bytes that go out: HTTP status, fields, cookies, error pages, compression. */
#pragma once
#include "server.h"

/* Fields that every reply has, whatever it says: what a browser may load and tell for it.  The last one is for https only. */
enum { REPLY_ALWAYS = 6 };
extern const struct visit_header reply_always[REPLY_ALWAYS], reply_secure;

/* Both must outlive the visit: literals, or the request's arena. */
void reply_header(struct visit *v, const char *name, const char *value);
/* Draws what remains (the form again, an error page) in a read transaction at this desk, and fills in the reply. */
struct desk;
void reply_make(struct visit *v, struct desk *desk);
/* The same for what must not need the database or memory: bare.h's page, or its error where JSON is wanted.  Below 400 it says that
 * what was sent was kept. */
void reply_bare(struct visit *v, int http);
/* A few words in plain text, for programs. */
void reply_plain(struct visit *v, int http, const char *words);
/* Bytes that live as long as the program. */
void reply_bytes(struct visit *v, const char *type, struct bytes b);

/* The message that one page leaves for the next travels as its number; these remember the text behind it. */
struct notices;
struct notices *notices_new(void);
void notices_end(struct notices *n);
const char *notice_keep(struct notices *n, struct req *r, const char *notice);
const char *notice_find(struct notices *n, struct slice number);
