/* What a running program lends to every request: the features, the frame around pages, the settings features may read. */
#pragma once
#include "feature.h"
#include "keep.h"
#include "remake.h"

/* Where file_new's fill puts what the file is to hold; false: no room. */
struct file_out { bool (*put)(struct file_out *f, struct slice s); };
typedef enum status file_fill(struct req *r, struct file_out *to, void *context);

struct house {
	size_t n;
	const struct feature *const *features;      /* ground floor first */
	/* Around every page: menu, leave, crisis help.  NULL in tests: pages stand alone. */
	void (*frame_open)(struct req *r, const char *title);
	void (*frame_close)(struct req *r);
	const char *public_address;                 /* "https://kith.example.org": for links on paper and in mail */
	bool mail;                                  /* a mail server is set */
	const char *mail_from;                      /* the sender of mail; NULL or "": none */
	const char *calendar_replies;               /* the address at which answers to invitations are read back; NULL or "": none is */
	struct studio *studio;                      /* where pictures and recordings are made anew; NULL: nowhere, none are taken */
	remake *remake;
	struct keep *keep;                          /* what features hold in memory between requests; NULL: nothing is held */
	const char *sign_up;                        /* who may make an account: "open", "invited", "closed"; NULL: open */
	const char *zone;                           /* of whoever and whatever has chosen none yet; NULL: UTC */
	int64_t password_memory_kib;                /* argon2id; the setting has a least of its own, tests take as little as 8192 */
	/* For commands; NULL behind the web.  file: the whole of it ("-": of what comes in, up to 64 MiB), valid until the command ends; MISSING or DENIED with a
	 * fault noted when it cannot be read.  progress: a line that replaces the one before it. */
	enum status (*file)(struct req *r, const char *path, struct slice *ret);
	void (*progress)(struct req *r, const char *line);
	/* A new file for its owner only, on the disk when this is OK; CONFLICT with a fault when it is there already, and nothing
	 * stays of it when fill does not end OK. */
	enum status (*file_new)(struct req *r, const char *path, file_fill *fill, void *context);
	/* The same in the place of one that is there: whoever looks finds the old one or the new one, whole. */
	enum status (*file_anew)(struct req *r, const char *path, file_fill *fill, void *context);
};

/* The gate: may this request go through this route?  MISSING: not for them, or not there:
 * the two look the same from outside.  Without an account where one is needed: MISSING and r->needs_sign_in.  House rules not yet accepted:
 * DENIED and r->needs_join.  Password not given lately on an .again route: DENIED and r->needs_password.
 * Object bits (owner, party, connected) count only together with MAY_MEMBER of the community in the path, outside of a
 * community with an account; a held code and the operator need nothing else. */
enum status gate(struct req *r, const struct route *x) MUST_USE;

/* The right by which somebody who holds these bits is let through: what is theirs before what they are, a member before
 * a special right.  0: none. */
unsigned gate_closest(unsigned held);

/* Which fields are there for a right: bits 1 << enum field_kind.  Handlers need not ask: a field that is not there opens as
 * NULL, and a list of codes has none. */
unsigned gate_fields(unsigned as);
/* The kind of a sealed column, as its feature declares it. */
enum field_kind gate_field(const struct house *h, const char *place);
/* Is this field of this owner there for whoever came through the gate?  By seal.c alone. */
bool gate_opens(struct req *r, const char *place, const char *owner);

/* Notes that something of this owner was opened; by seal.c alone. */
void opened_note(struct req *r, const char *owner);
/* Did a route that declares no .shows open more of others than what they are called?  For the tests' harness. */
bool opened_undeclared(const struct req *r);
/* After OK or a redrawn page: does the reply hold something of others?  Then ret, which points into the request. */
bool record_read_of(struct req *r, struct record_read *ret);
/* By a right that not every member has, or by the operator; or it leaves as a file. */
bool record_read_special(const struct record_read *x);
/* Is there anybody who listens?  Without one nothing needs to be told (tests of single features). */
bool event_heard(const struct house *h, const struct event *e);

/* The order of a request, for whoever calls: route_find; who asks and which community; req_keep; then for each attempt
 * begin, route_run, commit or roll back; route_redraw; record_read_of, and if there was one telling records_read; send r->out;
 * req_end.  route_call does the middle part.
 * An arena at its cap leaves a handler by longjmp and ends in BROKEN: whatever is not in an arena must be reachable from
 * elsewhere (a database connection ends its open statements when it is rolled back). */

/* Runs one route once, inside a transaction that the caller began: req_again, object, gate, form, handler.  The caller
 * commits on OK and rolls back on anything else; then, for INVALID and CONFLICT, route_redraw in a read transaction. */
enum status route_run(struct req *r, const struct route *x) MUST_USE;
/* Answers INVALID and CONFLICT: the page again with the person's input (422, 409), a plain page of the faults where the
 * route has no .redraw, {"faults": …} for JSON.  A handler that answered so and left reply.location sends pages there
 * instead: something has to be done first.  OK when there is something to send. */
enum status route_redraw(struct req *r, const struct route *x) MUST_USE;
/* The faults alone, as a plain page, JSON or lines of text: what route_redraw falls back to. */
enum status reply_faults(struct req *r, const struct route *x) MUST_USE;
/* For a route with .slow: gate, form and the slow step, in a read transaction of the caller's, before the first
 * route_run; what it leaves is kept.  Any status but OK ends the request as that of route_run would. */
enum status route_slow(struct req *r, const struct route *x) MUST_USE;
/* Begin, run, commit; BUSY is tried again (db_try_again); the slow step before and the redrawing after.  For
 * PostgreSQL, the command line and tests; the SQLite writer has its own loop over route_run.  Returns what route_run
 * returned (after INVALID and CONFLICT r->out holds the redrawn page). */
enum status route_call(struct req *r, const struct route *x) MUST_USE;
/* Path → route; fills r->part, r->community.slug.  NULL: none.  ret_other_method: the path exists for another method.
 * path: as sent, without query; ids and slugs need no decoding, a {code} is decoded and left as it was typed.  Literal segments win over {…}. */
const struct route *route_find(struct req *r, const struct house *h, const char *method, struct slice path, bool *ret_other_method);
/* What has been taken from r->arena until now stays for the whole request. */
void req_keep(struct req *r);
/* Before it is run again: everything a handler may have set is as at the start, r->arena is cleared. */
void req_again(struct req *r);
/* The reply is sent: all of the request is wiped; a little memory stays for the next one on this connection. */
void req_end(struct req *r);

/* Brings the database to what the features' schemas say: one transaction a file, recorded with its checksum in
 * feature_version.  Refuses a database from a newer version and a changed file, with a sentence. */
enum status migrate(struct db *db, const struct house *h, int64_t now, const char **ret_why) MUST_USE;
enum status migrate_needed(struct db *db, const struct house *h, bool *ret_needed, const char **ret_why) MUST_USE;
