/* Answers that come by mail: whose they are is said by the address alone, they go the way of the page's, and none counts twice. */
#include "test_mailed.h"

const struct feature *const harness_features[] = { &people_feature, &notifications_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &gatherings_feature, &calendars_feature, NULL };

#define BEN "ben@example.org"

struct taking { const char *text; int64_t n[REPLY_KINDS]; };

static enum status run_take(struct req *r, void *context)
{
	struct taking *x = context;
	return replies_take(r, (struct slice){ x->text, strlen(x->text) }, x->n);
}

/* What became of it: the one thing that was counted. */
static enum reply_is takes(struct req *r, const char *text)
{
	struct taking x = { .text = text };
	enum reply_is what = REPLY_KINDS;
	MUST(harness_door(r, true, run_take, &x));
	for (int k = 0; k < REPLY_KINDS; k++)
		if (x.n[k]) {
			assert_int_equal(what, REPLY_KINDS);
			assert_int_equal(x.n[k], 1);
			what = (enum reply_is)k;
		}
	return what;
}

/* As Ben's calendar writes it: the organizer as it came, at so many minutes past four. */
struct answered { const char *organizer, *uid; };
static const char *reply(struct req *r, struct answered a, const char *part, int sequence, int minute, const char *more)
{
	return arena_printf(&r->arena, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:%s\r\nSEQUENCE:%d\r\n"
			    "DTSTAMP:20250615T16%02d00Z\r\nORGANIZER:mailto:%s\r\nATTENDEE;PARTSTAT=%s:mailto:someone@else.example\r\n%sEND:VEVENT\r\nEND:VCALENDAR\r\n",
			    a.uid, sequence, minute, a.organizer, part, more);
}

static const char *field(struct req *r, const char *text, const char *begins)
{
	const char *at = strstr(text, begins);
	assert_non_null(at);
	at += strlen(begins);
	return arena_copy(&r->arena, at, strcspn(at, "\r\n"));
}

/* Ben's invitation to what was just planned. */
static struct answered invited(struct req *r)
{
	const char *text = one_mail(r, BEN, "REQUEST");
	return (struct answered){ .organizer = field(r, text, "ORGANIZER:mailto:"), .uid = field(r, text, "UID:") };
}

static struct world begin(struct req *r)
{
	struct world w = a_settled_world(r, 1);
	replies_to(r, "days@kith.test");
	wishes(r, w.ben, BEN, false);
	r->now = 1750003200 + 2 * 3600;     /* Sunday 15 June 2025, 18:00 UTC: answers say that they were given before */
	return w;
}

static const char *said(struct req *r, const struct world *w, struct planned p)
{
	harness_as(r, w->ben, 0);
	MUST(harness_get(r, time_path(r, p, "")));
	const char *body = harness_body(r);
	return strstr(body, "You said that you come") ? "yes" : strstr(body, "You said maybe") ? "maybe" : strstr(body, "You said that you cannot") ? "no" : "";
}

static void an_answer_counts_once_and_as_on_the_page(void **state)
{
	struct req *r = *state;
	struct world w = begin(r);
	struct planned p = AN_EVENT(r, &w);
	struct answered a = invited(r);
	assert_int_equal(takes(r, reply(r, a, "ACCEPTED", 0, 1, "")), REPLY_TAKEN);
	assert_string_equal(said(r, &w, p), "yes");
	assert_int_equal(takes(r, reply(r, a, "ACCEPTED", 0, 1, "")), REPLY_KNOWN);
	assert_int_equal(takes(r, reply(r, a, "TENTATIVE", 0, 2, "")), REPLY_TAKEN);
	assert_string_equal(said(r, &w, p), "maybe");
	assert_int_equal(takes(r, reply(r, a, "ACCEPTED", 0, 1, "")), REPLY_KNOWN);     /* the mailbox is read again */
	assert_string_equal(said(r, &w, p), "maybe");
	assert_int_equal(takes(r, reply(r, a, "DECLINED", 0, 3, "")), REPLY_TAKEN);
	assert_string_equal(said(r, &w, p), "no");
	no_mail(r);     /* their calendar knows it */
	r->now += 60;
	MUST(answers(r, w.ben, p, "yes"));
	one_mail(r, BEN, "REQUEST");
	assert_int_equal(takes(r, reply(r, a, "DECLINED", 0, 4, "")), REPLY_OLDER);
	assert_string_equal(said(r, &w, p), "yes");
}

static void nobody_answers_for_somebody_else(void **state)
{
	struct req *r = *state;
	struct world w = begin(r);
	struct planned p = AN_EVENT(r, &w), q;
	struct answered a = invited(r), other = a;
	q = AN_EVENT(r, &w, "title", "Another");
	struct answered b = invited(r);
	assert_string_not_equal(a.organizer, b.organizer);
	other.organizer = "days+00000000000000000000000000@kith.test";
	assert_int_equal(takes(r, reply(r, other, "ACCEPTED", 0, 1, "")), REPLY_NOT_OURS);
	other.organizer = "days@kith.test";
	assert_int_equal(takes(r, reply(r, other, "ACCEPTED", 0, 1, "")), REPLY_NOT_OURS);
	other = (struct answered){ .organizer = a.organizer, .uid = b.uid };     /* the word of one does not answer to another */
	assert_int_equal(takes(r, reply(r, other, "ACCEPTED", 0, 1, "")), REPLY_NOT_OURS);
	assert_string_equal(said(r, &w, p), "");
	assert_string_equal(said(r, &w, q), "");
	char *shouted = arena_str(&r->arena, a.organizer);
	for (char *c = shouted; *c; c++)
		*c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
	assert_int_equal(takes(r, reply(r, (struct answered){ shouted, a.uid }, "ACCEPTED", 0, 1, "")), REPLY_TAKEN);
}

