/* The commands of matching. */
#pragma once
#include "req.h"

/* kith match solve LIST -o FILE [--waiting …] */
enum status match_solve_command(struct req *r, int argc, char **argv);
