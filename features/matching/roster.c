/* Rosters kept in memory: one for each community and kind of reader, made at the first search, read anew where somebody
 * changed, ended when it no longer serves.  Leaves rows of the database to roster_read.c, searching to fit_best.c. */
#include <pthread.h>
#include "house.h"
#include "roster_inside.h"

enum {
	ROSTER_CAP = 1 << 30,
	CHANGES_AT_MOST = 100,  /* more at once: everything is read anew */
};

struct shelf { struct arena arena; pthread_mutex_t lock; struct roster *first; };

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

static enum status make(struct req *r, int64_t seen, bool trained, struct roster **ret)
{
	struct arena a = { .cap = ROSTER_CAP, .way_out = r->arena.way_out };
	struct roster *x = ARENA_NEW(&a, struct roster);
	*x = (struct roster){ .users = 1, .seen = seen, .trained = trained, .arena = a };
	snprintf(x->community, sizeof x->community, "%s", r->community.id);
	pthread_mutex_init(&x->lock, NULL);
	enum status st = roster_read(r, x);
	x->arena.way_out = NULL;
	if (st == OK)
		*ret = x;
	else
		roster_end(x);
	return st;
}

/* ---- what changed ---- */

struct news { struct req *r; struct roster *x; size_t n; const char *person[CHANGES_AT_MOST], *mark[CHANGES_AT_MOST]; bool too_many; };

/* Is this change in x already? */
static bool is_known(struct roster *x, const struct matching_marks *m)
{
	pthread_mutex_lock(&x->lock);
	uint32_t number = book_find(&x->person, m->person);
	bool known = number && strcmp(x->mark[number - 1], m->mark) == 0;
	pthread_mutex_unlock(&x->lock);
	return known;
}

static enum status hear_mark(void *context, const struct matching_marks *m)
{
	struct news *g = context;
	if (is_known(g->x, m))
		return OK;
	if (g->n == CHANGES_AT_MOST) {
		g->too_many = true;
		return OK;
	}
	g->person[g->n] = arena_str(&g->r->arena, m->person);
	g->mark[g->n++] = arena_str(&g->r->arena, m->mark);
	return OK;
}

/* False: the hours of the week lie elsewhere now, since a clock was changed somewhere. */
static bool hours_hold(struct roster *x, int64_t now)
{
	bool same = true;
	pthread_mutex_lock(&x->lock);
	for (size_t k = 0; x->quarter != now / 900 && k < x->zone.n; k++)
		same = same && zone_offset(x->zone.text[k], now) == x->offset[k];
	x->quarter = now / 900;
	pthread_mutex_unlock(&x->lock);
	return same;
}

/* False: there is no room, or no memory; then it has to be made anew. */
static bool put_few(struct roster *x, const struct roster_few *few, const char *const *person, const char *const *mark, size_t n, int64_t now)
{
	jmp_buf out;
	volatile bool held = false;
	pthread_mutex_lock(&x->lock);
	x->arena.way_out = &out;
	if (setjmp(out) == 0)
		held = roster_put_few(x, few, person, mark, n, now);
	x->arena.way_out = NULL;
	pthread_mutex_unlock(&x->lock);
	return held;
}

static enum status read_news(struct req *r, struct roster *x, struct news *g, bool *ret_held)
{
	bool held = true;
	for (size_t at = 0; held && at < g->n; at += ROSTER_AT_ONCE) {
		size_t n = g->n - at < ROSTER_AT_ONCE ? g->n - at : ROSTER_AT_ONCE;
		struct roster_few *few;
		TRY(roster_read_few(r, x, g->person + at, n, &few));
		held = put_few(x, few, g->person + at, g->mark + at, n, r->now);
	}
	*ret_held = held;
	return OK;
}

/* Makes x what the database says now; *ret_held false: it has to be made anew. */
static enum status refresh(struct req *r, struct roster *x, bool *ret_held)
{
	struct news *g = ARENA_NEW(&r->arena, struct news);
	struct matching_named named = { 0 };
	*g = (struct news){ .r = r, .x = x };
	*ret_held = false;
	pthread_mutex_lock(&x->lock);
	int64_t since = (x->read_at < r->now ? x->read_at : r->now) - ROSTER_LATE, n = x->named_n, sum = x->named_sum;
	pthread_mutex_unlock(&x->lock);
	TRY(matching_marks(r, x->community, since, hear_mark, g));
	if (x->trained)
		TRY(matching_named(r, x->community, r->now, &named));
	if (g->too_many || (x->trained && (named.n != n || named.sum != sum)) || !hours_hold(x, r->now))
		return OK;
	TRY(read_news(r, x, g, ret_held));
	pthread_mutex_lock(&x->lock);
	x->read_at = r->now;
	pthread_mutex_unlock(&x->lock);
	return OK;
}

/* The roster for this reader, true to what r reads; NULL: there is none now. */
static enum status current(struct req *r, struct shelf *shelf, int64_t seen, bool trained, struct roster **ret)
{
	struct roster *x = take(shelf, r->community.id, seen, trained);
	bool held = true;
	*ret = NULL;
	if (x) {
		enum status st = refresh(r, x, &held);
		if (st != OK)
			give_back(shelf, x);
		TRY(st);
	}
	if (x && !held) {
		drop(shelf, x);
		x = NULL;
	}
	if (!x) {
		TRY(make(r, seen, trained, &x));
		put(shelf, x);
	}
	*ret = x;
	return OK;
}

/* ---- searching ---- */

