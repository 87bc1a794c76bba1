/* Mail for those who asked: an address that is theirs, one mail for whatever waits, and one step to end it. */
#include "harness.h"
#include "inside.h"

#define PASSWORD "seven kettles sing upstairs"
#define MUST(x) assert_int_equal((x), OK)
enum { HOUR = 3600, DAY = 24 * HOUR, NOON = 1750000000 - 1750000000 % DAY + 12 * HOUR };

/* A feature above that has something to tell: what came, and when. */
static struct { const char *person; int64_t at; } came[8];
static size_t n_came;

static enum status count(struct req *r, const char *person, int64_t from, int64_t to, int64_t *ret_n)
{
	(void)r;
	*ret_n = 0;
	for (size_t k = 0; k < n_came; k++)
		*ret_n += str_same(came[k].person, person) && came[k].at > from && came[k].at <= to;
	return OK;
}
/* Quiet hours of a feature above, until then. */
static int64_t quiet_until;
static enum status letters_held(struct req *r, const char *person, int64_t *ret_until)
{
	(void)person;
	*ret_until = quiet_until > r->now ? quiet_until : NO_INT;
	return OK;
}
static enum status count_letters(struct req *r, const char *person, int64_t from, int64_t to, int64_t *ret_n)
{
	*ret_n = 0;
	return quiet_until > r->now ? OK : count(r, person, from, to, ret_n);
}

static const struct mail_kind mails[] = { { "letters", N_("Somebody wrote to me"), count_letters, .held = letters_held }, { "dates", N_("There is news in my community"), NULL } };
static const char *const schemas[] = { NULL };
static const struct db_query *const queries[] = { NULL };
static const struct feature above = { .name = "above", .schemas = schemas, .queries = queries, .mails = mails, .n_mails = COUNT(mails) };

const struct feature *const harness_features[] = { &people_feature, &above, &notifications_feature, NULL };

static char cookie[64];
static const char *rowan;

static enum status by_cookie(struct req *r)
{
	bool touch;
	r->who = (struct who){ .may = MAY_ANYONE };
	enum status st = cookie[0] ? people_who(r, cookie, &touch) : OK;
	return st == MISSING ? OK : st;
}

static void signed_in(struct req *r, const char *path, const char *lang)
{
	cookie[0] = '\0';
	MUST(harness_post(r, path, "name", "Rowan", "login", "rowan", "how", "own", "password", PASSWORD, "lang", lang, NULL));
	assert_non_null(r->reply.session_token);
	snprintf(cookie, sizeof cookie, "%s", r->reply.session_token);
}

static void begin_in(struct req *r, const char *lang)
{
	harness_enter = by_cookie;
	n_came = 0;
	quiet_until = 0;
	r->now = NOON;
	signed_in(r, "/join", lang);
	MUST(db_begin(r->db, false));
	MUST(people_by_login(r, "rowan", &rowan));
	rowan = arena_str(&r->arena, rowan);
	db_rollback(r->db);
}
static void begin(struct req *r) { begin_in(r, "en"); }

/* ---- what lies in the queue ---- */

struct job_row { const char *id, *kind, *payload; int64_t tries; bool begun; };
extern const struct db_query jobs_due_query;

/* The newest job of a kind that may begin; its payload.  NULL: none. */
static const char *job_of(struct req *r, const char *kind, size_t *ret_n)
{
	size_t n;
	void *rows;
	const char *found = NULL;
	*ret_n = 0;
	MUST(db_begin(r->db, false));
	MUST(db_many(r, &jobs_due_query, (struct db_val[]){ db_in_time(r->now), db_in_time(0), db_in_int(100) }, &n, &rows));
	for (size_t k = 0; k < n; k++) {
		const struct job_row *j = (const struct job_row *)rows + k;
		if (str_same(j->kind, kind)) {
			found = arena_str(&r->arena, j->payload);
			++*ret_n;
		}
	}
	db_rollback(r->db);
	return found;
}

static size_t mail_count(struct req *r) { size_t n; job_of(r, "mail", &n); return n; }

static const char *mail_part(struct req *r, const char *name)
{
	size_t n;
	json_t *mail = json_loads(job_of(r, "mail", &n), 0, NULL);
	const char *part = json_string_value(json_object_get(mail, name));
	part = part ? arena_str(&r->arena, part) : NULL;
	json_decref(mail);
	return part;
}

static enum status run_round(struct req *r, void *payload) { return mail_round_work(r, payload); }

