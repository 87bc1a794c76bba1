/* What must always hold about communities, for `kith check`.  Each names the first that does not and stops. */
#include "communities_inside.h"

static enum status texts_there(struct req *r, const char **ret_why)
{
	struct communities_without_text_list rows;
	TRY(communities_without_text(r, &rows));
	if (rows.n == 0)
		return OK;
	*ret_why = arena_printf(&r->arena, "community %s lets people in but has no text \"%s\" in its own language", rows.at[0].slug, rows.at[0].kind);
	return INVALID;
}

static enum status roles_of_members(struct req *r, const char **ret_why)
{
	struct communities_roles_astray_list rows;
	TRY(communities_roles_astray(r, r->now, &rows));
	if (rows.n == 0)
		return OK;
	*ret_why = arena_printf(&r->arena, "role %s is held by someone who is no member", rows.at[0].id);
	return INVALID;
}

struct judging { struct req *r; const char **ret_why; };

static enum status slug_good(void *context, const struct communities_min_cells *c)
{
	const struct judging *j = context;
	if (communities_slug_good(c->slug))
		return OK;
	*j->ret_why = arena_printf(&j->r->arena, "community \"%s\" has an address that no link can reach", c->slug);
	return INVALID;
}

static enum status slugs_good(struct req *r, const char **ret_why)
{
	return communities_min_cells(r, slug_good, &(struct judging){ r, ret_why });
}

static enum status cell_good(void *context, const struct communities_min_cells *c)
{
	const struct judging *j = context;
	if (c->min_cell >= 5)
		return OK;
	*j->ret_why = arena_printf(&j->r->arena, "community %s would show figures about fewer than five people", c->slug);
	return INVALID;
}

static enum status cells_good(struct req *r, const char **ret_why)
{
	return communities_min_cells(r, cell_good, &(struct judging){ r, ret_why });
}

const struct check communities_checks[COMMUNITIES_CHECKS] = {
	{ "communities that let people in have their texts", texts_there },
	{ "roles belong to members", roles_of_members },
	{ "addresses of communities are well formed", slugs_good },
	{ "no figure is smaller than five", cells_good },
};
