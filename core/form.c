/* Reads what was sent into the struct of a form: shape, limits, and a sentence for every fault that says how to mend it.
 * Knows the field tables; leaves parsing of bodies to params*.c and drawing to form_draw.c. */
#include "core.h"
#include "form_parts.h"

enum { TEXT_MAX = 200, PICK_MAX = 100, SECRET_MAX = 256, ID_MAX = 64 };
static const int64_t no_limit = INT64_C(1000000000000000);      /* far beyond any count or day; sums cannot overflow */

const struct params *form_input(const struct req *r)
{
	return r->route && strcmp(r->route->method, "GET") == 0 ? &r->query : &r->params;
}

const struct params *form_typed(const struct req *r, const struct form *table)
{
	return r->came_back == table ? form_input(r) : NULL;
}

const struct param *param_next(const struct params *p, const char *name, size_t *from)
{
	while (*from < p->n) {
		const struct param *one = &p->at[(*from)++];
		if (strcmp(one->name, name) == 0)
			return one;
	}
	return NULL;
}

const struct param *param_find(const struct params *p, const char *name)
{
	size_t from = 0;
	return param_next(p, name, &from);
}

int64_t field_max(const struct form_field *x)
{
	if (x->max || x->min < 0)
		return x->max;
	return x->type == FORM_TEXT ? TEXT_MAX : x->type == FORM_SECRET ? SECRET_MAX : no_limit;
}

static int64_t field_min(const struct form_field *x)
{
	return x->min || x->max ? x->min : x->type == FORM_INT ? -no_limit : 0;
}

/* ---- what an untouched field holds ---- */

static void field_empty(const struct form_field *x, char *form)
{
	void *to = form + x->at;
	switch (x->type) {
	case FORM_INT:
	case FORM_CHOICE:
	case FORM_DAY:
	case FORM_CLOCK:
		*(int64_t *)to = NO_INT;
		break;
	case FORM_REAL:
		*(double *)to = NO_REAL;
		break;
	case FORM_TEXT:
	case FORM_SECRET:
	case FORM_FLAG:
	case FORM_SET:
	case FORM_WEEK:
	case FORM_ID:
	case FORM_IDS:
	case FORM_PICK:
	case FORM_FILE:
		break;          /* zero says it already */
	}
}

void form_blank(const struct form *f, void *to)
{
	memset(to, 0, f->size);
	for (size_t i = 0; i < f->n; i++)
		field_empty(&f->field[i], to);
}

static enum status needed(struct req *r, const struct form_field *x)
{
	static const char *const words[] = {
		[FORM_TEXT]   = N_("Please write something here."),
		[FORM_SECRET] = N_("Please write something here."),
		[FORM_INT]    = N_("Please write a number here."),
		[FORM_REAL]   = N_("Please write a number here."),
		[FORM_FLAG]   = N_("Please check this box to go on."),
		[FORM_CHOICE] = N_("Please choose one."),
		[FORM_SET]    = N_("Please choose at least one."),
		[FORM_DAY]    = N_("Please choose a day."),
		[FORM_CLOCK]  = N_("Please choose a time."),
		[FORM_WEEK]   = N_("Please choose at least one time."),
		[FORM_ID]     = N_("Something is missing from this page. Please open it again and try once more."),
		[FORM_IDS]    = N_("Please choose at least one."),
		[FORM_PICK]   = N_("Please choose one."),
		[FORM_FILE]   = N_("Please choose a file."),
	};
	return fault(r, x->name, "needed", words[x->type]);
}

/* ---- text ---- */

static enum status read_text(struct req *r, const struct form_field *x, struct slice v, const char **ret)
{
	const char *clean = str_trim(&r->arena, v);
	struct slice s = { clean, strlen(clean) };
	if (memchr(v.at, 0, v.n) || !str_utf8(s))
		return fault(r, x->name, "text", N_("Some characters in this text cannot be kept. Please take them out or type them again."));
	if (!x->multiline && memchr(s.at, '\n', s.n))
		return fault(r, x->name, "line", N_("Please write this on one line."));
	int64_t points = (int64_t)str_points(s);
	if (points < x->min)
		return fault_with(r, x->name, "short", N_("Please write at least {0} letters."), word_int(x->min));
	if (points > field_max(x))
		return fault_with(r, x->name, "long", N_("This is too long. Please write at most {0} letters."), word_int(field_max(x)));
	*ret = clean;
	return OK;
}

