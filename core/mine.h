/* Everything of mine: what each feature keeps about one person, as they may take it with them and as the operator must be able to
 * list it.  Knows how to write it down; what there is, each feature says itself. */
#pragma once
#include "feature.h"

/* One kind of thing.  query: in person; each row is one thing.  A column whose name is known here (mine_label) is shown to the
 * person; the JSON holds every column but hashes. */
struct mine { const char *name, *title; const struct db_query *query; const char *of; };        /* of: "session.person", the columns it goes by */
/* A column that holds the id of a person and gives them nothing, and why. */
struct mine_apart { const char *of, *why; };

/* A file of theirs, beside the page and the data in the archive: bytes are valid only during the call. */
typedef enum status mine_file(void *context, const char *name, struct slice bytes);

/* For .files of a feature whose files are sealed: each is opened in memory of its own, because all together are more than an arena may
 * hold.  opened.way_out is the caller's, who also ends it. */
struct mine_sealed { struct req *r; struct arena opened; mine_file *each; void *context; };
/* One of them; one that does not open any more is left out. */
enum status mine_sealed_file(struct mine_sealed *s, const char *place, const char *owner, const char *row, struct bytes sealed, const char *name) MUST_USE;

struct mine_of {
	size_t n_parts;
	const struct mine *parts;
	size_t n_apart;
	const struct mine_apart *apart;
	enum status (*files)(struct req *r, const char *person, mine_file *each, void *context);     /* NULL: there are none */
	const struct db_query *holdings;    /* in person; place text, n int: every column that can hold the id of a person; NULL: there is none */
};
/* What a feature says that keeps nothing about anybody.  To say nothing at all does not pass the tests. */
extern const struct mine_of mine_nothing;

/* The English label of a column, a message; NULL: only for programs. */
const char *mine_label(const char *column);
/* {"made": …, "person": …, "parts": {feature: {name: [row, …]}}}; feature: only what this one keeps, NULL: all. */
enum status mine_json(struct req *r, const char *person, const char *feature, struct out *o) MUST_USE;
/* One page that needs nothing else, in the reader's language. */
enum status mine_html(struct req *r, const char *person, struct out *o) MUST_USE;
/* Both in one zip archive, as the reply. */
enum status mine_archive(struct req *r, const char *person) MUST_USE;
/* Where the id of this person is held, and how often: every place, also those with none. */
enum status mine_held(struct req *r, const char *person, enum status (*each)(void *context, const char *place, int64_t n), void *context) MUST_USE;

/* Files as a zip archive behind what o holds, dated `at`, one after the other.  Names are ASCII.  FULL: o is, or there is no
 * memory.  zip_end in any case: it gives back what zip_begin took. */
struct archive;
struct archive_entry;
struct zip { struct archive *a; struct archive_entry *e; struct out *o; int64_t at; };
enum status zip_begin(struct zip *z, struct out *o, int64_t at) MUST_USE;
enum status zip_add(struct zip *z, const char *name, struct slice bytes) MUST_USE;
enum status zip_end(struct zip *z) MUST_USE;
