/* Reading a command line inside a feature's command: words in order, and --name VALUE or --name=VALUE. */
#pragma once
#include "feature.h"

/* The value of --name; "" when it was given without one; NULL when it was not given. */
const char *command_option(int argc, char **argv, const char *name);
/* A switch such as --dry-run, that takes no value. */
bool command_switch(int argc, char **argv, const char *name);
/* The word at this place (0 is the first) that is neither an option nor an option's value.  switches: names of options
 * without a value, NULL-ended; may be NULL. */
const char *command_word(int argc, char **argv, int at, const char *const *switches);
/* Every option must be one of `known` (NULL-ended): a misspelt one does not pass silently.  INVALID with a fault. */
enum status command_known(struct req *r, int argc, char **argv, const char *const *known) MUST_USE;
