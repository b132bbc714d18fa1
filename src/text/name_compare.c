/* The ladder of grades. Parts are compared by the scripts they are in; names undivided on one side are compared as
 * wholes. */
#include "text/kana.h"
#include "text/name.h"
#include "text/name_japanese.h"
#include "text/romanise.h"
#include "text/skeleton.h"
#include "text/utf8.h"

#include <string.h>

#define ROMANISED 0.10f /* cost per syllable up to which a spelling fits */
#define SLIP 0.30f      /* and up to which it is one slip away */

/* ---- helpers over parts */

static bool reads_korean(const SkNamePart *part) {
  return part->script == SK_TEXT_HAN || part->script == SK_TEXT_HANGUL;
}

static bool same_codes(const uint32_t *a, const uint32_t *b, size_t count) {
  return memcmp(a, b, count * sizeof *a) == 0;
}

static bool share_reading(const uint16_t a[SK_NAME_READINGS], const uint16_t b[SK_NAME_READINGS]) {
  for (int i = 0; i < SK_NAME_READINGS && a[i] != 0; i++)
    for (int j = 0; j < SK_NAME_READINGS && b[j] != 0; j++)
      if (a[i] == b[j])
        return true;
  return false;
}

/* Edit distance, cut off above 1: 0, 1 or 2. */
static int edits(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count) {
  if (a_count > b_count)
    return edits(b, b_count, a, a_count);
  if (b_count - a_count > 1)
    return 2;
  size_t head = 0, tail = 0;
  while (head < a_count && a[head] == b[head])
    head++;
  while (tail < a_count - head && a[a_count - 1 - tail] == b[b_count - 1 - tail])
    tail++;
  size_t left = b_count - head - tail;
  if (left == 2 && a_count == b_count && a[head] == b[head + 1] && a[head + 1] == b[head])
    return 1; /* two neighbours exchanged */
  return left <= 1 ? (int)left : 2;
}

/* ---- one script */

static SkNameGrade compare_han(const SkNamePart *a, const SkNamePart *b) {
  if (a->count == b->count && same_codes(a->raw, b->raw, a->count))
    return SK_NAME_EXACT;
  if (a->count == b->count && same_codes(a->folded, b->folded, a->count))
    return SK_NAME_VARIANT;
  if (a->count != b->count)
    return SK_NAME_CONFLICT;
  size_t differ = 0;
  bool alike = true;
  for (size_t i = 0; i < a->count; i++) {
    differ += a->folded[i] != b->folded[i];
    alike &= a->folded[i] == b->folded[i] || share_reading(a->read[i], b->read[i]);
  }
  if (alike)
    return SK_NAME_WEAK; /* another character of the same reading: a clerk who wrote by ear */
  return differ == 1 && a->count >= 2 ? SK_NAME_FUZZY : SK_NAME_CONFLICT;
}

static SkNameGrade compare_hangul(const SkNamePart *a, const SkNamePart *b) {
  if (a->count == b->count && same_codes(a->raw, b->raw, a->count))
    return SK_NAME_EXACT;
  if (a->count == b->count && same_codes(a->folded, b->folded, a->count))
    return SK_NAME_HANGUL;
  return a->count >= 2 && edits(a->folded, a->count, b->folded, b->count) <= 1 ? SK_NAME_FUZZY : SK_NAME_CONFLICT;
}

static size_t romaji(const SkNamePart *part, char out[SK_NAME_LETTERS]) {
  memcpy(out, part->letters, (size_t)part->letter_count + 1);
  return sk_romaji_fold(out, part->letter_count);
}

static int letter_edits(const char *a, size_t a_len, const char *b, size_t b_len) {
  uint32_t x[SK_NAME_LETTERS], y[SK_NAME_LETTERS];
  for (size_t i = 0; i < a_len; i++)
    x[i] = (uint8_t)a[i];
  for (size_t i = 0; i < b_len; i++)
    y[i] = (uint8_t)b[i];
  return edits(x, a_len, y, b_len);
}

