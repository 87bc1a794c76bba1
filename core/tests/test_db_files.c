/* A SQLite file: its modes, copies while others write, a full disk, the engine's checks. */
#include <pthread.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <sys/resource.h>
#include "second.h"

const struct feature *const harness_features[] = { &stones_feature, NULL };

/* ---- the file ---- */

static void a_new_file_is_for_its_owner_alone(void **state)
{
	struct req *r = *state;
	struct stat is;
	if (harness_on_pg(r))
		skip();
	mode_t mask = umask(0);
	struct req *a = other(r, shared(r, "mine"), false);
	assert_int_equal(put(a, "s"), OK);
	umask(mask);
	const char *const ends[] = { "mine", "mine-wal", "mine-shm" };
	for (size_t i = 0; i < COUNT(ends); i++) {
		assert_int_equal(stat(file(r, ends[i]), &is), 0);
		assert_int_equal(is.st_mode & 0777, 0600);
	}
	end(a);
}

/* What another program finds: bytes 0x40000002 and on are the engine's locks of those who read. */
static bool held_by_another_program(const char *path)
{
	pid_t child = fork();
	int how = 0;
	if (child == 0) {
		struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000002, .l_len = 510 };
		int fd = open(path, O_RDWR);
		_exit(fd < 0 || fcntl(fd, F_GETLK, &l) != 0 ? 2 : l.l_type != F_UNLCK);
	}
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_true(WIFEXITED(how) && WEXITSTATUS(how) < 2);
	return WEXITSTATUS(how);
}

static void a_second_connection_leaves_the_locks_of_the_first(void **state)
{
	struct req *r = *state;
	if (harness_on_pg(r))
		skip();
	const char *path = shared(r, "kith.db");
	struct req *first = other(r, path, true);
	assert_int_equal(db_begin(first->db, false), OK);
	assert_true(db_alive(first->db));
	db_rollback(first->db);
	assert_true(held_by_another_program(path));
	struct req *second = other(r, path, true);
	assert_true(held_by_another_program(path));
	end(second);
	assert_true(held_by_another_program(path));
	end(first);
}

static void a_file_that_is_no_database_is_refused_in_a_sentence(void **state)
{
	struct req *r = *state;
	const char *why = "";
	if (harness_on_pg(r))
		skip();
	FILE *f = fopen(file(r, "novel"), "w");
	for (int i = 0; i < 2000; i++)
		fputs("It was a dark and stormy night. ", f);
	fclose(f);
	assert_null(db_open(&(struct db_open){ .where = file(r, "novel") }, &why));
	assert_non_null(strstr(why, "novel cannot be opened"));
	assert_null(db_open(&(struct db_open){ .where = file(r, "no/such/place") }, &why));
	assert_non_null(strstr(why, "cannot be opened"));
}

static void statements_stay_among_our_own_tables(void **state)
{
	struct req *r = *state;
	static const char *const wrong[] = {
		"DROP TABLE stone", "CREATE TABLE x (y text)", "ATTACH 'x' AS y", "PRAGMA writable_schema = 1", "PRAGMA query_only = 0",
		"DELETE FROM sqlite_schema", "UPDATE sqlite_schema SET sql = ''", "SELECT load_extension('x')", "VACUUM", "SELECT 1; SELECT 2", "", "-- nothing",
		"SELECT \"no such column\" FROM stone",
	};
	if (harness_on_pg(r))
		skip();
	for (size_t i = 0; i < COUNT(wrong); i++) {
		const struct db_query q = { .name = "wrong", .sql = wrong[i], .writes = true };
		assert_int_equal(db_run(r, &q, NULL, NULL), BROKEN);
	}
	const char *why;
	assert_int_equal(db_script(r->db, "ATTACH ':memory:' AS y", &why), BROKEN);
	assert_int_equal(get(r, "s"), MISSING);
}

static void what_is_deleted_leaves_the_file(void **state)
{
	struct req *r = *state;
	if (harness_on_pg(r))
		skip();
	struct req *a = other(r, shared(r, "gone"), false);
	assert_int_equal(stone_add(a, "s", NULL, "a very particular pebble", 1, 0, false, 0, (struct bytes){ 0 }, NULL, NULL), OK);
	assert_int_equal(db_checkpoint(a->db), OK);
	struct stone_take t;
	assert_int_equal(stone_take(a, "s", &t), OK);
	assert_int_equal(db_checkpoint(a->db), OK);
	const char *command = arena_printf(&r->arena, "! grep -qa 'particular pebble' %s/gone %s/gone-wal", folder, folder);
	assert_int_equal(system(command), 0);
	end(a);
}

