/* What became of a visit, as the browser or program gets it.
 * Leaves the words of error pages to frame.c and cookies to session.c. */
#include "reply.h"
#include "bare.h"
#include "throttle.h"
#include "desk.h"
#include "frame.h"
#include "range.h"
#include "seen.h"
#include "session.h"

/* TO_MAX: of an address to come back to, written into another one; a longer one is left out. */
enum { PACK_FROM = 1024, TO_MAX = 1024 };

const struct visit_header reply_always[REPLY_ALWAYS] = {
	{ "Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; "
	  "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "Referrer-Policy", "same-origin" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
	{ "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()" },
};
const struct visit_header reply_secure = { "Strict-Transport-Security", "max-age=63072000" };

/* What people sent is shown and played, and nothing else comes of it, whatever a browser takes it for. */
static const char sent_policy[] = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'";
static const char wipe_all[] = "\"cache\", \"cookies\", \"storage\"", wipe_kept[] = "\"cache\", \"storage\"";
static const char records_policy[] = "camera=(), microphone=(self), geolocation=(), payment=(), usb=(), browsing-topics=()";

void reply_header(struct visit *v, const char *name, const char *value)
{
	if (v->n_headers < VISIT_HEADERS_MAX)
		v->header[v->n_headers++] = (struct visit_header){ name, value };
}

/* ---- the outcome as an HTTP status ---- */

static int http_of(enum status st)
{
	static const int http[] = {
		[OK] = 200, [INVALID] = 422, [DENIED] = 403, [MISSING] = 404, [CONFLICT] = 409, [BUSY] = 503, [BROKEN] = 500, [FULL] = 507,
	};
	return http[st];
}

static const char *code_of(int http)
{
	switch (http) {
	case 400: case 411: case 414: case 415: case 417: case 431: return "malformed";
	case 401: return "sign_in";
	case 403: return "denied";
	case 404: return "missing";
	case 405: return "method";
	case 409: return "conflict";
	case 413: return "too_large";
	case 422: return "invalid";
	case 429: return "slow_down";
	case 503: return "busy";
	case 507: return "full";
	default: return "broken";
	}
}

/* ---- errors ---- */

static void out_json_pair(struct out *o, const char *before, const char *value)
{
	out_raw(o, before, strlen(before));
	out_json_str(o, value);
}

static void error_json(struct visit *v, const char *code)
{
	struct req *r = &v->r;
	out_json_pair(&r->out, "{\"status\":", code);
	OUT_LITERAL(&r->out, ",\"faults\":[");
	for (size_t k = 0; k < r->n_faults; k++) {
		const struct fault *f = &r->faults[k];
		out_json_pair(&r->out, k ? ",{\"field\":" : "{\"field\":", f->field);
		out_json_pair(&r->out, ",\"code\":", f->code);
		out_json_pair(&r->out, ",\"words\":", words_say(&r->arena, &r->reader, f->words, 1, &f->arg));
		OUT_LITERAL(&r->out, "}");
	}
	out_json_pair(&r->out, "],\"words\":", words_say(&r->arena, &r->reader, frame_error_words(v->http), 0, NULL));
	out_json_pair(&r->out, ",\"request\":", r->id);
	OUT_LITERAL(&r->out, "}");
}

/* What was sent cannot be sent again by a link: the way back from the password leads to the page on which its form stands,
 * the nearest one above its address. */
static const char *page_above(struct visit *v)
{
	struct slice path = v->head.path;
	bool other;
	while (path.n > 1) {
		if (route_find(&v->r, v->r.house, "GET", path, &other))
			return arena_copy(&v->r.arena, path.at, path.n);
		while (path.n > 0 && path.at[--path.n] != '/')
			;
	}
	return "/";
}

/* Something has to be done first: a page is sent there, a program is told which. */
static bool error_elsewhere(struct visit *v)
{
	struct req *r = &v->r;
	const char *where = r->needs_sign_in ? "/sign-in" : r->needs_password ? "/again" : NULL;
	if (r->needs_join && r->community.slug)
		where = arena_printf(&r->arena, "/c/%s/join", r->community.slug);
	if (!where || v->refuse || r->want != WANT_PAGE)
		return false;
	if (v->head.get || r->needs_password) {
		struct out to = { 0 };
		out_urlpart_str(&to, v->head.get ? v->target : page_above(v));
		if (to.n <= TO_MAX)
			where = arena_printf(&r->arena, "%s?to=%.*s", where, (int)to.n, to.at ? to.at : "");
		out_end(&to);
	}
	v->http = 303;
	r->reply = (struct reply){ .location = where };
	return true;
}

static void error(struct visit *v)
{
	struct req *r = &v->r;
	int retry = r->reply.retry_after;
	const char *code = code_of(v->http);
	out_clear(&r->out);
	if (error_elsewhere(v))
		return;
	if (r->needs_sign_in && !v->refuse) {
		v->http = 401;
		code = "sign_in";
	} else if (r->needs_join || r->needs_password) {
		code = r->needs_join ? "join" : "password";
	}
	r->reply = (struct reply){ .retry_after = retry };
	if (r->want == WANT_JSON)
		error_json(v, code);
	else if (v->paced)
		frame_paced(r, retry);
	else if (v->unsent && frame_unsent(r))
		return;
	else
		frame_error(r, v->http);
}

/* The form again with the person's own input, inside a read transaction. */
static bool drawn_again(struct visit *v, struct desk *desk)
{
	if ((v->status != INVALID && v->status != CONFLICT) || v->r.want != WANT_PAGE || v->refuse)
		return false;
	if (v->r.n_faults == 0 && !v->r.stale && !v->r.reply.location)
		return false;
	v->r.db = desk->db;
	if (!desk->db || db_begin(desk->db, false) != OK)
		return false;
	enum status st = route_redraw(&v->r, v->r.route);
	db_rollback(desk->db);
	return st == OK;
}

/* Nothing of others goes out that cannot be told to them. */
static bool may_go(struct visit *v, struct desk *desk)
{
	if (seen_note(v, desk))
		return true;
	v->status = BUSY;
	v->http = http_of(BUSY);
	error(v);
	return false;
}

static void outcome(struct visit *v, struct desk *desk)
{
	struct req *r = &v->r;
	v->http = v->refuse ? v->refuse : v->gone ? 503 : http_of(v->status);
	if (!v->refuse && v->status == OK) {
		if (may_go(v, desk))
			v->http = r->reply.http ? r->reply.http : r->reply.location ? 303 : 200;
	} else if (!v->refuse && own_leave_anyway(r)) {
		v->http = r->reply.http;
	} else if (drawn_again(v, desk)) {
		if (may_go(v, desk))
			v->http = r->reply.http;
	} else {
		error(v);
	}
}

/* ---- fields ---- */

static const char *type_of(const struct visit *v)
{
	const struct req *r = &v->r;
	return r->reply.type ? r->reply.type : r->want == WANT_JSON ? "application/json" : "text/html; charset=utf-8";
}

/* Letters, digits, '.', '-' and '_' of the name that a feature gave. */
static const char *disposition(struct visit *v, const char *name)
{
	char *safe = arena_str(&v->r.arena, name);
	for (char *p = safe; *p; p++)
		if (!(*p >= 'a' && *p <= 'z') && !(*p >= 'A' && *p <= 'Z') && !(*p >= '0' && *p <= '9') && !strchr("._-", *p))
			*p = '_';
	return arena_printf(&v->r.arena, "attachment; filename=\"%s\"", safe);
}

static bool is_sent(const char *type) { return str_begins(type, "image/jpeg") || str_begins(type, "audio/"); }

/* Fields that every reply has, whatever it says. */
static void fields_always(struct visit *v, const char *type)
{
	reply_header(v, "Content-Type", type);
	for (size_t k = 0; k < REPLY_ALWAYS; k++) {
		const struct visit_header *x = &reply_always[k];
		bool sent = is_sent(type) && str_same(x->name, "Content-Security-Policy"), records = v->r.reply.records && str_same(x->name, "Permissions-Policy");
		reply_header(v, x->name, sent ? sent_policy : records ? records_policy : x->value);
	}
	if (v->secure)
		reply_header(v, reply_secure.name, reply_secure.value);
}

static void fields(struct visit *v)
{
	struct req *r = &v->r;
	fields_always(v, type_of(v));
	reply_header(v, "Cache-Control", r->reply.etag ? "private, no-cache" : "no-store");
	if (r->reply.location)
		reply_header(v, "Location", r->reply.location);
	if (r->reply.etag)
		reply_header(v, "ETag", arena_printf(&r->arena, "\"%s\"", r->reply.etag));
	if (r->reply.file_name)
		reply_header(v, "Content-Disposition", disposition(v, r->reply.file_name));
	if (r->reply.wipe || r->reply.sign_out)
		reply_header(v, "Clear-Site-Data", r->reply.wipe ? wipe_all : wipe_kept);
	if (v->allow && v->http == 405)
		reply_header(v, "Allow", v->allow);
	if (v->http == 401)
		reply_header(v, "WWW-Authenticate", "Bearer");
	if (!r->reply.retry_after && v->http == 503)
		r->reply.retry_after = 5;
	if (r->reply.retry_after)
		reply_header(v, "Retry-After", arena_printf(&r->arena, "%d", r->reply.retry_after));
	session_cookies(v);
}

/* Does the asker have this body already?  RFC 9110, 13.1.2: weak or not is the same here, * is anything. */
static bool has_it(const struct visit *v)
{
	struct slice s = v->head.field[HEAD_NONE_MATCH];
	const char *etag = v->r.reply.etag;
	if (!etag || !s.at || v->http != 200)
		return false;
	size_t n = strlen(etag);
	for (size_t at = 0; at + n + 2 <= s.n; at++)
		if (s.at[at] == '"' && s.at[at + n + 1] == '"' && !memcmp(s.at + at + 1, etag, n))
			return true;
	return slice_same(s, SLICE("*"));
}

/* A program that signs in gets the token in the body: it keeps no cookies. */
static void token_into_json(struct visit *v)
{
	struct req *r = &v->r;
	if (r->want != WANT_JSON || !r->reply.session_token || v->http >= 300)
		return;
	const char *rest = r->out.n > 2 && r->out.at[0] == '{' ? arena_copy(&r->arena, r->out.at + 1, r->out.n - 1) : "}";
	out_clear(&r->out);
	out_json_pair(&r->out, "{\"token\":", r->reply.session_token);
	out_raw(&r->out, ",", *rest != '}');
	out_raw(&r->out, rest, strlen(rest));
}

static bool worth_packing(const struct visit *v)
{
	const char *type = type_of(v);
	return v->r.out.n > PACK_FROM && (str_begins(type, "text/") || str_begins(type, "application/json")) &&
	       head_lists(v->head.field[HEAD_ACCEPT_ENCODING], "gzip");
}

/* A failure counts; a new session makes up for those before it.  What only went well, such as a right password that
 * still needs a second step, does neither: else that step could be guessed at without end. */
static void note_attempt(struct visit *v)
{
	const struct req *r = &v->r;
	if (v->refuse || !v->head.post || !r->route || !r->route->throttle)
		return;
	/* a wrong code that is counted (people_code) is a page of its own, so that the count stays */
	bool wrong = v->status == INVALID || v->status == MISSING || v->status == DENIED || (v->status == OK && r->reply.http == 422);
	throttle_note(v->server->throttle, v, wrong ? TRIED_WRONG : v->status == OK && r->reply.session_token ? TRIED_RIGHT : TRIED_NEITHER);
}

/* Of a recording only the part that was asked for; some browsers play nothing that does not come so. */
static struct slice body_of(struct visit *v)
{
	struct req *r = &v->r;
	struct slice all = { r->out.at ? r->out.at : "", r->out.n };
	size_t from = 0, n = 0;
	if (!r->reply.in_parts || v->http != 200)
		return all;
	reply_header(v, "Accept-Ranges", "bytes");
	enum range part = v->head.head_only ? RANGE_WHOLE : range_read(v->head.field[HEAD_RANGE], all.n, &from, &n);
	if (part == RANGE_WHOLE)
		return all;
	v->http = part == RANGE_PART ? 206 : 416;
	reply_header(v, "Content-Range", part == RANGE_PART ? arena_printf(&r->arena, "bytes %zu-%zu/%zu", from, from + n - 1, all.n) :
		     arena_printf(&r->arena, "bytes */%zu", all.n));
	return (struct slice){ all.at + from, n };
}

/* The reply does not fit, or memory ended while it was made.  What was written stays written and is not called a failure, and
 * whoever leaves gets away. */
static void without_room(struct visit *v)
{
	struct req *r = &v->r;
	bool done = !v->refuse && v->status == OK, elsewhere = done && r->reply.location && r->want != WANT_JSON;
	reply_bare(v, elsewhere ? 303 : done && v->head.post ? 200 : 500);
	if (elsewhere)
		reply_header(v, "Location", r->reply.location);
	if (done && (r->reply.wipe || r->reply.sign_out))
		reply_header(v, "Clear-Site-Data", r->reply.wipe ? wipe_all : wipe_kept);
}

/* False: it does not fit. */
static bool make(struct visit *v, struct desk *desk)
{
	struct req *r = &v->r;
	r->out.reader = &r->reader;
	note_attempt(v);
	outcome(v, desk);
	token_into_json(v);
	if (r->out.over)
		return false;
	if (has_it(v)) {
		v->http = 304;
		out_clear(&r->out);
	}
	fields(v);
	v->reply = body_of(v);
	if (worth_packing(v)) {
		struct slice packed = desk_pack(desk, v->reply, &v->packed);
		if (packed.at) {
			v->reply = packed;
			reply_header(v, "Content-Encoding", "gzip");
		}
	}
	return true;
}

void reply_make(struct visit *v, struct desk *desk)
{
	struct req *r = &v->r;
	jmp_buf way_out;
	bool whole = false;
	r->arena.way_out = r->kept.way_out = &way_out;
	if (!setjmp(way_out))
		whole = make(v, desk);
	r->arena.way_out = r->kept.way_out = NULL;
	if (!whole)
		without_room(v);
}

static void reply_short(struct visit *v, int http, const char *type, struct slice body)
{
	v->http = http;
	v->n_headers = 0;
	fields_always(v, type);
	reply_header(v, "Cache-Control", "no-store");
	v->reply = body;
}

void reply_plain(struct visit *v, int http, const char *words)
{
	reply_short(v, http, "text/plain; charset=utf-8", (struct slice){ words, strlen(words) });
}

void reply_bare(struct visit *v, int http)
{
	bool json = v->r.want == WANT_JSON || (v->head.target.n > 5 && !memcmp(v->head.target.at, "/api/", 5)) ||
		    head_lists(v->head.field[HEAD_ACCEPT], "application/json");
	if (json)
		reply_short(v, http, "application/json", bare_json(http < 400, code_of(http)));
	else
		reply_short(v, http, "text/html; charset=utf-8", bare_page(http < 400));
}

void reply_bytes(struct visit *v, const char *type, struct bytes b)
{
	v->http = 200;
	fields_always(v, type);
	v->reply = (struct slice){ (const char *)b.at, b.n };
}
