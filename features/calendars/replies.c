/* Answers that calendar programs send by mail: whose they are is said by the word in the address alone, which only the mail to that person
 * held; who the sender says they are counts for nothing.  Each goes through the same door as the answer on the page.
 * Leaves mail to letters.c and what stands in an answer to core/calendar_read.c. */
#include "inside.h"
#include "command.h"
#include "house.h"
#include "letters.h"
#include "queries.h"

enum { TIMES_AT_ONCE = 60 };        /* of a rule that is answered as a whole: so many times ahead, within a year */

/* ---- whose it is, and of what ---- */

/* "days+TOKEN@example.org" */
static const char *token_in(struct req *r, const char *address)
{
	const char *at = strrchr(address, '@'), *plus = NULL;
	for (const char *p = address; at && p < at; p++)
		plus = *p == '+' ? p : plus;
	if (!plus)
		return NULL;
	char *token = arena_copy(&r->arena, plus + 1, (size_t)(at - plus - 1));
	for (char *p = token; *p; p++)
		*p = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
	return id_looks_right((struct slice){ token, strlen(token) }) ? token : NULL;
}

static int64_t day_of(const struct calendar_reply *x, const struct gatherings_one *g)
{
	if (x->recurs_at == NO_INT)
		return x->recurs_day;
	struct civil c = zone_civil(g->zone, x->recurs_at);
	return day_number(c.year, c.month, c.day);
}

/* ---- the answer to one time, as the page takes it ---- */

static enum reply_is refused(const struct req *r)
{
	static const struct { const char *code; enum reply_is is; } why[] = { { "full", REPLY_FULL }, { "off", REPLY_OFF }, { "over", REPLY_OVER } };
	for (size_t i = 0; r->n_faults && i < COUNT(why); i++)
		if (str_same(r->faults[0].code, why[i].code))
			return why[i].is;
	return REPLY_GONE;
}

/* Its route says what it is about and who may: the gate is asked as for the page. */
static enum status through_the_gate(struct req *r, const char *gathering, int64_t day, const struct gatherings_time **ret)
{
	const char *path = arena_printf(&r->arena, "/c/%s/gatherings/%s/times/%s/answer", r->community.slug, gathering, gatherings_day_code(&r->arena, day));
	bool other;
	unsigned held = r->who.may;
	const struct route *x = route_find(r, r->house, "POST", (struct slice){ path, strlen(path) }, &other);
	if (!x)
		return BROKEN;
	enum status st = x->of(r);
	if (st == OK)
		st = gate(r, x);
	*ret = r->object;
	r->who.may = held;
	return st;
}

static enum status answer_one(struct req *r, const char *gathering, int64_t day, const struct calendar_reply *x, enum reply_is *ret)
{
	const struct gatherings_time *t;
	enum status st = through_the_gate(r, gathering, day, &t);
	*ret = REPLY_GONE;
	if (st == MISSING || st == DENIED)
		return OK;
	TRY(st);
	*ret = REPLY_OUTDATED;
	if (x->sequence < t->sequence)
		return OK;
	r->n_faults = 0;
	st = gatherings_answer(r, t, r->who.person, x->answer);
	*ret = st == OK ? REPLY_TAKEN : refused(r);
	r->n_faults = 0;
	if (*ret == REPLY_FULL)
		TRY(invite_send_full(r, r->who.person, t));
	return st == INVALID ? OK : st;
}

/* Of a rule all that lie ahead; one that was moved was asked for by itself. */
static enum status answer_all(struct req *r, const char *gathering, const struct calendar_reply *x, enum reply_is *ret)
{
	struct gatherings_reader who = gatherings_reader(r);
	struct gatherings_times t;
	size_t n = 0;
	*ret = REPLY_GONE;
	TRY(gatherings_between(r, &who, r->now, r->now + (int64_t)400 * DAY, &t));
	for (size_t i = 0; i < t.n && n < TIMES_AT_ONCE; i++) {
		enum reply_is one;
		if (!str_same(t.at[i].of->id, gathering))
			continue;
		TRY(answer_one(r, gathering, t.at[i].day, x, &one));
		*ret = one == REPLY_TAKEN || *ret == REPLY_GONE ? one : *ret;
		n++;
	}
	return OK;
}

