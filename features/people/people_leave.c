/* Leaving for good: what is mine is erased, my key is destroyed, and a list remembers it for the day an older backup comes
 * back.  Leaves what of other features is mine to those who hear people_left. */
#include "command.h"
#include "house.h"
#include "mine.h"
#include "people_inside.h"
#include "queries.h"

enum { AT_ONCE = 500, LIST_MAX = 1000000 };

static const struct json_field people_leave_json[] = { JSON_TEXT(people_leave_view, name), JSON_LIST(people_leave_view, see, cards_json) };

enum status people_leave_show(struct req *r)
{
	struct people_leave_view v = { 0 };
	TRY(people_name(r, r->who.person, &v.name));
	v.see = cards_named(r, "leaving");
	TRY(cards_html(r, "leaving", &v.cards));
	return REPLY(r, people_leave, &v);
}

/* By what the list knows somebody: only with this database's own root can it be made from an id. */
static struct bytes erased_index(struct req *r, const char *person) { return seal_index(r, "erasure.hash", person); }

/* Features that know the person hear of it first, while names can still be read.  What stays is an empty row, so that
 * what others keep (a meeting they also attended) still points somewhere; nothing in it opens again. */
static enum status erase(struct req *r, const char *person, bool *ret_kept)
{
	*ret_kept = false;
	TRY(tell(r, &people_leaving, &(struct people_leaving){ .person = person, .kept = ret_kept }));
	TRY(tell(r, &people_left, person));
	TRY(people_session_leave(r, person, NULL));
	TRY(people_device_leave(r, person, NULL));
	TRY(people_codes_forget(r, person, NULL));
	TRY(people_reset_leave(r, person, NULL));
	TRY(people_sign_in_leave(r, person, NULL));
	TRY(people_person_leave(r, person, (struct bytes){ (const uint8_t *)"", 0 }, people_name_index(r, id_new(r)),
				people_login_index(r, id_new(r)), r->now, NULL));
	TRY(people_erasure_add(r, erased_index(r, person), r->now / 86400, NULL));
	return seal_forget(r, person);
}

enum status people_erase(struct req *r, const char *person)
{
	bool kept;
	return erase(r, person, &kept);
}

enum status people_leave(struct req *r)
{
	bool kept;
	TRY(erase(r, r->who.person, &kept));
	r->reply.sign_out = r->reply.wipe = true;
	return redirect_saying(r, kept ? N_("You have left. A sealed copy of what the law asks for stays until that ends. Be well.")
		: N_("You have left. Nothing about you is kept here. Be well."), "/sign-in");
}

/* ---- the list of who was erased: lines of "erased DAY HASH" ---- */

struct erased { uint8_t hash[SEAL_INDEX_BYTES]; int64_t day; };
struct erased_list { size_t n; struct erased *at; };

static enum status print_one(void *context, const void *row)
{
	struct out *o = context;
	const struct people_erasures *e = row;
	out_printf(o, "erased %lld ", (long long)e->erased);
	for (size_t k = 0; k < e->hash.n; k++)
		out_printf(o, "%02x", e->hash.at[k]);
	OUT_LITERAL(o, "\n");
	return o->over ? FULL : OK;
}

enum status people_erased(struct req *r, struct out *o) { return db_each(r, &people_erasures_query, NULL, print_one, o); }

enum status people_erased_command(struct req *r, int argc, char **argv)
{
	(void)argv;
	return argc > 1 ? INVALID : people_erased(r, &r->out);
}

