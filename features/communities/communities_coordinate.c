/* For coordinators: the hub, the people of the community and their dated roles.  Who may is the gate's; what a person has
 * written about themselves is not shown here. */
#include "communities_inside.h"

static const struct form_field page_fields[] = {
	INT_FIELD(struct communities_page, before, .min = 0, .max = INT64_C(1) << 40, .label = N_("Before")),
	ID_FIELD(struct communities_page, id, .label = N_("After this one")),
};
const struct form communities_page_form = FORM(communities_page, page_fields);

static const struct form_field people_fields[] = {
	INT_FIELD(struct communities_page, before, .min = 0, .max = INT64_C(1) << 40, .label = N_("Before")),
	ID_FIELD(struct communities_page, id, .label = N_("After this one")),
	TEXT_FIELD(struct communities_page, name, .max = 60, .label = N_("Name, or a part of it")),
};
const struct form communities_people_form = FORM(communities_page, people_fields);

void communities_page_from(const struct req *r, int64_t *ret_before, const char **ret_id)
{
	bool pages = r->route->form == &communities_page_form || r->route->form == &communities_people_form;
	const struct communities_page *f = pages ? r->form : NULL;
	bool later = f && f->before != NO_INT && f->id;
	*ret_before = later ? f->before : INT64_C(1) << 41;
	*ret_id = later ? f->id : "";
}

enum status communities_coordinating(struct req *r)
{
	struct communities_coordinating_view v = { .name = r->community.name };
	static const struct json_field communities_coordinating_json[] = {
		JSON_TEXT(communities_coordinating_view, name), JSON_LIST(communities_coordinating_view, see, cards_json),
	};
	v.see = cards_named(r, "coordinating");
	TRY(cards_html(r, "coordinating", &v.cards));
	return REPLY(r, communities_coordinating, &v);
}

/* ---- members ---- */

static const struct json_field role_json[] = {
	JSON_TEXT(communities_role_seen, id),
	JSON_CHOICE(communities_role_seen, role, &communities_roles),
	JSON_TIME(communities_role_seen, from),
	JSON_TIME(communities_role_seen, until),
	JSON_TEXT(communities_role_seen, given_by),
};
static const struct json_field role_short_json[] = {
	JSON_CHOICE(communities_role_seen, role, &communities_roles),
	JSON_TIME(communities_role_seen, from),
};
static const struct json_field member_row_json[] = {
	JSON_TEXT(communities_member_row, id),
	JSON_TEXT(communities_member_row, name),
	JSON_TIME(communities_member_row, joined),
	JSON_FLAG(communities_member_row, outside),
	JSON_FLAG(communities_member_row, accepted),
	JSON_LIST(communities_member_row, roles, role_short_json),
};
static const struct json_field communities_people_json[] = {
	JSON_LIST(communities_people_view, people, member_row_json),
	JSON_TEXT(communities_people_view, sought),
	JSON_TEXT(communities_people_view, next),
};

/* The query gives a row for each role; here a member becomes one row with several roles. */
static void gather(struct req *r, const struct communities_members_some_list *rows, struct communities_people_view *v)
{
	v->people.at = ARENA_ARRAY(&r->arena, rows->n, struct communities_member_row);
	struct communities_role_seen *roles = ARENA_ARRAY(&r->arena, rows->n, struct communities_role_seen);
	struct communities_member_row *m = NULL;
	for (size_t i = 0; i < rows->n; i++) {
		const struct communities_members_some *row = &rows->at[i];
		if (!m || !str_same(m->id, row->person)) {
			m = &v->people.at[v->people.n++];
			*m = (struct communities_member_row){ .id = row->person, .name = people_name_or_left(r, row->name),
				.joined = row->joined, .outside = !row->takes_part, .accepted = row->accepted, .roles = { .at = roles } };
		}
		int64_t role = communities_place(&communities_roles, row->role);
		if (role != NO_INT) {
			*roles++ = (struct communities_role_seen){ .role = role, .from = row->from_at, .until = NO_INT };
			m->roles.n++;
		}
	}
}

