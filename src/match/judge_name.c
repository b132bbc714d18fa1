/* Names: by their letters in one alphabet, by src/text where Han, kana, Hangul and Latin letters meet. */
#include "match/bones.h"
#include "match/judge.h"

#include "text/similar.h"
#include "text/utf8.h"

#include <string.h>

#define NEAR 0.94

static gboolean sound_alike(SkValueText a, SkValueText b) {
  char left[SK_BONES_MAX], right[SK_BONES_MAX];
  unsigned count = sk_bones_of(a, left);
  return count >= 2 && count == sk_bones_of(b, right) && memcmp(left, right, count) == 0;
}

/* "j" or "chris" beside "john" or "christopher". */
static gboolean is_short_for(SkValueText a, SkValueText b) {
  SkValueText shorter = a.length < b.length ? a : b, longer = a.length < b.length ? b : a;
  return (shorter.length == 1 || shorter.length >= 3) && memcmp(shorter.text, longer.text, shorter.length) == 0;
}

static double text_alike(const SkMatchColumn *column, uint32_t a, uint32_t b) {
  SkValueText left = sk_match_column_text(column, a), right = sk_match_column_text(column, b);
  return sk_similar_jaro_winkler(left.text, left.length, right.text, right.length);
}

/* What nearness of the letters says; 0 where they are not near. */
static unsigned level_of_nearness(const SkMatchColumn *column, uint32_t a, uint32_t b) {
  const SkLetters *x = &column->letters[a], *y = &column->letters[b];
  double similarity = sk_letters_are_short(x, y) ? sk_letters_alike(x, y) : text_alike(column, a, b);
  if (similarity >= NEAR)
    return SK_NAMED_NEAR;
  unsigned longer = MAX(x->length, y->length);
  if (x->length == 0 || y->length == 0)
    longer = MAX(sk_match_column_text(column, a).length, sk_match_column_text(column, b).length);
  if (longer >= 4 && similarity > 0.7 && sk_letters_slips(column->letters, &column->texts, a, b, 1) == 1)
    return SK_NAMED_NEAR;
  return similarity >= SK_LETTERS_ALIKE ? SK_NAMED_ALIKE : 0;
}

/* The same, where the shorter one is known and whole in its first bytes. */
static gboolean is_short_for_known(const SkLetters *a, const SkLetters *b) {
  unsigned shorter = MIN(a->length, b->length), first = MIN(shorter, 8);
  uint64_t low = sk_letters_word(a, 0) ^ sk_letters_word(b, 0), high = sk_letters_word(a, 8) ^ sk_letters_word(b, 8);
  if (shorter == 0 || shorter == 2 || low << (64 - 8 * first) != 0)
    return FALSE;
  return shorter <= 8 || high << (64 - 8 * (shorter - 8)) == 0;
}

/* Too few letters in common to be near, or one slip apart. */
static gboolean are_far(const SkLetters *a, const SkLetters *b) {
  return sk_letters_unlike(a, b) & (sk_letters_shared(a, b) + 1 < MAX(a->length, b->length));
}

/* Whether one may be short for the other, as far as the first bytes tell. */
static gboolean begin_alike(const SkLetters *a, const SkLetters *b) {
  unsigned shorter = MIN(a->length, b->length);
  return sk_letters_prefix(a, b) == MIN(shorter, 4);
}

static unsigned level_of_letters(const SkMatchColumn *column, uint32_t a, uint32_t b) {
  const SkLetters *x = &column->letters[a], *y = &column->letters[b];
  gboolean far = are_far(x, y), known = (x->length > 0) & (y->length > 0);
  gboolean may_sound_alike = (known == 0) | ((x->sound == y->sound) & (x->sound != 0));
  if (far & (begin_alike(x, y) == 0) & (may_sound_alike == 0)) /* as most pairs are */
    return SK_NAMED_OTHER;
  unsigned level = far ? 0 : level_of_nearness(column, a, b);
  if (level != 0)
    return level;
  if (!begin_alike(x, y) && !may_sound_alike)
    return SK_NAMED_OTHER;
  if (known && MIN(x->length, y->length) <= SK_LETTERS_FIRST) {
    if (is_short_for_known(x, y))
      return SK_NAMED_ALIKE;
    if (!may_sound_alike)
      return SK_NAMED_OTHER;
  }
  SkValueText left = sk_match_column_text(column, a), right = sk_match_column_text(column, b);
  if (is_short_for(left, right))
    return SK_NAMED_ALIKE;
  return may_sound_alike && sound_alike(left, right) ? SK_NAMED_SOUND : SK_NAMED_OTHER;
}

