/* Saying something: sent once however often it is posted; slow mode; how far somebody has read.  Leaves what was said
 * already to message.c. */
#include "inside.h"
#include "enclose.h"
#include "queries.h"
#include "tell.h"

static const struct form_field talk_new_fields[] = {
	TEXT_FIELD(struct talk_new, words, .or_another = true, .max = TALK_WORDS_MAX, .multiline = true, .label = N_("Your message")),
	SET_FIELD(struct talk_new, topics, .of = &conversations_topics, .label = N_("What is it about?"),
		  .hint = N_("Whoever would rather not meet such a topic unprepared opens it when they want to.")),
	ID_FIELD(struct talk_new, reply, .hidden = true, .label = N_("In reply to")),
	ID_FIELD(struct talk_new, form_key, .hidden = true, .label = N_("Form")),
	ENCLOSE_FIELDS(talk_new),
};
const struct form talk_new_form = FORM(talk_new, talk_new_fields);

struct talk_seen { int64_t place; };
static const struct form_field talk_seen_fields[] = {
	INT_FIELD(struct talk_seen, place, .required = true, .hidden = true, .max = INT64_MAX, .label = N_("Read up to")),
};
const struct form talk_seen_form = FORM(talk_seen, talk_seen_fields);

static enum status not_too_soon(struct req *r, const struct conversations_one *c)
{
	struct message_last_said last;
	int64_t slow = talk_slow(r, c);
	if (!slow || may(r, MAY_LEADS) || (c->members && may(r, MAY_FACILITATOR | MAY_COORDINATOR)))
		return OK;
	TRY(message_last_said(r, c->id, r->who.person, &last));
	if (last.said == NO_INT || r->now - last.said >= slow)
		return OK;
	return fault_with(r, "words", "slow", N_("This conversation goes slowly, so that everyone finds room. You can write again in {0} min; your words stay here until then."),
			  word_int((slow - (r->now - last.said) + 59) / 60));
}

/* Says no more than that it ended: not who did it, nor whether somebody blocked or left. */
static enum status ended(struct req *r)
{
	return fault(r, "words", "ended", N_("This was not sent: nothing more can be written here. You can still copy your words."));
}

static enum status answers_something(struct req *r, const struct conversations_one *c, const char *reply)
{
	struct message_get m;
	enum status st = reply ? message_get(r, reply, c->id, c->after, &m) : OK;
	return st == MISSING ? fault(r, "reply", "gone", N_("The message you answer is not there any more.")) : st;
}

/* The same form came already: a second tap, or the answer was lost on its way.  Whoever wrote on meanwhile sends other words; they are
 * a message of their own, so that none are lost, and have no key then. */
static enum status came_before(struct req *r, const struct conversations_one *c, const struct talk_words *w, bool *ret, const char **ret_key)
{
	struct message_by_key same;
	struct message_get m;
	*ret = false;
	*ret_key = w->form_key;
	enum status st = w->form_key ? message_by_key(r, c->id, r->who.person, w->form_key, &same) : MISSING;
	if (st != OK)
		return st == MISSING ? OK : st;
	st = message_get(r, same.id, c->id, c->after, &m);
	*ret = st == MISSING || !m.words || !w->words || str_same(m.words, w->words);
	*ret_key = NULL;
	return st == MISSING ? OK : st;
}

enum status talk_add(struct req *r, const struct conversations_one *c, const struct talk_words *w)
{
	struct conversation_place place;
	int64_t number, changed;
	bool may_write, before;
	const char *id = id_new(r), *key;
	TRY(came_before(r, c, w, &before, &key));
	if (before)
		return OK;
	TRY(talk_may_write(r, c, &may_write));
	if (!may_write)
		return ended(r);
	TRY(talk_not_paused(r, c));
	TRY(not_too_soon(r, c));
	TRY(answers_something(r, c, w->reply));
	enum status st = conversation_place(r, c->id, r->now, &place);
	if (st != OK)
		return st == MISSING ? ended(r) : st;
	TRY(live_number(r, c->community, &number));
	TRY(message_add(r, id, c->id, c->community, place.place, r->who.person, key, w->words ? w->words : "", talk_topics_text(r, w->topics), w->reply,
			r->now, number, w->enclosed ? (int64_t)w->enclosed->n : 0, &changed));
	if (w->enclosed)
		TRY(enclosed_add(r, id, w->enclosed));
	return conversation_seen_put(r, c->id, r->who.person, r->now, place.place, NULL);
}

/* Where nothing more is written nothing is made anew either: the handler says so. */
enum status talk_enclose(struct req *r)
{
	bool may_write;
	TRY(talk_may_write(r, r->object, &may_write));
	return may_write ? enclosed_remake(r) : OK;
}

enum status talk_say(struct req *r)
{
	const struct conversations_one *c = r->object;
	const struct talk_new *f = r->form;
	const struct enclosed_list *enclosed = enclosed_sent(r);
	if (!f->words && !enclosed->n)
		return fault(r, "words", "needed", N_("Please write something here."));
	TRY(talk_add(r, c, &(struct talk_words){ f->form_key, f->words, f->reply, f->topics, enclosed }));
	return redirect_here(r, NULL, "/conversations/%s#say", c->id);
}

enum status talk_seen(struct req *r)
{
	const struct conversations_one *c = r->object;
	const struct talk_seen *f = r->form;
	TRY(conversation_seen_put(r, c->id, r->who.person, r->now, f->place < c->messages ? f->place : c->messages, NULL));
	return redirect_here(r, NULL, "/conversations/%s#say", c->id);
}
