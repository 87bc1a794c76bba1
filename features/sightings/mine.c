/* Each person's own list: who has seen what is mine, by day, newest first.  Knows entries that are about the reader, and
 * shows no others. */
#include <inttypes.h>
#include <sodium.h>
#include "inside.h"
#include "pages.h"

struct sightings_later { int64_t before; };
static const struct form_field later_fields[] = {
	INT_FIELD(struct sightings_later, before, .min = 0, .max = INT64_MAX, .label = N_("Before")),
};
const struct form sightings_later_form = FORM(sightings_later, later_fields);

/* ---- words for codes ---- */

/* What each right is to the person whose record it is. */
static const char *right_words(struct req *r, const char *code)
{
	static const struct { const char *code, *words; } rights[] = {
		{ "owner", N_("a member, for something of their own") }, { "party", N_("one of the two of you") },
		{ "connected", N_("walks with you") }, { "holder", N_("with a code they were given") },
		{ "in_group", N_("of the same group") }, { "leads", N_("facilitates a group") },
		{ "member", N_("a member") }, { "supporter", N_("{~supporter}") }, { "ally", N_("an ally") },
		{ "facilitator", N_("leads a {~group}") }, { "supervisor", N_("looks after the {~supporters}") },
		{ "coordinator", N_("coordinates the community") }, { "evaluator", N_("looks at figures from outside") }, { "biller", N_("bills for meetings") }, { "joining", N_("about to join") }, { "signed_in", N_("signed in") },
		{ "operator", N_("runs this server") },
	};
	for (size_t i = 0; i < COUNT(rights); i++)
		if (str_same(code, rights[i].code))
			return words_say(&r->arena, &r->reader, rights[i].words, 0, NULL);
	return NULL;
}

static const char *deed_words(const char *code)
{
	static const struct { const char *code, *words; } deeds[] = {
		{ "role_given", N_("Gave you a role") }, { "role_ended", N_("Ended a role of yours") },
		{ "emergency", N_("Opened your contact details in an emergency") },
		{ "sign_in_help", N_("Made a code for you to sign in again") },
		{ "hold", N_("Said that your records must not be erased for now") },
		{ "exported", N_("Wrote everything about you into a file") },
		{ "roles_looked_up", N_("Looked up which roles you hold") },
		{ "held_looked_up", N_("Looked up where something of you is kept") },
		{ "held_read", N_("Opened the sealed copy of what was yours") },
		{ "team_in", N_("Put you into a team") }, { "team_out", N_("Took you out of a team") },
	};
	for (size_t i = 0; i < COUNT(deeds); i++)
		if (str_same(code, deeds[i].code))
			return deeds[i].words;
	return N_("Did something that concerns you");
}

/* Each route says in words what it shows; a code of an older version may have none any more. */
static const char *record_words(const struct req *r, const char *code)
{
	for (size_t f = 0; f < r->house->n; f++)
		for (size_t k = 0; k < r->house->features[f]->n_routes; k++) {
			const struct record *shows = r->house->features[f]->routes[k].shows;
			if (shows && shows->words && str_same(shows->code, code))
				return shows->words;
		}
	return str_same(code, "name") ? N_("Your name") : N_("Something of yours");
}

static const char *reader_name(struct req *r, const struct sightings_of *x)
{
	if (str_same(x->by_whom, r->who.person))
		return words_say(&r->arena, &r->reader, N_("You, or somebody signed in as you"), 0, NULL);
	if (x->by_whom)
		return people_name_or_left(r, x->name);
	return words_say(&r->arena, &r->reader, str_same(x->by_right, "operator") ? N_("The operator") : N_("A visitor"), 0, NULL);
}

static struct sighting told(struct req *r, const struct sightings_of *x)
{
	bool taken = str_same(x->kind, "taken"), deed = !taken && !str_same(x->kind, "read");
	return (struct sighting){
		.number = x->number, .at = x->at, .times = 1, .deed = deed, .taken = taken, .name = reader_name(r, x), .right = right_words(r, x->by_right),
		.what = words_say(&r->arena, &r->reader, deed ? deed_words(x->kind) : record_words(r, x->record), 0, NULL),
		.place = x->place, .record = deed ? x->kind : x->record, .id = x->record_id, .by_right = x->by_right, .why = x->reason,
	};
}

