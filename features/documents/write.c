/* Writing in one part: the page, saving, and the draft that is kept as somebody types.  A draft is never what others read; what
 * was saved in another window is shown beside, and nothing is written over unseen. */
#include "asset.h"
#include "inside.h"

static const struct choices thens = CHOICES("thens", { "next", N_("Save and go on"), NULL }, { "stop", N_("Save and stop here"), NULL });

#define WORDS_FIELD(s) TEXT_FIELD(s, words, .multiline = true, .max = WORDS_MAX, .label = N_("Your words"))

static const struct form_field words_fields[] = {
	WORDS_FIELD(struct document_words),
	INT_FIELD(struct document_words, version, .hidden = true, .min = 0, .max = INT32_MAX, .label = N_("Version")),
	INT_FIELD(struct document_words, draft, .hidden = true, .min = 0, .max = INT32_MAX, .label = N_("Draft")),
	CHOICE_FIELD(struct document_words, then, .of = &thens, .label = N_("And then")),
};
const struct form document_words_form = FORM(document_words, words_fields);

static const struct form_field draft_fields[] = {
	WORDS_FIELD(struct document_draft),
	INT_FIELD(struct document_draft, draft, .required = true, .min = 0, .max = INT32_MAX, .label = N_("Draft")),
};
const struct form document_draft_form = FORM(document_draft, draft_fields);

enum status document_place_of(struct req *r, struct document_place *ret)
{
	const struct documents_one *d = r->object;
	struct section_get *s = ARENA_NEW(&r->arena, struct section_get);
	*ret = (struct document_place){ .d = d, .t = documents_template(d->template) };
	ret->part = documents_part(ret->t, r->part[1]);
	enum status st = section_get(r, d->id, r->part[1], s);
	if (st == OK)
		ret->stored = s;
	else if (st != MISSING)
		return st;
	return ret->part || ret->stored ? OK : MISSING;
}

enum status document_place_make(struct req *r, struct document_place *ret)
{
	int64_t changed;
	TRY(document_place_of(r, ret));
	if (ret->stored)
		return OK;
	TRY(section_begin(r, id_new(r), ret->d->id, ret->d->owner, ret->part->code, &changed));
	return document_place_of(r, ret);
}

/* ---- the page ---- */

static const struct json_field documents_write_json[] = {
	JSON_TEXT(documents_write_view, id), JSON_TEXT(documents_write_view, code), JSON_TEXT(documents_write_view, title),
	JSON_TEXT(documents_write_view, prompt), JSON_TEXT(documents_write_view, reason), JSON_TEXT(documents_write_view, example),
	JSON_TEXT(documents_write_view, words), JSON_INT(documents_write_view, version), JSON_INT(documents_write_view, draft_number),
	JSON_FLAG(documents_write_view, has_draft),
	{ .name = "proposals", .kind = JSON_K_ROWS, .at = offsetof(struct documents_write_view, answers.proposals), .rows = &document_proposals_waiting_query },
	{ .name = "comments", .kind = JSON_K_ROWS, .at = offsetof(struct documents_write_view, answers.comments), .rows = &document_comments_of_query },
	JSON_CHOICE(documents_write_view, audience, &documents_audiences),
};

static const char *said(struct req *r, const char *words) { return words ? words_say(&r->arena, &r->reader, words, 0, NULL) : NULL; }

/* Where this part stands among those the form asks for. */
static void place_among(const struct document_place *p, struct documents_write_view *v)
{
	bool passed = false;
	for (size_t i = 0; p->t && i < p->t->n; i++) {
		const struct documents_part *x = &p->t->part[i];
		if (x->retired && x != p->part)
			continue;
		v->of++;
		if (x == p->part) {
			v->place = v->of;
			passed = true;
		} else if (!passed) {
			v->before = x->code;
		} else if (!v->after) {
			v->after = x->code;
		}
	}
	if (!passed)
		v->before = v->after = NULL;
}

