/* The running program: what all its threads share, and one visit (a request from its head to its reply) on its way
 * through them.  Only http.c knows the HTTP library; only the features know what a request means. */
#pragma once
#include <stdatomic.h>
#include "config.h"
#include "head.h"
#include "house.h"

struct http;
struct desks;
struct writer;
struct slow;
struct throttle;
struct worker;
struct notices;
struct post;
struct seen;
struct live;
struct ledger;
struct pace;

struct server {
	struct house house;
	const struct config *config;
	struct seal_master *master;
	struct desks *desks;
	struct writer *writer;          /* NULL on PostgreSQL: there every thread commits for itself */
	struct slow *slow;
	struct throttle *throttle;
	struct pace *pace;
	struct worker *worker;          /* jobs and mail */
	struct post *post;              /* the process that carries mail; NULL: no mail server is set */
	struct http *http;
	struct live *live;              /* open streams */
	struct notices *notices;
	struct ledger *ledger;          /* the list of who left, outside of the data folder */
	struct seen *seen;              /* NULL: nothing hears of it */
	int notify;                     /* where the service manager listens; -1: nowhere */
	bool quiet;                     /* log only what went wrong */
	_Atomic size_t bodies;          /* bytes of long bodies that are coming in or in hand */
	struct studio *studio;          /* the process that makes pictures and recordings anew */
	_Atomic bool ending;            /* replies close their connection */
};

/* Where a visit stands.  Whoever holds it moves it on; it is held by one thread at a time. */
enum visit_step {
	VISIT_HEAD,         /* the request line is in */
	VISIT_BODY,         /* the head is good, the body is coming */
	VISIT_UNDER_WAY,    /* with the slow pool, the throttle or the writer; the connection is suspended */
	VISIT_DONE,         /* has its outcome; the reply can be made */
	VISIT_STREAM,       /* the reply goes on without it */
	VISIT_SENT,         /* the reply is with the library */
};

enum { VISIT_HEADERS_MAX = 24 };
struct visit_header { const char *name, *value; };

struct visit {
	struct req r;                   /* what the feature sees */
	struct server *server;
	enum visit_step step;
	struct visit *next;             /* in the queue it waits in */
	int64_t began;                  /* monotonic microseconds */

	struct head head;
	char *target;                   /* owned: the library overwrites its own */
	char *body;                     /* owned */
	size_t body_n, body_room, body_max, body_counted;
	uint64_t address;               /* the client's network (/24, /48), hashed with a key of this run */
	uint64_t account, device;       /* the throttle's keys for the sign-in name and the known device; 0: none */
	bool secure;                    /* came by https */
	bool api;                       /* path began with /api/ */
	bool bearer;                    /* signed in by token: no cookie, so nothing to forge */
	struct slice session, before;   /* cookie values: the session, or the one that stands in before signing in */
	const char *before_new;         /* a fresh value for the latter: set when a form was drawn */
	bool session_over;              /* a session cookie came that opens nothing any more */

	enum status status;
	int refuse;                     /* HTTP status decided before any route ran; 0: none */
	const char *allow;              /* for 405 */
	bool unsent;                    /* refused because its form was made for another session; it came from a page of ours */
	bool paced;                     /* refused because its account asked for too much in a minute */
	bool gone;                      /* the database does not answer */
	bool touch;                     /* the session's "seen" is older than a minute */
	int delay_ms;                   /* the throttle makes it wait so long */

	/* the reply as it goes out */
	int http;
	size_t n_headers;
	struct visit_header header[VISIT_HEADERS_MAX];
	struct slice reply;             /* in r.out, in packed, or static */
	char *packed;                   /* owned: the compressed body */

	char id[16];                    /* what r.id points to */
	void *connection;               /* http.c's */
	const char *library_target;     /* where the library has the target */
};

int64_t clock_us(void);             /* monotonic microseconds */
/* One line to stderr.  Never a name, an address, a path with ids, or anything a person wrote. */
void log_line(const char *format, ...) PRINTF(1, 2);
