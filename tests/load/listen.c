/* listen: many who listen to a stream of events at once, and how long one message takes to reach those it is for.
 *   listen hub                          the floor: a bare epoll server that tells every stream of /room a frame for each POST
 *   listen PORT N ROOM TOKENS STREAM POST BODY   N streams; then takes "say ROUNDS EXPECTED" and "end"
 * ROOM: how many of them hear the floor's messages; TOKENS: a token a line, for STREAMS_EACH streams each.  Knows nothing of Kith. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { STREAMS_MAX = 16000, STREAMS_EACH = 5, TOKEN_ROOM = 64, AT_ONCE = 64, ROUNDS_MAX = 50, FRAME = 256, WAIT_MS = 20000 };

static _Noreturn void out_of(const char *what)
{
	fprintf(stderr, "listen: %s: %s\n", what, strerror(errno));
	exit(1);
}

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void watch(int epoll, int fd, uint32_t id)
{
	struct epoll_event e = { .events = EPOLLIN, .data.u32 = id };
	if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e))
		out_of("epoll_ctl");
}

/* ---- the floor ---- */

struct seat { bool room, streams; };
static struct seat seats[STREAMS_MAX + 64];

/* As a frame of Kith's goes out: in one chunk. */
static const char *a_frame(size_t *n)
{
	static char all[FRAME + 16];
	*n = (size_t)snprintf(all, sizeof all, "100\r\nid: 1\nevent: new\ndata: {}\n:");
	memset(all + *n, '.', FRAME + 5 - *n - 2);
	memcpy(all + FRAME + 3, "\n\n\r\n", 4);
	*n = FRAME + 7;
	return all;
}

static void tell_room(void)
{
	size_t n;
	const char *frame = a_frame(&n);
	for (int fd = 0; fd < STREAMS_MAX + 64; fd++)
		if (seats[fd].room && write(fd, frame, n) != (ssize_t)n)
			seats[fd].room = false;
}

static void take(int epoll, int fd)
{
	static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
		"e\r\nevent: ready\n\n\r\n", ok[] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
	char text[4096];
	ssize_t n = read(fd, text, sizeof text - 1);
	if (n <= 0) {
		seats[fd] = (struct seat){ false, false };
		epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL);
		close(fd);
		return;
	}
	text[n] = '\0';
	bool post = !strncmp(text, "POST", 4);
	if (post)
		tell_room();
	else
		seats[fd] = (struct seat){ !strncmp(text, "GET /room", 9), true };
	if (write(fd, post ? ok : head, (post ? sizeof ok : sizeof head) - 1) < 0)
		out_of("write");
}

static int hub(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof a;
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), epoll = epoll_create1(0);
	if (listener < 0 || epoll < 0 || bind(listener, (struct sockaddr *)&a, size) || listen(listener, 4096) ||
	    getsockname(listener, (struct sockaddr *)&a, &size))
		out_of("socket");
	watch(epoll, listener, (uint32_t)listener);
	printf("http://127.0.0.1:%d\n", ntohs(a.sin_port));
	fflush(stdout);
	for (struct epoll_event e[AT_ONCE];;) {
		int n = epoll_wait(epoll, e, AT_ONCE, -1);
		for (int k = 0; k < n; k++) {
			int fd = (int)e[k].data.u32;
			if (fd != listener) {
				take(epoll, fd);
				continue;
			}
			while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0 && fd < STREAMS_MAX + 64)
				watch(epoll, fd, (uint32_t)fd);
		}
	}
}

/* ---- those who listen ---- */

static const char ready[] = "event: ready", news[] = "event: new";
struct ear { int fd; unsigned char at_ready, at_talk; };
static struct ear ears[STREAMS_MAX];
static int epoll_of_ears, n_ears, port;
static long n_ready, n_talk;
static char (*tokens)[TOKEN_ROOM];
static int n_tokens;

static int reach(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons((uint16_t)port) };
	const int on = 1;
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof a))
		out_of("connect");
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	return fd;
}

/* Both words begin with an e that the other letters' places do not repeat but once: a mismatch begins anew. */
static bool step(unsigned char *at, const char *word, char c)
{
	*at = c == word[*at] ? (unsigned char)(*at + 1) : c == word[0] ? 1 : 0;
	if (word[*at])
		return false;
	*at = 0;
	return true;
}

static void hear(struct ear *x)
{
	char text[8192];
	ssize_t n = recv(x->fd, text, sizeof text, MSG_DONTWAIT);
	if (n == 0 || (n < 0 && errno != EAGAIN)) {
		epoll_ctl(epoll_of_ears, EPOLL_CTL_DEL, x->fd, NULL);
		close(x->fd);
		x->fd = -1;
		return;
	}
	for (ssize_t k = 0; k < n; k++) {
		n_ready += step(&x->at_ready, ready, text[k]);
		n_talk += step(&x->at_talk, news, text[k]);
	}
}

