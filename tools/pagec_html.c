/* Follows the HTML of a template far enough to know, at every tag of ours, in which place of the HTML it stands; refuses
 * HTML whose place could be read in two ways.  Leaves the tags themselves to pagec_tags.c. */
#include "pagec.h"
#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

static void put(struct page *p, char c)
{
	text_char(&p->literal, c);
	p->last = c;
}

static void put_str(struct page *p, const char *s)
{
	for (; *s; s++)
		put(p, *s);
}

void page_flush(struct page *p)
{
	if (p->literal.n) {
		text_str(&p->code, "\tout_raw(out_, \"");
		const char *s = p->literal.at, *end = s + p->literal.n;
		while (s < end) {
			const char *stop = memchr(s, '\n', (size_t)(end - s));
			stop = stop ? stop + 1 : end;
			text_c(&p->code, s, (size_t)(stop - s));
			if (stop < end)
				text_str(&p->code, "\"\n\t\t\"");
			s = stop;
		}
		text_print(&p->code, "\", %zu);\n", p->literal.n);
	}
	p->literal.n = 0;
}

static void name_add(struct page *p, char *name, size_t size, char c, const char *what)
{
	size_t n = strlen(name);
	if (!isalnum((unsigned char)c) && !strchr("-:_!", c))
		page_fail(p, "'%c' may not stand in the name of %s; was a blank, '=' or '>' forgotten?", c, what);
	if (n + 1 >= size)
		page_fail(p, "the name of this %s is longer than any in HTML", what);
	name[n] = (char)tolower((unsigned char)c);
	name[n + 1] = '\0';
}

bool page_url_attr(const char *attr)
{
	static const char *const urls[] = { "href", "src", "action", "formaction", "poster", "cite", "data", "ping",
		"background", "longdesc", "manifest", "xlink:href", "usemap", "icon", NULL };
	return one_of(attr, urls);
}

const char *page_place_words(const struct page *p)
{
	static const char *const words[] = { [TEXT] = "in text", [PLAIN] = "in a text area or title", [RAW] = "in a script",
		[TAG_NAME] = "in the name of a tag", [IN_TAG] = "inside a tag", [ATTR_NAME] = "in the name of an attribute",
		[AFTER_NAME] = "inside a tag", [BEFORE_VALUE] = "in an attribute without quotes",
		[QUOTED] = "in an attribute", [COMMENT] = "in a comment" };
	return words[p->h.place];
}

/* ---- attributes ---- */

static void attr_begins(struct page *p)
{
	p->h.attr[0] = '\0';
	p->h.place = ATTR_NAME;
	if (p->last == '"' || p->last == '\'')
		page_fail(p, "put a blank between two attributes");
}

static void attr_named(struct page *p)
{
	static const char *const never[] = { "style", "srcdoc", "srcset", "imagesrcset", "http-equiv", "formmethod", "nonce", NULL };
	const char *a = p->h.attr;
	if (p->h.closing)
		page_fail(p, "an end tag has no attributes");
	if (strncmp(a, "on", 2) == 0)
		page_fail(p, "attribute %s would hold script; scripts live in web/ and find elements by their data- attributes", a);
	if (strcmp(a, "style") == 0)
		page_fail(p, "attribute style is not allowed; use a class of web/kith.css");
	if (strcmp(a, "formmethod") == 0)
		page_fail(p, "attribute formmethod is not allowed; write the method on the form, so that the csrf field is there");
	if (one_of(a, never))
		page_fail(p, "attribute %s is not allowed in a page", a);
	if (strcmp(p->h.tag, "form") == 0 && strcmp(a, "method") == 0) {
		if (p->h.method_seen)
			page_fail(p, "this form has two methods; keep one");
		if (p->depth && p->block[p->depth - 1].start.place != TEXT)
			page_fail(p, "the method of a form may not depend on an {{if}}; write two forms");
		p->h.method_seen = true;
	}
}

