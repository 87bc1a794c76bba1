/* The page compiler: one HTML template becomes one C function that writes it, each value escaped for the place it stands
 * in.  pagec.c runs it, pagec_html.c follows the HTML, pagec_tags.c knows the tags, pagec_words.c the messages. */
#pragma once
#include "source.h"

enum page_mode { PAGE_C, PAGE_MESSAGES };

/* feature "asks" and file ".../waiting.html" give the page asks_waiting.  False: s->fault says what to mend. */
bool page_compile(struct source *s, const char *feature, enum page_mode mode, struct text *ret);

/* ---- shared by the parts ---- */

enum place {
	TEXT,           /* between tags */
	PLAIN,          /* inside textarea or title: text in which no tag opens */
	RAW,            /* inside script: nothing may stand there */
	TAG_NAME, IN_TAG, ATTR_NAME, AFTER_NAME, BEFORE_VALUE, QUOTED,
	COMMENT,
};
/* How far the address in a URL attribute has come; UNSURE after an {{if}} whose branches differ. */
enum url { URL_START, URL_BASE, URL_BEGUN, URL_UNSURE };

enum { VALUE_LITERAL_MAX = 64 };

/* Where we are in the HTML.  Copied when a block opens and compared when it ends. */
struct html {
	enum place place;
	char tag[24], attr[32];
	char quote;
	bool closing;           /* the tag is an end tag */
	enum url url;
	char value[VALUE_LITERAL_MAX];  /* how the attribute's value begins, \1 for each {{value}} */
	size_t value_n;
	bool value_in_attr;     /* the attribute holds a {{value}} */
	bool posts;             /* the open <form> tag says method="post" */
	bool method_seen;
	bool in_form;
	char inside[24];        /* PLAIN, RAW: the element whose end is awaited */
	int keep;               /* inside so many <pre>: white space is kept */
};

enum block_kind { BLOCK_IF, BLOCK_ELSE, BLOCK_EACH, BLOCK_EMPTY };
struct block {
	enum block_kind kind;
	char var[NAME_MAX_];    /* BLOCK_EACH */
	int line;
	struct html start, first_end;   /* first_end: how the first of two branches ended */
};
enum { BLOCKS_MAX = 24, VALUES_MAX = 10 };

struct message { char *one, *many; struct text where, values; };

struct page {
	struct source *s;
	char name[2 * NAME_MAX_];       /* asks_waiting */
	int line;
	struct html h;
	struct block block[BLOCKS_MAX];
	int depth;
	bool view_seen, other_seen;     /* other: anything after the view and the title */
	char last;                      /* the last character written, 0 when not known */
	struct text literal;            /* gathered, not yet written out */
	struct text code;
	struct text title, tag;
	struct text scratch[4];         /* of the tag being read; kept here so that a fault leaks nothing */
	struct message *messages;
	size_t n_messages;
};

#define page_fail(p, ...) source_fail((p)->s, (p)->line, __VA_ARGS__)

/* pagec_html.c */
void page_html(struct page *p, const char *from, const char *to);
void page_flush(struct page *p);                /* the gathered literal goes into the code */
void page_before_control(struct page *p);       /* an {{if}} and the like stands here: ends what cannot span it */
void page_blocks_meet(struct page *p, const struct block *b, struct html other);
void page_value_in_attr(struct page *p);         /* a {{value}} stands in the attribute that is open */
void page_url_check(struct page *p);             /* what is literal of the address in the open attribute */
bool page_url_attr(const char *attr);
const char *page_place_words(const struct page *p);

/* pagec_tags.c */
void page_tag(struct page *p, char *tag);       /* without the braces; may be changed */
/* a.b → C expression in ret.  The first part is a loop variable or a member of the view. */
void page_path(struct page *p, const char *path, struct text *ret);
void page_mark(struct page *p);                 /* #line */
void page_value_place(struct page *p);          /* refuses places where no value may stand */

/* pagec_words.c */
void page_message(struct page *p, char *tag);           /* {{t …}} */
void page_message_plural(struct page *p, char *tag);    /* {{tn …}} */
void page_title(struct page *p, char *tag);
void page_message_note(struct page *p, const char *one, const char *many, const char *values);
void page_messages_write(struct page *p, struct text *ret);
void page_messages_end(struct page *p);