/* Until this count is reached; false: it was not, in time. */
static bool until(const long *count, long wanted)
{
	struct epoll_event e[AT_ONCE];
	for (double end = now_ms() + WAIT_MS; *count < wanted && now_ms() < end; ) {
		int n = epoll_wait(epoll_of_ears, e, AT_ONCE, 100);
		for (int k = 0; k < n; k++)
			hear(&ears[e[k].data.u32]);
	}
	return *count >= wanted;
}

static void open_all(const char *stream, int room)
{
	char text[512];
	for (int k = 0; k < n_ears; k++) {
		struct ear *x = &ears[k];
		x->fd = reach();
		int n = snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n\r\n",
			strcmp(stream, "floor") ? stream : k < room ? "/room" : "/idle", port, tokens[k / STREAMS_EACH % n_tokens]);
		if (write(x->fd, text, (size_t)n) != n)
			out_of("write");
		watch(epoll_of_ears, x->fd, (uint32_t)k);
		if (k % AT_ONCE == AT_ONCE - 1 && !until(&n_ready, k - 4 * AT_ONCE))
			out_of("the streams do not open");
	}
	if (!until(&n_ready, n_ears))
		out_of("not every stream opened");
}

static int by_size(const void *a, const void *b) { return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b); }

static void say(const char *path, const char *body, int rounds, long expected)
{
	double took[ROUNDS_MAX];
	char text[2048], answer[4096];
	int fd = reach();
	for (int k = 0; k < rounds; k++) {
		int n = snprintf(text, sizeof text, "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
			"Content-Length: %zu\r\n\r\n%s", path, port, tokens[0], strlen(body), body);
		long wanted = n_talk + expected;
		double began = now_ms();
		if (write(fd, text, (size_t)n) != n)
			out_of("write");
		if (!until(&n_talk, wanted))
			out_of("not everybody heard of it");
		took[k] = now_ms() - began;
		if (read(fd, answer, sizeof answer) <= 12 || memcmp(answer + 9, "200", 3))
			out_of("the message was not taken");
		nanosleep(&(struct timespec){ .tv_nsec = 50 * 1000 * 1000 }, NULL);
	}
	close(fd);
	qsort(took, (size_t)rounds, sizeof *took, by_size);
	printf("{\"median_ms\": %.2f, \"best_ms\": %.2f, \"worst_ms\": %.2f}\n", took[rounds / 2], took[0], took[rounds - 1]);
	fflush(stdout);
}

static void read_tokens(const char *path)
{
	FILE *at = fopen(path, "r");
	tokens = calloc(STREAMS_MAX, sizeof *tokens);
	if (!at || !tokens)
		out_of(path);
	for (; n_tokens < STREAMS_MAX && fgets(tokens[n_tokens], TOKEN_ROOM, at); n_tokens++)
		tokens[n_tokens][strcspn(tokens[n_tokens], "\n")] = '\0';
	fclose(at);
	if (!n_tokens)
		out_of("no tokens");
}

/* Streams that nobody talks to are still read: their heartbeats must not fill the sockets. */
static bool command(char *line, size_t room)
{
	struct pollfd in[2] = { { .fd = STDIN_FILENO, .events = POLLIN }, { .fd = epoll_of_ears, .events = POLLIN } };
	for (;;) {
		if (poll(in, 2, -1) < 0)
			return false;
		if (in[0].revents)
			return fgets(line, (int)room, stdin);
		long none = 0;
		struct epoll_event e[AT_ONCE];
		for (int n = epoll_wait(epoll_of_ears, e, AT_ONCE, 0); none < n; none++)
			hear(&ears[e[none].data.u32]);
	}
}

int main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN);
	if (argc == 2 && !strcmp(argv[1], "hub"))
		return hub();
	if (argc != 8) {
		fprintf(stderr, "usage: listen hub\n       listen PORT N ROOM TOKENS STREAM POST BODY\n");
		return 2;
	}
	port = atoi(argv[1]);
	n_ears = atoi(argv[2]);
	if (n_ears < 1 || n_ears > STREAMS_MAX)
		out_of("how many?");
	read_tokens(argv[4]);
	epoll_of_ears = epoll_create1(0);
	open_all(argv[5], atoi(argv[3]));
	printf("{\"ready\": %ld}\n", n_ready);
	fflush(stdout);
	int rounds;
	long expected;
	for (char line[64]; command(line, sizeof line) && strncmp(line, "end", 3); )
		if (sscanf(line, "say %d %ld", &rounds, &expected) == 2 && rounds > 0 && rounds <= ROUNDS_MAX)
			say(argv[6], argv[7], rounds, expected);
	return 0;
}
