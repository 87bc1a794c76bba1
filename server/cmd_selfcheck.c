/* selfcheck: what of the protections is in force at an address, and in the server on this machine, in plain sentences.
 * Asks that one address only; leaves the records themselves to check. */
#include "program.h"
#include <curl/curl.h>
#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAIT_SECONDS = 15, BODY_MAX = 256 * 1024, HEADS_MAX = 64 * 1024, CLOCK_SECONDS = 60, CERTIFICATE_DAYS = 14, DAY = 24 * 3600 };

struct selfcheck {
	struct program *program;
	struct arena *arena;
	const char *url, *ca_file;
	bool json, secure;
	int n, bad;
	struct out out;
};

enum verdict { GOOD, BAD, NOTE };

PRINTF(4, 5) static void say(struct selfcheck *s, enum verdict v, const char *name, const char *format, ...)
{
	static const char *const words[] = { "good", "bad", "note" };
	char line[600];
	va_list args;
	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	s->bad += v == BAD;
	if (!s->json) {
		out_printf(&s->out, "%-4s  %s\n", words[v], line);
		return;
	}
	const char *pairs[][2] = { { "check", name }, { "result", words[v] }, { "words", line } };
	for (size_t k = 0; k < COUNT(pairs); k++) {
		const char *before = k ? "," : s->n ? ",\n{" : "\n{";
		out_raw(&s->out, before, strlen(before));
		out_json_str(&s->out, pairs[k][0]);
		OUT_LITERAL(&s->out, ":");
		out_json_str(&s->out, pairs[k][1]);
	}
	OUT_LITERAL(&s->out, "}");
	s->n++;
}

static void judge(struct selfcheck *s, bool well, const char *name, const char *if_good, const char *if_bad)
{
	say(s, well ? GOOD : BAD, name, "%s", well ? if_good : if_bad);
}

/* ---- asking ---- */

struct answer {
	CURLcode code;
	long http;
	struct out heads, body;
	int64_t certificate_until;      /* 0: not known */
};

static size_t keep(struct out *o, const char *at, size_t n, size_t most)
{
	if (o->n + n > most)
		return 0;
	out_raw(o, at, n);
	return n;
}
static size_t keep_head(char *at, size_t each, size_t n, void *to) { return keep(to, at, each * n, HEADS_MAX); }
static size_t keep_body(char *at, size_t each, size_t n, void *to) { return keep(to, at, each * n, BODY_MAX); }

static int64_t certificate_end(CURL *curl)
{
	struct curl_certinfo *chain = NULL;
	if (curl_easy_getinfo(curl, CURLINFO_CERTINFO, &chain) || !chain || chain->num_of_certs < 1)
		return 0;
	for (const struct curl_slist *l = chain->certinfo[0]; l; l = l->next)
		if (str_begins(l->data, "Expire date:"))
			return curl_getdate(l->data + strlen("Expire date:"), NULL);
	return 0;
}

/* One request on a connection of its own; no redirect is followed. */
static void ask(struct selfcheck *s, const char *path, bool old_protocols, struct answer *ret)
{
	*ret = (struct answer){ .code = CURLE_FAILED_INIT };
	CURL *curl = curl_easy_init();
	if (!curl)
		return;
	curl_easy_setopt(curl, CURLOPT_URL, arena_printf(s->arena, "%s%s", s->url, path));
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)WAIT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_CERTINFO, 1L);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, keep_head);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, &ret->heads);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, &ret->body);
	if (s->ca_file)
		curl_easy_setopt(curl, CURLOPT_CAINFO, s->ca_file);
	if (old_protocols) {
		curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)(CURL_SSLVERSION_TLSv1_0 | CURL_SSLVERSION_MAX_TLSv1_1));
		curl_easy_setopt(curl, CURLOPT_SSL_CIPHER_LIST, "ALL:@SECLEVEL=0");     /* else our own side would refuse */
	}
	ret->code = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &ret->http);
	ret->certificate_until = certificate_end(curl);
	curl_easy_cleanup(curl);
	out_raw(&ret->heads, "", 1);            /* ends with a NUL */
	out_raw(&ret->body, "", 1);
}

static void answer_end(struct answer *a)
{
	out_end(&a->heads);
	out_end(&a->body);
}

/* The value of the first field of this name at or behind from; NULL: none.  ret_next: where to look on. */
static const char *field(struct selfcheck *s, const char *from, const char *name, const char **ret_next)
{
	size_t n = strlen(name);
	for (const char *line = from; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		if (strncasecmp(line, name, n) != 0 || line[n] != ':')
			continue;
		const char *at = line + n + 1;
		size_t length = strcspn(at, "\r\n");
		if (ret_next)
			*ret_next = at + length;
		return str_trim(s->arena, (struct slice){ at, length });
	}
	return NULL;
}

