/* Proposals for everybody who waits, as a job: read a bit at a time, solve without holding anything, write a bit at a time.
 * Leaves writing to propose_write.c, the pages to proposing.c. */
#include "propose.h"
#include "queries.h"
#include "tell.h"

enum { FORTNIGHT = 14 * DAY, BANDS_MAX = 4000, PASSES = 20, A_BIT = 4 << 20 };

/* ---- progress ---- */

struct tell { struct propose *p; const char *stage; int64_t looked, proposed; };

static enum status tell_now(struct req *r, void *context)
{
	const struct tell *t = context;
	struct propose *p = t->p;
	TRY(propose_still(r, p));
	for (size_t k = 0; k < p->n_parts; k++) {
		const struct propose_part *part = &p->part[k];
		int64_t looked = t->looked - (int64_t)part->first, n = (int64_t)part->n;
		/* how many of its own have a place is known to each only at the end; the sum is nobody else's business */
		TRY(proposing_tell(r, part->run, t->stage, n, looked < 0 ? 0 : looked < n ? looked : n, p->n_parts == 1 ? t->proposed : 0, r->now, NULL));
	}
	return OK;
}

/* ---- reading ---- */

struct look {
	struct propose *p;
	size_t at;                      /* whose turn it is */
	bool all;                       /* after a solution: what is not in the list yet */
	uint32_t added;
};

struct solve_waiting propose_waiting(const struct propose *p)
{
	return (struct solve_waiting){ .points = p->points, .guarantee = (uint32_t)(p->weeks / 2) };
}

static bool may_better(const struct propose *p, size_t i, int64_t *ret_gain)
{
	struct solve_waiting w = propose_waiting(p);
	*ret_gain = solve_gain(&p->list, &w, &p->result, (uint32_t)i);
	return p->seeker[i].least > *ret_gain;
}

/* As many of one community as fit into a short transaction. */
static enum status look_a_bit(struct req *r, void *context)
{
	struct look *l = context;
	struct propose *p = l->p;
	uint32_t part = p->seeker[l->at].part;
	TRY(propose_enter(r, &p->part[part]));
	TRY(matching_ready(r));
	size_t before = r->arena.taken;
	for (int64_t gain = 0; l->at < p->n && p->seeker[l->at].part == part && r->arena.taken - before < A_BIT; l->at++) {
		uint32_t added;
		if (l->all && !may_better(p, l->at, &gain))
			continue;
		TRY(propose_pairs(r, p, &p->seeker[l->at], l->all, gain, &added));
		l->added += added;
	}
	return OK;
}

static enum status look(struct propose *p, const struct job_doors *doors, bool all, uint32_t *ret_added)
{
	struct look l = { .p = p, .all = all };
	while (l.at < p->n && !p->taken_back) {
		if (doors->ending(doors))
			return BUSY;
		TRY(doors->read(doors, look_a_bit, &l));
		struct tell t = { p, all ? "checking" : "looking", (int64_t)l.at, 0 };
		TRY(doors->write(doors, tell_now, &t));
	}
	*ret_added = l.added;
	return OK;
}

/* ---- solving ---- */

static void list_of(struct propose *p)
{
	size_t n_pairs = 0;
	for (size_t i = 0; i < p->n; i++)
		n_pairs += p->seeker[i].n;
	p->list = (struct solve_list){
		.people = (uint32_t)p->n, .supporters = (uint32_t)p->n_supporters,
		.capacity = ARENA_ARRAY(p->kept, p->n_supporters + 1, uint32_t), .band = ARENA_ARRAY(p->kept, p->n + 1, uint16_t),
		.row = ARENA_ARRAY(p->kept, p->n + 1, uint32_t), .pair = ARENA_ARRAY(p->kept, n_pairs + 1, uint32_t),
	};
	for (size_t j = 0; j < p->n_supporters; j++)
		p->list.capacity[j] = (uint32_t)p->supporter[j].places;
	for (size_t i = 0; i < p->n; i++) {
		const struct propose_seeker *s = &p->seeker[i];
		int64_t band = (p->now - s->asked) / FORTNIGHT;
		p->list.band[i] = (uint16_t)(band < 0 ? 0 : band < BANDS_MAX ? band : BANDS_MAX);
		if (s->n)
			memcpy(p->list.pair + p->list.row[i], s->pair, s->n * sizeof *s->pair);
		p->list.row[i + 1] = p->list.row[i] + s->n;
	}
}

struct watch { struct propose *p; const struct job_doors *doors; enum status st; unsigned calls; };

