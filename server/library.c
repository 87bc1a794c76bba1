/* What libmicrohttpd answers by itself, of bytes that are no request, becomes a page of ours with the fields that every reply has.
 * Knows one function of that library; which fields they are is reply.c's, and what the page says bare.c's. */
#include "bare.h"
#include "reply.h"
#include <dlfcn.h>
#include <microhttpd.h>
#include <pthread.h>

typedef enum MHD_Result queue_response(struct MHD_Connection *c, unsigned status, struct MHD_Response *m);

static queue_response *librarys_own;
static pthread_once_t found = PTHREAD_ONCE_INIT;

static void find(void)
{
	*(void **)&librarys_own = dlsym(RTLD_NEXT, "MHD_queue_response");
	if (!librarys_own)
		abort();        /* linked without the library: no reply could ever go out */
}

/* NULL: no memory for it. */
static struct MHD_Response *ours(struct MHD_Connection *c)
{
	struct slice page = bare_page(false);
	struct MHD_Response *m = MHD_create_response_from_buffer(page.n, (void *)(uintptr_t)page.at, MHD_RESPMEM_PERSISTENT);
	bool well = m && MHD_add_response_header(m, "Content-Type", "text/html; charset=utf-8") == MHD_YES;
	for (size_t k = 0; well && k < REPLY_ALWAYS; k++)
		well = MHD_add_response_header(m, reply_always[k].name, reply_always[k].value) == MHD_YES;
	if (well && MHD_get_connection_info(c, MHD_CONNECTION_INFO_GNUTLS_SESSION))
		well = MHD_add_response_header(m, reply_secure.name, reply_secure.value) == MHD_YES;
	if (well && MHD_add_response_header(m, "Cache-Control", "no-store") == MHD_YES)
		return m;
	if (m)
		MHD_destroy_response(m);
	return NULL;
}

/* Stands before the library's function of this name.  The library too finds it through the table of symbols when it sends one of the
 * pages built into it, which 0.9.75 has no other way to change; malformed.test.mjs sees when that is no longer so.  What cannot be
 * protected is not sent. */
__attribute__((visibility("default"))) enum MHD_Result MHD_queue_response(struct MHD_Connection *c, unsigned status, struct MHD_Response *m)
{
	pthread_once(&found, find);
	if (MHD_get_response_header(m, reply_always[0].name))
		return librarys_own(c, status, m);
	struct MHD_Response *page = ours(c);
	if (!page)
		return MHD_NO;
	enum MHD_Result queued = librarys_own(c, status, page);
	MHD_destroy_response(page);
	return queued;
}
