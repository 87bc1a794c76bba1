/* What the files of this feature share among themselves. */
#pragma once
#include "notifications.h"
#include "pages.h"

enum { MAIL_CODE_DIGITS = 8, MAIL_CODE_SECONDS = 3600, MAIL_CODE_PAUSE = 60, MAIL_CODE_TRIES = 5, MAIL_CODES_A_DAY = 5,
       MAIL_KINDS_MAX = 32 };

extern const struct form notifications_address_form, notifications_code_form, notifications_wish_form;

/* What is stored, or a wish that nobody has made yet. */
enum status mail_wish_stored(struct req *r, const char *person, struct mail_wish_get *ret);
/* The keyed hash of an address: mail goes only where it is the one that was shown. */
struct bytes mail_address_index(struct req *r, const char *email);
bool mail_is_wished(struct req *r, const char *kinds, const char *kind);      /* kinds: codes with blanks between */
bool mail_is_shown(struct req *r, const struct mail_wish_get *w, const char *email);

handler notifications_mail, notifications_address, notifications_code, notifications_wish, notifications_card;
handler notifications_stop_of, notifications_stop, notifications_stopped;

/* ---- wish.c ---- */
/* What is wished counts from now on: what came before is not told. */
enum status mail_wish_begin(struct req *r, const struct mail_wish_get *w);
int64_t mail_every_of(const char *code);        /* the place in notifications_everies */

/* ---- round.c ---- */
/* The next look at this person's wish after `after`, where they live. */
int64_t mail_next(const char *zone, int64_t every, int64_t clock, int64_t weekday, int64_t after);
/* There is a look at `at`, or an earlier one. */
enum status mail_round_by(struct req *r, int64_t at);
enum status mail_round_work(struct req *r, const char *payload);
enum status mail_round_hear_signed_in(struct req *r, const void *what);
enum status mail_hear_secured(struct req *r, const void *what);
/* "https://kith.example.org/mail/stop/…" */
const char *mail_stop_address(struct req *r, const char *stop);
