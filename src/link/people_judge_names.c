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

/* A set of claims as bytes in the arena of its column. */
struct claims {
  const uint8_t *bytes;
  size_t count;
};

static struct claims claims_of(const SkLinkPeople *people, SkLinkColumnNumber column, uint32_t value) {
  const SkLinkIntern *sets = &people->interns[column];
  return (struct claims){ sk_link_intern_bytes(sets, value), sk_link_intern_length(sets, value) / sizeof(uint32_t) };
}

static uint32_t claim_at(struct claims claims, size_t i) {
  uint32_t claim;
  memcpy(&claim, claims.bytes + i * sizeof claim, sizeof claim);
  return claim;
}

/* No other two claims could speak better. */
static bool is_best(SkLinkGrades grades) {
  return grades.family == SK_LINK_NAME_EXACT && grades.given == SK_LINK_NAME_EXACT;
}

/* Of two sets the one that is gone through first. The numbers of values and claims depend on who else is in the run,
 * the order of claims does not: so what two records look like depends on the two alone. */
static bool goes_first(const SkLinkNames *names, struct claims a, struct claims b) {
  size_t count = a.count < b.count ? a.count : b.count;
  for (size_t i = 0; i < count; i++)
    if (claim_at(a, i) != claim_at(b, i))
      return sk_link_names_before(names, claim_at(a, i), claim_at(b, i));
  return a.count < b.count;
}

/* The best of all pairs of claims, of several the first; `ret_claims` is what it is of. */
static SkLinkGrades best_of(const SkLinkNames *names, struct claims a, struct claims b, uint32_t ret_claims[2]) {
  SkLinkGrades best = { 0, 0 };
  ret_claims[0] = ret_claims[1] = 0;
  if (a.count * b.count > 1 && !goes_first(names, a, b)) {
    struct claims other = a;
    a = b;
    b = other;
  }
  for (size_t i = 0; i < a.count; i++)
    for (size_t j = 0; j < b.count; j++) {
      uint32_t one = claim_at(a, i), other = claim_at(b, j);
      SkLinkGrades grades = sk_link_names_compare(names, one, other);
      bool stated = grades.family != 0 || grades.given != 0;
      if (!stated || (ret_claims[0] != 0 && claim_value(grades) <= claim_value(best)))
        continue;
      best = grades;
      ret_claims[0] = one, ret_claims[1] = other;
      if (is_best(best))
        return best;
    }
  return best;
}

static unsigned sorts_of(const SkLinkNames *names, struct claims claims) {
  unsigned sorts = 0;
  for (size_t i = 0; i < claims.count; i++)
    sorts |= 1u << sk_link_names_sort(names, claim_at(claims, i));
  return sorts;
}

/* One side knows the registered name only, the other the pass-name only: that they differ says nothing. */
static bool of_two_sorts(const SkLinkNames *names, struct claims a, struct claims b) {
  unsigned left = sorts_of(names, a), right = sorts_of(names, b);
  return (left | right) == (1u << SK_LINK_NAME_LEGAL | 1u << SK_LINK_NAME_PASS) && (left & right) == 0;
}

static uint8_t of_another_kind(uint8_t level) {
  return sk_link_name_says(level) == SK_LINK_SAYS_SAME || level == 0 ? level : SK_LINK_NAME_OTHER_KIND;
}

static int16_t family_rarity(const SkLinkNames *names, const uint32_t claims[2]) {
  return rarity(sk_link_names_family_chance(names), sk_link_names_family_share(names, claims[0]),
                sk_link_names_family_share(names, claims[1]));
}

static int16_t given_rarity(const SkLinkNames *names, const uint32_t claims[2]) {
  return rarity(sk_link_names_given_chance(names), sk_link_names_given_share(names, claims[0]),
                sk_link_names_given_share(names, claims[1]));
}

SkEngineJudgement sk_link_judge_names(const void *context, uint32_t a, uint32_t b) {
  const SkLinkPeople *people = context;
  const SkLinkNames *names = people->names;
  struct claims left = claims_of(people, SK_LINK_COLUMN_NAMES, a), right = claims_of(people, SK_LINK_COLUMN_NAMES, b);
  uint32_t claims[2];
  SkLinkGrades best = best_of(names, left, right, claims);
  SkEngineJudgement said = { .levels = { best.family, best.given } };
  if (sk_link_name_says(best.family) == SK_LINK_SAYS_SAME)
    said.rarity[0] = family_rarity(names, claims);
  if (sk_link_name_says(best.given) == SK_LINK_SAYS_SAME)
    said.rarity[1] = given_rarity(names, claims);
  if (of_two_sorts(names, left, right))
    for (unsigned part = 0; part < 2; part++)
      said.levels[part] = of_another_kind(said.levels[part]);
  return said;
}

/* ---- what the rarity of a set of claims can add at most: that of its rarest */

static int16_t most_rarity(double chance, double share) {
  return share > 0 ? rarity(chance, share, share) : INT16_MAX;
}

static void weigh_set(const SkLinkNames *names, struct claims claims, int16_t most[2]) {
  most[0] = most[1] = INT16_MIN;
  for (size_t i = 0; i < claims.count; i++) {
    uint32_t claim = claim_at(claims, i);
    int16_t family = most_rarity(sk_link_names_family_chance(names), sk_link_names_family_share(names, claim));
    int16_t given = most_rarity(sk_link_names_given_chance(names), sk_link_names_given_share(names, claim));
    most[0] = family > most[0] ? family : most[0];
    most[1] = given > most[1] ? given : most[1];
  }
}

bool sk_link_people_weigh_names(SkLinkPeople *people) {
  uint32_t count = people->interns[SK_LINK_COLUMN_NAMES].count;
  people->names_most = sk_link_heap_take(people->heap, (size_t)count + 1, sizeof *people->names_most);
  for (uint32_t set = 1; people->names_most != NULL && set <= count; set++)
    weigh_set(people->names, claims_of(people, SK_LINK_COLUMN_NAMES, set), people->names_most[set]);
  return people->names_most != NULL;
}

void sk_link_names_most(const void *people, uint32_t value, int16_t ret_rarity[2]) {
  memcpy(ret_rarity, ((const SkLinkPeople *)people)->names_most[value], sizeof(int16_t[2]));
}

/* Those named beside two people: their best names decide. */
SkEngineJudgement sk_link_judge_company(const void *context, uint32_t a, uint32_t b) {
  static const uint8_t levels[] = { [SK_LINK_SAYS_NOTHING] = 0,
                                    [SK_LINK_SAYS_OTHER] = SK_LINK_COMPANY_OTHER,
                                    [SK_LINK_SAYS_NEAR] = SK_LINK_COMPANY_NEAR,
                                    [SK_LINK_SAYS_SAME] = SK_LINK_COMPANY_SAME };
  const SkLinkPeople *people = context;
  uint32_t claims[2];
  SkLinkGrades best = best_of(people->names, claims_of(people, SK_LINK_COLUMN_COMPANY, a),
                              claims_of(people, SK_LINK_COLUMN_COMPANY, b), claims);
  bool other_family = sk_link_name_says(best.family) == SK_LINK_SAYS_OTHER;
  SkEngineJudgement said = { .levels = { levels[sk_link_name_says(best.given)] } };
  if (other_family && said.levels[0] != 0)
    said.levels[0] = SK_LINK_COMPANY_OTHER;
  if (said.levels[0] == SK_LINK_COMPANY_SAME)
    said.rarity[0] = given_rarity(people->names, claims);
  return said;
}
