/* Requests of a test: as the server would run them, without a server.  Leaves databases to harness_db.c. */
#include "harness_inside.h"

enum status (*harness_enter)(struct req *r);

static struct harness *of(struct req *r) { return (struct harness *)r; }

/* ---- one test ---- */

int harness_setup(void **state)
{
	struct harness *h = calloc(1, sizeof *h);
	assert_non_null(h);
	h->house = (struct house){ .n = harness_count(), .features = harness_features, .public_address = "https://kith.test", .mail = true, .keep = keep_new(),
		.password_memory_kib = 8192 };
	h->r.db = harness_db_open(&h->house);
	h->r.house = &h->house;
	h->r.now = 1750000000;
	h->r.id = "test";
	h->r.random = random_seeded(&h->chance, 1);
	h->r.reader = (struct words_reader){ .lang = LANG_EN, .zone = "UTC" };
	h->r.out.reader = &h->r.reader;
	*state = h;
	return 0;
}

int harness_teardown(void **state)
{
	struct harness *h = *state;
	for (size_t i = 0; i < h->n_json; i++)
		json_decref(h->json[i]);
	harness_db_close(h->r.db);
	keep_end(h->house.keep);
	out_end(&h->r.out);
	arena_end(&h->r.arena);
	arena_end(&h->r.kept);
	arena_end(&h->replies);
	arena_end(&h->text);
	arena_end(&h->chance);
	free(h);
	return 0;
}

void harness_as(struct req *r, const char *person, unsigned may)
{
	struct harness *h = of(r);
	h->who = (struct who){ .person = arena_str(&h->text, person), .session = person ? "test" : NULL, .may = may, .again_recently = true };
	r->who = h->who;
}

void harness_in(struct req *r, const char *community, const char *slug)
{
	struct harness *h = of(r);
	h->community = (struct community_now){ .id = arena_str(&h->text, community), .slug = arena_str(&h->text, slug),
		.name = arena_str(&h->text, slug), .zone = "UTC", .min_cell = 5, .accepted_rules = true, .accepted_limits = true };
	r->community = h->community;
	r->out.base = slug ? arena_printf(&h->text, "/c/%s", slug) : "";
}

void harness_remake(struct req *r, remake *how) { of(r)->house.remake = how; }

/* ---- one request ---- */

struct asked { const char *method, *path; struct params params; };

/* The request as it stands when the socket hands it over. */
static void fresh(struct harness *h)
{
	struct req *r = &h->r, was = *r;
	out_clear(&was.out);
	*r = (struct req){ .id = was.id, .now = was.now, .db = was.db, .random = was.random, .house = &h->house, .who = h->who,
		.reader = was.reader, .want = was.want, .device = was.device, .known_device = was.known_device, .out = was.out };
	r->out.reader = &r->reader;
	r->out.csrf = "token";
	r->out.csrf_used = r->out.over = false;
}

static enum status enter(struct harness *h)
{
	struct req *r = &h->r;
	const char *slug = r->community.slug;
	if (!harness_enter) {
		if (slug && h->community.slug && strcmp(slug, h->community.slug) == 0)
			r->community = h->community;
		r->out.base = slug ? arena_printf(&r->kept, "/c/%s", slug) : "";
		return OK;
	}
	r->out.base = slug ? arena_printf(&r->kept, "/c/%s", slug) : "";
	enum status st = BUSY;
	for (int try = 0; try < 2 && st == BUSY; try++) {       /* the one failure that HARNESS_FAULT asks for */
		st = db_begin(r->db, false);
		if (st == OK)
			st = harness_enter(r);
		db_rollback(r->db);
	}
	return st;
}

static enum status run(struct harness *h, const struct asked *a)
{
	struct req *r = &h->r;
	const char *query = strchr(a->path, '?');
	size_t n = query ? (size_t)(query - a->path) : strlen(a->path);
	bool other;
	const struct route *x = route_find(r, &h->house, a->method, (struct slice){ a->path, n }, &other);
	if (!x)
		return MISSING;
	if (query && !params_urlencoded(&r->kept, (struct slice){ query + 1, strlen(query + 1) }, &r->query))
		return INVALID;
	r->params = a->params;
	enum status st = enter(h);
	for (int try = 1; st == BUSY && try < 3; try++)     /* as route_call does with its own transaction */
		st = enter(h);
	st = st == OK ? route_call(r, x) : st;
	if (opened_undeclared(r) && st == OK && !r->reply.location)
		fail_msg("%s %s opens what others wrote and does not say so: .shows", x->method, x->path);
	return st;
}