/* ---- from outside ---- */

static void check_fields(struct selfcheck *s, const char *path, const char *what)
{
	static const struct { const char *name, *holds; } wanted[] = {
		{ "Content-Security-Policy", "default-src 'none'" }, { "Content-Security-Policy", "frame-ancestors 'none'" },
		{ "X-Content-Type-Options", "nosniff" }, { "Referrer-Policy", "same-origin" }, { "Cache-Control", "no-store" },
		{ "Cross-Origin-Opener-Policy", "same-origin" },
	};
	struct answer a;
	ask(s, path, false, &a);
	const char *missing = a.code ? "an answer" : NULL;
	for (size_t k = 0; k < COUNT(wanted) && !missing; k++) {
		const char *value = field(s, a.heads.at, wanted[k].name, NULL);
		if (!value || !strstr(value, wanted[k].holds))
			missing = wanted[k].name;
	}
	if (missing)
		say(s, BAD, "fields", "%s: %s is missing or weaker than Kith sends it. Does a proxy change it?", what, missing);
	else
		say(s, GOOD, "fields", "%s: the fields that protect its reader are all there.", what);
	const char *hsts = a.code ? NULL : field(s, a.heads.at, "Strict-Transport-Security", NULL);
	if (s->secure && !a.code && (!hsts || a.http == 200))
		judge(s, hsts != NULL, "hsts", "Browsers are told to come by https only (HSTS).",
			"Browsers are not told to come by https only (HSTS): set trusted_proxy, and let the proxy send X-Forwarded-Proto.");
	answer_end(&a);
}

static void check_cookies(struct selfcheck *s)
{
	struct answer a;
	const char *value, *next, *trouble = NULL;
	int n = 0;
	ask(s, "/sign-in", false, &a);
	next = a.code ? NULL : a.heads.at;
	for (; next && (value = field(s, next, "Set-Cookie", &next)); n++) {
		if (!strcasestr(value, "; HttpOnly") || !strcasestr(value, "; SameSite="))
			trouble = "A cookie can be read by scripts or is sent along from other sites.";
		else if (s->secure && (!str_begins(value, "__Host-") || !strcasestr(value, "; Secure")))
			trouble = "A cookie is not bound to https and this host: set trusted_proxy, and let the proxy send X-Forwarded-Proto.";
	}
	if (!n)
		say(s, NOTE, "cookies", "The sign-in page set no cookie, so nothing can be said about them.");
	else
		judge(s, !trouble, "cookies", "Cookies are for this host only, and no script can read them.", trouble);
	answer_end(&a);
}

static void check_certificate(struct selfcheck *s, int64_t until)
{
	struct civil day = zone_civil(NULL, until);
	int64_t left = (until - time(NULL)) / DAY;
	if (!until)
		say(s, NOTE, "certificate", "The certificate is trusted; when it ends could not be learned.");
	else
		say(s, left < CERTIFICATE_DAYS ? BAD : GOOD, "certificate", "The certificate is trusted and good until %04d-%02d-%02d; days left: %lld.",
			day.year, day.month, day.day, (long long)left);
	struct answer old;
	ask(s, "/health", true, &old);
	judge(s, old.code == CURLE_SSL_CONNECT_ERROR, "tls", "TLS 1.0 and 1.1 are refused.",
		"TLS 1.0 or 1.1 is taken, or their refusal could not be seen: allow only 1.2 and 1.3 in the proxy.");
	answer_end(&old);
}

static bool is_here(const char *url)
{
	return strstr(url, "://127.") || strstr(url, "://[::1]") || strstr(url, "://localhost");
}

/* False: nothing answers there. */
static bool check_outside(struct selfcheck *s)
{
	struct answer a;
	ask(s, "/health", false, &a);
	bool well = !a.code && a.http == 200 && str_same(a.body.at, "ok\n");
	if (a.code)
		say(s, BAD, "answers", "Nothing trusted answers at %s: %s.", s->url, curl_easy_strerror(a.code));
	else
		judge(s, well, "answers", "Kith answers, and its database too.", "What answers there is not Kith, or its database does not answer.");
	if (!a.code) {
		const char *date = field(s, a.heads.at, "Date", NULL);
		int64_t away = date ? (int64_t)curl_getdate(date, NULL) - time(NULL) : INT64_MAX;
		judge(s, away > -CLOCK_SECONDS && away < CLOCK_SECONDS, "clock", "Its clock and ours agree.",
			"Its clock and ours differ by more than a minute: codes of a second step would fail.");
		if (s->secure)
			check_certificate(s, a.certificate_until);
		else
			say(s, is_here(s->url) ? NOTE : BAD, "https", "This is http: everything can be read on the way%s.",
				is_here(s->url) ? "; on this machine alone it does not leave it" : "");
	}
	answer_end(&a);
	return a.code == CURLE_OK;
}

