/* Settings: the table, and how file, environment and command line fill it.
 * Leaves meaning to whoever reads struct config. */
#include "config.h"
#include <arpa/inet.h>
#include <errno.h>
#include <unistd.h>

#define AT(m) .at = offsetof(struct config, m)
enum { TEXT_MAX = 1024, FILE_MAX = 64 * 1024, PROXIES_MAX = 16, REPLIES_LOCAL_MAX = 37 };

const struct setting settings[] = {
	{ "data", SETTING_TEXT, AT(data), 1, TEXT_MAX, .fallback = "kith-data",
	  .help = "The folder that holds everything Kith keeps." },
	{ "listen", SETTING_TEXT, AT(listen), 1, 100, .fallback = "127.0.0.1:8080",
	  .help = "Address and port to listen on; [::1]:8080 for IPv6. Port 0 takes a free one." },
	{ "database", SETTING_TEXT, AT(database), 0, TEXT_MAX, .fallback = "", .shown = "kith.db in the data folder (SQLite)",
	  .help = "postgresql://user@host/name to keep the records in PostgreSQL." },
	{ "key_file", SETTING_TEXT, AT(key_file), 0, TEXT_MAX, .fallback = "", .shown = "kith.key from the service manager's credentials, or the data folder's name with .key behind it",
	  .help = "The master key. Keep a copy in another place: without it nothing people wrote can be read." },
	{ "erased_file", SETTING_TEXT, AT(erased_file), 0, TEXT_MAX, .fallback = "", .shown = "the data folder's name with .erased behind it",
	  .help = "The list of who left, without names: an older backup that is brought back erases them again. Outside of the data folder." },
	{ "passphrase_fd", SETTING_INT, AT(passphrase_fd), -1, 1023, .fallback = "-1",
	  .help = "Where the passphrase of the master key is read from, if it has one: the number of an open file; -1 asks on the terminal." },
	{ "public_address", SETTING_TEXT, AT(public_address), 0, 200, .fallback = "", .shown = "http:// (https:// with a certificate) and the listen address",
	  .help = "How people reach this server, for links on paper and in mail: https://kith.example.org" },
	{ "threads", SETTING_INT, AT(threads), 0, 256, .fallback = "0",
	  .help = "Threads that answer requests; 0 is four for each processor, at least eight." },
	{ "connections_max", SETTING_INT, AT(connections_max), 16, 100000, .fallback = "4000",
	  .help = "Connections that may be open at once." },
	{ "connections_per_address", SETTING_INT, AT(connections_per_address), 0, 100000, .fallback = "1000",
	  .help = "Connections from one address; 0 is no limit. Not applied when trusted_proxy is set." },
	{ "trusted_proxy", SETTING_TEXT, AT(trusted_proxy), 0, 400, .fallback = "", .shown = "none",
	  .help = "Addresses of the proxies in front, with blanks between, whose X-Forwarded-For and X-Forwarded-Proto are believed: 127.0.0.1 ::1" },
	{ "tls_certificate_file", SETTING_TEXT, AT(tls_certificate_file), 0, TEXT_MAX, .fallback = "", .shown = "none: https is the proxy's work",
	  .help = "Certificate, with those that vouch for it behind it (PEM): Kith then speaks https itself. Read again on SIGHUP." },
	{ "tls_key_file", SETTING_TEXT, AT(tls_key_file), 0, TEXT_MAX, .fallback = "", .shown = "none",
	  .help = "The private key of this certificate (PEM)." },
	{ "default_zone", SETTING_TEXT, AT(default_zone), 1, 64, .fallback = "UTC",
	  .help = "Time zone of new communities, and of people before they chose one or joined one: America/Denver" },
	{ "sign_up", SETTING_CHOICE, AT(sign_up), .choices = "open invited closed", .fallback = "open",
	  .help = "Who may make an account: everybody, whoever has an invitation into a community, or nobody." },
	{ "requests_per_minute", SETTING_INT, AT(requests_per_minute), 0, 1000000, .fallback = "3000",
	  .help = "Requests that one account may make in a minute; more are answered with 429. 0 is no limit. The way out and crisis help always answer." },
	{ "sign_ups_per_hour", SETTING_INT, AT(sign_ups_per_hour), 1, 100000, .fallback = "100",
	  .help = "Accounts that may be made from one network in an hour; whoever comes after half of them waits longer and longer." },
	{ "idle_minutes", SETTING_INT, AT(idle_minutes), 5, 1440, .fallback = "30",
	  .help = "A session that is not used for this long is over." },
	{ "session_hours", SETTING_INT, AT(session_hours), 1, 720, .fallback = "12",
	  .help = "A session is over after this long whatever happens." },
	{ "staff_idle_minutes", SETTING_INT, AT(staff_idle_minutes), 5, 1440, .fallback = "15",
	  .help = "A session of somebody who coordinates or supervises is over when it is not used for this long." },
	{ "staff_session_hours", SETTING_INT, AT(staff_session_hours), 1, 720, .fallback = "8",
	  .help = "A session of somebody who coordinates or supervises is over after this long whatever happens." },
	{ "token_idle_days", SETTING_INT, AT(token_idle_days), 1, 365, .fallback = "30",
	  .help = "A program's token (POST /api/sign-in) that is not used for this long is over." },
	{ "token_days", SETTING_INT, AT(token_days), 1, 730, .fallback = "90",
	  .help = "A program's token is over after this long whatever happens." },
	{ "password_memory_kib", SETTING_INT, AT(password_memory_kib), 19456, 1048576, .fallback = "19456",
	  .help = "Memory that guessing a password costs (Argon2id), in KiB: no less than OWASP asks for. Each of four threads may use this much. Who signs in after it grew is hashed anew." },
	{ "database_pages_max", SETTING_INT, AT(database_pages_max), 0, INT32_MAX, .fallback = "0",
	  .help = "SQLite: the largest size of the database in pages of 4 KiB; 0 is no limit." },
	{ "smtp_url", SETTING_TEXT, AT(smtp_url), 0, TEXT_MAX, .fallback = "", .shown = "none: mail waits",
	  .help = "Mail server: smtp://mail.example.org:587 (STARTTLS is required) or smtps://mail.example.org" },
	{ "smtp_user", SETTING_TEXT, AT(smtp_user), 0, 200, .fallback = "", .shown = "none",
	  .help = "Name to sign in to the mail server with." },
	{ "smtp_password_file", SETTING_TEXT, AT(smtp_password_file), 0, TEXT_MAX, .fallback = "", .shown = "none",
	  .help = "File whose first line is the password for the mail server." },
	{ "smtp_ca_file", SETTING_TEXT, AT(smtp_ca_file), 0, TEXT_MAX, .fallback = "", .shown = "the system's",
	  .help = "Certificates to trust for the mail server (PEM)." },
	{ "mail_from", SETTING_TEXT, AT(mail_from), 0, 200, .fallback = "", .shown = "none: mail waits",
	  .help = "The sender of mail: kith@example.org" },
	{ "calendar_replies", SETTING_TEXT, AT(calendar_replies), 0, 200, .fallback = "", .shown = "none: answers to invitations are not read",
	  .help = "The address to which calendar programs answer invitations: days@example.org. Mail to days+ANYTHING@example.org must come there too, and be handed to: kith calendar replies" },
	{ "sandbox", SETTING_CHOICE, AT(sandbox), .choices = "kill refuse off", .fallback = "kill",
	  .help = "What happens to a process of Kith that asks the system for what it never needs: it ends, or it is refused and told in the log." },
	{ "log_level", SETTING_CHOICE, AT(log_level), .choices = "quiet normal", .fallback = "normal",
	  .help = "normal: one line a request (never who, what or from where). quiet: only what went wrong." },
};
const size_t n_settings = COUNT(settings);
_Static_assert(COUNT(settings) <= COUNT(((struct config *)0)->from), "struct config has a place for every setting's origin");

