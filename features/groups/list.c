/* The pages that show: the groups there are, one group, and the list for who coordinates.  Changes nothing. */
#include "inside.h"

static const struct form_field groups_page_fields[] = {
	ID_FIELD(struct groups_page, after, .label = N_("After")),
	INT_FIELD(struct groups_page, made, .min = 0, .max = INT64_MAX, .label = N_("When")),
};
const struct form groups_page_form = FORM(groups_page, groups_page_fields);

const char *group_language(struct req *r, const char *code)
{
	int64_t k;
	if (!choice_find(&people_languages, (struct slice){ code, strlen(code) }, &k))
		return code;
	return words_say(&r->arena, &r->reader, people_languages.at[k].label, 0, NULL);
}

/* ---- all of them ---- */

static const struct json_field offered_json[] = {
	JSON_TEXT(group_offered, id), JSON_TEXT(group_offered, name), JSON_TEXT(group_offered, purpose), JSON_TEXT(group_offered, meets),
	JSON_TEXT(group_offered, lang), JSON_CHOICE(group_offered, way, &groups_ways), JSON_CHOICE(group_offered, mode, &groups_modes),
	JSON_TIME(group_offered, made), JSON_FLAG(group_offered, full), JSON_FLAG(group_offered, asked), JSON_FLAG(group_offered, waiting),
	JSON_FLAG(group_offered, offered), JSON_FLAG(group_offered, invited),
};
static const struct json_field groups_list_json[] = {
	JSON_ROWS(groups_list_view, mine, peer_groups_mine), JSON_LIST(groups_list_view, others, offered_json),
	JSON_TEXT(groups_list_view, more_after), JSON_INT(groups_list_view, more_made),
};

enum status groups_all(struct req *r)
{
	const struct groups_page *f = r->form;
	struct groups_list_view v = { .coordinator = may(r, MAY_COORDINATOR) };
	struct peer_groups_to_join_list rows;
	bool later = f && f->after && f->made != NO_INT;
	if (!later)
		TRY(peer_groups_mine(r, r->community.id, r->who.person, &v.mine));
	TRY(peer_groups_to_join(r, r->community.id, r->who.person, later ? f->made : INT64_MIN + 1, later ? f->after : "", GROUPS_PAGE + 1, &rows));
	v.others.n = rows.n > GROUPS_PAGE ? GROUPS_PAGE : rows.n;
	v.others.at = ARENA_ARRAY(&r->arena, v.others.n + 1, struct group_offered);
	for (size_t k = 0; k < v.others.n; k++) {
		const struct peer_groups_to_join *x = &rows.at[k];
		v.others.at[k] = (struct group_offered){
			.id = x->id, .name = x->name, .purpose = x->purpose, .meets = x->meets, .lang = group_language(r, x->lang), .way = x->way, .mode = x->mode,
			.made = x->made, .full = x->full, .asked = str_same(x->state, "asked"), .waiting = str_same(x->state, "waiting"),
			.offered = str_same(x->state, "offered"), .invited = str_same(x->state, "invited"),
		};
	}
	if (rows.n > v.others.n) {
		v.more_after = rows.at[v.others.n - 1].id;
		v.more_made = rows.at[v.others.n - 1].made;
	}
	return REPLY(r, groups_list, &v);
}

/* ---- one ---- */

enum status group_members_of(struct req *r, const struct groups_one *g, struct group_people *ret)
{
	struct peer_group_people_list rows;
	TRY(peer_group_people(r, g->id, r->who.person, r->now, &rows));
	ret->at = ARENA_ARRAY(&r->arena, rows.n + 1, struct group_row);
	ret->n = 0;
	for (size_t k = 0; k < rows.n; k++) {
		const struct peer_group_people *x = &rows.at[k];
		if (!g->belongs && x->part == GROUPS_MEMBER)
			continue;       /* from outside only those are named who facilitate */
		ret->at[ret->n++] = (struct group_row){ .id = x->person, .name = people_name_or_left(r, x->name), .part = x->part, .trained = x->trained,
			.mine = str_same(x->person, r->who.person), .asked = x->asked_part != NO_INT };
	}
	return OK;
}