/* Kana with kana, Latin with Latin, and the two with each other. */
static SkNameGrade compare_letters(const SkNamePart *a, const SkNamePart *b) {
  char x[SK_NAME_LETTERS], y[SK_NAME_LETTERS], p[SKELETON_MAX], q[SKELETON_MAX];
  bool one_script = a->script == b->script;
  if (one_script && a->script == SK_TEXT_KANA && a->count == b->count && same_codes(a->folded, b->folded, a->count))
    return SK_NAME_EXACT;
  if (one_script && a->letter_count == b->letter_count && memcmp(a->letters, b->letters, a->letter_count) == 0)
    return SK_NAME_EXACT;
  size_t x_len = romaji(a, x), y_len = romaji(b, y);
  if (x_len == y_len && x_len > 0 && memcmp(x, y, x_len) == 0)
    return SK_NAME_ROMANISED;
  if (x_len >= 4 && y_len >= 4 && letter_edits(x, x_len, y, y_len) <= 1)
    return SK_NAME_FUZZY;
  size_t p_len = skeleton_of_letters(a->letters, a->letter_count, p),
         q_len = skeleton_of_letters(b->letters, b->letter_count, q);
  if (p_len >= 2 && p_len == q_len && memcmp(p, q, p_len) == 0)
    return SK_NAME_SKELETON;
  return one_script ? SK_NAME_CONFLICT : SK_NAME_MISSING;
}

/* ---- across scripts */

static SkNameGrade compare_readings(const SkNamePart *a, const SkNamePart *b) {
  if (a->count != b->count)
    return SK_NAME_CONFLICT;
  size_t differ = 0;
  for (size_t i = 0; i < a->count; i++) {
    if (a->read[i][0] == 0 || b->read[i][0] == 0)
      return SK_NAME_MISSING; /* no reading is known: nothing can be said */
    differ += !share_reading(a->read[i], b->read[i]);
  }
  return differ == 0 ? SK_NAME_READING : SK_NAME_CONFLICT;
}

typedef struct {
  const SkNamePart *korean, *letters;
  float best;
} Fit;

/* Tries every combination of readings of the characters from `at` on. */
static void try_readings(Fit *fit, uint16_t *syllables, size_t at) {
  if (at == fit->korean->count) {
    float cost = romanise_cost(syllables, at, fit->letters->letters, fit->letters->letter_count,
                               fit->letters->script == SK_TEXT_KANA);
    fit->best = cost < fit->best ? cost : fit->best;
    return;
  }
  for (int i = 0; i < SK_NAME_READINGS && fit->korean->read[at][i] != 0 && fit->best > 0; i++) {
    syllables[at] = fit->korean->read[at][i];
    try_readings(fit, syllables, at + 1);
  }
}

static SkNameGrade compare_spelling(const SkNamePart *korean, const SkNamePart *letters) {
  uint16_t syllables[SK_NAME_CODES];
  Fit fit = { korean, letters, ROMANISE_FAR };
  if (korean->count > 6)
    return SK_NAME_MISSING;
  try_readings(&fit, syllables, 0);
  if (fit.best <= ROMANISED)
    return SK_NAME_ROMANISED;
  if (fit.best <= SLIP)
    return SK_NAME_FUZZY;
  /* Latin and kana may give a Japanese reading or another name: unlike says nothing, but for Hangul in Latin letters */
  return korean->script == SK_TEXT_HANGUL && letters->script == SK_TEXT_LATIN ? SK_NAME_CONFLICT : SK_NAME_MISSING;
}

/* Characters with kana or letters: by Japanese readings or by Korean ones, whichever agrees better. */
static SkNameGrade compare_characters(const SkNamePart *characters, const SkNamePart *letters) {
  SkNameGrade japanese = SK_NAME_MISSING, korean = compare_spelling(characters, letters);
  if (characters->script == SK_TEXT_HAN)
    japanese = name_japanese_compare(characters, letters);
  return japanese > korean ? japanese : korean;
}

static SkNameGrade compare_parts(const SkNamePart *a, const SkNamePart *b) {
  if (a->count == 0 || b->count == 0 || a->script == SK_TEXT_MIXED || b->script == SK_TEXT_MIXED) {
    bool same = a->count > 0 && a->count == b->count && same_codes(a->raw, b->raw, a->count);
    return same ? SK_NAME_EXACT : SK_NAME_MISSING;
  }
  if (a->script == b->script && a->script == SK_TEXT_HAN)
    return compare_han(a, b);
  if (a->script == b->script && a->script == SK_TEXT_HANGUL)
    return compare_hangul(a, b);
  if (reads_korean(a) && reads_korean(b))
    return compare_readings(a, b);
  if (a->letter_count > 0 && b->letter_count > 0)
    return compare_letters(a, b);
  if (reads_korean(a) && b->letter_count > 0)
    return compare_characters(a, b);
  if (reads_korean(b) && a->letter_count > 0)
    return compare_characters(b, a);
  return SK_NAME_MISSING;
}

