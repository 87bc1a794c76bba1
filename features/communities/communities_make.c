/* Making a community: its first texts in both languages, its first crisis lines, its slug; adding members and roles.  Who
 * may do so is decided by whoever calls: the command line, joining, coordinators, imports, the demo. */
#include "communities_inside.h"
#include "house.h"

enum { SLUG_MIN = 2, SLUG_MAX = 40, MIN_CELL_DEFAULT = 5, MIN_CELL_MOST = 50, FORMALITY_MOST = 3 };

/* ---- the texts a new community begins with: paragraphs, headings (###) and items of lists (-) in markup ---- */

static const char *const rules[] = {
	N_("These rules keep this place kind. Please read them, and come back to them when something feels off."),
	N_("- We speak from our own lives. We tell what helped us; each person takes from it what fits."),
	N_("- We listen more than we advise. Before we give a tip, we ask if it is wanted."),
	N_("- What people tell here stays here. We do not pass it on, copy it or take pictures of it."),
	N_("- Everyone decides what to tell, what to ask for and when to stop. A no is always fine and needs no reason."),
	N_("- We meet as equals. No insults, no hate, no pressure because of who someone is, what they believe or how they live."),
	N_("- Nobody asks for money, love, sex or favors in return for support. Nobody sells or preaches."),
	N_("- When we have had too much to drink or use, or are too worn out to listen, we meet another time."),
	N_("- When someone may be in danger right now, we turn to crisis help, together if we can."),
	N_("- When something goes wrong between us, we say so early: to each other, or to a coordinator."),
	N_("If someone breaks these rules, a coordinator talks with them first and listens. A coordinator may end a role, and says why."),
};
static const char *const limits[] = {
	N_("Before you first ask for support, please read what can stay between us and what cannot."),
	N_("### What stays between us"),
	N_("- What you tell the person you walk with is for the two of you. They do not pass it on."),
	N_("- You choose, for each thing you write about yourself, who can see it. You need not use your real name."),
	N_("- What you answer in surveys cannot be traced back to you."),
	N_("### Who can read what"),
	N_("- You can read what is written about you."),
	N_("- The people you are connected with see what you choose to show them, and what you write together."),
	N_("- Coordinators see the name you go by here, your roles, and what you ask for, so that they can help you find someone. They do not see what you and the person you walk with write to each other."),
	N_("- Where the community looks at what it does or bills for meetings, evaluators see figures and nobody in them. Billers see the day, the minutes, the code and your names, and none of your words."),
	N_("- The people who keep the computer running could open what is stored on it. They have promised not to look."),
	N_("- Figures about the whole community never show a single person."),
	N_("### What cannot stay between us"),
	N_("- If your life, or someone else's, may be in danger right now, the person who hears it may get help. They tell you first if they can, and do it together with you if you agree."),
	N_("- If a child is being hurt, or a grown person who cannot protect themselves, the law may ask some of us to report it."),
	N_("- A court can order us to hand something over."),
	N_("If you are not sure what this means for you, ask before you say more. Nobody minds."),
};
static const char *const welcome[] = {
	N_("It is good that you are here. Everyone in this place has been through something hard."),
	N_("Peer support means that we help one another with what we have lived. You know your own life best. You can give and receive, both at your own pace."),
	N_("- Say in your own words what you have been through, as much or as little as you like."),
	N_("- Ask for what would help, or offer what you can give."),
	N_("- When someone may fit, both of you say yes first."),
	N_("You can pause, change your mind or leave at any time. You never have to say why."),
};
static const struct { const char *kind; const char *const *part; size_t n; } texts[] = {
	{ "rules", rules, COUNT(rules) },
	{ "limits", limits, COUNT(limits) },
	{ "welcome", welcome, COUNT(welcome) },
};

static struct words_reader reader_of(enum lang lang) { return (struct words_reader){ .lang = lang }; }

static const char *say_in(struct req *r, enum lang lang, const char *english)
{
	struct words_reader reader = reader_of(lang);
	return words_say(&r->arena, &reader, english, 0, NULL);
}

/* Items of one list stand on lines of their own; everything else is set apart by an empty line. */
static const char *text_in(struct req *r, enum lang lang, const char *const *part, size_t n)
{
	const char *all = say_in(r, lang, part[0]);
	for (size_t i = 1; i < n; i++) {
		bool list_goes_on = part[i][0] == '-' && part[i - 1][0] == '-';
		all = arena_printf(&r->arena, "%s%s%s", all, list_goes_on ? "\n" : "\n\n", say_in(r, lang, part[i]));
	}
	return all;
}

static enum status add_texts(struct req *r, const char *community)
{
	for (size_t i = 0; i < COUNT(texts); i++)
		for (int lang = 0; lang < LANG_COUNT; lang++)
			TRY(communities_text_add(r, community, texts[i].kind, lang_codes[lang], 1,
						 text_in(r, (enum lang)lang, texts[i].part, texts[i].n), r->now, NULL));
	return OK;
}

/* 988 is used differently in Spanish (press 2, text AYUDA): one line for each language. */
static enum status add_lines(struct req *r, const char *community)
{
	for (int lang = 0; lang < LANG_COUNT; lang++)
		TRY(communities_line_put(r, id_new(r), community, false, lang_codes[lang], COMMUNITIES_988_NAME, "988", "988",
					 lang == LANG_ES ? "AYUDA" : NULL, COMMUNITIES_988_CHAT, "en es",
					 say_in(r, (enum lang)lang, COMMUNITIES_988_HOURS), say_in(r, (enum lang)lang, COMMUNITIES_988_WHAT),
					 COMMUNITIES_988_VERIFIED, NULL));
	return OK;
}

