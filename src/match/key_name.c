/* Keys of names: how they sound, how they are read, and of given and family name together. */
#include "match/key_name.h"

#include "link/sort.h"
#include "match/bones.h"

#include <string.h>

static unsigned keys_of_kind(const SkMatchColumn *column, uint32_t value, SkNameKeyKind kind, uint64_t *keys) {
  SkNameKey all[SK_NAME_KEYS_MAX];
  unsigned count = 0;
  size_t found = sk_name_keys(&column->names[value], all);
  for (size_t i = 0; i < found; i++)
    if (all[i].kind == kind)
      keys[count++] = all[i].hash;
  return count;
}

static unsigned sound_of(const SkMatchColumn *column, uint32_t value, uint64_t *keys) {
  if (value == 0)
    return 0;
  if (column->names != NULL)
    return keys_of_kind(column, value, SK_NAME_KEY_LOOSE, keys);
  char bones[SK_BONES_MAX];
  SkValueText text = sk_match_column_text(column, value);
  unsigned length = sk_bones_of(text, bones);
  if (length < 2) /* too little to be a sound: the first letter with it */
    bones[length++] = text.text[0];
  keys[0] = sk_values_hash(bones, length) | 1;
  return 1;
}

unsigned sk_match_keys_of_sound(const void *context, uint32_t value, uint64_t *keys) {
  return sound_of(((const SkMatchKeys *)context)->column, value, keys);
}

unsigned sk_match_keys_of_reading(const void *context, uint32_t value, uint64_t *keys) {
  const SkMatchColumn *column = ((const SkMatchKeys *)context)->column;
  return column->names == NULL ? sound_of(column, value, keys) : keys_of_kind(column, value, SK_NAME_KEY_FULL, keys);
}

unsigned sk_match_keys_of_either(const void *context, uint32_t value, uint64_t *keys) {
  const SkMatchColumn *pair = ((const SkMatchKeys *)context)->column;
  unsigned count = 0;
  for (unsigned part = 0; part < 2; part++) {
    uint32_t own = pair->part_values[value][part];
    SkValueText text = own == 0 ? (SkValueText){ 0 } : sk_match_column_text(pair->parts[part], own);
    if (own != 0)
      keys[count++] = sk_values_hash(text.text, text.length) | 1;
  }
  return count;
}

unsigned sk_match_keys_of_either_sound(const void *context, uint32_t value, uint64_t *keys) {
  const SkMatchColumn *pair = ((const SkMatchKeys *)context)->column;
  unsigned count = 0;
  for (unsigned part = 0; part < 2; part++)
    count += sound_of(pair->parts[part], pair->part_values[value][part], keys + count);
  return count;
}