/* A request has arenas of its own, as a test goes on using what it took from r->arena. */
static enum status once(struct harness *h, const struct asked *a, bool keep)
{
	struct req *r = &h->r;
	struct arena mine = r->arena;
	r->arena = (struct arena){ 0 };
	arena_move(&h->replies, &r->kept);      /* of a test that called route_call itself */
	fresh(h);
	enum status st = run(h, a);
	if (keep) {
		arena_move(&h->replies, &r->arena);
		arena_move(&h->replies, &r->kept);
	}
	arena_end(&r->arena);
	arena_end(&r->kept);
	r->arena = mine;
	return st;
}

/* ---- the n-th call fails ---- */

/* A handler that was going to answer a fault anyway may lose the redrawn page, never more. */
static bool broken_well(struct req *r, enum status st)
{
	return st == BROKEN || ((st == INVALID || st == CONFLICT) && r->out.n == 0);
}

/* How often this route's calls have failed one by one in this program.  What sets a test up is asked for again in each. */
static bool often_failed(const struct asked *a)
{
	enum { ROUTES = 512, OFTEN = 6 };
	static struct { char method[8], path[120]; int n; } tried[ROUTES];
	char path[sizeof tried[0].path];
	size_t n = 0;
	for (const char *c = a->path; *c && *c != '?' && n < sizeof path - 1; ) {       /* an id stands for any other */
		size_t part = strcspn(c + 1, "/?") + 1;
		if (part > 20)
			path[n++] = '*';
		else
			for (size_t k = 0; k < part && n < sizeof path - 1; k++)
				path[n++] = c[k];
		c += part;
	}
	path[n] = '\0';
	for (size_t k = 0; k < ROUTES; k++) {
		if (!tried[k].n) {
			snprintf(tried[k].method, sizeof tried[k].method, "%s", a->method);
			snprintf(tried[k].path, sizeof tried[k].path, "%s", path);
		}
		if (strcmp(tried[k].method, a->method) == 0 && strcmp(tried[k].path, path) == 0)
			return tried[k].n++ >= OFTEN;
	}
	return false;
}

/* Once with each call failing, until none is left to fail: that run is the real one.  Every other POST ends earlier, with
 * one call BUSY instead: tried again, it must come out as if nothing had happened.  A GET has a transaction that cannot write. */
static enum status with_faults(struct harness *h, const struct asked *a)
{
	static unsigned posts;
	struct req *r = &h->r;
	bool writes = strcmp(a->method, "POST") == 0;
	int64_t busy_at = writes && ++posts % 2 ? 1 + posts / 2 % 9 : INT64_MAX;
	uint8_t before[32] = { 0 }, after[32] = { 0 };
	if (often_failed(a))
		return once(h, a, true);
	if (writes)
		harness_digest(r, before);
	for (int64_t n = 1; ; n++) {
		db_fault(r->db, n, n == busy_at ? BUSY : BROKEN);
		enum status st = once(h, a, true);
		bool fired = db_fault_fired(r->db);
		db_fault(r->db, 0, OK);
		if (!fired || n == busy_at)
			return st;
		if (!broken_well(r, st))
			fail_msg("%s %s: call %d failed and it answered %d", a->method, a->path, (int)n, (int)st);
		if (writes)
			harness_digest(r, after);
		if (memcmp(before, after, sizeof before) != 0)
			fail_msg("%s %s: call %d failed and something was kept (the failure: %s)", a->method, a->path, (int)n, db_trouble(r->db));
	}
}

static enum status ask(struct harness *h, const struct asked *a)
{
	const char *faults = getenv("HARNESS_FAULT");
	h->last.method = a->method;
	h->last.path = arena_str(&h->text, a->path);
	h->last.params = a->params;
	h->last.st = faults && *faults == '1' ? with_faults(h, a) : once(h, a, true);
	return h->last.st;
}

enum status harness_get(struct req *r, const char *path)
{
	return ask(of(r), &(struct asked){ .method = "GET", .path = path });
}

enum status harness_post(struct req *r, const char *path, ...)
{
	struct harness *h = of(r);
	struct param *at = ARENA_ARRAY(&h->text, PARAMS_MAX, struct param);
	size_t n = 0;
	va_list args;
	va_start(args, path);
	for (const char *name; (name = va_arg(args, const char *)); n++) {
		const char *value = va_arg(args, const char *);
		assert_true(n < PARAMS_MAX);
		assert_non_null(value);
		at[n] = (struct param){ arena_str(&h->text, name), { arena_str(&h->text, value), strlen(value) } };
	}
	va_end(args);
	return ask(h, &(struct asked){ .method = "POST", .path = path, .params = { n, at } });
}

