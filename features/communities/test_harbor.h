/* What the tests of communities begin with: Harbor, an open community with Ana who coordinates, Ben who belongs to it, and
 * Eve who does not. */
#pragma once
#include "harness.h"
#include "people.h"
#include "communities.h"
#include "communities_inside.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, NULL };

#define WRITES(r, what) do { assert_int_equal(db_begin((r)->db, true), OK); assert_int_equal((what), OK); \
	assert_int_equal(db_commit((r)->db), OK); } while (0)
#define READS(r, expected, what) do { assert_int_equal(db_begin((r)->db, false), OK); enum status st_ = (what); \
	db_rollback((r)->db); assert_int_equal(st_, expected); } while (0)

struct harbor { const char *id, *ana, *ben, *eve; };

/* As the server enters; a community that is not there is left to the gate. */
static inline enum status harbor_enter(struct req *r)
{
	enum status st = r->community.slug ? communities_enter(r, r->community.slug) : OK;
	return st == MISSING ? OK : st;
}

static inline const char *harbor_person(struct req *r, const char *login)
{
	const char *id = id_new(r);
	WRITES(r, people_add(r, &(struct people_new){ .id = id, .name = login, .languages = "en", .lang = "en", .zone = "UTC",
		.login = login, .password_hash = "none" }));
	return id;
}

static inline void harbor_as(struct req *r, const char *person) { harness_as(r, person, person ? MAY_SIGNED_IN : 0); }

static inline struct harbor harbor(struct req *r, const char *joining)
{
	struct harbor h = { .ana = harbor_person(r, "ana"), .ben = harbor_person(r, "ben"), .eve = harbor_person(r, "eve") };
	harness_enter = harbor_enter;
	WRITES(r, communities_make(r, &(struct communities_new){ .slug = "harbor", .name = "Harbor Peers", .joining = joining }, &h.id));
	WRITES(r, communities_add_member(r, h.id, h.ana, true));
	WRITES(r, communities_add_member(r, h.id, h.ben, true));
	WRITES(r, communities_give_role(r, h.id, h.ana, "coordinator", r->now));
	return h;
}

/* What the person may there now, through the door that other features use. */
static inline unsigned harbor_may(struct req *r, const struct harbor *h, const char *person)
{
	unsigned held = 0;
	READS(r, OK, communities_may(r, h->id, person, &held));
	return held;
}

static inline bool went_to(const struct req *r, const char *path)
{
	return r->reply.location && strcmp(r->reply.location, path) == 0;
}
