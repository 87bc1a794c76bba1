/* What libmicrohttpd answers by itself, of bytes that are no request, gets the fields that every reply has.
 * Knows one function of that library; which fields they are is reply.c's. */
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

static bool protected_here(struct MHD_Connection *c, struct MHD_Response *m)
{
	bool well = true;
	if (MHD_get_response_header(m, reply_always[0].name))
		return true;
	for (size_t k = 0; k < REPLY_ALWAYS; k++)
		well &= MHD_add_response_header(m, reply_always[k].name, reply_always[k].value) == MHD_YES;
	if (MHD_get_connection_info(c, MHD_CONNECTION_INFO_GNUTLS_SESSION))
		well &= MHD_add_response_header(m, reply_secure.name, reply_secure.value) == MHD_YES;
	return well && MHD_add_response_header(m, "Cache-Control", "no-store") == MHD_YES;
}

/* Stands before the library's function of this name.  The library too finds it through the table of symbols when it sends one of the
 * pages built into it, to which 0.9.75 has no other way to add a field; malformed.test.mjs sees when that is no longer so.  What
 * cannot be protected is not sent. */
__attribute__((visibility("default"))) enum MHD_Result MHD_queue_response(struct MHD_Connection *c, unsigned status, struct MHD_Response *m)
{
	pthread_once(&found, find);
	return protected_here(c, m) ? librarys_own(c, status, m) : MHD_NO;
}
