/* Keys: what a name can be found by. A key is a row of values (characters, syllables, letters, hashes of sounds),
 * hashed by FNV-1a of 64 bits (Fowler, Noll, Vo) a value at a time and cut to 63 bits. */
#include "text/han.h"
#include "text/hangul.h"
#include "text/kana.h"
#include "text/name_parts.h"
#include "text/romanise.h"
#include "text/sounds.h"
#include "text/spelling.h"
#include "text/utf8.h"

#include <string.h>

#define READINGS 8  /* combinations of readings of the whole that become keys */
#define JAPANESE 20 /* combinations of Japanese readings of the whole */
#define LOOSE 16    /* combinations of sounds of the whole */
#define VALUES 64
#define INITIAL_FAMILIES 2 /* readings of a family name beside initials */
#define INITIAL_GIVENS 4   /* and of a given name that initials may stand for */
#define NEAR 12            /* family names that a lone word may be */
#define LONGEST_SURNAME 8  /* letters */

/* What the values of a key are. */
typedef enum {
  OF_HAN = 1,
  OF_HAN_WEAK,
  OF_KOREAN,
  OF_SOUNDS,
  OF_JAPANESE,
  OF_WHOLE_JAPANESE,
  OF_PINYIN,
  OF_PAIR,
  OF_INITIALS,
  OF_CHRISTIAN
} KeyOf;

static const char *const words[] = { "", "HX", "HW", "KO", "KS", "JA", "JW", "PY", "2", "IN", "CH" };

typedef struct {
  SkNameKey *keys;
  char (*texts)[SK_NAME_KEY_TEXT]; /* NULL when nobody reads them */
  size_t count;
  uint64_t seen[4]; /* bit h of 256 is set when a key whose hash ends in h is there */
} Keys;

typedef struct {
  uint32_t values[VALUES];
  size_t count;
} Values;

/* No values; the room for them is left as it is. */
static void clear(Values *values) {
  values->count = 0;
}

static void put(Values *values, uint32_t value) {
  if (values->count < VALUES)
    values->values[values->count++] = value;
}

static void put_letters(Values *values, const char *letters) {
  for (; *letters != '\0'; letters++)
    put(values, (uint8_t)*letters);
}

/* ---- one key */

static uint64_t mix(uint64_t hash, uint32_t value) {
  return (hash ^ value) * 1099511628211ull;
}

static uint64_t begin(SkNameKeyKind kind, KeyOf of) {
  return mix(mix(14695981039346656037ull, (uint32_t)kind), (uint32_t)of);
}

static void tell(KeyOf of, const Values *values, char text[SK_NAME_KEY_TEXT]) {
  static const char digits[] = "0123456789abcdef";
  size_t used = strlen(words[of]);
  memcpy(text, words[of], used);
  text[used++] = ' ';
  for (size_t i = 0; i < values->count && used + 10 < SK_NAME_KEY_TEXT; i++) {
    bool hash = of == OF_JAPANESE || of == OF_WHOLE_JAPANESE;
    for (int shift = 28; hash && shift >= 0; shift -= 4)
      text[used++] = digits[values->values[i] >> shift & 15];
    if (!hash)
      used += sk_utf8_encode(values->values[i], text + used);
  }
  text[used] = '\0';
}

/* Whether the key is there. */
static bool is_known(const Keys *keys, uint64_t hash) {
  if ((keys->seen[hash >> 6 & 3] >> (hash & 63) & 1) == 0)
    return false;
  for (size_t i = 0; i < keys->count; i++)
    if (keys->keys[i].hash == hash)
      return true;
  return false;
}

