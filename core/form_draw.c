/* Draws a field: label, hint, fault, input with its limits.  Knows HTML and what screen readers need of it; leaves what the
 * field shows to form_shown.c.  Optional fields say so in words; required ones do not. */
#include "form_shown.h"

enum { RADIOS_MAX = 7, MANY_OPTIONS = 4, SHORT_TEXT = 16, TEXTAREA_ROWS = 5, TEXTAREA_ROWS_LONG = 10, LONG_TEXT = 2000 };

static void say(struct out *o, const char *message)
{
	out_words(o, WORDS_TEXT, words_hash(message), message, 0, NULL);
}

static void out_attr_pair(struct out *o, const char *name, const char *value)
{
	OUT_LITERAL(o, " ");
	out_raw(o, name, strlen(name));
	OUT_LITERAL(o, "=\"");
	out_attr_str(o, value);
	OUT_LITERAL(o, "\"");
}

static const struct fault *fault_of(const struct form_drawn *f, const struct form_field *x)
{
	if (!f->typed || !f->r)
		return NULL;
	for (size_t i = 0; i < f->r->n_faults; i++)
		if (str_same(f->r->faults[i].field, x->name))
			return &f->r->faults[i];
	return NULL;
}

/* ---- what stands around an input ---- */

static bool says_limit(const struct form_field *x)
{
	return x->type == FORM_TEXT && x->multiline;
}

/* The parts that describe the input, in the order in which they are read. */
static void out_described(const struct drawing *d)
{
	const struct { bool there; const char *suffix; } parts[] = {
		{ d->x->hint, "hint" }, { says_limit(d->x), "limit" }, { d->stale, "stale" }, { d->fault, "fault" },
	};
	bool any = false;
	for (size_t i = 0; i < COUNT(parts); i++) {
		if (!parts[i].there)
			continue;
		if (any)
			OUT_LITERAL(d->o, " ");
		else
			OUT_LITERAL(d->o, " aria-describedby=\"");
		out_attr_str(d->o, d->id);
		OUT_LITERAL(d->o, "-");
		out_attr_str(d->o, parts[i].suffix);
		any = true;
	}
	if (any)
		OUT_LITERAL(d->o, "\"");
}

static void out_open_note(const struct drawing *d, const char *class, const char *suffix)
{
	OUT_LITERAL(d->o, "<p class=\"");
	out_attr_str(d->o, class);
	OUT_LITERAL(d->o, "\" id=\"");
	out_attr_str(d->o, d->id);
	OUT_LITERAL(d->o, "-");
	out_attr_str(d->o, suffix);
	OUT_LITERAL(d->o, "\">");
}

static void out_notes(const struct drawing *d)
{
	struct out *o = d->o;
	if (d->x->hint) {
		out_open_note(d, "hint", "hint");
		say(o, d->x->hint);
		OUT_LITERAL(o, "</p>");
	}
	if (says_limit(d->x)) {
		struct word_arg max = word_int(field_max(d->x));
		out_open_note(d, "hint", "limit");
		out_words(o, WORDS_TEXT, words_hash("At most {0} letters."), N_("At most {0} letters."), 1, &max);
		OUT_LITERAL(o, "</p>");
	}
	if (d->stale) {
		out_open_note(d, "stale", "stale");
		say(o, N_("Saved meanwhile:"));
		OUT_LITERAL(o, " <span>");
		out_stored(d);
		OUT_LITERAL(o, "</span></p>");
	}
	if (d->fault) {
		out_open_note(d, "fault", "fault");
		out_fault_words(o, d->fault);
		OUT_LITERAL(o, "</p>");
	}
}

static void out_label_words(const struct drawing *d)
{
	if (d->x->label)
		say(d->o, d->x->label);
	if (!d->x->required && !d->x->or_another && d->x->type != FORM_FLAG) {
		OUT_LITERAL(d->o, " <span class=\"optional\">");
		say(d->o, N_("(if you wish)"));
		OUT_LITERAL(d->o, "</span>");
	}
}

static void out_label(const struct drawing *d)
{
	OUT_LITERAL(d->o, "<label");
	out_attr_pair(d->o, "for", d->id);
	OUT_LITERAL(d->o, ">");
	out_label_words(d);
	OUT_LITERAL(d->o, "</label>");
}

