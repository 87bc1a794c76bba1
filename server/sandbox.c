/* Which files: Landlock, asked of the kernel itself, for Debian 12's C library knows its first two versions only.
 * Leaves the calls to sandbox_calls.c. */
#include "sandbox.h"
#include "server.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- what later kernels added (include/uapi/linux/landlock.h) ---- */

struct landlock_all { uint64_t files, net, scoped; };
struct landlock_port { uint64_t allowed, port; };
enum { RULE_PORT = 2 };
enum { BIND_TCP = 1 << 0, CONNECT_TCP = 1 << 1 };                /* version 4, Linux 6.7 */
enum { SCOPE_ABSTRACT_SOCKETS = 1 << 0, SCOPE_SIGNALS = 1 << 1 };/* version 6, Linux 6.12 */
#define FILE_REFER (1ull << 13)         /* version 2, Linux 5.19 */
#define FILE_TRUNCATE (1ull << 14)      /* version 3, Linux 6.2: before it, a file that may be read may be cut */
#define FILE_IOCTL (1ull << 15)         /* version 5, Linux 6.10 */

#define READS ((uint64_t)(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR))
#define KEEPS ((uint64_t)(READS | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | \
	LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | FILE_REFER | FILE_TRUNCATE))
#define RUNS ((uint64_t)(READS | LANDLOCK_ACCESS_FS_EXECUTE))
#define NOT_FOR_FILES ((uint64_t)(LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | \
	LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | FILE_REFER))

static char says[96] = "files open, calls open";
static int landlock_version;
static const char *calls_say = "open";

static void say(void)
{
	char files[24] = "open";
	if (landlock_version > 0)
		snprintf(files, sizeof files, "Landlock %d", landlock_version);
	snprintf(says, sizeof says, "files %s, calls %s", files, calls_say);
}

const char *sandbox_says(void) { return says; }

void sandbox_note_calls(const char *how)
{
	calls_say = how;
	say();
}

void sandbox_begin(void)
{
	const struct rlimit none = { 0, 0 };
	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (!sandbox_sanitized)         /* the leak checker looks at its own process from outside */
		prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

void sandbox_only(int fd)
{
	if (fd > STDERR_FILENO + 1)
		close_range(STDERR_FILENO + 1, (unsigned)fd - 1, 0);
	close_range((unsigned)fd + 1, ~0U, 0);
}

/* ---- the rules ---- */

/* The rights that this kernel knows: asking for others is an error. */
static uint64_t known(int version)
{
	uint64_t all = (1ull << 13) - 1;
	return all | (version >= 2 ? FILE_REFER : 0) | (version >= 3 ? FILE_TRUNCATE : 0) | (version >= 5 ? FILE_IOCTL : 0);
}

/* What is not there needs no rule. */
static void allow(int set, const char *path, uint64_t rights)
{
	int fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return;
	int folder = open(path, O_PATH | O_CLOEXEC | O_DIRECTORY);
	if (folder >= 0)
		close(folder);
	struct landlock_path_beneath_attr rule = { .allowed_access = rights & known(landlock_version) & ~(folder < 0 ? NOT_FOR_FILES : 0),
						   .parent_fd = fd };
	if (syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &rule, 0))
		log_line("sandbox: no rule for one of the paths: %s", strerror(errno));
	close(fd);
}

/* The folder that a file is in, and the one that it really is in: certbot's are links that change. */
static void allow_folder_of(int set, struct arena *a, const char *path)
{
	char *real = realpath(path, NULL);
	const char *const both[] = { path, real };
	for (size_t k = 0; k < COUNT(both); k++) {
		const char *slash = both[k] ? strrchr(both[k], '/') : NULL;
		if (both[k])
			allow(set, slash ? arena_copy(a, both[k], (size_t)(slash - both[k]) + 1) : ".", READS);
	}
	free(real);
}

static void allow_port(int set, uint64_t right, int64_t port)
{
	struct landlock_port rule = { right, (uint64_t)port };
	if (port >= 0 && port <= 65535 && syscall(SYS_landlock_add_rule, set, RULE_PORT, &rule, 0))
		log_line("sandbox: no rule for a port: %s", strerror(errno));
}

