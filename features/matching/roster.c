/* Rosters kept in memory: one for each community and kind of reader: who makes them, who holds them, when they end.
 * Leaves what changed to roster_renew.c, rows of the database to roster_read.c, searching to roster_search.c. */
#include <pthread.h>
#include "house.h"
#include "roster_inside.h"

enum {
	ROSTER_CAP = 1 << 30,
	WANTED_AT_MOST = 64,    /* more have to be asked for again */
	KINDS_OF_READER = 2, SEEN_BY_SUPPORTERS = 2, SEEN_BY_MEMBERS = 3, NAMES_SUPPORTERS = 2,
};

struct wanted { char community[ROSTER_ID]; int64_t seen; bool trained; };

struct shelf {
	struct arena arena;
	pthread_mutex_t lock;           /* all below */
	struct roster *first;
	bool tended;                    /* somebody brings all of it up to date; searches make none */
	bool full;                      /* one was too large for the memory there is: none is made any more */
	size_t n_wanted;
	struct wanted wanted[WANTED_AT_MOST];
};

static void *shelf_make(void)
{
	jmp_buf out;
	struct arena a = { .way_out = &out };
	if (setjmp(out) != 0)
		return NULL;                    /* without memory every page reads the database */
	struct shelf *shelf = ARENA_NEW(&a, struct shelf);
	a.way_out = NULL;
	shelf->arena = a;
	pthread_mutex_init(&shelf->lock, NULL);
	return shelf;
}

static void roster_end(struct roster *x)
{
	struct arena a = x->arena;
	pthread_mutex_destroy(&x->lock);
	arena_end(&a);
}

static void shelf_end(void *thing)
{
	struct shelf *shelf = thing;
	struct arena a = shelf->arena;
	for (struct roster *x = shelf->first, *next; x; x = next) {
		next = x->next;
		roster_end(x);
	}
	pthread_mutex_destroy(&shelf->lock);
	arena_end(&a);
}

static struct shelf *shelf_of(const struct req *r)
{
	return r->house && r->house->keep ? keep_get(r->house->keep, "matching", shelf_make, shelf_end) : NULL;
}

static bool shelf_is(struct shelf *shelf, const bool *what)
{
	pthread_mutex_lock(&shelf->lock);
	bool is = *what;
	pthread_mutex_unlock(&shelf->lock);
	return is;
}

static void shelf_set(struct shelf *shelf, bool *what)
{
	pthread_mutex_lock(&shelf->lock);
	*what = true;
	pthread_mutex_unlock(&shelf->lock);
}

/* ---- who holds which ---- */

static struct roster *take(struct shelf *shelf, const char *community, int64_t seen, bool trained)
{
	pthread_mutex_lock(&shelf->lock);
	struct roster *x = shelf->first;
	while (x && (x->seen != seen || x->trained != trained || strcmp(x->community, community) != 0))
		x = x->next;
	if (x)
		x->users++;
	pthread_mutex_unlock(&shelf->lock);
	return x;
}

static void give_back(struct shelf *shelf, struct roster *x)
{
	pthread_mutex_lock(&shelf->lock);
	bool last = --x->users == 0 && x->old;
	pthread_mutex_unlock(&shelf->lock);
	if (last)
		roster_end(x);
}

/* Off the shelf, whether or not others still search in it. */
static void drop(struct shelf *shelf, struct roster *x)
{
	pthread_mutex_lock(&shelf->lock);
	for (struct roster **at = &shelf->first; *at; at = &(*at)->next)
		if (*at == x) {
			*at = x->next;
			x->old = true;
			break;
		}
	pthread_mutex_unlock(&shelf->lock);
	give_back(shelf, x);
}

/* In place of one that somebody else may have made meanwhile: this one is not older. */
static void put(struct shelf *shelf, struct roster *x)
{
	struct roster *before = take(shelf, x->community, x->seen, x->trained);
	if (before)
		drop(shelf, before);
	pthread_mutex_lock(&shelf->lock);
	x->next = shelf->first;
	shelf->first = x;
	pthread_mutex_unlock(&shelf->lock);
}

