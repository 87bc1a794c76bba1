/* Reads the one form of Range that players use. */
#include "range.h"
#include <string.h>

enum range range_read(struct slice asked, size_t n, size_t *ret_from, size_t *ret_n)
{
	static const struct slice unit = SLICE("bytes=");
	int64_t from = 0, last = INT64_MAX;
	if (asked.n <= unit.n || memcmp(asked.at, unit.at, unit.n))
		return RANGE_WHOLE;
	struct slice s = { asked.at + unit.n, asked.n - unit.n };
	const char *dash = memchr(s.at, '-', s.n);
	if (!dash)
		return RANGE_WHOLE;
	struct slice first = { s.at, (size_t)(dash - s.at) }, second = { dash + 1, s.n - first.n - 1 };
	if ((!first.n && !second.n) || (first.n && !str_int(first, 0, INT64_MAX, &from)) || (second.n && !str_int(second, 0, INT64_MAX, &last)))
		return RANGE_WHOLE;
	if (!first.n) {                 /* so many from the end */
		from = last < (int64_t)n ? (int64_t)n - last : 0;
		last = last ? INT64_MAX : -1;
	} else if (last < from) {
		return RANGE_WHOLE;     /* malformed: as if it were not there */
	}
	if (from >= (int64_t)n || last < from)
		return RANGE_NONE;
	*ret_from = (size_t)from;
	*ret_n = (last < (int64_t)n ? (size_t)last + 1 : n) - (size_t)from;
	return RANGE_PART;
}
