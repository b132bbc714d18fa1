/* How the register compares: the table of comparisons, and what no weight can outvote. */
#include "link/people.h"

static const char *const name_levels[] = {
  "unstated", "conflict",        "skeleton",        "fuzzy",        "weak",      "hangul",  "variant",
  "exact",    "across-conflict", "across-skeleton", "across-fuzzy", "romanised", "reading", "other-kind"
};
static const char *const birth_levels[] = { "unstated",  "conflict", "far",          "years",         "near",
                                            "slip",      "lunar",    "day",          "year-conflict", "year-far",
                                            "year-next", "within",   "age-conflict", "age-near",      "about" };
static const char *const sailing_levels[] = { "unstated", "conflict", "season", "next", "same" };
static const char *const place_levels[] = { "unstated", "conflict",      "area",     "former",
                                            "town",     "area-conflict", "area-same" };
static const char *const flag_levels[] = { "unstated", "conflict", "same" };
static const char *const number_levels[] = { "unstated", "conflict", "slip", "same" };
static const char *const company_levels[] = { "unstated", "other", "near", "same" };
static const char *const household_levels[] = { "unstated", "none", "one", "some", "most" };

#define LEVELS(words) .levels = words, .level_count = sizeof words / sizeof words[0]
#define ONE(level) ((uint32_t)1 << (level))
#define SAME_NAMES                                                                                                     \
  (ONE(SK_LINK_NAME_HANGUL) | ONE(SK_LINK_NAME_VARIANT) | ONE(SK_LINK_NAME_EXACT) | ONE(SK_LINK_NAME_ROMANISED) |      \
   ONE(SK_LINK_NAME_READING))

static const SkEngineComparison comparisons[SK_LINK_COMPARISON_COUNT] = {
  [SK_LINK_FAMILY] = { .code = "family",
                       LEVELS(name_levels),
                       .second = SK_LINK_NAME_ACROSS_CONFLICT,
                       .third = SK_LINK_NAME_OTHER_KIND,
                       .column = SK_LINK_COLUMN_NAMES,
                       .rare = true,
                       .kin = SK_ENGINE_KIN_SHARE,
                       .judge = sk_link_judge_names,
                       .most = sk_link_names_most,
                       .same = SAME_NAMES },
  [SK_LINK_GIVEN] = { .code = "given",
                      LEVELS(name_levels),
                      .second = SK_LINK_NAME_ACROSS_CONFLICT,
                      .third = SK_LINK_NAME_OTHER_KIND,
                      .column = SK_LINK_COLUMN_NAMES,
                      .rare = true,
                      .kin = SK_ENGINE_KIN_DIFFER,
                      .same = SAME_NAMES },
  [SK_LINK_BIRTH] = { .code = "birth",
                      LEVELS(birth_levels),
                      .second = SK_LINK_BIRTH_YEAR_CONFLICT,
                      .third = SK_LINK_BIRTH_AGE_CONFLICT,
                      .column = SK_LINK_COLUMN_BIRTH,
                      .kin = SK_ENGINE_KIN_DIFFER,
                      .judge = sk_link_judge_birth,
                      .same = ONE(SK_LINK_BIRTH_DAY) },
  [SK_LINK_SAILING] = { .code = "sailing",
                        LEVELS(sailing_levels),
                        .column = SK_LINK_COLUMN_DEPARTURE,
                        .judge = sk_link_judge_departure },
  [SK_LINK_ADDRESS] = { .code = "address",
                        LEVELS(place_levels),
                        .second = SK_LINK_PLACE_AREA_CONFLICT,
                        .column = SK_LINK_COLUMN_ADDRESS,
                        .judge = sk_link_judge_address },
  [SK_LINK_ORIGIN] = { .code = "origin",
                       LEVELS(place_levels),
                       .second = SK_LINK_PLACE_AREA_CONFLICT,
                       .column = SK_LINK_COLUMN_ORIGIN,
                       .judge = sk_link_judge_origin },
  [SK_LINK_SEX] = { .code = "sex",
                    LEVELS(flag_levels),
                    .column = SK_LINK_COLUMN_SEX,
                    .cheap = true,
                    .kin = SK_ENGINE_KIN_DIFFER,
                    .judge = sk_link_judge_flag },
  [SK_LINK_REGISTRATION] = { .code = "registration",
                             LEVELS(number_levels),
                             .column = SK_LINK_COLUMN_REGISTRATION,
                             .number = true,
                             .kin = SK_ENGINE_KIN_DIFFER,
                             .judge = sk_link_judge_registration },
  [SK_LINK_NATION] = { .code = "nation",
                       LEVELS(flag_levels),
                       .column = SK_LINK_COLUMN_NATION,
                       .cheap = true,
                       .kin = SK_ENGINE_KIN_DIFFER,
                       .judge = sk_link_judge_flag },
  [SK_LINK_COMPANY] = { .code = "company",
                        LEVELS(company_levels),
                        .column = SK_LINK_COLUMN_COMPANY,
                        .rare = true,
                        .judge = sk_link_judge_company,
                        .same = ONE(SK_LINK_COMPANY_SAME) },
  [SK_LINK_HOUSEHOLD] = { .code = "household", LEVELS(household_levels), .column = SK_LINK_COLUMN_HOUSEHOLD },
};

