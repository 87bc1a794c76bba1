/* Tags: short names for what was lived through and for interests.  Knows the list that ships with Kith and each
 * community's additions; who chose a tag is left to experiences_told.c and experiences_profile.c. */
#include "experiences_inside.h"

const struct choices *experiences_list_of(int64_t kind)
{
	return kind == EXPERIENCES_KIND_INTEREST ? &experiences_interest_codes : &experiences_tag_codes;
}

static const char *label_in(struct req *r, enum lang lang, const char *english)
{
	struct words_reader reader = r->reader;
	reader.lang = lang;
	return words_say(&r->arena, &reader, english, 0, NULL);
}

static const char *label_of(struct req *r, const struct choices *list, const char *code)
{
	int64_t k;
	if (!choice_find(list, (struct slice){ code, strlen(code) }, &k))
		return NULL;
	return label_in(r, r->reader.lang, list->at[k].label);
}

const char *experiences_tag_say(struct req *r, const char *code, const char *label, const char *label_es)
{
	if (code) {
		const char *say = label_of(r, &experiences_tag_codes, code);
		return say ? say : label_of(r, &experiences_interest_codes, code);
	}
	return r->reader.lang == LANG_ES && label_es ? label_es : label;
}

static enum status chosen_code(struct req *r, const struct choices *list, int64_t k, struct experiences_chosen *ret)
{
	*ret = (struct experiences_chosen){
		.code = list->at[k].code,
		.say = label_in(r, r->reader.lang, list->at[k].label),
	};
	return OK;
}

enum status experiences_tag_chosen(struct req *r, int64_t kind, const char *what, struct experiences_chosen *ret)
{
	const struct choices *list = experiences_list_of(kind);
	struct slice s = { what, strlen(what) };
	struct experiences_tag_by_id t;
	int64_t k;
	if (str_int(s, 0, (int64_t)list->n - 1, &k) || choice_find(list, s, &k))
		return chosen_code(r, list, k, ret);
	if (!id_looks_right(s))
		return MISSING;
	TRY(experiences_tag_by_id(r, r->community.id, what, &t));
	if (!str_same(t.kind, choice_code(&experiences_tag_kinds, kind)) || !(t.offered || t.code))
		return MISSING;
	*ret = (struct experiences_chosen){ .id = t.id, .code = t.code, .say = experiences_tag_say(r, t.code, t.label, t.label_es) };
	return OK;
}

/* A code and somebody's own words never meet: no code holds a blank before it. */
static struct bytes index_of_code(struct req *r, const char *code)
{
	return seal_index(r, "tag.label_index", arena_printf(&r->arena, " %s", code));
}

static enum status find_or_add(struct req *r, int64_t kind, const char *code, const char *label, const char *label_es,
			       struct bytes index, bool offered, const char **ret_id)
{
	const char *kind_code = choice_code(&experiences_tag_kinds, kind);
	struct experiences_tag_by_index t;
	enum status st = experiences_tag_by_index(r, r->community.id, kind_code, index, &t);
	if (st == MISSING) {
		TRY(experiences_tag_add(r, id_new(r), r->community.id, kind_code, code, label, label_es, index, offered, r->now, NULL));
		st = experiences_tag_by_index(r, r->community.id, kind_code, index, &t);
	}
	TRY(st);
	*ret_id = t.id;
	return OK;
}

enum status experiences_tag_id(struct req *r, int64_t kind, const struct experiences_chosen *chosen, const char **ret_id)
{
	if (!chosen->id)
		return find_or_add(r, kind, chosen->code, NULL, NULL, index_of_code(r, chosen->code), true, ret_id);
	*ret_id = chosen->id;
	return OK;
}

/* The place in the list whose words, in any language, are these. */
static bool in_list(struct req *r, const struct choices *list, const char *folded, int64_t *ret)
{
	for (size_t k = 0; k < list->n; k++)
		for (int lang = 0; lang < LANG_COUNT; lang++)
			if (str_same(folded, str_fold(&r->arena, label_in(r, (enum lang)lang, list->at[k].label)))) {
				*ret = (int64_t)k;
				return true;
			}
	return false;
}

static enum status own(struct req *r, int64_t kind, const char *words, const char *words_es, bool offered, const char **ret_id)
{
	const struct choices *list = experiences_list_of(kind);
	const char *folded = str_fold(&r->arena, words);
	int64_t k;
	if (in_list(r, list, folded, &k))
		return experiences_tag_id(r, kind, &(struct experiences_chosen){ .code = list->at[k].code }, ret_id);
	return find_or_add(r, kind, NULL, words, words_es, seal_index(r, "tag.label_index", folded), offered, ret_id);
}

enum status experiences_tag_own(struct req *r, int64_t kind, const char *words, const char **ret_id)
{
	return own(r, kind, words, NULL, false, ret_id);
}

/* ---- the coordinator's page ---- */

enum { PAGE_ROWS = 50 };

static const struct form_field from_fields[] = {
	INT_FIELD(struct experiences_from, before, .label = N_("Older than"), .hint = N_("For the next page of a list.")),
	ID_FIELD(struct experiences_from, before_id, .label = N_("Older than")),
};
const struct form experiences_from_form = FORM(experiences_from, from_fields);

