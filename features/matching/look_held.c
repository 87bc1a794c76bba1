/* The best few as the index in memory knows them, and what the database says of those few.  Leaves what is held to roster.c. */
#include "look.h"
#include "roster.h"

struct apart { struct look *s; size_t n, room; const char **at; };

static void add_apart(struct apart *p, const char *person)
{
	if (p->n == p->room) {
		const char **more = ARENA_ARRAY(&p->s->r->arena, p->room ? 2 * p->room : 64, const char *);
		if (p->n)
			memcpy(more, p->at, p->n * sizeof *more);
		p->at = more;
		p->room = p->room ? 2 * p->room : 64;
	}
	p->at[p->n++] = arena_str(&p->s->r->arena, person);
}

static enum status hear_apart(void *context, const struct matching_apart *x)
{
	add_apart(context, x->other);
	return OK;
}

/* What is looked for, and who must not come up. */
static enum status look_for(struct look *s, const struct str_list *without, size_t most, struct roster_look *ret)
{
	struct req *r = s->r;
	struct apart p = { .s = s };
	add_apart(&p, s->ask.side.person);
	for (size_t i = 0; without && i < without->n; i++)
		add_apart(&p, without->at[i]);
	for (size_t i = 0; i < s->too_near.n; i++)
		add_apart(&p, s->too_near.at[i]);
	TRY(matching_apart(r, s->ask.side.person, hear_apart, &p));
	*ret = (struct roster_look){
		.ask = &s->ask, .tag = s->tag, .interest = s->interest, .n_interests = s->n_interests, .n_apart = p.n, .apart = p.at,
		.most = most, .seen = s->seen, .trained = r->community.formality >= LOOK_FORMAL,
	};
	return OK;
}

enum status look_held(struct look *s, const struct str_list *without, size_t most, struct roster_answer *ret)
{
	struct roster_look look;
	TRY(look_for(s, without, most, &look));
	roster_best(s->r, &look, ret);
	return OK;
}

enum status look_better(struct look *s, const struct matching_better *than, struct roster_answer *ret)
{
	struct roster_look look;
	TRY(look_for(s, than->without, than->most, &look));
	roster_better(s->r, &look, than->prices, than->gain, ret);
	return OK;
}

static enum status add_few(void *context, const struct matching_with_room_few *c)
{
	const struct matching_with_room one = {
		.person = c->person, .languages = c->languages, .zone = c->zone, .ways = c->ways, .week = c->week, .gender = c->gender,
		.age_band = c->age_band, .veteran = c->veteran, .family = c->family, .wishes = c->wishes, .needed = c->needed,
		.kinds = c->kinds, .capacity = c->capacity, .walking = c->walking, .away = c->away,
	};
	return look_add(context, &one);
}

static enum status add_few_told(void *context, const struct matching_roster_few_told *c)
{
	return look_add_told(context, &(struct matching_shared){ .person = c->person, .tag = c->tag, .support_with = c->support_with });
}

static enum status add_few_liked(void *context, const struct matching_roster_few_likes *c)
{
	return look_add_liked(context, &(struct matching_interests_shared){ .person = c->person, .tag = c->tag });
}

/* What the database says now of those whom the index found, at most ten. */
static enum status load_few(struct look *s, const struct matching_list *list)
{
	struct req *r = s->r;
	const char *id[LOOK_NAMES] = { NULL }, *community = r->community.id;
	for (size_t k = 0; k < list->n; k++)
		id[k] = list->at[k].person;
	TRY(matching_with_room_few(r, community, s->ask.side.person, r->now / A_DAY, r->community.formality >= LOOK_FORMAL, r->now, id[0], id[1], id[2],
				   id[3], id[4], id[5], id[6], id[7], id[8], id[9], add_few, s));
	look_sort(s);
	TRY(matching_roster_few_told(r, community, s->seen, id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9], add_few_told, s));
	return matching_roster_few_likes(r, community, id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9], add_few_liked, s);
}

enum status look_again(struct look *s, const struct roster_answer *best, size_t most, struct matching_list *ret, bool *ret_holds)
{
	struct req *r = s->r;
	ret->n = best->n;
	ret->at = ARENA_ARRAY(&r->arena, best->n + 1, struct matching_candidate);
	for (size_t k = 0; k < best->n; k++) {
		bool other = best->other.person[0] && most >= LOOK_DIFFERENT_FROM && k + 1 == most;
		const struct roster_found *f = other ? &best->other : &best->at[k];
		ret->at[k] = (struct matching_candidate){ .person = arena_str(&r->arena, f->person), .score = f->score };
	}
	TRY(load_few(s, ret));
	*ret_holds = s->n == ret->n;
	for (size_t k = 0; k < ret->n && *ret_holds; k++) {
		const struct score_side *o = look_side(s, ret->at[k].person);
		if (!o)
			return BROKEN;          /* as many rows as ids, and all of them asked for */
		struct fit_parts parts = score_parts(&s->ask, o);
		*ret_holds = score_hard(&s->ask, o) == FIT_POSSIBLE && fit_sum(&parts) == ret->at[k].score;
		ret->at[k] = matching_candidate_of(s, o, fit_sum(&parts));
	}
	return *ret_holds ? matching_name_them(r, ret->n, ret->at) : OK;
}