static void the_log_is_not_cut_under_a_reader(void **state)
{
	struct req *r = *state;
	if (harness_on_pg(r))
		skip();
	const char *where = shared(r, "log");
	struct req *a = other(r, where, false), *b = other(r, where, true);
	assert_int_equal(db_begin(b->db, false), OK);
	assert_int_equal(get(b, "s"), MISSING);
	assert_int_equal(put(a, "s"), OK);
	assert_int_equal(db_checkpoint(a->db), BUSY);
	assert_int_equal(db_commit(b->db), OK);
	assert_int_equal(db_checkpoint(a->db), OK);
	end(a);
	end(b);
}

/* ---- copies ---- */

struct writing { struct req *o; _Atomic bool stop; int64_t n; };

static void *write_on(void *context)
{
	struct writing *w = context;
	while (!w->stop && w->n < 5000) {
		char id[32];
		snprintf(id, sizeof id, "w%06lld", (long long)w->n);
		if (db_begin(w->o->db, true) != OK)
			continue;
		if (put(w->o, id) == OK && db_commit(w->o->db) == OK)
			w->n++;
		else
			db_rollback(w->o->db);
		arena_clear(&w->o->arena);
	}
	return NULL;
}

static void a_copy_made_while_others_write_is_whole(void **state)
{
	struct req *r = *state;
	const char *why = "";
	pthread_t thread;
	if (harness_on_pg(r))
		skip();
	const char *where = shared(r, "busy");
	struct writing w = { .o = other(r, where, false) };
	struct req *b = other(r, where, true);
	assert_int_equal(pthread_create(&thread, NULL, write_on, &w), 0);
	struct stones_sum sums[4];
	for (int i = 0; i < 4; i++) {
		usleep(20000);
		const char *to = file(r, arena_printf(&r->arena, "copy%d", i));
		if (db_backup(b->db, to, &why) != OK)
			fail_msg("%s", why);
		struct stat is;
		assert_int_equal(stat(to, &is), 0);
		assert_int_equal(is.st_mode & 0777, 0600);
		struct req *c = other(r, to, true);
		assert_int_equal(db_integrity(c->db, &c->arena, &why), OK);
		assert_int_equal(stones_sum(c, &sums[i]), OK);
		assert_true(sums[i].n >= (i ? sums[i - 1].n : 0));
		if (sums[i].n)
			assert_int_equal(get(c, "w000000"), OK);        /* its keys came along */
		end(c);
	}
	w.stop = true;
	pthread_join(thread, NULL);
	assert_true(w.n >= sums[3].n && sums[3].n > 0);
	end(w.o);
	end(b);
}

static void a_copy_replaces_nothing(void **state)
{
	struct req *r = *state;
	const char *why = "";
	if (harness_on_pg(r)) {
		assert_int_equal(db_backup(r->db, file(r, "copy"), &why), INVALID);
		assert_non_null(strstr(why, "pg_dump"));
		return;
	}
	assert_int_equal(db_backup(r->db, file(r, "copy"), &why), OK);
	assert_int_equal(db_backup(r->db, file(r, "copy"), &why), CONFLICT);
	assert_non_null(strstr(why, "is there already"));
	assert_int_equal(db_backup(r->db, file(r, "no/such/place"), &why), BROKEN);
	assert_int_equal(access(file(r, "copy.part"), F_OK), -1);
	/* one that was broken off is begun anew */
	FILE *f = fopen(file(r, "next.part"), "w");
	fputs("half", f);
	fclose(f);
	assert_int_equal(db_backup(r->db, file(r, "next"), &why), OK);
}

/* ---- no room ---- */

static enum status fill(struct req *a, int from, int n)
{
	char *text = arena_take(&a->arena, 20001);
	memset(text, 'x', 20000);
	TRY(db_begin(a->db, true));
	for (int i = from; i < from + n; i++) {
		enum status st = stone_add(a, arena_printf(&a->arena, "f%d", i), NULL, arena_printf(&a->arena, "%d%s", i, text), 1, 0, false, 0,
			(struct bytes){ 0 }, NULL, NULL);
		if (st != OK) {
			db_rollback(a->db);
			return st;
		}
	}
	enum status st = db_commit(a->db);
	db_rollback(a->db);
	return st;
}