/* Adds the key of values that were mixed into `hash`; false when it is there or there is no room. */
static bool add_hash(Keys *keys, SkNameKeyKind kind, uint64_t hash) {
  hash ^= hash >> 32; /* the last values reach the low bits only through the multiplication */
  hash &= INT64_MAX;
  hash += hash == 0;
  if (keys->count == SK_NAME_KEYS_MAX || is_known(keys, hash))
    return false;
  keys->seen[hash >> 6 & 3] |= UINT64_C(1) << (hash & 63);
  keys->keys[keys->count++] = (SkNameKey){ (uint8_t)kind, hash };
  return true;
}

static void add(Keys *keys, SkNameKeyKind kind, KeyOf of, const Values *values) {
  uint64_t hash = begin(kind, of);
  for (size_t i = 0; i < values->count; i++)
    hash = mix(hash, values->values[i]);
  if (values->count > 0 && add_hash(keys, kind, hash) && keys->texts != NULL)
    tell(of, values, keys->texts[keys->count - 1]);
}

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

static void add_characters(Keys *keys, SkNameKeyKind kind, const Sequence *of) {
  Values strong, weak;
  clear(&strong);
  clear(&weak);
  for (size_t p = 0; p < of->count; p++)
    for (size_t i = 0; i < of->parts[p]->count; i++) {
      put(&strong, of->parts[p]->folded[i]);
      put(&weak, sk_han_fold_weak(of->parts[p]->raw[i]));
    }
  add(keys, kind, OF_HAN, &strong);
  if (kind == SK_NAME_KEY_FULL)
    add(keys, SK_NAME_KEY_LOOSE, OF_HAN_WEAK, &weak);
}

/* Fills `values` with combination number `which` of the readings; false when a character has none, or there is no such
 * combination. */
static bool combine_readings(const Sequence *of, size_t which, Values *values) {
  values->count = 0;
  for (size_t p = 0; p < of->count; p++)
    for (size_t i = 0; i < of->parts[p]->count; i++) {
      const uint16_t *read = of->parts[p]->read[i];
      size_t choices = 0;
      while (choices < SK_NAME_READINGS && read[choices] != 0)
        choices++;
      if (choices == 0)
        return false;
      put(values, sk_hangul_law(read[which % choices]));
      which /= choices;
    }
  return which == 0;
}

static void add_korean(Keys *keys, SkNameKeyKind kind, const Sequence *of) {
  Values values;
  for (size_t which = 0; which < READINGS && combine_readings(of, which, &values); which++)
    add(keys, kind, OF_KOREAN, &values);
}

static void add_japanese(Keys *keys, SkNameKeyKind kind, const Sequence *of) {
  const SkNamePart *first = of->parts[0], *second = of->count > 1 ? of->parts[1] : NULL;
  size_t left = JAPANESE, seconds = second != NULL ? second->japanese_count : 1;
  for (size_t sum = 0; sum + 1 < first->japanese_count + seconds; sum++) /* the best of both first */
    for (size_t i = sum < seconds ? 0 : sum - seconds + 1; i <= sum && i < first->japanese_count && left > 0; i++) {
      Values values;
      clear(&values);
      put(&values, first->japanese[i]);
      if (second != NULL)
        put(&values, second->japanese[sum - i]);
      add(keys, kind, OF_JAPANESE, &values);
      left--;
    }
}

/* Kana and Latin of the whole, divided or not. */
static void add_whole_japanese(Keys *keys, const Sequence *of) {
  char letters[2 * SK_NAME_LETTERS];
  size_t used = 0;
  for (size_t p = 0; p < of->count; p++)
    used += name_plain_letters(of->parts[p], letters + used);
  used = sk_romaji_fold(letters, used);
  Values values;
  clear(&values);
  put(&values, sk_name_sound(letters, used));
  add(keys, SK_NAME_KEY_FULL, OF_WHOLE_JAPANESE, &values);
}

