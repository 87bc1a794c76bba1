/* Drawing forms: what a browser and a screen reader get. */
#include "test.h"

static const struct choices ways = CHOICES("ways", { "person", "In person", NULL }, { "phone", "By phone", "with a voice" });
static const struct choices scale = CHOICES("scale", { "1", "1", "not at all" }, { "2", "2", NULL }, { "3", "3", "fully" });

struct ask { const char *about, *story, *secret, *version, *pick, *mail; int64_t count, way, ways, day, clock, scale; double far; bool soon; struct week week; struct str_list rows; struct slice file; };
static const struct form_field ask_fields[] = {
	TEXT_FIELD(struct ask, about, .required = true, .max = 80, .label = "What is it about?", .hint = "A few words."),
	TEXT_FIELD(struct ask, story, .multiline = true, .max = 500, .label = "More"),
	SECRET_FIELD(struct ask, secret, .label = "Password", .autocomplete = "current-password"),
	TEXT_FIELD(struct ask, mail, .label = "Mail", .autocomplete = "email"),
	ID_FIELD(struct ask, version, .hidden = true),
	INT_FIELD(struct ask, count, .label = "How many?"),
	REAL_FIELD(struct ask, far, .label = "How far?"),
	FLAG_FIELD(struct ask, soon, .label = "Soon"),
	CHOICE_FIELD(struct ask, way, .of = &ways, .required = true, .label = "How?"),
	CHOICE_FIELD(struct ask, scale, .of = &scale, .label = "Heard?"),
	SET_FIELD(struct ask, ways, .of = &ways, .label = "Ways"),
	DAY_FIELD(struct ask, day, .min = 20576, .label = "Day"),
	CLOCK_FIELD(struct ask, clock, .label = "Time"),
	WEEK_FIELD(struct ask, week, .label = "Hours"),
	PICK_FIELD(struct ask, pick, .label = "Project"),
	IDS_FIELD(struct ask, rows, .label = "Rows"),
	FILE_FIELD(struct ask, file, .label = "File"),
};
static const struct form ask_form = FORM(ask, ask_fields);
static const struct route route = { .method = "POST", .path = "/asks", .form = &ask_form };
struct view { FORM_VIEW(ask) form; };

static struct req *r;
static struct view v;

static int begin(void **state)
{
	(void)state;
	r = request_new(WANT_PAGE);
	r->route = &route;
	v = (struct view){ 0 };
	form_show(r, &v.form, &ask_form, NULL);
	return 0;
}

static int end(void **state)
{
	(void)state;
	request_done(r);
	return 0;
}

#define DRAWN(field) (out_field(&r->out, &v.form.drawn, offsetof(struct ask, field)), written(&r->arena, &r->out))

static void says(const char *html, const char *part)
{
	if (!strstr(html, part))
		fail_msg("%s\nis not in\n%s", part, html);
}

static void says_not(const char *html, const char *part)
{
	if (strstr(html, part))
		fail_msg("%s\nis in\n%s", part, html);
}

/* The form was sent and comes back. */
static void came_back(const char *query, const struct ask *stored)
{
	assert_true(params_urlencoded(&r->kept, S(query), &r->params));
	(void)!form_read(r, &ask_form);
	r->came_back = &ask_form;
	form_show(r, &v.form, &ask_form, stored);
}

static void a_text_field_is_labelled_and_limited(void **state)
{
	(void)state;
	assert_string_equal(DRAWN(about), "<div class=\"field\"><label for=\"f-about\">What is it about?</label>"
		"<p class=\"hint\" id=\"f-about-hint\">A few words.</p>"
		"<input id=\"f-about\" name=\"about\" type=\"text\" maxlength=\"80\" autocomplete=\"off\" required aria-describedby=\"f-about-hint\"></div>");
	says(DRAWN(mail), "<span class=\"optional\">(if you wish)</span></label><input id=\"f-mail\" name=\"mail\" type=\"email\" maxlength=\"200\" autocomplete=\"email\">");
}

