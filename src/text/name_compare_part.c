/* The ladder for one part: family with family, given with given. */
#include "text/edges.h"
#include "text/han.h"
#include "text/hangul.h"
#include "text/kana.h"
#include "text/name_japanese.h"
#include "text/name_parts.h"
#include "text/romanise.h"
#include "text/skeleton.h"
#include "text/spelling.h"
#include "text/utf8.h"

#include <string.h>

#define FITS NAME_FITS
#define SLIP NAME_SLIP
#define UNLIKE 100   /* what a syllable costs that does not fit */
#define LEAST_EDIT 4 /* letters below which one that differs is no slip */

void name_give_reason(NameVerdict *verdict, SkNameOf of, SkNameWhy why, uint32_t first, uint32_t second) {
  if (verdict->reason_count < sizeof verdict->reasons / sizeof verdict->reasons[0])
    verdict->reasons[verdict->reason_count++] = (SkNameReason){ (uint8_t)why, (uint8_t)of, first, second };
}

static NameVerdict say(SkNameGrade grade, SkNameOf of, SkNameWhy why, uint32_t first, uint32_t second) {
  NameVerdict verdict = { .grade = grade, .length = 1, .cost = grade <= SK_NAME_CONFLICT ? UNLIKE : 0 };
  name_give_reason(&verdict, of, why, first, second);
  return verdict;
}

static bool reads_korean(const SkNamePart *part) {
  return (part->script == SK_TEXT_HAN || part->script == SK_TEXT_HANGUL) && part->read[0][0] != 0;
}

static bool share_reading(const uint16_t a[SK_NAME_READINGS], const uint16_t b[SK_NAME_READINGS]) {
  for (int i = 0; i < SK_NAME_READINGS && a[i] != 0; i++)
    for (int j = 0; j < SK_NAME_READINGS && b[j] != 0; j++)
      if (a[i] == b[j] || sk_hangul_law(a[i]) == sk_hangul_law(b[j]))
        return true;
  return false;
}

/* ---- one script, characters */

/* How two characters of Han are to each other, worst last. */
typedef enum { SAME_FORM, OTHER_FORM, WEAK_FORM, SAME_SOUND, OTHER } HanRelation;

static HanRelation relation(const SkNamePart *a, const SkNamePart *b, size_t at) {
  if (a->raw[at] == b->raw[at])
    return SAME_FORM;
  if (a->folded[at] == b->folded[at])
    return OTHER_FORM;
  if (sk_han_fold_weak(a->raw[at]) == sk_han_fold_weak(b->raw[at]))
    return WEAK_FORM;
  return share_reading(a->read[at], b->read[at]) ? SAME_SOUND : OTHER;
}

static NameVerdict compare_han(const SkNamePart *a, const SkNamePart *b, SkNameOf of) {
  static const struct {
    SkNameGrade grade;
    SkNameWhy why;
  } rungs[] = { { SK_NAME_VARIANT, SK_NAME_WHY_FORM }, /* but for a variation selector */
                { SK_NAME_VARIANT, SK_NAME_WHY_FORM },
                { SK_NAME_WEAK, SK_NAME_WHY_WEAK_FORM },
                { SK_NAME_FUZZY, SK_NAME_WHY_BY_EAR },
                { SK_NAME_FUZZY, SK_NAME_WHY_SLIP } };
  HanRelation worst = SAME_FORM;
  size_t where = 0, other = 0;
  if (a->count != b->count)
    return say(SK_NAME_CONFLICT, of, SK_NAME_WHY_UNLIKE, 0, 0);
  for (size_t i = 0; i < a->count; i++) {
    HanRelation here = relation(a, b, i);
    other += here == OTHER;
    if (here > worst) {
      worst = here;
      where = i;
    }
  }
  if (other > 1 || (other == 1 && a->count == 1))
    return say(SK_NAME_CONFLICT, of, SK_NAME_WHY_UNLIKE, 0, 0);
  NameVerdict verdict = say(rungs[worst].grade, of, rungs[worst].why, a->raw[where], b->raw[where]);
  verdict.cost = (uint16_t)(worst * worst * 2);
  return verdict;
}

/* How many of onset, vowel and coda differ. */
static int jamo_apart(uint16_t a, uint16_t b) {
  SkJamo x = sk_hangul_split(sk_hangul_law(a)), y = sk_hangul_split(sk_hangul_law(b));
  return (x.onset != y.onset) + (x.vowel != y.vowel) + (x.coda != y.coda);
}

