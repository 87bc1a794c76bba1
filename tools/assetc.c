/* assetc: files of web/ → C arrays for core/asset.h, each plain, packed by gzip and packed by brotli.  Packing is done by
 * those programs beforehand (tools/assets.sh); here it is only checked that it makes the file smaller.
 *
 *   assetc FOLDER NAME...        reads FOLDER/NAME, FOLDER/NAME.gz and FOLDER/NAME.br */
#include "source.h"
#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 64, PATH_MAX_ = 512 };

struct asset_in { const char *name, *type; struct text plain, gzip, brotli; };

static const char *type_of(const char *name)
{
	static const char *const types[][2] = {
		{ ".css", "text/css; charset=utf-8" }, { ".js", "text/javascript; charset=utf-8" }, { ".svg", "image/svg+xml" },
		{ ".woff2", "font/woff2" }, { ".png", "image/png" }, { ".ico", "image/x-icon" }, { ".txt", "text/plain; charset=utf-8" },
		{ ".webmanifest", "application/manifest+json" },
	};
	const char *ending = strrchr(name, '.');
	for (size_t i = 0; ending && i < sizeof types / sizeof types[0]; i++)
		if (strcmp(types[i][0], ending) == 0)
			return types[i][1];
	return NULL;
}

/* FNV-1a, 64 bits: tells one state of web/ from another; guards against nothing. */
static uint64_t hash_more(uint64_t h, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 1099511628211u;
	return h;
}

static bool refuse(const char *file, const char *why)
{
	fprintf(stderr, "%s:1: error: %s\n", file, why);
	return false;
}

static bool read_one(const char *folder, const char *name, const char *ending, struct text *ret)
{
	char path[PATH_MAX_];
	int n = snprintf(path, sizeof path, "%s/%s%s", folder, name, ending);
	if (n < 0 || (size_t)n >= sizeof path)
		return refuse(name, "the name of this file is too long");
	if (!text_read(ret, path))
		return refuse(path, "this file cannot be read, or is larger than 4 MB");
	return true;
}

static bool asset_read(const char *folder, struct asset_in *a)
{
	if (!name_good(a->name, 1) || strspn(a->name, "abcdefghijklmnopqrstuvwxyz0123456789-_.") != strlen(a->name))
		return refuse(a->name, "take lower-case letters, digits, -, _ and . for the name: it stands in an address");
	a->type = type_of(a->name);
	if (!a->type)
		return refuse(a->name, "this ending has no content type; add it to tools/assetc.c");
	if (!read_one(folder, a->name, "", &a->plain) || !read_one(folder, a->name, ".gz", &a->gzip) || !read_one(folder, a->name, ".br", &a->brotli))
		return false;
	return a->plain.n ? true : refuse(a->name, "this file is empty");
}

static void array_write(struct text *t, size_t k, const char *kind, const struct text *bytes)
{
	text_print(t, "static const uint8_t asset_%zu_%s[] = {", k, kind);
	for (size_t i = 0; i < bytes->n; i++)
		text_print(t, "%s%u,", i % 24 ? "" : "\n\t", (unsigned)(unsigned char)bytes->at[i]);
	text_str(t, "\n};\n");
}

static bool smaller(const struct text *packed, const struct text *plain) { return packed->n < plain->n - plain->n / 20; }

static void assets_write(struct text *t, const struct asset_in *a, size_t n)
{
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < n; i++) {
		h = hash_more(h, a[i].name, strlen(a[i].name) + 1);
		h = hash_more(h, a[i].plain.at, a[i].plain.n);
	}
	text_str(t, "#include \"asset.h\"\n\n");
	for (size_t i = 0; i < n; i++) {
		array_write(t, i, "plain", &a[i].plain);
		if (smaller(&a[i].gzip, &a[i].plain))
			array_write(t, i, "gzip", &a[i].gzip);
		if (smaller(&a[i].brotli, &a[i].plain))
			array_write(t, i, "brotli", &a[i].brotli);
	}
	text_print(t, "\nconst char kith_assets_hash[] = \"%016llx\";\nconst struct asset kith_assets[] = {\n", (unsigned long long)h);
	for (size_t i = 0; i < n; i++) {
		text_print(t, "\t{ .name = \"%s\", .path = \"/static/%016llx/%s\", .type = \"%s\",\n\t  .plain = { asset_%zu_plain, %zu }",
			   a[i].name, (unsigned long long)h, a[i].name, a[i].type, i, a[i].plain.n);
		if (smaller(&a[i].gzip, &a[i].plain))
			text_print(t, ", .gzip = { asset_%zu_gzip, %zu }", i, a[i].gzip.n);
		if (smaller(&a[i].brotli, &a[i].plain))
			text_print(t, ", .brotli = { asset_%zu_brotli, %zu }", i, a[i].brotli.n);
		text_str(t, " },\n");
	}
	text_str(t, "\t{ .name = NULL },\n};\n");
}

int main(int argc, char **argv)
{
	static struct asset_in assets[NAMES_MAX];
	if (argc < 3 || argc - 2 > NAMES_MAX) {
		fprintf(stderr, "usage: assetc FOLDER NAME...\n");
		return 2;
	}
	size_t n = (size_t)argc - 2;
	bool good = true;
	for (size_t i = 0; i < n && good; i++) {
		assets[i].name = argv[i + 2];
		good = asset_read(argv[1], &assets[i]);
	}
	struct text out = { 0 };
	if (good)
		assets_write(&out, assets, n);
	good = good && text_write(&out, stdout);
	text_end(&out);
	for (size_t i = 0; i < n; i++) {
		text_end(&assets[i].plain);
		text_end(&assets[i].gzip);
		text_end(&assets[i].brotli);
	}
	return good ? 0 : 1;
}
