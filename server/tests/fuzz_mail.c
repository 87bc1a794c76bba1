/* Any bytes as address, subject, texts and way to stop of a mail: no message, or one whose fields are those we wrote. */
#include "fuzz.h"
#include "mail.h"

static const char *piece(struct arena *a, const uint8_t **data, size_t *n)
{
	const uint8_t *end = memchr(*data, '|', *n);
	size_t some = end ? (size_t)(end - *data) : *n, skip = some + (end != NULL);
	const char *s = arena_copy(a, (const char *)*data, strnlen((const char *)*data, some));
	*data += skip;
	*n -= skip;
	return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = { 0 };
	struct mail m = { .id = "someid", .at = 1750000000 };
	m.to = piece(&a, &data, &n);
	m.subject = piece(&a, &data, &n);
	m.body = piece(&a, &data, &n);
	m.stop = memchr(data, '|', n) ? piece(&a, &data, &n) : NULL;
	m.calendar = memchr(data, '|', n) ? piece(&a, &data, &n) : NULL;
	m.method = "REQUEST";
	const char *text = mail_text(&a, "kith@example.org", &m);
	const char *end = text ? strstr(text, "\r\n\r\n") : NULL;
	HOLDS(!text || end);
	size_t fields = 0, column = 0;
	for (const char *p = text; p && *p; p++) {
		unsigned char c = (unsigned char)*p;
		HOLDS((c >= ' ' && c < 0x7f) || c == '\r' || c == '\n' || c == '\t');
		HOLDS(c != '\n' || p[-1] == '\r');
		column = c == '\n' ? 0 : column + 1;
		HOLDS(column <= 320);
		fields += p < end && c == '\n' && p[1] != ' ';
		HOLDS(!(p > end && p[-1] == '\n' && c == '.'));
	}
	HOLDS(!text || fields == (m.calendar ? 7U : 8U) + (m.stop ? 2U : 0U));
	arena_end(&a);
	return 0;
}
