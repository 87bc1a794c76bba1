/* Sections that higher features add to a lower feature's page.  Knows the list of features and the order of cards; what a
 * card says is its feature's. */
#include "house.h"
#include "banned.h"

enum { CARDS_MAX = 32 };

const struct json_field cards_json[2] = { JSON_TEXT(cards_named, name), JSON_TEXT(cards_named, path) };

static bool fits(const struct req *r, const struct card *c, const char *place)
{
	return str_same(c->place, place) && (c->may & MAY_ANYONE || may(r, c->may));
}

/* Insertion by order: few cards, and equal ones stay as the features stand. */
static size_t gather(const struct req *r, const char *place, const struct card *to[CARDS_MAX])
{
	size_t n = 0;
	for (size_t f = 0; r->house && f < r->house->n; f++)
		for (size_t k = 0; k < r->house->features[f]->n_cards && n < CARDS_MAX; k++) {
			const struct card *c = &r->house->features[f]->cards[k];
			if (!fits(r, c, place))
				continue;
			size_t at = n++;
			for (; at > 0 && to[at - 1]->order > c->order; at--)
				to[at] = to[at - 1];
			to[at] = c;
		}
	return n;
}

/* The cards draw into a body of their own, which is then kept in the arena. */
enum status cards_html(struct req *r, const char *place, struct safe_html *ret)
{
	const struct card *card[CARDS_MAX];
	size_t n = gather(r, place, card);
	struct out page = r->out;
	enum status st = OK;
	r->out.at = NULL;
	r->out.n = r->out.room = 0;
	unsigned as = r->who.as;
	for (size_t i = 0; i < n && st == OK && r->want == WANT_PAGE; i++) {
		unsigned by = gate_closest(r->who.may & card[i]->may);
		r->who.as = by & MAY_SPECIAL ? by : as;         /* what it opens is opened by that right */
		st = card[i]->draw(r);
	}
	r->who.as = as;
	struct out cards = r->out;
	page.csrf_used |= cards.csrf_used;
	page.over |= cards.over;
	r->out = page;
	if (st == OK)
		ret->html = arena_copy(&r->arena, cards.at, cards.n);
	out_end(&cards);
	return st;
}

enum status cards_waiting(struct req *r, const char *place, int64_t *ret_n)
{
	struct opened_list before = r->opened;
	struct safe_html drawn;
	r->waits = 0;
	TRY(cards_html(r, place, &drawn));
	r->opened.n = before.n;
	r->opened.fields = before.fields;
	r->opened.undecided = before.undecided;
	r->opened.over = before.over;
	*ret_n = r->waits;
	return OK;
}

struct cards_named_list cards_named(struct req *r, const char *place)
{
	const struct card *card[CARDS_MAX];
	struct cards_named_list list = { .n = gather(r, place, card) };
	list.at = ARENA_ARRAY(&r->arena, list.n + 1, struct cards_named);
	for (size_t i = 0; i < list.n; i++)
		list.at[i] = (struct cards_named){ card[i]->name, card[i]->path };
	return list;
}
