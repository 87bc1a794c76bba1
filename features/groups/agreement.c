/* What a group agrees on: lines its members propose, and versions the group made on a day.  A version is the group's own and stays
 * when its writers leave; who has read it is known to each alone. */
#include "inside.h"
#include "tell.h"

enum { WORDS_MAX = 6000, LINES_MAX = 60, DAYS_BACK = 3660, DAYS_AHEAD = 1830 };

static const struct form_field group_line_fields[] = {
	TEXT_FIELD(struct group_line, words, .required = true, .min = 2, .max = GROUP_LINE_MAX, .multiline = true, .label = N_("A line you would like in it"),
		   .hint = N_("Short and plain: “We let each other finish.”")),
};
const struct form group_line_form = FORM(group_line, group_line_fields);

static const struct form_field group_agreement_fields[] = {
	TEXT_FIELD(struct group_agreement_new, words, .required = true, .min = 2, .max = WORDS_MAX, .multiline = true, .label = N_("What you agree on"),
		   .hint = N_("One thing on each line, in the words you all chose.")),
	DAY_FIELD(struct group_agreement_new, made_on, .required = true, .label = N_("On which day did you make it together?")),
	DAY_FIELD(struct group_agreement_new, renew_on, .label = N_("When do you look at it again?")),
	INT_FIELD(struct group_agreement_new, number, .hidden = true, .min = 0, .max = INT32_MAX, .label = N_("Version")),
};
const struct form group_agreement_form = FORM(group_agreement_new, group_agreement_fields);

static int64_t today(const struct req *r)
{
	struct civil now = zone_civil(r->reader.zone, r->now);
	return day_number(now.year, now.month, now.day);
}

struct str_list group_lines_of(struct req *r, const char *words)
{
	struct str_list all = str_split(&r->arena, words ? words : "", '\n', LINES_MAX), kept = { .at = ARENA_ARRAY(&r->arena, all.n + 1, const char *) };
	for (size_t k = 0; k < all.n; k++)
		if (*all.at[k])
			kept.at[kept.n++] = all.at[k];
	return kept;
}

enum status group_agreement_of(struct req *r, const char *group, struct group_agreement *ret)
{
	struct peer_group_agreement_newest a;
	*ret = (struct group_agreement){ .renew_on = NO_INT };
	TRY(peer_group_agreement_newest(r, group, &a));
	*ret = (struct group_agreement){ .number = a.number, .made_on = a.made_on, .renew_on = a.renew_on, .lines = group_lines_of(r, a.words),
		.renew = a.renew_on != NO_INT && a.renew_on <= today(r) };
	return OK;
}

static enum status proposed(struct req *r, const struct groups_one *g, struct groups_agreement_view *v)
{
	struct peer_group_lines_list rows;
	TRY(peer_group_lines(r, g->id, r->who.person, &rows));
	v->lines.n = rows.n;
	v->lines.at = ARENA_ARRAY(&r->arena, rows.n + 1, struct group_proposed);
	for (size_t k = 0; k < rows.n; k++) {
		const struct peer_group_lines *x = &rows.at[k];
		v->lines.at[k] = (struct group_proposed){ .id = x->id, .name = x->name, .words = x->words, .fine = x->fine, .mine = x->mine, .said = x->said };
	}
	return OK;
}

static const struct json_field line_json[] = {
	JSON_TEXT(group_proposed, id), JSON_TEXT(group_proposed, name), JSON_TEXT(group_proposed, words), JSON_INT(group_proposed, fine),
	JSON_FLAG(group_proposed, mine), JSON_FLAG(group_proposed, said),
};
static const struct json_field groups_agreement_json[] = {
	JSON_TEXT(groups_agreement_view, id), JSON_FLAG(groups_agreement_view, unread), JSON_LIST(groups_agreement_view, lines, line_json),
	{ .name = "number", .kind = JSON_K_INT, .at = offsetof(struct groups_agreement_view, agreement.number) },
	JSON_ROWS(groups_agreement_view, earlier, peer_group_agreements),
};

/* The version in the path, or the one that holds. */
enum status groups_agreement(struct req *r)
{
	const struct groups_one *g = r->object;
	struct groups_agreement_view v = { .id = g->id, .name = g->name, .leads = g->leads && !g->over, .over = g->over, .members = g->members,
		.unread = g->acknowledged < g->newest };
	enum status st = group_agreement_of(r, g->id, &v.agreement);
	if (st != OK && st != MISSING)
		return st;
	TRY(peer_group_agreements(r, g->id, &v.earlier));
	TRY(proposed(r, g, &v));
	form_show(r, &v.form, &group_line_form, NULL);
	return REPLY(r, groups_agreement, &v);
}

enum status groups_agreement_read(struct req *r)
{
	const struct groups_one *g = r->object;
	TRY(peer_group_acknowledge(r, g->id, r->who.person, g->newest, NULL));
	TRY(live_today(r, g->community, r->who.person));
	return redirect_here(r, N_("Thank you for reading it."), "/groups/%s", g->id);
}

/* ---- lines ---- */