static void a_look(struct req *r)
{
	size_t n;
	const char *payload = job_of(r, "mail_round", &n);
	if (payload)
		MUST(harness_door(r, true, run_round, arena_str(&r->arena, payload)));
}

/* The eight digits of the newest mail, "1234 5678". */
static const char *code_in_mail(struct req *r)
{
	const char *body = mail_part(r, "body");
	body += strcspn(body, "0123456789");
	return arena_copy(&r->arena, body, 9);
}

static void show_address(struct req *r, const char *email)
{
	MUST(harness_post(r, "/me/mail/address", "email", email, NULL));
	MUST(harness_post(r, "/me/mail/code", "code", code_in_mail(r), NULL));
}

static void wish(struct req *r, const char *every)
{
	MUST(harness_post(r, "/me/mail", "kinds", "letters", "every", every, "clock", "17:00", "weekday", "we", NULL));
}

static void something_came(struct req *r)
{
	came[n_came].person = rowan;
	came[n_came++].at = r->now;
}

/* ---- the address ---- */

static void an_address_counts_when_its_owner_typed_the_code(void **state)
{
	struct req *r = *state;
	struct mail_wished w;
	begin(r);
	MUST(harness_get(r, "/me/mail"));
	harness_says_not(r, "checked");
	assert_int_equal(harness_post(r, "/me/mail", "kinds", "letters", "every", "soon", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "address"));
	assert_int_equal(harness_post(r, "/me/mail/address", "email", "nowhere", NULL), INVALID);
	assert_true(harness_fault(r, "email", "email"));
	harness_says(r, "nowhere");
	MUST(harness_post(r, "/me/mail/address", "email", "rowan@example.org", NULL));
	assert_string_equal(mail_part(r, "to"), "rowan@example.org");
	assert_string_equal(mail_part(r, "subject"), "Your code");
	assert_null(strstr(mail_part(r, "body"), "Rowan"));
	const char *code = code_in_mail(r);
	assert_int_equal(harness_post(r, "/me/mail", "kinds", "letters", "every", "soon", NULL), INVALID);
	assert_int_equal(harness_post(r, "/me/mail/code", "code", "12", NULL), INVALID);
	assert_true(harness_fault(r, "code", "shape"));
	MUST(harness_post(r, "/me/mail/code", "code", str_begins(code, "1111") ? "2222 2222" : "1111 1111", NULL));
	assert_non_null(strstr(r->reply.notice, "not the code"));
	MUST(harness_post(r, "/me/mail/code", "code", code, NULL));
	MUST(harness_get(r, "/me/mail"));
	harness_says(r, "Mail goes to rowan@example.org.");
	harness_says(r, "Somebody wrote to me");
	wish(r, "soon");
	MUST(harness_get(r, "/me"));
	harness_says(r, "We write when something waits: Soon.");
	assert_int_equal(mail_wished(r, rowan, "dates", &w), MISSING);
	MUST(mail_wished(r, rowan, "letters", &w));
	assert_string_equal(w.email, "rowan@example.org");
	assert_true(str_begins(w.stop, "https://kith.test/mail/stop/"));
	assert_int_equal(mail_wished(r, "nobody", "letters", &w), MISSING);
}

static void codes_are_few_and_end(void **state)
{
	struct req *r = *state;
	begin(r);
	MUST(harness_post(r, "/me/mail/address", "email", "rowan@example.org", NULL));
	const char *code = code_in_mail(r);
	assert_int_equal(harness_post(r, "/me/mail/address", "email", "other@example.org", NULL), INVALID);
	assert_true(harness_fault(r, "email", "soon"));
	for (int k = 0; k < MAIL_CODE_TRIES; k++)
		MUST(harness_post(r, "/me/mail/code", "code", str_begins(code, "1111") ? "2222 2222" : "1111 1111", NULL));
	assert_int_equal(harness_post(r, "/me/mail/code", "code", code, NULL), INVALID);
	assert_true(harness_fault(r, "code", "over"));
	for (int k = 1; k < MAIL_CODES_A_DAY; k++) {
		r->now += MAIL_CODE_PAUSE;
		MUST(harness_post(r, "/me/mail/address", "email", "rowan@example.org", NULL));
	}
	r->now += MAIL_CODE_PAUSE;
	assert_int_equal(harness_post(r, "/me/mail/address", "email", "rowan@example.org", NULL), INVALID);
	assert_true(harness_fault(r, "email", "often"));
	signed_in(r, "/sign-in", "en");
	r->now += DAY - 11 * HOUR;
	signed_in(r, "/sign-in", "en");
	MUST(harness_post(r, "/me/mail/address", "email", "rowan@example.org", NULL));
	code = code_in_mail(r);
	r->now += MAIL_CODE_SECONDS + 1;
	signed_in(r, "/sign-in", "en");
	assert_int_equal(harness_post(r, "/me/mail/code", "code", code, NULL), INVALID);
	assert_true(harness_fault(r, "code", "over"));
}

