/* A zip archive of a few files, stored as they are (APPNOTE.TXT 6.3.10, 4.3).  Leaves what is in them to whoever adds them. */
#include <zlib.h>
#include "core.h"
#include "mine.h"

enum { LOCAL = 30, CENTRAL = 46, TAIL = 22, VERSION = 20, UTF8_NAMES = 1 << 11 };

static void put(uint8_t **at, uint32_t value, int bytes)
{
	for (int k = 0; k < bytes; k++)
		*(*at)++ = (uint8_t)(value >> (8 * k));
}

/* 4.4.6: two-second steps, since 1980. */
static uint32_t dos_time(int64_t now)
{
	struct civil c = zone_civil(NULL, now);
	return (uint32_t)(c.year - 1980) << 25 | (uint32_t)c.month << 21 | (uint32_t)c.day << 16 | (uint32_t)c.hour << 11 |
	       (uint32_t)c.minute << 5 | (uint32_t)c.second / 2;
}

/* What a local and a central head have in common: 4.3.7 and 4.3.12. */
static void put_common(uint8_t **at, const struct zip *z, size_t k)
{
	put(at, VERSION, 2);
	put(at, UTF8_NAMES, 2);
	put(at, 0, 2);
	put(at, dos_time(z->now), 4);
	put(at, z->file[k].sum, 4);
	put(at, z->file[k].size, 4);
	put(at, z->file[k].size, 4);
	put(at, (uint32_t)strlen(z->file[k].name), 2);
	put(at, 0, 2);
}

void zip_add(struct zip *z, const char *name, const char *bytes, size_t n)
{
	uint8_t head[LOCAL], *at = head;
	size_t k = z->n++;
	z->at[k] = z->o->n;
	z->file[k].name = name;
	z->file[k].sum = (uint32_t)crc32_z(crc32_z(0, NULL, 0), (const unsigned char *)bytes, n);
	z->file[k].size = (uint32_t)n;
	put(&at, 0x04034b50, 4);
	put_common(&at, z, k);
	out_raw(z->o, (const char *)head, LOCAL);
	out_raw(z->o, name, strlen(name));
	out_raw(z->o, bytes, n);
}

void zip_end(struct zip *z)
{
	uint8_t head[CENTRAL], *at;
	size_t begin = z->o->n;
	for (size_t k = 0; k < z->n; k++) {
		at = head;
		put(&at, 0x02014b50, 4);
		put(&at, VERSION, 2);
		put_common(&at, z, k);
		put(&at, 0, 2);                /* no comment */
		put(&at, 0, 2);                /* the first disk */
		put(&at, 0, 2);                /* no hint about text */
		put(&at, 0, 4);
		put(&at, (uint32_t)z->at[k], 4);
		out_raw(z->o, (const char *)head, (size_t)(at - head));
		out_raw(z->o, z->file[k].name, strlen(z->file[k].name));
	}
	at = head;
	size_t end = z->o->n;
	put(&at, 0x06054b50, 4);
	put(&at, 0, 4);
	put(&at, (uint32_t)z->n, 2);
	put(&at, (uint32_t)z->n, 2);
	put(&at, (uint32_t)(end - begin), 4);
	put(&at, (uint32_t)begin, 4);
	put(&at, 0, 2);
	out_raw(z->o, (const char *)head, TAIL);
}
