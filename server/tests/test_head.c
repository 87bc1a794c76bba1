/* The head of a request, cookies, lists, devices; settings; messages: the pure parts of the server. */
#include "test.h"
#include "config.h"
#include "head.h"
#include "mail.h"

static struct head asked(const char *method, const char *target)
{
	return (struct head){ .method = S(method), .target = S(target), .version = S("HTTP/1.1"), .field[HEAD_HOST] = S("kith.test") };
}

static void a_target_is_path_and_query(void **state)
{
	(void)state;
	struct head h = asked("GET", "/asks?a=b?c&d");
	assert_int_equal(head_judge(&h), 0);
	assert_true(slice_same(h.path, SLICE("/asks")) && slice_same(h.query, SLICE("a=b?c&d")));
	h = asked("HEAD", "/asks?");
	assert_int_equal(head_judge(&h), 0);
	assert_true(h.get && h.head_only && h.query.n == 0 && slice_same(h.path, SLICE("/asks")));
	static const struct { const char *target; int refuse; } wrong[] = {
		{ "", 400 }, { "asks", 400 }, { "*", 400 }, { "http://a/", 400 }, { "/%", 400 }, { "/%4", 400 }, { "/%4g", 400 }, { "/%00", 400 },
		{ "/a b", 400 }, { "/a#b", 400 }, { "/a\\b", 400 }, { "/\x80", 400 }, { "/a\"", 400 }, { "/<", 400 },
	};
	for (size_t k = 0; k < COUNT(wrong); k++) {
		h = asked("GET", wrong[k].target);
		assert_int_equal(head_judge(&h), wrong[k].refuse);
	}
}

static void methods_are_ours_known_or_nothing(void **state)
{
	(void)state;
	static const struct { const char *method; int refuse; } of[] = {
		{ "GET", 0 }, { "HEAD", 0 }, { "PUT", 0 }, { "TRACE", 0 }, { "get", 501 }, { "BREW", 501 }, { "G T", 400 }, { "", 400 }, { "G\xe9T", 400 },
	};
	for (size_t k = 0; k < COUNT(of); k++) {
		struct head h = asked(of[k].method, "/");
		assert_int_equal(head_judge(&h), of[k].refuse);
	}
}

static int with(const char *method, ...)
{
	struct head h = asked(method, "/");
	va_list args;
	va_start(args, method);
	int refuse = 0;
	for (const char *name; !refuse && (name = va_arg(args, const char *)); ) {
		const char *value = va_arg(args, const char *);
		refuse = head_take(&h, S(name), S(value));
	}
	va_end(args);
	return refuse ? refuse : head_judge(&h);
}

static void a_body_has_one_length(void **state)
{
	(void)state;
	assert_int_equal(with("POST", "Content-Length", "12", NULL), 0);
	assert_int_equal(with("POST", "content-LENGTH", " 0 ", NULL), 0);
	assert_int_equal(with("POST", NULL), 411);
	assert_int_equal(with("POST", "Content-Length", "1", "Content-Length", "1", NULL), 400);
	assert_int_equal(with("POST", "Content-Length", "-1", NULL), 400);
	assert_int_equal(with("POST", "Content-Length", "+1", NULL), 400);
	assert_int_equal(with("POST", "Content-Length", "", NULL), 400);
	assert_int_equal(with("POST", "Content-Length", "1,1", NULL), 400);
	assert_int_equal(with("POST", "Content-Length", "99999999999999999999", NULL), 413);
	assert_int_equal(with("POST", "Transfer-Encoding", "chunked", NULL), 411);
	assert_int_equal(with("POST", "Transfer-Encoding", "gzip", NULL), 501);
	assert_int_equal(with("POST", "Transfer-Encoding", "chunked", "Content-Length", "1", NULL), 400);
	assert_int_equal(with("POST", "Content-Length", "1", "Content-Encoding", "gzip", NULL), 415);
	assert_int_equal(with("GET", "Expect", "100-Continue", NULL), 0);
	assert_int_equal(with("GET", "Expect", "more", NULL), 417);
	assert_int_equal(with("GET", "Host", "other", NULL), 400);
}

static void cookies_are_found_whole_once_and_plain(void **state)
{
	(void)state;
	assert_true(slice_same(cookie_find(S("a=b; kith=x-Y_9; c=d"), "kith"), SLICE("x-Y_9")));
	assert_true(slice_same(cookie_find(S("kith=x"), "kith"), SLICE("x")));
	assert_null(cookie_find(S("kithy=x; akith=y"), "kith").at);
	assert_null(cookie_find(S("kith=x; kith=y"), "kith").at);
	assert_null(cookie_find(S("kith=\"x\""), "kith").at);
	assert_null(cookie_find(S("kith=x y"), "kith").at);
	assert_null(cookie_find(S(";;=;kith"), "kith").at);
	assert_null(cookie_find((struct slice){ 0 }, "kith").at);
}

static void lists_have_weights(void **state)
{
	(void)state;
	assert_true(head_lists(S("gzip"), "gzip"));
	assert_true(head_lists(S("br, GZIP ;q=0.001"), "gzip"));
	assert_false(head_lists(S("br, gzip;q=0"), "gzip"));
	assert_false(head_lists(S("br, gzip;q=0.000"), "gzip"));
	assert_false(head_lists(S("xgzip, gzipx"), "gzip"));
	assert_false(head_lists((struct slice){ 0 }, "gzip"));
}

static void devices_are_told_coarsely(void **state)
{
	(void)state;
	assert_string_equal(head_device(S("Mozilla/5.0 (Android 14; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0")), "Firefox on Android");
	assert_string_equal(head_device(S("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0")), "Edge on Windows");
	assert_string_equal(head_device(S("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17 Mobile Safari/604")), "Safari on iPhone");
	assert_string_equal(head_device(S("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36")), "Chrome on Linux");
	assert_string_equal(head_device(S("curl/8.0")), "A program");
	assert_string_equal(head_device((struct slice){ 0 }), "A program");
}

