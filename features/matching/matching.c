/* Who might walk with whom: chooses among those who are looked at, and is the door for other features.  Leaves reading them
 * to look.c and look_held.c, what a pair is worth to score.c, the words to reasons.c. */
#include "look.h"
#include "match.h"
#include "mine.h"
#include "retain.h"
#include "roster.h"
#include "weights.h"

enum { INDEX_AT_MOST = 1000 };

struct ranked { const struct score_side *side; int64_t score; uint32_t turn; };

static int better(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return x->turn == y->turn ? 0 : x->turn < y->turn ? -1 : 1;    /* as fit_before */
}

static bool is_among(const struct str_list *list, const char *person)
{
	for (size_t i = 0; list && i < list->n; i++)
		if (strcmp(list->at[i], person) == 0)
			return true;
	return false;
}

static const char *const what_is_missing[FIT_RULES] = {
	[FIT_POSSIBLE] = N_("Nobody has room right now. You can wait here, or ask a coordinator to look with you."),
	[FIT_LANGUAGE] = N_("Nobody with room speaks your languages yet. You can add a language you also speak."),
	[FIT_WAY] = N_("Nobody with room meets in the way you named. You can allow one more way to meet."),
	[FIT_HOURS] = N_("Nobody with room is free at your times. You can add a few more hours."),
	[FIT_NEEDED] = N_("Nobody with room fits what you said you need. You can turn a need into a wish."),
	[FIT_NEEDED_BY_OTHER] = N_("Nobody fits both ways right now. New people come; we keep your place."),
};

/* Of one person alone nothing may be told, not even which question stood between: one of the answers is a need of theirs. */
static const char only_one_has_room[] =
	N_("We found nobody who fits right now. You can add a language, a way to meet or more hours. New people come; we keep your place.");

/* What shut out most.  FIT_POSSIBLE: nobody has room, as far as may be told. */
static enum fit_rule most_shut_out(const size_t count[FIT_RULES], size_t *ret_looked_at)
{
	enum fit_rule most = FIT_POSSIBLE;
	*ret_looked_at = 0;
	for (int k = FIT_LANGUAGE; k < FIT_RULES; k++) {
		*ret_looked_at += what_is_missing[k] ? count[k] : 0;
		if (what_is_missing[k] && count[k] > count[most])
			most = (enum fit_rule)k;
	}
	return most;
}

static const char *missing_of(const size_t count[FIT_RULES])
{
	size_t looked_at;
	enum fit_rule most = most_shut_out(count, &looked_at);
	return looked_at == 1 ? only_one_has_room : what_is_missing[most];
}

const struct choices matching_rules = CHOICES("matching_rules",
	{ "room", N_("Nobody with room"), NULL },
	{ "language", N_("No common language"), NULL },
	{ "way", N_("No common way to meet"), NULL },
	{ "hours", N_("No common hours"), NULL },
	{ "needed", N_("Something they need of the other"), NULL },
	{ "needed_by_other", N_("Something the others need"), NULL });

/* The place in matching_rules of what shut out most, and how many; of one person alone nothing is told. */
static void say_rule(const size_t count[FIT_RULES], struct matching_candidate_list *ret)
{
	static const enum fit_rule order[] = { FIT_POSSIBLE, FIT_LANGUAGE, FIT_WAY, FIT_HOURS, FIT_NEEDED, FIT_NEEDED_BY_OTHER };
	size_t looked_at;
	enum fit_rule most = most_shut_out(count, &looked_at);
	ret->rule = ret->excluded = 0;
	for (size_t k = 1; looked_at > 1 && k < COUNT(order); k++)
		if (order[k] == most) {
			ret->rule = (int64_t)k;
			ret->excluded = (int64_t)count[most];
		}
}

/* Those who may be brought together with the asker, best first.  Also counts what stood in the way of the others. */
static size_t rank(struct look *s, const struct str_list *without, struct ranked *to, size_t count[FIT_RULES])
{
	size_t n = 0;
	memset(count, 0, FIT_RULES * sizeof *count);
	for (size_t i = 0; i < s->n; i++) {
		const struct score_side *o = &s->side[i];
		if (is_among(without, o->person) || look_is_too_near(s, o->person))
			continue;
		enum fit_rule why = score_hard(&s->ask, o);
		count[why]++;
		if (why != FIT_POSSIBLE)
			continue;
		struct fit_parts parts = score_parts(&s->ask, o);
		to[n++] = (struct ranked){ o, fit_sum(&parts), score_turn(s->ask.side.person, o->person) };
	}
	if (n)
		qsort(to, n, sizeof *to, better);
	return n;
}

