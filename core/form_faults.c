/* The list of faults at the top of a form that came back, and how a fault and a field are named.  Leaves the fields
 * themselves to form_draw.c. */
#include "form_shown.h"

void field_id(const struct form_drawn *f, const struct form_field *x, char *to, size_t size)
{
	snprintf(to, size, "f-%s%s%s", f->mark ? f->mark : "", f->mark ? "-" : "", x->name);
}

void out_fault_words(struct out *o, const struct fault *fault)
{
	out_words(o, WORDS_TEXT, words_hash(fault->words), fault->words, 1, &fault->arg);
}

static void say(struct out *o, const char *message)
{
	out_words(o, WORDS_TEXT, words_hash(message), message, 0, NULL);
}

static void out_fault_link(struct out *o, const struct form_drawn *f, const struct fault *fault)
{
	char id[128];
	const struct form_field *x = NULL;
	for (size_t i = 0; i < f->table->n; i++)
		if (str_same(f->table->field[i].name, fault->field))
			x = &f->table->field[i];
	OUT_LITERAL(o, "<li>");
	if (!x || x->hidden || x->in_path || !x->label) {
		out_fault_words(o, fault);
	} else {
		field_id(f, x, id, sizeof id);
		OUT_LITERAL(o, "<a href=\"#");
		out_attr_str(o, id);
		OUT_LITERAL(o, "\">");
		say(o, x->label);
		OUT_LITERAL(o, "</a> ");
		out_fault_words(o, fault);
	}
	OUT_LITERAL(o, "</li>");
}

void out_faults(struct out *o, const struct form_drawn *f)
{
	if (!f->r || !f->typed || (f->r->n_faults == 0 && !f->r->stale))
		return;
	OUT_LITERAL(o, "<div class=\"faults\" role=\"alert\" tabindex=\"-1\"><h2>");
	say(o, N_("There is something to look at again"));
	OUT_LITERAL(o, "</h2>");
	if (f->r->stale) {
		OUT_LITERAL(o, "<p>");
		say(o, N_("This was changed while you were writing. What you wrote is still here, and beside it what was saved meanwhile. To keep yours, save once more."));
		OUT_LITERAL(o, "</p>");
	}
	if (f->r->n_faults) {
		OUT_LITERAL(o, "<ul>");
		for (size_t i = 0; i < f->r->n_faults; i++)
			out_fault_link(o, f, &f->r->faults[i]);
		OUT_LITERAL(o, "</ul>");
	}
	OUT_LITERAL(o, "</div>");
}
