/* A zip archive of a few files, packed by libarchive.  Leaves what is in them to whoever has them. */
#include <archive.h>
#include <archive_entry.h>
#include "core.h"
#include "mine.h"

static la_ssize_t to_out(struct archive *a, void *context, const void *at, size_t n)
{
	struct out *o = context;
	(void)a;
	out_raw(o, at, n);
	return o->over ? -1 : (la_ssize_t)n;
}

static bool begin(struct archive *a, struct out *o)
{
	return archive_write_set_format_zip(a) == ARCHIVE_OK && archive_write_set_bytes_per_block(a, 0) == ARCHIVE_OK &&
	       archive_write_open(a, o, NULL, to_out, NULL) == ARCHIVE_OK;
}

static bool add(struct archive *a, struct archive_entry *e, const struct zip_file *f, int64_t at)
{
	archive_entry_clear(e);
	archive_entry_set_pathname(e, f->name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0600);
	archive_entry_set_mtime(e, at, 0);
	archive_entry_set_size(e, (la_int64_t)f->bytes.n);
	return archive_write_header(a, e) == ARCHIVE_OK && archive_write_data(a, f->bytes.at, f->bytes.n) == (la_ssize_t)f->bytes.n;
}

enum status zip_write(struct out *o, int64_t at, size_t n, const struct zip_file *file)
{
	struct archive *a = archive_write_new();
	struct archive_entry *e = archive_entry_new();
	bool well = a && e && begin(a, o);
	for (size_t i = 0; well && i < n; i++)
		well = add(a, e, &file[i], at);
	well = well && archive_write_close(a) == ARCHIVE_OK;
	archive_entry_free(e);
	archive_write_free(a);
	return well && !o->over ? OK : FULL;
}
