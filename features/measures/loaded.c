/* Lists of questions that were loaded: by a coordinator for their community, by the operator for one or for all.  A change is a new
 * definition; what was answered before is scored as it was asked. */
#include "inside.h"
#include "house.h"
#include "command.h"

static const struct form_field load_fields[] = {
	FILE_FIELD(struct measure_load, file, .required = true, .max = MEASURE_FILE_BYTES + 1, .label = N_("A text file with the list"),
		   .hint = N_("Up to 64 KB. If something in it does not fit, we say the line and how to mend it.")),
	FLAG_FIELD(struct measure_load, permitted, .required = true, .label = N_("Its licence lets us use it, or its owner has allowed it")),
};
const struct form measure_load_form = FORM(measure_load, load_fields);

/* ---- finding one ---- */

const char *measure_say(struct req *r, const struct measure *m, const char *words)
{
	return m->loaded ? words : words_say(&r->arena, &r->reader, words, 0, NULL);
}

enum status measure_loaded(struct req *r, const char *id, const char *content, const struct measure **ret)
{
	struct measure *m = ARENA_NEW(&r->arena, struct measure);
	struct measure_wrongs wrong;
	if (!measure_file_read(&r->arena, (struct slice){ content, strlen(content) }, m, &wrong))
		return BROKEN;          /* it was read before it was stored */
	m->loaded = id ? id : "";
	*ret = m;
	return OK;
}

static const struct measure *const ours[] = { &measure_barc10, &measure_cbi };

/* The code of a list that comes with Kith, or a word that its pages need. */
static bool taken(const char *code)
{
	for (size_t i = 0; i < COUNT(ours); i++)
		if (str_same(ours[i]->code, code))
			return true;
	return str_same(code, "load");
}

enum status measure_find(struct req *r, const char *code, const struct measure **ret)
{
	struct measure_definition_here x;
	const struct measure *m;
	for (size_t i = 0; i < COUNT(ours); i++)
		if (str_same(ours[i]->code, code)) {
			*ret = ours[i];
			return OK;
		}
	TRY(measure_definition_here(r, r->community.id, code, &x));
	TRY(measure_loaded(r, x.id, x.content, &m));
	struct measure *found = ARENA_NEW(&r->arena, struct measure);
	*found = *m;
	found->closed = x.closed != NO_INT;
	*ret = found;
	return OK;
}

/* ---- loading one ---- */

/* The sentences are in the reader's language when they are noted: each has up to three values. */
static enum status tell_wrong(struct req *r, const struct measure_wrongs *wrong)
{
	for (size_t i = 0; i < wrong->n; i++) {
		const struct measure_wrong *w = &wrong->at[i];
		if (fault_with(r, "file", "line", "{0}", word_text(words_say(&r->arena, &r->reader, w->words, COUNT(w->arg), w->arg))) != INVALID)
			return BROKEN;
	}
	return INVALID;
}

/* community NULL: for all.  ret_again: the very same is offered already, and nothing was done. */
static enum status load(struct req *r, const char *community, struct slice file, const struct measure **ret, bool *ret_again)
{
	struct measure *m = ARENA_NEW(&r->arena, struct measure);
	struct measure_wrongs wrong;
	struct measure_definition_last last;
	int64_t changed, number = 1;
	const char *content = arena_copy(&r->arena, file.at, file.n);
	if (!measure_file_read(&r->arena, file, m, &wrong))
		return tell_wrong(r, &wrong);
	if (taken(m->code))
		return fault_with(r, "file", "taken", N_("The code “{0}” is taken by Kith itself. Choose another one."), word_text(m->code));
	*ret = m;
	enum status st = measure_definition_last(r, community, m->code, &last);
	if (st != OK && st != MISSING)
		return st;
	*ret_again = st == OK && last.closed == NO_INT && str_same(last.content, content);
	if (*ret_again)
		return OK;
	if (st == OK)
		number = last.number + 1;
	TRY(measure_definitions_close(r, community, m->code, r->now, &changed));
	return measure_definition_add(r, id_new(r), community, m->code, number, content, r->now, r->who.person, &changed);
}

static const struct json_field loaded_json[] = {
	JSON_TEXT(measure_loaded_row, id), JSON_TEXT(measure_loaded_row, code), JSON_TEXT(measure_loaded_row, name), JSON_INT(measure_loaded_row, number),
	JSON_INT(measure_loaded_row, questions), JSON_TIME(measure_loaded_row, loaded),
};
static const struct json_field measures_load_json[] = { JSON_LIST(measures_load_view, loaded, loaded_json) };

enum status measures_load_show(struct req *r)
{
	struct measures_load_view v = { 0 };
	struct measure_definitions_here_list here;
	const struct measure *m;
	TRY(measure_definitions_here(r, r->community.id, &here));
	v.loaded.at = ARENA_ARRAY(&r->arena, here.n, struct measure_loaded_row);
	for (size_t i = 0; i < here.n; i++) {
		TRY(measure_loaded(r, here.at[i].id, here.at[i].content, &m));
		v.loaded.at[v.loaded.n++] = (struct measure_loaded_row){ .id = here.at[i].id, .code = here.at[i].code, .name = m->name, .loaded = here.at[i].loaded,
			.number = here.at[i].number, .questions = (int64_t)m->n_items, .ours = here.at[i].community != NULL };
	}
	form_show(r, &v.form, &measure_load_form, NULL);
	return REPLY(r, measures_load, &v);
}

enum status measures_load(struct req *r)
{
	const struct measure_load *f = r->form;
	const struct measure *m;
	bool again;
	TRY(load(r, r->community.id, f->file, &m, &again));
	return redirect_here(r, again ? N_("This list is offered already, word for word.") : N_("Loaded. Members can answer it now."), "/measures/%s", m->code);
}

enum status measures_close(struct req *r)
{
	int64_t changed;
	TRY(measure_definition_close(r, r->part[0], r->community.id, r->now, &changed));
	return changed ? redirect_here(r, N_("It is not offered any more. Answers stay with those who gave them."), "/measures/load") : MISSING;
}

/* ---- kith measures load FILE [--community C] ---- */

enum status measures_command(struct req *r, int argc, char **argv)
{
	static const char *const known[] = { "community", "json", NULL };
	static const char *const switches[] = { "json", NULL };
	const char *path = command_word(argc, argv, 0, switches), *community = command_option(argc, argv, "community");
	const struct measure *m;
	struct slice file;
	bool again;
	TRY(command_known(r, argc, argv, known));
	if (!path)
		return fault(r, NULL, "usage", N_("Say which file: kith measures load FILE [--community C]"));
	if (community) {
		enum status st = communities_enter_named(r, community);
		if (st == MISSING)
			return fault_with(r, "community", "unknown", N_("There is no community “{0}”."), word_text(community));
		TRY(st);
	}
	TRY(r->house->file(r, path, &file));
	TRY(load(r, community ? r->community.id : NULL, file, &m, &again));
	struct word_arg name[] = { word_text(m->name), word_int((int64_t)m->n_items) };
	const char *line = words_say(&r->arena, &r->reader, again ? N_("“{0}” is offered already, word for word.") : N_("Loaded: “{0}”, {1} questions."), COUNT(name), name);
	if (r->want == WANT_JSON) {
		OUT_LITERAL(&r->out, "{\"code\":");
		out_json_str(&r->out, m->code);
		out_printf(&r->out, ",\"questions\":%zu,\"loaded\":%s}\n", m->n_items, again ? "false" : "true");
		return OK;
	}
	out_raw(&r->out, line, strlen(line));
	OUT_LITERAL(&r->out, "\n");
	return OK;
}
