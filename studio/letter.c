/* Opening by GMime, from memory to memory. */
#include <gmime/gmime.h>
#include "letter.h"
#include "calendar.h"

/* Counts itself; after g_mime_shutdown it cannot begin again, so that is left to the end of the program. */
void letter_begin(void) { g_mime_init(); }

/* The first calendar part; what a message carries inside another one (a forwarded answer) is not of its sender's making. */
static void find(GMimeObject *parent, GMimeObject *part, void *context)
{
	GMimePart **found = context;
	GMimeContentType *type = g_mime_object_get_content_type(part);
	(void)parent;
	if (!*found && type && GMIME_IS_PART(part) && g_mime_content_type_is_type(type, "text", "calendar"))
		*found = (GMimePart *)part;
}

static void take_part(struct arena *a, GMimeMessage *message, struct remade *ret)
{
	GMimePart *found = NULL;
	g_mime_message_foreach(message, find, &found);
	GMimeDataWrapper *content = found ? g_mime_part_get_content(found) : NULL;
	GMimeStream *clear = content ? g_mime_stream_mem_new() : NULL;
	if (clear && g_mime_data_wrapper_write_to_stream(content, clear) >= 0) {
		const GByteArray *bytes = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)clear);
		if (bytes->len && bytes->len <= CALENDAR_REPLY_BYTES)
			*ret = (struct remade){ .end = REMADE, .whole = { (const uint8_t *)arena_copy(a, (const char *)bytes->data, bytes->len), bytes->len } };
	}
	if (clear)
		g_object_unref(clear);
}

void letter_remake(struct arena *a, struct slice sent, struct remade *ret)
{
	*ret = (struct remade){ .end = REMAKE_UNKNOWN };
	if (!sent.n)
		return;
	GMimeStream *all = g_mime_stream_mem_new_with_buffer(sent.at, sent.n);
	GMimeParser *parser = g_mime_parser_new_with_stream(all);
	g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	if (message) {
		take_part(a, message, ret);
		g_object_unref(message);
	}
	g_object_unref(parser);
	g_object_unref(all);
}
