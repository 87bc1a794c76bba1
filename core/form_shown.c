/* What a field shows when it is drawn again: typed or stored, and whether the two differ.  Leaves the HTML around it to
 * form_draw.c. */
#include "form_shown.h"

static const void *stored_at(const struct drawing *d)
{
	return d->f->stored ? (const char *)d->f->stored + d->x->at : NULL;
}

static void put(struct shown *s, const char *text)
{
	s->text = (struct slice){ text ? text : "", text ? strlen(text) : 0 };
}

void shown_typed(const struct drawing *d, struct shown *ret)
{
	const struct param *one = param_find(d->f->typed, d->x->name);
	ret->text = one ? one->value : (struct slice){ "", 0 };
}

static void print_real(double v, struct shown *ret)
{
	int n = snprintf(ret->room, sizeof ret->room, "%.6f", v);
	while (n > 0 && ret->room[n - 1] == '0')
		n--;
	if (n > 0 && ret->room[n - 1] == '.')
		n--;
	ret->text = (struct slice){ ret->room, (size_t)n };
}

static void print_int(const struct drawing *d, int64_t v, struct shown *ret)
{
	struct civil c;
	int n = 0;
	switch (d->x->type) {
	case FORM_CHOICE:
		put(ret, choice_code(d->x->of, v));
		return;
	case FORM_DAY:
		c = day_civil(v);
		n = snprintf(ret->room, sizeof ret->room, "%04d-%02d-%02d", c.year, c.month, c.day);
		break;
	case FORM_CLOCK:
		n = snprintf(ret->room, sizeof ret->room, "%02d:%02d", (int)(v / 60), (int)(v % 60));
		break;
	default:
		n = snprintf(ret->room, sizeof ret->room, "%lld", (long long)v);
	}
	ret->text = (struct slice){ ret->room, n > 0 ? (size_t)n : 0 };
}

void shown_stored(const struct drawing *d, struct shown *ret)
{
	const void *at = stored_at(d);
	put(ret, NULL);
	if (!at)
		return;
	switch (d->x->type) {
	case FORM_TEXT:
	case FORM_ID:
	case FORM_PICK:
		put(ret, *(const char *const *)at);
		break;
	case FORM_INT:
	case FORM_CHOICE:
	case FORM_DAY:
	case FORM_CLOCK:
		if (*(const int64_t *)at != NO_INT)
			print_int(d, *(const int64_t *)at, ret);
		break;
	case FORM_REAL:
		if (*(const double *)at != NO_REAL)
			print_real(*(const double *)at, ret);
		break;
	case FORM_FLAG:
		put(ret, *(const bool *)at ? "1" : "");
		break;
	case FORM_SECRET:
	case FORM_FILE:
	case FORM_SET:
	case FORM_IDS:
	case FORM_WEEK:
		break;          /* never shown, or shown as boxes */
	}
}

void shown_now(const struct drawing *d, struct shown *ret)
{
	if (d->f->typed)
		shown_typed(d, ret);
	else
		shown_stored(d, ret);
}

bool ticked_typed(const struct drawing *d, const char *code)
{
	const struct param *one;
	for (size_t from = 0; (one = param_next(d->f->typed, d->x->name, &from));)
		if (slice_same(slice_trim(one->value), (struct slice){ code, strlen(code) }))
			return true;
	return false;
}

bool ticked_stored(const struct drawing *d, const char *code, int64_t k)
{
	const void *at = stored_at(d);
	struct shown one;
	if (!at)
		return false;
	if (d->x->type == FORM_SET)
		return *(const int64_t *)at != NO_INT && (uint64_t)*(const int64_t *)at >> k & 1;
	if (d->x->type == FORM_IDS) {
		const struct str_list *list = at;
		for (size_t i = 0; i < list->n; i++)
			if (strcmp(list->at[i], code) == 0)
				return true;
		return false;
	}
	shown_stored(d, &one);
	return slice_same(one.text, (struct slice){ code, strlen(code) });
}

bool ticked_now(const struct drawing *d, const char *code, int64_t k)
{
	return d->f->typed ? ticked_typed(d, code) : ticked_stored(d, code, k);
}

static struct week week_typed(const struct drawing *d)
{
	struct week w = { 0 };
	const struct param *one;
	for (size_t from = 0; (one = param_next(d->f->typed, d->x->name, &from));)
		if (!week_add(slice_trim(one->value), &w))
			continue;       /* a value nobody could have ticked: nothing to draw */
	return w;
}

struct week week_now(const struct drawing *d)
{
	const struct week *stored = stored_at(d);
	if (d->f->typed)
		return week_typed(d);
	return stored ? *stored : (struct week){ 0 };
}

