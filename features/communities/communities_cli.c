/* The operator's door: making and listing communities, first invitations, roles.  Input is checked by the same functions
 * as behind the web; what is printed is for one person at a terminal, or JSON. */
#include "communities_inside.h"
#include "command.h"

enum { INVITATION_DAYS = 14 };

static enum status number_of(struct req *r, const char *typed, const char *name, int64_t instead, int64_t *ret)
{
	*ret = instead;
	if (!typed || str_int((struct slice){ typed, strlen(typed) }, 0, 1000000, ret))
		return OK;
	return fault_with(r, name, "number", N_("“{0}” is not a whole number."), word_text(typed));
}

static enum status enter(struct req *r, int argc, char **argv)
{
	const char *slug = command_option(argc, argv, "community");
	if (!slug)
		return fault(r, "community", "missing", N_("Say which community: --community ADDRESS. “kith community list” shows them."));
	enum status st = communities_enter_named(r, slug);
	return st == MISSING ? fault_with(r, "community", "unknown", N_("There is no community “{0}”."), word_text(slug)) : st;
}

static void print_text(struct req *r, const char *s) { out_raw(&r->out, s, strlen(s)); }

/* ---- community add, community list ---- */

static enum status community_add(struct req *r, int argc, char **argv)
{
	static const char *const known[] = { "slug", "lang", "zone", "joining", "formality", "min-cell", NULL };
	struct communities_new c = { .name = command_word(argc, argv, 0, NULL), .slug = command_option(argc, argv, "slug"),
		.lang = command_option(argc, argv, "lang"), .zone = command_option(argc, argv, "zone"),
		.joining = command_option(argc, argv, "joining") };
	const char *formality = command_option(argc, argv, "formality"), *id;
	TRY(command_known(r, argc, argv, known));
	if (!c.name)
		return fault(r, "name", "missing", N_("Say the name of the community: kith community add “Harbor Peers”."));
	c.formality = communities_place(&communities_formality, formality);
	if (c.formality == NO_INT)
		TRY(number_of(r, formality, "formality", 1, &c.formality));
	TRY(number_of(r, command_option(argc, argv, "min-cell"), "min-cell", 0, &c.min_cell));
	enum status st = communities_make(r, &c, &id);
	if (st == CONFLICT)
		return fault(r, "slug", "taken", N_("There is a community with this address already. Choose another with --slug."));
	if (st != OK)
		return st;
	TRY(communities_enter_id(r, id));
	if (r->want == WANT_JSON) {
		OUT_LITERAL(&r->out, "{\"id\":");
		out_json_str(&r->out, id);
		OUT_LITERAL(&r->out, ",\"slug\":");
		out_json_str(&r->out, r->community.slug);
		OUT_LITERAL(&r->out, "}\n");
		return OK;
	}
	print_text(r, arena_printf(&r->arena, "Made: %s, at /c/%s\nNext: kith people invite --community %s --role coordinator\n",
				   c.name, r->community.slug, r->community.slug));
	return OK;
}

static enum status list_row(void *context, const struct communities_all *c)
{
	struct req *r = context;
	if (r->want == WANT_JSON) {
		if (r->out.n > 1)
			OUT_LITERAL(&r->out, ",");
		OUT_LITERAL(&r->out, "{\"slug\":");
		out_json_str(&r->out, c->slug);
		OUT_LITERAL(&r->out, ",\"name\":");
		out_json_str(&r->out, c->name);
		OUT_LITERAL(&r->out, ",\"joining\":");
		out_json_str(&r->out, c->joining);
		out_printf(&r->out, ",\"min_cell\":%" PRId64 ",\"members\":%" PRId64 ",\"coordinators\":%" PRId64 "}",
			   c->min_cell, c->members, c->coordinators);
		return OK;
	}
	print_text(r, arena_printf(&r->arena, "%-20s %-8s members %" PRId64 ", coordinators %" PRId64 ", smallest figure %" PRId64 "  %s\n",
				   c->slug, c->joining, c->members, c->coordinators, c->min_cell, c->name));
	return OK;
}

static enum status community_list(struct req *r, int argc, char **argv)
{
	TRY(command_known(r, argc, argv, (const char *const[]){ NULL }));
	if (r->want == WANT_JSON)
		OUT_LITERAL(&r->out, "[");
	TRY(communities_all(r, r->now, list_row, r));
	if (r->want == WANT_JSON)
		OUT_LITERAL(&r->out, "]\n");
	else if (r->out.n == 0)
		print_text(r, "No community yet. Make one: kith community add “Harbor Peers”\n");
	return OK;
}

/* ---- people invite, people roles ---- */

