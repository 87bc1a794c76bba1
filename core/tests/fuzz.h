/* Parsers under any input.  With clang and -Dfuzz=true libFuzzer makes the input; in every other build fuzz_drive.c takes
 * the seeds and changes them a little.  A promise that does not hold ends the program. */
#pragma once
#include <limits.h>
#include "core.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define HOLDS(x) do { if (!(x)) { fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #x); abort(); } } while (0)

/* Bounded, named, and every byte of every value readable. */
static inline void params_hold(const struct params *p)
{
	unsigned sum = 0;
	HOLDS(p->n <= PARAMS_MAX);
	for (size_t i = 0; i < p->n; i++) {
		struct slice name = { p->at[i].name, strlen(p->at[i].name) };
		HOLDS(name.n > 0 && name.n <= PARAM_NAME_MAX && str_utf8(name));
		for (size_t k = 0; k < p->at[i].value.n; k++)
			sum += (unsigned char)p->at[i].value.at[k];
		HOLDS(param_find(p, name.at) != NULL);
	}
	HOLDS(sum != UINT_MAX);         /* so that the reading is not left out */
}
