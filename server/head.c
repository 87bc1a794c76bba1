/* The head of a request: field by field and as a whole.
 * Leaves the connection to http.c, and what a path means to the routes. */
#include "head.h"

static const struct { const char *name; bool twice; } known[HEAD_FIELDS] = {
	[HEAD_HOST] = { "host", false },
	[HEAD_COOKIE] = { "cookie", false },
	[HEAD_AUTHORIZATION] = { "authorization", false },
	[HEAD_ACCEPT] = { "accept", true },             /* lists may be split over several fields: the first is read */
	[HEAD_ACCEPT_LANGUAGE] = { "accept-language", true },
	[HEAD_ACCEPT_ENCODING] = { "accept-encoding", true },
	[HEAD_CONTENT_TYPE] = { "content-type", false },
	[HEAD_CONTENT_LENGTH] = { "content-length", false },
	[HEAD_CONTENT_ENCODING] = { "content-encoding", false },
	[HEAD_TRANSFER_ENCODING] = { "transfer-encoding", false },
	[HEAD_EXPECT] = { "expect", false },
	[HEAD_ORIGIN] = { "origin", false },
	[HEAD_FETCH_SITE] = { "sec-fetch-site", false },
	[HEAD_FETCH_DEST] = { "sec-fetch-dest", false },
	[HEAD_NONE_MATCH] = { "if-none-match", true },
	[HEAD_USER_AGENT] = { "user-agent", true },
	[HEAD_FORWARDED_PROTO] = { "x-forwarded-proto", false },
	[HEAD_FORWARDED_FOR] = { "x-forwarded-for", false },
	[HEAD_RANGE] = { "range", true },
	[HEAD_LAST_EVENT] = { "last-event-id", false },
};

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

/* tchar of RFC 9110, 5.6.2 */
static bool is_token(struct slice s)
{
	for (size_t k = 0; k < s.n; k++)
		if (!is_letter(s.at[k]) && !is_digit(s.at[k]) && (!s.at[k] || !strchr("!#$%&'*+-.^_`|~", s.at[k])))
			return false;
	return s.n > 0;
}

static bool same_caseless(struct slice s, const char *lower_case)
{
	size_t k = 0;
	while (k < s.n && lower_case[k] && lower(s.at[k]) == lower_case[k])
		k++;
	return k == s.n && !lower_case[k];
}

static struct slice trimmed(struct slice s)
{
	while (s.n && (*s.at == ' ' || *s.at == '\t'))
		s.at++, s.n--;
	while (s.n && (s.at[s.n - 1] == ' ' || s.at[s.n - 1] == '\t'))
		s.n--;
	return s;
}

int head_take(struct head *h, struct slice name, struct slice value)
{
	if (!is_token(name))
		return 400;
	value = trimmed(value);
	for (size_t k = 0; k < value.n; k++)
		if (((unsigned char)value.at[k] < 0x20 && value.at[k] != '\t') || value.at[k] == 0x7f)
			return 400;
	for (size_t k = 0; k < HEAD_FIELDS; k++) {
		if (!same_caseless(name, known[k].name))
			continue;
		if (h->field[k].at)
			return known[k].twice ? 0 : 400;
		h->field[k] = value;
		return 0;
	}
	return 0;
}

static int judge_method(struct head *h)
{
	if (!is_token(h->method))
		return 400;
	h->head_only = slice_same(h->method, SLICE("HEAD"));
	h->get = h->head_only || slice_same(h->method, SLICE("GET"));
	h->post = slice_same(h->method, SLICE("POST"));
	static const char *const others[] = { "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT" };
	bool named = h->get || h->post;
	for (size_t k = 0; k < COUNT(others) && !named; k++)
		named = slice_same(h->method, (struct slice){ others[k], strlen(others[k]) });
	return named ? 0 : 501;
}

static bool is_hex(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); }

/* Only the form that begins with '/': we are nobody's proxy. */
static int judge_target(struct head *h)
{
	if (h->target.n > TARGET_MAX)
		return 414;
	if (!h->target.n || h->target.at[0] != '/')
		return 400;
	h->path = h->target;
	for (size_t k = 0; k < h->target.n; k++) {
		char c = h->target.at[k];
		if (c <= 0x20 || c >= 0x7f || strchr("\"#<>\\^`{|}", c))
			return 400;
		if (c == '%' && (k + 2 >= h->target.n || !is_hex(h->target.at[k + 1]) || !is_hex(h->target.at[k + 2]) ||
				 (h->target.at[k + 1] == '0' && h->target.at[k + 2] == '0')))
			return 400;
		if (c == '?' && h->path.n == h->target.n) {
			h->path.n = k;
			h->query = (struct slice){ h->target.at + k + 1, h->target.n - k - 1 };
		}
	}
	return 0;
}

static bool is_host(struct slice s)
{
	for (size_t k = 0; k < s.n; k++)
		if (!is_letter(s.at[k]) && !is_digit(s.at[k]) && (!s.at[k] || !strchr(".-:[]_", s.at[k])))
			return false;
	return s.n > 0 && s.n <= 255;
}

/* Length of the body.  Chunked bodies are refused: no browser sends one for a form, and their framing is where servers
 * and proxies come to disagree; 411 tells a program to say the length. */
