/* Whoever wished invitations, and what came to them: for the tests of invitations and of the answers to them. */
#pragma once
#include "../gatherings/test_gathering_world.h"
#include "../groups/test_circle.h"
#include "inside.h"
#include "queries.h"

struct job_row { const char *id, *kind, *payload; int64_t tries; bool begun; };
extern const struct db_query jobs_due_query, job_done_query;

enum { MAILS_MAX = 32 };
struct mailed { size_t n; struct { const char *to, *subject, *body, *method, *calendar; } at[MAILS_MAX]; };

static inline enum status run_invite(struct req *r, void *payload) { return invite_work(r, payload); }

static inline size_t jobs_now(struct req *r, struct job_row **ret)
{
	size_t n;
	void *rows;
	MUST(db_begin(r->db, false));
	MUST(db_many(r, &jobs_due_query, (struct db_val[]){ db_in_time(r->now), db_in_time(0), db_in_int(100) }, &n, &rows));
	db_rollback(r->db);
	*ret = rows;
	return n;
}

static inline void job_ends(struct req *r, const char *id)
{
	MUST(db_begin(r->db, true));
	MUST(db_run(r, &job_done_query, (struct db_val[]){ db_in_text(id) }, NULL));
	MUST(db_commit(r->db));
}

static inline const char *part_of(struct req *r, json_t *mail, const char *name)
{
	const char *s = json_string_value(json_object_get(mail, name));
	return s ? arena_str(&r->arena, s) : NULL;
}

/* Does what waits, and takes the mail that came of it. */
static inline struct mailed mailed(struct req *r)
{
	struct mailed ret = { .n = 0 };
	struct job_row *row;
	bool worked;
	do {
		worked = false;
		for (size_t k = 0, n = jobs_now(r, &row); k < n; k++)
			if (str_same(row[k].kind, "calendar_invite")) {
				MUST(harness_door(r, true, run_invite, arena_str(&r->arena, row[k].payload)));
				job_ends(r, row[k].id);
				worked = true;
			}
	} while (worked);
	for (size_t k = 0, n = jobs_now(r, &row); k < n; k++) {
		if (!str_same(row[k].kind, "mail"))
			continue;
		json_t *mail = json_loads(row[k].payload, 0, NULL);
		assert_true(ret.n < MAILS_MAX);
		ret.at[ret.n].to = part_of(r, mail, "to");
		ret.at[ret.n].subject = part_of(r, mail, "subject");
		ret.at[ret.n].body = part_of(r, mail, "body");
		ret.at[ret.n].method = part_of(r, mail, "method");
		ret.at[ret.n++].calendar = part_of(r, mail, "calendar");
		json_decref(mail);
		job_ends(r, row[k].id);
	}
	return ret;
}

/* Exactly one came, of this method (NULL: without a calendar part); its calendar part, lines unfolded. */
static inline const char *one_mail(struct req *r, const char *to, const char *method)
{
	struct mailed m = mailed(r);
	assert_int_equal(m.n, 1);
	assert_string_equal(m.at[0].to, to);
	if (!method) {
		assert_null(m.at[0].method);
		return m.at[0].body;
	}
	assert_string_equal(m.at[0].method, method);
	char *text = arena_str(&r->arena, m.at[0].calendar), *put = text;
	for (const char *p = text; *p; p++)
		if (p[0] == '\r' && p[1] == '\n' && p[2] == ' ')
			p += 2;
		else
			*put++ = *p;
	*put = '\0';
	return text;
}
static inline void no_mail(struct req *r) { assert_int_equal(mailed(r).n, 0); }

static inline void wishes(struct req *r, const char *person, const char *email, bool fuller)
{
	harness_as(r, person, MAY_SIGNED_IN);
	mailed(r);
	MUST(harness_post(r, "/me/mail/address", "email", email, NULL));
	const char *body = one_mail(r, email, NULL);
	body += strcspn(body, "0123456789");
	MUST(harness_post(r, "/me/mail/code", "code", arena_copy(&r->arena, body, 9), NULL));
	MUST(harness_post(r, "/me/mail", "kinds", "invitations", "kinds", fuller ? "invitations-fuller" : "invitations", "every", "day", "clock", "17:00", "weekday", "mo", NULL));
}

static inline void replies_to(struct req *r, const char *address) { ((struct house *)(uintptr_t)r->house)->calendar_replies = address; }

#define SAYS(text, what) do { if (!strstr((text), (what))) fail_msg("%s does not stand in %s", (what), (text)); } while (0)
#define SAYS_NOT(text, what) do { if (strstr((text), (what))) fail_msg("%s stands in %s", (what), (text)); } while (0)
