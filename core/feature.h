/* What a feature is: one capability, and everything the server needs to know about it. */
#pragma once
#include "req.h"

typedef enum status handler(struct req *r);

/* What a route shows of other people.  code goes into the record of who has seen what, words into the list that each
 * person has of it.  Whose it is, nobody has to say: core/opened.c. */
struct record {
	const char *code, *words;   /* "meeting", N_("A meeting of yours") */
	bool between;               /* those between whom it is read it untold: who opens a message when is nobody's to know */
};
/* For the one page that shows who has looked at what is mine: it would else put an entry into the list of each of them. */
extern const struct record record_of_readers;

struct route {
	const char *method;         /* "GET" or "POST" */
	const char *path;           /* "/c/{c}/asks/{id}"; {c} is the community, the others land in r->part[] and in_path fields */
	unsigned may;               /* enum may: one of these is enough; 0 does not build */
	handler *of;                /* loads the object in the path, adds MAY_OWNER … to r->who.may; MISSING if not of this community */
	const struct form *form;    /* POST: what it takes.  GET: what its query string takes (filters), optional */
	handler *handle;
	handler *slow;              /* runs first, read-only, on the slow pool: hashing, exports; leaves r->slow */
	bool (*slow_for)(const struct req *r);  /* for which requests it runs, by what was sent; NULL: for all of them */
	const struct record *shows; /* what a reply of it holds of others; NULL: nothing of theirs, but their names in passing
	                             * (a test fails when it opens more) */
	const char *logs;           /* POST: a deed of a special right, written into the log in the same transaction, or not done:
	                             * "role_given"; whom it is about, and which thing, is the first {…} of the path */
	handler *redraw;            /* POST: draws the page again when the form was INVALID or stale; NULL: a plain error page */
	bool no_csrf;               /* carries no authority: redeeming a code */
	bool throttle;              /* slowed down by address and by account after failures: sign-in, codes */
	bool counted;               /* with throttle: slowed down by address also when it goes well: making accounts */
	bool again;                 /* asks for the password if it was not given in the last ten minutes */
	bool unattended;            /* asked for by script, not by a person: keeps no session from ending */
	size_t body_max;            /* bytes; 0: 64 KiB */
	const char *help;           /* one line, for docs/api.md and --help */
};

/* Does the slow step run for this request? */
static inline bool route_is_slow(const struct req *r, const struct route *x) { return x->slow && (!x->slow_for || x->slow_for(r)); }

/* ---- pages ---- */
/* Made by tools/pagec from X.html.  In pages.h: PAGE(asks_waiting); with struct asks_waiting_view above it. */
struct page { const char *name, *title; void (*draw)(struct out *o, const void *view); };
#define PAGE(name) extern const struct page name##_page; void name##_draw(struct out *o, const struct name##_view *v)

/* What of a view goes into JSON.  Every page has such a table, JSON_NOTHING for the few that have nothing to say. */
enum json_kind { JSON_K_TEXT, JSON_K_INT, JSON_K_TIME, JSON_K_REAL, JSON_K_FLAG, JSON_K_ROWS, JSON_K_LIST, JSON_K_CHOICE, JSON_K_SET };
struct json_field {
	const char *name;
	enum json_kind kind;
	size_t at;
	const struct db_query *rows;        /* ROWS: a struct X_list of a query's rows */
	const struct json_field *each;      /* LIST: struct { size_t n; T *at; } of our own structs */
	size_t each_n, each_size;
	const struct choices *of;           /* CHOICE, SET: written as codes */
};
#define JSON_(s, m, k, t, ...) { .name = #m, .kind = k, .at = offsetof(struct s, m) + FORM_SAME(struct s, m, t), __VA_ARGS__ }
#define JSON_TEXT(s, m) JSON_(s, m, JSON_K_TEXT, const char *, .of = NULL)
#define JSON_INT(s, m)  JSON_(s, m, JSON_K_INT, int64_t, .of = NULL)      /* NO_INT becomes null */
#define JSON_TIME(s, m) JSON_(s, m, JSON_K_TIME, int64_t, .of = NULL)     /* "2026-05-03T16:30:00Z" */
#define JSON_REAL(s, m) JSON_(s, m, JSON_K_REAL, double, .of = NULL)      /* NO_REAL becomes null */
#define JSON_FLAG(s, m) JSON_(s, m, JSON_K_FLAG, bool, .of = NULL)
#define JSON_CHOICE(s, m, list) JSON_(s, m, JSON_K_CHOICE, int64_t, .of = (list))
#define JSON_SET(s, m, list)    JSON_(s, m, JSON_K_SET, int64_t, .of = (list))
#define JSON_ROWS(s, m, query)  { .name = #m, .kind = JSON_K_ROWS, .at = offsetof(struct s, m) + FORM_SAME(struct s, m, struct query##_list), .rows = &query##_query }
#define JSON_LIST(s, m, fields) { .name = #m, .kind = JSON_K_LIST, .at = offsetof(struct s, m), .each = (fields), \
	.each_n = COUNT(fields), .each_size = sizeof(*((struct s *)0)->m.at) }

