/* What the tests of people share: somebody with an account, and sessions as a browser keeps them. */
#pragma once
#include "harness.h"
#include "people.h"
#include "queries.h"

#define PASSWORD "seven kettles sing upstairs"
enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

/* The cookie: sent with every request once it is set.  "" is none. */
static char cookie[64];

/* As the server does it: the token's person, or nobody. */
static inline enum status by_cookie(struct req *r)
{
	bool touch;
	r->who = (struct who){ .may = MAY_ANYONE };
	if (!cookie[0])
		return OK;
	enum status st = people_who(r, cookie, &touch);
	return st == MISSING ? OK : st;
}

static inline void keep_cookie(struct req *r)
{
	assert_non_null(r->reply.session_token);
	snprintf(cookie, sizeof cookie, "%s", r->reply.session_token);
}

static inline void begin(struct req *r)
{
	harness_enter = by_cookie;
	cookie[0] = '\0';
	r->device = "Firefox on Android";
	r->known_device = NULL;
}

/* Signs up through the form; the session is in the cookie.  Returns the id. */
static inline const char *sign_up(struct req *r, const char *login)
{
	const char *id;
	cookie[0] = '\0';
	assert_int_equal(harness_post(r, "/join", "name", "Rowan", "login", login, "how", "own", "password", PASSWORD,
				      "lang", "en", "zone", "America/Denver", NULL), OK);
	keep_cookie(r);
	assert_int_equal(people_by_login(r, login, &id), OK);
	return arena_str(&r->arena, id);
}

static inline enum status sign_in(struct req *r, const char *login, const char *password)
{
	cookie[0] = '\0';
	return harness_post(r, "/sign-in", "login", login, "password", password, NULL);
}

/* The JSON of the reply; the caller ends it. */
static inline json_t *posted(struct req *r)
{
	json_t *said = json_loads(harness_body(r), 0, NULL);
	assert_non_null(said);
	return said;
}

static inline const char *text_of(struct req *r, const json_t *from, const char *name)
{
	const char *s = json_string_value(json_object_get(from, name));
	assert_non_null(s);
	return arena_str(&r->arena, s);
}

/* What a section of Today says: 0 about devices, 1 about changes of how one signs in; "": nothing. */
static inline const char *section_of_today(struct req *r, size_t k)
{
	bool touch;
	if (r->out.at)
		out_end(&r->out);
	r->out.reader = &r->reader;
	r->out.csrf = "token";
	assert_int_equal(people_who(r, cookie, &touch), OK);
	assert_int_equal(people_feature.cards[k].draw(r), OK);
	return r->out.n ? harness_body(r) : "";
}

static inline const char *changes(struct req *r) { return section_of_today(r, 1); }

/* Two browsers of one person: the first in `first`, the second in the cookie. */
static inline void two_browsers(struct req *r, char first[sizeof cookie])
{
	sign_up(r, "rowan");
	memcpy(first, cookie, sizeof cookie);
	r->now += HOUR / 6;
	r->device = "Chrome on Windows";
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	keep_cookie(r);
}

static inline const char *other_session(struct req *r)
{
	assert_int_equal(harness_get(r, "/me/sessions"), OK);
	const json_t *open = json_object_get(harness_json(r), "open");
	for (size_t i = 0; i < json_array_size(open); i++)
		if (!json_is_true(json_object_get(json_array_get(open, i), "here")))
			return text_of(r, json_array_get(open, i), "id");
	fail_msg("there is no other session");
	return NULL;
}
