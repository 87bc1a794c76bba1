/* The agreement as it stands: two sides, each written by its own person.  Versions are in versions.c, hot spots' own pages
 * in hot_spots.c. */
#include "inside.h"

static const struct form_field agreement_mine_fields[] = {
	TEXT_FIELD(struct agreement_mine, hopes, .multiline = true, .max = 1000, .label = N_("What I hope for"),
		   .hint = N_("Small things count: a walk a week, someone to call before an appointment.")),
	TEXT_FIELD(struct agreement_mine, meeting, .multiline = true, .max = 1000, .label = N_("How I would like us to meet"),
		   .hint = N_("Where, how often, how long, who calls whom, what if one of us cannot come.")),
	TEXT_FIELD(struct agreement_mine, off, .multiline = true, .max = 1000, .label = N_("How I say that something is off"),
		   .hint = N_("And how I would like to hear it from you.")),
	TEXT_FIELD(struct agreement_mine, power, .multiline = true, .max = 1000, .label = N_("What I know about power between us"),
		   .hint = N_("One may be paid, know the system better, or have a key. Saying it makes it smaller.")),
	TEXT_FIELD(struct agreement_mine, ending, .multiline = true, .max = 1000, .label = N_("How I would like us to pause and end"),
		   .hint = N_("Everyone may end at any time without a reason. How would a good ending look?")),
	INT_FIELD(struct agreement_mine, version, .hidden = true, .min = 0, .max = INT32_MAX, .label = N_("Version")),
};
const struct form agreement_mine_form = FORM(agreement_mine, agreement_mine_fields);

enum status agreement_other_name(struct req *r, const char **ret)
{
	return people_name(r, connections_other(r, r->object), ret);
}

/* ---- both sides ---- */

static void side_of(struct req *r, struct agreement_side *side, const char *person, const struct parts_of_list *parts, struct hot_spots_of_list *spots)
{
	side->mine = str_same(person, r->who.person);
	for (size_t i = 0; i < parts->n; i++) {
		const struct parts_of *p = &parts->at[i];
		if (!str_same(p->writer, person))
			continue;
		side->name = p->name;
		side->hopes = p->hopes;
		side->meeting = p->meeting;
		side->off = p->off;
		side->power = p->power;
		side->ending = p->ending;
	}
	for (size_t i = 0; i < spots->n; i++)
		if (str_same(spots->at[i].writer, person)) {
			if (!side->spots.n)     /* sorted by writer: theirs stand together */
				side->spots.at = &spots->at[i];
			side->spots.n++;
		}
	side->empty = !side->hopes && !side->meeting && !side->off && !side->power && !side->ending && !side->spots.n;
}

static const struct json_field spot_json[] = {
	JSON_TEXT(hot_spots_of, id), JSON_TEXT(hot_spots_of, situation), JSON_CHOICE(hot_spots_of, level, &agreements_levels),
	JSON_TEXT(hot_spots_of, sign), JSON_TEXT(hot_spots_of, wish),
};
static const struct json_field side_json[] = {
	JSON_TEXT(agreement_side, name), JSON_FLAG(agreement_side, mine), JSON_TEXT(agreement_side, hopes), JSON_TEXT(agreement_side, meeting),
	JSON_TEXT(agreement_side, off), JSON_TEXT(agreement_side, power), JSON_TEXT(agreement_side, ending),
	JSON_LIST(agreement_side, spots, spot_json),
};
static const struct json_field agreements_show_json[] = {
	JSON_TEXT(agreements_show_view, connection), JSON_INT(agreements_show_view, agreed), JSON_INT(agreements_show_view, newest),
	JSON_FLAG(agreements_show_view, waits_for_me), JSON_LIST(agreements_show_view, sides, side_json),
	JSON_ROWS(agreements_show_view, versions, versions_of),
};

static bool said_yes(const struct connections_one *c, const char *person, const struct version_newest *v)
{
	return (str_same(person, c->asker) ? v->asker_yes : v->other_yes) != NO_INT;
}

