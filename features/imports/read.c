/* One row of a programme's spreadsheet: every cell checked, every fault with a way to mend it.  Knows the columns; where
 * rows come from and go to is bring.c's. */
#include "inside.h"

const char *const import_columns[C_COUNT] = {
	[C_DATE] = "date", [C_KIND] = "kind", [C_MODE] = "mode", [C_MINUTES] = "minutes", [C_HEADCOUNT] = "headcount",
	[C_TOPICS] = "topics", [C_GIVEN] = "given", [C_FOUND] = "survey_found", [C_HEARD] = "survey_heard",
	[C_HOPE_BEFORE] = "survey_hope_before", [C_HOPE_AFTER] = "survey_hope_after", [C_AGAIN] = "survey_again",
	[C_WORDS] = "survey_words",
};

struct reading { struct req *r; const struct csv_row *row; const int *place; struct import_row *to; };

static struct slice trimmed(struct slice s)
{
	while (s.n && (s.at[0] == ' ' || s.at[0] == '\t'))
		s.at++, s.n--;
	while (s.n && (s.at[s.n - 1] == ' ' || s.at[s.n - 1] == '\t'))
		s.n--;
	return s;
}

static struct slice cell(const struct reading *x, enum import_column c)
{
	int k = x->place[c];
	return k >= 0 && (size_t)k < x->row->n ? trimmed(x->row->at[k]) : (struct slice){ "", 0 };
}

static void wrong(struct reading *x, enum import_column c, const char *words)
{
	struct slice s = cell(x, c);
	size_t n = s.n < 60 ? s.n : 60;
	while (n && n < s.n && ((unsigned char)s.at[n] & 0xc0) == 0x80)
		n--;
	x->to->faults[x->to->n_faults++] = (struct import_fault){ c, words, arena_copy(&x->r->arena, s.at, n) };
}

/* Empty is `none`. */
static int64_t number(struct reading *x, enum import_column c, int64_t min, int64_t max, int64_t none, const char *words)
{
	struct slice s = cell(x, c);
	int64_t n = none;
	if (s.n && !str_int(s, min, max, &n))
		wrong(x, c, words);
	return n;
}

/* ---- dates ---- */

static bool digits(const char *s, size_t n, int *ret)
{
	*ret = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*ret = *ret * 10 + (s[i] - '0');
	}
	return true;
}

/* YYYY-MM-DD, with an optional time after a T or a blank: HH:MM, seconds and zone are passed over. */
static bool date(struct slice s, struct civil *ret)
{
	*ret = (struct civil){ .hour = 12 };
	if (s.n < 10 || !digits(s.at, 4, &ret->year) || s.at[4] != '-' || !digits(s.at + 5, 2, &ret->month) || s.at[7] != '-' ||
	    !digits(s.at + 8, 2, &ret->day))
		return false;
	struct civil back = day_civil(day_number(ret->year, ret->month, ret->day));
	if (ret->month < 1 || ret->month > 12 || ret->day < 1 || back.month != ret->month || back.day != ret->day)
		return false;
	if (s.n == 10)
		return true;
	return s.n >= 16 && (s.at[10] == 'T' || s.at[10] == ' ') && digits(s.at + 11, 2, &ret->hour) && s.at[13] == ':' &&
		digits(s.at + 14, 2, &ret->minute) && ret->hour < 24 && ret->minute < 60;
}

static void read_date(struct reading *x)
{
	struct civil day;
	if (!date(cell(x, C_DATE), &day)) {
		wrong(x, C_DATE, N_("“{0}” is not a date. Write year, month and day, like 2026-05-03."));
		return;
	}
	x->to->encounter.began = zone_moment(x->r->community.zone, day);
	if (x->to->encounter.began > x->r->now + 86400)
		wrong(x, C_DATE, N_("“{0}” lies ahead. Only meetings that took place can be brought in."));
	else if (day.year < 1970)
		wrong(x, C_DATE, N_("“{0}” is too long ago. Please check the year."));
}

/* ---- choices ---- */

/* Codes, in any case, with blanks or dashes for underlines. */
static bool choice(const struct choices *of, struct slice s, int64_t *ret)
{
	for (size_t k = 0; k < of->n; k++) {
		const char *code = of->at[k].code;
		size_t i = 0;
		for (; i < s.n && code[i]; i++) {
			char a = s.at[i], b = code[i];
			a = a >= 'A' && a <= 'Z' ? (char)(a + 32) : a == ' ' || a == '_' ? '-' : a;
			b = b == '_' ? '-' : b;
			if (a != b)
				break;
		}
		if (i == s.n && !code[i]) {
			*ret = (int64_t)k;
			return true;
		}
	}
	return false;
}

