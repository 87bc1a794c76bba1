/* A small community for the tests of this feature and those above it: two members, a supporter, a coordinator, and somebody
 * from outside, all as signing in and the path would make them. */
#pragma once
#include "harness.h"
#include "experiences.h"

struct world { const char *harbor, *ana, *ben, *sue, *cora, *otto; };

static enum status enter(struct req *r)
{
	r->who.may = r->who.person ? MAY_SIGNED_IN : 0;
	return r->community.slug ? communities_enter(r, r->community.slug) : OK;
}

#define MUST(expr) assert_int_equal((expr), OK)

static inline const char *a_person(struct req *r, const char *name)
{
	const char *id = id_new(r);
	MUST(people_add(r, &(struct people_new){ .id = id, .name = name, .languages = "en", .lang = "en", .zone = "UTC",
		.login = name, .password_hash = "not for signing in" }));
	return id;
}

static inline const char *a_member(struct req *r, const char *community, const char *name, const char *role)
{
	const char *id = a_person(r, name);
	MUST(communities_add_member(r, community, id, true));
	if (role)
		MUST(communities_give_role(r, community, id, role, r->now - 1));
	return id;
}

static inline struct world a_world(struct req *r, int64_t formality)
{
	struct world w;
	harness_enter = enter;
	MUST(db_begin(r->db, true));
	MUST(communities_make(r, &(struct communities_new){ .slug = "harbor", .name = "Harbor", .lang = "en", .zone = "UTC",
		.joining = "open", .formality = formality, .min_cell = 5 }, &w.harbor));
	w.ana = a_member(r, w.harbor, "Ana", NULL);
	w.ben = a_member(r, w.harbor, "Ben", NULL);
	w.sue = a_member(r, w.harbor, "Sue", "supporter");
	w.cora = a_member(r, w.harbor, "Cora", "coordinator");
	w.otto = a_person(r, "Otto");
	MUST(db_commit(r->db));
	return w;
}

/* The door's functions are called as a handler of Harbor would. */
static inline void in_harbor(struct req *r, const struct world *w, const char *person)
{
	harness_as(r, person, 0);
	r->community = (struct community_now){ .id = w->harbor, .slug = "harbor", .zone = "UTC", .min_cell = 5 };
	r->out.base = "/c/harbor";
}

/* The value of the first hidden or other input with this name in the last page; its address after a link's beginning. */
static inline const char *after(struct req *r, const char *begins, char end)
{
	const char *body = harness_body(r), *at = strstr(body, begins);
	if (!at)
		fail_msg("\"%s\" is not on the page:\n%s", begins, body);
	at += strlen(begins);
	const char *stop = strchr(at, end);
	assert_non_null(stop);
	return arena_copy(&r->arena, at, (size_t)(stop - at));
}
