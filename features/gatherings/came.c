/* Who came, as the community keeps it: a number, names of the day, or accounts; and the sheet to sign in on paper. */
#include "inside.h"
#include "queries.h"

enum { LINES_LEAST = 12, LINES_MOST = 40 };

static const struct form_field gathering_came_fields[] = {
	INT_FIELD(struct gathering_came, headcount, .min = 0, .max = 10000, .label = N_("How many people came?"), .hint = N_("Count everyone, also yourself.")),
	TEXT_FIELD(struct gathering_came, aliases, .max = 4000, .multiline = true, .label = N_("What did they call themselves?"),
		   .hint = N_("One a line, as they wish to be called. It need not be a name.")),
	IDS_FIELD(struct gathering_came, people, .label = N_("Who of those who said they come was there?")),
};
const struct form gathering_came_form = FORM(gathering_came, gathering_came_fields);

static const struct form_field gathering_settings_fields[] = {
	CHOICE_FIELD(struct gathering_settings, attendance, .required = true, .of = &gatherings_attendance, .label = N_("How is it kept who came?")),
};
const struct form gathering_settings_form = FORM(gathering_settings, gathering_settings_fields);

enum status gathering_attendance(struct req *r, int64_t *ret)
{
	struct gathering_rule_get rule;
	enum status st = gathering_rule_get(r, r->community.id, &rule);
	*ret = ATTEND_COUNT;
	if (st == OK && !choice_find(&gatherings_attendance, (struct slice){ rule.attendance, strlen(rule.attendance) }, ret))
		*ret = ATTEND_COUNT;
	return st == MISSING ? OK : st;
}

/* ---- afterwards ---- */

static enum status who_said_yes(struct req *r, const struct gatherings_time *t, struct gathering_came *now, struct form_options *ret)
{
	struct gathering_coming_list coming;
	TRY(gathering_coming(r, t->of->id, t->day, &coming));
	struct form_option *at = ARENA_ARRAY(&r->arena, coming.n + 1, struct form_option);
	now->people = (struct str_list){ .at = ARENA_ARRAY(&r->arena, coming.n + 1, const char *) };
	for (size_t i = 0; i < coming.n; i++) {
		at[i] = (struct form_option){ .code = coming.at[i].person, .label = people_name_or_left(r, coming.at[i].name) };
		if (coming.at[i].came)
			now->people.at[now->people.n++] = coming.at[i].person;
	}
	*ret = (struct form_options){ .field = "people", .n = coming.n, .at = at };
	return OK;
}

static enum status lines_of(struct req *r, const struct gatherings_time *t, const char **ret)
{
	struct gathering_aliases_list rows;
	TRY(gathering_aliases(r, t->of->id, t->day, &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].alias)
			*ret = arena_printf(&r->arena, "%s%s%s", *ret ? *ret : "", *ret ? "\n" : "", rows.at[i].alias);
	return OK;
}

static const struct json_field gatherings_came_json[] = {
	JSON_TEXT(gatherings_came_view, id), JSON_TEXT(gatherings_came_view, day), JSON_FLAG(gatherings_came_view, count),
	JSON_FLAG(gatherings_came_view, alias), JSON_FLAG(gatherings_came_view, account),
};

static enum status has_begun(struct req *r, const struct gatherings_time *t)
{
	if (t->began > r->now)
		return fault(r, NULL, "ahead", N_("This time has not begun yet."));
	return t->cancelled ? fault(r, NULL, "off", N_("This was called off.")) : OK;
}

enum status came_show(struct req *r)
{
	const struct gatherings_time *t = r->object;
	struct gatherings_came_view v = { .id = t->of->id, .day = gatherings_day_code(&r->arena, t->day), .title = gatherings_called(r, t->of), .began = t->began };
	struct gathering_came now = { .headcount = t->came != NO_INT ? t->came : t->taken ? t->taken : NO_INT };
	struct form_options *people = ARENA_NEW(&r->arena, struct form_options);
	int64_t how;
	TRY(gathering_attendance(r, &how));
	v.count = how == ATTEND_COUNT;
	v.alias = how == ATTEND_ALIAS;
	*people = (struct form_options){ .field = "people" };
	if (how == ATTEND_ACCOUNT)
		TRY(who_said_yes(r, t, &now, people));
	v.account = people->n > 0;
	if (v.alias)
		TRY(lines_of(r, t, &now.aliases));
	form_show(r, &v.form, &gathering_came_form, &now);
	v.form.drawn.options = people;
	v.form.drawn.n_options = 1;
	return REPLY(r, gatherings_came, &v);
}

