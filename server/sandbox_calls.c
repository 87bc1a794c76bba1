/* Which calls: seccomp through libseccomp.  A list of what each role needs; everything else ends the process (or is refused
 * and told, for whoever looks for what is missing in the list).  Leaves files to sandbox.c. */
#include "sandbox.h"
#include "server.h"
#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <ucontext.h>
#include <unistd.h>

/* Memory, time, threads, and the files and sockets a process holds already or may open by Landlock. */
static const int everyone[] = {
	SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(preadv), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(pwrite64),
	SCMP_SYS(pwritev), SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(close), SCMP_SYS(lseek), SCMP_SYS(stat), SCMP_SYS(lstat),
	SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
	SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd), SCMP_SYS(getdents64), SCMP_SYS(fcntl), SCMP_SYS(dup),
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(msync), SCMP_SYS(mlock), SCMP_SYS(mlock2), SCMP_SYS(munlock),
	SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(membarrier),
	SCMP_SYS(set_tid_address), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(restart_syscall),
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(nanosleep), SCMP_SYS(clock_nanosleep),
	SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getppid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
	SCMP_SYS(getegid), SCMP_SYS(getrlimit), SCMP_SYS(getrusage), SCMP_SYS(sysinfo), SCMP_SYS(uname), SCMP_SYS(times), SCMP_SYS(umask),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigtimedwait), SCMP_SYS(sigaltstack),
	SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(select), SCMP_SYS(pselect6), SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl),
	SCMP_SYS(epoll_wait), SCMP_SYS(epoll_pwait), SCMP_SYS(eventfd2), SCMP_SYS(pipe2),
	SCMP_SYS(recvfrom), SCMP_SYS(recvmsg), SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(shutdown), SCMP_SYS(getsockopt), SCMP_SYS(setsockopt),
	SCMP_SYS(getsockname), SCMP_SYS(getpeername), SCMP_SYS(wait4),
};

/* Answering people, and keeping a database. */
static const int servers[] = {
	SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(sendfile), SCMP_SYS(fsync), SCMP_SYS(fdatasync), SCMP_SYS(ftruncate), SCMP_SYS(truncate),
	SCMP_SYS(fallocate), SCMP_SYS(fadvise64), SCMP_SYS(flock), SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(unlink),
	SCMP_SYS(unlinkat), SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(rmdir), SCMP_SYS(fchmod), SCMP_SYS(chmod), SCMP_SYS(fchown),
	SCMP_SYS(utimensat),
};

/* Looking up a name and connecting; getaddrinfo binds a netlink socket to ask which addresses this machine has. */
static const int callers[] = {
	SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(sendmmsg), SCMP_SYS(recvmmsg), SCMP_SYS(socketpair),
};

static const int parents[] = { SCMP_SYS(clone), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(alarm), SCMP_SYS(setitimer), SCMP_SYS(getitimer) };

/* Computing, and no more: what is here already is read and written, memory comes and goes. */
static const int work[] = {
	SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex),
	SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(clock_gettime),
	SCMP_SYS(gettimeofday), SCMP_SYS(getrandom), SCMP_SYS(sched_yield), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(restart_syscall),
};

/* Beginning work for an order: a child, its limits, and its own narrower list of calls. */
static const int studio[] = {
	SCMP_SYS(recvmsg), SCMP_SYS(clone), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(wait4), SCMP_SYS(alarm), SCMP_SYS(setitimer), SCMP_SYS(set_robust_list),
	SCMP_SYS(set_tid_address), SCMP_SYS(rseq), SCMP_SYS(prctl), SCMP_SYS(prlimit64), SCMP_SYS(setrlimit), SCMP_SYS(seccomp), SCMP_SYS(tgkill),
};

/* What the sanitizers do besides: look at the own process from a thread apart. */
static const int sanitizers[] = {
	SCMP_SYS(clone), SCMP_SYS(ptrace), SCMP_SYS(kill), SCMP_SYS(prctl), SCMP_SYS(process_vm_readv), SCMP_SYS(pipe), SCMP_SYS(mprotect),
	SCMP_SYS(mmap), SCMP_SYS(personality), SCMP_SYS(prlimit64), SCMP_SYS(tgkill), SCMP_SYS(dup2), SCMP_SYS(getdents),
	SCMP_SYS(nanosleep), SCMP_SYS(clock_nanosleep), SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
};

struct filter { scmp_filter_ctx calls; bool well; };

static void rule(struct filter *f, int call) { f->well &= seccomp_rule_add(f->calls, SCMP_ACT_ALLOW, call, 0) == 0; }

static void rule_if(struct filter *f, int call, struct scmp_arg_cmp what)
{
	f->well &= seccomp_rule_add_array(f->calls, SCMP_ACT_ALLOW, call, 1, &what) == 0;
}

static void rules(struct filter *f, const int *calls, size_t n)
{
	for (size_t k = 0; k < n; k++)
		rule(f, calls[k]);
}

