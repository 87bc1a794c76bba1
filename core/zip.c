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

enum status zip_begin(struct zip *z, struct out *o, int64_t at)
{
	*z = (struct zip){ archive_write_new(), archive_entry_new(), o, at };
	bool well = z->a && z->e && archive_write_set_format_zip(z->a) == ARCHIVE_OK && archive_write_set_bytes_per_block(z->a, 0) == ARCHIVE_OK &&
		    archive_write_open(z->a, o, NULL, to_out, NULL) == ARCHIVE_OK;
	return well ? OK : FULL;
}

enum status zip_add(struct zip *z, const char *name, struct slice bytes)
{
	struct archive_entry *e = z->e;
	archive_entry_clear(e);
	archive_entry_set_pathname(e, name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0600);
	archive_entry_set_mtime(e, z->at, 0);
	archive_entry_set_size(e, (la_int64_t)bytes.n);
	bool well = archive_write_header(z->a, e) == ARCHIVE_OK && archive_write_data(z->a, bytes.at, bytes.n) == (la_ssize_t)bytes.n;
	return well ? OK : FULL;
}

enum status zip_end(struct zip *z)
{
	bool well = z->a && archive_write_close(z->a) == ARCHIVE_OK && !z->o->over;
	archive_entry_free(z->e);
	archive_write_free(z->a);
	*z = (struct zip){ 0 };
	return well ? OK : FULL;
}