/* Codes with ; between; empty is `none`. */
static int64_t kinds(struct reading *x, enum import_column c, int64_t none)
{
	struct slice s = cell(x, c);
	int64_t set = 0, k;
	while (s.n) {
		const char *end = memchr(s.at, ';', s.n);
		struct slice one = trimmed((struct slice){ s.at, end ? (size_t)(end - s.at) : s.n });
		if (one.n && !choice(&asks_kinds, one, &k)) {
			wrong(x, c, N_("“{0}” names a kind of support that is not known. Use emotional, informational, practical, belonging, company, encouragement or advocacy, with ; between."));
			return none;
		}
		set |= one.n ? (int64_t)1 << k : 0;
		if (!end)
			break;
		s.n -= (size_t)(end + 1 - s.at);
		s.at = end + 1;
	}
	return set ? set : none;
}

static void read_choices(struct reading *x)
{
	struct encounters_brought *e = &x->to->encounter;
	if (!choice(&encounters_kinds, cell(x, C_KIND), &e->kind))
		wrong(x, C_KIND, N_("“{0}” is not a kind of meeting. Write one-to-one or group."));
	if (cell(x, C_MODE).n && !choice(&encounters_modes, cell(x, C_MODE), &e->mode))
		wrong(x, C_MODE, N_("“{0}” is not a way to meet. Write in_person, phone, video or text."));
	e->given = kinds(x, C_GIVEN, 0);
}

static int64_t again(struct reading *x)
{
	static const char *const yes[] = { "yes", "y", "sí", "si", "true", "1" }, *const no[] = { "no", "n", "false", "0" };
	struct slice s = cell(x, C_AGAIN);
	if (!s.n)
		return NO_INT;
	const char *said = str_fold(&x->r->arena, arena_copy(&x->r->arena, s.at, s.n));
	for (size_t i = 0; i < COUNT(yes); i++)
		if (strcmp(said, yes[i]) == 0)
			return 1;
	for (size_t i = 0; i < COUNT(no); i++)
		if (strcmp(said, no[i]) == 0)
			return 0;
	wrong(x, C_AGAIN, N_("“{0}” is neither yes nor no. Write yes or no, or leave it empty."));
	return NO_INT;
}

/* ---- words ---- */

static const char *words(struct reading *x, enum import_column c, size_t most, const char *too_long)
{
	struct slice s = cell(x, c);
	if (!s.n)
		return NULL;
	if (!str_utf8(s)) {
		x->to->faults[x->to->n_faults++] = (struct import_fault){
			c, N_("This holds letters that cannot be read. Save the file as CSV UTF-8 and try again."), "" };
		return NULL;
	}
	if (str_points(s) > most) {
		wrong(x, c, too_long);
		return NULL;
	}
	return arena_copy(&x->r->arena, s.at, s.n);
}

void import_read(struct req *r, const struct csv_row *row, const int place[C_COUNT], struct import_row *ret)
{
	struct reading x = { r, row, place, ret };
	*ret = (struct import_row){ .encounter = { .id = NULL } };
	read_date(&x);
	read_choices(&x);
	ret->encounter.minutes = number(&x, C_MINUTES, 0, 1440, 0, N_("“{0}” is not a number of minutes. Write digits from 0 to 1440, like 45."));
	ret->encounter.headcount = number(&x, C_HEADCOUNT, 0, 100000, ret->encounter.kind == 0 ? 2 : 0,
					  N_("“{0}” is not a headcount. Write how many came, in digits."));
	ret->encounter.topics = words(&x, C_TOPICS, 500, N_("“{0}…” is too long. Keep topics to 500 letters."));
	ret->answer = (struct surveys_answer){
		.found = kinds(&x, C_FOUND, NO_INT),
		.heard = number(&x, C_HEARD, 1, 5, NO_INT, N_("“{0}” is not from 1 to 5. Write a whole number, or leave it empty.")),
		.hope_before = number(&x, C_HOPE_BEFORE, 0, 10, NO_INT, N_("“{0}” is not from 0 to 10. Write a whole number, or leave it empty.")),
		.hope_after = number(&x, C_HOPE_AFTER, 0, 10, NO_INT, N_("“{0}” is not from 0 to 10. Write a whole number, or leave it empty.")),
		.again = again(&x),
		.words = words(&x, C_WORDS, 2000, N_("“{0}…” is too long. Keep words to 2000 letters.")),
	};
	for (int c = C_FOUND; c <= C_WORDS; c++)
		ret->returned |= cell(&x, (enum import_column)c).n > 0;
}
