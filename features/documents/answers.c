/* What readers say of a part and propose for it.  Whoever may read a part may answer it; nothing of it changes anything until the
 * owner takes it. */
#include "inside.h"

enum { PROPOSALS_WAITING_MAX = 5, COMMENTS_MAX = 20 };

static const struct form_field comment_fields[] = {
	TEXT_FIELD(struct document_comment, words, .required = true, .min = 1, .max = 1000, .multiline = true, .label = N_("A few words"),
		   .hint = N_("Those who can read this part can read them too.")),
};
const struct form document_comment_form = FORM(document_comment, comment_fields);

static const struct form_field propose_fields[] = {
	TEXT_FIELD(struct document_propose, words, .required = true, .min = 1, .max = WORDS_MAX, .multiline = true, .label = N_("How you would say it")),
};
const struct form document_propose_form = FORM(document_propose, propose_fields);

static const struct choices answers = CHOICES("answers", { "take", N_("Take these words"), NULL }, { "leave", N_("Leave them"), NULL });
static const struct form_field settle_fields[] = {
	CHOICE_FIELD(struct document_settle, answer, .required = true, .of = &answers, .label = N_("Your answer")),
	INT_FIELD(struct document_settle, version, .min = 0, .max = INT32_MAX, .label = N_("Version")),
};
const struct form document_settle_form = FORM(document_settle, settle_fields);

/* ---- for readers ---- */

enum status document_part_readable(struct req *r, struct documents_words *ret, const char **ret_section)
{
	const struct documents_one *d = r->object;
	struct documents_words_list parts;
	struct section_id id;
	TRY(documents_readable(r, d, &parts));
	for (size_t i = 0; i < parts.n; i++)
		if (str_same(parts.at[i].code, r->part[1])) {
			*ret = parts.at[i];
			TRY(section_id(r, d->id, r->part[1], &id));
			*ret_section = id.id;
			return OK;
		}
	return MISSING;
}

static const struct json_field said_json[] = {
	JSON_TEXT(document_said, id), JSON_TEXT(document_said, name), JSON_TEXT(document_said, words), JSON_TIME(document_said, said),
	JSON_FLAG(document_said, mine),
};
static const struct json_field documents_part_json[] = {
	JSON_TEXT(documents_part_view, id), JSON_TEXT(documents_part_view, code), JSON_TEXT(documents_part_view, title),
	JSON_TEXT(documents_part_view, name), JSON_TEXT(documents_part_view, words), JSON_LIST(documents_part_view, said, said_json),
	JSON_FLAG(documents_part_view, comments), JSON_FLAG(documents_part_view, may_propose),
};

enum status document_part_show(struct req *r)
{
	const struct documents_one *d = r->object;
	struct documents_words part;
	const char *section;
	struct document_comments_of_list said;
	TRY(document_part_readable(r, &part, &section));
	struct documents_part_view v = { .id = d->id, .code = part.code, .document = documents_title(r, d->title, d->template), .title = part.title,
		.words = part.words, .comments = d->comments, .may_propose = may(r, MAY_PARTY | MAY_CONNECTED) };
	TRY(people_name(r, d->owner, &v.name));
	TRY(documents_beside(r, d, &(struct documents_words_list){ 1, &part }));
	v.part = part;
	v.may_beside = v.may_propose && document_is_both(d, part.code);
	v.has_beside = part.beside.n > 0;
	TRY(document_comments_of(r, section, &said));
	v.said.at = ARENA_ARRAY(&r->arena, said.n, struct document_said);
	for (; v.said.n < said.n; v.said.n++) {
		const struct document_comments_of *c = &said.at[v.said.n];
		v.said.at[v.said.n] = (struct document_said){ .id = c->id, .name = people_name_or_left(r, c->name), .words = c->words, .said = c->said,
			.mine = str_same(c->writer, r->who.person) };
	}
	struct document_propose as_it_is = { .words = part.words };
	form_show(r, &v.form, &document_comment_form, NULL);
	struct document_beside mine = { .words = document_beside_mine(r, &part) };
	form_show(r, &v.beside, &document_beside_form, &mine);
	v.beside.drawn.mark = "beside";
	form_show(r, &v.other, &document_propose_form, &as_it_is);
	v.other.drawn.mark = "other";
	return REPLY(r, documents_part, &v);
}

