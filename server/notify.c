/* The protocol of sd_notify(3): a datagram to a socket of systemd's, in the file system or, with '@' before it, abstract.
 * Leaves when to say something to cmd_serve.c. */
#include "notify.h"
#include "server.h"
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int notify_open(void)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	size_t n = path ? strlen(path) : 0;
	if (!n || n >= sizeof to.sun_path || (*path != '/' && *path != '@'))
		return -1;
	memcpy(to.sun_path, path, n);
	if (*path == '@')
		to.sun_path[0] = '\0';
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (const struct sockaddr *)&to, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n))) {
		close(fd);
		return -1;
	}
	return fd;
}

void notify_say(int fd, const char *what)
{
	if (fd >= 0 && send(fd, what, strlen(what), MSG_NOSIGNAL) < 0)
		log_line("the service manager could not be told %s", what);
}
