/* Brings a database to what the schema files say, in order, one transaction a file, and refuses what it does not know.
 * Knows no table of a feature. */
#include <sodium.h>
#include "core.h"
#include "db_inside.h"
#include "house.h"
#include "queries.h"

/* To SQLite the names are only letters: INT, TEXT, REAL and BLOB in them decide how a value is kept. */
static const char domains[] =
	"CREATE DOMAIN text_id AS text;"
	"CREATE DOMAIN text_code AS text;"
	"CREATE DOMAIN int_time AS bigint;"
	"CREATE DOMAIN int_day AS bigint;"
	"CREATE DOMAIN int_count AS bigint;"
	"CREATE DOMAIN int_set AS bigint;"
	"CREATE DOMAIN int_flag AS smallint CHECK (VALUE IN (0, 1));"
	"CREATE DOMAIN real_share AS double precision;"
	"CREATE DOMAIN blob_sealed AS bytea;"
	"CREATE DOMAIN blob_hash AS bytea;";

static const char *const core_schemas[] = { core_schema_001, NULL };

enum { SHA256_HEX = 2 * crypto_hash_sha256_BYTES + 1 };

static void sha256(const char *text, char ret[SHA256_HEX])
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text));
	sodium_bin2hex(ret, SHA256_HEX, hash, sizeof hash);
}

/* ---- what the database has seen ---- */

struct begun { bool there; };
static const struct db_col begun_out[] = { { .name = "there", .type = DB_flag, .at = offsetof(struct begun, there) } };
static const struct db_query begun_sqlite = {
	.name = "begun", .feature = "core", .sql = "SELECT count(*) AS there FROM sqlite_schema WHERE name = 'feature_version'",
	.n_out = 1, .out = begun_out, .row_size = sizeof(struct begun),
};
static const struct db_query begun_pg = {
	.name = "begun", .feature = "core",
	.sql = "SELECT count(*) AS there FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'feature_version'",
	.n_out = 1, .out = begun_out, .row_size = sizeof(struct begun),
};

static enum status seen_of(struct req *r, struct versions_get_list *ret)
{
	struct begun begun;
	TRY(db_one(r, db_is_pg(r->db) ? &begun_pg : &begun_sqlite, NULL, &begun));
	*ret = (struct versions_get_list){ 0 };
	return begun.there ? versions_get(r, ret) : OK;
}

static const struct versions_get *seen_find(const struct versions_get_list *s, const char *feature, int64_t number)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->at[i].number == number && str_same(s->at[i].feature, feature))
			return &s->at[i];
	return NULL;
}

static enum status refuse(struct db *db, const char **ret_why, const char *format, ...) PRINTF(3, 4);
static enum status refuse(struct db *db, const char **ret_why, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(db->why, sizeof db->why, format, args);
	va_end(args);
	*ret_why = db->why;
	return INVALID;
}

static const char *const *schemas_of(const struct house *h, const char *feature)
{
	if (str_same(feature, "core"))
		return core_schemas;
	for (size_t i = 0; i < h->n; i++)
		if (str_same(h->features[i]->name, feature))
			return h->features[i]->schemas;
	return NULL;
}

/* Everything the database has seen must be a file of this program, letter by letter. */
static enum status known(struct db *db, const struct house *h, const struct versions_get_list *s, const char **ret_why)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct versions_get *v = &s->at[i];
		const char *const *files = schemas_of(h, v->feature);
		int64_t n = 0;
		char now[SHA256_HEX];
		while (files && n < v->number && files[n])
			n++;
		if (n < v->number)
			return refuse(db, ret_why, "This database was last used by a newer version of Kith: it has step %lld of %s, and this "
				"version does not know it. Install that version or a later one, or restore the backup made before the upgrade.",
				(long long)v->number, v->feature);
		sha256(files[v->number - 1], now);
		if (!str_same(now, v->sha256))
			return refuse(db, ret_why, "Step %lld of %s was changed after it had been applied to this database. Install an "
				"unchanged version of Kith; a developer adds a new schema file instead of changing an old one.",
				(long long)v->number, v->feature);
	}
	return OK;
}

/* ---- one step ---- */

