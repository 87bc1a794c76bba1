/* Codes: made when drawn, kept as a hash, gone when used.  Knows nothing of people and encounters. */
#include "inside.h"
#include "house.h"

enum status surveys_draw(struct req *r, const char *batch, const char **ret_code)
{
	const char *code = code_new(r);
	int64_t changed;
	TRY(code_add(r, token_hash(r, code), batch, week_of(r->now) + CODE_WEEKS * WEEK_DAYS, &changed));
	*ret_code = code;
	return OK;
}

enum status surveys_redeem(struct req *r, const char *typed, bool spend, struct surveys_token *ret)
{
	const char *code = code_clean(r, typed);
	struct code_get found;
	int64_t changed = 0;
	enum status st = code ? code_get(r, token_hash(r, code), week_of(r->now), &found) : MISSING;
	if (st == MISSING)
		return fault(r, "code", "unknown", N_("This code is not known, was used already, or is too old. Please look at it again."));
	TRY(st);
	if (spend) {
		TRY(code_spend(r, token_hash(r, code), week_of(r->now), &changed));
		if (changed != 1)
			return fault(r, "code", "unknown", N_("This code is not known, was used already, or is too old. Please look at it again."));
	}
	*ret = (struct surveys_token){ found.batch, found.community };
	return OK;
}

/* Own addresses are lower case; typed ones need not be. */
const char *surveys_path(struct req *r, const char *code)
{
	char *path = arena_printf(&r->arena, "/s/%s", code);
	for (char *c = path; *c; c++)
		*c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
	return path;
}

const char *surveys_link(struct req *r, const char *code)
{
	const char *home = r->house && r->house->public_address ? r->house->public_address : "";
	return arena_printf(&r->arena, "%s%s", home, surveys_path(r, code));
}
