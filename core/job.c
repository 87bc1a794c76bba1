/* Work that waits in the database until the transaction that asked for it is kept: mail, and what features name.  Leaves
 * doing it to the server. */
#include <jansson.h>
#include "core.h"
#include "queries.h"

enum { PAYLOAD_MAX = 64 * 1024 };

static enum status insert(struct req *r, const char *kind, const char *payload, int64_t not_before, struct bytes about)
{
	if (strlen(payload) > PAYLOAD_MAX)
		return BROKEN;
	return job_insert(r, id_new(r), kind, payload, not_before, r->now, about, NULL);
}

enum status job_add(struct req *r, const char *kind, const char *payload, int64_t not_before)
{
	return insert(r, kind, payload, not_before, (struct bytes){ 0 });
}

static struct bytes about_index(struct req *r, const char *about)
{
	return about ? seal_index(r, "job.about", about) : (struct bytes){ 0 };
}

const struct event mail_given_up = { "mail_given_up" };

enum status mail_add(struct req *r, const struct mail_new *m)
{
	json_t *mail = json_pack("{s:s, s:s, s:s, s:s*, s:s*, s:s*, s:s*, s:s*}", "to", m->to, "subject", m->subject, "body", m->body, "stop", m->stop,
				 "calendar", m->calendar, "method", m->method, "about", m->about, "twice", m->twice ? "yes" : NULL);
	if (!mail)
		return BROKEN;
	size_t n = json_dumpb(mail, NULL, 0, JSON_COMPACT);
	char *payload = n <= PAYLOAD_MAX ? malloc(n + 1) : NULL;
	enum status st = BROKEN;
	if (payload) {
		payload[json_dumpb(mail, payload, n, JSON_COMPACT)] = '\0';
		st = insert(r, "mail", payload, r->now, about_index(r, m->about));
		explicit_bzero(payload, n);
		free(payload);
	}
	json_decref(mail);
	return st;
}

enum status mail_forget(struct req *r, const char *about) { return job_unsent(r, about_index(r, about), NULL); }

enum status job_forget(struct req *r, int64_t before) { return job_sweep(r, before, NULL); }
