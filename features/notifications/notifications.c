/* The feature's door: its routes, its job, and what it hears. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

static const struct route routes[] = {
	{ .method = "GET", .path = "/me/mail", .may = MAY_SIGNED_IN, .handle = notifications_mail, .help = "What mail I wish, and where to" },
	{ .method = "POST", .path = "/me/mail", .may = MAY_SIGNED_IN, .form = &notifications_wish_form, .handle = notifications_wish,
	  .redraw = notifications_mail, .help = "Say of what I wish to be told by mail, and how often" },
	{ .method = "POST", .path = "/me/mail/address", .may = MAY_SIGNED_IN, .form = &notifications_address_form, .handle = notifications_address,
	  .redraw = notifications_mail, .again = true, .help = "Give, change or take away my address; a code goes there" },
	{ .method = "POST", .path = "/me/mail/code", .may = MAY_SIGNED_IN, .form = &notifications_code_form, .handle = notifications_code,
	  .redraw = notifications_mail, .help = "Show that the address is mine" },
	{ .method = "GET", .path = "/mail/stop/{code}", .may = MAY_HOLDER, .of = notifications_stop_of, .handle = notifications_stop,
	  .help = "Before all mail to me ends: the address stands in each mail" },
	{ .method = "POST", .path = "/mail/stop/{code}", .may = MAY_HOLDER, .of = notifications_stop_of, .handle = notifications_stopped, .no_csrf = true,
	  .help = "End all mail to me, without signing in" },
};

static const struct card cards[] = { { "me", "mail", "/me/mail", 20, MAY_SIGNED_IN, notifications_card } };
static const struct job_kind jobs[] = { { .name = "mail_round", .work = mail_round_work } };

static enum status hear_left(struct req *r, const void *what)
{
	TRY(mail_forget(r, what));
	return mail_wish_away(r, what, NULL);
}

static enum status hear_given_up(struct req *r, const void *what) { return mail_wish_refused(r, what, r->now, NULL); }

static const struct ear ears[] = {
	{ &people_left, hear_left },
	{ &people_signed_in, mail_round_hear_signed_in },
	{ &people_secured, mail_hear_secured },
	{ &mail_given_up, hear_given_up },
};

enum status mail_wish_stored(struct req *r, const char *person, struct mail_wish_get *ret)
{
	enum status st = mail_wish_get(r, person, ret);
	if (st == MISSING)
		*ret = (struct mail_wish_get){ .kinds = "", .every = "day", .clock = 17 * 60, .code_sent = NO_INT, .refused = NO_INT };
	return st == MISSING ? OK : st;
}

struct bytes mail_address_index(struct req *r, const char *email) { return seal_index(r, "mail_wish.address", str_fold(&r->arena, email)); }

bool mail_is_shown(struct req *r, const struct mail_wish_get *w, const char *email)
{
	if (!email || !w->address.at)
		return false;
	struct bytes now = mail_address_index(r, email);
	return now.n == w->address.n && memcmp(now.at, w->address.at, now.n) == 0;
}

bool mail_is_wished(struct req *r, const char *kinds, const char *kind)
{
	struct str_list all = str_split(&r->arena, kinds, ' ', MAIL_KINDS_MAX);
	for (size_t k = 0; k < all.n; k++)
		if (str_same(all.at[k], kind))
			return true;
	return false;
}

enum status mail_wished(struct req *r, const char *person, const char *kind, struct mail_wished *ret)
{
	struct mail_wish_get w;
	struct people_mail to;
	struct mail_wish_stop stop;
	TRY(mail_wish_get(r, person, &w));
	TRY(people_mail_to(r, person, &to));
	if (!mail_is_wished(r, w.kinds, kind) || w.refused != NO_INT || !mail_is_shown(r, &w, to.email))
		return MISSING;
	TRY(mail_wish_stop(r, person, &stop));
	*ret = (struct mail_wished){ .email = to.email, .reader = to.reader, .stop = mail_stop_address(r, stop.stop) };
	return OK;
}

extern const struct db_query *const notifications_queries[];
extern const char notifications_schema_001[];
static const char *const schemas[] = { notifications_schema_001, NULL };

static const struct mine parts[] = { { "mail", N_("Mail you asked for"), &notifications_mine_wishes_query, "mail_wish.person" } };
static const struct mine_of mine = { .n_parts = COUNT(parts), .parts = parts, .holdings = &notifications_holdings_query };

static const struct sealed_field fields[] = { { "mail_wish.stop", FIELD_OWN } };

const struct feature notifications_feature = {
	.name = "notifications", .schemas = schemas, .queries = notifications_queries, .routes = routes, .n_routes = COUNT(routes),
	.cards = cards, .n_cards = COUNT(cards), .jobs = jobs, .n_jobs = COUNT(jobs), .ears = ears, .n_ears = COUNT(ears),
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain_nothing,
};
