/* kith demo: an invented community, alive enough to believe.  Everything it holds came in through the same routes as from
 * real people, each as themselves and at its own time; so it is also a walk through the program.  One transaction, fixed
 * seed.  Knows forms by their field names; the people and their words are in demo_people.c and demo_words.c. */
#include "demo_own.h"
#include "studio.h"
#include <errno.h>
#include "demo_groups.h"
#include "demo_history.h"
#include "demo_talk.h"
#include "demo_teams.h"
#include "demo_gather.h"
#include "communities.h"

enum { DAYS = 124, A_DAY = 86400, AN_HOUR = 3600 };

/* ---- people ---- */

static bool spanish(const struct demo_person *x) { return strcmp(x->lang, "es") == 0; }

static enum status add_person(struct demo *d, struct req *r, size_t k, const char *password_hash)
{
	const struct demo_person *x = &demo_people[k];
	d->id[k] = arena_str(&d->kept, id_new(r));
	TRY(people_add(r, &(struct people_new){ .id = d->id[k], .name = x->name, .pronouns = x->pronouns, .languages = x->languages, .lang = x->lang,
		.zone = "America/Denver", .login = x->login, .password_hash = password_hash }));
	TRY(communities_add_member(r, d->community, d->id[k], true));
	if (x->capacity)
		TRY(communities_give_role(r, d->community, d->id[k], "supporter", r->now));
	return x->role && strcmp(x->role, "supporter") != 0 ? communities_give_role(r, d->community, d->id[k], x->role, r->now) : OK;
}

static void hours(struct demo *d, const char *person, const char *when)
{
	static const struct { const char *name, *body; } weeks[] = {
		{ "evenings", "week=0-18&week=1-18&week=2-18&week=3-18&week=1-20&week=3-20&version=1" },
		{ "days", "week=0-10&week=1-10&week=2-10&week=3-14&week=4-10&week=1-14&week=2-14&version=1" },
		{ "weekend", "week=5-10&week=5-14&week=5-16&week=6-10&week=6-14&week=4-18&version=1" },
		{ "both", "week=1-18&week=2-18&week=3-18&week=5-10&week=5-14&week=0-10&week=2-10&version=1" },
	};
	for (size_t i = 0; i < COUNT(weeks); i++)
		if (strcmp(weeks[i].name, when) == 0)
			demo_act(d, person, demo_here(d, "/about-me/week"), "%s", weeks[i].body);
}

static void tell_lived(struct demo *d, const char *person, const struct demo_person *x)
{
	static const char *const shown[] = { "members", "members", "supporters", "connected", "matching" };
	struct str_list codes = str_split(&d->kept, x->lived, ' ', 8);
	for (size_t i = 0; i < codes.n; i++)
		demo_act(d, person, demo_here(d, "/about-me/lived/new"), "tag=%s&words=%s&shown=%s&matters=%s%s", codes.at[i],
		    i == 0 && x->words ? demo_enc(d, x->words) : "", i == 0 || x->capacity ? "members" : shown[demo_roll(d, COUNT(shown))], i == 0 ? "much" : "some",
		    x->capacity ? "&support_with=1" : "");
}

static void tell_likes(struct demo *d, const char *person, const struct demo_person *x)
{
	struct str_list codes = str_split(&d->kept, x->interests, ' ', 8);
	const char *body = "";
	for (size_t i = 0; i < codes.n; i++)
		body = arena_printf(&d->kept, "%s%sinterests=%s", body, i ? "&" : "", codes.at[i]);
	demo_act(d, person, demo_here(d, "/about-me/interests"), "%s", body);
}

