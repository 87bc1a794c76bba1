/* What the files that look for people share: one ask, and everyone who is looked at for it. */
#pragma once
#include "matching.h"
#include "queries.h"
#include "reasons.h"

enum { LOOK_NAMES = 10, LOOK_DIFFERENT_FROM = 3, LOOK_FORMAL = 2, A_DAY = 86400 };

struct look {
	struct req *r;
	struct score_ask ask;
	struct fit_weights weights;
	struct reasons_labels labels;
	const char *tag[SCORE_TAGS_MAX], *interest[SCORE_TAGS_MAX];     /* ids, sorted */
	const char *code[SCORE_TAGS_MAX];       /* of the experiences: in Kith's list, else the id again */
	size_t n_interests;
	struct str_list too_much;       /* what the asker cannot take on now: codes in Kith's list, or ids of tags */
	struct str_list too_near;       /* people: one of the two said that what the other tells would be too much now; sorted */
	struct str_list apart;          /* whom to keep apart from the asker, said by either; sorted */
	int64_t own, seen;              /* least `shown` of the asker's and of the others' experiences that may be used */
	int64_t told;                   /* least `shown` of those that count for how rare one is */
	size_t n, room;
	struct score_side *side;        /* candidates; sorted by person once all are there */
};

/* look.c: from the database. */
/* What the reader may use of the two; other: the one person who is looked at, or NULL for everybody. */
void look_read_as(struct look *s, const char *asker, const char *other);
/* The asker as the reader may use them. */
enum status look_ask(struct look *s, struct req *r, const struct asks_one *ask, const char *other) MUST_USE;
/* Only what hard rules need of the asker: nothing is counted among the others, which takes a look at all of them where nothing is
 * held in memory. */
enum status look_rules(struct look *s, struct req *r, const struct asks_one *ask) MUST_USE;
/* Everyone who might be suggested: three queries, however many they are. */
enum status look_at_all(struct look *s) MUST_USE;
/* One more, whoever it is; or, if they could walk with somebody new now and nothing keeps the two apart.  Then, once all are
 * there, what they share with the asker. */
void look_add(struct look *s, const struct matching_roster *c);
enum status look_add_with_room(void *context, const struct matching_roster *c);
/* Fills s->apart. */
enum status look_apart(struct look *s) MUST_USE;
enum status look_shared(struct look *s) MUST_USE;
enum status look_add_told(void *context, const struct matching_shared *x);
enum status look_add_liked(void *context, const struct matching_interests_shared *x);
void look_sort(struct look *s);
/* NULL: not looked at. */
struct score_side *look_side(struct look *s, const char *person);

/* People by id: sorted, then found in it. */
void look_sort_people(struct str_list *people);
bool look_is_among(const struct str_list *people, const char *person);

/* too_near.c, once the asker's experiences are there.  First what the asker cannot take on, and for whom what the asker tells is too
 * much; then who tells what the asker cannot take on: everybody, or of these, at most ten, only. */
enum status look_too_much(struct look *s) MUST_USE;
enum status look_too_near(struct look *s) MUST_USE;
enum status look_too_near_few(struct look *s, const char *const person[LOOK_NAMES]) MUST_USE;
/* Ids of those tags, for what is held in memory. */
enum status look_hot_tags(struct look *s, struct str_list *ret) MUST_USE;
bool look_is_too_near(const struct look *s, const char *person);

/* look_held.c: with what is held in memory (roster.h). */
struct roster_answer;
/* The best; ret->known false: everyone has to be looked at. */
enum status look_held(struct look *s, const struct str_list *without, size_t most, struct roster_answer *ret) MUST_USE;
/* Those who are better than that at these prices. */
enum status look_better(struct look *s, const struct matching_better *than, struct roster_answer *ret) MUST_USE;
/* That answer as a list, looked at once more in the database.  *ret_holds false: it says otherwise, so everyone has to be
 * looked at. */
enum status look_again(struct look *s, const struct roster_answer *best, size_t most, struct matching_list *ret, bool *ret_holds) MUST_USE;

/* matching.c */
struct matching_candidate matching_candidate_of(struct look *s, const struct score_side *o, int64_t score);
enum status matching_name_them(struct req *r, size_t n, struct matching_candidate *c) MUST_USE;