static struct roster *roster_new(const struct wanted *w, jmp_buf *full)
{
	struct arena a = { .cap = ROSTER_CAP, .way_out = full };
	struct roster *x = ARENA_NEW(&a, struct roster);
	*x = (struct roster){ .users = 1, .seen = w->seen, .trained = w->trained, .arena = a };
	memcpy(x->community, w->community, sizeof x->community);
	pthread_mutex_init(&x->lock, NULL);
	return x;
}

/* All of one community and the same `trained`, in one reading.  NULL, all: they do not fit into memory, now or at an earlier time. */
static enum status make(struct req *r, struct shelf *shelf, const struct wanted *w, size_t n, struct roster **ret)
{
	jmp_buf full, *before = r->arena.way_out;
	volatile enum status st = OK;
	memset(ret, 0, n * sizeof *ret);
	if (shelf_is(shelf, &shelf->full))
		return OK;
	if (!setjmp(full)) {
		for (size_t k = 0; k < n; k++)
			ret[k] = roster_new(&w[k], &full);
		r->arena.way_out = &full;
		st = roster_read(r, ret, n);
	} else {
		st = FULL;
		shelf_set(shelf, &shelf->full);
	}
	r->arena.way_out = before;
	for (size_t k = 0; k < n; k++) {
		if (ret[k])
			ret[k]->arena.way_out = NULL;
		if (ret[k] && st != OK)
			roster_end(ret[k]);
		if (st != OK)
			ret[k] = NULL;
	}
	return st == FULL ? OK : st;
}

/* ---- kept true ---- */

/* Gives x back, off the shelf when it does not hold. */
static enum status renew_and_give(struct req *r, struct shelf *shelf, struct roster *x, bool time_too, bool *ret_held)
{
	enum status st = roster_renew(r, x, time_too, ret_held);
	if (st == OK && !*ret_held)
		drop(shelf, x);
	else
		give_back(shelf, x);
	return st;
}

static struct wanted wanted_of(const char *community, int64_t seen, bool trained)
{
	struct wanted w = { .seen = seen, .trained = trained };
	snprintf(w.community, sizeof w.community, "%s", community);
	return w;
}

static void want(struct shelf *shelf, struct wanted w)
{
	pthread_mutex_lock(&shelf->lock);
	if (shelf->n_wanted < WANTED_AT_MOST)
		shelf->wanted[shelf->n_wanted++] = w;
	pthread_mutex_unlock(&shelf->lock);
}

static enum status make_and_put(struct req *r, struct shelf *shelf, const struct wanted *w, size_t n)
{
	struct roster *x[KINDS_OF_READER];
	TRY(make(r, shelf, w, n, x));
	for (size_t k = 0; k < n && x[k]; k++) {
		put(shelf, x[k]);
		give_back(shelf, x[k]);
	}
	return OK;
}

enum status roster_refresh(struct req *r, int64_t seen, bool trained)
{
	struct shelf *shelf = shelf_of(r);
	if (!shelf || db_is_writing(r))
		return OK;
	struct roster *x = take(shelf, r->community.id, seen, trained);
	bool held = x != NULL, tended = shelf_is(shelf, &shelf->tended);
	if (x)
		TRY(renew_and_give(r, shelf, x, !tended, &held));
	if (held)
		return OK;
	struct wanted w = wanted_of(r->community.id, seen, trained);
	if (!tended)
		return make_and_put(r, shelf, &w, 1);
	want(shelf, w);
	return OK;
}

struct roster *roster_take(struct req *r, int64_t seen, bool trained)
{
	struct shelf *shelf = shelf_of(r);
	return shelf && !db_is_writing(r) ? take(shelf, r->community.id, seen, trained) : NULL;
}

void roster_give(struct req *r, struct roster *x) { give_back(shelf_of(r), x); }

/* ---- tending ---- */

struct places { size_t n, room; struct wanted *at; struct req *r; };

