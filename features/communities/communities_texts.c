/* House rules, limits of confidentiality, welcome: new versions in every language.  Accepting them is joining's affair. */
#include "communities_inside.h"

static const struct form_field text_fields[] = {
	TEXT_FIELD(struct communities_text, en, .multiline = true, .max = COMMUNITIES_TEXT_MAX, .label = N_("English"),
		   .hint = N_("An empty line begins a new paragraph. A line that begins with - is an item of a list, with ### a heading.")),
	TEXT_FIELD(struct communities_text, es, .multiline = true, .max = COMMUNITIES_TEXT_MAX, .label = N_("Spanish")),
	FLAG_FIELD(struct communities_text, preview, .hidden = true),
	INT_FIELD(struct communities_text, number, .hidden = true, .required = true, .min = 0, .max = 1000000),
};
const struct form communities_text_form = FORM(communities_text, text_fields);

static const struct json_field text_row_json[] = {
	JSON_CHOICE(communities_text_row, kind, &communities_text_kinds),
	JSON_INT(communities_text_row, number),
	JSON_TIME(communities_text_row, since),
};
static const struct json_field communities_texts_json[] = {
	JSON_LIST(communities_texts_view, texts, text_row_json),
};

enum status communities_texts(struct req *r)
{
	struct communities_texts_view v = { 0 };
	struct communities_texts_now_list rows;
	TRY(communities_texts_now(r, r->community.id, &rows));
	v.texts.at = ARENA_ARRAY(&r->arena, communities_text_kinds.n, struct communities_text_row);
	for (size_t k = 0; k < communities_text_kinds.n; k++) {
		struct communities_text_row *row = &v.texts.at[v.texts.n++];
		*row = (struct communities_text_row){ .kind = (int64_t)k, .code = communities_text_kinds.at[k].code, .since = NO_INT };
		for (size_t i = 0; i < rows.n; i++)
			if (str_same(rows.at[i].kind, row->code)) {
				row->number = rows.at[i].number;
				row->since = rows.at[i].since;
				row->there = true;
			}
	}
	return REPLY(r, communities_texts, &v);
}

static const struct json_field communities_text_edit_json[] = {
	JSON_CHOICE(communities_text_edit_view, kind, &communities_text_kinds),
	JSON_INT(communities_text_edit_view, number),
	JSON_TEXT(communities_text_edit_view, en),
	JSON_TEXT(communities_text_edit_view, es),
};

enum status communities_text_edit(struct req *r)
{
	struct communities_text_now_list rows;
	const struct communities_text *f = r->came_back == &communities_text_form ? r->form : NULL;
	int64_t kind = communities_place(&communities_text_kinds, r->part[0]);
	if (kind == NO_INT)
		return MISSING;
	TRY(communities_text_now(r, r->community.id, r->part[0], &rows));
	struct communities_text *stored = ARENA_NEW(&r->arena, struct communities_text);
	for (size_t i = 0; i < rows.n; i++) {
		stored->number = rows.at[i].number;
		if (str_same(rows.at[i].lang, "en"))
			stored->en = rows.at[i].words;
		else if (str_same(rows.at[i].lang, "es"))
			stored->es = rows.at[i].words;
	}
	struct communities_text_edit_view v = { .kind = kind, .code = r->part[0], .number = stored->number, .en = stored->en,
		.es = stored->es, .asks_again = !str_same(r->part[0], "welcome") };
	if (f && f->preview) {
		v.preview = true;
		v.preview_en = markup(&r->arena, f->en);
		v.preview_es = markup(&r->arena, f->es);
	}
	form_show(r, &v.form, &communities_text_form, stored);
	return REPLY(r, communities_text_edit, &v);
}

static enum status add_version(struct req *r, const struct communities_text *f)
{
	const char *words[LANG_COUNT] = { [LANG_EN] = f->en, [LANG_ES] = f->es };
	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (words[lang])
			TRY(communities_text_add(r, r->community.id, r->part[0], lang_codes[lang], f->number + 1, words[lang], r->now, NULL));
	return OK;
}

enum status communities_text_save(struct req *r)
{
	const struct communities_text *f = r->form;
	struct communities_settings_get c;
	struct communities_text_now_list rows;
	if (communities_place(&communities_text_kinds, r->part[0]) == NO_INT)
		return MISSING;
	if (f->preview) {
		r->came_back = &communities_text_form;
		return communities_text_edit(r);
	}
	TRY(communities_settings_get(r, r->community.id, &c));
	if (!(str_same(c.lang, "es") ? f->es : f->en))
		return fault(r, str_same(c.lang, "es") ? "es" : "en", "first_language",
			     N_("This is the community's language of first resort: the text is needed in it."));
	TRY(communities_text_now(r, r->community.id, r->part[0], &rows));
	if ((rows.n ? rows.at[0].number : 0) != f->number)
		return stale(r);
	TRY(add_version(r, f));
	/* Whoever writes the rules has read them; everyone else is asked again. */
	if (str_same(r->part[0], "rules"))
		TRY(communities_membership_rules(r, r->community.id, r->who.person, f->number + 1, NULL));
	return redirect_here(r, N_("Saved. The new version is in force."), "/settings/texts");
}
