/* Of what somebody wishes to be told by mail, and how often.  Nothing is chosen beforehand. */
#include "inside.h"
#include "house.h"

const struct choices notifications_everies = CHOICES("mail_every",
	{ "soon", N_("Soon"), N_("At most once an hour, and not between eight in the evening and eight in the morning.") },
	{ "day", N_("Once a day"), N_("Only on days when there is something.") },
	{ "week", N_("Once a week"), N_("Only in weeks when there is something.") });
static const struct choices weekdays = CHOICES("mail_weekday", { "mo", N_("Monday") }, { "tu", N_("Tuesday") }, { "we", N_("Wednesday") },
	{ "th", N_("Thursday") }, { "fr", N_("Friday") }, { "sa", N_("Saturday") }, { "su", N_("Sunday") });

static const struct form_field wish_fields[] = {
	IDS_FIELD(struct notifications_wish, kinds, .max = MAIL_KINDS_MAX, .label = N_("When shall we write?"),
		.hint = N_("Tick nothing and no mail comes.")),
	CHOICE_FIELD(struct notifications_wish, every, .required = true, .of = &notifications_everies, .label = N_("How often?")),
	CLOCK_FIELD(struct notifications_wish, clock, .label = N_("At what time?"), .hint = N_("For once a day and once a week.")),
	CHOICE_FIELD(struct notifications_wish, weekday, .select = true, .of = &weekdays, .label = N_("On which day?"), .hint = N_("For once a week.")),
};
const struct form notifications_wish_form = FORM(notifications_wish, wish_fields);

static const struct json_field notifications_mail_json[] = {
	JSON_TEXT(notifications_mail_view, email), JSON_FLAG(notifications_mail_view, shown), JSON_FLAG(notifications_mail_view, code_open),
	JSON_FLAG(notifications_mail_view, returned), JSON_FLAG(notifications_mail_view, no_server),
};

int64_t mail_every_of(const char *code)
{
	int64_t every;
	return choice_find(&notifications_everies, (struct slice){ code, strlen(code) }, &every) ? every : EVERY_DAY;
}

/* What the features of this house can tell of, in their order. */
static struct form_options kinds_offered(struct req *r)
{
	struct form_option *at = ARENA_ARRAY(&r->arena, MAIL_KINDS_MAX, struct form_option);
	size_t n = 0;
	for (size_t f = 0; f < r->house->n; f++)
		for (size_t k = 0; k < r->house->features[f]->n_mails && n < MAIL_KINDS_MAX; k++) {
			const struct mail_kind *kind = &r->house->features[f]->mails[k];
			at[n++] = (struct form_option){ .code = kind->code, .label = words_find(r->reader.lang, words_hash(kind->label), kind->label),
							 .help = kind->help ? words_say(&r->arena, &r->reader, kind->help(r), 0, NULL) : NULL };
		}
	return (struct form_options){ "kinds", n, at };
}

enum status notifications_mail(struct req *r)
{
	struct mail_wish_get w;
	struct people_mail to = { 0 };
	TRY(mail_wish_stored(r, r->who.person, &w));
	enum status st = people_mail_to(r, r->who.person, &to);
	if (st != OK && st != MISSING)
		return st;
	struct notifications_mail_view v = {
		.email = to.email, .no_server = !r->house->mail, .address_asked = r->house->mail || to.email, .shown = mail_is_shown(r, &w, to.email), .returned = w.refused != NO_INT,
		.code_open = w.code.at && r->now <= w.code_sent + MAIL_CODE_SECONDS && w.code_tries < MAIL_CODE_TRIES,
	};
	v.address_known = v.shown || v.code_open;
	struct notifications_wish stored = { .kinds = str_split(&r->arena, w.kinds, ' ', MAIL_KINDS_MAX), .clock = w.clock, .weekday = w.weekday,
					     .every = mail_every_of(w.every) };
	struct form_options *kinds = ARENA_NEW(&r->arena, struct form_options);
	*kinds = kinds_offered(r);
	form_show(r, &v.address, &notifications_address_form, (&(struct notifications_address){ .email = to.email }));
	form_show(r, &v.code, &notifications_code_form, NULL);
	form_show(r, &v.wish, &notifications_wish_form, &stored);
	v.wish.drawn.options = kinds;
	v.wish.drawn.n_options = 1;
	return REPLY(r, notifications_mail, &v);
}

enum status mail_wish_begin(struct req *r, const struct mail_wish_get *w)
{
	struct people_mail to;
	int64_t next = NO_INT;
	TRY(people_mail_to(r, r->who.person, &to));
	if (*w->kinds) {
		next = mail_next(to.reader.zone ? to.reader.zone : r->house->zone, mail_every_of(w->every), w->clock, w->weekday, r->now);
		TRY(mail_round_by(r, next));
	}
	return mail_wish_set(r, r->who.person, w->kinds, w->every, w->clock, w->weekday, r->now, next, NULL);
}

enum status notifications_wish(struct req *r)
{
	const struct notifications_wish *f = r->form;
	struct mail_wish_get w;
	struct people_mail to = { 0 };
	const struct form_options kinds = kinds_offered(r);
	struct out words = { 0 };
	for (size_t k = 0; k < kinds.n; k++)
		for (size_t i = 0; i < f->kinds.n; i++)
			if (str_same(kinds.at[k].code, f->kinds.at[i])) {
				out_printf(&words, "%s%s", words.n ? " " : "", kinds.at[k].code);
				break;
			}
	const char *chosen = arena_copy(&r->arena, words.n ? words.at : "", words.n);
	out_end(&words);
	TRY(mail_wish_stored(r, r->who.person, &w));
	enum status st = people_mail_to(r, r->who.person, &to);
	if (st != OK && st != MISSING)
		return st;
	if (!mail_is_shown(r, &w, to.email))
		return fault(r, NULL, "address", N_("First give an address, and type the code that we send there."));
	w.kinds = chosen;
	w.every = choice_code(&notifications_everies, f->every);
	w.clock = f->clock == NO_INT ? w.clock : f->clock;
	w.weekday = f->weekday == NO_INT ? w.weekday : f->weekday;
	TRY(mail_wish_begin(r, &w));
	return redirect_saying(r, *chosen ? N_("Saved.") : N_("Saved. No mail will come."), "/me/mail");
}

/* On my page. */
enum status notifications_card(struct req *r)
{
	struct mail_wish_get w;
	struct people_mail to = { 0 };
	TRY(mail_wish_stored(r, r->who.person, &w));
	enum status st = people_mail_to(r, r->who.person, &to);
	if (st != OK && st != MISSING)
		return st;
	struct notifications_card_view v = { .wished = *w.kinds && mail_is_shown(r, &w, to.email), .returned = w.refused != NO_INT };
	v.every = mail_every_of(w.every);
	notifications_card_draw(&r->out, &v);
	return OK;
}
