/* How much each experience matters, and wishes, changed from where one sees what it does: for the page of suggestions.  The
 * pages of one thing each are experiences_told.c's and experiences_profile.c's. */
#include "experiences_inside.h"

enum status experiences_mattering(struct req *r, struct experiences_mattering_list *ret)
{
	struct experiences_mine_list mine;
	TRY(experiences_mine(r, r->community.id, r->who.person, &mine));
	ret->n = 0;
	ret->at = ARENA_ARRAY(&r->arena, mine.n + 1, struct experiences_mattering);
	for (size_t i = 0; i < mine.n; i++) {
		const struct experiences_mine *e = &mine.at[i];
		if (e->tag)
			ret->at[ret->n++] = (struct experiences_mattering){
				.id = e->id, .tag = e->tag, .say = experiences_tag_say(r, e->code, e->label, e->label_es), .matters = e->matters - 1,
			};
	}
	return OK;
}

enum status experiences_matter(struct req *r, const char *id, int64_t matters)
{
	int64_t changed;
	TRY(experiences_matters_set(r, r->community.id, r->who.person, id, matters + 1, &changed));
	return changed ? experiences_tell_changed(r, r->who.person) : MISSING;
}

enum status experiences_wished(struct req *r, struct experiences_wished *ret)
{
	struct experiences_profile p;
	TRY(experiences_profile_now(r, &p));
	*ret = (struct experiences_wished){ .wishes = p.wishes, .needed = p.wishes_needed, .version = p.version };
	return OK;
}

enum status experiences_wish(struct req *r, int64_t version, int64_t wishes)
{
	struct experiences_profile p;
	int64_t changed;
	TRY(experiences_profile_now(r, &p));
	TRY(experiences_profile_begin(r, r->community.id, r->who.person, r->now, NULL));
	TRY(experiences_wishes_set(r, r->community.id, r->who.person, version, wishes | p.wishes_needed, p.wishes_needed, &changed));
	if (!changed)
		return stale(r);
	return experiences_tell_changed(r, r->who.person);
}
