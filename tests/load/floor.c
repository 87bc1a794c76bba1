/* floor: what the machine itself can do, on the same HTTP library.  `floor constant` answers a fixed text; `floor sqlite`
 * first runs the statements of one page, as if written by hand: prepared once, values bound, every column read, one read
 * transaction.  Opens no sealed column, escapes nothing, checks nobody.  Knows nothing of Kith but a file of statements. */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEMPLATES_MAX = 200, VALUES_MAX = 40 };

struct value { int is, n; const char *at; int64_t i; };
struct call { int template, n; struct value value[VALUES_MAX]; struct call *next; };
struct page { struct call *first; };

static const char *templates[TEMPLATES_MAX];
static int n_templates;
static struct page *pages;
static unsigned n_pages;
static const char *database;
static struct MHD_Response *reply;
static _Atomic unsigned turn;
static _Thread_local sqlite3 *mine;
static _Thread_local sqlite3_stmt *statement[TEMPLATES_MAX];

static _Noreturn void out_of(const char *what)
{
	fprintf(stderr, "floor: %s\n", what);
	exit(1);
}

/* ---- the file of statements: kith-fill writes it ---- */

static char *whole(const char *path)
{
	FILE *at = fopen(path, "rb");
	if (!at || fseek(at, 0, SEEK_END))
		out_of(path);
	long n = ftell(at);
	char *text = malloc((size_t)n + 1);
	rewind(at);
	if (!text || fread(text, 1, (size_t)n, at) != (size_t)n)
		out_of(path);
	text[n] = 0;
	fclose(at);
	return text;
}

static int template_of(const char *sql)
{
	for (int k = 0; k < n_templates; k++)
		if (strcmp(templates[k], sql) == 0)
			return k;
	if (n_templates == TEMPLATES_MAX)
		out_of("too many different statements");
	templates[n_templates] = sql;
	return n_templates++;
}

static int digit(char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }

/* In place: the clear text is never longer. */
static struct value value_of(char *said)
{
	struct value v = { .is = SQLITE_TEXT, .at = said };
	size_t n = strlen(said);
	if (strcmp(said, "NULL") == 0)
		return (struct value){ .is = SQLITE_NULL };
	if (said[0] == 'x') {
		v.is = SQLITE_BLOB;
		for (size_t k = 2; k + 1 < n && said[k] != '\''; k += 2)
			said[v.n++] = (char)(digit(said[k]) << 4 | digit(said[k + 1]));
	} else if (said[0] == '\'') {
		for (size_t k = 1; k + 1 < n; k++) {
			said[v.n++] = said[k];
			k += said[k] == '\'';
		}
	} else {
		v = (struct value){ .is = SQLITE_INTEGER, .i = atoll(said) };
	}
	return v;
}

static struct call *call_of(char *fields)
{
	struct call *c = calloc(1, sizeof *c);
	char *sql = strsep(&fields, "\x1f"), *value;
	if (!c)
		out_of("no memory");
	c->template = template_of(sql);
	while ((value = strsep(&fields, "\x1f")) && c->n < VALUES_MAX)
		c->value[c->n++] = value_of(value);
	return c;
}

static void read_pages(const char *path)
{
	char *text = whole(path), *record;
	struct call **last = NULL;
	while ((record = strsep(&text, "\x1e")) && *record) {
		if (*record == 'P') {
			pages = realloc(pages, (n_pages + 1) * sizeof *pages);
			if (!pages)
				out_of("no memory");
			pages[n_pages++] = (struct page){ NULL };
			last = &pages[n_pages - 1].first;
		} else if (last) {
			*last = call_of(record + 2);
			last = &(*last)->next;
		}
	}
	if (!n_pages)
		out_of("no page in the file of statements");
}

/* ---- SQLite by hand ---- */

static void bind_value(sqlite3_stmt *s, int at, const struct value *v)
{
	switch (v->is) {
	case SQLITE_TEXT: sqlite3_bind_text(s, at, v->at, v->n, SQLITE_STATIC); break;
	case SQLITE_BLOB: sqlite3_bind_blob(s, at, v->at, v->n, SQLITE_STATIC); break;
	case SQLITE_INTEGER: sqlite3_bind_int64(s, at, v->i); break;
	default: sqlite3_bind_null(s, at); break;
	}
}

