#include "text/readings.h"

#include "text/han.h"
#include "text/kana.h"

#include <string.h>

#define HEADER 24           /* bytes before the offsets */
#define CODES_MAX 12        /* characters of a name that can be looked up */
#define REPEAT_MARK 0x3005u /* 々 */

static uint32_t u32_at(const uint8_t *bytes) {
  return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static uint32_t u24_at(const uint8_t *bytes) {
  return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16;
}

bool sk_readings_open(const void *bytes, size_t size, SkReadings *ret_readings) {
  const uint8_t *at = bytes;
  if (size < HEADER + 4 || memcmp(at, SK_READINGS_MAGIC, 8) != 0 || u32_at(at + 8) != SK_READINGS_VERSION)
    return false;
  uint32_t row_count = u32_at(at + 12), row_bytes = u32_at(at + 16);
  uint64_t index_bytes = ((uint64_t)row_count + 1) * 4;
  if (size - HEADER != index_bytes + row_bytes)
    return false;
  *ret_readings = (SkReadings){ .index = at + HEADER,
                                .rows = at + HEADER + index_bytes,
                                .row_count = row_count,
                                .row_bytes = row_bytes,
                                .class_print = u32_at(at + 20) };
  return true;
}

/* One row of the pack, its bounds checked: characters, then readings up to `end`. */
typedef struct {
  const uint8_t *codes, *readings, *end;
  size_t count;
} Row;

static bool row_at(const SkReadings *self, uint32_t number, Row *ret_row) {
  uint32_t start = u32_at(self->index + (size_t)number * 4), stop = u32_at(self->index + ((size_t)number + 1) * 4);
  if (start >= stop || stop > self->row_bytes)
    return false;
  const uint8_t *at = self->rows + start;
  size_t count = at[0];
  if (1 + count * 3 > stop - start)
    return false;
  *ret_row = (Row){ .codes = at + 1, .readings = at + 1 + count * 3, .end = self->rows + stop, .count = count };
  return true;
}

/* Below 0, 0 or above 0, as the row stands before, at or after the characters. */
static int compare_row(const Row *row, const uint32_t *codes, size_t count) {
  for (size_t i = 0; i < row->count && i < count; i++) {
    uint32_t code = u24_at(row->codes + 3 * i);
    if (code != codes[i])
      return code < codes[i] ? -1 : 1;
  }
  return (row->count > count) - (row->count < count);
}

uint32_t sk_readings_file(uint32_t code) {
  return sk_kana_fold(sk_han_fold(code));
}

SkReadingList sk_readings_find(const SkReadings *self, const uint32_t *codes, size_t count, unsigned uses) {
  uint32_t folded[CODES_MAX];
  if (self == NULL || count == 0 || count > CODES_MAX)
    return (SkReadingList){ 0 };
  for (size_t i = 0; i < count; i++)
    folded[i] = codes[i] == REPEAT_MARK && i > 0 ? folded[i - 1] : sk_readings_file(codes[i]);
  for (uint32_t low = 0, high = self->row_count; low < high;) {
    uint32_t middle = low + (high - low) / 2;
    Row row;
    if (!row_at(self, middle, &row))
      break;
    int order = compare_row(&row, folded, count);
    if (order == 0)
      return (SkReadingList){ .at = row.readings, .end = row.end, .uses = (uint8_t)uses };
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return (SkReadingList){ 0 };
}

bool sk_readings_next(SkReadingList *list, SkReading *ret_reading) {
  while (list->end - list->at > 2) {
    const uint8_t *at = list->at;
    size_t size = 2 + (size_t)at[1];
    if (size > (size_t)(list->end - at))
      break;
    list->at += size;
    if ((at[0] & list->uses) == 0)
      continue;
    *ret_reading = (SkReading){ .bits = at[0], .count = at[1], .kana = at + 2 };
    return true;
  }
  list->at = list->end;
  return false;
}

size_t sk_reading_letters(const SkReading *reading, char out[SK_READING_LETTERS]) {
  uint32_t codes[UINT8_MAX];
  for (size_t i = 0; i < reading->count; i++)
    codes[i] = SK_READING_KANA + reading->kana[i];
  return sk_romaji_fold(out, sk_kana_romanise(codes, reading->count, out, SK_READING_LETTERS));
}

uint32_t sk_readings_class_print(void) {
  uint32_t print = 2166136261u; /* FNV-1a, 32 bits */
  for (uint32_t code = 0x3400; code < 0x30000; code++) {
    uint32_t class = sk_han_fold(code);
    for (int shift = 0; shift < 24 && class != code; shift += 8)
      print = (print ^ (class >> shift & 0xff)) * 16777619u;
  }
  return print;
}
