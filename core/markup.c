/* People's own words → safe HTML.  md4c reads the Markdown; every tag that leaves is written here.  Knows which marks are
 * kept: paragraphs, emphasis, lists, quotes, links, line breaks; all others become plain text. */
#include <md4c.h>
#include "core.h"
#include "markup.h"

enum {
	TEXT_MAX = 64 << 10,
	DEPTH_MAX = 6,          /* lists and quotes inside one another; what lies deeper is drawn flat */
	SPANS_MAX = 16,         /* emphasis inside emphasis; deeper marks are left out */
	HREF_MAX = 2048,
	FLAGS = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_PERMISSIVEEMAILAUTOLINKS,
};

/* Written twice: first only counted, for an arena must not be asked for memory from inside md4c (it may leave by longjmp,
 * and what md4c holds would be lost). */
struct writing {
	char *to;
	size_t n;
	int depth;              /* of lists and quotes */
	/* Emphasis and links that are open.  md4c 0.4.8 forgets to leave a span whose closing mark an autolink has swallowed:
	 * what is open is known here, and closed with its block. */
	size_t n_open;
	MD_SPANTYPE open[SPANS_MAX];
	int breaks;             /* line breaks of a code block that are not written yet: the last ones never are */
};

static void put(struct writing *w, const char *s, size_t n)
{
	if (w->to && n)
		memcpy(w->to + w->n, s, n);
	w->n += n;
}
#define PUT(w, literal) put((w), (literal), sizeof(literal) - 1)

static void put_char(struct writing *w, char c)
{
	switch (c) {
	case '&':  PUT(w, "&amp;"); break;
	case '<':  PUT(w, "&lt;"); break;
	case '>':  PUT(w, "&gt;"); break;
	case '"':  PUT(w, "&#34;"); break;
	case '\'': PUT(w, "&#39;"); break;
	case '\0': break;
	default:   put(w, &c, 1);
	}
}

static void put_escaped(struct writing *w, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put_char(w, s[i]);
}

/* ---- spans ---- */

static bool opened(struct writing *w, MD_SPANTYPE type)
{
	if (w->n_open == SPANS_MAX)
		return false;
	w->open[w->n_open++] = type;
	return true;
}

/* The newest first, until n are left. */
static void close_spans(struct writing *w, size_t n)
{
	while (w->n_open > n) {
		switch (w->open[--w->n_open]) {
		case MD_SPAN_EM:     PUT(w, "</em>"); break;
		case MD_SPAN_STRONG: PUT(w, "</strong>"); break;
		default:             PUT(w, "</a>"); break;
		}
	}
}

/* The address as it was typed; '&amp;' is the only entity that belongs into one. */
static bool href_read(const MD_ATTRIBUTE *href, char to[HREF_MAX + 1])
{
	size_t n = 0;
	for (size_t i = 0; href->substr_offsets[i] < href->size; i++) {
		const char *s = href->text + href->substr_offsets[i];
		size_t len = href->substr_offsets[i + 1] - href->substr_offsets[i];
		if (href->substr_types[i] == MD_TEXT_ENTITY) {
			if (len != 5 || memcmp(s, "&amp;", 5) != 0)
				return false;
			len = 1;
		}
		if (n + len > HREF_MAX || memchr(s, 0, len))
			return false;
		memcpy(to + n, s, len);
		n += len;
	}
	to[n] = '\0';
	return n > 0;
}

static void open_link(struct writing *w, const MD_SPAN_A_DETAIL *a)
{
	char href[HREF_MAX + 1];
	/* otpauth: is for our own page of a second factor; from somebody else it would plant a factor of theirs */
	if (!href_read(&a->href, href) || !url_allowed(href) || strncasecmp(href, "otpauth:", 8) == 0 || !opened(w, MD_SPAN_A))
		return;
	PUT(w, "<a href=\"");
	put_escaped(w, href, strlen(href));
	if (href[0] == '/' || href[0] == '?' || href[0] == '#')
		PUT(w, "\">");
	else
		PUT(w, "\" rel=\"nofollow noreferrer\">");
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct writing *w = context;
	if (type == MD_SPAN_A)
		open_link(w, detail);
	else if (type == MD_SPAN_EM && opened(w, type))
		PUT(w, "<em>");
	else if (type == MD_SPAN_STRONG && opened(w, type))
		PUT(w, "<strong>");
	return 0;               /* of a picture its words stay */
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct writing *w = context;
	(void)detail;
	for (size_t i = w->n_open; i > 0; i--)
		if (w->open[i - 1] == type) {
			close_spans(w, i - 1);
			break;
		}
	return 0;
}

