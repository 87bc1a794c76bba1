/* What two write before they part, and how the one who was supported hands it on to the next: in English and Spanish. */
#include "demo_history.h"
#include "demo_own.h"

enum { A_MINUTE = 60, AN_HOUR = 3600, A_DAY = 86400 };

struct line { int who, after; const char *words; };
static const struct line english[] = {
	{ 0, 0, "I went into the shop today. To the second aisle." },
	{ 1, 40, "The second aisle! What is in the second aisle?" },
	{ 0, 5, "Tea. I bought tea." },
	{ 1, 1500, "I move to the coast next month. I wanted you to hear it from me first." },
	{ 0, 300, "That makes me sad, and I am glad for you." },
	{ 1, 25, "Same here. The tea stays with you." },
};
static const struct line spanish[] = {
	{ 0, 0, "Anoche mi hijo llamó. Hablamos diez minutos sin pelear." },
	{ 1, 30, "Diez minutos. Hace un mes no llamaba." },
	{ 0, 8, "Dormí cinco horas seguidas." },
	{ 1, 1400, "Desde abril trabajo de noche. Ya no voy a poder acompañarte como mereces." },
	{ 0, 90, "Gracias por decírmelo así. Te voy a extrañar los martes." },
};

void demo_history_before(struct demo *d, const char *connection, const char *const who[2], bool in_spanish)
{
	const struct line *all = in_spanish ? spanish : english;
	size_t n = in_spanish ? COUNT(spanish) : COUNT(english);
	demo_act(d, who[0], demo_here(d, "/connections/%s/conversation", connection), " ");
	const char *talk = demo_id_after(d, "/conversations/");
	talk = arena_copy(&d->kept, talk, strcspn(talk, "#"));
	for (size_t k = 0; k < n && d->st == OK; k++) {
		d->now += all[k].after * A_MINUTE;
		demo_act(d, who[all[k].who], demo_here(d, "/conversations/%s", talk), "words=%s", demo_enc(d, all[k].words));
	}
}

void demo_history(struct demo *d, const char *login, bool answered)
{
	const char *person = d->id[demo_by_login(login)];
	demo_look(d, person, demo_here(d, "/connections"));     /* the open one first */
	const json_t *mine = json_object_get(d->page, "mine");
	const char *connection = demo_text_of(d, json_array_get(mine, 0), "id"), *former = demo_text_of(d, json_array_get(mine, 1), "person");
	demo_look(d, person, demo_here(d, "/connections/%s/history", connection));
	const char *talk = demo_text_of(d, json_array_get(json_object_get(d->page, "mine"), 0), "conversation");
	d->now = d->today - 4 * A_DAY + 19 * AN_HOUR;
	demo_act(d, person, demo_here(d, "/connections/%s/history/%s", connection, talk), "what=all");
	if (!answered)
		return;
	demo_look(d, former, demo_here(d, "/history"));
	const char *id = demo_text_of(d, json_array_get(json_object_get(d->page, "questions"), 0), "id");
	d->now += A_DAY;
	demo_act(d, former, demo_here(d, "/history/%s/answer", id), "yes=1");
}
