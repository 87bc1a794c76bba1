/* Keys do not outlive their use: the process looks through all of its own memory for bytes that it knows, before (they are there:
 * so the search can find them) and after.  The test itself keeps what it looks for only veiled. */
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include "db_inside.h"
#include "seal_inside.h"
#include "stones.h"

const struct feature *const harness_features[] = { &stones_feature, NULL };

/* ---- the search ---- */

enum { VEIL = 0x5a, WANTED_MAX = 128, PIECE = 1 << 16 };
#define TOO_WIDE (1ull << 30)           /* only what the sanitizers reserve is as wide */
/* What the sanitizers' own calls lay down there, registers too, Kith cannot wipe: script/test runs this without them as well. */
#if defined(__SANITIZE_ADDRESS__)
#define NOT_OURS "[stack]"
#else
#define NOT_OURS "[vsyscall]"
#endif

struct veiled { size_t n; uint8_t at[WANTED_MAX]; };

/* Byte by byte: a wide register would keep what it read, and whoever resolves a symbol lays such registers on the stack. */
static struct veiled veil(const void *clear, size_t n)
{
	struct veiled v = { .n = n };
	const volatile uint8_t *byte = clear;
	assert_true(n <= sizeof v.at);
	for (size_t i = 0; i < n; i++)
		v.at[i] = byte[i] ^ VEIL;
	return v;
}

static void unveil(const struct veiled *v, void *to)
{
	for (size_t i = 0; i < v->n; i++)
		((uint8_t *)to)[i] = v->at[i] ^ VEIL;
}

/* Byte by byte here too, and not checked at each of them: memories are long. */
__attribute__((no_sanitize("address", "undefined", "thread"))) static bool piece_holds(const uint8_t *piece, size_t n, const struct veiled *v)
{
	uint8_t first = v->at[0] ^ VEIL;
	for (size_t at = 0; at + v->n <= n; at++) {
		size_t k = 1;
		if (piece[at] != first)
			continue;
		while (k < v->n && (piece[at + k] ^ VEIL) == v->at[k])
			k++;
		if (k == v->n)
			return true;
	}
	return false;
}

/* Pieces overlap by what is looked for, so that it is not cut in two. */
static bool region_holds(int mem, unsigned long long from, unsigned long long to, const struct veiled *v)
{
	static uint8_t piece[PIECE];
	bool holds = false;
	for (unsigned long long at = from; at < to && !holds; at += PIECE - WANTED_MAX) {
		ssize_t n = pread(mem, piece, to - at < PIECE ? to - at : PIECE, (off_t)at);
		holds = n > 0 && piece_holds(piece, (size_t)n, v);
	}
	sodium_memzero(piece, sizeof piece);
	return holds;
}

static bool held(const struct veiled *v, const char *but)
{
	char line[512];
	unsigned long long from, to;
	bool holds = false;
	int mem = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	FILE *maps = fopen("/proc/self/maps", "re");
	assert_true(mem >= 0 && maps);
	while (!holds && fgets(line, sizeof line, maps))
		if (sscanf(line, "%llx-%llx r", &from, &to) == 2 && strstr(line, " r") && to - from < TOO_WIDE && !strstr(line, "[v") && !strstr(line, but))
			holds = region_holds(mem, from, to, v);
	fclose(maps);
	close(mem);
	return holds;
}

static bool memory_holds(const struct veiled *v) { return held(v, "[v"); }
static bool memory_lost(const struct veiled *v) { return !held(v, NOT_OURS); }

/* ---- the master key ---- */

static const char *file_of(struct req *r, const char *line)
{
	char *path = arena_printf(&r->arena, "/tmp/kith-test-wipe-%d", (int)getpid());
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0 && write(fd, line, strlen(line)) == (ssize_t)strlen(line));
	close(fd);
	return path;
}

/* Everything that is drawn from it. */
enum { DRAWN = 6 };
static void veil_all(const struct seal_master *m, struct veiled ret[DRAWN])
{
	const uint8_t *const all[DRAWN] = { m->master, m->wrap, m->root, m->index, m->token, m->pepper };
	for (int i = 0; i < DRAWN; i++)
		ret[i] = veil(all[i], SEAL_KEY_BYTES);
}

static void goes_with_its_end(struct seal_master *m)
{
	struct veiled drawn[DRAWN];
	veil_all(m, drawn);
	for (int i = 0; i < DRAWN; i++)
		assert_true(memory_holds(&drawn[i]));
	seal_master_end(m);
	for (int i = 0; i < DRAWN; i++)
		assert_true(memory_lost(&drawn[i]));
}

static void a_master_key_that_was_read_is_gone_when_it_is_ended(void **state)
{
	struct req *r = *state;
	uint8_t key[SEAL_KEY_BYTES];
	char hex[2 * SEAL_KEY_BYTES + 1];
	const char *why;
	randombytes_buf(key, sizeof key);
	sodium_bin2hex(hex, sizeof hex, key, sizeof key);
	struct veiled digits = veil(hex, 2 * SEAL_KEY_BYTES), bytes = veil(key, sizeof key);
	const char *path = file_of(r, hex);
	assert_true(memory_holds(&digits) && memory_holds(&bytes));
	sodium_memzero(hex, sizeof hex);
	sodium_memzero(key, sizeof key);
	assert_true(memory_lost(&digits) && memory_lost(&bytes));
	struct seal_master *m = seal_master_read(path, &why);
	unlink(path);
	assert_non_null(m);
	assert_true(memory_holds(&bytes));
	assert_true(memory_lost(&digits));            /* not even while it is used */
	goes_with_its_end(m);
}