/* Three parts of the country around; one person in four says none. */
static void name_places(struct demo *d)
{
	static const char *const where[] = { "name=Gallatin+valley&lat=45.7&lon=-111.0", "name=Park+County&lat=45.5&lon=-110.5", "name=Madison+valley&lat=45.3&lon=-111.7" };
	const char *theo = d->id[demo_by_login("theo")];
	d->now = d->today - (DAYS - 5) * A_DAY;
	for (size_t k = 0; k < COUNT(where); k++)
		demo_act(d, theo, demo_here(d, "/settings/places"), "%s", where[k]);
	demo_look(d, theo, demo_here(d, "/settings/places"));
	const json_t *list = json_object_get(d->page, "places");
	for (size_t k = 0; k < COUNT(d->place); k++)
		d->place[k] = arena_str(&d->kept, demo_text_of(d, json_array_get(list, k), "id"));
}

static void settle_in(struct demo *d, size_t k)
{
	static const char *const ways[] = { "ways=cafe&ways=street&ways=phone", "ways=centre&ways=phone&ways=text", "ways=home&ways=cafe&ways=video",
		"ways=street&ways=cafe&ways=phone&ways=video" };
	const struct demo_person *x = &demo_people[k];
	const char *person = d->id[k];
	demo_act(d, person, demo_here(d, "/limits"), "understood=1&number=1");
	tell_lived(d, person, x);
	demo_act(d, person, demo_here(d, "/about-me/meeting"), "%s&area=&place=%s&reach=far&version=0", ways[demo_roll(d, COUNT(ways))],
	    k % 4 < COUNT(d->place) ? d->place[k % 4] : "");
	hours(d, person, x->hours);
	tell_likes(d, person, x);
	if (demo_roll(d, 2))
		demo_act(d, person, demo_here(d, "/about-me/helps"), "helps=%s&helps_not=&version=%d", demo_enc(d, demo_pick(d, demo_helps, spanish(x))), 2);
	if (x->capacity)
		demo_act(d, person, demo_here(d, "/room"), "state=open&capacity=%d&kinds=emotional&kinds=company&kinds=%s&about=%s&version=0", x->capacity,
		    demo_roll(d, 2) ? "practical" : "informational", demo_enc(d, demo_pick(d, demo_own, spanish(x))));
}

/* ---- two people ---- */

struct pair { size_t asker, other; const char *connection, *project; int64_t began; int weekday, hour; };

static size_t who_is(const struct demo *d, const char *person)
{
	for (size_t k = 0; k < demo_people_n; k++)
		if (d->id[k] && strcmp(d->id[k], person) == 0)
			return k;
	return demo_people_n;
}

/* Says what they would like; returns the ask's id. */
static const char *ask(struct demo *d, size_t asker, bool helped)
{
	static const char *const kinds[] = { "kinds=emotional&kinds=company", "kinds=emotional", "kinds=practical&kinds=informational",
		"kinds=company&kinds=belonging", "kinds=encouragement&kinds=emotional", "kinds=advocacy&kinds=practical" };
	const struct demo_person *x = &demo_people[asker];
	demo_act(d, d->id[asker], demo_here(d, "/asks/new"), "direction=ask&%s&about=%s&soon=%s%s", kinds[demo_roll(d, COUNT(kinds))],
	    demo_enc(d, demo_pick(d, demo_asks, spanish(x))), demo_roll(d, 3) ? "month" : "week", helped ? "&helped=1" : "");
	return demo_id_after(d, "/asks/");
}

/* Asks the best of those who may fit, or this one if they are among them, never `but`.  demo_people_n: nobody has room. */
static size_t ask_someone(struct demo *d, size_t asker, const char *ask_id, size_t rather, size_t but)
{
	demo_look(d, d->id[asker], demo_here(d, "/asks/%s/people", ask_id));
	const json_t *list = json_object_get(d->page, "people");
	size_t n = json_array_size(list), chosen = demo_people_n;
	for (size_t i = 0; i < n; i++) {
		size_t k = who_is(d, demo_text_of(d, json_array_get(list, i), "person"));
		if (k < demo_people_n && k != but && ((i < 4 && chosen == demo_people_n) || k == rather))
			chosen = k;
	}
	if (chosen < demo_people_n)
		demo_act(d, d->id[asker], demo_here(d, "/asks/%s/people", ask_id), "people=%s", d->id[chosen]);
	return chosen;
}

