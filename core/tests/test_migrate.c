/* Bringing a database to what the schema files say, and refusing what is not known.  On both engines. */
#include <pthread.h>
#include <unistd.h>
#include "db_inside.h"
#include "stones.h"

/* No feature: each test migrates by itself. */
const struct feature *const harness_features[] = { NULL };

static const char first[] = "CREATE TABLE pebble (id text_id PRIMARY KEY);";
static const char second[] = "ALTER TABLE pebble ADD COLUMN weight int_count;";
static const char wrong[] = "CREATE TABLE boulder (id text_id PRIMARY KEY); CREATE TABLE pebble (id text_id);";

/* A program that knows this feature with these files. */
struct program { struct house house; struct feature feature; const struct feature *features[2]; const char *files[4]; };

static struct program *program(struct req *r, const char *one, const char *two)
{
	struct program *p = ARENA_NEW(&r->arena, struct program);
	p->files[0] = one;
	p->files[1] = two;
	p->feature = (struct feature){ .name = "pebbles", .schemas = p->files };
	p->features[0] = &p->feature;
	p->house = (struct house){ .n = one ? 1 : 0, .features = p->features };
	return p;
}

static enum status brought_to(struct req *r, const char *one, const char *two, const char **ret_why)
{
	*ret_why = "";
	return migrate(r->db, &program(r, one, two)->house, r->now, ret_why);
}

static enum status ran(struct req *r, const char *sql)
{
	const char *why;
	return db_script(r->db, sql, &why);
}

static void tidy(struct req *r)
{
	assert_int_equal(ran(r, "DROP TABLE IF EXISTS pebble; DROP TABLE IF EXISTS boulder; DELETE FROM feature_version WHERE feature <> 'core'"), OK);
}

static void each_file_is_applied_once(void **state)
{
	struct req *r = *state;
	const char *why;
	bool needed = false;
	assert_int_equal(migrate_needed(r->db, &program(r, first, NULL)->house, &needed, &why), OK);
	assert_true(needed);
	assert_int_equal(brought_to(r, first, NULL, &why), OK);
	assert_int_equal(ran(r, "INSERT INTO pebble (id) VALUES ('a')"), OK);
	assert_int_equal(brought_to(r, first, NULL, &why), OK);
	assert_int_equal(ran(r, "UPDATE pebble SET weight = 1"), BROKEN);
	assert_int_equal(migrate_needed(r->db, &program(r, first, second)->house, &needed, &why), OK);
	assert_true(needed);
	assert_int_equal(brought_to(r, first, second, &why), OK);
	assert_int_equal(migrate_needed(r->db, &program(r, first, second)->house, &needed, &why), OK);
	assert_false(needed);
	assert_int_equal(ran(r, "UPDATE pebble SET weight = 1"), OK);
	tidy(r);
}

/* Without it rows keep the order in which they came, which may tell something. */
static void what_a_comment_says_to_sqlite_alone_is_done_there(void **state)
{
	struct req *r = *state;
	const char *why;
	assert_int_equal(brought_to(r, "CREATE TABLE boulder (id text_id PRIMARY KEY);"
		"CREATE TABLE pebble (id text_id NOT NULL PRIMARY KEY) /*lite WITHOUT ROWID*/; /* lite is nothing else */", NULL, &why), OK);
	assert_int_equal(ran(r, "SELECT rowid FROM boulder"), db_is_pg(r->db) ? BROKEN : OK);
	assert_int_equal(ran(r, "SELECT rowid FROM pebble"), BROKEN);
	assert_int_equal(ran(r, "INSERT INTO pebble (id) VALUES ('a')"), OK);
	tidy(r);
}

static void a_changed_file_is_refused(void **state)
{
	struct req *r = *state;
	const char *why;
	bool needed;
	assert_int_equal(brought_to(r, first, second, &why), OK);
	assert_int_equal(brought_to(r, "CREATE TABLE pebble (id text_id PRIMARY KEY);\n", second, &why), INVALID);
	assert_non_null(strstr(why, "Step 1 of pebbles was changed"));
	assert_int_equal(migrate_needed(r->db, &program(r, first, "SELECT 1")->house, &needed, &why), INVALID);
	assert_non_null(strstr(why, "Step 2 of pebbles was changed"));
	assert_int_equal(brought_to(r, first, second, &why), OK);
	tidy(r);
}

