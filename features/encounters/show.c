/* What was recorded, as the two see it: each may add words or ask for a change of wording.  Knows one encounter and lists
 * of them; recording is pair.c's and group.c's. */
#include "inside.h"
#include "tell.h"

static const struct choices own_kinds = CHOICES("own_kinds",
	{ "own", N_("Add my own words"), NULL },
	{ "wording", N_("Ask for a change of wording"), N_("say which words, and what you would write instead") });

static const struct form_field encounter_own_fields[] = {
	CHOICE_FIELD(struct encounter_own, kind, .required = true, .of = &own_kinds, .label = N_("What would you like to do?")),
	TEXT_FIELD(struct encounter_own, words, .required = true, .min = 1, .max = 1000, .multiline = true, .label = N_("In your words")),
};
const struct form encounter_own_form = FORM(encounter_own, encounter_own_fields);

static const struct form_field encounters_page_fields[] = {
	ID_FIELD(struct encounters_page, after, .label = N_("After")),
	INT_FIELD(struct encounters_page, began, .min = INT64_MIN + 1, .max = INT64_MAX, .label = N_("Began")),
};
const struct form encounters_page_form = FORM(encounters_page, encounters_page_fields);

static const struct json_field encounters_show_json[] = {
	JSON_TEXT(encounters_show_view, id), JSON_TIME(encounters_show_view, began), JSON_INT(encounters_show_view, minutes),
	JSON_INT(encounters_show_view, headcount), JSON_CHOICE(encounters_show_view, mode, &encounters_modes),
	JSON_CHOICE(encounters_show_view, place, &encounters_places), JSON_SET(encounters_show_view, given, &asks_kinds),
	JSON_FLAG(encounters_show_view, met), JSON_FLAG(encounters_show_view, planned), JSON_FLAG(encounters_show_view, mutual),
	JSON_TEXT(encounters_show_view, outcome), JSON_TEXT(encounters_show_view, next_step), JSON_TEXT(encounters_show_view, topics),
	JSON_TEXT(encounters_show_view, project_name),
	JSON_INT(encounters_show_view, version), JSON_ROWS(encounters_show_view, words, encounter_words_of),
	JSON_LIST(encounters_show_view, see, cards_json),
};

enum status encounter_show(struct req *r)
{
	const struct encounters_one *e = r->object;
	struct encounter_get x;
	TRY(encounter_stored(r, &x));
	struct encounters_show_view v = {
		.id = x.id, .connection = x.connection, .outcome = x.outcome, .next_step = x.next_step, .topics = x.topics,
		.recorder_name = people_name_or_left(r, x.recorder_name), .began = x.began, .minutes = x.minutes, .headcount = x.headcount,
		.mode = x.mode, .place = x.place, .given = x.given, .version = x.version, .met = x.met, .planned = x.planned,
		.mutual = x.mutual, .mine = may(r, MAY_OWNER), .is_group = !x.connection, .has_place = x.mode == 0 && x.place != NO_INT, .project_name = x.project_name,
	};
	if (x.connection) {
		struct encounter_people people;
		TRY(encounter_people(r, x.connection, &people));
		TRY(people_name(r, str_same(r->who.person, people.asker) ? people.other : people.asker, &v.name));
		TRY(encounter_words_of(r, e->id, &v.words));
		for (size_t i = 0; i < v.words.n; i++)
			v.words.at[i].name = people_name_or_left(r, v.words.at[i].name);
	}
	struct encounter_own first = { .kind = 0 };
	form_show(r, &v.form, &encounter_own_form, &first);
	v.see = cards_named(r, "encounter");
	TRY(cards_html(r, "encounter", &v.cards));
	return REPLY(r, encounters_show, &v);
}

