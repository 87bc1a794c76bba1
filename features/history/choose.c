/* The person decides: nothing of an earlier conversation, from a day on, or all of it, and takes it back at any time.  Knows what is handed on
 * in one connection; reading it is read.c's. */
#include "inside.h"
#include "house.h"

enum { NOTHING, FROM_A_DAY, ALL };
static const struct choices how_much = CHOICES("history_how_much",
	{ "nothing", N_("Nothing"), NULL },
	{ "from", N_("From a day on"), NULL },
	{ "all", N_("All of it"), NULL });

static const struct form_field history_choice_fields[] = {
	CHOICE_FIELD(struct history_choice, what, .required = true, .of = &how_much, .label = N_("How much may they read?"),
		     .hint = N_("You can change this at any time. It counts at once.")),
	DAY_FIELD(struct history_choice, from, .label = N_("From which day on?"), .hint = N_("Only if you chose “From a day on”.")),
};
const struct form history_choice_form = FORM(history_choice, history_choice_fields);

enum status history_of_pair(struct req *r)
{
	TRY(connections_of(r));
	const struct connections_one *c = r->object;
	return c->open ? OK : MISSING;
}

static struct history_earlier earlier_of(const struct req *r, const struct history_could *x)
{
	return (struct history_earlier){
		.conversation = x->conversation, .name = people_name_or_left(r, x->name), .began = x->began, .changed = x->changed, .shared = x->share != NULL,
		.from_at = x->from_at, .all = x->share && x->from_at == 0, .asked = x->share && x->name && x->yes == NO_INT, .yes = x->yes == 1, .no = x->yes == 0,
		.left = !x->name,
	};
}

static const struct json_field earlier_json[] = {
	JSON_TEXT(history_earlier, conversation), JSON_TEXT(history_earlier, name), JSON_FLAG(history_earlier, shared), JSON_FLAG(history_earlier, all),
	JSON_TIME(history_earlier, from_at), JSON_FLAG(history_earlier, yes),
};
static const struct json_field shared_json[] = {
	JSON_TEXT(history_shared, id), JSON_TIME(history_shared, from_at), JSON_TIME(history_shared, until_at), JSON_FLAG(history_shared, all),
};
static const struct json_field history_choices_json[] = {
	JSON_TEXT(history_choices_view, name), JSON_LIST(history_choices_view, mine, earlier_json), JSON_LIST(history_choices_view, theirs, shared_json),
};

enum status history_choices_show(struct req *r)
{
	const struct connections_one *c = r->object;
	const char *other = connections_other(r, c);
	struct history_choices_view v = { .connection = c->id };
	struct history_could_list mine;
	struct history_of_connection_list theirs;
	TRY(people_name(r, other, &v.name));
	TRY(history_could(r, r->community.id, r->who.person, c->id, other, &mine));
	TRY(history_of_connection(r, c->id, r->who.person, &theirs));
	v.mine.at = ARENA_ARRAY(&r->arena, mine.n + 1, struct history_earlier);
	for (size_t k = 0; k < mine.n; k++)
		v.mine.at[v.mine.n++] = earlier_of(r, &mine.at[k]);
	v.theirs.at = ARENA_ARRAY(&r->arena, theirs.n + 1, struct history_shared);
	for (size_t k = 0; k < theirs.n; k++)
		v.theirs.at[v.theirs.n++] = (struct history_shared){ theirs.at[k].id, theirs.at[k].from_at, theirs.at[k].until_at, theirs.at[k].from_at == 0 };
	return REPLY(r, history_choices, &v);
}

/* The earlier conversation in the path; MISSING: not one of mine. */
static enum status one_of_mine(struct req *r, const struct connections_one *c, struct history_could *ret)
{
	struct history_could_list mine;
	TRY(history_could(r, r->community.id, r->who.person, c->id, connections_other(r, c), &mine));
	for (size_t k = 0; k < mine.n; k++)
		if (str_same(mine.at[k].conversation, r->part[1])) {
			*ret = mine.at[k];
			return OK;
		}
	return MISSING;
}

static const struct json_field history_choose_json[] = { JSON_TEXT(history_choose_view, conversation), JSON_TEXT(history_choose_view, former) };

enum status history_choose_show(struct req *r)
{
	const struct connections_one *c = r->object;
	struct history_choose_view v = { .connection = c->id };
	struct history_could x;
	struct history_choice *now = ARENA_NEW(&r->arena, struct history_choice);
	TRY(one_of_mine(r, c, &x));
	TRY(people_name(r, connections_other(r, c), &v.name));
	v.conversation = x.conversation;
	v.former = people_name_or_left(r, x.name);
	v.left = !x.name;
	*now = (struct history_choice){ x.share ? x.from_at ? FROM_A_DAY : ALL : NOTHING, NO_INT };
	if (x.share && x.from_at) {
		struct civil day = zone_civil(r->reader.zone, x.from_at);
		now->from = day_number(day.year, day.month, day.day);
	}
	form_show(r, &v.form, &history_choice_form, now);
	return REPLY(r, history_choose, &v);
}

/* What is written later in that conversation is not handed on. */
enum status history_choose(struct req *r)
{
	const struct connections_one *c = r->object;
	const struct history_choice *f = r->form;
	struct history_could x;
	TRY(one_of_mine(r, c, &x));
	int64_t from = f->what == FROM_A_DAY && f->from != NO_INT ? zone_moment(r->reader.zone, day_civil(f->from)) : 0;
	if (f->what == FROM_A_DAY && f->from == NO_INT)
		return fault(r, "from", "needed", N_("Say from which day on."));
	if (from > r->now)
		return fault(r, "from", "day", N_("Please choose today, or a day before."));
	if (f->what == NOTHING)
		TRY(history_remove(r, c->id, x.conversation, r->who.person, NULL));
	else if (!x.share || x.from_at != from)
		TRY(history_put(r, id_new(r), r->community.id, r->who.person, c->id, connections_other(r, c), x.conversation, x.name ? x.former : NULL, from, r->now, NULL));
	return redirect_here(r, f->what == NOTHING ? N_("Nothing of it can be read any more.") : N_("Handed on. You can take it back at any time."),
			     "/connections/%s/history", c->id);
}

/* On the page of a connection. */
enum status history_section(struct req *r)
{
	const struct connections_one *c = r->object;
	const char *other = connections_other(r, c);
	struct history_section_view v = { .connection = c->id };
	struct history_could_list mine;
	struct history_of_connection_list theirs;
	if (!c->open)
		return OK;
	TRY(history_could(r, r->community.id, r->who.person, c->id, other, &mine));
	TRY(history_of_connection(r, c->id, r->who.person, &theirs));
	v.could = mine.n > 0;
	v.reads = theirs.n > 0;
	TRY(people_name(r, other, &v.name));
	if (v.could || v.reads)
		history_section_draw(&r->out, &v);
	return OK;
}
