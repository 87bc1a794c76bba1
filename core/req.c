/* What handlers say about a request: faults, redirects; and its memory between attempts.  Knows nothing of routes. */
#include "core.h"
#include "house.h"

enum { OBJECT_BITS = MAY_OWNER | MAY_PARTY | MAY_CONNECTED | MAY_HOLDER | MAY_IN_GROUP | MAY_LEADS };

enum status fault_with(struct req *r, const char *field, const char *code, const char *words, struct word_arg arg)
{
	if (r->n_faults < FAULTS_MAX)
		r->faults[r->n_faults++] = (struct fault){ .field = field, .code = code, .words = words, .arg = arg };
	return INVALID;
}

enum status fault(struct req *r, const char *field, const char *code, const char *words)
{
	return fault_with(r, field, code, words, (struct word_arg){ 0 });
}

enum status stale(struct req *r)
{
	r->stale = true;
	return CONFLICT;
}

/* 303: whatever came, what follows is a GET.  JSON learns the place; the command line has no use for it. */
static enum status go(struct req *r, const char *notice, const char *path)
{
	r->reply.http = 303;
	r->reply.location = path;
	r->reply.notice = notice;
	if (r->want != WANT_JSON)
		return OK;
	r->reply.http = 200;
	OUT_LITERAL(&r->out, "{\"location\":");
	out_json_str(&r->out, path);
	if (notice) {
		OUT_LITERAL(&r->out, ",\"notice\":");
		out_json_str(&r->out, words_say(&r->arena, &r->reader, notice, 0, NULL));
	}
	OUT_LITERAL(&r->out, "}");
	return OK;
}

__attribute__((format(printf, 3, 0)))
static const char *printed(struct req *r, const char *before, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	size_t head = before ? strlen(before) : 0;
	int n = vsnprintf(NULL, 0, format, args);
	size_t room = head + (n < 0 ? 0 : (size_t)n) + 1;
	char *path = arena_take(&r->arena, room);
	if (head)
		memcpy(path, before, head);
	vsnprintf(path + head, room - head, format, again);
	va_end(again);
	return path;
}

enum status redirect(struct req *r, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *path = printed(r, NULL, format, args);
	va_end(args);
	return go(r, NULL, path);
}

enum status redirect_saying(struct req *r, const char *notice, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *path = printed(r, NULL, format, args);
	va_end(args);
	return go(r, notice, path);
}

enum status redirect_here(struct req *r, const char *notice, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *path = printed(r, r->out.base, format, args);
	va_end(args);
	return go(r, notice, path);
}

void req_keep(struct req *r)
{
	arena_move(&r->kept, &r->arena);
}

void req_again(struct req *r)
{
	r->who.may &= ~(unsigned)OBJECT_BITS;
	r->who.as = 0;
	r->opened.n = r->opened.in_slow;
	r->opened.over = false;
	r->waits = 0;
	r->form = NULL;
	r->object = NULL;
	r->came_back = NULL;
	r->stale = r->needs_sign_in = r->needs_join = r->needs_password = false;
	r->n_faults = 0;
	r->reply = (struct reply){ 0 };
	out_clear(&r->out);
	arena_clear(&r->arena);
}

void req_end(struct req *r)
{
	struct out out = r->out;
	struct arena arena = r->arena, kept = r->kept;
	out_clear(&out);
	arena_clear(&arena);
	arena_clear(&kept);
	explicit_bzero(r, sizeof *r);
	r->arena = arena;
	r->kept = kept;
	r->out.at = out.at;
	r->out.room = out.room;
	r->out.cap = out.cap;
}
