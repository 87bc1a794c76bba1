/* Settings of a community: its name, language, who may join, the smallest figure, and its own words.  Texts, crisis lines
 * and projects have files of their own. */
#include "communities_inside.h"

enum { MIN_CELL_LEAST = 5, MIN_CELL_MOST = 50 };

static const struct form_field settings_fields[] = {
	TEXT_FIELD(struct communities_settings, name, .required = true, .min = 2, .max = 80, .label = N_("Name")),
	TEXT_FIELD(struct communities_settings, about, .multiline = true, .max = 1200, .label = N_("A few lines for the way in"),
		   .hint = N_("People read this before they join. Say who you are and what to expect.")),
	CHOICE_FIELD(struct communities_settings, lang, .required = true, .of = &communities_langs, .label = N_("Language of first resort"),
		     .hint = N_("Each person reads in their own language. This one is used when a text is missing in theirs.")),
	PICK_FIELD(struct communities_settings, zone, .required = true, .select = true, .label = N_("Time zone"),
		   .hint = N_("For dates of the whole community. Each person sees times in their own zone.")),
	CHOICE_FIELD(struct communities_settings, joining, .required = true, .of = &communities_joining, .label = N_("Who may join?")),
	CHOICE_FIELD(struct communities_settings, formality, .required = true, .of = &communities_formality,
		     .label = N_("How much is written down?"), .hint = N_("It chooses what is offered to people; they can always do less.")),
	INT_FIELD(struct communities_settings, min_cell, .required = true, .min = MIN_CELL_LEAST, .max = MIN_CELL_MOST,
		  .label = N_("Smallest figure"),
		  .hint = N_("No figure about fewer people or answers than this is shown to anyone. At least 5; some funders ask for 11.")),
	TEXT_FIELD(struct communities_settings, leave_to, .required = true, .max = 200, .label = N_("Where “Leave” goes"),
		   .hint = N_("An address that begins with https:// and tells nothing, such as the weather or an encyclopedia.")),
	FLAG_FIELD(struct communities_settings, pictures, .label = N_("Pictures may be sent in conversations"),
		   .hint = N_("Where and when a picture was taken, and with what, is taken out of it.")),
	FLAG_FIELD(struct communities_settings, voices, .label = N_("Voice notes may be sent in conversations"),
		   .hint = N_("Up to three minutes. A voice is recognized by people who know it: think it over together.")),
	INT_FIELD(struct communities_settings, version, .hidden = true, .required = true, .min = 1, .max = INT64_C(1) << 40),
};
const struct form communities_settings_form = FORM(communities_settings, settings_fields);

/* The zones that people are offered too; the stored one is always among them. */
static struct form_options *zone_options(struct req *r, const char *stored)
{
	struct form_option *at = ARENA_ARRAY(&r->arena, people_zones.n + 1, struct form_option);
	size_t n = 0;
	for (; n < people_zones.n; n++)
		at[n] = (struct form_option){ .code = people_zones.at[n].code,
			.label = words_say(&r->arena, &r->reader, people_zones.at[n].label, 0, NULL) };
	if (communities_place(&people_zones, stored) == NO_INT)
		at[n++] = (struct form_option){ .code = stored, .label = stored };
	struct form_options *options = ARENA_NEW(&r->arena, struct form_options);
	*options = (struct form_options){ .field = "zone", .n = n, .at = at };
	return options;
}

static const struct json_field communities_settings_json[] = {
	JSON_TEXT(communities_settings_view, slug),
	JSON_TEXT(communities_settings_view, name),
	JSON_TEXT(communities_settings_view, about),
	JSON_CHOICE(communities_settings_view, lang, &communities_langs),
	JSON_TEXT(communities_settings_view, zone),
	JSON_CHOICE(communities_settings_view, joining, &communities_joining),
	JSON_CHOICE(communities_settings_view, formality, &communities_formality),
	JSON_INT(communities_settings_view, min_cell),
	JSON_TEXT(communities_settings_view, leave_to),
	JSON_FLAG(communities_settings_view, pictures),
	JSON_FLAG(communities_settings_view, voices),
	JSON_INT(communities_settings_view, version),
};

enum status communities_settings(struct req *r)
{
	struct communities_settings_get c;
	TRY(communities_settings_get(r, r->community.id, &c));
	struct communities_settings *stored = ARENA_NEW(&r->arena, struct communities_settings);
	*stored = (struct communities_settings){
		.name = c.name, .about = c.about, .zone = c.zone, .leave_to = c.leave_to,
		.lang = communities_place(&communities_langs, c.lang), .joining = communities_place(&communities_joining, c.joining),
		.formality = c.formality, .min_cell = c.min_cell, .pictures = c.pictures, .voices = c.voices, .version = c.version,
	};
	struct communities_settings_view v = { .slug = c.slug, .name = c.name, .about = c.about, .zone = c.zone,
		.leave_to = c.leave_to, .lang = stored->lang, .joining = stored->joining, .formality = c.formality,
		.min_cell = c.min_cell, .pictures = c.pictures, .voices = c.voices, .version = c.version };
	form_show(r, &v.form, &communities_settings_form, stored);
	v.form.drawn.n_options = 1;
	v.form.drawn.options = zone_options(r, c.zone);
	return REPLY(r, communities_settings, &v);
}