/* Draws the page, or writes the JSON, as the request wants.  return REPLY(r, asks_waiting, &v); uses the table
 * asks_waiting_json.  Also keeps: nothing is sent unless the whole request ends OK. */
#define REPLY(r, name, v) ((void)sizeof((name##_draw((struct out *)0, (v)), 0)), \
	reply_page((r), &name##_page, (v), name##_json, COUNT(name##_json)))
enum status reply_page(struct req *r, const struct page *page, const void *view, const struct json_field *json, size_t n);
void out_json(struct out *o, const struct json_field *fields, size_t n, const void *view);
/* One row of a query as an object. */
void out_json_row(struct out *o, const struct db_query *q, const void *row);
extern const struct json_field json_nothing[1];
#define JSON_NOTHING { .name = NULL }      /* static const struct json_field asks_new_json[] = { JSON_NOTHING }; */

/* ---- events: things are heard, nothing is called upwards ---- */
struct event { const char *name; };
struct ear { const struct event *event; enum status (*hear)(struct req *r, const void *what); };
/* Calls every ear for this event, in the order of features/meson.build, in the same transaction; stops at the first failure. */
enum status tell(struct req *r, const struct event *e, const void *what) MUST_USE;

/* Somebody else's record was read; what: struct record_read.  Heard in a write transaction of its own, after the reply was
 * made; for those with a special right (record_read_special) before it is sent, and it is not sent if that fails. */
struct record_read {
	const char *who;            /* who read; NULL: nobody signed in, or the operator */
	const char *community;      /* where; NULL: outside of one */
	const char *record;         /* struct record's code */
	const char *id;             /* of the object in the path; NULL: a list */
	int64_t at;
	size_t n;
	const struct opened *of;    /* whose, and by which right */
	bool taken;                 /* it leaves as a file (reply.file_name): an entry also for whoever takes it along */
	unsigned as;                /* by which right the reader came through the gate */
};
extern const struct event records_read;
/* A deed of a route or command that .logs was done; what: struct deed.  Heard in the same transaction. */
struct deed {
	const char *code;           /* "role_given" */
	const char *who;            /* NULL: the operator */
	unsigned as;
	const char *community, *id; /* id: what or whom it is about; NULL: nothing by itself */
	int64_t at;
};
extern const struct event deed_done;
/* For the few deeds of which neither route nor command can say beforehand that they will be done. */
enum status deed_log(struct req *r, const char *code, const char *id) MUST_USE;

/* ---- jobs: effects on the world wait in the database and are done after the commit ---- */
/* What a job that thinks may ask for meanwhile: short transactions, each of its own, and whether the server wants to end. */
struct job_doors {
	enum status (*read)(const struct job_doors *d, enum status (*run)(struct req *r, void *context), void *context);
	enum status (*write)(const struct job_doors *d, enum status (*run)(struct req *r, void *context), void *context);
	bool (*ending)(const struct job_doors *d);  /* true: stop soon; the job begins anew after the next start */
};
struct job_kind {
	const char *name;
	enum status (*work)(struct req *r, const char *payload);    /* may be run again after a crash */
	/* What takes long and needs no database runs first, outside of the transaction; work finds what it gives in r->slow.
	 * NULL: nothing does. */
	void *(*slow)(struct arena *a, const char *payload);
	/* What takes long, before work and outside of any transaction: r->db is NULL.  r->kept has no limit here, and what it
	 * leaves in r->slow is there for work.  Has a thread of its own, so that mail never waits for it. */
	enum status (*think)(struct req *r, const char *payload, const struct job_doors *doors);
};
/* payload: sealed at rest, at most 64 KiB; not before: UTC seconds. */
enum status job_add(struct req *r, const char *kind, const char *payload, int64_t not_before) MUST_USE;
/* What was asked for before this time and given up, and mail that could not be sent until now, goes. */
enum status job_forget(struct req *r, int64_t before) MUST_USE;
/* Mail by SMTP, later: plain text, neutral subject.  Never a person's words.  When the program ends in the middle of sending,
 * nobody can know whether it went: it does not go again, unless it may go out twice. */
struct mail_new {
	const char *to, *subject, *body;
	const char *stop;           /* the whole address under which one step ends such mail, without signing in (RFC 8058); NULL: there is none */
	const char *calendar, *method;      /* an invitation beside the text (RFC 6047): the object and its METHOD; NULL: none */
	const char *about;          /* whom it is for: what mail_given_up is told, and mail_forget goes by; NULL: nobody */
	bool twice;                 /* better twice than never */
};
enum status mail_add(struct req *r, const struct mail_new *m) MUST_USE;
/* What has not gone to somebody so far does not go any more, and nothing of it stays. */
enum status mail_forget(struct req *r, const char *about) MUST_USE;
/* Mail will not be tried again: the other side said that it never takes it, or it was away for days.  what: const char * about. */
extern const struct event mail_given_up;
/* What somebody may wish to be told of by mail: that there is something, never what (features/notifications). */
struct mail_kind {
	const char *code, *label;   /* "messages", N_("Somebody wrote to me") */
	/* How many came after `from` and until `to` that this person has not seen, may see by the rights they have now, and did
	 * not mute.  NULL: the feature writes such mail itself. */
	enum status (*count)(struct req *r, const char *person, int64_t from, int64_t to, int64_t *ret_n);
	const char *(*help)(const struct req *r);   /* what such mail says more than that something waits, a message; NULL: nothing */
	/* Until when some of it is held back, because this person wishes to be quiet just now; count leaves that out.  NO_INT: nothing is. */
	enum status (*held)(struct req *r, const char *person, int64_t *ret_until);
};

/* ---- open pages (docs/live.md): that something is new, never what ---- */
/* A page that, while it is open, hears when what it shows has changed (tell.h): whoever may open it at that moment.  path: of the GET
 * route; its first {…} is the id, and a page without one goes by the id of the community. */
struct live_page {
	const char *kind, *path;
	bool team;                  /* also who may open it by a right of the team; else only by what they are to it themselves */
	bool today;                 /* what changed there may wait in Today */
};
/* One numbered change. */
struct live_source;
struct live_change {
	int64_t n;                  /* live_number's */
	const char *kind, *about;   /* kind: lives as long as the program; about: an id */
	const void *own;            /* of the source */
	bool today;                 /* something may wait in Today, or no longer: how much waits is counted again */
	const struct live_source *of;   /* set by whoever asked */
};
struct live_change_list { size_t n; struct live_change *at; };
/* Who is asked about.  listens: has this person a stream open here?  Whom nothing would reach need not be judged. */
struct live_hearing {
	bool (*listens)(void *context, const char *person);
	void (*hears)(void *context, const char *session, const char *person);
	void *context;
};
/* For a feature that numbers changes of its own; most need no more than a live_page.  Nothing here is opened: ids and numbers. */
struct live_source {
	/* What changed after this number, in order, at most so many; person NULL: all of it, else what this member may hear of. */
	enum status (*changed)(struct req *r, const char *community, const char *person, int64_t after, int64_t at_most, struct live_change_list *ret);
	/* Calls hears for every session that may at this moment: alive, of a member, and the gate lets them through. */
	enum status (*hearers)(struct req *r, const char *community, const struct live_change *c, const struct live_hearing *h);
};

/* ---- the rest of the descriptor ---- */
/* path behind {{@base}} unless it is a route by itself; six stand there, more behind "More".  counts: beside it stands how many things wait (web/live.js). */
struct menu_entry { const char *label, *path; unsigned may; int order; bool counts; };
/* A section that a feature adds to a page of a lower one: "today", "me", "person" (r->part[0]; for the team), or "connection" (r->object is the connection).  Draws
 * HTML into r->out, or nothing when it has nothing to say; on a JSON request it is not called, the page lists `path`s. */
struct card { const char *place, *name, *path; int order; unsigned may; enum status (*draw)(struct req *r); };
/* All cards of a place that this reader may see, by order, as one piece for {{cards}} in a page. */
enum status cards_html(struct req *r, const char *place, struct safe_html *ret) MUST_USE;
/* How many things the same cards say wait for the reader (r->waits).  Only the number leaves: nothing they opened counts as seen. */
enum status cards_waiting(struct req *r, const char *place, int64_t *ret_n) MUST_USE;
/* For the JSON of that page: the same cards by name and path. */
struct cards_named { const char *name, *path; };
struct cards_named_list { size_t n; struct cards_named *at; };
struct cards_named_list cards_named(struct req *r, const char *place);
extern const struct json_field cards_json[2];
struct check { const char *name; enum status (*holds)(struct req *r, const char **ret_why); };  /* an invariant, for `kith check` */
/* A command of the program `kith`: the operator's door.  run has r->who.may = MAY_OPERATOR, a write transaction that is
 * committed when it answers OK, and writes what is to be read on the screen into r->out (JSON when r->want is WANT_JSON, from
 * --json); faults are told as sentences.  argv[0] is the whole name ("people invite"); settings such as --data are already taken out.  Files and
 * progress go through r->house->file and r->house->progress. */
struct command {
	const char *name;           /* "migrate", "people invite": one word or two; of two that fit the longer one is meant */
	const char *usage;          /* "people invite --community C [--role R]", a line for each form */
	const char *help;           /* one line for the list of commands */
	bool reads;                 /* needs only a read transaction */
	const char *logs;           /* as in a route: "import"; whom it is about, if anybody, run leaves in r->part[0] */
	bool alone;                 /* needs no data folder: r->db is NULL */
	bool studio;                /* opens what strangers made: r->house->remake is there, begun before the key is read */
	enum status (*run)(struct req *r, int argc, char **argv);
};

/* What kind of thing a sealed column holds: by this the gate says who opens it (gate.c).  From "for all" to "for nobody else". */
enum field_kind {
	FIELD_COMMON,       /* of the community itself: its name */
	FIELD_NAME,         /* what somebody is called here */
	FIELD_TOLD,         /* told to members or to the team: an ask, an offer, a report, a group's words */
	FIELD_REACH,        /* how to reach somebody, for an emergency */
	FIELD_BETWEEN,      /* words between people: messages, agreements, what came of a meeting, a page that was shown */
	FIELD_OWN,          /* for oneself: drafts, feelings, whom one keeps apart; keys and passwords */
};
struct sealed_field { const char *place; enum field_kind kind; };       /* "encounter.outcome" */

struct mine_of;
struct retain_of;
struct feature {
	const char *name;
	const char *const *schemas;         /* schema.001.sql …, made by queryc; ends with NULL */
	size_t n_routes;
	const struct route *routes;
	const struct db_query *const *queries;  /* ends with NULL */
	size_t n_ears;
	const struct ear *ears;
	size_t n_jobs;
	const struct job_kind *jobs;
	size_t n_mails;
	const struct mail_kind *mails;
	size_t n_live_pages;
	const struct live_page *live_pages;
	const struct live_source *live;     /* NULL: it numbers nothing */
	size_t n_menu;
	const struct menu_entry *menu;
	size_t n_cards;
	const struct card *cards;
	size_t n_checks;
	const struct check *checks;
	size_t n_commands;
	const struct command *commands;
	size_t n_fields;
	const struct sealed_field *fields;  /* every sealed column of its own; one that is missing here opens to nobody of the team */
	const struct mine_of *mine;         /* mine.h; &mine_nothing: keeps nothing about anybody */
	const struct retain_of *retain;     /* retain.h: what goes after a time; &retain_nothing: nothing does */
	/* Brings what the feature holds in memory (house->keep) to what the database says.  The server calls it on a thread of its
	 * own, in a read transaction: when it starts, and then about once a second.  NULL: it holds nothing. */
	enum status (*tend)(struct req *r);
	/* Puts an invented community's share of this feature in place; people and dates come from the demo's script. */
	enum status (*demo)(struct req *r);
};