static void value_begins(struct page *p, char quote)
{
	p->h.place = QUOTED;
	p->h.quote = quote;
	p->h.url = URL_START;
	p->h.value_n = 0;
	p->h.value[0] = '\0';
	p->h.value_in_attr = false;
}

static bool literal_is(const struct page *p, const char *what)
{
	return strcasecmp(p->h.value, what) == 0;
}

void page_url_check(struct page *p)
{
	if (p->h.place != QUOTED || !page_url_attr(p->h.attr))
		return;
	static const char *const ours[] = { "https:", "mailto:", "tel:", "sms:", NULL };
	const char *v = p->h.value, *colon = strchr(v, ':'), *slash = strpbrk(v, "/?#");
	const char *amp = strchr(v, '&');
	bool scheme = (colon && (!slash || colon < slash)) || (amp && (!slash || amp < slash));
	bool known = false;
	for (int i = 0; ours[i]; i++)
		known = known || strncasecmp(v, ours[i], strlen(ours[i])) == 0;
	if (scheme && !known)
		page_fail(p, "the address \"%s\" begins with a scheme that pages do not use; https, mailto, tel, sms or a path of ours", v);
	if (v[0] == '/' && (v[1] == '/' || v[1] == '\\'))
		page_fail(p, "the address \"%s\" leads to another host; begin it with https: or with one /", v);
	bool sends = strcmp(p->h.attr, "action") == 0 || strcmp(p->h.attr, "formaction") == 0;
	if (sends && scheme)
		page_fail(p, "a form is sent only to a path of ours; begin %s with / or {{@base}}", p->h.attr);
}

static void value_ends(struct page *p)
{
	page_url_check(p);
	if (strcmp(p->h.tag, "form") == 0 && strcmp(p->h.attr, "method") == 0) {
		if (p->h.value_in_attr)
			page_fail(p, "the method of a form may not be a value");
		if (literal_is(p, "post"))
			p->h.posts = true;
		else if (!literal_is(p, "get") && !literal_is(p, "dialog"))
			page_fail(p, "the method of a form is post or get, not \"%s\"", p->h.value);
	}
	p->h.place = IN_TAG;
}

static void literal_char(struct page *p, char c)
{
	if (p->h.value_n + 1 < sizeof p->h.value) {
		p->h.value[p->h.value_n++] = c;
		p->h.value[p->h.value_n] = '\0';
	}
}

void page_value_in_attr(struct page *p)
{
	p->h.value_in_attr = true;
	literal_char(p, '\1');      /* so that "java{{x}}:" is still seen to be a scheme */
	p->h.url = URL_BEGUN;
}

static void value_char(struct page *p, char c)
{
	if (p->h.url == URL_BASE && !strchr("/?#", c))
		page_fail(p, "after {{@base}} the address goes on with /, ? or #");
	p->h.url = p->h.url == URL_UNSURE ? URL_UNSURE : URL_BEGUN;
	literal_char(p, c);
}

/* ---- tags ---- */

static void tag_begins(struct page *p)
{
	struct html *h = &p->h;
	h->place = TAG_NAME;
	h->tag[0] = h->attr[0] = '\0';
	h->closing = h->posts = h->method_seen = false;
	h->inside[0] = '\0';
}

static void tag_named(struct page *p)
{
	static const char *const never[] = { "style", "base", "iframe", "object", "embed", "applet", "frame", "frameset",
		"plaintext", "xmp", "noembed", "noframes", "animate", "set", "animatetransform", "animatemotion", NULL };
	if (strcmp(p->h.tag, "style") == 0)
		page_fail(p, "a page has no <style>; put the rules into web/kith.css");
	if (one_of(p->h.tag, never))
		page_fail(p, "<%s> is not allowed in a page", p->h.tag);
}

