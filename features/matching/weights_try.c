/* Eight invented people on whom weights are tried: three look for somebody, five have room.  What a pair is worth says
 * score.c, as for everybody. */
#include "score.h"
#include "weights.h"

enum { MORNINGS = 0xf00, EVENINGS = 0x3c0000 };         /* 8 to 12, 18 to 22 */
enum { MONDAY = 0x01, WEEKDAYS = 0x1f, SATURDAY = 0x20 };
enum { LOSS = 1 << 0, ALONE = 1 << 1, WORK = 1 << 2, EXPERIENCES = 3 };
enum { MUSIC = 1 << 0, GARDEN = 1 << 1, COOKING = 1 << 2, LIKES = 3 };
enum { COMPANY = 1 << 0, LISTENING = 1 << 1 };
enum { IN_CAFE = 1 << 1, BY_PHONE = 1 << 4 };
enum { A_VETERAN = 1 << FIT_VETERAN };
enum { LOOKING = 3, OTHERS = 5 };

struct invented {
	const char *name, *about;
	uint32_t days, hours;
	uint64_t lived, with, likes;
	int64_t matters, kinds, ways, wishes, capacity, walking;    /* matters: of each experience */
	bool veteran;
};

static const struct invented looking[LOOKING] = {
	{ .name = "Ada", .about = N_("Lost someone, and it matters very much. Free on evenings; would like to meet in a café."),
	  .days = WEEKDAYS, .hours = EVENINGS, .lived = LOSS, .matters = 3, .kinds = LISTENING, .ways = IN_CAFE, .likes = COOKING },
	{ .name = "Ben", .about = N_("Lost work, is much alone, has served in the military and would like somebody who has, too. Free on Monday mornings."),
	  .days = MONDAY, .hours = MORNINGS, .lived = WORK | ALONE, .matters = 2, .kinds = COMPANY, .ways = IN_CAFE | BY_PHONE, .wishes = A_VETERAN, .veteran = true },
	{ .name = "Mei", .about = N_("Has not told what she lived through. Likes music and gardens; free on Saturdays, by phone."),
	  .days = SATURDAY, .hours = MORNINGS | EVENINGS, .kinds = COMPANY, .ways = BY_PHONE, .likes = MUSIC | GARDEN },
};

static const struct invented others[OTHERS] = {
	{ .name = "Bo", .about = N_("Lost someone and would like to support with it. Free only on Monday mornings, by phone; walks with three already."),
	  .days = MONDAY, .hours = MORNINGS, .lived = LOSS, .with = LOSS, .kinds = LISTENING, .ways = BY_PHONE | IN_CAFE, .capacity = 4, .walking = 3 },
	{ .name = "Cleo", .about = N_("Lost someone and is much alone. Free on every evening, in a café."),
	  .days = WEEKDAYS, .hours = EVENINGS, .lived = LOSS | ALONE, .kinds = COMPANY, .ways = IN_CAFE, .capacity = 2, .walking = 1 },
	{ .name = "Dara", .about = N_("Has told nothing of that kind. Likes music, gardens and cooking; free whenever, walks with nobody yet."),
	  .days = WEEKDAYS | SATURDAY, .hours = MORNINGS | EVENINGS, .kinds = COMPANY | LISTENING, .ways = IN_CAFE | BY_PHONE, .likes = MUSIC | GARDEN | COOKING, .capacity = 3 },
	{ .name = "Eli", .about = N_("Lost work, and has served in the military. Free on weekday mornings."),
	  .days = WEEKDAYS, .hours = MORNINGS, .lived = WORK, .with = WORK, .kinds = COMPANY, .ways = IN_CAFE | BY_PHONE, .capacity = 2, .walking = 1, .veteran = true },
	{ .name = "Fay", .about = N_("Lost work and is much alone. New: has not said when, walks with nobody yet."),
	  .lived = WORK | ALONE, .with = ALONE, .kinds = LISTENING, .capacity = 5 },
};

static struct score_ring free_when(struct req *r, const struct invented *x)
{
	struct week w = { { 0 } };
	for (int d = 0; d < 7; d++)
		w.day[d] = x->days >> d & 1 ? x->hours : 0;
	return score_ring_of(week_text(&r->arena, &w), "UTC", r->now);
}

