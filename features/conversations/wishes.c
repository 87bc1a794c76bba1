/* How somebody wishes to be told: quiet hours, topics they open themselves, muting, leaving; and "I'm here", which is offered
 * and never detected. */
#include "inside.h"
#include "house.h"
#include "queries.h"

enum { MINUTES_A_DAY = 24 * 60 };

static const struct form_field talk_wishes_fields[] = {
	CLOCK_FIELD(struct talk_wishes, quiet_from, .label = N_("Quiet from"), .hint = N_("In your quiet hours Today does not tell of new messages, and mail about them waits until the hours are over. Nothing is lost.")),
	CLOCK_FIELD(struct talk_wishes, quiet_to, .label = N_("Quiet until")),
	SET_FIELD(struct talk_wishes, fold, .of = &conversations_topics, .label = N_("Topics I open myself"),
		  .hint = N_("Messages that are marked with one of these stay folded until you open them. Only you know of it.")),
};
const struct form talk_wishes_form = FORM(talk_wishes, talk_wishes_fields);

struct talk_mute { bool muted; };
static const struct form_field talk_mute_fields[] = { FLAG_FIELD(struct talk_mute, muted, .label = N_("Mute")) };
const struct form talk_mute_form = FORM(talk_mute, talk_mute_fields);

struct talk_here { bool here; };
static const struct form_field talk_here_fields[] = { FLAG_FIELD(struct talk_here, here, .label = N_("I'm here")) };
const struct form talk_here_form = FORM(talk_here, talk_here_fields);

static enum status wishes_of(struct req *r, struct talk_wishes *ret)
{
	struct talk_wish_get w;
	enum status st = talk_wish_get(r, r->who.person, r->community.id, &w);
	*ret = (struct talk_wishes){ NO_INT, NO_INT, 0 };
	if (st == OK)
		*ret = (struct talk_wishes){ w.quiet_from, w.quiet_to, conversations_topics_set(w.fold) };
	return st == MISSING ? OK : st;
}

enum status conversations_fold(struct req *r, int64_t *ret)
{
	struct talk_wishes w;
	TRY(wishes_of(r, &w));
	*ret = w.fold;
	return OK;
}

static int64_t minute_of(const char *zone, int64_t at)
{
	struct civil c = zone_civil(zone, at);
	return c.hour * 60 + c.minute;
}

/* From ten in the evening to seven in the morning goes over midnight.  Where the clocks go back a minute comes twice, and is quiet twice. */
bool talk_quiet_at(const char *zone, int64_t from, int64_t to, int64_t at, int64_t *ret_until)
{
	struct civil c = zone_civil(zone, at);
	int64_t minute = c.hour * 60 + c.minute;
	if (from == NO_INT || to == NO_INT || (minute - from + MINUTES_A_DAY) % MINUTES_A_DAY >= (to - from + MINUTES_A_DAY) % MINUTES_A_DAY)
		return false;
	struct civil end = day_civil(day_number(c.year, c.month, c.day) + (minute >= to));
	end.hour = (int)(to / 60);
	end.minute = (int)(to % 60);
	*ret_until = zone_moment(zone, end);
	if (*ret_until <= at)
		*ret_until = at - c.second + (to - minute) * 60;
	return true;
}

enum status talk_quiet_now(struct req *r, bool *ret)
{
	struct talk_wishes w;
	int64_t until;
	TRY(wishes_of(r, &w));
	*ret = talk_quiet_at(r->reader.zone, w.quiet_from, w.quiet_to, r->now, &until);
	return OK;
}

/* ---- what may be told by mail ---- */

/* The clock they live by; whoever gave no address gets no mail either. */
static enum status zone_of(struct req *r, const char *person, const char **ret)
{
	struct people_mail to = { .email = NULL };
	enum status st = people_mail_to(r, person, &to);
	*ret = to.reader.zone ? to.reader.zone : r->house->zone;
	return st == MISSING ? OK : st;
}

enum status talk_mail_messages(struct req *r, const char *person, int64_t from, int64_t to, int64_t *ret_n)
{
	struct messages_waiting x;
	const char *zone;
	TRY(zone_of(r, person, &zone));
	TRY(messages_waiting(r, person, from, to, r->now, minute_of(zone, r->now), &x));
	*ret_n = x.n;
	return OK;
}

