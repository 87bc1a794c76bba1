/* Opening a stream, and who may have one open at all.  Leaves what is told to things.c and to features that number changes of their
 * own. */
#include "inside.h"
#include "house.h"
#include "people_alive.h"
#include "queries.h"

struct tidings_listen { int64_t after; };
static const struct form_field tidings_listen_fields[] = {
	INT_FIELD(struct tidings_listen, after, .max = INT64_MAX, .label = N_("After"), .hint = N_("The number of the last event that was heard.")),
};
const struct form tidings_listen_form = FORM(tidings_listen, tidings_listen_fields);

enum status tidings_listen(struct req *r)
{
	const struct tidings_listen *f = r->form;
	r->reply.type = "text/event-stream";
	r->reply.stream = true;
	r->reply.stream_after = f ? f->after : NO_INT;
	return OK;
}

struct asking { struct req *r; tidings_may *each; void *context; };

static enum status listener(void *context, const struct tidings_listeners *h)
{
	const struct asking *a = context;
	struct req one = { .now = a->r->now, .who = { .person = h->person, .session = h->session },
			   .community = { .id = h->community, .accepted_rules = h->accepted } };
	one.who.may = MAY_ANYONE | MAY_SIGNED_IN | (h->accepted ? MAY_MEMBER : MAY_JOINING);
	if (!people_session_idle(h->kind, h->seen, a->r->now) && gate(&one, tidings_route) == OK)
		a->each(a->context, h->session, h->person, h->community);
	return OK;
}

enum status tidings_who_may(struct req *r, tidings_may *each, void *context)
{
	struct asking a = { r, each, context };
	return tidings_listeners(r, r->now, listener, &a);
}
