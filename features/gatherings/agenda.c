/* What is talked about, in the order in which it was brought up, with a clock time for each: rounds at the beginning and the end are
 * the gathering's own.  The page is a plan by itself; web/gathering.js only says how much is left. */
#include "inside.h"
#include "queries.h"
#include "tell.h"

static const struct form_field gathering_item_fields[] = {
	TEXT_FIELD(struct gathering_item, words, .required = true, .min = 2, .max = 200, .label = N_("What would you like to talk about?"),
		   .hint = N_("Everyone who is asked can read it.")),
	INT_FIELD(struct gathering_item, minutes, .required = true, .min = 1, .max = 240, .label = N_("About how many minutes?")),
};
const struct form gathering_item_form = FORM(gathering_item, gathering_item_fields);

static struct gathering_step *step(struct gathering_plan_list *to, int64_t *at, int64_t minutes)
{
	struct gathering_step *s = &to->at[to->n++];
	*s = (struct gathering_step){ .at = *at, .until = *at + minutes * 60, .minutes = minutes };
	*at += minutes * 60;
	return s;
}

enum status gathering_agenda(struct req *r, const struct gatherings_time *t, struct gathering_plan_list *ret, int64_t *ret_over)
{
	struct gathering_items_list items;
	int64_t at = t->began;
	TRY(gathering_items(r, t->of->id, t->day, r->who.person, &items));
	*ret = (struct gathering_plan_list){ .at = ARENA_ARRAY(&r->arena, items.n + 2, struct gathering_step) };
	if (t->of->round_in)
		step(ret, &at, t->of->round_in)->round_in = true;
	for (size_t i = 0; i < items.n; i++) {
		struct gathering_step *s = step(ret, &at, items.at[i].minutes);
		s->id = items.at[i].id;
		s->words = items.at[i].words;
		s->name = people_name_or_left(r, items.at[i].name);
		s->removable = !gathering_over(r, t) && (items.at[i].mine || gathering_may_run(r, t->of));
	}
	/* the last round has its time even when the rest would fill it */
	int64_t end = t->began + t->minutes * 60 - t->of->round_out * 60;
	if (t->of->round_out) {
		at = at < end ? end : at;
		step(ret, &at, t->of->round_out)->round_out = true;
	}
	*ret_over = at > t->began + t->minutes * 60 ? (at - t->began - t->minutes * 60) / 60 : 0;
	return OK;
}

enum status agenda_add(struct req *r)
{
	const struct gatherings_time *t = r->object;
	const struct gathering_item *f = r->form;
	struct gathering_items_count n;
	if (t->cancelled || gathering_over(r, t))
		return fault(r, NULL, "over", N_("Nothing can be added any more: it has passed, or was called off."));
	TRY(gathering_keep(r, t));
	TRY(gathering_items_count(r, t->of->id, t->day, &n));
	if (n.n >= ITEMS_MAX)
		return fault(r, "words", "too_many", N_("The agenda is full. Thirty things are enough for one time."));
	TRY(gathering_item_add(r, id_new(r), t->of->id, t->day, r->who.person, f->words, f->minutes, r->now, NULL));
	TRY(live_thing(r, t->of->community, gathering_kind, t->of->id));
	return gathering_back(r, N_("It is on the agenda."), t);
}

enum status agenda_back(struct req *r)
{
	const struct gatherings_time *t = r->object;
	int64_t changed;
	TRY(gathering_item_remove(r, r->part[2], t->of->id, t->day, gathering_may_run(r, t->of) ? NULL : r->who.person, &changed));
	return changed ? gathering_back(r, N_("Taken off the agenda."), t) : MISSING;
}