/* Whoever looks up names or checks certificates reads these. */
static void allow_network_files(int set, struct arena *a)
{
	static const char *const read[] = { "/etc", "/usr/share", "/run/systemd/resolve", "/run/nscd", "/dev/urandom", "/dev/random" };
	static const char *const run[] = { "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib" };
	static const char *const home[] = { ".postgresql", ".pgpass", ".pg_service.conf" };
	for (size_t k = 0; k < COUNT(read); k++)
		allow(set, read[k], READS);
	for (size_t k = 0; k < COUNT(run); k++)
		allow(set, run[k], RUNS);
	for (size_t k = 0; k < COUNT(home) && getenv("HOME"); k++)
		allow(set, arena_printf(a, "%s/%s", getenv("HOME"), home[k]), READS);
	allow(set, "/dev/null", READS | LANDLOCK_ACCESS_FS_WRITE_FILE);
}

/* sslrootcert=/path and its kin in the address of the database, as they stand or percent-encoded. */
static void allow_in_address(int set, struct arena *a, const char *address)
{
	for (const char *eq = strchr(address, '='); eq; eq = strchr(eq + 1, '=')) {
		bool encoded = str_begins(eq + 1, "%2F") || str_begins(eq + 1, "%2f");
		if (!encoded && eq[1] != '/')
			continue;
		struct slice value = { eq + 1, strcspn(eq + 1, "&") };
		char *path = arena_take(a, value.n + 1), *to = path;
		for (size_t k = 0; k < value.n; k++, to++) {
			bool slash = value.n - k >= 3 && value.at[k] == '%' && value.at[k + 1] == '2' && (value.at[k + 2] | 32) == 'f';
			*to = slash ? '/' : value.at[k];
			k += slash ? 2 : 0;
		}
		*to = '\0';
		allow(set, path, READS);
	}
}

static void allow_for(int set, struct arena *a, const struct config *c, enum sandbox_role role)
{
	if (sandbox_sanitized)
		allow(set, "/proc", READS);
	if (role == SANDBOX_STUDIO)
		return;
	if (role != SANDBOX_SQLITE)
		allow_network_files(set, a);
	if (role == SANDBOX_MAIL) {
		if (*c->smtp_ca_file)
			allow_folder_of(set, a, c->smtp_ca_file);
		if (*c->smtp_password_file)
			allow(set, c->smtp_password_file, READS);
		return;
	}
	allow(set, "/usr/share/zoneinfo", READS);
	allow(set, "/sys/devices/system/cpu", READS);
	allow(set, c->data, KEEPS);
	if (*c->tls_certificate_file) {
		allow_folder_of(set, a, c->tls_certificate_file);
		allow_folder_of(set, a, c->tls_key_file);
	}
	if (role == SANDBOX_POSTGRESQL)
		allow_in_address(set, a, c->database);
}

/* With its own database the server connects to nothing; where it listens is settled before seccomp closes that. */
static void allow_ports(int set, struct arena *a, const struct config *c, enum sandbox_role role)
{
	const char *host;
	int64_t port;
	if (role == SANDBOX_SQLITE && config_address(a, c->listen, &host, &port))
		allow_port(set, BIND_TCP, port);
}

void sandbox_files(const struct config *c, enum sandbox_role role)
{
	struct arena a = { 0 };
	if (str_same(c->sandbox, "off"))
		return;
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	landlock_version = version > 0 ? (int)version : 0;
	bool alone = role == SANDBOX_SQLITE || role == SANDBOX_STUDIO;  /* connects to nothing and nobody */
	struct landlock_all all = { .files = known(landlock_version), .net = alone ? BIND_TCP | CONNECT_TCP : 0,
				    .scoped = alone ? SCOPE_ABSTRACT_SOCKETS | SCOPE_SIGNALS : 0 };
	size_t n = landlock_version >= 6 ? sizeof all : landlock_version >= 4 ? offsetof(struct landlock_all, scoped) :
		offsetof(struct landlock_all, net);
	int set = landlock_version ? (int)syscall(SYS_landlock_create_ruleset, &all, n, 0) : -1;
	if (set >= 0) {
		allow_for(set, &a, c, role);
		if (landlock_version >= 4)
			allow_ports(set, &a, c, role);
	}
	if (set < 0 || syscall(SYS_landlock_restrict_self, set, 0)) {
		log_line("sandbox: this kernel does not limit files for us (no Landlock: %s)", strerror(errno));
		landlock_version = 0;
	}
	if (set >= 0)
		close(set);
	arena_end(&a);
	say();
}