/* ---- on this machine ---- */

static void check_mode(struct selfcheck *s, const char *path, const char *what)
{
	struct stat is;
	if (stat(path, &is))
		return;
	bool closed = !(is.st_mode & (S_IRWXG | S_IRWXO));
	say(s, closed ? GOOD : BAD, "modes", "%s %s.", what, closed ? "can be read by its owner only" : "can be reached by others on this machine: take their rights away");
}

static bool lies_in(const char *path, const char *folder, size_t n) { return !strncmp(path, folder, n) && path[n] == '/'; }

/* Is it in the folder of this file, as it is named or as it really is? */
static bool beside(const char *path, const char *file)
{
	char *real = realpath(file, NULL);
	const char *const both[] = { file, real };
	bool is = false;
	for (size_t k = 0; k < COUNT(both); k++) {
		const char *slash = both[k] ? strrchr(both[k], '/') : NULL;
		is |= slash && lies_in(path, both[k], (size_t)(slash - both[k]));
	}
	free(real);
	return is;
}

/* Where Kith could still read although it is shut in, as far as these settings say: sandbox.c knows which folders those are. */
static void check_key_reach(struct selfcheck *s, const char *key)
{
	const struct config *c = &s->program->config;
	bool certificate = *c->tls_certificate_file && (beside(key, c->tls_certificate_file) || beside(key, c->tls_key_file));
	bool network = (data_is_pg(s->program) || *c->smtp_url) && lies_in(key, "/etc", strlen("/etc"));
	if (certificate)
		say(s, NOTE, "key_reach", "The key lies in one folder with the certificate, where the server still reads: a folder of its own would be safer.");
	else if (network)
		say(s, NOTE, "key_reach", "The key lies below /etc, where Kith still reads when it uses PostgreSQL or mail: another place would be safer.");
	else
		say(s, GOOD, "key_reach", "By these settings the server, once it is shut in, cannot read the key any more.");
}

/* running: the server of this folder says itself whether the key is in its reach. */
static void check_files(struct selfcheck *s, bool running)
{
	const struct config *c = &s->program->config;
	check_mode(s, c->data, "The data folder");
	if (!data_is_pg(s->program))
		check_mode(s, c->database, "The database");
	check_mode(s, c->key_file, "The key file");
	char *key = realpath(c->key_file, NULL), *data = realpath(c->data, NULL);
	if (key && data) {
		bool inside = lies_in(key, data, strlen(data));
		judge(s, !inside, "key", "The key lies outside the data folder.",
			"The key lies inside the data folder: whoever copies the folder can read everything.");
		if (!inside && !running)
			check_key_reach(s, key);
	}
	free(key);
	free(data);
}

/* A line of a file in /proc; NULL: none begins so. */
static const char *proc_line(struct selfcheck *s, int64_t pid, const char *file, const char *begins)
{
	char line[400];
	const char *found = NULL;
	FILE *f = fopen(arena_printf(s->arena, "/proc/%lld/%s", (long long)pid, file), "re");
	while (f && !found && fgets(line, sizeof line, f))
		if (str_begins(line, begins))
			found = str_trim(s->arena, (struct slice){ line + strlen(begins), strlen(line) - strlen(begins) });
	if (f)
		fclose(f);
	return found;
}

static void check_process(struct selfcheck *s, int64_t pid, const char *says)
{
	const char *seccomp = proc_line(s, pid, "status", "Seccomp:"), *rights = proc_line(s, pid, "status", "NoNewPrivs:");
	const char *core = proc_line(s, pid, "limits", "Max core file size"), *locked = proc_line(s, pid, "status", "VmLck:");
	if (!seccomp || !core) {
		say(s, NOTE, "process", "The server's process cannot be looked at by this user.");
		return;
	}
	bool kills = strstr(says, "seccomp kill");
	judge(s, str_same(seccomp, "2") && kills, "seccomp", "What the server never asks of the system ends it (seccomp).",
		str_same(seccomp, "2") ? "The server is refused what it never asks for, but goes on: sandbox = refuse is for a search only."
			: "The server may ask the system for anything: sandbox is off, or this kernel has no seccomp.");
	judge(s, strstr(says, "Landlock") != NULL, "landlock", "The server can open no file outside its data folder (Landlock).",
		"The server can open any file its user can: sandbox is off, or this kernel has no Landlock.");
	bool reach = strstr(says, "the key in reach");
	say(s, reach ? NOTE : GOOD, "key_reach", reach ? "The server can still read the key's file where it lies: a folder of its own, outside of /etc and of the certificate's, would be safer."
	    : "The server, shut in as it is, cannot read the key's file any more.");
	judge(s, rights && str_same(rights, "1"), "rights", "It cannot gain rights by running another program.", "It could gain rights by running another program.");
	judge(s, str_begins(core, "0 "), "core", "Core dumps are off.", "Core dumps are on: what is in memory could land on the disk.");
	judge(s, locked && !str_begins(locked, "0 "), "memory", "The key lies in memory that is never swapped out.",
		"The key's memory may be swapped out: allow locked memory (LimitMEMLOCK=8M).");
}

