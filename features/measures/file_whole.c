/* What a list of questions must say as a whole to be scored as published: nothing missing, every question in a scale, the range that
 * its steps give.  What a line must say is file.c's. */
#include "file_inside.h"

static void wrong_at(struct reading *x, int64_t line, const char *words, const char *what)
{
	x->line = line;
	file_wrong(x, words, word_text(what), word_int(0));
}

/* ---- the top ---- */

static bool language(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz");
	return (n == 2 || n == 3) && !s[n];
}

static bool code(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return !s[n] && n >= 2 && n <= 40 && s[0] != '-';
}

static void judge_top(struct reading *x)
{
	const struct { const char *key, *value; } needed[] = {
		{ "code", x->m->code }, { "name", x->m->name }, { "about", x->m->about }, { "language", x->m->lang }, { "source", x->m->source },
		{ "licence", x->m->licence },
	};
	for (size_t i = 0; i < COUNT(needed); i++)
		if (!needed[i].value)
			wrong_at(x, 1, N_("At the top, “{1}” is missing. Write a line like “{1}: …” before the first section."), needed[i].key);
	if (x->m->code && !code(x->m->code))
		wrong_at(x, 1, N_("The code “{1}” does not work. Use small letters a to z, digits and “-”, two to forty of them."), x->m->code);
	if (x->m->lang && !language(x->m->lang))
		wrong_at(x, 1, N_("The language “{1}” is not known. Use its short code, like “en” or “es”."), x->m->lang);
}

/* ---- steps ---- */

static bool even(const struct measure_steps *s)
{
	for (size_t i = 2; i < s->n; i++)
		if (s->at[i].value - s->at[i - 1].value != s->at[1].value - s->at[0].value)
			return false;
	return true;
}

static void extremes(const struct measure_steps *s, int64_t *least, int64_t *most)
{
	*least = *most = s->at[0].value;
	for (size_t i = 1; i < s->n; i++) {
		*least = s->at[i].value < *least ? s->at[i].value : *least;
		*most = s->at[i].value > *most ? s->at[i].value : *most;
	}
}

static void judge_steps(struct reading *x)
{
	for (size_t i = 0; i < x->n_steps; i++) {
		if (x->steps[i].steps.n < 2)
			wrong_at(x, x->steps[i].line, N_("Line {0}: the steps “{1}” need at least two lines, like “0: Never” and “1: Always”."), x->steps[i].name);
		for (size_t k = 0; k < i; k++)
			if (str_same(x->steps[i].name, x->steps[k].name))
				wrong_at(x, x->steps[i].line, N_("Line {0}: the name “{1}” is there twice. Give one of them another name."), x->steps[i].name);
	}
	if (!x->n_steps)
		wrong_at(x, 1, N_("There are no steps to answer with. Add a section like “[steps often]”."), NULL);
}

/* ---- questions ---- */

static const struct measure_steps *steps_named(struct reading *x, const struct file_item *i)
{
	if (!i->steps && x->n_steps == 1)
		return &x->steps[0].steps;
	for (size_t k = 0; i->steps && k < x->n_steps; k++)
		if (str_same(x->steps[k].name, i->steps))
			return &x->steps[k].steps;
	return NULL;
}

/* -1: there is none of this name. */
static int scale_named(const struct reading *x, const char *name)
{
	for (size_t k = 0; k < x->n_scales; k++)
		if (str_same(x->scales[k].name, name))
			return (int)k;
	return -1;
}

static void scales_of(struct reading *x, struct file_item *i)
{
	if (!i->scales) {
		i->item.scale = 0;
		if (x->n_scales != 1)
			wrong_at(x, i->line, N_("Line {0}: this question does not say in which scale it counts. Add a line like “scale: hope”."), NULL);
		return;
	}
	struct str_list names = str_split(x->a, i->scales, ',', MEASURE_SCALES_MAX + 1);
	for (size_t k = 0; k < names.n; k++) {
		int scale = scale_named(x, names.at[k]);
		if (scale < 0)
			wrong_at(x, i->line, N_("Line {0}: there is no [scale {1}]. Add that section, or mend the name."), names.at[k]);
		else if (k == 0)
			i->item.scale = scale;
		else if (scale != i->item.scale)
			i->item.also |= 1u << scale;
	}
}

