/* The harness itself: requests as the server would run them, who asks, faults put in on purpose.  On both engines. */
#include "stones.h"

static enum status list(struct req *r)
{
	struct stones_all_list l;
	TRY(stones_all(r, &l));
	if (r->want == WANT_JSON)
		out_printf(&r->out, "{\"n\":%zu}", l.n);
	else
		out_printf(&r->out, "<p>%zu stones</p>", l.n);
	return OK;
}

struct stone_new { const char *about; int64_t weight; };
static const struct form_field stone_new_fields[] = {
	TEXT_FIELD(struct stone_new, about, .required = true, .max = 20, .label = "About"),
	INT_FIELD(struct stone_new, weight, .min = 1, .max = 100, .label = "Weight"),
};
static const struct form stone_new_form = FORM(stone_new, stone_new_fields);

static enum status add(struct req *r)
{
	const struct stone_new *f = r->form;
	const char *id = id_new(r);
	enum status st = stone_add(r, id, r->who.person, f->about, f->weight, r->now, false, NO_REAL, (struct bytes){ 0 }, f->about, NULL);
	if (st == CONFLICT)
		return fault(r, "about", "taken", "There is one already.");
	TRY(st);
	TRY(chip_add(r, id, 1, NULL));
	TRY(chip_add(r, id, 2, NULL));
	return redirect(r, "/stones/%s", id);
}

static enum status redraw(struct req *r)
{
	OUT_LITERAL(&r->out, "<p>Once more</p>");
	return OK;
}

static enum status here(struct req *r)
{
	out_printf(&r->out, "in %s at %s", r->community.id, r->out.base);
	return OK;
}

/* Takes every failure for an empty list: what the faults are there to find. */
static enum status careless(struct req *r)
{
	struct stones_all_list l;
	if (stones_all(r, &l) != OK)
		return MISSING;
	OUT_LITERAL(&r->out, "all is well");
	return OK;
}

static enum status runs_over(struct req *r)
{
	for (;;)
		memset(arena_take(&r->arena, 1 << 20), 1, 1);
	return OK;
}

static const struct route routes[] = {
	{ .method = "GET", .path = "/stones", .may = MAY_ANYONE, .handle = list },
	{ .method = "POST", .path = "/stones", .may = MAY_SIGNED_IN, .form = &stone_new_form, .handle = add, .redraw = redraw },
	{ .method = "GET", .path = "/c/{c}/here", .may = MAY_MEMBER, .handle = here },
	{ .method = "GET", .path = "/careless", .may = MAY_ANYONE, .handle = careless },
	{ .method = "GET", .path = "/runs-over", .may = MAY_ANYONE, .handle = runs_over },
};
static const char *const schemas[] = { stones_schema_001, stones_schema_002, NULL };
static const struct feature paths_feature = { .name = "stones", .schemas = schemas, .queries = stones_queries,
	.n_routes = COUNT(routes), .routes = routes };
const struct feature *const harness_features[] = { &paths_feature, NULL };

static void a_request_finds_its_way(void **state)
{
	struct req *r = *state;
	assert_int_equal(harness_get(r, "/stones"), OK);
	assert_string_equal(harness_body(r), "<p>0 stones</p>");
	assert_int_equal(json_integer_value(json_object_get(harness_json(r), "n")), 0);
	assert_int_equal(r->want, WANT_PAGE);
	assert_int_equal(harness_get(r, "/stone"), MISSING);
	assert_int_equal(harness_post(r, "/careless", NULL), MISSING);
}

static void a_post_changes_what_the_next_get_sees(void **state)
{
	struct req *r = *state;
	assert_int_equal(harness_post(r, "/stones", "about", "grey", NULL), MISSING);
	assert_true(r->needs_sign_in);
	harness_as(r, "ana", MAY_SIGNED_IN);
	const char *mine = arena_str(&r->arena, "what a test takes stays");
	assert_int_equal(harness_post(r, "/stones", "about", "grey", "weight", "5", NULL), OK);
	assert_true(str_begins(r->reply.location, "/stones/"));
	assert_int_equal(harness_get(r, "/stones"), OK);
	harness_says(r, "1 stones");
	harness_says_not(r, "2 stones");
	assert_string_equal(mine, "what a test takes stays");
}

static void faults_are_noted_and_nothing_is_kept(void **state)
{
	struct req *r = *state;
	uint8_t before[32], after[32];
	harness_as(r, "ana", MAY_SIGNED_IN);
	assert_int_equal(harness_post(r, "/stones", "about", "grey", NULL), OK);
	harness_digest(r, before);
	assert_int_equal(harness_post(r, "/stones", "about", "", "weight", "101", NULL), INVALID);
	assert_int_equal(r->n_faults, 2);
	harness_says(r, "Once more");
	assert_int_equal(harness_post(r, "/stones", "about", "grey", NULL), INVALID);
	assert_true(harness_fault(r, "about", "taken"));
	assert_false(harness_fault(r, "about", "missing"));
	harness_digest(r, after);
	assert_memory_equal(before, after, sizeof before);
}