/* ---- blocks ---- */

static bool nests(MD_BLOCKTYPE type)
{
	return type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL;
}

static void open_list(struct writing *w, const MD_BLOCK_OL_DETAIL *list)
{
	char start[32];
	if (list->start == 1) {
		PUT(w, "<ol>");
		return;
	}
	int n = snprintf(start, sizeof start, "<ol start=\"%u\">", list->start);
	put(w, start, (size_t)n);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct writing *w = context;
	w->depth += nests(type);
	if (w->depth > DEPTH_MAX && (nests(type) || type == MD_BLOCK_LI)) {
		if (type == MD_BLOCK_LI)
			PUT(w, "<br>\n");
		return 0;
	}
	switch (type) {
	case MD_BLOCK_QUOTE: PUT(w, "<blockquote>"); break;
	case MD_BLOCK_UL:    PUT(w, "<ul>"); break;
	case MD_BLOCK_OL:    open_list(w, detail); break;
	case MD_BLOCK_LI:    PUT(w, "<li>"); break;
	case MD_BLOCK_HR:    PUT(w, "<hr>"); break;
	case MD_BLOCK_H:     PUT(w, "<p><strong>"); break;      /* the outline of a page is the page's own */
	case MD_BLOCK_P:     PUT(w, "<p>"); break;
	case MD_BLOCK_CODE:
		PUT(w, "<p>");
		w->breaks = 0;
		break;
	default:
		break;
	}
	return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct writing *w = context;
	bool flat = w->depth > DEPTH_MAX && (nests(type) || type == MD_BLOCK_LI);
	(void)detail;
	w->depth -= nests(type);
	w->breaks = 0;
	close_spans(w, 0);
	if (flat)
		return 0;
	switch (type) {
	case MD_BLOCK_QUOTE: PUT(w, "</blockquote>\n"); break;
	case MD_BLOCK_UL:    PUT(w, "</ul>\n"); break;
	case MD_BLOCK_OL:    PUT(w, "</ol>\n"); break;
	case MD_BLOCK_LI:    PUT(w, "</li>"); break;
	case MD_BLOCK_H:     PUT(w, "</strong></p>\n"); break;
	case MD_BLOCK_P:
	case MD_BLOCK_CODE:  PUT(w, "</p>\n"); break;
	default:
		break;
	}
	return 0;
}

/* ---- text ---- */

static void put_code(struct writing *w, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\n') {
			w->breaks++;
			continue;
		}
		for (; w->breaks; w->breaks--)
			PUT(w, "<br>\n");
		put_char(w, s[i]);
	}
}

/* A line break that somebody typed is meant.  Entities are shown as typed: they could hide any character. */
static int text(MD_TEXTTYPE type, const MD_CHAR *s, MD_SIZE n, void *context)
{
	struct writing *w = context;
	switch (type) {
	case MD_TEXT_BR:
	case MD_TEXT_SOFTBR:
		PUT(w, "<br>\n");
		break;
	case MD_TEXT_NULLCHAR:
		break;
	case MD_TEXT_CODE:
		put_code(w, s, n);
		break;
	default:
		put_escaped(w, s, n);
	}
	return 0;
}

static bool convert(struct writing *w, const char *s, size_t n)
{
	static const MD_PARSER parser = {
		.flags = FLAGS, .enter_block = enter_block, .leave_block = leave_block,
		.enter_span = enter_span, .leave_span = leave_span, .text = text,
	};
	return md_parse(s, (MD_SIZE)n, &parser, w) == 0;
}

/* What is too long for Markdown, or met a lack of memory, is shown as it stands. */
static void plain(struct writing *w, const char *s, size_t n)
{
	PUT(w, "<p>");
	for (size_t i = 0; i < n; i++)
		if (s[i] == '\n')
			PUT(w, "<br>\n");
		else
			put_char(w, s[i]);
	PUT(w, "</p>\n");
}

struct safe_html markup(struct arena *a, const char *s)
{
	struct writing count = { 0 }, w = { 0 };
	size_t n = s ? strlen(s) : 0;
	if (n == 0)
		return (struct safe_html){ "" };
	bool right = n <= TEXT_MAX && convert(&count, s, n);
	if (right) {
		w.to = arena_take(a, count.n + 1);
		right = convert(&w, s, n);      /* the same calls, so the same length */
	}
	if (!right) {
		count = w = (struct writing){ 0 };
		plain(&count, s, n);
		w.to = arena_take(a, count.n + 1);
		plain(&w, s, n);
	}
	w.to[w.n] = '\0';
	return (struct safe_html){ w.to };
}
