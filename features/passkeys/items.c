/* CBOR (RFC 8949) as authenticators write it: one item at a time, nothing kept, nothing deeper than a count.  The only file
 * that knows libcbor; its streaming decoder takes no memory, however long a length claims to be. */
#include "parse.h"
#include <cbor.h>

enum { ITEMS_MOST = 256 };      /* in one skipped item: a statement with a chain of certificates has a dozen */

static void put(void *context, enum passkey_item_kind kind, uint64_t n)
{
	*(struct passkey_item *)context = (struct passkey_item){ .kind = kind, .n = n };
}

static void put_at(void *context, enum passkey_item_kind kind, cbor_data at, size_t n)
{
	*(struct passkey_item *)context = (struct passkey_item){ .kind = kind, .n = n, .at = { (const char *)at, n } };
}

static void uint8(void *to, uint8_t n) { put(to, ITEM_UINT, n); }
static void uint16(void *to, uint16_t n) { put(to, ITEM_UINT, n); }
static void uint32(void *to, uint32_t n) { put(to, ITEM_UINT, n); }
static void uint64(void *to, uint64_t n) { put(to, ITEM_UINT, n); }
static void negative8(void *to, uint8_t n) { put(to, ITEM_NEGATIVE, n); }
static void negative16(void *to, uint16_t n) { put(to, ITEM_NEGATIVE, n); }
static void negative32(void *to, uint32_t n) { put(to, ITEM_NEGATIVE, n); }
static void negative64(void *to, uint64_t n) { put(to, ITEM_NEGATIVE, n); }
static void bytes(void *to, cbor_data at, size_t n) { put_at(to, ITEM_BYTES, at, n); }
static void text(void *to, cbor_data at, size_t n) { put_at(to, ITEM_TEXT, at, n); }
static void array(void *to, size_t n) { put(to, ITEM_ARRAY, n); }
static void map(void *to, size_t n) { put(to, ITEM_MAP, n); }
static void plain(void *to) { put(to, ITEM_PLAIN, 0); }
static void truth(void *to, bool b) { put(to, ITEM_PLAIN, b); }

bool passkey_item(struct slice *from, struct passkey_item *ret)
{
	struct cbor_callbacks hear = cbor_empty_callbacks;      /* what is not heard stays ITEM_NONE */
	hear.uint8 = uint8;
	hear.uint16 = uint16;
	hear.uint32 = uint32;
	hear.uint64 = uint64;
	hear.negint8 = negative8;
	hear.negint16 = negative16;
	hear.negint32 = negative32;
	hear.negint64 = negative64;
	hear.byte_string = bytes;
	hear.string = text;
	hear.array_start = array;
	hear.map_start = map;
	hear.null = plain;
	hear.boolean = truth;
	struct passkey_item item = { 0 };
	if (!from->n)
		return false;
	struct cbor_decoder_result found = cbor_stream_decode((cbor_data)from->at, from->n, &hear, &item);
	if (found.status != CBOR_DECODER_FINISHED || item.kind == ITEM_NONE || found.read > from->n)
		return false;
	from->at += found.read;
	from->n -= found.read;
	*ret = item;
	return true;
}

bool passkey_item_skip(struct slice *from)
{
	size_t left = 1;
	for (int seen = 0; left > 0; seen++, left--) {
		struct passkey_item item;
		if (seen == ITEMS_MOST || !passkey_item(from, &item))
			return false;
		bool holds = item.kind == ITEM_ARRAY || item.kind == ITEM_MAP;
		if (holds && item.n > ITEMS_MOST)
			return false;
		left += item.kind == ITEM_ARRAY ? item.n : item.kind == ITEM_MAP ? 2 * item.n : 0;
	}
	return true;
}
