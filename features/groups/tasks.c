/* Small tasks in turn: timekeeper, greeter, note-taker, host.  A line for each; the first in it has the task next.  Saying "not this
 * time" changes places with the one behind, and costs nothing. */
#include "inside.h"

static const struct form_field group_task_fields[] = {
	CHOICE_FIELD(struct group_task, task, .required = true, .of = &groups_tasks, .label = N_("Which task?")),
};
const struct form group_task_form = FORM(group_task, group_task_fields);

static const struct form_field group_take_fields[] = {
	CHOICE_FIELD(struct group_take, task, .required = true, .of = &groups_tasks, .label = N_("Which task?")),
	ID_FIELD(struct group_take, person, .required = true, .hidden = true, .label = N_("With whom?")),
};
const struct form group_take_form = FORM(group_take, group_take_fields);

/* The lines as they stand: rows come by task and place. */
struct lines { size_t n; const struct peer_group_turns *at; };

static enum status all_lines(struct req *r, const struct groups_one *g, struct lines ret[])
{
	struct peer_group_turns_list rows;
	TRY(peer_group_turns(r, g->id, &rows));
	for (size_t t = 0; t < groups_tasks.n; t++)
		ret[t] = (struct lines){ 0 };
	for (size_t k = 0; k < rows.n; k++) {
		struct lines *line = &ret[rows.at[k].task];
		if (!line->n++)
			line->at = &rows.at[k];
	}
	return OK;
}

static enum status line_of(struct req *r, const struct groups_one *g, int64_t task, struct lines *ret)
{
	struct lines *all = ARENA_ARRAY(&r->arena, groups_tasks.n, struct lines);
	TRY(all_lines(r, g, all));
	*ret = all[task];
	return OK;
}

static const struct peer_group_turns *in_line(const struct lines *line, const char *person)
{
	for (size_t k = 0; k < line->n; k++)
		if (str_same(line->at[k].person, person))
			return &line->at[k];
	return NULL;
}

static int64_t behind_all(const struct lines *line) { return line->n ? line->at[line->n - 1].place + 1 : 1; }

static enum status change_places(struct req *r, const struct groups_one *g, const struct peer_group_turns *a, const struct peer_group_turns *b)
{
	TRY(peer_group_turn_put(r, g->id, a->task, a->person, b->place, NULL));
	return peer_group_turn_put(r, g->id, b->task, b->person, a->place, NULL);
}

/* ---- pages ---- */

static enum status not_named(struct req *r, const struct groups_one *g, struct peer_group_turns_apart_list *ret)
{
	return peer_group_turns_apart(r, g->id, r->who.person, ret);
}

static struct group_turn turn_of(struct req *r, const struct peer_group_turns *x, const struct peer_group_turns_apart_list *apart)
{
	struct group_turn t = { .task = x->task, .person = x->person, .name = people_name_or_left(r, x->name), .mine = str_same(x->person, r->who.person),
		.swap = x->swap };
	for (size_t k = 0; k < apart->n; k++)
		if (str_same(apart->at[k].person, x->person))
			t.name = words_say(&r->arena, &r->reader, N_("Somebody of the {~group}"), 0, NULL);
	t.can_take = t.swap && !t.mine;
	return t;
}

enum status group_turns_next(struct req *r, const struct groups_one *g, struct group_turns *ret)
{
	struct lines *all = ARENA_ARRAY(&r->arena, groups_tasks.n, struct lines);
	struct peer_group_turns_apart_list apart;
	TRY(not_named(r, g, &apart));
	TRY(all_lines(r, g, all));
	ret->at = ARENA_ARRAY(&r->arena, groups_tasks.n, struct group_turn);
	ret->n = 0;
	for (size_t t = 0; t < groups_tasks.n; t++)
		if (all[t].n)
			ret->at[ret->n++] = turn_of(r, &all[t].at[0], &apart);
	return OK;
}

static const struct json_field place_json[] = {
	JSON_TEXT(group_turn, person), JSON_TEXT(group_turn, name), JSON_FLAG(group_turn, mine), JSON_FLAG(group_turn, swap),
};
static const struct json_field task_json[] = {
	JSON_CHOICE(group_task_line, task, &groups_tasks), JSON_FLAG(group_task_line, mine), JSON_LIST(group_task_line, line, place_json),
};
static const struct json_field groups_tasks_json[] = { JSON_TEXT(groups_tasks_view, id), JSON_LIST(groups_tasks_view, tasks, task_json) };