enum status groups_line_propose(struct req *r)
{
	const struct groups_one *g = r->object;
	const struct group_line *f = r->form;
	struct peer_group_line_count n;
	const char *id = id_new(r);
	if (g->over)
		return MISSING;
	TRY(peer_group_line_count(r, g->id, r->who.person, &n));
	if (n.n >= GROUP_LINES_EACH)
		return fault(r, "words", "too_many", N_("You have proposed many lines. Please talk about those first."));
	TRY(peer_group_line_add(r, id, g->id, r->who.person, f->words, r->now, NULL));
	TRY(peer_group_yes_add(r, id, r->who.person, NULL));
	TRY(live_thing(r, g->community, group_kind_agreement, g->id));
	return redirect_here(r, N_("Proposed. You talk about it when you meet."), "/groups/%s/agreement", g->id);
}

/* Said once more, it is taken back. */
enum status groups_line_fine(struct req *r)
{
	const struct groups_one *g = r->object;
	struct peer_group_line_get line;
	int64_t added;
	if (g->over)
		return MISSING;
	TRY(peer_group_line_get(r, r->part[1], g->id, &line));
	TRY(peer_group_yes_add(r, line.id, r->who.person, &added));
	if (!added)
		TRY(peer_group_yes_remove(r, line.id, r->who.person, NULL));
	TRY(live_thing(r, g->community, group_kind_agreement, g->id));
	return redirect_here(r, NULL, "/groups/%s/agreement", g->id);
}

enum status groups_line_back(struct req *r)
{
	const struct groups_one *g = r->object;
	struct peer_group_line_get line;
	TRY(peer_group_line_get(r, r->part[1], g->id, &line));
	if (!str_same(line.writer, r->who.person) && !g->leads)
		return MISSING;
	TRY(peer_group_line_yes_clear(r, line.id, NULL));
	TRY(peer_group_line_remove(r, line.id, NULL));
	TRY(live_thing(r, g->community, group_kind_agreement, g->id));
	return redirect_here(r, N_("Taken out."), "/groups/%s/agreement", g->id);
}

/* ---- a version ---- */

static const struct json_field groups_agreement_new_json[] = { JSON_TEXT(groups_agreement_new_view, id) };

/* It begins with what holds, and below it what somebody proposed and is not in it yet. */
static enum status words_to_begin_with(struct req *r, const struct groups_one *g, const char **ret)
{
	struct group_agreement now;
	struct peer_group_lines_list lines;
	const char *words = "";
	enum status st = group_agreement_of(r, g->id, &now);
	if (st != OK && st != MISSING)
		return st;
	TRY(peer_group_lines(r, g->id, r->who.person, &lines));
	for (size_t k = 0; k < now.lines.n; k++)
		words = arena_printf(&r->arena, "%s%s%s", words, *words ? "\n" : "", now.lines.at[k]);
	for (size_t k = 0; k < lines.n; k++)
		if (lines.at[k].words)
			words = arena_printf(&r->arena, "%s%s%s", words, *words ? "\n" : "", lines.at[k].words);
	*ret = words;
	return OK;
}

enum status groups_agreement_new(struct req *r)
{
	const struct groups_one *g = r->object;
	struct groups_agreement_new_view v = { .id = g->id, .name = g->name, .first = !g->newest };
	struct group_agreement_new *first = ARENA_NEW(&r->arena, struct group_agreement_new);
	if (g->over)
		return MISSING;
	form_blank(&group_agreement_form, first);
	TRY(words_to_begin_with(r, g, &first->words));
	first->made_on = today(r);
	first->renew_on = today(r) + 182;
	first->number = g->newest;
	form_show(r, &v.form, &group_agreement_form, first);
	return REPLY(r, groups_agreement_new, &v);
}

/* What was proposed until now was talked about: it is in it, or it is not. */
enum status groups_agreement_make(struct req *r)
{
	const struct groups_one *g = r->object;
	const struct group_agreement_new *f = r->form;
	const char *id = id_new(r);
	if (g->over)
		return MISSING;
	if (f->made_on > today(r) || f->made_on < today(r) - DAYS_BACK)
		return fault(r, "made_on", "day", N_("Please choose today, or the day on which you met."));
	if (f->renew_on != NO_INT && (f->renew_on <= f->made_on || f->renew_on > today(r) + DAYS_AHEAD))
		return fault(r, "renew_on", "day", N_("Please choose a day after that, within five years."));
	if (f->number != NO_INT && f->number != g->newest)
		return stale(r);
	TRY(peer_group_agreement_add(r, id, g->community, g->id, g->newest + 1, f->words, f->made_on, f->renew_on, r->now, NULL));
	TRY(peer_group_over_yes(r, g->id, NULL));
	TRY(peer_group_over_lines(r, g->id, NULL));
	TRY(peer_group_acknowledge(r, g->id, r->who.person, g->newest + 1, NULL));
	TRY(live_thing(r, g->community, group_kind_agreement, g->id));
	return redirect_here(r, N_("Written down. Everyone in the {~group} is asked to read it."), "/groups/%s/agreement", g->id);
}
