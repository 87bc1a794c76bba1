/* Who may read what of a document.  Knows its owner, whom they named, who walks with them and where a part is open; asks anew each
 * time, so that a right that ended a second ago is no right. */
#include "inside.h"

const struct event documents_changed = { "documents_changed" };
const struct event documents_withdrawn = { "documents_withdrawn" };
const struct event documents_gathering = { "documents_gathering" };
const struct event documents_going = { "documents_going" };

const struct choices documents_audiences = CHOICES("documents_audiences",
	{ "me", N_("Only me"), NULL },
	{ "named", N_("People I name"), N_("you choose them below") },
	{ "connections", N_("People who walk with me"), N_("as long as you walk together") },
	{ "community", N_("My community"), N_("all members here") },
	{ "anyone", N_("Anyone"), N_("also people without an account, who have the address of the page") },
	{ "group", N_("A group of mine"), N_("you choose it below; as long as you both belong to it") });

enum status documents_get(struct req *r, const char *id, struct documents_one *ret)
{
	struct document_get d;
	TRY(document_get(r, id, &d));
	*ret = (struct documents_one){ .id = d.id, .owner = d.owner, .template = d.template, .title = d.title, .begun = d.begun,
		.changed = d.changed, .version = d.version, .comments = d.comments };
	return OK;
}

/* Whose it is comes first: nothing of somebody else's is opened on the way to a refusal. */
enum status documents_mine_of(struct req *r)
{
	struct documents_one *d = ARENA_NEW(&r->arena, struct documents_one);
	struct document_owner owner;
	TRY(document_owner(r, r->part[0], &owner));
	if (!str_same(owner.owner, r->who.person))
		return MISSING;
	TRY(documents_get(r, r->part[0], d));
	r->object = d;
	r->who.may |= MAY_OWNER;
	return OK;
}

enum status documents_shared_of(struct req *r)
{
	struct documents_one *d = ARENA_NEW(&r->arena, struct documents_one);
	struct document_rights x;
	TRY(document_rights(r, r->part[0], r->who.person, r->community.id, r->now, &x));
	bool mine = str_same(x.owner, r->who.person);
	if (!mine && !x.named && !x.connected && !x.in_group && !x.open)
		return MISSING;
	r->who.may |= mine ? MAY_OWNER : 0;
	r->who.may |= x.named ? MAY_PARTY : 0;
	r->who.may |= x.connected ? MAY_CONNECTED : 0;
	r->who.may |= x.in_group ? MAY_IN_GROUP : 0;
	TRY(documents_get(r, r->part[0], d));
	r->object = d;
	return OK;
}

const char *documents_title(struct req *r, const char *title, const char *template)
{
	const struct documents_template *t = documents_template(template);
	if (title && *title)
		return title;
	return words_say(&r->arena, &r->reader, t ? t->name : N_("A page"), 0, NULL);
}

const char *document_part_title(struct req *r, const struct documents_template *t, const char *code, const char *own)
{
	if (own)
		return own;
	const struct documents_part *p = documents_part(t, code);
	return words_say(&r->arena, &r->reader, p ? p->title : N_("From an earlier form of this page"), 0, NULL);
}

/* ---- in the order of the form ---- */

struct stored_words { const char *part, *title, *words; int64_t saved; };

static void put(struct req *r, struct documents_words_list *to, const struct documents_template *t, const struct stored_words *s)
{
	to->at[to->n++] = (struct documents_words){ .code = s->part, .title = document_part_title(r, t, s->part, s->title), .words = s->words, .saved = s->saved };
}

/* Behind the parts of the form those of one's own making; what the form no longer knows comes last: nothing that was written is lost. */
static struct documents_words_list in_order(struct req *r, const struct documents_one *d, const struct stored_words *s, size_t n)
{
	const struct documents_template *t = documents_template(d->template);
	struct documents_words_list list = { .at = ARENA_ARRAY(&r->arena, n, struct documents_words) };
	for (size_t k = 0; t && k < t->n; k++)
		for (size_t i = 0; i < n; i++)
			if (s[i].words && str_same(s[i].part, t->part[k].code))
				put(r, &list, t, &s[i]);
	for (int own = 1; own >= 0; own--)
		for (size_t i = 0; i < n; i++)
			if (s[i].words && !documents_part(t, s[i].part) && !s[i].title == !own)
				put(r, &list, t, &s[i]);
	return list;
}

#define STORED(r, rows, ret) do { \
	(ret) = ARENA_ARRAY(&(r)->arena, (rows).n, struct stored_words); \
	for (size_t i_ = 0; i_ < (rows).n; i_++) \
		(ret)[i_] = (struct stored_words){ (rows).at[i_].part, (rows).at[i_].title, (rows).at[i_].words, (rows).at[i_].saved }; \
} while (0)

enum status documents_readable(struct req *r, const struct documents_one *d, struct documents_words_list *ret)
{
	struct stored_words *s;
	if (!r->who.person) {
		struct sections_open_list open;
		TRY(sections_open(r, d->id, r->community.id, r->now, &open));
		STORED(r, open, s);
		*ret = in_order(r, d, s, open.n);
		return OK;
	}
	struct sections_readable_list rows;
	TRY(sections_readable(r, d->id, r->who.person, r->community.id, r->now, &rows));
	STORED(r, rows, s);
	*ret = in_order(r, d, s, rows.n);
	return OK;
}

enum status documents_all(struct req *r, const struct documents_one *d, struct documents_words_list *ret)
{
	struct stored_words *s;
	struct sections_of_list rows;
	TRY(sections_of(r, d->id, &rows));
	STORED(r, rows, s);
	*ret = in_order(r, d, s, rows.n);
	return OK;
}

enum status documents_open_parts(struct req *r, const struct documents_one *d, const char **ret_community, struct documents_open_list *ret)
{
	struct sections_of_list rows;
	TRY(sections_of(r, d->id, &rows));
	*ret_community = NULL;
	*ret = (struct documents_open_list){ .at = ARENA_ARRAY(&r->arena, rows.n, struct documents_open) };
	for (size_t i = 0; i < rows.n; i++) {
		const struct sections_of *s = &rows.at[i];
		bool over = s->until_at != NO_INT && s->until_at <= r->now;
		bool wide = s->audience == DOCUMENTS_COMMUNITY || s->audience == DOCUMENTS_ANYONE;
		if (!s->words || !wide || over || (*ret_community && !str_same(*ret_community, s->community)))
			continue;
		*ret_community = s->community;
		ret->at[ret->n++] = (struct documents_open){ s->words, s->until_at };
	}
	return OK;
}

enum status document_tell_changed(struct req *r, const struct documents_one *d)
{
	int64_t changed;
	TRY(document_touch(r, d->id, r->now, &changed));
	return tell(r, &documents_changed, d);
}
