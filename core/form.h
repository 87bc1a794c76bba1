/* Forms: a table says what each field is called, what it may hold, where it lands and what a person reads beside it.
 * The same table reads a posted form, a JSON body and command-line options, draws the inputs, and writes docs/api.md.
 * A field that is not in the table does not exist for the handler. */
#pragma once
#include "words.h"

struct req;

enum form_type {
	FORM_TEXT,      /* const char *; NULL when empty and not required */
	FORM_SECRET,    /* const char *; never redrawn, never logged */
	FORM_INT,       /* int64_t; NO_INT when empty */
	FORM_REAL,      /* double; NO_REAL when empty */
	FORM_FLAG,      /* bool: a check box */
	FORM_CHOICE,    /* int64_t, the place in .of; NO_INT when none */
	FORM_SET,       /* int64_t, bit k for choice k of .of */
	FORM_DAY,       /* int64_t day number from YYYY-MM-DD; NO_INT when empty */
	FORM_CLOCK,     /* int64_t minutes after midnight from HH:MM; NO_INT when empty */
	FORM_WEEK,      /* struct week: hours of a week, in the person's own time zone */
	FORM_ID,        /* const char *: an id of ours, checked for shape only */
	FORM_IDS,       /* struct str_list of ids or codes, for check boxes made from rows */
	FORM_PICK,      /* const char *: one of the options that the page offers at run time (form_view.options) */
	FORM_FILE,      /* struct slice: the bytes of an uploaded file, or the value itself */
};

/* Hours of a week: bit h of day d (0 Monday) is h:00 to h+1:00, local.
 * Sent as any number of values under one name: "D-H" is the two hours from H:00 on day D, "D-H-U" is H:00 to U:00 (U up to
 * 24), several joined by '+', or all of it as the 42 hex digits that are stored. */
struct week { uint32_t day[7]; };
const char *week_text(struct arena *a, const struct week *w);               /* 42 hex digits, as stored */
bool week_read(struct slice s, struct week *ret) MUST_USE;                  /* those 42 hex digits */

struct form_field {
	const char *name;
	enum form_type type;
	bool required;
	bool or_another;            /* not required because another field can stand for it: does not say "if you wish" */
	bool hidden;                /* drawn as a hidden input: versions, ids */
	bool multiline;             /* TEXT: a text area */
	bool select;                /* CHOICE: a drop-down instead of radio buttons (more than seven) */
	bool in_path;               /* its value comes from the {name} in the route's path */
	int64_t min, max;           /* TEXT: code points (max 0: 200); INT, DAY, CLOCK: values; FILE: bytes; SET, IDS: how many.
	                             * max 0 with min 0 or more: no upper limit; both 0: none at all */
	double real_min, real_max;  /* both 0: no limits */
	const struct choices *of;
	const char *label;          /* N_("...") */
	const char *hint;           /* N_("...") why it is asked and what happens with it; may be NULL */
	const char *autocomplete;   /* HTML's token: "username", "new-password", "one-time-code" ...; NULL: off */
	const char *accept;         /* FILE: what the browser offers to choose from: "image/jpeg,image/png"; NULL: anything */
	size_t at;
};
struct form { const char *name; size_t n, size; const struct form_field *field; };

