#include "web/qr.h"

#include <qrencode.h>

#define QUIET 4 /* modules around it, ISO/IEC 18004 section 6.3.8 */

/* Length of the run of dark modules that begins here. */
static int run_at(const QRcode *code, int x, int y) {
  int length = 0;
  while (x + length < code->width && (code->data[y * code->width + x + length] & 1) == 1)
    length++;
  return length;
}

static void draw_row(GString *path, const QRcode *code, int y) {
  for (int x = 0; x < code->width;) {
    int length = run_at(code, x, y);
    if (length > 0)
      g_string_append_printf(path, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, length, length);
    x += length > 0 ? length : 1;
  }
}

char *sk_qr_path(const char *text, int *ret_size) {
  QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
  if (code == NULL)
    return NULL;
  GString *path = g_string_new(NULL);
  for (int y = 0; y < code->width; y++)
    draw_row(path, code, y);
  *ret_size = code->width + 2 * QUIET;
  QRcode_free(code);
  return g_string_free(path, FALSE);
}
