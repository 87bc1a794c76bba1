/* What somebody can do they may teach: a list of steps becomes a class, planned by whoever wrote it. */
#include "test_gathering_world.h"
#include "skills.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &documents_feature, &encounters_feature, &skills_feature, &gatherings_feature, NULL };

static void a_list_of_steps_becomes_a_class(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/skills/new", "title", "Take the bus to the lake", "topic", "bus", NULL));
	const char *id = led_to(r, "/skills/"), *class = path_of(r, "/skills/", arena_printf(&r->arena, "%s/class", id));
	MUST(harness_get(r, class));            /* without a step it is a title */
	harness_says(r, "value=\"Take the bus to the lake\"");
	MUST(harness_post(r, path_of(r, "/skills/", arena_printf(&r->arena, "%s/steps", id)), "words", "Look for the number 4", NULL));
	MUST(harness_post(r, path_of(r, "/skills/", arena_printf(&r->arena, "%s/steps", id)), "words", "Sit near the driver", NULL));
	MUST(harness_get(r, path_of(r, "/skills/", id)));
	harness_says(r, class);
	MUST(harness_get(r, class));
	harness_says(r, "- Look for the number 4\n- Sit near the driver");
	harness_says(r, "action=\"/c/harbor/gatherings/new\"");
	harness_says(r, "value=\"class\" id=\"f-kind\" checked");
	MUST(PLAN_HERE(r, "kind", "class", "title", "Take the bus to the lake", "about", "- Look for the number 4"));
	struct planned p = planned_now(r);
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "Take the bus to the lake");
	const char *const others[] = { w.ben, w.cora, w.otto };
	for (size_t k = 0; k < COUNT(others); k++) {
		harness_as(r, others[k], 0);
		assert_int_equal(harness_get(r, class), MISSING);
	}
}

static void many_steps_are_cut_to_what_the_form_takes(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	char words[181];
	memset(words, 'a', sizeof words - 1);
	words[sizeof words - 1] = '\0';
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/skills/new", "title", "Long", "topic", "bus", NULL));
	const char *id = led_to(r, "/skills/");
	for (int k = 0; k < 8; k++)
		MUST(harness_post(r, path_of(r, "/skills/", arena_printf(&r->arena, "%s/steps", id)), "words", words, NULL));
	MUST(harness_get(r, path_of(r, "/skills/", arena_printf(&r->arena, "%s/class", id))));
	const char *at = harness_body(r);
	size_t n = 0;
	while ((at = strstr(at, "- aaaa")))
		n++, at += 6;
	assert_int_equal(n, 5);
}

HARNESS(a_list_of_steps_becomes_a_class, many_steps_are_cut_to_what_the_form_takes)