/* ---- by day ---- */

static int64_t day_of(const struct req *r, int64_t at)
{
	struct civil c = zone_civil(r->reader.zone, at);
	return day_number(c.year, c.month, c.day);
}

static bool same(const struct sighting *a, const struct sighting *b)
{
	return str_same(a->name, b->name) && str_same(a->right, b->right) && str_same(a->what, b->what) && a->taken == b->taken && str_same(a->place, b->place) &&
	       str_same(a->id, b->id) && str_same(a->why, b->why);
}

static void put(struct sighting_list *to, const struct sighting *s)
{
	for (size_t i = 0; i < to->n; i++)
		if (same(&to->at[i], s)) {
			to->at[i].times++;
			return;
		}
	to->at[to->n++] = *s;
}

/* For people by day and without repeating; for programs line by line. */
static void by_day(struct req *r, const struct sighting_list *all, struct sighting_days *ret)
{
	ret->at = ARENA_ARRAY(&r->arena, all->n, struct sighting_day);
	for (size_t i = 0; i < all->n; i++) {
		int64_t day = day_of(r, all->at[i].at);
		if (!ret->n || ret->at[ret->n - 1].day != day)
			ret->at[ret->n++] = (struct sighting_day){ .day = day, .seen.at = ARENA_ARRAY(&r->arena, all->n - i, struct sighting) };
		put(&ret->at[ret->n - 1].seen, &all->at[i]);
	}
	for (size_t i = 0; i < ret->n; i++)
		for (size_t k = 0; k < ret->at[i].seen.n; k++)
			if (ret->at[i].seen.at[k].times == 1)
				ret->at[i].seen.at[k].times = 0;        /* "once" need not be said */
}

/* ---- the page ---- */

static const struct json_field sighting_json[] = {
	JSON_INT(sighting, number), JSON_TIME(sighting, at), JSON_TEXT(sighting, name), JSON_TEXT(sighting, by_right), JSON_FLAG(sighting, deed),
	JSON_FLAG(sighting, taken),
	JSON_TEXT(sighting, record), JSON_TEXT(sighting, id), JSON_TEXT(sighting, place), JSON_TEXT(sighting, why),
};
static const struct json_field sightings_mine_json[] = {
	JSON_LIST(sightings_mine_view, all, sighting_json), JSON_TEXT(sightings_mine_view, next),
	JSON_INT(sightings_mine_view, size), JSON_TEXT(sightings_mine_view, root),
};

static enum status fingerprint(struct req *r, struct sightings_mine_view *v)
{
	struct merkle tree;
	TRY(log_tree(r, &tree));
	struct merkle_hash root = merkle_root(&tree);
	char *hex = arena_take(&r->arena, 2 * MERKLE_BYTES + 1);
	sodium_bin2hex(hex, 2 * MERKLE_BYTES + 1, root.at, sizeof root.at);
	v->size = (int64_t)tree.n;
	v->root = hex;
	return OK;
}

enum status sightings_show(struct req *r)
{
	const struct sightings_later *f = r->form;
	struct sightings_mine_view v = { .later = f && f->before != NO_INT };
	struct sightings_of_list rows;
	TRY(sightings_of(r, r->who.person, v.later ? f->before : INT64_MAX, SIGHTINGS_PAGE + 1, &rows));
	v.all.at = ARENA_ARRAY(&r->arena, rows.n, struct sighting);
	for (size_t i = 0; i < rows.n && i < SIGHTINGS_PAGE; i++)
		v.all.at[v.all.n++] = told(r, &rows.at[i]);
	if (rows.n > SIGHTINGS_PAGE)
		v.next = arena_printf(&r->arena, "/me/seen?before=%" PRId64, v.all.at[SIGHTINGS_PAGE - 1].number);
	v.nothing = !rows.n && !v.later;
	by_day(r, &v.all, &v.days);
	TRY(fingerprint(r, &v));
	return REPLY(r, sightings_mine, &v);
}

enum status sightings_me_card(struct req *r)
{
	sightings_me_card_draw(&r->out, &(struct sightings_me_card_view){ 0 });
	return OK;
}