/* Choice matters more than sameness: if everyone on a list shares an experience with the asker, the last place goes to the
 * best of those who bring a different one. */
static void let_one_differ(struct ranked *list, size_t n, size_t most)
{
	if (n <= most || most < LOOK_DIFFERENT_FROM)
		return;
	for (size_t i = 0; i < most; i++)
		if (!list[i].side->shared)
			return;
	for (size_t i = most; i < n; i++)
		if (!list[i].side->shared) {
			list[most - 1] = list[i];
			return;
		}
}

enum status matching_name_them(struct req *r, size_t n, struct matching_candidate *c)
{
	const char *id[LOOK_NAMES] = { NULL };
	struct matching_names_list names;
	for (size_t i = 0; i < n; i++)
		id[i] = c[i].person;
	TRY(matching_names(r, id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9], &names));
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < names.n; k++)
			if (strcmp(names.at[k].person, c[i].person) == 0)
				c[i].name = names.at[k].name;
		c[i].name = people_name_or_left(r, c[i].name);
	}
	return OK;
}

struct matching_candidate matching_candidate_of(struct look *s, const struct score_side *o, int64_t score)
{
	return (struct matching_candidate){
		.person = o->person, .score = score, .differs = !o->shared,
		.reasons = reasons_say(s->r, &s->ask, o, &s->labels),
	};
}

/* ---- the door ---- */

enum status matching_ready(struct req *r)
{
	struct look s = { .r = r };
	look_read_as(&s, NULL, NULL);
	return roster_refresh(r, s.told, r->community.formality >= LOOK_FORMAL);
}

static void pairs_of(struct req *r, const struct roster_answer *best, struct matching_candidate_list *ret)
{
	ret->n = best->n;
	ret->at = ARENA_ARRAY(&r->arena, best->n + 1, struct matching_pair);
	for (size_t i = 0; i < best->n; i++) {
		const struct roster_found *f = &best->at[i];
		ret->at[i] = (struct matching_pair){ arena_str(&r->arena, f->person), f->score ? f->score : 1, f->room };
	}
}

enum status matching_better(struct req *r, const struct matching_better *than, struct matching_candidate_list *ret, bool *ret_known)
{
	struct look *s = ARENA_NEW(&r->arena, struct look);
	struct roster_answer best;
	struct asks_one a;
	TRY(asks_get(r, than->ask, &a));
	TRY(look_ask(s, r, &a, NULL));
	TRY(look_better(s, than, &best));
	*ret_known = best.known;
	pairs_of(r, &best, ret);
	return OK;
}

enum status matching_candidates(struct req *r, const char *ask, size_t max, struct matching_candidate_list *ret)
{
	struct look *s = ARENA_NEW(&r->arena, struct look);
	struct roster_answer best = { .known = false };
	struct asks_one a;
	size_t count[FIT_RULES];
	TRY(asks_get(r, ask, &a));
	TRY(look_ask(s, r, &a, NULL));
	if (max <= INDEX_AT_MOST)
		TRY(look_held(s, NULL, max, &best));
	if (best.known) {
		say_rule(best.why, ret);
		pairs_of(r, &best, ret);
		return OK;
	}
	TRY(look_at_all(s));
	struct ranked *list = ARENA_ARRAY(&r->arena, s->n + 1, struct ranked);
	size_t n = rank(s, NULL, list, count);
	say_rule(count, ret);
	ret->n = n < max ? n : max;
	ret->at = ARENA_ARRAY(&r->arena, ret->n + 1, struct matching_pair);
	for (size_t i = 0; i < ret->n; i++) {
		const struct score_side *o = list[i].side;
		ret->at[i] = (struct matching_pair){ o->person, list[i].score ? list[i].score : 1, o->capacity - o->walking };
	}
	return OK;
}

enum status matching_for(struct req *r, const struct asks_one *ask, const struct str_list *without, int64_t most,
			 struct matching_list *ret, const char **ret_missing)
{
	struct look *s = ARENA_NEW(&r->arena, struct look);
	size_t shown = most < LOOK_NAMES ? (size_t)most : LOOK_NAMES;
	struct roster_answer best;
	bool holds = false;
	size_t count[FIT_RULES];
	TRY(matching_ready(r));
	TRY(look_ask(s, r, ask, NULL));
	TRY(look_held(s, without, shown, &best));
	if (best.known) {
		*ret_missing = best.n ? NULL : missing_of(best.why);
		TRY(look_again(s, &best, shown, ret, &holds));
	}
	if (holds)
		return OK;
	TRY(look_at_all(s));
	struct ranked *list = ARENA_ARRAY(&r->arena, s->n + 1, struct ranked);
	size_t n = rank(s, without, list, count);
	*ret_missing = n ? NULL : missing_of(count);
	let_one_differ(list, n, shown);
	ret->n = n < shown ? n : shown;
	ret->at = ARENA_ARRAY(&r->arena, ret->n + 1, struct matching_candidate);
	for (size_t i = 0; i < ret->n; i++)
		ret->at[i] = matching_candidate_of(s, list[i].side, list[i].score);
	return matching_name_them(r, ret->n, ret->at);
}

