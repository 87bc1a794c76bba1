/* HTTP/1.1 on libmicrohttpd 0.9.75: sockets, limits and deadlines; requests become visits and visits replies.
 * Leaves what a head may say to head.c, and everything after it to serve.c. */
#include "http.h"
#include "banned.h"
#include "live.h"
#include "reply.h"
#include "serve.h"
#include "stream.h"
#include "throttle.h"
#include "tls.h"
#include "watch.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netdb.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* Seconds, all of them totals from the step's beginning.  A body and a reply get one more for each so many bytes. */
enum { HEAD_SECONDS = 10, IDLE_SECONDS = 30, BODY_SECONDS = 30, REPLY_SECONDS = 60, BYTES_A_SECOND = 16 * 1024 };
/* Taken for one connection: a head of HEAD_MAX, the reply's fields and the library's own lists fit.  BODIES_MAX: of all long bodies. */
enum { MEMORY_EACH = 11 * 1024, BODY_FIRST = 16 * 1024, BODY_SHORT = 256 * 1024, BODIES_MAX = 256 * 1024 * 1024, BACKLOG = 512, FILES_SPARE = 128 };

struct http {
	struct server *server;
	struct MHD_Daemon *daemon;
	struct watch *watch;
	_Atomic int visits;             /* from their request line to the last byte of their reply */
	_Atomic int busy;               /* calls of on_request and suspended connections: none may be left at the end */
	_Atomic bool closing;           /* nothing new is taken up */
	char address[100];
};

/* ---- one connection ---- */

static void on_connection(void *context, struct MHD_Connection *c, void **socket_context, enum MHD_ConnectionNotificationCode code)
{
	struct http *h = context;
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		const union MHD_ConnectionInfo *fd = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
		struct watched *w = calloc(1, sizeof *w);
		*socket_context = w;
		if (w && fd)
			watch_add(h->watch, w, fd->connect_fd, HEAD_SECONDS);
		else if (fd)
			shutdown(fd->connect_fd, SHUT_RDWR);    /* no memory to watch it: better not to have it */
	} else if (*socket_context) {
		watch_remove(h->watch, *socket_context);
		free(*socket_context);
		*socket_context = NULL;
	}
}

static void step_of(struct MHD_Connection *c, int64_t seconds)
{
	const union MHD_ConnectionInfo *i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	if (i && i->socket_context)
		watch_step(i->socket_context, seconds);
}

static void next_step(struct visit *v, int64_t seconds) { step_of(v->connection, seconds); }

/* The request line is in.  raw: the target before the library decodes it in place. */
static void *on_target(void *context, const char *raw, struct MHD_Connection *c)
{
	struct http *h = context;
	struct visit *v = serve_begin(h->server, (struct slice){ raw, raw ? strlen(raw) : 0 });
	if (v) {
		atomic_fetch_add(&h->visits, 1);
		v->connection = c;
		v->library_target = raw;
		next_step(v, HEAD_SECONDS);
	}
	return v;
}

static void on_end(void *context, struct MHD_Connection *c, void **request, enum MHD_RequestTerminationCode why)
{
	(void)c, (void)why;
	struct http *h = context;
	struct visit *v = *request;
	if (!v)
		return;
	atomic_fetch_sub(&h->visits, 1);
	next_step(v, IDLE_SECONDS);
	serve_end(v);
	*request = NULL;
}

/* ---- the head ---- */

/* The library is lenient in ways that a proxy in front may read differently: bare line feeds, NULs, folded lines, blanks
 * in the request line.  It parses in place, so all of these show as a gap: every name must begin two bytes (CR LF) behind
 * the value before it, and the version one blank behind the target. */
struct reading { struct visit *v; const char *end; int refuse; };

static enum MHD_Result on_field(void *context, enum MHD_ValueKind kind, const char *name, size_t named, const char *value, size_t n)
{
	(void)kind;
	struct reading *r = context;
	if (!value)
		value = name + named, n = 0;
	if (name != r->end || value[n] != '\0' || value[n + 1] != '\0')
		r->refuse = 400;
	r->end = value + n + 2;
	int refuse = head_take(&r->v->head, (struct slice){ name, named }, (struct slice){ value, n });
	if (!r->refuse)
		r->refuse = refuse;
	return r->refuse ? MHD_NO : MHD_YES;
}

