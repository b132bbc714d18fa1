/* Keys of sounds: of the whole name, of the given name, of what initials may stand for, and of a Christian name. */
#include "text/name_key.h"
#include "text/romanise.h"
#include "text/sounds.h"
#include "text/utf8.h"

#define LOOSE 16           /* combinations of sounds of the whole */
#define INITIAL_FAMILIES 2 /* readings of a family name beside initials */
#define INITIAL_GIVENS 4   /* and of a given name that initials may stand for */
#define NEAR 12            /* family names that a lone word may be */
#define LONGEST_SURNAME 8  /* letters */

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
    hash = name_key_mix(hash, (uint8_t)SOUND_LETTERS[text >> 60]);
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

static void tell_sounds(NameKeyOf of, SoundText first, SoundText second, char text[SK_NAME_KEY_TEXT]) {
  char letters[17];
  NameValues values;
  name_key_clear(&values);
  sounds_print(first, letters);
  name_key_put_letters(&values, letters);
  sounds_print(second, letters);
  name_key_put_letters(&values, letters);
  name_key_tell(of, &values, text);
}

/* The sounds of a part, or of a family and a given name, of which the first are mixed in already. */
static void add_one_sound(NameKeys *keys, SkNameKeyKind kind, uint64_t first_hash, SoundText first, SoundText second) {
  second = sounds_beside(first, second);
  if ((first | second) != 0 && name_key_add_hash(keys, kind, mix_sounds(first_hash, second)) && keys->texts != NULL)
    tell_sounds(NAME_KEY_OF_SOUNDS, first, second, keys->texts[keys->count - 1]);
}

static void add_sound(NameKeys *keys, SkNameKeyKind kind, SoundText text) {
  add_one_sound(keys, kind, name_key_begin(kind, NAME_KEY_OF_SOUNDS), 0, text);
}

static void add_given_sounds(NameKeys *keys, const Sounds *given) {
  for (size_t i = 0; i < given->count; i++)
    if (is_two_syllables(given->texts[i]))
      add_sound(keys, SK_NAME_KEY_GIVEN_LOOSE, given->texts[i]);
}

static void add_joined_sounds(NameKeys *keys, const Sounds *family, const Sounds *given) {
  uint64_t firsts[SOUNDS_MOST], start = name_key_begin(SK_NAME_KEY_LOOSE, NAME_KEY_OF_SOUNDS);
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
static void add_initial_keys(NameKeys *keys, const Sounds *family, const Initials *initials) {
  uint64_t begun = name_key_begin(SK_NAME_KEY_INITIALS, NAME_KEY_OF_INITIALS);
  for (size_t i = 0; i < family->count && i < INITIAL_FAMILIES; i++) {
    uint64_t of_family = mix_sounds(begun, family->texts[i]);
    for (size_t j = 0; j < initials->count; j++)
      if (name_key_add_hash(keys, SK_NAME_KEY_INITIALS, mix_sounds(of_family, initials->pairs[j])) &&
          keys->texts != NULL)
        tell_sounds(NAME_KEY_OF_INITIALS, family->texts[i], initials->pairs[j], keys->texts[keys->count - 1]);
  }
}

/* The nearest readings of letters. */
static void add_initials_of_letters(NameKeys *keys, const Sounds *family, const Sounds *given) {
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
static void add_initial_pairs(NameKeys *keys, const Sounds *family, unsigned firsts, unsigned seconds) {
  for (unsigned first = firsts; first != 0; first &= first - 1) {
    Initials initials;
    initials.count = 0;
    for (unsigned second = seconds; second != 0; second &= second - 1)
      put_initials(&initials, (SoundText)__builtin_ctz(first) << 60 | (SoundText)__builtin_ctz(second) << 56);
    add_initial_keys(keys, family, &initials);
  }
}

static void add_initials(NameKeys *keys, const Sounds *family, const SkNamePart *part, const Sounds *given) {
  if (part->script != SK_TEXT_HAN && part->script != SK_TEXT_HANGUL)
    add_initials_of_letters(keys, family, given);
  else if (part->count >= 2)
    add_initial_pairs(keys, family, first_sounds(part->read[0]), first_sounds(part->read[1]));
}

/* A lone word may be a family name with a slip in it. */
static void add_near_surnames(NameKeys *keys, const SkNamePart *word) {
  uint16_t near[NEAR];
  size_t count = word->letter_count <= LONGEST_SURNAME ? romanise_near_surnames(word, near, NEAR) : 0;
  for (size_t i = 0; i < count; i++) {
    SkNamePart name = { .script = SK_TEXT_HANGUL, .count = 1, .read = { { near[i] } } };
    Sounds sounds;
    sounds_of_characters(&name, &sounds);
    add_sound(keys, SK_NAME_KEY_LOOSE, sounds.texts[0]);
  }
}

static void add_whole_sounds(NameKeys *keys, const SkNamePart *whole) {
  Sounds sounds;
  read_sounds(whole, SK_NAME_OF_WHOLE, &sounds);
  for (size_t i = 0; i < sounds.count; i++)
    add_sound(keys, SK_NAME_KEY_LOOSE, sounds.texts[i]);
}

/* A Christian name, given or beside, in all its forms. */
static void add_christian(NameKeys *keys, const Sounds *family, uint16_t christian) {
  for (size_t i = 0; christian != 0 && i < family->count && i < INITIAL_FAMILIES; i++) {
    uint64_t hash =
        name_key_mix(mix_sounds(name_key_begin(SK_NAME_KEY_LOOSE, NAME_KEY_OF_CHRISTIAN), family->texts[i]), christian);
    if (name_key_add_hash(keys, SK_NAME_KEY_LOOSE, hash) && keys->texts != NULL)
      tell_sounds(NAME_KEY_OF_CHRISTIAN, family->texts[i], 0, keys->texts[keys->count - 1]);
  }
}

void name_keys_add_sounds(NameKeys *keys, const SkName *name) {
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

void name_keys_add_initials(NameKeys *keys, const SkNamePart *family, const SkNamePart *initials) {
  Sounds names;
  read_sounds(family, SK_NAME_OF_FAMILY, &names);
  add_initial_pairs(keys, &names, name_initial_sounds(initials, 0), name_initial_sounds(initials, 1));
}
