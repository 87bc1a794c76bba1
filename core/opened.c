/* Whose sealed words were opened for a reply, and what of that is to be told.  Knows requests and routes; where it is
 * written down is left to whoever hears records_read. */
#include "core.h"
#include "house.h"

enum { OPENED_FIRST = 16, OPENED_MAX = 4096 };

const struct event records_read = { "records_read" };
const struct event deed_done = { "deed_done" };
const struct record record_of_readers = { "readers", NULL };

/* A page that opens something without saying what it shows has at least somebody's name on it. */
static const struct record by_name = { "name", N_("Your name") };

unsigned gate_closest(unsigned held)
{
	static const unsigned order[] = {
		MAY_OWNER, MAY_PARTY, MAY_CONNECTED, MAY_HOLDER, MAY_IN_GROUP, MAY_LEADS, MAY_MEMBER, MAY_SUPPORTER, MAY_ALLY, MAY_FACILITATOR, MAY_SUPERVISOR,
		MAY_COORDINATOR, MAY_JOINING, MAY_SIGNED_IN, MAY_OPERATOR, MAY_ANYONE,
	};
	for (size_t i = 0; i < COUNT(order); i++)
		if (held & order[i])
			return order[i];
	return 0;
}

static void grow(struct req *r, struct opened_list *o)
{
	size_t room = o->room ? 2 * o->room : OPENED_FIRST;
	struct opened *at = ARENA_ARRAY(&r->kept, room, struct opened);
	if (o->n)
		memcpy(at, o->at, o->n * sizeof *at);
	o->at = at;
	o->room = room;
}

/* Only on the way to a reply: jobs, checks and signing in show nobody anything.  Once by a special right is by a special
 * right, whatever else the page was opened for. */
void opened_note(struct req *r, const char *owner)
{
	struct opened_list *o = &r->opened;
	if (!r->route || o->over || *owner == '@' || str_same(owner, r->who.person) || str_same(owner, r->community.id))
		return;
	for (size_t i = 0; i < o->n; i++)
		if (strcmp(o->at[i].owner, owner) == 0) {
			if (r->who.as & MAY_SPECIAL)
				o->at[i].as = r->who.as;
			return;
		}
	o->over = o->n == OPENED_MAX;
	if (o->over)
		return;
	if (o->n == o->room)
		grow(r, o);
	o->at[o->n++] = (struct opened){ arena_str(&r->kept, owner), r->who.as };
}

bool record_read_of(struct req *r, struct record_read *ret)
{
	const struct record *shows = r->route && r->route->shows ? r->route->shows : &by_name;
	if (!r->opened.n || r->reply.location || shows == &record_of_readers)
		return false;
	const char *id = r->part[0];
	*ret = (struct record_read){
		.who = r->who.person, .community = r->community.id, .record = shows->code, .at = r->now,
		.id = id && id_looks_right((struct slice){ id, strlen(id) }) ? id : NULL, .n = r->opened.n, .of = r->opened.at,
	};
	return !shows->between || record_read_special(ret);
}

bool record_read_special(const struct record_read *x)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->of[i].as & MAY_SPECIAL)
			return true;
	return false;
}

bool event_heard(const struct house *h, const struct event *e)
{
	for (size_t i = 0; h && i < h->n; i++)
		for (size_t k = 0; k < h->features[i]->n_ears; k++)
			if (h->features[i]->ears[k].event == e)
				return true;
	return false;
}

/* With the deed or not at all: what cannot be written into the log is not done. */
enum status deed_log(struct req *r, const char *code, const char *id)
{
	return tell(r, &deed_done, &(struct deed){ .code = code, .who = r->who.person, .as = r->who.as ? r->who.as : gate_closest(r->who.may & ~(unsigned)MAY_ANYONE),
		.community = r->community.id, .id = id, .at = r->now });
}
