/* The descriptor of the stones feature. */
#include "stones.h"

static const char *const schemas[] = { stones_schema_001, stones_schema_002, NULL };
const struct feature stones_feature = { .name = "stones", .schemas = schemas, .queries = stones_queries };