static void a_code_is_of_one_address(void **state)
{
	struct req *r = *state;
	struct mail_wished w;
	begin(r);
	MUST(harness_post(r, "/me/mail/address", "email", "rowan@example.org", NULL));
	const char *code = code_in_mail(r);
	MUST(db_begin(r->db, true));
	MUST(people_mail_set(r, rowan, "other@example.org"));
	MUST(db_commit(r->db));
	MUST(harness_post(r, "/me/mail/code", "code", code, NULL));
	assert_non_null(strstr(r->reply.notice, "not the code"));
	r->now += MAIL_CODE_PAUSE;
	show_address(r, "other@example.org");
	wish(r, "soon");
	MUST(mail_wished(r, rowan, "letters", &w));
	r->now += MAIL_CODE_PAUSE;
	MUST(harness_post(r, "/me/mail/address", "email", "third@example.org", NULL));
	assert_int_equal(mail_wished(r, rowan, "letters", &w), MISSING);
	MUST(harness_post(r, "/me/mail/address", "email", "", NULL));
	MUST(harness_get(r, "/me/mail"));
	harness_says_not(r, "example.org");
}

/* ---- one mail ---- */

static void one_mail_says_that_something_waits_and_no_more(void **state)
{
	struct req *r = *state;
	begin(r);
	show_address(r, "rowan@example.org");
	wish(r, "soon");
	size_t before = mail_count(r);
	r->now += HOUR;
	something_came(r);
	r->now += 60;
	a_look(r);
	assert_int_equal(mail_count(r), before);        /* so new that it may still be read by itself */
	r->now += HOUR / 4;
	something_came(r);
	r->now += HOUR / 4;
	a_look(r);
	assert_int_equal(mail_count(r), before + 1);
	assert_string_equal(mail_part(r, "to"), "rowan@example.org");
	assert_string_equal(mail_part(r, "subject"), "You have a new message");
	assert_string_equal(mail_part(r, "about"), rowan);
	const char *body = mail_part(r, "body"), *stop = mail_part(r, "stop");
	assert_null(strstr(body, "Rowan"));
	assert_null(strstr(body, "wrote"));
	assert_non_null(strstr(body, stop));
	something_came(r);
	r->now += HOUR / 2;
	a_look(r);
	assert_int_equal(mail_count(r), before + 1);    /* within the hour: later */
	r->now += HOUR;
	a_look(r);
	assert_int_equal(mail_count(r), before + 2);
	r->now += 2 * HOUR;
	a_look(r);
	assert_int_equal(mail_count(r), before + 2);    /* told once is told */
}

/* It is noon; the look of once a day is at five. */
static void in_quiet_hours_it_waits_and_goes_when_they_are_over(void **state)
{
	static const char *const every[] = { "soon", "day", "week" };
	struct req *r = *state;
	begin(r);
	show_address(r, "rowan@example.org");
	for (size_t k = 0; k < COUNT(every); k++) {
		r->now += 7 * DAY - (r->now - NOON) % (7 * DAY);
		signed_in(r, "/sign-in", "en");
		wish(r, every[k]);
		int64_t evening = NOON + (r->now - NOON) / DAY * DAY + 5 * HOUR;
		while (zone_civil(NULL, evening).weekday != 2)   /* Wednesday, for once a week */
			evening += DAY;
		size_t before = mail_count(r);
		quiet_until = evening + HOUR;
		r->now = evening - HOUR;
		something_came(r);
		r->now = evening + 60;
		a_look(r);
		r->now = quiet_until - 60;
		a_look(r);
		assert_int_equal(mail_count(r), before);
		r->now = quiet_until + 11 * 60;
		a_look(r);
		assert_int_equal(mail_count(r), before + 1);
		r->now += 2 * HOUR;
		a_look(r);
		assert_int_equal(mail_count(r), before + 1);    /* told once is told */
	}
	/* What keeps an account safe is never held back: a code goes at once. */
	signed_in(r, "/sign-in", "en");
	quiet_until = r->now + DAY;
	MUST(harness_post(r, "/me/mail/address", "email", "other@example.org", NULL));
	assert_string_equal(mail_part(r, "to"), "other@example.org");
}

