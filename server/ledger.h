/* The list of who was erased, as it lies outside of the data folder: so that whoever left stays gone when an older backup is
 * brought back, by whichever means.  Knows files; what a line is, and erasing, is people's. */
#pragma once
#include "program.h"

struct ledger;

/* Opens the list for adding to it; makes an empty one.  NULL: told in *ret_why. */
struct ledger *ledger_open(const char *path, const char **ret_why) MUST_USE;
void ledger_close(struct ledger *l);
/* What the database knows and the file does not is added to it, and is on the disk when this is true; else it is told in the
 * log, and done with the next one or at the next start.  From any thread; db is in no transaction. */
bool ledger_follow(struct ledger *l, const struct house *house, struct db *db);
/* The same with lines that were read elsewhere. */
bool ledger_add(struct ledger *l, struct slice lines) MUST_USE;
/* All of a list, or of the database in a backup or a data folder, behind what `to` has.  MISSING: nothing is there.  INVALID: told in
 * *ret_why.  A last line that was not written to its end is left out. */
enum status ledger_read(struct program *p, const char *path, struct out *to, const char **ret_why) MUST_USE;
/* Whoever is on these lines and is in the database of p (open for writing, no transaction) is erased, and off the disk.  False:
 * told. */
bool ledger_apply(struct program *p, struct slice lines, int64_t *ret_n) MUST_USE;
/* Does the file hold all that the database of p knows?  MISSING: there is no file, and somebody is to be on it.  CONFLICT: no. */
enum status ledger_whole(struct program *p) MUST_USE;
/* For commands, after a commit: if it erased somebody, the list and the disk follow. */
void ledger_after(struct program *p);