enum status document_comment(struct req *r)
{
	const struct documents_one *d = r->object;
	const struct document_comment *f = r->form;
	struct documents_words part;
	const char *section;
	struct document_comments_by n;
	int64_t changed;
	TRY(document_part_readable(r, &part, &section));
	if (!d->comments)
		return MISSING;
	TRY(document_comments_by(r, section, r->who.person, &n));
	if (n.n >= COMMENTS_MAX)
		return fault(r, NULL, "too_many", N_("That is a lot for one part. Please say the rest in person."));
	TRY(document_comment_add(r, id_new(r), section, d->owner, r->who.person, f->words, r->now, &changed));
	return redirect_here(r, N_("Your words are there."), "/shared/%s/%s", d->id, part.code);
}

enum status document_propose(struct req *r)
{
	const struct documents_one *d = r->object;
	const struct document_propose *f = r->form;
	struct documents_words part;
	const char *section;
	struct document_proposals_by n;
	int64_t changed;
	TRY(document_part_readable(r, &part, &section));
	if (str_same(f->words, part.words))
		return fault(r, "words", "same", N_("These are the words as they are. Change what you would say in another way."));
	TRY(document_proposals_by(r, section, r->who.person, &n));
	if (n.n >= PROPOSALS_WAITING_MAX)
		return fault(r, NULL, "too_many", N_("Five proposals of yours are waiting. Please wait for an answer first."));
	TRY(document_proposal_add(r, id_new(r), section, d->owner, r->who.person, f->words, r->now, &changed));
	return redirect_here(r, N_("Sent. Nothing changes until they take it."), "/shared/%s/%s", d->id, part.code);
}

/* ---- taken back, taken away ---- */

static enum status remove_comment(struct req *r, const char *section)
{
	int64_t changed;
	TRY(document_comment_delete(r, r->part[2], section, r->who.person, &changed));
	return changed ? OK : MISSING;
}

enum status document_comment_take_back(struct req *r)
{
	const struct documents_one *d = r->object;
	struct documents_words part;
	const char *section;
	TRY(document_part_readable(r, &part, &section));
	TRY(remove_comment(r, section));
	return redirect_here(r, N_("Taken back."), "/shared/%s/%s", d->id, part.code);
}

enum status document_comment_remove(struct req *r)
{
	const struct documents_one *d = r->object;
	struct section_id id;
	TRY(section_id(r, d->id, r->part[1], &id));
	TRY(remove_comment(r, id.id));
	return redirect_here(r, N_("It is gone."), "/pages/%s/%s", d->id, r->part[1]);
}

/* ---- for the owner ---- */

enum status document_answers_of(struct req *r, const struct section_get *s, struct documents_answers_view *ret)
{
	ret->now = s->words;
	ret->version = s->version;
	ret->part = (struct documents_words){ .code = s->part };
	TRY(documents_beside(r, r->object, &(struct documents_words_list){ 1, &ret->part }));
	TRY(document_proposals_waiting(r, s->id, &ret->proposals));
	TRY(document_comments_of(r, s->id, &ret->comments));
	for (size_t i = 0; i < ret->proposals.n; i++)
		ret->proposals.at[i].name = people_name_or_left(r, ret->proposals.at[i].name);
	for (size_t i = 0; i < ret->comments.n; i++)
		ret->comments.at[i].name = people_name_or_left(r, ret->comments.at[i].name);
	return OK;
}

/* Taken words become a version like any other; what was there is kept. */
enum status document_settle(struct req *r)
{
	const struct document_settle *f = r->form;
	struct document_place p;
	struct document_proposal_get x;
	int64_t changed;
	bool take = f->answer == 0;
	TRY(document_place_of(r, &p));
	if (!p.stored)
		return MISSING;
	TRY(document_proposal_get(r, r->part[2], p.stored->id, &x));
	if (take && !x.words)
		return MISSING;         /* its writer left for good in between */
	if (take)
		TRY(document_put(r, &p, x.words, f->version));
	TRY(document_proposal_settle(r, x.id, r->now, take, &changed));
	return redirect_here(r, take ? N_("These are your words now. Those before are kept.") : N_("Left. Your words stay as they are."),
			     "/pages/%s/%s", p.d->id, p.stored->part);
}
