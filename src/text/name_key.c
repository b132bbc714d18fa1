#include "text/name_key.h"

#include "text/utf8.h"

#include <string.h>

static const char *const words[] = { "", "HX", "HW", "KO", "KS", "JA", "JW", "PY", "2", "IN", "CH" };

void name_key_tell(NameKeyOf of, const NameValues *values, char text[SK_NAME_KEY_TEXT]) {
  static const char digits[] = "0123456789abcdef";
  size_t used = strlen(words[of]);
  memcpy(text, words[of], used);
  text[used++] = ' ';
  for (size_t i = 0; i < values->count && used + 10 < SK_NAME_KEY_TEXT; i++) {
    bool hash = of == NAME_KEY_OF_JAPANESE || of == NAME_KEY_OF_WHOLE_JAPANESE;
    for (int shift = 28; hash && shift >= 0; shift -= 4)
      text[used++] = digits[values->values[i] >> shift & 15];
    if (!hash)
      used += sk_utf8_encode(values->values[i], text + used);
  }
  text[used] = '\0';
}

/* Whether the key is there. */
static bool is_known(const NameKeys *keys, uint64_t hash) {
  if ((keys->seen[hash >> 6 & 3] >> (hash & 63) & 1) == 0)
    return false;
  for (size_t i = 0; i < keys->count; i++)
    if (keys->keys[i].hash == hash)
      return true;
  return false;
}

bool name_key_add_hash(NameKeys *keys, SkNameKeyKind kind, uint64_t hash) {
  hash ^= hash >> 32; /* the last values reach the low bits only through the multiplication */
  hash &= INT64_MAX;
  hash += hash == 0;
  if (keys->count == SK_NAME_KEYS_MAX || is_known(keys, hash))
    return false;
  keys->seen[hash >> 6 & 3] |= UINT64_C(1) << (hash & 63);
  keys->keys[keys->count++] = (SkNameKey){ (uint8_t)kind, hash };
  return true;
}

void name_key_add(NameKeys *keys, SkNameKeyKind kind, NameKeyOf of, const NameValues *values) {
  uint64_t hash = name_key_begin(kind, of);
  for (size_t i = 0; i < values->count; i++)
    hash = name_key_mix(hash, values->values[i]);
  if (values->count > 0 && name_key_add_hash(keys, kind, hash) && keys->texts != NULL)
    name_key_tell(of, values, keys->texts[keys->count - 1]);
}
