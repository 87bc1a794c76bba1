/* A fresh database for each test, what is in it, and whether a feature's statements hold.  Leaves requests to harness.c. */
#include <sodium.h>
#include <unistd.h>
#include "harness_inside.h"

static bool use_pg;
static struct seal_master *master;
static bool schema_made, has_seeds;     /* PostgreSQL: one schema for all tests, emptied between them */
static struct arena names;              /* of tables and their statements, for the whole run */

void harness_use_pg(bool pg) { use_pg = pg; }
int64_t harness_number(struct req *r, const char *sql)
{
	struct { int64_t n; } row = { 0 };
	const struct db_col out[] = { { .name = "n", .type = DB_int, .at = 0 } };
	assert_int_equal(db_begin(r->db, false), OK);
	assert_int_equal(db_one(r, &(struct db_query){ .name = "test", .sql = sql, .n_out = 1, .out = out, .row_size = sizeof row }, NULL, &row), OK);
	db_rollback(r->db);
	return row.n;
}

bool harness_on_pg(const struct req *r) { return db_is_pg(r->db); }

size_t harness_count(void)
{
	size_t n = 0;
	while (harness_features[n])
		n++;
	return n;
}

/* ---- which tables there are ---- */

struct line { const char *line; };
static const struct db_col line_in[] = { { .name = "table", .type = DB_text } };
static const struct db_col line_out[] = { { .name = "line", .type = DB_text, .null = true, .at = offsetof(struct line, line) } };
#define LINES(name_, sql_) { .name = name_, .sql = sql_, .feature = "test", .n_out = 1, .out = line_out, .row_size = sizeof(struct line) }

static const struct db_query tables_sqlite = LINES("tables", "SELECT name AS line FROM sqlite_schema WHERE type = 'table' "
	"AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name");
static const struct db_query tables_pg = LINES("tables", "SELECT CAST(tablename AS text) AS line FROM pg_tables "
	"WHERE schemaname = current_schema() ORDER BY tablename");
static const struct db_query columns_sqlite = { .name = "columns", .sql = "SELECT name AS line FROM pragma_table_info($1)",
	.feature = "test", .n_in = 1, .in = line_in, .n_out = 1, .out = line_out, .row_size = sizeof(struct line) };

struct lines { size_t n; struct line *at; };

static struct lines tables(struct req *r)
{
	struct lines l;
	assert_int_equal(db_many(r, db_is_pg(r->db) ? &tables_pg : &tables_sqlite, NULL, &l.n, (void **)&l.at), OK);
	return l;
}

/* ---- what is in them ---- */

struct rows_of { const char *table; struct db_query q; struct rows_of *next; };
static struct rows_of *rows_of[2];      /* a statement for each table and engine, made once */

static const char *rows_sql(struct req *r, const char *table)
{
	struct lines columns;
	const char *all = "";
	if (db_is_pg(r->db))
		return arena_printf(&names, "SELECT CAST(x AS text) AS line FROM %s AS x ORDER BY 1", table);
	const struct db_val in[] = { db_in_text(table) };
	assert_int_equal(db_many(r, &columns_sqlite, in, &columns.n, (void **)&columns.at), OK);
	for (size_t i = 0; i < columns.n; i++)
		all = arena_printf(&names, "%s%squote(\"%s\")", all, i ? "||','||" : "", columns.at[i].line);
	return arena_printf(&names, "SELECT %s AS line FROM \"%s\" ORDER BY 1", columns.n ? all : "''", table);
}

static const struct db_query *rows_query(struct req *r, const char *table)
{
	bool pg = db_is_pg(r->db);
	for (struct rows_of *x = rows_of[pg]; x; x = x->next)
		if (strcmp(x->table, table) == 0)
			return &x->q;
	struct rows_of *x = ARENA_NEW(&names, struct rows_of);
	x->table = arena_str(&names, table);
	x->q = (struct db_query)LINES("rows", rows_sql(r, table));
	x->next = rows_of[pg];
	rows_of[pg] = x;
	return &x->q;
}

static enum status hash_line(void *context, const void *row)
{
	const char *line = ((const struct line *)row)->line;
	crypto_generichash_update(context, (const uint8_t *)(line ? line : ""), line ? strlen(line) + 1 : 1);
	return OK;
}

static enum status count_line(void *context, const void *row)
{
	(void)row;
	++*(size_t *)context;
	return OK;
}

