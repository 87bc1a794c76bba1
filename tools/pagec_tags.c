/* The tags of a template, {{…}}: values by place, if, each, include, dates, choices, fields.  Leaves messages to
 * pagec_words.c and the place in the HTML to pagec_html.c. */
#include "pagec.h"
#include <ctype.h>
#include <string.h>

enum { WORDS_OF_TAG = 5 };

void page_mark(struct page *p)
{
	text_print(&p->code, "#line %d \"", p->line);
	text_c(&p->code, p->s->file, strlen(p->s->file));
	text_str(&p->code, "\"\n");
}

static bool is_loop_variable(const struct page *p, const char *s, size_t n)
{
	for (int i = p->depth - 1; i >= 0; i--)
		if (p->block[i].kind == BLOCK_EACH && strlen(p->block[i].var) == n && memcmp(p->block[i].var, s, n) == 0)
			return true;
	return false;
}

void page_path(struct page *p, const char *path, struct text *ret)
{
	ret->n = 0;
	text_str(ret, "");
	bool loop = is_loop_variable(p, path, strcspn(path, "."));
	text_str(ret, !loop ? "view_->" : strchr(path, '.') ? "" : "*");
	const char *mark = loop ? "->" : ".";
	for (const char *s = path;; mark = ".") {
		size_t n = strcspn(s, ".");
		if (!name_good(s, n))
			page_fail(p, "\"%s\" is not the name of a value; write names of lower-case letters with dots, as in a.b", path);
		text_add(ret, s, n);
		if (!s[n])
			break;
		text_str(ret, mark);
		s += n + 1;
	}
}

void page_value_place(struct page *p)
{
	if (p->h.place != TEXT && p->h.place != PLAIN && p->h.place != QUOTED)
		page_fail(p, "a value may not stand %s; only in text and in a quoted attribute", page_place_words(p));
	if (p->h.place != QUOTED)
		return;
	if (strcmp(p->h.tag, "form") == 0 && strcmp(p->h.attr, "method") == 0)
		page_fail(p, "the method of a form may not be a value");
	if (strcmp(p->h.tag, "meta") == 0)
		page_fail(p, "a value may not stand in <meta>");
	if (strcmp(p->h.tag, "script") == 0 || strcmp(p->h.tag, "link") == 0)
		if (page_url_attr(p->h.attr) && p->h.url == URL_START)
			page_fail(p, "the address of a %s may not be a value; begin it with / or {{@base}}", p->h.tag);
}

static void write_value(struct page *p, const char *writer, const char *value)
{
	page_flush(p);
	page_mark(p);
	text_print(&p->code, "\t%s(out_, %s);\n", writer, value);
	p->last = 0;
}

static const char *writer_of_attr(struct page *p)
{
	if (!page_url_attr(p->h.attr))
		return "out_attr";
	bool sends = strcmp(p->h.attr, "action") == 0 || strcmp(p->h.attr, "formaction") == 0;
	switch (p->h.url) {
	case URL_START:
		if (sends)
			page_fail(p, "a form is sent only to a path of ours; begin %s with / or {{@base}}", p->h.attr);
		return "out_url";
	case URL_BASE:
		page_fail(p, "after {{@base}} the address goes on with /, ? or #");
	case URL_UNSURE:
		page_fail(p, "after this {{if}} nobody knows how far the address in %s has come; put the whole attribute into each branch",
			  p->h.attr);
	default:
		return "out_urlpart";
	}
}

static void tag_value(struct page *p, const char *path)
{
	page_value_place(p);
	/* Inside a text area markup would not be markup: out_attr takes none and escapes a little more than needed. */
	const char *writer = p->h.place == TEXT ? "out_text" : p->h.place == PLAIN ? "out_attr" : writer_of_attr(p);
	page_path(p, path, &p->scratch[0]);
	write_value(p, writer, p->scratch[0].at);
	if (p->h.place == QUOTED)
		page_value_in_attr(p);
}

static void tag_base(struct page *p)
{
	page_value_place(p);
	if (p->h.place != QUOTED || !page_url_attr(p->h.attr) || p->h.url != URL_START)
		page_fail(p, "{{@base}} stands only at the beginning of an address, as in href=\"{{@base}}/asks\"");
	write_value(p, "out_attr", "out_->base");
	p->h.url = URL_BASE;
}

static void tag_lang(struct page *p)
{
	page_value_place(p);
	write_value(p, p->h.place == QUOTED ? writer_of_attr(p) : "out_text", "lang_codes[out_->reader->lang]");
	if (p->h.place == QUOTED)
		page_value_in_attr(p);
}

/* ---- blocks ---- */

static struct block *block_open(struct page *p, enum block_kind kind)
{
	if (p->depth == BLOCKS_MAX)
		page_fail(p, "blocks stand more than %d deep in one another; put the inner part into a page and {{include}} it", BLOCKS_MAX);
	struct block *b = &p->block[p->depth++];
	*b = (struct block){ .kind = kind, .line = p->line, .start = p->h };
	return b;
}

