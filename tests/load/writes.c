/* writes: so many people at once, each on a connection kept open, recording one meeting after the other; the next only when
 * the one before is acknowledged.  Prints how many were in a second and how long they took.  Knows HTTP/1.1 as far as
 * needed; loopback only, for a given time. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS_MAX = 256, TIMES_MAX = 1 << 20, REPLY_MAX = 8192 };

struct client { int fd; char *request; size_t request_n, n; int64_t began; char reply[REPLY_MAX + 1]; };

static struct client clients[CLIENTS_MAX];
static uint32_t times[TIMES_MAX];       /* microseconds */
static size_t n_times, failed;

static _Noreturn void out_of(const char *what)
{
	fprintf(stderr, "writes: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int64_t us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void line_of(FILE *at, char *to, int room)
{
	if (!fgets(to, room, at)) {
		rewind(at);
		if (!fgets(to, room, at))
			out_of("an empty list");
	}
	to[strcspn(to, "\n")] = 0;
}

static void prepare(struct client *c, int port, const char *path, const char *token)
{
	char day[16], body[512];
	time_t yesterday = time(NULL) - 86400;
	struct tm t;
	gmtime_r(&yesterday, &t);
	strftime(day, sizeof day, "%Y-%m-%d", &t);
	int n = snprintf(body, sizeof body, "{\"met\":\"met\",\"day\":\"%s\",\"clock\":\"10:00\",\"minutes\":45,\"mode\":\"phone\","
			 "\"given\":[\"emotional\",\"company\"],\"outcome\":\"We spoke about work. It felt lighter afterwards.\"}", day);
	int all = asprintf(&c->request, "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\nAccept: application/json\r\n"
			   "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", path, port, token, n, body);
	if (all < 0)
		out_of("memory");
	c->request_n = (size_t)all;
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&to, sizeof to))
		out_of("connect");
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &(int){ 1 }, sizeof(int));
}

/* A request is smaller than a socket's buffer: one write takes it whole. */
static void ask(struct client *c)
{
	c->n = 0;
	c->began = us();
	if (write(c->fd, c->request, c->request_n) != (ssize_t)c->request_n)
		out_of("write");
}

/* 1: a whole reply is in. */
static int hear(struct client *c)
{
	ssize_t n = read(c->fd, c->reply + c->n, REPLY_MAX - c->n);
	if (n <= 0)
		out_of("the server closed a connection");
	c->n += (size_t)n;
	c->reply[c->n] = 0;
	char *end = strstr(c->reply, "\r\n\r\n"), *length = strcasestr(c->reply, "\r\ncontent-length:");
	if (!end)
		return 0;
	return c->n >= (size_t)(end + 4 - c->reply) + (length && length < end ? (size_t)atoll(length + 17) : 0);
}

static void note(struct client *c)
{
	if (c->reply[9] != '2' && c->reply[9] != '3') {
		if (!failed++)
			fprintf(stderr, "writes: %.200s\n", c->reply);
	} else if (n_times < TIMES_MAX) {
		times[n_times++] = (uint32_t)(us() - c->began);
	}
}

static int by_size(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

int main(int argc, char **argv)
{
	int port = argc == 6 ? atoi(argv[1]) : 0, n = argc == 6 ? atoi(argv[2]) : 0;
	double seconds = argc == 6 ? atof(argv[3]) : 0;
	if (port <= 0 || n < 1 || n > CLIENTS_MAX || seconds <= 0 || seconds > 120) {
		fprintf(stderr, "usage: writes PORT CLIENTS SECONDS PATHS TOKENS\n");
		return 2;
	}
	char path[256], token[256];
	FILE *paths = fopen(argv[4], "r"), *tokens = fopen(argv[5], "r");
	int poll = epoll_create1(EPOLL_CLOEXEC);
	if (!paths || !tokens || poll < 0)
		out_of("lists");
	for (int k = 0; k < n; k++) {
		line_of(paths, path, sizeof path);
		line_of(tokens, token, sizeof token);
		prepare(&clients[k], port, path, token);
		if (epoll_ctl(poll, EPOLL_CTL_ADD, clients[k].fd, &(struct epoll_event){ .events = EPOLLIN, .data.ptr = &clients[k] }))
			out_of("epoll");
	}
	int64_t began = us(), until = began + (int64_t)(seconds * 1e6), ended = began;
	int busy = n;
	for (int k = 0; k < n; k++)
		ask(&clients[k]);
	while (busy) {
		struct epoll_event come[64];
		int got = epoll_wait(poll, come, 64, 10000);
		if (got <= 0)
			out_of("no reply for ten seconds");
		for (int k = 0; k < got; k++) {
			struct client *c = come[k].data.ptr;
			if (!hear(c))
				continue;
			note(c);
			if ((ended = us()) < until && failed < 100)
				ask(c);
			else
				busy--;
		}
	}
	qsort(times, n_times, sizeof *times, by_size);
	printf("{\"rate\": %.1f, \"n\": %zu, \"failed\": %zu, \"p50_ms\": %.2f, \"p99_ms\": %.2f}\n", (double)n_times * 1e6 / (double)(ended - began),
	       n_times, failed, n_times ? times[n_times / 2] / 1e3 : 0, n_times ? times[n_times * 99 / 100] / 1e3 : 0);
	return failed || !n_times;
}
