/* Finds what the program keeps of web/.  Leaves sending it, and choosing how it is packed, to the server. */
#include "core.h"
#include "asset.h"

const struct asset *asset_find(const char *path)
{
	for (const struct asset *a = kith_assets; a->name; a++)
		if (str_same(a->path, path))
			return a;
	return NULL;
}
