/* A part of a reply: "bytes=0-1" (RFC 9110, 14).  Pure. */
#pragma once
#include "str.h"

enum range { RANGE_WHOLE, RANGE_PART, RANGE_NONE };
/* Of a body of n bytes.  WHOLE: nothing was asked for, or not in a way that has to be heeded (several parts, another unit).
 * PART: ret_from and ret_n, at least one byte.  NONE: there is no such part. */
enum range range_read(struct slice asked, size_t n, size_t *ret_from, size_t *ret_n);
