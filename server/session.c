/* Sessions as the browser sees them: cookies, the token of forms, languages.
 * Leaves how long a session lasts, and whose it is, to features/people. */
#include "session.h"
#include "doors.h"
#include "reply.h"
#include "writer.h"

enum { PAD = 16, TOKEN_CHARS = 4 * PAD, DAY = 24 * 3600 };

/* Names without https cannot have the __Host- prefix, which keeps other hosts of the same domain from setting them. */
enum cookie { COOKIE_SESSION, COOKIE_BEFORE, COOKIE_LANG, COOKIE_NOTICE, COOKIE_DEVICE, COOKIES };
static const struct { const char *plain, *secure; } cookie_names[COOKIES] = {
	[COOKIE_SESSION] = { "kith", "__Host-kith" },
	[COOKIE_BEFORE] = { "kith-before", "__Host-kith-before" },
	[COOKIE_LANG] = { "kith-lang", "__Host-kith-lang" },
	[COOKIE_NOTICE] = { "kith-notice", "__Host-kith-notice" },
	[COOKIE_DEVICE] = { "kith-device", "__Host-kith-device" },
};

static const char *cookie_name(const struct visit *v, enum cookie c)
{
	return v->secure ? cookie_names[c].secure : cookie_names[c].plain;
}

static struct slice cookie_of(const struct visit *v, enum cookie c)
{
	struct slice s = cookie_find(v->head.field[HEAD_COOKIE], cookie_name(v, c));
	return s.n >= 2 && s.n <= 64 ? s : (struct slice){ 0 };
}

/* ---- the token of forms ---- */

/* What the token is bound to: the session, or the cookie that stands in before there is one. */
static struct slice bound_to(const struct visit *v)
{
	if (v->r.who.person)
		return v->session;
	return v->before_new ? (struct slice){ v->before_new, strlen(v->before_new) } : v->before;
}

static const uint8_t *mac_of(struct visit *v)
{
	struct slice s = bound_to(v);
	if (!s.at)
		return NULL;
	return seal_index(&v->r, "csrf", arena_copy(&v->r.arena, s.at, s.n)).at;
}

/* pad, pad xor mac: another text on every page, so that compression tells nothing about it. */
static const char *token_for(struct visit *v)
{
	static const char hex[] = "0123456789abcdef";
	const uint8_t *mac = mac_of(v);
	uint8_t pad[PAD];
	char *token = arena_take(&v->r.arena, TOKEN_CHARS + 1);
	random_bytes(&v->r, pad, sizeof pad);
	for (size_t k = 0; k < PAD; k++) {
		uint8_t masked = pad[k] ^ mac[k];
		token[2 * k] = hex[pad[k] >> 4];
		token[2 * k + 1] = hex[pad[k] & 15];
		token[2 * (PAD + k)] = hex[masked >> 4];
		token[2 * (PAD + k) + 1] = hex[masked & 15];
	}
	return token;
}

