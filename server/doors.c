/* The doors of features/people and features/communities that the server goes through.
 * Leaves everything behind them to those features. */
#include "doors.h"
#include "communities.h"
#include "config.h"

enum status door_who(struct req *r, const char *token, bool *ret_touch) { return people_who(r, token, ret_touch); }
enum status door_touch(struct req *r, const char *session) { return people_touch(r, session); }
enum status door_end(struct req *r, const char *person, const char *session) { return people_end(r, person, session); }
enum status door_device_known(struct req *r, const char *token, const char *login) { return people_device_known(r, token, login); }
enum status door_by_login(struct req *r, const char *login, const char **ret_person) { return people_by_login(r, login, ret_person); }
enum status door_erased(struct req *r, struct out *o) { return people_erased(r, o); }
enum status door_erase_again(struct req *r, struct slice list, int64_t *ret_n) { return people_erase_again(r, list, ret_n); }
enum status door_enter(struct req *r, const char *slug) { return communities_enter(r, slug); }
const char *door_leave_to(struct req *r) { return communities_leave_to(r); }
const char *door_leave_neutral(void) { return communities_leave_neutral; }

void door_limits(const struct config *c)
{
	people_limits_set(&(struct people_limits){ .idle = c->idle_minutes * 60, .whole = c->session_hours * 3600,
		.staff_idle = c->staff_idle_minutes * 60, .staff_whole = c->staff_session_hours * 3600,
		.api_idle = c->token_idle_days * 86400, .api_whole = c->token_days * 86400 });
}
