/* Names as the tests of src/text write them. */
#pragma once

#include "check.h"
#include "text/name.h"

#include <string.h>

static inline SkName named(const char *written) {
  SkName name;
  sk_name_prepare(&(SkNameWritten){ .written = { written, strlen(written) } }, NULL, &name);
  return name;
}

/* Compared both ways, which must come to one grade. */
static inline SkNameMatch compared(const char *a, const char *b) {
  SkName x = named(a), y = named(b);
  SkNameMatch match = sk_name_compare(&x, &y);
  assert_int_equal(sk_name_compare(&y, &x).whole, match.whole);
  return match;
}

/* Is there a key of both among those of `a` of these kinds (1u << SkNameKeyKind)? */
static inline bool share_key_of(const SkName *a, const SkName *b, unsigned kinds) {
  SkNameKey x[SK_NAME_KEYS_MAX], y[SK_NAME_KEYS_MAX];
  size_t x_count = sk_name_keys(a, x), y_count = sk_name_keys(b, y);
  for (size_t i = 0; i < x_count; i++)
    for (size_t j = 0; j < y_count; j++)
      if ((kinds >> x[i].kind & 1) != 0 && x[i].hash == y[j].hash)
        return true;
  return false;
}
