/* Two people who walk together: their page, pausing, ending, someone new, moving on.  Who did it and why is not kept.
 * Knows connections; agreement and encounters add their own sections to the page. */
#include "inside.h"

static const struct form_field connection_move_on_fields[] = {
	TEXT_FIELD(struct connection_move_on, words, .multiline = true, .max = 1000,
		   .label = N_("A closing word"), .hint = N_("What you would like to say to each other at the end. Only the two of you can read it.")),
	FLAG_FIELD(struct connection_move_on, offer_back,
		   .label = N_("I would like to offer support to others"), .hint = N_("Opens the page where you can say what you offer.")),
};
const struct form connection_move_on_form = FORM(connection_move_on, connection_move_on_fields);

static const struct json_field connections_list_json[] = {
	JSON_ROWS(connections_list_view, mine, connections_mine), JSON_INT(connections_list_view, waiting),
};

enum status connections_show(struct req *r)
{
	struct connections_list_view v = { .waiting = 0 };
	struct proposals_for_me_list waiting;
	TRY(connections_mine(r, r->community.id, r->who.person, CONNECTIONS_PAGE, &v.mine));
	TRY(proposals_for_me(r, r->community.id, r->who.person, r->now, CONNECTIONS_PAGE, &waiting));
	v.waiting = (int64_t)waiting.n;
	for (size_t i = 0; i < v.mine.n; i++)
		v.mine.at[i].name = people_name_or_left(r, v.mine.at[i].name);
	return REPLY(r, connections_list, &v);
}

static const struct json_field told_json[] = { JSON_TEXT(experiences_seen, tag), JSON_TEXT(experiences_seen, words) };
static const struct json_field connections_one_json[] = {
	JSON_TEXT(connections_one_view, id), JSON_TEXT(connections_one_view, name), JSON_TEXT(connections_one_view, pronouns),
	JSON_TEXT(connections_one_view, helps), JSON_TEXT(connections_one_view, helps_not), JSON_TEXT(connections_one_view, area),
	JSON_TIME(connections_one_view, began), JSON_FLAG(connections_one_view, open),
	JSON_FLAG(connections_one_view, paused), JSON_FLAG(connections_one_view, moved_on),
	JSON_LIST(connections_one_view, told, told_json), JSON_ROWS(connections_one_view, closing, closing_words),
	JSON_LIST(connections_one_view, see, cards_json),
};

enum status connection_show(struct req *r)
{
	const struct connections_one *c = r->object;
	struct connection_with with;
	struct connections_one_view v = { .id = c->id, .began = c->began };
	TRY(connection_with(r, c->id, r->who.person, &with));
	v.name = people_name_or_left(r, with.name);
	v.pronouns = with.pronouns;
	v.open = c->open;
	v.paused = str_same(c->state, "paused");
	v.moved_on = str_same(c->state, "moved_on");
	v.ended = !c->open && !v.moved_on;
	if (c->open) {      /* what is shown to people I am connected with ends with the connection */
		v.helps = with.helps;
		v.helps_not = with.helps_not;
		v.area = with.area;
		TRY(experiences_visible(r, with.person, (r->who.may & (MAY_MEMBER | MAY_SUPPORTER)) | MAY_CONNECTED, &v.told));
	}
	TRY(closing_words(r, c->id, &v.closing));
	for (size_t i = 0; i < v.closing.n; i++)
		v.closing.at[i].name = people_name_or_left(r, v.closing.at[i].name);
	v.see = cards_named(r, "connection");
	TRY(cards_html(r, "connection", &v.cards));
	return REPLY(r, connections_one, &v);
}

/* Everything that changes a state goes through here: count, event, and nothing about who or why. */
static enum status turn(struct req *r, const char *state, bool open_after)
{
	struct connections_one *c = r->object;
	int64_t changed;
	if (!c->open && !open_after)
		return OK;      /* said twice is said once */
	TRY(connection_change(r, c->id, state, r->now, &changed));
	if (c->open != open_after)
		TRY(asks_walking_add(r, c->community, c->other, open_after ? 1 : -1));
	c->state = state;
	c->open = open_after;
	return tell(r, &connections_changed, c);
}

enum status connection_pause(struct req *r)
{
	const struct connections_one *c = r->object;
	if (!c->open)
		return MISSING;
	TRY(turn(r, "paused", true));
	return redirect_here(r, N_("Paused. Take it up again whenever you like."), "/connections/%s", c->id);
}

enum status connection_resume(struct req *r)
{
	const struct connections_one *c = r->object;
	if (!str_same(c->state, "paused"))
		return MISSING;
	TRY(turn(r, "begun", true));
	return redirect_here(r, N_("You walk together again."), "/connections/%s", c->id);
}

enum status connection_end(struct req *r)
{
	TRY(turn(r, "ended", false));
	return redirect_here(r, N_("Ended. No reason is asked, and nothing is noted against anyone."), "/connections");
}

enum status connection_someone_new(struct req *r)
{
	TRY(turn(r, "ended", false));
	return redirect_here(r, N_("Ended. Say what you are looking for now, and we look again."), "/asks/new?direction=ask");
}

static const struct json_field connections_move_on_json[] = {
	JSON_TEXT(connections_move_on_view, id), JSON_TEXT(connections_move_on_view, name),
};

enum status connection_moving_on(struct req *r)
{
	const struct connections_one *c = r->object;
	struct connections_move_on_view v = { .id = c->id };
	TRY(people_name(r, connections_other(r, c), &v.name));
	form_show(r, &v.form, &connection_move_on_form, NULL);
	return REPLY(r, connections_move_on, &v);
}

enum status connection_move_on(struct req *r)
{
	const struct connections_one *c = r->object;
	const struct connection_move_on *f = r->form;
	int64_t changed;
	if (f->words)
		TRY(closing_word_put(r, c->id, r->who.person, f->words, r->now, &changed));
	TRY(turn(r, "moved_on", false));
	if (f->offer_back)
		return redirect_here(r, N_("Well walked. What would you like to offer?"), "/asks/new?direction=offer");
	return redirect_here(r, N_("Well walked."), "/connections/%s", c->id);
}
