/* A reply that lasts for hours: what live.c tells, handed to libmicrohttpd as it comes.
 * Leaves to http.c which connection it is for and when it sleeps. */
#include "stream.h"
#include <stdio.h>
#include <stdlib.h>

struct stream { struct listener *listener; struct MHD_Response *reply; bool begun; };

struct field { const char *name, *value; };

static enum MHD_Result first_field(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	*(struct field *)context = (struct field){ name, value };
	return MHD_NO;
}

/* Once they went out: thousands may listen. */
static void forget_fields(struct MHD_Response *m)
{
	struct field x;
	char name[64];          /* the library looks at it once more when its own is freed */
	do {
		if (!MHD_get_response_headers(m, first_field, &x))
			return;
		snprintf(name, sizeof name, "%s", x.name);
	} while (MHD_del_response_header(m, name, x.value) == MHD_YES);
}

static ssize_t on_read(void *context, uint64_t at, char *to, size_t room)
{
	struct stream *s = context;
	(void)at;
	if (!s->begun)
		forget_fields(s->reply);
	s->begun = true;
	int n = live_read(s->listener, to, room);
	return n == LIVE_OVER ? MHD_CONTENT_READER_END_OF_STREAM : n;
}

static void on_end(void *context)
{
	live_close(((struct stream *)context)->listener);
	free(context);
}

struct MHD_Response *stream_reply(struct live *live, const struct live_new *n)
{
	struct stream *s = calloc(1, sizeof *s);
	if (s && (s->listener = live_open(live, n))) {
		s->reply = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, LIVE_FRAME, on_read, s, on_end);
		if (s->reply)
			return s->reply;
		live_close(s->listener);
	}
	free(s);
	return NULL;
}
