/* Passwords, ids, tokens, codes and key files. */
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include "db_inside.h"
#include "harness.h"
#include "phrase_words.h"

const struct feature *const harness_features[] = { NULL };

static void a_password_is_right_or_not(void **state)
{
	struct req *r = *state;
	const char *hash = NULL;
	assert_int_equal(password_hash(r, "correct horse battery", &hash), OK);
	assert_true(str_begins(hash, "$argon2id$v=19$m=8192,t=2,p=1$"));
	assert_true(password_right(r, "correct horse battery", hash));
	assert_false(password_right(r, "correct horse batterz", hash));
	assert_false(password_right(r, "", hash));
	assert_false(password_right(r, "correct horse battery", NULL));
	assert_false(password_right(r, "correct horse battery", "not a hash"));
}

static void the_same_letters_typed_otherwise_are_the_same(void **state)
{
	struct req *r = *state;
	const char *hash = NULL;
	assert_int_equal(password_hash(r, "caf\u00e9 con leche y pan", &hash), OK);
	assert_true(password_right(r, "cafe\u0301 con leche y pan", hash));
	assert_false(password_right(r, "cafe con leche y pan", hash));
}

static void what_cannot_be_a_password(void **state)
{
	struct req *r = *state;
	const char *hash = NULL;
	char long_one[1026];
	memset(long_one, 'x', sizeof long_one - 1);
	long_one[sizeof long_one - 1] = '\0';
	assert_int_equal(password_hash(r, long_one, &hash), INVALID);
	assert_int_equal(password_hash(r, "\xff\xfe", &hash), INVALID);
	long_one[1024] = '\0';
	assert_int_equal(password_hash(r, long_one, &hash), OK);
	long_one[1024] = 'x';
	assert_false(password_right(r, long_one, hash));
}

static void without_the_master_key_a_hash_is_of_no_use(void **state)
{
	struct req *r = *state;
	const char *hash = NULL;
	const uint8_t key[SEAL_KEY_BYTES] = { 9 };
	struct seal_master *mine = r->db->master;
	assert_int_equal(password_hash(r, "correct horse battery", &hash), OK);
	assert_int_not_equal(crypto_pwhash_str_verify(hash, "correct horse battery", strlen("correct horse battery")), 0);
	struct seal_master *other = seal_master_of(key);
	r->db->master = other;
	assert_false(password_right(r, "correct horse battery", hash));
	r->db->master = mine;
	seal_master_end(other);
}

static int64_t nanoseconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static int64_t work(struct req *r, const char *hash)
{
	int64_t least = INT64_MAX;
	for (int i = 0; i < 3; i++) {
		int64_t from = nanoseconds();
		assert_false(password_right(r, "somebody's guess", hash));
		int64_t took = nanoseconds() - from;
		least = took < least ? took : least;
	}
	return least;
}

static void nobody_takes_as_long_as_somebody(void **state)
{
	struct req *r = *state;
	const char *hash = NULL;
	assert_int_equal(password_hash(r, "correct horse battery", &hash), OK);
	int64_t somebody = work(r, hash), nobody = work(r, NULL);
	assert_true(nobody > somebody / 2 && somebody > nobody / 2);
}

/* ---- ids, tokens, codes ---- */

static void ids_are_of_one_shape(void **state)
{
	struct req *r = *state;
	const char *a = id_new(r), *b = id_new(r);
	assert_int_equal(strlen(a), 26);
	assert_true(id_looks_right((struct slice){ a, 26 }));
	assert_string_not_equal(a, b);
	assert_false(id_looks_right((struct slice){ a, 25 }));
	assert_false(id_looks_right(SLICE("8zzzzzzzzzzzzzzzzzzzzzzzzz")));
	assert_true(id_looks_right(SLICE("7zzzzzzzzzzzzzzzzzzzzzzzzz")));
	assert_false(id_looks_right(SLICE("7zzzzzzzzzzzzzzzzzzzzzzzzu")));
	assert_false(id_looks_right(SLICE("7zzzzzzzzzzzzzzzzzzzzzzzzZ")));
	assert_false(id_looks_right(SLICE("7zzzzzzzzzzzz\0zzzzzzzzzzzz")));
	assert_false(id_looks_right(SLICE("")));
}

