#include "link/pattern.h"

#include <stddef.h>

static const char *const name_levels[] = {
  "unstated", "conflict",        "skeleton",        "fuzzy",        "weak",      "hangul", "variant",
  "exact",    "across-conflict", "across-skeleton", "across-fuzzy", "romanised", "reading"
};
static const char *const birth_levels[] = { "unstated",  "conflict", "far",          "years",         "near",
                                            "slip",      "lunar",    "day",          "year-conflict", "year-far",
                                            "year-next", "within",   "age-conflict", "age-near",      "about" };
static const char *const sailing_levels[] = { "unstated", "conflict", "season", "next", "same" };
static const char *const place_levels[] = { "unstated", "conflict",      "area",     "former",
                                            "town",     "area-conflict", "area-same" };
static const char *const flag_levels[] = { "unstated", "conflict", "same" };
static const char *const number_levels[] = { "unstated", "conflict", "slip", "same" };
static const char *const household_levels[] = { "unstated", "none", "one", "some", "most" };

#define LEVELS(words) words, sizeof words / sizeof words[0]

static const struct comparison {
  const char *code;
  const char *const *levels;
  unsigned level_count;
  unsigned second, third; /* first level of the second and third class; 0 none */
} comparisons[SK_LINK_COMPARISON_COUNT] = {
  [SK_LINK_FAMILY] = { "family", LEVELS(name_levels), SK_LINK_NAME_ACROSS_CONFLICT, 0 },
  [SK_LINK_GIVEN] = { "given", LEVELS(name_levels), SK_LINK_NAME_ACROSS_CONFLICT, 0 },
  [SK_LINK_BIRTH] = { "birth", LEVELS(birth_levels), SK_LINK_BIRTH_YEAR_CONFLICT, SK_LINK_BIRTH_AGE_CONFLICT },
  [SK_LINK_SAILING] = { "sailing", LEVELS(sailing_levels), 0, 0 },
  [SK_LINK_ADDRESS] = { "address", LEVELS(place_levels), SK_LINK_PLACE_AREA_CONFLICT, 0 },
  [SK_LINK_ORIGIN] = { "origin", LEVELS(place_levels), SK_LINK_PLACE_AREA_CONFLICT, 0 },
  [SK_LINK_SEX] = { "sex", LEVELS(flag_levels), 0, 0 },
  [SK_LINK_REGISTRATION] = { "registration", LEVELS(number_levels), 0, 0 },
  [SK_LINK_NATION] = { "nation", LEVELS(flag_levels), 0, 0 },
  [SK_LINK_HOUSEHOLD] = { "household", LEVELS(household_levels), 0, 0 },
};

static const struct field {
  unsigned shift, bits;
} fields[SK_LINK_COMPARISON_COUNT] = {
#define COMPARISON(NAME, bits) [SK_LINK_##NAME] = { SK_LINK_SHIFT_##NAME, bits },
  SK_LINK_COMPARISONS(COMPARISON)
#undef COMPARISON
};

unsigned sk_link_pattern_level(SkLinkPattern pattern, SkLinkComparison comparison) {
  const struct field field = fields[comparison];
  return (unsigned)(pattern >> field.shift) & ((1u << field.bits) - 1);
}

SkLinkPattern sk_link_pattern_with(SkLinkPattern pattern, SkLinkComparison comparison, unsigned level) {
  const struct field field = fields[comparison];
  SkLinkPattern mask = (SkLinkPattern)((1u << field.bits) - 1) << field.shift;
  return (pattern & ~mask) | ((SkLinkPattern)level << field.shift & mask);
}

unsigned sk_link_level_count(SkLinkComparison comparison) {
  return (unsigned)comparison < SK_LINK_COMPARISON_COUNT ? comparisons[comparison].level_count : 0;
}

const char *sk_link_comparison_code(SkLinkComparison comparison) {
  return (unsigned)comparison < SK_LINK_COMPARISON_COUNT ? comparisons[comparison].code : NULL;
}

