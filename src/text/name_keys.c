/* Keys: what a name can be found by. */
#include "text/han.h"
#include "text/hangul.h"
#include "text/kana.h"
#include "text/name_key.h"
#include "text/spelling.h"
#include "text/utf8.h"

#include <string.h>

#define READINGS 8  /* combinations of readings of the whole that become keys */
#define JAPANESE 20 /* combinations of Japanese readings of the whole */

/* ---- a name in one order */

typedef struct {
  const SkNamePart *parts[2];
  size_t count;
} Sequence;

static bool is_in(const Sequence *of, int script) {
  for (size_t p = 0; p < of->count; p++)
    if (of->parts[p]->script != script)
      return false;
  return true;
}

static void add_characters(NameKeys *keys, SkNameKeyKind kind, const Sequence *of) {
  NameValues strong, weak;
  name_key_clear(&strong);
  name_key_clear(&weak);
  for (size_t p = 0; p < of->count; p++)
    for (size_t i = 0; i < of->parts[p]->count; i++) {
      name_key_put(&strong, of->parts[p]->folded[i]);
      name_key_put(&weak, sk_han_fold_weak(of->parts[p]->raw[i]));
    }
  name_key_add(keys, kind, NAME_KEY_OF_HAN, &strong);
  if (kind == SK_NAME_KEY_FULL)
    name_key_add(keys, SK_NAME_KEY_LOOSE, NAME_KEY_OF_HAN_WEAK, &weak);
}

/* Fills `values` with combination number `which` of the readings; false when a character has none, or there is no such
 * combination. */
static bool combine_readings(const Sequence *of, size_t which, NameValues *values) {
  values->count = 0;
  for (size_t p = 0; p < of->count; p++)
    for (size_t i = 0; i < of->parts[p]->count; i++) {
      const uint16_t *read = of->parts[p]->read[i];
      size_t choices = 0;
      while (choices < SK_NAME_READINGS && read[choices] != 0)
        choices++;
      if (choices == 0)
        return false;
      name_key_put(values, sk_hangul_law(read[which % choices]));
      which /= choices;
    }
  return which == 0;
}

static void add_korean(NameKeys *keys, SkNameKeyKind kind, const Sequence *of) {
  NameValues values;
  for (size_t which = 0; which < READINGS && combine_readings(of, which, &values); which++)
    name_key_add(keys, kind, NAME_KEY_OF_KOREAN, &values);
}

static void add_japanese(NameKeys *keys, SkNameKeyKind kind, const Sequence *of) {
  const SkNamePart *first = of->parts[0], *second = of->count > 1 ? of->parts[1] : NULL;
  size_t left = JAPANESE, seconds = second != NULL ? second->japanese_count : 1;
  for (size_t sum = 0; sum + 1 < first->japanese_count + seconds; sum++) /* the best of both first */
    for (size_t i = sum < seconds ? 0 : sum - seconds + 1; i <= sum && i < first->japanese_count && left > 0; i++) {
      NameValues values;
      name_key_clear(&values);
      name_key_put(&values, first->japanese[i]);
      if (second != NULL)
        name_key_put(&values, second->japanese[sum - i]);
      name_key_add(keys, kind, NAME_KEY_OF_JAPANESE, &values);
      left--;
    }
}

/* Kana and Latin of the whole, divided or not. */
static void add_whole_japanese(NameKeys *keys, const Sequence *of) {
  char letters[2 * SK_NAME_LETTERS];
  size_t used = 0;
  for (size_t p = 0; p < of->count; p++)
    used += name_plain_letters(of->parts[p], letters + used);
  used = sk_romaji_fold(letters, used);
  NameValues values;
  name_key_clear(&values);
  name_key_put(&values, sk_name_sound(letters, used));
  name_key_add(keys, SK_NAME_KEY_FULL, NAME_KEY_OF_WHOLE_JAPANESE, &values);
}

/* Kana or letters without a division may be divided wherever a syllable ends. */
static void add_every_division(NameKeys *keys, const SkNamePart *part) {
  for (size_t cut = 2; cut + 2 <= part->sound_count; cut++) {
    NameValues values;
    if (strchr("aiueon", part->sound[cut - 1]) == NULL)
      continue;
    name_key_clear(&values);
    name_key_put(&values, sk_name_sound(part->sound, cut));
    name_key_put(&values, sk_name_sound(part->sound + cut, part->sound_count - cut));
    name_key_add(keys, SK_NAME_KEY_FULL, NAME_KEY_OF_JAPANESE, &values);
  }
}

static void add_pinyin(NameKeys *keys, const Sequence *of) {
  NameValues values;
  name_key_clear(&values);
  for (size_t p = 0; p < of->count; p++) {
    char letters[SK_NAME_LETTERS];
    for (size_t i = 0; of->parts[p]->script == SK_TEXT_HAN && i < of->parts[p]->count; i++) {
      const char *sound = sk_han_pinyin(of->parts[p]->raw[i], p == 0 && i == 0 && of->count == 2);
      if (*sound == '\0')
        return;
      name_key_put_letters(&values, sound);
    }
    if (of->parts[p]->script == SK_TEXT_LATIN) {
      name_plain_letters(of->parts[p], letters);
      name_key_put_letters(&values, letters);
    }
  }
  for (size_t i = 0; i < values.count; i++)
    values.values[i] = values.values[i] == 'v' ? 'u' : values.values[i];
  name_key_add(keys, SK_NAME_KEY_LOOSE, NAME_KEY_OF_PINYIN, &values);
}

