/* Preparing an appointment: what to say, what to ask, what not to agree to, and afterwards what was said.  Words only; inviting
 * others along is left to later. */
#include "template.h"

static const struct documents_part parts[] = {
	{ "when", N_("When and with whom"),
	  N_("Who will you see, where and when?"),
	  N_("So that you have it all in one place."),
	  N_("Tuesday at ten, with the new doctor, on the second floor. Bus 4 at half past nine.") },
	{ "say", N_("What I want to say"),
	  N_("What must they know? Put the most important thing first."),
	  N_("Time is short there. What is written down gets said."),
	  N_("I sleep four hours. It has been like this since March. It is hard to work.") },
	{ "ask", N_("What I want to ask"),
	  N_("What do you want to know?"),
	  N_("You may read your questions out loud. It is your time."),
	  N_("What else could we try? How long until I feel it? What if I want to stop?") },
	{ "noticed", N_("What I noticed since the last change"),
	  N_("What has changed since a new medicine or a new plan? Good and bad."),
	  N_("You know best how it feels. They need to hear it from you."),
	  N_("The new pill helps me sleep. In the morning my hands shake. I eat more.") },
	{ "not-agree", N_("What I will not agree to"),
	  N_("What do you not want? What would you need before you say yes?"),
	  N_("It is easier to say no when you have written it down."),
	  N_("I will not go back to the old pill. I want a week to think before I start a new one.") },
	{ "with-me", N_("Who comes along"),
	  N_("Who comes with you? What should they do there?"),
	  N_("Two people hear more than one."),
	  N_("Rosa comes. She takes notes. She speaks only when I ask her to.") },
	{ "said", N_("Afterwards: what was said"),
	  N_("What did they say, and what did you say? Use your own words."),
	  N_("Write it down soon. By night much of it is gone."),
	  N_("She listened. She said the shaking should stop in two weeks. I said I will wait that long."), .both = true },
	{ "agreed", N_("Afterwards: what we agreed"),
	  N_("Who does what, and until when?"),
	  N_("You can hold each other to it."),
	  N_("I write down my nights. She calls me on the 12th. If I still shake, we go back to half."), .both = true },
};

const struct documents_template documents_appointment = {
	.code = "appointment", .name = N_("Preparing an appointment"), .about = N_("What you want to say and ask, and what was agreed."),
	.n = COUNT(parts), .part = parts,
};