const char *sk_link_level_code(SkLinkComparison comparison, unsigned level) {
  return level < sk_link_level_count(comparison) ? comparisons[comparison].levels[level] : NULL;
}

unsigned sk_link_level_class(SkLinkComparison comparison, unsigned level) {
  if (level == 0 || level >= sk_link_level_count(comparison))
    return 0;
  const struct comparison *of = &comparisons[comparison];
  return 1 + (of->second != 0 && level >= of->second) + (of->third != 0 && level >= of->third);
}

unsigned sk_link_class_last(SkLinkComparison comparison, unsigned level) {
  unsigned last = level, class = sk_link_level_class(comparison, level);
  while (class != 0 && sk_link_level_class(comparison, last + 1) == class)
    last++;
  return last;
}

SkLinkSays sk_link_name_says(unsigned level) {
  static const uint8_t says[] = {
    [SK_LINK_NAME_CONFLICT] = SK_LINK_SAYS_OTHER,       [SK_LINK_NAME_SKELETON] = SK_LINK_SAYS_NEAR,
    [SK_LINK_NAME_FUZZY] = SK_LINK_SAYS_NEAR,           [SK_LINK_NAME_WEAK] = SK_LINK_SAYS_NEAR,
    [SK_LINK_NAME_HANGUL] = SK_LINK_SAYS_SAME,          [SK_LINK_NAME_VARIANT] = SK_LINK_SAYS_SAME,
    [SK_LINK_NAME_EXACT] = SK_LINK_SAYS_SAME,           [SK_LINK_NAME_ACROSS_CONFLICT] = SK_LINK_SAYS_OTHER,
    [SK_LINK_NAME_ACROSS_SKELETON] = SK_LINK_SAYS_NEAR, [SK_LINK_NAME_ACROSS_FUZZY] = SK_LINK_SAYS_NEAR,
    [SK_LINK_NAME_ROMANISED] = SK_LINK_SAYS_SAME,       [SK_LINK_NAME_READING] = SK_LINK_SAYS_SAME
  };
  return level < sizeof says ? (SkLinkSays)says[level] : SK_LINK_SAYS_NOTHING;
}

SkLinkSays sk_link_birth_says(unsigned level) {
  static const uint8_t says[] = {
    [SK_LINK_BIRTH_CONFLICT] = SK_LINK_SAYS_OTHER, [SK_LINK_BIRTH_FAR] = SK_LINK_SAYS_OTHER,
    [SK_LINK_BIRTH_YEARS] = SK_LINK_SAYS_NEAR,     [SK_LINK_BIRTH_NEAR] = SK_LINK_SAYS_NEAR,
    [SK_LINK_BIRTH_SLIP] = SK_LINK_SAYS_SAME,      [SK_LINK_BIRTH_LUNAR] = SK_LINK_SAYS_SAME,
    [SK_LINK_BIRTH_DAY] = SK_LINK_SAYS_SAME,       [SK_LINK_BIRTH_YEAR_CONFLICT] = SK_LINK_SAYS_OTHER,
    [SK_LINK_BIRTH_YEAR_FAR] = SK_LINK_SAYS_OTHER, [SK_LINK_BIRTH_YEAR_NEXT] = SK_LINK_SAYS_NEAR,
    [SK_LINK_BIRTH_WITHIN] = SK_LINK_SAYS_SAME,    [SK_LINK_BIRTH_AGE_CONFLICT] = SK_LINK_SAYS_OTHER,
    [SK_LINK_BIRTH_AGE_NEAR] = SK_LINK_SAYS_NEAR,  [SK_LINK_BIRTH_ABOUT] = SK_LINK_SAYS_NEAR
  };
  return level < sizeof says ? (SkLinkSays)says[level] : SK_LINK_SAYS_NOTHING;
}
