/* Who would like to come in, for those who facilitate; and asking somebody one walks with to come along. */
#include "inside.h"
#include "tell.h"

static const struct form_field group_answer_fields[] = {
	TEXT_FIELD(struct group_answer, words, .max = 300, .multiline = true, .label = N_("A kind word, if you like"),
		   .hint = N_("They read it beside “not now”. When there may be room, or another {~group} that fits.")),
};
const struct form group_answer_form = FORM(group_answer, group_answer_fields);

static const struct form_field group_invite_fields[] = {
	PICK_FIELD(struct group_invite, person, .required = true, .label = N_("Whom would you like to ask?"),
		   .hint = N_("People you walk with. They can say no, and that is all right.")),
};
const struct form group_invite_form = FORM(group_invite, group_invite_fields);

static const struct json_field asker_json[] = {
	JSON_TEXT(group_asker, person), JSON_TEXT(group_asker, name), JSON_TEXT(group_asker, words), JSON_TIME(group_asker, since),
	JSON_FLAG(group_asker, asked), JSON_FLAG(group_asker, waiting), JSON_FLAG(group_asker, offered), JSON_TIME(group_asker, until),
};
static const struct json_field groups_asking_json[] = { JSON_TEXT(groups_asking_view, id), JSON_LIST(groups_asking_view, asking, asker_json) };

static enum status offer_names(struct req *r, const struct groups_one *g, struct form_options *ret)
{
	struct peer_group_to_invite_list rows;
	TRY(peer_group_to_invite(r, g->id, g->community, r->who.person, &rows));
	struct form_option *at = ARENA_ARRAY(&r->arena, rows.n + 1, struct form_option);
	for (size_t k = 0; k < rows.n; k++)
		at[k] = (struct form_option){ .code = rows.at[k].person, .label = people_name_or_left(r, rows.at[k].name) };
	*ret = (struct form_options){ .field = "person", .n = rows.n, .at = at };
	return OK;
}

enum status groups_people(struct req *r)
{
	const struct groups_one *g = r->object;
	struct form_options *names = ARENA_NEW(&r->arena, struct form_options);
	struct groups_asking_view v = { .id = g->id, .name = g->name, .leads = g->leads, .closed = g->way == GROUPS_CLOSED, .members = g->members,
		.capacity = g->capacity, .limited = g->capacity != NO_INT };
	struct peer_group_asking_list rows = { 0 };
	if (g->over)
		return MISSING;
	if (g->leads)
		TRY(peer_group_asking(r, g->id, r->who.person, &rows));
	v.asking.n = rows.n;
	v.asking.at = ARENA_ARRAY(&r->arena, rows.n + 1, struct group_asker);
	for (size_t k = 0; k < rows.n; k++) {
		const struct peer_group_asking *x = &rows.at[k];
		v.asking.at[k] = (struct group_asker){ .person = x->person, .name = people_name_or_left(r, x->name), .words = x->words, .since = x->since,
			.until = x->until_at, .asked = str_same(x->state, "asked"), .waiting = str_same(x->state, "waiting"),
			.offered = str_same(x->state, "offered") };
	}
	TRY(offer_names(r, g, names));
	v.can_invite = names->n > 0;
	form_show(r, &v.answer, &group_answer_form, NULL);
	v.answer.drawn.mark = "answer";
	form_show(r, &v.invite, &group_invite_form, NULL);
	v.invite.drawn.options = names;
	v.invite.drawn.n_options = 1;
	return REPLY(r, groups_asking, &v);
}

/* The one in the path, who asked.  Who is kept apart from the reader is not there to them. */
static enum status asker_of(struct req *r, const struct groups_one *g, struct peer_group_ask_get *ret)
{
	bool apart;
	TRY(experiences_apart(r, r->who.person, r->part[1], &apart));
	TRY(apart ? MISSING : peer_group_ask_get(r, g->id, r->part[1], ret));
	return str_same(ret->state, "asked") ? OK : MISSING;
}

/* On their Today, and on the page of the group if they have it open. */
static enum status tell_asked(struct req *r, const struct groups_one *g, const char *person)
{
	TRY(live_today(r, g->community, person));
	return live_thing(r, g->community, group_kind, g->id);
}

enum status groups_let_in(struct req *r)
{
	const struct groups_one *g = r->object;
	struct peer_group_ask_get q;
	bool offered;
	TRY(asker_of(r, g, &q));
	TRY(group_let_in(r, g, q.id, &offered));
	TRY(tell_asked(r, g, r->part[1]));
	return redirect_here(r, offered ? N_("A place is kept for them. They come in when they have read the agreement.")
				: N_("It is full: they are in line now, and are asked when it is their turn."), "/groups/%s/asking", g->id);
}

enum status groups_not_now(struct req *r)
{
	const struct groups_one *g = r->object;
	const struct group_answer *f = r->form;
	struct peer_group_ask_get q;
	TRY(asker_of(r, g, &q));
	TRY(peer_group_ask_answer(r, q.id, g->community, f->words, NULL));
	TRY(tell_asked(r, g, r->part[1]));
	return redirect_here(r, N_("Answered. They can ask again another time."), "/groups/%s/asking", g->id);
}

/* Of a closed group only those who facilitate can let somebody in; asked by others, they ask with a good word. */
enum status groups_invite(struct req *r)
{
	const struct groups_one *g = r->object;
	const struct group_invite *f = r->form;
	struct form_options names;
	bool known = false;
	const char *id = id_new(r);
	if (g->over)
		return MISSING;
	TRY(offer_names(r, g, &names));
	for (size_t k = 0; k < names.n; k++)
		known |= str_same(names.at[k].code, f->person);
	if (!known)
		return fault(r, "person", "choice", N_("Someone you chose is not here any more. Please look at the list once more."));
	TRY(peer_group_ask_put(r, id, g->community, g->id, f->person, "invited", NULL, r->who.person, g->leads, r->now, NULL));
	TRY(tell_asked(r, g, f->person));
	return redirect_here(r, N_("Asked. Whether they come is up to them."), "/groups/%s", g->id);
}
