/* An invitation as mail: a few words, and the part that calendar programs read (RFC 5546, RFC 6047).  Nobody stands in it but the house
 * and whom it is for.  Leaves when it goes to invite.c. */
#include "inside.h"
#include "house.h"

enum { LOCAL_TOKEN_MAX = 64 };

static bool replies_read(const struct req *r) { return r->house->calendar_replies && *r->house->calendar_replies; }

const char *invite_help(const struct req *r)
{
	return replies_read(r) ? N_("It comes at once and says when it is, so that your calendar can show it, and calls it “Meeting”. You can answer from your calendar.")
			       : N_("It comes at once and says when it is, so that your calendar can show it, and calls it “Meeting”. Answers by mail are not read here: please answer on our page.");
}

const char *invite_fuller_help(const struct req *r)
{
	(void)r;
	return N_("Whoever reads your mail or sees your calendar can read that too.");
}

/* From the invitation's id, by a key that is drawn from the master key: it need not be kept, and it is the same in every mail. */
const char *invite_token(struct req *r, const char *invitation) { return id_of(r, seal_index(r, "calendar_invitation.token", invitation)); }

/* days+TOKEN@example.org: calendar programs answer to this address, and write it into the answer. */
static const char *organizer(struct req *r, const char *token)
{
	const char *base = r->house->calendar_replies;
	if (!replies_read(r))
		return r->house->mail_from && *r->house->mail_from ? r->house->mail_from : NULL;
	const char *at = strchr(base, '@');
	return at ? arena_printf(&r->arena, "%.*s+%s%s", (int)(at - base), base, token, at) : NULL;
}

static const char *say(struct req *r, const char *english, const char *a, const char *b)
{
	return words_say(&r->arena, &r->reader, english, 2, (struct word_arg[]){ word_text(a ? a : ""), word_text(b ? b : "") });
}

static const char *page(struct req *r, const struct invite_letter *l)
{
	const char *door = r->house->public_address ? r->house->public_address : "";
	if (!l->of || l->day == NO_INT)
		return arena_printf(&r->arena, "%s/", door);
	return arena_printf(&r->arena, "%s%s/gatherings/%s/times/%s", door, r->out.base, l->gathering, gatherings_day_code(&r->arena, l->day));
}

static const char *body(struct req *r, const struct invite_letter *l, bool asks)
{
	const char *when = l->when == NO_INT ? "" : words_moment(&r->arena, &r->reader, l->when);
	const char *what = asks ? say(r, l->first ? N_("you are asked to come: {0}.") : N_("something you are asked to has changed. It is now: {0}."), when, NULL)
			 : l->when == NO_INT ? say(r, N_("something goes from your calendar. It was called off, or you are no longer asked to it."), NULL, NULL)
					     : say(r, N_("this goes from your calendar: {0}. It was called off, or you do not come."), when, NULL);
	const char *how = !asks ? say(r, N_("To see more, sign in: {0}"), page(r, l), NULL)
			: replies_read(r) ? say(r, N_("You can answer from your calendar, or here: {0}"), page(r, l), NULL)
					  : say(r, N_("Answers to this mail are not read. Please answer here: {0}"), page(r, l), NULL);
	const char *stop = say(r, N_("You asked us for invitations by mail. To end all mail, open this address:\n{0}"), l->to->stop, NULL);
	return arena_printf(&r->arena, "%s\n\n%s\n\n%s\n\n%s\n", say(r, N_("Hello,"), NULL, NULL), what, how, stop);
}

enum status invite_send(struct req *r, const struct invite_letter *l, const char *method)
{
	bool asks = str_same(method, "REQUEST");
	const char *from = organizer(r, l->token);
	struct calendar_head h = { .method = method, .changed = r->now };
	struct out o = { 0 };
	if (!from)
		return OK;      /* there is nobody whose invitation it could be */
	for (size_t i = 0; i < l->n; i++) {
		l->at[i].organizer = from;
		l->at[i].attendee = l->to->email;
		l->at[i].rsvp = replies_read(r);
	}
	calendar_write(&o, &h, l->n, l->at);
	const char *calendar = arena_copy(&r->arena, o.at ? o.at : "", o.n);
	out_end(&o);
	return mail_add(r, &(struct mail_new){
		.to = l->to->email, .stop = l->to->stop, .about = l->person, .calendar = calendar, .method = method, .body = body(r, l, asks),
		.subject = say(r, !asks ? N_("Taken from your calendar") : l->first ? N_("An invitation") : N_("An invitation has changed"), NULL, NULL),
	});
}

enum status invite_send_full(struct req *r, const char *person, const struct gatherings_time *t)
{
	struct mail_wished w;
	enum status st = mail_wished(r, person, "invitations", &w);
	if (st != OK)
		return st == MISSING ? OK : st;
	const struct words_reader was = r->reader;
	struct invite_letter l = { .to = &w, .gathering = t->of->id, .of = t->of, .day = t->day };
	r->reader = w.reader;
	st = mail_add(r, &(struct mail_new){
		.to = w.email, .stop = w.stop, .about = person, .subject = say(r, N_("About your answer"), NULL, NULL),
		.body = say(r, N_("Hello,\n\nwe got your answer by mail, but all places are taken. If somebody gives theirs back, you see it here: {0}\n\nTo end all mail, open this address:\n{1}\n"), page(r, &l), w.stop),
	});
	r->reader = was;
	return st;
}
