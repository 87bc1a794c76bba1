/* Whose sealed words were opened for a reply, and what of that is to be told.  Knows requests and routes; where it is
 * written down is left to whoever hears records_read. */
#include "core.h"
#include "house.h"

enum { OPENED_FIRST = 16, OPENED_MAX = 4096 };

const struct event records_read = { "records_read" };
const struct event deed_done = { "deed_done" };
const struct record record_of_readers = { "readers", NULL };

/* A route that does not say what it shows has nothing of others but their names in passing.  Should it open more, the entry
 * says so, and the tests' harness fails. */
static const struct record by_name = { "name", N_("Your name") };
static const struct record by_more = { "undeclared", N_("Something of yours") };

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
	const struct record *shows = r->route && r->route->shows ? r->route->shows : opened_undeclared(r) ? &by_more : &by_name;
	bool taken = r->reply.file_name != NULL;
	if ((!r->opened.n && !taken) || r->reply.location || shows == &record_of_readers)
		return false;
	const char *id = r->part[0];
	*ret = (struct record_read){
		.who = r->who.person, .community = r->community.id, .record = shows->code, .at = r->now,
		.id = id && id_looks_right((struct slice){ id, strlen(id) }) ? id : NULL, .n = r->opened.n, .of = r->opened.at,
		.taken = taken, .as = r->who.as,
	};
	return !shows->between || record_read_special(ret);
}

bool opened_undeclared(const struct req *r)
{
	return r->route && !r->route->shows && r->opened.fields >> (FIELD_NAME + 1) != 0;
}

bool record_read_special(const struct record_read *x)
{
	if (x->taken)
		return true;
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
