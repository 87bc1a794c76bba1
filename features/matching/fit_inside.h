/* What the definition and the index share. */
#pragma once
#include "fit.h"

/* Compiled twice where the compiler can, and chosen at start: with 256-bit vectors, and for any machine. */
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define FIT_FAST __attribute__((target_clones("avx2", "default")))
#else
#define FIT_FAST
#endif

/* Ways both like and can reach; -1: one of them has not said. */
int fit_common_ways(const struct fit_one *a, const struct fit_one *b);
int fit_common_starts(const struct fit_one *a, const struct fit_one *b);
/* The rules that the index does not know exactly: kept apart, too far away, not one common hour. */
bool fit_rest_possible(const struct fit_seeker *s, uint32_t number, const struct fit_supporter *o);
/* All parts but the hours, which take longest. */
struct fit_parts fit_parts_without_hours(const struct fit_seeker *s, const struct fit_supporter *o);
int fit_hours_part(const struct fit_seeker *s, const struct fit_one *b);
/* Points for these met wishes (bits), of so many in all. */
int fit_wish_points(const struct fit_one *wisher, int met, int all);
static inline const struct fit_weights *fit_weights_of(const struct fit_seeker *s) { return s->weights ? s->weights : &fit_weights_first; }
/* Each part is first counted out of so many. */
enum { FIT_OF_WITH = 100, FIT_OF_INTERESTS = 90, FIT_OF_HOURS = 120, FIT_OF_WAY = 80, FIT_OF_ROOM = 50, FIT_LIKED_MOST = 4 };
static inline int fit_weigh(int counted, int weight, int of) { return counted * weight / of; }
/* Points for so many shared interests, at most FIT_LIKED_MOST. */
int fit_liked_points(int liked, int weight);
/* Of FIT_OF_ROOM. */
static inline int fit_room_points(const struct fit_supporter *o)
{
	return o->taken < o->capacity ? 50 * (o->capacity - o->taken) / o->capacity : 0;
}
static inline uint32_t fit_turn(const struct fit_seeker *s, const struct fit_supporter *o) { return (s->turn ^ o->turn) * 0x9E3779B1u; }
void fit_keep(struct fit_found *heap, size_t *n, size_t most, struct fit_found x);
void fit_sort(struct fit_found *found, size_t n);

/* Rows of the index: for each of these a bit a supporter. */
enum {
	FIT_ROW_ROOM = 0,               /* open, and room left */
	FIT_ROW_NO_LANGUAGE, FIT_ROW_NO_WAY, FIT_ROW_NO_HOURS, FIT_ROW_IS_VETERAN, FIT_ROW_IS_FAMILY,
	FIT_ROOM_BITS = 6,
	FIT_ROW_ROOM_BITS = FIT_ROW_IS_FAMILY + 1,      /* points for room, bit by bit */
	FIT_ROW_NEEDS = FIT_ROW_ROOM_BITS + FIT_ROOM_BITS,
	FIT_ROW_PROGRAMME = FIT_ROW_NEEDS + FIT_WISHES,
	FIT_ROW_LANGUAGE = FIT_ROW_PROGRAMME + FIT_PROGRAMMES,
	FIT_ROW_FIRST_LANGUAGE = FIT_ROW_LANGUAGE + FIT_LANGUAGES,
	FIT_ROW_WAY = FIT_ROW_FIRST_LANGUAGE + FIT_LANGUAGES,
	FIT_ROW_GENDER = FIT_ROW_WAY + FIT_WAYS,
	FIT_ROW_AGE = FIT_ROW_GENDER + FIT_GENDERS,
	FIT_ROW_KIND = FIT_ROW_AGE + FIT_AGES,
	FIT_ROW_INTEREST = FIT_ROW_KIND + FIT_KINDS,
	FIT_ROW_HOURS = FIT_ROW_INTEREST + FIT_INTERESTS,       /* two-hour blocks in which an hour may begin */
	FIT_BLOCKS = FIT_QUARTERS / 8,
	FIT_ROW_TAG = FIT_ROW_HOURS + FIT_BLOCKS,
	FIT_ROW_HOT = FIT_ROW_TAG + FIT_TAGS,
	FIT_ROW_WITH = FIT_ROW_HOT + FIT_TAGS,
	/* strips of the plane, 52 km wide at the equator, that come again 24 times around it: who is far away may look near, never
	 * the other way */
	FIT_STRIP = 512, FIT_STRIPS = 32,
	FIT_ROW_NO_PLACE = FIT_ROW_WITH + FIT_TAGS,
	FIT_ROW_X = FIT_ROW_NO_PLACE + 1,
	FIT_ROW_Y = FIT_ROW_X + FIT_STRIPS,
	FIT_ROWS = FIT_ROW_Y + FIT_STRIPS,
};

/* The strip in which a place lies. */
static inline uint32_t fit_strip(int64_t at) { return (uint32_t)((at + ((int64_t)1 << 40)) / FIT_STRIP % FIT_STRIPS); }

/* 256 bits at once; the compiler makes of it what the machine has. */
typedef uint64_t fit_bits __attribute__((vector_size(32)));
enum { FIT_BITS = 256 };

struct fit_index {
	const struct fit_supporter *all;
	uint32_t n, vectors;            /* vectors in a row */
	fit_bits *row;                  /* row r begins at row[r * vectors] */
};
static inline const fit_bits *fit_row(const struct fit_index *x, uint32_t r) { return x->row + (size_t)r * x->vectors; }
