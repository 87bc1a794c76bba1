/* The command pagec: arguments, files, exit codes.  Leaves everything else to pagec.c. */
#include "pagec.h"
#include <string.h>

int main(int argc, char **argv)
{
	bool messages = argc == 4 && strcmp(argv[1], "--messages") == 0;
	if (argc != 3 && !messages) {
		fprintf(stderr, "usage: pagec [--messages] FEATURE NAME.html\n");
		return 2;
	}
	struct text in = { 0 }, code = { 0 };
	struct source s = { .file = argv[argc - 1] };
	if (!text_read(&in, s.file)) {
		fprintf(stderr, "%s:1: error: this file cannot be read, or is larger than 4 MB\n", s.file);
		return 2;
	}
	s.at = in.at;
	s.n = in.n;
	bool good = page_compile(&s, argv[argc - 2], messages ? PAGE_MESSAGES : PAGE_C, &code);
	if (!good)
		fprintf(stderr, "%s\n", s.fault);
	else if (!text_write(&code, stdout))
		good = false;
	text_end(&in);
	text_end(&code);
	return good ? 0 : 1;
}
