/* What the parsers of sent input share. */
#pragma once
#include "core.h"

struct params_new { size_t n, room; struct param *at; };
/* room: how many there can be at most, if that is fewer than PARAMS_MAX. */
void params_begin(struct params_new *p, struct arena *a, size_t room);
size_t slice_count(struct slice s, char c);
/* False when there are too many. */
bool params_add(struct params_new *p, const char *name, struct slice value) MUST_USE;
/* '+' is a blank, %XX a byte; anything else stands for itself.  Ends with a NUL that is not counted.  False: a % without
 * two hex digits behind it. */
bool url_decoded(struct arena *a, struct slice s, struct slice *ret) MUST_USE;
/* 1 to PARAM_NAME_MAX bytes of UTF-8 without control characters. */
bool param_name_right(struct slice name);
