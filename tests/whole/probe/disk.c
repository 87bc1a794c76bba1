/* A disk that fails and a program that is killed when a test says so: what reaches the disk, in the place of the C
 * library's.  Knows nothing of who calls; SQLite does, through the same names. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

/* PROBE_DISK names a file: while it is there, nothing reaches the disk. */
static int failing(void)
{
	const char *flag = getenv("PROBE_DISK");
	if (!flag || access(flag, F_OK) != 0)
		return 0;
	errno = EIO;
	return 1;
}


/* ---- a program that is killed at any moment ---- */

/* PROBE_KILL=7: before the seventh step that could reach the disk, as kill -9 does it. */
static void maybe_die(void)
{
	static long left = -1;
	const char *at = getenv("PROBE_KILL");
	if (left < 0)
		left = at ? strtol(at, NULL, 10) : 0;
	if (left > 0 && --left == 0)
		kill(getpid(), SIGKILL);
}

int rename(const char *from, const char *to)
{
	maybe_die();
	return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int link(const char *from, const char *to)
{
	maybe_die();
	return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path)
{
	maybe_die();
	return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

ssize_t pwrite64(int fd, const void *from, size_t n, off_t at)
{
	maybe_die();
	return syscall(SYS_pwrite64, fd, from, n, at);
}

int fsync(int fd)
{
	maybe_die();
	return failing() ? -1 : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	maybe_die();
	return failing() ? -1 : (int)syscall(SYS_fdatasync, fd);
}