static void add_place(struct places *p, struct wanted w)
{
	p->at = ARENA_GROWN(&p->r->arena, p->at, p->n, p->room, 64);
	p->at[p->n++] = w;
}

/* Whoever looks sees either what members show or what supporters are shown. */
static enum status hear_place(void *context, const struct matching_places *c)
{
	add_place(context, wanted_of(c->community, SEEN_BY_MEMBERS, c->formality >= NAMES_SUPPORTERS));
	add_place(context, wanted_of(c->community, SEEN_BY_SUPPORTERS, c->formality >= NAMES_SUPPORTERS));
	return OK;
}

/* Which are held, and which were asked for since the last time. */
static void what_is_there(struct shelf *shelf, struct places *held, struct places *wanted)
{
	struct wanted of_others[WANTED_AT_MOST];
	size_t n = 0, n_held = 0;
	pthread_mutex_lock(&shelf->lock);
	for (const struct roster *x = shelf->first; x; x = x->next)
		n_held++;
	memcpy(of_others, shelf->wanted, sizeof of_others);
	n = shelf->n_wanted;
	shelf->n_wanted = 0;
	pthread_mutex_unlock(&shelf->lock);
	for (size_t k = 0; k < n; k++)
		add_place(wanted, of_others[k]);
	held->at = ARENA_ARRAY(&held->r->arena, n_held + 1, struct wanted);
	pthread_mutex_lock(&shelf->lock);
	for (const struct roster *x = shelf->first; x && held->n < n_held; x = x->next)
		held->at[held->n++] = wanted_of(x->community, x->seen, x->trained);
	pthread_mutex_unlock(&shelf->lock);
}

static bool is_held(struct shelf *shelf, const struct wanted *w)
{
	struct roster *x = take(shelf, w->community, w->seen, w->trained);
	if (x)
		give_back(shelf, x);
	return x;
}

/* How many from this one on are not held and can be read at once. */
static size_t missing_from(struct shelf *shelf, const struct wanted *w, size_t n)
{
	if (is_held(shelf, &w[0]))
		return 0;
	bool both = n > 1 && w[0].trained == w[1].trained && w[0].seen != w[1].seen && strcmp(w[0].community, w[1].community) == 0;
	return both && !is_held(shelf, &w[1]) ? KINDS_OF_READER : 1;
}

enum status roster_tend(struct req *r)
{
	struct shelf *shelf = shelf_of(r);
	struct places held = { .r = r }, wanted = { .r = r };
	if (!shelf)
		return OK;
	if (!shelf_is(shelf, &shelf->tended)) {
		TRY(matching_places(r, hear_place, &wanted));
		shelf_set(shelf, &shelf->tended);
	}
	what_is_there(shelf, &held, &wanted);
	for (size_t k = 0; k < held.n; k++) {
		bool holds = true;
		struct roster *x = take(shelf, held.at[k].community, held.at[k].seen, held.at[k].trained);
		if (x)
			TRY(renew_and_give(r, shelf, x, true, &holds));
		if (!holds)
			add_place(&wanted, held.at[k]);
	}
	for (size_t k = 0, n; k < wanted.n; k += n ? n : 1) {
		n = missing_from(shelf, wanted.at + k, wanted.n - k);
		if (n)
			TRY(make_and_put(r, shelf, wanted.at + k, n));
	}
	return OK;
}

/* ---- ears ---- */

/* A clock that was set back: what changes now must not look older than what was read. */
static void heard_at(struct req *r)
{
	struct shelf *shelf = shelf_of(r);
	if (!shelf)
		return;
	pthread_mutex_lock(&shelf->lock);
	for (struct roster *x = shelf->first; x; x = x->next) {
		pthread_mutex_lock(&x->lock);
		if (x->read_at > r->now)
			x->read_at = r->now;
		pthread_mutex_unlock(&x->lock);
	}
	pthread_mutex_unlock(&shelf->lock);
}

