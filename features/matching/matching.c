/* Who might walk with whom: loads both sides, keeps those who may be brought together, puts the best first.  What a pair
 * is worth is left to score.c, the words to reasons.c. */
#include "matching.h"
#include "match.h"
#include "queries.h"
#include "reasons.h"
#include "mine.h"
#include "roster.h"
#include "weights.h"

enum { SHOWN_ALWAYS = 0, SHOWN_TO_SUPPORTERS = 2, SHOWN_TO_MEMBERS = 3, NAMES_AT_ONCE = 10, DIFFERENT_FROM = 3, INDEX_AT_MOST = 1000, A_DAY = 86400 };

/* Everyone who is looked at for one ask. */
struct search {
	struct req *r;
	struct score_ask ask;
	struct fit_weights weights;
	struct reasons_labels labels;
	const char *tag[SCORE_TAGS_MAX], *interest[SCORE_TAGS_MAX];     /* ids, sorted */
	size_t n_interests;
	int64_t own, seen;              /* least `shown` of the asker's and of the others' experiences that may be used */
	size_t n, room;
	struct score_side *side;        /* candidates; sorted by person once all are there */
};

/* The reader may use all that is their own, and of the others what those show to somebody like the reader.  So neither
 * reasons nor order can tell anybody what was meant only for matching: it is used when its owner looks. */
static void read_as(struct search *s, const char *asker, const char *other)
{
	int64_t theirs = may(s->r, MAY_SUPPORTER) ? SHOWN_TO_SUPPORTERS : SHOWN_TO_MEMBERS;
	s->own = str_same(s->r->who.person, asker) ? SHOWN_ALWAYS : theirs;
	s->seen = other && str_same(s->r->who.person, other) ? SHOWN_ALWAYS : theirs;
}

/* ---- loading ---- */

static enum status load_asker(struct search *s, const struct asks_one *ask)
{
	struct matching_asker p;
	TRY(matching_asker(s->r, s->r->community.id, ask->person, &p));
	s->ask.kinds = ask->kinds;
	s->ask.ways = ask->ways;
	s->ask.side = (struct score_side){
		.person = p.person, .languages = p.languages, .ways = p.ways, .gender = p.gender, .age_band = p.age_band,
		.wishes = p.wishes, .needed = p.needed, .veteran = p.veteran, .family = p.family,
		.ring = score_ring_of(p.week, p.zone, s->r->now),
	};
	/* what somebody would only like is theirs: it moves nobody up or down before other eyes */
	if (!str_same(s->r->who.person, ask->person))
		s->ask.side.wishes &= p.needed;
	return OK;
}

static enum status load_tags(struct search *s)
{
	struct matching_tags_list tags;
	struct matching_supporters all;
	int64_t matters[SCORE_TAGS_MAX], frequency[SCORE_TAGS_MAX];
	TRY(matching_tags(s->r, s->r->community.id, s->ask.side.person, s->own, s->seen, &tags));
	TRY(matching_supporters(s->r, s->r->community.id, &all));
	TRY(weights_of(s->r, &s->weights));
	s->ask.weights = &s->weights;
	for (size_t k = 0; k < tags.n && k < SCORE_TAGS_MAX; k++) {
		const struct matching_tags *t = &tags.at[k];
		s->tag[k] = t->tag;
		s->labels.tag[k] = experiences_tag_say(s->r, t->code, t->label, t->label_es);
		matters[k] = t->matters;
		frequency[k] = t->frequency;
		s->ask.n_tags = s->labels.n_tags = k + 1;
	}
	score_points(s->weights.experience, s->ask.n_tags, matters, frequency, all.n, s->ask.points);
	return OK;
}

