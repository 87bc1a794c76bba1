/* What became of an action.  Knows seven outcomes; the words for a person are left to the request's faults. */
#pragma once

enum status {
	OK,
	INVALID,    /* the person can mend it: r->faults says which field and how */
	DENIED,     /* they may, after something more: the house rules, the password once more; or a command may not touch a file */
	MISSING,    /* it is not there, or not theirs to know about: the two look the same from outside */
	CONFLICT,   /* it is there already, or was changed since the form was drawn */
	BUSY,       /* try again: the database was locked, a transaction lost a race, a queue is full */
	BROKEN,     /* our fault: logged with the request's id, never shown in detail */
	FULL,       /* no room is left to keep what was sent (disk full, quota) */
};

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Hand any status but OK to the caller. */
#define TRY(expr) do { enum status try_ = (expr); if (try_ != OK) return try_; } while (0)
