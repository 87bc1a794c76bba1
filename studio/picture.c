/* Decoding by libjpeg-turbo, libpng and libwebp, shrinking by area, encoding by libjpeg-turbo. */
#include "picture.h"
#include <png.h>
#include <turbojpeg.h>
#include <webp/decode.h>

/* Photographs may lose a little colour where nobody sees it; drawings and photographed letters keep their edges. */
enum { PHOTO_QUALITY = 82, DRAWING_QUALITY = 90, SMALL_QUALITY = 76, SIDE_MAX = 30000 };

/* Red, green, blue, line by line from the top, without gaps. */
struct pixels { size_t width, height; uint8_t *at; };

static struct pixels room_for(struct arena *a, size_t width, size_t height)
{
	return (struct pixels){ width, height, arena_many(a, width * height, 3) };
}

static bool large(int64_t width, int64_t height, int64_t pixels_max)
{
	return width > SIDE_MAX || height > SIDE_MAX || width * height > pixels_max;
}

/* ---- decoding ---- */

/* The library can make a picture smaller while it decodes it, by eighths: as small as still suffices. */
static tjscalingfactor scale_of(int width, int height)
{
	int n, longest = width > height ? width : height;
	const tjscalingfactor *all = tjGetScalingFactors(&n);
	tjscalingfactor best = { 1, 1 };
	for (int k = 0; k < n; k++)
		if (TJSCALED(longest, all[k]) >= REMAKE_SIDE && TJSCALED(longest, all[k]) < TJSCALED(longest, best))
			best = all[k];
	return best;
}

/* A warning is a picture with something missing at its end: what is there is shown. */
static enum remake_end from_jpeg_by(tjhandle by, struct arena *a, struct slice sent, int64_t pixels_max, struct pixels *ret)
{
	const unsigned char *at = (const unsigned char *)sent.at;
	int width, height, samples, colors;
	if (tjDecompressHeader3(by, at, sent.n, &width, &height, &samples, &colors))
		return REMAKE_HURT;
	if (large(width, height, pixels_max))
		return REMAKE_LARGE;
	if (colors == TJCS_CMYK || colors == TJCS_YCCK)
		return REMAKE_UNKNOWN;          /* for printing presses */
	tjscalingfactor scale = scale_of(width, height);
	*ret = room_for(a, (size_t)TJSCALED(width, scale), (size_t)TJSCALED(height, scale));
	bool well = !tjDecompress2(by, at, sent.n, ret->at, (int)ret->width, 0, (int)ret->height, TJPF_RGB, TJFLAG_LIMITSCANS);
	return well || tjGetErrorCode(by) == TJERR_WARNING ? REMADE : REMAKE_HURT;
}

static enum remake_end from_jpeg(struct arena *a, struct slice sent, int64_t pixels_max, struct pixels *ret)
{
	tjhandle by = tjInitDecompress();
	if (!by)
		return REMAKE_HURT;
	enum remake_end end = from_jpeg_by(by, a, sent, pixels_max, ret);
	tjDestroy(by);
	return end;
}

static enum remake_end from_png(struct arena *a, struct slice sent, int64_t pixels_max, struct pixels *ret)
{
	png_image image = { .version = PNG_IMAGE_VERSION };
	if (!png_image_begin_read_from_memory(&image, sent.at, sent.n))
		return REMAKE_HURT;
	enum remake_end end = REMAKE_LARGE;
	if (!large(image.width, image.height, pixels_max)) {
		image.format = PNG_FORMAT_RGB;
		*ret = room_for(a, image.width, image.height);
		end = png_image_finish_read(&image, &(png_color){ 255, 255, 255 }, ret->at, 0, NULL) ? REMADE : REMAKE_HURT;
	}
	png_image_free(&image);
	return end;
}

/* Onto white, from four bytes a pixel to three, in place. */
static void onto_white(struct pixels *p)
{
	for (size_t k = 0; k < p->width * p->height; k++) {
		const uint8_t *from = p->at + 4 * k, alpha = from[3];
		for (size_t c = 0; c < 3; c++)
			p->at[3 * k + c] = (uint8_t)((from[c] * alpha + 255 * (255 - alpha) + 127) / 255);
	}
}

static enum remake_end from_webp(struct arena *a, struct slice sent, int64_t pixels_max, struct pixels *ret)
{
	WebPDecoderConfig how;
	const uint8_t *at = (const uint8_t *)sent.at;
	if (!WebPInitDecoderConfig(&how) || WebPGetFeatures(at, sent.n, &how.input) != VP8_STATUS_OK)
		return REMAKE_HURT;
	if (large(how.input.width, how.input.height, pixels_max))
		return REMAKE_LARGE;
	if (how.input.has_animation)
		return REMAKE_UNKNOWN;
	*ret = (struct pixels){ (size_t)how.input.width, (size_t)how.input.height, NULL };
	ret->at = arena_many(a, ret->width * ret->height, 4);
	how.output.colorspace = MODE_RGBA;
	how.output.is_external_memory = 1;
	how.output.u.RGBA = (WebPRGBABuffer){ ret->at, (int)ret->width * 4, ret->width * ret->height * 4 };
	if (WebPDecode(at, sent.n, &how) != VP8_STATUS_OK)
		return REMAKE_HURT;
	onto_white(ret);
	return REMADE;
}