static enum status load_interests(struct search *s)
{
	struct matching_interests_list likes;
	TRY(matching_interests(s->r, s->r->community.id, s->ask.side.person, &likes));
	for (size_t k = 0; k < likes.n && k < SCORE_TAGS_MAX; k++) {
		s->interest[k] = likes.at[k].tag;
		s->labels.interest[k] = experiences_tag_say(s->r, likes.at[k].code, likes.at[k].label, likes.at[k].label_es);
		s->n_interests = s->labels.n_interests = k + 1;
	}
	return OK;
}

static struct score_side *room_for_one(struct search *s)
{
	if (s->n == s->room) {
		size_t more = s->room ? s->room * 2 : 64;
		struct score_side *side = ARENA_ARRAY(&s->r->arena, more, struct score_side);
		if (s->n)
			memcpy(side, s->side, s->n * sizeof *side);
		s->side = side;
		s->room = more;
	}
	return &s->side[s->n];
}

/* Days off are meant as the days of where they live. */
static bool is_away(const struct search *s, const struct matching_with_room *c)
{
	struct civil there = zone_civil(c->zone, s->r->now);
	int64_t ahead = day_number(there.year, there.month, there.day) - s->r->now / A_DAY;
	return c->away >> (ahead + 1) & 1;
}

static enum status add_candidate(void *context, const struct matching_with_room *c)
{
	struct search *s = context;
	if (is_away(s, c))
		return OK;
	struct score_side *o = room_for_one(s);
	*o = (struct score_side){
		.person = arena_str(&s->r->arena, c->person), .languages = arena_str(&s->r->arena, c->languages),
		.ways = c->ways, .gender = c->gender, .age_band = c->age_band, .wishes = c->wishes, .needed = c->needed,
		.kinds = c->kinds, .capacity = c->capacity, .walking = c->walking, .veteran = c->veteran, .family = c->family,
		.ring = score_ring_of(c->week, c->zone, s->r->now),
	};
	s->n++;
	return OK;
}

static int by_person(const void *a, const void *b)
{
	return strcmp(((const struct score_side *)a)->person, ((const struct score_side *)b)->person);
}

static struct score_side *side_of(struct search *s, const char *person)
{
	struct score_side key = { .person = person };
	return s->n ? bsearch(&key, s->side, s->n, sizeof *s->side, by_person) : NULL;
}

/* The place of an id among the asker's few; -1: one past the sixty-fourth. */
static int place_of(const char *const *ids, size_t n, const char *id)
{
	for (size_t k = 0; k < n; k++)
		if (strcmp(ids[k], id) == 0)
			return (int)k;
	return -1;
}

static enum status add_shared(void *context, const struct matching_shared *x)
{
	struct search *s = context;
	struct score_side *o = side_of(s, x->person);
	int k = o ? place_of(s->tag, s->ask.n_tags, x->tag) : -1;
	if (k >= 0) {
		o->shared |= (uint64_t)1 << k;
		o->support_with |= (uint64_t)(x->support_with != 0) << k;
	}
	return OK;
}

static enum status add_interest(void *context, const struct matching_interests_shared *x)
{
	struct search *s = context;
	struct score_side *o = side_of(s, x->person);
	int k = o ? place_of(s->interest, s->n_interests, x->tag) : -1;
	if (k >= 0)
		o->interests |= (uint64_t)1 << k;
	return OK;
}

/* What everyone in s->side shares with the asker: two queries, however many they are. */
static enum status load_shared(struct search *s)
{
	const char *community = s->r->community.id, *asker = s->ask.side.person;
	if (s->n)
		qsort(s->side, s->n, sizeof *s->side, by_person);
	TRY(matching_shared(s->r, community, asker, s->own, s->seen, add_shared, s));
	return matching_interests_shared(s->r, community, asker, add_interest, s);
}

static enum status load_candidates(struct search *s)
{
	struct req *r = s->r;
	int64_t today = r->now / A_DAY;
	/* Where little is written down, an untrained peer is a complete peer; formal programmes name their supporters. */
	bool trained = r->community.formality >= 2;
	return matching_with_room(r, r->community.id, s->ask.side.person, today, trained, r->now, add_candidate, s);
}

