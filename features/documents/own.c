/* Parts of one's own making, beside those a form asks for: added, renamed, taken away.  Writing in them is write.c's, as for all parts. */
#include "inside.h"

static const struct form_field title_fields[] = {
	TEXT_FIELD(struct document_title, title, .required = true, .min = 2, .max = 80, .label = N_("What is this part called?")),
};
const struct form document_title_form = FORM(document_title, title_fields);

/* Its code sorts by when it was made, and is never given twice: what hangs on a code finds no other part. */
enum status document_own_begin(struct req *r)
{
	const struct documents_one *d = r->object;
	const struct document_title *f = r->form;
	struct sections_of_list rows;
	size_t own = 0;
	int64_t changed;
	TRY(sections_of(r, d->id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		own += rows.at[i].title != NULL;
	if (own >= OWN_PARTS_MAX)
		return fault(r, "title", "too_many", N_("Twenty parts of your own are enough for one page. Begin another page for more."));
	const char *id = id_new(r), *part = arena_printf(&r->arena, "own-%09llx-%.6s", (unsigned long long)r->now, id);
	TRY(section_begin_own(r, id, d->id, d->owner, part, f->title, &changed));
	return redirect_here(r, NULL, "/pages/%s/%s", d->id, part);
}

/* The part in the path, if it is of the owner's own making. */
static enum status own_part(struct req *r, struct document_place *ret)
{
	TRY(document_place_of(r, ret));
	return ret->stored && ret->stored->title ? OK : MISSING;
}

enum status document_own_title(struct req *r)
{
	const struct document_title *f = r->form;
	struct document_place p;
	int64_t changed;
	TRY(own_part(r, &p));
	TRY(section_title(r, p.stored->id, p.d->owner, f->title, &changed));
	TRY(document_tell_changed(r, p.d));
	return redirect_here(r, N_("Saved."), "/pages/%s/%s", p.d->id, r->part[1]);
}

enum status document_own_remove(struct req *r)
{
	struct document_place p;
	int64_t changed;
	TRY(own_part(r, &p));
	const char *section = p.stored->id;
	TRY(section_proposals_remove(r, section, &changed));
	TRY(section_comments_remove(r, section, &changed));
	TRY(section_beside_remove(r, section, &changed));
	TRY(named_clear(r, section, &changed));
	TRY(section_versions_remove(r, section, &changed));
	TRY(section_remove(r, section, &changed));
	TRY(document_tell_changed(r, p.d));
	return redirect_here(r, N_("It is gone, with all its earlier words."), "/pages/%s", p.d->id);
}