static enum status keep_one(struct req *r, const struct gatherings_time *t, const char *person, const char *alias)
{
	return gathering_came_add(r, id_new(r), t->of->id, t->day, t->of->community, person, alias, r->now, NULL);
}

/* Only of those who had said that they come: nobody is put on a list unasked. */
static enum status keep_people(struct req *r, const struct gatherings_time *t, const struct str_list *people, int64_t *ret_n)
{
	struct gathering_coming_list coming;
	TRY(gathering_coming(r, t->of->id, t->day, &coming));
	for (size_t i = 0; i < coming.n; i++)
		for (size_t k = 0; k < people->n; k++)
			if (str_same(coming.at[i].person, people->at[k])) {
				TRY(keep_one(r, t, coming.at[i].person, NULL));
				++*ret_n;
				break;
			}
	return OK;
}

enum status came_save(struct req *r)
{
	const struct gatherings_time *t = r->object;
	const struct gathering_came *f = r->form;
	int64_t how, n = 0;
	TRY(has_begun(r, t));
	TRY(gathering_attendance(r, &how));
	TRY(gathering_keep(r, t));
	TRY(gathering_came_clear(r, t->of->id, t->day, NULL));
	if (how == ATTEND_ACCOUNT)
		TRY(keep_people(r, t, &f->people, &n));
	if (how == ATTEND_ALIAS && f->aliases) {
		struct str_list lines = str_split(&r->arena, f->aliases, '\n', ALIASES_MAX);
		for (size_t i = 0; i < lines.n; i++, n++)
			TRY(keep_one(r, t, NULL, lines.at[i]));
	}
	if (f->headcount != NO_INT && f->headcount < n)
		return fault_with(r, "headcount", "fewer", N_("You named {0} people, so at least as many came."), word_int(n));
	TRY(gathering_came_count(r, t->of->id, t->day, f->headcount != NO_INT ? f->headcount : n, r->now, NULL));
	return gathering_back(r, N_("Saved."), t);
}

/* ---- on paper ---- */

static const struct json_field gatherings_sheet_json[] = { JSON_TEXT(gatherings_sheet_view, id), JSON_TEXT(gatherings_sheet_view, day) };

enum status sheet_show(struct req *r)
{
	const struct gatherings_time *t = r->object;
	struct gatherings_sheet_view v = { .id = t->of->id, .day = gatherings_day_code(&r->arena, t->day), .title = gatherings_called(r, t->of), .began = t->began };
	int64_t n = t->of->capacity == NO_INT ? t->taken + LINES_LEAST : t->of->capacity;
	n = n < LINES_LEAST ? LINES_LEAST : n > LINES_MOST ? LINES_MOST : n;
	v.lines = (struct gathering_line_list){ .n = (size_t)n, .at = ARENA_ARRAY(&r->arena, (size_t)n, struct gathering_line) };
	for (int64_t i = 0; i < n; i++)
		v.lines.at[i].number = i + 1;
	return REPLY(r, gatherings_sheet, &v);
}

/* ---- how this community keeps it ---- */

static const struct json_field gatherings_settings_json[] = { JSON_NOTHING };

enum status settings_show(struct req *r)
{
	struct gatherings_settings_view v = { 0 };
	struct gathering_settings now;
	TRY(gathering_attendance(r, &now.attendance));
	form_show(r, &v.form, &gathering_settings_form, &now);
	return REPLY(r, gatherings_settings, &v);
}

enum status settings_save(struct req *r)
{
	const struct gathering_settings *f = r->form;
	TRY(gathering_rule_put(r, r->community.id, choice_code(&gatherings_attendance, f->attendance), NULL));
	return redirect_here(r, N_("Saved."), "/gatherings/settings");
}