const struct form_options *options_of(const struct drawing *d)
{
	for (size_t i = 0; i < d->f->n_options; i++)
		if (strcmp(d->f->options[i].field, d->x->name) == 0)
			return &d->f->options[i];
	return NULL;
}

/* ---- typed against stored ---- */

/* Browsers send \r\n for every line break; what is stored has \n. */
static bool same_text(struct slice typed, struct slice stored)
{
	size_t k = 0;
	typed = slice_trim(typed);
	for (size_t i = 0; i < typed.n; i++) {
		if (typed.at[i] == '\r')
			continue;
		if (k == stored.n || typed.at[i] != stored.at[k++])
			return false;
	}
	return k == stored.n;
}

static bool boxes_differ(const struct drawing *d)
{
	const struct form_options *options = d->x->type == FORM_IDS ? options_of(d) : NULL;
	size_t n = d->x->type == FORM_SET ? d->x->of->n : options ? options->n : 0;
	for (size_t k = 0; k < n; k++) {
		const char *code = options ? options->at[k].code : d->x->of->at[k].code;
		if (ticked_typed(d, code) != ticked_stored(d, code, (int64_t)k))
			return true;
	}
	return false;
}

bool shown_differs(const struct drawing *d)
{
	struct shown typed, stored;
	if (!d->f->typed || !d->f->stored || d->x->hidden)
		return false;
	switch (d->x->type) {
	case FORM_SECRET:
	case FORM_FILE:
		return false;
	case FORM_SET:
	case FORM_IDS:
		return boxes_differ(d);
	case FORM_WEEK: {
		struct week w = week_typed(d);
		return memcmp(&w, stored_at(d), sizeof w) != 0;
	}
	case FORM_FLAG:
		shown_typed(d, &typed);
		return flag_read(slice_trim(typed.text)) != *(const bool *)stored_at(d);
	default:
		shown_typed(d, &typed);
		shown_stored(d, &stored);
		return !same_text(typed.text, stored.text);
	}
}

static void say(struct out *o, const char *message)
{
	out_words(o, WORDS_TEXT, words_hash(message), message, 0, NULL);
}

static void out_stored_options(const struct drawing *d)
{
	const struct form_options *options = options_of(d);
	bool any = false;
	for (size_t i = 0; options && i < options->n; i++)
		if (ticked_stored(d, options->at[i].code, 0)) {
			out_raw(d->o, ", ", any ? 2 : 0);
			out_text_str(d->o, options->at[i].label);
			any = true;
		}
	if (!any)
		say(d->o, N_("nothing"));
}

static void out_stored_week(const struct drawing *d)
{
	const struct week *w = stored_at(d);
	struct word_arg hours = word_int(week_hours(w));
	if (hours.number == 0)
		say(d->o, N_("nothing"));
	else
		out_words_plural(d->o, WORDS_TEXT, words_hash("{0} hour a week"), N_("{0} hour a week"), N_("{0} hours a week"),
			 week_hours(w), 1, &hours);
}

void out_stored(const struct drawing *d)
{
	struct shown stored;
	const int64_t *i = stored_at(d);
	switch (d->x->type) {
	case FORM_CHOICE:
		if (*i == NO_INT)
			say(d->o, N_("nothing"));
		else
			out_choice(d->o, d->x->of, *i);
		break;
	case FORM_SET:
		if (*i == 0 || *i == NO_INT)
			say(d->o, N_("nothing"));
		else
			out_choices(d->o, d->x->of, *i);
		break;
	case FORM_FLAG:
		say(d->o, *(const bool *)stored_at(d) ? N_("Yes") : N_("No"));
		break;
	case FORM_DAY:
		if (*i == NO_INT)
			say(d->o, N_("nothing"));
		else
			out_day(d->o, *i);
		break;
	case FORM_PICK:
	case FORM_IDS:
		out_stored_options(d);
		break;
	case FORM_WEEK:
		out_stored_week(d);
		break;
	default:
		shown_stored(d, &stored);
		if (stored.text.n)
			out_text_slice(d->o, stored.text);
		else
			say(d->o, N_("nothing"));
	}
}

void out_sent(struct out *o, enum words_place place, struct slice s)
{
	while (s.n) {
		uint32_t c = 0;
		size_t run = 0, n;
		while (run < s.n && (n = str_point((struct slice){ s.at + run, s.n - run }, &c)) && str_utf8((struct slice){ s.at + run, n }))
			run += n;
		struct slice good = { s.at, run };
		if (place == WORDS_ATTR)
			out_attr_slice(o, good);
		else
			out_text_slice(o, good);
		run += run < s.n;
		s.at += run;
		s.n -= run;
	}
}