/* ---- choosing ---- */

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

static const char *missing_of(const size_t count[FIT_RULES])
{
	enum fit_rule most = FIT_POSSIBLE;
	size_t looked_at = 0;
	for (int k = FIT_LANGUAGE; k < FIT_RULES; k++) {
		looked_at += count[k];
		if (count[k] > count[most])
			most = (enum fit_rule)k;
	}
	return looked_at == 1 ? only_one_has_room : what_is_missing[most];
}

const struct choices matching_rules = CHOICES("matching_rules",
	{ "room", N_("Nobody with room"), NULL },
	{ "language", N_("No common language"), NULL },
	{ "way", N_("No common way to meet"), NULL },
	{ "hours", N_("No common hours"), NULL },
	{ "needed", N_("Something they need of the other"), NULL },
	{ "needed_by_other", N_("Something the others need"), NULL });

/* The place in matching_rules of what shut out most; of one person alone nothing is told. */
static int64_t rule_of(const char *missing)
{
	static const enum fit_rule order[] = { FIT_POSSIBLE, FIT_LANGUAGE, FIT_WAY, FIT_HOURS, FIT_NEEDED, FIT_NEEDED_BY_OTHER };
	for (size_t k = 1; missing && k < COUNT(order); k++)
		if (what_is_missing[order[k]] == missing)
			return (int64_t)k;
	return 0;
}

/* Those who may be brought together with the asker, best first.  Also counts what stood in the way of the others. */
static size_t rank(struct search *s, const struct str_list *without, struct ranked *to, const char **ret_missing)
{
	size_t n = 0, count[FIT_RULES] = { 0 };
	for (size_t i = 0; i < s->n; i++) {
		const struct score_side *o = &s->side[i];
		if (is_among(without, o->person))
			continue;
		enum fit_rule why = score_hard(&s->ask, o);
		count[why]++;
		if (why != FIT_POSSIBLE)
			continue;
		struct fit_parts parts = score_parts(&s->ask, o);
		to[n++] = (struct ranked){ o, fit_sum(&parts), score_turn(s->ask.side.person, o->person) };
	}
	*ret_missing = n ? NULL : missing_of(count);
	if (n)
		qsort(to, n, sizeof *to, better);
	return n;
}

/* Choice matters more than sameness: if everyone on a list shares an experience with the asker, the last place goes to the
 * best of those who bring a different one. */
