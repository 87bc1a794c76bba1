/* The reply's body.  Everything a page writes goes through these, escaped for the place it stands in.  Knows HTML, URLs,
 * JSON strings and the reader's language; leaves layout to pages and catalogues to words.h. */
#pragma once
#include "str.h"

struct words_reader;            /* language, time zone and the community's own words: words.h */

struct out {
	char *at;
	size_t n, room;
	size_t cap;                         /* 0 means OUT_CAP; past it `over` is set and nothing more is added */
	bool over;                          /* too large or out of memory: the reply must not be sent */
	bool csrf_used;                     /* a posting form was drawn: the server makes sure there is a cookie */
	const char *csrf;                   /* the token that posting forms carry */
	const char *base;                   /* "/c/harbor" in a community, "" outside: {{@base}} */
	const struct words_reader *reader;  /* never NULL while a page is drawn */
};

enum { OUT_CAP = 8 << 20 };

/* HTML that core/markup (and core/qr, pictures) made; nothing else makes one. */
struct safe_html { const char *html; };

void out_raw(struct out *o, const char *s, size_t n);
#define OUT_LITERAL(o, literal) out_raw((o), (literal), sizeof(literal) - 1)
void out_printf(struct out *o, const char *format, ...) PRINTF(2, 3);   /* numbers and our own words only: not escaped */
void out_csrf(struct out *o);                   /* the hidden field; the page compiler puts it into posting forms */
void out_clear(struct out *o);                  /* empty for the next reply: wiped; a buffer up to 64 KiB is kept */
void out_end(struct out *o);                    /* gives the memory back, wiped */

void out_text_str(struct out *o, const char *s);                /* NULL writes nothing */
void out_text_int(struct out *o, int64_t i);                    /* grouped as the reader's language groups; NO_INT: nothing */
void out_text_real(struct out *o, double d);                    /* one decimal place at most; NO_REAL: nothing */
void out_text_html(struct out *o, struct safe_html h);
void out_attr_str(struct out *o, const char *s);
void out_attr_int(struct out *o, int64_t i);                    /* plain digits */
void out_attr_real(struct out *o, double d);                    /* plain, '.' as the mark, up to 4 places */
void out_text_slice(struct out *o, struct slice s);
void out_attr_slice(struct out *o, struct slice s);
bool url_allowed(const char *s);                                /* own path, ?…, #…, https:, mailto:, tel:, sms: */
void out_url_str(struct out *o, const char *s);                 /* what is allowed; else "#" */
void out_urlpart_str(struct out *o, const char *s);             /* percent-encoded */
void out_json_str(struct out *o, const char *s);                /* quoted; NULL becomes null; '<' is \u003c */

/* One name for each place; the C type of the value picks the writer, and a type with no writer does not compile. */
#define out_text(o, x) _Generic((x), \
	char *: out_text_str, const char *: out_text_str, \
	int: out_text_int, unsigned: out_text_int, int64_t: out_text_int, size_t: out_text_int, \
	double: out_text_real, struct safe_html: out_text_html)(o, x)
#define out_attr(o, x) _Generic((x), \
	char *: out_attr_str, const char *: out_attr_str, \
	int: out_attr_int, unsigned: out_attr_int, int64_t: out_attr_int, size_t: out_attr_int, double: out_attr_real)(o, x)
#define out_url(o, x) _Generic((x), char *: out_url_str, const char *: out_url_str)(o, x)
#define out_urlpart(o, x) _Generic((x), \
	char *: out_urlpart_str, const char *: out_urlpart_str, \
	int: out_attr_int, unsigned: out_attr_int, int64_t: out_attr_int, size_t: out_attr_int)(o, x)
