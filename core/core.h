/* The one include of every feature. */
#pragma once
#include "banned.h"
#include "status.h"
#include "arena.h"
#include "str.h"
#include "out.h"
#include "words.h"
#include "db.h"
#include "seal.h"
#include "form.h"
#include "req.h"
#include "feature.h"