static void form_opened(struct page *p)
{
	if (p->h.in_form)
		page_fail(p, "a form may not stand inside another form");
	p->h.in_form = true;
	if (!p->h.posts)
		return;
	page_flush(p);
	text_str(&p->code, "\tout_csrf(out_);\n");
	p->last = 0;
}

/* After the '>' has been written. */
static void tag_ends(struct page *p)
{
	struct html *h = &p->h;
	h->place = TEXT;
	if (h->closing) {
		if (strcmp(h->tag, "form") == 0)
			h->in_form = false;
		if (strcmp(h->tag, "pre") == 0 && h->keep)
			h->keep--;
		return;
	}
	if (strcmp(h->tag, "form") == 0)
		form_opened(p);
	if (strcmp(h->tag, "pre") == 0)
		h->keep++;
	bool raw = strcmp(h->tag, "script") == 0, plain = strcmp(h->tag, "textarea") == 0 || strcmp(h->tag, "title") == 0;
	if (raw || plain) {
		h->place = raw ? RAW : PLAIN;
		memcpy(h->inside, h->tag, sizeof h->inside);
	}
}

/* "</textarea" in PLAIN, "</script" in RAW. */
static bool end_tag_here(const struct page *p, const char *at)
{
	size_t n = strlen(p->h.inside);
	return at[0] == '<' && at[1] == '/' && strncasecmp(at + 2, p->h.inside, n) == 0 && !isalnum((unsigned char)at[2 + n]);
}

/* ---- characters ---- */

/* A run of white space that holds a line break becomes one line break; HTML shows the two alike.  Returns its end. */
static const char *white_space(struct page *p, const char *at, const char *to)
{
	const char *end = at;
	bool broken = false;
	for (; end < to && blank(*end); end++)
		broken = broken || *end == '\n';
	for (const char *s = at; s < end; s++) {
		p->line += *s == '\n';
		if (!broken)
			put(p, *s);
	}
	if (broken && p->last != '\n')
		put(p, '\n');
	return end;
}

static const char *in_text(struct page *p, const char *at)
{
	if (*at == '<') {
		if (strncmp(at, "<!--", 4) == 0) {
			p->h.place = COMMENT;
			return at + 4;
		}
		char next = at[1] == '/' ? at[2] : at[1];
		if (!isalpha((unsigned char)next) && strncasecmp(at, "<!doctype", 9) != 0)
			page_fail(p, "a less-than sign in text is written &lt;");
		tag_begins(p);
	}
	put(p, *at);
	return at + 1;
}

static const char *in_plain_or_raw(struct page *p, const char *at)
{
	if (end_tag_here(p, at)) {
		tag_begins(p);
		put(p, *at);
		return at + 1;
	}
	if (p->h.place == RAW && !blank(*at))
		page_fail(p, "a page holds no script of its own; put it into web/ and name it in src");
	if (p->h.place == PLAIN && *at == '<')
		page_fail(p, "a less-than sign in text is written &lt;");
	put(p, *at);
	return at + 1;
}

static void in_tag_name(struct page *p, char c)
{
	if (blank(c) || c == '>' || c == '/') {
		if (c == '/' && !p->h.tag[0]) {
			p->h.closing = true;
		} else {
			tag_named(p);
			p->h.place = IN_TAG;
		}
	} else {
		name_add(p, p->h.tag, sizeof p->h.tag, c, "a tag");
	}
}

static void in_attr_name(struct page *p, char c)
{
	if (blank(c) || c == '>' || c == '/' || c == '=') {
		attr_named(p);
		p->h.place = c == '=' ? BEFORE_VALUE : blank(c) ? AFTER_NAME : IN_TAG;
	} else {
		name_add(p, p->h.attr, sizeof p->h.attr, c, "an attribute");
	}
}