/* ---- turning and shrinking ---- */

/* By Exif's numbers: from 5 on rows and columns change places; then left and right, up and down. */
static struct pixels upright(struct arena *a, struct pixels p, int turn)
{
	bool swap = turn >= 5, mirror = turn == 2 || turn == 3 || turn == 6 || turn == 7, flip = turn == 3 || turn == 4 || turn == 7 || turn == 8;
	if (turn == 1)
		return p;
	struct pixels to = room_for(a, swap ? p.height : p.width, swap ? p.width : p.height);
	for (size_t y = 0; y < to.height; y++)
		for (size_t x = 0; x < to.width; x++) {
			size_t right = mirror ? to.width - 1 - x : x, down = flip ? to.height - 1 - y : y;
			size_t from = swap ? right * p.width + down : down * p.width + right;
			memcpy(to.at + 3 * (y * to.width + x), p.at + 3 * from, 3);
		}
	return to;
}

/* n pixels, `step` bytes apart, become fewer: each the mean of what it covers, to the share of a pixel. */
static void squeeze(const uint8_t *from, size_t from_step, size_t n, uint8_t *to, size_t to_step, size_t fewer)
{
	for (size_t i = 0; i < fewer; i++, to += to_step) {
		uint64_t sum[3] = { 0 };
		for (size_t k = i * n / fewer; k * fewer < (i + 1) * n; k++) {
			size_t low = k * fewer > i * n ? k * fewer : i * n, high = (k + 1) * fewer < (i + 1) * n ? (k + 1) * fewer : (i + 1) * n;
			for (size_t c = 0; c < 3; c++)
				sum[c] += from[k * from_step + c] * (uint64_t)(high - low);
		}
		for (size_t c = 0; c < 3; c++)
			to[c] = (uint8_t)((sum[c] + n / 2) / n);
	}
}

static struct pixels shrunk(struct arena *a, struct pixels p, size_t side)
{
	size_t longest = p.width > p.height ? p.width : p.height;
	if (longest <= side)
		return p;
	struct pixels narrow = room_for(a, (p.width * side + longest - 1) / longest, p.height);
	for (size_t y = 0; y < p.height; y++)
		squeeze(p.at + 3 * p.width * y, 3, p.width, narrow.at + 3 * narrow.width * y, 3, narrow.width);
	struct pixels to = room_for(a, narrow.width, (p.height * side + longest - 1) / longest);
	for (size_t x = 0; x < to.width; x++)
		squeeze(narrow.at + 3 * x, 3 * narrow.width, narrow.height, to.at + 3 * x, 3 * to.width, to.height);
	return to;
}

/* ---- encoding ---- */

static bool encoded(struct arena *a, struct pixels p, int quality, bool drawing, struct bytes *ret)
{
	tjhandle by = tjInitCompress();
	unsigned char *at = NULL;
	unsigned long n = 0;
	bool well = by && !tjCompress2(by, p.at, (int)p.width, 0, (int)p.height, TJPF_RGB, &at, &n, drawing ? TJSAMP_444 : TJSAMP_420, quality, 0);
	if (well)
		*ret = (struct bytes){ (const uint8_t *)arena_copy(a, (const char *)at, n), n };
	tjFree(at);
	if (by)
		tjDestroy(by);
	return well;
}

static bool begins(struct slice s, size_t at, const char *with, size_t n) { return s.n >= at + n && !memcmp(s.at + at, with, n); }

void picture_remake(struct arena *a, struct slice sent, int64_t pixels_max, struct remade *ret)
{
	struct pixels p;
	bool jpeg = begins(sent, 0, "\xff\xd8\xff", 3), png = begins(sent, 0, "\x89PNG\r\n\x1a\n", 8);
	bool webp = begins(sent, 0, "RIFF", 4) && begins(sent, 8, "WEBP", 4);
	*ret = (struct remade){ .end = jpeg ? from_jpeg(a, sent, pixels_max, &p) : png ? from_png(a, sent, pixels_max, &p) :
		webp ? from_webp(a, sent, pixels_max, &p) : REMAKE_UNKNOWN };
	if (ret->end != REMADE)
		return;
	p = upright(a, shrunk(a, p, REMAKE_SIDE), jpeg ? picture_turn(sent) : 1);
	ret->width = (int64_t)p.width;
	ret->height = (int64_t)p.height;
	bool well = encoded(a, p, png ? DRAWING_QUALITY : PHOTO_QUALITY, png, &ret->whole) &&
		    encoded(a, shrunk(a, p, REMAKE_SMALL_SIDE), SMALL_QUALITY, png, &ret->small);
	if (!well)
		*ret = (struct remade){ .end = REMAKE_HURT };
}