/* Kana or letters without a division may be divided wherever a syllable ends. */
static void add_every_division(Keys *keys, const SkNamePart *part) {
  for (size_t cut = 2; cut + 2 <= part->sound_count; cut++) {
    Values values;
    if (strchr("aiueon", part->sound[cut - 1]) == NULL)
      continue;
    clear(&values);
    put(&values, sk_name_sound(part->sound, cut));
    put(&values, sk_name_sound(part->sound + cut, part->sound_count - cut));
    add(keys, SK_NAME_KEY_FULL, OF_JAPANESE, &values);
  }
}

static void add_pinyin(Keys *keys, const Sequence *of) {
  Values values;
  clear(&values);
  for (size_t p = 0; p < of->count; p++) {
    char letters[SK_NAME_LETTERS];
    for (size_t i = 0; of->parts[p]->script == SK_TEXT_HAN && i < of->parts[p]->count; i++) {
      const char *sound = sk_han_pinyin(of->parts[p]->raw[i], p == 0 && i == 0 && of->count == 2);
      if (*sound == '\0')
        return;
      put_letters(&values, sound);
    }
    if (of->parts[p]->script == SK_TEXT_LATIN) {
      name_plain_letters(of->parts[p], letters);
      put_letters(&values, letters);
    }
  }
  for (size_t i = 0; i < values.count; i++)
    values.values[i] = values.values[i] == 'v' ? 'u' : values.values[i];
  add(keys, SK_NAME_KEY_LOOSE, OF_PINYIN, &values);
}

/* ---- sounds */

/* A part as what it may be. */
typedef struct {
  Sounds family, given;
} PartSounds;

static void read_sounds(const SkNamePart *part, SkNameOf of, Sounds *sounds) {
  SoundLattice lattice;
  if (part->script == SK_TEXT_HAN || part->script == SK_TEXT_HANGUL) {
    sounds_of_characters(part, sounds);
    return;
  }
  sounds_read_letters(part, &lattice);
  sounds_of_lattice(&lattice, of, sounds);
}

static void read_both_sounds(const SkNamePart *part, PartSounds *sounds) {
  SoundLattice lattice;
  if (part->script == SK_TEXT_HAN || part->script == SK_TEXT_HANGUL) {
    sounds_of_characters(part, &sounds->family);
    sounds->given = sounds->family;
    return;
  }
  sounds_read_letters(part, &lattice);
  sounds_of_lattice(&lattice, SK_NAME_OF_FAMILY, &sounds->family);
  sounds_of_lattice(&lattice, SK_NAME_OF_GIVEN, &sounds->given);
}

static bool is_vowel(unsigned sound) {
  return sound == SOUND_A || sound == SOUND_E || sound == SOUND_I || sound == SOUND_O;
}

static bool is_two_syllables(SoundText text) {
  size_t vowels = 0;
  for (; text != 0; text <<= 4)
    vowels += is_vowel((unsigned)(text >> 60));
  return vowels >= 2;
}

static uint64_t mix_sounds(uint64_t hash, SoundText text) {
  for (; text != 0; text <<= 4)
    hash = mix(hash, (uint8_t)SOUND_LETTERS[text >> 60]);
  return hash;
}

/* First sounds of the first two syllables of a given name; 0 if it has one. A consonant between two vowels that may as
 * well close the first syllable: `closed` says that it does. */
static SoundText initial_sounds(SoundText given, bool closed) {
  const unsigned closing = 1u << SOUND_G | 1u << SOUND_L,
                 either = 1u << SOUND_K | 1u << SOUND_M | 1u << SOUND_N | 1u << SOUND_P | 1u << SOUND_T;
  bool heard = is_vowel((unsigned)(given >> 60));
  unsigned consonants = 0;
  for (SoundText at = given << 4, before = given; at != 0; before = at, at <<= 4) {
    unsigned sound = (unsigned)(at >> 60), last = (unsigned)(before >> 60);
    if (!is_vowel(sound)) {
      consonants += heard;
      continue;
    }
    if (heard) {
      unsigned closes = closed && consonants == 1 ? closing | either : closing;
      bool opens = consonants > 0 && (closes >> last & 1) == 0;
      return (given >> 60 << 60) | (SoundText)(opens ? last : sound) << 56;
    }
    heard = true;
  }
  return 0;
}

