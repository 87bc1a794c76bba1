/* Words for why two people fit.  Says only what fit.c was allowed to count for this reader; the order is by weight. */
#include "reasons.h"

enum { REASONS_SHOWN = 8, REASONS_MAX = 2 * SCORE_TAGS_MAX + 16 };      /* experiences, interests, and a few of each other kind */

static const char *const evenings[7][4] = {
	{ N_("Monday mornings"), N_("Monday afternoons"), N_("Monday evenings"), N_("Monday nights") },
	{ N_("Tuesday mornings"), N_("Tuesday afternoons"), N_("Tuesday evenings"), N_("Tuesday nights") },
	{ N_("Wednesday mornings"), N_("Wednesday afternoons"), N_("Wednesday evenings"), N_("Wednesday nights") },
	{ N_("Thursday mornings"), N_("Thursday afternoons"), N_("Thursday evenings"), N_("Thursday nights") },
	{ N_("Friday mornings"), N_("Friday afternoons"), N_("Friday evenings"), N_("Friday nights") },
	{ N_("Saturday mornings"), N_("Saturday afternoons"), N_("Saturday evenings"), N_("Saturday nights") },
	{ N_("Sunday mornings"), N_("Sunday afternoons"), N_("Sunday evenings"), N_("Sunday nights") },
};

static const char *say(struct req *r, const char *message) { return words_say(&r->arena, &r->reader, message, 0, NULL); }

/* The one who reads is one of the two, or looks on. */
static bool is_one_of_them(const struct req *r, const struct score_ask *a, const struct score_side *o)
{
	return str_same(r->who.person, a->side.person) || str_same(r->who.person, o->person);
}

struct list { struct req *r; struct matching_reasons *to; };

static void add(struct list *l, enum matching_reason_kind kind, int64_t points, const char *message, const char *with)
{
	struct word_arg arg = word_text(with);
	l->to->at[l->to->n++] = (struct matching_reason){
		.kind = kind, .points = points, .words = words_say(&l->r->arena, &l->r->reader, message, 1, &arg),
	};
}

static void add_shared(struct list *l, bool us, const struct score_ask *a, const struct score_side *o, const struct reasons_labels *names)
{
	for (size_t k = 0; k < a->n_tags && k < names->n_tags; k++)
		if (o->shared >> k & 1) {
			add(l, MATCHING_SHARED_EXPERIENCE, a->points[k],
			    us ? N_("You both know this: {0}") : N_("They both know this: {0}"), names->tag[k]);
			l->to->at[l->to->n - 1].tag = names->id[k];
		}
}

static void add_interests(struct list *l, bool us, const struct score_side *o, const struct reasons_labels *names, int64_t points)
{
	for (size_t k = 0; k < names->n_interests; k++)
		if (o->interests >> k & 1) {
			add(l, MATCHING_INTEREST, points, us ? N_("You both like: {0}") : N_("They both like: {0}"), names->interest[k]);
			points = points > 30 ? 20 : 10;     /* one thing to talk about weighs most */
		}
}

static void add_hours(struct list *l, bool us, const struct score_ask *a, const struct score_side *o, int64_t points)
{
	int day, part;
	if (a->side.ring.given && o->ring.given &&
	    score_starts(&a->side.ring, &o->ring, l->r->reader.zone, l->r->now, &day, &part) > 0)
		add(l, MATCHING_HOURS, points, us ? N_("You are both free on {0}") : N_("They are both free on {0}"),
		    say(l->r, evenings[day][part]));
}

static void add_way(struct list *l, bool us, const struct score_ask *a, const struct score_side *o, int64_t points)
{
	if (!(a->ways || a->side.ways) || !o->ways)
		return;
	int64_t ways = score_ways(a, o);
	if (ways & EXPERIENCES_WAYS_IN_PERSON && score_near(a, o))
		add(l, MATCHING_WAY, points, us ? N_("You live near each other") : N_("They live near each other"), "");
	for (size_t k = 0; k < experiences_ways.n; k++)
		if (ways >> k & 1) {
			add(l, MATCHING_WAY, points, us ? N_("You both like to meet this way: {0}") : N_("They both like to meet this way: {0}"),
			    say(l->r, experiences_ways.at[k].label));
			return;
		}
}

static void add_language(struct list *l, const struct score_ask *a, const struct score_side *o)
{
	struct slice code = score_language(a->side.languages, o->languages);
	int64_t k;
	if (code.n && choice_find(&people_languages, code, &k))
		add(l, MATCHING_LANGUAGE, 45, N_("Speaks {0}"), say(l->r, people_languages.at[k].label));
}

/* Told only to the one whose wish it is: to anyone else it would tell the wish. */
static void add_wishes(struct list *l, const struct score_ask *a, const struct score_side *o, int64_t points)
{
	if (!str_same(l->r->who.person, a->side.person))
		return;
	int64_t met = score_wishes_met(&a->side, o);
	for (size_t k = 0; k < experiences_wishes.n; k++)
		if (met >> k & 1)
			add(l, MATCHING_WISH, points, N_("As you wished: {0}"), say(l->r, experiences_wishes.at[k].label));
}

/* What they would like to support with: a kind of support, and experiences.  In the eyes of the one who would, "you". */
static void add_support(struct list *l, const struct score_ask *a, const struct score_side *o, const struct reasons_labels *names, int64_t points)
{
	bool mine = str_same(l->r->who.person, o->person);
	int64_t kinds = a->kinds & o->kinds;
	const char *with = NULL;
	for (size_t k = 0; k < a->n_tags && k < names->n_tags; k++)
		if (o->shared & o->support_with & UINT64_C(1) << k)
			with = with ? arena_printf(&l->r->arena, "%s, %s", with, names->tag[k]) : names->tag[k];
	if (kinds)
		add(l, MATCHING_SUPPORT_WITH, with ? points / 2 : points, mine ? N_("You like to give: {0}") : N_("Likes to give: {0}"),
		    say(l->r, asks_kinds.at[__builtin_ctzll((uint64_t)kinds)].label));
	if (with)
		add(l, MATCHING_SUPPORT_WITH, kinds ? points / 2 : points,
		    mine ? N_("You would like to support with this: {0}") : N_("Would like to support with this: {0}"), with);
}

static int heavier(const void *a, const void *b)
{
	const struct matching_reason *x = a, *y = b;
	if (x->points != y->points)
		return x->points < y->points ? 1 : -1;
	return (int)x->kind - (int)y->kind;
}

struct matching_reasons reasons_say(struct req *r, const struct score_ask *a, const struct score_side *o, const struct reasons_labels *names)
{
	struct matching_reasons reasons = { .at = ARENA_ARRAY(&r->arena, REASONS_MAX, struct matching_reason) };
	struct list l = { r, &reasons };
	struct fit_parts p = score_parts(a, o);
	bool us = is_one_of_them(r, a, o);
	add_shared(&l, us, a, o, names);
	add_wishes(&l, a, o, p.wishes);
	add_hours(&l, us, a, o, p.hours);
	add_way(&l, us, a, o, p.way);
	add_support(&l, a, o, names, p.support_with);
	add_language(&l, a, o);
	add_interests(&l, us, o, names, p.interests);
	if (reasons.n)
		qsort(reasons.at, reasons.n, sizeof *reasons.at, heavier);
	reasons.n = reasons.n < REASONS_SHOWN ? reasons.n : REASONS_SHOWN;
	return reasons;
}
