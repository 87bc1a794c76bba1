/* My pages: the list, beginning one, one with its parts, its title, taking it away.  Writing in a part is left to write.c. */
#include "asset.h"
#include "inside.h"

static const struct form_field page_fields[] = {
	INT_FIELD(struct documents_page, before, .min = 0, .max = INT64_MAX, .label = N_("Before")),
	ID_FIELD(struct documents_page, before_id, .label = N_("Older than")),
};
const struct form documents_page_form = FORM(documents_page, page_fields);

enum { TITLE_MAX = 120 };

static const struct form_field begin_fields[] = {
	PICK_FIELD(struct document_begin, template, .required = true, .label = N_("Which form?")),
	TEXT_FIELD(struct document_begin, title, .max = TITLE_MAX, .label = N_("A title of your own")),
};
const struct form document_begin_form = FORM(document_begin, begin_fields);

static const struct form_field settings_fields[] = {
	TEXT_FIELD(struct document_settings, title, .max = TITLE_MAX, .label = N_("A title of your own"),
		   .hint = N_("Those who read a part see it too.")),
	FLAG_FIELD(struct document_settings, comments, .label = N_("Those who read a part may leave a few words for me")),
	INT_FIELD(struct document_settings, version, .hidden = true, .min = 0, .max = INT32_MAX, .label = N_("Version")),
};
const struct form document_settings_form = FORM(document_settings, settings_fields);

static int64_t parts_asked(const struct documents_template *t)
{
	int64_t n = 0;
	for (size_t i = 0; t && i < t->n; i++)
		n += !t->part[i].retired;
	return n;
}

/* ---- the list ---- */

static const struct json_field row_json[] = {
	JSON_TEXT(documents_row, id), JSON_TEXT(documents_row, title), JSON_TEXT(documents_row, form), JSON_TIME(documents_row, changed),
	JSON_INT(documents_row, written), JSON_INT(documents_row, of), JSON_INT(documents_row, drafts), JSON_INT(documents_row, shared),
};
static const struct json_field offer_json[] = {
	JSON_TEXT(documents_offer, code), JSON_TEXT(documents_offer, name), JSON_TEXT(documents_offer, about),
};
static const struct json_field documents_list_json[] = {
	JSON_LIST(documents_list_view, mine, row_json), JSON_LIST(documents_list_view, offers, offer_json),
	JSON_FLAG(documents_list_view, more), JSON_INT(documents_list_view, next), JSON_TEXT(documents_list_view, next_id),
};

static void offer_forms(struct req *r, struct documents_list_view *v)
{
	size_t n;
	const struct documents_template *const *t = document_templates(&n);
	v->offers.at = ARENA_ARRAY(&r->arena, n, struct documents_offer);
	for (; v->offers.n < n; v->offers.n++)
		v->offers.at[v->offers.n] = (struct documents_offer){ .code = t[v->offers.n]->code,
			.name = words_say(&r->arena, &r->reader, t[v->offers.n]->name, 0, NULL),
			.about = words_say(&r->arena, &r->reader, t[v->offers.n]->about, 0, NULL) };
}

enum status documents_show(struct req *r)
{
	const struct documents_page *f = r->form;
	struct documents_list_view v = { .later = f && f->before != NO_INT && f->before_id };
	struct documents_mine_list rows;
	TRY(documents_mine(r, r->who.person, v.later ? f->before : INT64_MAX, v.later ? f->before_id : "", &rows));
	v.more = rows.n > DOCUMENTS_PAGE;
	v.mine.n = v.more ? DOCUMENTS_PAGE : rows.n;
	v.mine.at = ARENA_ARRAY(&r->arena, v.mine.n, struct documents_row);
	for (size_t i = 0; i < v.mine.n; i++) {
		const struct documents_mine *d = &rows.at[i];
		const struct documents_template *t = documents_template(d->template);
		v.mine.at[i] = (struct documents_row){ .id = d->id, .title = documents_title(r, d->title, d->template),
			.form = documents_title(r, NULL, d->template), .changed = d->changed, .written = d->written, .of = parts_asked(t),
			.drafts = d->drafts, .shared = d->shared };
		v.next = d->changed;
		v.next_id = d->id;
	}
	offer_forms(r, &v);
	TRY(cards_html(r, "pages", &v.cards));
	return REPLY(r, documents_list, &v);
}

