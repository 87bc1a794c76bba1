/* Who reads a part, until when; one part at a time, all at once, and taking all of it back.  Knows what the owner says; who may
 * read at this moment is left to rights.c. */
#include "inside.h"

static const struct form_field share_fields[] = {
	CHOICE_FIELD(struct document_share, audience, .required = true, .of = &documents_audiences, .label = N_("Who may read it?")),
	IDS_FIELD(struct document_share, people, .max = 50, .label = N_("People I name"),
		  .hint = N_("People who walk with you, and those who coordinate here. They can read it as long as they are named.")),
	PICK_FIELD(struct document_share, group, .select = true, .label = N_("Which group?"), .hint = N_("Those who belong to it now, and who come later.")),
	DAY_FIELD(struct document_share, until, .label = N_("Until when?"), .hint = N_("On the day after, only you can read it again.")),
};
const struct form document_share_form = FORM(document_share, share_fields);

static const struct json_field line_json[] = {
	JSON_TEXT(document_line, code), JSON_TEXT(document_line, title), JSON_CHOICE(document_line, audience, &documents_audiences),
	JSON_TIME(document_line, until), JSON_FLAG(document_line, over), JSON_FLAG(document_line, nobody),
};
static const struct json_field documents_sharing_json[] = {
	JSON_TEXT(documents_sharing_view, id), JSON_TEXT(documents_sharing_view, code), JSON_LIST(documents_sharing_view, parts, line_json),
};

/* The first moment after that day, where the person lives. */
static int64_t end_of(const struct req *r, int64_t day)
{
	return day == NO_INT ? NO_INT : zone_moment(r->reader.zone, day_civil(day + 1));
}

static int64_t day_before(const struct req *r, int64_t end)
{
	if (end == NO_INT)
		return NO_INT;
	struct civil c = zone_civil(r->reader.zone, end);
	return day_number(c.year, c.month, c.day) - 1;
}

enum status documents_people_offer(struct req *r, const char *owner, const char *field, struct form_drawn *drawn)
{
	struct people_to_name_list rows;
	struct form_options *o = ARENA_NEW(&r->arena, struct form_options);
	TRY(people_to_name(r, r->community.id, owner, r->now, &rows));
	struct form_option *at = ARENA_ARRAY(&r->arena, rows.n, struct form_option);
	for (size_t i = 0; i < rows.n; i++)
		at[i] = (struct form_option){ .code = rows.at[i].person, .label = people_name_or_left(r, rows.at[i].name) };
	*o = (struct form_options){ .field = field, .n = rows.n, .at = at };
	drawn->options = o;
	drawn->n_options = 1;
	return OK;
}

/* Beside the people also the groups of the reader, for the form of sharing. */
static enum status offer_readers(struct req *r, const char *owner, struct documents_sharing_view *v)
{
	struct groups_brief_list mine;
	TRY(groups_mine(r, owner, &mine));
	struct form_options *both = ARENA_ARRAY(&r->arena, 2, struct form_options);
	struct form_option *at = ARENA_ARRAY(&r->arena, mine.n, struct form_option);
	for (size_t i = 0; i < mine.n; i++)
		at[i] = (struct form_option){ .code = mine.at[i].id, .label = mine.at[i].name };
	TRY(documents_people_offer(r, owner, "people", &v->form.drawn));
	both[0] = *v->form.drawn.options;
	both[1] = (struct form_options){ .field = "group", .n = mine.n, .at = at };
	v->form.drawn.options = both;
	v->form.drawn.n_options = 2;
	v->has_groups = mine.n > 0;
	return OK;
}

/* ---- one part ---- */

enum status document_sharing(struct req *r)
{
	struct document_place p;
	struct named_of_list named = { 0 };
	struct document_share stored;
	TRY(document_place_of(r, &p));
	const struct section_get *s = p.stored;
	struct documents_sharing_view v = { .id = p.d->id, .code = r->part[1], .document = documents_title(r, p.d->title, p.d->template),
		.title = document_part_title(r, p.t, r->part[1], p.stored ? p.stored->title : NULL) };
	form_blank(&document_share_form, &stored);
	stored.audience = DOCUMENTS_ME;
	if (s) {
		TRY(named_of(r, s->id, &named));
		stored.audience = s->audience;
		stored.until = day_before(r, s->until_at);
		stored.group = s->peer_group;
		stored.people.n = named.n;
		stored.people.at = ARENA_ARRAY(&r->arena, named.n, const char *);
		for (size_t i = 0; i < named.n; i++)
			stored.people.at[i] = named.at[i].person;
		v.shared = s->audience > DOCUMENTS_ME;
		v.nobody = s->audience == DOCUMENTS_NAMED && !named.n;
		v.elsewhere = s->community && !str_same(s->community, r->community.id);
	}
	form_show(r, &v.form, &document_share_form, &stored);
	TRY(offer_readers(r, p.d->owner, &v));
	return REPLY(r, documents_sharing, &v);
}

