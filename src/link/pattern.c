#include "link/pattern.h"

#include <stddef.h>

static const char *const name_levels[] = { "unstated",  "conflict", "skeleton", "fuzzy",   "weak",
                                           "romanised", "reading",  "hangul",   "variant", "exact" };
static const char *const birth_levels[] = { "unstated", "conflict", "far",  "years", "about",
                                            "near",     "within",   "slip", "lunar", "day" };
static const char *const sailing_levels[] = { "unstated", "conflict", "season", "next", "same" };
static const char *const place_levels[] = { "unstated", "conflict", "area", "former", "town" };
static const char *const flag_levels[] = { "unstated", "conflict", "same" };
static const char *const number_levels[] = { "unstated", "conflict", "slip", "same" };
static const char *const household_levels[] = { "unstated", "none", "one", "some", "most" };

#define LEVELS(words) words, sizeof words / sizeof words[0]

static const struct comparison {
  const char *code;
  const char *const *levels;
  unsigned level_count;
} comparisons[SK_LINK_COMPARISON_COUNT] = {
  [SK_LINK_FAMILY] = { "family", LEVELS(name_levels) },
  [SK_LINK_GIVEN] = { "given", LEVELS(name_levels) },
  [SK_LINK_BIRTH] = { "birth", LEVELS(birth_levels) },
  [SK_LINK_SAILING] = { "sailing", LEVELS(sailing_levels) },
  [SK_LINK_ADDRESS] = { "address", LEVELS(place_levels) },
  [SK_LINK_ORIGIN] = { "origin", LEVELS(place_levels) },
  [SK_LINK_SEX] = { "sex", LEVELS(flag_levels) },
  [SK_LINK_REGISTRATION] = { "registration", LEVELS(number_levels) },
  [SK_LINK_NATION] = { "nation", LEVELS(flag_levels) },
  [SK_LINK_HOUSEHOLD] = { "household", LEVELS(household_levels) },
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
