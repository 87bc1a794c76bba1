/* The invented community: its people and words as data, and the script that lets them live through Kith's own routes. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One invented person.  lived: tag codes with blanks; hours: evenings, days or weekend; capacity 0: looks for support. */
struct demo_person {
	const char *name, *login, *pronouns, *languages, *lang, *lived, *interests, *words;
	const char *hours;
	int capacity;
	const char *role;
};
extern const struct demo_person demo_people[];
extern const size_t demo_people_n;

/* What people write, in both languages, to be picked from. */
struct demo_words { size_t n; const char *const *at; };
extern const struct demo_words demo_asks[2], demo_offers[2], demo_hopes[2], demo_meetings[2], demo_off[2], demo_power[2], demo_endings[2],
	demo_situations[2], demo_signs[2], demo_wishes[2], demo_outcomes[2], demo_next[2], demo_answers[2], demo_helps[2], demo_own[2],
	demo_topics[2];
