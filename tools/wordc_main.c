/* The command wordc: gettext's compiled catalogues → the table of core/words.c.
 *
 *   wordc LANG_ES es.mo > words_catalogue.c
 *   wordc --check es.mo       does every translation hold the placeholders of its English? */
#include "wordc.h"
#include <string.h>

int main(int argc, char **argv)
{
	if (argc < 3 || argc % 2 == 0) {
		fprintf(stderr, "usage: wordc LANG_ES es.mo ... | wordc --check es.mo\n");
		return 2;
	}
	struct text table = { 0 }, list = { 0 };
	bool good = true, check = strcmp(argv[1], "--check") == 0;
	text_str(&table, "#include \"words_catalogue.h\"\n\n");
	text_str(&list, "\nconst struct words_catalogue words_catalogues[LANG_COUNT] = {\n\t[LANG_EN] = { 0 },\n");
	for (int i = 1; i < argc && good; i += 2) {
		struct text in = { 0 };
		struct source s = { .file = argv[i + 1] };
		good = text_read(&in, s.file);
		if (!good)
			snprintf(s.fault, sizeof s.fault, "%s:1: error: this file cannot be read, or is larger than 4 MB", s.file);
		s.at = in.at;
		s.n = in.n;
		good = good && catalogue_compile(&s, check ? NULL : argv[i], &table, &list);
		if (!good)
			fprintf(stderr, "%s\n", s.fault);
		text_end(&in);
	}
	text_str(&list, "};\n");
	text_str(&table, list.at);
	good = good && (check || text_write(&table, stdout));
	text_end(&table);
	text_end(&list);
	return good ? 0 : 1;
}
