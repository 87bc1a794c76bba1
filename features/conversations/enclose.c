/* Pictures and recordings on their way in: read from the form, made anew in the studio, sealed and kept.  Leaves showing them to
 * enclosed.c. */
#include "inside.h"
#include "enclose.h"
#include "house.h"
#include "queries.h"

static const struct { const char *file, *words; bool voice; } names[ENCLOSED_MAX] = {
	{ "picture1", "about1", false }, { "picture2", "about2", false }, { "picture3", "about3", false }, { "picture4", "about4", false },
	{ "voice", "said", true },
};

bool enclosed_comes(const struct req *r)
{
	for (size_t k = 0; k < ENCLOSED_MAX; k++) {
		const struct param *p = param_find(&r->params, names[k].file);
		if (p && p->value.n)
			return true;
	}
	return false;
}

const struct enclosed_list *enclosed_sent(const struct req *r)
{
	static const struct enclosed_list none = { 0 };
	return r->slow ? r->slow : &none;
}

enum status enclosed_allowed(struct req *r, bool *ret_pictures, bool *ret_voices)
{
	struct talk_allows x;
	TRY(talk_allows(r, r->community.id, &x));
	*ret_pictures = x.pictures;
	*ret_voices = x.voices;
	return OK;
}

/* ---- the fields ---- */

static const struct form_field enclose_fields[] = { ENCLOSE_FIELDS(enclose_sent) };
static const struct form enclose_form = FORM(enclose_sent, enclose_fields);

enum status enclosed_form(struct req *r, const char *mark, struct conversations_enclose_view *ret)
{
	TRY(enclosed_allowed(r, &ret->pictures, &ret->voices));
	form_show(r, &ret->form, &enclose_form, NULL);
	ret->form.drawn.mark = mark;
	ret->form.drawn.typed = r->came_back ? &r->params : NULL;      /* of the whole form: these are some of its fields */
	ret->again = r->came_back && enclosed_comes(r);
	r->reply.records = ret->voices;
	return OK;
}

/* ---- making anew ---- */

static enum status not_taken(struct req *r, size_t k, enum remake_end end)
{
	const char *field = names[k].file;
	bool voice = names[k].voice;
	switch (end) {
	case REMAKE_UNKNOWN:
		return fault(r, field, "kind", voice ? N_("This kind of recording cannot be read here. Please choose one that ends in .wav, .mp3, .ogg or .flac.") :
			N_("This is not a picture that can be read here. Please choose a photo or a picture that ends in .jpg, .png or .webp."));
	case REMAKE_LARGE:
		return voice ? fault_with(r, field, "long", N_("This recording is too long. Please keep it to {0} minutes."), word_int(REMAKE_VOICE_SECONDS / 60)) :
			fault(r, field, "large", N_("This picture has too many dots. Please choose a smaller one, or take a screenshot of it."));
	case REMAKE_BUSY:
		return fault(r, field, "busy", N_("Many pictures are coming in right now. Your words are kept here; please try again in a minute."));
	case REMAKE_AWAY:
		return fault(r, field, "away", N_("Pictures and recordings cannot be taken right now. You can send your words without them."));
	case REMADE:
	case REMAKE_HURT:
		break;
	}
	return fault(r, field, "hurt", voice ? N_("This recording could not be read. Please record it again, or choose another one.") :
		N_("This picture could not be read. It may be damaged. Please choose another one, or take a screenshot of it."));
}

static enum status made_anew(struct req *r, size_t k, struct slice sent, struct enclosed_list *to)
{
	struct remade made = { .end = REMAKE_AWAY };
	bool voice = names[k].voice;
	const struct param *words = param_find(&r->params, names[k].words);
	size_t most = voice ? VOICE_BYTES : PICTURE_BYTES;
	if (sent.n > most)
		return fault_with(r, names[k].file, "bytes", voice ? N_("This recording is too large. It may have at most {0} megabytes.") :
				  N_("This picture is too large. It may have at most {0} megabytes."), word_int((int64_t)(most >> 20)));
	if (r->house->remake)
		r->house->remake(r->house->studio, &r->arena, voice ? REMAKE_VOICE : REMAKE_PICTURE, sent, &made);
	if (made.end != REMADE)
		return not_taken(r, k, made.end);
	to->at[to->n++] = (struct enclosed){ voice, words ? str_trim(&r->arena, words->value) : NULL, made.whole, made.small, made.width, made.height, made.seconds };
	return OK;
}

/* So many pictures and recordings a day are one person's; those of this message not yet counted. */
static enum status not_too_many(struct req *r, bool voice, const char *field)
{
	struct enclosures_since n;
	int64_t most = voice ? VOICES_A_DAY : PICTURES_A_DAY;
	TRY(enclosures_since(r, r->who.person, voice ? "voice" : "picture", r->now - DAY, &n));
	if (n.n < most)
		return OK;
	return fault_with(r, field, "many", voice ? N_("You have sent {0} recordings since yesterday. More can be sent tomorrow; words always.") :
			  N_("You have sent {0} pictures since yesterday. More can be sent tomorrow; words always."), word_int(n.n));
}

static enum status wanted_here(struct req *r, size_t k)
{
	bool pictures, voices;
	TRY(enclosed_allowed(r, &pictures, &voices));
	if (names[k].voice ? voices : pictures)
		return not_too_many(r, names[k].voice, names[k].file);
	return fault(r, names[k].file, "off", names[k].voice ? N_("This community does not take recordings. Please send it in words.") :
		     N_("This community does not take pictures. Please send it in words."));
}

enum status enclosed_remake(struct req *r)
{
	struct enclosed_list *all = ARENA_NEW(&r->arena, struct enclosed_list);
	for (size_t k = 0; k < ENCLOSED_MAX; k++) {
		const struct param *p = param_find(&r->params, names[k].file);
		if (!p || !p->value.n)
			continue;
		TRY(wanted_here(r, k));
		TRY(made_anew(r, k, p->value, all));
	}
	r->slow = all;
	return OK;
}

/* ---- keeping ---- */

enum status enclosed_add(struct req *r, const char *message, const struct enclosed_list *all)
{
	for (size_t k = 0; k < all->n; k++) {
		const struct enclosed *x = &all->at[k];
		const char *id = id_new(r), *me = r->who.person;
		struct bytes small = { 0 }, whole;
		TRY(seal_close_bytes(r, "enclosure_bytes.whole", me, id, x->whole, &whole));
		if (x->small.n)
			TRY(seal_close_bytes(r, "enclosure_bytes.small", me, id, x->small, &small));
		TRY(enclosure_add(r, id, message, me, (int64_t)k + 1, x->voice ? "voice" : "picture", x->words && *x->words ? x->words : NULL,
				  x->voice ? NO_INT : x->width, x->voice ? NO_INT : x->height, x->voice ? x->seconds : NO_INT, r->now, NULL));
		TRY(enclosure_bytes_add(r, id, small, whole, NULL));
	}
	return OK;
}

enum status enclosed_gone(struct req *r, const char *message)
{
	int64_t gone;
	TRY(enclosure_bytes_gone(r, message, &gone));
	if (gone)
		db_gone(r);
	return enclosures_gone(r, message, NULL);
}
