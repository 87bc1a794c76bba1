/* The wellness plan: what keeps a person well and what they do when it gets hard.  Words only; what is written into it is left
 * to the mechanism. */
#include "template.h"

static const struct documents_part parts[] = {
	{ "toolbox", N_("My toolbox"),
	  N_("What helps you feel well? List things you can do, people you can be with, places you can go."),
	  N_("You can use this list in every other part of your plan."),
	  N_("A short walk. Calling my sister. Hot tea on the steps. Music from when I was young.") },
	{ "well", N_("What I am like when I am well"),
	  N_("How do you look, talk and live when things are good?"),
	  N_("On hard days we forget how we are when we are well. This part keeps it for you."),
	  N_("I joke a lot. I cook. I answer my phone. I sing in the car.") },
	{ "every-day", N_("Every day"),
	  N_("What do you need to do each day to stay well?"),
	  N_("A short list is easier to keep than a long one."),
	  N_("Get up by eight. Eat breakfast. Talk to one person. Be in bed by eleven.") },
	{ "now-and-then", N_("Now and then"),
	  N_("What is good to do each week or each month?"),
	  N_("Some things help only when we do them from time to time."),
	  N_("Call my aunt. Clean my room. Go to the lake. Pay the phone bill.") },
	{ "upsetting", N_("Upsetting events"),
	  N_("What things from outside can upset you? What will you do when they come?"),
	  N_("When you know what hurts, you can have a plan for it."),
	  N_("When there is a loud fight next door, I put on my headphones and go for a walk.") },
	{ "early-signs", N_("Early signs"),
	  N_("What small signs tell you that things may get hard? What will you do then?"),
	  N_("Small signs are easy to miss. A small step at the right time can be enough."),
	  N_("I stop opening my mail. I stay up all night. Then I call Sam and plan one good thing for each day.") },
	{ "worse", N_("When things get worse"),
	  N_("How can you tell that things are getting bad? What must you do that same day?"),
	  N_("In hard times it is good to have clear steps, written in calm times."),
	  N_("I do not eat. I feel that no one wants me here. That day I do not stay alone. I call Sam or 988.") },
	{ "crisis", N_("In a crisis"),
	  N_("When should others step in? Who should it be, and what should they do?"),
	  N_("A few lines are enough here. A crisis plan of your own has room for more."),
	  N_("If I do not know where I am, please call my sister. Stay with me and talk in a low voice.") },
	{ "after-crisis", N_("After a crisis"),
	  N_("How do you want to come back to your days? What can wait, and who can help?"),
	  N_("The time after can be as hard as the time before. You do not need to do it all at once."),
	  N_("The first week I only cook, sleep and walk. My sister takes the kids to school. Work can wait.") },
};

const struct documents_template documents_wellness = {
	.code = "wellness", .name = N_("Wellness plan"), .about = N_("What keeps you well, and what you do when it gets hard."),
	.n = COUNT(parts), .part = parts,
};