/* A page with nothing on it. */
static enum status begin(struct req *r, const char *owner, const char *template, const char *title, const char **ret_id)
{
	struct documents_count n;
	int64_t changed;
	TRY(documents_count(r, owner, &n));
	if (n.n >= DOCUMENTS_MAX)
		return fault(r, NULL, "too_many", N_("Two hundred pages are enough for now. Please take one away first."));
	*ret_id = id_new(r);
	return document_add(r, *ret_id, owner, template, title, r->now, &changed);
}

enum status document_begin(struct req *r)
{
	const struct document_begin *f = r->form;
	const struct documents_template *t = documents_template(f->template);
	const char *id;
	if (!t)
		return fault(r, "template", "choice", N_("Please choose one of the forms on this page."));
	TRY(begin(r, r->who.person, t->code, f->title, &id));
	return redirect_here(r, NULL, "/pages/%s", id);
}

enum status documents_begin(struct req *r, const char *template, const char *title, size_t n, const struct documents_draft *draft, const char **ret_id)
{
	int64_t changed;
	TRY(begin(r, r->who.person, template, title, ret_id));
	for (size_t i = 0; i < n; i++) {
		const char *id = id_new(r);
		if (!draft[i].words)
			continue;
		TRY(section_begin(r, id, *ret_id, r->who.person, draft[i].part, &changed));
		TRY(section_draft(r, id, r->who.person, draft[i].words, 0, r->now, &changed));
	}
	return OK;
}

