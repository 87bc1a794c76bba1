/* lists: writes an invented waiting list, to measure `kith match solve` with.  The same arguments make the same file.
 *   lists PEOPLE SUPPORTERS PAIRS-EACH national|states SEED FILE
 * national: everybody is in one programme; states: a person and a supporter share a programme only within one of 56 states of
 * very different sizes.  Some supporters are sought by many, experiences come in clusters, some people have few choices or
 * none, places are for about two in five at a million people and 24,000 supporters.  The format: features/matching/solve/file.c. */
#include <endian.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STATES = 56, LOOKED_AT = 160, TOPICS = 200, TOLD = 5, LANGUAGES = 12 };

struct one {
	uint16_t topic[TOLD];           /* smaller ones are more common */
	uint16_t liked;                 /* supporters: how much they fit anybody, 0..120 */
	uint8_t state, gender, wants;      /* wants: 0 nothing, else that gender + 1 */
	uint16_t languages;             /* bits */
};

static uint64_t seed;
static struct one *person, *supporter;
static uint32_t people, supporters, most;
static uint32_t *in_state, state_at[STATES + 1];        /* supporters by state */

static uint32_t dice(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return below ? (uint32_t)((seed * UINT64_C(0x2545F4914F6CDD1D)) >> 32) % below : 0;
}

static void *room(size_t n, size_t each)
{
	void *at = calloc(n ? n : 1, each);
	if (!at) {
		fputs("lists: not enough memory\n", stderr);
		exit(1);
	}
	return at;
}

/* The smaller a number, the more often it comes. */
static uint32_t common(uint32_t below) { return (uint32_t)((uint64_t)dice(below) * dice(below) / below); }

static struct one somebody(bool national, bool supports)
{
	struct one x = { .liked = (uint16_t)(dice(60) + dice(61)), .gender = (uint8_t)dice(2) };
	x.state = national ? 0 : (uint8_t)common(STATES);
	for (int k = 0; k < TOLD; k++)
		x.topic[k] = (uint16_t)common(TOPICS);
	uint32_t which = dice(100);
	x.languages = which < 86 ? 1 : which < 96 ? 2 : (uint16_t)(4u << common(LANGUAGES - 2));
	if (supports || dice(5) == 0)
		x.languages |= dice(10) ? 1 : 2;
	x.wants = dice(5) == 0 ? (uint8_t)(1 + dice(2)) : 0;
	return x;
}

/* 0: they cannot be brought together. */
static uint32_t score(const struct one *p, const struct one *s)
{
	uint32_t sum = 120 + s->liked;
	if (!(p->languages & s->languages) || (p->wants && p->wants != s->gender + 1))
		return 0;
	for (int k = 0; k < TOLD; k++)
		for (int m = 0; m < TOLD; m++)
			if (p->topic[k] == s->topic[m])
				sum += 90 + p->topic[k] / 2;
			else if (p->topic[k] / 8 == s->topic[m] / 8)
				sum += 12;
	sum += dice(100);
	return sum > 1000 ? 1000 : sum;
}

/* The best of those looked at, best first, as score << 16 | supporter. */
static uint32_t best_of(const struct one *p, uint32_t *to, uint32_t *seen, uint32_t mark)
{
	uint32_t first = state_at[p->state], n = state_at[p->state + 1] - first, have = 0;
	uint32_t look = n <= LOOKED_AT ? n : LOOKED_AT;
	if (dice(20) == 0)
		look = dice(look + 1) / 2;      /* few hours, far away: little choice */
	for (uint32_t c = 0; c < look; c++) {
		uint32_t j = in_state[first + (n <= LOOKED_AT ? c : dice(n))];
		uint32_t points = seen[j] == mark ? 0 : score(p, &supporter[j]);
		seen[j] = mark;
		uint32_t x = points << 16 | j, at;
		if (!points || (have == most && x < to[have - 1]))
			continue;
		for (at = have < most ? have++ : have - 1; at && to[at - 1] < x; at--)
			to[at] = to[at - 1];
		to[at] = x;
	}
	return have;
}

static uint16_t band(void)
{
	uint32_t k = dice(100);
	return (uint16_t)(k < 72 ? dice(4) : k < 79 ? 4 : k < 90 ? 5 + dice(10) : 15);
}

/* ---- the file ---- */

static FILE *file;

static void put(const void *at, size_t n)
{
	if (n && fwrite(at, n, 1, file) != 1) {
		perror("lists");
		exit(1);
	}
}
static void put16(uint32_t x) { put(&(uint16_t){ htole16((uint16_t)x) }, 2); }
static void put32(uint32_t x) { put(&(uint32_t){ htole32(x) }, 4); }
static void put64(uint64_t x) { put(&(uint64_t){ htole64(x) }, 8); }

static void write_list(const uint64_t *row, const uint32_t *pair, bool national, uint64_t from)
{
	put("BMGRAPH1", 8);
	put32(people);
	put32(supporters);
	put32(most);
	put32(national);
	put64(row[people]);
	put64(from);
	for (uint32_t j = 0; j < supporters; j++)
		put32(1 + (dice(3) ? dice(20) : dice(40)));
	for (uint32_t i = 0; i < people; i++)
		put16(band());
	for (uint32_t i = 0; i <= people; i++)
		put64(row[i]);
	for (uint64_t e = 0; e < row[people]; e++)
		put16(pair[e] & 0xffff);
	for (uint64_t e = 0; e < row[people]; e++)
		put16(pair[e] >> 16);
	if (fclose(file) != 0)
		put("", 1);
}

static void by_state(void)
{
	uint32_t next[STATES] = { 0 };
	for (uint32_t j = 0; j < supporters; j++)
		state_at[supporter[j].state + 1]++;
	for (int k = 0; k < STATES; k++) {
		next[k] = state_at[k];
		state_at[k + 1] += state_at[k];
	}
	for (uint32_t j = 0; j < supporters; j++)
		in_state[next[supporter[j].state]++] = j;
}

int main(int argc, char **argv)
{
	if (argc != 7)
		return fputs("usage: lists PEOPLE SUPPORTERS PAIRS-EACH national|states SEED FILE\n", stderr), 2;
	people = (uint32_t)strtoul(argv[1], NULL, 10);
	supporters = (uint32_t)strtoul(argv[2], NULL, 10);
	most = (uint32_t)strtoul(argv[3], NULL, 10);
	bool national = strcmp(argv[4], "national") == 0;
	uint64_t from = strtoull(argv[5], NULL, 10);
	seed = from * 2 + 88172645463325253u;
	if (!people || !supporters || supporters > 65536 || !most || most > 1000 || !(file = fopen(argv[6], "wb")))
		return fputs("lists: at most 65536 supporters and 1000 pairs each, and a file that can be written\n", stderr), 1;
	person = room(1, sizeof *person);
	supporter = room(supporters, sizeof *supporter);
	in_state = room(supporters, sizeof *in_state);
	for (uint32_t j = 0; j < supporters; j++)
		supporter[j] = somebody(national, true);
	by_state();
	uint64_t *row = room((size_t)people + 1, sizeof *row);
	uint32_t *pair = room((size_t)people * most, sizeof *pair), *seen = room(supporters, sizeof *seen);
	for (uint32_t i = 0; i < people; i++) {
		*person = somebody(national, false);
		row[i + 1] = row[i] + best_of(person, pair + row[i], seen, i + 1);
	}
	write_list(row, pair, national, from);
	return 0;
}
