/* A second and a third connection to the same database: for tests of what two see of one another. */
#pragma once
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include "db_inside.h"
#include "stones.h"

/* Of one test. */
static char folder[64];

static inline const char *file(struct req *r, const char *name) { return arena_printf(&r->arena, "%s/%s", folder, name); }

static inline int with_folder(void **state)
{
	snprintf(folder, sizeof folder, "/tmp/kith-db-XXXXXX");
	return mkdtemp(folder) ? harness_setup(state) : 1;
}

static inline int without_folder(void **state)
{
	char command[128];
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command) | harness_teardown(state);
}

/* Another request on another connection to the same database. */
static inline struct req *other(struct req *r, const char *where, bool read_only)
{
	const char *why = "";
	struct req *o = calloc(1, sizeof *o);
	assert_non_null(o);
	o->now = r->now;
	o->db = db_open(&(struct db_open){ .where = where, .read_only = read_only, .master = r->db->master }, &why);
	if (!o->db)
		fail_msg("%s", why);
	return o;
}

static inline void end(struct req *o)
{
	db_close(o->db);
	arena_end(&o->arena);
	free(o);
}

/* A fresh database in a file, or the test's own schema on PostgreSQL: where to open it again. */
static inline const char *shared(struct req *r, const char *name)
{
	const char *why = "";
	if (harness_on_pg(r))
		return arena_printf(&r->arena, "%s%coptions=-csearch_path%%3Dtest_%d", getenv("HARNESS_PG"),
			strchr(getenv("HARNESS_PG"), '?') ? '&' : '?', (int)getpid());
	struct req *o = other(r, file(r, name), false);
	if (migrate(o->db, r->house, r->now, &why) != OK)
		fail_msg("%s", why);
	end(o);
	return file(r, name);
}

static inline enum status put(struct req *o, const char *id) { return stone_put(o, id, "ana", "secret", 0); }

static inline enum status get(struct req *o, const char *id)
{
	struct stone_get s;
	return stone_get(o, id, &s);
}

/* In the place of the harness's own: with the folder around each test. */
#undef HARNESS_ONE_
#define HARNESS_ONE_(test) { #test, test, with_folder, without_folder, NULL },