static const struct setting *setting_find(const char *name)
{
	for (size_t k = 0; k < n_settings; k++) {
		const char *a = name, *b = settings[k].name;
		while (*a && (*a == '-' ? '_' : *a) == *b)
			a++, b++;
		if (!*a && !*b)
			return &settings[k];
	}
	return NULL;
}

bool config_known(const char *name) { return setting_find(name) != NULL; }

static void *place(const struct config *c, const struct setting *s) { return (char *)c + s->at; }

/* The value without checks of origin; false with the trouble told. */
static bool put(struct config *c, const struct setting *s, const char *value, const char *from)
{
	size_t n = strlen(value);
	switch (s->type) {
	case SETTING_INT:
		if (str_int((struct slice){ value, n }, s->min, s->max, place(c, s)))
			return true;
		c->trouble = arena_printf(&c->arena, "%s: %s must be a whole number from %lld to %lld, not \"%.60s\".",
					  from, s->name, (long long)s->min, (long long)s->max, value);
		return false;
	case SETTING_CHOICE: {
		struct str_list of = str_split(&c->arena, s->choices, ' ', 16);
		for (size_t k = 0; k < of.n; k++)
			if (str_same(of.at[k], value)) {
				*(const char **)place(c, s) = of.at[k];
				return true;
			}
		c->trouble = arena_printf(&c->arena, "%s: %s must be one of: %s; not \"%.60s\".", from, s->name, s->choices, value);
		return false;
	}
	case SETTING_TEXT:
		break;
	}
	if (n < (size_t)s->min || n > (size_t)s->max || !str_utf8((struct slice){ value, n })) {
		c->trouble = arena_printf(&c->arena, "%s: %s must be text of %lld to %lld characters.", from, s->name,
					  (long long)s->min, (long long)s->max);
		return false;
	}
	*(const char **)place(c, s) = arena_str(&c->arena, value);
	return true;
}