static enum status people_invite(struct req *r, int argc, char **argv)
{
	static const char *const known[] = { "community", "role", "days", NULL };
	const char *role = command_option(argc, argv, "role"), *code;
	int64_t days;
	TRY(command_known(r, argc, argv, known));
	TRY(enter(r, argc, argv));
	if (role && !communities_role_may(role))
		return fault_with(r, "role", "role", N_("There is no role “{0}”."), word_text(role));
	TRY(number_of(r, command_option(argc, argv, "days"), "days", INVITATION_DAYS, &days));
	if (days < 1 || days > 90)
		return fault(r, "days", "range", N_("An invitation is good for 1 to 90 days."));
	TRY(communities_invitation_make(r, role, days, NULL, &code));
	if (r->want == WANT_JSON) {
		OUT_LITERAL(&r->out, "{\"code\":");
		out_json_str(&r->out, code);
		OUT_LITERAL(&r->out, ",\"link\":");
		out_json_str(&r->out, communities_invitation_link(r, code));
		OUT_LITERAL(&r->out, "}\n");
		return OK;
	}
	print_text(r, arena_printf(&r->arena, "%s\n%s\nGood for one person, for %" PRId64 " days. It is shown only now.\n", code,
				   communities_invitation_link(r, code), days));
	return OK;
}

static void print_roles(struct req *r, const struct communities_role_seen_list *roles)
{
	if (r->want == WANT_JSON)
		OUT_LITERAL(&r->out, "[");
	for (size_t i = 0; i < roles->n; i++) {
		const struct communities_role_seen *h = &roles->at[i];
		const char *state = h->over ? "over" : h->now ? "now" : "later", *code = choice_code(&communities_roles, h->role);
		if (r->want == WANT_JSON)
			out_printf(&r->out, "%s{\"role\":\"%s\",\"state\":\"%s\",\"from\":%" PRId64 "}", i ? "," : "", code, state, h->from);
		else
			print_text(r, arena_printf(&r->arena, "%-14s %-6s since %s\n", code, state, words_date(&r->arena, &r->reader, h->from)));
	}
	if (r->want == WANT_JSON)
		OUT_LITERAL(&r->out, "]\n");
	else if (roles->n == 0)
		print_text(r, "No roles.\n");
}

static enum status end_role(struct req *r, const char *person, const char *role)
{
	struct communities_role_now_or_later held;
	enum status st = communities_role_now_or_later(r, r->community.id, person, role, r->now, &held);
	if (st == MISSING)
		return fault_with(r, "end", "not_held", N_("This person does not hold the role “{0}”."), word_text(role));
	return st == OK ? communities_role_end(r, person, held.id) : st;
}

static enum status give_role(struct req *r, const char *person, const char *role)
{
	struct communities_role_now_or_later held;
	if (!communities_role_may(role))
		return fault_with(r, "give", "role", N_("There is no role “{0}”."), word_text(role));
	enum status st = communities_role_now_or_later(r, r->community.id, person, role, r->now, &held);
	if (st == OK)
		return fault_with(r, "give", "held", N_("This person holds the role “{0}” already, or will soon."), word_text(role));
	return st == MISSING ? communities_give_role(r, r->community.id, person, role, r->now) : st;
}

static enum status people_roles(struct req *r, int argc, char **argv)
{
	static const char *const known[] = { "community", "person", "give", "end", NULL };
	const char *login = command_option(argc, argv, "person"), *person;
	const char *give = command_option(argc, argv, "give"), *end = command_option(argc, argv, "end");
	struct communities_membership_get m;
	struct communities_role_seen_list roles;
	TRY(command_known(r, argc, argv, known));
	TRY(enter(r, argc, argv));
	if (!login)
		return fault(r, "person", "missing", N_("Say whose roles: --person SIGN-IN-NAME."));
	enum status st = people_by_login(r, login, &person);
	if (st == OK)
		st = communities_membership_get(r, r->community.id, person, &m);
	if (st == MISSING)
		return fault_with(r, "person", "unknown", N_("Nobody with the sign-in name “{0}” belongs to this community."), word_text(login));
	if (st == OK && give)
		st = give_role(r, person, give);
	if (st == OK && give)
		st = deed_log(r, "role_given", person);
	if (st == OK && end)
		st = end_role(r, person, end);
	if (st == OK && end)
		st = deed_log(r, "role_ended", person);
	if (st == OK && !give && !end)
		st = deed_log(r, "roles_looked_up", person);
	if (st != OK)
		return st;
	TRY(communities_roles_seen(r, person, &roles));
	print_roles(r, &roles);
	return OK;
}

const struct command communities_commands[COMMUNITIES_COMMANDS] = {
	{
		.name = "community add",
		.usage = "community add NAME [--slug ADDRESS] [--lang en|es] [--zone America/Denver] [--joining open|invited|closed] "
			 "[--formality informal|light|recorded|formal] [--min-cell 5..50]",
		.help = "Make a community with its first texts and crisis lines",
		.run = community_add,
	}, {
		.name = "community list",
		.usage = "community list",
		.help = "The communities on this server",
		.reads = true,
		.run = community_list,
	}, {
		.name = "people invite",
		.logs = "invited",
		.usage = "people invite --community ADDRESS [--role ROLE] [--days 14]",
		.help = "Print a code and a link that let one person in",
		.run = people_invite,
	}, {
		.name = "people roles",
		.usage = "people roles --community ADDRESS --person SIGN-IN-NAME [--give ROLE | --end ROLE]",
		.help = "Show, give or end the roles of a member",
		.run = people_roles,
	},
};
