/* Somebody without an account writes to a community, by a form and never to anyone's mail address; coordinators read it. */
#pragma once
#include "communities.h"

extern const struct feature contact_feature;
