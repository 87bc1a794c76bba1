/* The look at whose turn it is: whether something waits for them, and one mail if so.  A look and its mail are one
 * transaction with the end of the job, so that nothing is told twice after a kill.  What waits, the features say. */
#include "inside.h"
#include "house.h"

enum {
	AT_ONCE = 50,               /* people in one transaction */
	SETTLE = 120,               /* what is so new may still be read, mended or taken back by itself */
	SOON = 600, SOON_AFTER_MAIL = 3600, PAUSE = 60,
	MORNING = 8, EVENING = 20,  /* soon does not mean at night */
	LATE = 3600, MINUTE = 60,
};

const char *mail_stop_address(struct req *r, const char *stop)
{
	return stop ? arena_printf(&r->arena, "%s/mail/stop/%s", r->house->public_address ? r->house->public_address : "", stop) : NULL;
}

/* That day at this clock, some days later. */
static int64_t moment_on(const char *zone, struct civil on, int64_t days, int64_t clock)
{
	struct civil c = day_civil(day_number(on.year, on.month, on.day) + days);
	c.hour = (int)(clock / 60);
	c.minute = (int)(clock % 60);
	return zone_moment(zone, c);
}

int64_t mail_next(const char *zone, int64_t every, int64_t clock, int64_t weekday, int64_t after)
{
	if (every == EVERY_SOON) {
		struct civil c = zone_civil(zone, after + SOON);
		return c.hour < MORNING ? moment_on(zone, c, 0, MORNING * 60) : c.hour >= EVENING ? moment_on(zone, c, 1, MORNING * 60) : after + SOON;
	}
	struct civil c = zone_civil(zone, after);
	int64_t step = every == EVERY_WEEK ? 7 : 1;
	int64_t days = every == EVERY_WEEK ? (weekday - c.weekday + 7) % 7 : 0;
	int64_t at = moment_on(zone, c, days, clock);
	return at > after ? at : moment_on(zone, c, days + step, clock);
}

/* ---- when the next look is ---- */

static enum status plan(struct req *r, int64_t number, int64_t at)
{
	TRY(mail_round_put(r, number, at, NULL));
	return at == NO_INT ? OK : job_add(r, "mail_round", arena_printf(&r->arena, "%lld", (long long)number), at);
}

static enum status planned(struct req *r, struct mail_round_get *ret)
{
	enum status st = mail_round_get(r, ret);
	if (st == MISSING)
		*ret = (struct mail_round_get){ .number = 0, .next = NO_INT };
	return st == MISSING ? OK : st;
}

enum status mail_round_by(struct req *r, int64_t at)
{
	struct mail_round_get now;
	TRY(planned(r, &now));
	if (now.next != NO_INT && now.next <= at && now.next > r->now - LATE)
		return OK;
	return plan(r, now.number + 1, at);
}

/* Should a look ever have been given up, it begins again with whoever signs in next. */
enum status mail_round_hear_signed_in(struct req *r, const void *what)
{
	struct mail_round_get now;
	(void)what;
	TRY(planned(r, &now));
	return now.next == NO_INT || now.next > r->now - LATE ? OK : plan(r, now.number + 1, r->now);
}

/* ---- one look ---- */

static enum status something_waits(struct req *r, const struct mail_wishes_due *w, int64_t from, int64_t to, bool *ret)
{
	int64_t n = 0;
	for (size_t f = 0; f < r->house->n && !n && from < to; f++)
		for (size_t k = 0; k < r->house->features[f]->n_mails && !n; k++) {
			const struct mail_kind *kind = &r->house->features[f]->mails[k];
			if (kind->count && mail_is_wished(r, w->kinds, kind->code))
				TRY(kind->count(r, w->person, from, to, &n));
		}
	*ret = n > 0;
	return OK;
}