/* Syllables of both, position by position: all alike, one of them one jamo apart, or unlike. */
static NameVerdict compare_syllables(const SkNamePart *a, const SkNamePart *b, SkNameOf of) {
  size_t differ = 0, where = 0;
  if (a->count != b->count)
    return say(SK_NAME_CONFLICT, of, SK_NAME_WHY_UNLIKE, 0, 0);
  for (size_t i = 0; i < a->count; i++) {
    if (a->read[i][0] == 0 || b->read[i][0] == 0)
      return say(SK_NAME_MISSING, of, SK_NAME_WHY_SILENT, 0, 0); /* no reading is known: nothing can be said */
    if (!share_reading(a->read[i], b->read[i])) {
      differ++;
      where = i;
    }
  }
  if (differ == 0)
    return say(SK_NAME_READING, of, SK_NAME_WHY_NONE, 0, 0);
  for (size_t i = 0; differ == 1 && i < SK_NAME_READINGS && a->read[where][i] != 0; i++)
    for (size_t j = 0; j < SK_NAME_READINGS && b->read[where][j] != 0; j++)
      if (jamo_apart(a->read[where][i], b->read[where][j]) == 1) {
        NameVerdict verdict = say(SK_NAME_FUZZY, of, SK_NAME_WHY_SLIP, a->raw[where], b->raw[where]);
        verdict.cost = SLIP;
        return verdict;
      }
  return say(SK_NAME_CONFLICT, of, SK_NAME_WHY_UNLIKE, 0, 0);
}

static bool is_northern(uint32_t code) {
  return sk_is_hangul(code) && sk_hangul_law(code) != code;
}

static NameVerdict compare_hangul(const SkNamePart *a, const SkNamePart *b, SkNameOf of) {
  NameVerdict verdict = compare_syllables(a, b, of);
  if (verdict.grade != SK_NAME_READING)
    return verdict;
  size_t at = 0;
  while (at + 1 < a->count && a->raw[at] == b->raw[at])
    at++;
  bool north = is_northern(a->raw[at]);
  return say(SK_NAME_HANGUL, of, SK_NAME_WHY_NORTH_SOUTH, north ? a->raw[at] : b->raw[at],
             north ? b->raw[at] : a->raw[at]);
}

/* ---- Han and Hangul */

/* The character whose reading is worth telling: one that North and South read differently, or else the first. */
static SkNameReason reading_reason(const SkNamePart *han, const SkNamePart *hangul, SkNameOf of) {
  for (size_t i = 0; i < han->count; i++) {
    uint32_t syllables[8];
    size_t count = sk_han_readings(han->raw[i], syllables, 8);
    for (size_t j = 0; j < count; j++) {
      bool other = syllables[j] != hangul->raw[i] && sk_hangul_law(syllables[j]) == hangul->folded[i];
      if (other && (is_northern(syllables[j]) || is_northern(hangul->raw[i])))
        return (
            SkNameReason){ (uint8_t)(is_northern(hangul->raw[i]) ? SK_NAME_WHY_KOREAN_NORTH : SK_NAME_WHY_KOREAN_SOUTH),
                           (uint8_t)of, han->raw[i], hangul->raw[i] };
    }
  }
  return (SkNameReason){ SK_NAME_WHY_KOREAN, (uint8_t)of, han->raw[0], hangul->raw[0] };
}

static NameVerdict compare_reading(const SkNamePart *han, const SkNamePart *hangul, SkNameOf of) {
  NameVerdict verdict = compare_syllables(han, hangul, of);
  if (verdict.grade == SK_NAME_READING)
    verdict.reasons[0] = reading_reason(han, hangul, of);
  verdict.korean = true;
  return verdict;
}

/* ---- characters and letters */

static SkNameSystem system_named(uint16_t systems, bool marked) {
  if (marked && (systems & SPELLING_MCCUNE) != 0)
    return SK_NAME_SYSTEM_MCCUNE;
  for (int i = 0; i < 7; i++)
    if (systems >> i & 1 && (i != 1 || marked)) {
      static const uint8_t names[] = { SK_NAME_SYSTEM_REVISED,   SK_NAME_SYSTEM_MCCUNE, SK_NAME_SYSTEM_MCCUNE_PLAIN,
                                       SK_NAME_SYSTEM_DPRK,      SK_NAME_SYSTEM_YALE,   SK_NAME_SYSTEM_KANA,
                                       SK_NAME_SYSTEM_KONTSEVICH };
      return (SkNameSystem)names[i];
    }
  return systems & SPELLING_MCCUNE ? SK_NAME_SYSTEM_MCCUNE_PLAIN : SK_NAME_SYSTEMS;
}

