/* Who gets through which route, and what others learn: nothing. */
#include "test_route_world.h"

static const struct { const char *path, *person; unsigned may; enum status st; char needs; bool looked; } knocks[] = {
	{ "/", NULL, 0, OK, 0, false },
	{ "/c/harbor", NULL, 0, OK, 0, false },
	{ "/c/nowhere", NULL, 0, MISSING, 0, false },
	{ "/c/nowhere/a/x/b/y", NULL, 0, MISSING, 's', false },
	{ "/c/nowhere/a/x/b/y", "p", MAY_SIGNED_IN, MISSING, 0, false },
	{ "/c/harbor/a/x/b/y", NULL, 0, MISSING, 's', false },
	{ "/c/harbor/a/x/b/y", "p", MAY_SIGNED_IN, MISSING, 0, false },
	{ "/c/harbor/a/x/b/y", "p", JOINING, DENIED, 'j', false },
	{ "/c/harbor/a/x/b/y", "p", MEMBER, OK, 0, false },
	{ "/c/harbor/join", "p", JOINING, OK, 0, false },
	{ "/c/harbor/join", "p", MEMBER, MISSING, 0, false },
	/* object bits: only a member's, and nobody learns what is there */
	{ "/c/harbor/one/mine", NULL, 0, MISSING, 's', false },
	{ "/c/harbor/one/gone", NULL, 0, MISSING, 's', false },
	{ "/c/harbor/one/mine", "p", MEMBER, OK, 0, true },
	{ "/c/harbor/one/ours", "p", MEMBER, OK, 0, true },
	{ "/c/harbor/one/other", "p", MEMBER, MISSING, 0, true },
	{ "/c/harbor/one/gone", "p", MEMBER, MISSING, 0, true },
	{ "/c/harbor/one/mine", "p", MAY_SIGNED_IN, MISSING, 0, true },
	{ "/c/harbor/one/mine", "p", JOINING, DENIED, 'j', false },
	{ "/c/harbor/one/gone", "p", JOINING, DENIED, 'j', false },
	{ "/c/harbor/one/mine", "p", MAY_SIGNED_IN | MAY_COORDINATOR, MISSING, 0, true },
	/* a role or the object */
	{ "/c/harbor/either/other", "p", COORDINATOR, OK, 0, true },
	{ "/c/harbor/either/mine", "p", MEMBER, OK, 0, true },
	{ "/c/harbor/either/other", "p", MEMBER, MISSING, 0, true },
	/* a role alone: said before the object is looked for */
	{ "/c/harbor/staff/x", "p", MEMBER, MISSING, 0, false },
	{ "/c/harbor/staff/gone", "p", MEMBER, MISSING, 0, false },
	{ "/c/harbor/staff/x", "p", COORDINATOR, OK, 0, true },
	{ "/c/harbor/staff/gone", "p", COORDINATOR, MISSING, 0, true },
	{ "/c/harbor/staff/x", "p", MAY_SIGNED_IN, MISSING, 0, false },
	{ "/c/harbor/staff/x", NULL, 0, MISSING, 's', false },
	/* a code that is held */
	{ "/held/code", NULL, 0, OK, 0, true },
	{ "/held/other", NULL, 0, MISSING, 0, true },
	{ "/held/gone", NULL, 0, MISSING, 0, true },
	{ "/held/other", "p", MAY_SIGNED_IN, MISSING, 0, true },
	{ "/c/harbor/held/code", NULL, 0, OK, 0, true },
	{ "/c/harbor/held/other", NULL, 0, MISSING, 's', true },
	{ "/c/harbor/held/gone", NULL, 0, MISSING, 's', true },
	{ "/c/harbor/held/mine", "p", MEMBER, OK, 0, true },
	{ "/c/harbor/held/mine", "p", MAY_SIGNED_IN, MISSING, 0, true },
	/* outside of a community */
	{ "/me", NULL, 0, MISSING, 's', false },
	{ "/me", "p", MAY_SIGNED_IN, OK, 0, false },
	{ "/me/mine", "p", MAY_SIGNED_IN, OK, 0, true },
	{ "/me/other", "p", MAY_SIGNED_IN, MISSING, 0, true },
	{ "/me/mine", NULL, 0, MISSING, 's', false },
	/* the operator */
	{ "/machine", NULL, 0, MISSING, 0, false },
	{ "/machine", "p", COORDINATOR, MISSING, 0, false },
	{ "/machine", NULL, MAY_OPERATOR, OK, 0, false },
	{ "/c/harbor/one/mine", NULL, MAY_OPERATOR, MISSING, 's', false },
};

static void the_gate_lets_through_whom_it_should(void **state)
{
	struct req *r = begin(state);
	for (size_t i = 0; i < COUNT(knocks); i++) {
		seen = (struct seen){ 0 };
		harness_as(r, knocks[i].person, knocks[i].may);
		enum status st = harness_get(r, knocks[i].path);
		char needs = r->needs_sign_in ? 's' : r->needs_join ? 'j' : r->needs_password ? 'p' : 0;
		if (st != knocks[i].st || needs != knocks[i].needs || (seen.looked > 0) != knocks[i].looked || (seen.handled > 0) != (st == OK))
			fail_msg("row %zu, %s as %s with %x: %d needs '%c' looked %d handled %d", i, knocks[i].path, knocks[i].person ? knocks[i].person : "nobody",
				 knocks[i].may, (int)st, needs ? needs : '-', seen.looked, seen.handled);
	}
}

static void some_things_want_the_password_again(void **state)
{
	struct req *r = begin(state);
	harness_as(r, "p", MAY_SIGNED_IN);
	assert_int_equal(harness_get(r, "/me/secret"), OK);
	const struct route again = { .method = "GET", .path = "/me/secret", .may = MAY_SIGNED_IN, .again = true, .handle = handle };
	r->who.again_recently = false;
	assert_int_equal(gate(r, &again), DENIED);
	assert_true(r->needs_password && !r->needs_sign_in);
}

static void what_somebody_may_with_one_thing_does_not_stay(void **state)
{
	struct req *r = begin(state);
	harness_as(r, "p", MEMBER);
	assert_int_equal(harness_get(r, "/c/harbor/one/mine"), OK);
	assert_true(seen.may & MAY_OWNER);
	req_again(r);
	assert_int_equal(r->who.may, MEMBER);
}

HARNESS(the_gate_lets_through_whom_it_should, some_things_want_the_password_again,
	what_somebody_may_with_one_thing_does_not_stay)
