/* The register as a client of the engine: records of people become rows of values, and a plan says how they compare.
 *
 * A row's values: its claims to names (a set), birth, departure (sailing and days), addresses, origin, sex,
 * registration number, nationality, household.
 */
#pragma once

#include "link/intern.h"
#include "link/link.h"
#include "link/names.h"

#include <string.h>

#define SK_LINK_NUMBER_BYTES 16

typedef enum {
  SK_LINK_COLUMN_NAMES,
  SK_LINK_COLUMN_BIRTH,
  SK_LINK_COLUMN_DEPARTURE,
  SK_LINK_COLUMN_ADDRESS,
  SK_LINK_COLUMN_ORIGIN,
  SK_LINK_COLUMN_SEX,
  SK_LINK_COLUMN_REGISTRATION,
  SK_LINK_COLUMN_NATION,
  SK_LINK_COLUMN_HOUSEHOLD,
  SK_LINK_COLUMN_COMPANY,
  SK_LINK_COLUMNS
} SkLinkColumnNumber;

/* What the values of the columns are, byte for byte. Names and company: uint32_t numbers of claims (names.h),
 * in the order of sk_link_names_before(). Sex, nation: one byte. Household: the caller's number. Registration: letters
 * and digits only. */
typedef struct {
  SkLinkDays days;
  uint16_t sailing;
} SkLinkDeparture;

typedef struct {
  SkLinkPlace last, former;
} SkLinkAddress;

typedef struct SkLinkPeople SkLinkPeople;
struct SkLinkPeople {
  SkLinkHeap *heap;
  const SkLinkInput *input;
  uint32_t *record_of; /* row -> record of the input; rows are in order of ids */
  SkLinkIntern interns[SK_LINK_COLUMNS];
  SkLinkNames *names;
  int16_t (*names_most)[2]; /* by value of the names: what the rarity of family and given name can add */
  SkEngineColumn columns[SK_LINK_COLUMNS];
  SkEngineTable table;
  SkEnginePlan plan; /* with these people as context; sk_link_people_plan() */
  SkEngineComparison comparisons[SK_LINK_COMPARISON_COUNT];
  SkEngineRule rules[SK_ENGINE_RULES_MAX];
};

/* Checks the input and makes the table. */
SkLinkStatus sk_link_people_build(SkLinkHeap *heap, const SkLinkInput *input, unsigned threads, SkLinkPeople *people);
/* Fills people->names_most. False: no memory. */
bool sk_link_people_weigh_names(SkLinkPeople *people);
/* Fills people->plan: how the columns compare, and the rules. */
void sk_link_people_plan(SkLinkPeople *people);
/* The rules, written into `rules`, with `people` as their context; returns how many. */
unsigned sk_link_people_rules(const SkLinkPeople *people, SkEngineRule *rules);

SkEngineJudgement sk_link_judge_names(const void *people, uint32_t a, uint32_t b);
void sk_link_names_most(const void *people, uint32_t value, int16_t ret_rarity[2]);
SkEngineJudgement sk_link_judge_company(const void *people, uint32_t a, uint32_t b);
SkEngineJudgement sk_link_judge_birth(const void *people, uint32_t a, uint32_t b);
SkEngineJudgement sk_link_judge_departure(const void *people, uint32_t a, uint32_t b);
SkEngineJudgement sk_link_judge_address(const void *people, uint32_t a, uint32_t b);
SkEngineJudgement sk_link_judge_origin(const void *people, uint32_t a, uint32_t b);
SkEngineJudgement sk_link_judge_registration(const void *people, uint32_t a, uint32_t b);
SkEngineJudgement sk_link_judge_flag(const void *people, uint32_t a, uint32_t b);

/* Levels of two births, for anyone who has only days. */
SkLinkBirthLevel sk_link_compare_birth(const SkLinkDays *a, const SkLinkDays *b);

/* Copies a value of fixed size. */
static inline void sk_link_value(const void *people, SkLinkColumnNumber column, uint32_t value, void *ret_bytes,
                                 size_t size) {
  memcpy(ret_bytes, sk_link_intern_bytes(&((const SkLinkPeople *)people)->interns[column], value), size);
}
