/* Reading forms: every type, every limit, a sentence for every fault. */
#include "test.h"

static const struct choices ways = CHOICES("ways", { "person", "In person", NULL }, { "phone", "By phone", "with a voice" }, { "online", "Online", NULL });

struct everything {
	const char *about, *story, *secret, *id, *pick, *thing;
	int64_t count, way, ways, day, clock, age;
	double far;
	bool soon, agree;
	struct week week;
	struct str_list rows;
	struct slice file;
};
static const struct form_field everything_fields[] = {
	ID_FIELD(struct everything, thing, .in_path = true),
	TEXT_FIELD(struct everything, about, .required = true, .min = 2, .max = 10, .label = "About"),
	TEXT_FIELD(struct everything, story, .multiline = true, .max = 40, .label = "Story"),
	SECRET_FIELD(struct everything, secret, .min = 4, .label = "Password"),
	INT_FIELD(struct everything, count, .min = 1, .max = 9, .label = "Count"),
	INT_FIELD(struct everything, age, .label = "Age"),
	REAL_FIELD(struct everything, far, .real_min = 0.5, .real_max = 100, .label = "Far"),
	FLAG_FIELD(struct everything, soon, .label = "Soon"),
	FLAG_FIELD(struct everything, agree, .required = true, .label = "Agree"),
	CHOICE_FIELD(struct everything, way, .of = &ways, .label = "Way"),
	SET_FIELD(struct everything, ways, .of = &ways, .min = 0, .max = 2, .label = "Ways"),
	DAY_FIELD(struct everything, day, .min = 20454, .label = "Day"),
	CLOCK_FIELD(struct everything, clock, .max = 20 * 60, .label = "Clock"),
	WEEK_FIELD(struct everything, week, .label = "Week"),
	ID_FIELD(struct everything, id, .hidden = true),
	IDS_FIELD(struct everything, rows, .max = 2, .label = "Rows"),
	PICK_FIELD(struct everything, pick, .label = "Pick"),
	FILE_FIELD(struct everything, file, .max = 10, .label = "File"),
};
static const struct form everything_form = FORM(everything, everything_fields);

static struct req *r;

static int begin(void **state)
{
	(void)state;
	r = request_new(WANT_PAGE);
	r->part[0] = "thing-1";
	return 0;
}

static int end(void **state)
{
	(void)state;
	request_done(r);
	return 0;
}

/* Reads the form from a query string; about and agree are filled in, so that one thing at a time can be wrong. */
static const struct everything *sent(const char *query, enum status expected)
{
	const char *all = arena_printf(&r->kept, "about=words&agree=1&%s", query);
	if (strstr(query, "about=") || strstr(query, "agree="))
		all = query;
	r->n_faults = 0;
	assert_true(params_urlencoded(&r->kept, S(all), &r->params));
	if (form_read(r, &everything_form) != expected)
		fail_msg("%s: %zu faults, the first %s", query, r->n_faults, r->n_faults ? r->faults[0].code : "none");
	assert_int_equal(r->n_faults > 0, expected == INVALID);
	return r->form;
}

static void refused(const char *query, const char *field, const char *code)
{
	sent(query, INVALID);
	assert_int_equal(r->n_faults, 1);
	assert_string_equal(r->faults[0].field, field);
	if (strcmp(r->faults[0].code, code) != 0)
		fail_msg("%s: %s instead of %s", query, r->faults[0].code, code);
	const char *words = words_say(&r->arena, &r->reader, r->faults[0].words, 1, &r->faults[0].arg);
	assert_null(strchr(words, '{'));
	assert_int_equal(words[strlen(words) - 1], '.');
}

static void what_is_not_sent_is_empty(void **state)
{
	(void)state;
	const struct everything *f = sent("", OK);
	assert_string_equal(f->about, "words");
	assert_string_equal(f->thing, "thing-1");
	assert_null(f->story);
	assert_null(f->secret);
	assert_null(f->id);
	assert_null(f->pick);
	assert_true(f->count == NO_INT && f->way == NO_INT && f->day == NO_INT && f->clock == NO_INT && f->age == NO_INT);
	assert_true(f->ways == 0 && f->far == NO_REAL && !f->soon && f->agree);
	assert_true(f->rows.n == 0 && f->file.n == 0);
	for (int d = 0; d < 7; d++)
		assert_int_equal(f->week.day[d], 0);
}

static void a_blank_form_holds_what_an_untouched_one_does(void **state)
{
	(void)state;
	struct everything blank;
	memset(&blank, 0xAA, sizeof blank);
	form_blank(&everything_form, &blank);
	assert_true(blank.way == NO_INT && blank.day == NO_INT && blank.far == NO_REAL && !blank.soon && blank.ways == 0);
	assert_null(blank.about);
	assert_int_equal(blank.rows.n, 0);
}