static void fill(struct req *r, const struct document_place *p, struct documents_write_view *v)
{
	const struct section_get *s = p->stored;
	v->prompt = p->part ? said(r, p->part->prompt) : NULL;
	v->reason = p->part ? said(r, p->part->reason) : NULL;
	v->example = p->part ? said(r, p->part->example) : NULL;
	place_among(p, v);
	v->draft_at = NO_INT;
	if (!s)
		return;
	v->has_draft = s->draft && !r->stale;
	v->draft_at = s->draft_at;
	v->version = s->version;
	v->draft_number = s->draft_number;
	v->words = v->has_draft ? s->draft : s->words;
	v->audience = s->audience;
	v->shared = s->audience > DOCUMENTS_ME && (s->until_at == NO_INT || s->until_at > r->now);
	v->has_earlier = s->version > 1;
}

/* When the form went stale, beside the person's own words stands what was saved; else what they typed last. */
enum status document_write(struct req *r)
{
	struct document_place p;
	TRY(document_place_of(r, &p));
	struct documents_write_view v = { .id = p.d->id, .code = r->part[1], .document = documents_title(r, p.d->title, p.d->template),
		.title = document_part_title(r, p.t, r->part[1], p.stored ? p.stored->title : NULL), .assets = kith_assets_hash };
	fill(r, &p, &v);
	struct document_words first = { .words = v.words, .version = v.version, .draft = v.draft_number, .then = NO_INT };
	form_show(r, &v.form, &document_words_form, &first);
	if (p.stored)
		TRY(document_answers_of(r, p.stored, &v.answers));
	v.answers.id = p.d->id;
	v.answers.code = r->part[1];
	v.both = p.part && p.part->both;
	v.own = p.stored && p.stored->title;
	struct document_title named = { .title = v.title };
	form_show(r, &v.rename, &document_title_form, &named);
	v.rename.drawn.mark = "title";
	TRY(cards_html(r, "document-part", &v.cards));
	return REPLY(r, documents_write, &v);
}

/* ---- saving ---- */

enum status document_put(struct req *r, const struct document_place *p, const char *words, int64_t version)
{
	const struct section_get *s = p->stored;
	int64_t changed;
	if (version != NO_INT && version != s->version)
		return stale(r);
	if (s->words && !str_same(s->words, words)) {
		TRY(version_keep(r, id_new(r), s->id, s->owner, s->version, s->words, s->saved, &changed));
		TRY(version_thin(r, s->id, s->version - VERSIONS_KEPT, &changed));
	}
	TRY(section_save(r, s->id, s->owner, words, s->version, r->now, &changed));
	if (!changed)
		return stale(r);
	return document_tell_changed(r, p->d);
}

enum status document_save(struct req *r)
{
	const struct document_words *f = r->form;
	struct document_place p;
	struct documents_write_view among = { 0 };
	TRY(document_place_make(r, &p));
	TRY(document_put(r, &p, f->words, f->version));
	place_among(&p, &among);
	if (f->then == 0 && among.after)
		return redirect_here(r, N_("Saved."), "/pages/%s/%s", p.d->id, among.after);
	return redirect_here(r, N_("Saved."), "/pages/%s", p.d->id);
}

/* ---- the draft ---- */

enum status document_draft(struct req *r)
{
	const struct document_draft *f = r->form;
	struct document_place p;
	int64_t changed;
	TRY(document_place_make(r, &p));
	TRY(section_draft(r, p.stored->id, p.d->owner, f->words, f->draft, f->words ? r->now : NO_INT, &changed));
	if (!changed)
		return stale(r);        /* typed in two windows: neither writes over the other */
	return redirect_here(r, NULL, "/pages/%s/%s", p.d->id, p.stored->part);
}

enum status document_draft_drop(struct req *r)
{
	struct document_place p;
	int64_t changed;
	TRY(document_place_of(r, &p));
	if (p.stored)
		TRY(section_draft(r, p.stored->id, p.d->owner, NULL, p.stored->draft_number, NO_INT, &changed));
	return redirect_here(r, N_("Back to what was saved."), "/pages/%s/%s", p.d->id, r->part[1]);
}