static void tell_sounds(KeyOf of, SoundText first, SoundText second, char text[SK_NAME_KEY_TEXT]) {
  char letters[17];
  Values values;
  clear(&values);
  sounds_print(first, letters);
  put_letters(&values, letters);
  sounds_print(second, letters);
  put_letters(&values, letters);
  tell(of, &values, text);
}

/* The sounds of a part, or of a family and a given name, of which the first are mixed in already. */
static void add_one_sound(Keys *keys, SkNameKeyKind kind, uint64_t first_hash, SoundText first, SoundText second) {
  second = sounds_beside(first, second);
  if ((first | second) != 0 && add_hash(keys, kind, mix_sounds(first_hash, second)) && keys->texts != NULL)
    tell_sounds(OF_SOUNDS, first, second, keys->texts[keys->count - 1]);
}

static void add_sound(Keys *keys, SkNameKeyKind kind, SoundText text) {
  add_one_sound(keys, kind, begin(kind, OF_SOUNDS), 0, text);
}

static void add_given_sounds(Keys *keys, const Sounds *given) {
  for (size_t i = 0; i < given->count; i++)
    if (is_two_syllables(given->texts[i]))
      add_sound(keys, SK_NAME_KEY_GIVEN_LOOSE, given->texts[i]);
}

static void add_joined_sounds(Keys *keys, const Sounds *family, const Sounds *given) {
  uint64_t firsts[SOUNDS_MOST], start = begin(SK_NAME_KEY_LOOSE, OF_SOUNDS);
  size_t left = LOOSE;
  for (size_t i = 0; i < family->count; i++)
    firsts[i] = mix_sounds(start, family->texts[i]);
  for (size_t sum = 0; sum + 1 < family->count + given->count; sum++) /* the best of both first */
    for (size_t i = sum < given->count ? 0 : sum - given->count + 1; i <= sum && i < family->count && left > 0; i++) {
      add_one_sound(keys, SK_NAME_KEY_LOOSE, firsts[i], family->texts[i], given->texts[sum - i]);
      left--;
    }
}

/* First sounds of two syllables, each pair once. */
typedef struct {
  SoundText pairs[2 * INITIAL_GIVENS];
  size_t count;
} Initials;

static void put_initials(Initials *initials, SoundText pair) {
  for (size_t i = 0; i < initials->count; i++)
    if (initials->pairs[i] == pair)
      return;
  if (pair != 0 && initials->count < sizeof initials->pairs / sizeof *initials->pairs)
    initials->pairs[initials->count++] = pair;
}

/* What somebody is found by who has initials alone. */
static void add_initial_keys(Keys *keys, const Sounds *family, const Initials *initials) {
  uint64_t begun = begin(SK_NAME_KEY_INITIALS, OF_INITIALS);
  for (size_t i = 0; i < family->count && i < INITIAL_FAMILIES; i++) {
    uint64_t of_family = mix_sounds(begun, family->texts[i]);
    for (size_t j = 0; j < initials->count; j++)
      if (add_hash(keys, SK_NAME_KEY_INITIALS, mix_sounds(of_family, initials->pairs[j])) && keys->texts != NULL)
        tell_sounds(OF_INITIALS, family->texts[i], initials->pairs[j], keys->texts[keys->count - 1]);
  }
}

/* The nearest readings of letters. */
static void add_initials_of_letters(Keys *keys, const Sounds *family, const Sounds *given) {
  Initials initials;
  initials.count = 0;
  for (size_t j = 0; j < given->count && j < INITIAL_GIVENS; j++) {
    put_initials(&initials, initial_sounds(given->texts[j], false));
    put_initials(&initials, initial_sounds(given->texts[j], true));
  }
  add_initial_keys(keys, family, &initials);
}

