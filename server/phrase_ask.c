/* Asking for a passphrase: on the terminal without showing it, or from an open file, one line.
 * Leaves what is made of it to the core. */
#include "program.h"
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <termios.h>
#include <unistd.h>

/* One line without its end; byte by byte, so that a second line stays for whoever reads next.  False: none, or too long. */
static bool read_line(int fd, char *to, size_t room)
{
	size_t n = 0;
	for (char c; n < room; ) {
		ssize_t got = read(fd, &c, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0 || c == '\n') {
			to[n] = '\0';
			return n > 0;
		}
		to[n++] = c;
	}
	return false;
}

static bool ask_terminal(const char *question, char *to, size_t room)
{
	int tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	struct termios before, hidden;
	if (tty < 0 || tcgetattr(tty, &before) != 0) {
		trouble("there is no terminal to ask for the passphrase on. Give it with --passphrase-fd, the number of an open file.");
		if (tty >= 0)
			close(tty);
		return false;
	}
	hidden = before;
	hidden.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(tty, TCSAFLUSH, &hidden);
	dprintf(tty, "%s", question);
	bool well = read_line(tty, to, room);
	tcsetattr(tty, TCSAFLUSH, &before);
	dprintf(tty, "\n");
	close(tty);
	return well;
}

static bool phrase(void *context, char *to, size_t room)
{
	struct program *p = context;
	if (p->config.passphrase_fd >= 0)
		return read_line((int)p->config.passphrase_fd, to, room);
	return ask_terminal("Passphrase of the master key: ", to, room);
}

struct seal_master *data_key(struct program *p, const char *path)
{
	const char *why = NULL;
	const struct seal_ask ask = { .phrase = phrase, .context = p, .credential = p->config.key_credential };
	struct seal_master *m = seal_master_from(path, &ask, &why);
	if (!m)
		trouble("%s Without the key nothing people wrote can be read; nothing was changed.", why);
	return m;
}

bool data_new_passphrase(struct program *p, char to[SEAL_PHRASE_MAX + 1])
{
	char again[SEAL_PHRASE_MAX + 1];
	if (p->config.passphrase_fd >= 0) {
		bool well = read_line((int)p->config.passphrase_fd, to, SEAL_PHRASE_MAX + 1);
		if (!well)
			trouble("there is no line for the new passphrase in open file %lld.", (long long)p->config.passphrase_fd);
		return well;
	}
	bool well = ask_terminal("New passphrase: ", to, SEAL_PHRASE_MAX + 1) && ask_terminal("The same once more: ", again, sizeof again);
	bool same = well && str_same(to, again);
	sodium_memzero(again, sizeof again);
	if (well && !same)
		trouble("the two are not the same. Nothing was changed.");
	return same;
}
