/* Everybody of the demo writes, shares and leaves half-written, through the same forms as real people.  The words are in
 * demo_pages.c. */
#include "demo_own.h"

enum { A_DAY = 86400, AN_HOUR = 3600 };

size_t demo_by_login(const char *login)
{
	for (size_t k = 0; k < demo_people_n; k++)
		if (strcmp(demo_people[k].login, login) == 0)
			return k;
	return demo_people_n;
}

static void write_part(struct demo *d, const char *person, const char *page, const struct demo_part *p)
{
	demo_look(d, person, demo_here(d, "/pages/%s/%s", page, p->part));
	int version = (int)json_integer_value(json_object_get(d->page, "version"));
	int draft = (int)json_integer_value(json_object_get(d->page, "draft_number"));
	if (p->draft)
		demo_act(d, person, demo_here(d, "/pages/%s/%s/draft", page, p->part), "words=%s&draft=%d", demo_enc(d, p->words), draft);
	else
		demo_act(d, person, demo_here(d, "/pages/%s/%s", page, p->part), "words=%s&version=%d&then=stop", demo_enc(d, p->words), version);
}

static void one_page(struct demo *d, const struct demo_page *x)
{
	const char *person = d->id[demo_by_login(x->login)];
	d->now = d->today - x->days_ago * A_DAY + 18 * AN_HOUR;
	demo_act(d, person, demo_here(d, "/pages"), "template=%s&title=%s", x->template, x->title ? demo_enc(d, x->title) : "");
	const char *page = demo_id_after(d, "/pages/");
	for (size_t i = 0; i < sizeof x->parts / sizeof *x->parts && x->parts[i].part && d->st == OK; i++) {
		d->now += i ? 20 * AN_HOUR : 600;
		if (d->now > d->today)
			d->now = d->today;
		write_part(d, person, page, &x->parts[i]);
	}
	if (x->own.title) {
		demo_act(d, person, demo_here(d, "/pages/%s/parts", page), "title=%s", demo_enc(d, x->own.title));
		write_part(d, person, page, &(struct demo_part){ strrchr(d->at, '/') + 1, x->own.words, false });
	}
	if (x->audience)
		demo_act(d, person, demo_here(d, "/pages/%s/sharing", page), "audience=%s%s%s", x->audience, x->named ? "&people=" : "",
			 x->named ? d->id[demo_by_login(x->named)] : "");
	if (x->beside.part)
		demo_act(d, d->id[demo_by_login(x->beside.login)], demo_here(d, "/shared/%s/%s/beside", page, x->beside.part), "words=%s",
			 demo_enc(d, x->beside.words));
	if (x->telling)
		demo_act(d, person, demo_here(d, "/pages/%s/telling", page), "%s&version=0", x->telling);
	if (x->opener)
		demo_act(d, person, demo_here(d, "/pages/%s/openers", page), "people=%s", d->id[demo_by_login(x->opener)]);
}

/* Marisol says how some of her days were; on the others she had other things to do. */
static void some_days(struct demo *d)
{
	static const struct { int ago; const char *feeling, *words; } days[] = {
		{ 38, "very_hard", "Curtains closed." }, { 36, "hard", NULL }, { 33, "hard", "Walked to the corner." }, { 29, "so_so", NULL },
		{ 25, "good", "The bridge with Rowan." }, { 22, "so_so", NULL }, { 17, "good", NULL }, { 12, "hard", "A letter came." },
		{ 8, "so_so", NULL }, { 5, "good", "I sang." }, { 2, "very_good", NULL },
	};
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		d->now = d->today - days[i].ago * A_DAY + 20 * AN_HOUR;
		demo_act(d, d->id[demo_by_login("marisol")], demo_here(d, "/check-in"), "feeling=%s&words=%s", days[i].feeling,
			 days[i].words ? demo_enc(d, days[i].words) : "");
	}
}

/* Two ask themselves how they are; each digit is a step, '0' one left out. */
static void some_answers(struct demo *d)
{
	static const struct { const char *login, *measure, *steps; int ago; } taken[] = {
		{ "marisol", "barc-10", "4233252322", 60 }, { "marisol", "barc-10", "5333353423", 30 }, { "marisol", "barc-10", "5444354434", 3 },
		{ "rowan", "cbi", "2333444433344344344", 50 }, { "rowan", "cbi", "3444540000000000000", 4 },
	};
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
		const char *body = "";
		for (size_t k = 0; taken[i].steps[k]; k++)
			body = arena_printf(&d->kept, "%s%sanswers=%zu-%c", body, k ? "&" : "", k + 1, taken[i].steps[k]);
		d->now = d->today - taken[i].ago * A_DAY + 19 * AN_HOUR;
		demo_act(d, d->id[demo_by_login(taken[i].login)], demo_here(d, "/measures/%s", taken[i].measure), "%s", body);
	}
}

void demo_write_pages(struct demo *d)
{
	some_days(d);
	some_answers(d);
	for (size_t i = 0; i < demo_pages_n && d->st == OK; i++)
		one_page(d, &demo_pages[i]);
}