/* Names are sealed, so they are opened and compared here: at most SCANNED members for one page, then it goes on from there. */
static enum status look_for(struct req *r, const char *name, int64_t before, const char *id, struct communities_people_view *v)
{
	enum { STEP = 500, SCANNED = 5000 };
	const char *sought = str_sought(&r->arena, name);
	struct communities_member_row *found = ARENA_ARRAY(&r->arena, COMMUNITIES_PAGE, struct communities_member_row), last;
	size_t n = 0;
	bool more = true;
	for (int64_t scanned = 0; more && n < COMMUNITIES_PAGE && scanned < SCANNED; scanned += STEP) {
		struct communities_members_some_list rows;
		TRY(communities_members_some(r, r->community.id, r->now, before, id, STEP, &rows));
		gather(r, &rows, v);
		more = v->people.n == STEP;
		for (size_t i = 0; i < v->people.n; i++) {
			last = v->people.at[i];
			before = last.joined, id = last.id;
			if (strstr(str_sought(&r->arena, last.name), sought))
				found[n++] = last;
			if (n == COMMUNITIES_PAGE) {
				more = more || i + 1 < v->people.n;
				break;
			}
		}
	}
	v->people = (struct communities_member_rows){ n, found };
	if (more) {
		struct out to = { 0 };
		out_urlpart_str(&to, name);
		v->next = arena_printf(&r->arena, "%s/people?before=%" PRId64 "&id=%s&name=%.*s", r->out.base, before, id, (int)to.n, to.at);
		out_end(&to);
	}
	return OK;
}

static enum status newest(struct req *r, int64_t before, const char *id, struct communities_people_view *v)
{
	struct communities_members_some_list rows;
	TRY(communities_members_some(r, r->community.id, r->now, before, id, COMMUNITIES_PAGE + 1, &rows));
	gather(r, &rows, v);
	if (v->people.n > COMMUNITIES_PAGE) {
		const struct communities_member_row *last = &v->people.at[COMMUNITIES_PAGE - 1];
		v->people.n = COMMUNITIES_PAGE;
		v->next = arena_printf(&r->arena, "%s/people?before=%" PRId64 "&id=%s", r->out.base, last->joined, last->id);
	}
	return OK;
}

enum status communities_people(struct req *r)
{
	const struct communities_page *f = r->form;
	struct communities_people_view v = { .sought = f->name };
	int64_t before;
	const char *id;
	communities_page_from(r, &before, &id);
	TRY(f->name ? look_for(r, f->name, before, id, &v) : newest(r, before, id, &v));
	form_show(r, &v.form, &communities_people_form, f);
	return REPLY(r, communities_people, &v);
}

/* ---- one member ---- */

static const struct form_field role_fields[] = {
	CHOICE_FIELD(struct communities_role, role, .required = true, .of = &communities_roles, .label = N_("Role")),
	DAY_FIELD(struct communities_role, from, .label = N_("From"), .hint = N_("Today, or a day to come. Empty is today.")),
};
const struct form communities_role_form = FORM(communities_role, role_fields);

enum status communities_member_of(struct req *r)
{
	struct communities_member_one *m = ARENA_NEW(&r->arena, struct communities_member_one);
	TRY(communities_member_one(r, r->community.id, r->part[0], m));
	r->object = m;
	return OK;
}

enum status communities_roles_seen(struct req *r, const char *person, struct communities_role_seen_list *ret)
{
	struct communities_roles_of_list rows;
	TRY(communities_roles_of(r, r->community.id, person, &rows));
	struct communities_role_seen *at = ARENA_ARRAY(&r->arena, rows.n, struct communities_role_seen);
	for (size_t i = 0; i < rows.n; i++) {
		const struct communities_roles_of *h = &rows.at[i];
		bool over = h->until_at != NO_INT && h->until_at <= r->now;
		at[i] = (struct communities_role_seen){
			.id = h->id, .role = communities_place(&communities_roles, h->role), .from = h->from_at, .until = h->until_at,
			.given_by = h->given_by ? people_name_or_left(r, h->giver) : NULL,
			.over = over, .now = !over && h->from_at <= r->now, .later = !over && h->from_at > r->now,
		};
	}
	*ret = (struct communities_role_seen_list){ rows.n, at };
	return OK;
}

