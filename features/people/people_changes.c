/* What changed about the way somebody signs in, told to them where they look first: a new password, new recovery codes, two steps
 * on or off, many wrong codes.  Leaves the changes themselves to the files that make them, mail to notifications. */
#include "people_inside.h"

enum { CHANGES_TOLD = 30 * 24 * 60 * 60 };      /* as long as a sign-in on a new device */

enum status people_changed_sign_in(struct req *r, const char *person)
{
	return tell(r, &people_secured, person);
}

/* False: there was none, it is long ago, or somebody said since then that it was them. */
static bool is_news(const struct req *r, const struct people_changes_of *c, int64_t at)
{
	return at != NO_INT && at > c->changes_known && at > r->now - CHANGES_TOLD;
}

/* The section of Today. */
enum status people_changes(struct req *r)
{
	struct people_changes_of c;
	struct people_session_here here;
	TRY(people_changes_of(r, r->who.person, &c));
	TRY(people_session_here(r, r->who.session ? r->who.session : "", r->who.person, &here));
	int64_t closed = c.code_closed == NO_INT ? NO_INT : c.code_closed - PEOPLE_CODES_CLOSED;
	struct people_changes_view v = {
		.password = is_news(r, &c, c.changed), .password_at = c.changed, .codes = is_news(r, &c, c.codes_made), .codes_at = c.codes_made,
		.second = is_news(r, &c, c.second_changed), .second_at = c.second_changed, .closed = is_news(r, &c, closed), .closed_at = closed,
		.sure = here.known,
	};
	if (!v.password && !v.codes && !v.second && !v.closed)
		return OK;
	r->waits++;
	people_changes_draw(&r->out, &v);
	return OK;
}

enum status people_changes_mine(struct req *r)
{
	TRY(people_known_here(r));
	TRY(people_changes_known(r, r->who.person, r->now, NULL));
	return redirect_saying(r, N_("Good. We will not ask about it again."), "/me/sessions");
}