/* The first moment at which something that is wished is held back no more; NO_INT: nothing is held back. */
static enum status held_until(struct req *r, const struct mail_wishes_due *w, int64_t *ret)
{
	*ret = NO_INT;
	for (size_t f = 0; f < r->house->n; f++)
		for (size_t k = 0; k < r->house->features[f]->n_mails; k++) {
			const struct mail_kind *kind = &r->house->features[f]->mails[k];
			int64_t until = NO_INT;
			if (kind->held && mail_is_wished(r, w->kinds, kind->code))
				TRY(kind->held(r, w->person, &until));
			if (until != NO_INT && (*ret == NO_INT || until < *ret))
				*ret = until;
		}
	return OK;
}

/* The one text that there is, whatever waits. */
static enum status write_to(struct req *r, const char *person, const struct mail_wished *to)
{
	const char *stop = to->stop, *door = r->house->public_address ? r->house->public_address : "";
	return mail_add(r, &(struct mail_new){
		.to = to->email, .stop = stop, .about = person,
		.subject = words_say(&r->arena, &to->reader, N_("You have a new message"), 0, NULL),
		.body = words_say(&r->arena, &to->reader, N_("Hello,\n\nsomething new waits for you. We do not say here what it is, so that only you know.\n\nTo see it, sign in: {0}/\n\nYou asked us to write when something waits. To end all mail, open this address:\n{1}\n"),
				  2, (struct word_arg[]){ word_text(door), word_text(stop ? stop : "") }),
	});
}

/* At once, and whether or not somebody is using the account: it may be whoever changed the password who is. */
enum status mail_hear_secured(struct req *r, const void *what)
{
	struct mail_wished to;
	enum status st = mail_wished(r, what, "sign_in", &to);
	return st == OK ? write_to(r, what, &to) : st == MISSING ? OK : st;
}

static enum status look_at(struct req *r, const struct mail_wishes_due *w)
{
	struct people_mail to;
	struct mail_wish_get shown = { .address = w->address };
	int64_t every = mail_every_of(w->every), until = r->now - SETTLE, from = w->told > w->here ? w->told : w->here, held;
	bool waits;
	enum status st = people_mail_to(r, w->person, &to);
	if (st == MISSING || (st == OK && !mail_is_shown(r, &shown, to.email)))
		return mail_wish_looked(r, w->person, r->now, NO_INT, NULL);
	TRY(st);
	TRY(something_waits(r, w, from, until, &waits));
	TRY(held_until(r, w, &held));
	if (waits)
		TRY(write_to(r, w->person, &(struct mail_wished){ .email = to.email, .reader = to.reader, .stop = mail_stop_address(r, w->stop) }));
	int64_t rest = waits && every == EVERY_SOON ? SOON_AFTER_MAIL - SOON : 0;
	int64_t next = mail_next(to.reader.zone ? to.reader.zone : r->house->zone, every, w->clock, w->weekday, r->now + rest);
	if (!waits && held != NO_INT) {         /* what is held back counts when the quiet hours are over; soon looks again by itself */
		until = w->told;
		next = every != EVERY_SOON && held < next ? held : next;
	}
	return mail_wish_looked(r, w->person, until > w->told ? until : w->told, next, NULL);
}

/* payload: the number of the look; another one was planned since when it is not the latest. */
enum status mail_round_work(struct req *r, const char *payload)
{
	struct mail_round_get now;
	struct mail_wishes_due_list due;
	struct mail_wishes_next next;
	TRY(planned(r, &now));
	if (!str_same(payload, arena_printf(&r->arena, "%lld", (long long)now.number)))
		return OK;
	TRY(mail_wishes_due(r, r->now, AT_ONCE, &due));
	for (size_t k = 0; k < due.n; k++)
		TRY(look_at(r, &due.at[k]));
	TRY(mail_wishes_next(r, &next));
	if (next.next != NO_INT && due.n < AT_ONCE && next.next < r->now + PAUSE)
		next.next = r->now + PAUSE;
	return plan(r, now.number + 1, next.next);
}
