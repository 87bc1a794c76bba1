/* A disk that fails when a test says so: fsync and fdatasync of this program, in the place of the C library's.  Knows
 * nothing of who calls; SQLite does, through the same names. */
#include <errno.h>
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

int fsync(int fd) { return failing() ? -1 : (int)syscall(SYS_fsync, fd); }
int fdatasync(int fd) { return failing() ? -1 : (int)syscall(SYS_fdatasync, fd); }
