/* Who is told by mail what their calendar should hold.  What a calendar was told last is kept; a job compares it with what is planned now
 * for that person, and writes what differs: so nothing is told twice, whatever happened in between and however often it runs.
 * Leaves the words to invite_mail.c. */
#include "inside.h"
#include "house.h"
#include "queries.h"

enum { AT_ONCE = 50 };          /* people in one transaction */

/* ---- what is heard ---- */

static enum status later(struct req *r, const char *gathering, const char *person, const char *after)
{
	return job_add(r, "calendar_invite", arena_printf(&r->arena, "%s %s %s", gathering, person, after), r->now);
}

enum status invite_hear_changed(struct req *r, const void *what)
{
	const struct gatherings_change *x = what;
	struct calendar_to_invite_list any;
	if (!r->house->mail)
		return OK;
	TRY(calendar_to_invite(r, x->gathering, r->now, "", 1, &any));
	return any.n ? later(r, x->gathering, "*", "0") : OK;
}

static enum status one_person(struct req *r, const char *gathering, const char *person)
{
	struct mail_wished w;
	enum status st = mail_wished(r, person, "invitations", &w);
	return st == OK ? later(r, gathering, person, "0") : st == MISSING ? OK : st;
}

enum status invite_hear_said(struct req *r, const void *what)
{
	const struct gatherings_said *x = what;
	return r->house->mail ? one_person(r, x->gathering, x->person) : OK;
}

static enum status all_invited_to(struct req *r, const char *person, const char *community, const char *subject)
{
	struct calendar_invited_to_list rows;
	TRY(calendar_invited_to(r, person, community, subject, &rows));
	for (size_t i = 0; i < rows.n; i++)
		TRY(later(r, rows.at[i].gathering, person, "0"));
	return OK;
}

/* Came: what the group has planned.  Went: what they were told of. */
enum status invite_hear_group(struct req *r, const void *what)
{
	const struct groups_person *p = what;
	struct calendar_of_group_list rows;
	TRY(all_invited_to(r, p->person, NULL, p->group));
	TRY(calendar_of_group(r, p->group, r->now / DAY, &rows));
	for (size_t i = 0; i < rows.n; i++)
		TRY(one_person(r, rows.at[i].gathering, p->person));
	return OK;
}

enum status invite_hear_community_left(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	return all_invited_to(r, m->person, m->community, NULL);
}

enum status invite_hear_erasing(struct req *r, const void *gathering)
{
	TRY(calendar_told_gone(r, NULL, gathering, NULL));
	return calendar_invitation_gone(r, NULL, gathering, NULL);
}

/* ---- what somebody's calendar should hold ---- */

/* One time that is not as its rule says, or all of it. */
struct unit { int64_t day, sequence; bool off; const struct gatherings_time *t; };
struct state {
	const char *person, *gathering, *invitation;        /* invitation NULL: never told */
	const struct mail_wished *to;
	bool fuller;
	const struct gatherings_one *of;                    /* NULL: they may not see it */
	struct unit all;
	size_t n;
	struct unit *at;
	struct calendar_told_all_list told;
};

static const struct calendar_told_all *told_of(const struct state *s, int64_t day)
{
	for (size_t i = 0; i < s->told.n; i++)
		if (s->told.at[i].day == day)
			return &s->told.at[i];
	return NULL;
}

static bool is_off(const struct gatherings_time *t) { return t->cancelled || str_same(t->answer, "no"); }

static void units_of(struct req *r, const struct gatherings_times *kept, struct state *s)
{
	const struct gatherings_one *g = s->of;
	s->all = (struct unit){ .day = ALL_OF_IT, .sequence = g->sequence, .off = g->cancelled };
	s->at = ARENA_ARRAY(&r->arena, kept->n + 1, struct unit);
	for (size_t i = 0; i < kept->n; i++) {
		const struct gatherings_time *t = &kept->at[i];
		if (!g->rule)
			s->all = (struct unit){ .day = ALL_OF_IT, .sequence = t->sequence, .off = is_off(t), .t = t };
		else if (t->began + t->minutes * 60 > r->now && (t->moved || is_off(t) || told_of(s, t->day)))
			s->at[s->n++] = (struct unit){ .day = t->day, .sequence = t->sequence, .off = is_off(t), .t = t };
	}
}

