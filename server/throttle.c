/* Counting failures and holding visits back.
 * Leaves who is known on which device to features/people. */
#include "throttle.h"
#include "doors.h"
#include <arpa/inet.h>
#include <limits.h>
#include <pthread.h>
#include <sys/random.h>

enum { WAYS = 4, DELAY_FIRST_MS = 250, RETRY_SECONDS = 60, LINE_MAX_MS = THROTTLE_DELAY_MAX_MS + 500 };

/* From how many failures on a delay is given, from how many on 429; one failure is forgotten every so many seconds. */
struct limits { int delay_from, stop_from, forget_seconds; };
static const struct limits of_network = { .delay_from = 10, .stop_from = 30, .forget_seconds = 15 };
static const struct limits of_account = { .delay_from = 5, .stop_from = INT_MAX, .forget_seconds = 30 };
static const struct limits of_device = { .delay_from = 10, .stop_from = INT_MAX, .forget_seconds = 60 };

/* line_us: when the last that waits in the line of this account will go on. */
struct place { uint64_t key; int64_t at, line_us; int failures; };

struct throttle {
	struct server *server;
	void (*step)(struct visit *v);
	uint64_t seed;
	pthread_mutex_t lock;
	struct place place[THROTTLE_PLACES];

	pthread_t thread;
	pthread_cond_t come;
	struct { struct visit *visit; int64_t until; } held[THROTTLE_DELAYED_MAX];
	size_t n_held;
	bool ending;
};

/* ---- keys ---- */

uint64_t throttle_hash(const struct throttle *t, char kind, const void *at, size_t n)
{
	const unsigned char *p = at;
	uint64_t h = t->seed ^ (unsigned char)kind;
	for (size_t k = 0; k < n; k++)
		h = (h ^ p[k]) * 0x100000001b3u;
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdu;
	h ^= h >> 29;
	return h ? h : 1;
}

uint64_t throttle_network(const struct throttle *t, const struct sockaddr *address)
{
	if (address->sa_family == AF_INET)
		return throttle_hash(t, '4', &((const struct sockaddr_in *)(const void *)address)->sin_addr, 3);
	if (address->sa_family != AF_INET6)
		return 1;
	const struct in6_addr *six = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
	return IN6_IS_ADDR_V4MAPPED(six) ? throttle_hash(t, '4', six->s6_addr + 12, 3) : throttle_hash(t, '6', six->s6_addr, 6);
}

uint64_t throttle_network_text(const struct throttle *t, struct slice address)
{
	char text[INET6_ADDRSTRLEN];
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
	while (address.n && *address.at == ' ')
		address.at++, address.n--;
	if (!address.n || address.n >= sizeof text)
		return 1;
	memcpy(text, address.at, address.n);
	text[address.n] = '\0';
	if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
		return throttle_network(t, (struct sockaddr *)&four);
	return inet_pton(AF_INET6, text, &six.sin6_addr) == 1 ? throttle_network(t, (struct sockaddr *)&six) : 1;
}

static uint64_t account_key(struct throttle *t, struct visit *v)
{
	const struct param *login = param_find(&v->r.params, "login");
	if (v->r.who.person)
		return throttle_hash(t, 'p', v->r.who.person, strlen(v->r.who.person));
	if (!login || !login->value.n)
		return 0;
	const char *folded = str_fold(&v->r.arena, arena_copy(&v->r.arena, login->value.at, login->value.n));
	return throttle_hash(t, 'a', folded, strlen(folded));
}

/* What goes well is counted too where a route says so: so many in an hour from one network. */
static struct limits of_counted(const struct throttle *t)
{
	int most = (int)t->server->config->sign_ups_per_hour, seconds = 3600 / most;
	return (struct limits){ .delay_from = (most + 1) / 2, .stop_from = most, .forget_seconds = seconds ? seconds : 1 };
}

static uint64_t counted_key(const struct throttle *t, const struct visit *v)
{
	const struct { uint64_t address; const struct route *route; } key = { v->address, v->r.route };
	return v->r.route->counted ? throttle_hash(t, 'j', &key, sizeof key) : 0;
}