static int read_head(struct visit *v, struct MHD_Connection *c, const char *method, const char *version)
{
	v->head.method = (struct slice){ method, strlen(method) };
	v->head.version = (struct slice){ version, strlen(version) };
	const union MHD_ConnectionInfo *size = MHD_get_connection_info(c, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	if (size && size->header_size > HEAD_MAX)
		return v->head.target.n > TARGET_MAX ? 414 : 431;
	if (v->library_target != method + v->head.method.n + 1 || version != v->library_target + v->head.target.n + 1)
		return 400;
	struct reading r = { .v = v, .end = version + v->head.version.n + 2 };
	MHD_get_connection_values_n(c, MHD_HEADER_KIND, on_field, &r);
	/* behind the last field only the empty line */
	if (!r.refuse && size && r.end + 2 != method + size->header_size)
		r.refuse = 400;
	return r.refuse ? r.refuse : head_judge(&v->head);
}

/* Who is in front of us and, when that is our proxy, who is in front of it. */
static void read_client(struct visit *v, struct MHD_Connection *c)
{
	const struct server *s = v->server;
	const union MHD_ConnectionInfo *i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	if (!i || !i->client_addr)
		return;
	v->address = throttle_network(s->throttle, i->client_addr);
	v->secure = tls_wanted(s->config);
	char text[INET6_ADDRSTRLEN] = "";
	if (!*s->config->trusted_proxy ||
		getnameinfo(i->client_addr, i->client_addr->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in),
			text, sizeof text, NULL, 0, NI_NUMERICHOST) || !config_address_in(&v->r.kept, s->config->trusted_proxy, text))
		return;
	v->secure |= slice_same(v->head.field[HEAD_FORWARDED_PROTO], SLICE("https"));
	struct slice chain = v->head.field[HEAD_FORWARDED_FOR];
	const char *comma = chain.n ? memrchr(chain.at, ',', chain.n) : NULL;
	if (comma)
		chain = (struct slice){ comma + 1, chain.n - (size_t)(comma + 1 - chain.at) };
	if (chain.n)
		v->address = throttle_network_text(s->throttle, chain);
}

/* ---- the body ---- */

/* Long bodies are counted together, so that many at once cannot take all memory.  False: there is no room for more. */
static bool body_counted(struct visit *v, size_t room)
{
	size_t more = room - v->body_counted;
	if (room <= BODY_SHORT)
		return true;
	if (atomic_fetch_add(&v->server->bodies, more) + more > BODIES_MAX) {
		atomic_fetch_sub(&v->server->bodies, more);
		return false;
	}
	v->body_counted = room;
	return true;
}

/* Memory grows with what has come, not with what was announced.  False: no memory. */
static bool body_take(struct visit *v, const char *data, size_t n)
{
	if (v->body_n + n > v->body_room) {
		size_t room = v->body_room ? v->body_room * 2 : BODY_FIRST;
		while (room < v->body_n + n)
			room *= 2;
		if (!body_counted(v, room))
			return false;
		char *bigger = realloc(v->body, room);
		if (!bigger)
			return false;
		v->body = bigger;
		v->body_room = room;
	}
	memcpy(v->body + v->body_n, data, n);
	v->body_n += n;
	return true;
}

/* ---- the reply ---- */

static bool add_headers(const struct visit *v, struct MHD_Response *m)
{
	bool well = true;
	for (size_t k = 0; k < v->n_headers; k++)
		well &= MHD_add_response_header(m, v->header[k].name, v->header[k].value) == MHD_YES;
	return well;
}

/* A deadline holds while something is being sent, and none while there is nothing to send. */
void http_stream_sleep(void *connection)
{
	step_of(connection, 0);
	MHD_suspend_connection(connection);
}

void http_stream_wake(struct http *h, void *connection)
{
	(void)h;
	step_of(connection, REPLY_SECONDS);
	MHD_resume_connection(connection);
}

/* The stream outlives its visit: what is kept of it is with the listener.  False: there is no room for one more. */
static bool send_stream(struct visit *v, enum MHD_Result *ret)
{
	struct live_new n = { v->r.community.id, v->r.who.person, v->r.who.session, v->r.reply.stream_after, v->connection };
	struct slice heard = v->head.field[HEAD_LAST_EVENT];
	if (heard.at && !str_int(heard, 0, INT64_MAX, &n.after))
		n.after = NO_INT;
	struct MHD_Response *m = stream_reply(v->server->live, &n);
	if (!m)
		return false;
	bool well = add_headers(v, m) && MHD_add_response_header(m, "X-Accel-Buffering", "no") == MHD_YES;
	v->step = VISIT_STREAM;
	*ret = well ? MHD_queue_response(v->connection, MHD_HTTP_OK, m) : MHD_NO;
	MHD_destroy_response(m);
	return true;
}