void harness_digest(struct req *r, uint8_t ret[32])
{
	crypto_generichash_state s;
	struct arena mine = r->arena;
	r->arena = (struct arena){ 0 };
	crypto_generichash_init(&s, NULL, 0, 32);
	struct lines all = tables(r);
	for (size_t i = 0; i < all.n; i++) {
		crypto_generichash_update(&s, (const uint8_t *)all.at[i].line, strlen(all.at[i].line) + 1);
		assert_int_equal(db_each(r, rows_query(r, all.at[i].line), NULL, hash_line, &s), OK);
	}
	crypto_generichash_final(&s, ret, 32);
	arena_end(&r->arena);
	r->arena = mine;
}

/* ---- a fresh one ---- */

static struct db *opened(const char *where)
{
	static const uint8_t key[SEAL_KEY_BYTES] = "a key that only tests ever use.";
	const char *why = "";
	if (!master)
		master = seal_master_of(key);
	struct db *db = db_open(&(struct db_open){ .where = where, .master = master }, &why);
	if (!db)
		fail_msg("%s", why);
	return db;
}

static void migrated(struct db *db, const struct house *house)
{
	const char *why = "";
	if (migrate(db, house, 1750000000, &why) != OK)
		fail_msg("%s", why);
}

static void script(struct db *db, const char *sql)
{
	const char *why = "";
	if (db_script(db, sql, &why) != OK)
		fail_msg("%s", why);
}

static const char *schema(void) { return arena_printf(&names, "test_%d", (int)getpid()); }

static void empty_tables(struct db *db, const struct house *house)
{
	struct req *r = calloc(1, sizeof *r);
	const char *full = "";
	r->db = db;
	if (!schema_made || has_seeds) {
		script(db, arena_printf(&names, "DROP SCHEMA IF EXISTS %s CASCADE; CREATE SCHEMA %s", schema(), schema()));
		migrated(db, house);
	}
	struct lines all = tables(r);
	for (size_t i = 0; i < all.n; i++) {
		size_t n = 0;
		if (strcmp(all.at[i].line, "feature_version") == 0)
			continue;
		assert_int_equal(db_each(r, rows_query(r, all.at[i].line), NULL, count_line, &n), OK);
		if (n)
			full = arena_printf(&r->arena, "%s%s%s", full, *full ? ", " : "", all.at[i].line);
	}
	if (*full && schema_made && !has_seeds)
		script(db, arena_printf(&r->arena, "TRUNCATE %s CASCADE", full));
	else if (*full)
		has_seeds = true;
	schema_made = true;
	arena_end(&r->arena);
	free(r);
}

struct db *harness_db_open(const struct house *house)
{
	if (!use_pg) {
		struct db *db = opened(":memory:");
		migrated(db, house);
		return db;
	}
	const char *url = getenv("HARNESS_PG");
	struct db *db = opened(arena_printf(&names, "%s%coptions=-csearch_path%%3D%s", url, strchr(url, '?') ? '&' : '?', schema()));
	empty_tables(db, house);
	return db;
}

void harness_db_close(struct db *db) { db_close(db); }

void harness_db_end(void)
{
	if (use_pg && schema_made) {
		struct db *db = opened(getenv("HARNESS_PG"));
		script(db, arena_printf(&names, "DROP SCHEMA IF EXISTS %s CASCADE", schema()));
		db_close(db);
	}
	schema_made = has_seeds = false;
	rows_of[0] = rows_of[1] = NULL;
	arena_end(&names);
	seal_master_end(master);
	master = NULL;
}

/* ---- do the feature's statements hold? ---- */

/* Every table that exists once these first n features stand: a feature may touch those, the core's never. */
static struct lines tables_of_first(struct req *r, size_t n)
{
	struct db *mine = r->db;
	r->db = opened(":memory:");
	migrated(r->db, &(struct house){ .n = n, .features = harness_features });
	struct lines l = tables(r);
	db_close(r->db);
	r->db = mine;
	return l;
}

static bool among(const struct lines *l, const char *table)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->at[i].line, table) == 0)
			return true;
	return false;
}

void harness_queries_hold(void **state)
{
	struct req *r = *state;
	size_t n = harness_count();
	if (n == 0)
		return;
	struct lines core = tables_of_first(r, 0), allowed = tables_of_first(r, n);
	for (const struct db_query *const *q = harness_features[n - 1]->queries; q && *q; q++) {
		const char *why = "", *touched = "";
		if (db_check(r->db, &r->arena, *q, &why, &touched) != OK)
			fail_msg("%s", why);
		struct str_list each = str_split(&r->arena, touched, ' ', 64);
		for (size_t i = 0; i < each.n; i++)
			if (among(&core, each.at[i]) || !among(&allowed, each.at[i]))
				fail_msg("%s touches table %s, which is not this feature's", (*q)->name, each.at[i]);
	}
}