/* What a schema says to SQLite alone stands in a comment that begins with the word lite: here it is uncovered. */
static const char *for_engine(struct req *r, const char *sql)
{
	static const char opens[] = "/*lite ", closes[] = "*/";
	char *text = arena_copy(&r->arena, sql, strlen(sql));
	for (char *at = text, *end; !db_is_pg(r->db) && (at = strstr(at, opens)) && (end = strstr(at, closes)); at = end) {
		memset(at, ' ', strlen(opens));
		memset(end, ' ', strlen(closes));
	}
	return text;
}

static enum status apply(struct req *r, const char *feature, int64_t number, const char *sql)
{
	struct versions_get_list seen;
	char hash[SHA256_HEX];
	const char *why;
	TRY(seen_of(r, &seen));         /* another process may have been here since */
	if (seen_find(&seen, feature, number))
		return OK;
	if (db_is_pg(r->db) && seen.n == 0)
		TRY(db_script(r->db, domains, &why));
	TRY(db_script(r->db, for_engine(r, sql), &why));
	sha256(sql, hash);
	return version_add(r, feature, number, hash, r->now, NULL);
}

static enum status step(struct req *r, const char *feature, int64_t number, const char *sql, const char **ret_why)
{
	enum status st = db_begin(r->db, true);
	if (st == OK) {
		st = apply(r, feature, number, sql);
		if (st == OK)
			st = db_commit(r->db);
		else
			db_rollback(r->db);
	}
	if (st != OK)
		refuse(r->db, ret_why, "Step %lld of %s could not be applied, and nothing of it was kept: %s",
			(long long)number, feature, db_trouble(r->db));
	return st;
}

static enum status steps(struct req *r, const struct versions_get_list *seen, const char *feature, const char *const *files, bool only_look,
			 bool *ret_needed, const char **ret_why)
{
	for (int64_t n = 1; files && files[n - 1]; n++) {
		if (seen_find(seen, feature, n))
			continue;
		*ret_needed = true;
		if (!only_look)
			TRY(step(r, feature, n, files[n - 1], ret_why));
	}
	return OK;
}

static enum status all(struct req *r, const struct house *h, bool only_look, bool *ret_needed, const char **ret_why)
{
	struct versions_get_list seen;
	enum status st = seen_of(r, &seen);
	if (st != OK)
		refuse(r->db, ret_why, "The database cannot be read: %s", db_trouble(r->db));
	TRY(st);
	TRY(known(r->db, h, &seen, ret_why));
	TRY(steps(r, &seen, "core", core_schemas, only_look, ret_needed, ret_why));
	for (size_t i = 0; i < h->n; i++)
		TRY(steps(r, &seen, h->features[i]->name, h->features[i]->schemas, only_look, ret_needed, ret_why));
	return OK;
}

static enum status with_request(struct db *db, const struct house *h, int64_t now, bool only_look, bool *ret_needed, const char **ret_why)
{
	struct req *r = calloc(1, sizeof *r);
	if (!r)
		return refuse(db, ret_why, "There is not enough memory.");
	r->db = db;
	r->now = now;
	enum status st = all(r, h, only_look, ret_needed, ret_why);
	arena_end(&r->arena);
	free(r);
	return st;
}

/* Two programs that start at once on PostgreSQL wait for one another; SQLite's file lock does the same by itself. */
static const char lock[] = "SET lock_timeout = 0; SELECT pg_advisory_lock(hashtext('kith migrate ' || current_schema()))";
static const char unlock[] = "SELECT pg_advisory_unlock(hashtext('kith migrate ' || current_schema())); RESET lock_timeout";

enum status migrate(struct db *db, const struct house *h, int64_t now, const char **ret_why)
{
	bool needed = false;
	const char *ignored;
	if (db_is_pg(db))
		TRY(db_script(db, lock, ret_why));
	enum status st = with_request(db, h, now, false, &needed, ret_why);
	if (db_is_pg(db) && db_script(db, unlock, &ignored) != OK && st == OK)
		*ret_why = ignored, st = BROKEN;
	return st;
}

enum status migrate_needed(struct db *db, const struct house *h, bool *ret_needed, const char **ret_why)
{
	*ret_needed = false;
	return with_request(db, h, 0, true, ret_needed, ret_why);
}
