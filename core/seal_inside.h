/* What the files of sealing share: the master key with what is drawn from it, and the box that every sealed thing is. */
#pragma once
#include "db_inside.h"

struct seal_master {    /* read-only and locked after it is made */
	uint8_t master[SEAL_KEY_BYTES];
	uint8_t wrap[SEAL_KEY_BYTES];
	uint8_t root[SEAL_KEY_BYTES];       /* stays when the master key changes; from it: */
	uint8_t index[SEAL_KEY_BYTES], token[SEAL_KEY_BYTES], pepper[SEAL_KEY_BYTES];
};

/* Draws index, token and pepper anew. */
void seal_master_rooted(struct seal_master *m, const uint8_t root[SEAL_KEY_BYTES]);

/* Every connection that seals has a master key; one without is a mistake of the program, not of its input. */
const struct seal_master *seal_master_here(struct req *r);

/* Where a sealed thing belongs: all three are bound in. */
struct seal_spot { const char *place, *owner, *row; };
struct bytes seal_box(struct arena *a, const uint8_t key[SEAL_KEY_BYTES], struct seal_spot spot, const void *clear, size_t n);
/* Room for the clear bytes is box.n - SEAL_BOX_MORE. */
enum { SEAL_BOX_MORE = 1 + 24 + 16 };
bool seal_unbox(struct arena *a, const uint8_t key[SEAL_KEY_BYTES], struct seal_spot spot, struct bytes box, uint8_t *clear) MUST_USE;

/* The owner's key.  make: an owner without one gets one.  MISSING: there is none. */
enum status seal_key_of(struct req *r, const char *owner, bool make, uint8_t ret[SEAL_KEY_BYTES]) MUST_USE;