static void what_the_page_refuses_mail_refuses(void **state)
{
	struct req *r = *state;
	struct world w = begin(r);
	struct planned p = AN_EVENT(r, &w, "capacity", "1");
	struct answered a = invited(r);
	MUST(answers(r, w.ana, p, "yes"));
	assert_int_equal(takes(r, reply(r, a, "ACCEPTED", 0, 1, "")), REPLY_FULL);
	SAYS(one_mail(r, BEN, NULL), "all places are taken");
	assert_int_equal(takes(r, reply(r, a, "ACCEPTED", 0, 1, "")), REPLY_KNOWN);
	no_mail(r);
	assert_string_equal(said(r, &w, p), "");
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, time_path(r, p, "/move"), "day", "2025-06-19", "clock", "18:00", "minutes", "60", NULL));
	one_mail(r, BEN, "REQUEST");
	assert_int_equal(takes(r, reply(r, a, "DECLINED", 0, 2, "")), REPLY_OUTDATED);
	assert_int_equal(takes(r, reply(r, a, "DECLINED", 1, 3, "")), REPLY_TAKEN);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, all_path(r, p, "/off"), NULL));
	assert_int_equal(takes(r, reply(r, a, "ACCEPTED", 9, 4, "")), REPLY_OFF);
	MUST(harness_post(r, all_path(r, p, "/on"), NULL));
	mailed(r);
	r->now += 30 * AT_DAY;
	assert_int_equal(takes(r, reply(r, a, "ACCEPTED", 9, 5, "")), REPLY_OVER);
}

static void who_is_not_asked_any_more_cannot_answer(void **state)
{
	struct req *r = *state;
	struct world w = begin(r);
	AN_EVENT(r, &w);
	struct answered a = invited(r);
	MUST(db_begin(r->db, true));
	r->community.id = w.harbor;
	MUST(communities_close_to(r, w.ben, r->now + AT_DAY));
	MUST(db_commit(r->db));
	assert_int_equal(takes(r, reply(r, a, "ACCEPTED", 0, 1, "")), REPLY_GONE);
}

static void of_a_rule_one_time_or_all_of_it_is_answered(void **state)
{
	struct req *r = *state;
	struct world w = begin(r);
	struct planned p = AN_EVENT(r, &w, "repeats", "weekly", "zone", "America/Denver"), second = on(p, "2025-06-25"), third = on(p, "2025-07-02");
	struct answered a = invited(r);
	assert_int_equal(takes(r, reply(r, a, "ACCEPTED", 0, 1, "RECURRENCE-ID;TZID=America/Denver:20250625T180000\r\n")), REPLY_TAKEN);
	assert_string_equal(said(r, &w, p), "");
	assert_string_equal(said(r, &w, second), "yes");
	assert_int_equal(takes(r, reply(r, a, "DECLINED", 0, 1, "RECURRENCE-ID:20250703T000000Z\r\n")), REPLY_TAKEN);
	assert_string_equal(said(r, &w, third), "no");
	assert_int_equal(takes(r, reply(r, a, "ACCEPTED", 0, 1, "RECURRENCE-ID;VALUE=DATE:20250626\r\n")), REPLY_GONE);
	assert_int_equal(takes(r, reply(r, a, "ACCEPTED", 0, 2, "")), REPLY_TAKEN);
	assert_string_equal(said(r, &w, p), "yes");
	assert_string_equal(said(r, &w, third), "yes");
	assert_string_equal(said(r, &w, on(p, "2025-08-27")), "yes");
}

static void what_is_no_answer_is_said_plainly_and_changes_nothing(void **state)
{
	struct req *r = *state;
	struct world w = begin(r);
	AN_EVENT(r, &w);
	struct answered a = invited(r);
	uint8_t was[32], is[32];
	harness_digest(r, was);
	const char *good = reply(r, a, "ACCEPTED", 0, 1, "");
	assert_int_equal(takes(r, ""), REPLY_FAULTY);
	assert_int_equal(takes(r, "\x01\x02\xff"), REPLY_FAULTY);
	assert_int_equal(takes(r, arena_copy(&r->arena, good, strlen(good) - 40)), REPLY_FAULTY);
	assert_int_equal(takes(r, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"), REPLY_NONE);
	assert_int_equal(takes(r, reply(r, a, "NEEDS-ACTION", 0, 1, "")), REPLY_NONE);
	assert_int_equal(takes(r, reply(r, a, "ACCEPTED", 0, 1, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:two@example.org\r\n")), REPLY_FAULTY);
	assert_int_equal(takes(r, reply(r, a, "ACCEPTED", 0, 1, "RECURRENCE-ID:99999999T999999\r\n")), REPLY_FAULTY);
	r->now -= 3 * AT_DAY;
	assert_int_equal(takes(r, good), REPLY_FAULTY);     /* said three days from now */
	r->now += 3 * AT_DAY;
	char *huge = arena_take(&r->arena, CALENDAR_REPLY_BYTES + 2);
	memset(huge, 'A', CALENDAR_REPLY_BYTES + 1);
	assert_int_equal(takes(r, huge), REPLY_FAULTY);
	harness_digest(r, is);
	assert_memory_equal(was, is, sizeof was);
}

HARNESS(an_answer_counts_once_and_as_on_the_page, nobody_answers_for_somebody_else, what_the_page_refuses_mail_refuses,
	who_is_not_asked_any_more_cannot_answer, of_a_rule_one_time_or_all_of_it_is_answered, what_is_no_answer_is_said_plainly_and_changes_nothing)
