/* Settings: one table says each one's name, kind, limits, default and help.  Knows where a value came from (file and
 * line, variable, option), so that a wrong one can be told exactly; leaves what to do with them to others. */
#pragma once
#include "core.h"

struct config {
	const char *data, *listen, *database, *key_file, *public_address, *trusted_proxy, *tls_certificate_file, *tls_key_file, *default_zone, *sign_up, *log_level, *erased_file;
	const char *smtp_url, *smtp_user, *smtp_password_file, *smtp_ca_file, *mail_from, *calendar_replies, *sandbox;
	int64_t sign_ups_per_hour, requests_per_minute, threads, connections_max, connections_per_address;
	int64_t idle_minutes, session_hours, staff_idle_minutes, staff_session_hours, token_idle_days, token_days;
	int64_t password_memory_kib, database_pages_max, passphrase_fd;
	bool key_credential;        /* key_file is what the service manager handed over */

	struct arena arena;
	const char *from[64];       /* by place in the table: "--listen", "KITH_LISTEN", "kith.conf:3"; NULL: the default */
	const char *trouble;        /* why a reading call answered false: one sentence, what and where */
};

enum setting_type { SETTING_TEXT, SETTING_INT, SETTING_CHOICE };
struct setting {
	const char *name;
	enum setting_type type;
	size_t at;
	int64_t min, max;           /* INT: limits; TEXT: longest in bytes */
	const char *choices;        /* CHOICE: with blanks between */
	const char *fallback;       /* the default, as it would be written */
	const char *shown;          /* what --list says instead of an empty default */
	const char *help;
};
extern const struct setting settings[];
extern const size_t n_settings;

void config_start(struct config *c);
void config_end(struct config *c);
/* name: as in the table, or with '-' for '_'.  from: told in the trouble.  False: unknown or out of its limits. */
bool config_set(struct config *c, const char *name, const char *value, const char *from) MUST_USE;
bool config_known(const char *name);
/* DATA/kith.conf: "name = value" lines, '#' begins a comment.  A missing file is as good as an empty one.  Values that
 * were already set by a stronger source stay. */
bool config_file(struct config *c, const char *path) MUST_USE;
/* The same for a text already read. */
bool config_text(struct config *c, const char *path, struct slice text) MUST_USE;
/* Every variable that begins with KITH_ is a setting, or a mistake. */
bool config_environment(struct config *c, char **environment) MUST_USE;
/* What follows from others: the key file beside the data folder, the database in it, the number of threads. */
bool config_finish(struct config *c) MUST_USE;
void config_list(const struct config *c, struct out *o, bool json);

/* "127.0.0.1:8080", "[::1]:8080" → host and port; false when it is neither. */
bool config_address(struct arena *a, const char *listen, const char **ret_host, int64_t *ret_port) MUST_USE;
/* Is this numeric address one of a list such as trusted_proxy?  "::ffff:127.0.0.1" is 127.0.0.1. */
bool config_address_in(struct arena *a, const char *list, const char *address) MUST_USE;
