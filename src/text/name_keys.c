/* Keys: what a name can be found by. Hashes are FNV-1a of 64 bits (Fowler, Noll, Vo) over little-endian values, cut to
 * 63 bits. */
#include "text/kana.h"
#include "text/name.h"
#include "text/skeleton.h"
#include "text/utf8.h"

#include <string.h>

#define READINGS 4  /* combinations of readings that become keys */
#define JAPANESE 8  /* Japanese readings of a part that become keys: 995 of 1,000 names are read as one of the first */
#define TOGETHER 12 /* and of both parts together */

/* What a hash is of: characters, Korean syllables, or romanised sounds. */
enum { OF_HAN = 1, OF_KOREAN, OF_SOUND, OF_SKELETON, OF_PAIR, OF_SOUNDS };

typedef struct {
  SkNameKey *keys;
  size_t count;
} Keys;

static uint64_t mix(uint64_t hash, uint32_t value) {
  for (int i = 0; i < 4; i++)
    hash = (hash ^ (value >> (8 * i) & 0xff)) * 1099511628211ull;
  return hash;
}

static uint64_t begin(int kind, int of) {
  return mix(mix(14695981039346656037ull, (uint32_t)kind), (uint32_t)of);
}

static void add(Keys *keys, int kind, uint64_t hash) {
  hash &= INT64_MAX;
  hash += hash == 0;
  for (size_t i = 0; i < keys->count; i++)
    if (keys->keys[i].hash == hash)
      return;
  if (keys->count < SK_NAME_KEYS_MAX)
    keys->keys[keys->count++] = (SkNameKey){ (uint8_t)kind, hash };
}

/* ---- one sequence of characters */

typedef struct {
  const SkNamePart *parts[2];
  size_t part_count;
} Sequence;

static void add_characters(Keys *keys, int kind, const Sequence *of) {
  uint64_t hash = begin(kind, OF_HAN);
  for (size_t p = 0; p < of->part_count; p++)
    for (size_t i = 0; i < of->parts[p]->count; i++)
      hash = mix(hash, of->parts[p]->folded[i]);
  add(keys, kind, hash);
}

/* Fills `syllables` with combination number `which` of the readings; false when a character has none, or there is no
 * such one. */
static bool combination(const Sequence *of, size_t which, uint16_t *syllables, size_t *ret_count) {
  size_t count = 0;
  for (size_t p = 0; p < of->part_count; p++)
    for (size_t i = 0; i < of->parts[p]->count; i++) {
      const uint16_t *read = of->parts[p]->read[i];
      size_t choices = 0;
      while (choices < SK_NAME_READINGS && read[choices] != 0)
        choices++;
      if (choices == 0 || count == 2 * SK_NAME_CODES)
        return false;
      syllables[count++] = read[which % choices];
      which /= choices;
    }
  *ret_count = count;
  return which == 0 && count > 0;
}

static void add_korean(Keys *keys, int kind, const Sequence *of) {
  uint16_t syllables[2 * SK_NAME_CODES];
  size_t count;
  for (size_t which = 0; which < READINGS && combination(of, which, syllables, &count); which++) {
    char skeleton[SKELETON_MAX];
    uint64_t hash = begin(kind, OF_KOREAN);
    for (size_t i = 0; i < count; i++)
      hash = mix(hash, syllables[i]);
    add(keys, kind, hash);
    if (kind != SK_NAME_KEY_FULL)
      continue;
    size_t len = skeleton_of_syllables(syllables, count, skeleton);
    hash = begin(SK_NAME_KEY_LOOSE, OF_SKELETON);
    for (size_t i = 0; i < len; i++)
      hash = mix(hash, (uint8_t)skeleton[i]);
    if (len > 1)
      add(keys, SK_NAME_KEY_LOOSE, hash);
  }
}

static size_t join_letters(const Sequence *of, char out[2 * SK_NAME_LETTERS]) {
  size_t used = 0;
  for (size_t p = 0; p < of->part_count; p++) {
    memcpy(out + used, of->parts[p]->letters, of->parts[p]->letter_count);
    used += of->parts[p]->letter_count;
  }
  out[used] = '\0';
  return used;
}

static void add_skeleton(Keys *keys, const char *letters, size_t len) {
  char skeleton[SKELETON_MAX];
  size_t bones = skeleton_of_letters(letters, len, skeleton);
  uint64_t hash = begin(SK_NAME_KEY_LOOSE, OF_SKELETON);
  for (size_t i = 0; i < bones; i++)
    hash = mix(hash, (uint8_t)skeleton[i]);
  if (bones >= 2)
    add(keys, SK_NAME_KEY_LOOSE, hash);
}

static uint64_t hash_of_sounds(uint32_t family, uint32_t given) {
  return mix(mix(begin(SK_NAME_KEY_FULL, OF_SOUNDS), family), given);
}