static struct matching_roster row_of(const struct matching_other *o)
{
	return (struct matching_roster){
		.person = o->person, .languages = o->languages, .zone = o->zone, .ways = o->ways, .week = o->week, .gender = o->gender,
		.age_band = o->age_band, .veteran = o->veteran, .family = o->family, .wishes = o->wishes, .needed = o->needed,
		.lat = o->lat, .lon = o->lon, .reach = o->reach, .kinds = o->kinds, .capacity = o->capacity, .walking = o->walking,
	};
}

enum status matching_why(struct req *r, const struct asks_one *ask, const char *other, struct matching_candidate *ret)
{
	struct look *s = ARENA_NEW(&r->arena, struct look);
	struct matching_other o;
	TRY(matching_ready(r));
	TRY(look_ask(s, r, ask, other));
	TRY(matching_other(r, r->community.id, other, &o));
	struct matching_roster row = row_of(&o);
	look_add(s, &row);
	TRY(look_shared(s));
	struct fit_parts parts = score_parts(&s->ask, s->side);
	*ret = matching_candidate_of(s, s->side, fit_sum(&parts));
	return matching_name_them(r, 1, ret);
}

enum status matching_possible(struct req *r, const char *ask, const char *other, bool *ret, bool *ret_there)
{
	struct look *s = ARENA_NEW(&r->arena, struct look);
	struct asks_one a;
	*ret = false;
	s->r = r;
	TRY(matching_roster(r, r->community.id, r->now, r->now / A_DAY, 0, other, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
			    look_add_with_room, s));
	*ret_there = s->n > 0;
	enum status st = *ret_there ? asks_get(r, ask, &a) : MISSING;
	if (st == OK)
		st = look_rules(s, r, &a);
	if (st == MISSING)
		return OK;
	TRY(st);
	TRY(look_too_near_few(s, (const char *const[LOOK_NAMES]){ other }));
	*ret = score_hard(&s->ask, s->side) == FIT_POSSIBLE && !look_is_too_near(s, other);
	return OK;
}

extern const struct db_query *const matching_queries[];

extern const char matching_schema_001[];
static const char *const schemas[] = { matching_schema_001, NULL };

static const struct ear ears[] = {
	{ &experiences_changed, roster_hear_changed }, { &asks_room_changed, roster_hear_changed },
	{ &communities_joined, roster_hear_changed }, { &communities_left, roster_hear_left }, { &people_changed, roster_hear_person },
};

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/waiting/fit", .may = MAY_COORDINATOR, .form = &matching_fit_form, .handle = weights_show,
	  .redraw = weights_show, .help = "What each part of fit weighs, and what other numbers would do to invented people" },
	{ .method = "POST", .path = "/c/{c}/waiting/fit", .may = MAY_COORDINATOR, .form = &matching_fit_form, .handle = weights_save,
	  .redraw = weights_show, .help = "Change what each part of fit weighs" },
};

static const struct command commands[] = {
	{ .name = "match solve", .usage = "match solve LIST -o FILE [--waiting strict|points=N[,guarantee=BAND]] [--json]",
	  .help = "The best proposals for a whole waiting list", .alone = true, .run = match_solve_command },
};

/* ---- everything of mine ---- */

static const struct mine_apart apart[] = {
	{ "matching_changed.person", "says only that something about somebody changed, for the index to read them anew" },
};
static const struct mine_of mine = { .n_apart = COUNT(apart), .apart = apart, .holdings = &matching_holdings_query };

const struct feature matching_feature = {
	.name = "matching",
	.schemas = schemas,
	.n_ears = COUNT(ears),
	.ears = ears,
	.queries = matching_queries,
	.routes = routes,
	.n_routes = COUNT(routes),
	.commands = commands,
	.n_commands = COUNT(commands),
	.mine = &mine, .retain = &retain_nothing,
	.tend = roster_tend,
};
