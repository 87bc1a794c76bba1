/* How well a supporter fits somebody who asks, over plain numbers and bits: the definition (fit.c), and an index that finds
 * the best among a hundred thousand without looking at each (fit_index.c, fit_best.c).  Knows no database and no words. */
#pragma once
#include "core.h"
#include "experiences.h"

enum {
	FIT_TAGS = 256, FIT_LANGUAGES = 64, FIT_PROGRAMMES = 64, FIT_INTERESTS = 64, FIT_WAYS = 8, FIT_GENDERS = 8, FIT_AGES = 16,
	FIT_AROUND = 393216,            /* at the equator a step is 102 m */
	FIT_KINDS = 16, FIT_QUARTERS = 672, FIT_WEEK_WORDS = 11, FIT_TAG_WORDS = FIT_TAGS / 64, FIT_USED_TAGS = 64,
};
/* Wishes about the other, in the order of experiences_wishes. */
enum { FIT_GENDER, FIT_AGE, FIT_VETERAN, FIT_FAMILY, FIT_FIRST_LANGUAGE, FIT_WISHES };

/* What is the same on both sides.  Numbers of tags, languages and so on are the caller's, dense from 0. */
struct fit_one {
	uint64_t tag[FIT_TAG_WORDS];    /* experiences that may be used */
	uint64_t hot[FIT_TAG_WORDS];    /* experiences in the other that are too much for this person now */
	uint64_t languages, interests, programmes;
	uint64_t start[FIT_WEEK_WORDS]; /* quarter hours of a UTC week, Monday 00:00 first, at which a whole free hour begins */
	int32_t x, y;                   /* where they live, on a plane that is FIT_AROUND wide and goes round */
	uint16_t radius;                /* how far they would go, on that plane; 0: not said, and then x and y say nothing */
	uint8_t ways, wishes, needed;   /* bits; ways 0: not said; needed wishes are hard rules */
	uint8_t gender, age;            /* 0: not said; below FIT_GENDERS, FIT_AGES */
	uint8_t first_language;         /* 1 + number, 0: not said */
	bool gave_hours, veteran, family;
};
struct fit_supporter {
	struct fit_one one;
	uint64_t with[FIT_TAG_WORDS];   /* of their experiences: would like to support with */
	uint32_t turn;                  /* words_hash of the id */
	uint16_t kinds, capacity, taken;
	bool open;
};
/* How much of the 1000 points each part can bring at most. */
struct fit_weights { uint16_t experience, support_with, interests, hours, way, wishes, room; };
enum { FIT_PARTS = 7, FIT_POINTS = 1000, FIT_WEIGHT_MAX = 1000 };
/* 450, 100, 90, 120, 80, 110, 50. */
extern const struct fit_weights fit_weights_first;
/* Seven numbers, in that order, as shares of FIT_POINTS; what rounding leaves over goes to the parts that lost most by it.
 * False: one is below 0 or above FIT_WEIGHT_MAX, or all are 0. */
bool fit_weights_scale(const int64_t given[FIT_PARTS], struct fit_weights *ret) MUST_USE;

struct fit_seeker {
	struct fit_one one;
	const struct fit_weights *weights;      /* NULL: fit_weights_first */
	uint16_t kinds;                 /* of support asked for */
	uint32_t turn;
	size_t n_tags;                  /* experiences with points, each once: what score_points() shared out, weights->experience in all */
	struct { uint16_t tag, points; } tag[FIT_USED_TAGS];
	size_t n_apart;                 /* supporters who must not come up: kept apart by either, passed, connected, blocked; sorted */
	const uint32_t *apart;
};

/* Free quarter hours → quarter hours at which a free hour begins.  The week is a ring.  Common starts of two people are the
 * starts of their common time: starts(a & b) = starts(a) & starts(b). */
void fit_starts(const uint64_t free_quarter[FIT_WEEK_WORDS], uint64_t ret_start[FIT_WEEK_WORDS]);

/* Hard rules, in the order in which they are told.  Who left a question open is not shut out by it. */
enum fit_rule {
	FIT_POSSIBLE, FIT_NO_ROOM, FIT_APART, FIT_HOT, FIT_PROGRAMME, FIT_LANGUAGE, FIT_WAY, FIT_HOURS, FIT_NEEDED, FIT_NEEDED_BY_OTHER,
	FIT_RULES,
};
enum fit_rule fit_rule(const struct fit_seeker *s, uint32_t number, const struct fit_supporter *o);

/* Does b live within half of what a would go?  Nothing finer is counted, and nothing of how far b would go. */
bool fit_near(const struct fit_one *a, const struct fit_one *b);
/* Those wishes of `wisher` (bits) that `about` meets. */
int fit_wishes_met(const struct fit_one *wisher, const struct fit_one *about);
/* For a possible pair; each part is at most its weight. */
struct fit_parts { int experience, support_with, interests, hours, way, wishes, room; };
struct fit_parts fit_parts(const struct fit_seeker *s, const struct fit_supporter *o);
static inline int fit_sum(const struct fit_parts *p)
{
	return p->experience + p->support_with + p->interests + p->hours + p->way + p->wishes + p->room;
}

/* Best first; equals by turn, which is different for each who asks, so that no name is always first. */
struct fit_found { uint32_t number, turn; int score; };
bool fit_before(const struct fit_found *a, const struct fit_found *b);
/* The definition of "the best n": all looked at one by one.  How many were found. */
size_t fit_best_plainly(const struct fit_seeker *s, const struct fit_supporter *all, uint32_t n_all, size_t n, struct fit_found *ret);

/* ---- the index: one bit a supporter and property, rows of them ---- */

struct fit_index;
/* Over supporters 0..n-1, which stay the caller's and are read at each search.  Lives in a, whose cap must allow about
 * 140 bytes a supporter.  Not for several threads while it is changed: the caller locks. */
struct fit_index *fit_index_new(struct arena *a, const struct fit_supporter *all, uint32_t n);
/* Before a supporter is changed, and after: in between the index knows nothing of them. */
void fit_index_leave(struct fit_index *x, uint32_t number);
void fit_index_enter(struct fit_index *x, uint32_t number);
bool fit_index_same(const struct fit_index *a, const struct fit_index *b);
/* Memory of a search, one for each thread. */
struct fit_search;
struct fit_search *fit_search_new(struct arena *a, const struct fit_index *x);
/* Exactly fit_best_plainly, sooner. */
size_t fit_best(const struct fit_index *x, struct fit_search *w, const struct fit_seeker *s, size_t n, struct fit_found *ret);