/* ---- is it new? ---- */

/* What somebody said on the page after they sent this stays. */
static enum status older(struct req *r, const struct calendar_invitation_by_token *i, int64_t day, const struct calendar_told_all *told,
			 const struct calendar_reply *x, bool *ret)
{
	struct calendar_said s;
	enum status st = calendar_said(r, i->gathering, day, i->person, &s);
	*ret = st == OK && s.said > x->stamp && (!told || told->read == NO_INT || s.said > told->read);
	return st == MISSING ? OK : st;
}

struct told { struct calendar_told_all_list all; const struct calendar_told_all *at; };

static enum status told_of(struct req *r, const char *invitation, int64_t day, struct told *ret)
{
	TRY(calendar_told_all(r, invitation, &ret->all));
	ret->at = NULL;
	for (size_t k = 0; k < ret->all.n; k++)
		if (ret->all.at[k].day == day)
			ret->at = &ret->all.at[k];
	return OK;
}

/* What they answered to, as they may see it now; n 0: it is not theirs any more. */
static enum status enter(struct req *r, const struct calendar_invitation_by_token *i, struct gatherings_ones *ret)
{
	struct gatherings_times kept;
	r->who = (struct who){ .person = i->person, .may = MAY_ANYONE | MAY_SIGNED_IN };
	*ret = (struct gatherings_ones){ .n = 0 };
	TRY(communities_enter_id(r, i->community));
	struct gatherings_reader who = gatherings_reader(r);
	return may(r, MAY_MEMBER) ? gatherings_all(r, &who, i->gathering, 0, ret, &kept) : OK;
}

static enum status take(struct req *r, const struct calendar_invitation_by_token *i, const struct calendar_reply *x, enum reply_is *ret)
{
	struct gatherings_ones ones;
	struct told told;
	bool late = false;
	*ret = REPLY_GONE;
	TRY(enter(r, i, &ones));
	if (!ones.n)
		return OK;
	const struct gatherings_one *g = &ones.at[0];
	int64_t one = day_of(x, g), unit = g->rule && one != NO_INT ? one : ALL_OF_IT;
	TRY(told_of(r, i->id, unit, &told));
	*ret = REPLY_KNOWN;
	if (told.at && told.at->stamp != NO_INT && x->stamp <= told.at->stamp)
		return OK;
	*ret = REPLY_FAULTY;
	if (x->stamp > r->now + DAY)    /* a clock that is wrong: nothing could be said after it */
		return OK;
	TRY(calendar_told_read(r, i->id, unit, g->sequence, x->stamp, NULL));
	int64_t day = g->rule ? one : g->first_day;
	if (day != NO_INT)
		TRY(older(r, i, day, told.at, x, &late));
	*ret = REPLY_OLDER;
	if (late)
		return OK;
	TRY(day != NO_INT ? answer_one(r, g->id, day, x, ret) : answer_all(r, g->id, x, ret));
	return *ret == REPLY_TAKEN ? calendar_told_taken(r, i->id, unit, x->answer == CALENDAR_NO, r->now, NULL) : OK;
}

/* ---- one message ---- */

static enum status take_one(struct req *r, const struct calendar_reply *x, enum reply_is *ret)
{
	struct calendar_invitation_by_token i;
	const char *token = token_in(r, x->organizer);
	*ret = REPLY_NOT_OURS;
	if (!token)
		return OK;
	enum status st = calendar_invitation_by_token(r, token_hash(r, token), &i);
	if (st == MISSING || (st == OK && !str_same(x->uid, calendar_uid(r, i.gathering))))
		return OK;
	TRY(st);
	const struct who operator = r->who;
	const struct community_now where = r->community;
	const struct words_reader reader = r->reader;
	st = take(r, &i, x, ret);
	r->who = operator;
	r->community = where;
	r->reader = reader;
	return st;
}

