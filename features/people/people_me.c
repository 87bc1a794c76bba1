/* My page: how I am called, what I speak. */
#include "people_inside.h"

static const struct form_field people_me_fields[] = {
	TEXT_FIELD(struct people_me, name, .required = true, .min = 1, .max = PEOPLE_NAME_MAX, .autocomplete = "nickname",
		.label = N_("What would you like to be called?"),
		.hint = N_("Any name you choose. It does not have to be the one on your papers.")),
	TEXT_FIELD(struct people_me, pronouns, .max = PEOPLE_PRONOUNS_MAX, .label = N_("Pronouns"),
		.hint = N_("Shown beside your name.")),
	SET_FIELD(struct people_me, languages, .of = &people_languages, .label = N_("Languages you speak"),
		.hint = N_("Helps to find people you can talk with.")),
	CHOICE_FIELD(struct people_me, lang, .required = true, .of = &people_page_langs, .label = N_("Language of these pages")),
	CHOICE_FIELD(struct people_me, zone, .select = true, .of = &people_zones, .label = N_("Your time zone"),
		.hint = N_("So that meeting times are right for you.")),
	INT_FIELD(struct people_me, version, .hidden = true, .required = true, .min = 1, .max = INT64_MAX),
};
const struct form people_me_form = FORM(people_me, people_me_fields);

static const struct json_field people_me_json[] = {
	JSON_TEXT(people_me_view, name), JSON_TEXT(people_me_view, pronouns), JSON_TEXT(people_me_view, login),
	JSON_TEXT(people_me_view, email), JSON_SET(people_me_view, languages, &people_languages),
	JSON_TEXT(people_me_view, lang), JSON_TEXT(people_me_view, zone),
	JSON_TIME(people_me_view, joined), JSON_FLAG(people_me_view, second), JSON_INT(people_me_view, codes_left),
	JSON_INT(people_me_view, version), JSON_LIST(people_me_view, see, cards_json),
};

enum status people_me_show(struct req *r)
{
	struct people_person_me me;
	struct people_sign_in_of s;
	struct people_codes_left codes;
	TRY(people_person_me(r, r->who.person, &me));
	TRY(people_sign_in_of(r, r->who.person, &s));
	TRY(people_codes_left(r, r->who.person, &codes));
	struct people_me_view v = {
		.name = me.name, .pronouns = me.pronouns, .login = me.login, .email = me.email, .lang = me.lang, .zone = me.zone,
		.languages = people_languages_set(r, me.languages), .joined = me.joined,
		.version = me.version, .second = s.totp_on, .codes_left = codes.unused,
	};
	TRY(cards_html(r, "signing-in", &v.ways));
	struct people_me stored = {
		.name = me.name, .pronouns = me.pronouns, .languages = v.languages,
		.lang = r->reader.lang, .zone = people_zone_choice(me.zone), .version = me.version,
	};
	form_show(r, &v.form, &people_me_form, &stored);
	v.see = cards_named(r, "me");
	TRY(cards_html(r, "me", &v.cards));
	return REPLY(r, people_me, &v);
}

enum status people_me_edit(struct req *r)
{
	const struct people_me *f = r->form;
	struct people_person_me me;
	int64_t changed;
	TRY(people_person_me(r, r->who.person, &me));
	/* a zone that is not offered, from an import, stays unless another one is chosen */
	const char *zone = f->zone == NO_INT ? me.zone : choice_code(&people_zones, f->zone);
	TRY(people_person_edit(r, r->who.person, f->version, f->name, people_name_index(r, f->name), f->pronouns,
			       people_languages_text(r, f->languages, (enum lang)f->lang), lang_codes[f->lang], zone,
			       &changed));
	if (changed == 0)
		return stale(r);
	TRY(tell(r, &people_changed, r->who.person));
	r->reader.lang = (enum lang)f->lang;
	r->reply.lang = (int)f->lang + 1;
	return redirect_saying(r, N_("Saved."), "/me");
}
