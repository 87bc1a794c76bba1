/* Recovery codes: made together, shown once, each good once in place of a lost password or phone.  Stored only as hashes. */
#include "people_inside.h"

enum { CODES = 8 };     /* as many as people_codes_add takes */

static const struct json_field code_json[] = { JSON_TEXT(people_code, code) };
static const struct json_field people_once_json[] = {
	JSON_TEXT(people_once_view, phrase), JSON_LIST(people_once_view, codes, code_json), JSON_TEXT(people_once_view, next),
};

/* Drawn in answer to the POST itself: nothing on it is ever stored in clear, so no later page could show it. */
enum status people_once_reply(struct req *r, struct people_once_view *v)
{
	return REPLY(r, people_once, v);
}

enum status people_codes_new(struct req *r, const char *person, struct people_code_list *ret)
{
	struct people_code *at = ARENA_ARRAY(&r->arena, CODES, struct people_code);
	struct bytes hash[CODES];
	for (size_t i = 0; i < CODES; i++) {
		at[i].code = code_new(r);
		hash[i] = token_hash(r, code_clean(r, at[i].code));
	}
	TRY(people_codes_forget(r, person, NULL));
	TRY(people_codes_add(r, person, hash[0], hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7], NULL));
	*ret = (struct people_code_list){ CODES, at };
	return OK;
}

enum status people_code_use(struct req *r, const char *person, const char *typed, bool *ret_right)
{
	const char *code = code_clean(r, typed);
	int64_t used = 0;
	if (code)
		TRY(people_codes_use(r, person, token_hash(r, code), r->now, &used));
	*ret_right = used == 1;
	return OK;
}

enum status people_code_held(struct req *r, const char *person, const char *typed, bool *ret_held)
{
	const char *code = code_clean(r, typed);
	struct people_codes_has has = { 0 };
	if (code)
		TRY(people_codes_has(r, person, token_hash(r, code), &has));
	*ret_held = has.n > 0;
	return OK;
}

static const struct json_field people_recovery_json[] = { JSON_INT(people_recovery_view, left) };

enum status people_recovery_show(struct req *r)
{
	struct people_codes_left codes;
	TRY(people_codes_left(r, r->who.person, &codes));
	struct people_recovery_view v = { .left = codes.unused };
	return REPLY(r, people_recovery, &v);
}

enum status people_recovery_new(struct req *r)
{
	struct people_once_view v = { .next = "/me" };
	TRY(people_codes_new(r, r->who.person, &v.codes));
	TRY(people_codes_made(r, r->who.person, r->now, NULL));
	TRY(people_changed_sign_in(r, r->who.person));
	return people_once_reply(r, &v);
}
