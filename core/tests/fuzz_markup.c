/* Any text as people's own words: tags are ours, closed in order; links lead where they may. */
#include "fuzz.h"
#include "markup.h"

static const char *const paired[] = { "p", "em", "strong", "ul", "ol", "li", "blockquote", "a" };

static const char *tag_of(const char *name)
{
	size_t n = strcspn(name, " >");
	for (size_t i = 0; i < COUNT(paired); i++)
		if (strlen(paired[i]) == n && memcmp(paired[i], name, n) == 0)
			return paired[i];
	return NULL;
}

static void attributes_hold(const char *tag)
{
	static const char href[] = "a href=\"", rel[] = " rel=\"nofollow noreferrer\"";
	const char *at = tag + strcspn(tag, " >");
	if (*at == '>')
		return;
	if (str_begins(tag, "ol start=\"")) {
		HOLDS(strspn(tag + 10, "0123456789") >= 1);
		return;
	}
	HOLDS(str_begins(tag, href));
	at = tag + sizeof href - 1;
	bool own = strchr("/?#", *at) != NULL;
	HOLDS(own ? at[1] != '/' || *at != '/' : str_begins(at, "https:") || strncasecmp(at, "https:", 6) == 0 ||
	      strncasecmp(at, "mailto:", 7) == 0 || strncasecmp(at, "tel:", 4) == 0 || strncasecmp(at, "sms:", 4) == 0);
	at = strchr(at, '"') + 1;
	HOLDS(*at == '>' || (!own && str_begins(at, rel)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = { 0 };
	const char *stack[64];
	size_t depth = 0;
	const char *html = markup(&a, arena_copy(&a, (const char *)data, n)).html;
	for (const char *at = strchr(html, '<'); at; at = strchr(at + 1, '<')) {
		bool end = at[1] == '/';
		if (str_begins(at, "<br>") || str_begins(at, "<hr>"))
			continue;
		const char *tag = tag_of(at + 1 + end);
		HOLDS(tag);
		if (!end) {
			attributes_hold(at + 1);
			HOLDS(depth < COUNT(stack));
			stack[depth++] = tag;
		} else {
			HOLDS(depth > 0 && stack[--depth] == tag);
		}
	}
	HOLDS(depth == 0);
	arena_end(&a);
	return 0;
}