static int nibble(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

bool session_token_right(struct visit *v)
{
	const struct param *p = param_find(&v->r.params, "csrf");
	const uint8_t *mac = mac_of(v);
	if (!p || !mac || p->value.n != TOKEN_CHARS)
		return false;
	uint8_t byte[2 * PAD];
	for (size_t k = 0; k < sizeof byte; k++) {
		int high = nibble(p->value.at[2 * k]), low = nibble(p->value.at[2 * k + 1]);
		if (high < 0 || low < 0)
			return false;
		byte[k] = (uint8_t)(high << 4 | low);
	}
	for (size_t k = 0; k < PAD; k++)
		byte[k] ^= byte[PAD + k];
	return str_equal_secret(byte, mac, PAD);
}

/* "https://host:port" of an Origin field against our own Host field. */
static bool origin_is_host(const struct visit *v, struct slice origin)
{
	const char *scheme = v->secure ? "https://" : "http://";
	size_t n = strlen(scheme);
	struct slice host = v->head.field[HEAD_HOST];
	return host.n && origin.n == n + host.n && !memcmp(origin.at, scheme, n) &&
	       !strncasecmp(origin.at + n, host.at, host.n);
}

bool session_same_origin(const struct visit *v)
{
	struct slice site = v->head.field[HEAD_FETCH_SITE], origin = v->head.field[HEAD_ORIGIN];
	if (site.at && !slice_same(site, SLICE("same-origin")) && !slice_same(site, SLICE("none")))
		return false;
	if (!origin.at)
		return true;            /* neither sent: the token alone decides */
	return origin_is_host(v, origin) || (site.at && slice_same(origin, SLICE("null")));
}

bool session_surely_ours(const struct visit *v)
{
	struct slice site = v->head.field[HEAD_FETCH_SITE], origin = v->head.field[HEAD_ORIGIN];
	return session_same_origin(v) && ((site.at && slice_same(site, SLICE("same-origin"))) || (origin.at && origin_is_host(v, origin)));
}

/* ---- entering ---- */

/* True: chosen on this device, and so stronger than what the account says. */
bool session_language(struct visit *v)
{
	struct slice cookie = cookie_of(v, COOKIE_LANG), accept = v->head.field[HEAD_ACCEPT_LANGUAGE];
	if (lang_find(cookie, &v->r.reader.lang))
		return true;
	v->r.reader.lang = accept.n ? lang_accept(arena_copy(&v->r.arena, accept.at, accept.n)) : LANG_EN;
	return false;
}

static struct slice bearer(const struct visit *v)
{
	struct slice a = v->head.field[HEAD_AUTHORIZATION];
	const size_t n = strlen("Bearer ");
	if (a.n <= n || strncasecmp(a.at, "Bearer ", n))
		return (struct slice){ 0 };
	return (struct slice){ a.at + n, a.n - n };
}

/* The person behind the session; without one the visit goes on as nobody's. */
static enum status who(struct visit *v, bool *ret_touch)
{
	struct req *r = &v->r;
	struct slice token = bearer(v);
	v->bearer = token.at != NULL;
	if (!v->bearer && !v->api)
		token = v->session = cookie_of(v, COOKIE_SESSION);
	r->who.may = MAY_ANYONE;
	if (!token.at)
		return OK;
	enum status st = door_who(r, arena_copy(&r->arena, token.at, token.n), ret_touch);
	if (st != MISSING)
		return st;
	r->who = (struct who){ .may = MAY_ANYONE };
	v->session = (struct slice){ 0 };
	if (v->bearer)
		v->refuse = 401;
	else
		v->session_over = true;
	return OK;
}

enum status session_enter(struct visit *v, bool *ret_touch)
{
	struct req *r = &v->r;
	*ret_touch = false;
	bool chosen = session_language(v);
	enum lang lang = r->reader.lang;
	r->device = head_device(v->head.field[HEAD_USER_AGENT]);
	struct slice device = cookie_of(v, COOKIE_DEVICE);
	r->known_device = device.at ? arena_copy(&r->arena, device.at, device.n) : NULL;
	r->out.reader = &r->reader;
	r->out.base = "";
	TRY(who(v, ret_touch));
	if (chosen)
		r->reader.lang = lang;
	v->before = cookie_of(v, COOKIE_BEFORE);
	if (!r->who.person && !v->before.at)
		v->before_new = id_new(r);
	r->out.csrf = r->want == WANT_PAGE && !v->bearer ? token_for(v) : "";
	struct slice said = cookie_of(v, COOKIE_NOTICE);
	if (said.at && v->head.get)
		r->said = notice_find(v->server->notices, said);
	if (r->community.slug) {
		TRY(door_enter(r, r->community.slug));
		r->out.base = arena_printf(&r->arena, "/c/%s", r->community.slug);
	}
	if (!r->reader.zone)
		r->reader.zone = v->server->config->default_zone;
	return OK;
}

/* ---- what a read leaves to be written ---- */

struct touch { struct errand errand; char session[80]; };

static enum status touch_run(struct req *r, void *context)
{
	struct touch *t = context;
	return door_touch(r, t->session);
}

static void touch_done(struct errand *e, enum status st)
{
	(void)st;       /* the next request tries again */
	free(e->context);
}

static enum status leave_run(struct req *r, void *context)
{
	const struct who *w = context;
	return door_end(r, w->person, w->session);
}

static enum status touch_here(struct req *r, void *context) { return door_touch(r, ((const struct who *)context)->session); }

/* On PostgreSQL every thread writes for itself. */
static enum status write_here(struct visit *v, struct db *db, enum status (*run)(struct req *r, void *context))
{
	enum status st = db_begin(db, true);
	if (st == OK)
		st = run(&v->r, &v->r.who);
	if (st == OK)
		st = db_commit(db);
	if (st != OK)
		db_rollback(db);
	return st;
}

void session_touch(struct visit *v, struct db *db)
{
	struct writer *w = v->server->writer;
	if (!v->r.who.session || strlen(v->r.who.session) >= sizeof ((struct touch *)0)->session)
		return;
	if (!w) {
		(void)!write_here(v, db, touch_here);
		return;
	}
	struct touch *t = calloc(1, sizeof *t);
	if (!t)
		return;
	memcpy(t->session, v->r.who.session, strlen(v->r.who.session) + 1);
	t->errand = (struct errand){ .run = touch_run, .done = touch_done, .context = t };
	if (!writer_send(w, &t->errand))
		free(t);
}

void session_leave(struct visit *v, struct db *db)
{
	struct writer *w = v->server->writer;
	enum status st = w ? writer_ask(w, leave_run, &v->r.who) : write_here(v, db, leave_run);
	if (st != OK)
		log_line("%s a session could not be ended; it ends by itself", v->r.id);
}

/* ---- what goes out ---- */

static void set(struct visit *v, enum cookie c, const char *value, int64_t seconds)
{
	const char *lasts = seconds < 0 ? "" : arena_printf(&v->r.arena, "; Max-Age=%lld", (long long)seconds);
	reply_header(v, "Set-Cookie", arena_printf(&v->r.arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s", cookie_name(v, c), value,
						   lasts, v->secure ? "; Secure" : ""));
}

void session_cookies(struct visit *v)
{
	struct req *r = &v->r;
	const struct reply *reply = &r->reply;
	if (reply->session_token && r->want != WANT_JSON)
		set(v, COOKIE_SESSION, reply->session_token, -1);
	else if (reply->sign_out || v->session_over)
		set(v, COOKIE_SESSION, "", 0);
	if (r->out.csrf_used && v->before_new)
		set(v, COOKIE_BEFORE, v->before_new, -1);
	if (reply->known_device)
		set(v, COOKIE_DEVICE, reply->known_device, 365 * (int64_t)DAY);
	if (reply->lang)
		set(v, COOKIE_LANG, lang_codes[reply->lang - 1], 365 * (int64_t)DAY);
	if (reply->notice && reply->location)
		set(v, COOKIE_NOTICE, notice_keep(v->server->notices, r, reply->notice), 60);
	else if (r->said && !reply->location)           /* a page on the way to another one says nothing */
		set(v, COOKIE_NOTICE, "", 0);
}
