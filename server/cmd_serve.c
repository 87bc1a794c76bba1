/* serve: everything started in order, and ended in the order that loses nothing.
 * Leaves each part to its own file. */
#include "blind.h"
#include "desk.h"
#include "doors.h"
#include "http.h"
#include "live.h"
#include "ledger.h"
#include "pace.h"
#include "mail.h"
#include "notify.h"
#include "post.h"
#include "program.h"
#include "reply.h"
#include "sandbox.h"
#include "seen.h"
#include "serve.h"
#include "slow.h"
#include "studio.h"
#include "throttle.h"
#include "tls.h"
#include "worker.h"
#include "writer.h"
#include <errno.h>
#include <fcntl.h>
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
	if (s->live) {
		live_stop(s->live);
		live_end(s->live);
	}
	if (s->worker)
		worker_end(s->worker);
	if (s->throttle)
		throttle_end(s->throttle);
	if (s->slow)
		slow_end(s->slow);
	if (s->pace)
		pace_end(s->pace);
	if (s->seen)
		seen_end(s->seen);
	if (s->writer)
		writer_end(s->writer);
	if (s->desks)
		desks_end(s->desks);
	if (s->notices)
		notices_end(s->notices);
	if (s->post)
		post_end(s->post);
	if (s->studio)
		studio_end(s->studio);
	keep_end(s->house.keep);
}

/* False: *ret_why says what is in the way. */
static bool start(struct server *s, bool pg, const char **ret_why)
{
	*ret_why = "there is no memory for what OpenSSL needs";
	if (!blind_begin() || (!pg && !(s->writer = writer_start(s, ret_why))))
		return false;
	s->notices = notices_new();
	s->desks = desks_new(s, (size_t)s->config->threads + SLOW_THREADS + 4, !pg);
	if (event_heard(&s->house, &records_read))
		s->seen = seen_start(s);
	s->pace = pace_new();
	s->throttle = throttle_start(s, serve_delayed);
	s->slow = slow_start(s, serve_slow);
	s->worker = worker_start(s);
	*ret_why = "the thread for live streams could not be started";
	return (s->live = live_start(s)) && http_start(s, ret_why);
}

/* The host of public_address; NULL when it is the default. */
static const char *public_host(struct config *c)
{
	const char *at = strstr(c->public_address, "://");
	if (!at || str_same(at + 3, c->listen))
		return NULL;
	return arena_copy(&c->arena, at + 3, strcspn(at + 3, ":/"));
}

static void say_certificate(struct config *c)
{
	struct civil day = zone_civil(NULL, tls_until());
	const char *host = public_host(c);
	log_line("certificate: good until %04d-%02d-%02d", day.year, day.month, day.day);
	if (host && !tls_names(host))
		log_line("certificate: it does not name the host of public_address; browsers will warn people away");
}

/* SIGHUP: what can be read anew while people are served. */
static void read_again(struct config *c)
{
	const char *why;
	if (!tls_wanted(c))
		log_line("there is no certificate to read again; settings are read at the start");
	else if (tls_again(c, &why))
		say_certificate(c);
	else
		log_line("certificate: the one from before stays: %s", why);
}

static void serve_until_told(struct config *c, const sigset_t *ends)
{
	for (int number = SIGHUP; number == SIGHUP; ) {
		sigwait(ends, &number);
		if (number == SIGHUP)
			read_again(c);
	}
}

/* Whoever left and came back with an older database, by whatever way it was brought back, is erased before anybody is let in; and
 * the list learns of those it missed. */