enum status replies_take(struct req *r, struct slice calendar, int64_t n[REPLY_KINDS])
{
	struct calendar_replies all;
	enum calendar_read is = calendar_replies_read(&r->arena, calendar, &all);
	if (is != CALENDAR_REPLIES) {
		n[is == CALENDAR_OTHER ? REPLY_NONE : REPLY_FAULTY]++;
		return OK;
	}
	for (size_t k = 0; k < all.n; k++) {
		enum reply_is what;
		TRY(take_one(r, &all.at[k], &what));
		n[what]++;
	}
	return OK;
}

/* ---- the command ---- */

static const struct { const char *code, *words; } outcomes[REPLY_KINDS] = {
	[REPLY_TAKEN] = { "taken", N_("Answers taken: {0}") },
	[REPLY_KNOWN] = { "known", N_("Read before, nothing changed: {0}") },
	[REPLY_FULL] = { "full", N_("Not taken, all places are taken; they were told: {0}") },
	[REPLY_OFF] = { "off", N_("Not taken, it was called off: {0}") },
	[REPLY_OVER] = { "over", N_("Not taken, it has passed: {0}") },
	[REPLY_OUTDATED] = { "outdated", N_("Not taken, it was changed after they were asked: {0}") },
	[REPLY_OLDER] = { "older", N_("Not taken, they said something newer on the page: {0}") },
	[REPLY_GONE] = { "gone", N_("Not taken, they are not asked to it any more: {0}") },
	[REPLY_NOT_OURS] = { "not_ours", N_("Not taken, the code in the address is not one of ours: {0}") },
	[REPLY_NONE] = { "no_answer", N_("Messages without an answer to an invitation: {0}") },
	[REPLY_FAULTY] = { "faulty", N_("Answers that could not be read: {0}") },
};

/* A mailbox has no end: each message has memory of its own. */
struct reading { struct req *r; int64_t n[REPLY_KINDS], messages; };

static enum status read_letter(void *context, struct slice calendar)
{
	struct reading *x = context;
	x->messages++;
	if (!calendar.at) {
		x->n[REPLY_NONE]++;
		return OK;
	}
	struct arena was = x->r->arena;
	x->r->arena = (struct arena){ .way_out = was.way_out };
	enum status st = replies_take(x->r, calendar, x->n);
	arena_end(&x->r->arena);
	x->r->arena = was;
	return st;
}

static void say_what_became(struct req *r, const struct reading *x)
{
	if (r->want == WANT_JSON) {
		out_printf(&r->out, "{\"messages\":%" PRId64, x->messages);
		for (size_t k = 0; k < REPLY_KINDS; k++)
			out_printf(&r->out, ",\"%s\":%" PRId64, outcomes[k].code, x->n[k]);
		OUT_LITERAL(&r->out, "}\n");
		return;
	}
	for (size_t k = 0; k < REPLY_KINDS; k++)
		if (x->n[k]) {
			const char *line = words_say(&r->arena, &r->reader, outcomes[k].words, 1, (struct word_arg[]){ word_int(x->n[k]) });
			out_printf(&r->out, "%s\n", line);
		}
	if (!x->messages) {
		const char *line = words_say(&r->arena, &r->reader, N_("There is no message in it."), 0, NULL);
		out_printf(&r->out, "%s\n", line);
	}
}

enum status replies_command(struct req *r, int argc, char **argv)
{
	static const char *const known[] = { NULL };
	struct reading x = { .r = r };
	const char *path = command_word(argc, argv, 0, NULL);
	struct slice mailbox;
	TRY(command_known(r, argc, argv, known));
	if (!path)
		return fault(r, NULL, "file", N_("Say which mailbox: a file, or - for what comes in."));
	TRY(r->house->file(r, path, &mailbox));
	TRY(letters_read(r, mailbox, read_letter, &x));
	say_what_became(r, &x);
	return OK;
}
