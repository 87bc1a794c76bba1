/* kith audit witness: somebody outside (a board member's machine, another Kith) keeps a book of the heads they have seen, and
 * signs a new one only when the log grew out of the last.  Knows the book and the signature; whether a log grew out of a head is
 * verify.c's.  Needs no database, no network and no key of the server's. */
#include <inttypes.h>
#include <sodium.h>
#include "command.h"
#include "audit.h"

static const char prefix[] = "kith-log-witness 1";
static const char book_first[] = "kith-witness-book 1 ";

/* ---- a signed head ---- */

/* What is signed. */
static const char *unsigned_text(struct arena *a, const struct log_witnessed *w)
{
	return arena_printf(a, "%s %" PRId64 " %s %s", prefix, w->at, hex_of(a, w->key, sizeof w->key), head_text(a, &w->head));
}

const char *witnessed_text(struct arena *a, const struct log_witnessed *w)
{
	return arena_printf(a, "%s %" PRId64 " %s %s %s", prefix, w->at, hex_of(a, w->key, sizeof w->key),
			    hex_of(a, w->signature, sizeof w->signature), head_text(a, &w->head));
}

bool witnessed_read(struct arena *a, struct slice line, struct log_witnessed *ret)
{
	struct slice rest = line;
	head_word(&rest);
	head_word(&rest);
	bool well = str_int(head_word(&rest), 0, INT64_MAX, &ret->at) && hex_read(head_word(&rest), ret->key, sizeof ret->key) &&
		hex_read(head_word(&rest), ret->signature, sizeof ret->signature) && head_read(a, rest, &ret->head);
	if (!well)
		return false;
	const char *again = witnessed_text(a, ret), *said = unsigned_text(a, ret);
	return slice_same(line, (struct slice){ again, strlen(again) }) &&
	       crypto_sign_verify_detached(ret->signature, (const uint8_t *)said, strlen(said), ret->key) == 0;
}

/* ---- the book: its key, then each head that was signed, oldest first ---- */

struct book {
	struct slice text;
	uint8_t key[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
	bool begun;                     /* a head was seen */
	struct log_witnessed last;
};

static bool fill_line(struct file_out *to, const char *text)
{
	return to->put(to, (struct slice){ text, strlen(text) }) && to->put(to, SLICE("\n"));
}

static enum status book_fill_first(struct req *r, struct file_out *to, void *context)
{
	return fill_line(to, arena_printf(&r->arena, "%s%s", book_first, (const char *)context)) ? OK : FULL;
}

/* A new book; its key goes to whoever will check what it signs. */
static enum status book_begin(struct req *r, const char *path)
{
	uint8_t seed[crypto_sign_SEEDBYTES], key[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
	randombytes_buf(seed, sizeof seed);
	crypto_sign_seed_keypair(key, secret, seed);
	sodium_memzero(secret, sizeof secret);
	char *hex = arena_str(&r->arena, hex_of(&r->arena, seed, sizeof seed));
	sodium_memzero(seed, sizeof seed);
	TRY(r->house->file_new(r, path, book_fill_first, hex));
	out_printf(&r->out, "%s\n", hex_of(&r->arena, key, sizeof key));
	return OK;
}

static bool book_read(struct arena *a, struct slice text, struct book *ret)
{
	uint8_t seed[crypto_sign_SEEDBYTES];
	struct slice rest = text, line;
	const size_t first = sizeof book_first - 1;
	*ret = (struct book){ .text = text };
	if (!log_next_line(&rest, &line) || line.n < first || memcmp(line.at, book_first, first) != 0 ||
	    !hex_read((struct slice){ line.at + first, line.n - first }, seed, sizeof seed))
		return false;
	crypto_sign_seed_keypair(ret->key, ret->secret, seed);
	sodium_memzero(seed, sizeof seed);
	while (log_next_line(&rest, &line)) {
		struct log_witnessed before = ret->last;
		if (!witnessed_read(a, line, &ret->last) || memcmp(ret->last.key, ret->key, sizeof ret->key) != 0 ||
		    (ret->begun && ret->last.head.size < before.head.size))
			return false;
		ret->begun = true;
	}
	return rest.n == 0;
}

struct book_more { const struct book *book; const char *line; };

static enum status book_fill_more(struct req *r, struct file_out *to, void *context)
{
	const struct book_more *more = context;
	(void)r;
	return to->put(to, more->book->text) && fill_line(to, more->line) ? OK : FULL;
}

/* ---- looking, then signing ---- */

static const char only_a_head[] =
	N_("A head alone does not show that the log grew out of what was seen. Ask for the whole log, or for a proof since that size.");

/* The first time whatever is there is what later ones are held against; from then on the log must have grown out of it. */
static const char *looked(struct arena *a, struct slice file, const struct book *book, struct log_head *ret)
{
	struct verified v;
	struct log_head own;
	bool head_alone = file.n > 13 && memcmp(file.at, "kith-log-head", 13) == 0;
	if (!head_read(a, head_last_line(file), &own))
		return N_("The file does not end with a head of a log.");
	*ret = own;
	if (head_alone && !book->begun)
		return NULL;
	if (head_alone)
		return memcmp(own.key, book->last.head.key, sizeof own.key) == 0 && head_same(&own, &book->last.head) ? NULL : only_a_head;
	return log_verify(a, file, book->begun ? &book->last.head : &own, &v);
}

static enum status sign(struct req *r, const char *path, const struct book *book, const struct log_head *head)
{
	struct log_witnessed w = { .head = *head, .at = r->now };
	memcpy(w.key, book->key, sizeof w.key);
	const char *said = unsigned_text(&r->arena, &w);
	crypto_sign_detached(w.signature, NULL, (const uint8_t *)said, strlen(said), book->secret);
	const char *line = witnessed_text(&r->arena, &w);
	TRY(r->house->file_anew(r, path, book_fill_more, &(struct book_more){ book, line }));
	out_printf(&r->out, "%s\n", line);
	return OK;
}

static enum status book_look(struct req *r, const char *path, const char *file_path)
{
	struct slice text, file;
	struct book book;
	struct log_head head;
	TRY(r->house->file(r, path, &text));
	TRY(r->house->file(r, file_path, &file));
	if (!book_read(&r->arena, text, &book))
		return fault(r, "book", "book", N_("This is no book of a witness, or it was changed."));
	const char *wrong = looked(&r->arena, file, &book, &head);
	if (wrong) {
		sodium_memzero(book.secret, sizeof book.secret);
		fault(r, NULL, "changed", wrong);
		return fault(r, NULL, "unsigned", N_("Nothing was signed. Keep this file and the book: together they show it."));
	}
	enum status st = sign(r, path, &book, &head);
	sodium_memzero(book.secret, sizeof book.secret);
	return st;
}

enum status audit_witness(struct req *r, int argc, char **argv)
{
	static const char *const known[] = { "begin", "book", NULL };
	const char *file = command_word(argc, argv, 0, NULL), *begin = command_option(argc, argv, "begin"), *book = command_option(argc, argv, "book");
	TRY(command_known(r, argc, argv, known));
	if (begin && *begin && !file && !book)
		return book_begin(r, begin);
	if (file && book && *book && !begin)
		return book_look(r, book, file);
	return fault(r, NULL, "usage", N_("Say which file and which book: kith audit witness FILE --book BOOK; a new book: kith audit witness --begin BOOK"));
}
