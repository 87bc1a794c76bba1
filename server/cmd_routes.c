/* routes: every route with who may and what it takes, as docs/api.md; and the table route × role as the gate decides it,
 * as docs/gate.md.  Both files are checked against this by a test: a route that is missing there fails the build. */
#include "program.h"

static const struct { const char *name; unsigned may; bool signed_in; } roles[] = {
	{ "visitor", MAY_ANYONE, false },
	{ "signed in", MAY_ANYONE | MAY_SIGNED_IN, true },
	{ "joining", MAY_ANYONE | MAY_SIGNED_IN | MAY_JOINING, true },
	{ "member", MAY_ANYONE | MAY_SIGNED_IN | MAY_MEMBER, true },
	{ "supporter", MAY_ANYONE | MAY_SIGNED_IN | MAY_MEMBER | MAY_SUPPORTER, true },
	{ "facilitator", MAY_ANYONE | MAY_SIGNED_IN | MAY_MEMBER | MAY_FACILITATOR, true },
	{ "coordinator", MAY_ANYONE | MAY_SIGNED_IN | MAY_MEMBER | MAY_COORDINATOR, true },
	{ "supervisor", MAY_ANYONE | MAY_SIGNED_IN | MAY_MEMBER | MAY_SUPERVISOR, true },
	{ "evaluator", MAY_ANYONE | MAY_SIGNED_IN | MAY_EVALUATOR, true },
	{ "biller", MAY_ANYONE | MAY_SIGNED_IN | MAY_BILLER, true },
	{ "ally", MAY_ANYONE | MAY_SIGNED_IN | MAY_MEMBER | MAY_ALLY, true },
	{ "one of the two", MAY_ANYONE | MAY_SIGNED_IN | MAY_MEMBER | MAY_PARTY, true },
	{ "owner", MAY_ANYONE | MAY_SIGNED_IN | MAY_MEMBER | MAY_OWNER, true },
	{ "in the group", MAY_ANYONE | MAY_SIGNED_IN | MAY_MEMBER | MAY_IN_GROUP, true },
	{ "facilitates it", MAY_ANYONE | MAY_SIGNED_IN | MAY_MEMBER | MAY_IN_GROUP | MAY_LEADS, true },
};

/* What the gate answers, as a client sees it; the password is asked for again where the route says so. */
static const char *answer(const struct route *x, size_t role)
{
	struct req r = { .who = { .person = roles[role].signed_in ? "somebody" : NULL, .may = roles[role].may },
			 .community = { .id = str_begins(x->path, "/c/") ? "here" : NULL } };
	switch (gate(&r, x)) {
	case OK:
		return "yes";
	case DENIED:
		return r.needs_join ? "join" : "password";
	default:
		return r.needs_sign_in ? "sign in" : "404";
	}
}

static void print_gate(const struct program *p)
{
	printf("# Who gets through which route\n\nMade by `kith routes --gate`; a test holds it against the program.  *yes*: the handler runs. *sign in*: 303 to\n"
	       "signing in (401 in JSON). *join*: first the house rules. *password*: given once more. 404: the same\n"
	       "answer as for what does not exist, also where only the role is missing.  *one of the two* and *owner* are members to whom the object in the\n"
	       "path belongs; *in the group* belongs to the group in it, *facilitates it* does so there; to everybody else it does not exist.\n\n| route |");
	for (size_t k = 0; k < COUNT(roles); k++)
		printf(" %s |", roles[k].name);
	printf("\n|---|");
	for (size_t k = 0; k < COUNT(roles); k++)
		printf("---|");
	printf("\n");
	for (size_t f = 0; f < p->house.n; f++)
		for (size_t k = 0; k < p->house.features[f]->n_routes; k++) {
			const struct route *x = &p->house.features[f]->routes[k];
			printf("| `%s %s` |", x->method, x->path);
			for (size_t role = 0; role < COUNT(roles); role++)
				printf(" %s |", answer(x, role));
			printf("\n");
		}
}

/* ---- which fields ---- */

static const char *const kinds[] = {
	[FIELD_COMMON] = "of the community itself", [FIELD_NAME] = "what somebody is called", [FIELD_TOLD] = "told to members or the team",
	[FIELD_REACH] = "how to reach somebody", [FIELD_BETWEEN] = "between people", [FIELD_OWN] = "for oneself, and keys",
};

static void print_columns(const struct program *p, enum field_kind kind)
{
	for (size_t f = 0; f < p->house.n; f++)
		for (size_t k = 0; k < p->house.features[f]->n_fields; k++)
			if (p->house.features[f]->fields[k].kind == kind)
				printf(" `%s`", p->house.features[f]->fields[k].place);
}