/* ---- whole names */

static void append(SkNamePart *whole, const SkNamePart *part) {
  if (whole->script == SK_TEXT_UNKNOWN)
    whole->script = part->script;
  else if (part->count > 0 && whole->script != part->script)
    whole->script = SK_TEXT_MIXED;
  if (part->readings != NULL)
    whole->readings = part->readings;
  for (size_t i = 0; i < part->count && whole->count < SK_NAME_CODES; i++) {
    whole->raw[whole->count] = part->raw[i];
    whole->folded[whole->count] = part->folded[i];
    memcpy(whole->read[whole->count++], part->read[i], sizeof part->read[i]);
  }
  for (size_t i = 0; i < part->letter_count && whole->letter_count + 1 < SK_NAME_LETTERS; i++)
    whole->letters[whole->letter_count++] = part->letters[i];
}

static SkNamePart undivided(const SkName *name) {
  SkNamePart whole = { 0 };
  append(&whole, &name->family);
  append(&whole, &name->given);
  return whole;
}

static SkNameGrade lower(SkNameGrade a, SkNameGrade b) {
  if (a == SK_NAME_MISSING || b == SK_NAME_MISSING)
    return a == SK_NAME_MISSING ? b : a;
  return a < b ? a : b;
}

/* A part that both state and that cannot be compared proves nothing, and so the whole does not either: 田中英子 and
 * すずき えいこ. */
static SkNameGrade whole_of(const SkNameMatch *match, bool family_stated, bool given_stated) {
  SkNameGrade whole = lower(match->family, match->given);
  bool open = (family_stated && match->family == SK_NAME_MISSING) || (given_stated && match->given == SK_NAME_MISSING);
  return open && whole > SK_NAME_FUZZY ? SK_NAME_FUZZY : whole;
}

static SkNameMatch compare_divided(const SkName *a, const SkName *b, bool swap) {
  SkNameMatch match = { .swapped = swap };
  const SkNamePart *family = swap ? &b->given : &b->family, *given = swap ? &b->family : &b->given;
  match.family = compare_parts(&a->family, family);
  match.given = compare_parts(&a->given, given);
  match.whole = whole_of(&match, a->family.count > 0 && family->count > 0, a->given.count > 0 && given->count > 0);
  return match;
}

/* Same script, and divided in different places: 金田実 as 金|田実 and 金田|実. */
static bool divided_otherwise(const SkName *a, const SkName *b) {
  return a->family.count == 0 || b->family.count == 0 ||
         (a->family.script == SK_TEXT_HAN && b->family.script == SK_TEXT_HAN && a->family.count != b->family.count);
}

/* A divided name in characters, and kana or letters that were not divided. */
static SkNameGrade compare_undivided_letters(const SkName *han, const SkName *letters) {
  bool fits = han->family.script == SK_TEXT_HAN && han->given.script == SK_TEXT_HAN && letters->family.count == 0 &&
              letters->given.letter_count > 0;
  return fits ? name_japanese_compare_whole(han, &letters->given) : SK_NAME_MISSING;
}

static SkNameGrade compare_wholes(const SkName *a, const SkName *b) {
  SkNamePart x = undivided(a), y = undivided(b);
  SkNameGrade best = compare_parts(&x, &y), one = compare_undivided_letters(a, b),
              other = compare_undivided_letters(b, a);
  best = one > best ? one : best;
  return other > best ? other : best;
}

SkNameMatch sk_name_compare(const SkName *a, const SkName *b) {
  SkNameMatch match = compare_divided(a, b, false);
  if (match.whole < SK_NAME_ROMANISED && (a->order_unknown || b->order_unknown) && a->family.count > 0 &&
      b->family.count > 0) {
    SkNameMatch swapped = compare_divided(a, b, true);
    if (swapped.whole > match.whole)
      match = swapped;
  }
  if (match.whole < SK_NAME_READING && divided_otherwise(a, b)) {
    SkNameGrade whole = compare_wholes(a, b);
    if (whole > match.whole)
      match = (SkNameMatch){ .whole = whole, .family = whole, .given = whole };
  }
  return match;
}
