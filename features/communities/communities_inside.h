/* What the files of this feature share with one another: forms, handlers, a few reads.  Other features know only
 * communities.h. */
#pragma once
#include <inttypes.h>
#include "communities.h"
#include "house.h"
#include "markup.h"
#include "pages.h"
#include "queries.h"

enum {
	COMMUNITIES_PAGE = 50,                  /* rows on a page of a list */
	COMMUNITIES_DAY = 24 * 60 * 60,         /* seconds */
	COMMUNITIES_COORDINATOR = 2,            /* its place in communities_roles */
	COMMUNITIES_TEXT_MAX = 8000,            /* code points of a house text */
	COMMUNITIES_CHECKS = 4,
	COMMUNITIES_COMMANDS = 4,
};

/* Where code stands in the list; NO_INT: it does not, or is NULL. */
int64_t communities_place(const struct choices *of, const char *code);
extern const struct check communities_checks[COMMUNITIES_CHECKS];
extern const struct command communities_commands[COMMUNITIES_COMMANDS];

/* NULL when empty: pages ask whether there is something to show. */
static inline const char *communities_or_null(const char *s) { return s && *s ? s : NULL; }

/* ---- entering ---- */
/* The text of a kind ("rules") that is in force in r->community, in the reader's language, else the community's, else
 * whichever there is.  MISSING: there is none. */
struct communities_in_force { const char *words, *lang; int64_t number, since; };
enum status communities_in_force(struct req *r, const char *kind, struct communities_in_force *ret) MUST_USE;
/* Today's day number in the community's time zone. */
int64_t communities_today(const struct req *r);
/* A path of ours inside r->community, or "" when it is anything else: for where to go on. */
const char *communities_local_path(struct req *r, const char *path);

/* ---- making ---- */
/* Small letters, digits and '-', 2 to 40 of them, from a name; accents fold.  A name without any such letters gets one
 * that is always the same for the same name. */
const char *communities_slug(struct arena *a, const char *name);
bool communities_slug_good(const char *slug);

/* ---- before a community ---- */
/* The national line in the reader's language, and in both for a new community. */
#define COMMUNITIES_988_NAME "988 Suicide & Crisis Lifeline"
#define COMMUNITIES_988_CHAT "https://988lifeline.org/chat/"
#define COMMUNITIES_988_HOURS N_("Day and night, every day")
#define COMMUNITIES_988_WHAT N_("It is free, and you need not say who you are. First a recorded voice offers choices: press 1 for veterans, 2 for Spanish, or wait. Then a person answers, asks if you are safe, and listens. They try to find a way together with you. Only if they believe that a life is in danger right now, and see no other way, may they send help without your yes.")
enum { COMMUNITIES_988_VERIFIED = 20458 };      /* 2026-01-05, as a day number; from 988lifeline.org, "What to expect" */
/* "2026-05-03" */
const char *communities_day_code(struct req *r, int64_t day);

/* ---- joining ---- */
extern const struct form communities_join_form, communities_limits_form;
handler communities_front, communities_start, communities_crisis_show;
handler communities_way_in, communities_join_show, communities_join, communities_rules, communities_welcome;
handler communities_limits_show, communities_limits_accept, communities_membership, communities_leave;
/* No longer a member, and no role any more; told. */
enum status communities_member_ends(struct req *r, const char *community, const char *person) MUST_USE;
enum status communities_person_left(struct req *r, const void *person);
/* Whoever coordinates or supervises anywhere, or will: their sessions end sooner. */
enum status communities_signed_in(struct req *r, const void *person);

/* Until when r->community is closed to r->who.person; NO_INT: it is not. */
enum status communities_closed_now(struct req *r, int64_t *ret_until) MUST_USE;

/* ---- coordinating ---- */
/* The next page of a list that is ordered by a time and an id: where the last one ended. */
extern const struct form communities_page_form, communities_people_form;
/* What bounds the first page, or where the form says. */
void communities_page_from(const struct req *r, int64_t *ret_before, const char **ret_id);
handler communities_coordinating;

extern const struct form communities_invite_form;
handler communities_invitations, communities_invite, communities_invitation_revoke;
/* Hears who makes an account by invitation: each makes one account, wherever it leads. */
enum status communities_account_invited(struct req *r, const void *what);
/* Makes an invitation; role NULL: member.  ret_code: shown once, kept nowhere. */
enum status communities_invitation_make(struct req *r, const char *role, int64_t days, const char *note, const char **ret_code) MUST_USE;
/* The address in which the code is typed already. */
const char *communities_invitation_link(struct req *r, const char *code);

extern const struct form communities_role_form;
/* Every role this person holds, held or will hold in r->community, newest first. */
enum status communities_roles_seen(struct req *r, const char *person, struct communities_role_seen_list *ret) MUST_USE;
handler communities_people, communities_member_of, communities_person, communities_role_give, communities_role_stop;
/* Ends a role that is held now or later.  INVALID: this is the last coordinator; MISSING: no such role of this person. */
enum status communities_role_end(struct req *r, const char *person, const char *id) MUST_USE;

extern const struct form communities_settings_form;
handler communities_settings, communities_settings_save;

extern const struct form communities_own_words_form;
handler communities_own_words, communities_own_words_save;

extern const struct form communities_text_form;
handler communities_texts, communities_text_edit, communities_text_save;

extern const struct form communities_line_form;
handler communities_line_of, communities_lines_show, communities_line_add, communities_line_edit, communities_line_save, communities_line_end;

extern const struct form communities_project_form;
handler communities_project_of, communities_projects, communities_project_add, communities_project_edit, communities_project_save;
handler communities_project_close, communities_project_reopen;
