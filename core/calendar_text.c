/* Calendars as text: libical escapes, folds and knows the rules of zones.  Leaves what is in them to the features; nothing here asks
 * for the time, so that nothing changes that did not change. */
#include <libical/ical.h>
#include "core.h"
#include "calendar.h"

enum { ZONES_MAX = 32, HOUR = 3600, REFRESH_HOURS = 4, MAIL_MAX = 320 };

static struct icaltimetype wall(int64_t day, int64_t clock)
{
	struct civil c = day_civil(day);
	return (struct icaltimetype){ .year = c.year, .month = c.month, .day = c.day, .hour = (int)(clock / 60), .minute = (int)(clock % 60) };
}

static struct icaltimetype utc(int64_t at)
{
	struct civil c = zone_civil(NULL, at);
	return (struct icaltimetype){ .year = c.year, .month = c.month, .day = c.day, .hour = c.hour, .minute = c.minute, .second = c.second,
				      .zone = icaltimezone_get_utc_timezone() };
}

static bool in_utc(const char *zone) { return !zone || !*zone || str_same(zone, "UTC") || str_same(zone, "Etc/UTC"); }

/* A wall-clock time: with its zone, or as UTC. */
static void add_time(icalcomponent *to, icalproperty *p, const char *zone)
{
	if (!in_utc(zone))
		icalproperty_add_parameter(p, icalparameter_new_tzid(zone));
	icalcomponent_add_property(to, p);
}

static struct icaltimetype wall_in(const char *zone, int64_t day, int64_t clock)
{
	struct icaltimetype t = wall(day, clock);
	if (in_utc(zone))
		t.zone = icaltimezone_get_utc_timezone();
	return t;
}

static void add_x(icalcomponent *to, const char *name, const char *value)
{
	icalproperty *p = icalproperty_new_x(value);
	icalproperty_set_x_name(p, name);
	icalcomponent_add_property(to, p);
}

/* ---- zones ---- */

/* As libical has it from the system's tables, under the plain name.  zone_known loads them, one thread at a time. */
static void add_zone(icalcomponent *to, const char *zone)
{
	icaltimezone *z = zone_known(zone) ? icaltimezone_get_builtin_timezone(zone) : NULL;
	icalcomponent *rules = z ? icaltimezone_get_component(z) : NULL;
	if (!rules)
		return;
	icalcomponent *own = icalcomponent_new_clone(rules);
	icalproperty *id = icalcomponent_get_first_property(own, ICAL_TZID_PROPERTY);
	if (id)
		icalproperty_set_tzid(id, zone);
	icalproperty *x = icalcomponent_get_first_property(own, ICAL_X_PROPERTY);
	if (x) {
		icalcomponent_remove_property(own, x);
		icalproperty_free(x);
	}
	icalcomponent_add_component(to, own);
}

static void add_zones(icalcomponent *to, size_t n, const struct calendar_event *e)
{
	const char *known[ZONES_MAX];
	size_t k = 0;
	for (size_t i = 0; i < n && k < ZONES_MAX; i++) {
		size_t at = 0;
		while (at < k && !str_same(known[at], e[i].zone))
			at++;
		if (at < k || in_utc(e[i].zone))
			continue;
		known[k++] = e[i].zone;
		add_zone(to, e[i].zone);
	}
}

/* ---- events ---- */

static void add_rule(icalcomponent *v, const struct calendar_event *e)
{
	if (!calendar_rule_right(e->rule))
		return;
	struct icalrecurrencetype rule = icalrecurrencetype_from_string(e->rule);
	if (e->until != NO_INT)
		rule.until = utc(e->until);
	else if (e->times > 0)
		rule.count = (int)e->times;
	icalcomponent_add_property(v, icalproperty_new_rrule(rule));
	for (size_t i = 0; i < e->n_out; i++)
		add_time(v, icalproperty_new_exdate(wall_in(e->zone, e->out[i], e->clock)), e->zone);
}

static void add_words(icalcomponent *v, const struct calendar_event *e)
{
	icalcomponent_add_property(v, icalproperty_new_summary(e->summary));
	if (e->about)
		icalcomponent_add_property(v, icalproperty_new_description(e->about));
	if (e->place)
		icalcomponent_add_property(v, icalproperty_new_location(e->place));
	if (e->link)
		icalcomponent_add_property(v, icalproperty_new_url(e->link));
	if (e->category)
		icalcomponent_add_property(v, icalproperty_new_categories(e->category));
}