static enum status newest_into(struct req *r, const struct connections_one *c, struct agreements_show_view *v)
{
	struct version_newest newest;
	struct last_written written;
	TRY(last_written(r, c->id, &written));
	v->has_words = written.at != NO_INT;
	enum status st = version_newest(r, c->id, &newest);
	if (st == MISSING) {
		v->can_put_forward = v->open && v->has_words;
		return OK;
	}
	TRY(st);
	v->newest = newest.number;
	v->newest_id = newest.id;
	bool changed_since = v->has_words && written.at > newest.made;
	v->waits_for_me = v->open && !said_yes(c, r->who.person, &newest);
	v->waits_for_other = v->open && !said_yes(c, connections_other(r, c), &newest);
	v->can_put_forward = v->open && changed_since;
	return OK;
}

enum status agreement_show(struct req *r)
{
	const struct connections_one *c = r->object;
	struct agreements_show_view v = { .connection = c->id, .open = c->open };
	struct parts_of_list parts;
	struct hot_spots_of_list spots;
	struct version_agreed agreed;
	TRY(agreement_other_name(r, &v.name));
	TRY(parts_of(r, c->id, &parts));
	TRY(hot_spots_of(r, c->id, &spots));
	TRY(version_agreed(r, c->id, &agreed));
	TRY(versions_of(r, c->id, &v.versions));
	v.agreed = agreed.number;
	TRY(newest_into(r, c, &v));
	v.sides.n = 2;
	v.sides.at = ARENA_ARRAY(&r->arena, 2, struct agreement_side);
	side_of(r, &v.sides.at[0], r->who.person, &parts, &spots);
	side_of(r, &v.sides.at[1], connections_other(r, c), &parts, &spots);
	v.sides.at[1].name = v.name;
	return REPLY(r, agreements_show, &v);
}

/* ---- my part ---- */

static enum status stored_mine(struct req *r, const struct connections_one *c, struct agreement_mine *ret)
{
	struct part_get p;
	enum status st = part_get(r, c->id, r->who.person, &p);
	if (st == MISSING) {
		*ret = (struct agreement_mine){ .version = 0 };
		return OK;
	}
	TRY(st);
	*ret = (struct agreement_mine){
		.hopes = p.hopes, .meeting = p.meeting, .off = p.off, .power = p.power, .ending = p.ending, .version = p.version,
	};
	return OK;
}

static const struct json_field agreements_mine_json[] = { JSON_TEXT(agreements_mine_view, connection) };

enum status agreement_mine_show(struct req *r)
{
	const struct connections_one *c = r->object;
	struct agreements_mine_view v = { .connection = c->id };
	struct agreement_mine mine;
	if (!c->open)
		return MISSING;
	TRY(agreement_other_name(r, &v.name));
	TRY(stored_mine(r, c, &mine));
	form_show(r, &v.form, &agreement_mine_form, &mine);
	return REPLY(r, agreements_mine, &v);
}

enum status agreement_mine_save(struct req *r)
{
	const struct connections_one *c = r->object;
	const struct agreement_mine *f = r->form;
	struct agreement_mine stored;
	int64_t changed;
	if (!c->open)
		return MISSING;
	TRY(stored_mine(r, c, &stored));
	if (f->version != NO_INT && f->version != stored.version)
		return stale(r);
	TRY(part_put(r, c->id, r->who.person, f->hopes, f->meeting, f->off, f->power, f->ending, r->now, &changed));
	return redirect_here(r, N_("Saved. Put it forward when you are both ready."), "/connections/%s/agreement", c->id);
}

/* ---- sections on other pages ---- */

enum status agreement_card(struct req *r)
{
	struct agreements_card_view v;
	TRY(waiting_for_yes(r, r->community.id, r->who.person, &v.waiting));
	for (size_t i = 0; i < v.waiting.n; i++)
		v.waiting.at[i].name = people_name_or_left(r, v.waiting.at[i].name);
	r->waits += (int64_t)v.waiting.n;
	if (v.waiting.n)
		agreements_card_draw(&r->out, &v);
	return OK;
}

enum status agreement_section(struct req *r)
{
	const struct connections_one *c = r->object;
	struct agreements_section_view v = { .connection = c->id, .open = c->open };
	TRY(agreements_state(r, c, &v.agreed, &v.waits_for_me));
	agreements_section_draw(&r->out, &v);
	return OK;
}