/* As that person, in that community, in their own language. */
static enum status enter(struct req *r, const char *community, struct state *s)
{
	r->who = (struct who){ .person = s->person, .may = MAY_ANYONE | MAY_SIGNED_IN };
	r->reader = s->to->reader;
	return communities_enter_id(r, community);
}

static enum status state_of(struct req *r, struct state *s)
{
	struct gatherings_reader who = gatherings_reader(r);
	struct calendar_invitation_get i;
	struct gatherings_ones ones = { .n = 0 };
	struct gatherings_times kept = { .n = 0 };
	enum status st = calendar_invitation_get(r, s->gathering, s->person, &i);
	if (st == OK) {
		s->invitation = i.id;
		TRY(calendar_told_all(r, i.id, &s->told));
	} else if (st != MISSING) {
		return st;
	}
	if (who.may & MAY_MEMBER)
		TRY(gatherings_all(r, &who, s->gathering, 0, &ones, &kept));    /* also what is over: that goes by itself */
	s->all.off = true;
	s->of = ones.n ? &ones.at[0] : NULL;
	if (s->of)
		units_of(r, &kept, s);
	return OK;
}

/* ---- what differs ---- */

static int64_t next_day(const struct req *r, const struct gatherings_one *g)
{
	int64_t day, today = r->now / DAY, end = g->until_day == NO_INT ? today + 400 : g->until_day;
	return calendar_days(g->rule, g->first_day, g->times, today, end, &day, 1) ? day : g->first_day;
}

static struct invite_letter letter(struct req *r, const struct state *s)
{
	struct invite_letter l = { .to = s->to, .person = s->person, .gathering = s->gathering, .token = invite_token(r, s->invitation), .of = s->of, .when = NO_INT, .day = NO_INT };
	l.at = ARENA_ARRAY(&r->arena, s->n + 1, struct calendar_event);
	return l;
}

static int64_t answer_of(const char *code)
{
	int64_t k;
	return code && choice_find(&gatherings_answers, (struct slice){ code, strlen(code) }, &k) ? k : NO_INT;
}

static void add(struct req *r, const struct state *s, const struct unit *u, struct invite_letter *l)
{
	struct calendar_event *e = &l->at[l->n++];
	*e = calendar_event_of(r, s->of, s->fuller, false);
	e->answer = u->t ? answer_of(u->t->answer) : NO_INT;
	if (u->t)
		calendar_event_at(u->t, e);
	e->cancelled = u->off;
	if (l->when == NO_INT) {
		l->day = u->t ? u->t->day : next_day(r, s->of);
		l->when = u->t ? u->t->began : calendar_moment(s->of->zone, l->day, s->of->clock);
	}
}

static enum status note(struct req *r, const struct state *s, const struct unit *u)
{
	return calendar_told_put(r, s->invitation, u->day, u->sequence, u->off, NULL);
}

/* The whole: its rule, without the times that are off, and those that were moved. */
static enum status ask(struct req *r, struct state *s, bool first)
{
	struct invite_letter l = letter(r, s);
	int64_t *out = ARENA_ARRAY(&r->arena, s->n + 1, int64_t);
	size_t n_out = 0;
	add(r, s, &s->all, &l);
	for (size_t i = 0; i < s->n; i++)
		if (s->at[i].off)
			out[n_out++] = s->at[i].day;
		else
			add(r, s, &s->at[i], &l);
	l.at[0].out = out;
	l.at[0].n_out = n_out;
	l.first = first;
	TRY(note(r, s, &s->all));
	for (size_t i = 0; i < s->n; i++)
		TRY(note(r, s, &s->at[i]));
	return invite_send(r, &l, "REQUEST");
}

