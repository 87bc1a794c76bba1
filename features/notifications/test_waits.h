/* For the tests of features that have something to tell by mail: how many of a kind wait for somebody. */
#pragma once
#include "harness.h"

static inline int64_t waits_between(struct req *r, const char *person, const char *code, int64_t from, int64_t to)
{
	for (size_t f = 0; f < r->house->n; f++)
		for (size_t k = 0; k < r->house->features[f]->n_mails; k++)
			if (str_same(r->house->features[f]->mails[k].code, code)) {
				int64_t n;
				assert_int_equal(db_begin(r->db, false), OK);
				assert_int_equal(r->house->features[f]->mails[k].count(r, person, from, to, &n), OK);
				db_rollback(r->db);
				return n;
			}
	fail_msg("nothing can be told of %s", code);
	return 0;
}

/* That came in the last hour. */
static inline int64_t waits(struct req *r, const char *person, const char *code) { return waits_between(r, person, code, r->now - 3600, r->now); }
