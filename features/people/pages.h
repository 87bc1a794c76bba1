/* What each page of people is drawn from. */
#pragma once
#include "queries.h"

extern const struct choices people_languages, people_session_kinds;

struct people_code { const char *code; };
struct people_code_list { size_t n; const struct people_code *at; };
struct people_place { const char *id, *device; int64_t kind, made, seen; bool here, over, known, same_device; };
/* known_here: the sign-in that asks is known, and may say of others that they were me. */
struct people_places { size_t n; const struct people_place *at; bool known_here; };

/* ---- forms ---- */
struct people_to { const char *to; };
struct people_join {
	const char *code, *name, *login, *password, *pronouns, *email, *to;
	int64_t how, languages, lang, zone;
	bool shared;
};
struct people_sign_in { const char *login, *password, *to; bool shared; };
struct people_second_step { const char *ticket, *login, *code, *to; };
struct people_again { const char *password, *to; };
struct people_password { int64_t how; const char *password; };
struct people_reset { const char *login, *code, *second, *password; int64_t how; bool shared; };
struct people_second { const char *code; };
struct people_me { const char *name, *pronouns; int64_t languages, lang, zone, version; };

/* ---- pages ---- */
struct people_join_view { bool invited, closed;  FORM_VIEW(people_join) form; };
PAGE(people_join);

/* Shown once: a phrase we made and recovery codes; either may be missing. */
struct people_once_view { const char *phrase; struct people_code_list codes; const char *login, *next; bool joined; };
PAGE(people_once);

struct people_sign_in_view { FORM_VIEW(people_sign_in) form; const char *to; struct safe_html cards; };
PAGE(people_sign_in);

/* wrong: the code that was typed; closed: too many were, and only recovery codes count for now. */
struct people_code_view { FORM_VIEW(people_second_step) form; const char *ticket; bool second, wrong, closed; };
PAGE(people_code);

struct people_again_view { FORM_VIEW(people_again) form; };
PAGE(people_again);

struct people_password_view { FORM_VIEW(people_password) form; int64_t changed; };
PAGE(people_password);

struct people_reset_view { FORM_VIEW(people_reset) form; bool wrong, closed; };
PAGE(people_reset);

struct people_second_view { FORM_VIEW(people_second) form; bool on; const char *secret, *address; struct safe_html picture; int64_t codes_left; };
PAGE(people_second);

struct people_recovery_view { int64_t left; };
PAGE(people_recovery);

struct people_me_view {
	FORM_VIEW(people_me) form;
	const char *name, *pronouns, *login, *email, *lang, *zone;
	int64_t languages, joined, version, codes_left;
	bool second;
	struct safe_html cards, ways;
	struct cards_named_list see;
};
PAGE(people_me);

struct people_everything_view { const char *name; struct safe_html cards; struct cards_named_list see; };
PAGE(people_everything);

struct people_leave_view { const char *name; struct safe_html cards; struct cards_named_list see; };
PAGE(people_leave);

struct people_sessions_view { struct people_places open, over; bool others, sure; struct safe_html changes; };
PAGE(people_sessions);

struct people_new_devices_view { struct people_places sessions; bool several, sure; };
PAGE(people_new_devices);

struct people_changes_view { bool password, codes, second, closed, sure; int64_t password_at, codes_at, second_at, closed_at; };
PAGE(people_changes);

/* For the command line. */
struct people_reset_made { const char *code, *address; int64_t ends; };