/* First sounds of the readings of a character, as bits. */
static unsigned first_sounds(const uint16_t read[SK_NAME_READINGS]) {
  unsigned sounds = 0;
  for (size_t i = 0; i < SK_NAME_READINGS && read[i] != 0; i++)
    sounds |= 1u << (sounds_append_syllable(0, read[i]) >> 60);
  return sounds;
}

/* Two syllables by all sounds that each may begin with. */
static void add_initial_pairs(Keys *keys, const Sounds *family, unsigned firsts, unsigned seconds) {
  for (unsigned first = firsts; first != 0; first &= first - 1) {
    Initials initials;
    initials.count = 0;
    for (unsigned second = seconds; second != 0; second &= second - 1)
      put_initials(&initials, (SoundText)__builtin_ctz(first) << 60 | (SoundText)__builtin_ctz(second) << 56);
    add_initial_keys(keys, family, &initials);
  }
}

static void add_initials(Keys *keys, const Sounds *family, const SkNamePart *part, const Sounds *given) {
  if (part->script != SK_TEXT_HAN && part->script != SK_TEXT_HANGUL)
    add_initials_of_letters(keys, family, given);
  else if (part->count >= 2)
    add_initial_pairs(keys, family, first_sounds(part->read[0]), first_sounds(part->read[1]));
}

/* A lone word may be a family name with a slip in it. */
static void add_near_surnames(Keys *keys, const SkNamePart *word) {
  uint16_t near[NEAR];
  size_t count = word->letter_count <= LONGEST_SURNAME ? romanise_near_surnames(word, near, NEAR) : 0;
  for (size_t i = 0; i < count; i++) {
    SkNamePart name = { .script = SK_TEXT_HANGUL, .count = 1, .read = { { near[i] } } };
    Sounds sounds;
    sounds_of_characters(&name, &sounds);
    add_sound(keys, SK_NAME_KEY_LOOSE, sounds.texts[0]);
  }
}

static void add_whole_sounds(Keys *keys, const SkNamePart *whole) {
  Sounds sounds;
  read_sounds(whole, SK_NAME_OF_WHOLE, &sounds);
  for (size_t i = 0; i < sounds.count; i++)
    add_sound(keys, SK_NAME_KEY_LOOSE, sounds.texts[i]);
}

/* ---- the whole */

static void add_part(Keys *keys, SkNameKeyKind kind, const SkNamePart *part) {
  Sequence of = { { part }, 1 };
  if (part->script == SK_TEXT_HAN)
    add_characters(keys, kind, &of);
  if (part->script == SK_TEXT_HAN || part->script == SK_TEXT_HANGUL)
    add_korean(keys, kind, &of);
  add_japanese(keys, kind, &of);
}

