/* The rows of the index: which bits a supporter has.  Leaves searching to fit_best.c. */
#include "fit_inside.h"

static void flip(struct fit_index *x, uint32_t row, uint32_t number)
{
	uint64_t *word = (uint64_t *)(x->row + (size_t)row * x->vectors) + number / 64;
	*word ^= (uint64_t)1 << (number % 64);
}

static void flip_all(struct fit_index *x, uint32_t first, const uint64_t *bits, int words, uint32_t number)
{
	for (int w = 0; w < words; w++)
		for (uint64_t left = bits[w]; left; left &= left - 1)
			flip(x, first + (uint32_t)(w * 64 + __builtin_ctzll(left)), number);
}

/* Turning every bit of a supporter over puts them in, or takes them out. */
static void turn_over(struct fit_index *x, uint32_t number)
{
	const struct fit_supporter *o = &x->all[number];
	const struct fit_one *one = &o->one;
	uint64_t with[FIT_TAG_WORDS], blocks[2] = { 0 };
	if (o->open && o->taken < o->capacity)
		flip(x, FIT_ROW_ROOM, number);
	flip_all(x, FIT_ROW_NO_LANGUAGE, &(uint64_t){ !one->languages }, 1, number);
	flip_all(x, FIT_ROW_NO_WAY, &(uint64_t){ !one->ways }, 1, number);
	flip_all(x, FIT_ROW_NO_HOURS, &(uint64_t){ !one->gave_hours }, 1, number);
	flip_all(x, FIT_ROW_IS_VETERAN, &(uint64_t){ one->veteran }, 1, number);
	flip_all(x, FIT_ROW_IS_FAMILY, &(uint64_t){ one->family }, 1, number);
	flip_all(x, FIT_ROW_ROOM_BITS, &(uint64_t){ (uint64_t)fit_room_points(o) }, 1, number);
	flip_all(x, FIT_ROW_NEEDS, &(uint64_t){ one->wishes & one->needed & ((1 << FIT_WISHES) - 1) }, 1, number);
	flip_all(x, FIT_ROW_PROGRAMME, &one->programmes, 1, number);
	flip_all(x, FIT_ROW_LANGUAGE, &one->languages, 1, number);
	flip_all(x, FIT_ROW_WAY, &(uint64_t){ one->ways }, 1, number);
	flip_all(x, FIT_ROW_KIND, &(uint64_t){ o->kinds }, 1, number);
	flip_all(x, FIT_ROW_INTEREST, &one->interests, 1, number);
	if (one->first_language)
		flip(x, FIT_ROW_FIRST_LANGUAGE + one->first_language - 1u, number);
	if (one->gender)
		flip(x, FIT_ROW_GENDER + one->gender % FIT_GENDERS, number);
	if (one->age)
		flip(x, FIT_ROW_AGE + one->age % FIT_AGES, number);
	flip_all(x, FIT_ROW_NO_PLACE, &(uint64_t){ !one->radius }, 1, number);
	if (one->radius) {
		flip(x, FIT_ROW_X + fit_strip(one->x), number);
		flip(x, FIT_ROW_Y + fit_strip(one->y), number);
	}
	for (int b = 0; b < FIT_BLOCKS; b++)
		blocks[b / 64] |= (uint64_t)((one->start[b / 8] >> (b % 8 * 8) & 0xff) != 0) << (b % 64);
	flip_all(x, FIT_ROW_HOURS, blocks, 2, number);
	for (int w = 0; w < FIT_TAG_WORDS; w++)
		with[w] = o->with[w] & one->tag[w];
	flip_all(x, FIT_ROW_TAG, one->tag, FIT_TAG_WORDS, number);
	flip_all(x, FIT_ROW_HOT, one->hot, FIT_TAG_WORDS, number);
	flip_all(x, FIT_ROW_WITH, with, FIT_TAG_WORDS, number);
}

struct fit_index *fit_index_new(struct arena *a, const struct fit_supporter *all, uint32_t n)
{
	struct fit_index *x = ARENA_NEW(a, struct fit_index);
	*x = (struct fit_index){ .all = all, .n = n, .vectors = (n + FIT_BITS - 1) / FIT_BITS };
	/* whole cache lines: the arena aligns for any plain type only */
	char *at = arena_many(a, (size_t)x->vectors * FIT_ROWS + 2, sizeof(fit_bits));
	x->row = (fit_bits *)(at + (64 - (uintptr_t)at % 64) % 64);
	for (uint32_t j = 0; j < n; j++)
		turn_over(x, j);
	return x;
}

void fit_index_leave(struct fit_index *x, uint32_t number) { turn_over(x, number); }
void fit_index_enter(struct fit_index *x, uint32_t number) { turn_over(x, number); }

bool fit_index_same(const struct fit_index *a, const struct fit_index *b)
{
	return a->n == b->n && memcmp(a->row, b->row, (size_t)a->vectors * FIT_ROWS * sizeof *a->row) == 0;
}