/* A secret is taken as it was typed, blanks included: whoever chose it may have meant them. */
static enum status read_secret(struct req *r, const struct form_field *x, struct slice v, const char **ret)
{
	if (!str_utf8(v) || memchr(v.at, '\n', v.n))
		return fault(r, x->name, "text", N_("Some characters in this text cannot be kept. Please take them out or type them again."));
	int64_t points = (int64_t)str_points(v);
	if (points < x->min)
		return fault_with(r, x->name, "short", N_("Please use at least {0} characters."), word_int(x->min));
	if (points > field_max(x))
		return fault_with(r, x->name, "long", N_("This is too long. Please use at most {0} characters."), word_int(field_max(x)));
	*ret = arena_copy(&r->arena, v.at, v.n);
	return OK;
}

bool code_shaped(struct slice s)
{
	if (s.n == 0 || s.n > ID_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.at[i], low = c | 32;
		if (!(low >= 'a' && low <= 'z') && !(c >= '0' && c <= '9') && !memchr("-_.", c, 3))
			return false;
	}
	return true;
}

static enum status read_id(struct req *r, const struct form_field *x, struct slice v, const char **ret)
{
	if (!code_shaped(v))
		return fault(r, x->name, "shape", N_("Something is not right on this page. Please open it again and try once more."));
	*ret = arena_copy(&r->arena, v.at, v.n);
	return OK;
}

/* Which options there are only the page knows; the handler looks the choice up. */
static enum status read_pick(struct req *r, const struct form_field *x, struct slice v, const char **ret)
{
	if (!str_utf8(v) || str_points(v) > PICK_MAX || memchr(v.at, '\n', v.n))
		return fault(r, x->name, "choice", N_("Please choose one from the list."));
	*ret = arena_copy(&r->arena, v.at, v.n);
	return OK;
}

/* ---- numbers, days, hours ---- */

static enum status within(struct req *r, const struct form_field *x, int64_t v)
{
	if (v < field_min(x))
		return fault_with(r, x->name, "small", N_("Please write a number that is {0} or more."), word_int(x->min));
	if (v > field_max(x))
		return fault_with(r, x->name, "large", N_("Please write a number that is {0} or less."), word_int(x->max));
	return OK;
}

static enum status read_int(struct req *r, const struct form_field *x, struct slice v, int64_t *ret)
{
	int64_t i = 0;
	if (!str_int(v, INT64_MIN + 1, INT64_MAX, &i))
		return fault(r, x->name, "number", N_("Please write a whole number, like 12."));
	TRY(within(r, x, i));
	*ret = i;
	return OK;
}

static enum status read_real(struct req *r, const struct form_field *x, struct slice v, double *ret)
{
	double d = 0;
	char *s = arena_copy(&r->arena, v.at, v.n), *comma = memchr(s, ',', v.n);
	if (comma)              /* half the world writes 2,5; a second mark is refused below */
		*comma = '.';
	if (!str_real((struct slice){ s, v.n }, -1e15, 1e15, &d))
		return fault(r, x->name, "number", N_("Please write a number, like 2.5."));
	bool limits = x->real_min != 0 || x->real_max != 0;
	if (limits && d < x->real_min)
		return fault_with(r, x->name, "small", N_("Please write a number that is {0} or more."),
				  word_text(arena_printf(&r->arena, "%g", x->real_min)));
	if (limits && d > x->real_max)
		return fault_with(r, x->name, "large", N_("Please write a number that is {0} or less."),
				  word_text(arena_printf(&r->arena, "%g", x->real_max)));
	*ret = d;
	return OK;
}

bool day_read(struct slice s, int64_t *ret)
{
	int64_t y = 0, m = 0, d = 0;
	if (s.n != 10 || s.at[4] != '-' || s.at[7] != '-' || !str_int((struct slice){ s.at, 4 }, 1900, 2200, &y) ||
	    !str_int((struct slice){ s.at + 5, 2 }, 1, 12, &m) || !str_int((struct slice){ s.at + 8, 2 }, 1, 31, &d))
		return false;
	int64_t day = day_number((int)y, (int)m, (int)d);
	if (day_civil(day).day != (int)d)       /* 30 February would be another day */
		return false;
	*ret = day;
	return true;
}

