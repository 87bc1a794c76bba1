/* What matters, changed from the page of suggestions: the effect at once, "why not more like", refusals, and what cannot be
 * learned from it. */
#include "test_pair.h"
#include "queries.h"

const struct feature *const harness_features[] = {
	&people_feature, &communities_feature, &experiences_feature, &asks_feature, &matching_feature, &connections_feature, NULL,
};

static const char *people_path(struct req *r, const char *ask) { return arena_printf(&r->arena, HARBOR "/asks/%s/people", ask); }
static const char *matters_path(struct req *r, const char *ask) { return arena_printf(&r->arena, HARBOR "/asks/%s/matters", ask); }

struct scene { struct world w; const char *una, *vito, *ask; };

/* Una shares one experience of Ana's, Vito the other. */
static struct scene a_scene(struct req *r)
{
	struct scene s = { .w = a_world(r, 1) };
	MUST(db_begin(r->db, true));
	s.una = a_member(r, s.w.harbor, "Una", NULL);
	s.vito = a_member(r, s.w.harbor, "Vito", NULL);
	MUST(db_commit(r->db));
	settle(r, s.w.ana);
	settle(r, s.una);
	settle(r, s.vito);
	make_room(r, s.una, "3");
	make_room(r, s.vito, "3");
	tell_lived(r, s.w.ana, "lost_someone", "members");
	tell_lived(r, s.w.ana, "alone", "members");
	tell_lived(r, s.una, "lost_someone", "members");
	tell_lived(r, s.vito, "alone", "members");
	s.ask = ask_for(r, s.w.ana, false);
	return s;
}

/* The id that the page gives this experience, beside its name. */
static const char *row_id(struct req *r, const char *say)
{
	const char *body = harness_body(r), *at = strstr(body, arena_printf(&r->arena, "\">%s", say));
	assert_non_null(at);
	while (memcmp(at, "for=\"m-", 7) != 0)
		at--;
	at += 7;
	return arena_copy(&r->arena, at, strcspn(at, "\""));
}

static const char *code(struct req *r, const char *id, const char *how) { return arena_printf(&r->arena, "%s-%s", id, how); }

static const char *page(struct req *r, const struct scene *s, const char *like)
{
	harness_as(r, s->w.ana, 0);
	MUST(harness_get(r, arena_printf(&r->arena, "%s%s%s", people_path(r, s->ask), like ? "?like=" : "", like ? like : "")));
	return harness_body(r);
}

static bool before(const char *body, const char *first, const char *second)
{
	const char *a = strstr(body, first), *b = strstr(body, second);
	assert_non_null(a);
	assert_non_null(b);
	return a < b;
}

static void what_matters_more_changes_the_order_at_once(void **state)
{
	struct req *r = *state;
	struct scene s = a_scene(r);
	const char *body = page(r, &s, NULL), *loss = row_id(r, "lost someone"), *alone = row_id(r, "being very much alone");
	harness_says(r, "Choose freely");
	harness_says_not(r, "est match");
	for (int turn = 0; turn < 2; turn++) {
		MUST(harness_post(r, matters_path(r, s.ask), "matters", code(r, loss, turn ? "much" : "little"), "matters",
				  code(r, alone, turn ? "little" : "much"), "version", turn ? "3" : "2", NULL));
		assert_string_equal(r->reply.location, people_path(r, s.ask));
		body = page(r, &s, NULL);
		assert_true(before(body, turn ? "<h3>Una" : "<h3>Vito", turn ? "<h3>Vito" : "<h3>Una"));
	}
}

static void wishes_are_changed_there_and_what_is_needed_stays(void **state)
{
	struct req *r = *state;
	struct scene s = a_scene(r);
	harness_as(r, s.vito, 0);
	MUST(harness_post(r, HARBOR "/about-me/facts", "gender", "not_said", "age_band", "not_said", "veteran", "1", "version", "2", NULL));
	harness_as(r, s.w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/wishes", "wishes_needed", "first_language", "version", "2", NULL));
	MUST(harness_post(r, matters_path(r, s.ask), "wishes", "veteran", "version", "3", NULL));
	assert_true(before(page(r, &s, NULL), "<h3>Vito", "<h3>Una"));
	harness_says(r, "As you wished: Someone who has served in the military");
	MUST(harness_get(r, HARBOR "/about-me/wishes"));
	const json_t *now = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(now, "wishes")), 2);
	assert_int_equal(json_array_size(json_object_get(now, "wishes_needed")), 1);
}

