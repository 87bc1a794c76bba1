/* Tickets: one for each encounter, drawn while signed in and signed without being seen; answered with later by nobody in
 * particular.  That it cannot be known whose ticket came back is a matter of mathematics (RFC 9474), not of rules. */
#include "inside.h"
#include "blind.h"

struct survey_blinded_form { const char *blinded; };
static const struct form_field survey_blinded_fields[] = {
	TEXT_FIELD(struct survey_blinded_form, blinded, .required = true, .max = 700, .label = N_("Blinded ticket")),
};
const struct form survey_blinded_form_table = FORM(survey_blinded_form, survey_blinded_fields);

struct signed_ticket { const char *batch, *signature; };

static enum status mine_undrawn(struct req *r, const struct encounters_one *e)
{
	struct offer_get mine;
	TRY(offer_get(r, e->id, r->who.person, &mine));
	return mine.drawn ? MISSING : OK;
}

/* Away from the writer: signing takes a millisecond.  What is signed goes out only if the ticket can then be marked as drawn. */
enum status surveys_sign_slow(struct req *r)
{
	const struct encounters_one *e = r->object;
	const struct survey_blinded_form *f = r->form;
	struct signed_ticket *made = ARENA_NEW(&r->arena, struct signed_ticket);
	struct key_open key;
	struct key_private private_key;
	struct bytes signature;
	TRY(mine_undrawn(r, e));
	enum status st = key_open(r, e->community, e->project, e->kind, surveys_month(r, e->began), r->now / DAY, &key);
	if (st == MISSING)
		return fault(r, NULL, "closed", N_("For this meeting no tickets are drawn now. You can use a code instead."));
	TRY(st);
	TRY(key_private(r, key.batch, &private_key));
	if (!blind_sign(&r->arena, private_key.private, blind_bytes(&r->arena, f->blinded, BLIND_KEY_MAX), &signature))
		return fault(r, "blinded", "shape", N_("This is not a blinded ticket for this meeting."));
	*made = (struct signed_ticket){ key.batch, blind_text(&r->arena, signature) };
	r->slow = made;
	return OK;
}

/* For the script of the page alone: JSON whatever was wanted. */
enum status surveys_ticket_give(struct req *r)
{
	const struct encounters_one *e = r->object;
	const struct signed_ticket *made = r->slow;
	int64_t changed;
	TRY(offer_draw(r, e->id, r->who.person, &changed));
	if (!changed)
		return MISSING;
	out_printf(&r->out, "{\"batch\":\"%s\",\"signature\":\"%s\"}\n", made->batch, made->signature);
	r->reply.type = "application/json";
	return OK;
}

/* ---- answering ---- */

/* What is signed: 32 bytes of chance from the browser, then for what it is and for which batch. */
static struct bytes prepared(struct req *r, struct bytes prefix, const char *batch)
{
	const char *message = arena_printf(&r->arena, "kith-survey:%s", batch);
	size_t n = strlen(message);
	uint8_t *at = arena_take(&r->arena, prefix.n + n);
	memcpy(at, prefix.at, prefix.n);
	memcpy(at + prefix.n, message, n);
	return (struct bytes){ at, prefix.n + n };
}

static enum status not_good(struct req *r)
{
	return fault(r, "signature", "unknown", N_("This ticket is not good here: it was changed on the way, or belongs to other meetings."));
}

enum status surveys_ticket_answer(struct req *r)
{
	const struct survey_answer_form *f = r->form;
	struct surveys_answer a;
	struct key_public key;
	if (r->who.person)
		return fault(r, NULL, "cookie", N_("This answer came together with your name. We did not take it. Please reload the page and send it again."));
	if (!surveys_said(r, f, &a))
		return INVALID;
	enum status st = key_public(r, f->batch, &key);
	if (st == MISSING)
		return not_good(r);
	TRY(st);
	if (week_of(r->now) > key.closes + CODE_WEEKS * WEEK_DAYS)
		return fault(r, "signature", "old", N_("This ticket is too old. Answers to these meetings are closed."));
	struct bytes prefix = blind_bytes(&r->arena, f->prefix, BLIND_PREFIX_BYTES), modulus = blind_bytes(&r->arena, key.modulus, BLIND_KEY_MAX);
	if (prefix.n != BLIND_PREFIX_BYTES ||
	    !blind_right(modulus, prepared(r, prefix, f->batch), blind_bytes(&r->arena, f->signature, BLIND_KEY_MAX)))
		return not_good(r);
	TRY(surveys_keep(r, (struct surveys_spent){ f->batch, blind_text(&r->arena, prefix) }, &a));
	return redirect(r, "/survey/thanks");
}
