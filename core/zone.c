/* Civil time: days, weeks, and the local time of the world's zones.  libical knows the rules of a zone; here its changes
 * are written down once per zone and then only read.  Leaves the words for dates to dates.c. */
#include <libical/ical.h>
#include <pthread.h>
#include <stdatomic.h>
#include "core.h"

enum { DAY = 86400, NAME_MAX_LEN = 64, BUCKETS = 64, CHANGES_MAX = 1024, FIRST_YEAR = 1970, LAST_YEAR = 2100 };
/* 0001-01-01 to 9999-12-31: what a date can say in four digits. */
static const int64_t earliest = INT64_C(-62135596800), latest = INT64_C(253402300799);

/* ---- days ---- */

/* Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, eras have 400 years. */
int64_t day_number(int year, int month, int day)
{
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct civil day_civil(int64_t day)
{
	if (day < earliest / DAY)
		day = earliest / DAY;
	if (day > latest / DAY)
		day = latest / DAY;
	int64_t z = day + 719468;       /* days since 0000-03-01: never negative here */
	int64_t era = z / 146097, of_era = z % 146097;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t march = (5 * of_year + 2) / 153;
	int month = (int)(march < 10 ? march + 3 : march - 9);
	return (struct civil){
		.year = (int)(year + era * 400 + (month <= 2)), .month = month,
		.day = (int)(of_year - (153 * march + 2) / 5 + 1),
		.weekday = (int)(((day + 3) % 7 + 7) % 7),      /* 1970-01-01 was a Thursday */
	};
}

static int64_t day_of(int64_t seconds)
{
	return seconds / DAY - (seconds % DAY < 0);
}

int64_t week_of(int64_t at)
{
	int64_t day = day_of(at);
	return day - ((day + 3) % 7 + 7) % 7;
}

/* ---- the changes of a zone ---- */

struct change { int64_t at; int32_t offset; };          /* from this moment on, seconds east of UTC */
struct zone {
	struct zone *next;
	char name[NAME_MAX_LEN + 1];
	size_t n;
	struct change change[];         /* the first holds from the beginning of time */
};

/* The only state of this program that outlives a request outside of the server: filled under the lock, a zone once, and
 * read without it.  It grows by the zones of the world at most. */
static _Atomic(struct zone *) known[BUCKETS];
static pthread_mutex_t building = PTHREAD_MUTEX_INITIALIZER;

static int32_t ical_offset(icaltimezone *z, int64_t at)
{
	struct civil c = day_civil(day_of(at));
	int64_t second = at - day_of(at) * DAY;
	int summer;
	struct icaltimetype t = {
		.year = c.year, .month = c.month, .day = c.day, .hour = (int)(second / 3600), .minute = (int)(second / 60 % 60),
		.second = (int)(second % 60), .zone = icaltimezone_get_utc_timezone(),
	};
	return icaltimezone_get_utc_offset_of_utc_time(z, &t, &summer);
}

/* The first second at which the later offset holds; between from and to there is one change. */
static int64_t change_between(icaltimezone *z, int64_t from, int64_t to, int32_t before)
{
	while (to - from > 1) {
		int64_t middle = from + (to - from) / 2;
		if (ical_offset(z, middle) == before)
			from = middle;
		else
			to = middle;
	}
	return to;
}

/* A look at every week finds every change: no zone has gone forth and back within one. */
static struct zone *zone_build(const char *name, icaltimezone *z)
{
	struct change change[CHANGES_MAX];
	size_t n = 0;
	int64_t at = day_number(FIRST_YEAR, 1, 1) * DAY, end = day_number(LAST_YEAR, 1, 1) * DAY;
	int32_t offset = ical_offset(z, at);
	change[n++] = (struct change){ INT64_MIN, offset };
	for (int64_t next = at + 7 * DAY; next < end && n < CHANGES_MAX; at = next, next += 7 * DAY) {
		int32_t now = ical_offset(z, next);
		if (now == offset)
			continue;
		change[n++] = (struct change){ change_between(z, at, next, offset), now };
		offset = now;
	}
	struct zone *built = malloc(sizeof *built + n * sizeof change[0]);
	if (!built)
		return NULL;
	*built = (struct zone){ .n = n };
	snprintf(built->name, sizeof built->name, "%s", name);
	memcpy(built->change, change, n * sizeof change[0]);
	return built;
}

static struct zone *find(struct zone *z, const char *name)
{
	while (z && strcmp(z->name, name) != 0)
		z = z->next;
	return z;
}

/* "America/Denver": never a way out of the folder in which libical looks. */
static bool name_right(const char *name)
{
	size_t n = strlen(name);
	if (n == 0 || n > NAME_MAX_LEN || strstr(name, ".."))
		return false;
	for (size_t i = 0; i < n; i++) {
		char low = name[i] | 32;
		bool inner = name[i] == '/' || name[i] == '-' || name[i] == '+' || (name[i] >= '0' && name[i] <= '9');
		if (!(low >= 'a' && low <= 'z') && name[i] != '_' && !(i && inner))
			return false;
	}
	return true;
}

static bool is_utc(const char *name)
{
	return !name || !*name || strcmp(name, "UTC") == 0 || strcmp(name, "Etc/UTC") == 0;
}

/* NULL: UTC, or not known. */
static const struct zone *zone_of(const char *name)
{
	if (is_utc(name) || !name_right(name))
		return NULL;
	_Atomic(struct zone *) *bucket = &known[words_hash(name) % BUCKETS];
	struct zone *z = find(atomic_load_explicit(bucket, memory_order_acquire), name);
	if (z)
		return z;
	pthread_mutex_lock(&building);
	struct zone *first = atomic_load_explicit(bucket, memory_order_relaxed);
	z = find(first, name);
	icaltimezone *rules = z ? NULL : icaltimezone_get_builtin_timezone(name);
	if (rules && (z = zone_build(name, rules))) {
		z->next = first;
		atomic_store_explicit(bucket, z, memory_order_release);
	}
	pthread_mutex_unlock(&building);
	return z;
}

bool zone_known(const char *zone)
{
	return is_utc(zone) || zone_of(zone);
}

/* ---- local time ---- */

static int64_t limited(int64_t at)
{
	return at < earliest ? earliest : at > latest ? latest : at;
}

static int32_t offset_at(const struct zone *z, int64_t at)
{
	if (!z)
		return 0;
	size_t from = 0, to = z->n;     /* change[from] is in force, change[to] not yet */
	while (to - from > 1) {
		size_t middle = from + (to - from) / 2;
		if (z->change[middle].at <= at)
			from = middle;
		else
			to = middle;
	}
	return z->change[from].offset;
}

int32_t zone_offset(const char *zone, int64_t at)
{
	return offset_at(zone_of(zone), at);
}

struct civil zone_civil(const char *zone, int64_t at)
{
	at = limited(at);
	int64_t local = limited(at + zone_offset(zone, at));
	struct civil c = day_civil(day_of(local));
	int second = (int)(local - day_of(local) * DAY);
	c.hour = second / 3600;
	c.minute = second / 60 % 60;
	c.second = second % 60;
	return c;
}

int64_t zone_moment(const char *zone, struct civil c)
{
	const struct zone *z = zone_of(zone);
	int64_t local = day_number(c.year, c.month, c.day) * DAY + c.hour * 3600 + c.minute * 60 + c.second;
	int32_t before = offset_at(z, local - DAY), after = offset_at(z, local + DAY);
	if (offset_at(z, local - before) == before)
		return local - before;          /* also the first of two */
	if (offset_at(z, local - after) == after)
		return local - after;
	return local - before;                  /* skipped: as far behind the change as it was behind its beginning */
}
