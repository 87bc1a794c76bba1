/* Messages: found by hash, with the reader's language, the community's own words and the values; choices; which language.  The
 * catalogue is words.po beside this file, in place of the program's. */
#include "test.h"
#include "words_catalogue.h"

struct reading { struct out out; struct arena arena; struct words_reader reader; };

static int begin(void **state)
{
	struct reading *t = test_calloc(1, sizeof *t);
	t->out.reader = &t->reader;
	*state = t;
	return 0;
}

static int end(void **state)
{
	struct reading *t = *state;
	out_end(&t->out);
	arena_end(&t->arena);
	test_free(t);
	return 0;
}

static const char *said(struct reading *t, const char *english, struct word_arg a, struct word_arg b)
{
	return words_say(&t->arena, &t->reader, english, 2, (const struct word_arg[]){ a, b });
}

static void the_catalogue_stands_in_order(void **state)
{
	(void)state;
	const struct words_catalogue *c = &words_catalogues[LANG_ES];
	assert_true(c->n >= 7);
	for (size_t i = 0; i < c->n; i++) {
		assert_int_equal(c->at[i].hash, words_hash(c->at[i].english));
		if (i)
			assert_true(c->at[i - 1].hash < c->at[i].hash);
		assert_ptr_equal(words_find(LANG_ES, c->at[i].hash, c->at[i].english), c->at[i].one);
	}
}

static void a_message_is_found_in_spanish(void **state)
{
	(void)state;
	assert_string_equal(words_find(LANG_ES, words_hash("Good morning"), "Good morning"), "Buenos días");
	assert_string_equal(words_find(LANG_EN, words_hash("Good morning"), "Good morning"), "Good morning");
}

static void what_is_not_translated_stays_english(void **state)
{
	(void)state;
	assert_string_equal(words_find(LANG_ES, words_hash("Nowhere"), "Nowhere"), "Nowhere");
}

static void the_same_hash_of_another_message_is_not_taken(void **state)
{
	(void)state;
	assert_string_equal(words_find(LANG_ES, words_hash("Good morning"), "Good evening"), "Good evening");
}

static void the_hash_is_fnv_1a(void **state)
{
	(void)state;
	assert_int_equal(words_hash(""), 0x811c9dc5u);          /* values of the FNV reference code */
	assert_int_equal(words_hash("a"), 0xe40c292cu);
	assert_int_equal(words_hash("foobar"), 0xbf9cf968u);
}

static void plurals_go_by_the_number(void **state)
{
	(void)state;
	uint32_t h = words_hash("{0} day");
	assert_string_equal(words_find_plural(LANG_EN, h, "{0} day", "{0} days", 1), "{0} day");
	assert_string_equal(words_find_plural(LANG_EN, h, "{0} day", "{0} days", 0), "{0} days");
	assert_string_equal(words_find_plural(LANG_ES, h, "{0} day", "{0} days", 1), "{0} día");
	assert_string_equal(words_find_plural(LANG_ES, h, "{0} day", "{0} days", 2), "{0} días");
	assert_string_equal(words_find_plural(LANG_ES, h, "{0} day", "{0} days", -1), "{0} días");
}

static void plurals_marked_as_two_messages_are_found_too(void **state)
{
	(void)state;
	uint32_t h = words_hash("{0} step");
	assert_string_equal(words_find_plural(LANG_ES, h, "{0} step", "{0} steps", 1), "{0} paso");
	assert_string_equal(words_find_plural(LANG_ES, h, "{0} step", "{0} steps", 5), "{0} pasos");
	assert_string_equal(words_find_plural(LANG_ES, 1, "{0} mile", "{0} miles", 5), "{0} miles");
}

static void values_stand_where_the_translation_puts_them(void **state)
{
	struct reading *t = *state;
	assert_string_equal(said(t, "{0} and {1}", word_text("Ana"), word_int(3)), "Ana and 3");
	t->reader.lang = LANG_ES;
	assert_string_equal(said(t, "{0} and {1}", word_text("Ana"), word_int(12345)), "12.345 y Ana");
}

