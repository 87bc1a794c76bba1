/* Lists and answers as files.  Knows their bytes and every way in which they can be damaged; leaves what they mean to
 * solve.h.
 *
 * A list, little endian: "BMGRAPH1", u32 people, supporters, k, flags, u64 pairs, seed, u32 capacity[supporters],
 * u16 band[people], u64 row[people + 1], u16 supporter[pairs], u16 score[pairs].
 * An answer: "BMASSIGN", u32 people, i32 supporter or -1 of each. */
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "large.h"
#include "solve.h"

enum { PIECE = 1 << 16 };

struct source { int fd; uint64_t at; const char *why; };

/* Exactly n bytes, or why not. */
static bool take(struct source *s, void *to, size_t n)
{
	for (size_t have = 0; have < n; ) {
		ssize_t got = pread(s->fd, (char *)to + have, n - have, (off_t)(s->at + have));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			s->why = got < 0 ? N_("The list could not be read to its end.") : N_("The list is cut short.");
			return false;
		}
		have += (size_t)got;
	}
	s->at += n;
	return true;
}

struct head { char magic[8]; uint32_t people, supporters, k, flags; uint64_t pairs, seed; };
_Static_assert(sizeof(struct head) == 40, "as in the file");

static bool read_head(struct source *s, struct head *ret)
{
	struct stat is;
	if (fstat(s->fd, &is) != 0 || !S_ISREG(is.st_mode)) {
		s->why = N_("The list must be a file.");
		return false;
	}
	if (!take(s, ret, sizeof *ret))
		return false;
	ret->people = le32toh(ret->people);
	ret->supporters = le32toh(ret->supporters);
	ret->pairs = le64toh(ret->pairs);
	/* the products stay below 2^36; only the number of pairs may be anything */
	uint64_t size = (uint64_t)is.st_size, before = sizeof *ret + 4 * (uint64_t)ret->supporters + 2 * (uint64_t)ret->people +
		8 * ((uint64_t)ret->people + 1);
	if (memcmp(ret->magic, "BMGRAPH1", sizeof ret->magic) != 0)
		s->why = N_("This is not a list of ours: it does not begin with BMGRAPH1.");
	else if (before > size || ret->pairs > (size - before) / 4)
		s->why = N_("The list is cut short.");
	else if (before + 4 * ret->pairs != size)
		s->why = N_("The list is longer than it says.");
	else if (ret->pairs >= UINT32_MAX || ret->people == UINT32_MAX)
		s->why = N_("The list is larger than we can take: less than 4,294,967,295 people and pairs.");
	return !s->why;
}

/* Rows begin at 0, never go back, and end at the number of pairs. */
static bool read_rows(struct source *s, const struct head *head, uint32_t *row, uint64_t *piece)
{
	uint64_t last = 0;
	for (uint64_t i = 0; i <= head->people; ) {
		size_t n = head->people + 1 - i < PIECE / 8 ? (size_t)(head->people + 1 - i) : PIECE / 8;
		if (!take(s, piece, n * 8))
			return false;
		for (size_t k = 0; k < n; k++, i++) {
			uint64_t at = le64toh(piece[k]);
			if (at < last || at > head->pairs || (i == 0 && at != 0)) {
				s->why = N_("The rows of the list are out of order.");
				return false;
			}
			row[i] = (uint32_t)(last = at);
		}
	}
	if (last != head->pairs)
		s->why = N_("The rows of the list do not hold all its pairs.");
	return !s->why;
}

/* Supporters and scores stand far apart in the file: both are read piece by piece and put together. */
static bool read_pairs(struct source *s, const struct head *head, uint32_t *pair, uint16_t *piece)
{
	struct source scores = { .fd = s->fd, .at = s->at + 2 * head->pairs };
	uint16_t *supporter = piece, *score = piece + PIECE / 4;
	for (uint64_t at = 0; at < head->pairs; ) {
		size_t n = head->pairs - at < PIECE / 4 ? (size_t)(head->pairs - at) : PIECE / 4;
		if (!take(s, supporter, n * 2))
			return false;
		if (!take(&scores, score, n * 2)) {
			s->why = scores.why;
			return false;
		}
		for (size_t k = 0; k < n; k++) {
			uint32_t who = le16toh(supporter[k]), what = le16toh(score[k]);
			if (who >= head->supporters || what < 1 || what > SOLVE_SCORE_MAX) {
				s->why = who >= head->supporters ? N_("The list names somebody who is not in it.")
					: N_("The list has a score that is not from 1 to 1000.");
				return false;
			}
			pair[at++] = solve_pair(who, what);
		}
	}
	return true;
}

