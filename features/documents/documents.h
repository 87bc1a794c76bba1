/* Documents: what a person writes about their own life, part by part, owned by them and shared part by part.  This is all that
 * other features may know of it. */
#pragma once
#include "groups.h"

extern const struct feature documents_feature;

/* One part of a form: what is asked, why, and an example.  code: stored, stays for ever.  retired: no longer asked, but shown to
 * whoever wrote in it. */
struct documents_part { const char *code, *title, *prompt, *reason, *example; bool retired, both; };      /* both: who was there too may write beside it */
struct documents_template {
	const char *code, *name, *about;
	const char *notice;             /* said on top of the document; may be NULL */
	size_t n;
	const struct documents_part *part;
};
/* NULL: this program does not know it (any more). */
const struct documents_template *documents_template(const char *code);
const struct documents_part *documents_part(const struct documents_template *t, const char *code);

/* Who reads a part: me, named, connections, community, anyone, a group.  A part is shared in one community, that of the path in which its
 * owner said so; each of these is only as wide as it says, and ends with the end date. */
extern const struct choices documents_audiences;
enum { DOCUMENTS_ME, DOCUMENTS_NAMED, DOCUMENTS_CONNECTIONS, DOCUMENTS_COMMUNITY, DOCUMENTS_ANYONE, DOCUMENTS_GROUP };

struct documents_one { const char *id, *owner, *template, *title; int64_t begun, changed, version; bool comments; };
/* .of for routes whose first {id} is a document: r->object is the struct documents_one.  documents_mine_of: for its owner alone,
 * anything else is MISSING.  documents_shared_of: for whom at least one part is open; MAY_PARTY for people named in it,
 * MAY_CONNECTED for those who walk with its owner, MAY_IN_GROUP for those in a group with them. */
handler documents_mine_of, documents_shared_of;
enum status documents_get(struct req *r, const char *id, struct documents_one *ret) MUST_USE;
/* Its own title, else the name of its form in the reader's language. */
const char *documents_title(struct req *r, const char *title, const char *template);

/* The parts of a document that r->who.person may read now, in the order of its form; opens them, so that it is noted. */
struct documents_beside { const char *id, *writer, *name, *words; int64_t saved; };      /* id NULL: nobody's to take away */
struct documents_words { const char *code, *title, *words; int64_t saved; struct { size_t n; struct documents_beside *at; } beside; };
struct documents_words_list { size_t n; struct documents_words *at; };
enum status documents_readable(struct req *r, const struct documents_one *d, struct documents_words_list *ret) MUST_USE;
/* All written parts, whoever may read them: for the owner, and for whom a higher feature let in. */
enum status documents_all(struct req *r, const struct documents_one *d, struct documents_words_list *ret) MUST_USE;

/* What others who were there said beside these parts, each under their name. */
enum status documents_beside(struct req *r, const struct documents_one *d, struct documents_words_list *parts) MUST_USE;
/* One more thing beside a part. */
void documents_put_beside(struct req *r, struct documents_words *part, const struct documents_beside *one);
/* All written parts are gathered for paper or to be taken along, by their owner; what: struct documents_gathered.  Whoever keeps something
 * beside a part puts it there. */
struct documents_gathered { const struct documents_one *d; struct documents_words_list *parts; };
extern const struct event documents_gathering;

/* What of it is open to a whole community now, with the end of each; *ret_community is NULL when nothing is. */
struct documents_open { const char *words; int64_t until; };
struct documents_open_list { size_t n; struct documents_open *at; };
enum status documents_open_parts(struct req *r, const struct documents_one *d, const char **ret_community, struct documents_open_list *ret) MUST_USE;
/* A new document of r->who.person with these drafts (words NULL: none for that part), which only they see.  INVALID with a fault: they
 * have too many already. */
struct documents_draft { const char *part, *words; };
enum status documents_begin(struct req *r, const char *template, const char *title, size_t n, const struct documents_draft *draft, const char **ret_id);
/* A new document of the same form with the same words, which only its owner reads. */
enum status documents_copy(struct req *r, const struct documents_one *d, const char **ret_id) MUST_USE;

/* The people whom an owner can name in r->community, as options for an IDS field; and whether all of these are among them (else a
 * fault at the field). */
enum status documents_people_offer(struct req *r, const char *owner, const char *field, struct form_drawn *drawn) MUST_USE;
enum status documents_people_judge(struct req *r, const char *owner, const char *field, const struct str_list *people) MUST_USE;

/* A part was saved, shared otherwise, or withdrawn; what: struct documents_one. */
extern const struct event documents_changed;
/* The owner took everything back; what: struct documents_one.  Told before documents_changed. */
extern const struct event documents_withdrawn;
/* The document is about to go: everything that hangs on it has to go first; what: struct documents_one. */
extern const struct event documents_going;
