/* Makes what the fuzzing of pictures and recordings begins with: small ones of every kind that is read.  make-seeds FOLDER: into
 * FOLDER/picture and FOLDER/voice. */
#include <errno.h>
#include <math.h>
#include <png.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <turbojpeg.h>
#include <unistd.h>
#include <webp/encode.h>

enum { WIDE = 24, HIGH = 16, FRAMES = 1600 };

static void keep(const char *name, const void *at, size_t n)
{
	FILE *f = fopen(name, "wb");
	if (!f || fwrite(at, 1, n, f) != n || fclose(f))
		exit(1);
}

static void jpegs(const unsigned char *rgb)
{
	static const unsigned char exif[] = { 0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1,
		1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0 };
	for (int progressive = 0; progressive < 2; progressive++) {
		tjhandle by = tjInitCompress();
		unsigned char *at = NULL;
		unsigned long n = 0;
		if (!by || tjCompress2(by, rgb, WIDE, 0, HIGH, TJPF_RGB, &at, &n, TJSAMP_420, 60, progressive ? TJFLAG_PROGRESSIVE : 0))
			exit(1);
		unsigned char *turned = malloc(n + sizeof exif);
		if (!turned)
			exit(1);
		memcpy(turned, at, 2);
		memcpy(turned + 2, exif, sizeof exif);
		memcpy(turned + 2 + sizeof exif, at + 2, n - 2);
		keep(progressive ? "progressive.jpg" : "turned.jpg", turned, n + sizeof exif);
		free(turned);
		tjFree(at);
		tjDestroy(by);
	}
}

static void pngs(const unsigned char *rgb)
{
	png_image image = { .version = PNG_IMAGE_VERSION, .width = WIDE, .height = HIGH, .format = PNG_FORMAT_RGB };
	if (!png_image_write_to_file(&image, "plain.png", 0, rgb, 0, NULL))
		exit(1);
	image.width = WIDE / 4 * 3;
	image.format = PNG_FORMAT_RGBA;
	if (!png_image_write_to_file(&image, "clear.png", 0, rgb, WIDE * 3, NULL))
		exit(1);
}

static void webps(const unsigned char *rgb)
{
	uint8_t *at;
	size_t n = WebPEncodeRGB(rgb, WIDE, HIGH, WIDE * 3, 50, &at);
	keep("lossy.webp", at, n);
	WebPFree(at);
	n = WebPEncodeLosslessRGB(rgb, WIDE, HIGH, WIDE * 3, &at);
	keep("lossless.webp", at, n);
	WebPFree(at);
}

static void voices(void)
{
	static const struct { const char *name; int format; } kinds[] = {
		{ "plain.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16 }, { "a.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16 }, { "a.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS },
		{ "a.opus", SF_FORMAT_OGG | SF_FORMAT_OPUS }, { "a.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III },
	};
	short sound[FRAMES];
	for (int k = 0; k < FRAMES; k++)
		sound[k] = (short)(8000 * sin(k / 7.0));
	for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
		SF_INFO is = { .samplerate = 16000, .channels = 1, .format = kinds[k].format };
		SNDFILE *f = sf_open(kinds[k].name, SFM_WRITE, &is);
		if (!f || sf_writef_short(f, sound, FRAMES) != FRAMES || sf_close(f))
			exit(1);
	}
}

static void into(const char *folder)
{
	if ((mkdir(folder, 0777) && errno != EEXIST) || chdir(folder))
		exit(1);
}

int main(int argc, char **argv)
{
	unsigned char rgb[WIDE * HIGH * 3];
	if (argc != 2)
		return 2;
	for (int k = 0; k < WIDE * HIGH; k++) {
		rgb[3 * k] = (unsigned char)(k % WIDE * 10);
		rgb[3 * k + 1] = (unsigned char)(k / WIDE * 15);
		rgb[3 * k + 2] = (unsigned char)(k * 3);
	}
	into(argv[1]);
	into("picture");
	jpegs(rgb);
	pngs(rgb);
	webps(rgb);
	into("../voice");
	voices();
	return 0;
}