static void out_input_rest(const struct drawing *d)
{
	if (d->x->required)
		OUT_LITERAL(d->o, " required");
	if (d->fault)
		OUT_LITERAL(d->o, " aria-invalid=\"true\"");
	out_described(d);
}

/* ---- inputs ---- */

static void out_value(const struct drawing *d)
{
	struct shown now;
	shown_now(d, &now);
	if (now.text.n == 0)
		return;
	OUT_LITERAL(d->o, " value=\"");
	out_sent(d->o, WORDS_ATTR, now.text);
	OUT_LITERAL(d->o, "\"");
}

static void out_day_limit(struct out *o, const char *name, int64_t day)
{
	struct civil c = day_civil(day);
	out_printf(o, " %s=\"%04d-%02d-%02d\"", name, c.year, c.month, c.day);
}

/* Type, limits and keyboard.  Numbers are text with a number pad: type=number changes its value when somebody scrolls. */
static void out_input_kind(const struct drawing *d)
{
	const struct form_field *x = d->x;
	struct out *o = d->o;
	switch (x->type) {
	case FORM_SECRET:
		OUT_LITERAL(o, " type=\"password\" spellcheck=\"false\" autocapitalize=\"none\"");
		break;
	case FORM_INT:
		OUT_LITERAL(o, " type=\"text\" class=\"short\"");
		if (x->min >= 0)
			out_attr_pair(o, "inputmode", "numeric");
		break;
	case FORM_REAL:
		OUT_LITERAL(o, " type=\"text\" class=\"short\" inputmode=\"decimal\"");
		break;
	case FORM_DAY:
		OUT_LITERAL(o, " type=\"date\"");
		if (x->min)
			out_day_limit(o, "min", x->min);
		if (x->max)
			out_day_limit(o, "max", x->max);
		break;
	case FORM_CLOCK:
		OUT_LITERAL(o, " type=\"time\"");
		break;
	case FORM_FILE:
		OUT_LITERAL(o, " type=\"file\"");
		if (d->x->accept)
			out_attr_pair(o, "accept", d->x->accept);
		return;
	default:
		out_attr_pair(o, "type", str_same(x->autocomplete, "email") ? "email" : str_same(x->autocomplete, "tel") ? "tel" : "text");
		if (field_max(x) <= SHORT_TEXT)
			out_attr_pair(o, "class", "short");
		out_printf(o, " maxlength=\"%lld\"", (long long)field_max(x));
		if (str_same(x->autocomplete, "username") || str_same(x->autocomplete, "one-time-code"))
			OUT_LITERAL(o, " spellcheck=\"false\" autocapitalize=\"none\"");
	}
	out_attr_pair(o, "autocomplete", x->autocomplete ? x->autocomplete : "off");
}

static void out_input(const struct drawing *d)
{
	struct out *o = d->o;
	out_label(d);
	out_notes(d);
	OUT_LITERAL(o, "<input");
	out_attr_pair(o, "id", d->id);
	out_attr_pair(o, "name", d->x->name);
	out_input_kind(d);
	if (d->x->type != FORM_SECRET && d->x->type != FORM_FILE)
		out_value(d);
	out_input_rest(d);
	OUT_LITERAL(o, ">");
}

/* No maxlength: browsers would cut off a long pasted text without a word.  The limit is said, and a longer text comes back
 * whole with a fault beside it. */
static void out_textarea(const struct drawing *d)
{
	struct out *o = d->o;
	struct shown now;
	shown_now(d, &now);
	out_label(d);
	out_notes(d);
	OUT_LITERAL(o, "<textarea");
	out_attr_pair(o, "id", d->id);
	out_attr_pair(o, "name", d->x->name);
	out_printf(o, " rows=\"%d\"", field_max(d->x) >= LONG_TEXT ? TEXTAREA_ROWS_LONG : TEXTAREA_ROWS);
	out_attr_pair(o, "autocomplete", d->x->autocomplete ? d->x->autocomplete : "off");
	out_input_rest(d);
	OUT_LITERAL(o, ">\n");          /* HTML drops one line break here: a text that begins with one keeps it */
	out_sent(o, WORDS_TEXT, now.text);
	OUT_LITERAL(o, "</textarea>");
}