enum status groups_tasks_look(struct req *r)
{
	const struct groups_one *g = r->object;
	struct groups_tasks_view v = { .id = g->id, .name = g->name };
	struct lines *all = ARENA_ARRAY(&r->arena, groups_tasks.n, struct lines);
	struct peer_group_turns_apart_list apart;
	if (g->over)
		return MISSING;
	TRY(not_named(r, g, &apart));
	TRY(all_lines(r, g, all));
	v.tasks.n = groups_tasks.n;
	v.tasks.at = ARENA_ARRAY(&r->arena, groups_tasks.n, struct group_task_line);
	for (size_t t = 0; t < groups_tasks.n; t++) {
		struct group_task_line *to = &v.tasks.at[t];
		const struct peer_group_turns *me = in_line(&all[t], r->who.person);
		*to = (struct group_task_line){ .task = (int64_t)t, .code = groups_tasks.at[t].code, .mine = me != NULL, .first = me && me == all[t].at, .swap = me && me->swap };
		to->passable = to->first && all[t].n > 1;
		to->line.n = all[t].n;
		to->line.at = ARENA_ARRAY(&r->arena, all[t].n + 1, struct group_turn);
		for (size_t k = 0; k < all[t].n; k++)
			to->line.at[k] = turn_of(r, &all[t].at[k], &apart);
	}
	return REPLY(r, groups_tasks, &v);
}

/* ---- what one does ---- */

static enum status back(struct req *r, const struct groups_one *g, const char *notice) { return redirect_here(r, notice, "/groups/%s/tasks", g->id); }

static enum status form_line(struct req *r, int64_t *ret_task, struct lines *ret)
{
	const struct groups_one *g = r->object;
	const struct group_task *f = r->form;
	*ret_task = f->task;
	return g->over ? MISSING : line_of(r, g, f->task, ret);
}

enum status groups_task_line(struct req *r)
{
	const struct groups_one *g = r->object;
	struct lines line;
	int64_t task;
	TRY(form_line(r, &task, &line));
	if (!in_line(&line, r->who.person))
		TRY(peer_group_turn_put(r, g->id, task, r->who.person, behind_all(&line), NULL));
	return back(r, g, N_("You are in line. You see here when it is your turn."));
}

enum status groups_task_off(struct req *r)
{
	const struct groups_one *g = r->object;
	const struct group_task *f = r->form;
	TRY(peer_group_turn_remove(r, g->id, f->task, r->who.person, NULL));
	return back(r, g, N_("You are no longer in line."));
}

enum status groups_task_pass(struct req *r)
{
	const struct groups_one *g = r->object;
	struct lines line;
	int64_t task;
	TRY(form_line(r, &task, &line));
	if (line.n < 2 || !str_same(line.at[0].person, r->who.person))
		return fault(r, "task", "not_first", N_("It is not your turn just now, or nobody else is in line."));
	TRY(change_places(r, g, &line.at[0], &line.at[1]));
	return back(r, g, N_("Not this time, then. The next in line has it."));
}

enum status groups_task_swap(struct req *r)
{
	const struct groups_one *g = r->object;
	struct lines line;
	int64_t task;
	TRY(form_line(r, &task, &line));
	const struct peer_group_turns *me = in_line(&line, r->who.person);
	if (!me)
		return MISSING;
	TRY(peer_group_turn_swap(r, g->id, task, r->who.person, !me->swap, NULL));
	return back(r, g, me->swap ? N_("You keep your turn.") : N_("The {~group} sees that you would like to swap."));
}

/* Who is not in line yet takes the other's place, and the other goes behind all. */
enum status groups_task_take(struct req *r)
{
	const struct groups_one *g = r->object;
	const struct group_take *f = r->form;
	struct lines line;
	if (g->over)
		return MISSING;
	TRY(line_of(r, g, f->task, &line));
	const struct peer_group_turns *them = in_line(&line, f->person), *me = in_line(&line, r->who.person);
	if (!them || !them->swap || them == me)
		return fault(r, "person", "settled", N_("Somebody was quicker, or they keep their turn. Thank you all the same."));
	if (me) {
		TRY(change_places(r, g, me, them));
	} else {
		TRY(peer_group_turn_put(r, g->id, f->task, r->who.person, them->place, NULL));
		TRY(peer_group_turn_put(r, g->id, f->task, them->person, behind_all(&line), NULL));
	}
	return back(r, g, N_("Swapped. Thank you."));
}

enum status groups_task_done(struct req *r)
{
	const struct groups_one *g = r->object;
	struct lines line;
	int64_t task;
	TRY(form_line(r, &task, &line));
	if (line.n)
		TRY(peer_group_turn_put(r, g->id, task, line.at[0].person, behind_all(&line), NULL));
	return back(r, g, N_("Done. The next in line has it now."));
}

enum status groups_met(struct req *r, const char *group)
{
	struct groups_one g;
	struct lines *all = ARENA_ARRAY(&r->arena, groups_tasks.n, struct lines);
	TRY(groups_get(r, group, &g));
	TRY(all_lines(r, &g, all));
	for (size_t t = 0; t < groups_tasks.n; t++)
		if (all[t].n)
			TRY(peer_group_turn_put(r, group, (int64_t)t, all[t].at[0].person, behind_all(&all[t]), NULL));
	return OK;
}