void config_start(struct config *c)
{
	*c = (struct config){ 0 };
	for (size_t k = 0; k < n_settings; k++)
		if (!put(c, &settings[k], settings[k].fallback, "default"))
			abort();        /* the table contradicts itself */
}

void config_end(struct config *c) { arena_end(&c->arena); }

bool config_set(struct config *c, const char *name, const char *value, const char *from)
{
	const struct setting *s = setting_find(name);
	if (!s) {
		c->trouble = arena_printf(&c->arena, "%s: there is no setting called \"%.60s\". See: kith config --list", from, name);
		return false;
	}
	if (c->from[s - settings])
		return true;            /* the stronger source came first */
	if (!put(c, s, value, from))
		return false;
	c->from[s - settings] = arena_str(&c->arena, from);
	return true;
}

static bool config_line(struct config *c, const char *line, const char *from)
{
	const char *s = str_trim(&c->arena, (struct slice){ line, strlen(line) });
	if (!*s || *s == '#')
		return true;
	const char *eq = strchr(s, '=');
	if (!eq) {
		c->trouble = arena_printf(&c->arena, "%s: expected \"name = value\", found \"%.60s\".", from, s);
		return false;
	}
	const char *name = str_trim(&c->arena, (struct slice){ s, (size_t)(eq - s) });
	const char *value = str_trim(&c->arena, (struct slice){ eq + 1, strlen(eq + 1) });
	if (str_same(name, "data")) {
		c->trouble = arena_printf(&c->arena, "%s: the data folder is named by --data or KITH_DATA, not inside itself.", from);
		return false;
	}
	const struct setting *known = setting_find(name);
	const char *before = known ? c->from[known - settings] : NULL;
	if (before && !strncmp(before, from, (size_t)(strrchr(from, ':') + 1 - from))) {
		c->trouble = arena_printf(&c->arena, "%s: %s is set twice, first at %s.", from, known->name, before);
		return false;
	}
	return config_set(c, name, value, from);
}

