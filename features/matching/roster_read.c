/* From rows of the database to the supporters of a roster.  Leaves searching and what is kept when to roster.c. */
#include <pthread.h>
#include "roster_inside.h"

enum { A_DAY = 86400 };

/* ---- days off ---- */

bool roster_is_day_off(const char *zone, int64_t away, int64_t now)
{
	if (!away)
		return false;
	struct civil there = zone_civil(zone, now);
	return away >> (day_number(there.year, there.month, there.day) - now / A_DAY + 1) & 1;
}

/* ---- one supporter ---- */

enum { LANGUAGES_MOST = FIT_LANGUAGES - 1 };    /* the last stands for one that no supporter speaks */

static void put_languages(struct roster *x, struct fit_one *one, const char *languages)
{
	char code[16];
	for (const char *at = languages; *at; ) {
		at += strspn(at, " ");
		size_t n = strcspn(at, " ");
		if (!n)
			break;
		size_t kept = n < sizeof code ? n : sizeof code - 1;
		memcpy(code, at, kept);
		code[kept] = '\0';
		uint32_t k = book_add(&x->arena, &x->language, code, LANGUAGES_MOST);
		at += n;
		if (!k) {
			x->too_much = true;
			continue;
		}
		one->languages |= (uint64_t)1 << (k - 1);
		if (!one->first_language)
			one->first_language = (uint8_t)k;
	}
}

static void put_hours(struct roster *x, struct fit_one *one, const char *week, const char *zone, int64_t now)
{
	size_t before = x->zone.n;
	uint32_t k = book_add(&x->arena, &x->zone, zone, ROSTER_ZONES);
	if (!k)
		x->too_much = true;
	else if (x->zone.n > before)
		x->offset[k - 1] = zone_offset(zone, now);
	struct score_ring ring = score_ring_of(week, zone, now);
	one->gave_hours = ring.given;
	memcpy(one->start, ring.start, sizeof one->start);
}

static void put_where(struct fit_one *one, struct score_where where)
{
	one->x = where.x;
	one->y = where.y;
	one->radius = where.radius;
}

static void put_open(struct roster *x, uint32_t number)
{
	x->all[number].open = (x->is[number] & (ROSTER_OPEN | ROSTER_AWAY)) == ROSTER_OPEN;
}

static void put_person(struct roster *x, uint32_t number, const struct matching_roster *c, int64_t now)
{
	struct fit_supporter *o = &x->all[number];
	*o = (struct fit_supporter){
		.one = {
			.programmes = 1, .ways = (uint8_t)c->ways, .wishes = (uint8_t)c->wishes, .needed = (uint8_t)c->needed,
			.gender = c->gender == NO_INT ? 0 : (uint8_t)c->gender, .age = c->age_band == NO_INT ? 0 : (uint8_t)c->age_band,
			.veteran = c->veteran, .family = c->family,
		},
		.turn = words_hash(c->person), .kinds = (uint16_t)c->kinds, .capacity = (uint16_t)c->capacity, .taken = (uint16_t)c->walking,
	};
	put_where(&o->one, score_where(c->lat, c->lon, c->reach));
	put_languages(x, &o->one, c->languages ? c->languages : "");
	put_hours(x, &o->one, c->week, c->zone ? c->zone : "", now);
	x->is[number] = (uint8_t)(ROSTER_HERE | (c->open && (c->named || !x->trained) ? ROSTER_OPEN : 0) |
				  (roster_is_day_off(c->zone, c->away, now) ? ROSTER_AWAY : 0));
	put_open(x, number);
	x->here++;
}

/* k: the supporter's number. */
static void put_told(struct roster *x, uint32_t k, const char *tag, bool support_with)
{
	struct fit_supporter *o = &x->all[k];
	uint32_t t = book_add(&x->arena, &x->tag, tag, FIT_TAGS);
	if (!t) {
		x->tags_over = true;
		return;
	}
	uint64_t bit = (uint64_t)1 << ((t - 1) % 64);
	x->tellers[t - 1] += !(o->one.tag[(t - 1) / 64] & bit);
	o->one.tag[(t - 1) / 64] |= bit;
	o->with[(t - 1) / 64] |= (uint64_t)support_with << ((t - 1) % 64);
}

static void put_liked(struct roster *x, uint32_t k, const char *tag)
{
	uint32_t t = book_add(&x->arena, &x->interest, tag, FIT_INTERESTS);
	if (t)
		x->all[k].one.interests |= (uint64_t)1 << (t - 1);
	else
		x->interests_over = true;
}

/* ---- everyone ---- */

