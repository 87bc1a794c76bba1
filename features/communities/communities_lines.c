/* Crisis lines as dated data: coordinators add them, check them, end them.  Showing them is the front's affair. */
#include "communities_inside.h"

static const struct form_field line_fields[] = {
	TEXT_FIELD(struct communities_line_edit, name, .required = true, .min = 2, .max = 80, .label = N_("Name")),
	FLAG_FIELD(struct communities_line_edit, own, .label = N_("This is our own warmline: show it first")),
	TEXT_FIELD(struct communities_line_edit, phone, .max = 30, .label = N_("Number to call"), .autocomplete = "off"),
	TEXT_FIELD(struct communities_line_edit, text_to, .max = 30, .label = N_("Number to text")),
	TEXT_FIELD(struct communities_line_edit, text_word, .max = 30, .label = N_("Word to text"),
		   .hint = N_("Only if the line asks for a certain word.")),
	TEXT_FIELD(struct communities_line_edit, chat, .max = 200, .label = N_("Address of a chat"), .hint = N_("It begins with https://")),
	TEXT_FIELD(struct communities_line_edit, hours, .max = 120, .label = N_("When is somebody there?"),
		   .hint = N_("For example: day and night, or: every evening from 6 to 10.")),
	TEXT_FIELD(struct communities_line_edit, languages, .max = 60, .label = N_("Languages spoken there"),
		   .hint = N_("Codes with blanks between, such as: en es")),
	TEXT_FIELD(struct communities_line_edit, what_happens, .multiline = true, .max = 800, .label = N_("What happens when you call?"),
		   .hint = N_("Who answers, whether it costs anything, and who decides about sending help.")),
	CHOICE_FIELD(struct communities_line_edit, for_lang, .of = &communities_langs, .label = N_("Only for people who read"),
		     .hint = N_("Leave it open to show the line to everyone.")),
	DAY_FIELD(struct communities_line_edit, verified_on, .required = true, .label = N_("Checked on"),
		  .hint = N_("The day on which somebody made sure that all of this is true.")),
	INT_FIELD(struct communities_line_edit, version, .hidden = true, .min = 0, .max = INT64_C(1) << 40),
};
const struct form communities_line_form = FORM(communities_line_edit, line_fields);

enum { STALE_AFTER_DAYS = 180 };

enum status communities_line_of(struct req *r)
{
	struct communities_line_get *l = ARENA_NEW(&r->arena, struct communities_line_get);
	TRY(communities_line_get(r, r->community.id, r->part[0], l));
	r->object = l;
	return OK;
}

static const struct json_field line_row_json[] = {
	JSON_TEXT(communities_line_row, id),
	JSON_TEXT(communities_line_row, name),
	JSON_TEXT(communities_line_row, phone),
	JSON_TEXT(communities_line_row, text_to),
	JSON_TEXT(communities_line_row, chat),
	JSON_FLAG(communities_line_row, own),
	JSON_CHOICE(communities_line_row, for_lang, &communities_langs),
	JSON_TEXT(communities_line_row, verified),
	JSON_FLAG(communities_line_row, old),
};
static const struct json_field communities_lines_json[] = {
	JSON_LIST(communities_lines_view, lines, line_row_json),
};

enum status communities_lines_show(struct req *r)
{
	struct communities_lines_view v = { 0 };
	struct communities_lines_all_list rows;
	int64_t today = communities_today(r);
	TRY(communities_lines_all(r, r->community.id, today, &rows));
	v.lines.at = ARENA_ARRAY(&r->arena, rows.n, struct communities_line_row);
	for (; v.lines.n < rows.n; v.lines.n++) {
		const struct communities_lines_all *l = &rows.at[v.lines.n];
		v.lines.at[v.lines.n] = (struct communities_line_row){ .id = l->id, .name = l->name, .phone = l->phone,
			.text_to = l->text_to, .chat = l->chat, .own = l->own, .for_one = l->for_lang != NULL,
			.for_lang = communities_place(&communities_langs, l->for_lang), .verified_on = l->verified_on,
			.verified = communities_day_code(r, l->verified_on), .old = l->verified_on < today - STALE_AFTER_DAYS };
	}
	struct communities_line_edit *stored = ARENA_NEW(&r->arena, struct communities_line_edit);
	*stored = (struct communities_line_edit){ .for_lang = NO_INT, .verified_on = today };
	form_show(r, &v.form, &communities_line_form, stored);
	return REPLY(r, communities_lines, &v);
}

