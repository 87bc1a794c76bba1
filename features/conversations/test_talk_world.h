/* Ana and Sue walk together and have a conversation: for the tests of this feature and those above it. */
#pragma once
#include "../connections/test_pair.h"
#include "conversations.h"

struct talk_world { struct world w; const char *connection, *talk; };

static inline const char *talk_path(struct req *r, const char *talk, const char *end)
{
	return arena_printf(&r->arena, HARBOR "/conversations/%s%s", talk, end);
}

static inline struct talk_world a_talk(struct req *r)
{
	struct talk_world t = { .w = a_settled_world(r, 1) };
	t.connection = a_pair(r, &t.w);
	harness_as(r, t.w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/conversation", t.connection), NULL));
	t.talk = arena_copy(&r->arena, led_to(r, "/conversations/"), 26);
	return t;
}

/* The value of a hidden field of the page that was last looked at. */
static inline const char *hidden(struct req *r, const char *name)
{
	return after(r, arena_printf(&r->arena, "name=\"%s\" value=\"", name), '"');
}

/* Says something with a fresh form. */
static inline void says(struct req *r, const char *talk, const char *person, const char *words)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, talk_path(r, talk, "")));
	MUST(harness_post(r, talk_path(r, talk, ""), "words", words, "form_key", hidden(r, "form_key"), NULL));
}

/* The id of the newest message as this person sees it. */
static inline const char *newest(struct req *r, const char *talk, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, talk_path(r, talk, "")));
	const json_t *lines = json_object_get(harness_json(r), "lines");
	assert_true(json_array_size(lines) > 0);
	return arena_str(&r->arena, json_string_value(json_object_get(json_array_get(lines, json_array_size(lines) - 1), "id")));
}
