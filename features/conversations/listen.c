/* For open streams: what changed in conversations, and which sessions may hear of it now.  One query asks for all of them at once, and
 * the gate decides about each by the route of the page.  Leaves who listens at all to features/tidings. */
#include "inside.h"
#include "house.h"
#include "people_alive.h"
#include "queries.h"

static const char kind_talk[] = "talk";

struct own { const char *writer; bool members; };

static struct live_change change_of(struct req *r, int64_t n, const char *conversation, const char *writer, bool members)
{
	struct own *own = ARENA_NEW(&r->arena, struct own);
	*own = (struct own){ writer, members };
	return (struct live_change){ .n = n, .kind = kind_talk, .about = conversation, .own = own, .today = true };
}

static enum status changed(struct req *r, const char *community, const char *person, int64_t after, int64_t at_most, struct live_change_list *ret)
{
	struct talk_changes_list all = { 0 };
	struct talk_changes_for_list some = { 0 };
	if (person)
		TRY(talk_changes_for(r, community, person, after, at_most, &some));
	else
		TRY(talk_changes(r, community, after, at_most, &all));
	ret->n = all.n + some.n;
	ret->at = ARENA_ARRAY(&r->arena, ret->n + 1, struct live_change);
	for (size_t k = 0; k < all.n; k++)
		ret->at[k] = change_of(r, all.at[k].n, all.at[k].conversation, all.at[k].writer, all.at[k].members);
	for (size_t k = 0; k < some.n; k++)
		ret->at[k] = change_of(r, some.at[k].n, some.at[k].conversation, some.at[k].writer, some.at[k].members);
	return OK;
}

struct asking { struct req *r; const struct route *route; const char *community; const struct live_hearing *hearing; };

/* One session, judged as a request of theirs would be. */
static void judge(const struct asking *a, const char *session, const char *person, const char *kind, int64_t seen, bool accepted)
{
	struct req one = { .now = a->r->now, .who = { .person = person, .session = session }, .community = { .id = a->community, .accepted_rules = accepted } };
	one.who.may = MAY_ANYONE | MAY_SIGNED_IN | MAY_PARTY | (accepted ? MAY_MEMBER : MAY_JOINING);
	if (!people_session_idle(kind, seen, a->r->now) && gate(&one, a->route) == OK)
		a->hearing->hears(a->hearing->context, session, person);
}

static enum status hearer_in(void *context, const struct talk_hearers_in *h)
{
	judge(context, h->session, h->person, h->kind, h->seen, h->accepted);
	return OK;
}

static enum status hearer_of_all(void *context, const struct talk_hearers_all *h)
{
	judge(context, h->session, h->person, h->kind, h->seen, h->accepted);
	return OK;
}

/* Who may read this conversation now and is not kept apart from who wrote. */
static enum status hearers(struct req *r, const char *community, const struct live_change *c, const struct live_hearing *hearing)
{
	const struct own *own = c->own;
	struct asking a = { r, talk_route(talk_show), community, hearing };
	return own->members ? talk_hearers_all(r, community, c->about, own->writer, r->now, hearer_of_all, &a) :
		talk_hearers_in(r, community, c->about, own->writer, r->now, hearer_in, &a);
}

const struct live_source talk_live = { changed, hearers };