static bool go_on(void *context, const struct solve_progress *now)
{
	struct watch *w = context;
	if (w->doors->ending(w->doors)) {
		w->st = BUSY;
		return false;
	}
	if (w->calls++ % 4)
		return true;
	struct tell t = { w->p, "solving", (int64_t)w->p->n, now->proposed };
	w->st = w->doors->write(w->doors, tell_now, &t);
	return w->st == OK && !w->p->taken_back;
}

static enum status solve_now(struct propose *p, const struct job_doors *doors, const struct solve_result *before)
{
	struct watch watch = { .p = p, .doors = doors };
	struct solve_how how = { .waiting = propose_waiting(p), .go_on = go_on, .context = &watch, .before = before };
	const char *why;
	list_of(p);
	enum status st = solve(p->kept, &p->list, &how, &p->result, &why);
	return watch.st != OK ? watch.st : st;
}

/* What a place costs now, by name; where there is none, more than anybody would give. */
static void name_prices(struct propose *p, int pass)
{
	struct matching_price *at = ARENA_ARRAY(p->kept, p->list.supporters + 1, struct matching_price);
	for (uint32_t j = 0; j < p->list.supporters; j++)
		at[j] = (struct matching_price){ p->supporter[j].person, p->supporter[j].places ? p->result.price[j] : INT64_MAX / 2 };
	p->prices = (struct matching_prices){ .serial = (uint64_t)words_hash(p->run) << 32 | (uint64_t)(pass + 1), .n = p->list.supporters, .at = at };
}

/* Prices of the pass before, longer by those who came with it: they cost nothing yet. */
static const struct solve_result *prices_of(struct propose *p)
{
	struct solve_result *before = ARENA_NEW(p->kept, struct solve_result);
	before->price = ARENA_ARRAY(p->kept, p->n_supporters + 1, int64_t);
	memcpy(before->price, p->result.price, p->list.supporters * sizeof *before->price);
	before->first = p->result.first;
	return before;
}

/* Solves, looks for pairs that could better it, and so on until there are none. */
static enum status solve_all(struct propose *p, const struct job_doors *doors)
{
	const struct solve_result *before = NULL;
	for (int pass = 0; pass < PASSES && !p->taken_back; pass++) {
		uint32_t added;
		TRY(solve_now(p, doors, before));
		if (p->taken_back)
			return OK;
		name_prices(p, pass);
		p->learned = false;
		TRY(look(p, doors, true, &added));
		p->proven = !added && !p->learned && !p->too_many && !(p->result.gap > 0);
		if (!added && !p->learned)
			return OK;
		before = prices_of(p);
	}
	return OK;
}

/* The run's id, and the asks that were chosen. */
static bool payload_read(struct propose *p, const char *payload)
{
	p->some.at = ARENA_ARRAY(p->kept, strlen(payload) / 2 + 1, const char *);
	for (const char *at = payload; *at; at += strspn(at, " ")) {
		size_t n = strcspn(at, " ");
		const char *id = arena_copy(p->kept, at, n);
		if (p->run)
			p->some.at[p->some.n++] = id;
		else
			p->run = id;
		at += n;
	}
	return p->run != NULL;
}

enum status propose_think(struct req *r, const char *payload, const struct job_doors *doors)
{
	struct propose *p = ARENA_NEW(&r->kept, struct propose);
	uint32_t added;
	p->kept = &r->kept;
	if (!payload_read(p, payload))
		return BROKEN;
	TRY(doors->read(doors, propose_load, p));
	TRY(look(p, doors, false, &added));
	p->result.supporter = ARENA_ARRAY(p->kept, p->n + 1, uint32_t);
	memset(p->result.supporter, 0xff, p->n * sizeof *p->result.supporter);      /* SOLVE_NOBODY */
	p->proven = true;
	if (!p->taken_back && p->n && p->n_supporters)
		TRY(solve_all(p, doors));
	if (!p->taken_back)
		TRY(propose_write(p, doors));
	p->kept = NULL;         /* r ends before the work begins */
	r->slow = p;
	return OK;
}

enum status propose_work(struct req *r, const char *payload)
{
	const struct propose *p = r->slow;
	(void)payload;
	for (size_t k = 0; k < p->n_parts; k++) {
		const struct propose_part *part = &p->part[k];
		TRY(proposing_end(r, part->run, p->taken_back ? "taken_back" : "done", (int64_t)part->n, part->moved, p->proven && !p->taken_back,
				  r->now, NULL));
		TRY(live_thing(r, part->community, waiting_live, part->community));
	}
	return OK;
}
