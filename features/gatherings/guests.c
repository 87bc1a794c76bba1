/* Who is asked by name, besides the community or group it belongs to.  Knows whom somebody may name: people they see anyway, and never those
 * who are kept apart from them.  What a guest may see is said by the query of times.c. */
#include "inside.h"
#include "queries.h"

static const struct form_field gathering_guest_fields[] = {
	PICK_FIELD(struct gathering_guest, person, .select = true, .label = N_("Whom would you like to ask?"), .hint = N_("People you walk with, and people in your {~groups}.")),
	TEXT_FIELD(struct gathering_guest, name, .max = 100, .label = N_("By the name they use here"), .hint = N_("For whoever coordinates. Write it just as they do.")),
};
const struct form gathering_guest_form = FORM(gathering_guest, gathering_guest_fields);

static const struct json_field row_json[] = {
	JSON_TEXT(gathering_guest_row, person), JSON_TEXT(gathering_guest_row, name), JSON_FLAG(gathering_guest_row, yes),
	JSON_FLAG(gathering_guest_row, maybe), JSON_FLAG(gathering_guest_row, no),
};
static const struct json_field gatherings_guests_json[] = { JSON_TEXT(gatherings_guests_view, id), JSON_LIST(gatherings_guests_view, people, row_json) };

static enum status offered(struct req *r, const struct gatherings_one *g, struct form_options *ret)
{
	struct gathering_to_name_list rows;
	TRY(gathering_to_name(r, g->id, g->community, r->who.person, &rows));
	struct form_option *at = ARENA_ARRAY(&r->arena, rows.n + 1, struct form_option);
	size_t n = 0;
	for (size_t k = 0; k < rows.n; k++) {
		bool apart;
		TRY(experiences_apart(r, r->who.person, rows.at[k].person, &apart));
		if (!apart)
			at[n++] = (struct form_option){ .code = rows.at[k].person, .label = people_name_or_left(r, rows.at[k].name) };
	}
	*ret = (struct form_options){ .field = "person", .n = n, .at = at };
	return OK;
}

/* The next time that lies ahead; of what has passed, its first. */
static enum status next_day(struct req *r, const struct gatherings_one *g, int64_t *ret)
{
	struct gatherings_times t;
	TRY(gathering_times_of(r, g->id, NULL, r->now, r->now + (int64_t)WINDOW_DAYS * DAY, &t));
	*ret = t.n ? t.at[0].day : g->first_day;
	return OK;
}

enum status guests_show(struct req *r)
{
	const struct gatherings_one *g = r->object;
	struct gatherings_guests_view v = { .id = g->id, .title = gatherings_called(r, g), .only = g->asked == ASKED_NAMED, .coordinates = may(r, MAY_COORDINATOR) };
	struct form_options *names = ARENA_NEW(&r->arena, struct form_options);
	struct gathering_guests_list rows;
	int64_t day;
	if (str_same(g->belongs, "pair"))
		return MISSING;
	TRY(next_day(r, g, &day));
	TRY(gathering_guests(r, g->id, day, &rows));
	v.people = (struct gathering_guest_row_list){ .n = rows.n, .at = ARENA_ARRAY(&r->arena, rows.n + 1, struct gathering_guest_row) };
	for (size_t k = 0; k < rows.n; k++)
		v.people.at[k] = (struct gathering_guest_row){
			.person = rows.at[k].person, .name = people_name_or_left(r, rows.at[k].name), .yes = str_same(rows.at[k].answer, "yes"),
			.maybe = str_same(rows.at[k].answer, "maybe"), .no = str_same(rows.at[k].answer, "no"),
		};
	TRY(offered(r, g, names));
	v.can_pick = names->n > 0;
	form_show(r, &v.form, &gathering_guest_form, NULL);
	v.form.drawn.options = names;
	v.form.drawn.n_options = 1;
	return REPLY(r, gatherings_guests, &v);
}

/* Kept apart, or several of that name: nobody learns why a name is not found. */
static enum status by_name(struct req *r, const char *name, const char **ret)
{
	struct gathering_called_list rows;
	bool apart = false;
	TRY(gathering_called(r, r->community.id, people_name_index(r, name), &rows));
	if (rows.n == 1)
		TRY(experiences_apart(r, r->who.person, rows.at[0].person, &apart));
	if (rows.n != 1 || apart)
		return fault(r, "name", "unknown", N_("We found nobody here with just this name. Please look how they write it."));
	*ret = rows.at[0].person;
	return OK;
}

static enum status picked(struct req *r, const struct gatherings_one *g, const char *person, const char **ret)
{
	struct form_options names;
	TRY(offered(r, g, &names));
	for (size_t k = 0; k < names.n; k++)
		if (str_same(names.at[k].code, person)) {
			*ret = person;
			return OK;
		}
	return fault(r, "person", "choice", N_("Someone you chose is not here any more. Please look at the list once more."));
}

enum status guests_add(struct req *r)
{
	const struct gatherings_one *g = r->object;
	const struct gathering_guest *f = r->form;
	struct gathering_guest_count n;
	const char *person = NULL;
	if (str_same(g->belongs, "pair"))
		return MISSING;
	if (g->cancelled)
		return fault(r, NULL, "off", N_("This was called off. Take it up again first."));
	if (!f->person && !(f->name && may(r, MAY_COORDINATOR)))
		return fault(r, "person", "needed", N_("Please say whom you would like to ask."));
	TRY(f->person ? picked(r, g, f->person, &person) : by_name(r, f->name, &person));
	TRY(gathering_guest_count(r, g->id, &n));
	if (n.n >= GUESTS_MAX)
		return fault(r, NULL, "too_many", N_("Two hundred people are asked by name already. That is the most."));
	TRY(gathering_guest_add(r, g->id, person, r->now, NULL));
	TRY(gathering_tell(r, g, NO_INT));
	return redirect_here(r, N_("Asked. Whether they come is up to them."), "/gatherings/%s/people", g->id);
}

/* Who may still see it in another way keeps what they said. */
enum status guests_remove(struct req *r)
{
	const struct gatherings_one *g = r->object;
	struct gatherings_reader who = { .person = r->part[1] };
	struct gatherings_ones left;
	struct gatherings_times kept;
	int64_t changed, today = r->now / DAY;
	TRY(gathering_guest_remove(r, g->id, who.person, &changed));
	if (!changed)
		return MISSING;
	TRY(communities_may(r, g->community, who.person, &who.may));
	TRY(gatherings_all(r, &who, g->id, today, &left, &kept));
	if (!left.n) {
		TRY(gathering_unasked_seats(r, g->id, who.person, today, NULL));
		TRY(gathering_unasked_answers(r, g->id, who.person, today, NULL));
	}
	TRY(gathering_tell(r, g, NO_INT));
	return redirect_here(r, N_("They are not asked any more."), "/gatherings/%s/people", g->id);
}
