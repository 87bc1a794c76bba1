/* The pages that need nothing: made once, of the catalogues, in memory that the program has from its start.
 * Leaves fields and statuses to reply.c, and every other page about errors to frame.c. */
#include "bare.h"
#include "asset.h"
#include "words.h"
#include <pthread.h>

enum { PAGE_MAX = 4096 };

struct bare { char at[PAGE_MAX]; size_t n; };
struct told { const char *title, *words; };

static const struct told failed = {
	N_("That did not work"),
	N_("It was too much at once, or it did not reach us whole. Go back one page, look at what is there, and try once more."),
};
static const struct told kept = {
	N_("It was kept"),
	N_("What you sent has arrived. Only the page about it could not be made. Go back one page and load it again."),
};
static const char *const json_codes[] = { "malformed", "too_large", "busy", "broken" };

static struct bare pages[2];
static struct bare jsons[COUNT(json_codes) + 1];
static pthread_once_t made = PTHREAD_ONCE_INIT;

/* Plain letters alone: nothing here has to be escaped. */
static const char *in(enum lang lang, const char *words) { return words_find(lang, words_hash(words), words); }

/* What does not fit must not be cut off in the middle of a tag; the tests see each page whole. */
PRINTF(2, 3) static void add(struct bare *b, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(b->at + b->n, sizeof b->at - b->n, format, args);
	va_end(args);
	if (n < 0 || (size_t)n >= sizeof b->at - b->n)
		abort();
	b->n += (size_t)n;
}

/* The same words in each language behind one another: who reads is not known here. */
static void add_all(struct bare *b, const char *words)
{
	for (enum lang l = 0; l < LANG_COUNT; l++)
		add(b, "%s<span lang=\"%s\">%s</span>", l ? "\u00a0· " : "", lang_codes[l], in(l, words));
}

static void add_way(struct bare *b, const char *attributes, const char *words)
{
	add(b, "<a %s>", attributes);
	add_all(b, words);
	add(b, "</a>\n");
}

/* Ordered as the frame orders every page (pages/top.html). */
static void make_page(struct bare *b, const struct told *t)
{
	add(b, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>Kith</title>\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n", lang_codes[0]);
	add(b, "<link rel=\"icon\" href=\"/static/%s/icon.svg\" type=\"image/svg+xml\">\n<link rel=\"stylesheet\" href=\"/static/%s/kith.css\">\n"
	    "<script src=\"/static/%s/kith.js\" defer></script>\n</head>\n<body>\n", kith_assets_hash, kith_assets_hash, kith_assets_hash);
	add(b, "<nav class=\"way-out\" aria-label=\"%s\"><div class=\"top-in\">\n", in(0, N_("Leave, or get help")));
	add_way(b, "class=\"leave\" href=\"/leave\" rel=\"nofollow\"", N_("Leave"));
	add_way(b, "class=\"crisis\" href=\"/crisis\"", N_("Crisis help"));
	add(b, "</div></nav>\n<main id=\"main\" tabindex=\"-1\">\n<h1>");
	add_all(b, t->title);
	add(b, "</h1>\n");
	for (enum lang l = 0; l < LANG_COUNT; l++)
		add(b, "<p class=\"lead\" lang=\"%s\">%s</p>\n", lang_codes[l], in(l, t->words));
	add(b, "<p class=\"actions\">");
	add_way(b, "class=\"button quiet\" href=\"/\"", N_("Go to the first page"));
	add(b, "</p>\n</main>\n</body>\n</html>\n");
}

static void make(void)
{
	make_page(&pages[0], &failed);
	make_page(&pages[1], &kept);
	for (size_t k = 0; k < COUNT(json_codes); k++)
		add(&jsons[k], "{\"status\":\"%s\",\"faults\":[],\"words\":\"%s\",\"request\":null}", json_codes[k], failed.title);
	add(&jsons[COUNT(json_codes)], "{\"status\":\"kept\",\"faults\":[],\"words\":\"%s\",\"request\":null}", kept.title);
}

static struct slice of(const struct bare *b)
{
	return (struct slice){ b->at, b->n };
}

struct slice bare_page(bool is_kept)
{
	pthread_once(&made, make);
	return of(&pages[is_kept]);
}

struct slice bare_json(bool is_kept, const char *code)
{
	size_t k = 0;
	pthread_once(&made, make);
	while (!is_kept && k + 1 < COUNT(json_codes) && strcmp(json_codes[k], code) != 0)
		k++;
	return of(&jsons[is_kept ? COUNT(json_codes) : k]);
}
