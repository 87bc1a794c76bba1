/* Writing down what is kept about one person: a page to read, JSON for programs, both in an archive.  Goes through the features;
 * what there is, each says itself. */
#include "core.h"
#include "house.h"
#include "mine.h"
#include "queries.h"

enum { ARCHIVE_MAX = 256 << 20 };

const struct mine_of mine_nothing;

/* One word for one thing, in every feature: whoever adds a column to a part takes one of these, or adds it here. */
static const struct { const char *column, *label; } labels[] = {
	{ "name", N_("Name") }, { "pronouns", N_("Pronouns") }, { "login", N_("Sign-in name") }, { "email", N_("E-mail") },
	{ "mails", N_("Mail you asked for") }, { "every", N_("How often") }, { "languages", N_("Languages") }, { "lang", N_("Language of the pages") }, { "zone", N_("Time zone") },
	{ "joined", N_("Here since") }, { "second", N_("Signing in with two steps") }, { "kind", N_("Kind") }, { "device", N_("Device") },
	{ "on_day", N_("Day") }, { "draft", N_("Typed and not saved") }, { "role", N_("Role") }, { "from_at", N_("From") }, { "until_at", N_("Until") }, { "from_day", N_("From") }, { "until_day", N_("Until") },
	{ "note", N_("Note") }, { "made", N_("Made") }, { "seen", N_("Last used") }, { "ends", N_("Ends") }, { "ended", N_("Ended") },
	{ "used", N_("Used") }, { "changed", N_("Changed") }, { "label", N_("In short") }, { "code", N_("In short") }, { "words", N_("In words") }, { "told", N_("Told") },
	{ "support_with", N_("Would like to support others with this") }, { "helps", N_("What helps") }, { "helps_not", N_("What does not help") },
	{ "ways", N_("Ways to meet") }, { "area", N_("Where") }, { "gender", N_("Gender") }, { "age_band", N_("Age") },
	{ "veteran", N_("Served in the military") }, { "family", N_("Family member") }, { "wishes", N_("Wishes about the other") },
	{ "wishes_needed", N_("Without which it would not work") }, { "said", N_("Said") }, { "kinds", N_("Kinds of support") },
	{ "about", N_("In words") }, { "soon", N_("How soon") }, { "asked", N_("Asked") }, { "closed", N_("Closed") },
	{ "capacity", N_("With how many people at once") }, { "since", N_("Since") }, { "asked_by_me", N_("Asked by you") }, { "yes", N_("Your yes") },
	{ "began", N_("Began") }, { "hopes", N_("What you hope for") }, { "meeting", N_("How to meet") }, { "off", N_("How to say that something is off") },
	{ "power", N_("About power between you") }, { "ending", N_("How to pause and end") }, { "written", N_("Written") },
	{ "situation", N_("Situation") }, { "level", N_("How it is") }, { "sign", N_("Early sign") }, { "wish", N_("What you would like then") },
	{ "number", N_("Version") }, { "section", N_("Part") }, { "by_me", N_("Written down by you") }, { "met", N_("Met") },
	{ "minutes", N_("Minutes") }, { "headcount", N_("How many people") }, { "mode", N_("How") }, { "place", N_("Place") },
	{ "given", N_("Support given") }, { "mutual", N_("Support went both ways") }, { "outcome", N_("What came of it") }, { "topics", N_("Topics") },
	{ "next_step", N_("Next step") }, { "recorded", N_("Written down") }, { "settled", N_("Settled") }, { "project", N_("Project") },
	{ "encounters", N_("Meetings") }, { "surveys", N_("Surveys") }, { "brought", N_("Brought in") }, { "content", N_("File") }, { "file", N_("File") },
	{ "drawn", N_("Code drawn") }, { "at", N_("When") }, { "by_right", N_("By which right") }, { "record", N_("What") },
	{ "synced", N_("May be copied to other devices") }, { "goes", N_("Taken away from") }, { "reason", N_("Reason") }, { "lifted", N_("Ended") },
	{ "former", N_("What it was before") }, { "shown", N_("Shown to") },
};

const char *mine_label(const char *column)
{
	for (size_t k = 0; k < COUNT(labels); k++)
		if (str_same(labels[k].column, column))
			return labels[k].label;
	return NULL;
}

static const char *said(struct req *r, const char *english) { return words_say(&r->arena, &r->reader, english, 0, NULL); }

/* Every part of every feature, in the order of the house. */
static enum status each_part(struct req *r, enum status (*part)(void *context, const struct feature *f, const struct mine *m), void *context)
{
	for (size_t f = 0; f < r->house->n; f++)
		for (size_t k = 0; r->house->features[f]->mine && k < r->house->features[f]->mine->n_parts; k++)
			TRY(part(context, r->house->features[f], &r->house->features[f]->mine->parts[k]));
	return OK;
}