static void the_same_seed_gives_the_same_ids(void **state)
{
	struct req *r = *state;
	struct arena a = { 0 };
	r->random = random_seeded(&a, 42);
	const char *one = id_new(r), *two = id_new(r);
	r->random = random_seeded(&a, 42);
	assert_string_equal(id_new(r), one);
	assert_string_equal(id_new(r), two);
	r->random = random_seeded(&a, 43);
	assert_string_not_equal(id_new(r), one);
	r->random = NULL;
	assert_string_not_equal(id_new(r), id_new(r));
	arena_end(&a);
}

static void every_bit_of_an_id_is_by_chance(void **state)
{
	struct req *r = *state;
	unsigned letters[26][32] = { 0 };
	static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
	for (int i = 0; i < 6400; i++) {
		const char *id = id_new(r);
		for (int k = 0; k < 26; k++)
			letters[k][strchr(alphabet, id[k]) - alphabet]++;
	}
	for (int k = 0; k < 26; k++)
		for (int c = 0; c < (k ? 32 : 8); c++)
			assert_in_range(letters[k][c], k ? 120 : 650, k ? 290 : 950);
}

static void numbers_below_a_bound_are_even(void **state)
{
	struct req *r = *state;
	unsigned seen[6] = { 0 };
	for (int i = 0; i < 6000; i++) {
		uint32_t x = random_below(r, 6);
		assert_true(x < 6);
		seen[x]++;
	}
	for (int i = 0; i < 6; i++)
		assert_in_range(seen[i], 850, 1150);
	for (int i = 0; i < 20; i++) {
		assert_int_equal(random_below(r, 1), 0);
		assert_true(random_below(r, 0xffffffff) < 0xffffffff);
	}
}

static void tokens_fit_into_links(void **state)
{
	struct req *r = *state;
	const char *t = token_new(r);
	assert_int_equal(strlen(t), SEAL_TOKEN_CHARS);
	assert_int_equal(strspn(t, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), SEAL_TOKEN_CHARS);
	assert_string_not_equal(t, token_new(r));
}

static void a_code_survives_being_copied_by_hand(void **state)
{
	struct req *r = *state;
	for (int i = 0; i < 200; i++) {
		const char *code = code_new(r);
		assert_int_equal(strlen(code), 19);
		assert_true(code[4] == '-' && code[9] == '-' && code[14] == '-');
		assert_string_equal(code_clean(r, code), code);
		char *typed = arena_str(&r->arena, code);
		for (char *c = typed; *c; c++)
			*c = *c == '-' ? ' ' : *c == '0' ? 'o' : *c == '1' ? "Il|"[i % 2] : *c == 'V' ? 'u' : (char)(*c | (*c >= 'A' ? 0x20 : 0));
		assert_string_equal(code_clean(r, typed), code);
	}
	assert_string_equal(code_clean(r, " k7qm3xwt9fhr4bnp\n"), "K7QM-3XWT-9FHR-4BNP");
	assert_string_equal(code_clean(r, "k7qm\u20133xwt\u20149fhr\u22124bnp"), "K7QM-3XWT-9FHR-4BNP");
	assert_string_equal(code_clean(r, "\u2068K7QM\u00a03XWT\u00a09FHR\u00a04BNP\u2069"), "K7QM-3XWT-9FHR-4BNP");
	assert_null(code_clean(r, ""));
	assert_null(code_clean(r, "\u2013"));
	assert_null(code_clean(r, "K7QM-3XWT-9FHR-4BN"));
	assert_null(code_clean(r, "K7QM-3XWT-9FHR-4BNPP"));
	assert_null(code_clean(r, "K7QM-3XWT-9FHR-4BN!"));
	assert_null(code_clean(r, "K7QM-3XWT-9FHR-4BN\u00f1"));
}

/* ---- pass phrases ---- */

static void a_pass_phrase_is_made_of_words(void **state)
{
	struct req *r = *state;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const char *phrase = phrase_new(r, (enum lang)lang, 5);
		struct str_list words = str_split(&r->arena, phrase, ' ', 10);
		assert_int_equal(words.n, 5);
		assert_string_not_equal(phrase, phrase_new(r, (enum lang)lang, 5));
	}
}

static void words_are_told_apart_by_four_letters(void **state)
{
	(void)state;
	for (int lang = 0; lang < LANG_COUNT; lang++)
		for (int i = 0; i < PHRASE_WORDS; i++) {
			const char *w = phrase_words[lang][i];
			assert_non_null(w);
			assert_in_range(strlen(w), 4, 8);
			assert_int_equal(strspn(w, "abcdefghijklmnopqrstuvwxyz"), strlen(w));
			if (i)
				assert_true(strncmp(phrase_words[lang][i - 1], w, 4) < 0);
		}
}