/* Letters with marks leave none of these open. */
#define MARKS_TELL (SPELLING_NOTE_O | SPELLING_NOTE_U | SPELLING_NOTE_EO_U | SPELLING_NOTE_BREATH)

static void tell_notes(NameVerdict *verdict, SkNameOf of) {
  static const struct {
    uint8_t note;
    uint16_t first, second;
  } pairs[] = { { SPELLING_NOTE_O, 0x3153, 0x3157 },      { SPELLING_NOTE_EO_U, 0x3153, 0x315c },
                { SPELLING_NOTE_U, 0x315c, 0x3161 },      { SPELLING_NOTE_E, 0x3150, 0x3154 },
                { SPELLING_NOTE_BREATH, 0x3148, 0x314a }, { SPELLING_NOTE_N, 0x3134, 0x3147 } };
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
    if ((verdict->notes & pairs[i].note) != 0)
      name_give_reason(verdict, of, SK_NAME_WHY_CANNOT_TELL, pairs[i].first, pairs[i].second);
}

static NameVerdict verdict_of_fit(RomaniseFit fit, bool marked, SkNameOf of, SkNameWhy otherwise) {
  NameVerdict verdict = { .grade = SK_NAME_MISSING,
                          .korean = true,
                          .cost = fit.cost,
                          .length = fit.syllables,
                          .notes = (uint8_t)(marked ? fit.notes & ~MARKS_TELL : fit.notes),
                          .systems = fit.systems };
  if (fit.cost > SLIP * fit.syllables)
    return verdict;
  verdict.grade = fit.cost <= FITS * fit.syllables ? SK_NAME_ROMANISED : SK_NAME_FUZZY;
  SkNameSystem system = system_named(fit.systems, marked);
  if (verdict.grade == SK_NAME_FUZZY)
    name_give_reason(&verdict, of, SK_NAME_WHY_FAR_SPELLING, 0, 0);
  else if (system != SK_NAME_SYSTEMS)
    name_give_reason(&verdict, of, SK_NAME_WHY_SYSTEM, (uint32_t)system, 0);
  else
    name_give_reason(&verdict, of, otherwise, 0, 0);
  if (verdict.grade == SK_NAME_ROMANISED)
    tell_notes(&verdict, of);
  return verdict;
}

/* By Japanese readings: in a dictionary, or possible by the characters. What is not known speaks against nobody. */
static NameVerdict compare_japanese(const SkNamePart *han, const SkNamePart *letters, SkNameOf of) {
  switch (name_japanese_compare(han, letters)) {
  case SK_NAME_READING:
    return say(SK_NAME_READING, of, SK_NAME_WHY_JAPANESE, 0, 0);
  case SK_NAME_ROMANISED:
    return say(SK_NAME_ROMANISED, of, SK_NAME_WHY_JAPANESE_POSSIBLE, 0, 0);
  case SK_NAME_MISSING:
  case SK_NAME_CONFLICT:
  case SK_NAME_SKELETON:
  case SK_NAME_FUZZY:
  case SK_NAME_WEAK:
  case SK_NAME_HANGUL:
  case SK_NAME_VARIANT:
  case SK_NAME_EXACT:
  default:
    return say(SK_NAME_MISSING, of, SK_NAME_WHY_SILENT, 0, 0);
  }
}

static bool reads_pinyin(const SkNamePart *han, const SkNamePart *letters, SkNameOf of) {
  char text[SK_NAME_LETTERS];
  size_t len = name_plain_letters(letters, text), at = 0;
  for (size_t i = 0; i < han->count; i++) {
    const char *sound = sk_han_pinyin(han->raw[i], of == SK_NAME_OF_FAMILY && i == 0);
    size_t size = strlen(sound);
    if (size == 0 || size > len - at)
      return false;
    for (size_t j = 0; j < size; j++, at++)
      if (text[at] != sound[j] && !(sound[j] == 'v' && text[at] == 'u'))
        return false;
  }
  return at == len && len > 0;
}

static NameVerdict better(NameVerdict a, NameVerdict b) {
  return b.grade > a.grade ? b : a;
}

