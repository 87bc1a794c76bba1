/* Text as it is compared and sought.  Knows Unicode's case folding and normal forms, through libunistring; leaves what is a
 * name and what may be sought to others. */
#include <uninorm.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>
#include "core.h"

/* Has no width and no meaning of its own in a name. */
static bool unseen(ucs4_t c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

/* One code point of s, which ends with NUL; a byte that is not UTF-8 is read as Latin-1 rather than lost. */
static ucs4_t point_at(const uint8_t **s)
{
	ucs4_t c = 0;
	int n = u8_strmbtouc(&c, *s);
	if (n <= 0)
		c = **s, n = 1;
	*s += n;
	return c;
}

/* s folded into a; form: the normal form it ends in. */
static uint8_t *folded(struct arena *a, const uint8_t *s, size_t n, uninorm_t form, size_t *ret_n)
{
	uint8_t *made = u8_casefold(s, n, NULL, form, NULL, ret_n);
	uint8_t *kept = arena_take(a, made ? *ret_n + 1 : SIZE_MAX / 2);        /* without memory: the arena's way out */
	memcpy(kept, made, *ret_n);
	explicit_bzero(made, *ret_n);                                           /* passwords are folded too, to be judged */
	free(made);
	return kept;
}

const char *str_fold(struct arena *a, const char *s)
{
	const uint8_t *at = (const uint8_t *)(s ? s : "");
	size_t room = strlen((const char *)at) * 2 + 1, n = 0;  /* a byte of Latin-1 becomes two */
	uint8_t *to = arena_take(a, room);
	for (bool blank = false; *at; ) {
		ucs4_t c = point_at(&at);
		if (unseen(c))
			continue;
		if (uc_is_property_white_space(c)) {
			blank = n > 0;
			continue;
		}
		if (blank)
			to[n++] = ' ';
		blank = false;
		if (c == 0x130)
			c = 'i';        /* a Turkish name written on another telephone */
		n += (size_t)u8_uctomb(to + n, c, (ptrdiff_t)(room - n));
	}
	return (const char *)folded(a, to, n, UNINORM_NFC, &n);
}

const char *str_sought(struct arena *a, const char *s)
{
	size_t n = s ? strlen(s) : 0, kept = 0;
	if (n == 0 || u8_check((const uint8_t *)s, n))
		return "";
	uint8_t *to = folded(a, (const uint8_t *)s, n, UNINORM_NFKD, &n);
	const uint8_t *at = to;
	while (*at) {
		const uint8_t *from = at;
		if (uc_is_general_category_withtable(point_at(&at), UC_CATEGORY_MASK_M))
			continue;
		memmove(to + kept, from, (size_t)(at - from));
		kept += (size_t)(at - from);
	}
	to[kept] = '\0';
	return (const char *)to;
}