static enum MHD_Result send_reply(struct visit *v)
{
	struct MHD_Connection *c = v->connection;
	if (v->r.reply.stream && v->http == 200 && !v->head.head_only) {
		enum MHD_Result streams;
		if (send_stream(v, &streams))
			return streams;
		reply_bare(v, 503);
		reply_header(v, "Retry-After", "30");
	}
	/* the bytes belong to the visit, which ends after the last of them went out */
	struct MHD_Response *m = MHD_create_response_from_buffer(v->reply.n, (void *)(uintptr_t)v->reply.at, MHD_RESPMEM_PERSISTENT);
	if (!m)
		return MHD_NO;
	bool well = add_headers(v, m);
	if (atomic_load_explicit(&v->server->ending, memory_order_relaxed) || v->http == 413 || v->http == 400)
		MHD_add_response_header(m, MHD_HTTP_HEADER_CONNECTION, "close");
	next_step(v, REPLY_SECONDS + (int64_t)(v->reply.n / BYTES_A_SECOND));
	v->step = VISIT_SENT;
	enum MHD_Result queued = well ? MHD_queue_response(c, (unsigned)v->http, m) : MHD_NO;
	MHD_destroy_response(m);
	return queued;
}

/* ours: false when it went to another thread, which may have answered by now: nothing of v is looked at any more. */
static enum MHD_Result answer(struct visit *v, bool *ret_ours)
{
	*ret_ours = serve_whole(v);
	return *ret_ours ? send_reply(v) : MHD_YES;
}

static enum MHD_Result head_in(struct visit *v, struct MHD_Connection *c, const char *method, const char *version, bool *ret_ours)
{
	int bad = read_head(v, c, method, version);
	read_client(v, c);
	v->step = VISIT_BODY;
	if (bad) {
		reply_bare(v, bad);
		return send_reply(v);
	}
	serve_head(v);
	next_step(v, BODY_SECONDS + v->head.length / BYTES_A_SECOND);
	if (!v->refuse || v->head.length == 0)
		return MHD_YES;
	/* the body is not wanted: answered at once, and the connection ends with it */
	return answer(v, ret_ours);
}

static enum MHD_Result take_up(struct visit *v, struct MHD_Connection *c, const char *method, const char *version, const char *data,
			       size_t *data_n, bool *ret_ours)
{
	*ret_ours = true;
	switch (v->step) {
	case VISIT_HEAD:
		return head_in(v, c, method, version, ret_ours);
	case VISIT_BODY:
		if (*data_n) {
			bool taken = v->body_n + *data_n <= v->body_max && body_take(v, data, *data_n);
			*data_n = 0;
			return taken ? MHD_YES : MHD_NO;
		}
		next_step(v, 0);
		return answer(v, ret_ours);
	case VISIT_DONE:
		serve_finish(v);
		return send_reply(v);
	case VISIT_UNDER_WAY:
		*ret_ours = false;
		break;
	case VISIT_STREAM:
	case VISIT_SENT:
		break;
	}
	return MHD_YES;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *c, const char *url, const char *method, const char *version,
				  const char *data, size_t *data_n, void **request)
{
	(void)url;
	struct http *h = context;
	struct visit *v = *request;
	enum MHD_Result result = MHD_NO;
	bool ours = false;
	/* counted before `closing` is looked at: http_end sets it, then waits for the count */
	atomic_fetch_add(&h->busy, 1);
	if (v && (!atomic_load(&h->closing) || v->step == VISIT_DONE))
		result = take_up(v, c, method, version, data, data_n, &ours);
	if (ours && v->step == VISIT_STREAM) {
		atomic_fetch_sub(&h->visits, 1);
		serve_end(v);
		*request = NULL;
	}
	atomic_fetch_sub(&h->busy, 1);
	return result;
}

void http_suspend(struct visit *v)
{
	atomic_fetch_add(&v->server->http->busy, 1);
	MHD_suspend_connection(v->connection);
}

void http_resume(struct visit *v)
{
	struct http *h = v->server->http;
	MHD_resume_connection(v->connection);
	atomic_fetch_sub(&h->busy, 1);
}

/* ---- the daemon ---- */

static int listen_socket(const char *host, int64_t port, const char **ret_why)
{
	char service[8];
	snprintf(service, sizeof service, "%d", (int)port);
	struct addrinfo want = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE }, *found;
	if (getaddrinfo(host, service, &want, &found)) {
		*ret_why = "it is not a numeric address such as 127.0.0.1 or ::1";
		return -1;
	}
	const int on = 1;
	int fd = socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	bool well = fd >= 0 && !setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) &&
			!bind(fd, found->ai_addr, found->ai_addrlen) && !listen(fd, BACKLOG);
	freeaddrinfo(found);
	if (well)
		return fd;
	*ret_why = errno == EADDRINUSE ? "another program is listening there" : errno == EACCES ? "this needs more rights than we have" :
		   errno == EADDRNOTAVAIL ? "this machine does not have that address" : strerror(errno);
	if (fd >= 0)
		close(fd);
	return -1;
}