static void in_tag_char(struct page *p, char c)
{
	struct html *h = &p->h;
	if (h->place == TAG_NAME) {
		in_tag_name(p, c);
	} else if (h->place == ATTR_NAME) {
		in_attr_name(p, c);
	} else if (h->place == BEFORE_VALUE) {
		if (c == '"' || c == '\'')
			value_begins(p, c);
		else if (!blank(c))
			page_fail(p, "attribute %s: put the value in quotes", h->attr);
	} else if (h->place == AFTER_NAME && c == '=') {
		h->place = BEFORE_VALUE;
	} else if (c == '<') {
		page_fail(p, "the tag <%s is not closed; a '>' is missing", h->tag);
	} else if (c == '=' || c == '"' || c == '\'') {
		page_fail(p, "this %c stands where the name of an attribute should", c);
	} else if (!blank(c) && c != '>' && c != '/') {
		attr_begins(p);
		in_attr_name(p, c);
	}
}

static const char *in_tag(struct page *p, const char *at, const char *to)
{
	if (blank(*at) && p->h.place != BEFORE_VALUE) {
		in_tag_char(p, *at);
		return white_space(p, at, to);
	}
	in_tag_char(p, *at);
	put(p, *at);
	if (*at == '>' && p->h.place == IN_TAG)
		tag_ends(p);
	if (*at == '\n')
		p->line++;
	return at + 1;
}

void page_html(struct page *p, const char *from, const char *to)
{
	while (from < to) {
		char c = *from;
		switch (p->h.place) {
		case COMMENT:           /* comments are for those who read the template */
			if (strncmp(from, "-->", 3) == 0) {
				p->h.place = TEXT;
				from += 2;
			}
			p->line += c == '\n';
			from++;
			break;
		case TEXT:
			if (blank(c) && !p->h.keep) {
				from = white_space(p, from, to);
				break;
			}
			__attribute__((fallthrough));
		case PLAIN:
		case RAW:
			p->line += c == '\n';
			from = p->h.place == TEXT ? in_text(p, from) : in_plain_or_raw(p, from);
			break;
		case QUOTED:
			if (c == p->h.quote)
				value_ends(p);
			else
				value_char(p, c);
			put(p, c);
			p->line += c == '\n';
			from++;
			break;
		default:
			from = in_tag(p, from, to);
		}
	}
}

/* ---- where blocks begin and end ---- */

void page_before_control(struct page *p)
{
	switch (p->h.place) {
	case TAG_NAME:
		if (!p->h.tag[0])
			page_fail(p, "the name of a tag may not depend on a value");
		tag_named(p);
		break;
	case ATTR_NAME:
		attr_named(p);
		break;
	case AFTER_NAME:
	case IN_TAG:
	case TEXT:
	case PLAIN:
		break;
	case QUOTED:
		if (strcmp(p->h.tag, "form") == 0 && strcmp(p->h.attr, "method") == 0)
			page_fail(p, "the method of a form may not depend on an {{if}}; write two forms");
		break;
	default:
		page_fail(p, "no tag in braces may stand %s", page_place_words(p));
	}
	if (p->h.place >= TAG_NAME && p->h.place <= AFTER_NAME) {
		if (!p->last || !blank(p->last))
			put_str(p, " ");
		p->h.place = IN_TAG;
	}
}

/* The two ways through a block must lead to the same place. */
void page_blocks_meet(struct page *p, const struct block *b, struct html other)
{
	struct html *h = &p->h;
	bool same = h->place == other.place && strcmp(h->inside, other.inside) == 0 && h->keep == other.keep &&
		h->in_form == other.in_form;
	if (same && h->place != TEXT && h->place != PLAIN)
		same = strcmp(h->tag, other.tag) == 0 && h->posts == other.posts && h->closing == other.closing;
	if (same && h->place == QUOTED)
		same = strcmp(h->attr, other.attr) == 0 && h->quote == other.quote;
	if (!same)
		page_fail(p, "the block that opens on line %d must end where it began: the same tag, attribute and form", b->line);
	if (h->url != other.url)
		h->url = URL_UNSURE;
}