struct speaker { struct veiled phrase; bool was_there; };

static bool say(void *context, char *to, size_t room)
{
	struct speaker *s = context;
	assert_true(room > s->phrase.n);
	unveil(&s->phrase, to);
	to[s->phrase.n] = '\0';
	s->was_there = memory_holds(&s->phrase);
	return true;
}

static void a_passphrase_is_gone_once_the_key_is_made(void **state)
{
	struct req *r = *state;
	char phrase[SEAL_PHRASE_MAX + 1];
	const char *why;
	uint8_t drawn[18];
	randombytes_buf(drawn, sizeof drawn);           /* else the compiler would keep it among its constants */
	sodium_bin2hex(phrase, sizeof phrase, drawn, sizeof drawn);
	struct speaker s = { .phrase = veil(phrase, strlen(phrase)) };
	sodium_memzero(phrase, sizeof phrase);
	const char *path = file_of(r, "argon2id 1 19456 000102030405060708090a0b0c0d0e0f\n");
	struct seal_master *m = seal_master_from(path, &(struct seal_ask){ .phrase = say, .context = &s }, &why);
	unlink(path);
	assert_non_null(m);
	assert_true(s.was_there);
	assert_true(memory_lost(&s.phrase));
	goes_with_its_end(m);
}

/* ---- a person's key ---- */

static struct veiled key_of(struct req *r, const char *owner)
{
	uint8_t key[SEAL_KEY_BYTES];
	assert_int_equal(seal_key_of(r, owner, false, key), OK);
	struct veiled v = veil(key, sizeof key);
	sodium_memzero(key, sizeof key);
	return v;
}

static struct veiled known_key(struct req *r)
{
	struct stone_get s;
	assert_int_equal(stone_put(r, "a", "ana", "mine", 0), OK);
	assert_int_equal(stone_get(r, "a", &s), OK);
	struct veiled v = key_of(r, "ana");
	assert_true(memory_holds(&v));
	return v;
}

static void what_a_connection_remembers_of_a_person_is_gone_when_it_ends(void **state)
{
	struct req *r = *state;
	struct veiled v = known_key(r);
	seal_keys_end(r->db);
	assert_true(memory_lost(&v));
}

static void the_key_of_who_is_forgotten_is_nowhere(void **state)
{
	struct req *r = *state;
	struct veiled v = known_key(r);
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(seal_forget(r, "ana"), OK);
	assert_int_equal(db_commit(r->db), OK);
	assert_true(memory_lost(&v));
}

static void a_key_that_is_too_old_to_be_used_is_not_kept_either(void **state)
{
	struct req *r = *state;
	const char *why;
	struct stone_get s;
	struct veiled v = known_key(r);
	assert_int_equal(db_script(r->db, "DELETE FROM seal_key", &why), OK);           /* as another process would */
	r->now += 61;
	assert_int_equal(stone_get(r, "a", &s), OK);
	assert_null(s.secret);
	assert_true(memory_lost(&v));
}

static void a_connection_that_rests_loses_the_key_of_who_was_forgotten_elsewhere(void **state)
{
	struct req *r = *state;
	const char *why;
	assert_int_equal(seal_hear(r), OK);
	struct veiled v = known_key(r);
	seal_tend(r->db, r->now);
	assert_true(memory_holds(&v));
	assert_int_equal(db_script(r->db, "DELETE FROM seal_key WHERE owner = 'ana'", &why), OK);        /* as another process would */
	assert_int_equal(db_script(r->db, "INSERT INTO seal_forgotten VALUES ('all', 1) ON CONFLICT (id) DO UPDATE SET n = seal_forgotten.n + 1", &why), OK);
	assert_int_equal(seal_hear(r), OK);
	seal_tend(r->db, r->now);
	assert_true(memory_lost(&v));
}

static void a_connection_that_rests_loses_every_key_after_a_while(void **state)
{
	struct req *r = *state;
	struct veiled v = known_key(r);
	seal_tend(r->db, r->now + 60);
	assert_true(memory_holds(&v));
	seal_tend(r->db, r->now + 71);
	assert_true(memory_lost(&v));
}

HARNESS(a_connection_that_rests_loses_the_key_of_who_was_forgotten_elsewhere, a_connection_that_rests_loses_every_key_after_a_while,
	a_master_key_that_was_read_is_gone_when_it_is_ended, a_passphrase_is_gone_once_the_key_is_made,
	what_a_connection_remembers_of_a_person_is_gone_when_it_ends, the_key_of_who_is_forgotten_is_nowhere,
	a_key_that_is_too_old_to_be_used_is_not_kept_either)
