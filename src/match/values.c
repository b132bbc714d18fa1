#include "match/values.h"

#include "link/fetch.h"
#include "match/room.h"
#include "match/word.h"

#include <string.h>

#define FIRST_ROOM 1024u
#define FIRST_BYTES 8192u
#define FETCHED 32u /* texts looked up together */

void sk_values_init(SkValues *values) {
  *values = (SkValues){ .bytes = g_malloc(FIRST_BYTES),
                        .ends = g_new0(uint32_t, FIRST_ROOM),
                        .slots = g_new0(SkValueSlot, FIRST_ROOM),
                        .byte_room = FIRST_BYTES,
                        .end_room = FIRST_ROOM,
                        .room = FIRST_ROOM };
}

static uint64_t mix(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * 0xbf58476d1ce4e5b9u;
  return hash ^ hash >> 29;
}

/* Eight bytes at a time; the mixing is that of splitmix64 (Steele, Lea and Flood 2014). */
uint64_t sk_values_hash(const char *text, uint32_t length) {
  uint64_t hash = 0x9e3779b97f4a7c15u ^ length;
  for (; length >= 8; text += 8, length -= 8)
    hash = mix(hash, sk_word_at(text));
  if (length > 0)
    hash = mix(hash, sk_word_last(text, length));
  hash *= 0x94d049bb133111ebu;
  return hash ^ hash >> 31;
}

/* Of one length. Texts are short: a call would cost more than the answer. */
static gboolean is_same(const char *a, const char *b, uint32_t length) {
  for (; length >= SK_WORD; a += SK_WORD, b += SK_WORD, length -= SK_WORD)
    if (sk_word_at(a) != sk_word_at(b))
      return FALSE;
  return length == 0 || sk_word_last(a, length) == sk_word_last(b, length);
}

#define SHORT 15u /* bytes of a text that stand in its slot */
#define LONG 255u

/* What the slot of a text looks like, but for its number. */
static SkValueSlot slot_of(uint32_t hash, const char *text, uint32_t length) {
  uint32_t here = MIN(length, SHORT);
  SkValueSlot slot = { .second = (uint64_t)(length > SHORT ? LONG : length) << 56, .hash = hash };
  slot.first = here >= SK_WORD ? sk_word_at(text) : sk_word_last(text, here);
  if (here > SK_WORD)
    slot.second |= sk_word_last(text + SK_WORD, here - SK_WORD);
  return slot;
}

static gboolean is_long_same(const SkValues *values, const SkValueSlot *slot, uint32_t hash, const char *text,
                             uint32_t length) {
  SkValueText known = sk_values_text(values, slot->number);
  return slot->hash == hash && known.length == length && is_same(known.text, text, length);
}

/* The slot that holds the text, or the free one it would go to. */
static SkValueSlot *find_slot(const SkValues *values, const SkValueSlot *own, const char *text, uint32_t length) {
  uint32_t at = own->hash & (values->room - 1);
  for (; values->slots[at].number != 0; at = (at + 1) & (values->room - 1)) {
    const SkValueSlot *slot = &values->slots[at];
    if ((slot->first == own->first) & (slot->second == own->second) &&
        (length <= SHORT || is_long_same(values, slot, own->hash, text, length)))
      break;
  }
  return &values->slots[at];
}

static void widen(SkValues *values) {
  uint32_t room = values->room * 2;
  SkValueSlot *slots = memset(sk_match_room(room, sizeof *slots), 0, room * sizeof *slots);
  for (uint32_t i = 0; i < values->room; i++) {
    uint32_t at = values->slots[i].hash & (room - 1);
    while (values->slots[i].number != 0 && slots[at].number != 0)
      at = (at + 1) & (room - 1);
    if (values->slots[i].number != 0)
      slots[at] = values->slots[i];
  }
  g_free(values->slots);
  values->slots = slots;
  values->room = room;
}

/* Twice the room, or as much as there may be. */
static uint32_t more(uint32_t room) {
  return room <= G_MAXUINT32 / 2 ? room * 2 : G_MAXUINT32;
}

/* Puts a text behind the others. Returns its number. */
static uint32_t keep(SkValues *values, const char *text, uint32_t length) {
  uint32_t start = values->ends[values->count];
  while (length > values->byte_room - start) {
    values->byte_room = more(values->byte_room);
    values->bytes = g_realloc(values->bytes, values->byte_room);
  }
  if (++values->count == values->end_room) {
    values->end_room = more(values->end_room);
    values->ends = g_renew(uint32_t, values->ends, values->end_room);
  }
  memcpy(values->bytes + start, text, length);
  values->ends[values->count] = start + length;
  return values->count;
}

static uint32_t add_hashed(SkValues *values, uint32_t hash, const char *text, uint32_t length) {
  SkValueSlot own = slot_of(hash, text, length), *slot = find_slot(values, &own, text, length);
  if (slot->number != 0)
    return slot->number;
  if (length > SK_VALUES_BYTES_MAX - values->ends[values->count])
    return SK_VALUES_FULL;
  own.number = keep(values, text, length);
  *slot = own;
  if (own.number > values->room / 2)
    widen(values);
  return own.number;
}

uint32_t sk_values_add(SkValues *values, const char *text, uint32_t length) {
  return length == 0 ? 0 : add_hashed(values, (uint32_t)sk_values_hash(text, length), text, length);
}

/* Asks for the slots that looking up a few texts will touch. */
static void fetch(const SkValues *values, const uint32_t *hashes, guint count) {
  for (guint i = 0; i < count; i++)
    sk_link_fetch(&values->slots[hashes[i] & (values->room - 1)]);
}

gboolean sk_values_add_all(SkValues *values, const SkValueText *texts, const uint32_t *hashes, guint count,
                           uint32_t *numbers, gsize stride) {
  for (guint start = 0; start < count; start += FETCHED) {
    guint some = MIN(count - start, FETCHED);
    fetch(values, hashes + start, some);
    for (guint i = 0; i < some; i++) {
      const SkValueText *text = &texts[start + i];
      uint32_t number = text->length == 0 ? 0 : add_hashed(values, hashes[start + i], text->text, text->length);
      if (number == SK_VALUES_FULL)
        return FALSE;
      numbers[(start + i) * stride] = number;
    }
  }
  return TRUE;
}

uint32_t sk_values_find(const SkValues *values, const char *text, uint32_t length) {
  if (length == 0)
    return 0;
  SkValueSlot own = slot_of((uint32_t)sk_values_hash(text, length), text, length);
  return find_slot(values, &own, text, length)->number;
}

void sk_values_seal(SkValues *values) {
  g_clear_pointer(&values->slots, g_free);
}

void sk_values_clear(SkValues *values) {
  sk_values_seal(values);
  g_clear_pointer(&values->bytes, g_free);
  g_clear_pointer(&values->ends, g_free);
}
