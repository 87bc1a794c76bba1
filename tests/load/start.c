/* start: runs a server, waits until it says where it answers, gets one page, and says how many milliseconds lay between exec
 * and the page's last byte; after a quiet while, how much memory the server holds.  Ends the server again. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pid_t server;

static double ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static _Noreturn void out_of(const char *what)
{
	fprintf(stderr, "start: %s\n", what);
	if (server > 0)
		kill(server, SIGKILL);
	exit(1);
}

/* "Kith answers at http://127.0.0.1:PORT" */
static int port_said(int from)
{
	char said[512];
	size_t n = 0;
	for (;;) {
		ssize_t got = read(from, said + n, sizeof said - 1 - n);
		if (got <= 0)
			out_of("the server did not start");
		said[n += (size_t)got] = 0;
		char *at = strstr(said, "http://");
		if (at && strchr(at, '\n'))
			return atoi(strrchr(at, ':') + 1);
	}
}

/* The page, to the end of the connection. */
static size_t get(int port, const char *path, const char *token)
{
	char request[1024], got[65536];
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int n = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n",
			 path, port, token);
	if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) || write(fd, request, (size_t)n) != n)
		out_of("no connection");
	size_t all = 0;
	ssize_t k;
	while ((k = read(fd, got, sizeof got)) > 0) {
		if (!all && (k < 12 || memcmp(got + 9, "200", 3) != 0))
			out_of("the page was not given");
		all += (size_t)k;
	}
	close(fd);
	return all;
}

static double kib(const char *name)
{
	char path[64], line[256];
	double n = -1;
	snprintf(path, sizeof path, "/proc/%d/status", (int)server);
	FILE *at = fopen(path, "r");
	while (at && fgets(line, sizeof line, at))
		if (strncmp(line, name, strlen(name)) == 0)
			n = atof(line + strlen(name));
	if (at)
		fclose(at);
	return n;
}

int main(int argc, char **argv)
{
	int pipes[2];
	if (argc != 6 || pipe2(pipes, O_CLOEXEC)) {
		fprintf(stderr, "usage: start KITH DATA PATH TOKEN QUIET-SECONDS\n");
		return 2;
	}
	double began = ms();
	server = fork();
	if (server == 0) {
		dup2(pipes[1], 1);
		dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), 2);         /* its log is not ours */
		execl(argv[1], argv[1], "serve", "--data", argv[2], "--listen", "127.0.0.1:0", "--log-level", "quiet", (char *)NULL);
		_exit(127);
	}
	close(pipes[1]);
	int port = port_said(pipes[0]);
	size_t bytes = get(port, argv[3], argv[4]);
	double first = ms() - began;
	nanosleep(&(struct timespec){ .tv_sec = atoi(argv[5]) }, NULL);
	double resident = kib("VmRSS:"), own = kib("RssAnon:");
	kill(server, SIGTERM);
	waitpid(server, NULL, 0);
	printf("{\"first_page_ms\": %.1f, \"bytes\": %zu, \"idle_mb\": %.1f, \"own_mb\": %.1f}\n", first, bytes, resident / 1024, own / 1024);
	return 0;
}