static void a_fault_stands_beside_its_field_and_at_the_top(void **state)
{
	(void)state;
	came_back("about=&story=x", NULL);
	const char *html = DRAWN(about);
	says(html, "<div class=\"field faulty\">");
	says(html, "<p class=\"fault\" id=\"f-about-fault\">Please write something here.</p>");
	says(html, "aria-invalid=\"true\" aria-describedby=\"f-about-hint f-about-fault\"");
	out_faults(&r->out, &v.form.drawn);
	html = written(&r->arena, &r->out);
	says(html, "<div class=\"faults\" role=\"alert\" tabindex=\"-1\"><h2>There is something to look at again</h2><ul>");
	says(html, "<li><a href=\"#f-about\">What is it about?</a> Please write something here.</li>");
	says(html, "<a href=\"#f-way\">How?</a> Please choose one.");
	says_not(DRAWN(story), "fault");
}

static void without_faults_nothing_stands_at_the_top(void **state)
{
	(void)state;
	out_faults(&r->out, &v.form.drawn);
	came_back("about=a+b&way=phone", NULL);
	out_faults(&r->out, &v.form.drawn);
	assert_int_equal(r->out.n, 0);
}

static void what_was_typed_comes_back_except_secrets(void **state)
{
	const struct ask stored = { .about = "stored", .way = 0, .count = 4 };
	(void)state;
	came_back("about=%3Cb%3E%22&story=%0D%0Atwo%3C/textarea%3E&secret=mine&count=many&soon=1&way=phone&ways=person&ways=phone&far=x", &stored);
	says(DRAWN(about), " value=\"&lt;b&gt;&#34;\"");
	says(DRAWN(story), ">\n\r\ntwo&lt;/textarea&gt;</textarea>");
	says_not(DRAWN(secret), "mine");
	says_not(DRAWN(secret), "value");
	says(DRAWN(secret), "type=\"password\" spellcheck=\"false\"");
	says(DRAWN(count), " value=\"many\"");
	says(DRAWN(soon), " checked");
	says(DRAWN(way), "value=\"phone\" checked");
	says_not(DRAWN(way), "value=\"person\" id=\"f-way\" checked");
	const char *html = DRAWN(ways);
	says(html, "value=\"person\" id=\"f-ways\" checked");
	says(html, "value=\"phone\" checked");
}

static void bytes_that_are_no_text_are_left_out(void **state)
{
	(void)state;
	came_back("about=a%FF%00b%E2%80%AEc&story=x%1By", NULL);
	says(DRAWN(about), " value=\"abc\"");
	says(DRAWN(story), ">\nxy</textarea>");
}

static void what_is_stored_is_shown_at_first(void **state)
{
	const char *rows[] = { "r2" };
	const struct ask stored = { .about = "stored & kept", .story = "two\nlines", .count = -3, .far = 2.5, .way = 1, .ways = 2, .day = 20576, .clock = 545,
		.soon = true, .version = "v1", .scale = NO_INT, .pick = "p2", .rows = { 1, rows } };
	const struct form_option options[] = { { "p1", "One <b>", NULL }, { "p2", "Two", NULL } }, row_options[] = { { "r1", "First", NULL }, { "r2", "Second", NULL } };
	const struct form_options all[] = { { "pick", 2, options }, { "rows", 2, row_options } };
	(void)state;
	form_show(r, &v.form, &ask_form, &stored);
	v.form.drawn.options = all;
	v.form.drawn.n_options = COUNT(all);
	says(DRAWN(about), " value=\"stored &amp; kept\"");
	says(DRAWN(story), ">\ntwo\nlines</textarea>");
	says(DRAWN(count), "class=\"short\" inputmode=\"numeric\" autocomplete=\"off\" value=\"-3\"");
	says(DRAWN(far), "inputmode=\"decimal\" autocomplete=\"off\" value=\"2.5\"");
	says(DRAWN(day), "type=\"date\" min=\"2026-05-03\" autocomplete=\"off\" value=\"2026-05-03\"");
	says(DRAWN(clock), "type=\"time\" autocomplete=\"off\" value=\"09:05\"");
	says(DRAWN(soon), " checked");
	says(DRAWN(way), "value=\"phone\" checked required> <span>By phone <small>with a voice</small></span>");
	assert_string_equal(DRAWN(version), "<input type=\"hidden\" name=\"version\" value=\"v1\">");
	says(DRAWN(pick), "value=\"p2\" checked> <span>Two</span>");
	says(DRAWN(pick), "One &lt;b&gt;");
	says(DRAWN(rows), "value=\"r2\" checked");
	says_not(DRAWN(rows), "value=\"r1\" id=\"f-rows\" checked");
}

