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

static enum status too_much_mine(struct look *s)
{
	struct matching_too_much_mine_list mine;
	TRY(matching_too_much_mine(s->r, s->r->community.id, s->ask.side.person, &mine));
	s->too_much = (struct str_list){ 0, ARENA_ARRAY(&s->r->arena, mine.n + 1, const char *) };
	for (; s->too_much.n < mine.n; s->too_much.n++)
		s->too_much.at[s->too_much.n] = mine.at[s->too_much.n].words;
	return OK;
}

enum status look_too_much(struct look *s)
{
	struct near g = { .s = s };
	s->too_near.n = 0;
	TRY(near_others(&g));
	look_sort_people(&s->too_near);
	return too_much_mine(s);
}

/* The next few of what the asker cannot take on; the rest is NULL. */
static void some_of(const struct str_list *list, size_t from, const char *to[AT_ONCE])
{
	for (size_t k = 0; k < AT_ONCE; k++)
		to[k] = from + k < list->n ? list->at[from + k] : NULL;
}

enum status look_too_near(struct look *s)
{
	struct near g = { .s = s, .room = s->too_near.n };
	const char *c[AT_ONCE];
	for (size_t at = 0; at < s->too_much.n; at += AT_ONCE) {
		some_of(&s->too_much, at, c);
		TRY(matching_tell_one_of(s->r, s->r->community.id, s->seen, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], hear_telling, &g));
	}
	look_sort_people(&s->too_near);
	return OK;
}

static enum status hear_few(void *context, const struct matching_tell_one_of_few *x)
{
	add(context, x->person);
	return OK;
}

enum status look_too_near_few(struct look *s, const char *const p[LOOK_NAMES])
{
	struct near g = { .s = s, .room = s->too_near.n };
	const char *c[AT_ONCE];
	for (size_t at = 0; at < s->too_much.n; at += AT_ONCE) {
		some_of(&s->too_much, at, c);
		TRY(matching_tell_one_of_few(s->r, s->r->community.id, s->seen, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], p[0], p[1], p[2],
					     p[3], p[4], p[5], p[6], p[7], p[8], p[9], hear_few, &g));
	}
	look_sort_people(&s->too_near);
	return OK;
}

struct hot { struct look *s; size_t room; struct str_list *to; };

static enum status hear_hot(void *context, const struct matching_tags_named *x)
{
	struct hot *g = context;
	g->to->at = ARENA_GROWN(&g->s->r->arena, g->to->at, g->to->n, g->room, AT_ONCE);
	g->to->at[g->to->n++] = arena_str(&g->s->r->arena, x->tag);
	return OK;
}

enum status look_hot_tags(struct look *s, struct str_list *ret)
{
	struct hot g = { .s = s, .to = ret };
	const char *c[AT_ONCE];
	*ret = (struct str_list){ 0 };
	for (size_t at = 0; at < s->too_much.n; at += AT_ONCE) {
		some_of(&s->too_much, at, c);
		TRY(matching_tags_named(s->r, s->r->community.id, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], hear_hot, &g));
	}
	return OK;
}

bool look_is_too_near(const struct look *s, const char *person)
{
	return look_is_among(&s->too_near, person);
}
