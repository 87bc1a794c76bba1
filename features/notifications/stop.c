/* The address in each mail that ends all mail: one step, no signing in, as people's mail programs do it for them (RFC 8058). */
#include "inside.h"

enum status notifications_stop_of(struct req *r)
{
	struct mail_wish_by_stop *w = ARENA_NEW(&r->arena, struct mail_wish_by_stop);
	TRY(mail_wish_by_stop(r, token_hash(r, r->part[0]), w));
	r->object = w;
	r->who.may |= MAY_HOLDER;
	return OK;
}

static const struct json_field notifications_stop_json[] = { JSON_FLAG(notifications_stop_view, ended) };

enum status notifications_stop(struct req *r)
{
	const struct mail_wish_by_stop *w = r->object;
	struct notifications_stop_view v = { .code = r->part[0], .ended = !*w->kinds };
	return REPLY(r, notifications_stop, &v);
}

enum status notifications_stopped(struct req *r)
{
	const struct mail_wish_by_stop *w = r->object;
	struct notifications_stop_view v = { .code = r->part[0], .ended = true };
	TRY(mail_forget(r, w->person));
	TRY(mail_wish_end(r, w->person, NULL));
	return REPLY(r, notifications_stop, &v);
}
