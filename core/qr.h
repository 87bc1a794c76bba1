/* QR codes for paper and for phones: text in, a picture out.  Knows libqrencode; what the text means is left to callers. */
#pragma once
#include "out.h"

enum { QR_TEXT_MAX = 1000 };    /* bytes: more is no longer easy to read from paper */

/* An SVG picture of text (a link, an otpauth: address) with the quiet zone that readers need; it stands inside
 * <div class="qr">, which gives it its size and, in either colour scheme, a white ground.  title, already in the reader's
 * language, is read aloud instead.  Empty when text is empty, longer than QR_TEXT_MAX or memory is gone: the page must
 * show the text itself too. */
struct safe_html qr_svg(struct arena *a, const char *text, const char *title);
