/* Sessions: beginning, recognising, listing and ending them; the devices they begin on.  Leaves proof of who somebody is to
 * the sign-in, and cookies to the server. */
#include "people_inside.h"
#include "people_alive.h"

enum {
	MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR,
	AGAIN = 10 * MINUTE,                /* how long a password once given counts for pages that ask again */
	DEVICE_KEPT = 365 * DAY,
	SESSIONS_SHOWN = 50,                /* the newest; people_sessions_of asks for as many */
	NOTICES_SHOWN = 3,
};

/* Set once, before serving. */
static struct people_limits limits = {
	.idle = 30 * MINUTE, .whole = 12 * HOUR, .staff_idle = 15 * MINUTE, .staff_whole = 8 * HOUR, .shared_idle = 15 * MINUTE, .shared_whole = 2 * HOUR,
	.api_idle = 30 * DAY, .api_whole = 90 * DAY,
};

enum session_kind { BROWSER, SHARED, API, STAFF, API_STAFF };
const struct choices people_session_kinds = CHOICES("session_kinds", { "browser", N_("Browser") },
	{ "shared", N_("Shared device") }, { "api", N_("A program") }, { "staff", N_("Browser, ends sooner for safety") },
	{ "api_staff", N_("A program, ends sooner for safety") });

void people_limits_set(const struct people_limits *l)
{
	const int64_t from[] = { l->idle, l->whole, l->staff_idle, l->staff_whole, l->shared_idle, l->shared_whole, l->api_idle, l->api_whole };
	int64_t *const to[] = { &limits.idle, &limits.whole, &limits.staff_idle, &limits.staff_whole, &limits.shared_idle, &limits.shared_whole,
		&limits.api_idle, &limits.api_whole };
	for (size_t i = 0; i < COUNT(from); i++)
		if (from[i] > 0)
			*to[i] = from[i];
}

static enum session_kind kind_of(const char *code)
{
	int64_t k = BROWSER;
	return choice_find(&people_session_kinds, (struct slice){ code, strlen(code) }, &k) ? (enum session_kind)k : BROWSER;
}

static int64_t idle_of(enum session_kind kind)
{
	const int64_t of[] = { [BROWSER] = limits.idle, [SHARED] = limits.shared_idle, [API] = limits.api_idle, [STAFF] = limits.staff_idle,
		[API_STAFF] = limits.staff_idle };
	return of[kind];
}

static int64_t whole_of(enum session_kind kind)
{
	return kind == API ? limits.api_whole : kind == SHARED ? limits.shared_whole : limits.whole;
}

/* ---- for the server ---- */

bool people_session_idle(const char *kind, int64_t seen, int64_t now) { return now - seen > idle_of(kind_of(kind)); }

enum status people_who(struct req *r, const char *token, bool *ret_touch)
{
	struct people_session_who s;
	TRY(people_session_who(r, token_hash(r, token), r->now, &s));
	if (people_session_idle(s.kind, s.seen, r->now))
		return MISSING;
	r->who.person = s.person;
	r->who.session = s.id;
	r->who.may |= MAY_SIGNED_IN;
	r->who.again_recently = r->now - s.password_at <= AGAIN;
	if (!lang_find((struct slice){ s.lang, strlen(s.lang) }, &r->reader.lang))
		r->reader.lang = LANG_EN;
	r->reader.zone = *s.zone ? s.zone : NULL;
	*ret_touch = r->now - s.seen >= MINUTE;
	return OK;
}

enum status people_touch(struct req *r, const char *session)
{
	return people_session_touch(r, session, r->now, r->now - MINUTE, NULL);
}

enum status people_end(struct req *r, const char *person, const char *session)
{
	return people_session_end(r, session, person, r->now, NULL);
}

enum status people_device_known(struct req *r, const char *token, const char *login)
{
	struct people_person_by_login p;
	struct people_device_find found;
	TRY(people_person_by_login(r, people_login_index(r, login), &p));
	return people_device_find(r, token_hash(r, token), p.id, r->now - DEVICE_KEPT, &found);
}

