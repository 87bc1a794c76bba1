/* The best few as the index in memory knows them, and what the database says of those few.  Leaves what is held to roster.c. */
#include "look.h"
#include "roster.h"

static size_t copy_people(const char **to, const struct str_list *people)
{
	if (people && people->n)
		memcpy(to, people->at, people->n * sizeof *to);
	return people ? people->n : 0;
}

/* What is looked for, and who must not come up. */
static enum status look_for(struct look *s, const struct str_list *without, size_t most, struct roster_look *ret)
{
	struct req *r = s->r;
	struct str_list hot;
	TRY(look_hot_tags(s, &hot));
	TRY(look_apart(s));
	size_t n = 0, most_apart = 1 + s->apart.n + s->too_near.n + (without ? without->n : 0);
	const char **apart = ARENA_ARRAY(&r->arena, most_apart, const char *);
	apart[n++] = s->ask.side.person;
	n += copy_people(apart + n, &s->apart);
	n += copy_people(apart + n, &s->too_near);
	n += copy_people(apart + n, without);
	*ret = (struct roster_look){
		.ask = &s->ask, .tag = s->tag, .interest = s->interest, .n_interests = s->n_interests, .n_apart = n, .apart = apart, .n_hot = hot.n, .hot = hot.at,
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
	roster_better(s->r, &look, than, ret);
	return OK;
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
	TRY(matching_roster(r, community, r->now, r->now / A_DAY, 0, id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9],
			    look_add_with_room, s));
	look_sort(s);
	TRY(look_too_near_few(s, id));
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
		*ret_holds = score_hard(&s->ask, o) == FIT_POSSIBLE && !look_is_too_near(s, o->person) && fit_sum(&parts) == ret->at[k].score;
		ret->at[k] = matching_candidate_of(s, o, fit_sum(&parts));
	}
	return *ret_holds ? matching_name_them(r, ret->n, ret->at) : OK;
}