static void whoever_was_here_since_is_not_told(void **state)
{
	struct req *r = *state;
	begin(r);
	show_address(r, "rowan@example.org");
	wish(r, "soon");
	size_t before = mail_count(r);
	r->now += HOUR;
	something_came(r);
	r->now += 60;
	signed_in(r, "/sign-in", "en");
	r->now += HOUR;
	a_look(r);
	assert_int_equal(mail_count(r), before);
	something_came(r);
	r->now += HOUR;
	a_look(r);
	assert_int_equal(mail_count(r), before + 1);
}

static void an_older_look_does_nothing(void **state)
{
	struct req *r = *state;
	size_t n;
	begin(r);
	show_address(r, "rowan@example.org");
	wish(r, "soon");
	size_t before = mail_count(r);
	r->now += HOUR;
	something_came(r);
	r->now += HOUR;
	const char *payload = job_of(r, "mail_round", &n);
	a_look(r);
	assert_int_equal(mail_count(r), before + 1);
	something_came(r);
	r->now += 2 * HOUR;
	MUST(harness_door(r, true, run_round, arena_str(&r->arena, payload)));
	assert_int_equal(mail_count(r), before + 1);
	a_look(r);
	assert_int_equal(mail_count(r), before + 2);
}

static void it_is_written_in_their_language(void **state)
{
	struct req *r = *state;
	begin_in(r, "es");
	show_address(r, "rowan@example.org");
	wish(r, "day");
	r->now += HOUR;
	something_came(r);
	r->now += DAY;
	a_look(r);
	assert_string_equal(mail_part(r, "subject"), "Tienes un mensaje nuevo");
	assert_null(strstr(mail_part(r, "body"), "something"));
}

static int64_t local(const char *zone, int year, int month, int day, int hour, int minute)
{
	return zone_moment(zone, (struct civil){ .year = year, .month = month, .day = day, .hour = hour, .minute = minute });
}

static void the_time_is_that_of_where_they_live(void **state)
{
	const char *z = "America/Denver";
	(void)state;
	/* soon: ten minutes, not at night */
	assert_int_equal(mail_next(z, EVERY_SOON, 0, 0, local(z, 2025, 6, 16, 12, 0)), local(z, 2025, 6, 16, 12, 10));
	assert_int_equal(mail_next(z, EVERY_SOON, 0, 0, local(z, 2025, 6, 16, 19, 55)), local(z, 2025, 6, 17, 8, 0));
	assert_int_equal(mail_next(z, EVERY_SOON, 0, 0, local(z, 2025, 6, 16, 3, 0)), local(z, 2025, 6, 16, 8, 0));
	/* once a day, also over the change of the clock */
	assert_int_equal(mail_next(z, EVERY_DAY, 17 * 60, 0, local(z, 2025, 6, 16, 12, 0)), local(z, 2025, 6, 16, 17, 0));
	assert_int_equal(mail_next(z, EVERY_DAY, 17 * 60, 0, local(z, 2025, 6, 16, 17, 0)), local(z, 2025, 6, 17, 17, 0));
	assert_int_equal(mail_next(z, EVERY_DAY, 17 * 60, 0, local(z, 2025, 11, 1, 18, 0)), local(z, 2025, 11, 2, 17, 0));
	assert_int_equal(local(z, 2025, 11, 2, 17, 0) - local(z, 2025, 11, 1, 17, 0), 25 * HOUR);
	/* once a week: 16 June 2025 is a Monday */
	assert_int_equal(mail_next(z, EVERY_WEEK, 9 * 60, 2, local(z, 2025, 6, 16, 12, 0)), local(z, 2025, 6, 18, 9, 0));
	assert_int_equal(mail_next(z, EVERY_WEEK, 9 * 60, 0, local(z, 2025, 6, 16, 12, 0)), local(z, 2025, 6, 23, 9, 0));
	assert_int_equal(mail_next(z, EVERY_WEEK, 9 * 60, 0, local(z, 2025, 6, 16, 8, 0)), local(z, 2025, 6, 16, 9, 0));
}

/* ---- ending it ---- */