enum status encounter_say(struct req *r)
{
	const struct encounters_one *e = r->object;
	const struct encounter_own *f = r->form;
	struct encounter_words_count n;
	bool wording = str_same(choice_code(&own_kinds, f->kind), "wording");
	int64_t changed;
	if (!e->connection)
		return MISSING;
	TRY(encounter_words_count(r, e->id, r->who.person, &n));
	if (n.n >= ENCOUNTER_WORDS_MAX)
		return fault(r, "words", "too_many", N_("There is no more room here. Twenty notes are enough for one meeting."));
	TRY(encounter_words_add(r, id_new(r), e->id, r->who.person, choice_code(&own_kinds, f->kind), f->words, r->now,
				wording ? e->recorder : NULL, &changed));
	TRY(wording && e->recorder ? live_today(r, r->community.id, e->recorder) : OK);
	return redirect_here(r, N_("Saved. You both can see it."), "/encounters/%s", e->id);
}

enum status encounter_settle(struct req *r)
{
	const struct encounters_one *e = r->object;
	int64_t changed;
	TRY(encounter_words_settle(r, r->part[1], e->id, r->now, &changed));
	if (!changed)
		return MISSING;
	TRY(live_today(r, r->community.id, r->who.person));
	return redirect_here(r, N_("Settled."), "/encounters/%s", e->id);
}

enum status encounter_take_back(struct req *r)
{
	const struct encounters_one *e = r->object;
	int64_t changed;
	TRY(encounter_words_remove(r, e->id, &changed));
	TRY(encounter_remove(r, e->id, &changed));
	TRY(encounter_tell(r, e, NULL));
	if (!e->connection)
		return redirect_here(r, N_("Taken back."), "/group-encounters");
	return redirect_here(r, N_("Taken back."), "/connections/%s/encounters", e->connection);
}

static const struct json_field encounters_list_json[] = {
	JSON_TEXT(encounters_list_view, connection), JSON_ROWS(encounters_list_view, met, encounters_last), JSON_TEXT(encounters_list_view, more_after),
};

enum status encounters_show(struct req *r)
{
	const struct connections_one *c = r->object;
	const struct encounters_page *f = r->form;
	bool later = f && f->after && f->began != NO_INT;
	struct encounters_list_view v = { .connection = c->id, .may_record = c->open && r->community.formality > FORMALITY_INFORMAL };
	TRY(people_name(r, connections_other(r, c), &v.name));
	TRY(encounters_last(r, c->id, later ? f->began : INT64_MAX, later ? f->after : "", ENCOUNTERS_PAGE + 1, &v.met));
	if (v.met.n > ENCOUNTERS_PAGE) {
		v.met.n = ENCOUNTERS_PAGE;
		v.more_after = v.met.at[ENCOUNTERS_PAGE - 1].id;
		v.more_began = v.met.at[ENCOUNTERS_PAGE - 1].began;
	}
	return REPLY(r, encounters_list, &v);
}

/* The section on a connection's page: its last twenty. */
enum status encounters_section(struct req *r)
{
	const struct connections_one *c = r->object;
	struct encounters_section_view v = { .connection = c->id, .may_record = c->open && r->community.formality > FORMALITY_INFORMAL };
	TRY(encounters_last(r, c->id, INT64_MAX, "", ENCOUNTERS_ON_CONNECTION + 1, &v.met));
	v.more = v.met.n > ENCOUNTERS_ON_CONNECTION;
	if (v.more)
		v.met.n = ENCOUNTERS_ON_CONNECTION;
	encounters_section_draw(&r->out, &v);
	return OK;
}

enum status encounters_card(struct req *r)
{
	struct encounters_card_view v = { .facilitates = may(r, MAY_FACILITATOR) };
	if (r->community.formality == FORMALITY_INFORMAL)
		return OK;
	TRY(encounters_to_record(r, r->community.id, r->who.person, &v.people));
	TRY(wording_waits(r, r->community.id, r->who.person, &v.wording));
	for (size_t i = 0; i < v.people.n; i++)
		v.people.at[i].name = people_name_or_left(r, v.people.at[i].name);
	for (size_t i = 0; i < v.wording.n; i++)
		v.wording.at[i].name = people_name_or_left(r, v.wording.at[i].name);
	r->waits += (int64_t)v.wording.n;
	if (v.people.n || v.wording.n || v.facilitates)
		encounters_card_draw(&r->out, &v);
	return OK;
}
