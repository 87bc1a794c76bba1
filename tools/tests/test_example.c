/* Draws the example pages and reads the generated tables: every tag writes what docs/pages.md says, each value escaped for its
 * place.  What must not compile is in must_fail/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "pages.h"
#include "queries.h"

const struct choices example_kinds = CHOICES("example_kinds", { "in_person", N_("In person") }, { "phone", N_("By phone") });

static const struct form_field fields[] = {
	TEXT_FIELD(struct example_form, about, .label = N_("About")),
	CHOICE_FIELD(struct example_form, kind, .of = &example_kinds, .label = N_("Kind")),
};
static const struct form form = FORM(example_form, fields);

#define NASTY "<b>&\"'/?#:"

struct drawn { struct req r; struct example_every_view v; };

static int begin(void **state)
{
	struct drawn *d = test_calloc(1, sizeof *d);
	d->r.out.reader = &d->r.reader;
	d->r.out.base = "/c/harbor";
	d->r.out.csrf = "token";
	d->v = (struct example_every_view){ .id = "i", .name = NASTY, .link = "/x?y=1&z=2", .count = 2, .at = 1750000000, .day = 20000,
		.kind = 1, .kinds = 3, .story = { "<p>told</p>" } };
	form_show(&d->r, &d->v.form, &form, NULL);
	*state = d;
	return 0;
}

static int end(void **state)
{
	struct drawn *d = *state;
	out_end(&d->r.out);
	arena_end(&d->r.arena);
	test_free(d);
	return 0;
}

static const char *draw(struct drawn *d)
{
	out_clear(&d->r.out);
	example_every_page.draw(&d->r.out, &d->v);
	assert_false(d->r.out.over);
	out_raw(&d->r.out, "", 1);
	return d->r.out.at;
}

static void says(struct drawn *d, const char *part)
{
	const char *all = draw(d);
	if (!strstr(all, part))
		fail_msg("\"%s\" is not in\n%s", part, all);
}

static void says_not(struct drawn *d, const char *part)
{
	const char *all = draw(d);
	if (strstr(all, part))
		fail_msg("\"%s\" should not be in\n%s", part, all);
}

static const struct example_person people[] = {
	{ .id = "a/b", .name = NASTY, .since = 1750000000, .languages = { 2, (const char *[]){ "en", "<es>" } } },
	{ .id = "c", .name = "Ana", .since = 1750000000 },
};

static void a_value_is_escaped_for_text(void **state)
{
	says(*state, "kept   &lt;b&gt;&amp;\"'/?#:\n    so\n</pre>");
}

static void a_value_is_escaped_for_an_attribute(void **state)
{
	says(*state, "title=\"Hello &lt;b&gt;&amp;&#34;&#39;/?#:, Supporter\"");
	says(*state, "value='2'");
}

static void a_value_inside_an_address_is_percent_encoded(void **state)
{
	struct drawn *d = *state;
	says(d, "href=\"https://example.org/%3Cb%3E%26%22%27%2F%3F%23%3A\"");
	d->v.people.n = COUNT(people);
	d->v.people.at = people;
	says(d, "<a href=\"/c/harbor/people/a%2Fb?name=%3Cb%3E%26%22%27%2F%3F%23%3A#a%2Fb\">&lt;b&gt;");
}

static void a_whole_address_is_checked(void **state)
{
	struct drawn *d = *state;
	says(d, "<a href=\"/x?y=1&amp;z=2\">");
	d->v.link = "javascript:alert(1)";
	says(d, "<a href=\"#\">");
}

static void the_base_begins_addresses(void **state)
{
	struct drawn *d = *state;
	says(d, "<a href=\"/c/harbor\">y</a>");
	d->r.out.base = "";
	says(d, "action=\"/people\"");
}

static void a_text_area_keeps_its_lines_and_escapes(void **state)
{
	says(*state, "<textarea name=\"x\">&lt;b&gt;&amp;&#34;&#39;/?#:\n   two</textarea>");
}

static void html_of_markup_stays_html(void **state)
{
	says(*state, "\n<p>told</p>\n");
}

static void every_posting_form_carries_the_token(void **state)
{
	struct drawn *d = *state;
	says(d, "action=\"/c/harbor/people\"><input type=\"hidden\" name=\"csrf\" value=\"token\">");
	assert_true(d->r.out.csrf_used);
}

static void if_and_else_choose(void **state)
{
	struct drawn *d = *state;
	says(d, "class=\"big shut\"");
	says(d, "<input type=\"radio\" checked >");
	says_not(d, "<p>Open</p>");
	d->v.open = true;
	says(d, "class=\"big open\"");
	says(d, "<p>Open</p>");
	says(d, "type=\"checkbox\"  checked  value");
}

static void each_walks_and_empty_stands_in(void **state)
{
	struct drawn *d = *state;
	says(d, "<li>Nobody.</li>");
	d->v.people.n = COUNT(people);
	d->v.people.at = people;
	says_not(d, "Nobody.");
	says(d, "<b>en</b><b>&lt;es&gt;</b>");
	says(d, "Ana</a>\nNone\n");
}

static void a_page_is_drawn_within_a_page(void **state)
{
	struct drawn *d = *state;
	d->v.rows.n = 1;
	d->v.rows.at = &(struct example_row_view){ "<1>", "Ana" };
	says(d, "<li id=\"p-&lt;1&gt;\">Ana</li>");
}

static void messages_hold_values_and_words_of_the_community(void **state)
{
	struct drawn *d = *state;
	says(d, "Hello &lt;b&gt;&amp;\"'/?#: &amp; &lt;b&gt;&amp;\"'/?#:, you have 2 “notes”? people</h1>");
	d->r.reader.own[VOCAB_PERSON].many = "<neighbours>";
	says(d, "“notes”? &lt;neighbours&gt;</h1>");
	d->r.reader.lang = LANG_ES;
	says(d, "title=\"Acompañante &lt;b&gt;&amp;&#34;&#39;/?#:: «hola»\"");
}

static void plurals_follow_the_number(void **state)
{
	struct drawn *d = *state;
	says(d, "<p>2 people wait.</p>");
	d->v.count = 1;
	says(d, "<p>One person waits.</p>");
	d->r.reader.lang = LANG_ES;
	says(d, "<p>Una persona espera.</p>");
	d->v.count = 12345;
	says(d, "<p>12.345 personas esperan.</p>");
}

static void choices_say_their_labels(void **state)
{
	struct drawn *d = *state;
	says(d, "By phone In person, By phone</p>");
	d->r.reader.lang = LANG_ES;
	says(d, "Por teléfono En persona, Por teléfono</p>");
	d->v.kind = 7;
	d->v.kinds = 0;
	says(d, "</time>  </p>");
}

static void dates_are_told_and_can_be_read_by_machines(void **state)
{
	says(*state, "<time datetime=");
	says(*state, "4 October 2024");
}

static void fields_are_drawn_from_the_form(void **state)
{
	says(*state, "name=\"about\"");
	says(*state, "name=\"kind\"");
}

static void comments_and_indentation_stay_behind(void **state)
{
	says_not(*state, "<!--");
	says_not(*state, "this is for the reader");
	says_not(*state, "\t");
}

static void title_and_language_are_there(void **state)
{
	struct drawn *d = *state;
	assert_string_equal(example_every_page.title, "Every tag");
	assert_string_equal(example_every_page.name, "example_every");
	assert_null(example_row_page.title);
	says(d, "<html lang=\"en\">");
	d->r.reader.lang = LANG_ES;
	says(d, "<html lang=\"es\">");
}

static void headings_become_tables(void **state)
{
	(void)state;
	const struct db_query *add = example_queries[0], *one = example_queries[1];
	assert_ptr_equal(add, &example_add_query);
	assert_string_equal(add->feature, "example");
	assert_true(add->writes);
	assert_int_equal(add->n_in, 10);
	assert_int_equal(add->n_out, 0);
	assert_string_equal(add->sql, "INSERT INTO example (id, community, name, note, kind, kinds, asked, late, share, photo)\n"
			    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
	const struct db_col *note = &add->in[3];
	assert_int_equal(note->type, DB_sealed);
	assert_true(note->null);
	assert_string_equal(note->place, "example.note");
	assert_int_equal(note->owner, 1);
	assert_int_equal(note->row, 0);
	assert_ptr_equal(add->in[4].of, &example_kinds);
	assert_false(add->in[4].set);
	assert_true(add->in[5].set);
	assert_int_equal(one->out[4].owner, -1);
	assert_string_equal(one->out[4].fixed_owner, "@server");
	assert_int_equal(one->out[11].at, offsetof(struct example_one, score));
	assert_int_equal(one->row_size, sizeof(struct example_one));
	assert_false(one->writes);
	assert_non_null(strstr(one->sql, "'it''s now() ?'"));
}

static void a_statement_behind_with_is_known(void **state)
{
	(void)state;
	assert_false(example_many_query.writes);
	assert_true(example_taken_query.writes);
	assert_false(example_all_query.writes);
	assert_null(strstr(example_many_query.sql, "$7"));
	assert_null(example_queries[5]);
}

static void a_schema_is_kept_letter_for_letter(void **state)
{
	(void)state;
	assert_true(str_begins(example_schema_001, "-- An example: this comment stands alone.\n\n-- Things"));
	assert_non_null(strstr(example_schema_002, "ADD COLUMN score int_count NOT NULL DEFAULT 0; -- how many; members\n"));
}

#define ON_PAGE(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_PAGE(a_value_is_escaped_for_text), ON_PAGE(a_value_is_escaped_for_an_attribute),
		ON_PAGE(a_value_inside_an_address_is_percent_encoded), ON_PAGE(a_whole_address_is_checked),
		ON_PAGE(the_base_begins_addresses), ON_PAGE(a_text_area_keeps_its_lines_and_escapes),
		ON_PAGE(html_of_markup_stays_html), ON_PAGE(every_posting_form_carries_the_token), ON_PAGE(if_and_else_choose),
		ON_PAGE(each_walks_and_empty_stands_in), ON_PAGE(a_page_is_drawn_within_a_page),
		ON_PAGE(messages_hold_values_and_words_of_the_community), ON_PAGE(plurals_follow_the_number),
		ON_PAGE(choices_say_their_labels), ON_PAGE(dates_are_told_and_can_be_read_by_machines),
		ON_PAGE(fields_are_drawn_from_the_form), ON_PAGE(comments_and_indentation_stay_behind),
		ON_PAGE(title_and_language_are_there), cmocka_unit_test(headings_become_tables),
		cmocka_unit_test(a_statement_behind_with_is_known), cmocka_unit_test(a_schema_is_kept_letter_for_letter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