static void no_code(struct filter *f)
{
	rule_if(f, SCMP_SYS(mmap), SCMP_A2_32(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	rule_if(f, SCMP_SYS(mprotect), SCMP_A2_32(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

/* Calls of which only some uses are allowed. */
static void rules_with_conditions(struct filter *f, enum sandbox_role role)
{
	static const unsigned ioctls[] = { FIONBIO, FIONREAD, TCGETS };
	static const int families[] = { AF_UNIX, AF_INET, AF_INET6, AF_NETLINK };
	for (size_t k = 0; k < COUNT(ioctls); k++)
		rule_if(f, SCMP_SYS(ioctl), SCMP_A1_32(SCMP_CMP_EQ, ioctls[k]));
	for (size_t k = 0; k < COUNT(families) && role != SANDBOX_SQLITE; k++)
		rule_if(f, SCMP_SYS(socket), SCMP_A0_32(SCMP_CMP_EQ, (uint32_t)families[k]));
	/* raise() and abort(), on ourselves; a child of the mail process has another number */
	if (role == SANDBOX_MAIL)
		rule(f, SCMP_SYS(tgkill));
	else
		rule_if(f, SCMP_SYS(tgkill), SCMP_A0_32(SCMP_CMP_EQ, (uint32_t)getpid()));
	rule_if(f, SCMP_SYS(prlimit64), SCMP_A0_32(SCMP_CMP_EQ, 0));
	rule_if(f, SCMP_SYS(prctl), SCMP_A0_32(SCMP_CMP_EQ, PR_SET_NAME));
	/* a thread, not a process */
	if (role != SANDBOX_MAIL)
		rule_if(f, SCMP_SYS(clone), SCMP_A0_64(SCMP_CMP_MASKED_EQ, CLONE_THREAD | CLONE_VM, CLONE_THREAD | CLONE_VM));
	/* no memory becomes code; who looks up names may have to load a library for it */
	if (role == SANDBOX_SQLITE) {
		no_code(f);
	} else {
		rule(f, SCMP_SYS(mmap));
		rule(f, SCMP_SYS(mprotect));
	}
}

static void rules_of_server(struct filter *f, enum sandbox_role role)
{
	rules(f, everyone, COUNT(everyone));
	if (role != SANDBOX_MAIL)
		rules(f, servers, COUNT(servers));
	if (role != SANDBOX_SQLITE)
		rules(f, callers, COUNT(callers));
	if (role == SANDBOX_MAIL)
		rules(f, parents, COUNT(parents));
	rules_with_conditions(f, role);
}

static void rules_of(struct filter *f, enum sandbox_role role)
{
	if (sandbox_sanitized)
		rules(f, sanitizers, COUNT(sanitizers));
	if (role == SANDBOX_STUDIO || role == SANDBOX_WORK) {
		rules(f, work, COUNT(work));
		if (role == SANDBOX_STUDIO)
			rules(f, studio, COUNT(studio));
		/* the C library looks for tables of letters when mail names a character set: it is told that there are none */
		f->well &= seccomp_rule_add(f->calls, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 0) == 0;
		no_code(f);
	} else {
		rules_of_server(f, role);
	}
	/* its flags lie in memory, where no filter can look: the C library then uses clone */
	f->well &= seccomp_rule_add(f->calls, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
}

/* ---- refused, and told ---- */

#if defined __x86_64__
#define CALL_RESULT(u) (u)->uc_mcontext.gregs[REG_RAX]
#elif defined __aarch64__
#define CALL_RESULT(u) (u)->uc_mcontext.regs[0]
#endif

#ifdef CALL_RESULT
static void on_refused(int number, siginfo_t *what, void *context)
{
	(void)number;
	char line[64];
	int n = snprintf(line, sizeof line, "sandbox: call %d was refused\n", what->si_syscall);
	CALL_RESULT((ucontext_t *)context) = -EPERM;
	if (write(STDERR_FILENO, line, (size_t)n) < 0)
		return;
}
#endif

static uint32_t otherwise(const struct config *c)
{
	if (str_same(c->sandbox, "kill"))
		return SCMP_ACT_KILL_PROCESS;
#ifdef CALL_RESULT
	struct sigaction refuse = { .sa_sigaction = on_refused, .sa_flags = SA_SIGINFO | SA_NODEFER };
	if (!sigaction(SIGSYS, &refuse, NULL))
		return SCMP_ACT_TRAP;
#endif
	return SCMP_ACT_ERRNO(EPERM);
}

void sandbox_calls(const struct config *c, enum sandbox_role role)
{
	if (str_same(c->sandbox, "off"))
		return;
	struct filter f = { seccomp_init(otherwise(c)), true };
	if (!f.calls) {
		log_line("sandbox: calls are not limited: no memory");
		return;
	}
	f.well = !seccomp_attr_set(f.calls, SCMP_FLTATR_CTL_TSYNC, 1);
	rules_of(&f, role);
	int bad = f.well ? seccomp_load(f.calls) : -EINVAL;
	if (bad)
		log_line("sandbox: calls are not limited: %s", strerror(-bad));
	else
		sandbox_note_calls(str_same(c->sandbox, "kill") ? "seccomp kill" : "seccomp refuse");
	seccomp_release(f.calls);
}
