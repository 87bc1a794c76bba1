/* The times a community can choose from, and finding a kind.
 * Leaves what is erased to the features. */
#include "core.h"
#include "house.h"
#include "retain.h"

const struct retain_of retain_nothing;

static const int64_t lasting[] = { 1, 30, 90, 183, 365, 730, 1096, 1826, 2192, 2557, 3653 };

const struct choices retain_times = CHOICES("retain_times",
	{ "1d", N_("1 day") }, { "30d", N_("30 days") }, { "90d", N_("90 days") }, { "6m", N_("6 months") }, { "1y", N_("1 year") },
	{ "2y", N_("2 years") }, { "3y", N_("3 years") }, { "5y", N_("5 years") }, { "6y", N_("6 years") }, { "7y", N_("7 years") },
	{ "10y", N_("10 years") });

int64_t retain_days(int64_t time) { return time >= 0 && (size_t)time < COUNT(lasting) ? lasting[time] : lasting[COUNT(lasting) - 1]; }

const struct retain *retain_find(const struct house *h, const char *code)
{
	for (size_t f = 0; f < h->n; f++)
		for (size_t k = 0; h->features[f]->retain && k < h->features[f]->retain->n; k++)
			if (str_same(h->features[f]->retain->at[k].code, code))
				return &h->features[f]->retain->at[k];
	return NULL;
}