static bool meet_ledger(struct program *p, struct server *s)
{
	const char *why = NULL;
	struct out lines = { .cap = SIZE_MAX / 2 };
	int64_t n = 0;
	s->ledger = ledger_open(p->config.erased_file, &why);
	if (!s->ledger || ledger_read(p, p->config.erased_file, &lines, &why) != OK) {
		trouble("the list of who left, %s, cannot be written: %s. Name another place for it with erased_file.", p->config.erased_file, why);
		return false;
	}
	p->db = db_open(&(struct db_open){ .where = p->config.database, .master = p->master }, &why);
	if (!p->db)
		trouble("%s", why);
	bool well = p->db && ledger_apply(p, (struct slice){ lines.at, lines.n }, &n);
	if (well)
		ledger_follow(s->ledger, &p->house, p->db);
	if (n)
		log_line("this database is from before some left: %lld who had left were erased again", (long long)n);
	out_end(&lines);
	if (p->db)
		db_close(p->db);
	p->db = NULL;
	return well;
}

/* Everything that is read but once: the database's state, the key, the certificate.  False: told. */
static bool open_all(struct program *p, struct server *s)
{
	const char *why = NULL;
	if (!data_open(p, true))
		return false;
	db_close(p->db);
	p->db = NULL;
	if (!data_is_pg(p) && !data_lock(p))
		return false;
	if (!meet_ledger(p, s))
		return false;
	if (!tls_wanted(&p->config) || tls_open(&p->config, &why))
		return true;
	trouble("%s", why);
	return false;
}

/* Whoever broke in could read the key again: for kith selfcheck. */
static bool key_in_reach(const struct config *c)
{
	int fd = open(c->key_file, O_RDONLY | O_CLOEXEC);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static int serve_all(struct program *p, struct server *s)
{
	enum sandbox_role role = data_is_pg(p) ? SANDBOX_POSTGRESQL : SANDBOX_SQLITE;
	const char *why = NULL;
	char holds[120];
	sigset_t ends;
	s->master = p->master;
	block_signals(&ends);
	mallopt(M_ARENA_MAX, ARENAS);
	door_limits(&p->config);
	sandbox_files(&p->config, role);
	bool in_reach = key_in_reach(&p->config);
	if (!start(s, data_is_pg(p), &why))
		return trouble("cannot listen on %s: %s.", p->config.listen, why);
	if (!studio_ready(s->studio, &why))
		return trouble("the process for pictures could not be started: %s.", why);
	sandbox_calls(&p->config, role);
	log_line("sandbox: %s", sandbox_says());
	snprintf(holds, sizeof holds, "%s%s", sandbox_says(), in_reach ? ", the key in reach" : "");
	data_lock_says(p, holds);
	if (tls_wanted(&p->config))
		say_certificate(&p->config);
	printf("Kith answers at %s://%s\n", tls_wanted(&p->config) ? "https" : "http", http_address(s->http));
	fflush(stdout);
	notify_say(s->notify, "READY=1");
	serve_until_told(&p->config, &ends);
	notify_say(s->notify, "STOPPING=1");
	signal(SIGTERM, on_impatience);
	signal(SIGINT, on_impatience);
	pthread_sigmask(SIG_UNBLOCK, &ends, NULL);
	log_line("ending: finishing what is under way");
	return WELL;
}

int cmd_serve(struct program *p, int argc, char **argv)
{
	const char *why;
	(void)argv;
	if (argc > 1) {
		fprintf(stderr, "usage: kith serve [--data DIR] [--listen ADDR:PORT] [--database URL]\n");
		return USAGE;
	}
	static struct server s;
	s = (struct server){ .house = p->house, .config = &p->config, .quiet = str_same(p->config.log_level, "quiet"),
			      .notify = notify_open() };
	s.house.keep = keep_new();      /* a command reads what it needs once, and keeps nothing */
	if (!(s.studio = s.house.studio = studio_start(&p->config, &why)))
		return trouble("the process for pictures could not be started: %s.", why);
	s.house.remake = studio_remake;
	if (mail_possible(&p->config) && !(s.post = post_start(&p->config)))
		return trouble("the process for mail could not be started: %s.", strerror(errno));
	int result = open_all(p, &s) ? serve_all(p, &s) : TROUBLE;
	stop(&s);
	tls_close();
	ledger_close(s.ledger);
	if (result == WELL)
		log_line("ended");
	return result;
}
