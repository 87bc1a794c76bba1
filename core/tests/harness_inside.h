/* What the harness's two files share: one test's request, and the database under it. */
#pragma once
#include "harness.h"

struct harness {
	struct req r;                       /* first: what a test gets */
	struct house house;
	struct who who;
	struct community_now community;
	struct arena chance, replies, text; /* the source of chance; what replies point to; the harness's own strings */
	struct { const char *method, *path; struct params params; enum status st; } last;
	json_t *json[64];
	size_t n_json;
};

/* harness_db.c: a fresh database with every table of harness_features, and what is in it. */
struct db *harness_db_open(const struct house *house);
void harness_db_close(struct db *db);
void harness_use_pg(bool pg);
size_t harness_count(void);                 /* of harness_features */
void harness_queries_hold(void **state);    /* a test */
void harness_db_end(void);                  /* drops the schema */