static void note_address(struct http *h, int fd)
{
	struct sockaddr_storage a;
	socklen_t n = sizeof a;
	char host[64], port[8];
	if (getsockname(fd, (struct sockaddr *)&a, &n) ||
		getnameinfo((struct sockaddr *)&a, n, host, sizeof host, port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV))
		return;
	snprintf(h->address, sizeof h->address, a.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
}

/* As many connections as were asked for, or as the system's limit of open files allows. */
static unsigned connections_allowed(const struct config *c)
{
	struct rlimit files;
	if (getrlimit(RLIMIT_NOFILE, &files))
		return (unsigned)c->connections_max;
	rlim_t want = (rlim_t)c->connections_max + FILES_SPARE + (rlim_t)c->threads * 8;
	if (files.rlim_cur < want) {
		files.rlim_cur = files.rlim_max < want ? files.rlim_max : want;
		if (setrlimit(RLIMIT_NOFILE, &files))
			getrlimit(RLIMIT_NOFILE, &files);
	}
	if (files.rlim_cur >= want)
		return (unsigned)c->connections_max;
	rlim_t left = want - (rlim_t)c->connections_max;
	unsigned allowed = files.rlim_cur > left + 16 ? (unsigned)(files.rlim_cur - left) : 16;
	log_line("only %u connections at once: the system allows %llu open files", allowed, (unsigned long long)files.rlim_cur);
	return allowed;
}

static struct MHD_Daemon *daemon_start(struct http *h, int fd)
{
	const struct config *c = h->server->config;
	unsigned per_address = *c->trusted_proxy ? 0 : (unsigned)c->connections_per_address;
	struct MHD_OptionItem tls[] = {
		{ MHD_OPTION_HTTPS_CERT_CALLBACK, 0, (void *)tls_callback() },
		{ MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)tls_priorities },
		{ MHD_OPTION_END, 0, NULL },
	};
	bool secure = tls_wanted(c);
	return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC | (secure ? MHD_USE_TLS : 0), 0,
				NULL, NULL, on_request, h,
				MHD_OPTION_ARRAY, secure ? tls : &tls[COUNT(tls) - 1],
				MHD_OPTION_LISTEN_SOCKET, fd,
				MHD_OPTION_THREAD_POOL_SIZE, (unsigned)c->threads,
				MHD_OPTION_CONNECTION_LIMIT, connections_allowed(c),
				MHD_OPTION_PER_IP_CONNECTION_LIMIT, per_address,
				MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY_EACH,
				MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
				MHD_OPTION_STRICT_FOR_CLIENT, 1,
				MHD_OPTION_URI_LOG_CALLBACK, on_target, h,
				MHD_OPTION_NOTIFY_COMPLETED, on_end, h,
				MHD_OPTION_NOTIFY_CONNECTION, on_connection, h,
				MHD_OPTION_END);
}

struct http *http_start(struct server *s, const char **ret_why)
{
	struct http *h = calloc(1, sizeof *h);
	const char *host;
	int64_t port;
	struct arena a = { 0 };
	if (!h || !config_address(&a, s->config->listen, &host, &port))
		abort();        /* config_finish checked it */
	h->server = s;
	int fd = listen_socket(host, port, ret_why);
	arena_end(&a);
	if (fd < 0) {
		free(h);
		return NULL;
	}
	note_address(h, fd);
	s->http = h;
	h->watch = watch_start();
	h->daemon = h->watch ? daemon_start(h, fd) : NULL;
	if (h->daemon)
		return h;
	*ret_why = "the threads that answer could not be started";
	if (h->watch)
		watch_end(h->watch);
	close(fd);
	free(h);
	s->http = NULL;
	return NULL;
}

const char *http_address(const struct http *h) { return h->address; }

void http_end(struct http *h, int seconds)
{
	int fd = MHD_quiesce_daemon(h->daemon);
	for (int64_t until = watch_clock() + seconds; watch_clock() < until && atomic_load(&h->visits);)
		nanosleep(&(struct timespec){ .tv_nsec = 10 * 1000 * 1000 }, NULL);
	/* the library ends the program when it is stopped with a suspended connection */
	atomic_store(&h->closing, true);
	live_stop(h->server->live);
	watch_shut_all(h->watch);
	while (atomic_load(&h->busy))
		nanosleep(&(struct timespec){ .tv_nsec = 5 * 1000 * 1000 }, NULL);
	MHD_stop_daemon(h->daemon);
	if (fd >= 0)
		close(fd);
	watch_end(h->watch);
	free(h);
}
