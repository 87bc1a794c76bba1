/* Taking a document along: on paper, in large print, as a page to read anywhere, as Markdown, as JSON.  Everything that is written,
 * for its owner; drafts and earlier words are in everything of mine. */
#include "inside.h"

static const struct choices kinds = CHOICES("kinds", { "html", N_("A page to read"), NULL }, { "markdown", N_("Plain text (Markdown)"), NULL },
	{ "json", N_("For programs (JSON)"), NULL });

static const struct form_field export_fields[] = {
	CHOICE_FIELD(struct document_export, as, .required = true, .of = &kinds, .label = N_("As what?")),
};
const struct form document_export_form = FORM(document_export, export_fields);

static const struct form_field print_fields[] = { FLAG_FIELD(struct document_print, large, .label = N_("Large print")) };
const struct form document_print_form = FORM(document_print, print_fields);

static const struct json_field beside_json[] = { JSON_TEXT(documents_beside, name), JSON_TEXT(documents_beside, words) };
static const struct json_field words_json[] = {
	JSON_TEXT(documents_words, code), JSON_TEXT(documents_words, title), JSON_TEXT(documents_words, words), JSON_TIME(documents_words, saved),
	JSON_LIST(documents_words, beside, beside_json),
};
static const struct json_field documents_print_json[] = {
	JSON_TEXT(documents_print_view, id), JSON_TEXT(documents_print_view, title), JSON_TIME(documents_print_view, now),
	JSON_LIST(documents_print_view, parts, words_json),
};

static enum status gather(struct req *r, struct documents_print_view *v)
{
	const struct documents_one *d = r->object;
	const struct documents_template *t = documents_template(d->template);
	*v = (struct documents_print_view){ .id = d->id, .title = documents_title(r, d->title, d->template), .now = r->now,
		.notice = t && t->notice ? words_say(&r->arena, &r->reader, t->notice, 0, NULL) : NULL };
	TRY(people_name(r, d->owner, &v->name));
	TRY(documents_all(r, d, &v->parts));
	TRY(documents_beside(r, d, &v->parts));
	return tell(r, &documents_gathering, &(struct documents_gathered){ d, &v->parts });
}

enum status document_print(struct req *r)
{
	const struct document_print *f = r->form;
	struct documents_print_view v;
	TRY(gather(r, &v));
	v.large = f->large;
	return REPLY(r, documents_print, &v);
}

/* ---- files ---- */

static void as_html(struct req *r, const struct documents_print_view *v)
{
	struct out *o = &r->out;
	OUT_LITERAL(o, "<!doctype html>\n<html lang=\"");
	out_attr(o, lang_codes[r->reader.lang]);
	OUT_LITERAL(o, "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n<title>");
	out_text(o, v->title);
	OUT_LITERAL(o, "</title></head>\n<body>\n<h1>");
	out_text(o, v->title);
	OUT_LITERAL(o, "</h1>\n<p>");
	out_text(o, v->name);
	OUT_LITERAL(o, ", ");
	out_date(o, v->now);
	OUT_LITERAL(o, "</p>\n");
	for (size_t i = 0; i < v->parts.n; i++) {
		OUT_LITERAL(o, "<h2>");
		out_text(o, v->parts.at[i].title);
		OUT_LITERAL(o, "</h2>\n<pre>");
		out_text(o, v->parts.at[i].words);
		OUT_LITERAL(o, "</pre>\n");
		for (size_t k = 0; k < v->parts.at[i].beside.n; k++) {
			OUT_LITERAL(o, "<h3>");
			out_text(o, v->parts.at[i].beside.at[k].name);
			OUT_LITERAL(o, "</h3>\n<pre>");
			out_text(o, v->parts.at[i].beside.at[k].words);
			OUT_LITERAL(o, "</pre>\n");
		}
	}
	if (v->notice) {
		OUT_LITERAL(o, "<p><small>");
		out_text(o, v->notice);
		OUT_LITERAL(o, "</small></p>\n");
	}
	OUT_LITERAL(o, "</body></html>\n");
}

/* A line of somebody's that looks like a heading is not one. */
static void markdown_words(struct out *o, const char *words)
{
	for (const char *line = words; *line;) {
		size_t n = strcspn(line, "\n");
		out_raw(o, "\\", *line == '#');
		out_raw(o, line, n);
		OUT_LITERAL(o, "  \n");         /* two blanks keep the line break */
		line += n + (line[n] == '\n');
	}
}

static void as_markdown(struct req *r, const struct documents_print_view *v)
{
	struct out *o = &r->out;
	OUT_LITERAL(o, "# ");
	out_raw(o, v->title, strlen(v->title));
	OUT_LITERAL(o, "\n");
	for (size_t i = 0; i < v->parts.n; i++) {
		OUT_LITERAL(o, "\n## ");
		out_raw(o, v->parts.at[i].title, strlen(v->parts.at[i].title));
		OUT_LITERAL(o, "\n\n");
		markdown_words(o, v->parts.at[i].words);
		for (size_t k = 0; k < v->parts.at[i].beside.n; k++) {
			OUT_LITERAL(o, "\n### ");
			out_raw(o, v->parts.at[i].beside.at[k].name, strlen(v->parts.at[i].beside.at[k].name));
			OUT_LITERAL(o, "\n\n");
			markdown_words(o, v->parts.at[i].beside.at[k].words);
		}
	}
}

enum status document_export(struct req *r)
{
	static const struct { const char *type, *name; } files[] = {
		{ "text/html; charset=utf-8", "page.html" }, { "text/markdown; charset=utf-8", "page.md" }, { "application/json", "page.json" },
	};
	const struct document_export *f = r->form;
	struct documents_print_view v;
	TRY(gather(r, &v));
	if (f->as == 0)
		as_html(r, &v);
	else if (f->as == 1)
		as_markdown(r, &v);
	else
		out_json(&r->out, documents_print_json, COUNT(documents_print_json), &v);
	r->reply.type = files[f->as].type;
	r->reply.file_name = files[f->as].name;
	return OK;
}
