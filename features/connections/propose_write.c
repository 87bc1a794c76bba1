/* What was thought of becomes proposals: a few at a time in short transactions, so that others write in between, and each
 * looked at once more in the transaction that writes it.  Where something changed meanwhile the rest is shared out anew.
 * Leaves what a run is to propose.c. */
#include <time.h>
#include "propose.h"
#include "queries.h"
#include "tell.h"

enum { AT_ONCE = 50, TRIES = 5, ROUNDS = 4, PAUSE_MS = 20 };

/* Somebody else may have written what this one read: again. */
static enum status write_through(const struct job_doors *doors, enum status (*run)(struct req *r, void *context), void *context)
{
	enum status st = BUSY;
	for (int try = 0; try < TRIES && st == BUSY; try++) {
		if (doors->ending(doors))
			return BUSY;
		st = doors->write(doors, run, context);
	}
	return st;
}

/* ---- asking ---- */

/* A few who come next, and what became of each; run again from the beginning when its transaction is. */
struct few {
	struct propose *p;
	struct overtook others;         /* who has whose places, once all have been asked */
	size_t from, to;
	bool over;                      /* somebody else ended the run */
	int64_t *sent;                  /* of each part */
	struct { bool sent, gone; int64_t left; } of[AT_ONCE];  /* left: places of that supporter, when not sent */
};

/* Why could they not be asked?  How many places are left there, if anybody could be asked there; and does the one who asks still wait? */
static enum status look_why(struct req *r, struct few *f, const struct propose_seeker *s, const char *other, bool there, size_t k)
{
	struct proposing_left left;
	struct proposing_waits waits;
	TRY(proposing_waits(r, s->ask, r->now, &waits));
	f->of[k].gone = !waits.n;
	f->of[k].left = 0;
	if (!there)
		return OK;
	TRY(proposing_left(r, other, r->now, &left));
	f->of[k].left = left.n > 0 ? left.n : 0;
	return OK;
}

/* From here on no part is stopped any more; ret_over: one was already. */
static enum status no_way_back(struct req *r, const struct propose *p, bool *ret_over)
{
	*ret_over = false;
	for (size_t k = 0; k < p->n_parts && !*ret_over; k++) {
		int64_t changed;
		TRY(proposing_asking(r, p->part[k].run, r->now, &changed));
		*ret_over = !changed;
	}
	return OK;
}

static enum status ask_one(struct req *r, struct few *f, size_t i)
{
	const struct propose_seeker *s = &f->p->seeker[i];
	const struct propose_part *part = &f->p->part[s->part];
	const char *other = f->p->supporter[f->p->result.supporter[i]].person;
	bool possible, there;
	int64_t changed = 0;
	if (!str_same(r->community.id, part->community))
		TRY(propose_enter(r, part));
	TRY(matching_possible(r, s->ask, other, &possible, &there));
	if (possible)
		TRY(proposal_invite(r, id_new(r), part->community, s->ask, s->person, other, f->p->result.score[i], r->now,
					r->now + part->days * DAY, &changed));
	if (changed) {
		TRY(live_today(r, part->community, s->person));
		TRY(live_today(r, part->community, other));
	}
	f->of[i - f->from].sent = changed > 0;
	f->sent[s->part] += changed;
	return changed ? unserved_clear_one(r, s->ask, NULL) : look_why(r, f, s, other, there, i - f->from);
}

static enum status ask_few(struct req *r, void *context)
{
	struct few *f = context;
	const struct propose *p = f->p;
	memset(f->sent, 0, p->n_parts * sizeof *f->sent);
	TRY(no_way_back(r, p, &f->over));
	for (size_t i = f->from; i < f->to && !f->over; i++)
		if (p->result.supporter[i] != SOLVE_NOBODY && !p->seeker[i].sent && !p->seeker[i].gone)
			TRY(ask_one(r, f, i));
	for (size_t k = 0; k < p->n_parts && !f->over; k++)
		TRY(proposing_sent(r, p->part[k].run, f->sent[k], NULL));
	return OK;
}

static bool anybody(const struct few *f)
{
	for (size_t i = f->from; i < f->to; i++)
		if (f->p->result.supporter[i] != SOLVE_NOBODY && !f->p->seeker[i].sent)
			return true;
	return false;
}

static void refuse(struct propose *p, uint32_t person, uint32_t supporter)
{
	p->refused = ARENA_GROWN(p->kept, p->refused, p->n_refused, p->refused_room, 64);
	p->refused[p->n_refused++] = (struct solve_refusal){ person, supporter };
}

/* Whom the few were kept from: who no longer waits takes no place any more, and no supporter has more places than are left. */
static void learn(struct propose *p, const struct few *f, uint32_t *used)
{
	for (size_t i = f->from; i < f->to; i++) {
		struct propose_seeker *s = &p->seeker[i];
		uint32_t j = p->result.supporter[i];
		size_t k = i - f->from;
		if (j == SOLVE_NOBODY || s->sent || s->gone)
			continue;
		s->sent = f->of[k].sent;
		s->gone = f->of[k].gone;
		used[j] += s->sent;
		s->moved = !s->sent;
		if (s->sent)
			continue;
		p->list.capacity[j] = used[j] + (uint32_t)f->of[k].left;
		p->result.supporter[i] = SOLVE_NOBODY;
		refuse(p, (uint32_t)i, j);
		for (uint32_t e = 0; s->gone && e < s->n; e++)
			refuse(p, (uint32_t)i, solve_pair_supporter(s->pair[e]));
	}
}