static void let_one_differ(struct ranked *list, size_t n, size_t most)
{
	if (n <= most || most < DIFFERENT_FROM)
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

static enum status name_them(struct req *r, size_t n, struct matching_candidate *c)
{
	const char *id[NAMES_AT_ONCE] = { NULL };
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

static struct matching_candidate candidate_of(struct search *s, const struct score_side *o, int64_t score)
{
	return (struct matching_candidate){
		.person = o->person, .score = score, .differs = !o->shared,
		.reasons = reasons_say(s->r, &s->ask, o, &s->labels),
	};
}

static enum status load_ask(struct search *s, struct req *r, const struct asks_one *ask)
{
	s->r = r;
	read_as(s, ask->person, NULL);
	TRY(load_asker(s, ask));
	TRY(load_tags(s));
	return load_interests(s);
}

/* Everyone who might be suggested. */
static enum status load_all(struct search *s)
{
	s->n = 0;
	TRY(load_candidates(s));
	return load_shared(s);
}

/* ---- with the index ---- */

struct apart { struct search *s; size_t n, room; const char **at; };

static void add_apart(struct apart *p, const char *person)
{
	if (p->n == p->room) {
		const char **more = ARENA_ARRAY(&p->s->r->arena, p->room ? 2 * p->room : 64, const char *);
		if (p->n)
			memcpy(more, p->at, p->n * sizeof *more);
		p->at = more;
		p->room = p->room ? 2 * p->room : 64;
	}
	p->at[p->n++] = arena_str(&p->s->r->arena, person);
}

static enum status hear_apart(void *context, const struct matching_apart *x)
{
	add_apart(context, x->other);
	return OK;
}

static enum status hear_away(void *context, const struct matching_away *x)
{
	struct apart *p = context;
	const struct matching_with_room c = { .zone = x->zone, .away = x->away };
	if (is_away(p->s, &c))
		add_apart(p, x->person);
	return OK;
}

/* The one who asks, and the best for them as the index knows them; ret->known false: everyone has to be looked at. */
static enum status load_best(struct search *s, const struct str_list *without, size_t most, struct roster_answer *ret)
{
	struct req *r = s->r;
	struct apart p = { .s = s };
	add_apart(&p, s->ask.side.person);
	for (size_t i = 0; without && i < without->n; i++)
		add_apart(&p, without->at[i]);
	TRY(matching_apart(r, s->ask.side.person, hear_apart, &p));
	TRY(matching_away(r, r->community.id, r->now / A_DAY, hear_away, &p));
	const struct roster_look look = {
		.ask = &s->ask, .tag = s->tag, .interest = s->interest, .n_interests = s->n_interests, .n_apart = p.n, .apart = p.at,
		.most = most, .seen = s->seen, .trained = r->community.formality >= 2,
	};
	return roster_best(r, &look, ret);
}

static enum status add_few(void *context, const struct matching_with_room_few *c)
{
	const struct matching_with_room one = {
		.person = c->person, .languages = c->languages, .zone = c->zone, .ways = c->ways, .week = c->week, .gender = c->gender,
		.age_band = c->age_band, .veteran = c->veteran, .family = c->family, .wishes = c->wishes, .needed = c->needed,
		.kinds = c->kinds, .capacity = c->capacity, .walking = c->walking, .away = c->away,
	};
	return add_candidate(context, &one);
}

static enum status add_few_told(void *context, const struct matching_roster_few_told *c)
{
	return add_shared(context, &(struct matching_shared){ .person = c->person, .tag = c->tag, .support_with = c->support_with });
}

static enum status add_few_liked(void *context, const struct matching_roster_few_likes *c)
{
	return add_interest(context, &(struct matching_interests_shared){ .person = c->person, .tag = c->tag });
}

/* What the database says now of those whom the index found, at most ten. */
static enum status load_few(struct search *s, const struct matching_list *list)
{
	struct req *r = s->r;
	const char *id[NAMES_AT_ONCE] = { NULL }, *community = r->community.id;
	for (size_t k = 0; k < list->n; k++)
		id[k] = list->at[k].person;
	TRY(matching_with_room_few(r, community, s->ask.side.person, r->now / A_DAY, r->community.formality >= 2, r->now, id[0], id[1], id[2],
				   id[3], id[4], id[5], id[6], id[7], id[8], id[9], add_few, s));
	if (s->n)
		qsort(s->side, s->n, sizeof *s->side, by_person);
	TRY(matching_roster_few_told(r, community, s->seen, id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9], add_few_told, s));
	return matching_roster_few_likes(r, community, id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9], add_few_liked, s);
}

/* The answer of the index as a list.  *ret_holds false: the database says otherwise, so everyone has to be looked at. */
static enum status list_best(struct search *s, const struct roster_answer *best, size_t most, struct matching_list *ret, bool *ret_holds)
{
	struct req *r = s->r;
	ret->n = best->n;
	ret->at = ARENA_ARRAY(&r->arena, best->n + 1, struct matching_candidate);
	for (size_t k = 0; k < best->n; k++) {
		bool other = best->other.person[0] && most >= DIFFERENT_FROM && k + 1 == most;
		const struct roster_found *f = other ? &best->other : &best->at[k];
		ret->at[k] = (struct matching_candidate){ .person = arena_str(&r->arena, f->person), .score = f->score };
	}
	TRY(load_few(s, ret));
	*ret_holds = s->n == ret->n;
	for (size_t k = 0; k < ret->n && *ret_holds; k++) {
		const struct score_side *o = side_of(s, ret->at[k].person);
		if (!o)
			return BROKEN;          /* as many rows as ids, and all of them asked for */
		struct fit_parts parts = score_parts(&s->ask, o);
		*ret_holds = score_hard(&s->ask, o) == FIT_POSSIBLE && fit_sum(&parts) == ret->at[k].score;
		ret->at[k] = candidate_of(s, o, fit_sum(&parts));
	}
	return *ret_holds ? name_them(r, ret->n, ret->at) : OK;
}