static struct score_side side_of(struct req *r, const struct invented *x)
{
	return (struct score_side){
		.person = x->name, .languages = "en", .ways = x->ways, .gender = NO_INT, .age_band = NO_INT, .wishes = x->wishes,
		.kinds = x->kinds, .capacity = x->capacity, .walking = x->walking, .veteran = x->veteran, .ring = free_when(r, x),
	};
}

static struct score_ask ask_of(struct req *r, const struct invented *x, const struct fit_weights *w)
{
	struct score_ask a = { .side = side_of(r, x), .kinds = x->kinds, .weights = w };
	int64_t matters[EXPERIENCES], frequency[EXPERIENCES] = { 0 };
	for (int e = 0; e < EXPERIENCES; e++) {
		if (!(x->lived >> e & 1))
			continue;
		for (int o = 0; o < OTHERS; o++)
			frequency[a.n_tags] += others[o].lived >> e & 1;
		matters[a.n_tags++] = x->matters;
	}
	score_points(w->experience, a.n_tags, matters, frequency, OTHERS, a.points);
	return a;
}

/* Bits of `from`, one for each bit of `among`, in its order. */
static uint64_t as_asked(uint64_t from, uint64_t among, int n)
{
	uint64_t bits = 0;
	for (int e = 0, k = 0; e < n; e++)
		if (among >> e & 1)
			bits |= (from >> e & 1) << k++;
	return bits;
}

static int64_t worth(struct req *r, const struct invented *who, const struct invented *other, const struct fit_weights *w)
{
	struct score_ask a = ask_of(r, who, w);
	struct score_side o = side_of(r, other);
	o.shared = as_asked(other->lived, who->lived, EXPERIENCES);
	o.support_with = as_asked(other->with, who->lived, EXPERIENCES);
	o.interests = as_asked(other->likes, who->likes, LIKES);
	if (score_hard(&a, &o) != FIT_POSSIBLE)
		return 0;
	struct fit_parts p = score_parts(&a, &o);
	return fit_sum(&p);
}

static int by_then(const void *a, const void *b)
{
	const struct weights_row *x = a, *y = b;
	if (x->then != y->then)
		return x->then < y->then ? 1 : -1;
	return strcmp(x->name, y->name);
}

/* Equals share a place. */
static void place_them(struct weights_row *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		at[i].now_place = at[i].then_place = 1;
		for (size_t k = 0; k < n; k++) {
			at[i].now_place += at[k].now > at[i].now;
			at[i].then_place += at[k].then > at[i].then;
		}
		at[i].higher = at[i].then_place < at[i].now_place;
		at[i].lower = at[i].then_place > at[i].now_place;
	}
}

static const char *say(struct req *r, const char *message) { return words_say(&r->arena, &r->reader, message, 0, NULL); }

void weights_try(struct req *r, const struct fit_weights *now, const struct fit_weights *then, struct matching_fit_view *v)
{
	v->askers.at = ARENA_ARRAY(&r->arena, LOOKING, struct weights_asker);
	v->people.at = ARENA_ARRAY(&r->arena, OTHERS, struct weights_person);
	for (size_t i = 0; i < LOOKING; i++) {
		struct weights_asker *a = &v->askers.at[v->askers.n++];
		*a = (struct weights_asker){ .name = looking[i].name, .about = say(r, looking[i].about) };
		a->rows.at = ARENA_ARRAY(&r->arena, OTHERS, struct weights_row);
		for (size_t k = 0; k < OTHERS; k++) {
			int64_t before = worth(r, &looking[i], &others[k], now), after = worth(r, &looking[i], &others[k], then);
			if (before)
				a->rows.at[a->rows.n++] = (struct weights_row){ .name = others[k].name, .now = before, .then = after };
		}
		place_them(a->rows.at, a->rows.n);
		qsort(a->rows.at, a->rows.n, sizeof *a->rows.at, by_then);
	}
	for (size_t k = 0; k < OTHERS; k++)
		v->people.at[v->people.n++] = (struct weights_person){ others[k].name, say(r, others[k].about) };
}