/* All that does not depend on the reader is put into the first, and from there into the others. */
struct spot { const char *id; int64_t lat, lon; };
struct reading {
	struct roster *const *x;
	size_t n;
	int64_t now;
	struct arena *arena;            /* of the request */
	uint32_t at;                    /* who was found last */
	size_t n_spots, spots_room;     /* the places of the community, by id */
	struct spot *spot;
};

static struct matching_roster row_copy(struct arena *a, const struct matching_roster *c)
{
	struct matching_roster row = *c;
	row.person = arena_str(a, c->person);
	row.languages = arena_str(a, c->languages);
	row.zone = arena_str(a, c->zone);
	row.week = arena_str(a, c->week);
	return row;
}

static enum status read_spot(void *context, const struct matching_roster_places *c)
{
	struct reading *g = context;
	g->spot = ARENA_GROWN(g->arena, g->spot, g->n_spots, g->spots_room, 64);
	g->spot[g->n_spots++] = (struct spot){ arena_str(g->arena, c->id), c->lat, c->lon };
	return OK;
}

static int by_id(const void *a, const void *b) { return strcmp(((const struct spot *)a)->id, ((const struct spot *)b)->id); }

static struct spot spot_of(const struct reading *g, const char *id)
{
	struct spot key = { id, NO_INT, NO_INT };
	const struct spot *known = id && g->n_spots ? bsearch(&key, g->spot, g->n_spots, sizeof key, by_id) : NULL;
	return known ? *known : key;
}

static enum status read_one(void *context, const struct matching_roster_all *c)
{
	struct reading *g = context;
	struct roster *x = g->x[0];
	uint32_t k = book_add(&x->arena, &x->person, c->person, x->room);
	struct spot spot = spot_of(g, c->place);
	if (!k)
		return BUSY;                    /* more than were counted: again */
	if (x->is[k - 1] & ROSTER_HERE)
		return OK;
	struct matching_roster row = {
		.person = c->person, .languages = c->languages, .zone = c->zone, .ways = c->ways, .week = c->week, .gender = c->gender,
		.age_band = c->age_band, .veteran = c->veteran, .family = c->family, .wishes = c->wishes, .needed = c->needed, .lat = spot.lat,
		.lon = spot.lon, .reach = c->reach, .kinds = c->kinds, .capacity = c->capacity, .walking = c->walking, .open = c->open,
		.named = true,                  /* until settle() */
	};
	put_person(x, k - 1, &row, g->now);
	return OK;
}

/* 1 + number, 0: not there.  Rows come mostly in the order in which people have numbers: who comes next is looked at first. */
static uint32_t number_of(struct reading *g, const char *person)
{
	const struct book *b = &g->x[0]->person;
	for (uint32_t k = g->at; k < b->n && k < g->at + 3; k++)
		if (strcmp(b->text[k], person) == 0)
			return (g->at = k) + 1;
	uint32_t number = book_find(b, person);
	g->at = number ? number - 1 : g->at;
	return number;
}

static enum status read_named(void *context, const struct matching_roster_named *c)
{
	struct reading *g = context;
	uint32_t number = number_of(g, c->person);
	if (number)
		g->x[0]->is[number - 1] |= ROSTER_NAMED;
	return OK;
}

static enum status read_away(void *context, const struct matching_away *c)
{
	struct reading *g = context;
	uint32_t number = number_of(g, c->person);
	if (number && roster_is_day_off(c->zone, c->away, g->now))
		g->x[0]->is[number - 1] |= ROSTER_AWAY;
	return OK;
}

/* Once it is known who holds the role, and who has a day off. */
static void settle(struct roster *x)
{
	for (uint32_t k = 0; k < x->person.n; k++) {
		if (x->trained && !(x->is[k] & ROSTER_NAMED))
			x->is[k] &= (uint8_t)~ROSTER_OPEN;
		x->is[k] &= (uint8_t)~ROSTER_NAMED;
		put_open(x, k);
	}
}

static enum status read_liked(void *context, const struct matching_roster_likes *c)
{
	struct reading *g = context;
	uint32_t number = number_of(g, c->person);
	if (number)
		put_liked(g->x[0], number - 1, c->tag);
	return OK;
}

/* Numbers of people are the same in all of them. */
static enum status read_told(void *context, const struct matching_roster_told *c)
{
	struct reading *g = context;
	uint32_t number = number_of(g, c->person);
	for (size_t k = 0; number && k < g->n; k++)
		if (c->shown >= g->x[k]->seen)
			put_told(g->x[k], number - 1, c->tag, c->support_with);
	return OK;
}

static enum status read_mark(void *context, const struct matching_marks *m)
{
	struct reading *g = context;
	uint32_t number = book_find(&g->x[0]->person, m->person);
	for (size_t k = 0; number && k < g->n; k++)
		snprintf(g->x[k]->mark[number - 1], ROSTER_ID, "%s", m->mark);
	return OK;
}

