/* Both people's words: in parts that say so, whoever was there and may read writes beside the owner's words, under their own name.
 * Following up on what was agreed is left to what stands above: it hears documents_changed and reads documents_beside. */
#include "inside.h"

static const struct form_field beside_fields[] = {
	TEXT_FIELD(struct document_beside, words, .multiline = true, .max = 4000, .label = N_("What you heard and what you will do"),
		   .hint = N_("Those who can read this part can read it too. Leave it empty to take it back.")),
};
const struct form document_beside_form = FORM(document_beside, beside_fields);

bool document_is_both(const struct documents_one *d, const char *code)
{
	const struct documents_part *p = documents_part(documents_template(d->template), code);
	return p && p->both;
}

const char *document_beside_mine(const struct req *r, const struct documents_words *part)
{
	for (size_t i = 0; i < part->beside.n; i++)
		if (str_same(part->beside.at[i].writer, r->who.person))
			return part->beside.at[i].words;
	return NULL;
}

void documents_put_beside(struct req *r, struct documents_words *part, const struct documents_beside *one)
{
	struct documents_beside *at = ARENA_ARRAY(&r->arena, part->beside.n + 1, struct documents_beside);
	for (size_t i = 0; i < part->beside.n; i++)
		at[i] = part->beside.at[i];
	at[part->beside.n++] = *one;
	part->beside.at = at;
}

enum status documents_beside(struct req *r, const struct documents_one *d, struct documents_words_list *parts)
{
	struct beside_of_list rows;
	TRY(beside_of(r, d->id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		for (size_t k = 0; k < parts->n; k++)
			if (rows.at[i].words && str_same(rows.at[i].part, parts->at[k].code))
				documents_put_beside(r, &parts->at[k], &(struct documents_beside){ .id = rows.at[i].id, .writer = rows.at[i].writer,
					.name = people_name_or_left(r, rows.at[i].name), .words = rows.at[i].words, .saved = rows.at[i].saved });
	return OK;
}

enum status document_beside_save(struct req *r)
{
	const struct documents_one *d = r->object;
	const struct document_beside *f = r->form;
	struct documents_words part;
	const char *section;
	int64_t changed;
	TRY(document_part_readable(r, &part, &section));
	if (!document_is_both(d, part.code))
		return MISSING;
	TRY(beside_drop(r, section, r->who.person, &changed));
	if (f->words)
		TRY(beside_put(r, id_new(r), section, d->owner, r->who.person, f->words, r->now, &changed));
	TRY(document_tell_changed(r, d));
	return redirect_here(r, f->words ? N_("Your words stand beside theirs.") : N_("Taken back."), "/shared/%s/%s", d->id, part.code);
}

enum status document_beside_away(struct req *r)
{
	const struct documents_one *d = r->object;
	struct section_id id;
	int64_t changed;
	TRY(section_id(r, d->id, r->part[1], &id));
	TRY(beside_remove(r, r->part[2], id.id, &changed));
	return changed ? redirect_here(r, N_("It is gone."), "/pages/%s/%s", d->id, r->part[1]) : MISSING;
}
