/* Offering: after each encounter, to the one who received support, and to both where it went both ways.  Knows that
 * somebody was offered one and that a code was drawn; never which, and never whether it came back. */
#include "inside.h"
#include "qr.h"
#include "asset.h"

int64_t surveys_month(const struct req *r, int64_t at)
{
	struct civil c = zone_civil(r->community.zone, at);
	return day_number(c.year, c.month, 1);
}

enum status surveys_batch(struct req *r, const char *community, const char *project, int64_t kind, int64_t month, const char **ret)
{
	struct batch_find found;
	int64_t changed;
	enum status st = batch_find(r, community, project, kind, month, &found);
	if (st == OK) {
		*ret = found.id;
		return OK;
	}
	if (st != MISSING)
		return st;
	const char *id = id_new(r);
	TRY(batch_add(r, id, community, project, kind, month, &changed));
	TRY(surveys_key_for(r, id, month));
	*ret = id;
	return OK;
}

/* Adds to what was offered, and says so to whoever counts. */
static enum status count_offered(struct req *r, const struct encounters_one *e, int64_t offered)
{
	const char *batch;
	int64_t changed, month = surveys_month(r, e->began);
	if (!offered)
		return OK;
	TRY(surveys_batch(r, e->community, e->project, e->kind, month, &batch));
	TRY(batch_count(r, batch, offered, 0, &changed));
	TRY(surveys_into_lots(r, e->community));
	struct surveys_change change = { .community = e->community, .project = e->project, .kind = e->kind, .month = month, .offered = offered };
	return tell(r, &surveys_changed, &change);
}

static enum status retract(struct req *r, const struct encounters_one *e)
{
	struct offers_undrawn_list open;
	int64_t changed, n = 0;
	TRY(offers_undrawn(r, e->id, &open));
	for (size_t i = 0; i < open.n; i++)
		n += open.at[i].slips;
	TRY(offers_retract(r, e->id, &changed));
	return count_offered(r, e, -n);
}

static enum status offer(struct req *r, const struct encounters_one *e)
{
	struct connections_one c;
	int64_t one = 0, both = 0;
	if (!e->met || !e->connection)      /* a group's slips are counted when they are printed */
		return OK;
	TRY(connections_get(r, e->connection, &c));
	TRY(offer_add(r, e->id, c.asker, e->began, &one));
	if (e->mutual)
		TRY(offer_add(r, e->id, c.other, e->began, &both));
	return count_offered(r, e, one + both);
}

/* A change takes back what was not drawn yet and offers anew; what was drawn stays where it was counted. */
enum status surveys_hear_encounter(struct req *r, const void *what)
{
	const struct encounters_change *change = what;
	if (change->before)
		TRY(retract(r, change->before));
	return change->after ? offer(r, change->after) : OK;
}

/* ---- drawing ---- */

static enum status draw_from(struct req *r, const struct encounters_one *e, const char **ret_code)
{
	const char *batch;
	TRY(surveys_batch(r, e->community, e->project, e->kind, surveys_month(r, e->began), &batch));
	return surveys_draw(r, batch, ret_code);
}

static const struct json_field surveys_drawn_json[] = { JSON_TEXT(surveys_drawn_view, code), JSON_TEXT(surveys_drawn_view, link) };

enum status surveys_draw_one(struct req *r)
{
	const struct encounters_one *e = r->object;
	struct surveys_drawn_view v = { .encounter = e->id };
	int64_t changed;
	TRY(offer_draw(r, e->id, r->who.person, &changed));
	if (!changed)
		return MISSING;
	TRY(draw_from(r, e, &v.code));
	v.link = surveys_link(r, v.code);
	v.path = surveys_path(r, v.code);
	v.qr = qr_svg(&r->arena, v.link, words_say(&r->arena, &r->reader, N_("Code to scan"), 0, NULL));
	return REPLY(r, surveys_drawn, &v);
}

static const struct form_field survey_slips_fields[] = {
	INT_FIELD(struct survey_slips_form, slips, .required = true, .min = 1, .max = SLIPS_MAX, .label = N_("How many slips?"),
		  .hint = N_("Print two more than people, so that nobody gets the last one.")),
};
const struct form survey_slips_form_table = FORM(survey_slips_form, survey_slips_fields);

static const struct json_field slip_json[] = { JSON_TEXT(survey_slip, code), JSON_TEXT(survey_slip, link) };
static const struct json_field surveys_slips_json[] = { JSON_TEXT(surveys_slips_view, encounter), JSON_LIST(surveys_slips_view, slips, slip_json) };

/* Slips of a group: drawn from a hat, so that not even who printed them knows whose is whose. */
enum status surveys_print_slips(struct req *r)
{
	const struct encounters_one *e = r->object;
	const struct survey_slips_form *f = r->form;
	struct surveys_slips_view v = { .encounter = e->id };
	struct offer_get before = { .slips = 0 };
	int64_t changed;
	if (e->connection)
		return MISSING;
	enum status st = offer_get(r, e->id, "", &before);
	if (st != OK && st != MISSING)
		return st;
	int64_t room = e->headcount + SLIPS_MORE - before.slips;
	if (f->slips > room)
		return fault_with(r, "slips", "too_many", N_("For this meeting {0} more can be printed."), word_int(room > 0 ? room : 0));
	TRY(offer_more_slips(r, e->id, f->slips, &changed));
	TRY(count_offered(r, e, f->slips));
	v.slips.at = ARENA_ARRAY(&r->arena, (size_t)f->slips, struct survey_slip);
	const char *title = words_say(&r->arena, &r->reader, N_("Code to scan"), 0, NULL);
	for (; v.slips.n < (size_t)f->slips; v.slips.n++) {
		struct survey_slip *s = &v.slips.at[v.slips.n];
		TRY(draw_from(r, e, &s->code));
		s->link = surveys_link(r, s->code);
		s->qr = qr_svg(&r->arena, s->link, title);
	}
	return REPLY(r, surveys_slips, &v);
}

/* ---- sections on other pages ---- */

enum status surveys_section_draw_card(struct req *r)
{
	const struct encounters_one *e = r->object;
	struct surveys_section_view v = { .encounter = e->id, .slips = !e->connection };
	struct offer_get mine;
	enum status st = e->connection ? offer_get(r, e->id, r->who.person, &mine) : MISSING;
	if (st != OK && st != MISSING)
		return st;
	v.mine = st == OK;
	v.drawn = v.mine && mine.drawn;
	v.assets = kith_assets_hash;
	struct key_open key;
	st = v.mine && !v.drawn ? key_open(r, e->community, e->project, e->kind, surveys_month(r, e->began), r->now / DAY, &key) : MISSING;
	if (st != OK && st != MISSING)
		return st;
	if (st == OK) {
		v.batch = key.batch;
		v.key = key.modulus;
	}
	struct survey_slips_form first = { .slips = e->headcount + SLIPS_MORE > SLIPS_MAX ? SLIPS_MAX : e->headcount + SLIPS_MORE };
	form_show(r, &v.form, &survey_slips_form_table, &first);
	if (v.mine || v.slips)
		surveys_section_draw(&r->out, &v);
	return OK;
}

enum status surveys_card_draw_card(struct req *r)
{
	enum { ASKED_FOR = 28 * 86400 };        /* Today asks for four weeks; on the page of the meeting it can be answered later too */
	struct surveys_card_view v;
	TRY(offers_waiting(r, r->community.id, r->who.person, r->now - ASKED_FOR, &v.waiting));
	r->waits += (int64_t)v.waiting.n;
	if (v.waiting.n)
		surveys_card_draw(&r->out, &v);
	return OK;
}