#define FORM_SAME(s, m, t) (sizeof(char[__builtin_types_compatible_p(__typeof__(((s *)0)->m), t) ? 1 : -1]) - 1)
#define FORM_FIELD_(s, m, kind, t, ...) { .name = #m, .type = kind, .at = offsetof(s, m) + FORM_SAME(s, m, t), __VA_ARGS__ }
#define TEXT_FIELD(s, m, ...)   FORM_FIELD_(s, m, FORM_TEXT, const char *, __VA_ARGS__)
#define SECRET_FIELD(s, m, ...) FORM_FIELD_(s, m, FORM_SECRET, const char *, __VA_ARGS__)
#define INT_FIELD(s, m, ...)    FORM_FIELD_(s, m, FORM_INT, int64_t, __VA_ARGS__)
#define REAL_FIELD(s, m, ...)   FORM_FIELD_(s, m, FORM_REAL, double, __VA_ARGS__)
#define FLAG_FIELD(s, m, ...)   FORM_FIELD_(s, m, FORM_FLAG, bool, __VA_ARGS__)
#define CHOICE_FIELD(s, m, ...) FORM_FIELD_(s, m, FORM_CHOICE, int64_t, __VA_ARGS__)
#define SET_FIELD(s, m, ...)    FORM_FIELD_(s, m, FORM_SET, int64_t, __VA_ARGS__)
#define DAY_FIELD(s, m, ...)    FORM_FIELD_(s, m, FORM_DAY, int64_t, __VA_ARGS__)
#define CLOCK_FIELD(s, m, ...)  FORM_FIELD_(s, m, FORM_CLOCK, int64_t, __VA_ARGS__)
#define WEEK_FIELD(s, m, ...)   FORM_FIELD_(s, m, FORM_WEEK, struct week, __VA_ARGS__)
#define ID_FIELD(s, m, ...)     FORM_FIELD_(s, m, FORM_ID, const char *, __VA_ARGS__)
#define IDS_FIELD(s, m, ...)    FORM_FIELD_(s, m, FORM_IDS, struct str_list, __VA_ARGS__)
#define PICK_FIELD(s, m, ...)   FORM_FIELD_(s, m, FORM_PICK, const char *, __VA_ARGS__)
#define FILE_FIELD(s, m, ...)   FORM_FIELD_(s, m, FORM_FILE, struct slice, __VA_ARGS__)
#define FORM(s, fields) { .name = #s, .size = sizeof(struct s), .field = fields, .n = COUNT(fields) }

/* What was sent: names and values in the order they came; repeated names stand several times. */
struct param { const char *name; struct slice value; };
struct params { size_t n; const struct param *at; };
const struct param *param_find(const struct params *p, const char *name);

/* Parsers: pure functions with limits; false means malformed (the server answers 400).  At most PARAMS_MAX pairs.
 * Values may hold any bytes: form_read says what is wrong with them.  Values of a multipart body point into the body.
 * a must outlive the attempts of a request: r->kept, not r->arena. */
enum { PARAMS_MAX = 400, PARAM_NAME_MAX = 64 };
bool params_urlencoded(struct arena *a, struct slice body, struct params *ret) MUST_USE;
bool params_multipart(struct arena *a, const char *content_type, struct slice body, struct params *ret) MUST_USE;
bool params_json(struct arena *a, struct slice body, struct params *ret) MUST_USE;      /* one flat object; arrays repeat the name */

/* Fills r->form from r->params (a GET route: from r->query) and the path; every fault is noted, not only the first.
 * INVALID if there was any; r->form then holds what was right.  Text is trimmed; secrets are taken as they are. */
enum status form_read(struct req *r, const struct form *f) MUST_USE;

/* Makes *to, a struct of this form, what an untouched form holds: 0 would be the first choice, the first day of 1970, a
 * number somebody chose. */
void form_blank(const struct form *f, void *to);

/* A form as a page draws it.  FORM_VIEW(ask_new) form; in a view struct, form_show(r, &v.form, ...) in the handler,
 * {{field form about}} in the page. */
struct form_option { const char *code, *label, *help; };
struct form_options { const char *field; size_t n; const struct form_option *at; };
struct form_drawn {
	const struct form *table;
	const void *stored;             /* the struct as stored now: what to show when nothing was typed yet; may be NULL */
	const struct params *typed;     /* the person's own input when the form comes back; may be NULL */
	const struct req *r;            /* faults, and whether the form went stale */
	size_t n_options;
	const struct form_options *options; /* for FORM_PICK and FORM_IDS */
	const char *mark;               /* ids are f-NAME; on a page with several forms f-MARK-NAME.  NULL: one form */
};
#define FORM_VIEW(s) struct { struct form_drawn drawn; const struct s *type[0]; }
/* table, and the values to begin with (a struct of the form's type, or NULL).  Input that came back wins over it. */
#define form_show(r_, view, table_, stored_) \
	((view)->drawn = (struct form_drawn){ .table = (table_), .r = (r_), .typed = form_typed(r_, table_), \
	 .stored = (1 ? (stored_) : (__typeof__((view)->type[0]))0) })
const struct params *form_typed(const struct req *r, const struct form *table);     /* NULL unless this form came back */
/* {{field form NAME}}: label, hint, input with its limits, fault beside it; on a stale form also what is stored now. */
void out_field(struct out *o, const struct form_drawn *f, size_t at);
/* {{faults form}}: the list of faults at the top, each a link to its field; nothing when there are none. */
void out_faults(struct out *o, const struct form_drawn *f);