static void every_word_comes_up(void **state)
{
	struct req *r = *state;
	bool seen[PHRASE_WORDS] = { false };
	size_t n = 0;
	for (int i = 0; i < 40000; i++) {
		uint32_t k = random_below(r, PHRASE_WORDS);
		n += !seen[k];
		seen[k] = true;
	}
	assert_int_equal(n, PHRASE_WORDS);
}

/* ---- key files ---- */

static const char *folder_new(struct req *r)
{
	char *folder = arena_str(&r->arena, "/tmp/kith-key-XXXXXX");
	assert_non_null(mkdtemp(folder));
	return folder;
}

static void write_file(const char *path, const char *text, mode_t mode)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	assert_int_equal(chmod(path, mode), 0);
}

static void a_key_file_is_made_once_and_read_back(void **state)
{
	struct req *r = *state;
	const char *folder = folder_new(r), *path = arena_printf(&r->arena, "%s/made.key", folder), *why = "";
	struct stat is;
	assert_int_equal(seal_master_make(path, &why), OK);
	assert_int_equal(stat(path, &is), 0);
	assert_int_equal(is.st_mode & 0777, 0600);
	assert_int_equal(is.st_size, 65);
	struct seal_master *m = seal_master_read(path, &why), *again = seal_master_read(path, &why);
	assert_true(m && again);
	struct seal_master *mine = r->db->master;
	r->db->master = m;
	struct bytes a = seal_index(r, "p", "x");
	r->db->master = again;
	struct bytes b = seal_index(r, "p", "x");
	r->db->master = mine;
	assert_memory_equal(a.at, b.at, a.n);
	assert_int_equal(seal_master_make(path, &why), CONFLICT);
	assert_non_null(strstr(why, "made.key is there already"));
	seal_master_end(m);
	seal_master_end(again);
	unlink(path);
	rmdir(folder);
}

static void a_key_file_that_is_not_right_is_refused_in_a_sentence(void **state)
{
	struct req *r = *state;
	static const char good[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
	const char *folder = folder_new(r), *path = arena_printf(&r->arena, "%s/bad.key", folder), *why = "";
	assert_null(seal_master_read(path, &why));
	assert_non_null(strstr(why, "bad.key is not there"));
	const struct { const char *text; mode_t mode; const char *says; } bad[] = {
		{ good, 0640, "can be read by others" }, { good, 0604, "can be read by others" },
		{ "", 0600, "64 hexadecimal digits" }, { "00", 0600, "64 hexadecimal digits" },
		{ "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1g", 0600, "64 hexadecimal digits" },
		{ "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20", 0600, "64 hexadecimal digits" },
		{ "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n\n", 0600, "64 hexadecimal digits" },
	};
	for (size_t i = 0; i < COUNT(bad); i++) {
		write_file(path, bad[i].text, bad[i].mode);
		assert_null(seal_master_read(path, &why));
		assert_non_null(strstr(why, bad[i].says));
		assert_non_null(strstr(why, path));
		unlink(path);
	}
	write_file(path, good, 0400);
	struct seal_master *m = seal_master_read(path, &why);
	assert_non_null(m);
	seal_master_end(m);
	unlink(path);
	assert_null(seal_master_read(folder, &why));
	assert_non_null(strstr(why, "not a plain file"));
	assert_int_equal(seal_master_make(arena_printf(&r->arena, "%s/no/such/folder", folder), &why), BROKEN);
	assert_non_null(strstr(why, "cannot be made"));
	rmdir(folder);
}

HARNESS(a_pass_phrase_is_made_of_words, words_are_told_apart_by_four_letters, every_word_comes_up, a_password_is_right_or_not, the_same_letters_typed_otherwise_are_the_same, what_cannot_be_a_password,
	without_the_master_key_a_hash_is_of_no_use, nobody_takes_as_long_as_somebody, ids_are_of_one_shape,
	the_same_seed_gives_the_same_ids, every_bit_of_an_id_is_by_chance, numbers_below_a_bound_are_even, tokens_fit_into_links,
	a_code_survives_being_copied_by_hand, a_key_file_is_made_once_and_read_back,
	a_key_file_that_is_not_right_is_refused_in_a_sentence)
