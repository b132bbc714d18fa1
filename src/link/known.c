#include "link/known.h"

static uint64_t place_of(const SkEnginePair *pair) {
  return (uint64_t)pair->a << 32 | pair->b;
}

static const SkEnginePair *find(const SkEnginePair *pairs, size_t count, uint64_t place) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (place_of(&pairs[middle]) < place)
      low = middle + 1;
    else
      high = middle;
  }
  return low < count && place_of(&pairs[low]) == place ? &pairs[low] : NULL;
}

bool sk_engine_known_look(const SkEngineKnown *known, uint32_t a, uint32_t b, SkEngineEvidence *ret_evidence,
                          bool *ret_fresh) {
  uint64_t place = (uint64_t)a << 32 | b;
  const SkEnginePair *found = find(known->pairs, known->pair_count, place);
  if (found == NULL)
    found = find(known->asked, known->asked_count, place);
  *ret_fresh = found == NULL;
  if (found == NULL)
    return known->compare(known->context, a, b, ret_evidence);
  *ret_evidence = found->evidence;
  return true;
}

static bool pairs_are_sound(const SkEnginePair *pairs, size_t count, uint32_t row_count) {
  bool sound = true;
  for (size_t i = 0; sound && i < count; i++)
    sound =
        pairs[i].a < pairs[i].b && pairs[i].b < row_count && (i == 0 || place_of(&pairs[i - 1]) < place_of(&pairs[i]));
  return sound;
}

bool sk_engine_known_is_sound(const SkEngineKnown *known, uint32_t row_count) {
  return known->compare != NULL && pairs_are_sound(known->pairs, known->pair_count, row_count) &&
         pairs_are_sound(known->asked, known->asked_count, row_count);
}
