/* A disk that takes its time: loaded before the C library (LD_PRELOAD), it makes every fdatasync() and fsync() of a program last
 * four milliseconds longer, about what an honest disk without a battery needs.  Leaves everything else as it is. */
#include <dlfcn.h>
#include <time.h>
#include <unistd.h>

enum { SLOWER_NS = 4 * 1000 * 1000 };

static int slowly(const char *name, int fd)
{
	int (*sync)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
	nanosleep(&(struct timespec){ .tv_nsec = SLOWER_NS }, NULL);
	return sync(fd);
}

int fdatasync(int fd) { return slowly("fdatasync", fd); }
int fsync(int fd) { return slowly("fsync", fd); }
