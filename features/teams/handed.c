/* A hand-over note: what somebody of a team hands on about a person they walk with, with that person's yes.  Opening it is a reading like any
 * other: it stands in the person's list of who has seen what. */
#include "inside.h"

static const struct form_field handover_fields[] = {
	PICK_FIELD(struct handover_new, about, .required = true, .label = N_("About whom?"), .hint = N_("Somebody you walk with, or did until lately.")),
	TEXT_FIELD(struct handover_new, words, .required = true, .min = 2, .max = HANDED_MAX, .multiline = true, .label = N_("What should the team know?"),
		   .hint = N_("Only what they would like to be known, in the words they would choose.")),
	FLAG_FIELD(struct handover_new, agreed, .required = true, .label = N_("They know what stands here, and said yes"),
		   .hint = N_("They read it themselves, see who opened it, and can take it away at any time.")),
};
const struct form handover_form = FORM(handover_new, handover_fields);

static const struct json_field teams_write_json[] = { JSON_TEXT(teams_write_view, id), JSON_FLAG(teams_write_view, some) };

enum status handover_new(struct req *r)
{
	const struct team_one *t = r->object;
	struct teams_write_view v = { .id = t->id, .name = t->name };
	struct handover_people_list all;
	TRY(handover_people(r, r->community.id, r->who.person, r->now - HANDED_LATELY, &all));
	struct form_option *option = ARENA_ARRAY(&r->arena, all.n + 1, struct form_option);
	struct form_options *options = ARENA_NEW(&r->arena, struct form_options);
	for (size_t k = 0; k < all.n; k++)
		option[k] = (struct form_option){ .code = all.at[k].person, .label = people_name_or_left(r, all.at[k].name) };
	*options = (struct form_options){ "about", all.n, option };
	v.some = all.n > 0;
	form_show(r, &v.form, &handover_form, NULL);
	v.form.drawn.options = options;
	v.form.drawn.n_options = 1;
	return REPLY(r, teams_write, &v);
}

enum status handover_write(struct req *r)
{
	const struct team_one *t = r->object;
	const struct handover_new *f = r->form;
	struct handover_people_list all;
	size_t k = 0;
	TRY(handover_people(r, r->community.id, r->who.person, r->now - HANDED_LATELY, &all));
	while (k < all.n && !str_same(all.at[k].person, f->about))
		k++;
	if (k == all.n)
		return fault(r, "about", "not_yours", N_("You can only write about somebody you walk with."));
	TRY(handover_add(r, id_new(r), r->community.id, t->id, f->about, r->who.person, f->words, r->now, NULL));
	return redirect_here(r, N_("Handed on. The one it is about reads it too."), "/teams/%s", t->id);
}

/* ---- one ---- */

/* MAY_OWNER for the one it is about and for who wrote it, MAY_PARTY for those who belong to the team now; nobody who keeps apart. */
enum status handover_of(struct req *r)
{
	struct handover_get *h = ARENA_NEW(&r->arena, struct handover_get);
	bool belongs, apart = false;
	TRY(handover_get(r, r->part[0], r->community.id, h));
	bool theirs = str_same(h->about, r->who.person), mine = str_same(h->writer, r->who.person);
	TRY(team_belongs(r, h->team, r->who.person, r->who.may, &belongs));
	if (!theirs)
		TRY(experiences_apart(r, r->who.person, h->about, &apart));
	if (theirs || (mine && !apart))
		r->who.may |= MAY_OWNER;
	if (belongs && !apart)
		r->who.may |= MAY_PARTY;
	r->object = h;
	return OK;
}

static const struct json_field teams_note_json[] = {
	JSON_TEXT(teams_note_view, id), JSON_TEXT(teams_note_view, team), JSON_TEXT(teams_note_view, name), JSON_TEXT(teams_note_view, words),
	JSON_TIME(teams_note_view, written), JSON_FLAG(teams_note_view, mine),
};

/* Who wrote it stands in the list one comes from, not here: what is opened here is of the person it is about alone, and so is the entry
 * in the list of who has seen what; who writes gets no receipts. */
enum status handover_show(struct req *r)
{
	const struct handover_get *h = r->object;
	struct handover_words words;
	TRY(handover_words(r, h->id, &words));
	return REPLY(r, teams_note, &((struct teams_note_view){ .id = h->id, .team = h->team, .name = people_name_or_left(r, h->name), .words = words.words,
		.written = h->written, .mine = str_same(h->writer, r->who.person), .about_me = str_same(h->about, r->who.person) }));
}

/* By the one it is about, or by who wrote it: nothing of it stays. */
enum status handover_back(struct req *r)
{
	const struct handover_get *h = r->object;
	TRY(handover_remove(r, h->id, NULL));
	db_gone(r);
	return str_same(h->about, r->who.person) ? redirect_here(r, N_("Taken away: nobody of the team reads it any more."), "/handed-on") :
		redirect_here(r, N_("Taken back."), "/teams/%s", h->team);
}

/* Telling the coordinators about a note, and so about who wrote it. */
enum status handover_told_of(struct req *r)
{
	struct reports_from *from = ARENA_NEW(&r->arena, struct reports_from);
	struct reports_item *item = ARENA_NEW(&r->arena, struct reports_item);
	struct handover_words words;
	TRY(handover_of(r));
	const struct handover_get *h = r->object;
	if (str_same(h->writer, r->who.person) || !may(r, MAY_OWNER | MAY_PARTY))
		return MISSING;
	TRY(handover_words(r, h->id, &words));
	*item = (struct reports_item){ .kind = "handed-on", .id = h->id, .words = words.words };
	*from = (struct reports_from){ .about = h->writer, .n = words.words ? 1 : 0, .item = item,
		.back = arena_printf(&r->arena, "%s/handed-on/%s", r->out.base, h->id) };
	TRY(people_name(r, h->writer, &from->name));
	r->object = from;
	return OK;
}
