/* Announcements: a coordinator says something to everyone, members comment under the house rules.  Each is a conversation that
 * every member may read; what happens in it is the other files'. */
#include "inside.h"
#include "asset.h"
#include "enclose.h"
#include "queries.h"

static const struct form_field news_new_fields[] = {
	TEXT_FIELD(struct news_new, title, .required = true, .min = 2, .max = 120, .label = N_("In one line")),
	TEXT_FIELD(struct news_new, words, .required = true, .min = 2, .max = TALK_WORDS_MAX, .multiline = true, .label = N_("What would you like to tell everyone?")),
	SET_FIELD(struct news_new, topics, .of = &conversations_topics, .label = N_("What is it about?"),
		  .hint = N_("Whoever would rather not meet such a topic unprepared opens it when they want to.")),
	FLAG_FIELD(struct news_new, open, .label = N_("Anyone may read it, also without an account"),
		   .hint = N_("The title and these words, never the comments and never who wrote it.")),
	ID_FIELD(struct news_new, form_key, .hidden = true, .label = N_("Form")),
	ENCLOSE_FIELDS(news_new),
};
const struct form news_new_form = FORM(news_new, news_new_fields);

static const struct form_field news_open_fields[] = { FLAG_FIELD(struct news_open, open, .label = N_("Anyone may read it, also without an account")) };
const struct form news_open_form = FORM(news_open, news_open_fields);

static const struct json_field conversations_news_json[] = {
	JSON_ROWS(conversations_news_view, news, news_list), JSON_ROWS(conversations_news_view, gone, news_left), JSON_TEXT(conversations_news_view, more_after), JSON_INT(conversations_news_view, more_at),
};

enum status announcements_show(struct req *r)
{
	const struct talk_list *f = r->form;
	struct conversations_news_view v = { .may_announce = may(r, MAY_COORDINATOR) };
	bool later = f && f->after && f->at != NO_INT;
	TRY(news_list(r, r->community.id, r->who.person, later ? f->at : INT64_MAX, later ? f->after : "", TALK_LIST + 1, &v.news));
	if (!later)
		TRY(news_left(r, r->community.id, r->who.person, &v.gone));
	if (v.news.n > TALK_LIST) {
		v.news.n = TALK_LIST;
		v.more_after = v.news.at[TALK_LIST - 1].id;
		v.more_at = v.news.at[TALK_LIST - 1].made;
	}
	return REPLY(r, conversations_news, &v);
}

static const struct json_field conversations_announce_json[] = { JSON_NOTHING };

enum status announcement_new(struct req *r)
{
	struct conversations_announce_view v = { .assets = kith_assets_hash };
	struct news_new *first = ARENA_NEW(&r->arena, struct news_new);
	first->form_key = id_new(r);
	form_show(r, &v.form, &news_new_form, first);
	TRY(enclosed_form(r, NULL, &v.enclose));
	return REPLY(r, conversations_announce, &v);
}

/* Its subject is the form's own key: posted twice is announced once. */
enum status announcement_add(struct req *r)
{
	const struct news_new *f = r->form;
	const char *id = id_new(r), *subject = f->form_key ? f->form_key : id;
	struct conversation_find found;
	int64_t added;
	TRY(conversation_add(r, id, r->community.id, "news", subject, "members", f->title, 0, r->now, r->who.person, &added));
	TRY(conversation_find(r, "news", subject, r->community.id, &found));
	if (added) {
		struct conversations_one c = { .id = id, .community = r->community.id, .kind = "news", .state = "open", .news = true, .members = true };
		TRY(talk_add(r, &c, &(struct talk_words){ .form_key = f->form_key, .words = f->words, .topics = f->topics, .enclosed = enclosed_sent(r) }));
		if (f->open)
			TRY(news_open_set(r, id, r->now, NULL));
	}
	return redirect_here(r, N_("Announced. Every member can read it."), "/conversations/%s", found.id);
}

/* May anyone read it? */
enum status announcement_is_open(struct req *r, const char *id, bool *ret)
{
	struct news_open_get x;
	TRY(news_open_get(r, id, &x));
	*ret = x.open_since != NO_INT;
	return OK;
}

/* Opening says from when on it is news for everybody. */
enum status announcement_open(struct req *r)
{
	const struct conversations_one *c = r->object;
	const struct news_open *f = r->form;
	if (!c->news)
		return MISSING;
	TRY(news_open_set(r, c->id, f->open ? r->now : NO_INT, NULL));
	return redirect_here(r, f->open ? N_("Now anyone may read it, also without an account.") : N_("Now only members read it."), "/conversations/%s", c->id);
}
