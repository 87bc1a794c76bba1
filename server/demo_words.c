/* What the invented people write, in English and Spanish.  Plain and their own; nobody's real words. */
#include "demo.h"

#define WORDS(name, ...) static const char *const name[] = { __VA_ARGS__ }
#define LIST(a) { sizeof(a) / sizeof((a)[0]), a }
#define PAIR(name) const struct demo_words demo_##name[2] = { LIST(name##_en), LIST(name##_es) }

WORDS(asks_en, "Someone to walk with once a week, without having to explain everything.",
	"Someone who has come home from hospital too. I do not know what to do with the mornings.",
	"I would like to talk with somebody who knows this kind of tired.",
	"Help with a form and the courage to send it.",
	"Somebody to sit with me in the waiting room.",
	"A coffee now and then. I have not talked to anyone since Tuesday.",
	"Someone to practice the bus with. I used to be able to.",
	"I want to go to a meeting and I do not want to go alone.");
WORDS(asks_es, "Alguien con quien caminar una vez por semana, sin tener que explicarlo todo.",
	"Quisiera hablar con alguien que también haya pasado por esto.",
	"Ayuda con un formulario y ánimo para enviarlo.",
	"Alguien que me acompañe a la cita. Me pongo muy nerviosa.",
	"Un café de vez en cuando, en español.",
	"Quiero ir a un grupo y no quiero ir sin compañía.");
WORDS(offers_en, "I can go along to an office and sit next to you.", "I know the bus lines and the benefits desk.",
	"A walk by the river, any weather.", "I cook on Sundays. There is always too much.");
WORDS(offers_es, "Puedo acompañarte a una oficina y sentarme a tu lado.", "Conozco los autobuses y los trámites.",
	"Cocino los domingos y siempre sobra.");
WORDS(hopes_en, "To have one thing in the week that I look forward to.", "To learn to say no without a stomach ache.",
	"To laugh about something again.", "To get through the month of the anniversary.", "To be somebody who gives, too.");
WORDS(hopes_es, "Tener una cosa en la semana que espero con gusto.", "Aprender a decir que no.", "Volver a reírme de algo.",
	"Que yo también pueda dar algo.");
WORDS(meetings_en, "Tuesdays, by the river. If it rains, the café.", "By phone on Thursdays, half an hour. Whoever is late writes a word.",
	"At the center after lunch. We cancel without reasons.");
WORDS(meetings_es, "Los martes junto al río. Si llueve, en el café.", "Por teléfono los jueves, media hora.", "En el centro, después de comer.");
WORDS(off_en, "I go quiet. Ask me once, and then wait.", "I will say \"something is off\" and we stop for a minute.", "I would rather write it than say it.");
WORDS(off_es, "Me quedo en silencio. Pregúntame una vez y espera.", "Diré \"algo no va\" y paramos un momento.", "Prefiero escribirlo.");
WORDS(power_en, "You have been here longer and know everybody. I would like to hear it when you are unsure, too.",
	"I am paid for some of my hours. You never owe me anything.", "We both have keys to nothing. That helps.");
WORDS(power_es, "Llevas más tiempo aquí. Quisiera oír también cuando dudas.", "A mí me pagan algunas horas. No me debes nada.",
	"Ninguno de los dos manda. Eso ayuda.");
WORDS(endings_en, "Either of us says so, and we have one more coffee if we like.", "A pause is a pause. Nobody counts.", "I would like a last walk.");
WORDS(endings_es, "Lo dice cualquiera de los dos, y tomamos un último café si queremos.", "Una pausa es una pausa.", "Me gustaría una última caminata.");
WORDS(situations_en, "Being asked how I slept.", "Raised voices, also happy ones.", "Talking about my family.", "Long silences on the phone.", "Crowded places.");
WORDS(situations_es, "Que me pregunten cómo dormí.", "Voces altas, aunque sean alegres.", "Hablar de mi familia.", "Los lugares llenos.");
WORDS(signs_en, "I look at the door.", "My answers get short.", "I start to joke.");
WORDS(signs_es, "Miro la puerta.", "Contesto muy corto.", "Empiezo a bromear.");
WORDS(wishes_en, "Let us go outside.", "Change the subject, we can come back to it.", "Just stay there.");
WORDS(wishes_es, "Salgamos un rato.", "Cambia de tema; ya volveremos.", "Solo quédate ahí.");
WORDS(outcomes_en, "Walked to the bridge and back. We laughed about the ducks.", "Filled in the first page of the form. The rest can wait.",
	"A hard week. We mostly sat.", "Went into the shop together and bought one lemon.", "Talked about Sunday and what makes it long.",
	"Called the office together. They gave us a date.", "Tried the number 4 bus, two stops.", "Made a list of three people to call on a bad night.",
	"Sat on the steps and watched the bridge go up.", "Practiced what to say at the front desk.", "Cooked rice. It stuck. We ate it anyway.",
	"Looked at the letter together. It was less bad than it looked.", "Rain. Two coffees instead of a walk.",
	"Talked about sleep, and about not talking about sleep.",
	"Sorted the mail into three piles.", "Phone call from the bus stop. Better than nothing, we both said.", "Said the anniversary out loud. Lit a candle.",
	"Went to the library. Now there is a card with a name on it.", "Found the right window on the second try.", "Mostly about the neighbor's dog.");
