/* One key of a name: a row of values (characters, syllables, letters, hashes of sounds), hashed by FNV-1a of 64 bits
 * (Fowler, Noll, Vo) a value at a time and cut to 63 bits. Internal to src/text (name_key.c, name_keys.c,
 * name_keys_sounds.c). */
#pragma once

#include "text/name_parts.h"

#define NAME_KEY_VALUES 64

/* What the values of a key are. */
typedef enum {
  NAME_KEY_OF_HAN = 1,
  NAME_KEY_OF_HAN_WEAK,
  NAME_KEY_OF_KOREAN,
  NAME_KEY_OF_SOUNDS,
  NAME_KEY_OF_JAPANESE,
  NAME_KEY_OF_WHOLE_JAPANESE,
  NAME_KEY_OF_PINYIN,
  NAME_KEY_OF_PAIR,
  NAME_KEY_OF_INITIALS,
  NAME_KEY_OF_CHRISTIAN
} NameKeyOf;

typedef struct {
  SkNameKey *keys;
  char (*texts)[SK_NAME_KEY_TEXT]; /* NULL when nobody reads them */
  size_t count;
  uint64_t seen[4]; /* bit h of 256 is set when a key whose hash ends in h is there */
} NameKeys;

typedef struct {
  uint32_t values[NAME_KEY_VALUES];
  size_t count;
} NameValues;

/* No values; the room for them is left as it is. */
static inline void name_key_clear(NameValues *values) {
  values->count = 0;
}

static inline void name_key_put(NameValues *values, uint32_t value) {
  if (values->count < NAME_KEY_VALUES)
    values->values[values->count++] = value;
}

static inline void name_key_put_letters(NameValues *values, const char *letters) {
  for (; *letters != '\0'; letters++)
    name_key_put(values, (uint8_t)*letters);
}

static inline uint64_t name_key_mix(uint64_t hash, uint32_t value) {
  return (hash ^ value) * 1099511628211ull;
}

static inline uint64_t name_key_begin(SkNameKeyKind kind, NameKeyOf of) {
  return name_key_mix(name_key_mix(14695981039346656037ull, (uint32_t)kind), (uint32_t)of);
}

/* Adds the key of values that were mixed into `hash`; false when it is there or there is no room. */
bool name_key_add_hash(NameKeys *keys, SkNameKeyKind kind, uint64_t hash);
/* Adds the key of the values, if there are any, and its text where texts are read. */
void name_key_add(NameKeys *keys, SkNameKeyKind kind, NameKeyOf of, const NameValues *values);
/* The key as people can read it. */
void name_key_tell(NameKeyOf of, const NameValues *values, char text[SK_NAME_KEY_TEXT]);

/* Adds the keys of the sounds of a name, of what initials may stand for it, and of its Christian name. */
void name_keys_add_sounds(NameKeys *keys, const SkName *name);
/* Adds those of initials beside a family name. */
void name_keys_add_initials(NameKeys *keys, const SkNamePart *family, const SkNamePart *initials);
