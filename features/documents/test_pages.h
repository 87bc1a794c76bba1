/* Ana writes, Sue walks with her, Ben is a member, Cora coordinates, Otto is from outside. */
#pragma once
#include "../connections/test_pair.h"
#include "documents.h"

#define PAGES HARBOR "/pages"

static inline const char *page_at(struct req *r, const char *id, const char *end) { return arena_printf(&r->arena, PAGES "/%s%s", id, end); }
static inline const char *shared_at(struct req *r, const char *id) { return arena_printf(&r->arena, HARBOR "/shared/%s", id); }

static inline const char *begin_page(struct req *r, const char *person, const char *template)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, PAGES, "template", template, NULL));
	return led_to(r, "/pages/");
}

/* Saves a part whose version is this one. */
static inline void write_part(struct req *r, const char *id, const char *part, const char *words, const char *version)
{
	MUST(harness_post(r, page_at(r, id, arena_printf(&r->arena, "/%s", part)), "words", words, "version", version, NULL));
}

static inline void share_part(struct req *r, const char *id, const char *part, const char *audience, const char *person)
{
	const char *path = page_at(r, id, arena_printf(&r->arena, "/%s/sharing", part));
	if (person)
		MUST(harness_post(r, path, "audience", audience, "people", person, NULL));
	else
		MUST(harness_post(r, path, "audience", audience, NULL));
}