struct writing { struct req *r; const char *person, *only; struct out *o; const struct mine *part; const struct feature *feature; int64_t n; };

static enum status rows(struct writing *w, const struct mine *m, db_row *row)
{
	w->part = m;
	w->n = 0;
	return db_each(w->r, m->query, (struct db_val[]){ db_in_text(w->person) }, row, w);
}

/* ---- JSON ---- */

static enum status json_row(void *context, const void *row)
{
	struct writing *w = context;
	if (w->n++)
		OUT_LITERAL(w->o, ",\n");
	out_json_row(w->o, w->part->query, row);
	return w->o->over ? FULL : OK;
}

static enum status json_part(void *context, const struct feature *f, const struct mine *m)
{
	struct writing *w = context;
	if (w->only && !str_same(w->only, f->name))
		return OK;
	if (w->feature != f)
		out_printf(w->o, "%s\n\"%s\":{", w->feature ? "}," : "", f->name);
	else
		OUT_LITERAL(w->o, ",");
	w->feature = f;
	out_printf(w->o, "\n\"%s\":[\n", m->name);
	TRY(rows(w, m, json_row));
	OUT_LITERAL(w->o, "]");
	return OK;
}

enum status mine_json(struct req *r, const char *person, const char *feature, struct out *o)
{
	struct civil c = zone_civil(NULL, r->now);
	struct writing w = { .r = r, .person = person, .o = o, .only = feature };
	out_printf(o, "{\"made\":\"%04d-%02d-%02dT%02d:%02d:%02dZ\",\"person\":", c.year, c.month, c.day, c.hour, c.minute, c.second);
	out_json_str(o, person);
	OUT_LITERAL(o, ",\"parts\":{");
	TRY(each_part(r, json_part, &w));
	out_printf(o, "%s}}\n", w.feature ? "}" : "");
	return OK;
}

/* ---- the page ---- */

static void html_value(struct writing *w, const struct db_col *c, const void *at)
{
	size_t n = strlen(c->name);
	switch (c->type) {
	case DB_text:
	case DB_sealed:
		out_text_str(w->o, *(const char *const *)at);
		break;
	case DB_time:
		out_text_str(w->o, words_moment(&w->r->arena, &w->r->reader, *(const int64_t *)at));
		break;
	case DB_flag:
		out_text_str(w->o, said(w->r, *(const bool *)at ? N_("Yes") : N_("No")));
		break;
	case DB_int:
		if (c->of && c->set)
			out_choices(w->o, c->of, *(const int64_t *)at);
		else if (c->of)
			out_choice(w->o, c->of, *(const int64_t *)at);
		else if (n > 4 && str_same(c->name + n - 4, "_day"))
			out_text_str(w->o, words_day(&w->r->arena, &w->r->reader, *(const int64_t *)at));
		else
			out_text_int(w->o, *(const int64_t *)at);
		break;
	case DB_real:
		out_text_real(w->o, *(const double *)at);
		break;
	case DB_blob:
		break;
	}
}

static bool nothing_there(const struct db_col *c, const void *at)
{
	switch (c->type) {
	case DB_text:
	case DB_sealed:
		return !*(const char *const *)at || !**(const char *const *)at;
	case DB_int:
	case DB_time:
		return *(const int64_t *)at == NO_INT || (c->set && *(const int64_t *)at == 0);
	default:
		return false;
	}
}

static enum status html_row(void *context, const void *row)
{
	struct writing *w = context;
	const struct db_query *q = w->part->query;
	w->n++;
	OUT_LITERAL(w->o, "<dl>\n");
	for (int k = 0; k < q->n_out; k++) {
		const char *label = mine_label(q->out[k].name), *at = (const char *)row + q->out[k].at;
		if (!label || nothing_there(&q->out[k], at))
			continue;
		OUT_LITERAL(w->o, "<dt>");
		out_text_str(w->o, said(w->r, label));
		OUT_LITERAL(w->o, "</dt><dd>");
		html_value(w, &q->out[k], at);
		OUT_LITERAL(w->o, "</dd>\n");
	}
	OUT_LITERAL(w->o, "</dl>\n");
	return w->o->over ? FULL : OK;
}

static enum status html_part(void *context, const struct feature *f, const struct mine *m)
{
	struct writing *w = context;
	(void)f;
	OUT_LITERAL(w->o, "<h2>");
	out_text_str(w->o, said(w->r, m->title));
	OUT_LITERAL(w->o, "</h2>\n");
	TRY(rows(w, m, html_row));
	if (w->n == 0) {
		OUT_LITERAL(w->o, "<p>");
		out_text_str(w->o, said(w->r, N_("Nothing.")));
		OUT_LITERAL(w->o, "</p>\n");
	}
	return OK;
}