static const struct form_field offering_fields[] = {
	CHOICE_FIELD(struct experiences_offering, kind, .required = true, .of = &experiences_tag_kinds, .label = N_("What is it?")),
	TEXT_FIELD(struct experiences_offering, label, .required = true, .min = 2, .max = 60,
		.label = N_("In a few plain words"),
		.hint = N_("As people would say it of themselves. No names of illnesses.")),
	TEXT_FIELD(struct experiences_offering, label_es, .min = 2, .max = 60, .label = N_("In Spanish"),
		.hint = N_("For those who read in Spanish. You can leave it out.")),
};
const struct form experiences_offering_form = FORM(experiences_offering, offering_fields);

static const struct form_field wording_fields[] = {
	TEXT_FIELD(struct experiences_wording, label_es, .min = 2, .max = 60, .label = N_("In Spanish"),
		.hint = N_("For those who read in Spanish. You can leave it out.")),
	FLAG_FIELD(struct experiences_wording, offered, .label = N_("Show it in the list that everyone here chooses from")),
};
const struct form experiences_wording_form = FORM(experiences_wording, wording_fields);

static const struct json_field own_tag_json[] = {
	JSON_TEXT(experiences_own_tag, id), JSON_CHOICE(experiences_own_tag, kind, &experiences_tag_kinds),
	JSON_TEXT(experiences_own_tag, label), JSON_TEXT(experiences_own_tag, label_es),
	JSON_FLAG(experiences_own_tag, offered), JSON_TIME(experiences_own_tag, made),
};
static const struct json_field experiences_tags_json[] = {
	JSON_LIST(experiences_tags_view, tags, own_tag_json), JSON_FLAG(experiences_tags_view, more),
	JSON_INT(experiences_tags_view, next), JSON_TEXT(experiences_tags_view, next_id),
};

static int64_t kind_of(const char *code)
{
	int64_t k;
	return choice_find(&experiences_tag_kinds, (struct slice){ code, strlen(code) }, &k) ? k : 0;
}

static enum status draw_tags(struct req *r, int64_t before, const char *before_id)
{
	struct experiences_tags_view v = { 0 };
	struct experiences_tags_own_list rows;
	TRY(experiences_tags_own(r, r->community.id, before, before_id, &rows));
	v.more = rows.n > PAGE_ROWS;
	v.tags.n = v.more ? PAGE_ROWS : rows.n;
	v.tags.at = ARENA_ARRAY(&r->arena, v.tags.n, struct experiences_own_tag);
	for (size_t i = 0; i < v.tags.n; i++) {
		const struct experiences_tags_own *t = &rows.at[i];
		v.tags.at[i] = (struct experiences_own_tag){ .id = t->id, .label = t->label, .label_es = t->label_es,
			.kind = kind_of(t->kind), .made = t->made, .offered = t->offered };
		v.next = t->made;
		v.next_id = t->id;
	}
	form_show(r, &v.form, &experiences_offering_form, NULL);
	return REPLY(r, experiences_tags, &v);
}

enum status experiences_tags_show(struct req *r)
{
	const struct experiences_from *f = r->form;
	bool first = f->before == NO_INT || !f->before_id;
	return draw_tags(r, first ? INT64_MAX : f->before, first ? "" : f->before_id);
}

enum status experiences_tags_show_again(struct req *r)
{
	return draw_tags(r, INT64_MAX, "");
}

enum status experiences_tags_add(struct req *r)
{
	const struct experiences_offering *f = r->form;
	struct experiences_tag_by_id t;
	const char *id;
	TRY(own(r, f->kind, f->label, f->label_es, true, &id));
	TRY(experiences_tag_by_id(r, r->community.id, id, &t));
	if (t.code)
		return fault(r, "label", "in_list", N_("Kith's own list has these words already."));
	TRY(experiences_tag_set(r, r->community.id, id, f->label_es ? f->label_es : t.label_es, true, NULL));
	return redirect_here(r, N_("Added to the list."), "/settings/tags");
}

static enum status tag_here(struct req *r, struct experiences_tag_by_id *ret)
{
	TRY(experiences_tag_by_id(r, r->community.id, r->part[0], ret));
	return ret->code ? MISSING : OK;
}

static const struct json_field experiences_tag_json[] = {
	JSON_TEXT(experiences_tag_view, id), JSON_CHOICE(experiences_tag_view, kind, &experiences_tag_kinds),
	JSON_TEXT(experiences_tag_view, label), JSON_TEXT(experiences_tag_view, label_es), JSON_FLAG(experiences_tag_view, offered),
};

enum status experiences_tag_show(struct req *r)
{
	struct experiences_tag_by_id t;
	TRY(tag_here(r, &t));
	struct experiences_tag_view v = { .id = t.id, .label = t.label, .label_es = t.label_es, .kind = kind_of(t.kind), .offered = t.offered };
	struct experiences_wording stored = { .label_es = t.label_es, .offered = t.offered };
	form_show(r, &v.form, &experiences_wording_form, &stored);
	return REPLY(r, experiences_tag, &v);
}

/* Taken out of the list, a tag that nobody uses is gone; one that somebody uses stays theirs. */
enum status experiences_tag_save(struct req *r)
{
	const struct experiences_wording *f = r->form;
	struct experiences_tag_by_id t;
	TRY(tag_here(r, &t));
	TRY(experiences_tag_set(r, r->community.id, t.id, f->label_es, f->offered, NULL));
	if (!f->offered)
		TRY(experiences_tag_sweep(r, t.id, NULL));
	return redirect_here(r, N_("Saved."), "/settings/tags");
}
