/* A bench by the water and three ugly tomatoes, drawn from discs and bars. */
#include "demo_pictures.h"
#include "core.h"
#include <arpa/inet.h>
#include <zlib.h>

enum { WIDE = 480, HIGH = 320 };
/* As PNG has it before it is packed: each line begins with how it was prepared, 0: not at all. */
struct sheet { struct { uint8_t prepared, at[WIDE][3]; } line[HIGH]; };

static void dot(struct sheet *s, int x, int y, uint32_t rgb)
{
	for (int c = 0; c < 3 && x >= 0 && x < WIDE && y >= 0 && y < HIGH; c++)
		s->line[y].at[x][c] = (uint8_t)(rgb >> (16 - 8 * c));
}

static void bar(struct sheet *s, int x, int y, int wide, int high, uint32_t rgb)
{
	for (int j = y; j < y + high; j++)
		for (int i = x; i < x + wide; i++)
			dot(s, i, j, rgb);
}

/* Wider than high by so many percent. */
static void disc(struct sheet *s, int x, int y, int r, int percent, uint32_t rgb)
{
	for (int j = -r; j <= r; j++)
		for (int i = -r * percent / 100; i <= r * percent / 100; i++)
			if (i * i * 10000 / (percent * percent) + j * j <= r * r)
				dot(s, x + i, y + j, rgb);
}

static void bench(struct sheet *s)
{
	bar(s, 0, 0, WIDE, 130, 0xbfdcea);
	disc(s, 390, 60, 30, 100, 0xf6d98a);
	bar(s, 0, 130, WIDE, 70, 0x7fb2c4);
	for (int k = 0; k < 9; k++)
		bar(s, 20 + k * 53, 145 + k % 3 * 18, 34, 3, 0xd6ebf2);
	bar(s, 0, 200, WIDE, 120, 0x8fb573);
	for (int k = 0; k < 3; k++)
		bar(s, 130, 168 + k * 20, 210, 12, 0x3f7d55);
	bar(s, 120, 232, 230, 14, 0x3f7d55);
	bar(s, 142, 160, 12, 120, 0x6b4f3a);
	bar(s, 316, 160, 12, 120, 0x6b4f3a);
}

static void tomatoes(struct sheet *s)
{
	bar(s, 0, 0, WIDE, HIGH, 0xe9e2cf);
	bar(s, 0, 230, WIDE, 90, 0xa98a62);
	static const int at[3][4] = { { 130, 190, 62, 110 }, { 255, 205, 50, 125 }, { 360, 185, 66, 95 } };
	for (int k = 0; k < 3; k++) {
		disc(s, at[k][0], at[k][1], at[k][2], at[k][3], 0xc8402f);
		disc(s, at[k][0] + at[k][2] / 2, at[k][1] + 12, at[k][2] * 2 / 3, 100, 0xd2503a);
		disc(s, at[k][0] - 18, at[k][1] - 22, 10, 140, 0xe58a70);
		for (int leaf = -2; leaf <= 2; leaf++)
			disc(s, at[k][0] + leaf * 11, at[k][1] - at[k][2] + 6 + (leaf < 0 ? -leaf : leaf) * 3, 7, 170, 0x4d7d3c);
		bar(s, at[k][0] - 3, at[k][1] - at[k][2] - 16, 6, 20, 0x4d7d3c);
	}
}

/* A part of a PNG (ISO 15948, 5.3): its length, its kind, its bytes, their sum. */
static void part(struct out *o, const char *kind, const void *at, size_t n)
{
	uint32_t sum = htonl((uint32_t)crc32(crc32(0, (const Bytef *)kind, 4), at, (uInt)n)), length = htonl((uint32_t)n);
	out_raw(o, (const char *)&length, 4);
	out_raw(o, kind, 4);
	out_raw(o, at, n);
	out_raw(o, (const char *)&sum, 4);
}

const char *demo_picture(struct arena *a, enum demo_picture which)
{
	static const uint8_t form[] = { 8, 2, 0, 0, 0 };        /* eight bits each of red, green and blue, not interlaced */
	struct sheet *s = ARENA_NEW(a, struct sheet);
	uint32_t size[] = { htonl(WIDE), htonl(HIGH) };
	uint8_t head[sizeof size + sizeof form];
	uLongf n = compressBound(sizeof *s);
	uint8_t *packed = arena_take(a, n);
	struct out o = { 0 };
	(which == DEMO_BENCH ? bench : tomatoes)(s);
	memcpy(head, size, sizeof size);
	memcpy(head + sizeof size, form, sizeof form);
	compress2(packed, &n, (const Bytef *)s, sizeof *s, Z_BEST_COMPRESSION);
	OUT_LITERAL(&o, "\x89PNG\r\n\x1a\n");
	part(&o, "IHDR", head, sizeof head);
	part(&o, "IDAT", packed, n);
	part(&o, "IEND", "", 0);
	char *to = arena_take(a, 3 * o.n + 1);
	for (size_t k = 0; k < o.n; k++)
		snprintf(to + 3 * k, 4, "%%%02X", (uint8_t)o.at[k]);
	out_end(&o);
	return to;
}
