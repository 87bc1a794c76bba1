/* kith-studio: the program in which everything that strangers made as a file is opened, so that only it loads the libraries for that.
 * Kith calls it, before it has read its key; it waits for orders, and each is done in a child that may only compute: no file, no
 * network, no new process, so much memory and so many seconds.  Leaves formats to picture.c, voice.c and letter.c. */
#include "order.h"
#include "letter.h"
#include "picture.h"
#include "sandbox.h"
#include "server.h"
#include "voice.h"
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORK_SECONDS = 15, CPU_SECONDS = 12 };
#define MEMORY_MAX ((size_t)768 << 20)
#define PIXELS_ROOM ((size_t)480 << 20)

void log_line(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fputs(STUDIO_PROGRAM ": ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
}

/* ---- in a child ---- */

/* All of it, as far as it may be.  False: too much. */
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
	return n <= STUDIO_SENT_MAX;
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

static void open_one(struct arena *a, enum remake_kind kind, struct slice sent, struct remade *ret)
{
	switch (kind) {
	case REMAKE_PICTURE: picture_remake(a, sent, REMAKE_PIXELS_MAX, ret); return;
	case REMAKE_VOICE: voice_remake(a, sent, ret); return;
	case REMAKE_LETTER: letter_remake(a, sent, ret); return;
	}
	*ret = (struct remade){ .end = REMAKE_UNKNOWN };
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
	else
		open_one(&a, kind, sent, &made);
	struct studio_answer x = { made.end, made.width, made.height, made.seconds, made.whole.n, made.small.n };
	give(to, &x, sizeof x);
	give(to, made.whole.at, made.whole.n);
	give(to, made.small.at, made.small.n);
	_exit(0);
}

/* ---- in the program itself ---- */

/* 1: an order; 0: the house has ended; -1: not an order. */
static int next_order(enum remake_kind *ret_kind, int ends[2])
{
	unsigned char what = 0;
	union { char room[CMSG_SPACE(2 * sizeof(int))]; struct cmsghdr align; } with;
	struct iovec v = { &what, 1 };
	struct msghdr m = { .msg_iov = &v, .msg_iovlen = 1, .msg_control = with.room, .msg_controllen = sizeof with.room };
	ssize_t n;
	while ((n = recvmsg(STUDIO_SOCKET, &m, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
		continue;
	if (n <= 0)
		return 0;
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	if (!c || c->cmsg_type != SCM_RIGHTS || c->cmsg_len != CMSG_LEN(2 * sizeof(int)))
		return -1;
	memcpy(ends, CMSG_DATA(c), 2 * sizeof(int));
	*ret_kind = (enum remake_kind)what;
	return 1;
}

static void work_all(const struct config *c)
{
	enum remake_kind kind;
	int ends[2], came;
	while ((came = next_order(&kind, ends)) != 0) {
		if (came < 0)
			continue;
		pid_t child = fork();
		if (child == 0) {
			close(STUDIO_SOCKET);
			work(c, kind, ends[0], ends[1]);
		}
		close(ends[0]);
		close(ends[1]);
		while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
			continue;
	}
}

/* By Kith, and not by hand. */
static bool called_rightly(int argc, char **argv)
{
	int type;
	socklen_t n = sizeof type;
	return argc == 3 && str_same(argv[1], STUDIO_VERSION) && !getsockopt(STUDIO_SOCKET, SOL_SOCKET, SO_TYPE, &type, &n) && type == SOCK_SEQPACKET &&
	       (str_same(argv[2], "kill") || str_same(argv[2], "refuse") || str_same(argv[2], "off"));
}

/* Told to end together with the house, it still finishes what the house waits for: the closed socket is the end. */
int main(int argc, char **argv)
{
	sandbox_begin();
	if (!called_rightly(argc, argv)) {
		fprintf(stderr, STUDIO_PROGRAM ": kith begins this program by itself, one that was built together with it.\n");
		return 2;
	}
	const struct config c = { .sandbox = argv[2] };
	signal(SIGTERM, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	prctl(PR_SET_NAME, STUDIO_PROGRAM);
	letter_begin();
	sandbox_only(STUDIO_SOCKET);
	sandbox_files(&c, SANDBOX_STUDIO);
	sandbox_calls(&c, SANDBOX_STUDIO);
	give(STUDIO_SOCKET, &(char){ STUDIO_READY }, 1);
	work_all(&c);
	_exit(0);
}
