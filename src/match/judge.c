/* The comparisons that look at the writing alone: codes, addresses, amounts, places; and the table of all kinds. */
#include "match/judge.h"

#include "text/similar.h"

#include <math.h>
#include <string.h>

static SkEngineJudgement judgement(unsigned level, int16_t rarity) {
  return (SkEngineJudgement){ .levels = { (uint8_t)level }, .rarity = { rarity } };
}

static unsigned level_of_exact(const SkMatchColumn *column, uint32_t a, uint32_t b) {
  (void)column;
  return a == b ? SK_EXACT_SAME : SK_EXACT_OTHER;
}

static gboolean shares_half(SkValueText a, SkValueText b) {
  uint32_t half = (MAX(a.length, b.length) + 1) / 2, shorter = MIN(a.length, b.length);
  return shorter >= half && half >= 2 &&
         (memcmp(a.text, b.text, half) == 0 || memcmp(a.text + a.length - half, b.text + b.length - half, half) == 0);
}

/* Of codes of one length, up to eight bytes: whether one half is the same can be seen there. */
static gboolean share_half(const SkMatchColumn *column, uint32_t a, uint32_t b) {
  const SkLetters *x = &column->letters[a], *y = &column->letters[b];
  unsigned length = x->length, half = (length + 1) / 2;
  if (length == 0 || length > 8 || length != y->length)
    return shares_half(sk_match_column_text(column, a), sk_match_column_text(column, b));
  uint64_t apart = sk_letters_word(x, 0) ^ sk_letters_word(y, 0);
  uint64_t mask = half == 8 ? ~(uint64_t)0 : ((uint64_t)1 << 8 * half) - 1;
  return half >= 2 && ((apart & mask) == 0 || (apart >> 8 * (length - half) & mask) == 0);
}

static uint32_t longer_length(const SkMatchColumn *column, uint32_t a, uint32_t b) {
  const SkLetters *x = &column->letters[a], *y = &column->letters[b];
  if (x->length > 0 && y->length > 0)
    return MAX(x->length, y->length);
  return MAX(sk_match_column_text(column, a).length, sk_match_column_text(column, b).length);
}

static unsigned level_of_code(const SkMatchColumn *column, uint32_t a, uint32_t b) {
  if (a == b)
    return SK_CODE_SAME;
  unsigned slips = sk_letters_slips(column->letters, &column->texts, a, b, 2);
  if (slips == 1 && longer_length(column, a, b) >= 3)
    return SK_CODE_SLIP;
  if (slips == 2 && longer_length(column, a, b) >= 6)
    return SK_CODE_SLIPS;
  return share_half(column, a, b) ? SK_CODE_PART : SK_CODE_OTHER;
}

static SkEngineJudgement judge_email(const void *context, uint32_t a, uint32_t b) {
  if (a == b)
    return judgement(SK_EMAIL_SAME, sk_match_rarity(context, a, b));
  SkValueText left = sk_match_column_text(context, a), right = sk_match_column_text(context, b);
  const char *at_left = memchr(left.text, '@', left.length), *at_right = memchr(right.text, '@', right.length);
  uint32_t user_left = at_left == NULL ? left.length : (uint32_t)(at_left - left.text);
  uint32_t user_right = at_right == NULL ? right.length : (uint32_t)(at_right - right.text);
  if (user_left == user_right && memcmp(left.text, right.text, user_left) == 0 && user_left > 0)
    return judgement(SK_EMAIL_USER, 0);
  if (sk_similar_jaro_winkler(left.text, user_left, right.text, user_right) >= 0.92)
    return judgement(SK_EMAIL_NEAR, 0);
  gboolean same_place = left.length - user_left > 1 && left.length - user_left == right.length - user_right &&
                        memcmp(left.text + user_left, right.text + user_right, left.length - user_left) == 0;
  return judgement(same_place ? SK_EMAIL_PLACE : SK_EMAIL_OTHER, 0);
}

static unsigned level_of_numbers(double a, double b) {
  double apart = fabs(a - b), larger = fmax(fabs(a), fabs(b));
  if (apart <= larger / 100)
    return SK_NUMBERED_CLOSE;
  if (apart <= larger / 20)
    return SK_NUMBERED_NEAR;
  return apart <= larger / 4 ? SK_NUMBERED_SIZE : SK_NUMBERED_OTHER;
}

static SkEngineJudgement judge_number(const void *context, uint32_t a, uint32_t b) {
  const SkMatchColumn *column = context;
  if (a == b)
    return judgement(SK_NUMBERED_SAME, sk_match_rarity(context, a, b));
  SkValueText left = sk_match_column_text(column, a), right = sk_match_column_text(column, b);
  unsigned longer = MAX(left.length, right.length);
  if (longer >= 3 && sk_similar_slips(left.text, left.length, right.text, right.length) == 1)
    return judgement(SK_NUMBERED_SLIP, 0);
  double x = column->numbers[a], y = column->numbers[b];
  return judgement(isnan(x) || isnan(y) ? SK_NUMBERED_OTHER : level_of_numbers(x, y), 0);
}

