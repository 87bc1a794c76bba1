/* The queue of jobs: asked for in a transaction, begun once, done, tried again, given up.  And whether the core's own
 * statements hold.  On both engines. */
#include "harness.h"
#include "queries.h"

const struct feature *const harness_features[] = { NULL };

static struct jobs_due_list due(struct req *r)
{
	struct jobs_due_list l;
	assert_int_equal(jobs_due(r, r->now, r->now - 600, 10, &l), OK);
	return l;
}

static void a_job_waits_for_its_time(void **state)
{
	struct req *r = *state;
	assert_int_equal(job_add(r, "call", "{\"who\":\"ana\"}", r->now + 60), OK);
	assert_int_equal(job_add(r, "call", "{\"who\":\"ben\"}", r->now), OK);
	struct jobs_due_list l = due(r);
	assert_int_equal(l.n, 1);
	assert_string_equal(l.at[0].kind, "call");
	assert_string_equal(l.at[0].payload, "{\"who\":\"ben\"}");
	assert_int_equal(l.at[0].tries, 0);
	r->now += 60;
	l = due(r);
	assert_int_equal(l.n, 2);
	assert_string_equal(l.at[1].payload, "{\"who\":\"ana\"}");
}

static void a_job_of_a_transaction_taken_back_was_never_there(void **state)
{
	struct req *r = *state;
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(job_add(r, "call", "x", 0), OK);
	db_rollback(r->db);
	assert_int_equal(due(r).n, 0);
}

static void a_job_is_begun_by_one(void **state)
{
	struct req *r = *state;
	int64_t n;
	assert_int_equal(job_add(r, "call", "x", 0), OK);
	const char *id = due(r).at[0].id;
	assert_int_equal(job_claim(r, id, r->now, r->now - 600, &n), OK);
	assert_int_equal(n, 1);
	assert_int_equal(job_claim(r, id, r->now, r->now - 600, &n), OK);
	assert_int_equal(n, 0);
	assert_int_equal(due(r).n, 0);
	assert_int_equal(job_done(r, id, &n), OK);
	assert_int_equal(n, 1);
	r->now += 100000;
	assert_int_equal(due(r).n, 0);
}

static void a_job_whose_worker_died_is_begun_again(void **state)
{
	struct req *r = *state;
	int64_t n;
	assert_int_equal(job_add(r, "call", "x", 0), OK);
	const char *id = due(r).at[0].id;
	assert_int_equal(job_claim(r, id, r->now, r->now - 600, &n), OK);
	r->now += 601;
	assert_int_equal(due(r).n, 1);
	assert_int_equal(due(r).at[0].tries, 1);
	assert_int_equal(job_claim(r, id, r->now, r->now - 600, &n), OK);
	assert_int_equal(n, 1);
}

static void a_job_that_failed_waits_and_one_given_up_stays_to_be_seen(void **state)
{
	struct req *r = *state;
	struct job_counts c;
	int64_t n;
	assert_int_equal(job_counts(r, &c), OK);
	assert_true(c.waiting == 0 && c.claimed == 0 && c.dead == 0 && c.oldest == NO_INT);
	assert_int_equal(job_add(r, "call", "x", 5), OK);
	const char *id = due(r).at[0].id;
	assert_int_equal(job_claim(r, id, r->now, 0, &n), OK);
	assert_int_equal(job_again(r, id, r->now + 30, "refused_451", &n), OK);
	assert_int_equal(due(r).n, 0);
	assert_int_equal(job_counts(r, &c), OK);
	assert_true(c.waiting == 1 && c.claimed == 0 && c.oldest == r->now + 30);
	r->now += 30;
	assert_int_equal(due(r).at[0].tries, 1);
	assert_int_equal(job_claim(r, id, r->now, 0, &n), OK);
	assert_int_equal(job_dead(r, id, "refused_550", &n), OK);
	r->now += 100000;
	assert_int_equal(due(r).n, 0);
	assert_int_equal(job_counts(r, &c), OK);
	assert_true(c.waiting == 0 && c.claimed == 0 && c.dead == 1 && c.oldest == NO_INT);
}

static void mail_keeps_every_letter(void **state)
{
	struct req *r = *state;
	assert_int_equal(mail_add(r, &(struct mail_new){ .to = "ana@example.org", .subject = "You have a new message", .body = "Hello \"Ana\",\n\n\u00a1hasta pronto!\n" }), OK);
	struct jobs_due_list l = due(r);
	assert_string_equal(l.at[0].kind, "mail");
	json_t *mail = json_loads(l.at[0].payload, 0, NULL);
	assert_non_null(mail);
	assert_string_equal(json_string_value(json_object_get(mail, "to")), "ana@example.org");
	assert_string_equal(json_string_value(json_object_get(mail, "subject")), "You have a new message");
	assert_string_equal(json_string_value(json_object_get(mail, "body")), "Hello \"Ana\",\n\n\u00a1hasta pronto!\n");
	json_decref(mail);
	assert_int_equal(mail_add(r, &(struct mail_new){ .to = "ana@example.org", .subject = "x", .body = "\xff" }), BROKEN);
}

static void a_job_too_large_is_refused(void **state)
{
	struct req *r = *state;
	char *text = arena_take(&r->arena, 64 * 1024 + 2);
	memset(text, 'x', 64 * 1024);
	assert_int_equal(job_add(r, "call", text, 0), OK);
	text[64 * 1024] = 'x';
	assert_int_equal(job_add(r, "call", text, 0), BROKEN);
	assert_int_equal(mail_add(r, &(struct mail_new){ .to = "a@example.org", .subject = "x", .body = text }), BROKEN);
	assert_int_equal(due(r).n, 1);
}

static void the_cores_statements_hold(void **state)
{
	struct req *r = *state;
	size_t n = 0;
	for (const struct db_query *const *q = core_queries; *q; q++, n++) {
		const char *why = "", *tables = "";
		if (db_check(r->db, &r->arena, *q, &why, &tables) != OK)
			fail_msg("%s", why);
	}
	assert_true(n >= 14);
}

HARNESS(a_job_waits_for_its_time, a_job_of_a_transaction_taken_back_was_never_there, a_job_is_begun_by_one,
	a_job_whose_worker_died_is_begun_again, a_job_that_failed_waits_and_one_given_up_stays_to_be_seen, mail_keeps_every_letter,
	a_job_too_large_is_refused, the_cores_statements_hold)