enum status documents_people_judge(struct req *r, const char *owner, const char *field, const struct str_list *people)
{
	struct people_to_name_list rows;
	TRY(people_to_name(r, r->community.id, owner, r->now, &rows));
	for (size_t i = 0; i < people->n; i++) {
		bool found = false;
		for (size_t k = 0; k < rows.n; k++)
			found |= str_same(people->at[i], rows.at[k].person);
		if (!found)
			return fault(r, field, "choice", N_("Someone you chose is not here any more. Please look at the list once more."));
	}
	return OK;
}

static enum status judge(struct req *r, const struct document_share *f, const char *owner)
{
	if (f->until != NO_INT && end_of(r, f->until) <= r->now)
		return fault(r, "until", "past", N_("This day is over. Please choose today or a later day."));
	if (f->audience == DOCUMENTS_GROUP) {
		struct groups_brief_list mine;
		TRY(groups_mine(r, owner, &mine));
		for (size_t i = 0; i < mine.n; i++)
			if (str_same(mine.at[i].id, f->group))
				return OK;
		return fault(r, "group", "choice", N_("Please choose a group to which you belong."));
	}
	if (f->audience != DOCUMENTS_NAMED)
		return OK;
	if (!f->people.n)
		return fault(r, "people", "needed", N_("Please choose at least one person, or “Only me”."));
	return documents_people_judge(r, owner, "people", &f->people);
}

static enum status share(struct req *r, const char *section, const char *owner, const struct document_share *f)
{
	int64_t changed;
	bool shared = f->audience > DOCUMENTS_ME;
	TRY(named_clear(r, section, &changed));
	for (size_t i = 0; f->audience == DOCUMENTS_NAMED && i < f->people.n; i++)
		TRY(named_add(r, section, owner, f->people.at[i], r->now, &changed));
	return section_share(r, section, owner, shared ? r->community.id : NULL, f->audience,
			     f->audience == DOCUMENTS_GROUP ? f->group : NULL, shared ? end_of(r, f->until) : NO_INT, &changed);
}

enum status document_share(struct req *r)
{
	const struct document_share *f = r->form;
	struct document_place p;
	TRY(document_place_make(r, &p));
	TRY(judge(r, f, p.d->owner));
	TRY(share(r, p.stored->id, p.d->owner, f));
	TRY(document_tell_changed(r, p.d));
	return redirect_here(r, f->audience == DOCUMENTS_ME ? N_("Only you can read this part now.") : N_("Saved. You can change it at any time."),
			     "/pages/%s", p.d->id);
}

/* ---- all at once ---- */

enum status document_sharing_all(struct req *r)
{
	const struct documents_one *d = r->object;
	struct documents_sharing_view v = { .id = d->id, .document = documents_title(r, d->title, d->template), .all = true };
	struct document_share first;
	TRY(document_lines_of(r, d, &v.parts));
	for (size_t i = 0; i < v.parts.n; i++)
		v.shared |= v.parts.at[i].shared;
	form_blank(&document_share_form, &first);
	form_show(r, &v.form, &document_share_form, &first);
	TRY(offer_readers(r, d->owner, &v));
	return REPLY(r, documents_sharing, &v);
}

enum status document_share_all(struct req *r)
{
	const struct documents_one *d = r->object;
	const struct document_share *f = r->form;
	struct sections_of_list rows;
	TRY(judge(r, f, d->owner));
	TRY(sections_of(r, d->id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].words)
			TRY(share(r, rows.at[i].id, d->owner, f));
	TRY(document_tell_changed(r, d));
	return redirect_here(r, N_("Saved for all parts you have written."), "/pages/%s/sharing", d->id);
}

enum status document_withdraw_all(struct req *r)
{
	const struct documents_one *d = r->object;
	int64_t changed;
	TRY(document_unname(r, d->id, &changed));
	TRY(document_withdraw(r, d->id, &changed));
	TRY(tell(r, &documents_withdrawn, d));
	TRY(document_tell_changed(r, d));
	return redirect_here(r, N_("Only you can read it now."), "/pages/%s", d->id);
}
