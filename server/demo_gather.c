/* What is planned in the demo.  Knows forms by their field names; when the groups met is demo.c's. */
#include "demo_gather.h"
#include "demo_groups.h"
#include "demo_own.h"

enum { A_DAY = 86400, AN_HOUR = 3600 };

const char *demo_day(struct demo *d, int64_t at)
{
	struct civil c = zone_civil("America/Denver", at);
	return arena_printf(&d->kept, "%04d-%02d-%02d", c.year, c.month, c.day);
}

const char *demo_series(struct demo *d, const char *person, const char *group, const char *title, int64_t first, const char *clock, const char *fields)
{
	demo_act(d, person, group ? demo_here(d, "/groups/%s/gatherings/new", group) : demo_here(d, "/gatherings/new"), "kind=group&title=%s&day=%s&clock=%s&minutes=90&mode=in_person&repeats=weekly&%s", demo_enc(d, title),
		 demo_day(d, first), clock, fields);
	return demo_id_after(d, "/gatherings/");
}

/* Something in the community; gives the path of its first time. */
static const char *plan(struct demo *d, const char *person, const char *title, int64_t at, const char *fields)
{
	demo_act(d, person, demo_here(d, "/gatherings/new"), "title=%s&day=%s&%s", demo_enc(d, title), demo_day(d, at), fields);
	return arena_str(&d->kept, d->at);
}

static void come(struct demo *d, const char *person, const char *time, const char *answer)
{
	demo_act(d, person, arena_printf(&d->kept, "%s/answer", time), "answer=%s", answer);
}

static void two_will_meet(struct demo *d, const char *one, const char *other)
{
	demo_look(d, one, demo_here(d, "/connections"));
	const char *connection = demo_text_of(d, json_array_get(json_object_get(d->page, "mine"), 0), "id");
	demo_act(d, one, demo_here(d, "/connections/%s/gatherings/new", connection),
		 "title=%s&day=%s&clock=16:30&minutes=60&mode=in_person&place=%s&repeats=once", demo_enc(d, "A walk along the river"), demo_day(d, d->today + 2 * A_DAY),
		 demo_enc(d, "The bench by the footbridge"));
	const char *time = arena_str(&d->kept, d->at);
	d->now += AN_HOUR;
	come(d, other, time, "yes");
	demo_act(d, other, arena_printf(&d->kept, "%s/agenda", time), "words=%s&minutes=10", demo_enc(d, "How the phone call went"));
	demo_act(d, one, demo_here(d, "/connections/%s/gatherings/new", connection), "title=%s&day=%s&clock=10:00&minutes=45&mode=phone&repeats=once",
		 demo_enc(d, "A phone call"), demo_day(d, d->today + 9 * A_DAY));
}

void demo_ahead(struct demo *d, const char *one, const char *other, const char *facilitator, const char *coordinator, const char *const members[], size_t n)
{
	d->now = d->today - 3 * A_DAY + 18 * AN_HOUR;
	two_will_meet(d, one, other);
	const char *class = plan(d, members[0], "Eating well on a budget", d->today + 4 * A_DAY,
		"kind=class&clock=17:00&minutes=90&mode=in_person&repeats=weekly&times=6&capacity=8&round_in=10&round_out=10&place=Kitchen&about=Six+evenings,+six+dishes.+Bring+an+apron.");
	const char *party = plan(d, coordinator, "Soup on Saturday · Sopa el sábado", week_of(d->today) * A_DAY + 12 * A_DAY + 19 * AN_HOUR,
		"kind=event&clock=12:00&minutes=180&mode=in_person&repeats=once&open=1&shown=1&town=Riverside&place=Big+room&about=Soup+and+bread,+for+anyone.+Sopa+y+pan,+para+quien+quiera.");
	demo_act(d, d->id[demo_by_login("lupe")], demo_here(d, "/groups/%s/gatherings/new", d->group[DEMO_TABLE]),
		 "kind=group&title=%s&day=%s&clock=11:00&minutes=120&mode=in_person&repeats=weekly&every=2&round_in=20&shown=1&town=Riverside&place=%s", demo_enc(d, "Mesa del sábado"),
		 demo_day(d, week_of(d->today) * A_DAY + 12 * A_DAY + 19 * AN_HOUR), demo_enc(d, "La cocina del centro. Entrada por el patio."));
	const char *named = plan(d, coordinator, "Thinking about spring · Pensar en la primavera", d->today + 6 * A_DAY,
		"kind=event&clock=17:30&minutes=60&mode=in_person&repeats=once&asked=named&place=Small+room");
	static const char *const guests[] = { "Ines", "Rowan", "Marisol" };
	for (size_t k = 0; k < COUNT(guests); k++)
		demo_act(d, coordinator, named, "name=%s", guests[k]);
	plan(d, coordinator, "Warmline, evening", d->today + 1 * A_DAY, "kind=shift&clock=18:00&minutes=240&mode=phone&repeats=weekly&capacity=2&asked=supporters");
	for (size_t k = 0; k < n && d->st == OK; k++) {
		d->now += AN_HOUR;
		come(d, members[k], class, k % 3 == 2 ? "maybe" : "yes");
		come(d, members[k], party, "yes");
	}
	demo_act(d, facilitator, arena_printf(&d->kept, "%s/agenda", class), "words=%s&minutes=20", demo_enc(d, "Shopping with a list"));
	demo_act(d, members[n - 1], arena_printf(&d->kept, "%s/agenda", class), "words=%s&minutes=40", demo_enc(d, "Lentejas con verduras"));
}
