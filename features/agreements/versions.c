/* Versions of an agreement: put forward by one, confirmed by the other, kept as they were.  Knows copies of words; what is
 * being written now is agreement.c's. */
#include "inside.h"
#include "tell.h"

struct keep { struct req *r; const char *version; int64_t place; };

static enum status keep(struct keep *k, const char *writer, const char *section, int64_t level, const char *words, const char *sign, const char *wish)
{
	int64_t changed;
	return words ? agreement_words_add(k->r, id_new(k->r), k->version, writer, section, k->place++, level, words, sign, wish, &changed) : OK;
}

static enum status keep_parts(struct keep *k, const char *connection)
{
	struct parts_of_list parts;
	TRY(parts_of(k->r, connection, &parts));
	for (size_t i = 0; i < parts.n; i++) {
		const struct parts_of *p = &parts.at[i];
		TRY(keep(k, p->writer, "hopes", NO_INT, p->hopes, NULL, NULL));
		TRY(keep(k, p->writer, "meeting", NO_INT, p->meeting, NULL, NULL));
		TRY(keep(k, p->writer, "off", NO_INT, p->off, NULL, NULL));
		TRY(keep(k, p->writer, "power", NO_INT, p->power, NULL, NULL));
		TRY(keep(k, p->writer, "ending", NO_INT, p->ending, NULL, NULL));
	}
	return OK;
}

static enum status keep_spots(struct keep *k, const char *connection)
{
	struct hot_spots_of_list spots;
	TRY(hot_spots_of(k->r, connection, &spots));
	for (size_t i = 0; i < spots.n; i++) {
		const struct hot_spots_of *h = &spots.at[i];
		TRY(keep(k, h->writer, "hot_spot", h->level, h->situation, h->sign, h->wish));
	}
	return OK;
}

/* A newest version that still waits and has not been overtaken by a change is the one to confirm, not to put forward again. */
enum status version_put_forward(struct req *r)
{
	const struct connections_one *c = r->object;
	struct version_newest newest = { .number = 0, .made = INT64_MIN };
	struct last_written written;
	bool asker = str_same(r->who.person, c->asker);
	int64_t changed;
	if (!c->open)
		return MISSING;
	TRY(last_written(r, c->id, &written));
	if (written.at == NO_INT)
		return fault(r, NULL, "empty", N_("Write a few words first. Even one line is enough."));
	enum status st = version_newest(r, c->id, &newest);
	if (st != OK && st != MISSING)
		return st;
	if (st == OK && written.at <= newest.made)
		return redirect_here(r, N_("This version was put forward already."), "/connections/%s/agreement", c->id);
	struct keep k = { r, id_new(r), 0 };
	TRY(agreement_version_add(r, k.version, c->id, newest.number + 1, r->now, asker ? r->now : NO_INT, asker ? NO_INT : r->now, &changed));
	TRY(keep_parts(&k, c->id));
	TRY(keep_spots(&k, c->id));
	TRY(live_today(r, c->community, asker ? c->other : c->asker));
	return redirect_here(r, N_("Put forward. It counts when both have said yes."), "/connections/%s/agreement", c->id);
}

static const struct json_field agreements_version_json[] = {
	JSON_TEXT(agreements_version_view, id), JSON_INT(agreements_version_view, number), JSON_TIME(agreements_version_view, made),
	JSON_FLAG(agreements_version_view, agreed), JSON_ROWS(agreements_version_view, words, agreement_words_of),
};

enum status version_show(struct req *r)
{
	const struct connections_one *c = r->object;
	struct version_get x;
	struct version_newest newest;
	struct agreements_version_view v = { .connection = c->id };
	TRY(version_get(r, r->part[1], c->id, &x));
	TRY(version_newest(r, c->id, &newest));
	TRY(agreement_other_name(r, &v.name));
	TRY(agreement_words_of(r, x.id, &v.words));
	for (size_t i = 0; i < v.words.n; i++)
		v.words.at[i].name = people_name_or_left(r, v.words.at[i].name);
	v.id = x.id;
	v.number = x.number;
	v.made = x.made;
	v.agreed = x.asker_yes != NO_INT && x.other_yes != NO_INT;
	v.waits_for_me = c->open && newest.number == x.number && (str_same(r->who.person, c->asker) ? x.asker_yes : x.other_yes) == NO_INT;
	return REPLY(r, agreements_version, &v);
}

/* Only the newest can be confirmed: what is agreed is what both have read. */
enum status version_say_yes(struct req *r)
{
	const struct connections_one *c = r->object;
	struct version_get x;
	struct version_newest newest;
	bool asker = str_same(r->who.person, c->asker);
	int64_t changed;
	if (!c->open)
		return MISSING;
	TRY(version_get(r, r->part[1], c->id, &x));
	TRY(version_newest(r, c->id, &newest));
	if (newest.number != x.number)
		return redirect_here(r, N_("There is a newer version. Please read that one."), "/connections/%s/agreement", c->id);
	TRY(version_confirm(r, x.id, asker && x.asker_yes == NO_INT ? r->now : x.asker_yes,
			    !asker && x.other_yes == NO_INT ? r->now : x.other_yes, &changed));
	return redirect_here(r, N_("You both said yes to these words."), "/connections/%s/agreement", c->id);
}
