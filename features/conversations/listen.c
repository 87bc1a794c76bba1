/* For open streams: what changed, and which sessions may hear of it now.  One query asks for all of them at once, and the gate
 * decides about each by the same route as for a page. */
#include "inside.h"
#include "conversations_live.h"
#include "house.h"
#include "people_alive.h"
#include "queries.h"

struct talk_listen { int64_t after; };
static const struct form_field talk_listen_fields[] = {
	INT_FIELD(struct talk_listen, after, .max = INT64_MAX, .label = N_("After"), .hint = N_("The number of the last event that was heard.")),
};
const struct form talk_listen_form = FORM(talk_listen, talk_listen_fields);

enum status talk_listen(struct req *r)
{
	const struct talk_listen *f = r->form;
	r->reply.type = "text/event-stream";
	r->reply.stream = true;
	r->reply.stream_after = f ? f->after : NO_INT;
	return OK;
}

enum status conversations_number(struct req *r, const char *community, int64_t *ret)
{
	struct talk_number_now now;
	TRY(talk_number_now(r, community, &now));
	*ret = now.n;
	return OK;
}

enum status conversations_changed(struct req *r, const char *community, const char *person, int64_t after, int64_t at_most,
				  struct conversations_change_list *ret)
{
	struct talk_changes_list all = { 0 };
	struct talk_changes_for_list some = { 0 };
	if (person)
		TRY(talk_changes_for(r, community, person, after, at_most, &some));
	else
		TRY(talk_changes(r, community, after, at_most, &all));
	ret->n = all.n + some.n;
	ret->at = ARENA_ARRAY(&r->arena, ret->n + 1, struct conversations_change);
	for (size_t k = 0; k < all.n; k++)
		ret->at[k] = (struct conversations_change){ all.at[k].n, all.at[k].conversation, all.at[k].writer, all.at[k].members };
	for (size_t k = 0; k < some.n; k++)
		ret->at[k] = (struct conversations_change){ some.at[k].n, some.at[k].conversation, some.at[k].writer, some.at[k].members };
	return OK;
}

struct asking { struct req *r; const struct route *route; unsigned as; const char *community; conversations_hears *hears; void *context; };

/* One session, judged as a request of theirs would be. */
static void judge(const struct asking *a, const char *session, const char *person, const char *kind, int64_t seen, bool accepted, const char *community)
{
	struct req one = { .now = a->r->now, .who = { .person = person, .session = session }, .community = { .id = community, .accepted_rules = accepted } };
	one.who.may = MAY_ANYONE | MAY_SIGNED_IN | a->as | (accepted ? MAY_MEMBER : MAY_JOINING);
	if (!people_session_idle(kind, seen, a->r->now) && gate(&one, a->route) == OK)
		a->hears(a->context, session, person, community);
}

static enum status hearer_in(void *context, const struct talk_hearers_in *h)
{
	const struct asking *a = context;
	judge(a, h->session, h->person, h->kind, h->seen, h->accepted, a->community);
	return OK;
}

static enum status hearer_of_all(void *context, const struct talk_hearers_all *h)
{
	const struct asking *a = context;
	judge(a, h->session, h->person, h->kind, h->seen, h->accepted, a->community);
	return OK;
}

static enum status listener(void *context, const struct talk_listeners *h)
{
	judge(context, h->session, h->person, h->kind, h->seen, h->accepted, h->community);
	return OK;
}

enum status conversations_hearers(struct req *r, const char *community, const struct conversations_change *c,
				  conversations_hears *hears, void *context)
{
	struct asking a = { r, talk_route(talk_show), MAY_PARTY, community, hears, context };
	return c->members ? talk_hearers_all(r, community, c->conversation, c->writer, r->now, hearer_of_all, &a) :
		talk_hearers_in(r, community, c->conversation, c->writer, r->now, hearer_in, &a);
}

enum status conversations_listeners(struct req *r, conversations_hears *hears, void *context)
{
	struct asking a = { r, talk_route(talk_listen), 0, NULL, hears, context };
	return talk_listeners(r, r->now, listener, &a);
}