static void what_is_sent_lands_in_its_place(void **state)
{
	(void)state;
	const struct everything *f = sent("about=+two+w+&agree=on&story=a%0D%0Ab&secret=+x%26y+&count=7&age=-3&far=2,5&soon=1&way=phone&ways=online&ways=person"
		"&day=2026-05-03&clock=18:05&week=0-18&week=6-22&id=a1&rows=r1&rows=r2&rows=r1&pick=America/Denver&file=%FFx", OK);
	assert_string_equal(f->about, "two w");
	assert_string_equal(f->story, "a\nb");
	assert_string_equal(f->secret, " x&y ");
	assert_true(f->count == 7 && f->age == -3 && f->far == 2.5 && f->soon && f->way == 1 && f->ways == 5);
	assert_true(f->day == 20576 && f->clock == 18 * 60 + 5);
	assert_int_equal(f->week.day[0], 3u << 18);
	assert_int_equal(f->week.day[6], 3u << 22);
	assert_string_equal(f->id, "a1");
	assert_int_equal(f->rows.n, 2);
	assert_string_equal(f->rows.at[1], "r2");
	assert_string_equal(f->pick, "America/Denver");
	assert_true(slice_same(f->file, S("\xFFx")));
}

static void every_limit_has_its_fault(void **state)
{
	(void)state;
	refused("about=&agree=1", "about", "needed");
	refused("about=+%E2%80%8B&agree=1", "about", "needed");
	refused("about=a&agree=1", "about", "short");
	refused("about=12345678901&agree=1", "about", "long");
	sent("about=%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9&agree=1", OK);
	refused("about=a%00b&agree=1", "about", "text");
	refused("about=a%FFb&agree=1", "about", "text");
	refused("about=a%1Bb&agree=1", "about", "text");
	refused("about=a%0Ab&agree=1", "about", "line");
	refused("about=ab", "agree", "needed");
	refused("about=ab&agree=off", "agree", "needed");
	refused("secret=abc", "secret", "short");
	refused("secret=a%0Abcd", "secret", "text");
	refused("count=0", "count", "small");
	refused("count=10", "count", "large");
	refused("count=1e3", "count", "number");
	refused("count=five", "count", "number");
	sent("age=-100000", OK);
	refused("far=0.4", "far", "small");
	refused("far=101", "far", "large");
	refused("far=1.2.3", "far", "number");
	refused("far=1,2,3", "far", "number");
	refused("way=pigeon", "way", "choice");
	refused("ways=person&ways=pigeon", "ways", "choice");
	refused("ways=person&ways=phone&ways=online", "ways", "many");
	refused("day=2025-12-31", "day", "small");
	refused("day=2026-02-30", "day", "day");
	refused("day=5/3/2026", "day", "day");
	refused("clock=20:01", "clock", "large");
	refused("clock=24:00", "clock", "clock");
	refused("clock=7", "clock", "clock");
	refused("week=7-8", "week", "week");
	refused("week=0-23", "week", "week");
	refused("id=a%20b", "id", "shape");
	refused("rows=a&rows=b&rows=c", "rows", "many");
	refused("rows=a&rows=../b", "rows", "shape");
	refused("pick=a%0Ab", "pick", "choice");
	refused("file=12345678901", "file", "long");
}

static void every_fault_is_noted_and_the_rest_is_kept(void **state)
{
	(void)state;
	const struct everything *f = sent("about=a&agree=&count=x&age=12&way=pigeon&day=never&soon=true", INVALID);
	assert_int_equal(r->n_faults, 5);
	assert_string_equal(r->faults[0].field, "about");
	assert_string_equal(r->faults[4].field, "day");
	assert_null(f->about);
	assert_true(f->count == NO_INT && f->way == NO_INT && f->day == NO_INT);
	assert_true(f->age == 12 && f->soon);
	assert_string_equal(f->thing, "thing-1");
}

static void clocks_are_read_as_people_write_them(void **state)
{
	static const struct { const char *sent; int minutes; } right[] = {
		{ "00:00", 0 }, { "9:05", 545 }, { "19:59:59", 1199 }, { "12:00 am", 0 }, { "12:30pm", 750 }, { "6:30%20PM", 1110 }, { "1:00 AM", 60 },
	};
	static const char *const wrong[] = { "13:00 pm", "0:30 am", "12:60", "1:2", ":30", "12:30:", "12:30:61", "am", " pm", "a:30", "12:30 xm" };
	(void)state;
	for (size_t i = 0; i < COUNT(right); i++)
		assert_int_equal(sent(arena_printf(&r->kept, "clock=%s", right[i].sent), OK)->clock, right[i].minutes);
	for (size_t i = 0; i < COUNT(wrong); i++)
		refused(arena_printf(&r->kept, "clock=%s", wrong[i]), "clock", "clock");
}

