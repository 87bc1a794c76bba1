/* Any bytes as kith.conf: refused with a sentence that says where, or settings within their limits. */
#include "fuzz.h"
#include "config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct config c;
	config_start(&c);
	bool read = config_text(&c, "kith.conf", (struct slice){ (const char *)data, n }) && config_finish(&c);
	HOLDS(read == !c.trouble);
	if (read) {
		HOLDS(c.threads >= 1 && c.threads <= 256 && c.connections_max >= 16 && c.password_memory_kib >= 19456);
		HOLDS(*c.key_file && *c.database && *c.public_address);
	} else {
		HOLDS(strlen(c.trouble) > 10 && str_utf8((struct slice){ c.from[0] ? c.from[0] : "", 0 }));
	}
	config_end(&c);
	return 0;
}
