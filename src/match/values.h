/* Distinct texts, each kept once and known by a number from 1; 0 is "not stated".
 *
 * Numbers are given in order of first appearance. A text is its bytes; nothing is folded here (see fold.h). */
#pragma once

#include <glib.h>
#include <stdint.h>

/* A short text stands in its slot, so that finding it touches one line of the cache and not three. */
typedef struct {
  uint64_t first, second; /* its first bytes, the lowest byte first, then 0; the highest byte of the second is its
                             length, 255 where not all of it stands here */
  uint32_t hash, number;  /* number 0: free */
} SkValueSlot;

typedef struct {
  char *bytes;        /* the texts one after the other */
  uint32_t *ends;     /* where the text of each number ends; [0] is 0 */
  SkValueSlot *slots; /* by hash, open addressing; NULL once sealed */
  uint32_t count, byte_room, end_room;
  uint32_t room; /* of slots, a power of two */
} SkValues;

typedef struct {
  const char *text; /* does not end in NUL */
  uint32_t length;
} SkValueText;

#define SK_VALUES_BYTES_MAX (G_MAXUINT32 - (1u << 21)) /* of one set of texts */

void sk_values_init(SkValues *values);
/* The number of a text, new or known; 0 for an empty one, and SK_VALUES_FULL when there is no room for more. */
#define SK_VALUES_FULL G_MAXUINT32
uint32_t sk_values_add(SkValues *values, const char *text, uint32_t length);
/* The numbers of many texts, every `stride`th of `numbers`; faster than one by one, since the tables are asked for
 * ahead of their use. `hashes` are the low halves of sk_values_hash() of the texts. FALSE: no room. */
gboolean sk_values_add_all(SkValues *values, const SkValueText *texts, const uint32_t *hashes, guint count,
                           uint32_t *numbers, gsize stride);
/* The number of a known text, else 0. Not after sealing. */
uint32_t sk_values_find(const SkValues *values, const char *text, uint32_t length);
static inline uint32_t sk_values_count(const SkValues *values) {
  return values->count;
}
static inline SkValueText sk_values_text(const SkValues *values, uint32_t number) {
  uint32_t start = number == 0 ? 0 : values->ends[number - 1];
  return (SkValueText){ values->bytes + start, values->ends[number] - start };
}
/* Gives back what only adding and finding need. */
void sk_values_seal(SkValues *values);
void sk_values_clear(SkValues *values);

/* 64 bits of a text: the same on every machine. */
uint64_t sk_values_hash(const char *text, uint32_t length);
