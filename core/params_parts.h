/* What the parsers of sent input share. */
#pragma once
#include "core.h"

struct params_new { size_t n; struct param *at; };
void params_begin(struct params_new *p, struct arena *a);
/* False when there are too many. */
bool params_add(struct params_new *p, const char *name, struct slice value) MUST_USE;
/* 1 to PARAM_NAME_MAX bytes of UTF-8 without control characters. */
bool param_name_right(struct slice name);
