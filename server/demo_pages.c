/* What the demo's people wrote about their lives: invented, in both languages.  Words only. */
#include "demo_own.h"

const struct demo_page demo_pages[] = {
	{ "marisol", "wellness", "My good days", 70, NULL, NULL, NULL, NULL, {
		{ "toolbox", "Walking to the bridge.\nRowan's voice.\nCoffee with too much milk.\nThe record my father left me.", false },
		{ "well", "I sing while I do the dishes. I answer the phone.", false },
		{ "every-day", "Up by eight. Breakfast, even a small one. One walk. One person.", false },
		{ "every-day", "Up by nine is fine too. Breakfast. One walk. One person.", false },
		{ "early-signs", "The mail stays in the box. I say \"I'm fine\" very fast.\nThen: tell Rowan the truth the same day.", false },
		{ "worse", "I stop eating. I wear the same clothes. That day I", true } },
		.own = { "When my brother visits", "We meet outside, at noon, for one hour. Rowan knows the day." } },
	{ "marisol", "crisis", NULL, 40, "named", "rowan", "rowan", NULL, {
		{ "signs", "I do not know what day it is. I have not eaten for two days.", false },
		{ "call", "First Rowan. Then my cousin Luz, 555 0121; she has a key.", false },
		{ "not-call", "Please not my brother. He shouts.", false },
		{ "helps", "Sit with me. Low voice. Ask before you touch me.", false },
		{ "harms", "Do not stand in the door. Do not talk about me as if I were not there.", false },
		{ "who-does-what", "Luz feeds the cat and waters the plants.", false },
		{ "ends", "I have slept two nights and I can say what I want for lunch.", false } } },
	{ "marisol", "story", "The bridge", 30, "connections", NULL, NULL, "listener=anyone&topics=force", {
		{ "heart", "I came home from the hospital and did not open the curtains for a month. Somebody asked me to walk to the bridge. We walked to the bridge.", false },
		{ "now", "I open the curtains. Not every day. Most days.", false } } },
	{ "rowan", "story", "Someone brought soup", 80, "community", NULL, NULL, "listener=beginning&topics=force", {
		{ "heart", "After the hospital I could not speak for weeks. A man from the group brought soup every Tuesday and did not ask. On the fifth Tuesday I said thank you.", false },
		{ "turn", "It was the not asking that did it. I had time to come back by myself.", false },
		{ "hope", "I bring the soup now. If you are not speaking yet: there is time.", false } } },
	{ "beto", "story", "Un día a la vez", 75, "community", NULL, NULL, "listener=beginning&topics=drugs&topics=prison", {
		{ "heart", "Bebí veinte años. Salí de la cárcel con una bolsa y un número de teléfono. Llamé al número. Hoy soy yo quien contesta.", false },
		{ "helped", "Me ayudó que nadie me diera consejos. Me ayudó que me esperaran con café.", false },
		{ "hope", "Si hoy es tu primer día: ya es mucho. Mañana nos vemos.", false } } },
	{ "hattie", "story", "His name", 60, "community", NULL, NULL, "listener=family&topics=loss&topics=suicide", {
		{ "before", "For four years I crossed the street so nobody would ask about my boy.", false },
		{ "turn", "A woman in the garden said: tell me about him. Not about how he died. About him.", false },
		{ "now", "He liked thunder and bad jokes. I can say his name now, and it is a good day.", false } } },
	{ "graciela", "story", "Una cama y una planta", 55, "community", NULL, NULL, "listener=anyone&topics=violence", {
		{ "heart", "Salí de esa casa con una maleta. La primera semana tuve una cama y una planta. La planta sigue viva, y yo también.", false },
		{ "helped", "Una mujer me acompañó a cada oficina y no me soltó.", false } } },
	{ "walt", "story", "The porch light", 50, "community", NULL, NULL, "listener=helpers&topics=war", {
		{ "heart", "After two tours I slept with the light on. A friend who had been there sat on my porch and said nothing for an hour. I slept that night.", false },
		{ "helped", "Fishing. Dogs. Saying the worst thing once, out loud, to somebody who did not look away.", false } } },
	{ "yuki", "story", NULL, 45, NULL, NULL, NULL, NULL, {
		{ "heart", "I hear voices. We have an agreement: they may talk in the morning, and I may draw in the afternoon.", false },
		{ "turn", "I am not sure yet how to tell the middle of it.", true } } },
	{ "rafael", "story", "Salimos de noche", 35, "community", NULL, NULL, "listener=anyone&topics=war", {
		{ "heart", "Salimos de noche con los niños dormidos. Aquí tardé un año en dormir yo. Un vecino me enseñó a tomar el bus y luego a reír.", false },
		{ "hope", "El bus siempre vuelve. La risa también.", false } } },
	{ "odessa", "wellness", NULL, 33, "named", "theo", NULL, NULL, {
		{ "toolbox", "My key. A long shower. Calling Percy. Cooking for more people than come.", false },
		{ "upsetting", "Letters from an office. I open them here, with somebody.", false },
		{ "after-crisis", "First the shower. Then one meal. Then one call.", false } } },
	{ "dev", "wellness", "Plan B and also C", 25, NULL, NULL, NULL, NULL, {
		{ "toolbox", "Running, slow. The aisle trick: name five things that are red.", false },
		{ "early-signs", "I start to plan the day by where the exits are.", true } } },
	{ "lupe", "wellness", "Para cuidarme yo", 20, "connections", NULL, NULL, NULL, {
		{ "toolbox", "Dormir la siesta con el teléfono apagado. Cantar con mi hermana. Sopa.", false },
		{ "every-day", "Diez minutos para mí antes de que mi madre despierte.", false } } },
	{ "gus", "crisis", NULL, 15, NULL, NULL, "theo", NULL, {
		{ "call", "Beto, day or night.", false }, { "not-call", "Not the guys from the plant.", true } } },
	{ "rafael", "crisis", "Si me pierdo", 12, "named", "theo", "theo", NULL, {
		{ "signs", "No contesto en mi idioma ni en otro. Busco la puerta.", false },
		{ "call", "A mi vecino Julián, 555 0144. Habla despacio.", false },
		{ "helps", "Una silla afuera. Agua. Que los niños estén con Julián.", false },
		{ "harms", "Uniformes en la puerta. Gritos.", true } } },
	{ "marisol", "appointment", "New doctor on Tuesday", 5, "connections", NULL, NULL, NULL, {
		{ "when", "Tuesday at ten, second floor. Bus 4.", false },
		{ "say", "I sleep four hours. It has been like this since March.", false },
		{ "ask", "How long until I feel it? What if I want to stop?", false },
		{ "not-agree", "Not the old pill.", false },
		{ "with-me", "Rowan comes and takes notes.", false } } },
	{ "marisol", "appointment", "The housing office", 26, "connections", NULL, NULL, NULL, {
		{ "say", "The heater has been off since the first week of the month.", false },
		{ "said", "She wrote it down and was kind about it. I did not cry until the stairs.", false },
		{ "agreed", "They send somebody by Friday. If not, I call the number on the card.", false } },
		.beside = { "rowan", "agreed", "By Friday, yes. And she said we may ask for her by name, Ms. Alder. I call with you if nobody comes." } },
};
const size_t demo_pages_n = sizeof demo_pages / sizeof *demo_pages;
