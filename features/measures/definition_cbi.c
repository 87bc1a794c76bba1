/* The Copenhagen Burnout Inventory (CBI).  Kristensen, Borritz, Villadsen and Christensen, Work & Stress 19 (2005) 192-207; the
 * English of the PUMA study.  Each answer counts 0 to 100, a scale is the mean of its answers; with less than three (at work:
 * four) answers there is none.  The word for the people one works with is ours, as its authors suggest. */
#include "definition.h"

static const struct measure_steps often = { 5, { { "Always", 100 }, { "Often", 75 }, { "Sometimes", 50 }, { "Seldom", 25 }, { "Never or almost never", 0 } } };
static const struct measure_steps degree = { 5, { { "To a very high degree", 100 }, { "To a high degree", 75 }, { "Somewhat", 50 }, { "To a low degree", 25 },
	{ "To a very low degree", 0 } } };

static const struct measure_item items[] = {
	{ "How often do you feel tired?", &often, 0, false },
	{ "How often are you physically exhausted?", &often, 0, false },
	{ "How often are you emotionally exhausted?", &often, 0, false },
	{ "How often do you think: “I can’t take it anymore”?", &often, 0, false },
	{ "How often do you feel worn out?", &often, 0, false },
	{ "How often do you feel weak and susceptible to illness?", &often, 0, false },
	{ "Is your work emotionally exhausting?", &degree, 1, false },
	{ "Do you feel burnt out because of your work?", &degree, 1, false },
	{ "Does your work frustrate you?", &degree, 1, false },
	{ "Do you feel worn out at the end of the working day?", &often, 1, false },
	{ "Are you exhausted in the morning at the thought of another day at work?", &often, 1, false },
	{ "Do you feel that every working hour is tiring for you?", &often, 1, false },
	{ "Do you have enough energy for family and friends during leisure time?", &often, 1, true },
	{ "Do you find it hard to work with the people you support?", &degree, 2, false },
	{ "Do you find it frustrating to work with the people you support?", &degree, 2, false },
	{ "Does it drain your energy to work with the people you support?", &degree, 2, false },
	{ "Do you feel that you give more than you get back when you work with the people you support?", &degree, 2, false },
	{ "Are you tired of working with the people you support?", &often, 2, false },
	{ "Do you sometimes wonder how long you will be able to continue working with the people you support?", &often, 2, false },
};

static const struct measure_scale scales[] = {
	{ N_("Tired in general"), true, 0, 100, 3 },
	{ N_("Tired by the work"), true, 0, 100, 4 },
	{ N_("Tired by supporting others"), true, 0, 100, 3 },
};

const struct measure measure_cbi = {
	.code = "cbi", .name = N_("How tired I am (CBI)"), .about = N_("For those who support others: how much it takes out of you."),
	.lang = "en", .source = "Kristensen et al., Work & Stress 19 (2005) 192–207",
	.licence = N_("Free to use. The word for the people you support is ours."),
	.n_items = COUNT(items), .item = items, .n_scales = COUNT(scales), .scale = scales,
};
