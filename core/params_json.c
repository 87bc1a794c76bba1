/* A JSON body as if it were a form: one flat object, arrays repeat the name.  jansson reads; refused are duplicate keys,
 * anything nested, and what follows the object. */
#include <jansson.h>
#include <pthread.h>
#include "core.h"
#include "params_parts.h"

enum { NUMBER_ROOM = 40 };

/* Memory is taken before jansson is called: an arena that is full leaves by longjmp, and what jansson holds would be lost.
 * Decoded text is never longer than what stands in the body. */
struct room { char *at; size_t left; };

static char *room_take(struct room *room, size_t n)
{
	char *at = room->at;
	if (n > room->left)
		return NULL;
	room->at += n;
	room->left -= n;
	return at;
}

static bool put(struct params_new *p, struct room *room, const char *name, const char *text, size_t n)
{
	char *to = room_take(room, n + 1);
	if (!to)
		return false;
	memcpy(to, text, n);
	to[n] = '\0';
	return params_add(p, name, (struct slice){ to, n });
}

/* Without an exponent, as people write numbers and str_real reads them. */
static bool put_real(struct params_new *p, struct room *room, const char *name, double d)
{
	char text[NUMBER_ROOM];
	if (!(d > -1e15 && d < 1e15))
		return false;
	int n = snprintf(text, sizeof text, "%.9f", d);
	while (n > 1 && text[n - 1] == '0')
		n--;
	if (n > 1 && text[n - 1] == '.')
		n--;
	return put(p, room, name, text, (size_t)n);
}

static bool put_value(struct params_new *p, struct room *room, const char *name, const json_t *v)
{
	char text[NUMBER_ROOM];
	switch (json_typeof(v)) {
	case JSON_STRING:
		return put(p, room, name, json_string_value(v), json_string_length(v));
	case JSON_INTEGER:
		snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
		return put(p, room, name, text, strlen(text));
	case JSON_REAL:
		return put_real(p, room, name, json_real_value(v));
	case JSON_TRUE:
		return put(p, room, name, "1", 1);
	case JSON_FALSE:
		return put(p, room, name, "0", 1);
	case JSON_NULL:
		return true;            /* as if it had not been sent */
	default:
		return false;
	}
}

static bool put_member(struct params_new *p, struct room *room, const char *key, const json_t *v)
{
	struct slice name = { key, strlen(key) };
	if (!param_name_right(name))
		return false;
	char *kept = room_take(room, name.n + 1);
	if (!kept)
		return false;
	memcpy(kept, key, name.n + 1);
	if (!json_is_array(v))
		return put_value(p, room, kept, v);
	for (size_t i = 0; i < json_array_size(v); i++)
		if (!put_value(p, room, kept, json_array_get(v, i)))
			return false;
	return true;
}

/* The library calls a string that it has no memory for not well formed; so it is asked how its taking went. */
static _Thread_local bool no_memory;

static void *take(size_t n)
{
	void *at = malloc(n);
	no_memory |= !at;
	return at;
}

static void take_ours(void) { json_set_alloc_funcs(take, free); }

bool params_json(struct arena *a, struct slice body, struct params *ret)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct params_new p;
	pthread_once(&once, take_ours);
	no_memory = false;
	params_begin(&p, a, slice_count(body, ',') + 1);
	struct room room = { .left = body.n + p.room * (NUMBER_ROOM + PARAM_NAME_MAX) };
	room.at = arena_take(a, room.left);
	json_t *all = json_loadb(body.at, body.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
	if (no_memory)          /* the body is not to blame */
		room.at = arena_take(a, SIZE_MAX / 2);
	bool right = json_is_object(all);
	void *at = right ? json_object_iter(all) : NULL;
	for (; right && at; at = json_object_iter_next(all, at))
		right = put_member(&p, &room, json_object_iter_key(at), json_object_iter_value(at));
	json_decref(all);
	if (right)
		*ret = (struct params){ .n = p.n, .at = p.at };
	return right;
}
