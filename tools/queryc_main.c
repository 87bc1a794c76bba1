/* The command queryc: arguments, files, exit codes.
 *
 *   queryc h FEATURE queries.sql              structs and functions
 *   queryc c FEATURE queries.sql              their code and FEATURE_queries[]
 *   queryc text FEATURE schema.001.sql        the file as FEATURE_schema_001[]
 *   queryc docs FEATURE schema.001.sql …      tables and columns in Markdown
 *
 * docs/queries.md says how a query is written. */
#include "queryc.h"
#include <string.h>

static bool opened(struct source *s, struct text *in, const char *path)
{
	s->file = path;
	if (!text_read(in, path)) {
		snprintf(s->fault, sizeof s->fault, "%s:1: error: this file cannot be read, or is larger than 4 MB", path);
		return false;
	}
	s->at = in->at;
	s->n = in->n;
	return true;
}

static bool docs(struct source *s, const char *feature, int n, char **paths, struct text *ret)
{
	struct table *tables = NULL;
	bool good = true;
	for (int i = 0; i < n && good; i++) {
		struct text in = { 0 };
		good = opened(s, &in, paths[i]) && schema_read(s, &tables);
		text_end(&in);
	}
	if (good)
		schema_docs(tables, feature, ret);
	tables_end(tables);
	return good;
}

int main(int argc, char **argv)
{
	static const struct { const char *mode; bool (*make)(struct source *, const char *, struct text *); } modes[] = {
		{ "h", queries_header }, { "c", queries_code }, { "text", schema_text }, { "docs", NULL },
	};
	size_t mode = 0, n_modes = sizeof modes / sizeof modes[0];
	while (argc >= 4 && mode < n_modes && strcmp(modes[mode].mode, argv[1]) != 0)
		mode++;
	if (argc < 4 || mode == n_modes || (argc > 4 && modes[mode].make)) {
		fprintf(stderr, "usage: queryc h|c|text FEATURE FILE\n       queryc docs FEATURE FILE...\n");
		return 2;
	}
	struct source s = { 0 };
	struct text in = { 0 }, out = { 0 };
	bool good = modes[mode].make ? opened(&s, &in, argv[3]) && modes[mode].make(&s, argv[2], &out)
				     : docs(&s, argv[2], argc - 3, argv + 3, &out);
	if (!good)
		fprintf(stderr, "%s\n", s.fault);
	else if (!text_write(&out, stdout))
		good = false;
	text_end(&in);
	text_end(&out);
	return good ? 0 : 1;
}