static void judge_items(struct reading *x)
{
	for (size_t n = 0; n < x->n_items; n++) {
		struct file_item *i = &x->items[n];
		i->item.steps = steps_named(x, i);
		scales_of(x, i);
		if (!i->item.words)
			wrong_at(x, i->line, N_("Line {0}: this question has no words. Add a line like “words: I felt hopeful.”"), NULL);
		if (!i->item.steps)
			wrong_at(x, i->line, N_("Line {0}: this question does not say how it is answered. Add a line like “steps: often”, with the name of such a section."), NULL);
		else if (i->item.reversed && !even(i->item.steps))
			wrong_at(x, i->line, N_("Line {0}: a question can be reversed only if its steps are equally far apart."), NULL);
	}
	if (!x->n_items)
		wrong_at(x, 1, N_("There are no questions. Add a section “[item]” for each."), NULL);
}

/* ---- scales ---- */

static void judge_range(struct reading *x, const struct file_scale *s, size_t k)
{
	int64_t least = 0, most = 0, n = 0, times = s->scale.times == NO_INT ? 1 : s->scale.times;
	for (size_t i = 0; i < x->n_items; i++) {
		int64_t low, high;
		if (!measure_counts(&x->items[i].item, k))
			continue;
		extremes(x->items[i].item.steps, &low, &high);
		least = !s->scale.mean ? least + low : !n || low < least ? low : least;
		most = !s->scale.mean ? most + high : !n || high > most ? high : most;
		n++;
	}
	x->line = s->line;
	if (!n)
		file_wrong(x, N_("Line {0}: no question counts in the scale “{1}”. Add some, or take the scale out."), word_text(s->name), word_int(0));
	else if (s->scale.answered_least > n)
		file_wrong(x, N_("Line {0}: the scale asks for more answers than it has questions. It has {1}."), word_int(n), word_int(0));
	else if (!s->scale.mean && s->scale.answered_least < n)
		file_wrong(x, N_("Line {0}: a sum needs all its answers, and nothing is filled in. Write “answers: {1}”, or “counts: mean”."), word_int(n), word_int(0));
	else if (s->scale.least != least * times || s->scale.most != most * times)
		file_wrong(x, N_("Line {0}: the range does not fit. With these questions and steps it goes from {1} to {2}."), word_int(least * times), word_int(most * times));
}

static void judge_scales(struct reading *x)
{
	for (size_t k = 0; k < x->n_scales; k++) {
		const struct file_scale *s = &x->scales[k];
		const struct { const char *key; bool there; } needed[] = {
			{ "title", s->scale.title != NULL }, { "counts", s->counts }, { "range", s->scale.least != NO_INT }, { "answers", s->scale.answered_least != NO_INT },
		};
		for (size_t i = 0; i < COUNT(needed); i++)
			if (!needed[i].there)
				wrong_at(x, s->line, N_("Line {0}: this scale has no “{1}”. Add a line that begins with “{1}:”."), needed[i].key);
		if (scale_named(x, s->name) != (int)k)
			wrong_at(x, s->line, N_("Line {0}: the name “{1}” is there twice. Give one of them another name."), s->name);
	}
	if (!x->n_scales)
		wrong_at(x, 1, N_("There is no scale. Add a section like “[scale hope]”."), NULL);
	for (size_t k = 0; !x->wrong->n && k < x->n_scales; k++)
		judge_range(x, &x->scales[k], k);
}

void file_whole(struct reading *x)
{
	judge_top(x);
	judge_steps(x);
	judge_items(x);
	judge_scales(x);
	if (x->wrong->n)
		return;
	struct measure_item *items = ARENA_ARRAY(x->a, x->n_items, struct measure_item);
	struct measure_scale *scales = ARENA_ARRAY(x->a, x->n_scales, struct measure_scale);
	for (size_t i = 0; i < x->n_items; i++)
		items[i] = x->items[i].item;
	for (size_t k = 0; k < x->n_scales; k++) {
		scales[k] = x->scales[k].scale;
		scales[k].times = scales[k].times == NO_INT ? 0 : scales[k].times;
	}
	x->m->n_items = x->n_items;
	x->m->item = items;
	x->m->n_scales = x->n_scales;
	x->m->scale = scales;
}
