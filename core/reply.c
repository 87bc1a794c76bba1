/* What a handler's view becomes: a page in its frame, JSON, or lines of text for the command line.  Knows the tables that
 * say what of a view may leave; leaves the frame to the server and status codes to whoever sends. */
#include "core.h"
#include "house.h"

const struct json_field json_nothing[1] = { { .name = NULL } };

/* ---- JSON ---- */

static void out_json_int(struct out *o, int64_t i)
{
	if (i == NO_INT)
		OUT_LITERAL(o, "null");
	else
		out_printf(o, "%lld", (long long)i);
}

static void out_json_time(struct out *o, int64_t at)
{
	if (at == NO_INT) {
		OUT_LITERAL(o, "null");
		return;
	}
	struct civil c = zone_civil(NULL, at);
	out_printf(o, "\"%04d-%02d-%02dT%02d:%02d:%02dZ\"", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

/* 17 digits bring any double back; most need fewer. */
static void out_json_real(struct out *o, double d)
{
	char text[40];
	if (!(d > -1e15 && d < 1e15)) {         /* NO_REAL, infinite, not a number */
		OUT_LITERAL(o, "null");
		return;
	}
	for (int digits = 6; digits <= 17; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, d);
		if (strtod(text, NULL) == d)
			break;
	}
	out_raw(o, text, strlen(text));
}

static void out_json_flag(struct out *o, bool b)
{
	out_raw(o, b ? "true" : "false", b ? 4 : 5);
}

static void out_json_choice(struct out *o, const struct choices *of, int64_t k)
{
	out_json_str(o, choice_code(of, k));
}

static void out_json_set(struct out *o, const struct choices *of, int64_t set)
{
	bool any = false;
	OUT_LITERAL(o, "[");
	for (size_t k = 0; set != NO_INT && k < of->n; k++)
		if ((uint64_t)set >> k & 1) {
			out_raw(o, ",", any);
			out_json_str(o, of->at[k].code);
			any = true;
		}
	OUT_LITERAL(o, "]");
}

static void out_json_name(struct out *o, const char *name, bool first)
{
	out_raw(o, ",", !first);
	out_json_str(o, name);
	OUT_LITERAL(o, ":");
}

/* One column of a row.  Bytes (hashes, pictures) have no place in JSON: such columns are left out. */
static void out_json_col(struct out *o, const struct db_col *c, const void *at)
{
	switch (c->type) {
	case DB_text:
	case DB_sealed:
		out_json_str(o, *(const char *const *)at);
		break;
	case DB_int:
		if (c->of && c->set)
			out_json_set(o, c->of, *(const int64_t *)at);
		else if (c->of)
			out_json_choice(o, c->of, *(const int64_t *)at);
		else
			out_json_int(o, *(const int64_t *)at);
		break;
	case DB_time:
		out_json_time(o, *(const int64_t *)at);
		break;
	case DB_flag:
		out_json_flag(o, *(const bool *)at);
		break;
	case DB_real:
		out_json_real(o, *(const double *)at);
		break;
	case DB_blob:
		break;
	}
}

/* Every list that queryc or a feature makes begins like this. */
struct any_list { size_t n; const char *at; };

void out_json_row(struct out *o, const struct db_query *q, const void *row)
{
	bool first = true;
	OUT_LITERAL(o, "{");
	for (int k = 0; k < q->n_out; k++) {
		if (q->out[k].type == DB_blob)
			continue;
		out_json_name(o, q->out[k].name, first);
		out_json_col(o, &q->out[k], (const char *)row + q->out[k].at);
		first = false;
	}
	OUT_LITERAL(o, "}");
}

static void out_json_rows(struct out *o, const struct db_query *q, const struct any_list *list)
{
	OUT_LITERAL(o, "[");
	for (size_t i = 0; i < list->n; i++) {
		out_raw(o, ",", i > 0);
		out_json_row(o, q, list->at + i * q->row_size);
	}
	OUT_LITERAL(o, "]");
}

static void out_json_list(struct out *o, const struct json_field *f, const struct any_list *list)
{
	OUT_LITERAL(o, "[");
	for (size_t i = 0; i < list->n; i++) {
		out_raw(o, ",", i > 0);
		out_json(o, f->each, f->each_n, list->at + i * f->each_size);
	}
	OUT_LITERAL(o, "]");
}

static void out_json_field(struct out *o, const struct json_field *f, const void *at)
{
	switch (f->kind) {
	case JSON_K_TEXT:   out_json_str(o, *(const char *const *)at); break;
	case JSON_K_INT:    out_json_int(o, *(const int64_t *)at); break;
	case JSON_K_TIME:   out_json_time(o, *(const int64_t *)at); break;
	case JSON_K_REAL:   out_json_real(o, *(const double *)at); break;
	case JSON_K_FLAG:   out_json_flag(o, *(const bool *)at); break;
	case JSON_K_CHOICE: out_json_choice(o, f->of, *(const int64_t *)at); break;
	case JSON_K_SET:    out_json_set(o, f->of, *(const int64_t *)at); break;
	case JSON_K_ROWS:   out_json_rows(o, f->rows, at); break;
	case JSON_K_LIST:   out_json_list(o, f, at); break;
	}
}

void out_json(struct out *o, const struct json_field *fields, size_t n, const void *view)
{
	bool first = true;
	OUT_LITERAL(o, "{");
	for (size_t i = 0; i < n && fields[i].name; i++) {
		out_json_name(o, fields[i].name, first);
		out_json_field(o, &fields[i], (const char *)view + fields[i].at);
		first = false;
	}
	OUT_LITERAL(o, "}");
}

/* ---- pages ---- */

static void frame_open(struct req *r, const char *title)
{
	if (r->house && r->house->frame_open)
		r->house->frame_open(r, title);
}

static void frame_close(struct req *r)
{
	if (r->house && r->house->frame_close)
		r->house->frame_close(r);
}

/* The command line gets the same JSON, ended by a line break: made for reading on and for other programs. */
enum status reply_page(struct req *r, const struct page *page, const void *view, const struct json_field *json, size_t n)
{
	r->out.reader = &r->reader;
	if (r->want == WANT_PAGE) {
		frame_open(r, words_say(&r->arena, &r->reader, page->title, 0, NULL));
		page->draw(&r->out, view);
		frame_close(r);
	} else {
		out_json(&r->out, json, n, view);
		out_raw(&r->out, "\n", r->want == WANT_TEXT);
	}
	return r->out.over ? BROKEN : OK;
}

/* ---- faults without a form around them ---- */

static const char *fault_words(struct req *r, const struct fault *f)
{
	return words_say(&r->arena, &r->reader, f->words, 1, &f->arg);
}

static const char *general_words(const struct req *r)
{
	return r->stale ? N_("This was changed in the meantime. Please open it again and check it once more.") :
		N_("This could not be saved. Please go back and try once more.");
}

static void faults_json(struct req *r)
{
	struct out *o = &r->out;
	OUT_LITERAL(o, "{\"faults\":[");
	for (size_t i = 0; i < r->n_faults; i++) {
		const struct fault *f = &r->faults[i];
		out_raw(o, ",", i > 0);
		OUT_LITERAL(o, "{\"field\":");
		out_json_str(o, f->field);
		OUT_LITERAL(o, ",\"code\":");
		out_json_str(o, f->code);
		OUT_LITERAL(o, ",\"words\":");
		out_json_str(o, fault_words(r, f));
		OUT_LITERAL(o, "}");
	}
	OUT_LITERAL(o, "],\"stale\":");
	out_json_flag(o, r->stale);
	OUT_LITERAL(o, "}");
}

static void faults_text(struct req *r)
{
	for (size_t i = 0; i < r->n_faults; i++) {
		const struct fault *f = &r->faults[i];
		const char *line = arena_printf(&r->arena, "%s%s%s\n", f->field ? f->field : "", f->field ? ": " : "", fault_words(r, f));
		out_raw(&r->out, line, strlen(line));
	}
	if (r->n_faults == 0) {
		const char *line = words_say(&r->arena, &r->reader, general_words(r), 0, NULL);
		out_raw(&r->out, line, strlen(line));
		OUT_LITERAL(&r->out, "\n");
	}
}

static const char *label_of(const struct route *x, const char *field)
{
	for (size_t i = 0; x->form && field && i < x->form->n; i++)
		if (strcmp(x->form->field[i].name, field) == 0)
			return x->form->field[i].label;
	return NULL;
}

static void faults_page(struct req *r, const struct route *x)
{
	struct out *o = &r->out;
	const char *title = words_say(&r->arena, &r->reader, N_("There is something to look at again"), 0, NULL);
	frame_open(r, title);
	OUT_LITERAL(o, "<h1>");
	out_text_str(o, title);
	OUT_LITERAL(o, "</h1>");
	if (r->n_faults == 0) {
		OUT_LITERAL(o, "<p>");
		out_text_str(o, words_say(&r->arena, &r->reader, general_words(r), 0, NULL));
		OUT_LITERAL(o, "</p>");
	} else {
		OUT_LITERAL(o, "<ul>");
		for (size_t i = 0; i < r->n_faults; i++) {
			const char *label = label_of(x, r->faults[i].field);
			OUT_LITERAL(o, "<li>");
			if (label) {
				OUT_LITERAL(o, "<b>");
				out_text_str(o, words_say(&r->arena, &r->reader, label, 0, NULL));
				OUT_LITERAL(o, "</b> ");
			}
			out_text_str(o, fault_words(r, &r->faults[i]));
			OUT_LITERAL(o, "</li>");
		}
		OUT_LITERAL(o, "</ul><p>");
		out_text_str(o, words_say(&r->arena, &r->reader, N_("Your browser's back button brings you to what you wrote."), 0, NULL));
		OUT_LITERAL(o, "</p>");
	}
	frame_close(r);
}

enum status reply_faults(struct req *r, const struct route *x)
{
	r->out.reader = &r->reader;
	if (r->want == WANT_JSON)
		faults_json(r);
	else if (r->want == WANT_TEXT)
		faults_text(r);
	else
		faults_page(r, x);
	return OK;
}
