/* What the two groups of the demo are, agree on and write, in English and Spanish. */
#include "demo_groups.h"
#include "demo_own.h"

enum { A_MINUTE = 60, AN_HOUR = 3600, A_DAY = 86400, BEGUN = 119, HANDED_ON = 70 };

struct said { const char *login; int days_ago, minutes; const char *words; };

static const char *const wednesday_people[] = { "rowan", "marisol", "bea", "gus", "arlo", "pearl", "jonah", "priya", "ada" };
static const char *const table_people[] = { "lupe", "esperanza", "chela", "xiomara", "lorena", "rosa" };

static const char wednesday_agreed[] =
	"What is said here stays here.\n"
	"One person speaks at a time, and nobody has to.\n"
	"We speak of ourselves. No advice unless somebody asks for it.\n"
	"We begin at half past six and end at eight.\n"
	"Whoever leaves the room is asked afterwards: do you want company?";
/* When the days grew short, after what Pearl asked. */
static const char wednesday_agreed_again[] =
	"What is said here stays here.\n"
	"One person speaks at a time, and nobody has to.\n"
	"We speak of ourselves. No advice unless somebody asks for it.\n"
	"We begin at half past six and end at eight; the room stays open until half past.\n"
	"Whoever leaves the room is asked afterwards: do you want company?\n"
	"Nobody walks to the bus alone.";
static const char table_agreed[] =
	"Lo que se dice en la mesa se queda en la mesa.\n"
	"Cada quien habla de lo suyo, y también se puede callar.\n"
	"Los niños pueden estar; los teléfonos, en la bolsa.\n"
	"Si alguien llora, seguimos ahí. No corremos a arreglarlo.";

static const struct said wednesday_talk[] = {
	{ "ines", 112, 0, "Welcome, everyone. The door to the blue room sticks: push it at the bottom." },
	{ "gus", 112, 40, "Found it. Good to see some faces I know." },
	{ "marisol", 98, 0, "I was quiet yesterday. It still did me good." },
	{ "rowan", 98, 25, "Quiet counts. I liked that you stayed until the end." },
	{ "pearl", 61, 0, "Could somebody walk with me from the bus stop next time? It is dark by then." },
	{ "arlo", 61, 12, "I can. Six fifteen, under the clock." },
	{ "pearl", 61, 20, "Thank you, Arlo." },
	{ "bea", 33, 0, "I made too much soup on Sunday. I will bring it." },
	{ "gus", 33, 55, "There is no too much soup." },
	{ "jonah", 12, 0, "Next week is the day. I do not know yet whether I will come." },
	{ "ines", 12, 18, "Come late, come early, come for ten minutes, or write here. All of it is coming." },
	{ "bea", 12, 34, "I will keep the chair beside me free." },
	{ "priya", 3, 0, "I passed the exam. I wanted to tell the people who heard me moan about it." },
	{ "marisol", 3, 9, "Priya!! That is wonderful." },
};
static const struct said table_talk[] = {
	{ "graciela", 110, 0, "Ya hay mantel, café y sillas para todas las personas. Solo falta la gente." },
	{ "xiomara", 110, 50, "Llego un poco tarde, pero llego." },
	{ "esperanza", 84, 0, "Gracias por dejarme hablar despacio ayer." },
	{ "graciela", 71, 0, "Me mudo a otra ciudad. Esta mesa no se mueve: Lupe dijo que sí. Las llevo conmigo." },
	{ "lupe", 71, 30, "Aquí va a estar tu silla cuando vengas de visita." },
};
static const struct said table_later[] = {
	{ "chela", 40, 0, "¿Alguien sabe de un curso de inglés por las mañanas?" },
	{ "rosa", 40, 21, "En la biblioteca, los martes a las diez. Yo voy, ¿vamos juntas?" },
	{ "lorena", 9, 0, "Mi hija hizo un dibujo de la mesa. Lo llevo el sábado." },
	{ "esperanza", 9, 14, "¡Qué lindo! Lo colgamos junto a la ventana." },
};

static const char *who(const struct demo *d, const char *login) { return d->id[demo_by_login(login)]; }
static void days_ago(struct demo *d, int days, int hour) { d->now = d->today - days * A_DAY + hour * AN_HOUR; }
static const char *there(struct demo *d, int group, const char *end) { return demo_here(d, "/groups/%s%s", d->group[group], end); }

static void begin(struct demo *d, int group, const char *login, const char *body)
{
	days_ago(d, BEGUN, 20);
	demo_act(d, who(d, login), demo_here(d, "/groups/new"), "%s&answer_days=5&project=%s", body, d->project[group == DEMO_WEDNESDAY ? 2 : 0]);
	d->group[group] = demo_id_after(d, "/groups/");
}

