/* Both sides of the post: the server's, which hands over one message and waits, and the process that carries it.
 * Leaves what either may ask of the kernel to sandbox.c. */
#include "post.h"
#include "sandbox.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LETTER_MAX = 128 * 1024, TEXTS = 7, CARRY_SECONDS = 75, WAIT_SECONDS = 90, TROUBLE_MAX = 32 };

struct post { int socket; pid_t pid; uint64_t number; };

/* One message goes over as a letter and comes back as a receipt with its number: a receipt that comes after nobody waits
 * for it any more is told from the next one's. */
struct letter {
	uint64_t number;
	int64_t at;
	uint32_t n[TEXTS];              /* bytes of each text with its NUL; "\0" for none */
	char text[LETTER_MAX];
};
struct receipt { uint64_t number; enum mail_outcome outcome; char trouble[TROUBLE_MAX]; };

enum { LETTER_HEAD = offsetof(struct letter, text) };

/* ---- in the house ---- */

static bool put(struct letter *l, const struct mail *m, size_t *ret_n)
{
	const char *const texts[TEXTS] = { m->id, m->to, m->subject, m->body, m->stop, m->calendar, m->method };
	size_t n = 0;
	for (int k = 0; k < TEXTS; k++) {
		const char *text = texts[k] ? texts[k] : "";
		size_t length = strlen(text) + 1;
		if (length > LETTER_MAX - n)
			return false;
		memcpy(l->text + n, text, length);
		l->n[k] = (uint32_t)length;
		n += length;
	}
	*ret_n = LETTER_HEAD + n;
	return true;
}

static bool receipt_for(struct post *p, uint64_t number, struct receipt *ret)
{
	struct pollfd come = { .fd = p->socket, .events = POLLIN };
	while (poll(&come, 1, WAIT_SECONDS * 1000) == 1) {
		if (recv(p->socket, ret, sizeof *ret, 0) != sizeof *ret)
			return false;
		ret->trouble[TROUBLE_MAX - 1] = '\0';
		if (ret->number == number)
			return true;
	}
	return false;
}

enum mail_outcome post_send(struct post *p, struct arena *a, const struct mail *m, const char **ret_trouble)
{
	struct letter *l = arena_take(a, sizeof *l);
	struct receipt r;
	size_t n;
	if (!put(l, m, &n)) {
		*ret_trouble = "too_large";
		return MAIL_NEVER;
	}
	l->at = m->at;
	l->number = ++p->number;
	if (send(p->socket, l, n, MSG_NOSIGNAL) != (ssize_t)n || !receipt_for(p, l->number, &r)) {
		*ret_trouble = "no_mail_process";
		return MAIL_AGAIN;
	}
	*ret_trouble = arena_str(a, r.trouble);
	return r.outcome == MAIL_SENT || r.outcome == MAIL_NEVER ? r.outcome : MAIL_AGAIN;
}

/* ---- in the other process ---- */

/* The texts of a letter; false: it is not one. */
static bool open_letter(const struct letter *l, size_t n, struct mail *ret)
{
	const char *texts[TEXTS], *at = l->text;
	if (n < LETTER_HEAD)
		return false;
	size_t left = n - LETTER_HEAD;
	for (int k = 0; k < TEXTS; k++) {
		if (!l->n[k] || l->n[k] > left || at[l->n[k] - 1])
			return false;
		texts[k] = *at ? at : NULL;
		at += l->n[k];
		left -= l->n[k];
	}
	*ret = (struct mail){ .id = texts[0], .to = texts[1], .subject = texts[2], .body = texts[3], .stop = texts[4], .calendar = texts[5],
			      .method = texts[6], .at = l->at };
	return !left && ret->id && ret->to && ret->subject && ret->body;
}

/* In a child: whatever happens to it while it talks to the mail server, there is an end and a receipt. */
static void carry(const struct config *c, int to, const struct letter *l, size_t n)
{
	struct mail m;
	struct receipt r = { .number = l->number, .outcome = MAIL_NEVER };
	const char *trouble = "unreadable";
	struct arena a = { 0 };
	alarm(CARRY_SECONDS);
	if (open_letter(l, n, &m))
		r.outcome = mail_send(&a, c, &m, &trouble);
	snprintf(r.trouble, sizeof r.trouble, "%s", r.outcome == MAIL_SENT ? "" : trouble);
	_exit(send(to, &r, sizeof r, MSG_NOSIGNAL) == sizeof r ? 0 : 1);
}

static void carry_all(const struct config *c, int socket)
{
	static struct letter l;
	for (ssize_t n; (n = recv(socket, &l, sizeof l, 0)) > 0; explicit_bzero(&l, (size_t)n)) {
		struct receipt lost = { .number = l.number, .outcome = MAIL_AGAIN, .trouble = "mail_process_ended" };
		int how = 1;
		pid_t child = fork();
		if (child == 0)
			carry(c, socket, &l, (size_t)n);
		while (child > 0 && waitpid(child, &how, 0) < 0 && errno == EINTR)
			continue;
		if ((child < 0 || how) && send(socket, &lost, sizeof lost, MSG_NOSIGNAL) < 0)
			break;
	}
}

/* Told to end together with the house, it still waits for what the house wants sent: the closed socket is the end. */
static void run(const struct config *c, int socket)
{
	signal(SIGTERM, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	prctl(PR_SET_NAME, "kith-mail");
	sandbox_only(socket);
	sandbox_files(c, SANDBOX_MAIL);
	sandbox_calls(c, SANDBOX_MAIL);
	carry_all(c, socket);
	_exit(0);
}

struct post *post_start(const struct config *c)
{
	int pair[2], room = 2 * (int)sizeof(struct letter);
	struct post *p = calloc(1, sizeof *p);
	if (!p || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair)) {
		free(p);
		return NULL;
	}
	setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
	p->pid = fork();
	if (p->pid == 0) {
		close(pair[0]);
		run(c, pair[1]);
	}
	close(pair[1]);
	p->socket = pair[0];
	if (p->pid > 0)
		return p;
	close(p->socket);
	free(p);
	return NULL;
}

void post_end(struct post *p)
{
	close(p->socket);
	while (waitpid(p->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	free(p);
}
