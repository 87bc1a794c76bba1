/* What the people of the demo write to one another, in English and Spanish, and what their coordinator announces. */
#include "demo_live.h"
#include "demo_talk.h"
#include "demo_pictures.h"

enum { A_MINUTE = 60, AN_HOUR = 3600, A_DAY = 86400 };

/* Whose turn: 0 who asked, 1 who said "I will".  after: minutes since the line before. */
struct line { int who, after; const char *words; enum demo_picture picture; const char *about; };
struct dialogue { size_t n; const struct line *at; };
#define DIALOGUE(...) { .n = COUNT(((const struct line[]){ __VA_ARGS__ })), .at = (const struct line[]){ __VA_ARGS__ } }

static const struct dialogue english[] = {
	DIALOGUE({ 0, 0, "Hi. The bus was late again, but I made it to the market." },
		{ 1, 34, "Good to hear from you! How was it, with all the people?" },
		{ 0, 6, "Loud. I stayed ten minutes, then sat by the water.", DEMO_BENCH, "A green bench in the grass, behind it water and a low sun" },
		{ 1, 3, "Ten minutes is ten minutes. I remember when I only got as far as the parking lot." },
		{ 0, 90, "Thank you for saying that." },
		{ 0, 1, "Tuesday at four?" },
		{ 1, 12, "Tuesday at four, the green bench. I will bring coffee." }),
	DIALOGUE({ 1, 0, "I read the letter you showed me once more. The part about *14 days* counts from the day it came, not the day it was written." },
		{ 0, 55, "So I still have time?" },
		{ 1, 4, "You still have time. We can write the answer together on Thursday, if you like." },
		{ 0, 20, "Yes please. I will bring the folder." }),
	DIALOGUE({ 0, 0, "I did not sleep much. Is it all right if we only walk today, without talking?" },
		{ 1, 15, "Of course. I like walking without talking." },
		{ 0, 300, "That was good. The dog at the corner remembered us." }),
	DIALOGUE({ 1, 0, "How did the phone call go?" },
		{ 0, 130, "I hung up twice. The third time somebody kind picked up." },
		{ 0, 2, "They have a place in the Monday class!" },
		{ 1, 8, "Three times! I am so glad you tried the third time." }),
};
static const struct dialogue spanish[] = {
	DIALOGUE({ 0, 0, "Hola. Hoy sí fui a la clase, pero me quedé cerca de la puerta." },
		{ 1, 25, "¡Qué bueno que fuiste! Cerca de la puerta también cuenta." },
		{ 0, 4, "La maestra me guardó una silla para el jueves." },
		{ 1, 7, "Eso me alegra mucho. ¿Nos vemos el miércoles en la panadería?" },
		{ 0, 40, "Sí, a las diez. Llevo el libro." }),
	DIALOGUE({ 0, 0, "No encuentro el papel de la cita. Creo que era el viernes." },
		{ 1, 18, "En mis notas dice viernes a las **9:30**, en el segundo piso." },
		{ 0, 3, "Gracias. ¿Puedes venir conmigo?" },
		{ 1, 5, "Sí, te espero abajo a las nueve y cuarto." }),
	DIALOGUE({ 1, 0, "Ayer pensé en ti cuando pasé por el parque. ¿Cómo va el huerto?" },
		{ 0, 200, "Salieron tres tomates. Son feos, pero son míos.", DEMO_TOMATOES, "Tres tomates rojos sobre una mesa, ninguno es redondo" },
		{ 1, 6, "Los feos son los mejores." }),
};

/* A body as long as it takes. */
static void say(struct demo *d, const char *person, const char *talk, const struct line *x)
{
	struct arena body = { 0 };
	const char *words = demo_enc(d, x->words);
	if (x->picture != DEMO_NO_PICTURE)
		demo_go(d, person, "POST", demo_here(d, "/conversations/%s", talk),
			arena_printf(&body, "words=%s&about1=%s&picture1=%s", words, demo_enc(d, x->about), demo_picture(&body, x->picture)));
	else
		demo_act(d, person, demo_here(d, "/conversations/%s", talk), "words=%s", words);
	arena_end(&body);
}

void demo_talk(struct demo *d, const char *connection, const char *const who[2], bool in_spanish, int nth)
{
	const struct dialogue *all = in_spanish ? spanish : english;
	const struct dialogue *x = &all[(size_t)nth % (in_spanish ? COUNT(spanish) : COUNT(english))];
	d->now = d->today - (1 + nth % 5) * A_DAY + 16 * AN_HOUR;
	demo_act(d, who[0], demo_here(d, "/connections/%s/conversation", connection), " ");
	const char *talk = demo_id_after(d, "/conversations/");
	talk = arena_copy(&d->kept, talk, strcspn(talk, "#"));
	for (size_t k = 0; k < x->n && d->st == OK; k++) {
		d->now += x->at[k].after * A_MINUTE;
		say(d, who[x->at[k].who], talk, &x->at[k]);
	}
}

void demo_news(struct demo *d, const char *coordinator, const char *const members[], size_t n)
{
	static const struct { int days; bool open; const char *title, *words, *comments[3]; } news[] = {
		{ 40, false, "The Wednesday group meets upstairs", "From next week the Wednesday group is in the blue room upstairs. There is an elevator behind the kitchen.",
		  { "Thank you. Is there a quiet corner too?", "There is, by the window.", NULL } },
		{ 11, true, "Soup on Saturday · Sopa el sábado", "Soup and bread on Saturday at noon, for anyone. *Sopa y pan el sábado a mediodía, para quien quiera.*",
		  { "I can bring bread.", "Yo llevo fruta.", "See you there!" } },
		{ 3, true, "Closed on Thursday", "We are closed on Thursday. The warmline answers as always, and you find the other numbers under **Crisis help**.", { NULL } },
	};
	for (size_t k = 0; k < COUNT(news) && d->st == OK; k++) {
		d->now = d->today - news[k].days * A_DAY + 17 * AN_HOUR;
		demo_act(d, coordinator, demo_here(d, "/news/new"), "title=%s&words=%s%s", demo_enc(d, news[k].title), demo_enc(d, news[k].words),
			 news[k].open ? "&open=1" : "");
		const char *talk = demo_id_after(d, "/conversations/");
		for (size_t c = 0; c < COUNT(news[k].comments) && news[k].comments[c] && n; c++) {
			d->now += 47 * A_MINUTE;
			demo_act(d, members[(k + c) % n], demo_here(d, "/conversations/%s", talk), "words=%s", demo_enc(d, news[k].comments[c]));
		}
	}
}

/* Somebody without an account asks; the coordinator let anyone write. */
void demo_letters(struct demo *d, const char *coordinator)
{
	static const struct { int hours; const char *words, *reach; } letters[] = {
		{ 70, "My brother came home from the hospital last week. Is there a group for families too?", "555 0134, please do not leave a message" },
		{ 20, "¿Hay alguien que hable español los martes? Me gustaría pasar a tomar un café.", "" },
	};
	d->now = d->today - 30 * A_DAY;
	demo_act(d, coordinator, demo_here(d, "/settings/contact"), "open=1&version=0");
	for (size_t k = 0; k < COUNT(letters) && d->st == OK; k++) {
		d->now = d->today - letters[k].hours * AN_HOUR;
		demo_act(d, NULL, demo_here(d, "/contact"), "words=%s&reach=%s&form_key=%026d", demo_enc(d, letters[k].words), demo_enc(d, letters[k].reach), (int)k);
	}
}
