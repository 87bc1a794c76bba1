/* serve: everything started in order, and ended in the order that loses nothing.
 * Leaves each part to its own file. */
#include "desk.h"
#include "doors.h"
#include "http.h"
#include "program.h"
#include "reply.h"
#include "serve.h"
#include "slow.h"
#include "throttle.h"
#include "worker.h"
#include "writer.h"
#include <malloc.h>
#include <signal.h>
#include <unistd.h>

enum { END_SECONDS = 20, ARENAS = 4 };

/* Only the thread that waits for them sees these signals. */
static void block_signals(sigset_t *ends)
{
	sigemptyset(ends);
	sigaddset(ends, SIGTERM);
	sigaddset(ends, SIGINT);
	sigaddset(ends, SIGHUP);
	pthread_sigmask(SIG_BLOCK, ends, NULL);
	signal(SIGPIPE, SIG_IGN);
}

/* A second signal does not wait. */
static void on_impatience(int number)
{
	(void)number;
	_exit(TROUBLE);
}

static void stop(struct server *s)
{
	atomic_store(&s->ending, true);
	if (s->http)
		http_end(s->http, END_SECONDS);
	if (s->worker)
		worker_end(s->worker);
	if (s->throttle)
		throttle_end(s->throttle);
	if (s->slow)
		slow_end(s->slow);
	if (s->writer)
		writer_end(s->writer);
	if (s->desks)
		desks_end(s->desks);
	if (s->notices)
		notices_end(s->notices);
}

/* False: *ret_why says what is in the way. */
static bool start(struct server *s, bool pg, const char **ret_why)
{
	if (!pg && !(s->writer = writer_start(s, ret_why)))
		return false;
	s->notices = notices_new();
	s->desks = desks_new(s, (size_t)s->config->threads + SLOW_THREADS + 1, !pg);
	s->throttle = throttle_start(s, serve_delayed);
	s->slow = slow_start(s, serve_slow);
	s->worker = worker_start(s);
	return http_start(s, ret_why);
}

int cmd_serve(struct program *p, int argc, char **argv)
{
	(void)argv;
	if (argc > 1) {
		fprintf(stderr, "usage: kith serve [--data DIR] [--listen ADDR:PORT] [--database URL]\n");
		return USAGE;
	}
	if (!data_open(p, true))
		return TROUBLE;
	db_close(p->db);
	p->db = NULL;
	if (!data_is_pg(p) && !data_lock(p))
		return TROUBLE;
	sigset_t ends;
	block_signals(&ends);
	mallopt(M_ARENA_MAX, ARENAS);
	door_limits(&p->config);
	static struct server s;
	s = (struct server){ .house = p->house, .config = &p->config, .master = p->master,
			     .quiet = str_same(p->config.log_level, "quiet") };
	const char *why = NULL;
	if (!start(&s, data_is_pg(p), &why)) {
		trouble("cannot listen on %s: %s.", p->config.listen, why);
		stop(&s);
		return TROUBLE;
	}
	printf("Kith answers at http://%s\n", http_address(s.http));
	fflush(stdout);
	int number;
	sigwait(&ends, &number);
	signal(SIGTERM, on_impatience);
	signal(SIGINT, on_impatience);
	pthread_sigmask(SIG_UNBLOCK, &ends, NULL);
	log_line("ending: finishing what is under way");
	stop(&s);
	log_line("ended");
	return WELL;
}