enum status group_way_of(struct req *r, const char *group, struct group_way *ret)
{
	struct peer_group_ask_get q;
	struct peer_group_before_me before = { 0 };
	*ret = (struct group_way){ .until = NO_INT };
	enum status st = peer_group_ask_get(r, group, r->who.person, &q);
	if (st != OK)
		return st == MISSING ? OK : st;
	*ret = (struct group_way){
		.asked = str_same(q.state, "asked"), .waiting = str_same(q.state, "waiting"), .offered = str_same(q.state, "offered"),
		.invited = str_same(q.state, "invited"), .not_now = str_same(q.state, "not_now"), .until = q.until_at,
		.inviter = q.inviter ? people_name_or_left(r, q.inviter_name) : NULL, .answer = q.answer, .words = q.words,
	};
	if (ret->waiting)
		TRY(peer_group_before_me(r, group, q.since, q.id, &before));
	ret->before = before.n;
	return OK;
}

static const struct json_field row_json[] = {
	JSON_TEXT(group_row, id), JSON_TEXT(group_row, name), JSON_CHOICE(group_row, part, &groups_parts), JSON_FLAG(group_row, trained), JSON_FLAG(group_row, mine),
};
static const struct json_field turn_json[] = {
	JSON_CHOICE(group_turn, task, &groups_tasks), JSON_TEXT(group_turn, name), JSON_FLAG(group_turn, mine), JSON_FLAG(group_turn, swap),
};
#define LIST_AT(view, member, fields, type) { .name = #member, .kind = JSON_K_LIST, .at = offsetof(struct view, member), .each = fields, \
	.each_n = COUNT(fields), .each_size = sizeof(struct type) }
static const struct json_field groups_one_json[] = {
	JSON_TEXT(groups_one_view, id), JSON_TEXT(groups_one_view, name), JSON_TEXT(groups_one_view, purpose), JSON_TEXT(groups_one_view, who_for),
	JSON_TEXT(groups_one_view, lang), JSON_TEXT(groups_one_view, meets), JSON_TEXT(groups_one_view, place), JSON_TEXT(groups_one_view, link),
	JSON_CHOICE(groups_one_view, way, &groups_ways), JSON_CHOICE(groups_one_view, mode, &groups_modes), JSON_INT(groups_one_view, members),
	JSON_INT(groups_one_view, capacity), JSON_TIME(groups_one_view, ended), JSON_FLAG(groups_one_view, belongs), JSON_FLAG(groups_one_view, leads),
	JSON_FLAG(groups_one_view, full), JSON_FLAG(groups_one_view, unled), JSON_FLAG(groups_one_view, unread),
	{ .name = "asked", .kind = JSON_K_FLAG, .at = offsetof(struct groups_one_view, my.asked) },
	{ .name = "waiting", .kind = JSON_K_FLAG, .at = offsetof(struct groups_one_view, my.waiting) },
	{ .name = "offered", .kind = JSON_K_FLAG, .at = offsetof(struct groups_one_view, my.offered) },
	{ .name = "invited", .kind = JSON_K_FLAG, .at = offsetof(struct groups_one_view, my.invited) },
	{ .name = "not_now", .kind = JSON_K_FLAG, .at = offsetof(struct groups_one_view, my.not_now) },
	{ .name = "until", .kind = JSON_K_TIME, .at = offsetof(struct groups_one_view, my.until) },
	{ .name = "before", .kind = JSON_K_INT, .at = offsetof(struct groups_one_view, my.before) },
	LIST_AT(groups_one_view, people, row_json, group_row), LIST_AT(groups_one_view, next, turn_json, group_turn),
	JSON_LIST(groups_one_view, see, cards_json),
};

/* What everyone of the community may know of it, and what only the group does. */
static enum status words_into(struct req *r, const struct groups_one *g, struct groups_one_view *v)
{
	struct peer_group_words w;
	TRY(peer_group_words(r, g->id, &w));
	v->name = w.name;
	v->purpose = w.purpose;
	v->who_for = w.who_for;
	v->lang = group_language(r, w.lang);
	v->shown_to_all = w.shown == GROUP_SHOWN && !g->over;
	v->wishes_shown = w.shown == GROUP_WISHES_SHOWN && !g->over;
	v->meets = w.meets;
	v->welcome = w.welcome;
	v->shown = g->belongs || g->shows;
	v->place = v->shown && g->mode != GROUPS_ONLINE ? w.place : NULL;
	v->link = v->shown && g->mode != GROUPS_IN_PERSON ? w.link : NULL;
	v->looking_back = g->belongs ? w.looking_back : NULL;
	return OK;
}

static enum status inside_into(struct req *r, const struct groups_one *g, struct groups_one_view *v)
{
	struct peer_group_asking_list asking = { 0 };
	v->unread = g->acknowledged < g->newest && !g->over;
	v->asked_to = g->asked_part != NO_INT && !g->over;
	enum status st = group_agreement_of(r, g->id, &v->agreement);
	if (st != OK && st != MISSING)
		return st;
	if (g->leads)
		TRY(peer_group_asking(r, g->id, r->who.person, &asking));
	for (size_t k = 0; k < asking.n; k++)
		v->asking += str_same(asking.at[k].state, "asked");
	return group_turns_next(r, g, &v->next);
}

