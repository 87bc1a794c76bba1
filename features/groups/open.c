/* What anyone may read of groups, without an account: those that wish it, once somebody who coordinates has said yes.  Never who is in
 * one, how many, its place or its link.  What a group says of itself is changed in settings.c. */
#include "inside.h"
#include "queries.h"
#include "tell.h"

enum { OPEN_AT_ONCE = 20, OPEN_ON_CARD = 4 };

static const struct form_field group_shown_fields[] = { FLAG_FIELD(struct group_shown, shown, .label = N_("Shown to everyone")) };
const struct form group_shown_form = FORM(group_shown, group_shown_fields);

/* No longer: the group would have to wish it anew. */
enum status groups_show_to_all(struct req *r)
{
	const struct groups_one *g = r->object;
	const struct group_shown *f = r->form;
	int64_t changed;
	TRY(peer_group_show(r, g->id, f->shown ? GROUP_SHOWN : GROUP_NOT_SHOWN, &changed));
	if (!changed)
		return fault(r, NULL, "unwished", N_("This {~group} does not wish to be shown to everyone, or no longer."));
	TRY(live_thing(r, g->community, group_kind, g->id));
	return redirect_here(r, f->shown ? N_("It now stands on the open page, for anyone to read.") : N_("It no longer stands on the open page."), "/groups/overview");
}

static enum status read_some(struct req *r, int64_t after, const char *after_id, int64_t limit, struct group_open_rows *ret)
{
	struct peer_groups_shown_list rows;
	TRY(peer_groups_shown(r, r->community.id, after, after_id, limit, &rows));
	*ret = (struct group_open_rows){ .at = ARENA_ARRAY(&r->arena, rows.n + 1, struct group_open) };
	for (size_t k = 0; k < rows.n; k++)
		ret->at[ret->n++] = (struct group_open){
			.id = rows.at[k].id, .name = rows.at[k].name, .meets = rows.at[k].meets, .lang = group_language(r, rows.at[k].lang),
			.town = rows.at[k].mode == GROUPS_ONLINE ? NULL : rows.at[k].town, .mode = rows.at[k].mode, .made = rows.at[k].made,
		};
	return OK;
}

static const struct json_field open_json[] = {
	JSON_TEXT(group_open, id), JSON_TEXT(group_open, name), JSON_TEXT(group_open, meets), JSON_TEXT(group_open, town), JSON_TEXT(group_open, lang),
	JSON_CHOICE(group_open, mode, &groups_modes),
};
static const struct json_field groups_open_list_json[] = {
	JSON_LIST(groups_open_list_view, groups, open_json), JSON_TEXT(groups_open_list_view, more_after), JSON_INT(groups_open_list_view, more_made),
};

enum status groups_open_list(struct req *r)
{
	const struct groups_page *f = r->form;
	struct groups_open_list_view v = { .name = r->community.name };
	bool later = f && f->after && f->made != NO_INT;
	TRY(read_some(r, later ? f->made : INT64_MIN + 1, later ? f->after : "", OPEN_AT_ONCE + 1, &v.groups));
	if (v.groups.n > OPEN_AT_ONCE) {
		v.groups.n = OPEN_AT_ONCE;
		v.more_after = v.groups.at[OPEN_AT_ONCE - 1].id;
		v.more_made = v.groups.at[OPEN_AT_ONCE - 1].made;
	}
	return REPLY(r, groups_open_list, &v);
}

static const struct json_field groups_open_one_json[] = {
	JSON_TEXT(groups_open_one_view, id), JSON_TEXT(groups_open_one_view, name), JSON_TEXT(groups_open_one_view, purpose),
	JSON_TEXT(groups_open_one_view, who_for), JSON_TEXT(groups_open_one_view, meets), JSON_TEXT(groups_open_one_view, town),
	JSON_TEXT(groups_open_one_view, lang), JSON_CHOICE(groups_open_one_view, way, &groups_ways), JSON_CHOICE(groups_open_one_view, mode, &groups_modes),
	JSON_LIST(groups_open_one_view, see, cards_json),
};

/* A section that another feature adds is a card of the place "open-group": r->object is a struct groups_one of which only the id, the
 * community and the name are filled. */
enum status groups_open_one(struct req *r)
{
	struct peer_group_shown_one x;
	struct groups_one *g = ARENA_NEW(&r->arena, struct groups_one);
	TRY(peer_group_shown_one(r, r->part[0], r->community.id, &x));
	struct groups_open_one_view v = {
		.id = x.id, .name = x.name, .purpose = x.purpose, .who_for = x.who_for, .meets = x.meets, .town = x.mode == GROUPS_ONLINE ? NULL : x.town,
		.lang = group_language(r, x.lang), .way = x.way, .mode = x.mode, .closed = x.way == GROUPS_CLOSED, .drop_in = x.way == GROUPS_DROP_IN,
		.member = may(r, MAY_MEMBER), .signed_in = r->who.person != NULL, .to = arena_printf(&r->arena, "%s/groups/%s", r->out.base, x.id),
	};
	*g = (struct groups_one){ .id = x.id, .community = x.community, .name = x.name };
	r->object = g;
	v.see = cards_named(r, "open-group");
	TRY(cards_html(r, "open-group", &v.cards));
	return REPLY(r, groups_open_one, &v);
}

/* On the page that anyone sees of a community. */
enum status groups_open_card(struct req *r)
{
	struct groups_open_card_view v = { .more = false };
	TRY(read_some(r, INT64_MIN + 1, "", OPEN_ON_CARD + 1, &v.groups));
	v.more = v.groups.n > OPEN_ON_CARD;
	if (v.more)
		v.groups.n = OPEN_ON_CARD;
	if (v.groups.n)
		groups_open_card_draw(&r->out, &v);
	return OK;
}