static void print_fields(const struct program *p)
{
	static const struct { const char *name; unsigned as; } rights[] = {
		{ "evaluator", MAY_EVALUATOR }, { "biller", MAY_BILLER }, { "facilitator", MAY_FACILITATOR }, { "supervisor", MAY_SUPERVISOR },
		{ "coordinator", MAY_COORDINATOR }, { "anybody, to what is theirs or was shown to them", MAY_PARTY },
	};
	printf("\n# Which fields there are\n\n"
	       "Words and names are sealed, and `core/seal.c` opens them for a request only where the gate says so (`gate_opens` in `core/gate.c`): by the\n"
	       "right by which the request came through, and by the kind of field. Each feature says of every sealed column once which kind it is\n"
	       "(`.fields` in its descriptor; a column that is missing there is for nobody of the team, and a test finds it). What is not there for a\n"
	       "right opens as nothing: a handler asks for no right, and a mistake in one shows no word. One's own words are always there. Rights of the team\n"
	       "count only where somebody came in by one of them: a coordinator who is one of the two reads as one of the two. Who only evaluates or\n"
	       "bills is no member (`membership.takes_part`): no list of people and nothing of anybody is theirs.\n\n| kind of field |");
	for (size_t k = 0; k < COUNT(rights); k++)
		printf(" %s |", rights[k].name);
	printf("\n|---|");
	for (size_t k = 0; k < COUNT(rights); k++)
		printf("---|");
	printf("\n");
	for (size_t kind = 0; kind < COUNT(kinds); kind++) {
		printf("| %s |", kinds[kind]);
		for (size_t k = 0; k < COUNT(rights); k++)
			printf(" %s |", gate_fields(rights[k].as) >> kind & 1 ? "yes" : "no");
		printf("\n");
	}
	for (size_t kind = 0; kind < COUNT(kinds); kind++) {
		printf("\n%s:", kinds[kind]);
		print_columns(p, (enum field_kind)kind);
		printf("\n");
	}
}

/* ---- docs/api.md ---- */

static const char *const types[] = {
	[FORM_TEXT] = "text", [FORM_SECRET] = "secret", [FORM_INT] = "whole number", [FORM_REAL] = "number", [FORM_FLAG] = "yes or nothing",
	[FORM_CHOICE] = "one of", [FORM_SET] = "any of", [FORM_DAY] = "day, 2026-05-03", [FORM_CLOCK] = "time, 18:30", [FORM_WEEK] = "hours of a week",
	[FORM_ID] = "id", [FORM_IDS] = "ids or codes", [FORM_PICK] = "one that the page offers", [FORM_FILE] = "file",
};

static void print_field(const struct form_field *x)
{
	printf("| `%s` | %s", x->name, types[x->type]);
	for (size_t k = 0; x->of && k < x->of->n; k++)
		printf("%s `%s`", k ? "," : "", x->of->at[k].code);
	printf(" | %s |", x->required ? "needed" : "");
	if (x->type == FORM_TEXT)
		printf(" %lld to %lld letters |", (long long)x->min, (long long)(x->max ? x->max : 200));
	else if ((x->type == FORM_INT || x->type == FORM_IDS) && (x->min || x->max) && x->max < INT32_MAX)
		printf(" %lld to %lld |", (long long)x->min, (long long)x->max);
	else if (x->type == FORM_FILE && x->max)
		printf(" at most %lld bytes |", (long long)x->max);
	else
		printf(" |");
	printf(" %s |\n", x->label ? x->label : "");
}

static void print_route(const struct route *x)
{
	static const char *const names[] = { "anyone", "signed in", "members", "supporters", "facilitators", "coordinators", "supervisors", "allies",
		"the operator", "who is joining", "evaluators", "billers", NULL, NULL, NULL, NULL, "the owner", "the two", "people connected with the owner", "who holds a code", "who is in the group",
		"who facilitates the group" };
	printf("\n### `%s %s`\n\n%s. For", x->method, x->path, x->help ? x->help : "");
	bool first = true;
	for (size_t k = 0; k < COUNT(names); k++)
		if (names[k] && x->may >> k & 1) {
			printf("%s %s", first ? "" : ",", names[k]);
			first = false;
		}
	printf(".%s%s\n", x->again ? " Asks for the password again." : "", x->throttle ? " Slows down after failures." : "");
	if (!x->form || !x->form->n)
		return;
	printf("\n| field | what | | limits | |\n|---|---|---|---|---|\n");
	for (size_t k = 0; k < x->form->n; k++)
		print_field(&x->form->field[k]);
}

static void print_api(const struct program *p)
{
	printf("# Every route\n\nMade by `kith routes`; a test holds it against the program.  Each answers as a page, and as JSON with\n"
	       "`Accept: application/json` or under `/api`.  A program signs in with `POST /api/sign-in`, gets `{\"token\": …}` and sends it as\n"
	       "`Authorization: Bearer …`.  A body is a form or one flat JSON object.  Faults come as 422 with\n"
	       "`{\"faults\": [{\"field\", \"code\", \"words\"}]}`.  `{c}` is a community's address.  Who gets through: docs/gate.md.\n");
	for (size_t f = 0; f < p->house.n; f++) {
		if (p->house.features[f]->n_routes)
			printf("\n## %s\n", p->house.features[f]->name);
		for (size_t k = 0; k < p->house.features[f]->n_routes; k++)
			print_route(&p->house.features[f]->routes[k]);
	}
}

int cmd_routes(struct program *p, int argc, char **argv)
{
	bool gate_table = argc == 2 && str_same(argv[1], "--gate");
	if (argc != 1 && !gate_table) {
		fprintf(stderr, "usage: kith routes [--gate]\n");
		return USAGE;
	}
	if (gate_table) {
		print_gate(p);
		print_fields(p);
	} else {
		print_api(p);
	}
	return WELL;
}