static void make_room(struct roster *x, size_t room)
{
	x->room = room;
	x->all = ARENA_ARRAY(&x->arena, room, struct fit_supporter);
	x->is = ARENA_ARRAY(&x->arena, room, uint8_t);
	x->price = ARENA_ARRAY(&x->arena, room, int64_t);
	x->mark = arena_many(&x->arena, room, ROSTER_ID);
	x->person = book_of(&x->arena, room);
	x->language = book_of(&x->arena, FIT_LANGUAGES);
	x->tag = book_of(&x->arena, FIT_TAGS);
	x->interest = book_of(&x->arena, FIT_INTERESTS);
	x->zone = book_of(&x->arena, ROSTER_ZONES);
}

/* The same people with the same numbers, before anything is put in that depends on the reader. */
static void put_same(struct roster *x, const struct roster *from)
{
	memcpy(x->all, from->all, from->person.n * sizeof *x->all);
	memcpy(x->is, from->is, from->person.n * sizeof *x->is);
	memcpy(x->offset, from->offset, sizeof x->offset);
	book_same(&x->arena, &x->person, &from->person);
	book_same(&x->arena, &x->language, &from->language);
	book_same(&x->arena, &x->interest, &from->interest);
	book_same(&x->arena, &x->zone, &from->zone);
	x->here = from->here;
	x->too_much = from->too_much;
	x->interests_over = from->interests_over;
}

/* Everything of each that does not depend on the reader, a table or two at a time: no row is looked up that is not there. */
static enum status read_all(struct req *r, struct reading *g)
{
	const char *community = g->x[0]->community;
	TRY(matching_roster_places(r, community, read_spot, g));
	if (g->n_spots)
		qsort(g->spot, g->n_spots, sizeof *g->spot, by_id);
	TRY(matching_roster_all(r, community, read_one, g));
	TRY(matching_away(r, community, r->now / A_DAY, read_away, g));
	if (g->x[0]->trained)
		TRY(matching_roster_named(r, community, r->now, read_named, g));
	settle(g->x[0]);
	return matching_roster_likes(r, community, read_liked, g);
}

enum status roster_read(struct req *r, struct roster *const *x, size_t n)
{
	struct reading g = { .x = x, .n = n, .now = r->now, .arena = &r->arena };
	const char *community = x[0]->community;
	int64_t seen = x[0]->seen;
	struct matching_named named;
	struct matching_people people;
	TRY(matching_named(r, community, r->now, &named));
	TRY(matching_people(r, community, &people));
	for (size_t k = 0; k < n; k++) {
		x[k]->named_n = named.n;
		x[k]->named_sum = named.sum;
		x[k]->read_at = r->now;
		x[k]->quarter = r->now / 900;
		make_room(x[k], (size_t)(people.n + people.n / 8 + 64));          /* for those who come */
		seen = x[k]->seen < seen ? x[k]->seen : seen;
	}
	TRY(read_all(r, &g));
	for (size_t k = 1; k < n; k++)
		put_same(x[k], x[0]);
	TRY(matching_roster_told(r, community, seen, read_told, &g));
	TRY(matching_marks(r, community, r->now - 2 * ROSTER_LATE, read_mark, &g));
	for (size_t k = 0; k < n; k++) {
		x[k]->index = fit_index_new(&x[k]->arena, x[k]->all, (uint32_t)x[k]->room);
		x[k]->search = fit_search_new(&x[k]->arena, x[k]->index);
	}
	return OK;
}

/* ---- a few, who changed ---- */

struct told { const char *person, *tag; bool support_with; struct told *next; };
struct roster_few { struct arena *arena; size_t n; struct matching_roster row[ROSTER_AT_ONCE]; struct told *told, *liked; };

static enum status few_one(void *context, const struct matching_roster *c)
{
	struct roster_few *few = context;
	if (few->n == ROSTER_AT_ONCE)
		return BROKEN;
	few->row[few->n++] = row_copy(few->arena, c);
	return OK;
}

static struct told *told_before(struct roster_few *few, struct told *next, const char *person, const char *tag, bool support_with)
{
	struct told *t = ARENA_NEW(few->arena, struct told);
	*t = (struct told){ arena_str(few->arena, person), arena_str(few->arena, tag), support_with, next };
	return t;
}

static enum status few_told(void *context, const struct matching_roster_few_told *c)
{
	struct roster_few *few = context;
	few->told = told_before(few, few->told, c->person, c->tag, c->support_with != 0);
	return OK;
}

static enum status few_liked(void *context, const struct matching_roster_few_likes *c)
{
	struct roster_few *few = context;
	few->liked = told_before(few, few->liked, c->person, c->tag, false);
	return OK;
}

