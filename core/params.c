/* Query strings and url-encoded bodies (WHATWG URL, section 5.1): strict, bounded, pure.  Knows the encoding; what the
 * values may be is left to form.c. */
#include "core.h"
#include "params_parts.h"

bool params_add(struct params_new *p, const char *name, struct slice value)
{
	if (p->n == p->room)
		return false;
	p->at[p->n++] = (struct param){ .name = name, .value = value };
	return true;
}

void params_begin(struct params_new *p, struct arena *a, size_t room)
{
	p->n = 0;
	p->room = room < PARAMS_MAX ? room : PARAMS_MAX;
	p->at = ARENA_ARRAY(a, p->room, struct param);
}

size_t slice_count(struct slice s, char c)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += s.at[i] == c;
	return n;
}

bool param_name_right(struct slice name)
{
	if (name.n == 0 || name.n > PARAM_NAME_MAX)
		return false;
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.at[i] < 32)
			return false;
	return str_utf8(name);
}

static int hex_digit(char c)
{
	int low = c | 32;
	return c >= '0' && c <= '9' ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

bool url_decoded(struct arena *a, struct slice s, struct slice *ret)
{
	char *to = arena_take(a, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] != '%') {
			to[n++] = s.at[i] == '+' ? ' ' : s.at[i];
			continue;
		}
		int high = s.n - i > 2 ? hex_digit(s.at[i + 1]) : -1, low = s.n - i > 2 ? hex_digit(s.at[i + 2]) : -1;
		if (high < 0 || low < 0)
			return false;
		to[n++] = (char)(high << 4 | low);
		i += 2;
	}
	*ret = (struct slice){ to, n };
	return true;
}

static bool pair(struct arena *a, struct slice s, struct params_new *p)
{
	const char *equals = memchr(s.at, '=', s.n);
	size_t name_n = equals ? (size_t)(equals - s.at) : s.n;
	struct slice name, value;
	/* three bytes at most stand for one */
	if (name_n > 3 * PARAM_NAME_MAX || !url_decoded(a, (struct slice){ s.at, name_n }, &name) || !param_name_right(name))
		return false;
	if (!url_decoded(a, equals ? (struct slice){ equals + 1, s.n - name_n - 1 } : (struct slice){ "", 0 }, &value))
		return false;
	return params_add(p, name.at, value);
}

bool params_urlencoded(struct arena *a, struct slice body, struct params *ret)
{
	struct params_new p;
	const char *at = body.at, *end = body.at + body.n;
	params_begin(&p, a, slice_count(body, '&') + 1);
	while (at < end) {
		const char *next = memchr(at, '&', (size_t)(end - at));
		const char *stop = next ? next : end;
		if (stop > at && !pair(a, (struct slice){ at, (size_t)(stop - at) }, &p))
			return false;
		at = stop + 1;
	}
	*ret = (struct params){ .n = p.n, .at = p.at };
	return true;
}
