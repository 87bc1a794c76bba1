/* What stays of those who leave while a legal hold lasts: one sealed copy of what was theirs, with a key of its own.  Everything
 * else is erased as ever, so that leaving means the same to everybody else.  The copy is destroyed when the hold ends. */
#include <inttypes.h>
#include "command.h"
#include "inside.h"
#include "mine.h"

enum { COPY_MAX = 64 << 20 };

/* The feature whose kind of record this is; NULL: none any more. */
static const char *feature_of(const struct house *h, const char *kind)
{
	for (size_t f = 0; f < h->n; f++)
		for (size_t k = 0; h->features[f]->retain && k < h->features[f]->retain->n; k++)
			if (str_same(h->features[f]->retain->at[k].code, kind))
				return h->features[f]->name;
	return NULL;
}

static enum status write_copy(struct req *r, const struct holds_over *h, const char *person, struct out *o)
{
	const char *feature = h->kind ? feature_of(r->house, h->kind) : NULL;
	if (h->kind && !feature)
		return OK;
	TRY(mine_json(r, person, feature, o));
	return copy_add(r, id_new(r), h->id, person, r->now, arena_copy(&r->arena, o->at, o->n), NULL);
}

static enum status copy(struct req *r, const struct holds_over *h, const char *person)
{
	jmp_buf mine, *before = r->arena.way_out;
	struct out o = { .cap = COPY_MAX, .reader = &r->reader };
	r->arena.way_out = &mine;           /* the text is no arena's: it is given back whatever happens */
	enum status st = setjmp(mine) ? BROKEN : write_copy(r, h, person, &o);
	r->arena.way_out = before;
	out_end(&o);
	return st;
}

static enum status copy_for_all(struct req *r, const char *person, const char *community, bool *ret_kept)
{
	struct holds_over_list rows;
	TRY(holds_over(r, person, community, &rows));
	for (size_t k = 0; k < rows.n; k++)
		TRY(copy(r, &rows.at[k], person));
	*ret_kept = rows.n;
	return OK;
}

enum status hold_hear_leaving(struct req *r, const void *what)
{
	const struct people_leaving *x = what;
	return copy_for_all(r, x->person, "", x->kept);
}

enum status hold_hear_leaving_community(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	bool kept;
	return copy_for_all(r, m->person, m->community, &kept);
}

/* Holds on them that are over say nothing to anybody any more. */
enum status hold_hear_left(struct req *r, const void *what) { return holds_ended_of(r, what, NULL); }

enum status hold_copies_end(struct req *r, const char *hold)
{
	struct copies_of_list all;
	TRY(copies_of(r, hold, &all));
	for (size_t k = 0; k < all.n; k++)
		TRY(seal_forget(r, all.at[k].id));
	return copies_end(r, hold, NULL);
}

/* ---- for the operator ---- */

enum status held_list_command(struct req *r, int argc, char **argv)
{
	struct copies_all_list all;
	(void)argv;
	if (argc > 1)
		return INVALID;
	TRY(copies_all(r, &all));
	for (size_t k = 0; k < all.n; k++)
		out_printf(&r->out, "%s of %s, for hold %s, since day %" PRId64 "\n", all.at[k].id, all.at[k].person, all.at[k].hold,
			   all.at[k].made / RETENTION_DAY);
	if (!all.n)
		OUT_LITERAL(&r->out, "Nothing is held of anybody who left.\n");
	return OK;
}

enum status held_show_command(struct req *r, int argc, char **argv)
{
	const char *id = command_word(argc, argv, 0, NULL);
	static const char *const none[] = { NULL };
	struct copy_get c;
	TRY(command_known(r, argc, argv, none));
	if (!id)
		return INVALID;
	TRY(copy_get(r, id, &c));
	if (c.content)
		out_raw(&r->out, c.content, strlen(c.content));
	r->part[0] = c.person;
	return OK;
}