/* ---- counting ---- */

/* The place of this key, or the one that has been quiet longest of those it may stand in. */
static struct place *find(struct throttle *t, uint64_t key, bool make)
{
	struct place *set = &t->place[key % (THROTTLE_PLACES / WAYS) * WAYS], *oldest = set;
	for (int k = 0; k < WAYS; k++) {
		if (set[k].key == key)
			return &set[k];
		if (set[k].at < oldest->at)
			oldest = &set[k];
	}
	if (make)
		*oldest = (struct place){ .key = key };
	return make ? oldest : NULL;
}

static int failures(const struct place *p, const struct limits *l, int64_t now)
{
	int64_t forgotten = p ? (now - p->at) / l->forget_seconds : 0;
	return p && p->failures > forgotten ? p->failures - (int)forgotten : 0;
}

static int count(struct throttle *t, uint64_t key, const struct limits *l, int64_t now)
{
	pthread_mutex_lock(&t->lock);
	int n = key ? failures(find(t, key, false), l, now) : 0;
	pthread_mutex_unlock(&t->lock);
	return n;
}

static void more(struct throttle *t, uint64_t key, const struct limits *l, int64_t now, int n)
{
	if (!key)
		return;
	pthread_mutex_lock(&t->lock);
	struct place *p = find(t, key, n > 0);
	if (p) {
		int after = failures(p, l, now) + n;
		p->failures = after > 0 ? after : 0;
		p->at = now;
	}
	pthread_mutex_unlock(&t->lock);
}

static void forget(struct throttle *t, uint64_t key)
{
	pthread_mutex_lock(&t->lock);
	struct place *p = key ? find(t, key, false) : NULL;
	if (p)
		p->failures = 0, p->line_us = 0;
	pthread_mutex_unlock(&t->lock);
}

static int delay_ms(int n, const struct limits *l)
{
	int steps = n - l->delay_from;
	if (steps < 0)
		return 0;
	return steps > 4 ? THROTTLE_DELAY_MAX_MS : DELAY_FIRST_MS << steps;
}

/* A try counts as a failure from its beginning, and who is delayed goes on after who came before: many at once are no quicker than
 * one after the other.  False: the line is too long.  Each network has a line of its own, so that nobody elsewhere keeps it full. */
static bool in_line(struct throttle *t, uint64_t key, uint64_t line, const struct limits *l, int64_t now, int *ret_ms)
{
	int64_t us = clock_us();
	*ret_ms = 0;
	if (!key)
		return true;
	pthread_mutex_lock(&t->lock);
	int n = failures(find(t, key, false), l, now), wait = delay_ms(n, l);
	struct place *p = find(t, line, true);
	int64_t from = wait && p->line_us > us ? p->line_us : us, to = from + wait * INT64_C(1000);
	bool room = to - us <= LINE_MAX_MS * INT64_C(1000);
	if (room) {
		p->at = now;
		p->line_us = to;
		p = find(t, key, true);         /* one may have taken the place of the other */
		p->failures = n + 1;
		p->at = now;
		*ret_ms = (int)((to - us) / 1000);
	}
	pthread_mutex_unlock(&t->lock);
	return room;
}

static uint64_t device_key(struct throttle *t, struct visit *v)
{
	const struct param *login = param_find(&v->r.params, "login");
	if (!login || !v->r.known_device ||
		door_device_known(&v->r, v->r.known_device, arena_copy(&v->r.arena, login->value.at, login->value.n)) != OK)
		return 0;
	return throttle_hash(t, 'd', v->r.known_device, strlen(v->r.known_device));
}

static uint64_t line_key(struct throttle *t, const struct visit *v)
{
	const uint64_t both[] = { v->account, v->address };
	return throttle_hash(t, 'l', (const char *)both, sizeof both);
}

static enum status too_many(struct visit *v)
{
	v->r.reply.retry_after = RETRY_SECONDS;
	return BUSY;
}

