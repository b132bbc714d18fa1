/* Initials: letters that stand for the syllables of a name (Kim Y. J.). One fits a syllable that some system or habit
 * of spellings.txt begins so: R, L, Y and I for 리, J and C for 자. What fits proves little; what cannot is another
 * name. */
#include "text/hangul.h"
#include "text/name_parts.h"
#include "text/romanise.h"
#include "text/sounds.h"
#include "text/spelling.h"
#include "text/utf8.h"

#include <string.h>

#define MOST 5     /* hundredths that a writing may cost whose first letter counts */
#define FITTING 20 /* hundredths of a syllable that has its initial */
#define LACKING 50 /* and of one that has none */
#define ONSETS 19
#define VOWELS 21
/* No name begins a syllable with ㄲ ㄸ ㅃ ㅆ ㅉ. */
#define IS_TENSE(onset) ((1u << (onset) & (1u << 1 | 1u << 4 | 1u << 8 | 1u << 10 | 1u << 13)) != 0)

/* ---- reading */

static bool is_vowel(char letter, int script) {
  return letter != '\0' && strchr(script == SK_TEXT_LATIN ? "aeiouOU" : "aeEioUuWYA", letter) != NULL;
}

/* A letter, or two that together begin a syllable: Ch. H. Kim. */
static bool is_initial(const char *letters, size_t count, int script) {
  return count == 1 || (count == 2 && !is_vowel(letters[0], script) && letters[1] == 'h');
}

/* KIM YJ: consonants in one word, which are no name but the Cantonese Ng. */
static size_t split_cluster(const SkNamePart *part, char initials[SK_NAME_INITIALS]) {
  size_t count = part->letter_count;
  if (count < 2 || count > 3 || memcmp(part->letters, "ng", 2) == 0)
    return 0;
  for (size_t i = 0; i < count; i++)
    if (is_vowel(part->letters[i], part->script))
      return 0;
  memcpy(initials, part->letters, count);
  return count;
}

/* Where the word of the part that begins at `at` ends. */
static size_t word_end(const SkNamePart *part, size_t at) {
  for (at++; at < part->letter_count && (part->breaks >> at & 1) == 0;)
    at++;
  return at;
}

/* The first letters of all words of the part when each is an initial. */
static size_t take_words(const SkNamePart *part, char initials[SK_NAME_INITIALS]) {
  size_t count = 0;
  for (size_t at = 0, end; at < part->letter_count; at = end) {
    end = word_end(part, at);
    if (count == SK_NAME_INITIALS || !is_initial(part->letters + at, end - at, part->script))
      return 0;
    initials[count++] = part->letters[at];
  }
  return count;
}

static bool is_spelt(const SkNamePart *part, size_t at, size_t end) {
  for (size_t i = at; i < end; i++)
    if (end - at > 1 && is_vowel(part->letters[i], part->script))
      return true;
  return false;
}

/* Yong J., Y.-ja: some words are initials, which a vowel is with a dot only, and the rest are spelt. */
static size_t take_mixed(const SkNamePart *part, bool dot, char initials[SK_NAME_INITIALS]) {
  size_t count = 0, spelt = 0;
  for (size_t at = 0, end; at < part->letter_count; at = end) {
    end = word_end(part, at);
    bool spells = is_spelt(part, at, end);
    bool initial =
        is_initial(part->letters + at, end - at, part->script) && (dot || !is_vowel(part->letters[at], part->script));
    if (count == SK_NAME_INITIALS || (!spells && !initial))
      return 0;
    spelt += spells;
    initials[count++] = part->letters[at];
  }
  return spelt > 0 && spelt < count ? count : 0;
}

static bool is_capital(uint32_t code) {
  return (code >= 'A' && code <= 'Z') || (code >= 0x410 && code <= 0x42f);
}

static bool is_all_capitals(NameRun run) {
  for (size_t i = 0; i < run.count; i++)
    if (!is_capital(run.codes[i]) && !name_is_break(run.codes[i]))
      return false;
  return true;
}

static bool has_dot(NameRun run) {
  for (size_t i = 0; i < run.count; i++)
    if (run.codes[i] == '.')
      return true;
  return false;
}

/* SH is S. H., Sh. one letter: `count` initials were found, how many there are then. */
static size_t take_cluster(const SkNamePart *part, NameRun run, size_t count, char initials[SK_NAME_INITIALS]) {
  char letters[SK_NAME_INITIALS] = { 0 };
  size_t of_cluster = split_cluster(part, letters);
  if (of_cluster == 0 || (count > 0 && !is_all_capitals(run)))
    return count;
  memcpy(initials, letters, sizeof letters);
  return of_cluster;
}