/* A file of its own, opened from a disk: it brings the little style it has. */
enum status mine_html(struct req *r, const char *person, struct out *o)
{
	struct writing w = { .r = r, .person = person, .o = o };
	out_printf(o, "<!doctype html>\n<html lang=\"%s\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n"
		"<title>%s</title>\n<style>body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 sans-serif;overflow-wrap:break-word}"
		"dl{border-top:1px solid #999;padding-top:.5rem}dt{font-weight:bold}dd{margin:0 0 .5rem;white-space:pre-wrap}</style></head>\n<body>\n<h1>%s</h1>\n<p>",
		lang_codes[r->reader.lang], said(r, N_("Everything of mine")), said(r, N_("Everything of mine")));
	out_text_str(o, words_moment(&r->arena, &r->reader, r->now));
	OUT_LITERAL(o, "</p>\n<p>");
	out_text_str(o, said(r, N_("This is what is kept about you. Words that others wrote for themselves are theirs and not in here. Survey answers are not in here either: nobody knows which are yours.")));
	OUT_LITERAL(o, "</p>\n");
	TRY(each_part(r, html_part, &w));
	OUT_LITERAL(o, "</body>\n</html>\n");
	return o->over ? FULL : OK;
}

/* ---- both ---- */

static enum status put_file(void *zip, const char *name, struct slice bytes) { return zip_add(zip, name, bytes); }

static enum status pack(struct req *r, const char *person, struct zip *zip, struct out *page, struct out *data)
{
	TRY(mine_html(r, person, page));
	TRY(mine_json(r, person, NULL, data));
	r->out.cap = ARCHIVE_MAX;
	TRY(zip_begin(zip, &r->out, r->now));
	TRY(zip_add(zip, "mine.html", (struct slice){ page->at, page->n }));
	TRY(zip_add(zip, "mine.json", (struct slice){ data->at, data->n }));
	for (size_t f = 0; f < r->house->n; f++)
		if (r->house->features[f]->mine && r->house->features[f]->mine->files)
			TRY(r->house->features[f]->mine->files(r, person, put_file, zip));
	r->reply.type = "application/zip";
	r->reply.file_name = "mine.zip";
	return OK;
}

enum status mine_archive(struct req *r, const char *person)
{
	jmp_buf mine, *before = r->arena.way_out;
	struct out page = { .cap = ARCHIVE_MAX, .reader = &r->reader }, data = { .cap = ARCHIVE_MAX, .reader = &r->reader };
	struct zip zip = { 0 };
	r->arena.way_out = &mine;           /* the bodies and the archive are no arena's: they are given back whatever happens */
	enum status st = setjmp(mine) ? BROKEN : pack(r, person, &zip, &page, &data);
	r->arena.way_out = before;
	enum status ended = zip.o ? zip_end(&zip) : OK;
	out_end(&page);
	out_end(&data);
	return st == OK ? ended : st;
}

/* ---- files that are sealed ---- */

enum status mine_sealed_file(struct mine_sealed *s, const char *place, const char *owner, const char *row, struct bytes sealed, const char *name)
{
	struct bytes clear;
	char kept[64];
	arena_clear(&s->opened);
	TRY(seal_open_bytes(s->r, &s->opened, place, owner, row, sealed, &clear));
	if (!clear.at)
		return OK;
	snprintf(kept, sizeof kept, "%s", name);
	return s->each(s->context, kept, (struct slice){ (const char *)clear.at, clear.n });
}

/* ---- what is held ---- */

struct held { const char *place; int64_t n; };
struct holding { enum status (*each)(void *context, const char *place, int64_t n); void *context; };

static enum status held_row(void *context, const void *row)
{
	const struct holding *h = context;
	const struct held *x = row;
	return h->each(h->context, x->place, x->n);
}

enum status mine_held(struct req *r, const char *person, enum status (*each)(void *context, const char *place, int64_t n), void *context)
{
	struct holding h = { each, context };
	struct seal_key_made key;
	enum status st = seal_key_made(r, person, &key);
	if (st != OK && st != MISSING)
		return st;
	TRY(each(context, "seal_key.owner", st == OK));
	for (size_t f = 0; f < r->house->n; f++) {
		const struct mine_of *m = r->house->features[f]->mine;
		if (m && m->holdings)
			TRY(db_each(r, m->holdings, (struct db_val[]){ db_in_text(person) }, held_row, &h));
	}
	return OK;
}