bool config_text(struct config *c, const char *path, struct slice text)
{
	for (int number = 1; text.n; number++) {
		const char *end = memchr(text.at, '\n', text.n);
		size_t n = end ? (size_t)(end - text.at) : text.n;
		const char *from = arena_printf(&c->arena, "%s:%d", path, number);
		if (memchr(text.at, '\0', n)) {
			c->trouble = arena_printf(&c->arena, "%s: this is not text.", from);
			return false;
		}
		if (!config_line(c, arena_copy(&c->arena, text.at, n), from))
			return false;
		n += end != NULL;
		text = (struct slice){ text.at + n, text.n - n };
	}
	return true;
}

bool config_file(struct config *c, const char *path)
{
	FILE *f = fopen(path, "re");
	if (!f && errno == ENOENT)
		return true;
	char *text = arena_take(&c->arena, FILE_MAX + 1);
	size_t n = f ? fread(text, 1, FILE_MAX + 1, f) : 0;
	if (!f || ferror(f))
		c->trouble = arena_printf(&c->arena, "%s cannot be read: %s.", path, strerror(errno));
	else if (n > FILE_MAX)
		c->trouble = arena_printf(&c->arena, "%s is larger than %d bytes.", path, FILE_MAX);
	if (f)
		fclose(f);
	return !c->trouble && config_text(c, path, (struct slice){ text, n });
}

bool config_environment(struct config *c, char **environment)
{
	for (char **e = environment; *e; e++) {
		const char *eq = strchr(*e, '=');
		if (!str_begins(*e, "KITH_") || !eq)
			continue;
		char *variable = arena_copy(&c->arena, *e, (size_t)(eq - *e));
		char *name = arena_str(&c->arena, variable + strlen("KITH_"));
		for (char *p = name; *p; p++)
			*p = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
		if (!config_set(c, name, eq + 1, variable))
			return false;
	}
	return true;
}

static const char *origin(const struct config *c, const char *name)
{
	const struct setting *s = setting_find(name);
	return s && c->from[s - settings] ? c->from[s - settings] : "default";
}

bool config_address(struct arena *a, const char *listen, const char **ret_host, int64_t *ret_port)
{
	const char *colon = strrchr(listen, ':');
	if (!colon || !str_int((struct slice){ colon + 1, strlen(colon + 1) }, 0, 65535, ret_port))
		return false;
	size_t n = (size_t)(colon - listen);
	bool bracketed = n > 2 && listen[0] == '[' && listen[n - 1] == ']';
	if (!n || (!bracketed && (memchr(listen, ':', n) || *listen == '[')))
		return false;
	*ret_host = bracketed ? arena_copy(a, listen + 1, n - 2) : arena_copy(a, listen, n);
	return true;
}

bool config_address_in(struct arena *a, const char *list, const char *address)
{
	if (str_begins(address, "::ffff:") && strchr(address, '.'))      /* an IPv4 address that came to an IPv6 socket */
		address += strlen("::ffff:");
	struct str_list of = str_split(a, list, ' ', PROXIES_MAX);
	for (size_t k = 0; k < of.n; k++)
		if (str_same(of.at[k], address))
			return true;
	return false;
}

