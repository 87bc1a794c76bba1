/* What a process of Kith may ask of the kernel once it is set up: which files (Landlock) and which calls (seccomp).
 * Knows the roles; leaves to each of them when to go in.  There is no way back. */
#pragma once
#include "config.h"

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
enum { sandbox_sanitized = true };      /* a build for tests, in which the sanitizers need a little more */
#elif defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
enum { sandbox_sanitized = true };
#else
enum { sandbox_sanitized = false };
#endif
#else
enum { sandbox_sanitized = false };
#endif

enum sandbox_role {
	SANDBOX_SQLITE,         /* the server with its own database: no new socket, no file outside the data folder */
	SANDBOX_POSTGRESQL,     /* the server with PostgreSQL: may connect to it again */
	SANDBOX_MAIL,           /* talks to the mail server, for which it needs names, sockets and children */
	SANDBOX_STUDIO,         /* waits for orders and has children that do them; no file, no network */
	SANDBOX_WORK,           /* such a child: computes, from one pipe to another */
};

/* First thing in the program: no core dumps, no tracing by others, nothing to be gained by running another program. */
void sandbox_begin(void);
/* In a process of its own: it holds on to nothing of the house but the standard streams and this. */
void sandbox_only(int fd);
/* Before the first thread, which Landlock would not reach, and after the last file outside of the role was read. */
void sandbox_files(const struct config *c, enum sandbox_role role);
/* When everything is set up: all threads at once. */
void sandbox_calls(const struct config *c, enum sandbox_role role);
/* What holds: "files Landlock 3, calls seccomp kill".  For the log and for kith selfcheck. */
const char *sandbox_says(void);
/* Between the two files of this part. */
void sandbox_note_calls(const char *how);
