/* Witnesses: somebody outside signs a head only when the log grew out of the last one they saw; what they signed is worth as
 * much as their key; a log that was cut off, made anew or shown in two ways is told plainly.  Keys of surveys in the log. */
#include "test_log.h"
#include "queries.h"

/* A new book; its key. */
static const char *a_book(struct req *r, const char *name)
{
	const char *line = run(r, audit_witness, "--begin", name);
	assert_int_equal(strlen(line), 65);
	return arena_copy(&r->arena, line, 64);
}

static enum status witness(struct req *r, const char *book, struct slice file)
{
	memory_write("seen", file);
	return tried(r, audit_witness, (const char *const[]){ "seen", "--book", book, NULL });
}

static const char *signed_line(struct req *r)
{
	return arena_copy(&r->arena, r->out.at, r->out.n - 1);
}

/* Fails the test when the command did not say this in words. */
static void says(struct req *r, const char *code, const char *words)
{
	for (size_t i = 0; i < r->n_faults; i++)
		if (str_same(r->faults[i].code, code) && strstr(r->faults[i].words, words))
			return;
	fail_msg("it does not say \"%s\", but \"%s\"", words, r->n_faults ? r->faults[0].words : "nothing");
}

static struct slice slice_of(const char *s) { return (struct slice){ s, strlen(s) }; }

static enum status verify(struct req *r, struct slice file, const char *head, const char *key)
{
	memory_write("given", file);
	return tried(r, audit_verify, (const char *const[]){ "given", "--head", head, key ? "--witness" : NULL, key, NULL });
}

static void a_log_that_grows_is_signed_again_and_again_and_judged_by_what_was_signed(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *key = a_book(r, "book"), *line[3];
	looks(r, &w, 2);
	MUST(witness(r, "book", slice_of(run(r, audit_head, NULL, NULL))));
	line[0] = signed_line(r);
	looks(r, &w, 2);
	MUST(witness(r, "book", an_export(r)));
	line[1] = signed_line(r);
	looks(r, &w, 3);
	MUST(witness(r, "book", slice_of(run(r, audit_prove, "--since", "4"))));
	line[2] = signed_line(r);
	struct slice book, file = an_export(r);
	MUST(memory_get(r, "book", &book));
	for (size_t i = 0; i < COUNT(line); i++) {
		assert_non_null(strstr(book.at, line[i]));
		MUST(verify(r, file, line[i], key));
	}
}

static void a_signed_head_is_worth_as_much_as_the_key_of_its_witness(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *key = a_book(r, "book"), *other = a_book(r, "other");
	looks(r, &w, 2);
	struct slice file = an_export(r);
	MUST(witness(r, "book", file));
	const char *line = signed_line(r), *head = run(r, audit_head, NULL, NULL);
	MUST(verify(r, file, line, key));
	assert_int_equal(verify(r, file, line, NULL), INVALID);
	says(r, "witness", "--witness KEY");
	assert_int_equal(verify(r, file, line, other), INVALID);
	says(r, "witness", "Somebody else");
	assert_int_equal(verify(r, file, arena_copy(&r->arena, head, strlen(head) - 1), key), INVALID);
	says(r, "witness", "No witness");
	struct log_witnessed read;
	char *turned = arena_str(&r->arena, line);
	assert_true(witnessed_read(&r->arena, slice_of(line), &read));
	for (size_t i = 0; turned[i]; i++) {
		turned[i] ^= 1;
		if (witnessed_read(&r->arena, (struct slice){ turned, strlen(line) }, &read))
			fail_msg("sign %zu was another, and nobody noticed", i);
		turned[i] ^= 1;
	}
}

static void a_log_that_was_cut_off_or_made_anew_is_not_signed_and_told(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	a_book(r, "book");
	looks(r, &w, 2);
	struct slice before = an_export(r);
	looks(r, &w, 3);
	MUST(witness(r, "book", an_export(r)));
	struct slice book, after;
	MUST(memory_get(r, "book", &book));
	assert_int_equal(witness(r, "book", before), INVALID);
	says(r, "changed", "an older one, or its end was cut off");
	forget_the_log(r);
	looks(r, &w, 3);
	r->now += 60;
	assert_int_equal(witness(r, "book", an_export(r)), INVALID);
	says(r, "changed", "The log was cut off");
	looks(r, &w, 4);
	assert_int_equal(witness(r, "book", an_export(r)), INVALID);
	says(r, "changed", "There are two logs");
	says(r, "unsigned", "Nothing was signed");
	assert_int_equal(witness(r, "book", slice_of(run(r, audit_prove, "--since", "5"))), INVALID);
	says(r, "changed", "not what the head stands for");
	MUST(memory_get(r, "book", &after));
	assert_true(slice_same(book, after));
}

static void two_who_were_shown_two_logs_find_it_out(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *key = a_book(r, "book");
	a_book(r, "other");
	looks(r, &w, 3);
	MUST(witness(r, "book", an_export(r)));
	const char *line = signed_line(r);
	forget_the_log(r);
	looks(r, &w, 3);
	struct slice shown = an_export(r);
	MUST(witness(r, "other", shown));
	assert_int_equal(verify(r, shown, line, key), INVALID);
	says(r, "changed", "There are two logs");
}