void name_find_initials(SkNamePart *part, NameRun run, SkNameOf of) {
  if ((part->script != SK_TEXT_LATIN && part->script != SK_TEXT_CYRILLIC) || part->letter_count > 2 * SK_NAME_INITIALS)
    return;
  char initials[SK_NAME_INITIALS] = { 0 };
  size_t count = take_words(part, initials), vowels = 0;
  if (count == 0 && part->breaks != 0 && of == SK_NAME_OF_GIVEN)
    count = take_mixed(part, has_dot(run), initials);
  for (size_t i = 0; i < count; i++)
    vowels += is_vowel(initials[i], part->script);
  if (count > 0 && vowels == count && !has_dot(run) && (count == 1 || !is_all_capitals(run)))
    return; /* O and U-i are names by themselves */
  if (count < 2 && of == SK_NAME_OF_GIVEN && part->breaks == 0)
    count = take_cluster(part, run, count, initials);
  if (count == 0)
    return;
  memcpy(part->initials, initials, sizeof initials);
  part->flags |= SK_NAME_PART_INITIALS;
}

static size_t count_of(const SkNamePart *part) {
  return strnlen(part->initials, SK_NAME_INITIALS);
}

/* ---- what may begin with a letter */

/* Marks and capitals aside. */
static char first_letter(const Spelling *row) {
  return (char)((row->text & 127) | 32);
}

static bool has_row(int kind, int alphabet, unsigned jamo, uint8_t place, char letter) {
  const uint16_t *starts = spelling_starts[kind][alphabet];
  for (const Spelling *row = spellings + starts[jamo]; row < spellings + starts[jamo + 1]; row++)
    if (row->cost <= MOST && row->length > 0 && (row->places & place) != 0 && first_letter(row) == letter)
      return true;
  return false;
}

/* Whether the onset may be written as nothing, or as the letter; only before i and y where the table says so. */
static bool begins_onset(int alphabet, unsigned onset, unsigned vowel, char letter, bool *ret_silent) {
  const uint16_t *starts = spelling_starts[SPELLING_ONSET][alphabet];
  *ret_silent = false;
  for (const Spelling *row = spellings + starts[onset]; row < spellings + starts[onset + 1]; row++) {
    bool allowed = row->cost <= MOST && (row->places & PLACE_INITIAL) != 0 &&
                   ((row->places & PLACE_BEFORE_FRONT) == 0 || spelling_is_front((uint8_t)vowel));
    if (allowed && row->length > 0 && first_letter(row) == letter)
      return true;
    *ret_silent |= allowed && row->length == 0;
  }
  return false;
}

/* Whether a syllable may begin with the letter when it stands first. */
static bool begins_syllable(int alphabet, unsigned onset, unsigned vowel, char letter) {
  bool silent;
  letter |= 32;
  return begins_onset(alphabet, onset, vowel, letter, &silent) ||
         (silent && has_row(SPELLING_VOWEL, alphabet, vowel, (uint8_t)(PLACE_VOWEL(0, 0) | PLACE_VOWEL(1, 0)), letter));
}

/* ---- characters */

static bool begins_surname(uint16_t hangul, char letter) {
  for (uint16_t s = 0; s < surname_spelling_count; s++) {
    const SurnameSpelling *row = &surname_spellings[s];
    if (row->hangul[0] == hangul && row->cost <= MOST && row->text[0] == letter)
      return true;
  }
  return false;
}

static bool begins_character(const SkNamePart *characters, size_t at, int alphabet, char letter, SkNameOf of) {
  for (size_t i = 0; i < SK_NAME_READINGS && characters->read[at][i] != 0; i++) {
    SkJamo jamo = sk_hangul_split(characters->read[at][i]);
    if (begins_syllable(alphabet, jamo.onset, jamo.vowel, letter) ||
        (of != SK_NAME_OF_GIVEN && at == 0 && alphabet == SPELLING_LATIN &&
         begins_surname(characters->read[at][i], letter)))
      return true;
  }
  return false;
}

/* Whether some of the words are no initials. */
static bool is_mixed(const SkNamePart *part) {
  for (size_t at = 0; part->breaks != 0 && at < part->letter_count; at = word_end(part, at))
    if (is_spelt(part, at, word_end(part, at)))
      return true;
  return false;
}

#define SPELT_MOST 10 /* hundredths that a syllable may cost which is written out beside initials */

