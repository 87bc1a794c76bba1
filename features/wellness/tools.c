/* From a sign to what helps: lines of the toolbox that somebody chose for a part of their plan.  They are kept as they were
 * chosen: a line that the toolbox no longer has still helps. */
#include "inside.h"

enum { TOOLS_MAX = 60, CODE_BYTES = 8 };

static const struct form_field chosen_fields[] = {
	IDS_FIELD(struct wellness_chosen, tools, .max = TOOLS_MAX, .label = N_("What of your toolbox would help then?")),
};
const struct form wellness_chosen_form = FORM(wellness_chosen, chosen_fields);

static bool points_to_tools(const char *part)
{
	static const char *const parts[] = { "upsetting", "early-signs", "worse", "crisis", "after-crisis" };
	for (size_t i = 0; i < COUNT(parts); i++)
		if (str_same(parts[i], part))
			return true;
	return false;
}

/* A name for a line that stays the same while the line does. */
static const char *code_of(struct req *r, const char *line)
{
	struct bytes hash = seal_index(r, "wellness.tool", line);
	char *code = arena_take(&r->arena, 2 * CODE_BYTES + 1);
	for (size_t i = 0; i < CODE_BYTES && i < hash.n; i++)
		snprintf(code + 2 * i, 3, "%02x", hash.at[i]);
	return code;
}

/* The lines of the toolbox, and after them what was chosen and is not in it any more. */
static enum status lines_of(struct req *r, const struct documents_one *d, const char *chosen, struct str_list *ret)
{
	struct documents_words_list all;
	struct str_list toolbox = { 0 }, kept = chosen ? str_split(&r->arena, chosen, '\n', TOOLS_MAX) : (struct str_list){ 0 };
	TRY(documents_all(r, d, &all));
	for (size_t i = 0; i < all.n; i++)
		if (str_same(all.at[i].code, "toolbox"))
			toolbox = str_split(&r->arena, all.at[i].words, '\n', TOOLS_MAX);
	*ret = (struct str_list){ .at = ARENA_ARRAY(&r->arena, toolbox.n + kept.n, const char *) };
	for (size_t i = 0; i < toolbox.n + kept.n; i++) {
		const char *line = i < toolbox.n ? toolbox.at[i] : kept.at[i - toolbox.n];
		bool there = false;
		for (size_t k = 0; k < ret->n; k++)
			there |= str_same(ret->at[k], line);
		if (!there)
			ret->at[ret->n++] = line;
	}
	return OK;
}

static enum status stored(struct req *r, const char *document, const char *part, const char **ret)
{
	struct wellness_tools_get t;
	enum status st = wellness_tools_get(r, document, part, &t);
	*ret = st == OK ? t.tools : NULL;
	return st == MISSING ? OK : st;
}

enum status wellness_tools_save(struct req *r)
{
	const struct documents_one *d = r->object;
	const struct wellness_chosen *f = r->form;
	struct str_list lines;
	const char *was, *chosen = "";
	int64_t changed;
	if (!points_to_tools(r->part[1]))
		return MISSING;
	TRY(stored(r, d->id, r->part[1], &was));
	TRY(lines_of(r, d, was, &lines));
	for (size_t i = 0; i < lines.n; i++)
		for (size_t k = 0; k < f->tools.n; k++)
			if (str_same(code_of(r, lines.at[i]), f->tools.at[k]))
				chosen = arena_printf(&r->arena, "%s%s%s", chosen, *chosen ? "\n" : "", lines.at[i]);
	TRY(wellness_tools_clear(r, d->id, r->part[1], &changed));
	if (*chosen)
		TRY(wellness_tools_put(r, id_new(r), d->id, d->owner, r->part[1], chosen, &changed));
	return redirect_here(r, N_("Saved."), "/pages/%s/%s", d->id, r->part[1]);
}

/* Under a part of my plan that speaks of signs. */
enum status wellness_tools_card(struct req *r)
{
	const struct documents_one *d = r->object;
	struct wellness_tools_view v = { .id = d->id, .part = r->part[1] };
	struct str_list lines, kept = { 0 };
	const char *was;
	if (!str_same(d->template, "wellness") || !points_to_tools(r->part[1]))
		return OK;
	TRY(stored(r, d->id, r->part[1], &was));
	TRY(lines_of(r, d, was, &lines));
	if (was)
		kept = str_split(&r->arena, was, '\n', TOOLS_MAX);
	struct wellness_chosen first = { .tools = { .at = ARENA_ARRAY(&r->arena, kept.n, const char *) } };
	for (; first.tools.n < kept.n; first.tools.n++)
		first.tools.at[first.tools.n] = code_of(r, kept.at[first.tools.n]);
	struct form_option *at = ARENA_ARRAY(&r->arena, lines.n, struct form_option);
	for (size_t i = 0; i < lines.n; i++)
		at[i] = (struct form_option){ .code = code_of(r, lines.at[i]), .label = lines.at[i] };
	struct form_options offered = { .field = "tools", .n = lines.n, .at = at };
	v.none = lines.n == 0;
	v.chosen.n = kept.n;
	v.chosen.at = kept.at;
	form_show(r, &v.form, &wellness_chosen_form, &first);
	v.form.drawn.options = &offered;
	v.form.drawn.n_options = 1;
	v.form.drawn.mark = "tools";
	wellness_tools_draw(&r->out, &v);
	return OK;
}

/* On paper and in what is taken along the tools stand beside the part that points to them. */
enum status wellness_hear_gathering(struct req *r, const void *what)
{
	const struct documents_gathered *g = what;
	struct wellness_tools_of_list rows;
	if (!str_same(g->d->template, "wellness"))
		return OK;
	TRY(wellness_tools_of(r, g->d->id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		for (size_t k = 0; k < g->parts->n; k++)
			if (rows.at[i].tools && str_same(rows.at[i].part, g->parts->at[k].code))
				documents_put_beside(r, &g->parts->at[k], &(struct documents_beside){ .words = rows.at[i].tools,
					.name = words_say(&r->arena, &r->reader, N_("From my toolbox"), 0, NULL) });
	return OK;
}