static void groups_have_a_legend_and_their_first_box_is_linked(void **state)
{
	(void)state;
	const char *html = DRAWN(way);
	says(html, "<fieldset class=\"field\"><legend>How?</legend><div class=\"choices\">");
	says(html, "<label class=\"choice\"><input type=\"radio\" name=\"way\" value=\"person\" id=\"f-way\" required> <span>In person</span></label>");
	says_not(html, "Leave it open");
	html = DRAWN(scale);
	says(html, "<div class=\"choices scale\">");
	says(html, "<input type=\"radio\" value=\"\" name=\"scale\" checked> <span>Leave it open</span>");
	says(DRAWN(ways), "<input type=\"checkbox\" name=\"ways\" value=\"person\" id=\"f-ways\">");
	says(DRAWN(soon), "<div class=\"field\"><label class=\"choice\"><input type=\"checkbox\" value=\"1\" id=\"f-soon\" name=\"soon\"> <span>Soon</span></label></div>");
	says(DRAWN(file), "<input id=\"f-file\" name=\"file\" type=\"file\">");
	says(DRAWN(rows), "There is nothing to choose from yet.");
}

static void many_options_become_a_list(void **state)
{
	struct form_option many[8];
	const struct form_options all = { "pick", COUNT(many), many };
	(void)state;
	for (size_t i = 0; i < COUNT(many); i++)
		many[i] = (struct form_option){ arena_printf(&r->kept, "p%zu", i), "Name", NULL };
	v.form.drawn.options = &all;
	v.form.drawn.n_options = 1;
	const char *html = DRAWN(pick);
	says(html, "<select id=\"f-pick\" name=\"pick\" autocomplete=\"off\"><option value=\"\">Leave it open</option><option value=\"p0\">Name</option>");
	says_not(html, "radio");
}

static void the_week_is_a_table_that_says_each_hour(void **state)
{
	struct ask stored = { .week = { .day = { [1] = 3u << 18, [2] = 1u << 9, [6] = 0x14 } } };
	struct week back = { 0 };
	(void)state;
	form_show(r, &v.form, &ask_form, &stored);
	const char *html = DRAWN(week);
	says(html, "<fieldset class=\"field\"><legend>Hours");
	says(html, "<th scope=\"col\"><abbr title=\"Monday\">Mo</abbr></th>");
	says(html, "<th scope=\"row\">Night</th>");
	says(html, "<th scope=\"row\">6 pm</th>");
	says(html, "<td><label><input type=\"checkbox\" name=\"week\" value=\"0-0-6\" id=\"f-week\" aria-label=\"Monday, 12 am to 6 am\"></label></td>");
	says(html, "value=\"1-18-20\" aria-label=\"Tuesday, 6 pm to 8 pm\" checked");
	says(html, "value=\"2-9-10\" aria-label=\"Wednesday, 8 am to 10 am\" checked");
	says(html, "value=\"6-2-3+6-4-5\"");
	/* what is drawn and sent again is what was stored */
	static const char open[] = "value=\"", ticked[] = "\" checked>";
	for (const char *at = strstr(html, open); at; at = strstr(at, open)) {
		at += sizeof open - 1;
		const char *tag_end = strchr(at, '>');
		if (tag_end && strncmp(tag_end + 1 - (sizeof ticked - 1), ticked, sizeof ticked - 1) == 0) {
			struct params one = { 1, &(struct param){ "week", { at, strcspn(at, "\"") } } };
			r->params = one;
			(void)!form_read(r, &ask_form);
			for (int d = 0; d < 7; d++)
				back.day[d] |= ((const struct ask *)r->form)->week.day[d];
		}
	}
	assert_memory_equal(&back, &stored.week, sizeof back);
}

