/* Both sides of the studio: the server's, which hands over what was sent and waits, and the process that makes it anew.  Every
 * piece comes and goes through two pipes of its own; nothing of it is ever a file. */
#include "studio.h"
#include "picture.h"
#include "sandbox.h"
#include "voice.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORK_SECONDS = 15, CPU_SECONDS = 12, WAIT_SECONDS = 20, WAITING_MAX = 3 };
enum { WHOLE_MAX = 4 << 20, SMALL_MAX = 1 << 20, SENT_MAX = 32 << 20 };
#define MEMORY_MAX ((size_t)768 << 20)
#define PIXELS_ROOM ((size_t)480 << 20)

struct studio { int socket; pid_t pid; pthread_mutex_t one; _Atomic int waiting; };

/* What comes back, before the bytes. */
struct answer { int64_t end, width, height, seconds; uint64_t whole, small; };

/* ---- in the house ---- */

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The order: which kind, and the two ends of the pipes that are the worker's. */
static bool order(struct studio *s, enum remake_kind kind, const int ends[2])
{
	char what = (char)kind;
	union { char room[CMSG_SPACE(2 * sizeof(int))]; struct cmsghdr align; } with = { .room = "" };
	struct iovec v = { &what, 1 };
	struct msghdr m = { .msg_iov = &v, .msg_iovlen = 1, .msg_control = with.room, .msg_controllen = sizeof with.room };
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(2 * sizeof(int));
	memcpy(CMSG_DATA(c), ends, 2 * sizeof(int));
	return sendmsg(s->socket, &m, MSG_NOSIGNAL) == 1;
}

/* Some of what is sent goes in.  False: nobody takes any more of it. */
static bool put(int to, struct slice *left)
{
	ssize_t n = write(to, left->at, left->n);
	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	left->at += n;
	left->n -= (size_t)n;
	return true;
}

/* Writes and reads until the other side is done: it may answer before it has read all.  to: closed as soon as all is in. */
static size_t exchange(int *to, int from, struct slice sent, char *ret, size_t room)
{
	int64_t until = now_ms() + WAIT_SECONDS * 1000;
	size_t got = 0;
	while (got < room) {
		struct pollfd both[2] = { { .fd = from, .events = POLLIN }, { .fd = *to, .events = POLLOUT } };
		int64_t left = until - now_ms();
		if (left <= 0 || (poll(both, *to < 0 ? 1 : 2, (int)left) < 0 && errno != EINTR))
			return 0;
		if (*to >= 0 && both[1].revents && (!put(*to, &sent) || !sent.n)) {
			close(*to);
			*to = -1;
		}
		ssize_t n = both[0].revents ? read(from, ret + got, room - got) : -1;
		if (both[0].revents && n <= 0 && errno != EAGAIN)
			break;
		got += n > 0 ? (size_t)n : 0;
	}
	return got;
}

static void read_answer(struct arena *a, const char *at, size_t n, struct remade *ret)
{
	struct answer x;
	*ret = (struct remade){ .end = REMAKE_HURT };
	if (n < sizeof x)
		return;
	memcpy(&x, at, sizeof x);
	bool whole = x.end == REMADE && x.whole <= WHOLE_MAX && x.small <= SMALL_MAX && n == sizeof x + x.whole + x.small;
	if (x.end == REMAKE_UNKNOWN || x.end == REMAKE_LARGE)
		ret->end = (enum remake_end)x.end;
	if (!whole)
		return;
	*ret = (struct remade){ .end = REMADE, .width = x.width, .height = x.height, .seconds = x.seconds };
	ret->whole = (struct bytes){ (const uint8_t *)arena_copy(a, at + sizeof x, x.whole), x.whole };
	ret->small = (struct bytes){ (const uint8_t *)arena_copy(a, at + sizeof x + x.whole, x.small), x.small };
}

/* False: nobody takes the order. */
static bool hand_over(struct studio *s, enum remake_kind kind, struct slice sent, char *answer, size_t room, size_t *ret_n)
{
	int in[2], out[2];
	if (pipe2(in, O_CLOEXEC))
		return false;
	bool piped = !pipe2(out, O_CLOEXEC);
	bool ordered = piped && order(s, kind, (int[2]){ in[0], out[1] });
	close(in[0]);
	if (piped)
		close(out[1]);
	if (ordered) {
		fcntl(in[1], F_SETFL, O_NONBLOCK);
		fcntl(out[0], F_SETFL, O_NONBLOCK);
		*ret_n = exchange(&in[1], out[0], sent, answer, room);
	}
	if (in[1] >= 0)
		close(in[1]);
	if (piped)
		close(out[0]);
	return ordered;
}

/* In turn, as long as not too many wait. */
static enum remake_end answered(struct studio *s, enum remake_kind kind, struct slice sent, char *answer, size_t room, size_t *ret_n)
{
	enum remake_end end = REMAKE_BUSY;
	if (atomic_fetch_add(&s->waiting, 1) < WAITING_MAX) {
		pthread_mutex_lock(&s->one);
		end = hand_over(s, kind, sent, answer, room, ret_n) ? REMADE : REMAKE_AWAY;
		pthread_mutex_unlock(&s->one);
	}
	atomic_fetch_sub(&s->waiting, 1);
	return end;
}

/* The buffer is no arena's: where there is no room for the answer, its way out leads back to here. */
static void unpack(struct arena *a, const char *answer, size_t n, struct remade *ret)
{
	jmp_buf full;
	a->way_out = &full;
	if (setjmp(full))
		*ret = (struct remade){ .end = REMAKE_BUSY };
	else
		read_answer(a, answer, n, ret);
}