static SkEngineJudgement judge_place(const void *context, uint32_t a, uint32_t b) {
  const SkMatchColumn *column = context;
  if (a == b)
    return judgement(SK_PLACED_SAME, sk_match_rarity(context, a, b));
  const SkPlace *left = &column->places[a], *right = &column->places[b];
  if (left->area == 0 || right->area == 0)
    return judgement(left->town != 0 && left->town == right->town ? SK_PLACED_TOWN : SK_PLACED_OTHER, 0);
  gboolean area = left->area == right->area;
  if (left->town == 0 || right->town == 0)
    return judgement(area ? SK_PLACED_IN_AREA : SK_PLACED_NO_AREA, 0);
  if (area && left->town == right->town)
    return judgement(SK_PLACED_TOWN, 0);
  return judgement(area ? SK_PLACED_AREA : SK_PLACED_OTHER, 0);
}

/* Judges of which "the same value" is the only answer with a rarity: one pair at a time, and many. Names are letters or
 * digits; two in different scripts are of a class of their own, and some of one script are the same too. */
#define JUDGE(name, level_of, SAME)                                                                                    \
  static SkEngineJudgement judge_##name(const void *context, uint32_t a, uint32_t b) {                                 \
    unsigned level = level_of(context, a, b);                                                                          \
    return judgement(level, level == SAME ? sk_match_rarity(context, a, b) : 0);                                       \
  }                                                                                                                    \
  static void judge_many_##name(const void *context, const uint32_t *a, const uint32_t *b, unsigned count,             \
                                uint8_t *ret_levels, int16_t *ret_rarity) {                                            \
    for (unsigned i = 0; i < count; i++) {                                                                             \
      ret_levels[i] = (uint8_t)level_of(context, a[i], b[i]);                                                          \
      ret_rarity[i] = ret_levels[i] == SAME ? sk_match_rarity(context, a[i], b[i]) : 0;                                \
    }                                                                                                                  \
  }
JUDGE(exact, level_of_exact, SK_EXACT_SAME)
JUDGE(name, sk_match_judge_names, SK_NAMED_SAME)
JUDGE(code, level_of_code, SK_CODE_SAME)
JUDGE(date, sk_match_judge_dates, SK_DATED_SAME)

static const char *const exact_levels[] = { "unstated", "other", "same" };
static const char *const name_levels[] = { "unstated", "other", "sound",        "alike",       "near",
                                           "swapped",  "same",  "across-other", "across-near", "across-same" };
static const char *const code_levels[] = { "unstated", "other", "part", "slips", "slip", "same" };
static const char *const email_levels[] = { "unstated", "other", "place", "near", "user", "same" };
static const char *const date_levels[] = { "unstated", "other", "decade", "years",   "year",  "month",
                                           "days",     "slip",  "same",   "outside", "within" };
static const char *const number_levels[] = { "unstated", "other", "size", "near", "close", "slip", "same" };
static const char *const text_levels[] = { "unstated", "none", "little", "some", "half", "most", "nearly", "same" };
static const char *const place_levels[] = { "unstated", "other", "area", "town", "same", "no-area", "in-area" };
/* SkEngineHouseholdLevel: the engine answers, when it knows which pairs look alike. */
static const char *const household_levels[] = { "unstated", "none", "one", "some", "most" };

#define BIT(level) ((uint32_t)1 << (level))

#define WORDED                                                                                                         \
  { sk_match_judge_text, NULL, text_levels, SK_WORDED_LEVELS, 0, BIT(SK_WORDED_SAME), FALSE }

static const SkMatchJudging judgings[SK_AS_COUNT] = {
  [SK_AS_EXACT] = { judge_exact, judge_many_exact, exact_levels, SK_EXACT_LEVELS, 0, BIT(SK_EXACT_SAME), TRUE },
  [SK_AS_NAME] = { judge_name, judge_many_name, name_levels, SK_NAMED_LEVELS, SK_NAMED_ACROSS_OTHER, BIT(SK_NAMED_SAME),
                   FALSE },
  [SK_AS_PERSON] = { sk_match_judge_person, NULL, name_levels, SK_NAMED_LEVELS, SK_NAMED_ACROSS_OTHER,
                     BIT(SK_NAMED_SAME), FALSE },
  [SK_AS_CODE] = { judge_code, judge_many_code, code_levels, SK_CODE_LEVELS, 0, BIT(SK_CODE_SAME), FALSE },
  [SK_AS_EMAIL] = { judge_email, NULL, email_levels, SK_EMAIL_LEVELS, 0, BIT(SK_EMAIL_SAME), FALSE },
  [SK_AS_DATE] = { judge_date, judge_many_date, date_levels, SK_DATED_LEVELS, SK_DATED_OUTSIDE, BIT(SK_DATED_SAME),
                   FALSE },
  [SK_AS_NUMBER] = { judge_number, NULL, number_levels, SK_NUMBERED_LEVELS, 0, BIT(SK_NUMBERED_SAME), FALSE },
  [SK_AS_TEXT] = WORDED,
  [SK_AS_RARE_WORDS] = WORDED,
  [SK_AS_MIDDLING_WORDS] = WORDED,
  [SK_AS_COMMON_WORDS] = WORDED,
  [SK_AS_PLACE] = { judge_place, NULL, place_levels, SK_PLACED_LEVELS, SK_PLACED_NO_AREA, BIT(SK_PLACED_SAME), FALSE },
  [SK_AS_HOUSEHOLD] = { NULL, NULL, household_levels, SK_ENGINE_HOUSEHOLD_LEVELS, 0, 0, FALSE },
};

SkMatchJudging sk_match_judging(SkMatchKind kind) {
  return judgings[kind];
}
