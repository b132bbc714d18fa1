/* Walking over text in UTF-8 that is known to be well formed. */
#pragma once

#include <glib.h>

static inline gsize letter_size(const char *at) {
  return (gsize)g_utf8_skip[(guchar)*at];
}
