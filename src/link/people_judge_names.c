/* Two sets of name claims: the pair of claims that speaks best for one person decides, and gives both parts. */
#include "link/people.h"

#include <math.h>
#include <string.h>

/* Which of two pairs of claims speaks better for one person; the given name decides, family names change. */
static int claim_value(SkLinkGrades grades) {
  static const int8_t values[] = {
    [SK_LINK_NAME_CONFLICT] = -6,    [SK_LINK_NAME_SKELETON] = 1,         [SK_LINK_NAME_FUZZY] = 3,
    [SK_LINK_NAME_WEAK] = 4,         [SK_LINK_NAME_HANGUL] = 8,           [SK_LINK_NAME_VARIANT] = 9,
    [SK_LINK_NAME_EXACT] = 10,       [SK_LINK_NAME_ACROSS_CONFLICT] = -5, [SK_LINK_NAME_ACROSS_SKELETON] = 1,
    [SK_LINK_NAME_ACROSS_FUZZY] = 2, [SK_LINK_NAME_ROMANISED] = 6,        [SK_LINK_NAME_READING] = 7
  };
  return 3 * values[grades.given] + 2 * values[grades.family];
}

/* What the rarity of a name adds: log2 of how much rarer it is than agreeing names are on the whole; the more frequent
 * of the two spellings counts. */
static int16_t rarity(double chance, double a, double b) {
  double share = fmax(a, b);
  return share > 0 && chance > 0 ? (int16_t)lround(log2(chance / share) * SK_ENGINE_RARITY) : 0;
}

/* The best of all pairs of claims; `ret_claims` is what it is of. */
static SkLinkGrades best_of(const SkLinkPeople *people, uint32_t a, uint32_t b, uint32_t ret_claims[2]) {
  const SkLinkIntern *sets = &people->interns[SK_LINK_COLUMN_NAMES];
  const uint8_t *left = sk_link_intern_bytes(sets, a), *right = sk_link_intern_bytes(sets, b);
  size_t left_size = sk_link_intern_length(sets, a), right_size = sk_link_intern_length(sets, b);
  SkLinkGrades best = { 0, 0 };
  ret_claims[0] = ret_claims[1] = 0;
  for (size_t i = 0; i < left_size; i += sizeof(uint32_t))
    for (size_t j = 0; j < right_size; j += sizeof(uint32_t)) {
      uint32_t one, other;
      memcpy(&one, left + i, sizeof one);
      memcpy(&other, right + j, sizeof other);
      SkLinkGrades grades = sk_link_names_compare(people->names, one, other);
      bool stated = grades.family != 0 || grades.given != 0;
      if (!stated || (ret_claims[0] != 0 && claim_value(grades) <= claim_value(best)))
        continue;
      best = grades;
      ret_claims[0] = one, ret_claims[1] = other;
    }
  return best;
}

SkEngineJudgement sk_link_judge_names(const void *context, uint32_t a, uint32_t b) {
  const SkLinkPeople *people = context;
  const SkLinkNames *names = people->names;
  uint32_t claims[2];
  SkLinkGrades best = best_of(people, a, b, claims);
  SkEngineJudgement said = { .levels = { best.family, best.given } };
  if (sk_link_name_says(best.family) == SK_LINK_SAYS_SAME)
    said.rarity[0] = rarity(sk_link_names_family_chance(names), sk_link_names_family_share(names, claims[0]),
                            sk_link_names_family_share(names, claims[1]));
  if (sk_link_name_says(best.given) == SK_LINK_SAYS_SAME)
    said.rarity[1] = rarity(sk_link_names_given_chance(names), sk_link_names_given_share(names, claims[0]),
                            sk_link_names_given_share(names, claims[1]));
  return said;
}