static NameVerdict compare_spelling(const SkNamePart *characters, const SkNamePart *letters, SkNameOf of) {
  NameVerdict verdict = say(SK_NAME_MISSING, of, SK_NAME_WHY_SILENT, 0, 0);
  bool family = of != SK_NAME_OF_GIVEN;
  if (reads_korean(characters) && edges_fit(characters, letters, family))
    verdict =
        better(verdict, verdict_of_fit(romanise_fit(characters, letters, family),
                                       (letters->flags & SK_NAME_PART_MARKED) != 0, of, SK_NAME_WHY_OWN_SPELLING));
  if (characters->script == SK_TEXT_HAN) {
    if (letters->script != SK_TEXT_CYRILLIC)
      verdict = better(verdict, compare_japanese(characters, letters, of));
    if (verdict.grade < SK_NAME_WEAK && letters->script == SK_TEXT_LATIN && reads_pinyin(characters, letters, of))
      verdict = say(SK_NAME_WEAK, of, SK_NAME_WHY_PINYIN, 0, 0);
  }
  /* Latin and kana may give a Japanese reading or another name: unlike says nothing, but for Hangul in Latin letters */
  if (verdict.grade == SK_NAME_MISSING && characters->script == SK_TEXT_HANGUL && letters->script != SK_TEXT_KANA)
    return say(SK_NAME_CONFLICT, of, SK_NAME_WHY_UNLIKE, 0, 0);
  return verdict;
}

/* ---- letters with letters */

/* Letters that differ: at most one left out, put in or exchanged. The letters themselves go to the reason. */
static bool one_edit(const char *a, size_t a_len, const char *b, size_t b_len, uint32_t *ret_first,
                     uint32_t *ret_second) {
  size_t head = 0, tail = 0, least = a_len < b_len ? a_len : b_len, most = a_len < b_len ? b_len : a_len;
  if (most - least > 1 || least < LEAST_EDIT)
    return false;
  while (head < least && a[head] == b[head])
    head++;
  while (tail < least - head && a[a_len - 1 - tail] == b[b_len - 1 - tail])
    tail++;
  *ret_first = a_len - tail > head ? (uint8_t)a[head] : 0;
  *ret_second = b_len - tail > head ? (uint8_t)b[head] : 0;
  return most - head - tail <= 1;
}

/* Which way of romanising Japanese the letters show; Hepburn when they would be the same in all. */
static SkNameSystem japanese_system(const char *text) {
  static const struct {
    const char *shows;
    SkNameSystem system;
  } signs[] = {
    { "sh", SK_NAME_SYSTEM_HEPBURN },  { "ch", SK_NAME_SYSTEM_HEPBURN }, { "ts", SK_NAME_SYSTEM_HEPBURN },
    { "f", SK_NAME_SYSTEM_HEPBURN },   { "j", SK_NAME_SYSTEM_HEPBURN },  { "di", SK_NAME_SYSTEM_NIHON },
    { "du", SK_NAME_SYSTEM_NIHON },    { "si", SK_NAME_SYSTEM_KUNREI },  { "sy", SK_NAME_SYSTEM_KUNREI },
    { "ti", SK_NAME_SYSTEM_KUNREI },   { "ty", SK_NAME_SYSTEM_KUNREI },  { "tu", SK_NAME_SYSTEM_KUNREI },
    { "hu", SK_NAME_SYSTEM_KUNREI },   { "zi", SK_NAME_SYSTEM_KUNREI },  { "zy", SK_NAME_SYSTEM_KUNREI },
    { "oh", SK_NAME_SYSTEM_PASSPORT },
  };
  for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
    if (strstr(text, signs[i].shows) != NULL)
      return signs[i].system;
  return SK_NAME_SYSTEM_HEPBURN;
}

static NameVerdict compare_sounds(const SkNamePart *a, const SkNamePart *b, SkNameOf of) {
  char x[SK_NAME_LETTERS];
  const SkNamePart *latin = a->script == SK_TEXT_LATIN ? a : b;
  if (a->script == b->script || latin->script != SK_TEXT_LATIN)
    return say(SK_NAME_ROMANISED, of, SK_NAME_WHY_ROMAJI, 0, 0);
  name_plain_letters(latin, x);
  return say(SK_NAME_ROMANISED, of, SK_NAME_WHY_SYSTEM, (uint32_t)japanese_system(x), 0);
}

