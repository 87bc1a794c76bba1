/* What somebody cannot take on in others now, either way: such two are not brought together.  It works by absence among many,
 * and is counted with nothing that is told.  Of the others only what they show to the reader is used; else somebody's absence would
 * tell what they keep to themselves. */
#include "look.h"

enum { AT_ONCE = 8 };

struct near { struct look *s; size_t room; };

static void add(struct near *g, const char *person)
{
	struct str_list *list = &g->s->too_near;
	list->at = ARENA_GROWN(&g->s->r->arena, list->at, list->n, g->room, 16);
	list->at[list->n++] = arena_str(&g->s->r->arena, person);
}

static enum status hear_for(void *context, const struct matching_too_much_for *x)
{
	add(context, x->person);
	return OK;
}

static enum status hear_telling(void *context, const struct matching_tell_one_of *x)
{
	add(context, x->person);
	return OK;
}

/* For whom something that the asker tells would be too much. */
static enum status near_others(struct near *g)
{
	struct look *s = g->s;
	for (size_t at = 0; at < s->ask.n_tags; at += AT_ONCE) {
		struct bytes b[AT_ONCE] = { { 0 } };
		for (size_t k = 0; k < AT_ONCE && at + k < s->ask.n_tags; k++)
			b[k] = experiences_too_much_index(s->r, s->code[at + k]);
		TRY(matching_too_much_for(s->r, s->r->community.id, b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], hear_for, g));
	}
	return OK;
}

/* Who tells something that would be too much for the asker. */
static enum status near_asker(struct near *g)
{
	struct look *s = g->s;
	struct matching_too_much_mine_list mine;
	TRY(matching_too_much_mine(s->r, s->r->community.id, s->ask.side.person, &mine));
	for (size_t at = 0; at < mine.n; at += AT_ONCE) {
		const char *c[AT_ONCE] = { NULL };
		for (size_t k = 0; k < AT_ONCE && at + k < mine.n; k++)
			c[k] = mine.at[at + k].words;
		TRY(matching_tell_one_of(s->r, s->r->community.id, s->seen, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], hear_telling, g));
	}
	return OK;
}

enum status look_too_near(struct look *s)
{
	struct near g = { .s = s };
	s->too_near.n = 0;
	TRY(near_others(&g));
	TRY(near_asker(&g));
	look_sort_people(&s->too_near);
	return OK;
}

bool look_is_too_near(const struct look *s, const char *person)
{
	return look_is_among(&s->too_near, person);
}