static void a_head_alone_is_taken_only_the_first_time(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	a_book(r, "book");
	looks(r, &w, 1);
	const char *head = run(r, audit_head, NULL, NULL);
	MUST(witness(r, "book", slice_of(head)));
	MUST(witness(r, "book", slice_of(head)));
	looks(r, &w, 1);
	assert_int_equal(witness(r, "book", slice_of(run(r, audit_head, NULL, NULL))), INVALID);
	says(r, "changed", "A head alone");
	assert_int_equal(witness(r, "book", slice_of("nothing\n")), INVALID);
	says(r, "changed", "does not end with a head");
}

static void another_log_and_another_book_are_refused(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *none = NULL;
	a_book(r, "book");
	looks(r, &w, 1);
	MUST(witness(r, "book", an_export(r)));
	struct slice book;
	MUST(memory_get(r, "book", &book));
	char *turned = arena_copy(&r->arena, book.at, book.n);
	for (size_t i = 20; i < book.n; i += 7) {
		turned[i] ^= 1;
		memory_write("turned", (struct slice){ turned, book.n });
		assert_int_equal(witness(r, "turned", an_export(r)), INVALID);
		turned[i] ^= 1;
	}
	MUST(db_begin(r->db, true));
	MUST(db_script(r->db, "DELETE FROM log_key", &none));
	MUST(db_commit(r->db));
	assert_int_equal(witness(r, "book", an_export(r)), INVALID);
	says(r, "changed", "different logs");
}

static void what_a_witness_is_asked_wrongly_is_refused_with_a_sentence(void **state)
{
	struct req *r = *state;
	a_world(r, 1);
	static const char *const wrong[][5] = { { NULL }, { "seen", NULL }, { "--book", "book", NULL }, { "--begin", NULL },
		{ "seen", "--begin", "book", NULL }, { "seen", "--book", "book", "--bok", NULL } };
	for (size_t i = 0; i < COUNT(wrong); i++) {
		assert_int_equal(tried(r, audit_witness, wrong[i]), INVALID);
		assert_true(r->n_faults > 0);
	}
}

/* ---- keys of surveys ---- */

static enum status give_key(struct req *r, const char *batch, const char *modulus)
{
	MUST(db_begin(r->db, true));
	enum status st = tell(r, &surveys_key_given, &(struct surveys_key_given){ batch, modulus });
	if (st == OK)
		return db_commit(r->db);
	db_rollback(r->db);
	return st;
}

static void each_key_of_surveys_is_entered_once_with_a_receipt_for_everyone(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	for (int i = 0; i < 9; i++) {
		const char *batch = id_new(r);
		looks(r, &w, i);
		MUST(give_key(r, batch, arena_printf(&r->arena, "modulus-%d", i)));
		harness_as(r, NULL, 0);
		MUST(harness_get(r, arena_printf(&r->arena, "/survey/keys/%s/log", batch)));
		struct slice receipt = slice_of(arena_str(&r->arena, harness_body(r)));
		assert_non_null(strstr(receipt.at, batch));
		assert_null(strstr(receipt.at, w.cora));
		const char *line = arena_copy(&r->arena, head_last_line(receipt).at, head_last_line(receipt).n);
		MUST(verify(r, receipt, line, NULL));
		MUST(verify(r, an_export(r), line, NULL));
	}
	struct log_head now = a_head(r);
	struct slice file = an_export(r);
	struct verified v;
	assert_null(log_verify(&r->arena, file, &now, &v));
	assert_int_equal(v.keys, 9);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, "/survey/keys/%s/log", id_new(r))), MISSING);
}

/* As somebody with the server in their hands would: another key for one person, entered or not. */
static void a_second_key_for_a_batch_is_found_out(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *batch = id_new(r);
	looks(r, &w, 2);
	MUST(give_key(r, batch, "for everyone"));
	MUST(give_key(r, id_new(r), "for everyone"));
	assert_int_not_equal(give_key(r, batch, "for one person"), OK);
	struct log_head kept = a_head(r);
	struct log_line line = { .at = r->now, .kind = SURVEY_KEY, .record_id = batch, .why = "another" };
	MUST(db_begin(r->db, true));
	MUST(log_add(r, 1, &line));
	MUST(db_commit(r->db));
	memory_write("given", an_export(r));
	assert_int_equal(tried(r, audit_verify, (const char *const[]){ "given", "--head", head_text(&r->arena, &kept), NULL }), INVALID);
	says(r, "changed", "has two keys");
}

HARNESS(a_log_that_grows_is_signed_again_and_again_and_judged_by_what_was_signed, a_signed_head_is_worth_as_much_as_the_key_of_its_witness,
	a_log_that_was_cut_off_or_made_anew_is_not_signed_and_told, two_who_were_shown_two_logs_find_it_out,
	a_head_alone_is_taken_only_the_first_time, another_log_and_another_book_are_refused,
	what_a_witness_is_asked_wrongly_is_refused_with_a_sentence, each_key_of_surveys_is_entered_once_with_a_receipt_for_everyone,
	a_second_key_for_a_batch_is_found_out)
