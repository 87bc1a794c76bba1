/* A message as RFC 5322 and 2045 want it: fields that nothing can be smuggled into, quoted-printable text.
 * Leaves sending to mail.c. */
#include "mail.h"

enum { LINE_MAX_QP = 72, WORD_MAX_Q = 60, STOP_MAX = 300 };
static const char hex[] = "0123456789ABCDEF";

/* Plain ASCII, one '@', nothing that has a meaning in a field or an SMTP command. */
static bool is_address(const char *s)
{
	int at = 0;
	for (const char *p = s; *p; p++) {
		if (*p <= ' ' || *p >= 0x7f || strchr("<>()[],;:\\\"", *p))
			return false;
		at += *p == '@';
	}
	return at == 1 && *s != '@' && s[strlen(s) - 1] != '@' && strlen(s) < 255;
}

static void qp_byte(struct out *o, unsigned char c)
{
	char escaped[3] = { '=', hex[c >> 4], hex[c & 15] };
	out_raw(o, escaped, 3);
}

/* RFC 2045, 6.7.  Lines end in CRLF; a blank at the end of one is escaped, so is a dot at its beginning (SMTP's end). */
static void quoted_printable(struct out *o, const char *s)
{
	int column = 0;
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		if (c == '\r')
			continue;
		if (c == '\n') {
			OUT_LITERAL(o, "\r\n");
			column = 0;
			continue;
		}
		bool last = !s[1] || s[1] == '\n' || s[1] == '\r';
		bool plain = (c > ' ' && c < 0x7f && c != '=' && !(c == '.' && !column)) || ((c == ' ' || c == '\t') && !last);
		if (column + (plain ? 1 : 3) > LINE_MAX_QP) {
			OUT_LITERAL(o, "=\r\n");
			column = 0;
			plain = plain && c != '.';
		}
		if (plain)
			out_raw(o, s, 1);
		else
			qp_byte(o, c);
		column += plain ? 1 : 3;
	}
}

/* RFC 2047: encoded words, cut between characters (bytes that are none are cut anywhere).  Plain letters, digits and blanks
 * stay as they are. */
static void subject(struct out *o, const char *s)
{
	bool plain = strlen(s) <= WORD_MAX_Q;
	for (const char *p = s; *p; p++)
		plain = plain && ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') || strchr(" .,!'-", *p));
	if (plain) {
		out_raw(o, s, strlen(s));
		return;
	}
	int column = 0;
	OUT_LITERAL(o, "=?UTF-8?Q?");
	for (; *s; s++) {
		bool begins = ((unsigned char)*s & 0xc0) != 0x80;
		if ((begins && column > WORD_MAX_Q - 12) || column >= WORD_MAX_Q) {
			OUT_LITERAL(o, "?=\r\n =?UTF-8?Q?");
			column = 0;
		}
		bool bare = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9');
		if (bare)
			out_raw(o, s, 1);
		else
			qp_byte(o, (unsigned char)*s);
		column += bare ? 1 : 3;
	}
	OUT_LITERAL(o, "?=");
}

static void date(struct out *o, int64_t at)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct civil c = zone_civil(NULL, at);
	out_printf(o, "Date: %s, %02d %s %04d %02d:%02d:%02d +0000\r\n", days[c.weekday], c.day, months[c.month - 1], c.year, c.hour,
		   c.minute, c.second);
}

/* One step ends such mail, for programs that offer a button (RFC 8058).  Only what can stand between < and >. */
static bool way_to_stop(struct out *o, const char *stop)
{
	for (const char *p = stop; *p; p++)
		if (*p <= ' ' || *p >= 0x7f || *p == '<' || *p == '>')
			return false;
	if (strlen(stop) > STOP_MAX)
		return false;
	out_printf(o, "List-Unsubscribe:\r\n <%s>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", stop);
	return true;
}

static bool is_method(const char *s)
{
	for (const char *p = s; *p; p++)
		if (*p < 'A' || *p > 'Z')
			return false;
	return *s && strlen(s) < 20;
}

static void part(struct out *o, const char *type, const char *text)
{
	out_printf(o, "Content-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", type);
	quoted_printable(o, text);
	OUT_LITERAL(o, "\r\n");
}

/* "=_" never comes out of quoted_printable, so no text can end its part. */
static void parts(struct out *o, const struct mail *m)
{
	char type[64];
	snprintf(type, sizeof type, "text/calendar; method=%s", m->method);
	OUT_LITERAL(o, "Content-Type: multipart/alternative; boundary=\"=_kith\"\r\n\r\n--=_kith\r\n");
	part(o, "text/plain", m->body);
	OUT_LITERAL(o, "--=_kith\r\n");
	part(o, type, m->calendar);
	OUT_LITERAL(o, "--=_kith--\r\n");
}

const char *mail_text(struct arena *a, const char *from, const struct mail *m)
{
	if (!is_address(from) || !is_address(m->to) || (m->calendar && (!m->method || !is_method(m->method))))
		return NULL;
	struct out o = { 0 };
	date(&o, m->at);
	out_printf(&o, "From: <%s>\r\nTo: <%s>\r\nMessage-ID: <%s@%s>\r\nSubject: ", from, m->to, m->id, strchr(from, '@') + 1);
	subject(&o, m->subject);
	OUT_LITERAL(&o, "\r\nAuto-Submitted: auto-generated\r\n");
	bool fits = !m->stop || way_to_stop(&o, m->stop);
	OUT_LITERAL(&o, "MIME-Version: 1.0\r\n");
	if (m->calendar)
		parts(&o, m);
	else
		part(&o, "text/plain", m->body);
	const char *text = o.over || !fits ? NULL : arena_copy(a, o.at, o.n);
	out_end(&o);
	return text;
}
