#include "cli/hex.h"

char *sk_hex(const uint8_t *bytes, gsize size) {
  GString *text = g_string_sized_new(2 * size);
  for (gsize i = 0; i < size; i++)
    g_string_append_printf(text, "%02x", bytes[i]);
  return g_string_free(text, FALSE);
}
