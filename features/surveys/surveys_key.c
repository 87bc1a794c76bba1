/* Keys of batches: made ahead by a job, given to a batch when it begins, their private part destroyed when it closes; the
 * public part for everyone to see, so that each person can know that theirs is the one all others have. */
#include "inside.h"
#include "blind.h"

static int64_t month_end(int64_t month)     /* the first day after it */
{
	struct civil c = day_civil(month);
	return c.month == 12 ? day_number(c.year + 1, 1, 1) : day_number(c.year, c.month + 1, 1);
}

int64_t surveys_closes(int64_t month) { return month_end(month) + TICKET_WEEKS * WEEK_DAYS; }

static enum status refill(struct req *r, bool one_is_missing)
{
	struct keys_ready ready;
	TRY(keys_ready(r, &ready));
	return one_is_missing || ready.n < KEYS_READY ? job_add(r, surveys_jobs[0].name, "", r->now) : OK;
}

const struct event surveys_key_given = { "surveys_key_given" };

/* One that lies ready, if there is one: entered where everyone can see it, or not given. */
static enum status give(struct req *r, const char *batch, int64_t closes, int64_t *ret_taken)
{
	struct key_public key;
	int64_t taken;
	TRY(key_take(r, batch, closes, &taken));
	if (taken) {
		TRY(key_public(r, batch, &key));
		TRY(tell(r, &surveys_key_given, &(struct surveys_key_given){ batch, key.modulus }));
	}
	*ret_taken = taken;
	return OK;
}

enum status surveys_key_for(struct req *r, const char *batch, int64_t month)
{
	int64_t taken, closes = surveys_closes(month);
	if (closes <= r->now / DAY)
		return OK;      /* years of spreadsheets: nobody draws a ticket there */
	TRY(give(r, batch, closes, &taken));
	TRY(job_add(r, surveys_jobs[1].name, "", closes * DAY));
	return refill(r, !taken);
}

/* ---- jobs ---- */

struct made { const char *modulus, *private_key; };

static void *make_key(struct arena *a, const char *payload)
{
	struct made *made = ARENA_NEW(a, struct made);
	struct bytes modulus;
	(void)payload;
	if (!blind_key_new(a, &modulus, &made->private_key))
		return NULL;
	made->modulus = blind_text(a, modulus);
	return made;
}

/* Puts the new key with those that lie ready, then gives one to each batch that began when there was none. */
static enum status keep_key(struct req *r, const char *payload)
{
	const struct made *made = r->slow;
	struct batches_keyless_list waiting;
	int64_t changed;
	size_t still = 0;
	(void)payload;
	if (!made)
		return BUSY;    /* no memory or no chance just now: tried again later */
	TRY(key_add(r, id_new(r), made->modulus, made->private_key, &changed));
	TRY(batches_keyless(r, r->now / DAY - (TICKET_WEEKS + 5) * WEEK_DAYS, &waiting));
	for (size_t i = 0; i < waiting.n; i++) {
		int64_t closes = surveys_closes(waiting.at[i].month), taken = 0;
		if (closes <= r->now / DAY)
			continue;
		if (!still)
			TRY(give(r, waiting.at[i].id, closes, &taken));
		still += !taken;
	}
	return refill(r, still > 0);
}

static enum status close_batches(struct req *r, const char *payload)
{
	int64_t changed;
	(void)payload;
	return keys_close(r, r->now / DAY, &changed);
}

const struct job_kind surveys_jobs[2] = {
	{ .name = "survey_key", .work = keep_key, .slow = make_key },
	{ .name = "survey_close", .work = close_batches },
};

/* ---- for everyone to see ---- */

/* One public key as a JSON Web Key (RFC 7517).  The same address and the same words for whoever asks, signed in or not. */
enum status surveys_key_show(struct req *r)
{
	struct key_public key;
	TRY(key_public(r, r->part[0], &key));
	out_printf(&r->out, "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"PS384\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"AQAB\"}\n", r->part[0],
		   key.modulus);
	r->reply.type = "application/json";
	return OK;
}

static const struct json_field key_json[] = {
	JSON_TEXT(survey_key_row, batch), JSON_TIME(survey_key_row, month), JSON_CHOICE(survey_key_row, kind, &encounters_kinds),
	JSON_TEXT(survey_key_row, fingerprint), JSON_FLAG(survey_key_row, open), JSON_TIME(survey_key_row, closes),
};
static const struct json_field surveys_keys_json[] = { JSON_LIST(surveys_keys_view, keys, key_json) };

enum status surveys_keys_show(struct req *r)
{
	struct keys_of_list all;
	struct surveys_keys_view v;
	TRY(keys_of(r, r->community.id, r->now / DAY, &all));
	v.keys.n = all.n;
	v.keys.at = ARENA_ARRAY(&r->arena, all.n + 1, struct survey_key_row);
	for (size_t i = 0; i < all.n; i++)
		v.keys.at[i] = (struct survey_key_row){
			.month = all.at[i].month * DAY + DAY / 2, .kind = all.at[i].kind, .batch = all.at[i].batch, .open = all.at[i].open,
			.fingerprint = blind_fingerprint(&r->arena, all.at[i].modulus), .closes = all.at[i].closes * DAY + DAY / 2,
		};
	return REPLY(r, surveys_keys, &v);
}
