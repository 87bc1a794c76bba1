/* The post: a process of its own that carries mail out of the house, so that the one that holds people's words needs no
 * way to the network.  It is this same program, begun before the key is read, and every message goes in a child of it: what
 * a mail server answers can harm that child only.  Leaves when and how often to the worker, SMTP to mail.c. */
#pragma once
#include "mail.h"

struct post;

/* Before the first thread, and before anything secret is in memory.  NULL: no process could be had (errno). */
struct post *post_start(const struct config *c) MUST_USE;
/* Waits for the message in hand, then the process ends. */
void post_end(struct post *p);
/* As mail_send, there.  One thread at a time. */
enum mail_outcome post_send(struct post *p, struct arena *a, const struct mail *m, const char **ret_trouble) MUST_USE;
