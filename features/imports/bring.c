/* A whole file: read once to check every row, and if all is well once more to bring it in.  All or nothing; the same rows
 * twice add nothing.  Knows files and sums; what a cell may hold is read.c's. */
#include "inside.h"
#include "house.h"
#include <sodium.h>

struct bringing {
	struct req *r;
	struct import_result *result;
	struct arena row;                       /* memory of one row, given back after each: a million rows need no more than one */
	bool headed, writing;
	int place[C_COUNT];
	size_t columns;                         /* that the first line names, used or not */
	crypto_hash_sha256_state digest;
	/* while writing */
	const char *project, *import;
	struct insight_gather *gather;
	size_t n_batches;
	struct batch_open { int64_t kind, month, offered, returned; const char *id; } batches[2400];    /* two kinds, a hundred years */
};

/* ---- faults ---- */

static enum status say(struct bringing *b, int64_t line, const char *column, const char *words, const char *value)
{
	struct req *r = b->r;
	if (b->result->faults++ >= IMPORT_FAULTS_SHOWN)
		return OK;
	struct word_arg what[] = { word_text(value) };
	struct word_arg whole[] = { word_int(line), word_text(column), word_text(words_say(&r->arena, &r->reader, words, 1, what)) };
	const char *sentence = column ? words_say(&r->arena, &r->reader, N_("Line {0}, column {1}: {2}"), 3, whole)
		: words_say(&r->arena, &r->reader, N_("Line {0}: {2}"), 3, whole);
	return fault(r, "file", "row", sentence) == INVALID ? OK : BROKEN;
}

/* ---- the heading ---- */

static bool is_column(struct slice s, const char *name)
{
	while (s.n && s.at[0] == ' ')
		s.at++, s.n--;
	while (s.n && s.at[s.n - 1] == ' ')
		s.n--;
	return s.n == strlen(name) && strncasecmp(s.at, name, s.n) == 0;
}

static enum status read_heading(struct bringing *b, const struct csv_row *row)
{
	struct req *r = b->r;
	b->headed = true;
	b->columns = row->n;
	for (int c = 0; c < C_COUNT; c++)
		b->place[c] = -1;
	for (size_t k = 0; k < row->n; k++) {
		int c = 0;
		while (c < C_COUNT && !is_column(row->at[k], import_columns[c]))
			c++;
		if (c == C_COUNT) {
			if (row->at[k].n && !b->writing)
				b->result->ignored = arena_printf(&r->arena, "%s%s%.*s", b->result->ignored ? b->result->ignored : "",
								  b->result->ignored ? ", " : "", (int)(row->at[k].n < 60 ? row->at[k].n : 60), row->at[k].at);
		} else if (b->place[c] >= 0) {
			TRY(say(b, row->line, import_columns[c], N_("This column is there twice. Keep one of them."), ""));
		} else {
			b->place[c] = (int)k;
		}
	}
	if (b->place[C_DATE] < 0)
		TRY(say(b, row->line, "date", N_("This column is missing. The first line must name the columns; date and kind are needed."), ""));
	if (b->place[C_KIND] < 0)
		TRY(say(b, row->line, "kind", N_("This column is missing. The first line must name the columns; date and kind are needed."), ""));
	return b->place[C_DATE] < 0 || b->place[C_KIND] < 0 ? INVALID : OK;
}

/* ---- rows ---- */

/* What was read, not how it was written: separators, quotes and line ends do not matter. */
static void digest_row(struct bringing *b, const struct csv_row *row)
{
	static const unsigned char end_of_cell = 0x1f, end_of_row = 0x1e;
	for (int c = 0; c < C_COUNT; c++) {
		int k = b->place[c];
		if (k >= 0 && (size_t)k < row->n)
			crypto_hash_sha256_update(&b->digest, (const unsigned char *)row->at[k].at, row->at[k].n);
		crypto_hash_sha256_update(&b->digest, &end_of_cell, 1);
	}
	crypto_hash_sha256_update(&b->digest, &end_of_row, 1);
}

static bool is_blank(const struct csv_row *row)
{
	for (size_t k = 0; k < row->n; k++)
		if (row->at[k].n)
			return false;
	return true;
}

/* A comma in somebody's words without quotes moves what follows one column on: better said than half kept. */
static bool is_too_long(const struct bringing *b, const struct csv_row *row)
{
	for (size_t k = b->columns; k < row->n; k++)
		if (row->at[k].n)
			return true;
	return false;
}

static struct batch_open *batch_for(struct bringing *b, const struct import_row *x, int64_t month)
{
	for (size_t i = b->n_batches; i > 0; i--)
		if (b->batches[i - 1].kind == x->encounter.kind && b->batches[i - 1].month == month)
			return &b->batches[i - 1];
	if (b->n_batches == COUNT(b->batches))
		return NULL;
	struct batch_open *o = &b->batches[b->n_batches++];
	*o = (struct batch_open){ .kind = x->encounter.kind, .month = month };
	return o;
}

/* Memory for one row is swapped in while it is read and written, and given back at once. */
static void swap_arenas(struct bringing *b)
{
	struct arena other = b->row;
	b->row = b->r->arena;
	b->r->arena = other;
}

static enum status write_row(struct bringing *b, struct import_row *x, struct batch_open *batch)
{
	x->encounter.id = id_new(b->r);
	x->encounter.project = b->project;
	x->encounter.import = b->import;
	TRY(encounters_bring(b->r, &x->encounter));
	if (!x->returned)
		return OK;
	struct surveys_brought s = { .batch = batch->id, .import = b->import, .encounter_began = x->encounter.began, .answer = x->answer };
	return surveys_bring(b->r, &s);
}

