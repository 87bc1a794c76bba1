/* Desks: what a thread needs to answer a request, lent for its length: a database connection with its prepared
 * statements and a compressor.  As many as there are threads; the one given back last is lent first, its caches warm. */
#pragma once
#include <zlib.h>
#include "server.h"

struct desk {
	struct desk *next;
	struct db *db;                  /* NULL while the database cannot be reached */
	int losses;                     /* how many lost connections were known when db last answered */
	z_stream pack;
	bool pack_ready;
};

/* n desks; their connections are opened when first needed.  read_only: SQLite, where one writer writes. */
struct desks *desks_new(struct server *s, size_t n, bool read_only);
void desks_end(struct desks *d);
/* A desk whose database answered lately, or whose db is NULL.  Waits while all are lent. */
struct desk *desk_take(struct desks *d);
void desk_give(struct desks *d, struct desk *desk);
/* Connections that rest forget the keys of who was forgotten (seal_tend). */
void desks_tend(struct desks *d, int64_t now);
/* After BROKEN: is the connection lost, or was it in the middle of a commit?  Then closes it, so that it is opened anew. */
bool desk_lost(struct desks *d, struct desk *desk);
/* After BUSY, on PostgreSQL, where each thread commits for itself and what hindered another is run again: waits a little, by chance and longer each
 * time.  try: how often it ran; since: clock_us when it first did.  False: three seconds are over, or the connection does not answer. */
bool desk_try_again(struct req *r, struct db *db, int try, int64_t since);
/* One transaction on this connection, tried again while others are in its way.  What run keeps must not live in r. */
enum status desk_run(struct server *s, struct db *db, bool writes, enum status (*run)(struct req *r, void *context), void *context) MUST_USE;
/* One transaction at a desk, tried again while others are in its way; one that only reads is given back.  What run keeps must not live in r. */
enum status desk_transaction(struct server *s, bool writes, enum status (*run)(struct req *r, void *context), void *context) MUST_USE;
/* gzip of s into malloc'ed memory: at NULL when it would not be smaller.  Level 3: 35 µs a page. */
struct slice desk_pack(struct desk *desk, struct slice s, char **ret_owned);