static enum status read_day(struct req *r, const struct form_field *x, struct slice v, int64_t *ret)
{
	int64_t day = 0;
	if (!day_read(v, &day))
		return fault(r, x->name, "day", N_("Please write the day like 2026-05-03: year, month, day."));
	if (x->min && day < x->min)
		return fault_with(r, x->name, "small", N_("Please choose {0} or a later day."), word_text(words_day(&r->arena, &r->reader, x->min)));
	if (x->max && day > x->max)
		return fault_with(r, x->name, "large", N_("Please choose {0} or an earlier day."), word_text(words_day(&r->arena, &r->reader, x->max)));
	*ret = day;
	return OK;
}

/* "18:30", "6:30 pm", "18:30:00" as some browsers send it. */
bool clock_read(struct slice s, int64_t *ret)
{
	int64_t h = 0, m = 0, seconds = 0;
	const char *colon = memchr(s.at, ':', s.n);
	int half = 0;
	if (s.n > 2 && (s.at[s.n - 1] | 32) == 'm' && ((s.at[s.n - 2] | 32) == 'a' || (s.at[s.n - 2] | 32) == 'p')) {
		half = (s.at[s.n - 2] | 32) == 'a' ? 1 : 2;
		s = slice_trim((struct slice){ s.at, s.n - 2 });
	}
	size_t hour_n = colon ? (size_t)(colon - s.at) : 0;
	if (hour_n < 1 || hour_n > 2 || s.n < hour_n + 3)
		return false;
	struct slice rest = { s.at + hour_n + 3, s.n - hour_n - 3 };
	if (!str_int((struct slice){ s.at, hour_n }, half ? 1 : 0, half ? 12 : 23, &h) || !str_int((struct slice){ colon + 1, 2 }, 0, 59, &m))
		return false;
	if (rest.n && (rest.n != 3 || rest.at[0] != ':' || !str_int((struct slice){ rest.at + 1, 2 }, 0, 59, &seconds)))
		return false;
	if (half)
		h = h % 12 + (half == 2 ? 12 : 0);
	*ret = h * 60 + m;
	return true;
}

static enum status read_clock(struct req *r, const struct form_field *x, struct slice v, int64_t *ret)
{
	int64_t minutes = 0;
	if (!clock_read(v, &minutes))
		return fault(r, x->name, "clock", N_("Please write the time like 18:30."));
	if ((x->min && minutes < x->min) || (x->max && minutes > x->max)) {
		int64_t edge = x->min && minutes < x->min ? x->min : x->max;
		return fault_with(r, x->name, edge == x->min ? "small" : "large",
				  edge == x->min ? N_("Please choose {0} or a later time.") : N_("Please choose {0} or an earlier time."),
				  word_text(arena_printf(&r->arena, "%02d:%02d", (int)(edge / 60), (int)(edge % 60))));
	}
	*ret = minutes;
	return OK;
}

bool flag_read(struct slice v)
{
	static const struct slice no[] = { SLICE(""), SLICE("0"), SLICE("false"), SLICE("no"), SLICE("off") };
	for (size_t i = 0; i < COUNT(no); i++)
		if (slice_same(v, no[i]))
			return false;
	return true;
}

/* ---- fields with one value ---- */

static enum status read_file(struct req *r, const struct form_field *x, struct slice v, struct slice *ret)
{
	if ((int64_t)v.n > field_max(x))
		return fault_with(r, x->name, "long", N_("This file is too large. It may have at most {0} kilobytes."), word_int(field_max(x) / 1024));
	if ((int64_t)v.n < x->min)
		return fault(r, x->name, "short", N_("There is too little in this file. Please check that it is the right one."));
	*ret = v;
	return OK;
}

static enum status read_flag(struct req *r, const struct form_field *x, struct slice v, bool *ret)
{
	*ret = flag_read(v);
	return *ret || !x->required ? OK : needed(r, x);
}

static enum status read_choice(struct req *r, const struct form_field *x, struct slice v, int64_t *ret)
{
	int64_t k = 0;
	if (!choice_find(x->of, v, &k))
		return fault(r, x->name, "choice", N_("Please choose one from the list."));
	*ret = k;
	return OK;
}