static const struct json_field communities_person_json[] = {
	JSON_TEXT(communities_person_view, id),
	JSON_TEXT(communities_person_view, name),
	JSON_TEXT(communities_person_view, pronouns),
	JSON_TIME(communities_person_view, joined),
	JSON_FLAG(communities_person_view, outside),
	JSON_FLAG(communities_person_view, accepted),
	JSON_LIST(communities_person_view, roles, role_json),
};

enum status communities_person(struct req *r)
{
	const struct communities_member_one *m = r->object;
	struct communities_person_view v = { .id = m->person, .name = people_name_or_left(r, m->name), .pronouns = m->pronouns,
		.joined = m->joined, .accepted = m->accepted, .outside = !m->takes_part, .coordinator = may(r, MAY_COORDINATOR), .closed_until = m->closed_until,
		.is_closed = m->closed_until != NO_INT && m->closed_until > r->now };
	if (r->n_faults && !r->came_back)   /* ending a role has no form of its own */
		v.trouble = words_say(&r->arena, &r->reader, r->faults[0].words, 0, NULL);
	TRY(communities_roles_seen(r, m->person, &v.roles));
	struct communities_role *stored = ARENA_NEW(&r->arena, struct communities_role);
	*stored = (struct communities_role){ .role = NO_INT, .from = communities_today(r) };
	form_show(r, &v.form, &communities_role_form, stored);
	TRY(cards_html(r, "person", &v.cards));
	return REPLY(r, communities_person, &v);
}

enum status communities_role_give(struct req *r)
{
	const struct communities_role *f = r->form;
	const struct communities_member_one *m = r->object;
	struct communities_role_now_or_later same;
	int64_t today = communities_today(r), day = f->from == NO_INT ? today : f->from;
	const char *role = choice_code(&communities_roles, f->role);
	if (day < today)
		fault(r, "from", "past", N_("A role begins today or later: what was done before is not changed afterwards."));
	if (day > today + 2 * 366)
		fault(r, "from", "far", N_("Choose a day within the next two years."));
	if (!m->takes_part && !(communities_role_may(role) & MAY_OUTSIDE))
		fault(r, "role", "outside", N_("This person works for the community from outside. Invite them as a member before you give them this role."));
	enum status st = communities_role_now_or_later(r, r->community.id, m->person, role, r->now, &same);
	if (st == OK)
		fault(r, "role", "held", N_("This person holds this role already, or will soon."));
	else if (st != MISSING)
		return st;
	if (r->n_faults)
		return INVALID;
	struct civil c = day_civil(day);
	int64_t from = day == today ? r->now : zone_moment(r->community.zone, c);
	TRY(communities_give_role(r, r->community.id, m->person, role, from));
	return redirect_here(r, N_("Saved."), "/people/%s", m->person);
}

enum status communities_role_end(struct req *r, const char *person, const char *id)
{
	struct communities_role_get held;
	struct communities_coordinators_other other;
	TRY(communities_role_get(r, r->community.id, person, id, r->now, &held));
	if (str_same(held.role, "coordinator") && held.from_at <= r->now) {
		TRY(communities_coordinators_other(r, r->community.id, id, r->now, &other));
		if (other.n == 0)
			return fault(r, NULL, "last_coordinator", N_("This is the only coordinator here. Make someone else coordinator first."));
	}
	TRY(communities_role_set_end(r, id, r->now, NULL));
	return tell(r, &communities_role_over, &(struct communities_member){ .community = r->community.id, .person = person });
}

enum status communities_role_stop(struct req *r)
{
	const struct communities_member_one *m = r->object;
	TRY(communities_role_end(r, m->person, r->part[1]));
	return redirect_here(r, N_("The role has ended."), "/people/%s", m->person);
}
