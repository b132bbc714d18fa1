/* QR codes (ISO/IEC 18004) as paths of an SVG, drawn by the server: no other program ever sees what is in them. Inside
 * web only. */
#pragma once

#include <glib.h>

/* The dark modules of the code for `text` as an SVG path of unit squares, with its quiet zone; *ret_size is the width
 * and height of the whole. NULL when the text is too long. The caller frees. */
char *sk_qr_path(const char *text, int *ret_size);
