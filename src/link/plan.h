/* How rows are to be compared: what is put side by side, at which levels, and which pairs are worth it.
 *
 * A plan is data and a few functions; it holds no state, so several threads may use it at once. Functions are given
 * values (see table.h), never rows, and must be pure: the same answer for the same values, in either order.
 */
#pragma once

#include "link/table.h"

#define SK_ENGINE_COMPARISONS_MAX 16
#define SK_ENGINE_LEVELS_MAX 16
#define SK_ENGINE_RARE_MAX 4      /* comparisons with term frequencies */
#define SK_ENGINE_LABELS_LEAST 50 /* fewer labelled true pairs say too little */
#define SK_ENGINE_RARITY 256      /* rarity is counted in 256ths of a bit */
#define SK_ENGINE_RULES_MAX 60
#define SK_ENGINE_TERMS_MAX 4   /* of a rule, and dividers of its blocks */
#define SK_ENGINE_VALUE_KEYS 48 /* keys of one value; and of one row under one rule */

/* ---- comparing */

/* What one look at two values says, for the one or two comparisons it answers. */
typedef struct {
  uint8_t levels[2];
  int16_t
      rarity[2]; /* what the rarity of the shared value adds, in log2 * SK_ENGINE_RARITY; 0 where it is not counted */
} SkEngineJudgement;

/* `a` and `b` are values of the comparison's column, neither 0, a <= b. Asked once for each distinct pair of values, as
 * far as memory for remembering goes. */
typedef SkEngineJudgement (*SkEngineJudge)(const void *context, uint32_t a, uint32_t b);

/* The same of `count` pairs of values, of a judge with one answer that needs a few instructions a pair: a call for each
 * would cost more than the answer. */
typedef void (*SkEngineJudgeMany)(const void *context, const uint32_t *a, const uint32_t *b, unsigned count,
                                  uint8_t *ret_levels, int16_t *ret_rarity);

/* What rarity can add at most to an answer about this value, whatever stands beside it. Only to levels of
 * SkEngineComparison.same. */
typedef void (*SkEngineMost)(const void *context, uint32_t value, int16_t ret_rarity[2]);

/* How two members of one household compare. */
typedef enum {
  SK_ENGINE_KIN_ALIKE, /* as one person's two records: sailing, address */
  SK_ENGINE_KIN_SHARE, /* often sharing the value, so that its rarity says nothing against them: family name */
  SK_ENGINE_KIN_DIFFER /* as two people: given name, birth, sex */
} SkEngineKin;

/* What says who somebody is: pairs that hardly ever agree in the given name nor in a day are other people, whatever
 * else they share. */
typedef enum {
  SK_ENGINE_WHO_NOT = 0,
  SK_ENGINE_WHO_NAME = 1,
  SK_ENGINE_WHO_BIRTH = 2,
  SK_ENGINE_WHO_ALL = 3
} SkEngineWho;

/* The chance that two rows hold one value, from the counts of the values. */
#define SK_ENGINE_CHANCE_COUNTED (-1.0)

/* Level 0 of every comparison is "one side does not say": it weighs nothing. The other levels come in classes of pairs
 * that could have said the same (names in one script or across two; full dates or years alone): inside a class levels
 * rise with agreement and their shares sum to 1. Most comparisons have one class. */
typedef struct {
  const char *code;          /* stable word: "birth" */
  const char *const *levels; /* level_count stable words, "unstated" first */
  uint8_t level_count;       /* 2 .. SK_ENGINE_LEVELS_MAX */
  uint8_t second, third;     /* first level of the second and third class; 0 none */
  uint8_t column;
  bool cheap;          /* asking again costs no more than remembering: a flag, equality */
  bool cheap_same;     /* ... where both values are one */
  bool rare;           /* its judgements carry a rarity */
  bool number;         /* one person alone has it; its first level says another, its last the same: a pair whose
                          numbers differ is held where one of the two shares its number with somebody else of the
                          other's source */
  uint8_t who;         /* SkEngineWho */
  uint8_t kin;         /* SkEngineKin */
  SkEngineJudge judge; /* NULL: answered by the comparison before it (its second level), or the household one */
  SkEngineJudgeMany judge_many; /* the same answers, where it is cheap; NULL: asked one by one */
  SkEngineMost most; /* of a costly judge: it is not asked about pairs that even its best answer would leave too light;
                        NULL: always asked */
  const void *context;
  const void *facts;  /* what the judge looks at first, by value, so that it can be asked for ahead of its use; NULL */
  uint32_t fact_size; /* bytes a value */
  uint32_t same;      /* bits of the levels that mean "the same value", ... */
  double same_chance; /* ... and how often strangers meet there: given, or 0: sampled, or SK_ENGINE_CHANCE_COUNTED */
} SkEngineComparison;