static void json_fills_the_same_form(void **state)
{
	(void)state;
	assert_true(params_json(&r->kept, S("{\"about\":\"words\",\"agree\":true,\"soon\":false,\"count\":3,\"far\":1.50,\"ways\":[\"phone\",\"online\"],"
		"\"week\":[\"1-9-10\"],\"rows\":[],\"way\":null}"), &r->params));
	assert_int_equal(form_read(r, &everything_form), OK);
	const struct everything *f = r->form;
	assert_true(f->agree && !f->soon && f->count == 3 && f->far == 1.5 && f->ways == 6 && f->rows.n == 0 && f->way == NO_INT);
	assert_int_equal(f->week.day[1], 1u << 9);
}

static void a_get_form_reads_the_query(void **state)
{
	static const struct route list = { .method = "GET", .path = "/things/{id}" };
	(void)state;
	r->route = &list;
	assert_true(params_urlencoded(&r->kept, S("about=query&agree=1"), &r->query));
	assert_true(params_urlencoded(&r->kept, S("about=body&agree=1"), &r->params));
	assert_int_equal(form_read(r, &everything_form), OK);
	assert_string_equal(((const struct everything *)r->form)->about, "query");
}

static void weeks_come_back_from_every_way_of_writing(void **state)
{
	uint64_t seed = 47;
	(void)state;
	for (int i = 0; i < 500; i++) {
		struct week w, back;
		for (int d = 0; d < 7; d++)
			w.day[d] = (uint32_t)(chance(&seed) & chance(&seed)) & 0xFFFFFF;
		const char *text = week_text(&r->arena, &w);
		assert_int_equal(strlen(text), 42);
		assert_true(week_read(S(text), &back));
		assert_memory_equal(&w, &back, sizeof w);
		assert_memory_equal(&sent(arena_printf(&r->arena, "week=%s", text), OK)->week, &w, sizeof w);
		arena_clear(&r->arena);
	}
	struct week w;
	static const char *const wrong[] = { "", "0", "00000000000000000000000000000000000000000g", "0000000000000000000000000000000000000000000" };
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_false(week_read(S(wrong[i]), &w));
	static const char *const wrong_parts[] = { "-", "0-", "0-8-", "0-8-8", "0-8-25", "0-8-9-10", "0-8+", "+0-8", "a-8", "0-8 9", "00-8-9x" };
	for (size_t i = 0; i < COUNT(wrong_parts); i++)
		refused(arena_printf(&r->arena, "week=%s", strchr(wrong_parts[i], '+') ? wrong_parts[i][0] == '+' ? "%2B0-8" : "0-8%2B" : wrong_parts[i]), "week", "week");
	assert_int_equal(sent("week=0-0-2%2B0-4-5", OK)->week.day[0], 0x13);
	assert_int_equal(sent("week=3-0-24", OK)->week.day[3], 0xFFFFFF);
}

/* Random bytes for every field: no crash, and what is taken is well-formed. */
static void whatever_is_sent_what_is_taken_is_well_formed(void **state)
{
	static const char *const pieces[] = { "%00", "%FF", "a", "%C3%A9", "%E2%80%AE", "+", "-", "1", "9", ":", "2026-05-03", "phone", "0-8", "%0D%0A", ",", ".", "%F0%9F%99%82" };
	uint64_t seed = 53;
	(void)state;
	for (int i = 0; i < 3000; i++) {
		char query[4000];
		size_t n = 0;
		for (size_t k = 0; k < COUNT(everything_fields); k++) {
			n += (size_t)snprintf(query + n, sizeof query - n, "%s%s=", k ? "&" : "", everything_fields[k].name);
			for (uint64_t j = chance(&seed) % 6; j; j--)
				n += (size_t)snprintf(query + n, sizeof query - n, "%s", pieces[chance(&seed) % COUNT(pieces)]);
		}
		assert_true(params_urlencoded(&r->kept, (struct slice){ query, n }, &r->params));
		r->n_faults = 0;
		enum status st = form_read(r, &everything_form);
		const struct everything *f = r->form;
		assert_int_equal(st, r->n_faults ? INVALID : OK);
		const char *texts[] = { f->about, f->story, f->secret, f->id, f->pick };
		for (size_t k = 0; k < COUNT(texts); k++)
			assert_true(!texts[k] || str_utf8(S(texts[k])));
		assert_true(f->count == NO_INT || (f->count >= 1 && f->count <= 9));
		assert_true(f->way == NO_INT || (f->way >= 0 && f->way < 3));
		arena_clear(&r->arena);
		arena_clear(&r->kept);
	}
}

#define WITH(name) { #name, name, begin, end, NULL }
RUN(WITH(what_is_not_sent_is_empty), WITH(a_blank_form_holds_what_an_untouched_one_does), WITH(what_is_sent_lands_in_its_place), WITH(every_limit_has_its_fault),
    WITH(every_fault_is_noted_and_the_rest_is_kept), WITH(clocks_are_read_as_people_write_them), WITH(json_fills_the_same_form),
    WITH(a_get_form_reads_the_query), WITH(weeks_come_back_from_every_way_of_writing), WITH(whatever_is_sent_what_is_taken_is_well_formed))