static struct block *block_now(struct page *p, const char *tag)
{
	if (!p->depth)
		page_fail(p, "{{%s}} without a block that it belongs to", tag);
	return &p->block[p->depth - 1];
}

static void tag_if(struct page *p, const char *path)
{
	page_before_control(p);
	bool not = *path == '!';
	page_path(p, path + not, &p->scratch[0]);
	page_flush(p);
	page_mark(p);
	text_print(&p->code, not ? "\tif (!(%s)) {\n" : "\tif (%s) {\n", p->scratch[0].at);
	block_open(p, BLOCK_IF);
}

static void tag_each(struct page *p, const char *list, const char *var)
{
	page_before_control(p);
	if (p->h.place == QUOTED && page_url_attr(p->h.attr))
		page_fail(p, "{{each}} may not stand in an address; build it in C");
	/* Names of ours in the C that is made end with _. */
	if (!name_good(var, strlen(var)) || var[strlen(var) - 1] == '_')
		page_fail(p, "\"%s\" cannot be the name of an item; take lower-case letters, and no _ at the end", var);
	if (is_loop_variable(p, var, strlen(var)))
		page_fail(p, "an outer {{each}} calls its item %s already; take another name", var);
	page_path(p, list, &p->scratch[0]);
	page_flush(p);
	const char *c = p->scratch[0].at;
	page_mark(p);
	text_print(&p->code, "\tif ((%s).n > 0) {\n", c);
	page_mark(p);
	text_print(&p->code, "\tfor (size_t %s_ = 0; %s_ < (%s).n; %s_++) {\n", var, var, c, var);
	page_mark(p);
	text_print(&p->code, "\tconst __typeof__((%s).at[0]) *%s = &(%s).at[%s_];\n\t(void)%s;\n", c, var, c, var, var);
	struct block *b = block_open(p, BLOCK_EACH);
	memcpy(b->var, var, strlen(var) + 1);
	p->last = 0;
}

static void tag_other(struct page *p, enum block_kind first, enum block_kind second, const char *tag, const char *code)
{
	page_before_control(p);
	struct block *b = block_now(p, tag);
	if (b->kind != first)
		page_fail(p, "{{%s}} does not belong to the block that opens on line %d", tag, b->line);
	if (first == BLOCK_EACH)
		page_blocks_meet(p, b, b->start);
	page_url_check(p);
	page_flush(p);
	text_str(&p->code, code);
	b->first_end = p->h;
	b->kind = second;
	p->h = b->start;
	p->last = 0;
}

static void tag_end(struct page *p, enum block_kind first, enum block_kind second, const char *tag, const char *code)
{
	page_before_control(p);
	struct block *b = block_now(p, tag);
	if (b->kind != first && b->kind != second)
		page_fail(p, "{{%s}} does not close the block that opens on line %d", tag, b->line);
	page_blocks_meet(p, b, b->kind == second ? b->first_end : b->start);
	page_flush(p);
	text_str(&p->code, code);
	p->depth--;
	p->last = 0;
}

/* ---- the rest ---- */

static void text_only(struct page *p, const char *tag)
{
	if (p->h.place != TEXT)
		page_fail(p, "{{%s}} writes HTML and may stand only in text, not %s", tag, page_place_words(p));
}

static void tag_include(struct page *p, const char *page, const char *path)
{
	text_only(p, "include");
	if (!name_good(page, strlen(page)))
		page_fail(p, "\"%s\" is not the name of a page; write FEATURE_NAME, as in asks_row", page);
	page_path(p, path, &p->scratch[0]);
	page_flush(p);
	page_mark(p);
	text_print(&p->code, "\t%s_draw(out_, &(%s));\n", page, p->scratch[0].at);
	p->last = 0;
}

static void tag_date(struct page *p, const char *kind, const char *path)
{
	text_only(p, kind);
	char writer[16];
	snprintf(writer, sizeof writer, "out_%.8s", kind);
	page_path(p, path, &p->scratch[0]);
	write_value(p, writer, p->scratch[0].at);
}

static void tag_choice(struct page *p, const char *tag, const char *list, const char *path)
{
	text_only(p, tag);
	for (const char *s = list; *s; s++)
		if (!isalnum((unsigned char)*s) && *s != '_')
			page_fail(p, "\"%s\" is not the name of a list of choices", list);
	page_path(p, path, &p->scratch[0]);
	page_flush(p);
	page_mark(p);
	text_print(&p->code, "\t%s(out_, &%s, %s);\n", strcmp(tag, "say") == 0 ? "out_choice" : "out_choices", list, p->scratch[0].at);
	p->last = 0;
}

static void tag_field(struct page *p, const char *form, const char *field)
{
	text_only(p, "field");
	if (!name_good(field, strlen(field)))
		page_fail(p, "\"%s\" is not the name of a field", field);
	page_path(p, form, &p->scratch[0]);
	const char *c = p->scratch[0].at;
	page_flush(p);
	page_mark(p);
	text_print(&p->code, "\tout_field(out_, &(%s).drawn, offsetof(__typeof__(*(%s).type[0]), %s));\n", c, c, field);
	p->last = 0;
}

