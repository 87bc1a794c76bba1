/* What proposals for many are made from: who waits, and for each of them who may be proposed.  Reads, a bit at a time; leaves
 * solving to propose.c and what a pair is worth to matching. */
#include "propose.h"
#include "queries.h"

enum { BEST = 32, MORE = 64, SUPPORTERS_FIRST = 1024 };

static bool is_chosen(const struct propose *p, const char *ask)
{
	for (size_t i = 0; i < p->some.n; i++)
		if (strcmp(p->some.at[i], ask) == 0)
			return true;
	return p->some.n == 0;
}

static enum status add_seeker(void *context, const struct proposing_asks *k)
{
	struct propose *p = context;
	if (!is_chosen(p, k->id))
		return OK;
	p->seeker = ARENA_GROWN(p->kept, p->seeker, p->n, p->n_room, 256);
	p->seeker[p->n++] = (struct propose_seeker){
		.ask = arena_str(p->kept, k->id), .person = arena_str(p->kept, k->person), .asked = k->asked, .part = (uint32_t)p->n_parts,
	};
	return OK;
}

static enum status add_invited(void *context, const struct proposing_invited *k)
{
	struct propose *p = context;
	p->invited = ARENA_GROWN(p->kept, p->invited, p->n_invited, p->invited_room, 64);
	p->invited[p->n_invited++] = (struct propose_supporter){ arena_str(p->kept, k->person), k->n };
	return OK;
}

static int by_person(const void *a, const void *b)
{
	return strcmp(((const struct propose_supporter *)a)->person, ((const struct propose_supporter *)b)->person);
}

/* Somebody who has room in several of the communities was counted for each. */
static void once_each(struct propose *p)
{
	size_t n = 0;
	if (p->n_invited)
		qsort(p->invited, p->n_invited, sizeof *p->invited, by_person);
	for (size_t k = 0; k < p->n_invited; k++)
		if (!n || strcmp(p->invited[n - 1].person, p->invited[k].person) != 0)
			p->invited[n++] = p->invited[k];
	p->n_invited = n;
}

enum status propose_still(struct req *r, struct propose *p)
{
	struct proposing_parts_list parts;
	TRY(proposing_parts(r, p->run, &parts));
	p->taken_back = !parts.n;
	for (size_t k = 0; k < parts.n; k++)
		p->taken_back |= parts.at[k].taken_back != NO_INT || parts.at[k].over != NO_INT;
	return OK;
}

enum status propose_enter(struct req *r, const struct propose_part *part)
{
	r->who.person = part->began_by;         /* an order made from what a coordinator may know */
	return communities_enter_id(r, part->community);
}

static enum status load_part(struct req *r, struct propose *p, const struct proposing_parts *x)
{
	struct proposing_rule rule;
	struct propose_part *part = &p->part[p->n_parts];
	TRY(proposing_rule_now(r, x->community, &rule));
	*part = (struct propose_part){
		.run = arena_str(p->kept, x->id), .community = arena_str(p->kept, x->community), .began_by = arena_str(p->kept, x->began_by),
		.days = rule.days, .first = p->n,
	};
	if (p->n_parts == 0) {
		p->points = rule.points;
		p->weeks = rule.weeks;
		p->rest = x->rest;
	}
	TRY(proposing_asks(r, x->community, r->now, x->rest, add_seeker, p));
	TRY(proposing_invited(r, x->community, r->now, add_invited, p));
	part->n = p->n - part->first;
	p->n_parts++;
	return OK;
}

enum status propose_load(struct req *r, void *context)
{
	struct propose *p = context;
	struct proposing_parts_list parts;
	TRY(propose_still(r, p));
	TRY(proposing_parts(r, p->run, &parts));
	p->now = r->now;
	p->n = p->n_invited = p->n_parts = 0;   /* it may be read again after a race */
	p->part = ARENA_ARRAY(p->kept, parts.n + 1, struct propose_part);
	for (size_t k = 0; k < parts.n; k++)
		TRY(load_part(r, p, &parts.at[k]));
	once_each(p);
	return OK;
}

/* ---- supporters by number ---- */

static void grow(struct propose *p)
{
	const struct propose_supporter *s = p->supporter = ARENA_GROWN(p->kept, p->supporter, p->n_supporters, p->supporters_room, SUPPORTERS_FIRST);
	p->n_slots = p->supporters_room * 2;
	p->slot = ARENA_ARRAY(p->kept, p->n_slots, uint32_t);
	for (size_t j = 0; j < p->n_supporters; j++) {
		size_t at = words_hash(s[j].person) & (p->n_slots - 1);
		while (p->slot[at])
			at = (at + 1) & (p->n_slots - 1);
		p->slot[at] = (uint32_t)j + 1;
	}
}