static void out_flag(const struct drawing *d)
{
	struct out *o = d->o;
	struct shown now;
	shown_now(d, &now);
	OUT_LITERAL(o, "<label class=\"choice\"><input type=\"checkbox\" value=\"1\"");
	out_attr_pair(o, "id", d->id);
	out_attr_pair(o, "name", d->x->name);
	if (flag_read(slice_trim(now.text)))
		OUT_LITERAL(o, " checked");
	out_input_rest(d);
	OUT_LITERAL(o, "> <span>");
	out_label_words(d);
	OUT_LITERAL(o, "</span></label>");
	out_notes(d);
}

static void out_hidden(const struct drawing *d)
{
	struct shown now;
	/* on a stale form the version is that of what is shown now: sent again, the person's words are meant to win */
	if (d->f->stored && d->f->r && d->f->r->stale)
		shown_stored(d, &now);
	else
		shown_now(d, &now);
	OUT_LITERAL(d->o, "<input type=\"hidden\"");
	out_attr_pair(d->o, "name", d->x->name);
	OUT_LITERAL(d->o, " value=\"");
	out_sent(d->o, WORDS_ATTR, now.text);
	OUT_LITERAL(d->o, "\">");
}

/* ---- choices ---- */

/* Options of the page and choices of the table look the same from here on. */
static size_t options_n(const struct drawing *d)
{
	const struct form_options *options = options_of(d);
	return d->x->of ? d->x->of->n : options ? options->n : 0;
}

static struct form_option option_at(const struct drawing *d, size_t k)
{
	if (!d->x->of)
		return options_of(d)->at[k];
	return (struct form_option){ d->x->of->at[k].code, d->x->of->at[k].label, d->x->of->at[k].help };
}

/* The labels of .of are messages; those of a page's options are a community's or a person's own words. */
static void out_option_words(const struct drawing *d, const char *words)
{
	if (d->x->of)
		say(d->o, words);
	else
		out_text_str(d->o, words);
}

static void out_select(const struct drawing *d)
{
	struct out *o = d->o;
	out_label(d);
	out_notes(d);
	OUT_LITERAL(o, "<select");
	out_attr_pair(o, "id", d->id);
	out_attr_pair(o, "name", d->x->name);
	out_attr_pair(o, "autocomplete", d->x->autocomplete ? d->x->autocomplete : "off");
	out_input_rest(d);
	OUT_LITERAL(o, "><option value=\"\">");
	say(o, d->x->required ? N_("Please choose") : N_("Leave it open"));
	OUT_LITERAL(o, "</option>");
	for (size_t k = 0; k < options_n(d); k++) {
		struct form_option one = option_at(d, k);
		OUT_LITERAL(o, "<option");
		out_attr_pair(o, "value", one.code);
		if (ticked_now(d, one.code, (int64_t)k))
			OUT_LITERAL(o, " selected");
		OUT_LITERAL(o, ">");
		out_option_words(d, one.label);
		OUT_LITERAL(o, "</option>");
	}
	OUT_LITERAL(o, "</select>");
}

static void out_box(const struct drawing *d, const char *type, size_t k, bool *any)
{
	struct out *o = d->o;
	struct form_option one = option_at(d, k);
	bool ticked = ticked_now(d, one.code, (int64_t)k);
	OUT_LITERAL(o, "<label class=\"choice\"><input");
	out_attr_pair(o, "type", type);
	out_attr_pair(o, "name", d->x->name);
	out_attr_pair(o, "value", one.code);
	if (k == 0)
		out_attr_pair(o, "id", d->id);
	if (ticked)
		OUT_LITERAL(o, " checked");
	if (d->x->required && type[0] == 'r')
		OUT_LITERAL(o, " required");
	OUT_LITERAL(o, "> <span>");
	out_option_words(d, one.label);
	if (one.help) {
		OUT_LITERAL(o, " <small>");
		out_option_words(d, one.help);
		OUT_LITERAL(o, "</small>");
	}
	OUT_LITERAL(o, "</span></label>");
	*any |= ticked;
}

