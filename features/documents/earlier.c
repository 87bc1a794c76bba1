/* Earlier words of a part: shown, and brought back as a new version, so that nothing is lost either way. */
#include "inside.h"

static const struct form_field bring_fields[] = {
	INT_FIELD(struct document_bring, number, .required = true, .min = 1, .max = INT32_MAX, .label = N_("Version")),
	INT_FIELD(struct document_bring, version, .min = 0, .max = INT32_MAX, .label = N_("Version")),
};
const struct form document_bring_form = FORM(document_bring, bring_fields);

static const struct json_field documents_earlier_json[] = {
	JSON_TEXT(documents_earlier_view, id), JSON_TEXT(documents_earlier_view, code), JSON_TEXT(documents_earlier_view, now),
	JSON_INT(documents_earlier_view, version), JSON_ROWS(documents_earlier_view, versions, versions_kept),
};

enum status document_earlier(struct req *r)
{
	struct document_place p;
	TRY(document_place_of(r, &p));
	struct documents_earlier_view v = { .id = p.d->id, .code = r->part[1], .document = documents_title(r, p.d->title, p.d->template),
		.title = document_part_title(r, p.t, r->part[1], p.stored ? p.stored->title : NULL) };
	if (p.stored) {
		v.now = p.stored->words;
		v.version = p.stored->version;
		TRY(versions_kept(r, p.stored->id, &v.versions));
	}
	return REPLY(r, documents_earlier, &v);
}

enum status document_bring_back(struct req *r)
{
	const struct document_bring *f = r->form;
	struct document_place p;
	struct version_kept kept;
	TRY(document_place_of(r, &p));
	if (!p.stored)
		return MISSING;
	TRY(version_kept(r, p.stored->id, f->number, &kept));
	TRY(document_put(r, &p, kept.words, f->version));
	return redirect_here(r, N_("These are your words again. The others are kept too."), "/pages/%s/%s", p.d->id, p.stored->part);
}