enum status groups_one_look(struct req *r)
{
	const struct groups_one *g = r->object;
	struct groups_person_list leads;
	struct groups_one_view v = {
		.id = g->id, .way = g->way, .mode = g->mode, .members = g->members, .capacity = g->capacity, .ended = g->ended, .over = g->over,
		.belongs = g->belongs, .leads = g->leads, .limited = g->capacity != NO_INT, .drop_in = g->way == GROUPS_DROP_IN, .closed = g->way == GROUPS_CLOSED,
		.may_end = !g->over && (g->leads || may(r, MAY_COORDINATOR)),
	};
	v.full = v.limited && g->members + g->held >= g->capacity;
	TRY(words_into(r, g, &v));
	TRY(group_members_of(r, g, &v.people));
	TRY(groups_facilitators(r, g->id, &leads));
	v.unled = !leads.n && !g->over;
	v.last_to_lead = g->leads && leads.n == 1 && g->members > 1;
	if (g->belongs)
		TRY(inside_into(r, g, &v));
	else
		TRY(group_way_of(r, g->id, &v.my));
	v.see = cards_named(r, "group");
	TRY(cards_html(r, "group", &v.cards));
	return REPLY(r, groups_one, &v);
}

/* ---- for who coordinates ---- */

static const struct json_field told_json[] = {
	JSON_TEXT(group_told, id), JSON_TEXT(group_told, name), JSON_CHOICE(group_told, way, &groups_ways), JSON_CHOICE(group_told, mode, &groups_modes),
	JSON_TEXT(group_told, project), JSON_TIME(group_told, made), JSON_TIME(group_told, ended), JSON_INT(group_told, members), JSON_INT(group_told, waiting),
	JSON_FLAG(group_told, unled), JSON_FLAG(group_told, renew), JSON_FLAG(group_told, open_page), JSON_FLAG(group_told, wishes_page),
};
static const struct json_field groups_overview_json[] = {
	JSON_LIST(groups_overview_view, groups, told_json), JSON_TEXT(groups_overview_view, more_after), JSON_INT(groups_overview_view, more_made),
};

/* How many there are is said in steps of the community's minimum: who came or went cannot be read from two looks at it, but
 * for the one who crosses a step. */
static int64_t in_steps(int64_t n, int64_t min) { return n < min ? NO_INT : n / min * min; }

enum status groups_overview(struct req *r)
{
	const struct groups_page *f = r->form;
	struct groups_overview_view v = { .min = r->community.min_cell };
	struct peer_groups_overview_list rows;
	struct civil now = zone_civil(r->reader.zone, r->now);
	int64_t today = day_number(now.year, now.month, now.day);
	bool later = f && f->after && f->made != NO_INT;
	TRY(peer_groups_overview(r, r->community.id, later ? f->made : INT64_MIN + 1, later ? f->after : "", GROUPS_PAGE + 1, &rows));
	v.groups.n = rows.n > GROUPS_PAGE ? GROUPS_PAGE : rows.n;
	v.groups.at = ARENA_ARRAY(&r->arena, v.groups.n + 1, struct group_told);
	for (size_t k = 0; k < v.groups.n; k++) {
		const struct peer_groups_overview *x = &rows.at[k];
		struct group_told *t = &v.groups.at[k];
		*t = (struct group_told){
			.id = x->id, .name = x->name, .project = x->project_name, .way = x->way, .mode = x->mode, .made = x->made, .ended = x->ended,
			.members = in_steps(x->members, v.min), .waiting = in_steps(x->waiting, v.min), .renew_on = x->renew_on, .over = x->ended != NO_INT,
			.unled = !x->leads && x->ended == NO_INT, .renew = x->renew_on != NO_INT && x->renew_on <= today && x->ended == NO_INT,
		};
		t->open_page = x->shown == GROUP_SHOWN && !t->over;
		t->wishes_page = x->shown == GROUP_WISHES_SHOWN && !t->over;
		t->few = t->members == NO_INT;
		t->many_wait = t->waiting != NO_INT;
		t->some_wait = x->waiting > 0 && !t->many_wait;
	}
	if (rows.n > v.groups.n) {
		v.more_after = rows.at[v.groups.n - 1].id;
		v.more_made = rows.at[v.groups.n - 1].made;
	}
	return REPLY(r, groups_overview, &v);
}
