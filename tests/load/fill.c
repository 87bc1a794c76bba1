/* kith-fill: a community as large as the measurement asks for, made through the same doors and routes as real people use,
 * and the statements that its pages run, written down for the floor.  Knows how many; leaves the million meetings that
 * come from a file to `kith import`, and measuring to script/bench.  Only for measuring: never installed. */
#include "doors.h"
#include "frame.h"
#include "program.h"
#include "server.h"
#include "communities.h"
#include "connections.h"
#include "asks.h"
#include "conversations.h"
#include <sqlite3.h>
#include <stdarg.h>
#include <sys/stat.h>

enum { A_DAY = 86400, BATCH = 500, MEETINGS = 24, PASSWORD_KIB = 19456, READERS_MAX = 256, LISTENERS_MAX = 2000, ROOM = 200 };
#define SLUG "bench"
#define PHRASE "warm bread early light"
#define COMMUNITY "/c/" SLUG

struct fill {
	struct program p;
	struct arena kept;
	int64_t now, n_people, n_pairs, n_readers, n_waiting, n_supporters;
	const char *community, *project, *hash;
	const char **person;
	FILE *pages, *writes, *statements;
};

/* What sqlite3_trace_v2 hears goes here while a page is drawn for the second time. */
static FILE *listening;

void log_line(const char *format, ...)
{
	(void)format;       /* a server's log: nothing serves here */
}

