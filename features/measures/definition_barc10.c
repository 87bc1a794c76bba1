/* The Brief Assessment of Recovery Capital (BARC-10).  Vilsaint, Kelly, Bergman, Groshkova, Best and White, Drug and Alcohol Dependence
 * 177 (2017) 71-76.  Items and scale as in PhenX protocol 590502, "freely available; permission not required for use".  Copies on
 * the web that count from 0, or name bands of scores, are not the published instrument. */
#include "definition.h"

static const struct measure_steps agree = { 6, { { "Strongly disagree", 1 }, { "Disagree", 2 }, { "Somewhat disagree", 3 },
	{ "Somewhat agree", 4 }, { "Agree", 5 }, { "Strongly agree", 6 } } };

static const struct measure_item items[] = {
	{ "There are more important things to me in life than using substances.", &agree, 0, false },
	{ "In general I am happy with my life.", &agree, 0, false },
	{ "I have enough energy to complete the tasks I set myself.", &agree, 0, false },
	{ "I am proud of the community I live in and feel part of it.", &agree, 0, false },
	{ "I get lots of support from friends.", &agree, 0, false },
	{ "I regard my life as challenging and fulfilling without the need for using drugs or alcohol.", &agree, 0, false },
	{ "My living space has helped to drive my recovery journey.", &agree, 0, false },
	{ "I take full responsibility for my actions.", &agree, 0, false },
	{ "I am happy dealing with a range of professional people.", &agree, 0, false },
	{ "I am making good progress on my recovery journey.", &agree, 0, false },
};

/* A sum of less than ten answers is not published: then there is none. */
static const struct measure_scale scales[] = { { N_("What I can build on"), false, 10, 60, 10 } };

const struct measure measure_barc10 = {
	.code = "barc-10", .name = N_("What I can build on (BARC-10)"), .about = N_("Ten lines about what carries you: people, place, health, plans."),
	.lang = "en", .source = "Vilsaint et al., Drug and Alcohol Dependence 177 (2017) 71–76",
	.licence = N_("Free to use without permission."),
	.n_items = COUNT(items), .item = items, .n_scales = COUNT(scales), .scale = scales,
};