/* ---- slugs ---- */

bool communities_slug_good(const char *slug)
{
	size_t n = slug ? strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") : 0;
	return n >= SLUG_MIN && n <= SLUG_MAX && !slug[n] && slug[0] != '-' && slug[n - 1] != '-';
}

/* The plain letter behind U+00C0 to U+00FF, the accented letters of most languages written in Latin letters. */
static char plain_letter(uint32_t point)
{
	static const char letters[] = "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty";
	return point >= 0xc0 && point <= 0xff ? letters[point - 0xc0] : '-';
}

const char *communities_slug(struct arena *a, const char *name)
{
	char slug[SLUG_MAX + 1];
	size_t n = 0, step;
	uint32_t point;
	for (struct slice s = { name, strlen(name) }; n < SLUG_MAX && (step = str_point(s, &point)) > 0; s.at += step, s.n -= step) {
		char c = point < 0x80 ? (char)point : plain_letter(point);
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
			c = '-';
		if (c != '-' || (n > 0 && slug[n - 1] != '-'))
			slug[n++] = c;
	}
	while (n > 0 && slug[n - 1] == '-')
		n--;
	slug[n] = '\0';
	if (n >= SLUG_MIN)
		return arena_copy(a, slug, n);
	return arena_printf(a, "p-%08x", (unsigned)words_hash(str_fold(a, name)));
}

/* ---- making ---- */

static enum status new_checked(struct req *r, const struct communities_new *c, const char *slug)
{
	enum lang lang;
	if (!c->name || !*c->name || str_points((struct slice){ c->name, strlen(c->name) }) > 80)
		fault(r, "name", "length", N_("A name has 1 to 80 letters."));
	if (!communities_slug_good(slug))
		fault(r, "slug", "slug", N_("An address has 2 to 40 small letters, digits and -, and begins and ends without -."));
	if (c->lang && !lang_find((struct slice){ c->lang, strlen(c->lang) }, &lang))
		fault(r, "lang", "lang", N_("The language is en or es."));
	if (c->zone && !zone_known(c->zone))
		fault(r, "zone", "zone", N_("We do not know this time zone. Write it as in America/Denver."));
	if (c->joining && communities_place(&communities_joining, c->joining) == NO_INT)
		fault(r, "joining", "joining", N_("Joining is open, invited or closed."));
	if (c->formality < 0 || c->formality > FORMALITY_MOST)
		fault(r, "formality", "formality", N_("Formality is a number from 0 (informal) to 3 (formal)."));
	if (c->min_cell && (c->min_cell < MIN_CELL_DEFAULT || c->min_cell > MIN_CELL_MOST))
		fault(r, "min_cell", "min_cell", N_("The smallest figure is a number from 5 to 50."));
	return r->n_faults ? INVALID : OK;
}

enum status communities_make(struct req *r, const struct communities_new *c, const char **ret_id)
{
	const char *id = id_new(r), *there;
	const char *slug = c->slug ? c->slug : c->name ? communities_slug(&r->arena, c->name) : "";
	TRY(new_checked(r, c, slug));
	enum status st = communities_by_slug(r, slug, &there);
	if (st != MISSING)
		return st == OK ? CONFLICT : st;
	TRY(communities_add(r, id, slug, c->name, c->lang ? c->lang : "en", c->zone ? c->zone : r->house && r->house->zone ? r->house->zone : "UTC",
			    c->joining ? c->joining : "invited", c->formality, c->min_cell ? c->min_cell : MIN_CELL_DEFAULT, r->now, NULL));
	TRY(add_texts(r, id));
	TRY(add_lines(r, id));
	*ret_id = id;
	return OK;
}

/* ---- members and roles ---- */

static enum status rules_in_force(struct req *r, const char *community, int64_t *ret)
{
	struct communities_texts_now_list rows;
	TRY(communities_texts_now(r, community, &rows));
	*ret = 0;
	for (size_t i = 0; i < rows.n; i++)
		if (str_same(rows.at[i].kind, "rules"))
			*ret = rows.at[i].number;
	return OK;
}

enum status communities_add_member(struct req *r, const char *community, const char *person, bool accepted)
{
	struct communities_membership_get before = { 0 };
	struct communities_zone here;
	int64_t number = 0;
	if (accepted)
		TRY(rules_in_force(r, community, &number));
	enum status st = communities_membership_get(r, community, person, &before);
	if (st != OK && st != MISSING)
		return st;
	TRY(communities_membership_put(r, community, person, r->now, number, true, NULL));
	TRY(communities_zone(r, community, &here));
	TRY(people_zone_settle(r, person, here.zone));
	if (!accepted || (st == OK && before.rules_number > 0 && before.takes_part))
		return OK;
	return tell(r, &communities_joined, &(struct communities_member){ .community = community, .person = person });
}

enum status communities_add_outside(struct req *r, const char *community, const char *person)
{
	int64_t number;
	TRY(rules_in_force(r, community, &number));
	return communities_membership_put(r, community, person, r->now, number, false, NULL);
}

enum status communities_give_role(struct req *r, const char *community, const char *person, const char *role, int64_t from)
{
	if (!communities_role_may(role))
		return fault(r, "role", "role", N_("There is no such role."));
	TRY(communities_role_add(r, id_new(r), community, person, role, from, r->who.person, NULL));
	return communities_signed_in(r, person);
}

enum status communities_signed_in(struct req *r, const void *person)
{
	struct communities_duties held;
	TRY(communities_duties(r, person, r->now, &held));
	return held.n ? people_sessions_shorten(r, person) : OK;
}