int trouble(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fputs("kith-fill: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	return TROUBLE;
}

/* Nothing is kept of a community that could not be made: the folder is thrown away by who asked for it. */
static void must(struct fill *f, struct req *r, enum status st, const char *what)
{
	if (st == OK)
		return;
	const struct fault *w = r && r->n_faults ? &r->faults[0] : NULL;
	trouble("%s: status %d %s %s %s", what, (int)st, db_trouble(f->p.db), w && w->field ? w->field : "", w ? w->words : "");
	exit(TROUBLE);
}

/* ---- going through a route as somebody ---- */

static void enter(struct fill *f, struct req *r, const char *person)
{
	operator_begin(&f->p, r);
	r->now = f->now;
	r->reader.zone = "UTC";
	if (person) {
		r->who.person = person;
		r->who.may = MAY_ANYONE | MAY_SIGNED_IN;
		r->who.again_recently = true;
	}
}

/* The caller ends the request. */
static void go(struct fill *f, struct req *r, const char *method, const char *path, const char *body)
{
	bool other;
	const struct route *x = route_find(r, &f->p.house, method, (struct slice){ path, strlen(path) }, &other);
	if (!x || !params_urlencoded(&r->kept, (struct slice){ body, strlen(body) }, &r->params))
		must(f, r, MISSING, path);
	if (r->community.slug) {
		must(f, r, door_enter(r, r->community.slug), path);
		r->out.base = COMMUNITY;
	}
	req_keep(r);
	if (x->slow)
		must(f, r, route_slow(r, x), path);
	must(f, r, route_run(r, x), path);
}

static void act(struct fill *f, const char *person, const char *path, const char *body)
{
	struct req r;
	enter(f, &r, person);
	go(f, &r, "POST", path, body);
	operator_end(&r);
}

static void begin(struct fill *f) { must(f, NULL, db_begin(f->p.db, true), "begin"); }
static void commit(struct fill *f) { must(f, NULL, db_commit(f->p.db), "commit"); }

/* ---- people ---- */

static void open_house(struct fill *f)
{
	struct req r;
	begin(f);
	enter(f, &r, NULL);
	must(f, &r, communities_make(&r, &(struct communities_new){ .slug = SLUG, .name = "Harbor Peer Network", .lang = "en", .zone = "UTC",
		.joining = "open", .formality = 2, .min_cell = 5 }, &f->community), "community");
	f->community = arena_str(&f->kept, f->community);
	must(f, &r, communities_enter_id(&r, f->community), "community");
	must(f, &r, communities_project_make(&r, "Crisis team", &f->project), "project");
	f->project = arena_str(&f->kept, f->project);
	must(f, &r, password_hash(&r, PHRASE, &f->hash), "password");
	f->hash = arena_str(&f->kept, f->hash);
	operator_end(&r);
	commit(f);
}

static void add_person(struct fill *f, struct req *r, int64_t k)
{
	static const char *const languages[] = { "en", "en es", "es", "en" };
	const char *id = f->person[k] = arena_str(&f->kept, id_new(r));
	must(f, r, people_add(r, &(struct people_new){ .id = id, .name = arena_printf(&r->arena, "Person %lld", (long long)k), .pronouns = "they",
		.languages = languages[k % 4], .lang = "en", .zone = "UTC", .login = arena_printf(&r->arena, "person%lld", (long long)k),
		.password_hash = f->hash }), "person");
	must(f, r, communities_add_member(r, f->community, id, true), "member");
	if (k % 2)
		must(f, r, communities_give_role(r, f->community, id, "supporter", r->now), "supporter");
}

static void add_people(struct fill *f)
{
	f->person = ARENA_ARRAY(&f->kept, (size_t)f->n_people, const char *);
	for (int64_t k = 0; k < f->n_people; ) {
		struct req r;
		begin(f);
		enter(f, &r, NULL);
		for (int64_t end = k + BATCH < f->n_people ? k + BATCH : f->n_people; k < end; k++)
			add_person(f, &r, k);
		operator_end(&r);
		commit(f);
	}
}

/* ---- two people and their meetings ---- */

/* rest: what follows the connection's id. */
static const char *pair_path(struct fill *f, const char *connection, const char *rest)
{
	return arena_printf(&f->kept, COMMUNITY "/connections/%s%s", connection, rest);
}

static void settle_in(struct fill *f, const char *person)
{
	act(f, person, COMMUNITY "/limits", "understood=1&number=1");
	act(f, person, COMMUNITY "/about-me/meeting", "ways=cafe&ways=phone&area=&version=0");
	act(f, person, COMMUNITY "/about-me/lived/new",
	    "tag=left_hospital&words=The+days+are+long+and+I+am+learning+to+fill+them.&shown=connected&matters=much");
}

static const char *walk_together(struct fill *f, const char *asker, const char *other)
{
	struct req r;
	const char *id;
	enter(f, &r, NULL);
	must(f, &r, communities_enter_id(&r, f->community), "community");
	must(f, &r, connections_make(&r, asker, other, NULL, f->project, &id), "connection");
	id = arena_str(&f->kept, id);
	operator_end(&r);
	return id;
}

static void meet(struct fill *f, const char *connection, const char *asker, const char *other, int64_t began)
{
	static const char *const modes[] = { "in_person&place=cafe", "phone", "video", "in_person&place=outdoors" };
	struct civil c = zone_civil("UTC", began);
	char body[512];
	snprintf(body, sizeof body, "met=met&day=%04d-%02d-%02d&clock=%02d:00&minutes=%d&mode=%s&given=emotional&given=company"
		 "&outcome=We+walked+along+the+river+and+spoke+about+work.+It+felt+lighter+afterwards.&next_step=A+call+on+Thursday",
		 c.year, c.month, c.day, c.hour, 30 + 15 * (c.day % 5), modes[c.day % 4]);
	f->now = began + 7200;
	act(f, c.day % 3 ? other : asker, pair_path(f, connection, "/encounters/new"), body);
}

static void add_pairs(struct fill *f, int64_t today)
{
	for (int64_t k = 0; k < f->n_pairs; k++) {
		const char *asker = f->person[2 * k], *other = f->person[2 * k + 1];
		if (k % 20 == 0)
			begin(f);
		f->now = today - 200 * A_DAY;
		settle_in(f, asker);
		settle_in(f, other);
		const char *id = walk_together(f, asker, other);
		for (int n = 0; n < MEETINGS; n++)
			meet(f, id, asker, other, today - (MEETINGS - n) * 7 * A_DAY + (9 + (k + n) % 9) * 3600);
		if (k % 20 == 19 || k == f->n_pairs - 1)
			commit(f);
		if (k >= f->n_readers)
			continue;
		fprintf(f->pages, "%s\n", pair_path(f, id, ""));
		fprintf(f->writes, "%s\n", pair_path(f, id, "/encounters/new"));
	}
}

/* ---- a waiting list, and who has room ---- */

static void tell_of_themselves(struct fill *f, const char *person, int64_t k)
{
	static const char *const tags[] = { "alone", "worry", "left_hospital", "very_low", "memories", "eating" };
	static const char *const likes[] = { "walking", "reading", "gardening", "yoga" };
	char body[160];
	act(f, person, COMMUNITY "/about-me/meeting", k % 3 ? "ways=cafe&ways=phone&area=&version=0" : "ways=phone&ways=video&area=&version=0");
	snprintf(body, sizeof body, "week=%d-%d&week=%d-%d&week=%d-%d&version=1", (int)(k % 7), (int)(8 + k % 12), (int)(k / 7 % 7), (int)(9 + k % 10),
		 (int)((k + 3) % 7), (int)(10 + k % 9));
	act(f, person, COMMUNITY "/about-me/week", body);
	for (int64_t n = 0; n < 2; n++) {
		snprintf(body, sizeof body, "tag=%s&words=&shown=supporters&matters=%s&support_with=1", tags[(k + n * (1 + k % 5)) % 6], (k + n) % 2 ? "much" : "some");
		act(f, person, COMMUNITY "/about-me/lived/new", body);
	}
	snprintf(body, sizeof body, "interests=%s&interests=%s", likes[k % 4], likes[(k + 1) % 4]);
	act(f, person, COMMUNITY "/about-me/interests", body);
}

static void wait_or_offer(struct fill *f, int64_t k, bool waits)
{
	struct req r;
	const char *id, *person = f->person[2 * k + !waits];
	tell_of_themselves(f, person, k * 7919);
	enter(f, &r, NULL);
	must(f, &r, communities_enter_id(&r, f->community), "community");
	if (waits)
		must(f, &r, asks_open_one(&r, &(struct asks_new_one){ .person = person, .direction = "ask", .about = "Somebody to walk with", .kinds = 1 << k % 7,
			.asked = f->now - k % 200 * A_DAY, .helped = true }, &id), "ask");
	else
		must(f, &r, asks_room_say(&r, person, 0, 2 + k % 4, 3 << k % 6, NULL), "room");
	operator_end(&r);
}

/* After those who walk together: people who wait are even, supporters odd. */
static void add_waiting(struct fill *f)
{
	int64_t each[2] = { f->n_supporters, f->n_waiting };
	for (int waits = 0; waits < 2; waits++)
		for (int64_t k = 0; k < each[waits]; ) {
			begin(f);
			for (int64_t end = k + BATCH < each[waits] ? k + BATCH : each[waits]; k < end; k++)
				wait_or_offer(f, f->n_pairs + k, waits);
			commit(f);
		}
	if (!f->n_waiting)
		return;
	struct req r;
	begin(f);
	enter(f, &r, NULL);
	must(f, &r, communities_give_role(&r, f->community, f->person[0], "coordinator", r.now), "coordinator");
	operator_end(&r);
	commit(f);
}

/* ---- signing in, and listening to what a page asks of the database ---- */

/* The values that SQLite put in the places of $1 …: the template and what became of it, side by side.  SQLite numbers such
 * names by where they come first, so each is written once, in that order. */
static void put_values(FILE *to, const char *template, const char *expanded)
{
	const char *t = template, *e = expanded;
	bool known[100] = { false };
	while (*t && *e) {
		if (*t != '$') {
			t++, e++;
			continue;
		}
		const char *from = e;
		size_t number = 0;
		for (t++; *t >= '0' && *t <= '9'; t++)
			number = (number * 10 + (size_t)(*t - '0')) % COUNT(known);
		if (*e == '\'' || (*e == 'x' && e[1] == '\'')) {
			for (e += *e == 'x' ? 2 : 1; *e && (*e != '\'' || e[1] == '\''); e++)
				e += *e == '\'';
			e += *e == '\'';
		} else {
			e += strcspn(e, " ,)\n\r\t;=<>|");
		}
		if (!known[number])
			fprintf(to, "\x1f%.*s", (int)(e - from), from);
		known[number] = true;
	}
}

static int heard(unsigned what, void *context, void *statement, void *text)
{
	(void)what;
	(void)context;
	const char *sql = sqlite3_sql(statement), *said = text;
	if (!listening || !sql || !said || said[0] == '-' || !sqlite3_stmt_readonly(statement) || sqlite3_column_count(statement) == 0)
		return 0;
	char *expanded = sqlite3_expanded_sql(statement);
	fprintf(listening, "S\x1f%s", sql);
	if (expanded)
		put_values(listening, sql, expanded);
	fputc('\x1e', listening);
	sqlite3_free(expanded);
	return 0;
}

static int listen_on(sqlite3 *h, const char **ret_why, const struct sqlite3_api_routines *api)
{
	(void)ret_why;
	(void)api;
	return sqlite3_trace_v2(h, SQLITE_TRACE_STMT, heard, NULL);
}

/* As the server does it: who holds the token, then the community, then the route. */
static void draw(struct fill *f, const char *token, const char *path)
{
	struct req r;
	bool touch;
	must(f, NULL, db_begin(f->p.db, false), "begin");
	enter(f, &r, NULL);
	r.want = WANT_PAGE;
	r.who.may = MAY_ANYONE;
	must(f, &r, door_who(&r, token, &touch), "token");
	go(f, &r, "GET", path, "");
	operator_end(&r);
	db_rollback(f->p.db);
}

static void listen_to(struct fill *f, const char *token, const char *path)
{
	draw(f, token, path);       /* keys of the people it shows are now known, as on a server that runs */
	fprintf(f->statements, "P\x1f%s\x1e", path);
	listening = f->statements;
	draw(f, token, path);
	listening = NULL;
}

static const char *sign_in(struct fill *f, int64_t k)
{
	struct req r;
	char body[128];
	snprintf(body, sizeof body, "login=person%lld&password=warm+bread+early+light", (long long)k);
	begin(f);
	enter(f, &r, NULL);
	r.want = WANT_JSON;
	r.who.may = MAY_ANYONE;
	go(f, &r, "POST", "/sign-in", body);
	const char *token = arena_str(&f->kept, r.reply.session_token);
	operator_end(&r);
	commit(f);
	return token;
}

static FILE *file(const char *folder, const char *name, const char *how)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *at = fopen(path, how);
	if (!at)
		exit(trouble("%s cannot be opened", path));
	return at;
}

