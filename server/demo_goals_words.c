/* What the demo's people want for their lives, and how they do things: invented, in both languages.  Words only. */
#include "demo_own.h"

const struct demo_goal demo_goals[] = {
	{ "marisol", "health", "Sleep through four nights a week", "On good mornings I sing.", 42, "shown=steps&shown=sure&shown=road", {
		{ THEN_STEP, 42, 0, "Phone in the kitchen at ten" },
		{ THEN_STEP, 42, 0, "Ask the new doctor about the pill" },
		{ THEN_STEP, 41, 0, "A walk after dinner, even a short one" },
		{ THEN_SURE, 40, 3, "Someone to tell in the morning" },
		{ THEN_DONE_STEP, 34, 0, NULL },
		{ THEN_SURE, 27, 6, "If Rowan asks me on Tuesdays" },
		{ THEN_SURE, 15, 4, "A letter came. Smaller steps this week." },
		{ THEN_DONE_STEP, 8, 0, NULL },
		{ THEN_SURE, 3, 7, NULL } } },
	{ "marisol", "purpose", "Sing in front of people again", "My father would have liked it.", 60, NULL, {
		{ THEN_STEP, 60, 0, "Go to the choir once" },
		{ THEN_SURE, 58, 2, NULL },
		{ THEN_DONE_STEP, 50, 0, NULL },
		{ THEN_CHANGED, 49, 0, "Sing with one other person" },
		{ THEN_STEP, 49, 0, "Ask Ines, she plays guitar" },
		{ THEN_SURE, 20, 6, "It is only Ines" } } },
	{ "marisol", "home", "Open all the mail in the hall", NULL, 75, NULL, {
		{ THEN_STEP, 75, 0, "Three letters a day, with coffee" },
		{ THEN_DONE_STEP, 66, 0, NULL },
		{ THEN_DONE, 44, 0, "It was less bad than it looked. Rowan sat beside me for the first ten." } } },
	{ "beto", "community", "Llevar a mi hijo al partido", "Se lo prometí.", 50, NULL, {
		{ THEN_STEP, 50, 0, "Llamar a su mamá" },
		{ THEN_STEP, 50, 0, "Comprar dos boletos" },
		{ THEN_SURE, 48, 4, "Que él también quiera" },
		{ THEN_DONE_STEP, 45, 0, NULL },
		{ THEN_DONE_STEP, 30, 0, NULL },
		{ THEN_DONE, 21, 0, "Perdieron, y nos reímos igual." } } },
	{ "graciela", "home", "Un cuarto con ventana para mí", "Para la planta, y para mí.", 38, NULL, {
		{ THEN_STEP, 38, 0, "Pedir la lista en la oficina" },
		{ THEN_STEP, 37, 0, "Visitar dos cuartos acompañada" },
		{ THEN_DONE_STEP, 25, 0, NULL },
		{ THEN_SURE, 12, 6, "Que alguien lea el contrato conmigo" } } },
	{ "dev", "health", "Run to the water tower and back", NULL, 30, NULL, {
		{ THEN_STEP, 30, 0, "Shoes on, door open" },
		{ THEN_DONE_STEP, 29, 0, NULL },
		{ THEN_SURE, 20, 5, NULL },
		{ THEN_LET_GO, 6, 0, "My knee says no. I swim now." } } },
	{ "walt", "community", "Call one old friend each month", "Some of us are left.", 55, NULL, {
		{ THEN_STEP, 55, 0, "Find Hal's number" },
		{ THEN_DONE_STEP, 53, 0, NULL },
		{ THEN_SURE, 30, 8, NULL } } },
};
const size_t demo_goals_n = sizeof demo_goals / sizeof *demo_goals;

const struct demo_skill demo_skills[] = {
	{ "rowan", "bus", "Take the number 4 to the lake", "You need two dollars in coins. I was afraid of the doors, so I stood near them.", "community", "marisol", {
		"Look at the sign on the front: a 4 and the word LAKE.", "Say hello to the driver and put the coins in the box.",
		"Sit on the right side, near the front. You see the water from there.", "After the red church, pull the yellow cord.",
		"Get off at the boat house. The bus back leaves on the hour.", NULL }, 2 },
	{ "graciela", "money", "Hacer que el dinero llegue a fin de mes", "Hace falta un sobre para cada semana.", "community", NULL, {
		"El día del pago, aparta primero la renta.", "Divide lo que queda en cuatro sobres.", "Lo que sobra de una semana pasa a un frasco.",
		"Si un sobre se vacía, llama a alguien antes de abrir el siguiente.", NULL }, 0 },
	{ "walt", "cooking", "Rice that does not stick", "A pot with a lid. Any rice.", "community", "dev", {
		"Wash the rice until the water is clear.", "One cup of rice, two cups of water, a pinch of salt.", "Let it boil, then turn the fire as low as it goes.",
		"Lid on, eighteen minutes. Do not look.", "Fire off, ten minutes more. Now look.", NULL }, 3 },
	{ "odessa", "papers", "Open a letter from an office", NULL, "community", NULL, {
		"Not alone, and not in the evening.", "Read only the first line and the date.", "Underline what they want and until when.",
		"Put it on the wall where you see it.", NULL }, 0 },
	{ "rafael", "phone", "Llamar a una oficina en otro idioma", "Las primeras veces me temblaba la voz. Ya no.", "community", NULL, {
		"Escribe tu nombre, tu fecha y tu pregunta en un papel.", "Di primero: “Spanish, please”.", "Pide el nombre de quien te atiende.",
		"Repite lo que entendiste.", NULL }, 0 },
	{ "lupe", "body", "Diez minutos de descanso cuando cuidas a alguien", NULL, "connections", NULL, {
		"Di en voz alta: vuelvo en diez minutos.", "Deja el teléfono en la cocina.", "Siéntate donde entre el sol.", NULL }, 0 },
};
const size_t demo_skills_n = sizeof demo_skills / sizeof *demo_skills;