/* Agreement that does not rest on the name. A pair needs one such to be joined at all, two where the names are only
 * near. */
static unsigned supports_of(uint64_t pattern) {
  return (sk_link_birth_says(sk_engine_level(pattern, SK_LINK_BIRTH)) == SK_LINK_SAYS_SAME) +
         (sk_engine_level(pattern, SK_LINK_SAILING) == SK_LINK_SAILING_SAME) +
         (sk_engine_level(pattern, SK_LINK_REGISTRATION) >= SK_LINK_NUMBER_SLIP) +
         (sk_engine_level(pattern, SK_LINK_HOUSEHOLD) >= SK_ENGINE_HOUSEHOLD_ONE) +
         (sk_engine_level(pattern, SK_LINK_COMPANY) == SK_LINK_COMPANY_SAME);
}

static uint8_t held_by(uint64_t pattern) {
  SkLinkSays family = sk_link_name_says(sk_engine_level(pattern, SK_LINK_FAMILY));
  SkLinkSays given = sk_link_name_says(sk_engine_level(pattern, SK_LINK_GIVEN));
  unsigned firm = supports_of(pattern);
  if (sk_link_birth_says(sk_engine_level(pattern, SK_LINK_BIRTH)) == SK_LINK_SAYS_OTHER)
    return SK_LINK_HELD_BIRTH;
  if (given == SK_LINK_SAYS_OTHER)
    return SK_LINK_HELD_GIVEN;
  if (firm == 0)
    return SK_LINK_HELD_NAME_ONLY;
  bool half_known = sk_engine_level(pattern, SK_LINK_FAMILY) == SK_LINK_NAME_OTHER_KIND ||
                    sk_engine_level(pattern, SK_LINK_GIVEN) == SK_LINK_NAME_OTHER_KIND;
  if ((given == SK_LINK_SAYS_NEAR || family == SK_LINK_SAYS_NEAR || half_known) && firm < 2)
    return SK_LINK_HELD_NEAR_NAME;
  return SK_LINK_HELD_NOT;
}

/* Members of one cluster may not look so. */
static bool conflict_firmly(uint64_t pattern) {
  unsigned birth = sk_engine_level(pattern, SK_LINK_BIRTH);
  if (birth == SK_LINK_BIRTH_CONFLICT || birth == SK_LINK_BIRTH_YEAR_CONFLICT || birth == SK_LINK_BIRTH_AGE_CONFLICT)
    return true;
  return sk_engine_level(pattern, SK_LINK_SEX) == SK_LINK_FLAG_CONFLICT &&
         sk_link_name_says(sk_engine_level(pattern, SK_LINK_GIVEN)) == SK_LINK_SAYS_OTHER;
}

static const SkEnginePlan plan = { .comparisons = comparisons,
                                   .comparison_count = SK_LINK_COMPARISON_COUNT,
                                   .household = SK_LINK_HOUSEHOLD,
                                   .hold = held_by,
                                   .apart = conflict_firmly };

const SkEnginePlan *sk_link_plan(void) {
  return &plan;
}

/* How likely two records that state a day of birth state the same. */
static double birthday_chance(const SkLinkPeople *people) {
  const SkLinkIntern *births = &people->interns[SK_LINK_COLUMN_BIRTH];
  double stated = 0, same = 0;
  for (uint32_t value = 1; value <= births->count; value++) {
    SkLinkDays days;
    double records = births->counts[value];
    sk_link_value(people, SK_LINK_COLUMN_BIRTH, value, &days, sizeof days);
    if (days.first != days.last)
      continue;
    stated += records;
    same += records * (records - 1);
  }
  return stated > 1 ? same / (stated * (stated - 1)) : 0;
}

void sk_link_people_plan(SkLinkPeople *people) {
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++) {
    people->comparisons[c] = comparisons[c];
    people->comparisons[c].context = people;
  }
  people->comparisons[SK_LINK_GIVEN].same_chance = sk_link_names_given_chance(people->names);
  people->comparisons[SK_LINK_COMPANY].same_chance =
      sk_link_names_given_chance(people->names) * sk_link_names_family_chance(people->names);
  people->comparisons[SK_LINK_BIRTH].same_chance = birthday_chance(people);
  people->plan = plan;
  people->plan.comparisons = people->comparisons;
  people->plan.rules = people->rules;
  people->plan.rule_count = sk_link_people_rules(people, people->rules);
}
