/* What each page of this feature is drawn from, and the forms on them. */
#pragma once
#include "notifications.h"
#include "queries.h"

extern const struct choices notifications_everies;
enum { EVERY_SOON, EVERY_DAY, EVERY_WEEK };     /* places in it */

struct notifications_address { const char *email; };
struct notifications_code { const char *code; };
struct notifications_wish { struct str_list kinds; int64_t every, clock, weekday; };

struct notifications_mail_view {
	const char *email;          /* NULL: none */
	bool no_server;             /* this Kith has nobody to carry mail */
	bool address_asked;         /* there is somebody to carry it, or an address to take away */
	bool address_known;         /* something else is to do on this page */
	bool shown;                 /* the address is theirs */
	bool code_open;             /* a code is on its way to it */
	bool returned;              /* mail came back */
	FORM_VIEW(notifications_address) address;
	FORM_VIEW(notifications_code) code;
	FORM_VIEW(notifications_wish) wish;
};
PAGE(notifications_mail);
struct notifications_stop_view { const char *code; bool ended; };
PAGE(notifications_stop);
struct notifications_card_view { int64_t every; bool wished, returned; };
PAGE(notifications_card);