/* Their number; new ones get the places that nobody was invited to.  SOLVE_NOBODY: more than can be counted. */
static uint32_t number_of(struct propose *p, const struct matching_pair *o)
{
	if (p->n_supporters == p->supporters_room)
		grow(p);
	size_t at = words_hash(o->person) & (p->n_slots - 1);
	for (; p->slot[at]; at = (at + 1) & (p->n_slots - 1))
		if (strcmp(p->supporter[p->slot[at] - 1].person, o->person) == 0)
			return p->slot[at] - 1;
	if (p->n_supporters == SOLVE_SUPPORTERS_MAX)
		return SOLVE_NOBODY;
	struct propose_supporter key = { .person = o->person };
	const struct propose_supporter *kept = p->n_invited
		? bsearch(&key, p->invited, p->n_invited, sizeof *p->invited, by_person) : NULL;
	int64_t places = o->room - (kept ? kept->places : 0);
	p->supporter[p->n_supporters] = (struct propose_supporter){ arena_str(p->kept, o->person), places > 0 ? places : 0 };
	p->slot[at] = (uint32_t)++p->n_supporters;
	return (uint32_t)p->n_supporters - 1;
}

/* ---- pairs ---- */

static bool is_among(const struct str_list *list, const char *person)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->at[i], person) == 0)
			return true;
	return false;
}

static bool has(const struct propose_seeker *s, uint32_t number)
{
	for (uint32_t e = 0; e < s->n; e++)
		if (solve_pair_supporter(s->pair[e]) == number)
			return true;
	return false;
}

static void add(struct propose *p, struct propose_seeker *s, uint32_t pair)
{
	s->pair = ARENA_GROWN(p->kept, s->pair, s->n, s->room, BEST);
	s->pair[s->n++] = pair;
}

/* Prices are known only for those who were there when they were made; who came later costs nothing. */
static int64_t price_of(const struct propose *p, uint32_t number) { return number < p->list.supporters ? p->result.price[number] : 0; }

/* From memory, by the prices; from the database, everyone. */
static enum status look_further(struct req *r, const struct propose *p, const struct propose_seeker *s, const struct str_list *without,
				int64_t gain, struct matching_candidate_list *ret)
{
	bool known;
	TRY(matching_better(r, &(struct matching_better){ s->ask, without, &p->prices, gain, s->least, MORE }, ret, &known));
	return known ? OK : matching_candidates(r, s->ask, SOLVE_SUPPORTERS_MAX, ret);
}

enum status propose_pairs(struct req *r, struct propose *p, struct propose_seeker *s, bool all, int64_t gain, uint32_t *ret_added)
{
	struct matching_candidate_list list;
	struct proposing_without_list rows;
	*ret_added = 0;
	TRY(proposing_without(r, r->community.id, s->person, s->ask, r->now, &rows));
	struct str_list without = { .n = 0, .at = ARENA_ARRAY(&r->arena, rows.n + s->n + 1, const char *) };
	for (size_t k = 0; k < rows.n; k++)
		without.at[without.n++] = rows.at[k].person;
	size_t passed = without.n;
	for (uint32_t e = 0; all && e < s->n; e++)
		without.at[without.n++] = p->supporter[solve_pair_supporter(s->pair[e])].person;
	enum status st = all ? look_further(r, p, s, &without, gain, &list) : matching_candidates(r, s->ask, BEST, &list);
	if (st == MISSING)
		return OK;      /* left meanwhile */
	TRY(st);
	without.n = passed;
	for (size_t k = 0; k < list.n && *ret_added < MORE; k++) {
		const struct matching_pair *o = &list.at[k];
		if (is_among(&without, o->person))
			continue;
		uint32_t number = number_of(p, o);
		p->too_many |= number == SOLVE_NOBODY;
		if (number == SOLVE_NOBODY)
			continue;
		p->learned |= all && number >= p->list.supporters && !p->supporter[number].places;
		if (!p->supporter[number].places)
			continue;
		if (all && (o->score - price_of(p, number) <= gain || has(s, number)))
			continue;
		add(p, s, solve_pair(number, (uint32_t)o->score));
		++*ret_added;
	}
	if (!all) {
		s->rule = list.n ? 0 : list.rule;
		s->excluded = list.n ? 0 : list.excluded;
		s->least = list.n == BEST ? (uint16_t)list.at[BEST - 1].score : 0;
	}
	return OK;
}
