/* Entering: which community the path means, what the person asking holds there now, in which words it speaks.  Leaves the
 * decision to the gate. */
#include "communities_inside.h"

enum { BITS_OF_A_COMMUNITY = MAY_MEMBER | MAY_SUPPORTER | MAY_FACILITATOR | MAY_COORDINATOR | MAY_SUPERVISOR | MAY_ALLY | MAY_JOINING |
	MAY_OUTSIDE };

/* Rows of communities_brings. */
enum { BRINGS_ROLE, BRINGS_WORD };

static void take_word(struct req *r, const struct communities_brings *row)
{
	for (int k = 0; k < VOCAB_COUNT; k++)
		if (str_same(vocabulary_codes[k], row->code))
			r->reader.own[k] = (struct vocabulary_word){ row->one, row->many };
}

/* Roles count only for members who have accepted the rules in force. */
static void take_membership(struct req *r, const struct communities_entered *c)
{
	r->community.accepted_rules = c->member && c->rules_number >= c->rules_now;
	r->community.accepted_limits = c->member && c->limits_number >= c->limits_now;
	if (!r->who.person || !c->member)
		return;
	if (!r->community.accepted_rules)
		r->who.may |= MAY_JOINING;
	else if (c->takes_part)
		r->who.may |= MAY_MEMBER;
}

/* Who works for a community from outside holds nothing of what makes a member. */
static unsigned role_of(const char *role, bool takes_part)
{
	return communities_role_may(role) & (takes_part ? ~0u : MAY_OUTSIDE);
}

enum status communities_enter(struct req *r, const char *slug)
{
	struct communities_entered c;
	struct communities_brings_list brings;
	r->who.may &= ~(unsigned)BITS_OF_A_COMMUNITY;
	TRY(communities_entered(r, slug, r->who.person, r->now, &c));
	r->community = (struct community_now){ .id = c.id, .slug = c.slug, .name = c.name, .zone = c.zone,
		.formality = c.formality, .min_cell = c.min_cell };
	take_membership(r, &c);
	if (!r->reader.zone)
		r->reader.zone = c.zone;
	memset(r->reader.own, 0, sizeof r->reader.own);
	r->out.base = arena_printf(&r->arena, "/c/%s", c.slug);
	TRY(communities_brings(r, c.id, r->who.person, r->now, lang_codes[r->reader.lang], &brings));
	for (size_t i = 0; i < brings.n; i++)
		if (brings.at[i].kind == BRINGS_WORD)
			take_word(r, &brings.at[i]);
		else if (r->community.accepted_rules)
			r->who.may |= role_of(brings.at[i].code, c.takes_part);
	return OK;
}

enum status communities_enter_named(struct req *r, const char *said)
{
	enum status st = communities_enter(r, said);
	return st == MISSING ? communities_enter(r, communities_slug(&r->arena, said)) : st;
}

enum status communities_enter_id(struct req *r, const char *id)
{
	struct communities_slug_by_id c;
	TRY(communities_slug_by_id(r, id, &c));
	return communities_enter(r, c.slug);
}

enum status communities_by_slug(struct req *r, const char *slug, const char **ret_id)
{
	struct communities_id_by_slug c;
	TRY(communities_id_by_slug(r, slug, &c));
	*ret_id = c.id;
	return OK;
}

enum status communities_may(struct req *r, const char *community, const char *person, unsigned *ret_may)
{
	struct communities_membership_may_list rows;
	unsigned held = 0;
	TRY(communities_membership_may(r, community, person, r->now, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		if (!rows.at[i].accepted) {
			held = MAY_JOINING;
			break;
		}
		held |= (rows.at[i].takes_part ? MAY_MEMBER : 0) | role_of(rows.at[i].role, rows.at[i].takes_part);
	}
	*ret_may = held;
	return OK;
}

enum status communities_of(struct req *r, const char *person, struct communities_mine_list *ret)
{
	struct communities_held_list rows;
	TRY(communities_held(r, person, r->now, &rows));
	struct communities_mine *at = ARENA_ARRAY(&r->arena, rows.n, struct communities_mine);
	for (size_t i = 0; i < rows.n; i++)
		at[i] = (struct communities_mine){ .slug = rows.at[i].slug, .name = rows.at[i].name, .accepted = rows.at[i].accepted };
	*ret = (struct communities_mine_list){ rows.n, at };
	return OK;
}

const char communities_leave_neutral[] = "https://www.wikipedia.org/";

const char *communities_leave_to(struct req *r)
{
	struct communities_mine_list mine = { 0 };
	struct communities_leave_address c;
	const char *community = r->community.id;
	if (!community && r->who.person && communities_of(r, r->who.person, &mine) == OK && mine.n == 1 &&
	    communities_by_slug(r, mine.at[0].slug, &community) != OK)
		community = NULL;
	if (!community || communities_leave_address(r, community, &c) != OK)
		return communities_leave_neutral;
	return url_allowed(c.leave_to) ? c.leave_to : communities_leave_neutral;
}

enum status communities_in_force(struct req *r, const char *kind, struct communities_in_force *ret)
{
	struct communities_text_now_list rows;
	TRY(communities_text_now(r, r->community.id, kind, &rows));
	if (rows.n == 0)
		return MISSING;
	const struct communities_text_now *best = &rows.at[0];
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].first_resort)
			best = &rows.at[i];
	for (size_t i = 0; i < rows.n; i++)
		if (str_same(rows.at[i].lang, lang_codes[r->reader.lang]))
			best = &rows.at[i];
	*ret = (struct communities_in_force){ .words = best->words, .lang = best->lang, .number = best->number, .since = best->since };
	return OK;
}

int64_t communities_today(const struct req *r)
{
	struct civil c = zone_civil(r->community.zone ? r->community.zone : r->reader.zone, r->now);
	return day_number(c.year, c.month, c.day);
}

const char *communities_local_path(struct req *r, const char *path)
{
	if (!path || !r->out.base || !str_begins(path, r->out.base) || path[strlen(r->out.base)] != '/')
		return "";
	for (const char *s = path; *s; s++)
		if ((unsigned char)*s <= ' ' || *s == '\\' || (unsigned char)*s >= 0x7f || (*s == '/' && s[1] == '/') || (*s == '.' && s[1] == '.'))
			return "";
	return path;
}