/* ---- beginning ---- */

/* A device that others use is neither remembered nor trusted; nor is one trusted merely because somebody signed in there before:
 * they must have said so, or been told of it for as long as a sign-in is told. */
static enum status recognise_device(struct req *r, const char *person, bool *known, struct bytes *ret_hash)
{
	struct people_device_find found;
	enum status st = MISSING;
	if (r->known_device) {
		*ret_hash = token_hash(r, r->known_device);
		st = people_device_find(r, *ret_hash, person, r->now - DEVICE_KEPT, &found);
	}
	if (st != MISSING) {
		*known |= st == OK && (found.sure || found.made <= r->now - PEOPLE_KEPT);
		return st;
	}
	const char *token = token_new(r);
	r->reply.known_device = token;
	*ret_hash = token_hash(r, token);
	return people_device_add(r, *ret_hash, person, r->now, *known, NULL);
}

/* Whoever is thrown out is also not known any more. */
enum status people_devices_forget_others(struct req *r, const char *person)
{
	return people_device_forget(r, person, token_hash(r, r->known_device ? r->known_device : ""), NULL);
}

static enum status session_begin(struct req *r, const char *person, bool shared, bool known, int64_t password_at)
{
	enum session_kind kind = shared ? SHARED : r->want == WANT_JSON ? API : BROWSER;
	const char *token = token_new(r), *id = id_new(r);
	struct bytes device = { 0 };
	if (r->who.session)
		TRY(people_session_end(r, r->who.session, r->who.person, r->now, NULL));
	if (kind == BROWSER)
		TRY(recognise_device(r, person, &known, &device));
	TRY(people_session_sweep(r, r->now - PEOPLE_KEPT, NULL));
	TRY(people_device_sweep(r, r->now - DEVICE_KEPT, NULL));
	TRY(people_session_add(r, token_hash(r, token), id, person, people_session_kinds.at[kind].code, r->device, r->now,
			       r->now + whole_of(kind), known, password_at, device, NULL));
	r->reply.session_token = token;
	return tell(r, &people_signed_in, person);
}

enum status people_session_begin(struct req *r, const char *person, bool shared, bool known)
{
	return session_begin(r, person, shared, known, r->now);
}

enum status people_sign_in_proven(struct req *r, const char *person, bool shared)
{
	return session_begin(r, person, shared, false, 0);
}

enum status people_sessions_shorten(struct req *r, const char *person)
{
	return people_session_shorten(r, person, limits.staff_whole, NULL);
}

const char *people_own_path(const char *to)
{
	/* "//host" and "/\host" leave for another site in a browser */
	if (!to || to[0] != '/' || to[1] == '/' || strpbrk(to, "\\\r\n\t ") || strlen(to) > PEOPLE_PATH_MAX)
		return "/";
	return to;
}

/* ---- the list ---- */

static struct people_place shown(const struct req *r, const struct people_session_here *here, const struct people_sessions_of *row)
{
	enum session_kind kind = kind_of(row->kind);
	return (struct people_place){
		.id = row->id, .device = row->device, .kind = kind, .made = row->made, .seen = row->seen,
		.here = str_same(row->id, r->who.session), .known = row->known,
		.same_device = here->on_device.at && row->on_device.at && here->on_device.n == row->on_device.n &&
			memcmp(here->on_device.at, row->on_device.at, row->on_device.n) == 0,
		.over = row->ended != NO_INT || row->ends <= r->now || r->now - row->seen > idle_of(kind),
	};
}

/* The newest sessions first; which of them, says `wanted`. */
static enum status sessions(struct req *r, bool (*wanted)(const struct people_place *s), size_t max, struct people_places *ret)
{
	struct people_sessions_of_list rows;
	struct people_session_here here;
	TRY(people_session_here(r, r->who.session ? r->who.session : "", r->who.person, &here));
	TRY(people_sessions_of(r, r->who.person, r->now, r->now - PEOPLE_KEPT, SESSIONS_SHOWN, &rows));
	struct people_place *at = ARENA_ARRAY(&r->arena, rows.n, struct people_place);
	size_t n = 0;
	for (size_t i = 0; i < rows.n && n < max; i++) {
		at[n] = shown(r, &here, &rows.at[i]);
		n += wanted(&at[n]);
	}
	*ret = (struct people_places){ n, at, here.known };
	return OK;
}

