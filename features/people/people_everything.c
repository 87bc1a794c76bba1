/* Taking everything of mine along, and what the operator can say is held about somebody.  Leaves what that is to the
 * features, and how it is written to the core. */
#include "command.h"
#include "mine.h"
#include "people_inside.h"
#include "queries.h"

static const struct json_field people_everything_json[] = { JSON_TEXT(people_everything_view, name), JSON_LIST(people_everything_view, see, cards_json) };

enum status people_everything_show(struct req *r)
{
	struct people_everything_view v = { 0 };
	TRY(people_name(r, r->who.person, &v.name));
	v.see = cards_named(r, "everything");
	TRY(cards_html(r, "everything", &v.cards));
	return REPLY(r, people_everything, &v);
}

/* Opens and packs all that is kept about somebody: what reads runs where its slow step did, and no page waits for it.  The step itself
 * has nothing to leave, for the archive goes into the reply. */
enum status people_everything_slow(struct req *r)
{
	r->slow = r;
	return OK;
}

enum status people_everything(struct req *r) { return mine_archive(r, r->who.person); }

/* By sign-in name; by id also who has left. */
static enum status whom(struct req *r, int argc, char **argv, const char **ret)
{
	static const char *const none[] = { NULL };
	const char *word = command_word(argc, argv, 0, NULL);
	struct people_person_name p;
	TRY(command_known(r, argc, argv, none));
	if (!word)
		return INVALID;
	enum status st = people_by_login(r, word, ret);
	if (st == MISSING && id_looks_right((struct slice){ word, strlen(word) })) {
		st = people_person_name(r, word, &p);
		*ret = word;
	}
	return st == MISSING ? fault_with(r, NULL, "unknown", N_("Nobody here has the sign-in name or id “{0}”."), word_text(word)) : st;
}

enum status people_export_command(struct req *r, int argc, char **argv)
{
	const char *person;
	TRY(whom(r, argc, argv, &person));
	r->part[0] = arena_str(&r->kept, person);       /* whom the entry in the log is about */
	return mine_archive(r, person);
}

struct holdings { struct req *r; int64_t all; bool json; };

static enum status hold_line(void *context, const char *place, int64_t n)
{
	struct holdings *h = context;
	if (h->json)
		out_printf(&h->r->out, "%s\"%s\":%lld", h->all < 0 ? "" : ",\n", place, (long long)n);
	else if (n)
		out_printf(&h->r->out, "%-28s %lld\n", place, (long long)n);
	h->all = (h->all < 0 ? 0 : h->all) + n;
	return h->r->out.over ? FULL : OK;
}

/* Every place, in JSON also those with none: so that a test can see that none is forgotten. */
enum status people_holdings_command(struct req *r, int argc, char **argv)
{
	struct holdings h = { .r = r, .all = -1, .json = r->want == WANT_JSON };
	const char *person;
	TRY(whom(r, argc, argv, &person));
	r->part[0] = arena_str(&r->kept, person);
	if (h.json)
		out_printf(&r->out, "{\"person\":\"%s\",\"held\":{\n", person);
	else
		out_printf(&r->out, "%s is on record here in\n\n", person);
	TRY(mine_held(r, person, hold_line, &h));
	if (h.json)
		OUT_LITERAL(&r->out, "}}\n");
	else
		out_printf(&r->out, "\n%lld records in all. What is in them: kith export. For how long: docs/keys.md.\n", (long long)h.all);
	return OK;
}
