/* One request, from the web, the JSON door or the command line: who asks, in which community, with what input, and the
 * reply being made.  Knows no server and no feature. */
#pragma once
#include "db.h"
#include "form.h"
#include "seal.h"

/* Who may.  Bits: a route names those of which one is enough.  The upper ones are found out for one object by the
 * route's .of; the gate (gate.c) is the only place that decides. */
enum may {
	MAY_ANYONE      = 1 << 0,   /* also without an account */
	MAY_SIGNED_IN   = 1 << 1,
	MAY_MEMBER      = 1 << 2,   /* of the community in the path, house rules accepted */
	MAY_SUPPORTER   = 1 << 3,
	MAY_FACILITATOR = 1 << 4,   /* facilitator or co-facilitator */
	MAY_COORDINATOR = 1 << 5,
	MAY_SUPERVISOR  = 1 << 6,
	MAY_ALLY        = 1 << 7,
	MAY_OPERATOR    = 1 << 8,   /* the command line on the server's own machine */
	MAY_JOINING     = 1 << 9,   /* signed in, in the community, house rules not yet accepted */
	MAY_EVALUATOR   = 1 << 10,  /* figures, and nothing about anybody */
	MAY_BILLER      = 1 << 11,  /* codes of what is billed, and between whom; never words */
	MAY_OWNER       = 1 << 16,  /* of the object: it is mine */
	MAY_PARTY       = 1 << 17,  /* one of those between whom it is */
	MAY_CONNECTED   = 1 << 18,  /* walks together with its owner */
	MAY_HOLDER      = 1 << 19,  /* holds a valid one-time code for it */
	MAY_IN_GROUP    = 1 << 20,  /* belongs to the group whose it is */
	MAY_LEADS       = 1 << 21,  /* facilitates that group */

	/* Rights that not every member has: whoever reads by one of them is written down before they see anything. */
	MAY_SPECIAL = MAY_FACILITATOR | MAY_COORDINATOR | MAY_SUPERVISOR | MAY_OPERATOR | MAY_EVALUATOR | MAY_BILLER,
	/* Roles that work for a community from outside: who holds nothing else is no member of it. */
	MAY_OUTSIDE = MAY_EVALUATOR | MAY_BILLER,
};

struct who {
	const char *person;         /* NULL: not signed in */
	const char *session;        /* id of the session: names it, opens nothing; NULL on the command line */
	unsigned may;               /* bits of enum may, for the community in the path */
	unsigned as;                /* the one bit by which the gate let them through: the closest of those they hold */
	bool again_recently;        /* gave the password within the last ten minutes */
};

struct community_now {          /* the community in the path; id NULL outside of one */
	const char *id, *slug, *name, *zone;
	int64_t formality, min_cell;
	bool accepted_rules, accepted_limits;   /* by who.person */
};

struct fault { const char *field, *code, *words; struct word_arg arg; };   /* words: N_("..."), "{0}" is arg */
enum { FAULTS_MAX = 64 };

enum want { WANT_PAGE, WANT_JSON, WANT_TEXT };

/* Whose sealed words a route opened on its way to a reply, noted where they are opened: what a page holds of somebody else
 * has always come through there.  Not the reader's own, not the community's. */
struct opened { const char *owner; unsigned as; };
struct opened_list {
	size_t n, room;
	size_t in_slow;             /* of the slow step: they stay for every attempt */
	struct opened *at;          /* in r->kept */
	unsigned fields, undecided; /* kinds of others' fields, 1 << enum field_kind; those on the way to the object */
	bool over;                  /* more than can be told one by one: the reply must not be sent */
};

struct reply {
	int http;                   /* 0: from the status */
	const char *type;           /* content type; NULL: what `want` says */
	const char *location;       /* redirect: own path */
	const char *notice;         /* N_("Saved."): shown on the next page */
	const char *file_name;      /* download */
	const char *etag;           /* letters and digits that change with the body: who has it already is told so (304) and gets no body */
	const char *session_token;  /* sign-in: becomes the cookie, or the token of a JSON reply */
	const char *known_device;   /* a token that spares this device the sign-in slow-down */
	bool sign_out, wipe;        /* end the session's cookie, clear cache and storage; all cookies, the known device's too */
	int retry_after;            /* seconds */
	int lang;                   /* 0: unchanged; lang + 1: set the language cookie */
	bool stream;                /* stays open: what is new in this community is told as it comes (server/live.c) */
	bool records;               /* a page on which somebody may speak into the microphone: every other may not even ask for it */
	bool in_parts;              /* a recording: browsers ask for a part of it (RFC 9110, 14.2) and some play nothing else */
	int64_t stream_after;       /* the number of the last event that was heard; NO_INT: only what comes from now on */
};

struct house;                   /* what the server lends to requests: house.h */
struct route;

struct req {
	const char *id;             /* shown to the person and written in the log */
	int64_t now;                /* the one clock, UTC seconds: SQL never asks for the time */
	struct arena arena;         /* of one attempt: req_again clears it */
	struct arena kept;          /* of the whole request: parts of the path, parameters, who asks, what the slow step left */
	struct db *db;
	struct random_source *random;   /* NULL: the system's */
	const struct house *house;
	const struct route *route;

	struct who who;
	struct community_now community;
	struct words_reader reader;
	enum want want;
	const char *device;         /* coarse: "Firefox on Android"; never an address */
	const char *known_device;   /* what an earlier reply.known_device left in this browser; NULL: nothing */
	const char *said;           /* reply.notice of the action before this page: the frame shows it, once */

	const char *part[4];        /* the {…} of the path, in order, {c} left out; shape-checked ids or slugs, {code} as typed */
	struct params query, params;    /* never in .arena: they outlive an attempt */
	const void *form;           /* the struct that the route's form filled, or NULL; faulty fields are empty */
	const struct form *came_back;   /* the form that is being drawn again with the person's input */
	bool stale;                 /* what is stored changed after the form was drawn */
	void *slow;                 /* what the route's slow step left */
	/* Set by the gate beside MISSING or DENIED: a page is sent to sign in, to accept the house rules, to give the password
	 * once more; the other doors say so in a code. */
	bool needs_sign_in, needs_join, needs_password;
	void *object;               /* what the route's .of loaded */
	struct opened_list opened;
	int64_t waits;              /* each card of Today adds how many things of it wait for the reader */

	struct fault faults[FAULTS_MAX];
	size_t n_faults;
	struct out out;
	struct reply reply;
};

/* Notes a fault; field NULL: of the whole form.  Always returns INVALID. */
enum status fault(struct req *r, const char *field, const char *code, const char *words);
enum status fault_with(struct req *r, const char *field, const char *code, const char *words, struct word_arg arg);
/* The stored thing is newer than the form: draws it again with both versions.  Returns CONFLICT. */
enum status stale(struct req *r);
/* Goes to a path of ours after a POST; JSON gets {"location": …}.  Returns OK. */
enum status redirect(struct req *r, const char *format, ...) PRINTF(2, 3);
enum status redirect_saying(struct req *r, const char *notice, const char *format, ...) PRINTF(3, 4);
/* Inside the community: the path is put behind r->out.base. */
enum status redirect_here(struct req *r, const char *notice, const char *format, ...) PRINTF(3, 4);
static inline bool may(const struct req *r, unsigned any) { return (r->who.may & any) != 0; }
