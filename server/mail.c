/* One message to the mail server, through libcurl.
 * Leaves when, and how often, to the worker. */
#include "mail.h"
#include <curl/curl.h>

enum { CONNECT_SECONDS = 20, WHOLE_SECONDS = 60 };

struct reading { const char *at; size_t left; };

static size_t read_some(char *to, size_t size, size_t n, void *context)
{
	struct reading *r = context;
	size_t some = size * n < r->left ? size * n : r->left;
	memcpy(to, r->at, some);
	r->at += some;
	r->left -= some;
	return some;
}

bool mail_possible(const struct config *c) { return *c->smtp_url && *c->mail_from; }

/* First line of the password file; "" when there is none. */
static const char *password(struct arena *a, const char *path)
{
	char line[512] = "";
	FILE *f = *path ? fopen(path, "re") : NULL;
	if (f && !fgets(line, sizeof line, f))
		line[0] = '\0';
	if (f)
		fclose(f);
	line[strcspn(line, "\r\n")] = '\0';
	const char *kept = arena_str(a, line);
	explicit_bzero(line, sizeof line);
	return kept;
}

static void set_up(CURL *curl, const struct config *c, struct arena *a, struct reading *r)
{
	curl_easy_setopt(curl, CURLOPT_URL, c->smtp_url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)WHOLE_SECONDS);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_some);
	curl_easy_setopt(curl, CURLOPT_READDATA, r);
	if (*c->smtp_ca_file)
		curl_easy_setopt(curl, CURLOPT_CAINFO, c->smtp_ca_file);
	if (*c->smtp_user) {
		curl_easy_setopt(curl, CURLOPT_USERNAME, c->smtp_user);
		curl_easy_setopt(curl, CURLOPT_PASSWORD, password(a, c->smtp_password_file));
	}
}

/* 5xx is about this message, unless it is about us: no TLS, no sign-in (530, 534, 535, 538). */
static enum mail_outcome outcome(CURLcode result, long code, struct arena *a, const char **ret_trouble)
{
	static const char *const about_us[] = { "smtp_530", "smtp_534", "smtp_535", "smtp_538" };
	if (result == CURLE_OK)
		return MAIL_SENT;
	if (result == CURLE_USE_SSL_FAILED || result == CURLE_SSL_CONNECT_ERROR || result == CURLE_PEER_FAILED_VERIFICATION ||
	    result == CURLE_SSL_CACERT_BADFILE) {
		*ret_trouble = "no_tls";
		return MAIL_AGAIN;
	}
	if (result == CURLE_LOGIN_DENIED) {
		*ret_trouble = "smtp_sign_in";
		return MAIL_AGAIN;
	}
	if (code < 400 || code > 599) {
		*ret_trouble = "unreachable";
		return MAIL_AGAIN;
	}
	*ret_trouble = arena_printf(a, "smtp_%ld", code);
	for (size_t k = 0; k < COUNT(about_us); k++)
		if (str_same(*ret_trouble, about_us[k]))
			return MAIL_AGAIN;
	return code < 500 ? MAIL_AGAIN : MAIL_NEVER;
}

enum mail_outcome mail_send(struct arena *a, const struct config *c, const struct mail *m, const char **ret_trouble)
{
	const char *text = mail_text(a, c->mail_from, m);
	CURL *curl = text ? curl_easy_init() : NULL;
	if (!curl) {
		*ret_trouble = text ? "memory" : "bad_address";
		return text ? MAIL_AGAIN : MAIL_NEVER;
	}
	struct reading r = { text, strlen(text) };
	struct curl_slist *to = curl_slist_append(NULL, arena_printf(a, "<%s>", m->to));
	set_up(curl, c, a, &r);
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, arena_printf(a, "<%s>", c->mail_from));
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
	CURLcode result = curl_easy_perform(curl);
	long code = 0;
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
	enum mail_outcome out = outcome(result, code, a, ret_trouble);
	curl_slist_free_all(to);
	curl_easy_cleanup(curl);
	return out;
}
