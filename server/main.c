/* kith: the table of commands, their help, and the settings that stand on the command line.
 * Leaves each command to its own file. */
#include "doors.h"
#include "frame.h"
#include "mail.h"
#include "program.h"
#include "sandbox.h"
#include "server.h"
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

static const struct builtin builtins[] = {
	{ "init", "init [--data DIR] [--database URL]", "Make a data folder, its key and an empty database", .run = cmd_init },
	{ "demo", "demo [--data DIR] [--database URL]", "Make an invented community to look around in", .run = cmd_demo },
	{ "serve", "serve [--data DIR] [--listen ADDR:PORT] [--database URL]", "Answer people until told to end", .run = cmd_serve },
	{ "migrate", "migrate [--data DIR]", "Bring the database to this version", .run = cmd_migrate },
	{ "check", "check [--data DIR]", "Look whether everything is whole and holds", .run = cmd_check },
	{ "selfcheck", "selfcheck URL [--json] [--ca-file FILE] [--data DIR]", "Say which protections are in force at an address", .run = cmd_selfcheck },
	{ "backup", "backup FILE [--data DIR]", "Write everything into one file, while people work", .run = cmd_backup },
	{ "restore", "restore FILE [--erased LIST|BACKUP|FOLDER]… [--data DIR]", "Bring a backup back into an empty folder; who left since is erased again",
	  .run = cmd_restore },
	{ "keys", "keys list [--json]\nkeys show SIGN-IN-NAME\nkeys rotate [--passphrase] [--to FILE]", "Which key opens what is kept, and a new one",
	  .run = cmd_keys },
	{ "config", "config --list [--json]", "Show every setting: value, limits, default, help", .run = cmd_config },
	{ "routes", "routes [--gate]", "Print every route and its fields, or who gets through (docs/api.md, docs/gate.md)", .run = cmd_routes },
	{ "call", "call METHOD PATH [--field value]… [--json] [--as SIGN-IN-NAME] [--data DIR]", "Go through any route from here", .own_options = true,
	  .run = cmd_call },
};

void log_line(const char *format, ...)
{
	char line[512];
	struct civil c = zone_civil(NULL, time(NULL));
	int n = snprintf(line, sizeof line, "%04d-%02d-%02dT%02d:%02d:%02dZ ", c.year, c.month, c.day, c.hour, c.minute, c.second);
	va_list args;
	va_start(args, format);
	vsnprintf(line + n, sizeof line - (size_t)n, format, args);
	va_end(args);
	fprintf(stderr, "%s\n", line);
}