/* Somebody twice in a row counts once, with the better score.  Rows close up. */
static void once_each(struct solve_list *list, uint32_t *seen_at)
{
	uint32_t to = 0, from = 0;
	for (uint32_t i = 0; i < list->people; i++) {
		uint32_t begin = to, end = list->row[i + 1];
		for (; from < end; from++) {
			uint32_t pair = list->pair[from], *seen = &seen_at[solve_pair_supporter(pair)];
			if (*seen <= begin) {
				list->pair[to] = pair;
				*seen = ++to;
			} else if (pair > list->pair[*seen - 1]) {
				list->pair[*seen - 1] = pair;
			}
		}
		list->row[i + 1] = to;
	}
}

static bool read_all(struct source *s, struct arena *a, struct arena *work, struct solve_list *ret)
{
	struct head head;
	void *piece = arena_take(work, PIECE);
	if (!read_head(s, &head))
		return false;
	*ret = (struct solve_list){ .people = head.people, .supporters = head.supporters };
	ret->capacity = ARENA_ARRAY(a, head.supporters, uint32_t);
	ret->band = ARENA_ARRAY(a, head.people, uint16_t);
	ret->row = ARENA_ARRAY(a, (size_t)head.people + 1, uint32_t);
	ret->pair = solve_large(a, head.pairs, sizeof *ret->pair);
	if (!take(s, ret->capacity, 4 * (size_t)head.supporters) || !take(s, ret->band, 2 * (size_t)head.people) ||
	    !read_rows(s, &head, ret->row, piece) || !read_pairs(s, &head, ret->pair, piece))
		return false;
	for (uint32_t j = 0; j < head.supporters; j++)
		ret->capacity[j] = le32toh(ret->capacity[j]);
	for (uint32_t i = 0; i < head.people; i++)
		ret->band[i] = le16toh(ret->band[i]);
	once_each(ret, ARENA_ARRAY(work, SOLVE_SUPPORTERS_MAX, uint32_t));
	return true;
}

enum status solve_read_fd(struct arena *a, int fd, struct solve_list *ret, const char **ret_why)
{
	struct source s = { .fd = fd };
	struct arena work = { .cap = SIZE_MAX / 2 };
	jmp_buf full, *before = a->way_out;
	volatile enum status st = FULL;
	a->way_out = work.way_out = &full;
	if (!setjmp(full))
		st = read_all(&s, a, &work, ret) ? OK : INVALID;
	a->way_out = before;
	arena_end(&work);
	*ret_why = st == FULL ? N_("There is not enough memory for this list.") : s.why;
	return st;
}

enum status solve_read(struct arena *a, const char *path, struct solve_list *ret, const char **ret_why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	*ret_why = N_("The list cannot be opened.");
	if (fd < 0)
		return MISSING;
	enum status st = solve_read_fd(a, fd, ret, ret_why);
	close(fd);
	return st;
}

/* ---- the answer ---- */

static bool write_answer(FILE *f, uint32_t people, const uint32_t *supporter)
{
	uint32_t n = htole32(people);
	bool well = fwrite("BMASSIGN", 8, 1, f) == 1 && fwrite(&n, sizeof n, 1, f) == 1;
	_Static_assert(SOLVE_NOBODY == (uint32_t)-1, "nobody is written as -1");
	for (uint32_t i = 0; well && i < people; i++) {
		uint32_t who = htole32(supporter[i]);
		well = fwrite(&who, sizeof who, 1, f) == 1;
	}
	return fflush(f) == 0 && well;
}

/* Beside it, then in its place: a reader finds the old file or the whole new one.  What is no file (a pipe) is written to. */
enum status solve_write(const char *path, uint32_t people, const uint32_t *supporter)
{
	struct stat is;
	char part[4200];
	bool direct = stat(path, &is) == 0 && !S_ISREG(is.st_mode);
	if ((size_t)snprintf(part, sizeof part, direct ? "%s" : "%s.part", path) >= sizeof part) {
		errno = ENAMETOOLONG;
		return BROKEN;
	}
	FILE *f = fopen(part, "we");
	if (!f)
		return BROKEN;
	bool well = write_answer(f, people, supporter) && (direct || fsync(fileno(f)) == 0);
	int error = errno;
	if (fclose(f) != 0 && well) {
		well = false;
		error = errno;
	}
	if (well && !direct && rename(part, path) != 0) {
		well = false;
		error = errno;
	}
	if (!well && !direct)
		unlink(part);
	errno = error;
	return well ? OK : error == ENOSPC || error == EDQUOT ? FULL : BROKEN;
}
