/* What the pages of this feature are drawn from. */
#pragma once
#include "queries.h"

struct sightings_me_card_view { char none; };
PAGE(sightings_me_card);

/* Several readings of the same by the same person on one day are one line. */
struct sighting { const char *name, *right, *what, *place, *why, *record, *id, *by_right; int64_t number, at, times; bool deed, taken; };
struct sighting_list { size_t n; struct sighting *at; };
struct sighting_day { int64_t day; struct sighting_list seen; };
struct sighting_days { size_t n; struct sighting_day *at; };

struct sightings_mine_view {
	struct sighting_list all;
	struct sighting_days days;
	const char *next, *root;
	int64_t size;
	bool later, nothing;
};
PAGE(sightings_mine);

struct emergency_why { const char *reason; };
struct sightings_emergency_view { FORM_VIEW(emergency_why) form; const char *id, *name; };
PAGE(sightings_emergency);

struct sightings_reach_view {
	const char *name, *pronouns, *email, *languages, *zone;
	int64_t ends;
	struct emergency_walkers_list walkers;
};
PAGE(sightings_reach);

struct sightings_told_view { struct emergencies_unknown_list told; };
PAGE(sightings_told);

struct sightings_way_view { const char *id; };
PAGE(sightings_way);