/* ---- the whole */

static void add_part(NameKeys *keys, SkNameKeyKind kind, const SkNamePart *part) {
  Sequence of = { { part }, 1 };
  if (part->script == SK_TEXT_HAN)
    add_characters(keys, kind, &of);
  if (part->script == SK_TEXT_HAN || part->script == SK_TEXT_HANGUL)
    add_korean(keys, kind, &of);
  add_japanese(keys, kind, &of);
}

static void add_whole(NameKeys *keys, const SkNamePart *family, const SkNamePart *given) {
  Sequence of = { { family, given }, 2 };
  if (family->count == 0)
    of = (Sequence){ { given }, 1 };
  if (is_in(&of, SK_TEXT_HAN))
    add_characters(keys, SK_NAME_KEY_FULL, &of);
  add_korean(keys, SK_NAME_KEY_FULL, &of);
  add_japanese(keys, SK_NAME_KEY_FULL, &of);
  if (is_in(&of, SK_TEXT_KANA) || is_in(&of, SK_TEXT_LATIN))
    add_whole_japanese(keys, &of);
  if (of.count == 1 && (given->script == SK_TEXT_KANA || given->script == SK_TEXT_LATIN))
    add_every_division(keys, given);
  if (is_in(&of, SK_TEXT_HAN) || is_in(&of, SK_TEXT_LATIN))
    add_pinyin(keys, &of);
}

/* Neighbouring characters. */
static void add_pairs(NameKeys *keys, const SkName *name) {
  uint32_t codes[2 * SK_NAME_CODES];
  size_t count = 0;
  const SkNamePart *parts[] = { &name->family, &name->given };
  for (int p = 0; p < 2; p++)
    for (size_t i = 0; i < parts[p]->count; i++)
      if (parts[p]->script == SK_TEXT_HAN || parts[p]->script == SK_TEXT_HANGUL)
        codes[count++] = parts[p]->folded[i];
  for (size_t i = 0; i + 1 < count; i++) {
    NameValues values;
    name_key_clear(&values);
    name_key_put(&values, codes[i]);
    name_key_put(&values, codes[i + 1]);
    name_key_add(keys, SK_NAME_KEY_PAIR, NAME_KEY_OF_PAIR, &values);
  }
}

/* The family name alone. Letters are found by the Korean family names that they spell, too. */
static void add_family(NameKeys *keys, const SkNamePart *family) {
  add_part(keys, SK_NAME_KEY_FAMILY, family);
  for (unsigned n = 0; n < family->surname_count; n++) {
    const uint16_t *hangul = surname_spellings[surname_by_text[family->surname_first - n]].hangul;
    NameValues values;
    name_key_clear(&values);
    for (size_t i = 0; i < 2 && hangul[i] != 0; i++)
      name_key_put(&values, sk_hangul_law(hangul[i]));
    name_key_add(keys, SK_NAME_KEY_FAMILY, NAME_KEY_OF_KOREAN, &values);
  }
}

/* Initials: what is written the same, the family name, and what they may stand for. */
static size_t make_keys_of_initials(const SkName *name, NameKeys *keys) {
  bool turned = (name->given.flags & SK_NAME_PART_INITIALS) == 0;
  const SkNamePart *family = turned ? &name->given : &name->family, *given = turned ? &name->family : &name->given;
  if (given->count > 0)
    add_whole(keys, family, given);
  if (family->count > 0 && (family->flags & SK_NAME_PART_INITIALS) == 0) {
    name_keys_add_initials(keys, family, given);
    add_family(keys, family);
  }
  return keys->count;
}

static size_t make_keys(const SkName *name, NameKeys *keys) {
  const SkNamePart *family = &name->family, *given = &name->given;
  if ((family->flags & SK_NAME_PART_INITIALS) != 0 || (given->flags & SK_NAME_PART_INITIALS) != 0)
    return make_keys_of_initials(name, keys);
  bool both = family->count > 0 && given->count > 0, turned = both && name->order_unknown;
  if (given->count > 0)
    add_whole(keys, family, given);
  if (turned)
    add_whole(keys, given, family);
  name_keys_add_sounds(keys, name);
  if (given->count > 0)
    add_part(keys, SK_NAME_KEY_GIVEN, given);
  if (turned)
    add_part(keys, SK_NAME_KEY_GIVEN, family);
  if (family->count > 0)
    add_family(keys, family);
  if (turned)
    add_family(keys, given);
  add_pairs(keys, name);
  return keys->count;
}

size_t sk_name_keys(const SkName *name, SkNameKey ret_keys[SK_NAME_KEYS_MAX]) {
  NameKeys keys = { .keys = ret_keys };
  return make_keys(name, &keys);
}

size_t sk_name_key_texts(const SkName *name, SkNameKey ret_keys[SK_NAME_KEYS_MAX],
                         char ret_texts[SK_NAME_KEYS_MAX][SK_NAME_KEY_TEXT]) {
  NameKeys keys = { .keys = ret_keys, .texts = ret_texts };
  return make_keys(name, &keys);
}
