/* What a roster is: for roster.c, which keeps and searches it, and roster_read.c, which fills it. */
#pragma once
#include "fit.h"
#include "queries.h"
#include "roster.h"

/* Texts → numbers, dense from 0 in the order in which they came. */
struct book { size_t n, slots; const char **text; uint32_t *slot; };   /* slot: 1 + number, 0: free; slots: a power of two */

enum {
	ROSTER_ZONES = 1024, ROSTER_AT_ONCE = 10,
	ROSTER_LATE = 600,      /* seconds between a change's time and its commit, or between the clocks of two programs */
};

/* Has room open for this reader; has a day off; is a member; holds the role of supporter (only while everyone is read). */
enum { ROSTER_OPEN = 1, ROSTER_AWAY = 2, ROSTER_HERE = 4, ROSTER_NAMED = 8 };

struct roster {
	struct roster *next;
	int users;                      /* who hold it now; under the shelf's lock */
	bool old;                       /* no longer on the shelf: ends with its last user */
	char community[ROSTER_ID];
	int64_t seen;
	bool trained;

	pthread_mutex_t lock;           /* all below */
	struct arena arena;
	int64_t read_at, quarter;       /* when it was last read; the quarter hour for which hours of the week were last looked at */
	int64_t named_n, named_sum;
	size_t room;                    /* places in all, is and mark */
	struct fit_supporter *all;
	uint8_t *is;
	char (*mark)[ROSTER_ID];        /* of the last change that was read */
	uint32_t here, tellers[FIT_TAGS];       /* how many are here, and how many of them tell each experience */
	struct book person, language, tag, interest, zone;
	int32_t offset[ROSTER_ZONES];   /* seconds east of UTC, of each zone, when the rows were made */
	bool too_much, tags_over, interests_over;       /* more languages or zones than have numbers: cannot serve; more tags, interests */
	int64_t *price;                 /* of each, of the prices with this serial */
	uint64_t priced;
	struct fit_index *index;
	struct fit_search *search;
};

/* roster_book.c.  Empty, for up to so many texts. */
struct book book_of(struct arena *a, size_t room);
/* 1 + number, 0: not there. */
uint32_t book_find(const struct book *b, const char *text);
/* The same; what is new gets a number as long as there are fewer than `most`, and is kept in a. */
uint32_t book_add(struct arena *a, struct book *b, const char *text, size_t most);
/* An empty one becomes the same as another with as many places. */
void book_same(struct arena *a, struct book *b, const struct book *from);

/* Reads everyone, once for all of these: they are of one community and differ in `seen` only, and nobody else has them yet. */
enum status roster_read(struct req *r, struct roster *const *x, size_t n) MUST_USE;
/* What these people, at most ten, are now; then put in with roster_put_few, under the lock, which takes no memory of the
 * request. */
struct roster_few;
enum status roster_read_few(struct req *r, const struct roster *x, const char *const *person, size_t n, struct roster_few **ret) MUST_USE;
/* Who has a day off today where they live. */
struct roster_away;
enum status roster_read_away(struct req *r, const struct roster *x, struct roster_away **ret) MUST_USE;
/* Under the lock, or while nobody else has x: nobody else is away. */
void roster_put_away(struct roster *x, const struct roster_away *away);
/* False: there are more than x can hold. */
bool roster_put_few(struct roster *x, const struct roster_few *few, const char *const *person, const char *const *mark, size_t n, int64_t now);

/* Makes x what the database says now; *ret_held false: it has to be made anew.  time_too: also what comes without anybody doing
 * anything: roles that begin or end, clocks, days off. */
enum status roster_renew(struct req *r, struct roster *x, bool time_too, bool *ret_held) MUST_USE;

/* What is held for r->community; NULL: nothing.  Given back by roster_give; x->lock is the caller's to take. */
struct roster *roster_take(struct req *r, int64_t seen, bool trained);
void roster_give(struct req *r, struct roster *x);
