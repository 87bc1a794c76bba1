/* The server's side of the studio: finds the program and begins it, hands over what was sent, and waits.  Every piece comes and goes through
 * two pipes of its own; nothing of it is ever a file. */
#include "studio.h"
#include "order.h"
#include "sandbox.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WAIT_SECONDS = 20, READY_SECONDS = 20, WAITING_MAX = 3 };

struct studio { int socket; pid_t pid; pthread_mutex_t one; _Atomic int waiting; };

/* ---- handing over ---- */

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
	struct studio_answer x;
	*ret = (struct remade){ .end = REMAKE_HURT };
	if (n < sizeof x)
		return;
	memcpy(&x, at, sizeof x);
	bool whole = x.end == REMADE && x.whole <= STUDIO_WHOLE_MAX && x.small <= STUDIO_SMALL_MAX && n == sizeof x + x.whole + x.small;
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
	size_t room = sizeof(struct studio_answer) + STUDIO_WHOLE_MAX + STUDIO_SMALL_MAX, n = 0;
	char *answer = s ? malloc(room) : NULL;
	jmp_buf *before = a->way_out;
	*ret = (struct remade){ .end = !answer ? REMAKE_AWAY : sent.n > STUDIO_SENT_MAX ? REMAKE_LARGE : answered(s, kind, sent, answer, room, &n) };
	if (ret->end == REMADE)
		unpack(a, answer, n, ret);
	a->way_out = before;
	if (n)
		explicit_bzero(answer, n);
	free(answer);
}

/* ---- beginning and end ---- */

/* Whoever could change it could change this program as well, which they began. */
static bool as_safe_as(const struct stat *it, const struct stat *own)
{
	return S_ISREG(it->st_mode) && (it->st_uid == 0 || it->st_uid == own->st_uid) && !(it->st_mode & ~own->st_mode & (S_IWGRP | S_IWOTH));
}

/* Open at `path`, above the streams and the socket; -1: not there, or not safe. */
static int program_at(const char *path, const struct stat *own)
{
	struct stat it;
	int low = open(path, O_PATH | O_CLOEXEC | O_NOFOLLOW);
	int fd = low < 0 ? -1 : fcntl(low, F_DUPFD_CLOEXEC, STUDIO_SOCKET + 1);
	if (low >= 0)
		close(low);
	if (fd < 0 || (!fstat(fd, &it) && as_safe_as(&it, own)))
		return fd;
	close(fd);
	return -1;
}

/* Beside this program, as the build leaves it, or where an installation puts it: no search path is asked, nor the environment. */
static int program_find(void)
{
	char self[PATH_MAX], path[PATH_MAX + 64];
	struct stat own;
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	if (n <= 0 || stat("/proc/self/exe", &own))
		return -1;
	self[n] = '\0';
	*strrchr(self, '/') = '\0';
	snprintf(path, sizeof path, "%s/" STUDIO_PROGRAM, self);
	int fd = program_at(path, &own);
	if (fd >= 0)
		return fd;
	snprintf(path, sizeof path, "%s/../libexec/kith/" STUDIO_PROGRAM, self);
	return program_at(path, &own);
}

/* In the child.  It gets nothing of the environment, where an operator's settings are; only the sanitizers have theirs there. */
static _Noreturn void become(int program, int socket, const struct config *c)
{
	static char *const nothing[] = { NULL };
	char *const words[] = { STUDIO_PROGRAM, STUDIO_VERSION, (char *)(uintptr_t)c->sandbox, NULL };
	if (socket == STUDIO_SOCKET ? !fcntl(socket, F_SETFD, 0) : dup2(socket, STUDIO_SOCKET) >= 0)
		fexecve(program, words, sandbox_sanitized ? environ : nothing);
	_exit(127);
}

/* False: errno. */
static bool begin(struct studio *s, int program, const struct config *c)
{
	int pair[2];
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair))
		return false;
	s->pid = fork();
	if (s->pid == 0)
		become(program, pair[1], c);
	close(pair[1]);
	s->socket = pair[0];
	if (s->pid < 0)
		close(s->socket);
	return s->pid > 0;
}

struct studio *studio_start(const struct config *c, const char **ret_why)
{
	int program = program_find();
	struct studio *s = program < 0 ? NULL : calloc(1, sizeof *s);
	*ret_why = program < 0 ? STUDIO_PROGRAM " is not beside this program, or others may change it" : "there is no memory for it";
	signal(SIGPIPE, SIG_IGN);       /* a worker that ends early is an answer, not the end of the house */
	bool begun = s && begin(s, program, c);
	if (s && !begun)
		*ret_why = strerror(errno);
	if (program >= 0)
		close(program);
	if (begun) {
		pthread_mutex_init(&s->one, NULL);
		return s;
	}
	free(s);
	return NULL;
}

bool studio_ready(struct studio *s, const char **ret_why)
{
	struct pollfd come = { .fd = s->socket, .events = POLLIN };
	char said = 0;
	*ret_why = STUDIO_PROGRAM " does not begin; it is not of the same build, or a library of it is missing";
	return poll(&come, 1, READY_SECONDS * 1000) == 1 && recv(s->socket, &said, 1, 0) == 1 && said == STUDIO_READY;
}

bool studio_lend(struct house *h, const struct config *c, const char **ret_why)
{
	h->studio = studio_start(c, ret_why);
	h->remake = studio_remake;
	if (!h->studio || studio_ready(h->studio, ret_why))
		return h->studio;
	studio_end(h->studio);
	h->studio = NULL;
	return false;
}

void studio_end(struct studio *s)
{
	close(s->socket);
	while (waitpid(s->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	pthread_mutex_destroy(&s->one);
	free(s);
}