static void a_database_from_a_newer_version_is_refused(void **state)
{
	struct req *r = *state;
	const char *why;
	assert_int_equal(brought_to(r, first, second, &why), OK);
	assert_int_equal(brought_to(r, first, NULL, &why), INVALID);
	assert_non_null(strstr(why, "newer version"));
	assert_non_null(strstr(why, "step 2 of pebbles"));
	assert_int_equal(brought_to(r, NULL, NULL, &why), INVALID);
	assert_non_null(strstr(why, "step 1 of pebbles"));
	assert_int_equal(ran(r, "INSERT INTO feature_version VALUES ('core', 99, 'x', 0)"), OK);
	assert_int_equal(brought_to(r, first, second, &why), INVALID);
	assert_non_null(strstr(why, "step 99 of core"));
	assert_int_equal(ran(r, "DELETE FROM feature_version WHERE number = 99"), OK);
	tidy(r);
}

static void a_file_that_fails_leaves_nothing(void **state)
{
	struct req *r = *state;
	const char *why;
	assert_int_equal(brought_to(r, first, wrong, &why), BROKEN);
	assert_non_null(strstr(why, "Step 2 of pebbles could not be applied"));
	assert_int_equal(ran(r, "SELECT id FROM boulder"), BROKEN);
	assert_int_equal(ran(r, "INSERT INTO pebble (id) VALUES ('a')"), OK);   /* the first step stays */
	assert_int_equal(brought_to(r, first, second, &why), OK);
	tidy(r);
}

static void a_database_that_fails_is_said_in_a_sentence(void **state)
{
	struct req *r = *state;
	const char *why;
	for (int n = 1; n < 100; n++) {
		db_fault(r->db, n, FULL);
		enum status st = brought_to(r, first, second, &why);
		bool fired = db_fault_fired(r->db);
		db_fault(r->db, 0, OK);
		if (!fired) {
			assert_int_equal(st, OK);
			assert_in_range(n, 8, 60);
			break;
		}
		if (st != FULL)
			fail_msg("call %d failed and it answered %d", n, (int)st);
		assert_true(strlen(why) > 20);
	}
	assert_int_equal(ran(r, "UPDATE pebble SET weight = 1"), OK);
	tidy(r);
}

/* ---- two programs at once ---- */

struct racer { const char *where; struct house *house; enum status st; char why[256]; };

static void *race(void *context)
{
	struct racer *x = context;
	const char *why = "";
	struct db *db = db_open(&(struct db_open){ .where = x->where }, &why);
	x->st = db ? migrate(db, x->house, 1, &why) : BROKEN;
	snprintf(x->why, sizeof x->why, "%s", why);
	db_close(db);
	return NULL;
}

static void two_programs_that_start_at_once_do_it_once(void **state)
{
	struct req *r = *state;
	enum { RACERS = 4 };
	pthread_t thread[RACERS];
	struct racer racer[RACERS];
	char folder[] = "/tmp/kith-race-XXXXXX";
	assert_non_null(mkdtemp(folder));
	const char *where = arena_printf(&r->arena, "%s/kith.db", folder);
	if (harness_on_pg(r)) {
		assert_int_equal(ran(r, "DROP SCHEMA IF EXISTS kith_race CASCADE; CREATE SCHEMA kith_race"), OK);
		where = arena_printf(&r->arena, "%s%coptions=-csearch_path%%3Dkith_race", getenv("HARNESS_PG"),
			strchr(getenv("HARNESS_PG"), '?') ? '&' : '?');
	}
	for (int i = 0; i < RACERS; i++) {
		racer[i] = (struct racer){ .where = where, .house = &program(r, first, second)->house };
		assert_int_equal(pthread_create(&thread[i], NULL, race, &racer[i]), 0);
	}
	for (int i = 0; i < RACERS; i++)
		pthread_join(thread[i], NULL);
	for (int i = 0; i < RACERS; i++)
		if (racer[i].st != OK)
			fail_msg("%d: %s", racer[i].st, racer[i].why);
	if (harness_on_pg(r))
		assert_int_equal(ran(r, "DROP SCHEMA kith_race CASCADE"), OK);
	assert_int_equal(system(arena_printf(&r->arena, "rm -rf %s", folder)), 0);
}

HARNESS(each_file_is_applied_once, what_a_comment_says_to_sqlite_alone_is_done_there, a_changed_file_is_refused, a_database_from_a_newer_version_is_refused,
	a_file_that_fails_leaves_nothing, a_database_that_fails_is_said_in_a_sentence, two_programs_that_start_at_once_do_it_once)
