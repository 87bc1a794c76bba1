/* One ask and those who are looked at for it, read from the database.  Leaves choosing among them to matching.c, what a pair is
 * worth to score.c. */
#include "look.h"
#include "roster.h"
#include "weights.h"

enum { SHOWN_ALWAYS = 0, SHOWN_TO_SUPPORTERS = 2, SHOWN_TO_MEMBERS = 3 };

/* The reader may use all that is their own, and of the others what those show to somebody like the reader.  So neither
 * reasons nor order can tell anybody what was meant only for matching: it is used when its owner looks. */
void look_read_as(struct look *s, const char *asker, const char *other)
{
	int64_t theirs = may(s->r, MAY_SUPPORTER) ? SHOWN_TO_SUPPORTERS : SHOWN_TO_MEMBERS;
	s->told = theirs;
	s->own = str_same(s->r->who.person, asker) ? SHOWN_ALWAYS : theirs;
	s->seen = other && str_same(s->r->who.person, other) ? SHOWN_ALWAYS : theirs;
}

static enum status look_asker(struct look *s, const struct asks_one *ask)
{
	struct matching_asker p;
	TRY(matching_asker(s->r, s->r->community.id, ask->person, &p));
	s->ask.kinds = ask->kinds;
	s->ask.ways = ask->ways;
	s->ask.side = (struct score_side){
		.person = p.person, .languages = p.languages, .ways = p.ways, .gender = p.gender, .age_band = p.age_band,
		.wishes = p.wishes, .needed = p.needed, .veteran = p.veteran, .family = p.family,
		.ring = score_ring_of(p.week, p.zone, s->r->now), .where = score_where(p.lat, p.lon, p.reach),
	};
	/* what somebody would only like is theirs: it moves nobody up or down before other eyes */
	if (!str_same(s->r->who.person, ask->person))
		s->ask.side.wishes &= p.needed;
	return OK;
}

/* How many tell each of the asker's experiences, of how many: as held in memory, else counted. */
static enum status load_rarity(struct look *s, int64_t *ret_tellers, int64_t *ret_people)
{
	struct req *r = s->r;
	struct matching_tellers_list tellers;
	struct matching_people people;
	if (roster_rarity(r, s->told, r->community.formality >= LOOK_FORMAL, s->tag, s->ask.n_tags, ret_tellers, ret_people))
		return OK;
	TRY(matching_people(r, r->community.id, &people));
	TRY(matching_tellers(r, r->community.id, s->ask.side.person, s->own, s->told, &tellers));
	for (size_t k = 0; k < s->ask.n_tags && k < tellers.n; k++)
		ret_tellers[k] = tellers.at[k].n;               /* the same experiences, in the same order */
	*ret_people = people.n;
	return OK;
}

/* Which they are, and how much each matters. */
static enum status load_tags(struct look *s, int64_t matters[SCORE_TAGS_MAX])
{
	struct matching_tags_list tags;
	TRY(matching_tags(s->r, s->r->community.id, s->ask.side.person, s->own, &tags));
	for (size_t k = 0; k < tags.n && k < SCORE_TAGS_MAX; k++) {
		const struct matching_tags *t = &tags.at[k];
		s->tag[k] = s->labels.id[k] = t->tag;
		s->code[k] = t->code ? t->code : t->tag;
		s->labels.tag[k] = experiences_tag_say(s->r, t->code, t->label, t->label_es);
		matters[k] = t->matters;
		s->ask.n_tags = s->labels.n_tags = k + 1;
	}
	return OK;
}

static enum status load_points(struct look *s, const int64_t *matters)
{
	int64_t tellers[SCORE_TAGS_MAX] = { 0 }, people;
	TRY(load_rarity(s, tellers, &people));
	TRY(weights_of(s->r, &s->weights));
	s->ask.weights = &s->weights;
	score_points(s->weights.experience, s->ask.n_tags, matters, tellers, people, s->ask.points);
	return OK;
}

static enum status load_interests(struct look *s)
{
	struct matching_interests_list likes;
	TRY(matching_interests(s->r, s->r->community.id, s->ask.side.person, &likes));
	for (size_t k = 0; k < likes.n && k < SCORE_TAGS_MAX; k++) {
		s->interest[k] = likes.at[k].tag;
		s->labels.interest[k] = experiences_tag_say(s->r, likes.at[k].code, likes.at[k].label, likes.at[k].label_es);
		s->n_interests = s->labels.n_interests = k + 1;
	}
	return OK;
}

static struct score_side *room_for_one(struct look *s)
{
	s->side = ARENA_GROWN(&s->r->arena, s->side, s->n, s->room, 64);
	return &s->side[s->n];
}