/* In the spelling that the system gives to addresses it sees: they are compared as text. */
static bool finish_proxies(struct config *c)
{
	struct str_list of = str_split(&c->arena, c->trusted_proxy, ' ', PROXIES_MAX);
	struct out o = { 0 };
	bool well = true;
	for (size_t k = 0; k < of.n && well; k++) {
		unsigned char raw[sizeof(struct in6_addr)];
		char text[INET6_ADDRSTRLEN] = "";
		int family = strchr(of.at[k], ':') ? AF_INET6 : AF_INET;
		if (!*of.at[k])
			continue;
		well = inet_pton(family, of.at[k], raw) == 1 && inet_ntop(family, raw, text, sizeof text);
		if (!well)
			c->trouble = arena_printf(&c->arena, "%s: trusted_proxy must be addresses such as 127.0.0.1 or ::1 with blanks between, not \"%.60s\".",
						  origin(c, "trusted_proxy"), of.at[k]);
		out_printf(&o, "%s%s", o.n ? " " : "", text);
	}
	c->trusted_proxy = arena_copy(&c->arena, o.at ? o.at : "", o.n);
	out_end(&o);
	return well;
}

static bool finish_tls(struct config *c)
{
	if (!*c->tls_certificate_file != !*c->tls_key_file)
		c->trouble = "tls_certificate_file and tls_key_file belong together: set both, or neither.";
	else if (*c->tls_certificate_file && *c->public_address && !str_begins(c->public_address, "https://"))
		c->trouble = arena_printf(&c->arena, "%s: public_address must begin with https:// when there is a tls_certificate_file.",
					  origin(c, "public_address"));
	return !c->trouble;
}

/* systemd's LoadCredential= and LoadCredentialEncrypted= put what they name into a folder of the service's own. */
static void find_key(struct config *c)
{
	const char *folder = getenv("CREDENTIALS_DIRECTORY");
	const char *handed = folder && *folder ? arena_printf(&c->arena, "%s/kith.key", folder) : NULL;
	if (!*c->key_file && handed && access(handed, F_OK) == 0)
		c->key_file = handed;
	if (!*c->key_file)
		c->key_file = arena_printf(&c->arena, "%s.key", c->data);
	c->key_credential = handed && str_same(c->key_file, handed);
}

/* "+" and 26 characters come behind its first part, which mail takes up to 64 of (RFC 5321, 4.5.3.1.1). */
static bool replies_right(const struct config *c)
{
	const char *at = strchr(c->calendar_replies, '@');
	return !*c->calendar_replies || (at && at > c->calendar_replies && at[1] && !strpbrk(c->calendar_replies, "<>()[],;:\\\"+ \t") &&
					 !strchr(at + 1, '@') && at - c->calendar_replies <= REPLIES_LOCAL_MAX);
}

