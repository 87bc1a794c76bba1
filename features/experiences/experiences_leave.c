/* What becomes of all this when somebody leaves a community or Kith, and what must always hold.  Erases; keeps nothing for
 * later. */
#include "experiences_inside.h"

static enum status erase_here(struct req *r, const char *community, const char *person)
{
	TRY(experiences_erase_experience(r, community, person, NULL));
	TRY(experiences_interests_clear(r, community, person, NULL));
	TRY(experiences_too_much_clear(r, community, person, NULL));
	TRY(experiences_erase_profile(r, community, person, NULL));
	TRY(experiences_tags_sweep(r, community, NULL));
	return tell(r, &experiences_changed, &(struct communities_member){ .community = community, .person = person });
}

/* communities_left: whom to keep apart is not of one community, and stays theirs. */
enum status experiences_hear_left(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	return erase_here(r, m->community, m->person);
}

/* people_left */
enum status experiences_hear_gone(struct req *r, const void *what)
{
	const char *person = what;
	struct experiences_communities_of_list where;
	TRY(experiences_communities_of(r, person, &where));
	for (size_t i = 0; i < where.n; i++)
		TRY(erase_here(r, where.at[i].community, person));
	TRY(experiences_erase_apart(r, person, NULL));
	return experiences_erase_apart_other(r, person, NULL);
}

/* ---- checks ---- */

#define HOLDS(name, query, why) static enum status name(struct req *r, const char **ret_why) \
{ \
	struct query found; \
	TRY(query(r, &found)); \
	*ret_why = found.n ? (why) : NULL; \
	return OK; \
}
HOLDS(told_something, experiences_check_empty, "an experience has neither a tag nor words")
HOLDS(in_range, experiences_check_range, "an experience is shown to nobody known, or matters more or less than can be said")
HOLDS(tags_fit, experiences_check_tag, "a tag is used in another community, or for another kind of thing")
HOLDS(needed_is_wished, experiences_check_needed, "a wish is needed but not wished")
HOLDS(told_by_members, experiences_check_members, "an experience is told where its person is no member")

const struct check experiences_checks[5] = {
	{ "an experience says something", told_something },
	{ "experiences are within their limits", in_range },
	{ "tags are used where they belong", tags_fit },
	{ "what is needed is wished", needed_is_wished },
	{ "experiences belong to members", told_by_members },
};