/* The other says yes; returns the connection's id. */
static const char *say_yes(struct demo *d, size_t other, const char *asker)
{
	demo_look(d, d->id[other], demo_here(d, "/proposals"));
	const json_t *list = json_object_get(d->page, "waiting");
	for (size_t i = 0; i < json_array_size(list); i++)
		if (strcmp(demo_text_of(d, json_array_get(list, i), "person"), asker) == 0) {
			demo_act(d, d->id[other], demo_here(d, "/proposals/%s/yes", demo_text_of(d, json_array_get(list, i), "id")), "%s", "");
			return demo_id_after(d, "/connections/");
		}
	return "";
}

static void write_part(struct demo *d, size_t writer, const char *connection)
{
	bool es = spanish(&demo_people[writer]);
	demo_act(d, d->id[writer], demo_here(d, "/connections/%s/agreement/mine", connection), "hopes=%s&meeting=%s&off=%s&power=%s&ending=%s&version=0",
	    demo_enc(d, demo_pick(d, demo_hopes, es)), demo_enc(d, demo_pick(d, demo_meetings, es)), demo_enc(d, demo_pick(d, demo_off, es)), demo_enc(d, demo_pick(d, demo_power, es)),
	    demo_enc(d, demo_pick(d, demo_endings, es)));
	if (demo_roll(d, 3))
		demo_act(d, d->id[writer], demo_here(d, "/connections/%s/hot-spots/new", connection), "situation=%s&level=%s&sign=%s&wish=%s",
		    demo_enc(d, demo_pick(d, demo_situations, es)), demo_roll(d, 2) ? "tolerable" : "not", demo_enc(d, demo_pick(d, demo_signs, es)),
		    demo_enc(d, demo_pick(d, demo_wishes, es)));
}

static void agree(struct demo *d, const struct pair *x, bool both_yes)
{
	write_part(d, x->asker, x->connection);
	d->now += AN_HOUR;
	write_part(d, x->other, x->connection);
	d->now += AN_HOUR;
	demo_act(d, d->id[x->other], demo_here(d, "/connections/%s/agreement/put-forward", x->connection), "%s", "");
	if (!both_yes)
		return;
	d->now += A_DAY / 2;
	demo_look(d, d->id[x->asker], demo_here(d, "/connections/%s/agreement", x->connection));
	const char *version = demo_text_of(d, json_array_get(json_object_get(d->page, "versions"), 0), "id");
	demo_act(d, d->id[x->asker], demo_here(d, "/connections/%s/agreement/%s/yes", x->connection, version), "%s", "");
}

/* ---- meetings and surveys ---- */

static const char *const found[] = { "emotional", "emotional", "emotional", "company", "belonging", "practical", "informational", "encouragement", "advocacy" };

/* Three in four come back; most name emotional support, hope grows a little. */
static void answer(struct demo *d, const char *code, bool es)
{
	int before = 2 + (int)demo_roll(d, 5), after = before + (int)demo_roll(d, 4);
	int64_t met = d->now;
	if (d->st != OK || !*code || demo_roll(d, 4) == 0)
		return;
	d->now += (int64_t)demo_roll(d, 4) * A_DAY;
	d->now = d->now > d->today + A_DAY - 1 ? met : d->now;
	const char *second = found[demo_roll(d, COUNT(found))];
	demo_act(d, NULL, "/survey", "code=%s&%s%s%s&heard=%d&hope_before=%d&hope_after=%d&again=%s&words=%s", code,
	    demo_roll(d, 100) < 77 ? "found=emotional&" : "", "found=", second, 3 + (int)demo_roll(d, 3), before, after > 10 ? 10 : after,
	    demo_roll(d, 12) ? "yes" : "no", demo_roll(d, 5) ? "" : demo_enc(d, demo_pick(d, demo_answers, es)));
	d->now = met;
}

