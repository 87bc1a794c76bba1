/* What a running program lends to every request: the features, the frame around pages, the settings features may read. */
#pragma once
#include "feature.h"

struct house {
	size_t n;
	const struct feature *const *features;      /* ground floor first */
	/* Around every page: menu, leave, crisis help.  NULL in tests: pages stand alone. */
	void (*frame_open)(struct req *r, const char *title);
	void (*frame_close)(struct req *r);
	const char *public_address;                 /* "https://kith.example.org": for links on paper and in mail */
	int64_t password_memory_kib;                /* argon2id; at least 8192 */
	/* For commands; NULL behind the web.  file: the whole of it, valid until the command ends; MISSING or DENIED with a
	 * fault noted when it cannot be read.  progress: a line that replaces the one before it. */
	enum status (*file)(struct req *r, const char *path, struct slice *ret);
	void (*progress)(struct req *r, const char *line);
};

/* The gate: may this request go through this route?  Decides after the community and, if the route has .of, the object
 * are known.  DENIED: signed in, in the community, role missing.  MISSING: everything else.  */
enum status gate(struct req *r, const struct route *x) MUST_USE;

/* Runs one route once, inside a transaction that the caller began: object, gate, form, handler.  The caller commits on
 * OK and rolls back on anything else; then, for INVALID and CONFLICT, route_redraw in a read transaction. */
enum status route_run(struct req *r, const struct route *x) MUST_USE;
enum status route_redraw(struct req *r, const struct route *x) MUST_USE;
/* Begin, run, commit; BUSY is tried again, five times at most.  For PostgreSQL, the command line and tests; the SQLite
 * writer has its own loop over route_run. */
enum status route_call(struct req *r, const struct route *x) MUST_USE;
/* Path → route; fills r->part, r->community.slug.  NULL: none.  ret_other_method: the path exists for another method. */
const struct route *route_find(struct req *r, const struct house *h, const char *method, struct slice path, bool *ret_other_method);
/* Before it is run again: everything a handler may have set is as at the start. */
void req_again(struct req *r);

/* Brings the database to what the features' schemas say: one transaction a file, recorded with its checksum in
 * feature_version.  Refuses a database from a newer version and a changed file, with a sentence. */
enum status migrate(struct db *db, const struct house *h, int64_t now, const char **ret_why) MUST_USE;
enum status migrate_needed(struct db *db, const struct house *h, bool *ret_needed, const char **ret_why) MUST_USE;
