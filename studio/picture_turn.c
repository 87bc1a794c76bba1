/* Which way is up: the one thing of a photograph's metadata that is heeded, before all of it goes.  Reads JPEG segments as far as
 * the first Exif block (CIPA DC-008) and in it the first directory; whatever is odd means "as it is". */
#include "picture.h"

enum { AS_IT_IS = 1, TAG_ORIENTATION = 0x0112, TYPE_SHORT = 3, ENTRY = 12 };

static uint32_t big(const uint8_t *at) { return (uint32_t)at[0] << 8 | at[1]; }

/* The TIFF inside: whole numbers in the order that it says itself. */
struct tiff { const uint8_t *at; size_t n; bool little; };

static uint32_t number(const struct tiff *t, size_t at, size_t bytes)
{
	uint32_t x = 0;
	for (size_t k = 0; k < bytes; k++)
		x |= (uint32_t)t->at[at + k] << 8 * (t->little ? k : bytes - 1 - k);
	return x;
}

static int turn_of(struct tiff t)
{
	if (t.n < 8 || (memcmp(t.at, "II*\0", 4) && memcmp(t.at, "MM\0*", 4)))
		return AS_IT_IS;
	t.little = t.at[0] == 'I';
	size_t first = number(&t, 4, 4);
	if (first > t.n - 2)
		return AS_IT_IS;
	size_t n = number(&t, first, 2), at = first + 2;
	for (; n && t.n - at >= ENTRY; n--, at += ENTRY)
		if (number(&t, at, 2) == TAG_ORIENTATION && number(&t, at + 2, 2) == TYPE_SHORT) {
			uint32_t turn = number(&t, at + 8, 2);
			return turn >= 1 && turn <= 8 ? (int)turn : AS_IT_IS;
		}
	return AS_IT_IS;
}

int picture_turn(struct slice jpeg)
{
	static const char exif[6] = "Exif\0";
	const uint8_t *at = (const uint8_t *)jpeg.at + 2, *end = (const uint8_t *)jpeg.at + jpeg.n;
	if (jpeg.n < 4 || memcmp(jpeg.at, "\xff\xd8", 2))
		return AS_IT_IS;
	/* marker, length with its own two bytes; the picture itself begins with SOS */
	while (end - at >= 4 && at[0] == 0xff && at[1] != 0xda) {
		size_t n = big(at + 2);
		if (n < 2 || n > (size_t)(end - at) - 2)
			return AS_IT_IS;
		if (at[1] == 0xe1 && n >= 2 + sizeof exif && !memcmp(at + 4, exif, sizeof exif))
			return turn_of((struct tiff){ .at = at + 4 + sizeof exif, .n = n - 2 - sizeof exif });
		at += 2 + n;
	}
	return AS_IT_IS;
}