enum status roster_read_few(struct req *r, const struct roster *x, const char *const *person, size_t n, struct roster_few **ret)
{
	const char *id[ROSTER_AT_ONCE] = { NULL };
	struct roster_few *few = ARENA_NEW(&r->arena, struct roster_few);
	few->arena = &r->arena;
	for (size_t k = 0; k < n && k < ROSTER_AT_ONCE; k++)
		id[k] = person[k];
	TRY(matching_roster(r, x->community, r->now, r->now / A_DAY, 0, id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9], few_one, few));
	TRY(matching_roster_few_told(r, x->community, x->seen, id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9], few_told, few));
	TRY(matching_roster_few_likes(r, x->community, id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9], few_liked, few));
	*ret = few;
	return OK;
}

static const struct matching_roster *row_of(const struct roster_few *few, const char *person)
{
	for (size_t k = 0; k < few->n; k++)
		if (strcmp(few->row[k].person, person) == 0)
			return &few->row[k];
	return NULL;
}

static void take_out(struct roster *x, uint32_t number)
{
	struct fit_supporter *o = &x->all[number];
	for (uint32_t w = 0; w < FIT_TAG_WORDS; w++)
		for (uint64_t left = o->one.tag[w]; left; left &= left - 1)
			x->tellers[w * 64 + (uint32_t)__builtin_ctzll(left)]--;
	x->here -= (x->is[number] & ROSTER_HERE) != 0;
	x->is[number] = 0;
	*o = (struct fit_supporter){ 0 };
}

/* One person out of the index, as they are now, and in again.  Who is gone stays as somebody without room. */
static bool put_again(struct roster *x, const struct roster_few *few, const char *person, const char *mark, int64_t now)
{
	const struct matching_roster *row = row_of(few, person);
	uint32_t k = row ? book_add(&x->arena, &x->person, person, x->room) : book_find(&x->person, person);
	if (!k)
		return !row;
	fit_index_leave(x->index, k - 1);
	take_out(x, k - 1);
	if (row)
		put_person(x, k - 1, row, now);
	for (const struct told *t = few->told; row && t; t = t->next)
		if (strcmp(t->person, person) == 0)
			put_told(x, k - 1, t->tag, t->support_with);
	for (const struct told *t = few->liked; row && t; t = t->next)
		if (strcmp(t->person, person) == 0)
			put_liked(x, k - 1, t->tag);
	fit_index_enter(x->index, k - 1);
	snprintf(x->mark[k - 1], ROSTER_ID, "%s", mark);
	return true;
}

bool roster_put_few(struct roster *x, const struct roster_few *few, const char *const *person, const char *const *mark, size_t n, int64_t now)
{
	bool held = true;
	for (size_t k = 0; k < n && k < ROSTER_AT_ONCE; k++)
		held = held && put_again(x, few, person[k], mark[k], now);
	return held;
}

/* ---- who is away now ---- */

struct roster_away { struct arena *arena; int64_t now; size_t n, room; const char **person; };

static enum status hear_away(void *context, const struct matching_away *c)
{
	struct roster_away *away = context;
	if (!roster_is_day_off(c->zone, c->away, away->now))
		return OK;
	away->person = ARENA_GROWN(away->arena, away->person, away->n, away->room, 64);
	away->person[away->n++] = arena_str(away->arena, c->person);
	return OK;
}

enum status roster_read_away(struct req *r, const struct roster *x, struct roster_away **ret)
{
	struct roster_away *away = ARENA_NEW(&r->arena, struct roster_away);
	*away = (struct roster_away){ .arena = &r->arena, .now = r->now };
	TRY(matching_away(r, x->community, r->now / A_DAY, hear_away, away));
	*ret = away;
	return OK;
}

static void set_away(struct roster *x, uint32_t number, bool away)
{
	if (away == ((x->is[number] & ROSTER_AWAY) != 0))
		return;
	fit_index_leave(x->index, number);
	x->is[number] ^= ROSTER_AWAY;
	put_open(x, number);
	fit_index_enter(x->index, number);
}

void roster_put_away(struct roster *x, const struct roster_away *away)
{
	enum { STAYS = 0x80 };
	for (size_t k = 0; k < away->n; k++) {
		uint32_t number = book_find(&x->person, away->person[k]);
		if (number && x->is[number - 1] & ROSTER_HERE)
			x->is[number - 1] |= STAYS;
	}
	for (uint32_t k = 0; k < x->person.n; k++) {
		bool stays = x->is[k] & STAYS;
		x->is[k] &= (uint8_t)~STAYS;
		set_away(x, k, stays);
	}
}