static const char *iso_date(struct demo *d, int64_t at, int *ret_hour)
{
	struct civil c = zone_civil("America/Denver", at);
	*ret_hour = c.hour;
	return arena_printf(&d->kept, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static void meet(struct demo *d, const struct pair *x)
{
	static const char *const modes[] = { "mode=in_person&place=cafe", "mode=in_person&place=outdoors", "mode=in_person&place=home", "mode=phone",
		"mode=video", "mode=in_person&place=centre", "mode=in_person&place=transport" };
	size_t recorder = demo_roll(d, 3) ? x->other : x->asker;
	bool es = spanish(&demo_people[recorder]), met = demo_roll(d, 16) != 0, both = demo_roll(d, 3) == 0;
	int hour;
	const char *day = iso_date(d, d->now, &hour);
	d->now += 2 * AN_HOUR;
	demo_act(d, d->id[recorder], demo_here(d, "/connections/%s/encounters/new", x->connection),
	    "project=%s&met=%s&day=%s&clock=%02d:00&minutes=%d&%s&given=emotional%s&outcome=%s&next_step=%s%s%s", x->project, met ? "met" : "not", day, hour,
	    30 + 15 * (int)demo_roll(d, 5), modes[demo_roll(d, COUNT(modes))], demo_roll(d, 2) ? "&given=company" : "", met ? demo_enc(d, demo_pick(d, demo_outcomes, es)) : "",
	    demo_roll(d, 2) ? demo_enc(d, demo_pick(d, demo_next, es)) : "", both ? "&mutual=1" : "", demo_roll(d, 6) ? "" : "&spontaneous=1");
	const char *encounter = demo_id_after(d, "/encounters/");
	for (int side = 0; side < (met ? 1 + both : 0); side++) {
		size_t k = side ? x->other : x->asker;
		if (demo_roll(d, 8) == 0 || d->now > d->today - 2 * A_DAY)
			continue;       /* some are left waiting: Today shows them */
		demo_act(d, d->id[k], demo_here(d, "/encounters/%s/survey", encounter), "%s", "");
		answer(d, demo_text_of(d, d->page, "code"), spanish(&demo_people[k]));
	}
}

/* Weekly, with gaps, until today. */
static void walk_together(struct demo *d, const struct pair *x, int64_t until)
{
	int64_t week = x->began - x->began % A_DAY + x->weekday * A_DAY + x->hour * AN_HOUR;
	for (; week < until && d->st == OK; week += 7 * A_DAY) {
		d->now = week;
		if (week > x->began && demo_roll(d, 6))
			meet(d, x);
	}
}

/* gathering: what it is a time of. */
static void group_meeting(struct demo *d, size_t facilitator, const char *gathering, const char *project, int64_t at)
{
	int came = 6 + (int)demo_roll(d, 8);
	d->now = at + 3 * AN_HOUR;
	demo_act(d, d->id[facilitator], demo_here(d, "/gatherings/%s/times/%s/record", gathering, demo_day(d, at)),
	    "project=%s&minutes=90&headcount=%d&given=belonging&given=emotional&topics=%s", project, came, demo_enc(d, demo_pick(d, demo_topics, false)));
	const char *encounter = demo_id_after(d, "/encounters/");
	demo_act(d, d->id[facilitator], demo_here(d, "/encounters/%s/slips", encounter), "slips=%d", came);
	json_t *slips = json_incref(json_object_get(d->page, "slips"));
	for (size_t i = 0; i < json_array_size(slips); i++)
		answer(d, demo_text_of(d, json_array_get(slips, i), "code"), demo_roll(d, 4) == 0);
	json_decref(slips);
}

/* ---- the whole story ---- */

static void one_pair(struct demo *d, size_t asker, size_t rather, size_t but, int64_t from, int n)
{
	struct pair x = { .asker = asker, .weekday = 1 + n % 5, .hour = 16 + n % 6 };
	d->now = from;
	const char *id = ask(d, asker, false);
	d->now += 2 * AN_HOUR;
	x.other = ask_someone(d, asker, id, rather, but);
	if (x.other == demo_people_n || d->st != OK)
		return;
	d->now += A_DAY + (int64_t)demo_roll(d, 20) * AN_HOUR;
	x.connection = say_yes(d, x.other, d->id[asker]);
	x.began = d->now;
	if (!*x.connection)
		return;
	x.project = d->project[n % 2];
	if (n % 3 != 2)
		agree(d, &x, n % 5 != 4);
	int64_t until = n % 7 == 6 ? x.began + 50 * A_DAY : d->today;
	walk_together(d, &x, until < d->today ? until : d->today);
	const char *const two[2] = { d->id[asker], d->id[x.other] };
	if (n % 7 != 6 && n < 20)
		demo_talk(d, x.connection, two, spanish(&demo_people[asker]), n);
	if (n % 7 == 6 && until < d->today) {
		d->now = until - 3 * A_DAY;
		demo_history_before(d, x.connection, two, spanish(&demo_people[asker]));
		d->now = until;
		demo_act(d, d->id[asker], demo_here(d, "/connections/%s/move-on", x.connection), "words=%s", demo_enc(d, demo_pick(d, demo_hopes, spanish(&demo_people[asker]))));
	}
}

static void live(struct demo *d)
{
	size_t marisol = demo_by_login("marisol"), rowan = demo_by_login("rowan"), ines = demo_by_login("ines");
	int64_t start = d->today - DAYS * A_DAY;
	int n = 0;
	one_pair(d, marisol, rowan, demo_people_n, start + 20 * A_DAY, n++);
	for (size_t k = 0; k < demo_people_n && d->st == OK; k++)
		if (!demo_people[k].capacity && !demo_people[k].role && k != marisol && n < 27)
			one_pair(d, k, demo_people_n, demo_people_n, start + (6 + (int64_t)(n * 3)) * A_DAY + 15 * AN_HOUR, n), n++;
	demo_groups_begin(d);
	int64_t monday = week_of(start + 6 * A_DAY) * A_DAY;
	int64_t wednesday = monday + 3 * A_DAY, saturday = monday + 5 * A_DAY + 17 * AN_HOUR;   /* in Denver a Wednesday evening, a Saturday morning */
	d->now = monday - A_DAY;
	const char *evening = demo_series(d, d->id[ines], d->group[DEMO_WEDNESDAY], "Wednesday group", wednesday, "18:30", "round_in=15&round_out=10&place=Blue+room,+upstairs&open=1&shown=1&town=Riverside");
	const char *family = demo_series(d, d->id[demo_by_login("amara")], NULL, "Family table", saturday, "10:00", "every=2&place=Kitchen");
	for (int week = 0; week < 17 && d->st == OK; week++) {
		group_meeting(d, ines, evening, d->project[2], monday + (week * 7 + 3) * A_DAY);         /* Wednesday evening in Denver */
		if (week % 2 == 0 && monday + (week * 7 + 6) * A_DAY < d->today)
			group_meeting(d, demo_by_login("amara"), family, d->project[0], monday + (week * 7 + 5) * A_DAY + 17 * AN_HOUR);
	}
	demo_groups_live(d);
}

/* With somebody else than before, and what was written then is handed on. */
static void walk_on(struct demo *d, const char *login, bool answered)
{
	size_t person = demo_by_login(login);
	demo_look(d, d->id[person], demo_here(d, "/connections"));
	size_t former = who_is(d, demo_text_of(d, json_array_get(json_object_get(d->page, "mine"), 0), "person"));
	one_pair(d, person, demo_people_n, former, d->today - 30 * A_DAY, 7);
	demo_history(d, login, answered);
}

/* What waits today: people on the waiting list, an open question to Rowan, offers. */
static void leave_open(struct demo *d)
{
	static const char *const waiting[] = { "bea", "tomas", "noor", "elke", "joaquin" };
	size_t rowan = demo_by_login("rowan"), bea = demo_by_login("bea");
	for (size_t i = 0; i < COUNT(waiting); i++) {
		d->now = d->today - (21 - 4 * (int64_t)i) * A_DAY + 9 * AN_HOUR;
		const char *id = ask(d, demo_by_login(waiting[i]), true);
		if (i == 0) {
			d->now = d->today - 2 * AN_HOUR;
			if (ask_someone(d, bea, id, rowan, demo_people_n) != rowan) {
				d->wanted = "an open question to Rowan";
				d->st = BROKEN;
			}
		}
	}
	for (size_t k = 0; k < demo_people_n && d->st == OK; k++)
		if (demo_people[k].capacity > 3) {
			d->now = d->today - (int64_t)(1 + demo_roll(d, 60)) * A_DAY;
			demo_act(d, d->id[k], demo_here(d, "/asks/new"), "direction=offer&kinds=company&kinds=practical&about=%s&soon=no_hurry",
			    demo_enc(d, demo_pick(d, demo_offers, spanish(&demo_people[k]))));
		}
	const char *const members[] = { d->id[demo_by_login("marisol")], d->id[rowan], d->id[bea] };
	demo_news(d, d->id[demo_by_login("theo")], members, COUNT(members));
	demo_ahead(d, members[0], members[1], d->id[demo_by_login("ines")], d->id[demo_by_login("theo")], members, COUNT(members));
	demo_letters(d, d->id[demo_by_login("theo")]);
	demo_teams(d);
	walk_on(d, "pearl", true);
	walk_on(d, "xiomara", false);
	d->now = d->today - AN_HOUR;
	ask(d, demo_by_login("marisol"), false);
}

static enum status open_house(struct demo *d, struct req *r, const char *const hashes[])
{
	static const char *const names[] = { "Family", "Crisis team", "Wednesday group" };
	r->now = d->today - (DAYS + 30) * A_DAY;
	TRY(communities_make(r, &(struct communities_new){ .slug = DEMO_SLUG, .name = "Harbor Peer Network", .lang = "en", .zone = "America/Denver",
		.joining = "open", .formality = 2, .min_cell = 5 }, &d->community));
	d->community = arena_str(&d->kept, d->community);
	TRY(communities_enter_id(r, d->community));
	for (size_t i = 0; i < COUNT(names); i++) {
		TRY(communities_project_make(r, names[i], &d->project[i]));
		d->project[i] = arena_str(&d->kept, d->project[i]);
	}
	for (size_t k = 0; k < demo_people_n; k++) {
		r->now = d->today - (DAYS - (int64_t)k % 5) * A_DAY;
		TRY(add_person(d, r, k, hashes[k < 4 ? k : 6]));
	}
	return OK;
}

/* Who works for the community from outside, and sees none of its people's words. */
static const struct { const char *name, *login, *role, *what; } outside[2] = {
	{ "Imogen", "imogen", "evaluator", "an evaluator" }, { "Anselm", "anselm", "biller", "a biller" },
};

/* The six who can sign in have a pass phrase of their own; nobody knows those of the others. */
static const char *const phrases[6] = {
	"quiet river lantern walk", "seven maple bridges home", "warm bread early light", "open window summer rain",
	"silver kettle morning rain", "paper boats under bridges",
};

/* Two come from outside, and the meetings counted with Family are billed since two months. */
static enum status open_the_books(struct demo *d, const char *const hashes[])
{
	struct req r;
	jmp_buf way_out;
	size_t theo = demo_by_login("theo");
	demo_enter(d, &r, d->id[theo]);
	r.now = d->today - 60 * A_DAY;
	r.arena.way_out = r.kept.way_out = &way_out;
	enum status st = setjmp(way_out) ? BROKEN : communities_enter_id(&r, d->community);
	for (size_t k = 0; k < COUNT(outside) && st == OK; k++) {
		const char *id = id_new(&r);
		st = people_add(&r, &(struct people_new){ .id = id, .name = outside[k].name, .languages = "en", .lang = "en", .zone = "America/Denver",
			.login = outside[k].login, .password_hash = hashes[4 + k] });
		if (st == OK)
			st = communities_add_outside(&r, d->community, id);
		if (st == OK)
			st = communities_give_role(&r, d->community, id, outside[k].role, r.now);
	}
	struct civil from = zone_civil("America/Denver", r.now);
	r.arena.way_out = r.kept.way_out = NULL;
	operator_end(&r);
	d->now = d->today - 60 * A_DAY;
	demo_act(d, d->id[theo], demo_here(d, "/settings/billing"), "project=%s&kind=one-to-one&code=H0038&unit_minutes=15&rounding=eight&from=%04d-%02d-%02d",
		 d->project[0], from.year, from.month, from.day);
	return st;
}

static enum status make_all(struct demo *d)
{
	const char *hashes[7] = { NULL };
	struct req r;
	jmp_buf way_out;
	demo_enter(d, &r, NULL);
	r.arena.way_out = r.kept.way_out = &way_out;
	enum status st = setjmp(way_out) ? BROKEN : OK;
	for (int i = 0; i < 7 && st == OK; i++)
		st = password_hash(&r, i < 6 ? phrases[i] : token_new(&r), &hashes[i]);
	for (int i = 0; i < 7 && st == OK; i++)
		hashes[i] = arena_str(&d->kept, hashes[i]);
	if (st == OK)
		st = open_house(d, &r, hashes);
	r.arena.way_out = r.kept.way_out = NULL;
	operator_end(&r);
	if (st == OK)
		name_places(d);
	for (size_t k = 0; k < demo_people_n && st == OK && d->st == OK; k++) {
		d->now = d->today - (DAYS - 5) * A_DAY + (int64_t)k * 600;
		settle_in(d, k);
	}
	if (st == OK && d->st == OK)
		live(d);
	if (st == OK && d->st == OK)
		leave_open(d);
	if (st == OK && d->st == OK)
		demo_write_pages(d);
	if (st == OK && d->st == OK)
		demo_live_goals(d);
	if (st == OK && d->st == OK)
		st = open_the_books(d, hashes);
	return st == OK ? d->st : st;
}

static void say_who(void)
{
	static const char *const what[4] = { "someone looking for support", "a supporter", "a facilitator", "a coordinator" };
	printf("Harbor Peer Network is an invented community. Four of its people can sign in:\n\n");
	for (int i = 0; i < 4; i++)
		printf("  %-30s  %-10s  %s\n", what[i], demo_people[i].login, phrases[i]);
	printf("\nTwo work for it from outside, and see none of what its people write:\n\n");
	for (size_t i = 0; i < COUNT(outside); i++)
		printf("  %s: %s, \"%s\"\n", outside[i].what, outside[i].login, phrases[4 + i]);
	printf("\n");
}

int cmd_demo(struct program *p, int argc, char **argv)
{
	struct demo d = { .p = p, .dice = UINT64_C(0x9E3779B97F4A7C15), .today = time(NULL) / A_DAY * A_DAY };
	(void)argv;
	if (argc != 1) {
		fprintf(stderr, "usage: kith demo [--data DIR] [--database URL]\n");
		return USAGE;
	}
	const char *why;
	if (!studio_lend(&p->house, &p->config, &why))
		return trouble("the process for pictures could not be started: %s.", why);
	if (!data_make(p)) {
		studio_end(p->house.studio);
		return TROUBLE;
	}
	d.random = random_seeded(&d.kept, 20260501);
	enum status st = db_begin(p->db, true);
	if (st == OK)
		st = make_all(&d);
	if (st == OK)
		st = db_commit(p->db);
	if (st != OK) {
		trouble("the invented community could not be made: %s %s", d.wanted ? d.wanted : "", db_trouble(p->db));
		db_rollback(p->db);
	} else {
		say_who();
	}
	studio_end(p->house.studio);
	json_decref(d.page);
	arena_end(&d.kept);
	return st == OK ? WELL : TROUBLE;
}
