/* Which passwords are too easy: what a patient guesser tries first.  No rules about kinds of characters (NIST SP 800-63B):
 * only how much is left after everything common, repeated, in a row or known about the person counts as one piece. */
#include "people_inside.h"

enum {
	PIECES_MIN = 8,         /* "password12345678" is two pieces; a sentence of rare words is dozens */
	ROW_MIN = 3,            /* characters that follow one another: "abc", "321", "wer" */
	KNOWN_MIN = 3,          /* shorter parts of a name match by accident */
	KNOWN_MAX = 16,
};

/* Neighbours on the keyboard, alphabet and digits, forwards; a row backwards is a row too. */
static const char *const rows[] = { "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm",
	"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp" };

static bool side_by_side(const char *row, char a, char b)
{
	const char *at = a && b ? strchr(row, a) : NULL;
	return at && (at[1] == b || (at > row && at[-1] == b));
}

static size_t row_length(const char *s)
{
	size_t best = 0;
	for (size_t k = 0; k < COUNT(rows); k++) {
		size_t n = 1;
		while (side_by_side(rows[k], s[n - 1], s[n]))
			n++;
		if (n > best)
			best = n;
	}
	return best >= ROW_MIN ? best : 0;
}

/* The longest stretch before i that comes again at i: "abcabc", "aaaa". */
static size_t again_length(const char *s, size_t i, size_t n)
{
	for (size_t length = i < n - i ? i : n - i; length > 0; length--)
		if (memcmp(s + i - length, s + i, length) == 0)
			return length;
	return 0;
}

static size_t listed_length(const char *s, const char *const *list, size_t best)
{
	for (; *list; list++) {
		size_t n = strlen(*list);
		if (n > best && strncmp(s, *list, n) == 0)
			best = n;
	}
	return best;
}

static size_t pieces(const char *s, const char *const *known)
{
	size_t count = 0, n = strlen(s), step;
	for (size_t i = 0; i < n; i += step, count++) {
		size_t row = row_length(s + i), again = again_length(s, i, n);
		step = row > again ? row : again;
		step = listed_length(s + i, people_password_common, step);
		step = listed_length(s + i, known, step);
		if (step == 0)
			step = 1;
	}
	return count;
}

/* Lower case, without what stands between words: "Pass-Word 1" is "password1". */
static char *bare(struct req *r, const char *s)
{
	const char *folded = str_fold(&r->arena, s);
	char *to = arena_many(&r->arena, strlen(folded) + 1, 1);
	size_t n = 0;
	for (; *folded; folded++)
		if (!strchr(" \t\n-_.,;:!?+*#/'\"()", *folded))
			to[n++] = *folded;
	return to;
}

/* The usual disguises: "p4$$w0rd". */
static void undisguise(char *s)
{
	static const char from[] = "013457@$|", to[] = "oieastasl";
	for (; *s; s++) {
		const char *at = strchr(from, *s);
		if (at)
			*s = to[at - from];
	}
}

/* Whole names and their parts. */
static void add_known(struct req *r, const char *name, const char **list, size_t *n)
{
	struct str_list part = str_split(&r->arena, str_fold(&r->arena, name), ' ', KNOWN_MAX);
	const char *whole = bare(r, name);
	if (*n < KNOWN_MAX && strlen(whole) >= KNOWN_MIN)
		list[(*n)++] = whole;
	for (size_t i = 0; i < part.n && *n < KNOWN_MAX; i++)
		if (strlen(bare(r, part.at[i])) >= KNOWN_MIN)
			list[(*n)++] = bare(r, part.at[i]);
}

bool people_password_weak(struct req *r, const char *password, size_t n, const char *const *known)
{
	const char *list[KNOWN_MAX + 1] = { 0 };
	size_t n_list = 0;
	for (size_t i = 0; i < n; i++)
		if (known[i])
			add_known(r, known[i], list, &n_list);
	char *s = bare(r, password);
	if (pieces(s, list) < PIECES_MIN)
		return true;
	undisguise(s);
	return pieces(s, list) < PIECES_MIN;
}
