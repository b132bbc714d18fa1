/* What two values of a column agree in: the engine's comparisons for each kind of column.
 *
 * Levels are numbers from 1, higher is more alike; 0 is "one side does not say". A level's share of the true pairs and
 * of strangers is learnt, so where exactly one level ends and the next begins decides little; that they are ordered
 * decides much. */
#pragma once

#include "link/plan.h"
#include "match/column.h"

enum { SK_EXACT_OTHER = 1, SK_EXACT_SAME, SK_EXACT_LEVELS };

/* Names; SWAPPED only where given and family name are compared together. ACROSS: one in another script than the other.
 */
enum {
  SK_NAMED_OTHER = 1,
  SK_NAMED_SOUND,   /* the same consonants */
  SK_NAMED_ALIKE,   /* Jaro-Winkler from 0.86, or one is short for the other */
  SK_NAMED_NEAR,    /* Jaro-Winkler from 0.94, or one slip; another form of the same characters */
  SK_NAMED_SWAPPED, /* given and family name exchanged */
  SK_NAMED_SAME,
  SK_NAMED_ACROSS_OTHER,
  SK_NAMED_ACROSS_NEAR,
  SK_NAMED_ACROSS_SAME, /* a reading or a spelling of the characters */
  SK_NAMED_LEVELS
};

enum {
  SK_CODE_OTHER = 1,
  SK_CODE_PART,  /* the same first half, or the same end */
  SK_CODE_SLIPS, /* two slips */
  SK_CODE_SLIP,  /* one */
  SK_CODE_SAME,
  SK_CODE_LEVELS
};

enum {
  SK_EMAIL_OTHER = 1,
  SK_EMAIL_PLACE, /* the same after the @ */
  SK_EMAIL_NEAR,  /* Jaro-Winkler from 0.92 before the @ */
  SK_EMAIL_USER,  /* the same before the @ */
  SK_EMAIL_SAME,
  SK_EMAIL_LEVELS
};

enum {
  SK_DATED_OTHER = 1,
  SK_DATED_DECADE, /* up to ten years apart */
  SK_DATED_YEARS,  /* up to two */
  SK_DATED_YEAR,   /* in one year, or up to half a year apart */
  SK_DATED_MONTH,  /* up to 31 days apart */
  SK_DATED_DAYS,   /* up to three days */
  SK_DATED_SLIP,   /* one digit wrong, or day and month exchanged */
  SK_DATED_SAME,
  SK_DATED_OUTSIDE, /* one says no day: more than a year apart */
  SK_DATED_WITHIN,  /* ... compatible, or within a year */
  SK_DATED_LEVELS
};

enum {
  SK_NUMBERED_OTHER = 1,
  SK_NUMBERED_SIZE,  /* within a quarter */
  SK_NUMBERED_NEAR,  /* within a twentieth */
  SK_NUMBERED_CLOSE, /* within a hundredth */
  SK_NUMBERED_SLIP,  /* one digit wrong */
  SK_NUMBERED_SAME,
  SK_NUMBERED_LEVELS
};

/* By the share of the weight of the words that both hold; a word one slip off counts nearly as much. */
enum {
  SK_WORDED_NONE = 1,
  SK_WORDED_LITTLE, /* from 0.2 */
  SK_WORDED_SOME,   /* from 0.4 */
  SK_WORDED_HALF,   /* from 0.6 */
  SK_WORDED_MOST,   /* from 0.8 */
  SK_WORDED_NEARLY, /* from 0.92 */
  SK_WORDED_SAME,
  SK_WORDED_LEVELS
};

enum {
  SK_PLACED_OTHER = 1,
  SK_PLACED_AREA,
  SK_PLACED_TOWN,
  SK_PLACED_SAME,
  SK_PLACED_NO_AREA, /* one side names no town */
  SK_PLACED_IN_AREA,
  SK_PLACED_LEVELS
};

/* The engine's view of a kind. A pair column answers two comparisons, given and family name. */
typedef struct {
  SkEngineJudge judge;
  SkEngineJudgeMany judge_many; /* NULL: none */
  const char *const *levels;    /* words, "unstated" first */
  uint8_t level_count, second_class;
  uint32_t same; /* bits of the levels that mean "the same value" */
  gboolean cheap;
} SkMatchJudging;

SkMatchJudging sk_match_judging(SkMatchKind kind);

/* How much of two texts' words is the same, 0..1: Jaccard of weighted words, with near words counted in part. */
double sk_match_words_alike(const SkMatchColumn *column, uint32_t a, uint32_t b);
/* What the rarity of a shared value adds: log2(chance that two say the same / share of this value), in parts of a bit;
 * of two values that count as the same, that of the more frequent. */
static inline int16_t sk_match_rarity(const SkMatchColumn *column, uint32_t a, uint32_t b) {
  return column->letters != NULL ? MIN(column->letters[a].rarity, column->letters[b].rarity)
                                 : MIN(column->rarity[a], column->rarity[b]);
}
/* Level of two names (without SWAPPED); `whole` a column of names or one part of a person. */
unsigned sk_match_judge_names(const SkMatchColumn *whole, uint32_t a, uint32_t b);
SkEngineJudgement sk_match_judge_person(const void *column, uint32_t a, uint32_t b);
SkEngineJudgement sk_match_judge_text(const void *column, uint32_t a, uint32_t b);
unsigned sk_match_judge_dates(const SkMatchColumn *column, uint32_t a, uint32_t b);
