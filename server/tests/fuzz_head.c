/* Any bytes as a request's head, its cookies and its lists: refused, or of the shape that the server relies on. */
#include "fuzz.h"
#include "head.h"

static void holds(const struct head *h)
{
	HOLDS(h->get || h->post || h->method.n > 0);
	HOLDS(!(h->get && h->post) && (!h->head_only || h->get));
	HOLDS(h->path.n > 0 && h->path.at[0] == '/' && h->path.n + h->query.n <= h->target.n && h->target.n <= TARGET_MAX);
	HOLDS(h->length >= 0 && !h->field[HEAD_TRANSFER_ENCODING].at && !h->field[HEAD_CONTENT_ENCODING].at);
	for (size_t k = 0; k < h->target.n; k++)
		HOLDS(h->target.at[k] > ' ' && h->target.at[k] < 0x7f);
	for (size_t f = 0; f < HEAD_FIELDS; f++)
		for (size_t k = 0; k < h->field[f].n; k++)
			HOLDS(h->field[f].at[k] != '\r' && h->field[f].at[k] != '\n' && h->field[f].at[k] != '\0');
}

static struct slice until(struct slice *rest, char sep)
{
	const char *end = rest->n ? memchr(rest->at, sep, rest->n) : NULL;
	struct slice s = { rest->at, end ? (size_t)(end - rest->at) : rest->n };
	size_t skip = s.n + (end != NULL);
	*rest = (struct slice){ rest->at + skip, rest->n - skip };
	return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct slice rest = { (const char *)data, n }, line = until(&rest, '\n');
	struct head h = { 0 };
	h.method = until(&line, ' ');
	h.target = until(&line, ' ');
	h.version = line;
	int refuse = 0;
	while (rest.n && !refuse) {
		line = until(&rest, '\n');
		struct slice name = until(&line, ':');
		refuse = head_take(&h, name, line);
	}
	if (!refuse)
		refuse = head_judge(&h);
	HOLDS(refuse == 0 || (refuse >= 400 && refuse < 600));
	if (!refuse)
		holds(&h);
	struct slice cookie = cookie_find(h.field[HEAD_COOKIE], "kith");
	for (size_t k = 0; k < cookie.n; k++)
		HOLDS(strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.", cookie.at[k]) && cookie.at[k]);
	(void)head_lists(h.field[HEAD_ACCEPT_ENCODING], "gzip");
	(void)head_lists(h.field[HEAD_ACCEPT], "application/json");
	HOLDS(strlen(head_device(h.field[HEAD_USER_AGENT])) > 2);
	return 0;
}
