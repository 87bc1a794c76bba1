/* What somebody told: their own list, taking it back, reading how it ended.  The list names nobody: it is read on screens
 * that others see, and to open a name would stand in the list of the one who bears it. */
#include "inside.h"

static const struct json_field told_json[] = {
	JSON_TEXT(reports_told_one, id), JSON_CHOICE(reports_told_one, kind, &reports_kinds), JSON_TEXT(reports_told_one, words),
	JSON_TIME(reports_told_one, made), JSON_FLAG(reports_told_one, open), JSON_TEXT(reports_told_one, how), JSON_TEXT(reports_told_one, answer),
};
static const struct json_field reports_mine_json[] = { JSON_LIST(reports_mine_view, all, told_json) };

enum status reports_mine_show(struct req *r)
{
	struct reports_mine_view v = { 0 };
	struct reports_mine_list rows;
	TRY(reports_mine(r, r->who.person, r->community.id, &rows));
	v.all.at = ARENA_ARRAY(&r->arena, rows.n, struct reports_told_one);
	for (size_t i = 0; i < rows.n; i++) {
		const struct reports_mine *x = &rows.at[i];
		v.all.at[v.all.n++] = (struct reports_told_one){
			.id = x->id, .kind = x->kind, .words = x->words, .made = x->made, .open = !x->outcome,
			.how = reports_how(r, x->outcome), .answer = x->answer, .fresh = x->outcome && x->told == NO_INT,
		};
	}
	return REPLY(r, reports_mine, &v);
}

enum status reports_mine_of(struct req *r)
{
	struct report_get *x = ARENA_NEW(&r->arena, struct report_get);
	TRY(report_get(r, r->part[0], r->community.id, x));
	if (str_same(x->reporter, r->who.person))
		r->who.may |= MAY_OWNER;
	r->object = x;
	return OK;
}

/* Those who could read it count anew; by the report itself nobody can be told any more. */
static enum status no_longer_waits(struct req *r, const struct report_get *x)
{
	struct report_each_reader_list readers;
	TRY(report_each_reader(r, r->community.id, x->about, x->about_team, r->now, &readers));
	for (size_t k = 0; k < readers.n; k++)
		TRY(live_today(r, r->community.id, readers.at[k].person));
	return live_gone(r, r->community.id, reports_live, x->id);
}

enum status reports_take_back(struct req *r)
{
	const struct report_get *x = r->object;
	if (x->outcome)
		return fault(r, NULL, "decided", N_("It has been looked at already. You read below how it ended."));
	TRY(carried_remove(r, x->id, NULL));
	TRY(report_items_remove(r, x->id, NULL));
	TRY(report_remove(r, x->id, NULL));
	db_gone(r);
	TRY(no_longer_waits(r, x));
	return redirect_here(r, N_("Taken back. Nothing of it is kept."), "/my-reports");
}

enum status reports_read(struct req *r)
{
	const struct report_get *x = r->object;
	if (!x->outcome)
		return MISSING;
	TRY(report_told(r, x->id, r->now, NULL));
	TRY(live_today(r, r->community.id, r->who.person));
	return redirect_here(r, NULL, "/my-reports");
}

enum status reports_told_card(struct req *r)
{
	struct reports_untold n;
	TRY(reports_untold(r, r->who.person, r->community.id, &n));
	r->waits += n.n;
	if (n.n)
		reports_told_draw(&r->out, &(struct reports_told_view){ .n = n.n });
	return OK;
}