static bool dialable(const char *number)
{
	size_t digits = 0;
	for (const char *s = number; *s; s++) {
		if (*s >= '0' && *s <= '9')
			digits++;
		else if (!strchr(" -().", *s) && !(*s == '+' && s == number))
			return false;
	}
	return digits >= 3 && digits <= 15;
}

static enum status line_checked(struct req *r, const struct communities_line_edit *f)
{
	if (!f->phone && !f->text_to && !f->chat)
		fault(r, "phone", "no_way", N_("Write at least one way to reach it: a number to call, to text, or a chat."));
	if (f->phone && !dialable(f->phone))
		fault(r, "phone", "number", N_("Write a telephone number: digits, blanks and - ( ) only."));
	if (f->text_to && !dialable(f->text_to))
		fault(r, "text_to", "number", N_("Write a telephone number: digits, blanks and - ( ) only."));
	if (f->chat && (!str_begins(f->chat, "https://") || strpbrk(f->chat, " \t\n\"<>\\")))
		fault(r, "chat", "https", N_("Write a whole address that begins with https://"));
	struct str_list spoken = str_split(&r->arena, f->languages ? f->languages : "", ' ', 12);
	for (size_t i = 0; i < spoken.n; i++)
		if (communities_place(&people_languages, spoken.at[i]) == NO_INT)
			return fault_with(r, "languages", "language", N_("We do not know the language code “{0}”."), word_text(spoken.at[i]));
	if (f->verified_on > communities_today(r))
		fault(r, "verified_on", "to_come", N_("This day is still to come."));
	return r->n_faults ? INVALID : OK;
}

static const char *lang_of(const struct communities_line_edit *f)
{
	return f->for_lang == NO_INT ? NULL : choice_code(&communities_langs, f->for_lang);
}

static const char *or_empty(const char *s) { return s ? s : ""; }

enum status communities_line_add(struct req *r)
{
	const struct communities_line_edit *f = r->form;
	TRY(line_checked(r, f));
	TRY(communities_line_put(r, id_new(r), r->community.id, f->own, lang_of(f), f->name, f->phone, f->text_to, f->text_word, f->chat,
				 or_empty(f->languages), or_empty(f->hours), or_empty(f->what_happens), f->verified_on, NULL));
	return redirect_here(r, N_("Saved."), "/settings/lines");
}

static const struct json_field communities_line_edit_json[] = {
	JSON_TEXT(communities_line_edit_view, id),
	JSON_TEXT(communities_line_edit_view, name),
	JSON_TEXT(communities_line_edit_view, verified),
	JSON_INT(communities_line_edit_view, version),
};

enum status communities_line_edit(struct req *r)
{
	const struct communities_line_get *l = r->object;
	struct communities_line_edit *stored = ARENA_NEW(&r->arena, struct communities_line_edit);
	*stored = (struct communities_line_edit){
		.name = l->name, .phone = l->phone, .text_to = l->text_to, .text_word = l->text_word, .chat = l->chat,
		.languages = l->languages, .hours = l->hours, .what_happens = l->what_happens, .own = l->own,
		.for_lang = communities_place(&communities_langs, l->for_lang), .verified_on = l->verified_on, .version = l->version,
	};
	struct communities_line_edit_view v = { .id = l->id, .name = l->name, .verified = communities_day_code(r, l->verified_on),
		.version = l->version };
	form_show(r, &v.form, &communities_line_form, stored);
	return REPLY(r, communities_line_edit, &v);
}

enum status communities_line_save(struct req *r)
{
	const struct communities_line_edit *f = r->form;
	const struct communities_line_get *l = r->object;
	int64_t changed;
	TRY(line_checked(r, f));
	TRY(communities_line_set(r, l->id, f->version, f->own, lang_of(f), f->name, f->phone, f->text_to, f->text_word, f->chat,
				 or_empty(f->languages), or_empty(f->hours), or_empty(f->what_happens), f->verified_on, &changed));
	return changed ? redirect_here(r, N_("Saved."), "/settings/lines") : stale(r);
}

enum status communities_line_end(struct req *r)
{
	const struct communities_line_get *l = r->object;
	TRY(communities_line_until(r, l->id, communities_today(r) - 1, NULL));
	return redirect_here(r, N_("This line is no longer shown."), "/settings/lines");
}
