/* Messages and their parts through GMime: multipart, base64, quoted-printable, and whatever is none of that.
 * Leaves what a calendar part says to core/calendar_read.c. */
#include <gmime/gmime.h>
#include "letters.h"
#include "calendar.h"

/* The first calendar part; what a message carries inside another one (a forwarded answer) is not of its sender's making. */
static void find(GMimeObject *parent, GMimeObject *part, void *context)
{
	GMimePart **found = context;
	GMimeContentType *type = g_mime_object_get_content_type(part);
	(void)parent;
	if (!*found && type && GMIME_IS_PART(part) && g_mime_content_type_is_type(type, "text", "calendar"))
		*found = (GMimePart *)part;
}

static enum status hand_over(GMimeMessage *message, letter_each *each, void *context)
{
	GMimePart *found = NULL;
	g_mime_message_foreach(message, find, &found);
	GMimeDataWrapper *content = found ? g_mime_part_get_content(found) : NULL;
	GMimeStream *clear = content ? g_mime_stream_mem_new() : NULL;
	if (!clear || g_mime_data_wrapper_write_to_stream(content, clear) < 0) {
		if (clear)
			g_object_unref(clear);
		return each(context, (struct slice){ NULL, 0 });
	}
	const GByteArray *bytes = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)clear);
	bool fits = bytes->len && bytes->len <= CALENDAR_REPLY_BYTES;
	enum status st = each(context, fits ? (struct slice){ (const char *)bytes->data, bytes->len } : (struct slice){ NULL, 0 });
	g_object_unref(clear);
	return st;
}

enum status letters_read(struct slice mailbox, letter_each *each, void *context)
{
	static const char from[] = "From ";
	bool many = mailbox.n >= strlen(from) && memcmp(mailbox.at, from, strlen(from)) == 0;
	enum status st = OK;
	if (!mailbox.n)
		return OK;
	g_mime_init();          /* counts itself; after g_mime_shutdown it cannot begin again, so that is left to the end of the program */
	GMimeStream *all = g_mime_stream_mem_new_with_buffer(mailbox.at, mailbox.n);
	GMimeParser *parser = g_mime_parser_new_with_stream(all);
	g_mime_parser_set_format(parser, many ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	if (!message)
		st = each(context, (struct slice){ NULL, 0 });
	while (message && st == OK) {
		st = hand_over(message, each, context);
		g_object_unref(message);
		message = st == OK && many && !g_mime_parser_eos(parser) ? g_mime_parser_construct_message(parser, NULL) : NULL;
	}
	g_object_unref(parser);
	g_object_unref(all);
	return st;
}