/* About as long as fifty take: pages and what others write have at least half of the time. */
static void leave_time(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = PAUSE_MS * 1000000L }, NULL);
}

/* Everybody once.  ret_failed: how many could not be asked; ret_over: the run was ended by somebody else. */
static enum status ask_all(struct propose *p, const struct job_doors *doors, uint32_t *used, size_t *ret_failed, bool *ret_over)
{
	struct few *f = ARENA_NEW(p->kept, struct few);
	int64_t *sent = ARENA_ARRAY(p->kept, p->n_parts + 1, int64_t);
	size_t before = p->n_refused;
	*ret_over = false;
	for (size_t at = 0; at < p->n && !*ret_over; at = f->to) {
		*f = (struct few){ .p = p, .from = at, .to = at + AT_ONCE < p->n ? at + AT_ONCE : p->n, .sent = sent };
		if (!anybody(f))
			continue;
		TRY(write_through(doors, ask_few, f));
		leave_time();
		*ret_over = f->over;
		if (!f->over)
			learn(p, f, used);
	}
	*ret_failed = p->n_refused - before;
	return OK;
}

/* ---- the rest anew ---- */

static int by_person(const void *a, const void *b)
{
	const struct solve_refusal *x = a, *y = b;
	return x->person != y->person ? (x->person < y->person ? -1 : 1) : (x->supporter > y->supporter) - (x->supporter < y->supporter);
}

static bool go_on(void *context, const struct solve_progress *now)
{
	const struct job_doors *doors = context;
	(void)now;
	return !doors->ending(doors);
}

/* Who was asked stays; the others are given the places that are left. */
static enum status solve_again(struct propose *p, const struct job_doors *doors)
{
	uint32_t *kept = ARENA_ARRAY(p->kept, p->n + 1, uint32_t);
	for (size_t i = 0; i < p->n; i++)
		kept[i] = p->seeker[i].sent ? p->result.supporter[i] : SOLVE_NOBODY;
	qsort(p->refused, p->n_refused, sizeof *p->refused, by_person);
	const struct solve_answers answers = { .kept = kept, .n_refused = p->n_refused, .refused = p->refused };
	void *context = (void *)(uintptr_t)doors;
	struct solve_how how = { .waiting = propose_waiting(p), .before = &p->result, .go_on = go_on, .context = context };
	struct solve_result again;
	const char *why;
	TRY(solve_rest(p->kept, &p->list, &answers, &how, &again, &why));
	if (doors->ending(doors))
		return BUSY;
	p->result = again;
	return OK;
}

/* ---- for whom nobody was found ---- */

/* Why: somebody may have fitted, but every place is taken; that is a matter of room. */
static enum status tell_few(struct req *r, void *context)
{
	const struct few *f = context;
	const struct propose *p = f->p;
	for (size_t i = f->from; i < f->to; i++) {
		const struct propose_seeker *s = &p->seeker[i];
		if (s->sent || s->gone || s->moved)
			continue;
		struct overtook_count c = overtook_count(&f->others, p, i);
		TRY(unserved_add(r, s->ask, p->part[s->part].community, choice_code(&matching_rules, s->n ? 0 : s->rule), s->n ? 0 : s->excluded, c.possible, c.longer, c.shorter,
				 p->now, NULL));
	}
	return OK;
}

struct sweep { const struct propose *p; size_t part; int64_t changed; };

/* What an earlier run said of people whom this one has looked at too. */
static enum status sweep_few(struct req *r, void *context)
{
	struct sweep *w = context;
	return unserved_sweep(r, w->p->part[w->part].community, w->p->now, 10 * AT_ONCE, &w->changed);
}

static enum status keep_unserved(struct propose *p, const struct job_doors *doors)
{
	struct few f = { .p = p, .others = overtook_new(p->kept, p) };
	for (size_t at = 0; at < p->n; at = f.to) {
		f.from = at;
		f.to = at + 4 * AT_ONCE < p->n ? at + 4 * AT_ONCE : p->n;
		TRY(write_through(doors, tell_few, &f));
	}
	for (size_t k = 0; k < p->n_parts && !p->some.n && !p->rest; k++) {
		struct sweep sweep = { .p = p, .part = k, .changed = 1 };
		while (sweep.changed)
			TRY(write_through(doors, sweep_few, &sweep));
	}
	return OK;
}

enum status propose_write(struct propose *p, const struct job_doors *doors)
{
	uint32_t *used = ARENA_ARRAY(p->kept, p->n_supporters + 1, uint32_t);
	bool over = false;
	size_t failed = 1;
	for (int round = 0; round < ROUNDS && failed && !over; round++) {
		if (round)
			TRY(solve_again(p, doors));
		TRY(ask_all(p, doors, used, &failed, &over));
	}
	p->taken_back = over;
	for (size_t i = 0; i < p->n; i++)
		p->part[p->seeker[i].part].moved += p->seeker[i].moved;
	return over ? OK : keep_unserved(p, doors);
}
