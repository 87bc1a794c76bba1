/* What those who support in the demo write to one another, in English and Spanish, and the notes they hand on. */
#include "demo_own.h"
#include "demo_teams.h"

enum { A_MINUTE = 60, AN_HOUR = 3600, A_DAY = 86400 };

struct said { const char *login; int days_ago, minutes; const char *words; };

static const struct said community_talk[] = {
	{ "theo", 12, 0, "This is where we talk about shifts and keys. The page says who reads along. Nobody we support is named here." },
	{ "walt", 12, 35, "Then I begin: the heater in the small room clicks. It is not broken, it is just loud." },
	{ "lupe", 12, 50, "Yo puedo abrir los martes y los jueves en este mes." },
	{ "beto", 12, 64, "Y yo cierro. Dejo la llave con Ines." },
	{ "rowan", 6, 0, "I am away from Thursday to Sunday. Who could take the warmline on Friday evening?" },
	{ "dev", 6, 22, "I can." },
	{ "rowan", 6, 31, "Thank you, Dev. There is a hand-over note for you; she and I wrote it together." },
	{ "ruth", 2, 0, "Co-reflection is on Tuesday at five, in the kitchen. Bring something that stayed with you, and soup." },
	{ "rafael", 2, 40, "Llevo pan. ¿Podemos empezar en español esta vez?" },
	{ "ruth", 2, 55, "Sí, claro." },
};
static const struct said family_talk[] = {
	{ "amara", 9, 0, "The family table moves to the big kitchen until the paint is dry." },
	{ "lupe", 9, 18, "Perfecto. Pongo un letrero en la puerta, en los dos idiomas." },
};

static const char *who(const struct demo *d, const char *login) { return d->id[demo_by_login(login)]; }

/* Everyone comes in by themselves, on the day before the talk begins. */
static const char *come_in(struct demo *d, const char *team, const char *const people[], size_t n, int days_ago)
{
	const char *talk = "";
	d->now = d->today - (days_ago + 1) * A_DAY + 15 * AN_HOUR;
	for (size_t k = 0; k < n; k++) {
		d->now += 9 * A_MINUTE;
		demo_act(d, who(d, people[k]), demo_here(d, "/teams/%s/conversation", team), " ");
		talk = demo_id_after(d, "/conversations/");
		talk = arena_copy(&d->kept, talk, strcspn(talk, "#"));
	}
	return talk;
}

static void say(struct demo *d, const char *talk, const struct said *all, size_t n)
{
	for (size_t k = 0; k < n && d->st == OK; k++) {
		d->now = d->today - all[k].days_ago * A_DAY + 17 * AN_HOUR + all[k].minutes * A_MINUTE;
		demo_act(d, who(d, all[k].login), demo_here(d, "/conversations/%s", talk), "words=%s", demo_enc(d, all[k].words));
	}
}

/* About the first of those whom they walk with now. */
static void hand_on(struct demo *d, const char *login, const char *about, int days_ago, const char *words)
{
	d->now = d->today - days_ago * A_DAY + 18 * AN_HOUR;
	if (!about) {
		demo_look(d, who(d, login), demo_here(d, "/connections"));
		about = demo_text_of(d, json_array_get(json_object_get(d->page, "mine"), 0), "person");
	}
	demo_act(d, who(d, login), demo_here(d, "/teams/%s/hand-on", d->community), "about=%s&agreed=1&words=%s", about, demo_enc(d, words));
}

void demo_teams(struct demo *d)
{
	static const char *const everyone[] = { "theo", "ruth", "walt", "lupe", "beto", "rowan", "dev", "rafael", "ines" }, *const family[] = { "amara", "lupe" };
	say(d, come_in(d, d->community, everyone, COUNT(everyone), 12), community_talk, COUNT(community_talk));
	d->now = d->today - 11 * A_DAY;
	demo_act(d, who(d, "theo"), demo_here(d, "/teams/%s/people", d->project[0]), "people=%s&people=%s", who(d, "amara"), who(d, "lupe"));
	say(d, come_in(d, d->project[0], family, COUNT(family), 10), family_talk, COUNT(family_talk));
	hand_on(d, "rowan", who(d, "marisol"), 6, "I am away from Thursday to Sunday. If she calls: a walk without talking helps more than questions. She would rather be called than written to.");
	hand_on(d, "lupe", NULL, 3, "Esta semana viene su hermana de visita. Le gustaría que alguien le guarde la silla de la ventana el sábado.");
}
