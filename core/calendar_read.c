/* What a calendar program answers to an invitation, read through libical from whatever came by mail.  Knows what an answer must have;
 * whose it is and whether it counts is left to the features. */
#include <libical/ical.h>
#include "core.h"
#include "calendar.h"

enum { DEEP_MAX = 8 };

static bool line_begins(struct slice line, const char *with) { return line.n >= strlen(with) && strncasecmp(line.at, with, strlen(with)) == 0; }

/* One calendar from its first line to its last, and nothing ended that was not begun: libical takes what is cut short for whole. */
static bool whole(struct slice text)
{
	struct slice t = slice_trim(text);
	int deep = 0, lines = 0;
	if (text.n > CALENDAR_REPLY_BYTES || memchr(text.at, '\0', text.n) || !line_begins(t, "BEGIN:VCALENDAR"))
		return false;
	for (; t.n; lines++) {
		const char *end = memchr(t.at, '\n', t.n);
		struct slice line = { t.at, end ? (size_t)(end - t.at) : t.n };
		deep += line_begins(line, "BEGIN:") - line_begins(line, "END:");
		if (deep < 0 || deep > DEEP_MAX || (deep == 0 && end))
			return false;
		t = (struct slice){ t.at + line.n + (end != NULL), t.n - line.n - (end != NULL) };
	}
	return deep == 0 && lines > 1;
}

static bool is_day(struct icaltimetype t)
{
	return t.year >= 1970 && t.year <= 9999 && t.month >= 1 && t.month <= 12 && t.day >= 1 && t.day <= 31 && t.hour >= 0 && t.hour < 24 &&
	       t.minute >= 0 && t.minute < 60 && t.second >= 0 && t.second <= 60;
}

static int64_t moment(const char *zone, struct icaltimetype t)
{
	return zone_moment(zone, (struct civil){ .year = t.year, .month = t.month, .day = t.day, .hour = t.hour, .minute = t.minute, .second = t.second });
}

static icalproperty *only(icalcomponent *v, icalproperty_kind kind)
{
	return icalcomponent_count_properties(v, kind) == 1 ? icalcomponent_get_first_property(v, kind) : NULL;
}

/* A zone of the sender's own making is not looked into: the day on its clock names the time as well. */
static bool read_which(icalcomponent *v, struct calendar_reply *ret)
{
	icalproperty *p = icalcomponent_get_first_property(v, ICAL_RECURRENCEID_PROPERTY);
	ret->recurs_at = ret->recurs_day = NO_INT;
	if (!p)
		return true;
	struct icaltimetype t = icalproperty_get_recurrenceid(p);
	icalparameter *zone = icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER);
	const char *name = zone ? icalparameter_get_tzid(zone) : NULL;
	if (!is_day(t))
		return false;
	if (!t.is_date && (icaltime_is_utc(t) || (name && zone_known(name))))
		ret->recurs_at = moment(icaltime_is_utc(t) ? NULL : name, t);
	else
		ret->recurs_day = day_number(t.year, t.month, t.day);
	return true;
}

static bool read_answer(icalproperty *attendee, int64_t *ret)
{
	icalparameter *p = icalproperty_get_first_parameter(attendee, ICAL_PARTSTAT_PARAMETER);
	icalparameter_partstat said = p ? icalparameter_get_partstat(p) : ICAL_PARTSTAT_NONE;
	*ret = said == ICAL_PARTSTAT_ACCEPTED ? CALENDAR_YES : said == ICAL_PARTSTAT_TENTATIVE ? CALENDAR_MAYBE : CALENDAR_NO;
	return said == ICAL_PARTSTAT_ACCEPTED || said == ICAL_PARTSTAT_TENTATIVE || said == ICAL_PARTSTAT_DECLINED;
}

static const char *address(struct arena *a, const char *s)
{
	return s ? arena_str(a, strncasecmp(s, "mailto:", strlen("mailto:")) == 0 ? s + strlen("mailto:") : s) : NULL;
}

static enum calendar_read read_event(struct arena *a, icalcomponent *v, struct calendar_reply *ret)
{
	icalproperty *uid = only(v, ICAL_UID_PROPERTY), *organizer = only(v, ICAL_ORGANIZER_PROPERTY), *attendee = only(v, ICAL_ATTENDEE_PROPERTY);
	icalproperty *stamp = only(v, ICAL_DTSTAMP_PROPERTY), *sequence = icalcomponent_get_first_property(v, ICAL_SEQUENCE_PROPERTY);
	if (!uid || !organizer || !attendee || !stamp || !icalproperty_get_uid(uid))
		return CALENDAR_FAULTY;
	struct icaltimetype at = icalproperty_get_dtstamp(stamp);
	*ret = (struct calendar_reply){ .uid = arena_str(a, icalproperty_get_uid(uid)), .organizer = address(a, icalproperty_get_organizer(organizer)),
					.sequence = sequence ? icalproperty_get_sequence(sequence) : 0 };
	if (!ret->organizer || !is_day(at) || at.is_date || ret->sequence < 0 || !read_which(v, ret))
		return CALENDAR_FAULTY;
	ret->stamp = moment(NULL, at);
	return read_answer(attendee, &ret->answer) ? CALENDAR_REPLIES : CALENDAR_OTHER;
}

static enum calendar_read read_all(struct arena *a, icalcomponent *c, struct calendar_replies *ret)
{
	if (icalcomponent_isa(c) != ICAL_VCALENDAR_COMPONENT)
		return CALENDAR_FAULTY;
	if (icalcomponent_get_method(c) != ICAL_METHOD_REPLY)
		return CALENDAR_OTHER;
	ret->at = ARENA_ARRAY(a, CALENDAR_REPLIES_MAX, struct calendar_reply);
	for (icalcomponent *v = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT); v; v = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT)) {
		enum calendar_read is = ret->n < CALENDAR_REPLIES_MAX ? read_event(a, v, &ret->at[ret->n]) : CALENDAR_FAULTY;
		if (is != CALENDAR_REPLIES)
			return is;
		ret->n++;
	}
	return ret->n ? CALENDAR_REPLIES : CALENDAR_OTHER;
}

enum calendar_read calendar_replies_read(struct arena *a, struct slice text, struct calendar_replies *ret)
{
	*ret = (struct calendar_replies){ .n = 0 };
	if (!whole(text))
		return CALENDAR_FAULTY;
	icalcomponent *c = icalparser_parse_string(arena_copy(a, text.at, text.n));
	if (!c)
		return CALENDAR_FAULTY;
	enum calendar_read is = read_all(a, c, ret);
	icalcomponent_free(c);
	return is;
}
