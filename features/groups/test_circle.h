/* A group in Harbor: Ana begins it and facilitates, Ben and Sue are members of the community.  For the tests of this feature and
 * those above it. */
#pragma once
#include "../connections/test_pair.h"
#include "groups.h"

static inline const char *group_path(struct req *r, const char *group, const char *end)
{
	return arena_printf(&r->arena, HARBOR "/groups/%s%s", group, end);
}

/* way: "open", "closed", "drop_in"; capacity "": no limit. */
static inline const char *a_group(struct req *r, const char *person, const char *way, const char *capacity)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/groups/new", "name", "Wednesday circle", "purpose", "To sit together", "lang", "en", "way", way, "capacity", capacity,
			  "answer_days", "3", "mode", "in_person", "place", "Blue room, upstairs", "meets", "Wednesdays at six", "welcome", "We say our names",
			  "farewell", "One word each", NULL));
	return led_to(r, "/groups/");
}

static inline enum status comes(struct req *r, const char *group, const char *person)
{
	harness_as(r, person, 0);
	return harness_post(r, group_path(r, group, "/join"), "read", "1", NULL);
}

static inline const json_t *group_seen(struct req *r, const char *group, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, group_path(r, group, "")));
	return harness_json(r);
}

static inline bool group_says(struct req *r, const char *group, const char *person, const char *what)
{
	return json_is_true(json_object_get(group_seen(r, group, person), what));
}

static inline const char *write_agreement(struct req *r, const char *group, const char *facilitator, const char *words)
{
	harness_as(r, facilitator, 0);
	MUST(harness_post(r, group_path(r, group, "/agreement/new"), "words", words, "made_on", "2025-06-15", "renew_on", "2025-12-15", NULL));
	return group;
}


/* What `kith check` asks of groups. */
static inline void groups_hold(struct req *r)
{
	const char *why;
	MUST(db_begin(r->db, false));
	for (size_t k = 0; k < groups_feature.n_checks; k++) {
		MUST(groups_feature.checks[k].holds(r, &why));
		if (why)
			fail_msg("%s", why);
	}
	db_rollback(r->db);
}
