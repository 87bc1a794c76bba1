/* Hours of the week in every corner of the calendar: over the date line, at both changes of the clock, in zones of half and
 * quarter hours, against libical's own reckoning of the local time. */
#include <libical/ical.h>
#include "harness.h"
#include "score.h"

const struct feature *const harness_features[] = {
	&people_feature, &communities_feature, &experiences_feature, &asks_feature, &matching_feature, NULL,
};

enum { WEEK_MINUTES = 7 * 24 * 60, DAY = 86400 };
/* 2026-01-01 and 2028-01-01 UTC. */
static const int64_t first = 1767225600, last = 1830297600;

static const char *const zones[] = {
	"UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Honolulu", "America/Denver",
	"America/Phoenix", "America/New_York", "America/St_Johns", "America/Santiago", "America/Sao_Paulo", "Atlantic/Azores", "Europe/Dublin",
	"Europe/London", "Africa/Casablanca", "Africa/Cairo", "Asia/Jerusalem", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo",
	"Australia/Eucla", "Australia/Adelaide", "Australia/Lord_Howe", "Antarctica/Troll",
};

static uint64_t next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	return *seed ^= *seed << 17;
}

/* Minutes since Monday 00:00, where they are. */
static int minute_of_week(icaltimezone *zone, int64_t at)
{
	struct icaltimetype t = icaltime_from_timet_with_zone((time_t)at, 0, icaltimezone_get_utc_timezone());
	t = icaltime_convert_to_zone(t, zone);
	return (icaltime_day_of_week(t) + 5) % 7 * 24 * 60 + t.hour * 60 + t.minute;
}

/* How many minutes later it is in the week there than in UTC. */
static int ahead(icaltimezone *zone, int64_t at)
{
	return (minute_of_week(zone, at) - minute_of_week(icaltimezone_get_utc_timezone(), at) + WEEK_MINUTES) % WEEK_MINUTES;
}

static bool is_free(const struct week *w, int minute)
{
	minute = (minute + WEEK_MINUTES) % WEEK_MINUTES;
	return w->day[minute / (24 * 60)] >> (minute / 60 % 24) & 1;
}

/* Word by word what is meant: an hour may begin at a quarter if that and the next three are free where they are. */
static void holds(struct req *r, const struct week *w, const char *name, icaltimezone *zone, int64_t now)
{
	struct score_ring ring = score_ring_of(week_text(&r->arena, w), name, now);
	int later = ahead(zone, now);
	for (int k = 0; k < FIT_QUARTERS; k++) {
		bool whole = true;
		for (int q = 0; q < 4; q++)
			whole = whole && is_free(w, (k + q) * 15 + later);
		if (whole != (ring.start[k / 64] >> (k % 64) & 1))
			fail_msg("%s at %lld: quarter %d", name, (long long)now, k);
	}
}

static struct week a_week(uint64_t *seed)
{
	struct week w = { 0 };
	for (int d = 0; d < 7; d++)
		w.day[d] = (uint32_t)(next(seed) & next(seed) & 0xffffff);
	w.day[next(seed) % 7] |= 1u;
	return w;
}

static void hours_are_the_hours_of_where_somebody_lives_all_year_round(void **state)
{
	struct req *r = *state;
	uint64_t seed = 20260501;
	for (size_t z = 0; z < COUNT(zones); z++) {
		icaltimezone *zone = icaltimezone_get_builtin_timezone(zones[z]);
		if (!zone)
			zone = icaltimezone_get_utc_timezone();
		for (int64_t now = first + (int64_t)z * 3600; now < last; now += 9 * DAY + 7 * 3600 + 900) {
			struct week w = a_week(&seed);
			holds(r, &w, zones[z], zone, now);
			arena_clear(&r->arena);
		}
	}
}

/* One second before and at every change, forward and back. */
static void at_the_change_of_the_clock_hours_move_at_that_second(void **state)
{
	struct req *r = *state;
	uint64_t seed = 7;
	int forward = 0, back = 0;
	for (size_t z = 0; z < COUNT(zones); z++) {
		icaltimezone *zone = icaltimezone_get_builtin_timezone(zones[z]);
		for (int64_t at = first; zone && at < last; at += 900) {
			int before = ahead(zone, at - 1), after = ahead(zone, at);
			if (before == after)
				continue;
			struct week w = a_week(&seed);
			holds(r, &w, zones[z], zone, at - 1);
			holds(r, &w, zones[z], zone, at);
			int moved = (after - before + WEEK_MINUTES) % WEEK_MINUTES;
			forward += moved < WEEK_MINUTES / 2;
			back += moved > WEEK_MINUTES / 2;
			arena_clear(&r->arena);
		}
	}
	assert_true(forward > 20 && back > 20);
}

/* Two who keep the same hours where they live: in one zone all of them are common, whatever the clock does; over the date line
 * the same hour of the clock is another one. */
static void two_in_one_zone_share_all_their_hours_and_over_the_date_line_those_that_are_the_same_moment(void **state)
{
	struct req *r = *state;
	uint64_t seed = 11;
	for (int64_t now = first; now < last; now += 11 * DAY) {
		struct week w = a_week(&seed), shifted = { 0 };
		const char *said = week_text(&r->arena, &w);
		struct score_ring denver = score_ring_of(said, "America/Denver", now), other = score_ring_of(said, "America/Denver", now);
		assert_memory_equal(denver.start, other.start, sizeof denver.start);
		/* Kiritimati is 25 hours ahead of Pago Pago: what is said an hour later on the next day is the same moment */
		for (int h = 0; h < 7 * 24; h++) {
			int then = (h + 25) % (7 * 24);
			shifted.day[then / 24] |= (w.day[h / 24] >> (h % 24) & 1u) << (then % 24);
		}
		struct score_ring east = score_ring_of(week_text(&r->arena, &shifted), "Pacific/Kiritimati", now);
		struct score_ring west = score_ring_of(said, "Pacific/Pago_Pago", now);
		assert_memory_equal(east.start, west.start, sizeof east.start);
		arena_clear(&r->arena);
	}
}

HARNESS(hours_are_the_hours_of_where_somebody_lives_all_year_round, at_the_change_of_the_clock_hours_move_at_that_second,
	two_in_one_zone_share_all_their_hours_and_over_the_date_line_those_that_are_the_same_moment)
