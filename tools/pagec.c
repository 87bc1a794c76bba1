/* pagec: one page template → one C function.  Reads the file, splits it at the tags in braces, writes the C or the
 * messages.  Leaves the HTML to pagec_html.c, the tags to pagec_tags.c, the words to pagec_words.c.
 *
 *   pagec FEATURE NAME.html               C on standard output
 *   pagec --messages FEATURE NAME.html    a gettext catalogue of the page's messages
 *
 * docs/pages.md says how a page is written. */
#include "pagec.h"
#include <string.h>

static void line_breaks(struct page *p, const char *from, const char *to)
{
	for (; from < to; from++)
		p->line += *from == '\n';
}

/* From behind "{{" to the "}}" that ends the tag: single braces inside belong to values of a message. */
static const char *tag_end(struct page *p, const char *s)
{
	bool inside = false;
	for (; *s; s++) {
		if (s[0] == '{' && s[1] == '{')
			break;
		if (*s == '{')
			inside = true;
		else if (*s == '}' && inside)
			inside = false;
		else if (s[0] == '}' && s[1] == '}')
			return s;
	}
	page_fail(p, "this {{ is never closed; }} is missing");
}

static void tag_read(struct page *p, const char *from, const char *to)
{
	struct text tag = { 0 };
	while (from < to && strchr(" \t\n", *from))
		from++;
	while (to > from && strchr(" \t\n", to[-1]))
		to--;
	text_add(&tag, from, (size_t)(to - from));
	/* A fault leaves from inside page_tag: the text must be the page's. */
	text_end(&p->tag);
	p->tag = tag;
	page_tag(p, p->tag.at);
}

static void body(struct page *p)
{
	const char *at = p->s->at, *end = at + p->s->n;
	while (at < end) {
		const char *open = strstr(at, "{{");
		const char *stop = open ? open : end;
		if (!p->view_seen && strspn(at, " \t\n") < (size_t)(stop - at))
			page_fail(p, "this page must begin with {{view struct %s_view}}", p->name);
		bool head = !p->other_seen && strspn(at, " \t\n") >= (size_t)(stop - at);
		if (head) {
			line_breaks(p, at, stop);
		} else {
			p->other_seen = true;
			page_html(p, at, stop);
		}
		if (!open)
			break;
		const char *close = tag_end(p, open + 2);
		tag_read(p, open + 2, close);
		line_breaks(p, open, close);
		at = close + 2;
	}
}

static void finished(struct page *p)
{
	if (!p->view_seen)
		page_fail(p, "this page must begin with {{view struct %s_view}}", p->name);
	if (p->depth) {
		p->line = p->block[p->depth - 1].line;
		page_fail(p, "the block that opens here is never closed; {{/if}} or {{/each}} is missing");
	}
	if (p->h.place != TEXT)
		page_fail(p, "the page ends %s; something is not closed", page_place_words(p));
	if (p->h.in_form)
		page_fail(p, "the page ends inside a form; </form> is missing");
	page_flush(p);
	text_print(&p->code, "}\n\nstatic void draw_any(struct out *out_, const void *view_)\n{\n\t%s_draw(out_, view_);\n}\n\n", p->name);
	text_print(&p->code, "const struct page %s_page = { .name = \"%s\", .draw = draw_any", p->name, p->name);
	if (p->title.n) {
		text_str(&p->code, ", .title = \"");
		text_c(&p->code, p->title.at, p->title.n);
		text_char(&p->code, '"');
	}
	text_str(&p->code, " };\n");
}

static void page_begin(struct page *p, const char *feature)
{
	char base[NAME_MAX_];
	if (!name_good(feature, strlen(feature)))
		page_fail(p, "\"%s\" cannot be the name of a feature; take lower-case letters, digits and _", feature);
	bool fits = file_base(p->s->file, base, sizeof base);
	if (fits)
		snprintf(p->name, sizeof p->name, "%s_%s", feature, base);
	if (!fits || !name_good(p->name, strlen(p->name)))
		page_fail(p, "the name of this file cannot name a page; take lower-case letters, digits and _, as in waiting.html");
	source_check(p->s);
}

bool page_compile(struct source *s, const char *feature, enum page_mode mode, struct text *ret)
{
	struct page p = { .s = s, .line = 1, .last = '\n' };
	struct page *volatile kept = &p;
	bool good = setjmp(s->way_out) == 0;
	if (good) {
		page_begin(&p, feature);
		body(&p);
		finished(&p);
		if (mode == PAGE_MESSAGES)
			page_messages_write(&p, ret);
		else
			text_add(ret, p.code.at, p.code.n);
	}
	page_messages_end(kept);
	text_end(&kept->literal);
	text_end(&kept->code);
	text_end(&kept->title);
	text_end(&kept->tag);
	for (int i = 0; i < 4; i++)
		text_end(&kept->scratch[i]);
	return good;
}
