/* Passkeys: signing in with what a device keeps (WebAuthn), beside the password.  This is all that other features and the
 * server may know of it. */
#pragma once
#include "people.h"

extern const struct feature passkeys_feature;
