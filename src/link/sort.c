#include "link/sort.h"

#include <stdbool.h>
#include <string.h>

#define RADIX 256

/* False if all keys have the same byte there: nothing to do. */
static bool pass(const SkLinkKey *from, SkLinkKey *to, size_t count, unsigned shift) {
  size_t starts[RADIX] = { 0 };
  for (size_t i = 0; i < count; i++)
    starts[(from[i].key >> shift) & (RADIX - 1)]++;
  if (starts[(from[0].key >> shift) & (RADIX - 1)] == count)
    return false;
  size_t start = 0;
  for (unsigned digit = 0; digit < RADIX; digit++) {
    size_t here = starts[digit];
    starts[digit] = start;
    start += here;
  }
  for (size_t i = 0; i < count; i++)
    to[starts[(from[i].key >> shift) & (RADIX - 1)]++] = from[i];
  return true;
}

void sk_link_sort(SkLinkKey *keys, SkLinkKey *spare, size_t count) {
  SkLinkKey *from = keys, *to = spare;
  for (unsigned shift = 0; count > 1 && shift < 64; shift += 8)
    if (pass(from, to, count, shift)) {
      SkLinkKey *swap = from;
      from = to;
      to = swap;
    }
  if (from != keys)
    memcpy(keys, from, count * sizeof *keys);
}
