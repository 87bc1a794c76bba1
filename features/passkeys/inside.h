/* Inside passkeys: what its files share with one another.  Nobody else includes it. */
#pragma once
#include "passkeys.h"
#include "pages.h"
#include "parse.h"

enum {
	PASSKEYS_MOST = 20,             /* for one person */
	PASSKEYS_WAIT = 72 * 60 * 60,   /* so long the last one can still be kept */
};

/* ---- passkeys_sign_in.c ---- */
/* Where this place is, as browsers name it: "https://kith.example.org", and "kith.example.org".  False: no browser would
 * make a passkey for it (an address of digits, or http beyond this machine). */
struct passkey_place { const char *origin, *host; };
bool passkeys_place(struct req *r, struct passkey_place *ret);
/* A challenge good for ten minutes, for one purpose ("sign-in", "add") and session. */
const char *passkeys_challenge(struct req *r, const char *purpose);
/* Is it the answer to a challenge of ours, given here and to us?  ret_challenge: to be spent once all is right. */
bool passkeys_said_right(struct req *r, const struct passkey_said *said, const char *type, const char *purpose, const char **ret_challenge) MUST_USE;
bool passkeys_state_right(struct req *r, const struct passkey_state *state) MUST_USE;
/* *ret_first false: it was answered before. */
enum status passkeys_spend_once(struct req *r, const char *challenge, bool *ret_first) MUST_USE;
/* A form that came back is drawn with its faults and with what was chosen, but without the answer: that counts once. */
void passkeys_forget_answer(struct req *r, struct form_drawn *form);
struct bytes passkeys_index(struct req *r, struct slice credential);
enum status passkeys_sign_in_card(struct req *r);
handler passkeys_sign_in;

/* ---- passkeys_list.c ---- */
enum status passkeys_row(struct req *r);
enum status passkeys_news(struct req *r);
handler passkeys_show, passkeys_new, passkeys_end, passkeys_stay, passkeys_switch_off, passkeys_not_off, passkeys_switch_on;

extern const struct form passkeys_answer_form, passkeys_new_form;
