/* multipart/form-data (RFC 7578, RFC 2046 section 5.1), as browsers send it: strict, bounded, pure.  Values point into the
 * body; nothing is copied but names. */
#include "core.h"
#include "params_parts.h"

enum { BOUNDARY_MAX = 70, HEADS_MAX = 2048, HEAD_LINES_MAX = 8, PART_LEAST = 40 /* bytes that no part comes without */ };

static bool starts(struct slice s, struct slice with)
{
	return s.n >= with.n && strncasecmp(s.at, with.at, with.n) == 0;
}

static struct slice after(struct slice s, size_t n)
{
	return (struct slice){ s.at + n, s.n - n };
}

static bool boundary_char(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c && strchr("'()+_,-./:=?", c));
}

/* "multipart/form-data; boundary=X": one parameter, bare or in quotes.  Writes "\r\n--X"; returns its length, 0: malformed. */
static size_t delimiter_of(const char *content_type, char to[BOUNDARY_MAX + 8])
{
	static const struct slice type = SLICE("multipart/form-data;"), key = SLICE("boundary=");
	struct slice s = { content_type, content_type ? strlen(content_type) : 0 };
	if (!starts(s, type))
		return 0;
	s = slice_trim(after(s, type.n));
	if (!starts(s, key))
		return 0;
	s = after(s, key.n);
	if (s.n >= 2 && s.at[0] == '"' && s.at[s.n - 1] == '"')
		s = (struct slice){ s.at + 1, s.n - 2 };
	if (s.n == 0 || s.n > BOUNDARY_MAX)
		return 0;
	for (size_t i = 0; i < s.n; i++)
		if (!boundary_char(s.at[i]))
			return 0;
	memcpy(to, "\r\n--", 4);
	memcpy(to + 4, s.at, s.n);
	return s.n + 4;
}

/* The value of one parameter of Content-Disposition: `; name="…"`.  Browsers write quotes and line breaks in it as %22,
 * %0D and %0A; a backslash escape is of another age and refused. */
static bool quoted(struct slice *rest, struct slice *ret)
{
	const char *end = rest->n > 1 && rest->at[0] == '"' ? memchr(rest->at + 1, '"', rest->n - 1) : NULL;
	if (!end)
		return false;
	*ret = (struct slice){ rest->at + 1, (size_t)(end - rest->at) - 1 };
	*rest = after(*rest, ret->n + 2);
	return !memchr(ret->at, '\\', ret->n) && !memchr(ret->at, 0, ret->n);
}

static bool disposition(struct slice s, struct slice *ret_name)
{
	static const struct slice form_data = SLICE("form-data"), name = SLICE("name="), file = SLICE("filename=");
	struct slice ignored;
	bool named = false;
	if (!starts(s, form_data))
		return false;
	for (s = after(s, form_data.n); s.n;) {
		if (s.at[0] != ';')
			return false;
		s = slice_trim(after(s, 1));
		bool is_name = starts(s, name);
		if (is_name ? named : !starts(s, file))
			return false;
		s = after(s, is_name ? name.n : file.n);
		if (!quoted(&s, is_name ? ret_name : &ignored))
			return false;
		named |= is_name;
		s = slice_trim(s);
	}
	return named;
}

/* The lines before a part's value.  Content-Type may stand there and is not believed; a transfer encoding is refused, for
 * the value is taken as it is. */
static bool heads(struct slice s, struct slice *ret_name)
{
	static const struct slice is = SLICE("Content-Disposition:"), type = SLICE("Content-Type:");
	bool found = false;
	int lines = 0;
	while (s.n) {
		const char *stop = memmem(s.at, s.n, "\r\n", 2);
		size_t n = stop ? (size_t)(stop - s.at) : s.n;
		struct slice line = { s.at, n };
		if (++lines > HEAD_LINES_MAX || n == 0)
			return false;
		if (starts(line, is)) {
			if (found || !disposition(slice_trim(after(line, is.n)), ret_name))
				return false;
			found = true;
		} else if (!starts(line, type)) {
			return false;
		}
		s = after(s, stop ? n + 2 : n);
	}
	return found;
}

static bool part(struct arena *a, struct slice s, struct params_new *p)
{
	struct slice name = { 0 };
	const char *blank = memmem(s.at, s.n < HEADS_MAX ? s.n : HEADS_MAX, "\r\n\r\n", 4);
	if (!blank || !heads((struct slice){ s.at, (size_t)(blank - s.at) }, &name) || !param_name_right(name))
		return false;
	return params_add(p, arena_copy(a, name.at, name.n), after(s, (size_t)(blank - s.at) + 4));
}

bool params_multipart(struct arena *a, const char *content_type, struct slice body, struct params *ret)
{
	char delimiter[BOUNDARY_MAX + 8];
	size_t n = delimiter_of(content_type, delimiter);
	struct params_new p;
	/* the first delimiter has no line break before it */
	if (n == 0 || body.n < n - 2 || memcmp(body.at, delimiter + 2, n - 2) != 0)
		return false;
	params_begin(&p, a, body.n / PART_LEAST + 1);
	for (body = after(body, n - 2);;) {
		if (body.n >= 2 && memcmp(body.at, "--", 2) == 0)
			break;
		if (body.n < 2 || memcmp(body.at, "\r\n", 2) != 0)
			return false;
		body = after(body, 2);
		const char *end = memmem(body.at, body.n, delimiter, n);
		if (!end || !part(a, (struct slice){ body.at, (size_t)(end - body.at) }, &p))
			return false;
		body = after(body, (size_t)(end - body.at) + n);
	}
	body = after(body, 2);
	if (body.n && !(body.n == 2 && memcmp(body.at, "\r\n", 2) == 0))
		return false;           /* nothing may follow the last delimiter */
	*ret = (struct params){ .n = p.n, .at = p.at };
	return true;
}
