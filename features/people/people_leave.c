/* Leaving for good: what is mine is erased, my key is destroyed, and a list remembers it for the day an older backup comes
 * back.  Leaves what of other features is mine to those who hear people_left. */
#include "command.h"
#include "house.h"
#include "mine.h"
#include "people_inside.h"
#include "queries.h"

enum { SALT = 16, AT_ONCE = 500, LIST_MAX = 1000000 };

static const struct json_field people_leave_json[] = { JSON_TEXT(people_leave_view, name) };

enum status people_leave_show(struct req *r)
{
	struct people_leave_view v = { 0 };
	TRY(people_name(r, r->who.person, &v.name));
	return REPLY(r, people_leave, &v);
}

/* Features that know the person hear of it first, while names can still be read.  What stays is an empty row, so that
 * what others keep (a meeting they also attended) still points somewhere; nothing in it opens again. */
enum status people_erase(struct req *r, const char *person)
{
	uint8_t salt[SALT], hash[SEAL_INDEX_BYTES];
	const struct bytes with = { salt, SALT };
	random_bytes(r, salt, SALT);
	TRY(tell(r, &people_left, person));
	TRY(people_session_leave(r, person, NULL));
	TRY(people_device_leave(r, person, NULL));
	TRY(people_codes_forget(r, person, NULL));
	TRY(people_reset_leave(r, person, NULL));
	TRY(people_sign_in_leave(r, person, NULL));
	TRY(people_person_leave(r, person, (struct bytes){ (const uint8_t *)"", 0 }, people_name_index(r, id_new(r)),
				people_login_index(r, id_new(r)), r->now, NULL));
	hash_salted(with, person, hash);
	TRY(people_erasure_add(r, with, (struct bytes){ hash, sizeof hash }, r->now / 86400, NULL));
	return seal_forget(r, person);
}

enum status people_leave(struct req *r)
{
	TRY(people_erase(r, r->who.person));
	r->reply.sign_out = r->reply.wipe = true;
	return redirect_saying(r, N_("You have left. Nothing about you is kept here. Be well."), "/sign-in");
}

/* ---- the list of who was erased ---- */

struct erased { uint8_t salt[SALT], hash[SEAL_INDEX_BYTES]; };
struct erased_list { size_t n; struct erased *at; };

static void out_hex(struct out *o, struct bytes b)
{
	for (size_t k = 0; k < b.n; k++)
		out_printf(o, "%02x", b.at[k]);
}

static enum status print_one(void *context, const void *row)
{
	struct req *r = context;
	const struct people_erasures *e = row;
	out_printf(&r->out, "erased %lld ", (long long)e->erased);
	out_hex(&r->out, e->salt);
	OUT_LITERAL(&r->out, " ");
	out_hex(&r->out, e->hash);
	OUT_LITERAL(&r->out, "\n");
	return r->out.over ? FULL : OK;
}

enum status people_erased_command(struct req *r, int argc, char **argv)
{
	if (argc > 1)
		return INVALID;
	(void)argv;
	return db_each(r, &people_erasures_query, NULL, print_one, r);
}

static int nibble(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

/* Exactly n bytes in lower-case hex at *at, which moves on. */
static bool take_hex(struct slice *at, uint8_t *to, size_t n)
{
	if (at->n < 2 * n)
		return false;
	for (size_t k = 0; k < n; k++) {
		int high = nibble(at->at[2 * k]), low = nibble(at->at[2 * k + 1]);
		if (high < 0 || low < 0)
			return false;
		to[k] = (uint8_t)(high << 4 | low);
	}
	*at = (struct slice){ at->at + 2 * n, at->n - 2 * n };
	return true;
}

static bool take_text(struct slice *at, struct slice text)
{
	if (at->n < text.n || memcmp(at->at, text.at, text.n) != 0)
		return false;
	*at = (struct slice){ at->at + text.n, at->n - text.n };
	return true;
}

static bool take_line(struct slice *at, struct erased *ret)
{
	if (!take_text(at, SLICE("erased ")))
		return false;
	while (at->n && at->at[0] >= '0' && at->at[0] <= '9')
		*at = (struct slice){ at->at + 1, at->n - 1 };
	return take_text(at, SLICE(" ")) && take_hex(at, ret->salt, SALT) && take_text(at, SLICE(" ")) &&
	       take_hex(at, ret->hash, SEAL_INDEX_BYTES) && take_text(at, SLICE("\n"));
}

static enum status read_list(struct req *r, struct slice text, struct erased_list *ret)
{
	size_t lines = 0;
	for (size_t k = 0; k < text.n; k++)
		lines += text.at[k] == '\n';
	if (lines > LIST_MAX)
		return fault(r, NULL, "long", N_("This list of who left is too long."));
	*ret = (struct erased_list){ .at = ARENA_ARRAY(&r->arena, lines + 1, struct erased) };
	while (text.n)
		if (ret->n == lines || !take_line(&text, &ret->at[ret->n++]))
			return fault(r, NULL, "list", N_("This is not a list of who left. Nothing was changed."));
	return OK;
}

static bool is_on(const struct erased_list *list, const char *person)
{
	uint8_t hash[SEAL_INDEX_BYTES];
	for (size_t k = 0; k < list->n; k++) {
		hash_salted((struct bytes){ list->at[k].salt, SALT }, person, hash);
		if (memcmp(hash, list->at[k].hash, sizeof hash) == 0)
			return true;
	}
	return false;
}

enum status people_erase_again(struct req *r, struct slice text, int64_t *ret_n)
{
	struct erased_list list = { 0 };
	struct people_here_after_list some;
	const char *after = "";
	int64_t n = 0;
	TRY(read_list(r, text, &list));
	do {
		TRY(people_here_after(r, after, AT_ONCE, &some));
		for (size_t k = 0; k < some.n; k++)
			if (is_on(&list, some.at[k].id)) {
				TRY(people_erase(r, some.at[k].id));
				n++;
			}
		after = some.n ? some.at[some.n - 1].id : after;
	} while (some.n == AT_ONCE);
	*ret_n = n;
	return OK;
}

enum status people_erase_again_command(struct req *r, int argc, char **argv)
{
	const char *path = command_word(argc, argv, 0, NULL);
	struct slice text;
	int64_t n = 0;
	if (!path)
		return INVALID;
	TRY(r->house->file(r, path, &text));
	TRY(people_erase_again(r, text, &n));
	out_printf(&r->out, "%lld who had left were erased again.\n", (long long)n);
	return OK;
}
