/* The program on the command line: its commands, and what most of them need opened first. */
#pragma once
#include "config.h"
#include "house.h"

enum { WELL = 0, TROUBLE = 1, USAGE = 2, LATER = 75 };      /* exit codes; LATER: sysexits' EX_TEMPFAIL, a mail server keeps what it handed over */

struct program {
	struct config config;
	struct house house;
	struct seal_master *master;
	struct db *db;
	struct slice input;         /* what a command read of what comes in; at NULL: nothing was read yet */
	int lock;                   /* held while a server or a restore has the data folder; -1 */
};

struct builtin {
	const char *name, *usage, *help;
	bool own_options;           /* after its first plain word, every option is its own but --data, --database, --key-file */
	int (*run)(struct program *p, int argc, char **argv);
};

int cmd_serve(struct program *p, int argc, char **argv);
int cmd_init(struct program *p, int argc, char **argv);
int cmd_migrate(struct program *p, int argc, char **argv);
int cmd_check(struct program *p, int argc, char **argv);
int cmd_backup(struct program *p, int argc, char **argv);
int cmd_restore(struct program *p, int argc, char **argv);
int cmd_keys(struct program *p, int argc, char **argv);
int cmd_config(struct program *p, int argc, char **argv);
int cmd_call(struct program *p, int argc, char **argv);
int cmd_routes(struct program *p, int argc, char **argv);
int cmd_selfcheck(struct program *p, int argc, char **argv);
int cmd_demo(struct program *p, int argc, char **argv);
/* Any command of a feature. */
int cmd_feature(struct program *p, const struct command *c, int argc, char **argv);

/* "kith: …" to stderr; answers TROUBLE. */
int trouble(const char *format, ...) PRINTF(1, 2);

/* ---- data.c: opening what is kept ---- */

/* The key, the database, its version and whether the key fits, without changing anything.  Then p->master and p->db (for
 * writing unless read_only).  False: told. */
bool data_open(struct program *p, bool read_only) MUST_USE;
/* The same without asking for the newest version: for migrate. */
bool data_open_any(struct program *p, bool *ret_needs_migration) MUST_USE;
/* The key in this file, whatever kind it is; asks for its passphrase if it has one.  NULL: told. */
struct seal_master *data_key(struct program *p, const char *path) MUST_USE;
/* A passphrase typed twice, or one line of the open file that passphrase_fd names; the caller wipes it.  False: told. */
bool data_new_passphrase(struct program *p, char to[SEAL_PHRASE_MAX + 1]) MUST_USE;
/* Is this key the one the open database was last given?  INVALID: another one, and nothing is said. */
enum status data_key_fits(struct program *p) MUST_USE;
/* The key and the database, read-only, whether or not they fit: for keys. */
bool data_open_for_keys(struct program *p) MUST_USE;
/* One server for one data folder.  False: told. */
bool data_lock(struct program *p) MUST_USE;
/* Writes into the lock, for kith selfcheck: this process, and what sandbox_says. */
void data_lock_says(struct program *p, const char *sandbox);
void data_close(struct program *p);
/* A new name in the folder that this path is in is on the disk.  False: errno. */
bool data_folder_flushed(const char *path) MUST_USE;
/* The folder of p, made if it is not there; ret_made: it was not.  False: told. */
bool data_make_folder(const struct program *p, bool *ret_made) MUST_USE;
bool data_is_pg(const struct program *p);
/* A new folder, key and database; nothing of them stays when it fails.  False: told. */
bool data_make(struct program *p) MUST_USE;
/* Nothing there, an empty folder, or one that holds only settings. */
bool data_is_empty(const struct program *p);
/* A deed of the operator on p->db (open for writing, no transaction), written into the log: "backup".  Ids and codes, never words. */
enum status data_deed(struct program *p, const char *code) MUST_USE;
/* One transaction of the operator on p->db, tried again while the database is busy. */
enum status operator_write(struct program *p, enum status (*run)(struct req *r, void *context), void *context) MUST_USE;
/* Makes a request for the operator on p->db. */
void operator_begin(struct program *p, struct req *r);
void operator_end(struct req *r);