static enum status bring_row(struct bringing *b, struct import_row *x)
{
	int64_t month = surveys_month(b->r, x->encounter.began);
	struct batch_open *batch = batch_for(b, x, month);
	if (!batch)
		return BROKEN;
	if (!batch->id)
		TRY(surveys_batch_of(b->r, b->project, batch->kind, month, &batch->id));
	swap_arenas(b);
	enum status st = write_row(b, x, batch);
	swap_arenas(b);
	TRY(st);
	batch->offered++;
	batch->returned += x->returned;
	insight_gather_encounter(b->gather, month, x->encounter.minutes, x->encounter.headcount);
	insight_gather_survey(b->gather, month, x->returned ? &x->answer : NULL);
	return OK;
}

static void keep_sample(struct bringing *b, const struct import_row *x)
{
	struct import_result *res = b->result;
	if (res->samples.n < IMPORT_SAMPLES)
		res->samples.at[res->samples.n++] = (struct import_sample){
			.began = x->encounter.began, .kind = x->encounter.kind, .minutes = x->encounter.minutes, .given = x->encounter.given,
			.returned = x->returned };
}

static void tell_progress(struct bringing *b, int64_t rows)
{
	if (b->r->house && b->r->house->progress && rows % 20000 == 0) {
		struct word_arg arg = word_int(rows);
		b->r->house->progress(b->r, words_say(&b->row, &b->r->reader, b->writing ? N_("{0} rows brought in") : N_("{0} rows checked"), 1, &arg));
	}
}

static enum status each_row(void *context, const struct csv_row *row)
{
	struct bringing *b = context;
	struct import_row x;
	enum status st = OK;
	if (!b->headed)
		return read_heading(b, row);
	if (is_blank(row))
		return OK;
	swap_arenas(b);
	import_read(b->r, row, b->place, &x);
	swap_arenas(b);
	if (b->writing) {
		st = bring_row(b, &x);
	} else {
		digest_row(b, row);
		keep_sample(b, &x);
		if (is_too_long(b, row))
			TRY(say(b, row->line, NULL, N_("This line has more cells than the first line names. Put quotation marks around words that hold a comma."), ""));
		for (size_t i = 0; i < x.n_faults && st == OK; i++)
			st = say(b, row->line, import_columns[x.faults[i].column], x.faults[i].words, x.faults[i].value);
	}
	b->result->encounters++;
	b->result->surveys += x.returned;
	tell_progress(b, b->result->encounters);
	arena_clear(&b->row);
	return st;
}

/* ---- the whole file ---- */

static enum status read_all(struct bringing *b, struct slice content)
{
	struct csv_reader *csv = csv_reader_new(each_row, b);
	int64_t line = 0, column = 0;
	if (!csv)
		return BROKEN;
	b->headed = false;
	b->result->encounters = b->result->surveys = 0;
	enum status st = csv_feed(csv, content);
	if (st == OK)
		st = csv_finish(csv);
	const char *trouble = csv_trouble(csv, &line, &column);
	if (trouble)
		st = say(b, line, NULL, trouble, "") == OK ? INVALID : BROKEN;
	csv_reader_end(csv);
	arena_end(&b->row);
	return st;
}

static enum status check_all(struct bringing *b, struct slice content, unsigned char digest[32])
{
	crypto_hash_sha256_init(&b->digest);
	enum status st = read_all(b, content);
	crypto_hash_sha256_final(&b->digest, digest);
	if (st == OK && b->result->encounters == 0 && !b->result->faults)
		return fault(b->r, "file", "empty", N_("There are no rows in this file. The first line names the columns, each line below is one meeting."));
	if (b->result->faults > IMPORT_FAULTS_SHOWN)
		(void)fault_with(b->r, "file", "more", N_("And {0} more. Nothing was brought in; mend these first."),
				 word_int(b->result->faults - IMPORT_FAULTS_SHOWN));
	return st == OK && b->result->faults ? INVALID : st;
}

static enum status put_sums(struct bringing *b)
{
	for (size_t i = 0; i < b->n_batches; i++)
		TRY(surveys_count(b->r, b->batches[i].id, b->batches[i].offered, b->batches[i].returned));
	return insight_gather_put(b->r, b->gather);
}

/* The digest is kept under the key of the server: it must not tell somebody who has a file whether it was brought in. */
static struct bytes keyed(struct req *r, const unsigned char digest[32])
{
	char hex[65];
	return seal_index(r, "import.digest", sodium_bin2hex(hex, sizeof hex, digest, 32));
}

static enum status write_all(struct bringing *b, struct slice content, const char *project, struct bytes digest)
{
	struct req *r = b->r;
	struct import_find before;
	int64_t changed;
	TRY(communities_project_make(r, project, &b->project));
	enum status st = import_find(r, r->community.id, b->project, digest, &before);
	if (st == OK)
		b->result->already = true;
	if (st != MISSING)
		return st;
	b->writing = true;
	b->import = id_new(r);
	b->gather = insight_gather_new(r, b->project);
	TRY(read_all(b, content));
	TRY(import_add(r, b->import, r->community.id, b->project, digest, b->result->encounters, b->result->surveys, r->who.person, r->now, &changed));
	return put_sums(b);
}

enum status import_file(struct req *r, struct slice content, const char *project, bool dry, struct import_result *ret)
{
	struct bringing *b = ARENA_NEW(&r->arena, struct bringing);
	unsigned char digest[32];
	*ret = (struct import_result){ .samples.at = ARENA_ARRAY(&r->arena, IMPORT_SAMPLES, struct import_sample) };
	b->r = r;
	b->result = ret;
	TRY(check_all(b, content, digest));
	return dry ? OK : write_all(b, content, project, keyed(r, digest));
}
