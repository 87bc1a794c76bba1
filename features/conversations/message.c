/* One message that was said: changing it, taking it back, pinning it.  Knows one message; the page of all
 * is show.c's, taking one down order.c's. */
#include "inside.h"
#include "enclose.h"
#include "queries.h"
#include "tell.h"
#include "markup.h"

static const struct form_field talk_edit_fields[] = {
	TEXT_FIELD(struct talk_edit, words, .required = true, .min = 1, .max = TALK_WORDS_MAX, .multiline = true, .label = N_("Your message")),
	SET_FIELD(struct talk_edit, topics, .of = &conversations_topics, .label = N_("What is it about?"),
		  .hint = N_("Whoever would rather not meet such a topic unprepared opens it when they want to.")),
};
const struct form talk_edit_form = FORM(talk_edit, talk_edit_fields);

/* MAY_PARTY for who may read the conversation, MAY_OWNER for who wrote it. */
enum status message_of(struct req *r)
{
	struct one_message *o = ARENA_NEW(&r->arena, struct one_message);
	bool apart = false;
	TRY(conversations_of(r));
	o->conversation = *(const struct conversations_one *)r->object;
	r->object = o;
	if (!may(r, MAY_PARTY))
		return MISSING;
	TRY(message_get(r, r->part[1], o->conversation.id, o->conversation.after, &o->m));
	if (o->m.writer && str_same(o->m.writer, r->who.person))
		r->who.may |= MAY_OWNER;
	else if (o->m.writer && !o->conversation.pair)
		TRY(experiences_apart(r, r->who.person, o->m.writer, &apart));
	return apart ? MISSING : OK;
}

bool message_readable(const struct req *r)
{
	const struct one_message *o = r->object;
	return o->m.words && o->m.taken_down == NO_INT;
}

static const struct json_field conversations_message_json[] = {
	JSON_TEXT(conversations_message_view, conversation), JSON_TEXT(conversations_message_view, id), JSON_TEXT(conversations_message_view, name),
	JSON_SET(conversations_message_view, topics, &conversations_topics), JSON_TIME(conversations_message_view, said),
	JSON_TIME(conversations_message_view, edited), JSON_FLAG(conversations_message_view, mine), JSON_FLAG(conversations_message_view, gone),
	JSON_FLAG(conversations_message_view, pinned),
};

enum status message_show(struct req *r)
{
	const struct one_message *o = r->object;
	const struct message_get *m = &o->m;
	struct conversations_message_view v = {
		.conversation = o->conversation.id, .id = m->id, .said = m->said, .edited = m->edited, .topics = conversations_topics_set(m->topics),
		.name = people_name_or_left(r, m->name), .mine = may(r, MAY_OWNER), .gone = !m->words, .down = m->taken_down != NO_INT,
		.pinned = m->pinned != NO_INT,
		.may_take_down = talk_keeps_order(r, &o->conversation) && !may(r, MAY_OWNER) && message_readable(r),
		.may_pause = may(r, MAY_LEADS) && m->writer && !may(r, MAY_OWNER), .decision = may(r, MAY_OWNER) ? m->down : NULL,
	};
	TRY(talk_may_write(r, &o->conversation, &v.may_write));
	if (m->words && !v.down) {
		v.words = markup(&r->arena, m->words);
		TRY(enclosed_of_message(r, m->id, &v.enclosed));
	}
	if (m->words && v.down && v.mine)       /* to be copied, when they say how they see it */
		v.own_words = markup(&r->arena, m->words);
	v.may_pin = v.words.html && (!o->conversation.members || talk_keeps_order(r, &o->conversation));
	return REPLY(r, conversations_message, &v);
}

static const struct json_field conversations_message_edit_json[] = {
	JSON_TEXT(conversations_message_edit_view, conversation), JSON_TEXT(conversations_message_edit_view, id),
};

enum status message_change_show(struct req *r)
{
	const struct one_message *o = r->object;
	struct conversations_message_edit_view v = { .conversation = o->conversation.id, .id = o->m.id };
	struct talk_edit stored = { o->m.words, conversations_topics_set(o->m.topics) };
	if (!o->m.words || o->m.taken_down != NO_INT)
		return MISSING;
	form_show(r, &v.form, &talk_edit_form, &stored);
	v.care.shown = talk_heavy_typed(r, &talk_edit_form, "words");
	return REPLY(r, conversations_message_edit, &v);
}

static enum status back_to_it(struct req *r, const char *notice)
{
	const struct one_message *o = r->object;
	return redirect_here(r, notice, "/conversations/%s?before=%lld#m-%s", o->conversation.id, (long long)o->m.place + TALK_PAGE / 2, o->m.id);
}

enum status message_change_save(struct req *r)
{
	const struct one_message *o = r->object;
	const struct talk_edit *f = r->form;
	int64_t number, changed;
	bool may_write;
	if (!o->m.words || o->m.taken_down != NO_INT)
		return MISSING;
	TRY(talk_may_write(r, &o->conversation, &may_write));
	TRY(talk_not_paused(r, &o->conversation));
	if (!may_write)
		return fault(r, "words", "ended", N_("This was not sent: nothing more can be written here. You can still copy your words."));
	TRY(live_number(r, r->community.id, &number));
	TRY(message_change(r, o->m.id, r->who.person, f->words, talk_topics_text(r, f->topics), r->now, number, &changed));
	return back_to_it(r, N_("Changed. Others see that it was changed, not what it was before."));
}

/* Also where nothing more is written: what one said stays one's own. */
enum status message_back(struct req *r)
{
	const struct one_message *o = r->object;
	int64_t number, changed;
	TRY(live_number(r, r->community.id, &number));
	TRY(enclosed_gone(r, o->m.id));
	TRY(reports_hearing_forget(r, r->who.person, o->m.id));
	TRY(message_take_back(r, o->m.id, r->who.person, r->now, number, &changed));
	return back_to_it(r, N_("Taken back. The words are gone; others see that there was a message."));
}

/* Between two and in a group everyone may pin; what everyone in the community reads, coordinators. */
static enum status pin(struct req *r, int64_t at, const char *notice)
{
	const struct one_message *o = r->object;
	int64_t number, changed;
	if (o->m.taken_down != NO_INT || !o->m.words || (o->conversation.members && !may(r, MAY_COORDINATOR)))
		return MISSING;
	TRY(live_number(r, r->community.id, &number));
	TRY(message_pin(r, o->m.id, at, number, &changed));
	return back_to_it(r, notice);
}

enum status message_do_pin(struct req *r) { return pin(r, r->now, N_("Pinned: it stays at the top for everyone here.")); }
enum status message_unpin(struct req *r) { return pin(r, NO_INT, N_("No longer pinned.")); }
