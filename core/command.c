/* Words and options of a command line.  Knows how they are written; what they mean is each command's. */
#include "command.h"
#include "banned.h"

static bool is_option(const char *arg) { return arg[0] == '-' && arg[1] == '-' && arg[2]; }

const char *command_option(int argc, char **argv, const char *name)
{
	size_t n = strlen(name);
	for (int i = 1; i < argc; i++) {
		if (!is_option(argv[i]) || strncmp(argv[i] + 2, name, n) != 0)
			continue;
		if (argv[i][2 + n] == '=')
			return argv[i] + 3 + n;
		if (!argv[i][2 + n])
			return i + 1 < argc && !is_option(argv[i + 1]) ? argv[i + 1] : "";
	}
	return NULL;
}

bool command_switch(int argc, char **argv, const char *name)
{
	for (int i = 1; i < argc; i++)
		if (is_option(argv[i]) && strcmp(argv[i] + 2, name) == 0)
			return true;
	return false;
}

static bool is_among(const char *name, size_t n, const char *const *list)
{
	for (; list && *list; list++)
		if (strlen(*list) == n && memcmp(*list, name, n) == 0)
			return true;
	return false;
}

const char *command_word(int argc, char **argv, int at, const char *const *switches)
{
	for (int i = 1; i < argc; i++) {
		if (!is_option(argv[i])) {
			if (at-- == 0)
				return argv[i];
		} else if (!strchr(argv[i], '=') && !is_among(argv[i] + 2, strlen(argv[i] + 2), switches)) {
			i++;
		}
	}
	return NULL;
}

enum status command_known(struct req *r, int argc, char **argv, const char *const *known)
{
	for (int i = 1; i < argc; i++)
		if (is_option(argv[i]) && !is_among(argv[i] + 2, strcspn(argv[i] + 2, "="), known))
			return fault_with(r, NULL, "option", N_("There is no option {0} here."), word_text(argv[i]));
	return OK;
}
