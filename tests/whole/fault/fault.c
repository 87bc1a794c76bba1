/* Memory and a disk that fail when a test says so: loaded before the C library (LD_PRELOAD), in whose place it stands.
 * Knows a file through which the test speaks; nothing of Kith. */
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind { NOTHING, MEMORY, FULL_DISK, BROKEN_WRITE, BROKEN_SYNC, SHORT_WRITE, BROKEN_READ };

/* FAULT_FILE, four numbers of 32 bits: what fails, from the how-manieth time on, how often, and (ours) how often it did. */
static struct { _Atomic int kind, after, times, did; } *told;

/* Where it ended, for addr2line: there are no core dumps. */
static void on_end(int number)
{
	void *at[40];
	backtrace_symbols_fd(at, backtrace(at, 40), STDERR_FILENO);
	signal(number, SIG_DFL);
	raise(number);
}

__attribute__((constructor)) static void listen_to_test(void)
{
	void *unused[1];
	backtrace(unused, 1);           /* loads what it needs while that is possible */
	signal(SIGSEGV, on_end);
	signal(SIGABRT, on_end);
	const char *path = getenv("FAULT_FILE");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	if (fd < 0)
		return;
	void *at = mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (at != MAP_FAILED)
		told = at;
}

static bool fails(enum kind kind)
{
	if (!told || atomic_load(&told->kind) != (int)kind || atomic_fetch_sub(&told->after, 1) > 1 || atomic_fetch_sub(&told->times, 1) <= 0)
		return false;
	atomic_fetch_add(&told->did, 1);
	return true;
}

/* ---- memory ---- */

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t each);
void *__libc_realloc(void *at, size_t n);
void *malloc(size_t n);
void *calloc(size_t n, size_t each);
void *realloc(void *at, size_t n);

static void *none(void)
{
	errno = ENOMEM;
	return NULL;
}

void *malloc(size_t n) { return fails(MEMORY) ? none() : __libc_malloc(n); }
void *calloc(size_t n, size_t each) { return fails(MEMORY) ? none() : __libc_calloc(n, each); }
void *realloc(void *at, size_t n) { return fails(MEMORY) ? none() : __libc_realloc(at, n); }

/* ---- the disk ---- */

static bool on_disk(int fd)
{
	struct stat is;
	return told && atomic_load(&told->kind) && fstat(fd, &is) == 0 && S_ISREG(is.st_mode);
}

static bool refused(enum kind kind, int trouble)
{
	if (!fails(kind))
		return false;
	errno = trouble;
	return true;
}

static bool no_write(int fd) { return on_disk(fd) && (refused(FULL_DISK, ENOSPC) || refused(BROKEN_WRITE, EIO)); }

/* Half of it, as a disk that is nearly full or a signal can make it. */
static size_t as_much(int fd, size_t n) { return n > 1 && on_disk(fd) && fails(SHORT_WRITE) ? n / 2 : n; }

ssize_t write(int fd, const void *at, size_t n) { return no_write(fd) ? -1 : syscall(SYS_write, fd, at, as_much(fd, n)); }

ssize_t pwrite64(int fd, const void *at, size_t n, off64_t where)
{
	return no_write(fd) ? -1 : syscall(SYS_pwrite64, fd, at, as_much(fd, n), where);
}
ssize_t pwrite(int fd, const void *at, size_t n, off_t where) { return pwrite64(fd, at, n, where); }

ssize_t pread64(int fd, void *at, size_t n, off64_t where)
{
	return on_disk(fd) && refused(BROKEN_READ, EIO) ? -1 : syscall(SYS_pread64, fd, at, n, where);
}
ssize_t pread(int fd, void *at, size_t n, off_t where) { return pread64(fd, at, n, where); }

int ftruncate64(int fd, off64_t n) { return no_write(fd) ? -1 : (int)syscall(SYS_ftruncate, fd, n); }
int ftruncate(int fd, off_t n) { return ftruncate64(fd, n); }
int fsync(int fd) { return on_disk(fd) && refused(BROKEN_SYNC, EIO) ? -1 : (int)syscall(SYS_fsync, fd); }
int fdatasync(int fd) { return on_disk(fd) && refused(BROKEN_SYNC, EIO) ? -1 : (int)syscall(SYS_fdatasync, fd); }