static void a_value_is_never_read_as_a_message(void **state)
{
	struct reading *t = *state;
	assert_string_equal(said(t, "{0} and {1}", word_text("{1} {~person}"), word_text("x")), "{1} {~person} and x");
}

static void missing_values_leave_nothing_behind(void **state)
{
	struct reading *t = *state;
	assert_string_equal(said(t, "{0} and {1}", word_text(NULL), word_int(NO_INT)), " and ");
	assert_string_equal(words_say(&t->arena, &t->reader, "{0} and {9} {x} { }", 0, NULL), "{0} and {9} {x} { }");
	assert_string_equal(words_say(&t->arena, &t->reader, "open {", 0, NULL), "open {");
}

static void the_community_chooses_its_words(void **state)
{
	struct reading *t = *state;
	static const char english[] = "{~Supporter} of a {~person}";
	assert_string_equal(words_say(&t->arena, &t->reader, english, 0, NULL), "Supporter of a person");
	t->reader.own[VOCAB_SUPPORTER] = (struct vocabulary_word){ "ñandú", "ñandúes" };
	assert_string_equal(words_say(&t->arena, &t->reader, english, 0, NULL), "Ñandú of a person");
	t->reader.lang = LANG_ES;
	assert_string_equal(words_say(&t->arena, &t->reader, english, 0, NULL), "Ñandú de persona");
	t->reader.own[VOCAB_SUPPORTER] = (struct vocabulary_word){ 0 };
	assert_string_equal(words_say(&t->arena, &t->reader, english, 0, NULL), "Acompañante de persona");
}

static void there_are_words_for_one_and_for_many(void **state)
{
	struct reading *t = *state;
	static const char english[] = "{~Encounter}, {~plans}, {~people}";
	assert_string_equal(words_say(&t->arena, &t->reader, english, 0, NULL), "Encounter, plans, people");
	t->reader.lang = LANG_ES;
	assert_string_equal(words_say(&t->arena, &t->reader, english, 0, NULL), "Encuentro, planes, personas");
	assert_string_equal(words_say(&t->arena, &t->reader, "{~note} {~notes} {~Group} {~groups} {~plan}", 0, NULL), "nota notas Grupo grupos plan");
}

static void words_and_values_are_escaped_for_their_place(void **state)
{
	struct reading *t = *state;
	t->reader.own[VOCAB_PERSON].one = "<i>\"";
	const struct word_arg a[] = { word_text("<b>'") };
	out_words(&t->out, WORDS_TEXT, words_hash("{~person} & {0}"), "{~person} & {0}", 1, a);
	assert_string_equal(written(&t->arena, &t->out), "&lt;i&gt;\" &amp; &lt;b&gt;'");
	out_words(&t->out, WORDS_ATTR, words_hash("{~person} & {0}"), "{~person} & {0}", 1, a);
	assert_string_equal(written(&t->arena, &t->out), "&lt;i&gt;&#34; &amp; &lt;b&gt;&#39;");
	out_words_plural(&t->out, WORDS_TEXT, words_hash("{0} day"), "{0} day", "{0} days", 2000, 1, (const struct word_arg[]){ word_int(2000) });
	assert_string_equal(written(&t->arena, &t->out), "2,000 days");
}

static const struct choices ways = CHOICES("ways", { "in_person", N_("In <person>") }, { "phone", N_("By phone") }, { "video", N_("Video") });

