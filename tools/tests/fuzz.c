/* libFuzzer targets for the compilers, chosen by FUZZ_…; script/fuzz builds and runs them, with what they compile as seeds. */
#include "../pagec.h"
#include "../queryc.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *text = malloc(n + 1);
	if (!text)
		return 0;
	if (n)
		memcpy(text, data, n);
	text[n] = '\0';
	struct text out = { 0 };
#ifdef FUZZ_PAGEC
	struct source s = { .file = "every.html", .at = text, .n = n };
	page_compile(&s, "example", n % 2 ? PAGE_C : PAGE_MESSAGES, &out);
#else
	struct source s = { .file = "queries.sql", .at = text, .n = n };
	queries_code(&s, "example", &out);
	struct table *tables = NULL;
	s.file = "schema.001.sql";
	schema_read(&s, &tables);
	tables_end(tables);
#endif
	text_end(&out);
	free(text);
	return 0;
}