WORDS(outcomes_es, "Caminamos hasta el puente. Nos reímos de los patos.", "Llenamos la primera página del formulario.",
	"Una semana difícil. Estuvimos sentados.", "Entramos juntos a la tienda y compramos un limón.", "Llamamos a la oficina. Nos dieron fecha.",
	"Practicamos lo que decir en la ventanilla.", "Cocinamos arroz. Se pegó. Lo comimos igual.", "Llovía. Dos cafés en vez del paseo.",
	"Leímos la carta. Era menos grave de lo que parecía.", "Fuimos a la biblioteca y ya hay una tarjeta con su nombre.");
WORDS(next_en, "The second page.", "Same time, same bench.", "Three stops on the bus.", "Call on Thursday morning.",
	"Bring the letter.", "A walk if it is dry, soup if it is not.", "Ask about the other window.", "Nothing. Just meet.");
WORDS(next_es, "La segunda página.", "A la misma hora, en la misma banca.", "Tres paradas en autobús.", "Traer la carta.", "Nada. Solo vernos.");
WORDS(answers_en, "It was good not to be asked anything.", "I did not feel strange.", "We should meet longer.", "I went home lighter.",
	"She remembered what I said last time.", "I laughed. I had forgotten how that sounds.", "It helped that he was nervous too.",
	"Nobody looked at a clock.", "I slept that night.", "I said it out loud for the first time.", "Too noisy in the café. The rest was good.",
	"I would not have gone to the office alone.", "We did not talk much. That was right.", "I still do not know what to do, but I am not the only one.",
	"It was hard to leave the house. I am glad I did.", "Please keep the Wednesdays.", "I felt like a person, not like a problem.",
	"I wanted more time for the form.", "Somebody said my name.", "First time this month that I ate with someone.");
WORDS(answers_es, "Fue bueno que no me preguntaran nada.", "No me sentí fuera de lugar.", "Me fui a casa con menos peso.",
	"Hablar en mi idioma me hizo bien.", "Me escucharon sin prisa.", "Esa noche dormí.", "Lo dije en voz alta por primera vez.",
	"No habría ido sin compañía.", "Me reí, y hacía mucho que no.", "Quisiera más tiempo.", "Me sentí persona, no problema.");
WORDS(helps_en, "Time. A second question. Something to do with my hands.", "Being outside. Humor, the dry kind.", "When people say what they will do, and do it.");
WORDS(helps_es, "El tiempo. Algo que hacer con las manos.", "Estar afuera. El humor seco.", "Que la gente haga lo que dice.");
WORDS(own_en, "I listen more than I talk, and I like bad weather.", "I am no expert. I have been there.", "Slow is fine with me.");
WORDS(own_es, "Escucho más de lo que hablo.", "No soy experto. He pasado por ahí.", "Despacio está bien.");
WORDS(topics_en, "sleep; evenings", "work; money", "anger; family", "holidays", "getting through a Sunday", "saying no");
WORDS(topics_es, "dormir; las noches", "trabajo; dinero", "la familia");

PAIR(asks); PAIR(offers); PAIR(hopes); PAIR(meetings); PAIR(off); PAIR(power); PAIR(endings); PAIR(situations); PAIR(signs); PAIR(wishes);
PAIR(outcomes); PAIR(next); PAIR(answers); PAIR(helps); PAIR(own); PAIR(topics);
