/* On Today: a place that is kept for me, an invitation, an answer; and what my groups need of me. */
#include "inside.h"

enum status groups_card(struct req *r)
{
	struct groups_card_view v = { .told = { 0 } };
	struct civil now = zone_civil(r->reader.zone, r->now);
	TRY(peer_group_for_me(r, r->community.id, r->who.person, &v.answers));
	TRY(peer_group_to_do(r, r->community.id, r->who.person, day_number(now.year, now.month, now.day), &v.doing));
	TRY(peer_group_my_turns(r, r->community.id, r->who.person, &v.turns));
	v.told.n = v.answers.n;
	v.told.at = ARENA_ARRAY(&r->arena, v.answers.n + 1, struct group_told_me);
	for (size_t k = 0; k < v.answers.n; k++) {
		const struct peer_group_for_me *x = &v.answers.at[k];
		v.told.at[k] = (struct group_told_me){ .id = x->id, .name = x->name, .inviter = people_name_or_left(r, x->inviter_name), .until = x->until_at,
			.offered = str_same(x->state, "offered"), .invited = str_same(x->state, "invited"), .not_now = str_same(x->state, "not_now") };
	}
	r->waits += (int64_t)(v.told.n + v.doing.n + v.turns.n);
	if (v.told.n || v.doing.n || v.turns.n)
		groups_card_draw(&r->out, &v);
	return OK;
}