static void tag_faults(struct page *p, const char *form)
{
	text_only(p, "faults");
	page_path(p, form, &p->scratch[0]);
	page_flush(p);
	page_mark(p);
	text_print(&p->code, "\tout_faults(out_, &(%s).drawn);\n", p->scratch[0].at);
	p->last = 0;
}

static void tag_view(struct page *p, const char *what, const char *name)
{
	if (p->view_seen)
		page_fail(p, "{{view}} stands twice; a page has one view, at its beginning");
	if (strcmp(what, "struct") != 0 || strncmp(name, p->name, strlen(p->name)) != 0 ||
	    strcmp(name + strlen(p->name), "_view") != 0)
		page_fail(p, "this page must begin with {{view struct %s_view}}", p->name);
	p->view_seen = true;
	text_str(&p->code, "#include \"pages.h\"\n#include \"core.h\"\n\n");
	page_mark(p);
	text_print(&p->code, "void %s_draw(struct out *out_, const struct %s_view *view_)\n{\n\t(void)out_;\n\t(void)view_;\n", p->name, p->name);
}

/* One word alone: {{else}}, {{/each}}, {{@base}}, {{a.b}}. */
static void tag_one(struct page *p, const char *w)
{
	if (strcmp(w, "else") == 0)
		tag_other(p, BLOCK_IF, BLOCK_ELSE, w, "\t} else {\n");
	else if (strcmp(w, "/if") == 0)
		tag_end(p, BLOCK_IF, BLOCK_ELSE, w, "\t}\n");
	else if (strcmp(w, "empty") == 0)
		tag_other(p, BLOCK_EACH, BLOCK_EMPTY, w, "\t}\n\t} else {\n\t{\n");
	else if (strcmp(w, "/each") == 0)
		tag_end(p, BLOCK_EACH, BLOCK_EMPTY, w, "\t}\n\t}\n");
	else if (strcmp(w, "@base") == 0)
		tag_base(p);
	else if (strcmp(w, "@lang") == 0)
		tag_lang(p);
	else if (*w == '@' || *w == '/')
		page_fail(p, "there is no {{%s}}; see docs/pages.md for every tag", w);
	else
		tag_value(p, w);
}

static void tag_words(struct page *p, char *w[WORDS_OF_TAG], int n)
{
	static const char *const dates[] = { "date", "moment", "clock", "month", "day", NULL };
	if (n == 1)
		tag_one(p, w[0]);
	else if (n == 3 && strcmp(w[0], "view") == 0)
		tag_view(p, w[1], w[2]);
	else if (n == 2 && strcmp(w[0], "if") == 0)
		tag_if(p, w[1]);
	else if (n == 4 && strcmp(w[0], "each") == 0 && strcmp(w[2], "as") == 0)
		tag_each(p, w[1], w[3]);
	else if (n == 3 && strcmp(w[0], "include") == 0)
		tag_include(p, w[1], w[2]);
	else if (n == 2 && one_of(w[0], dates))
		tag_date(p, w[0], w[1]);
	else if (n == 3 && (strcmp(w[0], "say") == 0 || strcmp(w[0], "saying") == 0))
		tag_choice(p, w[0], w[1], w[2]);
	else if (n == 3 && strcmp(w[0], "field") == 0)
		tag_field(p, w[1], w[2]);
	else if (n == 2 && strcmp(w[0], "faults") == 0)
		tag_faults(p, w[1]);
	else
		page_fail(p, "{{%s …}} is not a tag of pages, or has too few or too many words; see docs/pages.md", n ? w[0] : "");
}

/* Blanks between words are as in the source; a line break counts as one. */
static bool begins(const char *tag, const char *word)
{
	size_t n = strlen(word);
	return strncmp(tag, word, n) == 0 && (tag[n] == ' ' || tag[n] == '\n' || tag[n] == '\t');
}

void page_tag(struct page *p, char *tag)
{
	if (!p->view_seen && !begins(tag, "view"))
		page_fail(p, "this page must begin with {{view struct %s_view}}", p->name);
	if (begins(tag, "title")) {
		page_title(p, tag + 5);
		return;
	}
	if (p->view_seen)
		p->other_seen = true;
	if (begins(tag, "t")) {
		page_message(p, tag + 1);
		return;
	}
	if (begins(tag, "tn")) {
		page_message_plural(p, tag + 2);
		return;
	}
	char *w[WORDS_OF_TAG];
	int n = 0;
	for (char *s = tag; *(s += strspn(s, " \t\n")); ) {
		if (n == WORDS_OF_TAG)
			page_fail(p, "this tag has too many words; see docs/pages.md");
		w[n++] = s;
		s += strcspn(s, " \t\n");
		if (*s)
			*s++ = '\0';
	}
	tag_words(p, w, n);
}
