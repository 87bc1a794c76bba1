/* How somebody wishes to be told: quiet hours, topics they open themselves, muting, leaving; and "I'm here", which is offered
 * and never detected. */
#include "inside.h"
#include "queries.h"

enum { MINUTES_A_DAY = 24 * 60 };

static const struct form_field talk_wishes_fields[] = {
	CLOCK_FIELD(struct talk_wishes, quiet_from, .label = N_("Quiet from"), .hint = N_("In your quiet hours Today does not tell of new messages. Nothing is lost.")),
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

/* From ten in the evening to seven in the morning goes over midnight. */
enum status talk_quiet_now(struct req *r, bool *ret)
{
	struct talk_wishes w;
	struct civil now = zone_civil(r->reader.zone, r->now);
	int64_t minute = now.hour * 60 + now.minute;
	TRY(wishes_of(r, &w));
	*ret = false;
	if (w.quiet_from == NO_INT || w.quiet_to == NO_INT || w.quiet_from == w.quiet_to)
		return OK;
	int64_t length = (w.quiet_to - w.quiet_from + MINUTES_A_DAY) % MINUTES_A_DAY;
	*ret = (minute - w.quiet_from + MINUTES_A_DAY) % MINUTES_A_DAY < length;
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

/* One step, no reason.  A pair is not left but ended, on the page of the two. */
enum status talk_leave(struct req *r)
{
	const struct conversations_one *c = r->object;
	if (c->pair)
		return redirect_here(r, NULL, "/connections/%s", c->subject);
	TRY(conversation_mine_put(r, c->id, r->who.person, r->now, c->muted, NULL));
	TRY(conversation_party_left(r, c->id, r->who.person, r->now, NULL));
	return redirect_here(r, N_("You left this conversation. No reason is asked."), "/conversations");
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
