/* Runs one fuzz target without libFuzzer: each seed, and each changed in a few ways, the same ways on every run.
 *   fuzz-NAME FOLDER [ROUNDS] */
#include <dirent.h>
#include "fuzz.h"

enum { INPUT_MAX = 8192, ROUNDS = 1500 };
struct input { size_t n; uint8_t at[INPUT_MAX]; };

static uint64_t seed = UINT64_C(88172645463325252);

static size_t chance(size_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return below ? seed % below : 0;
}

static void insert(struct input *x, size_t at, const uint8_t *from, size_t n)
{
	if (x->n + n > INPUT_MAX)
		return;
	memmove(x->at + at + n, x->at + at, x->n - at);
	memcpy(x->at + at, from, n);
	x->n += n;
}

static void change(struct input *x, const struct input *other)
{
	static const uint8_t odd[] = { 0, '"', '\'', '\\', '%', '&', '=', '\r', '\n', ',', ';', '\t', '-', '<', '>', '[', ']', '(', ')', '*', '_', '`', '{', '}', ':', 0x7F, 0x80, 0xC0, 0xE2, 0xF4, 0xFF };
	size_t at = chance(x->n), n = chance(x->n - at < 40 ? x->n - at : 40);
	uint8_t byte = odd[chance(sizeof odd)], piece[64];
	switch (chance(7)) {
	case 0:
		if (x->n)
			x->at[at] ^= (uint8_t)(1u << chance(8));
		break;
	case 1:
		if (x->n)
			x->at[at] = byte;
		break;
	case 2:
		insert(x, at, &byte, 1);
		break;
	case 3:
		memmove(x->at + at, x->at + at + n, x->n - at - n);
		x->n -= n;
		break;
	case 4:
		memcpy(piece, x->at + at, n);
		insert(x, chance(x->n + 1), piece, n);
		break;
	case 5:
		if (other->n) {
			size_t from = chance(other->n), len = chance(other->n - from < 64 ? other->n - from : 64);
			insert(x, at, other->at + from, len);
		}
		break;
	default:
		x->n = at;
	}
}

/* A copy of just that length: reading one byte past it is noticed. */
static void run(const struct input *x)
{
	uint8_t *copy = malloc(x->n ? x->n : 1);
	HOLDS(copy);
	memcpy(copy, x->at, x->n);
	(void)LLVMFuzzerTestOneInput(copy, x->n);
	free(copy);
}

static size_t read_seeds(const char *folder, struct input *to, size_t max)
{
	struct dirent **names;
	int found = scandir(folder, &names, NULL, alphasort);
	size_t n = 0;
	for (int i = 0; i < found; i++) {
		char path[4096];
		snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
		FILE *f = names[i]->d_name[0] != '.' && n < max ? fopen(path, "rb") : NULL;
		if (f) {
			to[n].n = fread(to[n].at, 1, INPUT_MAX, f);
			n++;
			fclose(f);
		}
		free(names[i]);
	}
	if (found >= 0)
		free(names);
	return n;
}

int main(int argc, char **argv)
{
	static struct input seeds[64];
	size_t n = argc > 1 ? read_seeds(argv[1], seeds, COUNT(seeds)) : 0;
	long rounds = argc > 2 ? strtol(argv[2], NULL, 10) : ROUNDS;
	if (n == 0) {
		fprintf(stderr, "there are no seeds in %s\n", argc > 1 ? argv[1] : "(no folder given)");
		return 1;
	}
	for (size_t i = 0; i < n; i++) {
		run(&seeds[i]);
		for (long k = 0; k < rounds; k++) {
			struct input x = seeds[i];
			for (size_t changes = 1 + chance(6); changes; changes--)
				change(&x, &seeds[chance(n)]);
			run(&x);
		}
	}
	return 0;
}