static void come_in(struct demo *d, int group, const char *login)
{
	d->now += 7 * AN_HOUR;
	demo_act(d, who(d, login), there(d, group, "/join"), "read=1");
}

static const char *iso_day(struct demo *d, int64_t at)
{
	struct civil c = zone_civil("America/Denver", at);
	return arena_printf(&d->kept, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static void agree(struct demo *d, int group, const char *login, int ago, const char *words, const char *number)
{
	days_ago(d, ago, 20);
	demo_act(d, who(d, login), there(d, group, "/agreement/new"), "words=%s&made_on=%s&renew_on=%s&number=%s", demo_enc(d, words), iso_day(d, d->now),
		 iso_day(d, d->now + 180 * A_DAY), number);
}

static void propose(struct demo *d, int group, const char *login, int ago, const char *words)
{
	days_ago(d, ago, 21);
	demo_act(d, who(d, login), there(d, group, "/agreement/lines"), "words=%s", demo_enc(d, words));
}

static void turns(struct demo *d, int group, const char *task, const char *const people[], size_t n)
{
	for (size_t k = 0; k < n; k++)
		demo_act(d, who(d, people[k]), there(d, group, "/tasks/line"), "task=%s", task);
}

static void talk(struct demo *d, int group, const struct said *x, size_t n)
{
	for (size_t k = 0; k < n && d->st == OK; k++) {
		days_ago(d, x[k].days_ago, 15);
		d->now += x[k].minutes * A_MINUTE;
		demo_act(d, who(d, x[k].login), there(d, group, "/conversation"), " ");
		const char *id = demo_id_after(d, "/conversations/");
		id = arena_copy(&d->kept, id, strcspn(id, "#"));
		demo_act(d, who(d, x[k].login), demo_here(d, "/conversations/%s", id), "words=%s", demo_enc(d, x[k].words));
	}
}

/* Graciela asks Lupe and leaves, Lupe says yes, and the group goes on. */
static void hand_on(struct demo *d)
{
	days_ago(d, HANDED_ON, 18);
	demo_act(d, who(d, "graciela"), there(d, DEMO_TABLE, "/leave"), "hand_on=%s", who(d, "lupe"));
	demo_act(d, who(d, "lupe"), there(d, DEMO_TABLE, "/part/yes"), " ");
}

static void asks_today(struct demo *d)
{
	days_ago(d, 4, 17);
	demo_act(d, who(d, "dolores"), there(d, DEMO_TABLE, "/join"), "words=%s", demo_enc(d, "Cuidé a mi esposo. Me haría bien una mesa con gente."));
	days_ago(d, 2, 10);
	demo_act(d, who(d, "jonah"), there(d, DEMO_WEDNESDAY, "/tasks/swap"), "task=greeter");
	propose(d, DEMO_WEDNESDAY, "pearl", 6, "Whoever comes by bus is met at the stop.");
	propose(d, DEMO_TABLE, "rosa", 8, "Quien cocina no lava.");
}

static void read_by_all(struct demo *d)
{
	for (size_t k = 0; k < sizeof wednesday_people / sizeof *wednesday_people; k++)
		demo_act(d, who(d, wednesday_people[k]), there(d, DEMO_WEDNESDAY, "/agreement/read"), " ");
}

/* The months in which Graciela was still there. */
static void early(struct demo *d)
{
	static const char *const greeters[] = { "jonah", "gus", "bea" }, *const keepers[] = { "priya", "arlo" }, *const cooks[] = { "chela", "lorena" };
	const char *rowan = who(d, "rowan");
	agree(d, DEMO_WEDNESDAY, "ines", 110, wednesday_agreed, "0");
	agree(d, DEMO_TABLE, "graciela", 105, table_agreed, "0");
	read_by_all(d);
	days_ago(d, 100, 20);
	demo_act(d, who(d, "ines"), there(d, DEMO_WEDNESDAY, arena_printf(&d->kept, "/people/%s/part", rowan)), "part=co_facilitates");
	demo_act(d, rowan, there(d, DEMO_WEDNESDAY, "/part/yes"), " ");
	demo_act(d, who(d, "ines"), there(d, DEMO_WEDNESDAY, "/part/trained"), "trained=1");
	turns(d, DEMO_WEDNESDAY, "greeter", greeters, sizeof greeters / sizeof *greeters);
	turns(d, DEMO_WEDNESDAY, "timekeeper", keepers, sizeof keepers / sizeof *keepers);
	turns(d, DEMO_TABLE, "greeter", cooks, sizeof cooks / sizeof *cooks);
	agree(d, DEMO_WEDNESDAY, "ines", 55, wednesday_agreed_again, "1");
	read_by_all(d);
	talk(d, DEMO_WEDNESDAY, wednesday_talk, sizeof wednesday_talk / sizeof *wednesday_talk);
	talk(d, DEMO_TABLE, table_talk, sizeof table_talk / sizeof *table_talk);
}

void demo_groups_begin(struct demo *d)
{
	begin(d, DEMO_WEDNESDAY, "ines", arena_printf(&d->kept, "name=Wednesday+group&purpose=%s&who_for=%s&lang=en&way=open&capacity=12&mode=both&open_page=1&town=Riverside&meets=%s&place=%s"
		"&link=https%%3A%%2F%%2Fmeet.example.org%%2Fblue-room&welcome=%s&farewell=%s&ending=%s",
		demo_enc(d, "To sit together in the middle of the week, and not be alone with it."), demo_enc(d, "Anyone in the network. You do not need a reason."),
		demo_enc(d, "Wednesdays, 6:30 to 8 in the evening"), demo_enc(d, "Blue room upstairs at the center. There is an elevator behind the kitchen."),
		demo_enc(d, "Somebody meets you at the door. You say a name, or none. The first time you can simply listen."),
		demo_enc(d, "A round of one word each, and the door stays open."), demo_enc(d, "With soup, and by saying what each of us takes along.")));
	for (size_t k = 0; k < sizeof wednesday_people / sizeof *wednesday_people; k++)
		come_in(d, DEMO_WEDNESDAY, wednesday_people[k]);
	begin(d, DEMO_TABLE, "graciela", arena_printf(&d->kept, "name=%s&purpose=%s&who_for=%s&lang=es&way=closed&capacity=7&mode=in_person&open_page=1&town=Riverside&meets=%s&place=%s&welcome=%s&farewell=%s",
		demo_enc(d, "Mesa del sábado"), demo_enc(d, "Hablar en nuestro idioma, con café, de lo que pesa y de lo que alegra."),
		demo_enc(d, "Para quienes cuidan a alguien o empiezan de nuevo."), demo_enc(d, "Cada dos sábados a las once"),
		demo_enc(d, "La cocina del centro. Entrada por el patio."), demo_enc(d, "Te guardamos una silla y te presentamos a quien se siente a tu lado."),
		demo_enc(d, "Cada quien dice una cosa que se queda con nosotros.")));
	for (size_t k = 0; k < sizeof table_people / sizeof *table_people; k++) {
		d->now += AN_HOUR;
		demo_act(d, who(d, table_people[k]), there(d, DEMO_TABLE, "/join"), " ");
		demo_act(d, who(d, "graciela"), there(d, DEMO_TABLE, arena_printf(&d->kept, "/asking/%s/let-in", who(d, table_people[k]))), " ");
		come_in(d, DEMO_TABLE, table_people[k]);
	}
	demo_act(d, who(d, "theo"), there(d, DEMO_WEDNESDAY, "/shown"), "shown=1");
	demo_act(d, who(d, "theo"), there(d, DEMO_TABLE, "/shown"), "shown=1");
	early(d);
}

/* The table meets every other Saturday; Graciela writes it down as long as she is there, then Lupe. */
static void meet(struct demo *d)
{
	static const char *const came[] = { "Pan de yuca y una carta leída en voz alta.", "Hablamos de las mañanas.", "Mucha risa, un poco de llanto.",
		"Los niños pintaron; nosotros hablamos de la escuela." };
	bool handed_on = false;
	for (int k = 0, ago = 115; ago > 0 && d->st == OK; ago -= 14, k++) {
		if (ago < HANDED_ON && !handed_on)
			hand_on(d);
		handed_on |= ago < HANDED_ON;
		days_ago(d, ago, 22);
		demo_act(d, who(d, handed_on ? "lupe" : "graciela"), there(d, DEMO_TABLE, "/encounters/new"), "project=%s&day=%s&clock=11:00&minutes=120&headcount=%d"
			 "&mode=in_person&place=centre&given=emotional&given=belonging&outcome=%s", d->project[0], iso_day(d, d->now), 5 + k % 3, demo_enc(d, came[k % 4]));
	}
}

void demo_groups_live(struct demo *d)
{
	meet(d);
	talk(d, DEMO_TABLE, table_later, sizeof table_later / sizeof *table_later);
	asks_today(d);
}
