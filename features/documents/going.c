/* What becomes of documents when somebody goes: a document taken away, an owner or a reader who leaves a community or leaves for
 * good.  What hangs on a document in higher features goes first. */
#include "inside.h"

enum status document_erase(struct req *r, const struct documents_one *d)
{
	int64_t changed;
	TRY(tell(r, &documents_going, d));
	TRY(document_proposals_remove(r, d->id, &changed));
	TRY(document_comments_remove(r, d->id, &changed));
	TRY(document_beside_remove(r, d->id, &changed));
	TRY(document_named_remove(r, d->id, &changed));
	TRY(document_versions_remove(r, d->id, &changed));
	TRY(document_sections_remove(r, d->id, &changed));
	return document_remove(r, d->id, &changed);
}

enum status documents_hear_left(struct req *r, const void *what)
{
	int64_t changed;
	struct leaver_documents_list mine;
	TRY(leaver_document_proposals(r, what, &changed));
	TRY(leaver_document_comments(r, what, &changed));
	TRY(leaver_beside(r, what, &changed));
	TRY(leaver_document_named(r, what, &changed));
	TRY(leaver_documents(r, what, &mine));
	for (size_t i = 0; i < mine.n; i++) {
		struct documents_one d = { .id = mine.at[i].id, .owner = what };
		TRY(document_erase(r, &d));
	}
	return OK;
}

/* Whoever goes neither reads here nor is read here any more; what is theirs stays theirs. */
enum status documents_hear_gone(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	int64_t changed;
	TRY(gone_named(r, m->person, m->community, &changed));
	return gone_shared(r, m->person, m->community, &changed);
}