static uint64_t languages_of(const struct roster *x, const char *languages, uint8_t *ret_first)
{
	uint64_t bits = 0;
	char code[16];
	for (const char *at = languages ? languages : ""; *at; ) {
		at += strspn(at, " ");
		size_t n = strcspn(at, " ");
		if (!n)
			break;
		snprintf(code, sizeof code, "%.*s", (int)n, at);
		uint32_t k = book_find(&x->language, code);
		k = k ? k : FIT_LANGUAGES;
		at += n;
		bits |= (uint64_t)1 << (k - 1);
		if (!*ret_first)
			*ret_first = (uint8_t)k;
	}
	return bits;
}

/* False: something of the asker has no number here, though some supporter may share it. */
static bool seeker_in(const struct roster *x, const struct roster_look *look, struct fit_seeker *s)
{
	const struct score_side *a = &look->ask->side;
	*s = (struct fit_seeker){ .weights = look->ask->weights, .kinds = (uint16_t)look->ask->kinds, .turn = words_hash(a->person), .one = {
		.programmes = 1, .ways = (uint8_t)(look->ask->ways ? look->ask->ways : a->ways), .wishes = (uint8_t)a->wishes,
		.needed = (uint8_t)a->needed, .gender = a->gender == NO_INT ? 0 : (uint8_t)a->gender,
		.age = a->age_band == NO_INT ? 0 : (uint8_t)a->age_band, .gave_hours = a->ring.given, .veteran = a->veteran, .family = a->family,
	} };
	memcpy(s->one.start, a->ring.start, sizeof s->one.start);
	s->one.languages = languages_of(x, a->languages, &s->one.first_language);
	for (size_t k = 0; k < look->ask->n_tags; k++) {
		uint32_t number = book_find(&x->tag, look->tag[k]);
		if (!number && x->tags_over)
			return false;
		if (!number)
			continue;
		s->tag[s->n_tags].tag = (uint16_t)(number - 1);
		s->tag[s->n_tags++].points = (uint16_t)look->ask->points[k];
	}
	for (size_t k = 0; k < look->n_interests; k++) {
		uint32_t number = book_find(&x->interest, look->interest[k]);
		if (!number && x->interests_over)
			return false;
		s->one.interests |= number ? (uint64_t)1 << (number - 1) : 0;
	}
	return true;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

static void found_as(const struct roster *x, const struct fit_seeker *s, const struct fit_found *f, struct roster_found *ret)
{
	const struct fit_supporter *o = &x->all[f->number];
	*ret = (struct roster_found){ .score = f->score, .room = o->capacity - o->taken };
	snprintf(ret->person, sizeof ret->person, "%s", x->person.text[f->number]);
	for (size_t k = 0; k < s->n_tags; k++)
		ret->shares |= o->one.tag[s->tag[k].tag / 64] >> (s->tag[k].tag % 64) & 1;
}

/* The best of those who share no experience: what is shared is, for this once, too much. */
static void find_another(struct roster *x, const struct fit_seeker *s, struct roster_found *ret)
{
	struct fit_seeker other = *s;
	struct fit_found f;
	for (size_t k = 0; k < s->n_tags; k++)
		other.one.hot[s->tag[k].tag / 64] |= (uint64_t)1 << (s->tag[k].tag % 64);
	if (fit_best(x->index, x->search, &other, 1, &f))
		found_as(x, s, &f, ret);
}

/* Under the lock: takes no memory, for the way out of a request's arena would leave the lock behind. */
static void search(struct roster *x, const struct roster_look *look, uint32_t *apart, struct fit_found *found, struct roster_answer *ret)
{
	struct fit_seeker s;
	bool all_share = true;
	if (x->too_much || !seeker_in(x, look, &s))
		return;
	ret->known = true;
	for (size_t k = 0; k < look->n_apart; k++) {
		uint32_t number = book_find(&x->person, look->apart[k]);
		if (number)
			apart[s.n_apart++] = number - 1;
	}
	qsort(apart, s.n_apart, sizeof *apart, by_number);
	s.apart = apart;
	ret->n = fit_best(x->index, x->search, &s, look->most, found);
	for (size_t k = 0; k < ret->n; k++) {
		found_as(x, &s, &found[k], &ret->at[k]);
		all_share = all_share && ret->at[k].shares;
	}
	if (ret->n && all_share)
		find_another(x, &s, &ret->other);
	for (uint32_t k = 0; !ret->n && k < x->person.n; k++)
		ret->why[fit_rule(&s, k, &x->all[k])]++;
}

enum status roster_best(struct req *r, const struct roster_look *look, struct roster_answer *ret)
{
	struct shelf *shelf = shelf_of(r);
	struct roster *x = NULL;
	*ret = (struct roster_answer){ .at = ARENA_ARRAY(&r->arena, look->most + 1, struct roster_found) };
	uint32_t *apart = ARENA_ARRAY(&r->arena, look->n_apart + 1, uint32_t);
	struct fit_found *found = ARENA_ARRAY(&r->arena, look->most + 1, struct fit_found);
	if (!shelf || db_is_writing(r))
		return OK;
	TRY(current(r, shelf, look->seen, look->trained, &x));
	pthread_mutex_lock(&x->lock);
	search(x, look, apart, found, ret);
	pthread_mutex_unlock(&x->lock);
	give_back(shelf, x);
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
	struct roster *x, *anew;
	*ret = true;
	if (!shelf)
		return OK;
	TRY(current(r, shelf, seen, trained, &x));
	TRY(make(r, seen, trained, &anew));
	struct fit_index *again = fit_index_new(&r->arena, x->all, (uint32_t)x->room);
	*ret = all_in(x, anew) && all_in(anew, x) && fit_index_same(x->index, again);
	roster_end(anew);
	give_back(shelf, x);
	return OK;
}