static int nibble(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

/* Exactly n bytes in lower-case hex, and nothing behind them. */
static bool read_hex(struct slice s, uint8_t *to, size_t n)
{
	if (s.n != 2 * n)
		return false;
	for (size_t k = 0; k < n; k++) {
		int high = nibble(s.at[2 * k]), low = nibble(s.at[2 * k + 1]);
		if (high < 0 || low < 0)
			return false;
		to[k] = (uint8_t)(high << 4 | low);
	}
	return true;
}

static bool read_line(struct slice line, struct erased *ret)
{
	const struct slice begin = SLICE("erased ");
	if (line.n < begin.n || memcmp(line.at, begin.at, begin.n) != 0)
		return false;
	struct slice rest = { line.at + begin.n, line.n - begin.n };
	const char *blank = rest.n ? memchr(rest.at, ' ', rest.n) : NULL;
	if (!blank || !str_int((struct slice){ rest.at, (size_t)(blank - rest.at) }, 0, INT32_MAX, &ret->day))
		return false;
	return read_hex((struct slice){ blank + 1, (size_t)(rest.at + rest.n - blank - 1) }, ret->hash, sizeof ret->hash);
}

static int by_hash(const void *a, const void *b)
{
	return memcmp(((const struct erased *)a)->hash, ((const struct erased *)b)->hash, SEAL_INDEX_BYTES);
}

/* Each once. */
static void sort(struct erased_list *list)
{
	size_t n = 0;
	if (list->n)
		qsort(list->at, list->n, sizeof *list->at, by_hash);
	for (size_t k = 0; k < list->n; k++)
		if (!n || by_hash(&list->at[n - 1], &list->at[k]) != 0)
			list->at[n++] = list->at[k];
	list->n = n;
}

static enum status read_list(struct req *r, struct slice text, struct erased_list *ret)
{
	size_t lines = 0;
	for (size_t k = 0; k < text.n; k++)
		lines += text.at[k] == '\n';
	if (lines > LIST_MAX)
		return fault(r, NULL, "long", N_("This list of who left is too long."));
	*ret = (struct erased_list){ .at = ARENA_ARRAY(&r->arena, lines + 1, struct erased) };
	while (text.n) {
		const char *end = memchr(text.at, '\n', text.n);
		if (!end || !read_line((struct slice){ text.at, (size_t)(end - text.at) }, &ret->at[ret->n++]))
			return fault(r, NULL, "list", N_("This is not a list of who left. Nothing was changed."));
		text = (struct slice){ end + 1, text.n - (size_t)(end + 1 - text.at) };
	}
	sort(ret);
	return OK;
}

static struct erased *find(const struct erased_list *list, struct bytes hash)
{
	struct erased key;
	if (hash.n != sizeof key.hash || !list->n)
		return NULL;
	memcpy(key.hash, hash.at, hash.n);
	return bsearch(&key, list->at, list->n, sizeof key, by_hash);
}

/* Day -1: this database knows of it. */
static enum status known(void *context, const void *row)
{
	const struct people_erasures *e = row;
	struct erased *line = find(context, e->hash);
	if (line)
		line->day = -1;
	return OK;
}

/* Only what the database did not know: after an ordinary day nothing is left, and nobody has to be looked at. */
static enum status note_unknown(struct req *r, struct erased_list *list)
{
	size_t n = 0;
	TRY(db_each(r, &people_erasures_query, NULL, known, list));
	for (size_t k = 0; k < list->n; k++)
		if (list->at[k].day >= 0)
			list->at[n++] = list->at[k];
	list->n = n;
	for (size_t k = 0; k < n; k++)
		TRY(people_erasure_add(r, (struct bytes){ list->at[k].hash, sizeof list->at[k].hash }, list->at[k].day, NULL));
	return OK;
}

enum status people_erase_again(struct req *r, struct slice text, int64_t *ret_n)
{
	struct erased_list list;
	struct people_here_after_list some = { 0 };
	const char *after = "";
	int64_t n = 0;
	TRY(read_list(r, text, &list));
	TRY(note_unknown(r, &list));
	do {
		if (list.n)
			TRY(people_here_after(r, after, AT_ONCE, &some));
		for (size_t k = 0; k < some.n; k++)
			if (find(&list, erased_index(r, some.at[k].id))) {
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
