/* Where mail goes: an address counts only after its owner typed the code that was sent there, so that nobody can have mail
 * sent to somebody else. */
#include "inside.h"
#include "house.h"

enum { A_DAY = 24 * 60 * 60, CODE_BELOW = 100000000 };

static const struct form_field address_fields[] = {
	TEXT_FIELD(struct notifications_address, email, .max = PEOPLE_EMAIL_MAX, .autocomplete = "email", .label = N_("E-mail address"),
		.hint = N_("Only we know it. Save it empty to take it away.")),
};
const struct form notifications_address_form = FORM(notifications_address, address_fields);

static const struct form_field code_fields[] = {
	TEXT_FIELD(struct notifications_code, code, .required = true, .max = 40, .autocomplete = "one-time-code", .label = N_("The code from the mail"),
		.hint = N_("Eight digits. It is good for one hour.")),
};
const struct form notifications_code_form = FORM(notifications_code, code_fields);

/* A code belongs to one person and one address. */
static struct bytes code_index(struct req *r, const char *digits, struct bytes address)
{
	return seal_index(r, "mail_wish.code", arena_printf(&r->arena, "%s %s %s", r->who.person, digits, id_of(r, address)));
}

/* How many went out today; a fault when it is too soon for one more. */
static enum status one_more(struct req *r, const struct mail_wish_get *w, int64_t *ret_today)
{
	bool same_day = w->code_sent != NO_INT && w->code_sent / A_DAY == r->now / A_DAY;
	if (w->code_sent != NO_INT && r->now < w->code_sent + MAIL_CODE_PAUSE)
		return fault(r, "email", "soon", N_("A code is on its way. Please wait a minute before you ask for another."));
	if (same_day && w->codes_today >= MAIL_CODES_A_DAY)
		return fault(r, "email", "often", N_("You asked for many codes today. Please try again tomorrow."));
	*ret_today = same_day ? w->codes_today + 1 : 1;
	return OK;
}

static enum status send_code(struct req *r, const char *email)
{
	struct mail_wish_get w;
	struct people_mail to;
	int64_t today = 0;
	const char *stop = token_new(r);
	TRY(mail_wish_first(r, r->who.person, r->now, stop, token_hash(r, stop), NULL));
	TRY(mail_wish_get(r, r->who.person, &w));
	TRY(one_more(r, &w, &today));
	TRY(people_mail_to(r, r->who.person, &to));
	struct bytes address = mail_address_index(r, email);
	uint32_t code = random_below(r, CODE_BELOW);
	const char *digits = arena_printf(&r->arena, "%08u", code);
	TRY(mail_wish_code(r, r->who.person, code_index(r, digits, address), address, r->now, today, NULL));
	return mail_add(r, &(struct mail_new){
		.to = email, .about = r->who.person, .subject = words_say(&r->arena, &to.reader, N_("Your code"), 0, NULL),
		.body = words_say(&r->arena, &to.reader, N_("Hello,\n\nyour code is {0} {1}. Please type it on the page where you asked for it. It is good for one hour.\n\nYou did not ask for a code? Then do nothing. No more mail will come.\n"),
				  2, (struct word_arg[]){ word_text(arena_printf(&r->arena, "%.4s", digits)), word_text(digits + 4) }),
	});
}

enum status notifications_address(struct req *r)
{
	const struct notifications_address *f = r->form;
	struct mail_wish_get w;
	people_mail_check(r, f->email);
	if (r->n_faults)
		return INVALID;
	if (f->email && !r->house->mail)
		return fault(r, "email", "no-mail", N_("This place sends no mail yet. Whoever looks after it can set that up."));
	TRY(mail_wish_stored(r, r->who.person, &w));
	if (f->email && mail_is_shown(r, &w, f->email) && w.refused == NO_INT) {
		TRY(people_mail_set(r, r->who.person, f->email));
		return redirect_saying(r, N_("This address is yours already."), "/me/mail");
	}
	TRY(people_mail_set(r, r->who.person, f->email));
	TRY(mail_wish_no_address(r, r->who.person, NULL));
	TRY(mail_forget(r, r->who.person));
	if (!f->email)
		return redirect_saying(r, N_("Your address is gone. No mail will come."), "/me/mail");
	TRY(send_code(r, f->email));
	return redirect_saying(r, N_("We sent a code to this address. Please type it here."), "/me/mail");
}

/* "1234 5678", as people type it. */
static const char *digits_of(struct req *r, const char *typed)
{
	char digits[MAIL_CODE_DIGITS + 1] = "";
	size_t n = 0;
	for (const char *p = typed; *p; p++) {
		if (*p == ' ' || *p == '-')
			continue;
		if (*p < '0' || *p > '9' || n == MAIL_CODE_DIGITS)
			return NULL;
		digits[n++] = *p;
	}
	return n == MAIL_CODE_DIGITS ? arena_copy(&r->arena, digits, n) : NULL;
}

/* The wrong tries are counted although nothing else of this request is kept: the answer is a page, not a fault. */
static enum status wrong(struct req *r)
{
	TRY(mail_wish_wrong(r, r->who.person, NULL));
	return redirect_saying(r, N_("That is not the code. Look at the newest mail from us, and type its eight digits."), "/me/mail");
}

enum status notifications_code(struct req *r)
{
	const struct notifications_code *f = r->form;
	const char *digits = digits_of(r, f->code);
	struct mail_wish_get w;
	struct people_mail to = { 0 };
	TRY(mail_wish_stored(r, r->who.person, &w));
	if (!digits)
		return fault(r, "code", "shape", N_("The code has eight digits. Please look at the mail again."));
	if (!w.code.at || r->now > w.code_sent + MAIL_CODE_SECONDS || w.code_tries >= MAIL_CODE_TRIES)
		return fault(r, "code", "over", N_("This code is no longer good. Save your address once more, and we send a new one."));
	enum status st = people_mail_to(r, r->who.person, &to);
	if (st != OK)
		return st == MISSING ? wrong(r) : st;
	struct bytes address = mail_address_index(r, to.email), typed = code_index(r, digits, address);
	if (typed.n != w.code.n || !str_equal_secret(typed.at, w.code.at, typed.n))
		return wrong(r);
	TRY(mail_wish_shown(r, r->who.person, address, NULL));
	TRY(mail_wish_begin(r, &w));
	return redirect_saying(r, N_("Thank you. The address is yours. Now choose of what we may tell you."), "/me/mail");
}
