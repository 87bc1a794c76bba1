/* What each page of passkeys is drawn from. */
#pragma once
#include "queries.h"

/* ---- forms ---- */
struct passkeys_answer { const char *credential, *said, *state, *signature, *to; bool shared; };
struct passkeys_new { const char *said, *attestation; };

/* ---- pages ---- */
struct passkeys_sign_in_view { FORM_VIEW(passkeys_answer) form; const char *challenge, *host, *assets; };
PAGE(passkeys_sign_in);

struct passkeys_row_view { int64_t n; bool off; };
PAGE(passkeys_row);

struct passkeys_one { const char *id, *device; bool synced, was_copied, was_used, going; int64_t copied, made, used, goes; };
struct passkeys_seen { size_t n; struct passkeys_one *at; };
struct passkeys_list_view {
	FORM_VIEW(passkeys_new) form;
	struct passkeys_seen keys;
	bool off, possible, going_off;
	int64_t off_from;           /* NO_INT: not; or in the time to come */
	const char *challenge, *host, *person, *login, *have, *assets;
};
PAGE(passkeys_list);

struct passkeys_card_view { struct passkeys_seen added, going; bool going_off; int64_t off_from; };
PAGE(passkeys_card);
