/* Running "propose to all" in a test as the server does, step by step, with what others do meanwhile. */
#pragma once
#include "test_pair.h"
#include "inside.h"
#include "queries.h"

/* ---- the worker's part ---- */

/* meanwhile: what somebody does once the places are shared out, before anybody is asked.  ends_after: the server ends after so
 * many transactions that write; 0: it does not. */
struct test_doors {
	struct job_doors doors;
	struct req *r;
	bool ending;
	int ends_after;
	void (*meanwhile)(struct req *r, const struct world *w, const void *what);
	const struct world *w;
	const void *what;
};

static inline void let_it_happen(struct test_doors *d);

static inline enum status read_door(const struct job_doors *d, enum status (*run)(struct req *r, void *context), void *context)
{
	return harness_door(((const struct test_doors *)d)->r, false, run, context);
}
static inline enum status write_door(const struct job_doors *d, enum status (*run)(struct req *r, void *context), void *context)
{
	struct test_doors *t = (struct test_doors *)(uintptr_t)d;
	let_it_happen(t);
	enum status st = harness_door(t->r, true, run, context);
	t->ending = t->ending || (t->ends_after && !--t->ends_after);
	return st;
}
static inline bool ending_door(const struct job_doors *d) { return ((const struct test_doors *)d)->ending; }

struct thinking { struct req r; struct test_doors doors; const char *payload; };

static inline enum status think(struct req *r, struct thinking *t, const char *payload)
{
	t->r = (struct req){ .id = "worker", .now = r->now, .house = r->house, .random = r->random, .kept = { .cap = SIZE_MAX / 2 } };
	t->doors.doors = (struct job_doors){ read_door, write_door, ending_door };
	t->doors.r = r;
	t->payload = payload;
	return propose_think(&t->r, payload, &t->doors.doors);
}

struct writing { const char *payload; void *left; };
static inline enum status write_it(struct req *r, void *context)
{
	struct writing *w = context;
	r->slow = w->left;
	return propose_work(r, w->payload);
}

static inline void finish(struct thinking *t)
{
	MUST(harness_door(t->doors.r, true, write_it, &(struct writing){ t->payload, t->r.slow }));
	arena_end(&t->r.arena);
	arena_end(&t->r.kept);
}

static inline const char *run_now(struct req *r, const struct world *w)
{
	struct proposing_now x;
	MUST(db_begin(r->db, false));
	MUST(proposing_now(r, w->harbor, &x));
	db_rollback(r->db);
	return x.id;
}

static inline void let_it_happen(struct test_doors *d)
{
	struct proposing_now x;
	if (!d->meanwhile)
		return;
	MUST(db_begin(d->r->db, false));
	enum status st = proposing_now(d->r, d->w->harbor, &x);
	db_rollback(d->r->db);
	if (st != OK || !str_same(x.stage, "solving"))
		return;
	void (*happens)(struct req *r, const struct world *w, const void *what) = d->meanwhile;
	d->meanwhile = NULL;
	happens(d->r, d->w, d->what);
}

static inline void begin_all(struct req *r, const struct world *w)
{
	harness_as(r, w->cora, 0);
	MUST(harness_post(r, HARBOR "/waiting/propose", "all", "1", NULL));
}

static inline void propose_while(struct req *r, const struct world *w, void (*meanwhile)(struct req *r, const struct world *w, const void *what), const void *what)
{
	struct thinking t = { .doors = { .meanwhile = meanwhile, .w = w, .what = what } };
	r->now += 60;           /* one run after the other */
	begin_all(r, w);
	MUST(think(r, &t, run_now(r, w)));
	finish(&t);
	harness_as(r, w->cora, 0);
	MUST(harness_get(r, HARBOR "/waiting"));
}

static inline void propose_to_all(struct req *r, const struct world *w) { propose_while(r, w, NULL, NULL); }

static inline void answer(struct req *r, const char *person, const char *proposal, const char *what)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/proposals/%s/%s", proposal, what), NULL));
}

static inline void nobody_asks(struct req *r, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, HARBOR "/proposals"));
	harness_says(r, "Nobody waits for your answer");
}

static inline const char *who_speaks(struct req *r, const struct world *w, const char *name, const char *languages)
{
	const char *id = id_new(r);
	MUST(db_begin(r->db, true));
	MUST(people_add(r, &(struct people_new){ .id = id, .name = name, .languages = languages, .lang = "en", .zone = "UTC",
		.login = name, .password_hash = "not for signing in" }));
	MUST(communities_add_member(r, w->harbor, id, true));
	MUST(db_commit(r->db));
	settle(r, id);
	return id;
}

/* Room as it is said now, whatever stood there. */
static inline void room(struct req *r, const struct world *w, const char *person, int64_t capacity)
{
	MUST(db_begin(r->db, true));
	in_harbor(r, w, person);
	MUST(asks_room_say(r, person, 0, capacity, 1, NULL));
	MUST(db_commit(r->db));
}