/* tokens, pages and writes have a line for each reader, in the same order. */
static void sign_all_in(struct fill *f, const char *folder)
{
	char path[256];
	FILE *tokens = file(folder, "tokens", "w"), *pages = file(folder, "pages", "r");
	for (int64_t k = 0; k < f->n_readers && fgets(path, sizeof path, pages); k++) {
		const char *token = sign_in(f, 2 * k);
		path[strcspn(path, "\n")] = 0;
		fprintf(tokens, "%s\n", token);
		f->statements = file(folder, "page.statements", k ? "a" : "w");
		listen_to(f, token, path);
		fclose(f->statements);
		f->statements = file(folder, "today.statements", k ? "a" : "w");
		listen_to(f, token, COMMUNITY "/today");
		fclose(f->statements);
	}
	fclose(tokens);
	fclose(pages);
}

/* listeners: tokens of people of whom the first ROOM are in one conversation; room: its address. */
static void open_room(struct fill *f, const char *folder)
{
	FILE *tokens = file(folder, "listeners", "w"), *room = file(folder, "room", "w");
	int64_t n = f->n_people < LISTENERS_MAX ? f->n_people : LISTENERS_MAX;
	struct req r;
	const char *id;
	begin(f);
	enter(f, &r, NULL);
	must(f, &r, communities_enter_id(&r, f->community), "community");
	must(f, &r, conversation_open(&r, &(struct conversations_new){ .kind = "room", .subject = id_new(&r), .title = "Everybody" }, &id), "room");
	fprintf(room, COMMUNITY "/conversations/%s\n", id);
	for (int64_t k = 0; k < n; k++) {
		r.want = WANT_JSON;
		must(f, &r, people_sign_in_proven(&r, f->person[k], false), "listener");
		fprintf(tokens, "%s\n", r.reply.session_token);
		if (k < ROOM)
			must(f, &r, conversation_come(&r, id, f->person[k]), "room");
	}
	operator_end(&r);
	commit(f);
	fclose(tokens);
	fclose(room);
}