/* Whether each word that is spelt is the syllable in its place. */
static bool fit_spelt(const SkNamePart *characters, const SkNamePart *letters) {
  size_t syllable = 0;
  for (size_t at = 0, end; at < letters->letter_count; at = end, syllable++) {
    end = word_end(letters, at);
    if (syllable >= characters->count || syllable >= SK_NAME_CODES)
      return false; /* more words than syllables */
    if (!is_spelt(letters, at, end))
      continue;
    SkNamePart one = { .script = characters->script, .count = 1 };
    SkNamePart word = { .script = letters->script, .letter_count = (uint8_t)(end - at), .flags = letters->flags };
    word.count = word.letter_count;
    memcpy(one.read[0], characters->read[syllable], sizeof one.read[0]);
    memcpy(word.letters, letters->letters + at, end - at);
    if (romanise_fit(&one, &word, false).cost > SPELT_MOST)
      return false;
  }
  return true;
}

static bool fit_characters(const SkNamePart *characters, const SkNamePart *initials, SkNameOf of) {
  int alphabet = romanise_alphabet(initials->script);
  size_t count = count_of(initials);
  if (count > characters->count)
    return false;
  if (is_mixed(initials) && !fit_spelt(characters, initials))
    return false;
  for (size_t i = 0; i < count; i++)
    if (!begins_character(characters, i, alphabet, initials->initials[i], of))
      return false;
  return true;
}

/* ---- letters */

typedef struct {
  int alphabet;
  size_t length;
  char text[SPELLING_TEXT];
} Letters;

/* Whether a vowel is written at `at`. */
static bool is_written(const Letters *letters, unsigned vowel, size_t at) {
  const uint16_t *starts = spelling_starts[SPELLING_VOWEL][letters->alphabet];
  uint32_t word = spelling_word(letters->text + at);
  for (const Spelling *row = spellings + starts[vowel]; row < spellings + starts[vowel + 1]; row++)
    if (row->cost <= MOST && (word & row->mask) == row->text)
      return true;
  return false;
}

static bool may_end_onset(const Letters *letters, unsigned onset, size_t end, int alphabet, char letter) {
  for (unsigned vowel = 0; vowel < VOWELS; vowel++)
    if (is_written(letters, vowel, end) && begins_syllable(alphabet, onset, vowel, letter))
      return true;
  return false;
}

/* Whether the letters at `at` are a syllable that may begin with an initial of some alphabet as well. */
static bool begins_letters(const Letters *letters, size_t at, int alphabet, char letter) {
  if (letters->alphabet == alphabet && (letters->text[at] | 32) == (letter | 32))
    return true;
  uint32_t word = spelling_word(letters->text + at);
  const uint16_t *starts = spelling_starts[SPELLING_ONSET][letters->alphabet];
  for (unsigned onset = 0; onset < ONSETS; onset++)
    for (const Spelling *row = spellings + starts[onset]; row < spellings + starts[onset + 1]; row++)
      if (row->cost <= MOST && (row->places & PLACE_INITIAL) != 0 && !IS_TENSE(onset) &&
          (word & row->mask) == row->text && may_end_onset(letters, onset, at + row->length, alphabet, letter))
        return true;
  return false;
}

/* Japanese initials: F. for ふみ, J. for じろう, C. for ちえ. */
static bool begins_japanese(const SkNamePart *letters, char letter) {
  static const char hepburn[] = "fjclv", kunrei[] = "hztrb";
  const char *other = strchr(hepburn, letter | 32);
  char plain[SK_NAME_LETTERS];
  name_plain_letters(letters, plain);
  return plain[0] == (letter | 32) || (other != NULL && plain[0] == kunrei[other - hepburn]);
}

/* Whether the letter at `at` cannot begin a syllable: the h of ch and sh. */
static bool is_inside(const SkNamePart *part, size_t at) {
  return part->letters[at] == 'h' && (part->letters[at - 1] == 'c' || part->letters[at - 1] == 's');
}

/* Where a later initial may stand: at a word of the part, or, where it is one word, wherever a syllable may begin. */
static size_t next_place(const SkNamePart *part, size_t at, bool fits) {
  bool vowel = !fits; /* of the syllable before */
  for (at++; at < part->letter_count; at++) {
    vowel |= is_vowel(part->letters[at - 1], part->script) || part->letters[at - 1] == 'y';
    if (part->breaks != 0 ? (part->breaks >> at & 1) != 0 : vowel && !is_inside(part, at))
      return at;
  }
  return at;
}

static bool fit_letters(const SkNamePart *part, const SkNamePart *initials) {
  int alphabet = romanise_alphabet(initials->script);
  size_t count = count_of(initials), at = 0, fitting = 0;
  Letters letters = { .alphabet = romanise_alphabet(part->script), .length = part->letter_count };
  if (letters.alphabet < 0)
    return false;
  memcpy(letters.text, part->letters, part->letter_count);
  while (fitting < count && at < letters.length) {
    char letter = initials->initials[fitting];
    bool fits = begins_letters(&letters, at, alphabet, letter) ||
                (at == 0 && alphabet == SPELLING_LATIN && letters.alphabet != SPELLING_CYRILLIC &&
                 begins_japanese(part, letter));
    if (!fits && (fitting == 0 || part->breaks != 0))
      return false;
    fitting += fits;
    at = next_place(part, at, fits);
  }
  return fitting == count;
}

