/* Decoding and encoding by libsndfile, from memory to memory. */
#include "voice.h"
#include <sndfile.h>

enum { CHANNELS_MAX = 2, AT_ONCE = 4096 };

/* A file that is only memory.  What is written grows it by doubling. */
struct reel { struct arena *a; char *at; size_t n, room; sf_count_t place; };

static sf_count_t reel_length(void *context) { return (sf_count_t)((const struct reel *)context)->n; }
static sf_count_t reel_place(void *context) { return ((const struct reel *)context)->place; }

static sf_count_t reel_seek(sf_count_t by, int whence, void *context)
{
	struct reel *x = context;
	sf_count_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? x->place : (sf_count_t)x->n, to;
	if (__builtin_add_overflow(from, by, &to) || to < 0 || to > (sf_count_t)x->n)
		return -1;
	return x->place = to;
}

static sf_count_t reel_read(void *to, sf_count_t n, void *context)
{
	struct reel *x = context;
	sf_count_t left = (sf_count_t)x->n - x->place;
	if (n > left)
		n = left;
	if (n <= 0)
		return 0;
	memcpy(to, x->at + x->place, (size_t)n);
	x->place += n;
	return n;
}

static sf_count_t reel_write(const void *from, sf_count_t n, void *context)
{
	struct reel *x = context;
	size_t end = (size_t)x->place + (size_t)n;
	if (n <= 0)
		return 0;
	if (end > x->room) {
		size_t room = x->room ? 2 * x->room : 1 << 16;
		while (room < end)
			room *= 2;
		char *more = arena_take(x->a, room);
		if (x->n)
			memcpy(more, x->at, x->n);
		x->at = more;
		x->room = room;
	}
	memcpy(x->at + x->place, from, (size_t)n);
	x->place += n;
	x->n = end > x->n ? end : x->n;
	return n;
}

static SF_VIRTUAL_IO in_memory = { reel_length, reel_seek, reel_read, reel_write, reel_place };

static bool begins(struct slice s, size_t at, const char *with) { return s.n >= at + strlen(with) && !memcmp(s.at + at, with, strlen(with)); }

/* The library reads much more than these: it is not asked to. */
static bool known(struct slice s)
{
	bool frame = s.n > 2 && (uint8_t)s.at[0] == 0xff && ((uint8_t)s.at[1] & 0xe0) == 0xe0;
	return (begins(s, 0, "RIFF") && begins(s, 8, "WAVE")) || begins(s, 0, "OggS") || begins(s, 0, "fLaC") || begins(s, 0, "ID3") || frame;
}

/* The rates that MPEG audio layer III has (ISO 11172-3, 13818-3): another is not resampled. */
static bool rate_known(int rate)
{
	static const int rates[] = { 16000, 22050, 24000, 32000, 44100, 48000 };
	for (size_t k = 0; k < COUNT(rates); k++)
		if (rates[k] == rate)
			return true;
	return false;
}

/* Counts what comes: the head of a file may say anything. */
static enum remake_end copied(SNDFILE *from, const SF_INFO *is, SNDFILE *to, int64_t *ret_frames)
{
	short many[AT_ONCE * CHANNELS_MAX], one[AT_ONCE];
	sf_count_t n;
	int64_t frames = 0;
	while ((n = sf_readf_short(from, many, AT_ONCE)) > 0) {
		frames += n;
		if (frames > (int64_t)is->samplerate * (REMAKE_VOICE_SECONDS + 1))
			return REMAKE_LARGE;
		for (sf_count_t k = 0; k < n; k++)
			one[k] = is->channels == 1 ? many[k] : (short)((many[2 * k] + many[2 * k + 1]) / 2);
		if (sf_writef_short(to, one, n) != n)
			return REMAKE_HURT;
	}
	*ret_frames = frames;
	return frames ? REMADE : REMAKE_HURT;
}

static enum remake_end through(SNDFILE *from, const SF_INFO *is, struct reel *out, int64_t *ret_frames)
{
	SF_INFO will = { .samplerate = is->samplerate, .channels = 1, .format = SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III };
	double small = 0.7;             /* a voice stays clear; three minutes are less than 1 MB */
	if (is->channels < 1 || is->channels > CHANNELS_MAX || !rate_known(is->samplerate))
		return REMAKE_UNKNOWN;
	SNDFILE *to = sf_open_virtual(&in_memory, SFM_WRITE, &will, out);
	if (!to)
		return REMAKE_HURT;
	sf_command(to, SFC_SET_COMPRESSION_LEVEL, &small, sizeof small);
	enum remake_end end = copied(from, is, to, ret_frames);
	return sf_close(to) && end == REMADE ? REMAKE_HURT : end;
}

void voice_remake(struct arena *a, struct slice sent, struct remade *ret)
{
	struct reel in = { .a = a, .at = (char *)(uintptr_t)sent.at, .n = sent.n, .room = sent.n }, out = { .a = a };
	SF_INFO is = { 0 };
	int64_t frames = 0;
	*ret = (struct remade){ .end = REMAKE_UNKNOWN };
	SNDFILE *from = known(sent) ? sf_open_virtual(&in_memory, SFM_READ, &is, &in) : NULL;
	if (!from)
		return;
	ret->end = through(from, &is, &out, &frames);
	sf_close(from);
	if (ret->end != REMADE)
		return;
	ret->whole = (struct bytes){ (const uint8_t *)out.at, out.n };
	ret->seconds = (frames + is.samplerate - 1) / is.samplerate;
}