/* All of it goes.  What they may not see any more is named by nothing but its id. */
static enum status take_away(struct req *r, struct state *s, const struct calendar_told_all *told)
{
	struct invite_letter l = letter(r, s);
	if (s->of) {
		add(r, s, &s->all, &l);
	} else {
		l.at[l.n++] = (struct calendar_event){
			.uid = calendar_uid(r, s->gathering), .summary = words_say(&r->arena, &r->reader, N_("Meeting"), 0, NULL), .day = NO_INT,
			.until = NO_INT, .recurs_day = NO_INT, .remind = NO_INT, .answer = NO_INT, .sequence = told->sequence, .made = NO_INT, .cancelled = true,
		};
		s->all.sequence = told->sequence;
	}
	TRY(note(r, s, &s->all));
	return invite_send(r, &l, "CANCEL");
}

/* Of a rule that is as it was: the times that changed. */
static enum status single_times(struct req *r, struct state *s)
{
	struct invite_letter asked = letter(r, s), gone = letter(r, s);
	for (size_t i = 0; i < s->n; i++) {
		const struct unit *u = &s->at[i];
		const struct calendar_told_all *told = told_of(s, u->day);
		bool was_off = told && told->off;
		if (u->off == was_off && (u->off || u->sequence == (told ? told->sequence : s->of->sequence)))
			continue;
		add(r, s, u, u->off ? &gone : &asked);
		TRY(note(r, s, u));
	}
	if (asked.n)
		TRY(invite_send(r, &asked, "REQUEST"));
	return gone.n ? invite_send(r, &gone, "CANCEL") : OK;
}

static bool lies_ahead(const struct req *r, const struct state *s)
{
	const struct gatherings_one *g = s->of;
	if (g->rule)
		return g->last_day == NO_INT || (g->last_day + 1) * DAY > r->now;
	int64_t began = s->all.t ? s->all.t->began : calendar_moment(g->zone, g->first_day, g->clock);
	return began + g->minutes * 60 > r->now;
}

static enum status compare(struct req *r, struct state *s)
{
	const struct calendar_told_all *told = told_of(s, ALL_OF_IT);
	bool knows = told && !told->off;
	if (s->of && !lies_ahead(r, s))
		return OK;
	if (!knows && s->all.off)
		return OK;
	if (!s->invitation) {
		s->invitation = id_new(r);
		TRY(calendar_invitation_add(r, s->invitation, s->gathering, s->person, token_hash(r, invite_token(r, s->invitation)), NULL));
	}
	if (!knows)
		return ask(r, s, !told);
	if (s->all.off)
		return take_away(r, s, told);
	return told->sequence != s->all.sequence ? ask(r, s, false) : single_times(r, s);
}

static enum status tell_one(struct req *r, const char *gathering, const char *community, const char *person)
{
	struct mail_wished w, fuller;
	enum status st = mail_wished(r, person, "invitations", &w);
	if (st != OK)
		return st == MISSING ? OK : st;
	struct state s = { .person = person, .gathering = gathering, .to = &w };
	st = mail_wished(r, person, "invitations-fuller", &fuller);
	if (st != OK && st != MISSING)
		return st;
	s.fuller = st == OK;
	TRY(enter(r, community, &s));
	TRY(state_of(r, &s));
	return compare(r, &s);
}

/* payload: a gathering; a person, or "*" for all; the last of those who were looked at already. */
enum status invite_work(struct req *r, const char *payload)
{
	struct str_list words = str_split(&r->arena, payload, ' ', 3);
	struct calendar_place_of at;
	struct calendar_to_invite_list people;
	if (words.n != 3)
		return BROKEN;
	enum status st = calendar_place_of(r, words.at[0], &at);
	if (st != OK)
		return st == MISSING ? OK : st;     /* erased meanwhile */
	if (!str_same(words.at[1], "*"))
		return tell_one(r, words.at[0], at.community, words.at[1]);
	TRY(calendar_to_invite(r, words.at[0], r->now, words.at[2], AT_ONCE, &people));
	for (size_t i = 0; i < people.n; i++)
		TRY(tell_one(r, words.at[0], at.community, people.at[i].person));
	return people.n == AT_ONCE ? later(r, words.at[0], "*", people.at[people.n - 1].person) : OK;
}
