/* Insight: what peer support did, as figures open to every member, with small numbers hidden.  This is all that other
 * features may know of it. */
#pragma once
#include "surveys.h"

extern const struct feature insight_feature;

/* A figure, or nothing when it must be hidden: NO_INT / NO_REAL. */
struct insight_found { int64_t kind; int64_t n; double share; };        /* share 0..1 of those who answered the question */
struct insight_period { int64_t from_day, until_day; int64_t encounters, returned, heard_n, hope_n; double heard_mean, hope_before_mean, hope_after_mean; };
/* One of several counts that stand beside one another: who found somebody, and who still waited at the end. */
struct insight_part { const char *code; int64_t n, waiting; };          /* code NULL: small ones together */
struct insight_parts { size_t n; struct insight_part *at; };
struct insight_quarter {
	int64_t from_day, until_day, n, waiting;
	bool few, counted;                      /* too few to tell anything; who still waited was counted when it ended */
	struct insight_parts bands, languages, places;
};
struct insight_report {
	int64_t encounters, minutes, offered, returned, found_n;
	struct { size_t n; struct insight_found *at; } found;               /* all seven kinds, in order */
	int64_t heard_n; double heard_mean;
	int64_t hope_n; double hope_before_mean, hope_after_mean;
	int64_t again_n; double again_share;
	struct { size_t n; struct insight_period *at; } periods;            /* oldest first; months merged until none is small */
	bool hidden;                                                        /* something was hidden */
	struct { size_t n; struct insight_quarter *at; } quarters;          /* who found somebody; the latest first */
};
/* What is asked for: what it did, of a project (id) or of all that may be shown together (NULL); or who found somebody. */
struct insight_about { const char *project; bool found; };
/* The only way any figure leaves Kith. */
enum status insight_report_make(struct req *r, const struct insight_about *about, struct insight_report *ret) MUST_USE;
/* Adds to one running sum. */
enum status insight_add(struct req *r, const char *community, const char *project, int64_t month, const char *measure, int64_t n, int64_t total) MUST_USE;

/* Many at once, for imports: gathered in memory, put in one go.  Lives in the request's arena. */
struct insight_gather;
struct insight_gather *insight_gather_new(struct req *r, const char *project);
void insight_gather_encounter(struct insight_gather *g, int64_t month, int64_t minutes, int64_t headcount);
/* One survey offered; answer NULL: it did not come back. */
void insight_gather_survey(struct insight_gather *g, int64_t month, const struct surveys_answer *answer);
enum status insight_gather_put(struct req *r, struct insight_gather *g) MUST_USE;
