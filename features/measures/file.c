/* Reading a list of questions from a file, line by line; everything wrong with it is said, with the line and how to mend it.  Knows no
 * database.  Whether what was read makes sense as a whole is judged in file_whole.c. */
#include "file_inside.h"

static const char *text_of(struct reading *x, struct slice s) { return arena_copy(x->a, s.at, s.n); }

void file_wrong(struct reading *x, const char *words, struct word_arg one, struct word_arg two)
{
	if (x->wrong->n < MEASURE_WRONG_MAX)
		x->wrong->at[x->wrong->n++] = (struct measure_wrong){ words, { word_int(x->line), one, two } };
}
#define WRONG(x, words) file_wrong((x), (words), word_int(0), word_int(0))
#define WRONG_WITH(x, words, text) file_wrong((x), (words), word_text(text), word_int(0))

static bool is(struct slice s, const char *word) { return s.n == strlen(word) && memcmp(s.at, word, s.n) == 0; }

/* Letters a to z, digits and '-', at most forty. */
static bool is_code(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.at[i] >= 'a' && s.at[i] <= 'z') || (s.at[i] >= '0' && s.at[i] <= '9') || (s.at[i] == '-' && i > 0)))
			return false;
	return s.n >= 2 && s.n <= 40;
}

/* ---- values ---- */

static void set_text(struct reading *x, const char **to, struct slice value)
{
	if (*to)
		WRONG(x, N_("Line {0}: this stands twice in its section. Take one of the two lines out."));
	else if (!value.n)
		WRONG(x, N_("Line {0}: there is nothing behind the “:”. Write it there, or take the line out."));
	else if (str_points(value) > MEASURE_WORDS_MAX)
		WRONG(x, N_("Line {0}: this is too long. Four hundred letters are the most."));
	else
		*to = text_of(x, value);
}

static void set_number(struct reading *x, int64_t *to, struct slice value, int64_t min, int64_t max)
{
	if (*to != NO_INT)
		WRONG(x, N_("Line {0}: this stands twice in its section. Take one of the two lines out."));
	else if (!str_int(value, min, max, to))
		file_wrong(x, N_("Line {0}: a whole number from {1} to {2} belongs here."), word_int(min), word_int(max));
}

static void set_range(struct reading *x, struct file_scale *s, struct slice value)
{
	const char *to = NULL;
	for (size_t i = 0; i + 4 <= value.n && !to; i++)
		if (memcmp(value.at + i, " to ", 4) == 0)
			to = value.at + i;
	if (s->scale.least != NO_INT)
		WRONG(x, N_("Line {0}: this stands twice in its section. Take one of the two lines out."));
	else if (!to || !str_int(slice_trim((struct slice){ value.at, (size_t)(to - value.at) }), -100000, 100000, &s->scale.least) ||
		 !str_int(slice_trim((struct slice){ to + 4, value.n - (size_t)(to + 4 - value.at) }), -100000, 100000, &s->scale.most) ||
		 s->scale.least >= s->scale.most) {
		WRONG(x, N_("Line {0}: a range is written like “10 to 60”, the smaller number first."));
		s->scale.least = s->scale.most = 0;
	}
}

/* ---- sections ---- */

static void top_line(struct reading *x, struct slice key, struct slice value)
{
	const struct { const char *key; const char **to; } known[] = {
		{ "code", &x->m->code }, { "name", &x->m->name }, { "about", &x->m->about }, { "language", &x->m->lang },
		{ "source", &x->m->source }, { "licence", &x->m->licence }, { "notice", &x->m->notice },
	};
	for (size_t i = 0; i < COUNT(known); i++)
		if (is(key, known[i].key)) {
			set_text(x, known[i].to, value);
			return;
		}
	WRONG_WITH(x, N_("Line {0}: “{1}” is not known here. At the top stand code, name, about, language, source, licence and notice."), text_of(x, key));
}

static void step_line(struct reading *x, struct slice key, struct slice value)
{
	struct measure_steps *s = &x->steps[x->n_steps - 1].steps;
	int64_t number;
	if (!str_int(key, -1000, 1000, &number)) {
		WRONG_WITH(x, N_("Line {0}: “{1}” is no number. A step is written like “2: Sometimes”, with what it counts first."), text_of(x, key));
		return;
	}
	for (size_t i = 0; i < s->n; i++)
		if (s->at[i].value == number) {
			WRONG_WITH(x, N_("Line {0}: a step that counts {1} is there already. Each step counts differently."), text_of(x, key));
			return;
		}
	if (s->n == MEASURE_STEPS_MAX) {
		WRONG(x, N_("Line {0}: eleven steps are the most."));
		return;
	}
	const char *label = NULL;
	set_text(x, &label, value);
	if (label) {
		s->at[s->n].label = label;
		s->at[s->n++].value = number;
	}
}

static void scale_line(struct reading *x, struct slice key, struct slice value)
{
	struct file_scale *s = &x->scales[x->n_scales - 1];
	if (is(key, "title"))
		set_text(x, &s->scale.title, value);
	else if (is(key, "range"))
		set_range(x, s, value);
	else if (is(key, "answers"))
		set_number(x, &s->scale.answered_least, value, 1, MEASURE_ITEMS_MAX);
	else if (is(key, "times"))
		set_number(x, &s->scale.times, value, 2, 100);
	else if (is(key, "counts") && (is(value, "sum") || is(value, "mean"))) {
		s->scale.mean = is(value, "mean");
		s->counts = true;
	} else if (is(key, "counts"))
		WRONG(x, N_("Line {0}: a scale counts as “sum” or as “mean”."));
	else
		WRONG_WITH(x, N_("Line {0}: “{1}” is not known here. A scale has title, counts, range, answers and times."), text_of(x, key));
}

