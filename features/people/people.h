/* People: accounts, signing in, sessions, the words by which someone wishes to be called.  This is all that other
 * features and the server may know of it. */
#pragma once
#include "core.h"

extern const struct feature people_feature;

extern const struct choices people_languages;   /* spoken and signed languages offered: code is the ISO 639 code */
extern const struct choices people_zones;       /* time zones offered, by names people know: code is the IANA name */

/* Somebody joined, in the same transaction; what: const char * person. */
extern const struct event people_joined;
/* Somebody who needs an invitation is making an account, in the same transaction: what: struct people_joining.  Whoever knows
 * invitations sets *let_in, or notes a fault of the field "code". */
struct people_joining { const char *person, *code; bool *let_in; };
extern const struct event people_joining_invited;
/* A session began, in the same transaction; what: const char * person. */
extern const struct event people_signed_in;
/* The way somebody signs in was changed: password, recovery codes or the second step; what: const char * person. */
extern const struct event people_secured;
/* Somebody changed their name, languages or zone; what: const char * person. */
extern const struct event people_changed;
/* Somebody is about to be erased, and nothing is yet: what has to stay by law is copied now; what: struct people_leaving.  kept: set when
 * something was. */
struct people_leaving { const char *person; bool *kept; };
extern const struct event people_leaving;
/* Somebody leaves: every feature erases or detaches what is theirs, before the key is destroyed; what: const char * person. */
extern const struct event people_left;

/* Who holds this session token: fills r->who.person, .session, .again_recently, MAY_SIGNED_IN, and r->reader's language
 * and zone (NULL: none chosen yet).  MISSING when it is over (idle or too old) or never was.  ret_touch: `seen` is older than a minute. */
enum status people_who(struct req *r, const char *token, bool *ret_touch) MUST_USE;
/* Writes the session's `seen`: from the writer, at most once a minute.  session: r->who.session. */
enum status people_touch(struct req *r, const char *session) MUST_USE;
/* Ends the session named by r->who.session: for "Leave", which is a link and no form. */
enum status people_end(struct req *r, const char *person, const char *session) MUST_USE;
/* Did this person sign in on this device before?  token: r->known_device; login as typed.  OK or MISSING.  The sign-in
 * slow-down of an account spares such a device, so that nobody can be locked out by others who try passwords. */
enum status people_device_known(struct req *r, const char *token, const char *login) MUST_USE;
/* This person has duties that open what others wrote: their browser sessions end sooner, those that are open as well. */
enum status people_sessions_shorten(struct req *r, const char *person) MUST_USE;
/* How long sessions last, seconds: from the server's settings.  staff: after people_sessions_shorten; api: tokens of the JSON
 * door.  0: the default. */
struct people_limits { int64_t idle, whole, staff_idle, staff_whole, shared_idle, shared_whole, api_idle, api_whole; };
void people_limits_set(const struct people_limits *l);  /* once, before serving */

/* Begins a session for somebody who proved in another way than by password who they are: pages that ask for the password
 * again still do. */
enum status people_sign_in_proven(struct req *r, const char *person, bool shared) MUST_USE;
/* Only a path of our own; everything else becomes /, which goes on to where somebody who is signed in belongs. */
const char *people_own_path(const char *to);
/* The page to sign in, drawn again after the fault of another way in.  Cards of the place "sign-in" stand on it; those of
 * "signing-in" are lines of the list of ways in on my page. */
handler people_sign_in_show;

/* Chosen name; the reader's "someone who has left" when the account is gone.  For lists join person in the query. */
enum status people_name(struct req *r, const char *person, const char **ret) MUST_USE;
/* What to show when a sealed name opened as NULL. */
const char *people_name_or_left(const struct req *r, const char *name);
/* Erases everything of theirs and destroys their key: what people_left's ears do, the account, a line in the list of who was erased. */
enum status people_erase(struct req *r, const char *person) MUST_USE;
/* The list of who was erased, as text: a line of "erased DAY HASH" each.  Only with the master key can be said who it means. */
enum status people_erased(struct req *r, struct out *o) MUST_USE;
/* Erases who is on such a list and is here, and takes the lines over that this database did not know; writes nothing when it
 * knew them all.  INVALID: it is no such list. */
enum status people_erase_again(struct req *r, struct slice list, int64_t *ret_n) MUST_USE;
/* Everything needed to write to them.  MISSING: they gave no address.  Whether they wish it, and whether the address is theirs,
 * notifications know. */
struct people_mail { const char *email; struct words_reader reader; };
enum status people_mail_to(struct req *r, const char *person, struct people_mail *ret) MUST_USE;
enum status people_mail_set(struct req *r, const char *person, const char *email) MUST_USE;    /* NULL: none */
/* An address has an @: notes a fault at "email". */
void people_mail_check(struct req *r, const char *email);
enum { PEOPLE_EMAIL_MAX = 254 };                /* RFC 5321, 4.5.3.1.3 */
/* The keyed hash under which a name is found (person.name_index), folded first. */
struct bytes people_name_index(struct req *r, const char *name);
/* A new account, as sign-up, invitations, imports and the demo make it.  password already hashed; zone NULL: that of the
 * first community they join.  CONFLICT: the sign-in name is taken. */
struct people_new { const char *id, *name, *pronouns, *languages, *lang, *zone, *login, *email, *password_hash; };
enum status people_add(struct req *r, const struct people_new *p) MUST_USE;
/* Somebody who chose no time zone gets this one; a chosen one stays. */
enum status people_zone_settle(struct req *r, const char *person, const char *zone) MUST_USE;
/* Their sign-in name: for themselves alone. */
enum status people_login(struct req *r, const char *person, const char **ret) MUST_USE;
/* The account with this sign-in name: for the command line.  MISSING: none. */
enum status people_by_login(struct req *r, const char *login, const char **ret_person) MUST_USE;