static enum status read_one(struct req *r, const struct form_field *x, struct slice v, void *to)
{
	bool raw = x->type == FORM_SECRET || x->type == FORM_FILE;
	if (!raw)
		v = slice_trim(v);
	if (v.n == 0 && x->type != FORM_FLAG)
		return x->required ? needed(r, x) : OK;
	switch (x->type) {
	case FORM_TEXT:   return read_text(r, x, v, to);
	case FORM_SECRET: return read_secret(r, x, v, to);
	case FORM_INT:    return read_int(r, x, v, to);
	case FORM_REAL:   return read_real(r, x, v, to);
	case FORM_FLAG:   return read_flag(r, x, v, to);
	case FORM_CHOICE: return read_choice(r, x, v, to);
	case FORM_DAY:    return read_day(r, x, v, to);
	case FORM_CLOCK:  return read_clock(r, x, v, to);
	case FORM_ID:     return read_id(r, x, v, to);
	case FORM_PICK:   return read_pick(r, x, v, to);
	case FORM_FILE:   return read_file(r, x, v, to);
	case FORM_SET:
	case FORM_IDS:
	case FORM_WEEK:
		break;
	}
	return BROKEN;
}

/* ---- fields with several ---- */

static enum status how_many(struct req *r, const struct form_field *x, int64_t n)
{
	if (n == 0)
		return x->required ? needed(r, x) : OK;
	if (n < x->min)
		return fault_with(r, x->name, "few", N_("Please choose at least {0}."), word_int(x->min));
	if (x->max && n > x->max)
		return fault_with(r, x->name, "many", N_("Please choose {0} at most."), word_int(x->max));
	return OK;
}

static enum status read_set(struct req *r, const struct form_field *x, const struct params *p, int64_t *ret)
{
	uint64_t set = 0;
	const struct param *one;
	for (size_t from = 0; (one = param_next(p, x->name, &from));) {
		struct slice v = slice_trim(one->value);
		int64_t k = 0;
		if (v.n && !choice_find(x->of, v, &k))
			return fault(r, x->name, "choice", N_("Please choose from the list."));
		if (v.n)
			set |= UINT64_C(1) << k;
	}
	TRY(how_many(r, x, __builtin_popcountll(set)));
	*ret = (int64_t)set;
	return OK;
}

static bool listed(const struct str_list *list, const char *id)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->at[i], id) == 0)
			return true;
	return false;
}

static enum status read_ids(struct req *r, const struct form_field *x, const struct params *p, struct str_list *ret)
{
	struct str_list list = { .at = ARENA_ARRAY(&r->arena, p->n, const char *) };
	const struct param *one;
	for (size_t from = 0; (one = param_next(p, x->name, &from));) {
		struct slice v = slice_trim(one->value);
		if (v.n && !code_shaped(v))
			return fault(r, x->name, "shape", N_("Something is not right on this page. Please open it again and try once more."));
		const char *id = arena_copy(&r->arena, v.at, v.n);
		if (v.n && !listed(&list, id))
			list.at[list.n++] = id;
	}
	TRY(how_many(r, x, (int64_t)list.n));
	*ret = list;
	return OK;
}

static enum status read_week(struct req *r, const struct form_field *x, const struct params *p, struct week *ret)
{
	struct week w = { 0 };
	const struct param *one;
	for (size_t from = 0; (one = param_next(p, x->name, &from));)
		if (!week_add(slice_trim(one->value), &w))
			return fault(r, x->name, "week", N_("Please choose the times again."));
	if (x->required && week_hours(&w) == 0)
		return needed(r, x);
	*ret = w;
	return OK;
}

static enum status field_read(struct req *r, const struct form_field *x, const struct params *p, const char *in_path, void *to)
{
	const struct param *one = param_find(p, x->name);
	if (x->in_path)
		return read_one(r, x, (struct slice){ in_path, in_path ? strlen(in_path) : 0 }, to);
	switch (x->type) {
	case FORM_SET:  return read_set(r, x, p, to);
	case FORM_IDS:  return read_ids(r, x, p, to);
	case FORM_WEEK: return read_week(r, x, p, to);
	default:        return read_one(r, x, one ? one->value : (struct slice){ "", 0 }, to);
	}
}

enum status form_read(struct req *r, const struct form *f)
{
	char *form = arena_take(&r->arena, f->size);
	const struct params *p = form_input(r);
	enum status all = OK;
	size_t part = 0;
	form_blank(f, form);
	r->form = form;
	for (size_t i = 0; i < f->n; i++) {
		const struct form_field *x = &f->field[i];
		const char *in_path = x->in_path && part < COUNT(r->part) ? r->part[part++] : NULL;
		enum status st = field_read(r, x, p, in_path, form + x->at);
		if (st != OK)
			all = st;
		if (st == BROKEN)
			break;
	}
	return all;
}