/* RFC 6047: who invites and who is invited stand in it. */
static void add_people(icalcomponent *v, const struct calendar_event *e)
{
	static const icalparameter_partstat said[] = { [CALENDAR_YES] = ICAL_PARTSTAT_ACCEPTED, [CALENDAR_MAYBE] = ICAL_PARTSTAT_TENTATIVE,
						       [CALENDAR_NO] = ICAL_PARTSTAT_DECLINED };
	char address[MAIL_MAX];
	if (!e->organizer || !e->attendee)
		return;
	snprintf(address, sizeof address, "mailto:%s", e->organizer);
	icalcomponent_add_property(v, icalproperty_new_organizer(address));
	snprintf(address, sizeof address, "mailto:%s", e->attendee);
	icalproperty *p = icalproperty_new_attendee(address);
	if (!e->cancelled)
		icalproperty_add_parameter(p, icalparameter_new_rsvp(e->rsvp ? ICAL_RSVP_TRUE : ICAL_RSVP_FALSE));
	if (!e->cancelled)
		icalproperty_add_parameter(p, icalparameter_new_partstat(e->answer == NO_INT ? ICAL_PARTSTAT_NEEDSACTION : said[e->answer]));
	icalcomponent_add_property(v, p);
}

static void add_reminder(icalcomponent *v, const struct calendar_event *e)
{
	if (e->remind == NO_INT || e->cancelled)
		return;
	icalcomponent *alarm = icalcomponent_new(ICAL_VALARM_COMPONENT);
	icalcomponent_add_property(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
	icalcomponent_add_property(alarm, icalproperty_new_description(e->summary));
	struct icaltriggertype before = { .duration = icaldurationtype_from_int((int)(-e->remind * 60)) };
	icalcomponent_add_property(alarm, icalproperty_new_trigger(before));
	icalcomponent_add_component(v, alarm);
}

static void add_when(icalcomponent *v, const struct calendar_event *e)
{
	add_time(v, icalproperty_new_dtstart(wall_in(e->zone, e->day, e->clock)), e->zone);
	icalcomponent_add_property(v, icalproperty_new_duration(icaldurationtype_from_int((int)(e->minutes * 60))));
	add_rule(v, e);
	icalcomponent_add_property(v, icalproperty_new_created(utc(e->made)));
	icalcomponent_add_property(v, icalproperty_new_lastmodified(utc(e->changed)));
}

/* DTSTAMP of a message is when it was written (RFC 5546, 2.1.5): of several that say the same the later one counts. */
static icalcomponent *event(const struct calendar_head *h, const struct calendar_event *e)
{
	icalcomponent *v = icalcomponent_new(ICAL_VEVENT_COMPONENT);
	icalcomponent_add_property(v, icalproperty_new_uid(e->uid));
	icalcomponent_add_property(v, icalproperty_new_dtstamp(utc(h->method ? h->changed : e->changed)));
	if (e->recurs_day != NO_INT)
		add_time(v, icalproperty_new_recurrenceid(wall_in(e->zone, e->recurs_day, e->recurs_clock)), e->zone);
	if (e->day != NO_INT)
		add_when(v, e);
	icalcomponent_add_property(v, icalproperty_new_sequence((int)e->sequence));
	icalcomponent_add_property(v, icalproperty_new_status(e->cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
	if (e->private)
		icalcomponent_add_property(v, icalproperty_new_class(ICAL_CLASS_PRIVATE));
	add_words(v, e);
	add_people(v, e);
	add_reminder(v, e);
	return v;
}

/* ---- the whole ---- */

static void add_head(icalcomponent *c, const struct calendar_head *h)
{
	icalcomponent_add_property(c, icalproperty_new_version("2.0"));
	icalcomponent_add_property(c, icalproperty_new_prodid("-//Kith//Kith//EN"));
	icalcomponent_add_property(c, icalproperty_new_calscale("GREGORIAN"));
	if (h->method) {
		icalcomponent_add_property(c, icalproperty_new_method(icalproperty_string_to_method(h->method)));
		return;
	}
	/* no UID for the whole, though RFC 7986 has one: vdirsyncer would take it for that of every event */
	icalcomponent_add_property(c, icalproperty_new_name(h->name));
	add_x(c, "X-WR-CALNAME", h->name);
	icalcomponent_add_property(c, icalproperty_new_lastmodified(utc(h->changed)));
	icalproperty *refresh = icalproperty_new_refreshinterval(icaldurationtype_from_int(REFRESH_HOURS * HOUR));
	icalproperty_add_parameter(refresh, icalparameter_new_value(ICAL_VALUE_DURATION));
	icalcomponent_add_property(c, refresh);
	add_x(c, "X-PUBLISHED-TTL", "PT4H");
}

void calendar_write(struct out *o, const struct calendar_head *h, size_t n, const struct calendar_event *e)
{
	icalcomponent *c = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
	add_head(c, h);
	add_zones(c, n, e);
	for (size_t i = 0; i < n; i++)
		icalcomponent_add_component(c, event(h, &e[i]));
	char *text = icalcomponent_as_ical_string_r(c);
	out_raw(o, text, strlen(text));
	free(text);
	icalcomponent_free(c);
}