/* ---- initials with initials */

static bool may_be_one(const SkNamePart *a, char letter, const SkNamePart *b, char other) {
  int alphabet = romanise_alphabet(a->script), another = romanise_alphabet(b->script);
  if (alphabet == another && letter == other)
    return true;
  for (unsigned onset = 0; onset < ONSETS; onset++)
    for (unsigned vowel = 0; vowel < VOWELS && !IS_TENSE(onset); vowel++)
      if (begins_syllable(alphabet, onset, vowel, letter) && begins_syllable(another, onset, vowel, other))
        return true;
  return false;
}

static bool fit_initials(const SkNamePart *a, const SkNamePart *b) {
  size_t a_count = count_of(a), b_count = count_of(b);
  for (size_t i = 0; i < a_count && i < b_count; i++)
    if (!may_be_one(a, a->initials[i], b, b->initials[i]))
      return false;
  return true;
}

/* ---- comparing */

static bool is_character(const SkNamePart *part) {
  return part->script == SK_TEXT_HAN || part->script == SK_TEXT_HANGUL;
}

/* Whether nothing can be said of initials that fit no Korean reading: the characters may have a Japanese one, and two
 * Russian initials are a name and a father's name. */
static bool is_silent(const SkNamePart *other, const SkNamePart *initials) {
  return initials->script == SK_TEXT_CYRILLIC ||
         (other->script == SK_TEXT_HAN && (other->read[0][0] == 0 || count_of(initials) != other->count));
}

/* Which of the two is the initials; of both the fewer, so that the order of comparing makes no difference. */
static const SkNamePart *choose_initials(const SkNamePart *a, const SkNamePart *b) {
  if ((a->flags & b->flags & SK_NAME_PART_INITIALS) == 0)
    return (a->flags & SK_NAME_PART_INITIALS) != 0 ? a : b;
  size_t a_count = count_of(a), b_count = count_of(b);
  return a_count < b_count || (a_count == b_count && a->script == SK_TEXT_CYRILLIC) ? a : b;
}

/* Of two with initials one that spells a word as well tells less, whichever of them it is. */
static bool are_mixed(const SkNamePart *initials, const SkNamePart *other) {
  return is_mixed(initials) || ((other->flags & SK_NAME_PART_INITIALS) != 0 && is_mixed(other));
}

NameVerdict name_compare_initials(const SkNamePart *a, const SkNamePart *b, SkNameOf of) {
  const SkNamePart *initials = choose_initials(a, b), *other = initials == a ? b : a;
  size_t count = count_of(initials), syllables = is_character(other) ? other->count : count;
  bool fits = (other->flags & SK_NAME_PART_INITIALS) != 0 ? fit_initials(a, b)
              : is_character(other)                       ? fit_characters(other, initials, of)
                                                          : fit_letters(other, initials);
  NameVerdict verdict = { .grade = SK_NAME_CONFLICT,
                          .length = (uint8_t)syllables,
                          .cost = (uint16_t)(100 * syllables) };
  if (fits) {
    verdict.grade = count > 1 && (!are_mixed(initials, other) || is_character(other)) ? SK_NAME_WEAK : SK_NAME_FUZZY;
    verdict.cost = (uint16_t)(FITTING * count + LACKING * (syllables - count));
  } else if (is_silent(other, initials)) {
    verdict.grade = SK_NAME_MISSING;
  }
  name_give_reason(&verdict, of,
                   fits                               ? SK_NAME_WHY_INITIALS
                   : verdict.grade == SK_NAME_MISSING ? SK_NAME_WHY_SILENT
                                                      : SK_NAME_WHY_UNLIKE,
                   0, 0);
  return verdict;
}

/* ---- keys */

unsigned name_initial_sounds(const SkNamePart *part, size_t at) {
  int alphabet = romanise_alphabet(part->script);
  unsigned sounds = 0;
  for (unsigned onset = 0; at < count_of(part) && onset < ONSETS; onset++)
    for (unsigned vowel = 0; vowel < VOWELS && !IS_TENSE(onset); vowel++)
      if (begins_syllable(alphabet, onset, vowel, part->initials[at]))
        sounds |=
            1u << (sounds_append_syllable(0, (uint16_t)sk_hangul_join((SkJamo){ (uint8_t)onset, (uint8_t)vowel, 0 })) >>
                   60);
  return sounds;
}
