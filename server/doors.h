/* The few doors of features that the server itself goes through: who holds a session, which community a path means. */
#pragma once
#include "core.h"

enum status door_who(struct req *r, const char *token, bool *ret_touch) MUST_USE;
enum status door_touch(struct req *r, const char *session) MUST_USE;
enum status door_end(struct req *r, const char *person, const char *session) MUST_USE;
enum status door_device_known(struct req *r, const char *token, const char *login) MUST_USE;
/* The account with this sign-in name: for the command line. */
enum status door_by_login(struct req *r, const char *login, const char **ret_person) MUST_USE;
/* The list of who was erased as text, and erasing by it: people.h. */
enum status door_erased(struct req *r, struct out *o) MUST_USE;
enum status door_erase_again(struct req *r, struct slice list, int64_t *ret_n) MUST_USE;
enum status door_enter(struct req *r, const char *slug) MUST_USE;
/* Where "Leave" goes: another site. */
const char *door_leave_to(struct req *r);
const char *door_leave_neutral(void);           /* the same when nothing can be asked */
struct config;
void door_limits(const struct config *c);
extern const struct feature *const features[];
extern const size_t n_features;