static void a_full_database_says_so_and_goes_on(void **state)
{
	struct req *r = *state;
	const char *why;
	if (harness_on_pg(r))
		skip();
	struct req *a = other(r, shared(r, "full"), false);
	assert_int_equal(fill(a, 0, 1), OK);
	assert_int_equal(db_script(a->db, "PRAGMA max_page_count = 100", &why), OK);
	assert_int_equal(fill(a, 1, 50), FULL);
	assert_int_equal(get(a, "f0"), OK);
	assert_int_equal(get(a, "f1"), MISSING);
	assert_int_equal(db_script(a->db, "PRAGMA max_page_count = 100000", &why), OK);
	assert_int_equal(fill(a, 1, 50), OK);
	assert_int_equal(get(a, "f50"), OK);
	assert_int_equal(db_integrity(a->db, &a->arena, &why), OK);
	end(a);
}

static void a_file_that_may_not_grow_is_full_too(void **state)
{
	struct req *r = *state;
	const char *why;
	struct rlimit was, small;
	if (harness_on_pg(r))
		skip();
	struct req *a = other(r, shared(r, "quota"), false);
	assert_int_equal(fill(a, 0, 1), OK);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	small = was;
	small.rlim_cur = 400000;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	enum status full = fill(a, 1, 50), copy = db_backup(a->db, file(r, "copy"), &why);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	assert_int_equal(full, FULL);
	assert_int_equal(copy, OK);
	assert_int_equal(get(a, "f0"), OK);
	assert_int_equal(get(a, "f1"), MISSING);
	assert_int_equal(fill(a, 1, 50), OK);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	copy = db_backup(a->db, file(r, "copy2"), &why);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	assert_int_equal(copy, FULL);
	assert_int_equal(access(file(r, "copy2"), F_OK), -1);
	assert_int_equal(access(file(r, "copy2.part"), F_OK), -1);
	assert_int_equal(db_integrity(a->db, &a->arena, &why), OK);
	assert_false(db_lost(a->db));
	end(a);
}

/* ---- checks ---- */

static void a_damaged_file_is_noticed(void **state)
{
	struct req *r = *state;
	const char *why = "";
	if (harness_on_pg(r)) {
		assert_int_equal(db_integrity(r->db, &r->arena, &why), OK);
		assert_int_equal(db_script(r->db, "ALTER TABLE chip ADD CONSTRAINT never_checked CHECK (number < 100) NOT VALID", &why), OK);
		assert_int_equal(db_integrity(r->db, &r->arena, &why), BROKEN);
		assert_non_null(strstr(why, "never_checked"));
		assert_int_equal(db_script(r->db, "ALTER TABLE chip DROP CONSTRAINT never_checked", &why), OK);
		return;
	}
	struct req *a = other(r, shared(r, "hurt"), false);
	assert_int_equal(fill(a, 0, 40), OK);
	assert_int_equal(db_integrity(a->db, &a->arena, &why), OK);
	end(a);
	FILE *f = fopen(file(r, "hurt"), "r+");
	fseek(f, -6 * 4096, SEEK_END);
	for (int i = 0; i < 5 * 4096; i++)
		fputc(i * 7 & 0xff, f);
	fclose(f);
	a = other(r, file(r, "hurt"), false);
	assert_int_equal(db_integrity(a->db, &a->arena, &why), BROKEN);
	assert_true(strlen(why) > 10);
	end(a);
}

static void a_row_that_points_nowhere_is_noticed(void **state)
{
	struct req *r = *state;
	const char *why = "";
	if (harness_on_pg(r))
		skip();
	assert_int_equal(db_script(r->db, "PRAGMA foreign_keys = OFF; INSERT INTO chip VALUES ('nowhere', 1); PRAGMA foreign_keys = ON", &why), OK);
	assert_int_equal(db_integrity(r->db, &r->arena, &why), BROKEN);
	assert_string_equal(why, "a row of table chip points to a row of stone that is not there");
}

HARNESS(a_new_file_is_for_its_owner_alone, a_second_connection_leaves_the_locks_of_the_first,
	a_file_that_is_no_database_is_refused_in_a_sentence, statements_stay_among_our_own_tables, what_is_deleted_leaves_the_file,
	the_log_is_not_cut_under_a_reader, a_copy_made_while_others_write_is_whole, a_copy_replaces_nothing,
	a_full_database_says_so_and_goes_on, a_file_that_may_not_grow_is_full_too, a_damaged_file_is_noticed,
	a_row_that_points_nowhere_is_noticed)