static void addresses_to_listen_on(void **state)
{
	(void)state;
	struct arena a = { 0 };
	const char *host;
	int64_t port;
	assert_true(config_address(&a, "127.0.0.1:8080", &host, &port) && port == 8080);
	assert_string_equal(host, "127.0.0.1");
	assert_true(config_address(&a, "[::1]:0", &host, &port) && port == 0);
	assert_string_equal(host, "::1");
	static const char *const wrong[] = { "", ":", "8080", "a", ":80", "a:", "a:b", "a:-1", "a:65536", "::1:80", "[]:80" };
	for (size_t k = 0; k < COUNT(wrong); k++)
		assert_false(config_address(&a, wrong[k], &host, &port));
	arena_end(&a);
}

static void a_zone_nobody_knows_stops_the_start(void **state)
{
	(void)state;
	struct config c;
	config_start(&c);
	assert_true(config_text(&c, "kith.conf", S("default_zone = America/Denver")));
	assert_true(config_finish(&c));
	assert_string_equal(c.default_zone, "America/Denver");
	config_end(&c);
	config_start(&c);
	assert_true(config_text(&c, "kith.conf", S("default_zone = Mountain Time")));
	assert_false(config_finish(&c));
	assert_non_null(strstr(c.trouble, "kith.conf:1: default_zone must be"));
	config_end(&c);
}

static void what_was_set_first_stays(void **state)
{
	(void)state;
	struct config c;
	config_start(&c);
	assert_true(config_set(&c, "threads", "7", "--threads"));
	char *variables[] = { (char []){ "KITH_THREADS=9" }, (char []){ "KITH_IDLE_MINUTES=60" }, (char []){ "KITH=x" }, (char []){ "OTHER=1" }, NULL };
	assert_true(config_environment(&c, variables));
	assert_true(config_text(&c, "f", S("idle_minutes = 90\nsession_hours = 2")));
	assert_true(config_finish(&c));
	assert_int_equal(c.threads, 7);
	assert_int_equal(c.idle_minutes, 60);
	assert_int_equal(c.session_hours, 2);
	assert_string_equal(c.key_file, "kith-data.key");
	assert_string_equal(c.database, "kith-data/kith.db");
	config_end(&c);
}

static void a_message_has_our_fields_and_no_other(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct mail m = { .id = "x", .to = "ash@example.org", .subject = "Hi\r\nBcc: b@c", .body = ".\n..\nend \n=", .at = 1750000000 };
	const char *text = mail_text(&a, "kith@example.net", &m);
	assert_non_null(strstr(text, "Date: Sun, 15 Jun 2025 15:06:40 +0000\r\n"));
	assert_null(strstr(text, "\nBcc"));
	assert_non_null(strstr(text, "\r\n\r\n=2E\r\n=2E.\r\nend=20\r\n=3D\r\n"));
	static const char *const wrong[] = { "", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nc", "<a@b>", "a@b,c@d", "\xc3\xa1@b" };
	for (size_t k = 0; k < COUNT(wrong); k++) {
		m.to = wrong[k];
		assert_null(mail_text(&a, "kith@example.net", &m));
	}
	m.to = "ash@example.org";
	assert_null(mail_text(&a, "", &m));
	arena_end(&a);
}

static void a_message_tells_how_to_stop_it_and_may_bring_an_invitation(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct mail m = { .id = "x", .to = "ash@example.org", .subject = "Hi", .body = "Hello", .at = 1750000000,
			  .stop = "https://kith.example.org/mail/stop/abc" };
	const char *text = mail_text(&a, "kith@example.net", &m);
	assert_non_null(strstr(text, "\r\nList-Unsubscribe:\r\n <https://kith.example.org/mail/stop/abc>\r\n"
			       "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
	static const char *const no_way[] = { "https://a/> ,<https://b/", "https://a/\r\nBcc: b@c", "https://a/\xc3\xa1" };
	for (size_t k = 0; k < COUNT(no_way); k++) {
		m.stop = no_way[k];
		assert_null(mail_text(&a, "kith@example.net", &m));
	}
	m.stop = NULL;
	m.calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n--=_kith--\r\nEND:VCALENDAR\r\n";
	m.method = "REQUEST";
	text = mail_text(&a, "kith@example.net", &m);
	const char *first = strstr(text, "\r\n--=_kith\r\nContent-Type: text/plain; charset=utf-8\r\n");
	const char *second = strstr(text, "\r\n--=_kith\r\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\r\n");
	assert_true(first && second && first < second);
	assert_non_null(strstr(second, "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n--=3D_kith--\r\nEND:VCALENDAR\r\n"));
	assert_string_equal(strstr(second, "\r\n--=_kith--"), "\r\n--=_kith--\r\n");
	m.method = "REQUEST; x=y";
	assert_null(mail_text(&a, "kith@example.net", &m));
	m.method = NULL;
	assert_null(mail_text(&a, "kith@example.net", &m));
	arena_end(&a);
}

RUN(TEST(a_target_is_path_and_query), TEST(methods_are_ours_known_or_nothing), TEST(a_body_has_one_length),
    TEST(cookies_are_found_whole_once_and_plain), TEST(lists_have_weights), TEST(devices_are_told_coarsely),
    TEST(addresses_to_listen_on), TEST(a_zone_nobody_knows_stops_the_start), TEST(what_was_set_first_stays), TEST(a_message_has_our_fields_and_no_other),
    TEST(a_message_tells_how_to_stop_it_and_may_bring_an_invitation))
