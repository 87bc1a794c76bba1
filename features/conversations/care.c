/* Words that somebody may write when it is very dark.  Nobody is alerted, nothing is noted: the page offers help to the one who
 * wrote, and to nobody else.  Too often costs a quiet line; too seldom leaves somebody alone with it. */
#include "inside.h"

/* Of every language, whatever the page's: people mix them.  Case and accents do not matter; ’ and ' are told apart, so both stand here. */
static const char *const words[] = {
	/* English */
	"kill myself", "killing myself", "end my life", "ending my life", "take my own life", "take my life", "want to die", "wanna die",
	"wish i was dead", "wish i were dead", "better off dead", "better off without me", "suicide", "suicidal", "hurt myself", "hurting myself",
	"harm myself", "harming myself", "self-harm", "cut myself", "cutting myself", "overdose", "no reason to live", "not worth living",
	"don't want to live", "don’t want to live", "do not want to live", "don't want to be alive", "don’t want to be alive", "don't want to be here anymore", "don’t want to be here anymore", "don't want to wake up", "don’t want to wake up",
	"can't go on", "can’t go on", "cannot go on", "end it all", "jump off",
	/* Spanish */
	"matarme", "me quiero matar", "me voy a matar", "quiero morir", "quiero morirme", "me quiero morir", "quitarme la vida", "acabar con mi vida",
	"terminar con mi vida", "acabar con todo", "no quiero vivir", "no quiero seguir viviendo", "ya no quiero estar aquí", "no quiero despertar",
	"suicidio", "suicidarme", "suicida", "hacerme daño", "lastimarme", "cortarme las venas", "cortarme la piel", "me corto", "sobredosis",
	"ojalá estuviera muerto", "ojalá estuviera muerta", "mejor estar muerto", "mejor estar muerta", "estarían mejor sin mí",
	"no vale la pena vivir", "no puedo seguir así", "ya no puedo más",
};

/* A letter before or after: then it is a part of another word. */
static bool letter(char c) { return c >= 'a' && c <= 'z'; }

static bool holds(const char *text, const char *word)
{
	size_t n = strlen(word);
	for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
		if ((at == text || !letter(at[-1])) && !letter(at[n]))
			return true;
	return false;
}

/* Runs of white space as one blank: a line may break anywhere. */
static const char *on_one_line(struct req *r, const char *s)
{
	char *one = arena_take(&r->arena, strlen(s) + 1), *to = one;
	for (; *s; s++)
		if (*s != ' ' && *s != '\n' && *s != '\t')
			*to++ = *s;
		else if (to > one && to[-1] != ' ')
			*to++ = ' ';
	*to = '\0';
	return one;
}

bool talk_heavy(struct req *r, const char *said)
{
	if (!said)
		return false;
	const char *text = on_one_line(r, str_sought(&r->arena, said));
	for (size_t k = 0; k < COUNT(words); k++)
		if (holds(text, str_sought(&r->arena, words[k])))
			return true;
	return false;
}

bool talk_heavy_typed(struct req *r, const struct form *f, const char *field)
{
	const struct params *typed = form_typed(r, f);
	const struct param *p = typed ? param_find(typed, field) : NULL;
	return p && talk_heavy(r, arena_copy(&r->arena, p->value.at, p->value.n));
}