static void one_step_ends_it_without_signing_in(void **state)
{
	struct req *r = *state;
	struct mail_wished w;
	begin(r);
	show_address(r, "rowan@example.org");
	wish(r, "soon");
	MUST(mail_wished(r, rowan, "letters", &w));
	const char *path = arena_str(&r->arena, w.stop + strlen("https://kith.test"));
	cookie[0] = '\0';
	MUST(harness_get(r, path));
	harness_says(r, "Shall we stop writing to you?");
	harness_says_not(r, "rowan");
	MUST(mail_wished(r, rowan, "letters", &w));     /* to look ends nothing: programs follow links */
	assert_int_equal(mail_count(r), 1);
	MUST(harness_post(r, path, NULL));
	harness_says(r, "No more mail will come.");
	assert_int_equal(mail_count(r), 0);
	assert_int_equal(mail_wished(r, rowan, "letters", &w), MISSING);
	MUST(harness_post(r, path, NULL));
	assert_int_equal(harness_get(r, "/mail/stop/abc"), MISSING);
	assert_int_equal(harness_post(r, "/mail/stop/abc", NULL), MISSING);
	size_t before = mail_count(r);
	something_came(r);
	r->now += DAY;
	a_look(r);
	assert_int_equal(mail_count(r), before);
}

static enum status give_up(struct req *r, void *person) { return tell(r, &mail_given_up, person); }

static void mail_that_came_back_is_not_sent_on(void **state)
{
	struct req *r = *state;
	struct mail_wished w;
	begin(r);
	show_address(r, "rowan@example.org");
	wish(r, "soon");
	size_t before = mail_count(r);
	assert_true(before > 0);
	MUST(harness_door(r, true, give_up, arena_str(&r->arena, rowan)));
	assert_int_equal(mail_wished(r, rowan, "letters", &w), MISSING);
	something_came(r);
	r->now += HOUR / 4;
	a_look(r);
	assert_int_equal(mail_count(r), before);
	MUST(harness_get(r, "/me/mail"));
	harness_says(r, "came back");
	/* where mail goes is changed with the password: somebody else may hold the phone by now */
	assert_int_equal(harness_post(r, "/me/mail/address", "email", "other@example.org", NULL), DENIED);
	assert_true(r->needs_password);
	MUST(harness_post(r, "/again", "password", PASSWORD, "to", "/me/mail", NULL));
	snprintf(cookie, sizeof cookie, "%s", r->reply.session_token);
	show_address(r, "rowan@example.org");
	MUST(mail_wished(r, rowan, "letters", &w));
	MUST(harness_get(r, "/me/mail"));
	harness_says_not(r, "came back");
}

static void who_leaves_takes_the_wish_along(void **state)
{
	struct req *r = *state;
	struct mail_wish_get w;
	begin(r);
	show_address(r, "rowan@example.org");
	wish(r, "soon");
	MUST(db_begin(r->db, true));
	MUST(people_erase(r, rowan));
	MUST(db_commit(r->db));
	assert_int_equal(mail_wish_get(r, rowan, &w), MISSING);
	assert_int_equal(mail_count(r), 0);     /* nor does what was on its way */
	r->now += DAY;
	a_look(r);
	assert_int_equal(mail_count(r), 0);
}

/* Whoever changed the password may be using the account just then: the mail does not wait for a round that would find nobody away. */
static void a_change_of_the_way_to_sign_in_is_written_at_once_to_who_wished_it(void **state)
{
	struct req *r = *state;
	begin(r);
	show_address(r, "rowan@example.org");
	wish(r, "day");
	r->now += 60;                                   /* after the mail with the code */
	size_t before = mail_count(r);
	MUST(harness_post(r, "/me/recovery", NULL));
	assert_int_equal(mail_count(r), before);        /* nobody asked for it */
	MUST(harness_post(r, "/me/mail", "kinds", "sign_in", "every", "day", "clock", "17:00", "weekday", "we", NULL));
	MUST(harness_post(r, "/me/recovery", NULL));
	assert_int_equal(mail_count(r), before + 1);
	assert_string_equal(mail_part(r, "to"), "rowan@example.org");
	assert_string_equal(mail_part(r, "subject"), "You have a new message");
	assert_null(strstr(mail_part(r, "body"), "recovery"));
	assert_null(strstr(mail_part(r, "body"), "Rowan"));
	MUST(harness_post(r, "/me/password", "how", "own", "password", "a heron waits beside the weir", NULL));
	assert_int_equal(mail_count(r), before + 2);
}

HARNESS(a_change_of_the_way_to_sign_in_is_written_at_once_to_who_wished_it, in_quiet_hours_it_waits_and_goes_when_they_are_over, an_address_counts_when_its_owner_typed_the_code, codes_are_few_and_end, a_code_is_of_one_address,
	one_mail_says_that_something_waits_and_no_more, whoever_was_here_since_is_not_told, an_older_look_does_nothing,
	it_is_written_in_their_language, the_time_is_that_of_where_they_live, one_step_ends_it_without_signing_in,
	mail_that_came_back_is_not_sent_on, who_leaves_takes_the_wish_along)
