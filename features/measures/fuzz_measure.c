/* Any bytes as a list of questions: it is refused with sentences, or whole: every question has steps and counts in a scale, and every
 * answering is scored within the range it names. */
#include "fuzz.h"
#include "file.h"

static void scores_hold(const struct measure *m, int step)
{
	int given[MEASURE_ITEMS_MAX];
	struct measure_score x[MEASURE_SCALES_MAX];
	for (size_t i = 0; i < m->n_items; i++)
		given[i] = step < 0 ? -1 : step % (int)m->item[i].steps->n;
	measure_score(m, given, x);
	for (size_t k = 0; k < m->n_scales; k++) {
		HOLDS(x[k].there == (step >= 0));
		HOLDS(!x[k].there || (x[k].value >= (double)m->scale[k].least - 1e-6 && x[k].value <= (double)m->scale[k].most + 1e-6));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = { 0 };
	struct measure m;
	struct measure_wrongs wrong;
	bool fine = measure_file_read(&a, (struct slice){ (const char *)data, n }, &m, &wrong);
	HOLDS(fine == (wrong.n == 0) && wrong.n <= MEASURE_WRONG_MAX);
	for (size_t i = 0; i < wrong.n; i++)
		HOLDS(wrong.at[i].words && *wrong.at[i].words);
	if (fine) {
		HOLDS(m.code && m.name && m.about && m.lang && m.source && m.licence);
		HOLDS(m.n_items > 0 && m.n_items <= MEASURE_ITEMS_MAX && m.n_scales > 0 && m.n_scales <= MEASURE_SCALES_MAX);
		for (size_t i = 0; i < m.n_items; i++)
			HOLDS(m.item[i].words && m.item[i].steps && m.item[i].steps->n >= 2 && m.item[i].scale >= 0 && (size_t)m.item[i].scale < m.n_scales);
		for (int step = -1; step < MEASURE_STEPS_MAX; step++)
			scores_hold(&m, step);
	}
	arena_end(&a);
	return 0;
}
