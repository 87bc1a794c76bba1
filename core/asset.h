/* Style sheet, script, icon and type face, kept in the program: tools/assetc makes them from web/.  All lie in one folder whose
 * name is a hash of everything in it, so that they may name one another and be kept by browsers for ever. */
#pragma once
#include "db.h"

struct asset {
	const char *name;           /* "kith.css" */
	const char *path;           /* "/static/0f3a9c…/kith.css" */
	const char *type;           /* "text/css; charset=utf-8" */
	struct bytes plain;
	struct bytes gzip, brotli;  /* at NULL where packing does not make it smaller */
};
extern const struct asset kith_assets[];        /* ends with a name of NULL */
extern const char kith_assets_hash[];           /* the folder: in a page href="/static/{{assets}}/kith.css" */

/* The asset at this path ("/static/HASH/NAME"), or NULL. */
const struct asset *asset_find(const char *path);