static void choices_are_found_by_their_whole_code(void **state)
{
	(void)state;
	int64_t k = 9;
	assert_true(choice_find(&ways, SLICE("phone"), &k));
	assert_int_equal(k, 1);
	assert_false(choice_find(&ways, SLICE("phon"), &k));
	assert_false(choice_find(&ways, SLICE("phones"), &k));
	assert_false(choice_find(&ways, SLICE(""), &k));
	assert_int_equal(k, 1);
	assert_string_equal(choice_code(&ways, 2), "video");
	assert_null(choice_code(&ways, 3));
	assert_null(choice_code(&ways, -1));
	assert_null(choice_code(&ways, NO_INT));
}

static void choices_are_written_by_their_label(void **state)
{
	struct reading *t = *state;
	out_choice(&t->out, &ways, 0);
	assert_string_equal(written(&t->arena, &t->out), "In &lt;person&gt;");
	out_choice(&t->out, &ways, 3);
	assert_string_equal(written(&t->arena, &t->out), "");
	t->reader.lang = LANG_ES;
	out_choices(&t->out, &ways, 1 << 1 | 1 << 2 | 1 << 5);
	assert_string_equal(written(&t->arena, &t->out), "Por teléfono, Video");
	out_choices(&t->out, &ways, 0);
	assert_string_equal(written(&t->arena, &t->out), "");
}

static void a_language_is_known_by_its_code(void **state)
{
	(void)state;
	enum lang l = LANG_EN;
	assert_true(lang_find(SLICE("es"), &l) && l == LANG_ES);
	assert_true(lang_find(SLICE("EN-us"), &l) && l == LANG_EN);
	assert_true(lang_find(SLICE("es_MX"), &l) && l == LANG_ES);
	assert_false(lang_find(SLICE("est"), &l));
	assert_false(lang_find(SLICE("e"), &l));
	assert_false(lang_find(SLICE(""), &l));
	assert_int_equal(l, LANG_ES);
}

static void browsers_say_what_they_would_like_best(void **state)
{
	(void)state;
	static const struct { const char *header; enum lang best; } cases[] = {
		{ NULL, LANG_EN }, { "", LANG_EN }, { "es", LANG_ES }, { "es-MX,es;q=0.9,en;q=0.8", LANG_ES },
		{ "en-US,en;q=0.9,es;q=0.8", LANG_EN }, { "en;q=0.5, es;q=0.8", LANG_ES }, { "fr, es;q=0.1", LANG_ES },
		{ "fr, de", LANG_EN }, { "es;q=0", LANG_EN }, { "es;q=0.000,en;q=0.001", LANG_EN }, { "*, es;q=0.5", LANG_EN },
		{ "es, *;q=0.5", LANG_ES }, { "en;q=0.8,es;q=0.801", LANG_ES }, { "en;q=0.8,es;q=2", LANG_EN },
		{ "en;q=0.8,es;q=1.001", LANG_EN }, { "en;q=0.8,es;q=x", LANG_EN }, { "en;q=0.8 , es ; q=0.9", LANG_ES },
		{ ",,;q=,es", LANG_ES }, { "en;q=0.2,es;q=0.12345", LANG_EN }, { "en;q=0.2, es;q=1.", LANG_ES },
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		if (lang_accept(cases[i].header) != cases[i].best)
			fail_msg("\"%s\" should give %s", cases[i].header, lang_codes[cases[i].best]);
}

#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)

RUN(
	T(the_catalogue_stands_in_order), T(a_message_is_found_in_spanish), T(what_is_not_translated_stays_english),
	T(the_same_hash_of_another_message_is_not_taken), T(the_hash_is_fnv_1a), T(plurals_go_by_the_number),
	T(plurals_marked_as_two_messages_are_found_too), T(values_stand_where_the_translation_puts_them),
	T(a_value_is_never_read_as_a_message), T(missing_values_leave_nothing_behind),
	T(the_community_chooses_its_words), T(there_are_words_for_one_and_for_many),
	T(words_and_values_are_escaped_for_their_place), T(choices_are_found_by_their_whole_code),
	T(choices_are_written_by_their_label), T(a_language_is_known_by_its_code),
	T(browsers_say_what_they_would_like_best))
