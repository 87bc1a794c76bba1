/* The doors of features/people and features/communities that the server goes through.
 * Leaves out those of a feature that is not built in: then nobody is signed in, and there is no community. */
#include "doors.h"
#include "config.h"
#include "features_list.h"

#ifdef WITH_people
#include "people.h"
enum status door_who(struct req *r, const char *token, bool *ret_touch) { return people_who(r, token, ret_touch); }
enum status door_touch(struct req *r, const char *session) { return people_touch(r, session); }
enum status door_device_known(struct req *r, const char *token, const char *login) { return people_device_known(r, token, login); }
enum status door_by_login(struct req *r, const char *login, const char **ret_person) { return people_by_login(r, login, ret_person); }

void door_limits(const struct config *c)
{
	people_limits_set(&(struct people_limits){ .idle = c->idle_minutes * 60, .whole = c->session_hours * 3600 });
}
#else
enum status door_who(struct req *r, const char *token, bool *ret_touch) { (void)r, (void)token, (void)ret_touch; return MISSING; }
enum status door_touch(struct req *r, const char *session) { (void)r, (void)session; return OK; }
enum status door_device_known(struct req *r, const char *token, const char *login) { (void)r, (void)token, (void)login; return MISSING; }
enum status door_by_login(struct req *r, const char *login, const char **ret) { (void)r, (void)login, (void)ret; return MISSING; }
void door_limits(const struct config *c) { (void)c; }
#endif

#ifdef WITH_communities
#include "communities.h"
enum status door_enter(struct req *r, const char *slug) { return communities_enter(r, slug); }
const char *door_leave_to(struct req *r) { return communities_leave_to(r); }
#else
enum status door_enter(struct req *r, const char *slug) { (void)r, (void)slug; return MISSING; }
const char *door_leave_to(struct req *r) { (void)r; return "https://www.wikipedia.org/"; }
#endif