int trouble(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fputs("kith: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	return TROUBLE;
}

/* ---- help ---- */

static void list_commands(FILE *to)
{
	fprintf(to, "kith: a server for peer-support communities\n\nusage: kith COMMAND [options]\n\n");
	for (size_t k = 0; k < COUNT(builtins); k++)
		fprintf(to, "  %-21s %s\n", builtins[k].name, builtins[k].help);
	for (size_t f = 0; f < n_features; f++)
		for (size_t k = 0; k < features[f]->n_commands; k++)
			fprintf(to, "  %-21s %s\n", features[f]->commands[k].name, features[f]->commands[k].help);
	fprintf(to, "\nkith COMMAND --help says more. Every setting (kith config --list) is also an option: --listen 127.0.0.1:8080\n");
}

static int help_of(const char *usage, const char *help)
{
	printf("%s.\n\nusage:\n", help);
	for (const char *line = usage; *line; ) {
		size_t n = strcspn(line, "\n");
		printf("  kith %.*s\n", (int)n, line);
		line += n + (line[n] == '\n');
	}
	printf("\nEvery setting is also an option; kith config --list shows them.\n");
	return WELL;
}

/* Is it called by the words in argv, and by how many?  0: no. */
static int command_words(const struct command *c, int argc, char **argv)
{
	size_t n = strlen(argv[0]);
	if (str_same(c->name, argv[0]))
		return 1;
	return argc > 1 && strncmp(c->name, argv[0], n) == 0 && c->name[n] == ' ' && str_same(c->name + n + 1, argv[1]) ? 2 : 0;
}

/* Of two that fit the longer one is meant. */
static const struct command *command_find(int argc, char **argv, int *ret_words)
{
	const struct command *best = NULL;
	*ret_words = 0;
	for (size_t f = 0; f < n_features; f++)
		for (size_t k = 0; k < features[f]->n_commands; k++) {
			int words = command_words(&features[f]->commands[k], argc, argv);
			if (words > *ret_words) {
				best = &features[f]->commands[k];
				*ret_words = words;
			}
		}
	return best;
}

/* "kith people" alone: the commands that begin so.  False: none does. */
static bool list_beginning(const char *word, FILE *to)
{
	bool any = false;
	size_t n = strlen(word);
	for (size_t f = 0; f < n_features; f++)
		for (size_t k = 0; k < features[f]->n_commands; k++) {
			const struct command *c = &features[f]->commands[k];
			if (strncmp(c->name, word, n) != 0 || c->name[n] != ' ')
				continue;
			fprintf(to, "  kith %s\n", c->usage);
			any = true;
		}
	return any;
}

static const struct builtin *builtin_find(const char *name)
{
	for (size_t k = 0; k < COUNT(builtins); k++)
		if (str_same(builtins[k].name, name))
			return &builtins[k];
	return NULL;
}

/* ---- settings ---- */

/* Which data folder, on whose behalf: means the same for every command, wherever it stands. */
static bool says_where(const char *name)
{
	return str_same(name, "data") || str_same(name, "database") || str_same(name, "key-file") || str_same(name, "key_file") ||
	       str_same(name, "passphrase-fd") || str_same(name, "passphrase_fd") || str_same(name, "erased-file") ||
	       str_same(name, "erased_file");
}

/* Takes the options that are settings out of argv.  own_options: behind the first plain word only those that say where;
 * the others are fields of a form.  False: told in c->trouble. */
static bool take_settings(struct config *c, int *argc, char **argv, bool own_options)
{
	int kept = 1;
	bool own = false;
	for (int k = 1; k < *argc; k++) {
		own |= own_options && !str_begins(argv[k], "--");
		const char *name = argv[k] + 2, *eq = strchrnul(argv[k], '=');
		char *bare = str_begins(argv[k], "--") ? arena_copy(&c->arena, name, (size_t)(eq - name)) : NULL;
		if (!bare || !config_known(bare) || (own && !says_where(bare))) {
			argv[kept++] = argv[k];
			continue;
		}
		if (!*eq && k + 1 == *argc) {
			c->trouble = arena_printf(&c->arena, "--%s needs a value.", bare);
			return false;
		}
		const char *value = *eq ? eq + 1 : argv[++k];
		if (!config_set(c, bare, value, arena_printf(&c->arena, "--%s", bare)))
			return false;
	}
	argv[kept] = NULL;
	*argc = kept;
	return true;
}

/* The command line wins over the environment, that over the file. */
static bool settings_read(struct config *c, int *argc, char **argv, bool own_options)
{
	config_start(c);
	if (!take_settings(c, argc, argv, own_options) || !config_environment(c, environ))
		return false;
	return config_file(c, arena_printf(&c->arena, "%s/kith.conf", c->data)) && config_finish(c);
}

int cmd_config(struct program *p, int argc, char **argv)
{
	bool list = false, json = false;
	for (int k = 1; k < argc; k++) {
		list |= str_same(argv[k], "--list");
		json |= str_same(argv[k], "--json");
	}
	if (!list || argc != 2 + json) {
		fprintf(stderr, "usage: kith config --list [--json]\n");
		return USAGE;
	}
	struct out o = { 0 };
	config_list(&p->config, &o, json);
	fwrite(o.at, 1, o.n, stdout);
	out_end(&o);
	return WELL;
}

static bool asks_help(int argc, char **argv)
{
	for (int k = 1; k < argc; k++)
		if (str_same(argv[k], "--help") || str_same(argv[k], "-h"))
			return true;
	return false;
}

static int run(struct program *p, const struct builtin *b, const struct command *c, int argc, char **argv)
{
	if (!settings_read(&p->config, &argc, argv, b && b->own_options))
		return trouble("%s", p->config.trouble);
	p->house = (struct house){ .n = n_features, .features = features, .frame_open = frame_open, .frame_close = frame_close,
				   .public_address = p->config.public_address, .mail = mail_possible(&p->config), .mail_from = p->config.mail_from, .calendar_replies = p->config.calendar_replies, .zone = p->config.default_zone,
				   .sign_up = p->config.sign_up,
				   .password_memory_kib = p->config.password_memory_kib };
	int result = b ? b->run(p, argc, argv) : cmd_feature(p, c, argc, argv);
	data_close(p);
	return result;
}

int main(int argc, char **argv)
{
	static struct program p = { .lock = -1 };
	umask(077);
	sandbox_begin();
	if (argc < 2 || str_same(argv[1], "--help") || str_same(argv[1], "-h") || str_same(argv[1], "help")) {
		list_commands(argc < 2 ? stderr : stdout);
		return argc < 2 ? USAGE : WELL;
	}
	const struct builtin *b = builtin_find(argv[1]);
	int words = 1;
	const struct command *c = b ? NULL : command_find(argc - 1, argv + 1, &words);
	if (!b && !c) {
		if (list_beginning(argv[1], asks_help(argc - 1, argv + 1) ? stdout : stderr))
			return asks_help(argc - 1, argv + 1) ? WELL : USAGE;
		trouble("there is no command \"%s\". See: kith --help", argv[1]);
		return USAGE;
	}
	if (asks_help(argc - words, argv + words))
		return b ? help_of(b->usage, b->help) : help_of(c->usage, c->help);
	if (c)
		argv[words] = (char *)c->name;      /* only read from here on */
	int result = run(&p, b, c, argc - words, argv + words);
	config_end(&p.config);
	if (fflush(stdout) != 0 && result == WELL)
		result = TROUBLE;
	return result;
}
