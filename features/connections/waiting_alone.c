/* For whom nobody was found, and what is missing, in sentences a coordinator can take to whoever recruits: "3 people wait for
 * somebody who speaks Spanish and has time in the evening".  Needs are somebody's own and not told, not even here. */
#include "inside.h"

enum { OF_ROOM, OF_LANGUAGE, OF_WAY, OF_HOURS, OF_NEEDED, OF_NEEDED_BY_OTHER };         /* places in matching_rules */
enum { MORNING, AFTERNOON, EVENING, NIGHT, PARTS, WEEKEND = PARTS };

static const char *const in_part[] = {
	N_("in the morning"), N_("in the afternoon"), N_("in the evening"), N_("at night"), N_("at the weekend"),
};

static int part_of(int hour)
{
	return hour >= 5 && hour < 12 ? MORNING : hour >= 12 && hour < 17 ? AFTERNOON : hour >= 17 && hour < 22 ? EVENING : NIGHT;
}

/* When they have time, as far as a few words can say it; NULL: they did not say, or it is spread over the day. */
static const char *time_words(const char *week)
{
	struct week w;
	int by_part[PARTS] = { 0 }, hours = 0, weekend = 0, most = MORNING;
	if (!week_read((struct slice){ week, strlen(week) }, &w))
		return NULL;
	for (int d = 0; d < 7; d++)
		for (int h = 0; h < 24; h++)
			if (w.day[d] >> h & 1) {
				hours++;
				weekend += d >= 5;
				by_part[part_of(h)]++;
			}
	for (int k = MORNING; k < PARTS; k++)
		if (by_part[k] > by_part[most])
			most = k;
	if (!hours)
		return NULL;
	if (weekend == hours)
		return in_part[WEEKEND];
	return 3 * by_part[most] >= 2 * hours ? in_part[most] : NULL;
}

static const char *say(struct req *r, const char *message) { return words_say(&r->arena, &r->reader, message, 0, NULL); }
static const char *say_with(struct req *r, const char *message, const char *a, const char *b)
{
	const struct word_arg args[] = { word_text(a), word_text(b) };
	return words_say(&r->arena, &r->reader, message, b ? 2 : 1, args);
}

/* The language somebody likes best, in the reader's language; NULL: none was said. */
static const char *first_language(struct req *r, const char *languages)
{
	int64_t k;
	struct slice code = { languages, strcspn(languages, " ") };
	return code.n && choice_find(&people_languages, code, &k) ? say(r, people_languages.at[k].label) : NULL;
}

static const char *first_way(struct req *r, int64_t ways)
{
	return ways ? say(r, experiences_ways.at[__builtin_ctzll((uint64_t)ways)].label) : NULL;
}

/* What goes after "waits for". */
static const char *gap_words(struct req *r, const struct waiting_gaps *g)
{
	const char *when = time_words(g->week), *language = first_language(r, g->languages), *way = first_way(r, g->ways);
	when = when ? say(r, when) : NULL;
	if (g->rule == OF_LANGUAGE && language)
		return when ? say_with(r, N_("somebody who speaks {0} and has time {1}"), language, when) : say_with(r, N_("somebody who speaks {0}"), language, NULL);
	if (g->rule == OF_HOURS && when)
		return say_with(r, N_("somebody with room who has time {0}"), when, NULL);
	if (g->rule == OF_HOURS)
		return say(r, N_("somebody with room at their times"));
	if (g->rule == OF_WAY && way)
		return say_with(r, N_("somebody who would meet this way: {0}"), way, NULL);
	if (g->rule == OF_NEEDED)
		return say(r, N_("somebody who has what they need"));
	if (g->rule == OF_NEEDED_BY_OTHER)
		return say(r, N_("somebody who needs nothing they do not have"));
	return when ? say_with(r, N_("somebody with room, best {0}"), when, NULL) : say(r, N_("somebody with room"));
}

struct gather { struct req *r; struct waiting_gap *at; size_t n, room; };

static enum status add_gap(void *context, const struct waiting_gaps *row)
{
	struct gather *g = context;
	const char *words = gap_words(g->r, row);
	for (size_t k = 0; k < g->n; k++)
		if (strcmp(g->at[k].words, words) == 0) {
			g->at[k].n++;
			return OK;
		}
	if (g->n == g->room) {
		struct waiting_gap *more = ARENA_ARRAY(&g->r->arena, g->room ? 2 * g->room : 16, struct waiting_gap);
		if (g->n)
			memcpy(more, g->at, g->n * sizeof *more);
		g->at = more;
		g->room = g->room ? 2 * g->room : 16;
	}
	g->at[g->n++] = (struct waiting_gap){ 1, words };
	return OK;
}

static int most_first(const void *a, const void *b)
{
	const struct waiting_gap *x = a, *y = b;
	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return strcmp(x->words, y->words);
}

enum status waiting_alone(struct req *r, struct connections_waiting_view *v)
{
	struct waiting_unserved_list rows;
	struct gather g = { .r = r };
	TRY(waiting_unserved(r, r->community.id, CONNECTIONS_PAGE + 1, &rows));
	TRY(waiting_gaps(r, r->community.id, add_gap, &g));
	v->alone.at = ARENA_ARRAY(&r->arena, rows.n + 1, struct waiting_alone);
	for (size_t i = 0; i < rows.n && i < CONNECTIONS_PAGE; i++) {
		const struct waiting_unserved *w = &rows.at[i];
		v->alone.at[v->alone.n++] = (struct waiting_alone){
			.id = w->id, .name = people_name_or_left(r, w->name), .kinds = w->kinds, .days = (r->now - w->asked) / DAY, .rule = w->rule,
			.shut_out = w->shut_out < r->community.min_cell ? 0 : w->shut_out,
			.possible = w->possible, .longer = w->longer, .shorter = w->shorter,
		};
	}
	if (g.n)
		qsort(g.at, g.n, sizeof *g.at, most_first);
	for (size_t k = 0; k < g.n; k++)
		v->alone_in_all += g.at[k].n;
	v->more_alone = rows.n > CONNECTIONS_PAGE;
	v->gaps.n = g.n;
	v->gaps.at = g.at;
	return OK;
}
