/* The keys of surveys in the log: each key that is given to a batch is entered, with a receipt for everyone to see.  So nobody can be
 * shown a key of their own that others do not learn of.  What a key signs, and when it is destroyed, is left to surveys. */
#include <sodium.h>
#include "audit.h"
#include "queries.h"

static const char *digest_of(struct arena *a, const char *modulus)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256(hash, (const uint8_t *)modulus, strlen(modulus));
	return hex_of(a, hash, sizeof hash);
}

/* What audit prove would say of the newest entry: on its way to the root stand the halves that were full before it. */
static const char *receipt(struct req *r, const struct log_line *l, const struct merkle *before, const struct log_head *head)
{
	const char *path = "";
	for (int k = 0; k < MERKLE_DEEP; k++)
		if (before->n >> k & 1)
			path = arena_printf(&r->arena, "%s%s\n", path, hex_of(&r->arena, before->peak[k].at, MERKLE_BYTES));
	return arena_printf(&r->arena, PROOF_FIRST_LINE "\n%s\n%s%s\n", export_line(&r->arena, l), path, head_text(&r->arena, head));
}

/* Everyone may read a receipt, and a batch begins with a meeting: so it says the day and no more. */
enum status hear_key_given(struct req *r, const void *what)
{
	enum { DAY = 86400 };
	const struct surveys_key_given *k = what;
	struct merkle before;
	struct log_head head;
	const int64_t day = r->now / DAY * DAY;
	struct log_line line = { .at = day, .kind = SURVEY_KEY, .record_id = k->batch, .why = digest_of(&r->arena, k->modulus) };
	TRY(log_tree(r, &before));
	TRY(log_add(r, 1, &line));
	TRY(head_make(r, day, &head));
	struct merkle_hash commitment = log_commitment(&r->arena, &line);
	line.commitment = (struct bytes){ commitment.at, sizeof commitment.at };
	return key_receipt_add(r, k->batch, receipt(r, &line, &before, &head), NULL);
}

enum status sightings_key_show(struct req *r)
{
	struct key_receipt_get found;
	TRY(key_receipt_get(r, r->part[0], &found));
	out_raw(&r->out, found.receipt, strlen(found.receipt));
	r->reply.type = "text/plain; charset=utf-8";
	return OK;
}

/* ---- what must hold ---- */

struct holding { struct req *r; const char *why; };

static enum status key_holds(void *context, const struct keys_entered *k)
{
	struct holding *h = context;
	const char *digest = digest_of(&h->r->arena, k->modulus);
	if (!k->receipt || !strstr(k->receipt, digest) || k->times > 1 || (k->entered && !str_same(k->entered, digest)))
		h->why = "a batch of surveys has a key that is not the one in the log";
	return OK;
}

enum status keys_are_entered(struct req *r, const char **ret_why)
{
	struct holding h = { .r = r };
	TRY(keys_entered(r, key_holds, &h));
	*ret_why = h.why;
	return OK;
}