/* Kana or letters without a division may be divided wherever a syllable ends. */
static void add_every_division(Keys *keys, char *letters, size_t len) {
  len = sk_romaji_fold(letters, len);
  for (size_t cut = 2; cut + 2 <= len; cut++)
    if (strchr("aiueon", letters[cut - 1]) != NULL)
      add(keys, SK_NAME_KEY_FULL, hash_of_sounds(sk_name_sound(letters, cut), sk_name_sound(letters + cut, len - cut)));
}

static void add_letters(Keys *keys, int kind, const Sequence *of) {
  char letters[2 * SK_NAME_LETTERS];
  size_t len = join_letters(of, letters);
  if (kind == SK_NAME_KEY_FULL)
    add_skeleton(keys, letters, len);
  if (kind == SK_NAME_KEY_FULL && of->part_count == 1)
    add_every_division(keys, letters, len);
}

/* ---- sounds: kana and letters by themselves, characters by their Japanese readings */

/* Of both parts together the best known readings of either come first: those whose places in the lists add up to least.
 */
static void add_sounds_together(Keys *keys, const SkNamePart *family, const SkNamePart *given) {
  size_t left = TOGETHER;
  for (size_t sum = 0; sum < 2 * JAPANESE && left > 0; sum++)
    for (size_t i = 0; i <= sum && left > 0; i++) {
      if (i >= family->japanese_attested || sum - i >= given->japanese_attested)
        continue;
      add(keys, SK_NAME_KEY_FULL, hash_of_sounds(family->japanese[i], given->japanese[sum - i]));
      left--;
    }
}

static void add_sounds(Keys *keys, int kind, const Sequence *of) {
  if (of->part_count == 2 && kind == SK_NAME_KEY_FULL)
    add_sounds_together(keys, of->parts[0], of->parts[1]);
  for (size_t i = 0; of->part_count == 1 && i < of->parts[0]->japanese_attested && i < JAPANESE; i++)
    add(keys, kind, mix(begin(kind, OF_SOUND), of->parts[0]->japanese[i]));
}

static void add_sequence(Keys *keys, int kind, const Sequence *of) {
  int script = SK_TEXT_UNKNOWN;
  for (size_t p = 0; p < of->part_count; p++) {
    if (script != SK_TEXT_UNKNOWN && of->parts[p]->script != script)
      return;
    script = of->parts[p]->script;
  }
  if (script == SK_TEXT_HAN)
    add_characters(keys, kind, of);
  if (script == SK_TEXT_HAN || script == SK_TEXT_HANGUL)
    add_korean(keys, kind, of);
  if (script == SK_TEXT_KANA || script == SK_TEXT_LATIN)
    add_letters(keys, kind, of);
  if (script == SK_TEXT_KANA || script == SK_TEXT_LATIN || script == SK_TEXT_HAN)
    add_sounds(keys, kind, of);
}

/* ---- neighbouring characters */

static void add_pairs(Keys *keys, const SkName *name) {
  uint32_t codes[2 * SK_NAME_CODES];
  size_t count = 0;
  const SkNamePart *parts[] = { &name->family, &name->given };
  for (int p = 0; p < 2; p++)
    for (size_t i = 0; i < parts[p]->count; i++)
      if (parts[p]->script == SK_TEXT_HAN || parts[p]->script == SK_TEXT_HANGUL)
        codes[count++] = parts[p]->folded[i];
  for (size_t i = 0; i + 1 < count; i++)
    add(keys, SK_NAME_KEY_PAIR, mix(mix(begin(SK_NAME_KEY_PAIR, OF_PAIR), codes[i]), codes[i + 1]));
}

size_t sk_name_keys(const SkName *name, SkNameKey ret_keys[SK_NAME_KEYS_MAX]) {
  Keys keys = { ret_keys, 0 };
  const SkNamePart *family = &name->family, *given = &name->given;
  if (family->count > 0 && given->count > 0) {
    add_sequence(&keys, SK_NAME_KEY_FULL, &(Sequence){ { family, given }, 2 });
    if (name->order_unknown)
      add_sequence(&keys, SK_NAME_KEY_FULL, &(Sequence){ { given, family }, 2 });
  } else if (given->count > 0) {
    add_sequence(&keys, SK_NAME_KEY_FULL, &(Sequence){ { given }, 1 });
  }
  if (given->count > 0)
    add_sequence(&keys, SK_NAME_KEY_GIVEN, &(Sequence){ { given }, 1 });
  if (family->count > 0)
    add_sequence(&keys, SK_NAME_KEY_FAMILY, &(Sequence){ { family }, 1 });
  if (name->order_unknown && family->count > 0) {
    add_sequence(&keys, SK_NAME_KEY_GIVEN, &(Sequence){ { family }, 1 });
    add_sequence(&keys, SK_NAME_KEY_FAMILY, &(Sequence){ { given }, 1 });
  }
  add_pairs(&keys, name);
  return keys.count;
}