static unsigned level_of_grade(SkNameGrade grade, gboolean across) {
  if (grade <= SK_NAME_CONFLICT)
    return grade == SK_NAME_MISSING ? 0 : across ? SK_NAMED_ACROSS_OTHER : SK_NAMED_OTHER;
  if (across)
    return grade >= SK_NAME_ROMANISED ? SK_NAMED_ACROSS_SAME : SK_NAMED_ACROSS_NEAR;
  if (grade >= SK_NAME_ROMANISED)
    return grade == SK_NAME_EXACT ? SK_NAMED_SAME : SK_NAMED_NEAR;
  return grade == SK_NAME_SKELETON ? SK_NAMED_SOUND : SK_NAMED_ALIKE;
}

static int script_of(const SkMatchColumn *column, uint32_t value) {
  SkValueText text = sk_match_column_text(column, value);
  return sk_script_of_text(text.text, text.length);
}

unsigned sk_match_judge_names(const SkMatchColumn *whole, uint32_t a, uint32_t b) {
  if (a == b)
    return SK_NAMED_SAME;
  if (whole->names == NULL) /* all in one alphabet */
    return level_of_letters(whole, a, b);
  int left = script_of(whole, a), right = script_of(whole, b);
  gboolean letters = left == right && (left == SK_TEXT_LATIN || left == SK_TEXT_CYRILLIC || left == SK_TEXT_UNKNOWN);
  if (!letters)
    return level_of_grade(sk_name_compare(&whole->names[a], &whole->names[b]).whole, left != right);
  return level_of_letters(whole, a, b);
}

/* The text of one part is that of the other: part columns number their values apart. */
static gboolean same_text(const SkMatchColumn *x, uint32_t a, const SkMatchColumn *y, uint32_t b) {
  if (a == 0 || b == 0)
    return FALSE;
  SkValueText left = sk_match_column_text(x, a), right = sk_match_column_text(y, b);
  return left.length == right.length && memcmp(left.text, right.text, left.length) == 0;
}

/* Given and family name each beside its own kind. */
static SkEngineJudgement judge_parts(const SkMatchColumn *pair, const uint32_t *left, const uint32_t *right) {
  SkEngineJudgement judgement = { 0 };
  for (unsigned part = 0; part < 2; part++) {
    const SkMatchColumn *column = pair->parts[part];
    if (left[part] == 0 || right[part] == 0)
      continue;
    judgement.levels[part] = (uint8_t)sk_match_judge_names(column, left[part], right[part]);
    if (judgement.levels[part] == SK_NAMED_SAME)
      judgement.rarity[part] = sk_match_rarity(column, left[part], right[part]);
  }
  return judgement;
}

/* Both names stand in the other's place; or the one that is stated does, where a row states only one. */
static gboolean are_exchanged(const SkMatchColumn *pair, const uint32_t *left, const uint32_t *right) {
  const SkMatchColumn *given = pair->parts[0], *family = pair->parts[1];
  gboolean there = same_text(given, left[0], family, right[1]), back = same_text(family, left[1], given, right[0]);
  gboolean whole = left[0] != 0 && left[1] != 0 && right[0] != 0 && right[1] != 0;
  return whole ? there && back : there || back;
}

SkEngineJudgement sk_match_judge_person(const void *context, uint32_t a, uint32_t b) {
  const SkMatchColumn *pair = context;
  const uint32_t *left = pair->part_values[a], *right = pair->part_values[b];
  SkEngineJudgement judgement = judge_parts(pair, left, right);
  if (judgement.levels[0] >= SK_NAMED_NEAR || judgement.levels[1] >= SK_NAMED_NEAR || !are_exchanged(pair, left, right))
    return judgement;
  gboolean none = judgement.levels[0] == 0 && judgement.levels[1] == 0; /* each row states one, in the other's place */
  for (unsigned part = 0; part < 2; part++)
    if (judgement.levels[part] != 0 || (none && part == 0))
      judgement.levels[part] = SK_NAMED_SWAPPED;
  return judgement;
}
