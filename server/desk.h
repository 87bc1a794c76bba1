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
/* After BROKEN: is the connection lost?  Then closes it, so that it is opened anew. */
bool desk_lost(struct desks *d, struct desk *desk);
/* One transaction at a desk; one that only reads is given back.  What run keeps must not live in r. */
enum status desk_transaction(struct server *s, bool writes, enum status (*run)(struct req *r, void *context), void *context) MUST_USE;
/* gzip of s into malloc'ed memory: at NULL when it would not be smaller.  Level 3: 35 µs a page. */
struct slice desk_pack(struct desk *desk, struct slice s, char **ret_owned);