/* A radio button cannot be taken back: where no answer is an answer, it has a button of its own. */
static void out_no_answer(const struct drawing *d, bool any)
{
	OUT_LITERAL(d->o, "<label class=\"choice\"><input type=\"radio\" value=\"\"");
	out_attr_pair(d->o, "name", d->x->name);
	if (!any)
		OUT_LITERAL(d->o, " checked");
	OUT_LITERAL(d->o, "> <span>");
	say(d->o, N_("Leave it open"));
	OUT_LITERAL(d->o, "</span></label>");
}

/* How the options stand: numbers in a row, many in columns where there is room, few one below the other. */
static const char *choices_class(const struct drawing *d)
{
	size_t numbers = 0, n = options_n(d);
	int64_t number;
	for (size_t k = 0; d->x->of && k < n; k++)
		numbers += str_int((struct slice){ d->x->of->at[k].code, strlen(d->x->of->at[k].code) }, 0, 10, &number);
	return n && numbers == n ? "choices scale" : n > MANY_OPTIONS ? "choices wide" : "choices";
}

static void out_group(const struct drawing *d, const char *type)
{
	struct out *o = d->o;
	bool any = false;
	OUT_LITERAL(o, "<legend>");
	out_label_words(d);
	OUT_LITERAL(o, "</legend>");
	out_notes(d);
	if (d->x->type == FORM_WEEK) {
		struct week w = week_now(d);
		out_week(o, d->x, &w, d->id);
		return;
	}
	OUT_LITERAL(o, "<div");
	out_attr_pair(o, "class", choices_class(d));
	OUT_LITERAL(o, ">");
	for (size_t k = 0; k < options_n(d); k++)
		out_box(d, type, k, &any);
	if (type[0] == 'r' && !d->x->required && options_n(d))
		out_no_answer(d, any);
	OUT_LITERAL(o, "</div>");
	if (options_n(d) == 0) {
		OUT_LITERAL(o, "<p");
		out_attr_pair(o, "id", d->id);
		OUT_LITERAL(o, ">");
		say(o, N_("There is nothing to choose from yet."));
		OUT_LITERAL(o, "</p>");
	}
}

static void out_fieldset(const struct drawing *d, const char *type)
{
	OUT_LITERAL(d->o, "<fieldset");
	out_attr_pair(d->o, "class", d->fault ? "field faulty" : "field");
	out_described(d);
	OUT_LITERAL(d->o, ">");
	out_group(d, type);
	OUT_LITERAL(d->o, "</fieldset>");
}

/* ---- a whole field ---- */

static const struct form_field *field_at(const struct form *t, size_t at)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->field[i].at == at)
			return &t->field[i];
	return NULL;
}

static void out_div(const struct drawing *d, void (*inside)(const struct drawing *d))
{
	OUT_LITERAL(d->o, "<div");
	out_attr_pair(d->o, "class", d->fault ? "field faulty" : "field");
	OUT_LITERAL(d->o, ">");
	inside(d);
	OUT_LITERAL(d->o, "</div>");
}

void out_field(struct out *o, const struct form_drawn *f, size_t at)
{
	const struct form_field *x = field_at(f->table, at);
	struct drawing d = { .o = o, .f = f, .x = x };
	if (!x || x->in_path)
		return;
	d.fault = fault_of(f, x);
	d.stale = f->r && f->r->stale && shown_differs(&d);
	field_id(f, x, d.id, sizeof d.id);
	if (x->hidden) {
		out_hidden(&d);
		return;
	}
	switch (x->type) {
	case FORM_SET:
	case FORM_IDS:
	case FORM_WEEK:
		out_fieldset(&d, "checkbox");
		break;
	case FORM_CHOICE:
	case FORM_PICK:
		if (x->select || options_n(&d) > RADIOS_MAX)
			out_div(&d, out_select);
		else
			out_fieldset(&d, "radio");
		break;
	case FORM_FLAG:
		out_div(&d, out_flag);
		break;
	default:
		out_div(&d, x->multiline ? out_textarea : out_input);
	}
}