enum status roster_hear_changed(struct req *r, const void *member)
{
	const struct communities_member *m = member;
	heard_at(r);
	return matching_mark_room(r, m->person, m->community, id_new(r), r->now, NULL);
}

enum status roster_hear_left(struct req *r, const void *member)
{
	const struct communities_member *m = member;
	heard_at(r);
	return matching_mark(r, m->community, m->person, id_new(r), r->now, NULL);
}

enum status roster_hear_person(struct req *r, const void *person)
{
	heard_at(r);
	return matching_mark_room(r, person, NULL, id_new(r), r->now, NULL);
}

/* ---- for tests ---- */

static uint64_t renumbered(const struct book *from, const struct book *to, uint64_t bits, uint32_t first)
{
	uint64_t now = 0;
	for (; bits; bits &= bits - 1) {
		uint32_t k = first + (uint32_t)__builtin_ctzll(bits), number = k < from->n ? book_find(to, from->text[k]) : 0;
		now += number ? words_hash(from->text[k]) : 1;
	}
	return now;
}

/* The same person in two rosters whose numbers may differ. */
static bool same_person(const struct roster *a, const struct fit_supporter *p, const struct roster *b, const struct fit_supporter *q)
{
	bool same = p->open == q->open && p->capacity == q->capacity && p->taken == q->taken && p->kinds == q->kinds && p->turn == q->turn &&
		memcmp(p->one.start, q->one.start, sizeof p->one.start) == 0 && p->one.ways == q->one.ways && p->one.wishes == q->one.wishes &&
		p->one.needed == q->one.needed && p->one.gender == q->one.gender && p->one.age == q->one.age &&
		p->one.x == q->one.x && p->one.y == q->one.y && p->one.radius == q->one.radius &&
		p->one.gave_hours == q->one.gave_hours && p->one.veteran == q->one.veteran && p->one.family == q->one.family;
	same = same && renumbered(&a->language, &b->language, p->one.languages, 0) == renumbered(&b->language, &a->language, q->one.languages, 0);
	same = same && renumbered(&a->interest, &b->interest, p->one.interests, 0) == renumbered(&b->interest, &a->interest, q->one.interests, 0);
	for (uint32_t w = 0; w < FIT_TAG_WORDS; w++)
		same = same && (w || (p->one.tag[1] | p->one.tag[2] | p->one.tag[3] | q->one.tag[1] | q->one.tag[2] | q->one.tag[3]) == 0);
	return same && renumbered(&a->tag, &b->tag, p->one.tag[0], 0) == renumbered(&b->tag, &a->tag, q->one.tag[0], 0) &&
		renumbered(&a->tag, &b->tag, p->with[0], 0) == renumbered(&b->tag, &a->tag, q->with[0], 0);
}

/* Who is here and has room there not, or is not the same. */
static bool all_in(const struct roster *a, const struct roster *b)
{
	static const struct fit_supporter nobody;
	for (uint32_t k = 0; k < a->person.n; k++) {
		uint32_t other = book_find(&b->person, a->person.text[k]);
		if (other ? !same_person(a, &a->all[k], b, &b->all[other - 1]) : memcmp(&a->all[k], &nobody, sizeof nobody) != 0)
			return false;
	}
	return true;
}

enum status roster_is_true(struct req *r, int64_t seen, bool trained, bool *ret)
{
	struct shelf *shelf = shelf_of(r);
	struct roster *anew;
	*ret = true;
	TRY(roster_refresh(r, seen, trained));
	struct roster *x = roster_take(r, seen, trained);
	if (!x)
		return OK;
	struct wanted w = wanted_of(r->community.id, seen, trained);
	TRY(make(r, shelf, &w, 1, &anew));
	struct fit_index *again = fit_index_new(&r->arena, x->all, (uint32_t)x->room);
	*ret = anew && all_in(x, anew) && all_in(anew, x) && fit_index_same(x->index, again) && x->here == anew->here;
	if (anew)
		roster_end(anew);
	give_back(shelf, x);
	return OK;
}
