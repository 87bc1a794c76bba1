/* What needs no route and no session.
 * Leaves making the assets to tools/assetc. */
#include "static.h"
#include "asset.h"
#include "desk.h"
#include "reply.h"

static bool health(struct visit *v)
{
	struct desk *desk = desk_take(v->server->desks);
	bool well = desk->db && (db_alive(desk->db) || !desk_lost(v->server->desks, desk));
	desk_give(v->server->desks, desk);
	reply_plain(v, well ? 200 : 503, well ? "ok\n" : "The database does not answer.\n");
	return true;
}

/* Named by its content, so it never changes. */
static bool asset(struct visit *v)
{
	char path[200];
	struct slice p = v->head.path, accepted = v->head.field[HEAD_ACCEPT_ENCODING];
	if (p.n < 8 || memcmp(p.at, "/static/", 8) || p.n >= sizeof path)
		return false;
	memcpy(path, p.at, p.n);
	path[p.n] = '\0';
	const struct asset *a = asset_find(path);
	if (!a)
		return false;
	struct bytes b = a->plain;
	const char *packed = NULL;
	if (a->brotli.at && head_lists(accepted, "br")) {
		b = a->brotli;
		packed = "br";
	} else if (a->gzip.at && head_lists(accepted, "gzip")) {
		b = a->gzip;
		packed = "gzip";
	}
	reply_bytes(v, a->type, b);
	if (packed)
		reply_header(v, "Content-Encoding", packed);
	reply_header(v, "Vary", "Accept-Encoding");
	reply_header(v, "Cache-Control", "public, max-age=31536000, immutable");
	return true;
}

/* A worker's address bounds what it serves: this one stands at the top, and browsers ask for it anew. */
static bool worker(struct visit *v)
{
	char path[80];
	snprintf(path, sizeof path, "/static/%s/offline.js", kith_assets_hash);
	const struct asset *a = asset_find(path);
	if (!a)
		return false;
	reply_bytes(v, a->type, a->plain);
	reply_header(v, "Cache-Control", "no-cache");
	return true;
}

bool static_find(struct visit *v)
{
	struct slice path = v->head.path;
	if (slice_same(path, SLICE("/health")))
		return health(v);
	if (slice_same(path, SLICE("/robots.txt"))) {
		reply_plain(v, 200, "User-agent: *\nDisallow: /\n");
		return true;
	}
	if (slice_same(path, SLICE("/offline.js")))
		return worker(v);
	return asset(v);
}
