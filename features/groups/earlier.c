/* An agreement of the group as it was, and what the group changed in it.  Knows versions that were made; making one, and the one that
 * holds, are agreement.c's. */
#include "inside.h"

/* Of the same words in the same order, as many as there are: t[i][j] of the lines behind i and j. */
static uint8_t *same_behind(struct req *r, const struct str_list *was, const struct str_list *is)
{
	size_t wide = is->n + 1;
	uint8_t *t = arena_take(&r->arena, (was->n + 1) * wide);
	memset(t, 0, (was->n + 1) * wide);
	for (size_t i = was->n; i-- > 0; )
		for (size_t j = is->n; j-- > 0; ) {
			uint8_t down = t[(i + 1) * wide + j], right = t[i * wide + j + 1];
			t[i * wide + j] = str_same(was->at[i], is->at[j]) ? (uint8_t)(t[(i + 1) * wide + j + 1] + 1) : down > right ? down : right;
		}
	return t;
}

void group_lines_changed(struct req *r, const struct str_list *was, const struct str_list *is, struct group_changes *ret)
{
	const uint8_t *t = same_behind(r, was, is);
	size_t i = 0, j = 0, wide = is->n + 1;
	*ret = (struct group_changes){ .at = ARENA_ARRAY(&r->arena, was->n + is->n + 1, struct group_change) };
	while (i < was->n || j < is->n) {
		bool both = i < was->n && j < is->n, same = both && str_same(was->at[i], is->at[j]);
		bool out = !same && i < was->n && (!both || t[(i + 1) * wide + j] >= t[i * wide + j + 1]);
		ret->at[ret->n++] = (struct group_change){ .words = out ? was->at[i] : is->at[j], .came = !same && !out, .went = out };
		i += same || out;
		j += !out;
	}
}

static const struct json_field change_json[] = { JSON_TEXT(group_change, words), JSON_FLAG(group_change, came), JSON_FLAG(group_change, went) };
static const struct json_field groups_version_json[] = {
	JSON_TEXT(groups_version_view, id), JSON_INT(groups_version_view, number), JSON_INT(groups_version_view, made_on),
	JSON_FLAG(groups_version_view, holds), JSON_FLAG(groups_version_view, first), JSON_LIST(groups_version_view, lines, change_json),
};

/* Each against the one before it; the first as it is. */
enum status groups_version(struct req *r)
{
	const struct groups_one *g = r->object;
	const struct group_version_asked *f = r->form;
	struct peer_group_agreement_at now, before;
	TRY(peer_group_agreement_at(r, g->id, f->number, &now));
	enum status st = peer_group_agreement_at(r, g->id, f->number - 1, &before);
	if (st != OK && st != MISSING)
		return st;
	struct groups_version_view v = { .id = g->id, .name = g->name, .number = now.number, .made_on = now.made_on, .first = st == MISSING,
		.holds = now.number == g->newest, .before = now.number - 1, .after = now.number < g->newest ? now.number + 1 : 0 };
	struct str_list is = group_lines_of(r, now.words), was = st == OK ? group_lines_of(r, before.words) : is;
	group_lines_changed(r, &was, &is, &v.lines);
	return REPLY(r, groups_version, &v);
}

static const struct form_field group_version_fields[] = {
	ID_FIELD(struct group_version_asked, id, .required = true, .in_path = true, .label = N_("{~Group}")),
	INT_FIELD(struct group_version_asked, number, .required = true, .in_path = true, .min = 1, .max = INT32_MAX, .label = N_("Version")),
};
const struct form group_version_form = FORM(group_version_asked, group_version_fields);
