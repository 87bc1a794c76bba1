/* What the program keeps of web/: each file is there, its packed forms unpack to it, and the address changes with the content. */
#include "test.h"
#include "asset.h"
#include <brotli/decode.h>
#include <zlib.h>

enum { ROOM = 1 << 20 };

static void the_style_sheet_is_found_by_its_address(void **state)
{
	(void)state;
	char path[64];
	snprintf(path, sizeof path, "/static/%s/kith.css", kith_assets_hash);
	const struct asset *a = asset_find(path);
	assert_non_null(a);
	assert_string_equal(a->name, "kith.css");
	assert_string_equal(a->type, "text/css; charset=utf-8");
	assert_int_equal(strlen(kith_assets_hash), 16);
}

static void nothing_else_is_found(void **state)
{
	(void)state;
	char path[64];
	snprintf(path, sizeof path, "/static/%s/kith.cs", kith_assets_hash);
	assert_null(asset_find(path));
	assert_null(asset_find("/static/0000000000000000/kith.css"));
	assert_null(asset_find("kith.css"));
	assert_null(asset_find(""));
}

static void gzip_unpacks_to_the_same(void **state)
{
	(void)state;
	size_t tried = 0;
	for (const struct asset *a = kith_assets; a->name; a++) {
		if (!a->gzip.at)
			continue;
		unsigned char *to = test_malloc(ROOM);
		z_stream z = { .next_in = (unsigned char *)(uintptr_t)a->gzip.at, .avail_in = (unsigned)a->gzip.n, .next_out = to, .avail_out = ROOM };
		assert_int_equal(inflateInit2(&z, 16 + MAX_WBITS), Z_OK);
		assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
		assert_int_equal(z.total_out, a->plain.n);
		assert_memory_equal(to, a->plain.at, a->plain.n);
		inflateEnd(&z);
		test_free(to);
		tried++;
	}
	assert_true(tried >= 2);        /* the style sheet and the script */
}

static void brotli_unpacks_to_the_same(void **state)
{
	(void)state;
	size_t tried = 0;
	for (const struct asset *a = kith_assets; a->name; a++) {
		if (!a->brotli.at)
			continue;
		unsigned char *to = test_malloc(ROOM);
		size_t n = ROOM;
		assert_int_equal(BrotliDecoderDecompress(a->brotli.n, a->brotli.at, &n, to), BROTLI_DECODER_RESULT_SUCCESS);
		assert_int_equal(n, a->plain.n);
		assert_memory_equal(to, a->plain.at, n);
		test_free(to);
		tried++;
	}
	assert_true(tried >= 2);
}

static void packing_is_kept_only_where_it_helps(void **state)
{
	(void)state;
	for (const struct asset *a = kith_assets; a->name; a++) {
		assert_true(a->plain.n > 0);
		assert_true(!a->gzip.at || a->gzip.n < a->plain.n);
		assert_true(!a->brotli.at || a->brotli.n < a->plain.n);
		if (strstr(a->name, ".woff2"))  /* packed in itself */
			assert_null(a->gzip.at);
	}
}

RUN(TEST(the_style_sheet_is_found_by_its_address), TEST(nothing_else_is_found), TEST(gzip_unpacks_to_the_same),
	TEST(brotli_unpacks_to_the_same), TEST(packing_is_kept_only_where_it_helps))