/* ---- which pairs */

/* Writes the keys of a value, at most SK_ENGINE_VALUE_KEYS, and returns how many. Repeats are allowed, 0 is no key. */
typedef unsigned (*SkEngineKeys)(const void *context, uint32_t value, uint64_t *keys);

/* One part of a key: NULL for the value itself. */
typedef struct {
  uint8_t column;
  SkEngineKeys keys;
  const void *context;
} SkEngineTerm;

/* Two rows meet under a rule if they share a key of every term. A block with more pairs than allowed is divided by the
 * first key of each divider in turn; what is too large even then is given up and counted. */
typedef struct {
  const char *code;
  SkEngineTerm terms[SK_ENGINE_TERMS_MAX];
  unsigned term_count;
  SkEngineTerm dividers[SK_ENGINE_TERMS_MAX];
  unsigned divider_count;
  bool teaches;     /* strict enough to learn from: at least one pair in a thousand is true. Where no rule is, the pairs
                       of all rules teach together */
  uint32_t decides; /* bits of the comparisons that agree because of it, beside those of its own columns */
} SkEngineRule;

/* ---- all of it */

typedef struct {
  const SkEngineComparison *comparisons;
  unsigned comparison_count;
  const SkEngineRule *rules; /* strictest first */
  unsigned rule_count;
  int household; /* the comparison that looks whether the other members of two households match, or -1; its column
                    names the household, its levels are SkEngineHouseholdLevel */
  uint8_t (*hold)(
      uint64_t pattern); /* not 0: a pair that looks so stays below the "link" band whatever it weighs; NULL */
  bool (*apart)(uint64_t pattern); /* rows that look so are never in one cluster; NULL */
} SkEnginePlan;

typedef enum {
  SK_ENGINE_HOUSEHOLD_NONE = 1, /* nobody else of the smaller household has a counterpart in the other */
  SK_ENGINE_HOUSEHOLD_ONE,      /* one of several */
  SK_ENGINE_HOUSEHOLD_SOME,     /* fewer than half, at least two */
  SK_ENGINE_HOUSEHOLD_MOST,     /* at least half */
  SK_ENGINE_HOUSEHOLD_LEVELS
} SkEngineHouseholdLevel;

/* A pattern packs one level for each comparison, SK_ENGINE_LEVEL_BITS each, the first lowest. */
#define SK_ENGINE_LEVEL_BITS 4

static inline unsigned sk_engine_level(uint64_t pattern, unsigned comparison) {
  return (unsigned)(pattern >> (SK_ENGINE_LEVEL_BITS * comparison)) & (SK_ENGINE_LEVELS_MAX - 1);
}

static inline uint64_t sk_engine_with_level(uint64_t pattern, unsigned comparison, unsigned level) {
  unsigned shift = SK_ENGINE_LEVEL_BITS * comparison;
  return (pattern & ~((uint64_t)(SK_ENGINE_LEVELS_MAX - 1) << shift)) | (uint64_t)level << shift;
}

/* Is some rule strict enough to learn from? */
bool sk_engine_plan_teaches(const SkEnginePlan *plan);
/* The class of a level, from 1; 0 for "not stated" and what is no level. */
unsigned sk_engine_level_class(const SkEngineComparison *comparison, unsigned level);
/* The last level of the class that `level` is of. */
unsigned sk_engine_class_last(const SkEngineComparison *comparison, unsigned level);

/* Indexes and counts are within their bounds. */
bool sk_engine_plan_is_sound(const SkEnginePlan *plan, const SkEngineTable *table);
bool sk_engine_table_is_sound(const SkEngineTable *table, unsigned threads);
bool sk_engine_row_is_sound(const SkEngineTable *table, uint32_t row);
