#include "match/values.h"

#include <string.h>

#define FIRST_ROOM 1024u

void sk_values_init(SkValues *values) {
  static const uint32_t zero = 0;
  *values = (SkValues){ .bytes = g_byte_array_new(),
                        .ends = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                        .hashes = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                        .slots = g_new0(uint32_t, FIRST_ROOM),
                        .room = FIRST_ROOM };
  g_array_append_val(values->ends, zero);
  g_array_append_val(values->hashes, zero);
}

/* Eight bytes at a time; the mixing is that of splitmix64 (Steele, Lea and Flood 2014). */
uint64_t sk_values_hash(const char *text, uint32_t length) {
  uint64_t hash = 0x9e3779b97f4a7c15u ^ length;
  while (length > 0) {
    uint64_t word = 0;
    uint32_t taken = MIN(length, 8);
    memcpy(&word, text, taken);
    hash = (hash ^ GUINT64_FROM_LE(word)) * 0xbf58476d1ce4e5b9u;
    hash ^= hash >> 29;
    text += taken;
    length -= taken;
  }
  hash *= 0x94d049bb133111ebu;
  return hash ^ hash >> 31;
}

uint32_t sk_values_count(const SkValues *values) {
  return values->ends->len - 1;
}

SkValueText sk_values_text(const SkValues *values, uint32_t number) {
  const uint32_t *ends = (const uint32_t *)(void *)values->ends->data;
  uint32_t start = number == 0 ? 0 : ends[number - 1];
  return (SkValueText){ (const char *)values->bytes->data + start, ends[number] - start };
}

/* The slot that holds the text, or the free one it would go to. */
static uint32_t find_slot(const SkValues *values, uint32_t hash, const char *text, uint32_t length) {
  const uint32_t *hashes = (const uint32_t *)(void *)values->hashes->data;
  uint32_t slot = hash & (values->room - 1);
  for (uint32_t number; (number = values->slots[slot]) != 0; slot = (slot + 1) & (values->room - 1)) {
    if (hashes[number] != hash)
      continue;
    SkValueText known = sk_values_text(values, number);
    if (known.length == length && memcmp(known.text, text, length) == 0)
      break;
  }
  return slot;
}

static void widen(SkValues *values) {
  uint32_t room = values->room * 2;
  uint32_t *slots = g_new0(uint32_t, room);
  for (uint32_t number = 1; number <= sk_values_count(values); number++) {
    uint32_t slot = g_array_index(values->hashes, uint32_t, number) & (room - 1);
    while (slots[slot] != 0)
      slot = (slot + 1) & (room - 1);
    slots[slot] = number;
  }
  g_free(values->slots);
  values->slots = slots;
  values->room = room;
}

uint32_t sk_values_add(SkValues *values, const char *text, uint32_t length) {
  if (length == 0)
    return 0;
  uint32_t hash = (uint32_t)sk_values_hash(text, length);
  uint32_t slot = find_slot(values, hash, text, length);
  if (values->slots[slot] != 0)
    return values->slots[slot];
  if (length > SK_VALUES_BYTES_MAX - values->bytes->len)
    return SK_VALUES_FULL;
  g_byte_array_append(values->bytes, (const guint8 *)text, length);
  uint32_t end = values->bytes->len, number = sk_values_count(values) + 1;
  g_array_append_val(values->ends, end);
  g_array_append_val(values->hashes, hash);
  values->slots[slot] = number;
  if (number > values->room / 4 * 3)
    widen(values);
  return number;
}

uint32_t sk_values_find(const SkValues *values, const char *text, uint32_t length) {
  return length == 0 ? 0 : values->slots[find_slot(values, (uint32_t)sk_values_hash(text, length), text, length)];
}

void sk_values_seal(SkValues *values) {
  g_clear_pointer(&values->slots, g_free);
  g_clear_pointer(&values->hashes, g_array_unref);
}

void sk_values_clear(SkValues *values) {
  sk_values_seal(values);
  g_clear_pointer(&values->bytes, g_byte_array_unref);
  g_clear_pointer(&values->ends, g_array_unref);
}