static void item_line(struct reading *x, struct slice key, struct slice value)
{
	struct file_item *i = &x->items[x->n_items - 1];
	if (is(key, "words"))
		set_text(x, &i->item.words, value);
	else if (is(key, "steps"))
		set_text(x, &i->steps, value);
	else if (is(key, "scale"))
		set_text(x, &i->scales, value);
	else if (is(key, "reversed") && (is(value, "yes") || is(value, "no")))
		i->item.reversed = is(value, "yes");
	else if (is(key, "reversed"))
		WRONG(x, N_("Line {0}: “reversed” is “yes” or “no”."));
	else
		WRONG_WITH(x, N_("Line {0}: “{1}” is not known here. A question has words, steps, scale and reversed."), text_of(x, key));
}

/* A heading that makes no section: what stands below it is passed over. */
static void no_section(struct reading *x, const char *words)
{
	WRONG(x, words);
	x->in = IN_NOTHING;
}

static const char *name_of(struct reading *x, struct slice rest)
{
	rest = slice_trim(rest);
	if (is_code(rest) || (rest.n == 1 && rest.at[0] >= 'a' && rest.at[0] <= 'z'))
		return text_of(x, rest);
	return NULL;
}

static void section(struct reading *x, struct slice head)
{
	const char *name = NULL;
	bool steps = head.n > 6 && memcmp(head.at, "steps ", 6) == 0, scale = head.n > 6 && memcmp(head.at, "scale ", 6) == 0;
	if (steps || scale)
		name = name_of(x, (struct slice){ head.at + 6, head.n - 6 });
	if (is(head, "item")) {
		if (x->n_items == MEASURE_ITEMS_MAX) {
			no_section(x, N_("Line {0}: sixty questions are the most."));
			return;
		}
		x->in = IN_ITEM;
		x->items[x->n_items++] = (struct file_item){ .line = x->line };
	} else if (steps && name && x->n_steps < MEASURE_SCALES_MAX) {
		x->in = IN_STEPS;
		x->steps[x->n_steps++] = (struct file_steps){ .line = x->line, .name = name };
	} else if (scale && name && x->n_scales < MEASURE_SCALES_MAX) {
		x->in = IN_SCALE;
		x->scales[x->n_scales++] = (struct file_scale){ .line = x->line, .name = name,
			.scale = { .least = NO_INT, .most = NO_INT, .answered_least = NO_INT, .times = NO_INT } };
	} else if ((steps || scale) && !name)
		no_section(x, N_("Line {0}: the name of a section has small letters a to z, digits and “-”. Write it like “[scale hope]”."));
	else if (steps || scale)
		no_section(x, N_("Line {0}: eight sections of one kind are the most."));
	else
		no_section(x, N_("Line {0}: this section is not known. There are [steps NAME], [scale NAME] and [item]."));
}

static void one_line(struct reading *x, struct slice line)
{
	line = slice_trim(line);
	if (!line.n || line.at[0] == '#')
		return;
	if (line.at[0] == '[' && line.at[line.n - 1] == ']') {
		section(x, slice_trim((struct slice){ line.at + 1, line.n - 2 }));
		return;
	}
	const char *colon = memchr(line.at, ':', line.n);
	if (!colon) {
		WRONG(x, N_("Line {0}: there is no “:” in this line. Write it like “title: Hope”."));
		return;
	}
	struct slice key = slice_trim((struct slice){ line.at, (size_t)(colon - line.at) });
	struct slice value = slice_trim((struct slice){ colon + 1, line.n - (size_t)(colon + 1 - line.at) });
	switch (x->in) {
	case IN_TOP: top_line(x, key, value); break;
	case IN_STEPS: step_line(x, key, value); break;
	case IN_SCALE: scale_line(x, key, value); break;
	case IN_ITEM: item_line(x, key, value); break;
	case IN_NOTHING: break;
	}
}

bool measure_file_read(struct arena *a, struct slice text, struct measure *ret, struct measure_wrongs *ret_wrong)
{
	struct measure *m = ARENA_NEW(a, struct measure);
	struct reading *x = ARENA_NEW(a, struct reading);
	*x = (struct reading){ .a = a, .m = m, .wrong = ret_wrong };
	ret_wrong->n = 0;
	if (text.n >= 3 && memcmp(text.at, "\xef\xbb\xbf", 3) == 0)
		text = (struct slice){ text.at + 3, text.n - 3 };       /* the mark that some programs put first */
	if (text.n > MEASURE_FILE_BYTES) {
		WRONG(x, N_("The file is larger than 64 KB. A list of questions is a short text."));
		return false;
	}
	if (!str_utf8(text)) {
		WRONG(x, N_("The file is no plain text. Save it once more as plain text in UTF-8."));
		return false;
	}
	/* on after a fault, so that all of them are told at once */
	for (const char *at = text.at, *end = text.at + text.n; at < end;) {
		const char *next = memchr(at, '\n', (size_t)(end - at));
		x->line++;
		one_line(x, (struct slice){ at, (size_t)((next ? next : end) - at) });
		at = next ? next + 1 : end;
	}
	if (!ret_wrong->n)
		file_whole(x);
	if (!ret_wrong->n)
		*ret = *m;
	return ret_wrong->n == 0;
}
