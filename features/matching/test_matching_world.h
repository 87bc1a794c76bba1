/* What the tests of suggestions share: a community in which people can be found, and who is found there. */
#pragma once
#include "house.h"
#include "../experiences/test_world.h"
#include "matching.h"

const struct feature *const harness_features[] = {
	&people_feature, &communities_feature, &experiences_feature, &asks_feature, &matching_feature, NULL,
};

#define HARBOR "/c/harbor"

/* ---- a community in which people can be found ---- */

static inline const char *a_newcomer(struct req *r, const struct world *w, const char *name, const char *languages)
{
	const char *id = id_new(r);
	MUST(db_begin(r->db, true));
	MUST(people_add(r, &(struct people_new){ .id = id, .name = name, .languages = languages, .lang = "en", .zone = "UTC",
		.login = name, .password_hash = "not for signing in" }));
	MUST(communities_add_member(r, w->harbor, id, true));
	MUST(db_commit(r->db));
	return id;
}

/* Free on Tuesday evenings, in a café or by phone. */
static inline void settle(struct req *r, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/about-me/meeting", "ways", "cafe", "ways", "phone", "version", "0", NULL));
	MUST(harness_post(r, HARBOR "/about-me/week", "week", "1-18", "version", "1", NULL));
}

static inline void make_room(struct req *r, const char *person, const char *capacity)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/room", "state", "open", "capacity", capacity, "kinds", "company", "version", "0", NULL));
}

/* Has room, and has said nothing else: nothing is in the way. */
static inline const char *with_room(struct req *r, const struct world *w, const char *name)
{
	const char *id = a_newcomer(r, w, name, "en");
	make_room(r, id, "2");
	return id;
}

static inline void tell_lived(struct req *r, const char *person, const char *tag, const char *shown)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/about-me/lived/new", "tag", tag, "shown", shown, "matters", "much", "support_with", "1", NULL));
}

/* The only thing this person has told. */
static inline const char *lived_path(struct req *r, const char *person, const char *end)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, HARBOR "/about-me"));
	return arena_printf(&r->arena, HARBOR "/about-me/lived/%s%s", after(r, HARBOR "/about-me/lived/", '"'), end);
}

static inline struct world a_settled_world(struct req *r)
{
	struct world w = a_world(r, 1);
	settle(r, w.ana);
	settle(r, w.sue);
	make_room(r, w.sue, "3");
	return w;
}

/* ---- looking ---- */

struct look { const char *reader; unsigned may; int64_t ways, most; const struct str_list *without; int64_t formality; };

/* What a reader is told for an ask of this person. */
static inline struct matching_list list_for(struct req *r, const struct world *w, const char *asker, struct look look, const char **ret_missing)
{
	struct asks_one ask = { .id = "ask", .person = asker, .kinds = 1 << 4, .ways = look.ways, .open = true };   /* company */
	struct matching_list list;
	in_harbor(r, w, look.reader ? look.reader : asker);
	r->who.may = MAY_SIGNED_IN | MAY_MEMBER | look.may;
	r->community.formality = look.formality;
	MUST(matching_for(r, &ask, look.without, look.most ? look.most : 10, &list, ret_missing));
	return list;
}

static inline const char *in_words(struct req *r, const struct matching_candidate *c)
{
	const char *said = arena_printf(&r->arena, "%s %lld%s", c->name, (long long)c->score, c->differs ? " differs" : "");
	for (size_t i = 0; i < c->reasons.n; i++)
		said = arena_printf(&r->arena, "%s; %s %lld", said, c->reasons.at[i].words, (long long)c->reasons.at[i].points);
	return said;
}

static inline const char *said_of(struct req *r, const struct world *w, const char *asker, struct look look)
{
	const char *missing, *said = "";
	struct matching_list list = list_for(r, w, asker, look, &missing);
	for (size_t i = 0; i < list.n; i++)
		said = arena_printf(&r->arena, "%s%s\n", said, in_words(r, &list.at[i]));
	return missing ? missing : said;
}

/* Everything that is told, as one text: who, in which order, why, and how much each reason weighs.  From memory, and the
 * same from the database alone. */
static inline const char *seen(struct req *r, const struct world *w, const char *asker, struct look look)
{
	const struct house *house = r->house;
	struct house without = *house;
	without.keep = NULL;
	const char *held = said_of(r, w, asker, look);
	r->house = &without;
	const char *plain = said_of(r, w, asker, look);
	r->house = house;
	assert_string_equal(held, plain);
	return held;
}

/* The same between two, as one of them or a third reads it beside a proposal. */
static inline const char *why(struct req *r, const struct world *w, const char *asker, const char *other, struct look look)
{
	struct asks_one ask = { .id = "ask", .person = asker, .kinds = 1 << 4, .open = true };
	struct matching_candidate c;
	in_harbor(r, w, look.reader);
	r->who.may = MAY_SIGNED_IN | MAY_MEMBER | look.may;
	MUST(matching_why(r, &ask, other, &c));
	return in_words(r, &c);
}

static inline bool holds(const char *text, const char *piece) { return strstr(text, piece) != NULL; }

static inline const char *names(struct req *r, const struct world *w, const char *asker, struct look look)
{
	const char *missing, *said = "";
	struct matching_list list = list_for(r, w, asker, look, &missing);
	for (size_t i = 0; i < list.n; i++)
		said = arena_printf(&r->arena, "%s%s%s", said, i ? " " : "", list.at[i].name);
	return said;
}

/* ---- order and reasons ---- */