static bool prepare(struct fill *f, char **argv)
{
	struct config *c = &f->p.config;
	config_start(c);
	char kib[16];
	snprintf(kib, sizeof kib, "%d", (int)PASSWORD_KIB);
	if (!config_set(c, "data", argv[1], "fill") || !config_set(c, "password_memory_kib", kib, "fill") || !config_finish(c)) {
		trouble("%s", c->trouble);
		return false;
	}
	f->p.house = (struct house){ .n = n_features, .features = features, .frame_open = frame_open, .frame_close = frame_close,
				      .public_address = "", .password_memory_kib = PASSWORD_KIB };
	if (!str_int((struct slice){ argv[3], strlen(argv[3]) }, 2, 10000000, &f->n_people) ||
	    !str_int((struct slice){ argv[4], strlen(argv[4]) }, 1, f->n_people / 2, &f->n_pairs)) {
		trouble("PEOPLE and PAIRS are numbers, and there are two people in a pair");
		return false;
	}
	f->n_waiting = f->n_supporters = 0;
	int64_t more = f->n_people / 2 - f->n_pairs;
	if (argv[5] && (!str_int((struct slice){ argv[5], strlen(argv[5]) }, 0, more, &f->n_waiting) ||
			!str_int((struct slice){ argv[6], strlen(argv[6]) }, 0, more, &f->n_supporters))) {
		trouble("WAITING and SUPPORTERS are numbers, and half of those who are in no pair can wait");
		return false;
	}
	f->n_readers = f->n_pairs < READERS_MAX ? f->n_pairs : READERS_MAX;
	return true;
}

int main(int argc, char **argv)
{
	static struct fill f = { .p.lock = -1 };
	umask(077);
	if (argc != 5 && argc != 7) {
		fprintf(stderr, "usage: kith-fill DATA FOLDER PEOPLE PAIRS [WAITING SUPPORTERS]\n");
		return USAGE;
	}
	if (!prepare(&f, argv))
		return TROUBLE;
	int64_t today = time(NULL) / A_DAY * A_DAY;
	sqlite3_auto_extension((void (*)(void))listen_on);
	if (!data_make(&f.p))
		return TROUBLE;
	f.now = today - 300 * A_DAY;
	open_house(&f);
	add_people(&f);
	f.pages = file(argv[2], "pages", "w");
	f.writes = file(argv[2], "writes", "w");
	add_pairs(&f, today);
	fclose(f.pages);
	fclose(f.writes);
	f.now = time(NULL);
	add_waiting(&f);
	sign_all_in(&f, argv[2]);
	open_room(&f, argv[2]);
	data_close(&f.p);
	config_end(&f.p.config);
	arena_end(&f.kept);
	return WELL;
}