void look_add(struct look *s, const struct matching_roster *c)
{
	struct score_side *o = room_for_one(s);
	*o = (struct score_side){
		.person = arena_str(&s->r->arena, c->person), .languages = arena_str(&s->r->arena, c->languages),
		.ways = c->ways, .gender = c->gender, .age_band = c->age_band, .wishes = c->wishes, .needed = c->needed,
		.kinds = c->kinds, .capacity = c->capacity, .walking = c->walking, .veteran = c->veteran, .family = c->family,
		.ring = score_ring_of(c->week, c->zone, s->r->now), .where = score_where(c->lat, c->lon, c->reach),
	};
	s->n++;
}

static int by_id(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

void look_sort_people(struct str_list *people)
{
	if (people->n)
		qsort(people->at, people->n, sizeof *people->at, by_id);
}

bool look_is_among(const struct str_list *people, const char *person)
{
	return people->n && bsearch(&person, people->at, people->n, sizeof *people->at, by_id);
}

/* Where little is written down, an untrained peer is a complete peer; formal programmes name their supporters. */
enum status look_add_with_room(void *context, const struct matching_roster *c)
{
	struct look *s = context;
	bool may_be_asked = c->named || s->r->community.formality < LOOK_FORMAL;
	if (c->open && may_be_asked && c->capacity > c->walking && !roster_is_day_off(c->zone, c->away, s->r->now) &&
	    !str_same(c->person, s->ask.side.person) && !look_is_among(&s->apart, c->person))
		look_add(s, c);
	return OK;
}

static int by_person(const void *a, const void *b)
{
	return strcmp(((const struct score_side *)a)->person, ((const struct score_side *)b)->person);
}

struct score_side *look_side(struct look *s, const char *person)
{
	struct score_side key = { .person = person };
	return s->n ? bsearch(&key, s->side, s->n, sizeof *s->side, by_person) : NULL;
}

/* The place of an id among the asker's few; -1: one past the sixty-fourth. */
static int place_of(const char *const *ids, size_t n, const char *id)
{
	for (size_t k = 0; k < n; k++)
		if (strcmp(ids[k], id) == 0)
			return (int)k;
	return -1;
}

enum status look_add_told(void *context, const struct matching_shared *x)
{
	struct look *s = context;
	struct score_side *o = look_side(s, x->person);
	int k = o ? place_of(s->tag, s->ask.n_tags, x->tag) : -1;
	if (k >= 0) {
		o->shared |= (uint64_t)1 << k;
		o->support_with |= (uint64_t)(x->support_with != 0) << k;
	}
	return OK;
}

enum status look_add_liked(void *context, const struct matching_interests_shared *x)
{
	struct look *s = context;
	struct score_side *o = look_side(s, x->person);
	int k = o ? place_of(s->interest, s->n_interests, x->tag) : -1;
	if (k >= 0)
		o->interests |= (uint64_t)1 << k;
	return OK;
}

void look_sort(struct look *s)
{
	if (s->n)
		qsort(s->side, s->n, sizeof *s->side, by_person);
}

/* Two queries, however many they are. */
enum status look_shared(struct look *s)
{
	const char *community = s->r->community.id, *asker = s->ask.side.person;
	look_sort(s);
	TRY(matching_shared(s->r, community, asker, s->own, s->seen, look_add_told, s));
	return matching_interests_shared(s->r, community, asker, look_add_liked, s);
}

struct apart { struct look *s; size_t room; };

static enum status hear_apart(void *context, const struct matching_apart *x)
{
	struct apart *g = context;
	struct str_list *list = &g->s->apart;
	list->at = ARENA_GROWN(&g->s->r->arena, list->at, list->n, g->room, 16);
	list->at[list->n++] = arena_str(&g->s->r->arena, x->other);
	return OK;
}

enum status look_apart(struct look *s)
{
	struct apart g = { .s = s };
	s->apart.n = 0;
	TRY(matching_apart(s->r, s->ask.side.person, hear_apart, &g));
	look_sort_people(&s->apart);
	return OK;
}

static enum status load_ask(struct look *s, struct req *r, const struct asks_one *ask, const char *other, int64_t matters[SCORE_TAGS_MAX])
{
	s->r = r;
	look_read_as(s, ask->person, other);
	TRY(look_asker(s, ask));
	TRY(load_tags(s, matters));
	return look_too_much(s);
}

enum status look_ask(struct look *s, struct req *r, const struct asks_one *ask, const char *other)
{
	int64_t matters[SCORE_TAGS_MAX] = { 0 };
	TRY(load_ask(s, r, ask, other, matters));
	TRY(load_points(s, matters));
	return load_interests(s);
}

enum status look_rules(struct look *s, struct req *r, const struct asks_one *ask)
{
	int64_t matters[SCORE_TAGS_MAX] = { 0 };
	return load_ask(s, r, ask, NULL, matters);
}

enum status look_at_all(struct look *s)
{
	struct req *r = s->r;
	s->n = 0;
	TRY(look_too_near(s));
	TRY(look_apart(s));
	TRY(matching_roster(r, r->community.id, r->now, r->now / A_DAY, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
			    look_add_with_room, s));
	return look_shared(s);
}