static bool is_open(const struct people_place *s) { return !s->over; }
static bool is_over(const struct people_place *s) { return s->over; }
static bool is_news(const struct people_place *s) { return !s->known && !s->here && !s->same_device; }

static const struct json_field session_json[] = {
	JSON_TEXT(people_place, id), JSON_TEXT(people_place, device), JSON_CHOICE(people_place, kind, &people_session_kinds),
	JSON_TIME(people_place, made), JSON_TIME(people_place, seen), JSON_FLAG(people_place, here),
	JSON_FLAG(people_place, known),
};
static const struct json_field people_sessions_json[] = {
	JSON_LIST(people_sessions_view, open, session_json), JSON_LIST(people_sessions_view, over, session_json),
	JSON_FLAG(people_sessions_view, sure),
};

enum status people_sessions_show(struct req *r)
{
	struct people_sessions_view v = { 0 };
	TRY(sessions(r, is_open, SESSIONS_SHOWN, &v.open));
	TRY(sessions(r, is_over, SESSIONS_SHOWN, &v.over));
	v.others = v.open.n > 1;
	v.sure = v.open.known_here;
	TRY(cards_html(r, "sessions", &v.changes));
	return REPLY(r, people_sessions, &v);
}

/* The section of Today: somebody signed in as me on a device I did not use before.  Nothing of sign-ins in the very browser that
 * shows it: whoever sits there needs no telling, and everybody else is told. */
enum status people_new_devices(struct req *r)
{
	struct people_new_devices_view v = { 0 };
	TRY(sessions(r, is_news, NOTICES_SHOWN, &v.sessions));
	v.several = v.sessions.n > 1;
	v.sure = v.sessions.known_here;
	r->waits += (int64_t)v.sessions.n;
	if (v.sessions.n)
		people_new_devices_draw(&r->out, &v);
	return OK;
}

/* ---- ending ---- */

enum status people_sessions_end(struct req *r)
{
	int64_t changed;
	TRY(people_session_end(r, r->part[0], r->who.person, r->now, &changed));
	if (changed == 0)
		return MISSING;
	if (str_same(r->part[0], r->who.session)) {
		r->reply.sign_out = true;
		return redirect(r, "/sign-in");
	}
	return redirect_saying(r, N_("Signed out there."), "/me/sessions");
}

enum status people_sessions_end_others(struct req *r)
{
	TRY(people_session_end_others(r, r->who.person, r->who.session, r->now, NULL));
	TRY(people_devices_forget_others(r, r->who.person));
	return redirect_saying(r, N_("Signed out everywhere else."), "/me/sessions");
}

/* Somebody who has the password, and signed in with it on two devices, must not say of each from the other that it was the person:
 * only a sign-in that is known itself counts. */
enum status people_known_here(struct req *r)
{
	struct people_session_here here;
	TRY(people_session_here(r, r->who.session ? r->who.session : "", r->who.person, &here));
	return here.known ? OK : fault(r, NULL, "not_known", N_("This counts only on a device that we know as yours. Please say it there."));
}

enum status people_sessions_all_mine(struct req *r)
{
	TRY(people_known_here(r));
	TRY(people_session_all_known(r, r->who.person, NULL));
	TRY(people_devices_sure(r, r->who.person, NULL));
	return redirect_saying(r, N_("Good. We will not ask about it again."), "/me/sessions");
}

enum status people_sessions_mine(struct req *r)
{
	int64_t changed;
	if (str_same(r->part[0], r->who.session))
		return MISSING;
	TRY(people_known_here(r));
	TRY(people_session_known(r, r->part[0], r->who.person, &changed));
	TRY(people_devices_sure(r, r->who.person, NULL));
	return changed ? redirect_saying(r, N_("Good. We will not ask about it again."), "/me/sessions") : MISSING;
}