enum status documents_copy(struct req *r, const struct documents_one *d, const char **ret_id)
{
	struct sections_of_list rows;
	int64_t changed;
	TRY(begin(r, d->owner, d->template, d->title, ret_id));
	TRY(sections_of(r, d->id, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const char *id = id_new(r);
		TRY(section_begin(r, id, *ret_id, d->owner, rows.at[i].part, &changed));
		if (rows.at[i].title)
			TRY(section_title(r, id, d->owner, rows.at[i].title, &changed));
		if (rows.at[i].words)
			TRY(section_save(r, id, d->owner, rows.at[i].words, 0, r->now, &changed));
	}
	return OK;
}

/* ---- one of them ---- */

static const struct json_field line_json[] = {
	JSON_TEXT(document_line, code), JSON_TEXT(document_line, title), JSON_TEXT(document_line, words), JSON_FLAG(document_line, has_draft),
	JSON_CHOICE(document_line, audience, &documents_audiences), JSON_TIME(document_line, until), JSON_TIME(document_line, saved),
	JSON_FLAG(document_line, over), JSON_FLAG(document_line, nobody), JSON_FLAG(document_line, no_group), JSON_FLAG(document_line, proposed),
};
static const struct json_field documents_show_json[] = {
	JSON_TEXT(documents_show_view, id), JSON_TEXT(documents_show_view, title), JSON_TEXT(documents_show_view, form),
	JSON_INT(documents_show_view, written), JSON_INT(documents_show_view, of), JSON_LIST(documents_show_view, parts, line_json),
	JSON_LIST(documents_show_view, see, cards_json),
};

static void line_of(struct req *r, struct document_line *to, const struct sections_of *s)
{
	to->words = s->words;
	to->written = s->words != NULL;
	to->has_draft = s->has_draft;
	to->audience = s->audience;
	to->until = s->until_at;
	to->saved = s->saved;
	to->proposed = s->proposed > 0;
	to->over = s->audience > DOCUMENTS_ME && s->until_at != NO_INT && s->until_at <= r->now;
	to->shared = s->audience > DOCUMENTS_ME && !to->over;
	to->nobody = to->shared && s->audience == DOCUMENTS_NAMED && s->named == 0;
	to->no_group = to->shared && s->audience == DOCUMENTS_GROUP && s->in_group == 0;
}

/* Every part the form asks for, those of one's own making, and those the form asked for once. */
enum status document_lines_of(struct req *r, const struct documents_one *d, struct document_lines *ret)
{
	const struct documents_template *t = documents_template(d->template);
	struct sections_of_list rows;
	TRY(sections_of(r, d->id, &rows));
	size_t asked = t ? t->n : 0;
	*ret = (struct document_lines){ .at = ARENA_ARRAY(&r->arena, asked + rows.n, struct document_line) };
	for (size_t k = 0; k < asked; k++) {
		struct document_line line = { .code = t->part[k].code, .title = document_part_title(r, t, t->part[k].code, NULL), .until = NO_INT, .saved = NO_INT };
		for (size_t i = 0; i < rows.n; i++)
			if (str_same(rows.at[i].part, line.code))
				line_of(r, &line, &rows.at[i]);
		if (!t->part[k].retired || line.written || line.has_draft)
			ret->at[ret->n++] = line;
	}
	for (int own = 1; own >= 0; own--)
		for (size_t i = 0; i < rows.n; i++)
			if (!documents_part(t, rows.at[i].part) && !rows.at[i].title == !own) {
				struct document_line line = { .code = rows.at[i].part, .title = document_part_title(r, t, rows.at[i].part, rows.at[i].title) };
				line_of(r, &line, &rows.at[i]);
				ret->at[ret->n++] = line;
			}
	return OK;
}

enum status document_show(struct req *r)
{
	const struct documents_one *d = r->object;
	const struct documents_template *t = documents_template(d->template);
	struct documents_show_view v = { .id = d->id, .title = documents_title(r, d->title, d->template), .form = documents_title(r, NULL, d->template),
		.assets = kith_assets_hash, .about = t ? words_say(&r->arena, &r->reader, t->about, 0, NULL) : NULL,
		.notice = t && t->notice ? words_say(&r->arena, &r->reader, t->notice, 0, NULL) : NULL };
	TRY(document_lines_of(r, d, &v.parts));
	v.of = (int64_t)v.parts.n;
	for (size_t i = 0; i < v.parts.n; i++) {
		const struct document_line *x = &v.parts.at[i];
		v.written += x->written;
		v.shared |= x->shared && x->written;
		v.begun |= x->written || x->has_draft;
		if (!v.next && (x->has_draft || !x->written))
			v.next = x->code;
	}
	form_show(r, &v.own, &document_title_form, NULL);
	TRY(cards_html(r, "document", &v.cards));
	v.see = cards_named(r, "document");
	return REPLY(r, documents_show, &v);
}

/* ---- its title ---- */

static const struct json_field documents_settings_json[] = { JSON_TEXT(documents_settings_view, id), JSON_TEXT(documents_settings_view, title) };

enum status document_settings_show(struct req *r)
{
	const struct documents_one *d = r->object;
	struct documents_settings_view v = { .id = d->id, .title = documents_title(r, d->title, d->template) };
	struct document_settings stored = { .title = d->title, .comments = d->comments, .version = d->version };
	form_show(r, &v.form, &document_settings_form, &stored);
	return REPLY(r, documents_settings, &v);
}

enum status document_settings_save(struct req *r)
{
	const struct documents_one *d = r->object;
	const struct document_settings *f = r->form;
	int64_t changed;
	TRY(document_set(r, d->id, d->owner, f->title, f->comments, f->version == NO_INT ? d->version : f->version, r->now, &changed));
	if (!changed)
		return stale(r);
	return redirect_here(r, N_("Saved."), "/pages/%s", d->id);
}

enum status document_remove_all(struct req *r)
{
	TRY(document_erase(r, r->object));
	return redirect_here(r, N_("It is gone, with all its earlier words."), "/pages");
}
