/* What somebody cannot take on in others now.  Sealed, and found only by a keyed hash; leaves keeping people apart by it to
 * matching. */
#include "experiences_inside.h"

static const struct form_field sparing_fields[] = {
	IDS_FIELD(struct experiences_sparing, spots, .max = EXPERIENCES_TOO_MUCH_MOST, .label = N_("This would be too much for me now"),
		.hint = N_("We do not bring you together with people who tell it. They never learn why, and nobody sees what you choose.")),
};
const struct form experiences_sparing_form = FORM(experiences_sparing, sparing_fields);

static const struct json_field spot_json[] = { JSON_TEXT(experiences_pickable, code), JSON_TEXT(experiences_pickable, words) };
static const struct json_field experiences_not_now_json[] = { JSON_LIST(experiences_not_now_view, chosen, spot_json) };

struct bytes experiences_too_much_index(struct req *r, const char *code_or_tag) { return seal_index(r, "too_much.tag_index", code_or_tag); }

static const char *label_of(const struct form_options *all, const char *code)
{
	for (size_t k = 0; k < all->n; k++)
		if (strcmp(all->at[k].code, code) == 0)
			return all->at[k].label;
	return code;
}

enum status experiences_too_much_show(struct req *r)
{
	struct experiences_not_now_view v = { 0 };
	struct experiences_too_much_list mine;
	struct form_options *options = ARENA_NEW(&r->arena, struct form_options);
	struct form_option *end;
	TRY(experiences_options(r, EXPERIENCES_KIND_EXPERIENCE, "spots", 0, options, &end));
	TRY(experiences_too_much(r, r->community.id, r->who.person, &mine));
	struct experiences_sparing stored = { .spots = { .n = mine.n, .at = ARENA_ARRAY(&r->arena, mine.n + 1, const char *) } };
	v.chosen.at = ARENA_ARRAY(&r->arena, mine.n + 1, struct experiences_pickable);
	for (size_t i = 0; i < mine.n; i++) {
		stored.spots.at[i] = mine.at[i].words;
		v.chosen.at[v.chosen.n++] = (struct experiences_pickable){ .code = mine.at[i].words, .words = label_of(options, mine.at[i].words) };
	}
	form_show(r, &v.form, &experiences_sparing_form, &stored);
	v.form.drawn.n_options = 1;
	v.form.drawn.options = options;
	return REPLY(r, experiences_not_now, &v);
}

enum status experiences_too_much_save(struct req *r)
{
	const struct experiences_sparing *f = r->form;
	const char *c = r->community.id, *me = r->who.person;
	struct experiences_chosen chosen;
	TRY(experiences_too_much_clear(r, c, me, NULL));
	for (size_t i = 0; i < f->spots.n; i++) {
		enum status st = experiences_tag_chosen(r, EXPERIENCES_KIND_EXPERIENCE, f->spots.at[i], &chosen);
		if (st == MISSING)
			return fault(r, "spots", "choice", N_("One of these is no longer in the list. Please look again."));
		TRY(st);
		/* no row of a tag is made for it: that would tell that somebody here said it */
		const char *what = chosen.code ? chosen.code : chosen.id;
		TRY(experiences_too_much_add(r, id_new(r), c, me, what, experiences_too_much_index(r, what), r->now, NULL));
	}
	TRY(experiences_tell_changed(r, me));
	return redirect_here(r, N_("Saved."), "/about-me");
}