static uint64_t columns(sqlite3_stmt *s)
{
	uint64_t seen = 0;
	for (int k = 0, n = sqlite3_column_count(s); k < n; k++)
		switch (sqlite3_column_type(s, k)) {
		case SQLITE_INTEGER: seen += (uint64_t)sqlite3_column_int64(s, k); break;
		case SQLITE_TEXT: seen += *sqlite3_column_text(s, k); break;
		case SQLITE_BLOB: seen += (uint64_t)sqlite3_column_bytes(s, k) + (uintptr_t)sqlite3_column_blob(s, k) % 2; break;
		default: break;
		}
	return seen;
}

static void open_mine(void)
{
	if (sqlite3_open_v2(database, &mine, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) ||
	    sqlite3_exec(mine, "PRAGMA mmap_size = 268435456; PRAGMA query_only = 1", NULL, NULL, NULL))
		out_of("the database does not open");
	for (int k = 0; k < n_templates; k++)
		if (sqlite3_prepare_v3(mine, templates[k], -1, SQLITE_PREPARE_PERSISTENT, &statement[k], NULL))
			out_of(sqlite3_errmsg(mine));
}

static bool run_page(const struct page *p)
{
	static _Atomic uint64_t kept;       /* so that nothing read can be left out by the compiler */
	uint64_t seen = 0;
	if (!mine)
		open_mine();
	if (sqlite3_exec(mine, "BEGIN", NULL, NULL, NULL))
		return false;
	for (const struct call *c = p->first; c; c = c->next) {
		sqlite3_stmt *s = statement[c->template];
		int rc;
		for (int k = 0; k < c->n; k++)
			bind_value(s, k + 1, &c->value[k]);
		while ((rc = sqlite3_step(s)) == SQLITE_ROW)
			seen += columns(s);
		sqlite3_reset(s);
		if (rc != SQLITE_DONE)
			return false;
	}
	atomic_fetch_add_explicit(&kept, seen, memory_order_relaxed);
	return sqlite3_exec(mine, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
}

/* ---- the reply ---- */

static enum MHD_Result answer(void *context, struct MHD_Connection *c, const char *url, const char *method, const char *version,
			      const char *body, size_t *body_n, void **state)
{
	(void)context, (void)url, (void)method, (void)version, (void)body, (void)body_n;
	if (!*state) {
		*state = (void *)1;
		return MHD_YES;
	}
	if (n_pages && !run_page(&pages[atomic_fetch_add_explicit(&turn, 1, memory_order_relaxed) % n_pages]))
		return MHD_NO;
	return MHD_queue_response(c, MHD_HTTP_OK, reply);
}

int main(int argc, char **argv)
{
	bool sqlite = argc == 6 && strcmp(argv[1], "sqlite") == 0;
	if (!sqlite && (argc != 4 || strcmp(argv[1], "constant") != 0)) {
		fprintf(stderr, "usage: floor constant THREADS BYTES | floor sqlite THREADS BYTES DATABASE STATEMENTS\n");
		return 2;
	}
	size_t size = (size_t)atoll(argv[3]);
	char *text = malloc(size + 1);
	if (!text)
		out_of("no memory");
	memset(text, 'x', size);
	if (sqlite) {
		database = argv[4];
		read_pages(argv[5]);
	}
	sigset_t ends;
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	reply = MHD_create_response_from_buffer(size, text, MHD_RESPMEM_PERSISTENT);
	MHD_add_response_header(reply, "Content-Type", "text/html; charset=utf-8");
	struct sockaddr_in own = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct MHD_Daemon *d = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, answer, NULL, MHD_OPTION_SOCK_ADDR, &own,
						MHD_OPTION_THREAD_POOL_SIZE, (unsigned)atoi(argv[2]), MHD_OPTION_END);
	if (!d)
		out_of("no daemon");
	printf("http://127.0.0.1:%d\n", (int)MHD_get_daemon_info(d, MHD_DAEMON_INFO_BIND_PORT)->port);
	fflush(stdout);
	int number;
	sigwait(&ends, &number);
	MHD_stop_daemon(d);
	MHD_destroy_response(reply);
	free(text);
	return 0;
}
