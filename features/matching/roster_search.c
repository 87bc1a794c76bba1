/* Searching in a roster: an asker as the database knows them → the numbers of the index, and its answer back.  Leaves what is
 * held, and that it is true, to roster.c; the search itself to fit_best.c. */
#include <pthread.h>
#include "matching.h"
#include "roster_inside.h"

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
		.x = a->where.x, .y = a->where.y, .radius = a->where.radius,
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
	for (size_t k = 0; k < look->n_hot; k++) {
		uint32_t number = book_find(&x->tag, look->hot[k]);
		if (!number && x->tags_over)
			return false;
		if (number)
			s->one.hot[(number - 1) / 64] |= (uint64_t)1 << ((number - 1) % 64);
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

/* Numbers of those who must not come up, sorted. */
static void keep_apart(const struct roster *x, const struct roster_look *look, uint32_t *apart, struct fit_seeker *s)
{
	for (size_t k = 0; k < look->n_apart; k++) {
		uint32_t number = book_find(&x->person, look->apart[k]);
		if (number)
			apart[s->n_apart++] = number - 1;
	}
	qsort(apart, s->n_apart, sizeof *apart, by_number);
	s->apart = apart;
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
	keep_apart(x, look, apart, &s);
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

void roster_best(struct req *r, const struct roster_look *look, struct roster_answer *ret)
{
	*ret = (struct roster_answer){ .at = ARENA_ARRAY(&r->arena, look->most + 1, struct roster_found) };
	uint32_t *apart = ARENA_ARRAY(&r->arena, look->n_apart + 1, uint32_t);
	struct fit_found *found = ARENA_ARRAY(&r->arena, look->most + 1, struct fit_found);
	struct roster *x = roster_take(r, look->seen, look->trained);
	if (!x)
		return;
	pthread_mutex_lock(&x->lock);
	search(x, look, apart, found, ret);
	pthread_mutex_unlock(&x->lock);
	roster_give(r, x);
}

/* ---- with prices ---- */

struct bargain { int64_t net; uint32_t number, turn; int score; };

static int best_first(const void *a, const void *b)
{
	const struct bargain *x = a, *y = b;
	return x->net != y->net ? (x->net < y->net ? 1 : -1) : (x->turn > y->turn) - (x->turn < y->turn);
}

static void put_prices(struct roster *x, const struct matching_prices *prices)
{
	if (x->priced == prices->serial)
		return;
	memset(x->price, 0, x->room * sizeof *x->price);
	for (size_t k = 0; k < prices->n; k++) {
		uint32_t number = book_find(&x->person, prices->at[k].person);
		if (number)
			x->price[number - 1] = prices->at[k].price;
	}
	x->priced = prices->serial;
}

/* In place of the worst, when there are as many as there may be. */
static void keep(struct bargain *kept, size_t *n, size_t most, struct bargain b)
{
	size_t worst = 0;
	if (*n < most) {
		kept[(*n)++] = b;
		return;
	}
	for (size_t k = 1; k < *n; k++)
		if (best_first(&kept[k], &kept[worst]) > 0)
			worst = k;
	if (best_first(&b, &kept[worst]) < 0)
		kept[worst] = b;
}

/* Everyone whose price leaves anything to gain, one by one: prices say of most that they are too dear, before anything else is
 * looked at.  Under the lock, as search. */
static void bargain(struct roster *x, const struct roster_look *look, const struct matching_better *than, uint32_t *apart, struct bargain *kept,
		    struct roster_answer *ret)
{
	int64_t gain = than->gain, too_dear = than->ceiling - gain;
	struct fit_seeker s;
	if (x->too_much || !look->most || !seeker_in(x, look, &s))
		return;
	ret->known = true;
	keep_apart(x, look, apart, &s);
	put_prices(x, than->prices);
	for (uint32_t k = 0; k < x->person.n; k++) {
		const struct fit_supporter *o = &x->all[k];
		if (x->price[k] >= too_dear || fit_rule(&s, k, o) != FIT_POSSIBLE)
			continue;
		struct fit_parts parts = fit_parts(&s, o);
		int score = fit_sum(&parts) ? fit_sum(&parts) : 1;
		if (score - x->price[k] > gain)
			keep(kept, &ret->n, look->most, (struct bargain){ score - x->price[k], k, s.turn ^ o->turn, score });
	}
	qsort(kept, ret->n, sizeof *kept, best_first);
	for (size_t k = 0; k < ret->n; k++)
		found_as(x, &s, &(struct fit_found){ .number = kept[k].number, .score = kept[k].score }, &ret->at[k]);
}

void roster_better(struct req *r, const struct roster_look *look, const struct matching_better *than, struct roster_answer *ret)
{
	*ret = (struct roster_answer){ .at = ARENA_ARRAY(&r->arena, look->most + 1, struct roster_found) };
	uint32_t *apart = ARENA_ARRAY(&r->arena, look->n_apart + 1, uint32_t);
	struct bargain *kept = ARENA_ARRAY(&r->arena, look->most + 1, struct bargain);
	struct roster *x = roster_take(r, look->seen, look->trained);
	if (!x)
		return;
	pthread_mutex_lock(&x->lock);
	bargain(x, look, than, apart, kept, ret);
	pthread_mutex_unlock(&x->lock);
	roster_give(r, x);
}

bool roster_rarity(struct req *r, int64_t seen, bool trained, const char *const *tag, size_t n, int64_t *ret_tellers, int64_t *ret_people)
{
	struct roster *x = roster_take(r, seen, trained);
	if (!x)
		return false;
	pthread_mutex_lock(&x->lock);
	bool known = !x->tags_over;
	*ret_people = x->here;
	for (size_t k = 0; k < n; k++) {
		uint32_t number = book_find(&x->tag, tag[k]);
		ret_tellers[k] = number ? x->tellers[number - 1] : 0;
	}
	pthread_mutex_unlock(&x->lock);
	roster_give(r, x);
	return known;
}