void studio_remake(struct studio *s, struct arena *a, enum remake_kind kind, struct slice sent, struct remade *ret)
{
	size_t room = sizeof(struct answer) + WHOLE_MAX + SMALL_MAX, n = 0;
	char *answer = s ? malloc(room) : NULL;
	jmp_buf *before = a->way_out;
	*ret = (struct remade){ .end = !answer ? REMAKE_AWAY : sent.n > SENT_MAX ? REMAKE_LARGE : answered(s, kind, sent, answer, room, &n) };
	if (ret->end == REMADE)
		unpack(a, answer, n, ret);
	a->way_out = before;
	if (n)
		explicit_bzero(answer, n);
	free(answer);
}

/* ---- in a child of the other process ---- */

/* All of it, as far as it may be.  False: too much, or no memory. */
static bool take_all(struct arena *a, int from, struct slice *ret)
{
	size_t room = 1 << 16, n = 0;
	char *at = arena_take(a, room);
	for (ssize_t k; (k = read(from, at + n, room - n)) != 0; ) {
		if (k < 0)
			return false;
		n += (size_t)k;
		if (n == room) {
			char *more = arena_take(a, 2 * room);
			memcpy(more, at, n);
			at = more;
			room *= 2;
		}
	}
	*ret = (struct slice){ at, n };
	return n <= SENT_MAX;
}

static void give(int to, const void *at, size_t n)
{
	const char *from = at;
	while (n) {
		ssize_t k = write(to, from, n);
		if (k <= 0)
			_exit(1);
		from += k;
		n -= (size_t)k;
	}
}

static void limits(void)
{
	const struct rlimit none = { 0, 0 }, cpu = { CPU_SECONDS, CPU_SECONDS }, memory = { MEMORY_MAX, MEMORY_MAX };
	setrlimit(RLIMIT_CPU, &cpu);
	setrlimit(RLIMIT_FSIZE, &none);
	setrlimit(RLIMIT_NOFILE, &none);
	if (!sandbox_sanitized)
		setrlimit(RLIMIT_AS, &memory);
	alarm(WORK_SECONDS);
}

static void work(const struct config *c, enum remake_kind kind, int from, int to)
{
	static struct remade made;
	struct arena a = { .cap = PIXELS_ROOM };
	struct slice sent;
	jmp_buf full;
	signal(SIGPIPE, SIG_DFL);
	if (!sandbox_sanitized)
		close(STDERR_FILENO);   /* libraries write what they find odd about somebody's file */
	limits();
	sandbox_calls(c, SANDBOX_WORK);
	a.way_out = &full;
	if (setjmp(full))
		made = (struct remade){ .end = REMAKE_LARGE };
	else if (!take_all(&a, from, &sent))
		made = (struct remade){ .end = REMAKE_LARGE };
	else if (kind == REMAKE_VOICE)
		voice_remake(&a, sent, &made);
	else
		picture_remake(&a, sent, REMAKE_PIXELS_MAX, &made);
	struct answer x = { made.end, made.width, made.height, made.seconds, made.whole.n, made.small.n };
	give(to, &x, sizeof x);
	give(to, made.whole.at, made.whole.n);
	give(to, made.small.at, made.small.n);
	_exit(0);
}

/* ---- in the other process ---- */

/* 1: an order; 0: the house has ended; -1: not an order. */
static int next_order(int socket, enum remake_kind *ret_kind, int ends[2])
{
	char what = 0;
	union { char room[CMSG_SPACE(2 * sizeof(int))]; struct cmsghdr align; } with;
	struct iovec v = { &what, 1 };
	struct msghdr m = { .msg_iov = &v, .msg_iovlen = 1, .msg_control = with.room, .msg_controllen = sizeof with.room };
	ssize_t n;
	while ((n = recvmsg(socket, &m, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
		continue;
	if (n <= 0)
		return 0;
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	if (!c || c->cmsg_type != SCM_RIGHTS || c->cmsg_len != CMSG_LEN(2 * sizeof(int)))
		return -1;
	memcpy(ends, CMSG_DATA(c), 2 * sizeof(int));
	*ret_kind = what == REMAKE_VOICE ? REMAKE_VOICE : REMAKE_PICTURE;
	return 1;
}

static void work_all(const struct config *c, int socket)
{
	enum remake_kind kind;
	int ends[2], came;
	while ((came = next_order(socket, &kind, ends)) != 0) {
		if (came < 0)
			continue;
		pid_t child = fork();
		if (child == 0) {
			close(socket);
			work(c, kind, ends[0], ends[1]);
		}
		close(ends[0]);
		close(ends[1]);
		while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
			continue;
	}
}

/* Told to end together with the house, it still finishes what the house waits for: the closed socket is the end. */
static void run(const struct config *c, int socket)
{
	signal(SIGTERM, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	prctl(PR_SET_NAME, "kith-studio");
	sandbox_only(socket);
	sandbox_files(c, SANDBOX_STUDIO);
	sandbox_calls(c, SANDBOX_STUDIO);
	work_all(c, socket);
	_exit(0);
}

struct studio *studio_start(const struct config *c)
{
	int pair[2];
	struct studio *s = calloc(1, sizeof *s);
	if (!s || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair)) {
		free(s);
		return NULL;
	}
	signal(SIGPIPE, SIG_IGN);       /* a worker that ends early is an answer, not the end of the house */
	s->pid = fork();
	if (s->pid == 0) {
		close(pair[0]);
		run(c, pair[1]);
	}
	close(pair[1]);
	s->socket = pair[0];
	pthread_mutex_init(&s->one, NULL);
	if (s->pid > 0)
		return s;
	close(s->socket);
	free(s);
	return NULL;
}

void studio_end(struct studio *s)
{
	close(s->socket);
	while (waitpid(s->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	pthread_mutex_destroy(&s->one);
	free(s);
}