static void why_not_more_like_says_the_reason_and_raises_what_is_shared(void **state)
{
	struct req *r = *state;
	struct scene s = a_scene(r);
	const char *loss = (page(r, &s, NULL), row_id(r, "lost someone"));
	MUST(harness_post(r, matters_path(r, s.ask), "matters", code(r, loss, "little"), "version", "2", NULL));
	page(r, &s, s.una);
	harness_says(r, "Una comes up because you both know this: lost someone");
	harness_says(r, arena_printf(&r->arena, "value=\"%s\" selected", code(r, loss, "much")));
	/* nothing is kept before it is saved */
	page(r, &s, NULL);
	harness_says_not(r, "comes up because");
	harness_says(r, arena_printf(&r->arena, "value=\"%s\" selected", code(r, loss, "little")));
	/* somebody who is not in the list, or shares nothing that is shown */
	page(r, &s, s.w.cora);
	harness_says_not(r, "comes up because");
	MUST(db_begin(r->db, true));
	const char *wim = a_member(r, s.w.harbor, "Wim", NULL);
	MUST(db_commit(r->db));
	make_room(r, wim, "1");
	page(r, &s, wim);
	harness_says(r, "With Wim you share no experience that both of you show");
}

/* Whatever matters how much, and whoever is asked about: what others keep for matching only changes not one letter. */
static void what_others_keep_to_themselves_changes_not_one_letter(void **state)
{
	struct req *r = *state;
	struct scene s = a_scene(r);
	const char *loss = (page(r, &s, NULL), row_id(r, "lost someone")), *alone = row_id(r, "being very much alone");
	static const char *const how[][2] = { { "little", "much" }, { "much", "little" }, { "some", "some" } };
	for (size_t k = 0; k < COUNT(how); k++) {
		harness_as(r, s.w.ana, 0);
		MUST(harness_post(r, matters_path(r, s.ask), "matters", code(r, loss, how[k][0]), "matters", code(r, alone, how[k][1]), "version",
				  arena_printf(&r->arena, "%zu", k + 2), NULL));
		const char *likes[] = { NULL, s.una, s.vito }, *seen[COUNT(likes)];
		for (size_t i = 0; i < COUNT(likes); i++)
			seen[i] = arena_str(&r->arena, page(r, &s, likes[i]));
		tell_lived(r, s.vito, "lost_someone", "matching");
		tell_lived(r, s.una, "alone", "matching");
		for (size_t i = 0; i < COUNT(likes); i++)
			assert_string_equal(page(r, &s, likes[i]), seen[i]);
		for (int who = 0; who < 2; who++) {
			harness_as(r, who ? s.una : s.vito, 0);
			MUST(harness_get(r, HARBOR "/about-me"));
			const json_t *items = json_object_get(harness_json(r), "items");
			for (size_t i = 0; i < json_array_size(items); i++) {
				const json_t *item = json_array_get(items, i);
				if (strcmp(json_string_value(json_object_get(item, "shown")), "matching") == 0)
					MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/about-me/lived/%s/remove", json_string_value(json_object_get(item, "id"))), NULL));
			}
		}
	}
}

static void only_ones_own_can_be_changed_and_only_while_one_asks(void **state)
{
	struct req *r = *state;
	struct scene s = a_scene(r);
	const char *loss = (page(r, &s, NULL), row_id(r, "lost someone"));
	const char *others[] = { s.una, s.w.cora, s.w.otto, NULL };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_post(r, matters_path(r, s.ask), "matters", code(r, loss, "much"), "version", "2", NULL), MISSING);
	}
	harness_as(r, s.una, 0);
	const char *hers = ask_for(r, s.una, false);
	assert_int_equal(harness_post(r, matters_path(r, hers), "matters", code(r, loss, "much"), "version", "2", NULL), INVALID);
	assert_true(harness_fault(r, "matters", "changed"));
	harness_as(r, s.w.ana, 0);
	assert_int_equal(harness_post(r, matters_path(r, s.ask), "matters", loss, "version", "2", NULL), INVALID);
	assert_int_equal(harness_post(r, matters_path(r, s.ask), "matters", code(r, loss, "enormously"), "version", "2", NULL), INVALID);
	assert_int_equal(harness_post(r, matters_path(r, s.ask), "matters", code(r, loss, "much"), "version", "1", NULL), CONFLICT);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/asks/%s/take-back", s.ask), NULL));
	assert_int_equal(harness_post(r, matters_path(r, s.ask), "matters", code(r, loss, "much"), "version", "2", NULL), MISSING);
}

static void a_coordinator_who_looks_too_changes_nothing_of_it(void **state)
{
	struct req *r = *state;
	struct scene s = a_scene(r);
	accept_limits(r, s.w.cora);
	const char *ask = ask_for(r, s.w.ana, true);
	harness_as(r, s.w.cora, 0);
	MUST(harness_get(r, people_path(r, ask)));
	harness_says_not(r, "What matters to you");
	harness_says_not(r, "Why not more like");
	harness_as(r, s.w.ana, 0);
	MUST(harness_get(r, people_path(r, ask)));
	const json_t *rows = json_object_get(harness_json(r), "matters.rows");
	assert_int_equal(json_array_size(rows), 2);
}

HARNESS(what_matters_more_changes_the_order_at_once, wishes_are_changed_there_and_what_is_needed_stays,
	why_not_more_like_says_the_reason_and_raises_what_is_shared, what_others_keep_to_themselves_changes_not_one_letter,
	only_ones_own_can_be_changed_and_only_while_one_asks, a_coordinator_who_looks_too_changes_nothing_of_it)