static NameVerdict compare_slips(const SkNamePart *a, const SkNamePart *b, SkNameOf of) {
  uint32_t first = 0, second = 0;
  if (one_edit(a->sound, a->sound_count, b->sound, b->sound_count, &first, &second)) {
    NameVerdict verdict = say(SK_NAME_FUZZY, of, SK_NAME_WHY_SLIP, first, second);
    verdict.cost = SLIP;
    return verdict;
  }
  if (a->skeleton == b->skeleton && a->skeleton > SKELETON_ONE) {
    NameVerdict verdict = say(SK_NAME_SKELETON, of, SK_NAME_WHY_CONSONANTS, 0, 0);
    verdict.cost = SLIP + 20;
    return verdict;
  }
  return a->script == b->script ? say(SK_NAME_CONFLICT, of, SK_NAME_WHY_UNLIKE, 0, 0)
                                : say(SK_NAME_MISSING, of, SK_NAME_WHY_SILENT, 0, 0);
}

/* Known to be read alike, or folded alike where a whole name was put together from its parts. */
static bool sound_alike(const SkNamePart *a, const SkNamePart *b) {
  if (a->japanese_count > 0 && b->japanese_count > 0 && a->japanese[0] == b->japanese[0])
    return true;
  return a->sound_count > 0 && a->sound_count == b->sound_count && memcmp(a->sound, b->sound, a->sound_count) == 0;
}

/* Through Korean where both can spell one name and Japanese does not agree as well; two Latin names of which one has
 * ŏ or ŭ are Korean. */
static NameVerdict compare_letters(const SkNamePart *a, const SkNamePart *b, SkNameOf of) {
  bool same_sound = sound_alike(a, b);
  bool korean = ((a->flags | b->flags) & SK_NAME_PART_MARKED) != 0;
  bool family = of != SK_NAME_OF_GIVEN, named = family && a->surname_count > 0 && b->surname_count > 0;
  if (same_sound && !korean)
    return compare_sounds(a, b, of);
  if (named || edges_meet(a, b)) {
    NameVerdict verdict = verdict_of_fit(romanise_pair(a, b, family), false, of, SK_NAME_WHY_ONE_NAME);
    if (verdict.grade >= SK_NAME_FUZZY)
      return verdict;
  }
  return same_sound ? compare_sounds(a, b, of) : compare_slips(a, b, of);
}

/* ---- any two parts */

static NameVerdict compare_scripts(const SkNamePart *a, const SkNamePart *b, SkNameOf of) {
  bool a_han = a->script == SK_TEXT_HAN, b_han = b->script == SK_TEXT_HAN;
  bool a_characters = a_han || a->script == SK_TEXT_HANGUL, b_characters = b_han || b->script == SK_TEXT_HANGUL;
  if (a_han && b_han)
    return compare_han(a, b, of);
  if (a_characters && b_characters)
    return a_han ? compare_reading(a, b, of) : b_han ? compare_reading(b, a, of) : compare_hangul(a, b, of);
  if (a_characters || b_characters)
    return a_characters ? compare_spelling(a, b, of) : compare_spelling(b, a, of);
  return compare_letters(a, b, of);
}

NameVerdict name_compare_part(const SkNamePart *a, const SkNamePart *b, SkNameOf of) {
  if (a->count == 0 || b->count == 0)
    return say(SK_NAME_MISSING, of, SK_NAME_WHY_NONE, 0, 0);
  if (((a->flags | b->flags) & SK_NAME_PART_INITIALS) != 0)
    return name_compare_initials(a, b, of);
  NameVerdict verdict;
  if (a->script == b->script && a->written == b->written)
    verdict = say(SK_NAME_EXACT, of, SK_NAME_WHY_SAME, 0, 0);
  else if (a->script == SK_TEXT_MIXED || b->script == SK_TEXT_MIXED)
    verdict = say(SK_NAME_MISSING, of, SK_NAME_WHY_SILENT, 0, 0);
  else
    verdict = compare_scripts(a, b, of);
  bool a_counts = a->script == SK_TEXT_HANGUL || a->script == SK_TEXT_HAN;
  bool b_counts = b->script == SK_TEXT_HANGUL || b->script == SK_TEXT_HAN;
  uint8_t syllables = a_counts && b_counts ? (a->count > b->count ? a->count : b->count)
                      : a_counts           ? a->count
                      : b_counts           ? b->count
                                           : 1;
  if (verdict.length < syllables) { /* costs are of syllables, where they can be counted */
    verdict.cost = (uint16_t)(verdict.grade <= SK_NAME_CONFLICT ? UNLIKE * syllables : verdict.cost);
    verdict.length = syllables;
  }
  return verdict;
}
