/* Slowing down after failures on .throttle routes (sign-in, codes): first a growing delay, then 429 with Retry-After, by
 * network (/24, /48) and by account.  The tries of one account that are delayed stand in a line and go on one after the other,
 * however many come at once; whoever comes when it is long is told to come back.  Never a lock: a device that the account was
 * used on before has a line of its own, so nobody can keep a person out by trying passwords in their name. */
#pragma once
#include "server.h"

enum { THROTTLE_PLACES = 8192, THROTTLE_DELAYED_MAX = 256, THROTTLE_DELAY_MAX_MS = 4000 };

/* step: what is done with a visit whose delay is over. */
struct throttle *throttle_start(struct server *s, void (*step)(struct visit *v));
void throttle_end(struct throttle *t);
/* Before the slow step, in a read transaction.  OK: go on, after v->delay_ms, and tell throttle_note how it ended.  BUSY: answer 429,
 * v->r.reply.retry_after. */
enum status throttle_judge(struct throttle *t, struct visit *v) MUST_USE;
/* Afterwards: was it wrong, did somebody come in by it, or neither (it ended before, or was no guess)? */
enum tried { TRIED_WRONG, TRIED_RIGHT, TRIED_NEITHER };
void throttle_note(struct throttle *t, struct visit *v, enum tried tried);
/* Holds the visit for v->delay_ms.  False: too many wait already. */
bool throttle_hold(struct throttle *t, struct visit *v) MUST_USE;
/* A key of this run for something to be counted by; kind keeps uses apart.  Never 0. */
uint64_t throttle_hash(const struct throttle *t, char kind, const void *at, size_t n);
/* The network an address belongs to, hashed with a key of this run: /24 of IPv4, /48 of IPv6. */
struct sockaddr;
uint64_t throttle_network(const struct throttle *t, const struct sockaddr *address);
uint64_t throttle_network_text(const struct throttle *t, struct slice address);
