/* What the gate and the way through a route (route.c) share. */
#pragma once
#include "req.h"

enum {
	GATE_OBJECT_BITS = MAY_OWNER | MAY_PARTY | MAY_CONNECTED | MAY_IN_GROUP | MAY_LEADS,
	GATE_OPEN_BITS = MAY_ANYONE | MAY_HOLDER | MAY_OPERATOR,
};

/* For them it is there once they are signed in, or it is not.  Answers MISSING. */
enum status gate_sign_in(struct req *r) MUST_USE;
/* What can be said before the object is looked for.  It has to be: the answer must not tell whether the object exists. */
enum status gate_before(struct req *r, const struct route *x) MUST_USE;
