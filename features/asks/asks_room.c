/* Room: how many people somebody wishes to walk with, what they like to give, when they are away.  Said by themselves and
 * nobody else; whom they walk with is left to connections, which keeps the count. */
#include "asks_inside.h"

/* From here on the community records what is given, and only those it named supporters give it in its name.  Below, an
 * untrained peer is a complete peer. */
enum { FORMALITY_NAMES_SUPPORTERS = 2 };

static const struct form_field room_fields[] = {
	CHOICE_FIELD(struct asks_room_now, state, .required = true, .of = &asks_room_states, .label = N_("How is it right now?")),
	INT_FIELD(struct asks_room_now, capacity, .required = true, .min = 0, .max = ASKS_CAPACITY_MOST,
		.label = N_("With how many people would you like to walk at once?"),
		.hint = N_("Your own measure: one number for all communities here together. You can change it every day.")),
	SET_FIELD(struct asks_room_now, kinds, .of = &asks_kinds, .label = N_("What do you like to give?")),
	TEXT_FIELD(struct asks_room_now, about, .multiline = true, .max = 500, .label = N_("What should people know first?"),
		.hint = N_("Members here see this when you are suggested to them.")),
	INT_FIELD(struct asks_room_now, version, .hidden = true, .required = true, .label = N_("Version")),
};
const struct form asks_room_form = FORM(asks_room_now, room_fields);

static const struct form_field away_fields[] = {
	DAY_FIELD(struct asks_away, from_day, .required = true, .label = N_("First day away")),
	DAY_FIELD(struct asks_away, until_day, .required = true, .label = N_("Last day away")),
};
const struct form asks_away_form = FORM(asks_away, away_fields);

static const struct json_field asks_room_json[] = {
	JSON_FLAG(asks_room_view, said), JSON_CHOICE(asks_room_view, state, &asks_room_states), JSON_INT(asks_room_view, capacity),
	JSON_SET(asks_room_view, kinds, &asks_kinds), JSON_TEXT(asks_room_view, about), JSON_INT(asks_room_view, walking),
	JSON_INT(asks_room_view, version), JSON_ROWS(asks_room_view, off, asks_off),
};

bool asks_may_have_room(const struct req *r)
{
	return r->community.formality < FORMALITY_NAMES_SUPPORTERS || may(r, MAY_SUPPORTER);
}

enum status asks_room_of(struct req *r)
{
	return asks_may_have_room(r) ? OK : MISSING;
}

static int64_t today_of(const struct req *r)
{
	struct civil c = zone_civil(r->reader.zone, r->now);
	return day_number(c.year, c.month, c.day);
}

static enum status told(struct req *r, const char *person)
{
	return tell(r, &asks_room_changed, &(struct communities_member){ .community = r->community.id, .person = person });
}

/* Of the number of places: they are the same wherever somebody has room. */
static enum status told_everywhere(struct req *r, const char *person)
{
	return tell(r, &asks_room_changed, &(struct communities_member){ .community = NULL, .person = person });
}

/* As many in all; the community's own row is there already. */
static enum status places_say(struct req *r, const char *person, int64_t capacity)
{
	int64_t changed;
	TRY(asks_places_set(r, person, capacity, &changed));
	if (!changed)
		return told(r, person);
	TRY(asks_room_elsewhere(r, person, r->community.id, NULL));
	return told_everywhere(r, person);
}

static enum status begin(struct req *r, const char *community, const char *person)
{
	TRY(asks_places_begin(r, person, NULL));
	return asks_room_begin(r, community, person, r->now, NULL);
}

/* Before anything was said here: open for one, or for as many as was said elsewhere. */
static enum status room_at_first(struct req *r, struct asks_room *ret)
{
	struct asks_places places;
	enum status st = asks_places(r, r->who.person, &places);
	if (st == MISSING)
		places = (struct asks_places){ .capacity = 1 };
	else
		TRY(st);
	*ret = (struct asks_room){ .state = "open", .capacity = places.capacity, .walking = places.walking };
	return OK;
}