bool config_finish(struct config *c)
{
	const char *host;
	int64_t port;
	if (!config_address(&c->arena, c->listen, &host, &port)) {
		c->trouble = arena_printf(&c->arena, "%s: listen must be ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080, not \"%.60s\".",
					  origin(c, "listen"), c->listen);
		return false;
	}
	if (*c->database && !str_begins(c->database, "postgresql://") && !str_begins(c->database, "postgres://")) {
		c->trouble = arena_printf(&c->arena, "%s: database must begin with postgresql://, or be left out for SQLite in the data folder.",
					  origin(c, "database"));
		return false;
	}
	if (*c->public_address && !str_begins(c->public_address, "https://") && !str_begins(c->public_address, "http://")) {
		c->trouble = arena_printf(&c->arena, "%s: public_address must begin with https:// or http://.", origin(c, "public_address"));
		return false;
	}
	if (*c->smtp_url && !str_begins(c->smtp_url, "smtp://") && !str_begins(c->smtp_url, "smtps://")) {
		c->trouble = arena_printf(&c->arena, "%s: smtp_url must begin with smtp:// or smtps://.", origin(c, "smtp_url"));
		return false;
	}
	if (*c->mail_from && (!strchr(c->mail_from, '@') || strpbrk(c->mail_from, "<> \t"))) {
		c->trouble = arena_printf(&c->arena, "%s: mail_from must be an address alone, such as kith@example.org, not \"%.60s\".",
					  origin(c, "mail_from"), c->mail_from);
		return false;
	}
	if (!replies_right(c)) {
		c->trouble = arena_printf(&c->arena, "%s: calendar_replies must be an address alone with at most %d characters and no + before its @, such as days@example.org, not \"%.60s\".",
					  origin(c, "calendar_replies"), (int)REPLIES_LOCAL_MAX, c->calendar_replies);
		return false;
	}
	if (!zone_known(c->default_zone)) {
		c->trouble = arena_printf(&c->arena, "%s: default_zone must be the name of a time zone, such as America/Denver, not \"%.60s\".",
					  origin(c, "default_zone"), c->default_zone);
		return false;
	}
	if (!finish_proxies(c) || !finish_tls(c))
		return false;
	size_t n = strlen(c->data);
	while (n > 1 && c->data[n - 1] == '/')
		n--;
	c->data = arena_copy(&c->arena, c->data, n);
	find_key(c);
	if (!*c->erased_file)
		c->erased_file = arena_printf(&c->arena, "%s.erased", c->data);
	if (!*c->database)
		c->database = arena_printf(&c->arena, "%s/kith.db", c->data);
	if (!*c->public_address)
		c->public_address = arena_printf(&c->arena, "%s://%s", *c->tls_certificate_file ? "https" : "http", c->listen);
	n = strlen(c->public_address);
	if (c->public_address[n - 1] == '/')
		c->public_address = arena_copy(&c->arena, c->public_address, n - 1);
	if (!c->threads) {
		c->threads = 4 * sysconf(_SC_NPROCESSORS_ONLN);
		c->threads = c->threads < 8 ? 8 : c->threads > 256 ? 256 : c->threads;
	}
	return true;
}

static const char *limits(struct arena *a, const struct setting *s)
{
	switch (s->type) {
	case SETTING_INT:
		return arena_printf(a, "%lld to %lld", (long long)s->min, (long long)s->max);
	case SETTING_CHOICE:
		return arena_printf(a, "one of: %s", s->choices);
	case SETTING_TEXT:
		break;
	}
	return arena_printf(a, "text, at most %lld characters", (long long)s->max);
}

static const char *value_now(struct arena *a, const struct config *c, const struct setting *s)
{
	if (s->type == SETTING_INT)
		return arena_printf(a, "%lld", (long long)*(const int64_t *)place(c, s));
	return *(const char *const *)place(c, s);
}

static void list_json(const struct config *c, struct arena *a, struct out *o)
{
	OUT_LITERAL(o, "[");
	for (size_t k = 0; k < n_settings; k++) {
		const struct setting *s = &settings[k];
		const char *pairs[][2] = {
			{ "name", s->name }, { "value", value_now(a, c, s) }, { "from", c->from[k] ? c->from[k] : "default" },
			{ "default", *s->fallback ? s->fallback : s->shown }, { "limits", limits(a, s) }, { "help", s->help },
		};
		for (size_t i = 0; i < COUNT(pairs); i++) {
			out_raw(o, i ? "," : k ? ",\n{" : "\n{", i ? 1 : k ? 3 : 2);
			out_json_str(o, pairs[i][0]);
			OUT_LITERAL(o, ":");
			out_json_str(o, pairs[i][1]);
		}
		OUT_LITERAL(o, "}");
	}
	OUT_LITERAL(o, "\n]\n");
}

void config_list(const struct config *c, struct out *o, bool json)
{
	struct arena a = { 0 };
	if (json) {
		list_json(c, &a, o);
		arena_end(&a);
		return;
	}
	for (size_t k = 0; k < n_settings; k++) {
		const struct setting *s = &settings[k];
		out_printf(o, "%s = %s\n", s->name, value_now(&a, c, s));
		out_printf(o, "    %s\n    Limits: %s. Default: %s. Set by: %s.\n\n", s->help, limits(&a, s),
			   *s->fallback ? s->fallback : s->shown, c->from[k] ? c->from[k] : "default");
	}
	arena_end(&a);
}