/* ---- the reply ---- */

const char *harness_body(struct req *r)
{
	return arena_copy(&of(r)->text, r->out.at, r->out.n);
}

void harness_says_at(struct req *r, const char *text, bool wanted, const char *file, int line)
{
	const char *body = harness_body(r);
	if ((strstr(body, text) != NULL) == wanted)
		return;
	print_error("%s:%d: the reply should %ssay: %s\nIt says:\n%s\n", file, line, wanted ? "" : "not ", text, body);
	_fail(file, line);
}

const json_t *harness_json(struct req *r)
{
	struct harness *h = of(r);
	assert_true(h->n_json < COUNT(h->json));
	if (strcmp(h->last.method, "GET") != 0 && h->last.st == OK)
		fail_msg("%s was OK and cannot be asked twice", h->last.path);
	enum want before = r->want;
	r->want = WANT_JSON;
	enum status st = once(h, &(struct asked){ h->last.method, h->last.path, h->last.params }, true);
	r->want = before;
	assert_int_equal(st, h->last.st);
	json_error_t e;
	json_t *j = json_loadb(r->out.at ? r->out.at : "", r->out.n, JSON_REJECT_DUPLICATES, &e);
	if (!j)
		fail_msg("%s as JSON: %s at %d: %s", h->last.path, e.text, e.position, harness_body(r));
	return h->json[h->n_json++] = j;
}

bool harness_fault(const struct req *r, const char *field, const char *code)
{
	for (size_t i = 0; i < r->n_faults; i++)
		if (str_same(r->faults[i].field, field) && str_same(r->faults[i].code, code))
			return true;
	return false;
}

/* ---- all tests, on each engine ---- */

static int group(const char *name, const struct CMUnitTest *tests, size_t n)
{
	int bad = _cmocka_run_group_tests(name, tests, n, NULL, NULL);
	harness_db_end();
	return bad;
}

int harness_main(const struct CMUnitTest *tests, size_t n)
{
	struct CMUnitTest *all = calloc(n + 1, sizeof *all);
	const char *pg = getenv("HARNESS_PG"), *only = getenv("HARNESS_ONLY");
	if (!all)
		return 1;
	memcpy(all, tests, n * sizeof *all);
	all[n] = (struct CMUnitTest){ "queries_hold", harness_queries_hold, harness_setup, harness_teardown, NULL };
	if (only && *only)
		cmocka_set_test_filter(only);
	int bad = group("sqlite", all, n + 1);
	if (pg && *pg) {
		harness_use_pg(true);
		bad += group("postgresql", all, n + 1);
	}
	free(all);
	return bad;
}

/* ---- jobs ---- */

enum status harness_door(struct req *r, bool writes, enum status (*step)(struct req *r, void *context), void *context)
{
	struct req own = { .id = "worker", .now = r->now, .db = r->db, .house = r->house, .random = r->random };
	assert_int_equal(db_begin(own.db, writes), OK);
	enum status st = step(&own, context);
	if (st == OK && writes)
		assert_int_equal(db_commit(own.db), OK);
	else
		db_rollback(own.db);
	arena_end(&own.arena);
	arena_end(&own.kept);
	return st;
}

struct doors { struct job_doors doors; struct req *r; };
struct working { const struct job_kind *kind; const char *payload; void *slow; };

static enum status door_read(const struct job_doors *d, enum status (*step)(struct req *r, void *context), void *context)
{
	return harness_door(((const struct doors *)d)->r, false, step, context);
}

static enum status door_write(const struct job_doors *d, enum status (*step)(struct req *r, void *context), void *context)
{
	return harness_door(((const struct doors *)d)->r, true, step, context);
}

static bool never_ending(const struct job_doors *d) { (void)d; return false; }

static enum status work(struct req *r, void *context)
{
	const struct working *w = context;
	r->slow = w->slow;
	return w->kind->work(r, w->payload);
}

void harness_think(struct req *r, const struct job_kind *kind, const char *payload)
{
	struct doors d = { { door_read, door_write, never_ending }, r };
	struct req own = { .id = "worker", .now = r->now, .house = r->house, .random = r->random, .kept = { .cap = SIZE_MAX / 2 } };
	assert_int_equal(kind->think(&own, payload, &d.doors), OK);
	assert_int_equal(harness_door(r, true, work, &(struct working){ kind, payload, own.slow }), OK);
	arena_end(&own.arena);
	arena_end(&own.kept);
}