enum status talk_mail_news(struct req *r, const char *person, int64_t from, int64_t to, int64_t *ret_n)
{
	struct news_waiting x;
	const char *zone;
	TRY(zone_of(r, person, &zone));
	TRY(news_waiting(r, person, from, to, r->now, minute_of(zone, r->now), &x));
	*ret_n = x.n;
	return OK;
}

/* The first end of those that hold now. */
enum status talk_mail_held(struct req *r, const char *person, int64_t *ret_until)
{
	struct talk_quiet_of_list hours;
	const char *zone;
	int64_t until;
	*ret_until = NO_INT;
	TRY(talk_quiet_of(r, person, r->now, &hours));
	if (hours.n)
		TRY(zone_of(r, person, &zone));
	for (size_t k = 0; k < hours.n; k++)
		if (talk_quiet_at(zone, hours.at[k].quiet_from, hours.at[k].quiet_to, r->now, &until) && (*ret_until == NO_INT || until < *ret_until))
			*ret_until = until;
	return OK;
}

static const struct json_field conversations_wishes_json[] = { JSON_NOTHING };

enum status wishes_show(struct req *r)
{
	struct conversations_wishes_view v;
	struct talk_wishes *w = ARENA_NEW(&r->arena, struct talk_wishes);
	TRY(wishes_of(r, w));
	form_show(r, &v.form, &talk_wishes_form, w);
	return REPLY(r, conversations_wishes, &v);
}

enum status wishes_save(struct req *r)
{
	const struct talk_wishes *f = r->form;
	if ((f->quiet_from == NO_INT) != (f->quiet_to == NO_INT))
		return fault(r, f->quiet_from == NO_INT ? "quiet_from" : "quiet_to", "needed", N_("Quiet hours need a beginning and an end. Leave both empty for none."));
	TRY(talk_wish_put(r, r->who.person, r->community.id, f->quiet_from, f->quiet_to, talk_topics_text(r, f->fold), NULL));
	return redirect_here(r, N_("Saved."), "/conversations");
}

enum status talk_mute(struct req *r)
{
	const struct conversations_one *c = r->object;
	const struct talk_mute *f = r->form;
	TRY(conversation_mine_put(r, c->id, r->who.person, r->now, f->muted, NULL));
	return redirect_here(r, f->muted ? N_("Muted. You are not told of new messages here; nobody knows.") : N_("You are told of new messages here again."),
			     "/conversations/%s#say", c->id);
}

/* One step, no reason.  What two have with one another goes on: only their talk is over for both, until whoever left comes back. */
enum status talk_leave(struct req *r)
{
	const struct conversations_one *c = r->object;
	TRY(conversation_mine_put(r, c->id, r->who.person, r->now, c->muted, NULL));
	TRY(conversation_party_left(r, c->id, r->who.person, r->now, NULL));
	if (c->pair)
		return redirect_here(r, N_("You left this conversation. No reason is asked, and you can come back here."), "/connections/%s", c->subject);
	if (c->news)
		return redirect_here(r, N_("You left it. No reason is asked, and you can come back here."), "/news");
	return redirect_here(r, N_("You left this conversation. No reason is asked."), "/conversations");
}

/* Back into news that one left. */
enum status talk_come_back(struct req *r)
{
	struct conversation_get x;
	TRY(conversation_get(r, r->part[0], r->community.id, r->who.person, &x));
	if (!str_same(x.kind, "news"))
		return MISSING;
	if (x.gone)
		TRY(conversation_come(r, x.id, r->who.person));
	return redirect_here(r, N_("You are back."), "/conversations/%s", x.id);
}

enum status talk_here(struct req *r)
{
	const struct conversations_one *c = r->object;
	const struct talk_here *f = r->form;
	if (!c->party || c->news)
		return MISSING;
	TRY(conversation_here_put(r, c->id, r->who.person, f->here ? r->now + TALK_HERE_SECONDS : NO_INT, NULL));
	return redirect_here(r, f->here ? N_("The others see that you are here, for one hour.") : N_("It is no longer shown that you are here."),
			     "/conversations/%s#say", c->id);
}
