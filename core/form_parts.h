/* What reading and drawing of forms share; of no concern to features. */
#pragma once
#include "core.h"

/* Where a form's input comes from: the query string of a GET, else the body. */
const struct params *form_input(const struct req *r);
/* The next of several values under one name; *from begins at 0. */
const struct param *param_next(const struct params *p, const char *name, size_t *from);
/* The upper limit in force; without one a number so large that nobody reaches it. */
int64_t field_max(const struct form_field *x);
bool code_shaped(struct slice s);                               /* [A-Za-z0-9_.-]{1,64} */
bool day_read(struct slice s, int64_t *ret) MUST_USE;           /* YYYY-MM-DD, 1900 to 2200 */
bool clock_read(struct slice s, int64_t *ret) MUST_USE;         /* "18:30", "6:30 pm" */
bool flag_read(struct slice v);                                 /* "", "0", "false", "no", "off" are false */

/* One sent value of a FORM_WEEK; false when malformed, *w then as before. */
bool week_add(struct slice value, struct week *w) MUST_USE;
int week_hours(const struct week *w);

/* One block of hours in the drawn week: first hour and the hour after the last. */
struct week_block { int from, to; };
enum { WEEK_BLOCKS = 10 };
extern const struct week_block week_blocks[WEEK_BLOCKS];
/* The hours of one block that are set, as a value that week_add reads; empty when there are none. */
size_t week_value(const struct week *w, int day, struct week_block b, char *to, size_t size);
void out_week(struct out *o, const struct form_field *x, const struct week *w, const char *id);
