/* Inside people: what its files share with one another.  Nobody else includes it. */
#pragma once
#include "people.h"
#include "pages.h"

enum {
	PEOPLE_NAME_MAX = 60, PEOPLE_PRONOUNS_MAX = 40,
	PEOPLE_LOGIN_MIN = 3, PEOPLE_LOGIN_MAX = 60, PEOPLE_PATH_MAX = 500,
	PEOPLE_PASSWORD_MIN = 15, PEOPLE_PASSWORD_MAX = 200,    /* NIST SP 800-63B-4: 15 where the password stands alone */
	PEOPLE_CODE_TYPED_MAX = 60,
	PEOPLE_KEPT = 30 * 24 * 60 * 60,                        /* a session is remembered so long after it began */
};

extern const struct choices people_zones, people_page_langs, people_password_how;
enum { PASSWORD_OWN, PASSWORD_MADE };                           /* places in people_password_how */

/* ---- people_account.c ---- */
struct bytes people_login_index(struct req *r, const char *login);
/* "es en" and back: `first`, the language of their pages, leads when they speak it. */
const char *people_languages_text(struct req *r, int64_t set, enum lang first);
int64_t people_languages_set(struct req *r, const char *text);
/* The choice of a zone in people_zones; NO_INT when it is not offered. */
int64_t people_zone_choice(const char *zone);

/* ---- people_session.c ---- */
/* Begins a session for this reply and ends the one that asked, if any. */
enum status people_session_begin(struct req *r, const char *person, bool shared, bool known);
/* Every device but the one that asks: a sign-in there is news again. */
enum status people_devices_forget_others(struct req *r, const char *person);
handler people_sessions_show, people_sessions_end, people_sessions_end_others, people_sessions_mine, people_sessions_all_mine,
	people_new_devices;

/* OK only for a sign-in that is known: it alone may say of others, and of changes, that they were the person. */
enum status people_known_here(struct req *r);

/* ---- people_changes.c ---- */
/* The way somebody signs in was changed just now: whoever writes mail hears of it. */
enum status people_changed_sign_in(struct req *r, const char *person);
handler people_changes, people_changes_mine;

/* ---- people_password.c ---- */
/* What a slow step leaves: the hash to store, and the phrase to show once if we made it. */
struct people_secret { const char *phrase, *hash; };
/* Checks the password somebody chose (fault at "password"), or makes a phrase, and hashes it.  Slow. */
enum status people_secret_new(struct req *r, int64_t how, const char *password, const char *login, const char *name,
			      struct people_secret *ret);
/* Would a guesser who knows these names and what is common find it soon?  people_password_rules.c */
bool people_password_weak(struct req *r, const char *password, size_t n, const char *const *known);
extern const char *const people_password_common[];              /* ends with NULL; lower case; people_password_common.c */
handler people_password_show, people_password_slow, people_password_set;
handler people_again_show, people_again_slow, people_again;
handler people_reset_show, people_reset_slow, people_reset;
enum status people_reset_command(struct req *r, int argc, char **argv);

/* ---- people_recovery.c ---- */
/* New codes in place of all earlier ones, to be shown once. */
enum status people_codes_new(struct req *r, const char *person, struct people_code_list *ret);
/* The page that shows what is never shown again. */
enum status people_once_reply(struct req *r, struct people_once_view *v);
/* Is it a recovery code of theirs that was not used?  Uses none up. */
enum status people_code_held(struct req *r, const char *person, const char *typed, bool *ret_held);
/* Uses a recovery code up.  *ret_right false: not theirs, or used. */
enum status people_code_use(struct req *r, const char *person, const char *typed, bool *ret_right);
handler people_recovery_show, people_recovery_new;

/* ---- people_second.c ---- */
/* Is it the second step's code, now and not used before?  Notes it as used.  While the second step is closed none is. */
enum status people_second_right(struct req *r, const char *person, const char *typed, bool *ret_right);
/* One more wrong code.  Counts only when the request ends OK: its answer is a page.  ret_closed: the second step is closed now, and
 * until a day after the last that was too many only recovery codes count: six digits must not be found by patience. */
enum { PEOPLE_CODES_WRONG = 20, PEOPLE_CODES_CLOSED = 24 * 60 * 60 };
enum status people_second_wrong(struct req *r, const char *person, bool *ret_closed);
handler people_second_show, people_second_begin, people_second_on, people_second_off;

/* ---- the others ---- */
handler people_join_show, people_join_slow, people_join;                                    /* people_join.c */
handler people_sign_in_slow, people_sign_in, people_sign_out;          /* people_sign_in.c */
handler people_code_show, people_code;
handler people_me_show, people_me_edit;                                                     /* people_me.c */
handler people_leave_show, people_leave;                                                    /* people_leave.c */
enum status people_erase_again_command(struct req *r, int argc, char **argv), people_erased_command(struct req *r, int argc, char **argv);
handler people_everything_show, people_everything_slow, people_everything;                   /* people_everything.c */
enum status people_export_command(struct req *r, int argc, char **argv), people_holdings_command(struct req *r, int argc, char **argv);

extern const struct form people_join_form, people_to_form, people_sign_in_form, people_code_form, people_again_form,
	people_password_form, people_reset_form, people_second_form, people_me_form;