static int judge_body(struct head *h)
{
	struct slice length = h->field[HEAD_CONTENT_LENGTH], coding = h->field[HEAD_TRANSFER_ENCODING];
	if (coding.at && length.at)
		return 400;
	if (coding.at)
		return same_caseless(coding, "chunked") && slice_same(h->version, SLICE("HTTP/1.1")) ? 411 : 501;
	h->length = 0;
	if (length.at && (!length.n || length.at[0] == '-' || !str_int(length, 0, INT64_MAX, &h->length))) {
		for (size_t k = 0; k < length.n; k++)
			if (!is_digit(length.at[k]))
				return 400;
		return length.n ? 413 : 400;
	}
	if (h->field[HEAD_CONTENT_ENCODING].at)
		return 415;
	if (h->post && !length.at)
		return 411;
	return 0;
}

int head_judge(struct head *h)
{
	int refuse = judge_method(h);
	if (!refuse && !slice_same(h->version, SLICE("HTTP/1.1")) && !slice_same(h->version, SLICE("HTTP/1.0")))
		refuse = 505;
	if (!refuse)
		refuse = judge_target(h);
	struct slice host = h->field[HEAD_HOST];
	if (!refuse && (host.at ? !is_host(host) : slice_same(h->version, SLICE("HTTP/1.1"))))
		refuse = 400;
	if (!refuse)
		refuse = judge_body(h);
	struct slice expect = h->field[HEAD_EXPECT];
	if (!refuse && expect.at && !same_caseless(expect, "100-continue"))
		refuse = 417;
	return refuse;
}

struct slice cookie_find(struct slice header, const char *name)
{
	struct slice found = { 0 };
	size_t named = strlen(name);
	while (header.n) {
		const char *semicolon = memchr(header.at, ';', header.n);
		size_t n = semicolon ? (size_t)(semicolon - header.at) : header.n;
		struct slice pair = trimmed((struct slice){ header.at, n });
		size_t skip = semicolon ? n + 1 : n;
		header = (struct slice){ header.at + skip, header.n - skip };
		if (pair.n <= named || memcmp(pair.at, name, named) || pair.at[named] != '=')
			continue;
		if (found.at)
			return (struct slice){ 0 };     /* someone else may have set the other one */
		found = (struct slice){ pair.at + named + 1, pair.n - named - 1 };
	}
	for (size_t k = 0; k < found.n; k++)
		if (!is_letter(found.at[k]) && !is_digit(found.at[k]) && (!found.at[k] || !strchr("-_.", found.at[k])))
			return (struct slice){ 0 };
	return found;
}

/* "q=0", "q=0.000": not wanted. */
static bool weightless(struct slice parameters)
{
	const char *q = memmem(parameters.at, parameters.n, "q=", 2);
	if (!q)
		return false;
	for (q += 2; q < parameters.at + parameters.n; q++)
		if (*q >= '1' && *q <= '9')
			return false;
	return true;
}

bool head_lists(struct slice list, const char *token)
{
	while (list.n) {
		const char *comma = memchr(list.at, ',', list.n);
		size_t n = comma ? (size_t)(comma - list.at) : list.n;
		struct slice item = trimmed((struct slice){ list.at, n });
		size_t skip = comma ? n + 1 : n;
		list = (struct slice){ list.at + skip, list.n - skip };
		const char *semicolon = item.n ? memchr(item.at, ';', item.n) : NULL;
		struct slice rest = { 0 };
		if (semicolon) {
			rest = (struct slice){ semicolon, item.n - (size_t)(semicolon - item.at) };
			item = trimmed((struct slice){ item.at, (size_t)(semicolon - item.at) });
		}
		if (same_caseless(item, token))
			return !rest.n || !weightless(rest);
	}
	return false;
}

static bool holds(struct slice s, const char *word) { return s.n && memmem(s.at, s.n, word, strlen(word)); }

const char *head_device(struct slice agent)
{
	/* The order matters: most browsers also name those they descend from. */
	static const char *const browsers[][2] = {
		{ "Firefox", "Firefox" }, { "FxiOS", "Firefox" }, { "Edg", "Edge" }, { "OPR", "Opera" }, { "SamsungBrowser", "Samsung Internet" },
		{ "CriOS", "Chrome" }, { "Chrome", "Chrome" }, { "Safari", "Safari" }, { NULL, NULL },
	};
	static const char *const systems[][2] = {
		{ "Android", "Android" }, { "iPhone", "iPhone" }, { "iPad", "iPad" }, { "CrOS", "ChromeOS" }, { "Windows", "Windows" },
		{ "Macintosh", "Mac" }, { "Linux", "Linux" }, { NULL, NULL },
	};
	/* Every pair of words that can come out, so that nothing needs to be kept in memory. */
	static const char *const words[COUNT(browsers)][COUNT(systems)] = {
#define ON(b) { b " on Android", b " on iPhone", b " on iPad", b " on ChromeOS", b " on Windows", b " on Mac", b " on Linux", b }
		ON("Firefox"), ON("Firefox"), ON("Edge"), ON("Opera"), ON("Samsung Internet"), ON("Chrome"), ON("Chrome"), ON("Safari"),
		{ "A program on Android", "A program on iPhone", "A program on iPad", "A program on ChromeOS", "A program on Windows",
		  "A program on Mac", "A program on Linux", "A program" },
#undef ON
	};
	size_t b = 0, s = 0;
	while (browsers[b][0] && !holds(agent, browsers[b][0]))
		b++;
	while (systems[s][0] && !holds(agent, systems[s][0]))
		s++;
	return words[b][s];
}