enum status communities_settings_save(struct req *r)
{
	const struct communities_settings *f = r->form;
	int64_t changed;
	if (!zone_known(f->zone))
		fault(r, "zone", "zone", N_("We do not know this time zone. Choose one from the list."));
	if (!str_begins(f->leave_to, "https://") || strpbrk(f->leave_to, " \t\n\"<>\\") || !f->leave_to[strlen("https://")])
		fault(r, "leave_to", "https", N_("Write a whole address that begins with https://"));
	if (r->n_faults)
		return INVALID;
	TRY(communities_settings_set(r, r->community.id, f->version, f->name, f->about, choice_code(&communities_langs, f->lang), f->zone,
				     choice_code(&communities_joining, f->joining), f->formality, f->min_cell, f->leave_to, f->pictures, f->voices, &changed));
	return changed ? redirect_here(r, N_("Saved."), "/settings") : stale(r);
}

/* ---- own words ---- */

#define OWN_WORD(word) \
	TEXT_FIELD(struct communities_own_words, word##_one_en, .max = 40, .label = N_("English, one")), \
	TEXT_FIELD(struct communities_own_words, word##_many_en, .max = 40, .label = N_("English, several")), \
	TEXT_FIELD(struct communities_own_words, word##_one_es, .max = 40, .label = N_("Spanish, one")), \
	TEXT_FIELD(struct communities_own_words, word##_many_es, .max = 40, .label = N_("Spanish, several"))

/* In the order of enum vocabulary, four fields for each: place_of_word counts on it. */
static const struct form_field own_words_fields[] = {
	OWN_WORD(person), OWN_WORD(supporter), OWN_WORD(plan), OWN_WORD(note), OWN_WORD(group), OWN_WORD(encounter),
	INT_FIELD(struct communities_own_words, version, .hidden = true, .required = true, .min = 1, .max = INT64_C(1) << 40),
};
const struct form communities_own_words_form = FORM(communities_own_words, own_words_fields);

enum { FIELDS_A_WORD = 4 };

static const char **field_of(struct communities_own_words *w, int word, int lang, bool many)
{
	return (const char **)((char *)w + own_words_fields[word * FIELDS_A_WORD + lang * 2 + many].at);
}

static const struct json_field communities_own_words_json[] = {
	JSON_ROWS(communities_own_words_view, words, communities_own_words_now),
	JSON_INT(communities_own_words_view, version),
};

enum status communities_own_words(struct req *r)
{
	struct communities_own_words_view v = { 0 };
	struct communities_settings_get c;
	TRY(communities_settings_get(r, r->community.id, &c));
	TRY(communities_own_words_now(r, r->community.id, &v.words));
	v.version = c.version;
	struct communities_own_words *stored = ARENA_NEW(&r->arena, struct communities_own_words);
	stored->version = c.version;
	for (size_t i = 0; i < v.words.n; i++) {
		const struct communities_own_words_now *w = &v.words.at[i];
		int64_t lang = communities_place(&communities_langs, w->lang);
		for (int k = 0; k < VOCAB_COUNT && lang != NO_INT; k++)
			if (str_same(vocabulary_codes[k], w->word)) {
				*field_of(stored, k, (int)lang, false) = w->one;
				*field_of(stored, k, (int)lang, true) = w->many;
			}
	}
	form_show(r, &v.form, &communities_own_words_form, stored);
	return REPLY(r, communities_own_words, &v);
}

/* Both forms or neither: "one companion, two supporters" would read like two things. */
static void own_words_whole(struct req *r, struct communities_own_words *f)
{
	for (int k = 0; k < VOCAB_COUNT; k++)
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			bool one = *field_of(f, k, lang, false), many = *field_of(f, k, lang, true);
			if (one != many)
				fault(r, own_words_fields[k * FIELDS_A_WORD + lang * 2 + one].name, "both",
				      N_("Write both the word for one and the word for several, or neither."));
		}
}

enum status communities_own_words_save(struct req *r)
{
	struct communities_own_words f = *(const struct communities_own_words *)r->form;
	int64_t changed;
	own_words_whole(r, &f);
	if (r->n_faults)
		return INVALID;
	TRY(communities_version_up(r, r->community.id, f.version, &changed));
	if (!changed)
		return stale(r);
	TRY(communities_own_words_clear(r, r->community.id, NULL));
	for (int k = 0; k < VOCAB_COUNT; k++)
		for (int lang = 0; lang < LANG_COUNT; lang++)
			if (*field_of(&f, k, lang, false))
				TRY(communities_own_word_add(r, r->community.id, lang_codes[lang], vocabulary_codes[k],
							     *field_of(&f, k, lang, false), *field_of(&f, k, lang, true), NULL));
	return redirect_here(r, N_("Saved."), "/settings/words");
}