enum status asks_room_show(struct req *r)
{
	struct asks_room_view v = { 0 };
	struct asks_room room;
	enum status st = asks_room(r, r->community.id, r->who.person, &room);
	if (st == MISSING)
		st = room_at_first(r, &room);
	TRY(st);
	TRY(asks_off(r, r->who.person, today_of(r), &v.off));
	v.said = room.version > 0;
	v.state = asks_place(&asks_room_states, room.state);
	v.capacity = room.capacity;
	v.kinds = room.kinds;
	v.about = room.about;
	v.walking = room.walking;
	v.since = room.since;
	v.version = room.version;
	struct asks_room_now stored = { .about = v.about, .state = v.state, .capacity = v.capacity, .kinds = v.kinds, .version = v.version };
	form_show(r, &v.form, &asks_room_form, &stored);
	form_show(r, &v.away, &asks_away_form, NULL);
	return REPLY(r, asks_room, &v);
}

enum status asks_room_save(struct req *r)
{
	const struct asks_room_now *f = r->form;
	int64_t changed;
	if (f->state == asks_place(&asks_room_states, "open") && f->capacity == 0)
		return fault(r, "capacity", "room", N_("You say you have room. For how many people?"));
	TRY(begin(r, r->community.id, r->who.person));
	TRY(asks_room_set(r, r->community.id, r->who.person, f->version, choice_code(&asks_room_states, f->state), f->kinds, f->about,
			  r->now, &changed));
	if (!changed)
		return stale(r);
	TRY(places_say(r, r->who.person, f->capacity));
	return redirect_here(r, N_("Saved."), "/room");
}

enum status asks_room_say(struct req *r, const char *person, int64_t state, int64_t capacity, int64_t kinds, const char *about)
{
	TRY(begin(r, r->community.id, person));
	TRY(asks_room_set(r, r->community.id, person, NO_INT, choice_code(&asks_room_states, state), kinds, about, r->now, NULL));
	return places_say(r, person, capacity);
}

/* Who has left has no room row, and gets none by an ending that is counted after it. */
enum status asks_walking_add(struct req *r, const char *community, const char *person, int64_t more)
{
	if (more > 0)
		TRY(begin(r, community, person));
	TRY(asks_places_walking(r, person, more, NULL));
	return told_everywhere(r, person);
}

/* ---- time off ---- */

static enum status away_holds(struct req *r, const struct asks_away *f)
{
	struct asks_off_list off;
	if (f->until_day < f->from_day)
		(void)fault(r, "until_day", "order", N_("The last day comes before the first. Please look again."));
	else if (f->until_day - f->from_day > ASKS_OFF_DAYS_MOST)
		(void)fault(r, "until_day", "long", N_("Please take at most a year at a time."));
	if (f->until_day < today_of(r))
		(void)fault(r, "until_day", "past", N_("This is over already. Please choose days to come."));
	if (r->n_faults)
		return INVALID;
	TRY(asks_off(r, r->who.person, today_of(r), &off));
	if (off.n >= ASKS_OFF_MOST)
		return fault_with(r, NULL, "full", N_("There is room for {0} times off. Please take one back first."), word_int(ASKS_OFF_MOST));
	return OK;
}

/* Times off that are over tell nobody anything: they go when the next one comes. */
enum status asks_off_save(struct req *r)
{
	const struct asks_away *f = r->form;
	TRY(away_holds(r, f));
	TRY(asks_off_past(r, r->who.person, today_of(r), NULL));
	TRY(asks_off_add(r, id_new(r), r->who.person, f->from_day, f->until_day, NULL));
	TRY(told(r, r->who.person));
	return redirect_here(r, N_("Enjoy your time off. Nobody new is suggested meanwhile."), "/room");
}

enum status asks_off_take_away(struct req *r)
{
	int64_t changed;
	TRY(asks_off_remove(r, r->who.person, r->part[0], &changed));
	if (!changed)
		return MISSING;
	TRY(told(r, r->who.person));
	return redirect_here(r, N_("Taken away."), "/room");
}