/* ---- the door ---- */

enum status matching_candidates(struct req *r, const char *ask, size_t max, struct matching_candidate_list *ret)
{
	struct search *s = ARENA_NEW(&r->arena, struct search);
	struct roster_answer best = { .known = false };
	struct asks_one a;
	const char *missing;
	TRY(asks_get(r, ask, &a));
	TRY(load_ask(s, r, &a));
	if (max <= INDEX_AT_MOST)
		TRY(load_best(s, NULL, max, &best));
	if (best.known) {
		ret->rule = rule_of(best.n ? NULL : missing_of(best.why));
		ret->n = best.n;
		ret->at = ARENA_ARRAY(&r->arena, best.n + 1, struct matching_pair);
		for (size_t i = 0; i < best.n; i++)
			ret->at[i] = (struct matching_pair){ arena_str(&r->arena, best.at[i].person), best.at[i].score ? best.at[i].score : 1, best.at[i].room };
		return OK;
	}
	TRY(load_all(s));
	struct ranked *list = ARENA_ARRAY(&r->arena, s->n + 1, struct ranked);
	size_t n = rank(s, NULL, list, &missing);
	ret->rule = rule_of(missing);
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
	struct search *s = ARENA_NEW(&r->arena, struct search);
	size_t shown = most < NAMES_AT_ONCE ? (size_t)most : NAMES_AT_ONCE;
	struct roster_answer best;
	bool holds = false;
	TRY(load_ask(s, r, ask));
	TRY(load_best(s, without, shown, &best));
	if (best.known) {
		*ret_missing = best.n ? NULL : missing_of(best.why);
		TRY(list_best(s, &best, shown, ret, &holds));
	}
	if (holds)
		return OK;
	TRY(load_all(s));
	struct ranked *list = ARENA_ARRAY(&r->arena, s->n + 1, struct ranked);
	size_t n = rank(s, without, list, ret_missing);
	let_one_differ(list, n, shown);
	ret->n = n < shown ? n : shown;
	ret->at = ARENA_ARRAY(&r->arena, ret->n + 1, struct matching_candidate);
	for (size_t i = 0; i < ret->n; i++)
		ret->at[i] = candidate_of(s, list[i].side, list[i].score);
	return name_them(r, ret->n, ret->at);
}

enum status matching_why(struct req *r, const struct asks_one *ask, const char *other, struct matching_candidate *ret)
{
	struct search *s = ARENA_NEW(&r->arena, struct search);
	struct matching_other o;
	s->r = r;
	read_as(s, ask->person, other);
	TRY(load_asker(s, ask));
	TRY(load_tags(s));
	TRY(load_interests(s));
	TRY(matching_other(r, r->community.id, other, &o));
	struct matching_with_room c = {
		.person = o.person, .languages = o.languages, .zone = o.zone, .ways = o.ways, .week = o.week, .gender = o.gender,
		.age_band = o.age_band, .veteran = o.veteran, .family = o.family, .wishes = o.wishes, .needed = o.needed,
		.kinds = o.kinds, .capacity = o.capacity, .walking = o.walking,
	};
	TRY(add_candidate(s, &c));
	TRY(load_shared(s));
	struct fit_parts parts = score_parts(&s->ask, s->side);
	*ret = candidate_of(s, s->side, fit_sum(&parts));
	return name_them(r, 1, ret);
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
	.mine = &mine_nothing,
};