static void a_stale_form_shows_what_was_saved_meanwhile(void **state)
{
	const char *rows[] = { "r1" };
	const struct form_option row_options[] = { { "r1", "First", NULL }, { "r2", "Second", NULL } };
	const struct form_options all[] = { { "rows", 2, row_options } };
	const struct ask stored = { .about = "theirs", .story = "same\nlines", .version = "v2", .count = 4, .way = 0, .ways = 3, .soon = true, .day = 20576,
		.far = NO_REAL, .clock = NO_INT, .scale = NO_INT, .rows = { 1, rows }, .week = { { 0xC0000 } } };
	(void)state;
	came_back("about=mine&story=same%0D%0Alines&version=v1&count=4&way=phone&ways=phone&day=2026-05-04&rows=r2&secret=x", &stored);
	r->n_faults = 0;
	assert_int_equal(stale(r), CONFLICT);
	v.form.drawn.options = all;
	v.form.drawn.n_options = 1;
	const char *html = DRAWN(about);
	says(html, " value=\"mine\"");
	says(html, "<p class=\"stale\" id=\"f-about-stale\">Saved meanwhile: <span>theirs</span></p>");
	says(html, "aria-describedby=\"f-about-hint f-about-stale\"");
	says_not(DRAWN(story), "stale");
	says_not(DRAWN(count), "stale");
	says_not(DRAWN(secret), "stale");
	says(DRAWN(way), "Saved meanwhile: <span>In person</span>");
	says(DRAWN(ways), "Saved meanwhile: <span>In person, By phone</span>");
	says(DRAWN(soon), "Saved meanwhile: <span>Yes</span>");
	says(DRAWN(day), "Saved meanwhile: <span><time datetime=\"2026-05-03\">3 May 2026</time></span>");
	says(DRAWN(rows), "Saved meanwhile: <span>First</span>");
	says(DRAWN(week), "Saved meanwhile: <span>2 hours a week</span>");
	says(DRAWN(version), "value=\"v2\"");
	out_faults(&r->out, &v.form.drawn);
	says(written(&r->arena, &r->out), "This was changed while you were writing.");
}

static void on_a_page_with_several_forms_ids_differ(void **state)
{
	(void)state;
	came_back("story=x", NULL);
	v.form.drawn.mark = "second";
	says(DRAWN(about), "<label for=\"f-second-about\">");
	out_faults(&r->out, &v.form.drawn);
	says(written(&r->arena, &r->out), "href=\"#f-second-about\"");
	/* another form on the page did not come back: no faults, nothing typed */
	static const struct form other = FORM(ask, ask_fields);
	assert_null(form_typed(r, &other));
}

/* Each id once, each label and description pointing at one that is there. */
static void ids_are_there_and_once(void **state)
{
	(void)state;
	came_back("story=x", NULL);
	for (size_t i = 0; i < ask_form.n; i++)
		out_field(&r->out, &v.form.drawn, ask_form.field[i].at);
	const char *html = written(&r->arena, &r->out);
	static const char *const points[] = { " for=\"", " aria-describedby=\"" };
	size_t seen = 0;
	for (size_t k = 0; k < COUNT(points); k++)
		for (const char *at = strstr(html, points[k]); at; at = strstr(at, points[k])) {
			at += strlen(points[k]);
			size_t all = strcspn(at, "\"");
			for (size_t from = 0; from < all;) {
				size_t n = strcspn(at + from, " \"");
				const char *id = arena_printf(&r->arena, " id=\"%.*s\"", (int)n, at + from);
				const char *there = strstr(html, id);
				assert_non_null(there);
				assert_null(strstr(there + 1, id));
				from += n + 1;
				seen++;
			}
		}
	assert_true(seen > 10);
}

static void spanish_readers_get_spanish(void **state)
{
	(void)state;
	r->reader.lang = LANG_ES;
	came_back("story=x", NULL);
	says(DRAWN(about), "Escribe algo aqu\u00ed.");
	says(DRAWN(story), "(si quieres)");
	says(DRAWN(week), "<abbr title=\"mi\u00e9rcoles\">mi</abbr>");
	says(DRAWN(week), "aria-label=\"martes, de 18:00 a 20:00\"");
}

#define WITH(name) { #name, name, begin, end, NULL }
RUN(WITH(a_text_field_is_labelled_and_limited), WITH(a_fault_stands_beside_its_field_and_at_the_top), WITH(without_faults_nothing_stands_at_the_top),
    WITH(what_was_typed_comes_back_except_secrets), WITH(bytes_that_are_no_text_are_left_out), WITH(what_is_stored_is_shown_at_first),
    WITH(groups_have_a_legend_and_their_first_box_is_linked), WITH(many_options_become_a_list), WITH(the_week_is_a_table_that_says_each_hour),
    WITH(a_stale_form_shows_what_was_saved_meanwhile), WITH(on_a_page_with_several_forms_ids_differ), WITH(ids_are_there_and_once),
    WITH(spanish_readers_get_spanish))