/* A process that the server began: for pictures, for mail, and what those begin.  One that ends meanwhile is not looked at. */
static void check_child(struct selfcheck *s, int64_t pid)
{
	const char *name = proc_line(s, pid, "status", "Name:"), *seccomp = proc_line(s, pid, "status", "Seccomp:");
	const char *rights = proc_line(s, pid, "status", "NoNewPrivs:"), *core = proc_line(s, pid, "limits", "Max core file size");
	if (!name || !seccomp || !rights || !core)
		return;
	bool well = str_same(seccomp, "2") && str_same(rights, "1") && str_begins(core, "0 ");
	say(s, well ? GOOD : BAD, "processes", well ? "Its process %s is shut in too: seccomp, no new rights, no core dumps."
	    : "Its process %s is not shut in: it lacks seccomp, could gain rights, or leaves core dumps.", name);
}

/* depth: of those that the children of the server begin, as one that mail goes out through. */
static void check_children(struct selfcheck *s, int64_t parent, int depth)
{
	DIR *all = opendir("/proc");
	for (struct dirent *d; all && (d = readdir(all)); ) {
		int64_t pid, of;
		const char *by = str_int((struct slice){ d->d_name, strlen(d->d_name) }, 1, INT32_MAX, &pid) ? proc_line(s, pid, "status", "PPid:") : NULL;
		if (!by || !str_int((struct slice){ by, strlen(by) }, 0, INT32_MAX, &of) || of != parent)
			continue;
		check_child(s, pid);
		if (depth)
			check_children(s, pid, depth - 1);
	}
	if (all)
		closedir(all);
}

/* The server that holds the lock of the data folder, if there is one. */
static void check_here(struct selfcheck *s)
{
	char line[200] = "";
	int64_t pid = 0;
	int fd = open(arena_printf(s->arena, "%s/lock", s->program->config.data), O_RDONLY | O_CLOEXEC);
	bool held = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0;
	ssize_t n = held ? pread(fd, line, sizeof line - 1, 0) : 0;
	if (fd >= 0)
		close(fd);
	char *blank = n > 0 ? strchr(line, ' ') : NULL;
	if (access(s->program->config.data, F_OK) == 0)
		check_files(s, blank);
	if (blank && str_int((struct slice){ line, (size_t)(blank - line) }, 1, INT32_MAX, &pid)) {
		check_process(s, pid, blank);
		check_children(s, pid, 1);
	} else {
		say(s, NOTE, "process", "No server of this machine holds the data folder %s, so its process was not looked at.", s->program->config.data);
	}
}

static bool read_words(struct selfcheck *s, int argc, char **argv)
{
	for (int k = 1; k < argc; k++) {
		if (str_same(argv[k], "--json"))
			s->json = true;
		else if (str_same(argv[k], "--ca-file") && k + 1 < argc)
			s->ca_file = argv[++k];
		else if (!s->url && (str_begins(argv[k], "http://") || str_begins(argv[k], "https://")))
			s->url = arena_copy(s->arena, argv[k], strlen(argv[k]) - (argv[k][strlen(argv[k]) - 1] == '/'));
		else
			return false;
	}
	s->secure = s->url && str_begins(s->url, "https://");
	return s->url;
}

int cmd_selfcheck(struct program *p, int argc, char **argv)
{
	struct arena a = { 0 };
	struct selfcheck s = { .program = p, .arena = &a };
	if (!read_words(&s, argc, argv)) {
		fprintf(stderr, "usage: kith selfcheck URL [--json] [--ca-file FILE] [--data DIR]\n");
		arena_end(&a);
		return USAGE;
	}
	if (s.json)
		OUT_LITERAL(&s.out, "[");
	if (check_outside(&s)) {
		check_fields(&s, "/safety", "A page");
		check_fields(&s, "/nowhere-at-all", "An error page");
		check_cookies(&s);
	}
	check_here(&s);
	if (s.json)
		OUT_LITERAL(&s.out, "\n]\n");
	else
		out_printf(&s.out, "\n%s\n", s.bad ? "What is bad here should be mended." : "All of this is as it should be.");
	fwrite(s.out.at, 1, s.out.n, stdout);
	out_end(&s.out);
	arena_end(&a);
	return s.bad ? TROUBLE : WELL;
}
