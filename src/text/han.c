#include "text/han.h"

#include "text/han_tables.h"

/* Index of `code` in an ascending array, or the count when it is not there. */
static size_t find(const uint32_t *codes, size_t count, uint32_t code) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (codes[middle] < code)
      low = middle + 1;
    else
      high = middle;
  }
  return low < count && codes[low] == code ? low : count;
}

uint32_t sk_han_fold(uint32_t code) {
  size_t at = find(han_form_codes, HAN_FORM_COUNT, code);
  return at == HAN_FORM_COUNT ? code : han_form_classes[at];
}

size_t sk_han_readings(uint32_t code, uint32_t *ret_syllables, size_t room) {
  size_t at = find(han_read_codes, HAN_READ_COUNT, sk_han_fold(code)), count = 0;
  if (at == HAN_READ_COUNT)
    return 0;
  for (size_t i = han_read_starts[at]; i < han_read_starts[at + 1] && count < room; i++)
    ret_syllables[count++] = han_readings[i];
  return count;
}