static void a_digest_sees_every_change(void **state)
{
	struct req *r = *state;
	uint8_t before[32], after[32];
	int64_t n;
	assert_int_equal(stone_put(r, "a", NULL, NULL, 0), OK);
	harness_digest(r, before);
	assert_int_equal(stone_weight_set(r, 1, "a", &n), OK);
	harness_digest(r, after);
	assert_memory_not_equal(before, after, sizeof before);
	harness_digest(r, before);
	assert_memory_equal(before, after, sizeof before);
	assert_int_equal(job_add(r, "x", "y", 0), OK);
	harness_digest(r, after);
	assert_memory_not_equal(before, after, sizeof before);
}

static void a_community_is_known_by_its_slug(void **state)
{
	struct req *r = *state;
	harness_as(r, "ana", MAY_SIGNED_IN | MAY_MEMBER);
	harness_in(r, "id-of-harbor", "harbor");
	assert_int_equal(harness_get(r, "/c/harbor/here"), OK);
	harness_says(r, "in id-of-harbor at /c/harbor");
	assert_int_equal(harness_get(r, "/c/elsewhere/here"), MISSING);
}

static enum status enter_as_ben(struct req *r)
{
	struct stones_sum s;
	TRY(stones_sum(r, &s));
	r->who.person = "ben";
	r->who.may = MAY_SIGNED_IN | MAY_MEMBER;
	if (str_same(r->community.slug, "harbor"))
		r->community.id = "looked-up";
	return OK;
}

static void who_asks_can_be_looked_up_for_real(void **state)
{
	struct req *r = *state;
	harness_enter = enter_as_ben;
	enum status here_st = harness_get(r, "/c/harbor/here");
	const char *body = harness_body(r);
	enum status elsewhere = harness_get(r, "/c/elsewhere/here");
	harness_enter = NULL;
	assert_int_equal(here_st, OK);
	assert_string_equal(body, "in looked-up at /c/harbor");
	assert_int_equal(elsewhere, MISSING);
}

static void a_handler_that_takes_without_end_is_stopped(void **state)
{
	struct req *r = *state;
	assert_int_equal(harness_get(r, "/runs-over"), BROKEN);
	assert_int_equal(harness_get(r, "/stones"), OK);
}

static void with_faults_a_request_comes_out_the_same(void **state)
{
	struct req *r = *state;
	struct stones_sum s;
	struct chips_count c;
	harness_as(r, "ana", MAY_SIGNED_IN);
	const char *was = getenv("HARNESS_FAULT");
	setenv("HARNESS_FAULT", "1", 1);
	for (int i = 1; i <= 20; i++) {
		assert_int_equal(harness_post(r, "/stones", "about", arena_printf(&r->arena, "%d", i), NULL), OK);
		assert_int_equal(stones_sum(r, &s), OK);
		assert_int_equal(s.n, i);
		assert_int_equal(chips_count(r, &c), OK);
		assert_int_equal(c.n, 2 * i);
	}
	assert_int_equal(harness_post(r, "/stones", "about", "1", NULL), INVALID);
	assert_int_equal(harness_get(r, "/stones"), OK);
	harness_says(r, "20 stones");
	if (was)
		setenv("HARNESS_FAULT", was, 1);
	else
		unsetenv("HARNESS_FAULT");
}

static void tests_begin_with_an_empty_database(void **state)
{
	struct req *r = *state;
	struct stones_sum s;
	assert_int_equal(stones_sum(r, &s), OK);
	assert_int_equal(s.n, 0);
	assert_int_equal(stone_put(r, "a", "ana", "x", 0), OK);
}

static void and_so_does_the_next(void **state)
{
	tests_begin_with_an_empty_database(state);
}

static void a_careless_handler(void **state)
{
	struct req *r = *state;
	assert_int_equal(harness_get(r, "/careless"), OK);
}

static int main_of_the_careless(void)
{
	const struct CMUnitTest tests[] = { HARNESS_ONE_(a_careless_handler) };
	setenv("HARNESS_FAULT", "1", 1);
	return harness_main(tests, COUNT(tests));
}

#define main main_of_the_careful
static int main_of_the_careful(void);
static HARNESS(a_request_finds_its_way, a_post_changes_what_the_next_get_sees, faults_are_noted_and_nothing_is_kept,
	a_digest_sees_every_change, a_community_is_known_by_its_slug, who_asks_can_be_looked_up_for_real,
	a_handler_that_takes_without_end_is_stopped, with_faults_a_request_comes_out_the_same,
	tests_begin_with_an_empty_database, and_so_does_the_next)
#undef main

/* "careless": a test that must fail, so that the faults are known to find something. */
int main(int argc, char **argv)
{
	return argc > 1 && strcmp(argv[1], "careless") == 0 ? main_of_the_careless() : main_of_the_careful();
}
