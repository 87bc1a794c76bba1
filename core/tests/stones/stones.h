/* The stones feature of the core's tests: stones/queries.sql and a few shorthands. */
#pragma once
#include "harness.h"
#include "queries.h"

extern const struct feature stones_feature;

/* A stone with a secret of this finder, found at this moment. */
static inline enum status stone_put(struct req *r, const char *id, const char *finder, const char *secret, int64_t found_at)
{
	return stone_add(r, id, finder, NULL, NO_INT, found_at, false, NO_REAL, (struct bytes){ 0 }, secret, NULL);
}
