/* A story of one's own: short, true and hopeful, in any shape.  Words only; where stories are told is left to what stands above. */
#include "template.h"

static const struct documents_part parts[] = {
	{ "heart", N_("The heart of it"),
	  N_("If you had one minute, what would you say?"),
	  N_("This can be all you ever tell. The other parts are there if you want more."),
	  N_("I lost ten years to drink. One man sat with me each week and did not give up. Now I sit with others.") },
	{ "before", N_("Where I was"),
	  N_("Where did it begin? Say only as much as you need to. You can leave out what is too hard."),
	  N_("People who feel the same can see themselves in it."),
	  N_("After the fire I could not sleep. I was angry with all of them, most of all with me.") },
	{ "turn", N_("What began to change"),
	  N_("What was the first small thing that got better? Who or what was there?"),
	  N_("A small first step gives more hope than a big end."),
	  N_("One night I went to the group and said nothing. A woman gave me tea. I came back.") },
	{ "helped", N_("What helped"),
	  N_("What helped you, and what did not?"),
	  N_("You do not need to tell others what to do. Tell what you did."),
	  N_("Walking helped. Being told to cheer up did not. A friend who just sat there helped most.") },
	{ "now", N_("Where I am now"),
	  N_("What is your life like today? It need not be all good."),
	  N_("An honest day now says more than a perfect one."),
	  N_("I work three days a week. I still have bad nights. I know who to call.") },
	{ "hope", N_("What I hope for"),
	  N_("What do you look forward to? What would you like the listener to take home?"),
	  N_("People keep the last words."),
	  N_("I want to see my girl end school. If you are where I was: come once. You can sit by the door.") },
};

const struct documents_template documents_story = {
	.code = "story", .name = N_("A story of mine"), .about = N_("Something you lived through, told your way. Short is good."),
	.n = COUNT(parts), .part = parts,
};