static void add_whole(Keys *keys, const SkNamePart *family, const SkNamePart *given) {
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

/* A Christian name, given or beside, in all its forms. */
static void add_christian(Keys *keys, const Sounds *family, uint16_t christian) {
  for (size_t i = 0; christian != 0 && i < family->count && i < INITIAL_FAMILIES; i++) {
    uint64_t hash = mix(mix_sounds(begin(SK_NAME_KEY_LOOSE, OF_CHRISTIAN), family->texts[i]), christian);
    if (add_hash(keys, SK_NAME_KEY_LOOSE, hash) && keys->texts != NULL)
      tell_sounds(OF_CHRISTIAN, family->texts[i], 0, keys->texts[keys->count - 1]);
  }
}

static void add_sounds(Keys *keys, const SkName *name) {
  const SkNamePart *family = &name->family, *given = &name->given;
  PartSounds first, second;
  if (family->count == 0) {
    add_whole_sounds(keys, given);
    add_near_surnames(keys, given);
    return;
  }
  if (!name->order_unknown) {
    read_sounds(family, SK_NAME_OF_FAMILY, &first.family);
    read_sounds(given, SK_NAME_OF_GIVEN, &second.given);
  } else {
    read_both_sounds(family, &first);
    read_both_sounds(given, &second);
  }
  add_joined_sounds(keys, &first.family, &second.given);
  add_given_sounds(keys, &second.given);
  add_initials(keys, &first.family, given, &second.given);
  add_christian(keys, &first.family, given->christian);
  add_christian(keys, &first.family, name->christian);
  if (name->order_unknown) {
    add_joined_sounds(keys, &second.family, &first.given);
    add_given_sounds(keys, &first.given);
    add_initials(keys, &second.family, family, &first.given);
    add_christian(keys, &second.family, family->christian);
  }
}

/* Neighbouring characters. */
static void add_pairs(Keys *keys, const SkName *name) {
  uint32_t codes[2 * SK_NAME_CODES];
  size_t count = 0;
  const SkNamePart *parts[] = { &name->family, &name->given };
  for (int p = 0; p < 2; p++)
    for (size_t i = 0; i < parts[p]->count; i++)
      if (parts[p]->script == SK_TEXT_HAN || parts[p]->script == SK_TEXT_HANGUL)
        codes[count++] = parts[p]->folded[i];
  for (size_t i = 0; i + 1 < count; i++) {
    Values values;
    clear(&values);
    put(&values, codes[i]);
    put(&values, codes[i + 1]);
    add(keys, SK_NAME_KEY_PAIR, OF_PAIR, &values);
  }
}

/* The family name alone. Letters are found by the Korean family names that they spell, too. */
static void add_family(Keys *keys, const SkNamePart *family) {
  add_part(keys, SK_NAME_KEY_FAMILY, family);
  for (unsigned n = 0; n < family->surname_count; n++) {
    const uint16_t *hangul = surname_spellings[surname_by_text[family->surname_first - n]].hangul;
    Values values;
    clear(&values);
    for (size_t i = 0; i < 2 && hangul[i] != 0; i++)
      put(&values, sk_hangul_law(hangul[i]));
    add(keys, SK_NAME_KEY_FAMILY, OF_KOREAN, &values);
  }
}

/* Initials: what is written the same, the family name, and what they may stand for. */
static size_t make_keys_of_initials(const SkName *name, Keys *keys) {
  bool turned = (name->given.flags & SK_NAME_PART_INITIALS) == 0;
  const SkNamePart *family = turned ? &name->given : &name->family, *given = turned ? &name->family : &name->given;
  if (given->count > 0)
    add_whole(keys, family, given);
  if (family->count > 0 && (family->flags & SK_NAME_PART_INITIALS) == 0) {
    Sounds names;
    read_sounds(family, SK_NAME_OF_FAMILY, &names);
    add_initial_pairs(keys, &names, name_initial_sounds(given, 0), name_initial_sounds(given, 1));
    add_family(keys, family);
  }
  return keys->count;
}

static size_t make_keys(const SkName *name, Keys *keys) {
  const SkNamePart *family = &name->family, *given = &name->given;
  if ((family->flags & SK_NAME_PART_INITIALS) != 0 || (given->flags & SK_NAME_PART_INITIALS) != 0)
    return make_keys_of_initials(name, keys);
  bool both = family->count > 0 && given->count > 0, turned = both && name->order_unknown;
  if (given->count > 0)
    add_whole(keys, family, given);
  if (turned)
    add_whole(keys, given, family);
  add_sounds(keys, name);
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
  Keys keys = { .keys = ret_keys };
  return make_keys(name, &keys);
}

size_t sk_name_key_texts(const SkName *name, SkNameKey ret_keys[SK_NAME_KEYS_MAX],
                         char ret_texts[SK_NAME_KEYS_MAX][SK_NAME_KEY_TEXT]) {
  Keys keys = { .keys = ret_keys, .texts = ret_texts };
  return make_keys(name, &keys);
}