enum status throttle_judge(struct throttle *t, struct visit *v)
{
	struct limits counted = of_counted(t);
	int made = count(t, counted_key(t, v), &counted, v->r.now);
	if (made >= counted.stop_from)
		return too_many(v);
	v->account = account_key(t, v);
	v->device = device_key(t, v);
	if (v->device)
		return in_line(t, v->device, v->device, &of_device, v->r.now, &v->delay_ms) ? OK : too_many(v);
	int network = count(t, v->address, &of_network, v->r.now), b = 0;
	if (network >= of_network.stop_from || !in_line(t, v->account, line_key(t, v), &of_account, v->r.now, &b))
		return too_many(v);
	int a = delay_ms(network, &of_network), c = delay_ms(made, &counted);
	v->delay_ms = a > b ? a : b;
	if (c > v->delay_ms)
		v->delay_ms = c;
	return OK;
}

void throttle_note(struct throttle *t, struct visit *v, enum tried tried)
{
	struct limits counted = of_counted(t);
	uint64_t key = v->device ? v->device : v->account;
	if (tried == TRIED_RIGHT) {
		more(t, counted_key(t, v), &counted, v->r.now, 1);
		forget(t, key);
	} else if (tried == TRIED_NEITHER) {
		more(t, key, v->device ? &of_device : &of_account, v->r.now, -1);
	} else if (!v->device) {
		more(t, v->address, &of_network, v->r.now, 1);
	}
}

/* ---- holding ---- */

static int64_t next_due(const struct throttle *t)
{
	int64_t due = INT64_MAX;
	for (size_t k = 0; k < t->n_held; k++)
		due = t->held[k].until < due ? t->held[k].until : due;
	return due;
}

/* Takes out one whose time has come; all of them when the server ends. */
static struct visit *take_due(struct throttle *t)
{
	int64_t now = clock_us();
	for (size_t k = 0; k < t->n_held; k++) {
		if (t->held[k].until > now && !t->ending)
			continue;
		struct visit *v = t->held[k].visit;
		t->held[k] = t->held[--t->n_held];
		return v;
	}
	return NULL;
}

static void *hold(void *context)
{
	struct throttle *t = context;
	pthread_mutex_lock(&t->lock);
	while (!t->ending || t->n_held) {
		struct visit *v = take_due(t);
		if (v) {
			pthread_mutex_unlock(&t->lock);
			t->step(v);
			pthread_mutex_lock(&t->lock);
			continue;
		}
		int64_t due = next_due(t);
		if (due == INT64_MAX) {
			pthread_cond_wait(&t->come, &t->lock);
		} else {
			struct timespec at = { .tv_sec = due / 1000000, .tv_nsec = due % 1000000 * 1000 };
			pthread_cond_timedwait(&t->come, &t->lock, &at);
		}
	}
	pthread_mutex_unlock(&t->lock);
	return NULL;
}

bool throttle_hold(struct throttle *t, struct visit *v)
{
	pthread_mutex_lock(&t->lock);
	bool room = t->n_held < THROTTLE_DELAYED_MAX && !t->ending;
	if (room) {
		t->held[t->n_held].visit = v;
		t->held[t->n_held++].until = clock_us() + v->delay_ms * 1000;
		pthread_cond_signal(&t->come);
	}
	pthread_mutex_unlock(&t->lock);
	return room;
}

struct throttle *throttle_start(struct server *s, void (*step)(struct visit *v))
{
	struct throttle *t = calloc(1, sizeof *t);
	if (!t || getrandom(&t->seed, sizeof t->seed, 0) != sizeof t->seed)
		abort();        /* only at the start */
	t->server = s;
	t->step = step;
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&t->come, &monotonic);
	pthread_condattr_destroy(&monotonic);
	pthread_mutex_init(&t->lock, NULL);
	if (pthread_create(&t->thread, NULL, hold, t))
		abort();
	return t;
}

void throttle_end(struct throttle *t)
{
	pthread_mutex_lock(&t->lock);
	t->ending = true;
	pthread_cond_signal(&t->come);
	pthread_mutex_unlock(&t->lock);
	pthread_join(t->thread, NULL);
	pthread_cond_destroy(&t->come);
	pthread_mutex_destroy(&t->lock);
	free(t);
}
