/* 3,000 damaged inputs for each compiler: none may crash it, leak, or be refused without file, line and sentence.  Built with
 * the sanitizers; the same inputs on every run.
 *
 *   mutate page|query|schema|catalogue SEED... */
#include "../pagec.h"
#include "../queryc.h"
#include "../wordc.h"
#include <stdlib.h>
#include <string.h>

enum { TIMES = 3000, SEEDS_MAX = 16, LENGTH_MAX = 1 << 16 };

static uint64_t state = 20260503;

static size_t below(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return n ? (size_t)(state >> 11) % n : 0;
}

static const char *const pieces[] = { "{{", "}}", "{", "}", "{{if a}}", "{{else}}", "{{/if}}", "{{each people as p}}", "{{/each}}",
	"{{empty}}", "{{t ", "{{tn ", "|", "{{@base}}", "{{name}}", "<", ">", "</", "<!--", "-->", "\"", "'", "=", "<form method=\"post\">",
	"</form>", "<textarea>", "</textarea>", "<script>", "<pre>", " href=\"", "\n", " ", "-- query ", "-- in ", "-- out ", "\n-- in a int",
	"$1", "$99999999999", "(", ")", ",", ";", "'", "/*", "*/", "sealed(a.b, a, a)", "CREATE TABLE ", "ALTER TABLE ", "text_id", "--",
	"\xff", "\xc3\xa9", "\x01", "SELECT ", "WITH ", "" };

/* One change: a byte put in or changed, a piece put in, a stretch taken out, doubled, or taken from another seed. */
static void change(struct text *t, const struct text *seeds, size_t n_seeds)
{
	struct text out = { 0 };
	size_t at = below(t->n + 1), n = below(t->n - at + 1);
	const struct text *other = &seeds[below(n_seeds)];
	const char *piece = pieces[below(sizeof pieces / sizeof pieces[0])];
	text_add(&out, t->at, at);
	switch (below(6)) {
	case 0:
		text_char(&out, (char)below(256));
		text_add(&out, t->at + at, t->n - at);
		break;
	case 1:
		text_str(&out, piece);
		text_add(&out, t->at + at, t->n - at);
		break;
	case 2:
		text_add(&out, t->at + at + n, t->n - at - n);
		break;
	case 3:
		text_add(&out, t->at + at, t->n - at);
		if (at < out.n)
			out.at[at] = (char)(out.at[at] ^ 1 << below(8));
		break;
	case 4:
		text_add(&out, t->at + at, n);
		text_add(&out, t->at + at, t->n - at);
		break;
	default:
		text_add(&out, other->at + (at < other->n ? at : other->n), at < other->n ? below(other->n - at + 1) : 0);
		text_add(&out, t->at + at, t->n - at);
	}
	if (out.n > LENGTH_MAX)
		out.n = LENGTH_MAX;
	out.at[out.n] = '\0';
	text_end(t);
	*t = out;
}

static bool compiled(const char *what, const struct text *in, struct source *s)
{
	struct text out = { 0 }, list = { 0 };
	struct table *tables = NULL;
	/* A copy without room to spare: reading past the end is seen. */
	char *exact = malloc(in->n + 1);
	if (!exact)
		abort();
	memcpy(exact, in->at, in->n + 1);
	*s = (struct source){ .at = exact, .n = in->n };
	bool good;
	if (strcmp(what, "page") == 0) {
		s->file = "every.html";
		good = page_compile(s, "example", below(2) ? PAGE_C : PAGE_MESSAGES, &out);
	} else if (strcmp(what, "query") == 0) {
		s->file = "queries.sql";
		good = below(2) ? queries_code(s, "example", &out) : queries_header(s, "example", &out);
	} else if (strcmp(what, "schema") == 0) {
		s->file = "schema.001.sql";
		good = below(2) ? schema_text(s, "example", &out) : schema_read(s, &tables);
	} else {
		s->file = "es.mo";
		good = catalogue_compile(s, "LANG_ES", &out, &list);
	}
	tables_end(tables);
	text_end(&out);
	text_end(&list);
	free(exact);
	return good;
}

static bool says_where(const struct source *s)
{
	size_t n = strlen(s->file);
	return strncmp(s->fault, s->file, n) == 0 && s->fault[n] == ':' && atoi(s->fault + n + 1) > 0 && strstr(s->fault, ": error: ");
}

int main(int argc, char **argv)
{
	struct text seeds[SEEDS_MAX] = { 0 };
	struct source s;
	int good = 0, refused = 0, code = 0;
	size_t n_seeds = argc > 2 && argc - 2 <= SEEDS_MAX ? (size_t)argc - 2 : 0;
	for (size_t i = 0; i < n_seeds; i++)
		if (!text_read(&seeds[i], argv[i + 2]) || !compiled(argv[1], &seeds[i], &s)) {
			fprintf(stderr, "%s: this seed must compile: %s\n", argv[i + 2], s.fault);
			code = 1;
		}
	for (int k = 0; k < TIMES && n_seeds && !code; k++) {
		struct text t = { 0 };
		const struct text *seed = &seeds[below(n_seeds)];
		text_add(&t, seed->at, seed->n);
		for (size_t changes = 1 + below(4); changes; changes--)
			change(&t, seeds, n_seeds);
		if (compiled(argv[1], &t, &s)) {
			good++;
		} else {
			refused++;
			if (!says_where(&s)) {
				fprintf(stderr, "refused without place or sentence: \"%s\"\n", s.fault);
				code = 1;
			}
		}
		text_end(&t);
	}
	for (size_t i = 0; i < n_seeds; i++)
		text_end(&seeds[i]);
	printf("%s: %d compiled, %d refused\n", argc > 1 ? argv[1] : "", good, refused);
	/* Damage that is never or always refused would test nothing. */
	return code || good < TIMES / 100 || refused < TIMES / 10;
}
