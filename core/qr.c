/* QR codes as SVG: one path, a bar for each run of dark modules.  Knows libqrencode and nothing of requests; the words
 * around the picture are left to pages. */
#include "banned.h"
#include "qr.h"
#include <qrencode.h>

enum {
	QR_QUIET = 4,                       /* modules of empty border: ISO/IEC 18004, 6.3.8 */
	QR_DARK = 1,                        /* libqrencode: lowest bit of a module */
};

/* "M4 4h7v1h-7z" for each horizontal run of dark modules. */
static void draw_runs(struct out *o, const QRcode *code)
{
	for (int y = 0; y < code->width; y++) {
		const unsigned char *row = code->data + (size_t)y * (size_t)code->width;
		for (int x = 0; x < code->width; x++) {
			if (!(row[x] & QR_DARK))
				continue;
			int end = x;
			while (end < code->width && (row[end] & QR_DARK))
				end++;
			out_printf(o, "M%d %dh%dv1h-%dz", x + QR_QUIET, y + QR_QUIET, end - x, end - x);
			x = end;
		}
	}
}

struct safe_html qr_svg(struct arena *a, const char *text, const char *title)
{
	struct safe_html none = { "" };
	size_t n = text ? strlen(text) : 0;
	if (n == 0 || n > QR_TEXT_MAX)
		return none;
	/* Level M mends 15 % of damage: enough for folded paper, and the modules stay large. */
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	if (!code)
		return none;
	int side = code->width + 2 * QR_QUIET;
	struct out o = { 0 };
	out_printf(&o, "<svg role=\"img\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\"><title>", side, side);
	out_text_str(&o, title);
	OUT_LITERAL(&o, "</title><path d=\"");
	draw_runs(&o, code);
	OUT_LITERAL(&o, "\"/></svg>");
	QRcode_free(code);
	struct safe_html made = { o.over ? "" : arena_copy(a, o.at, o.n) };
	out_end(&o);
	return made;
}
