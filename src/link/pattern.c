#include "link/pattern.h"

#include <stddef.h>

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

const char *sk_link_comparison_code(SkLinkComparison comparison) {
  return (unsigned)comparison < SK_LINK_COMPARISON_COUNT ? sk_link_plan()->comparisons[comparison].code : NULL;
}

const char *sk_link_level_code(SkLinkComparison comparison, unsigned level) {
  if ((unsigned)comparison >= SK_LINK_COMPARISON_COUNT)
    return NULL;
  const SkEngineComparison *of = &sk_link_plan()->comparisons[comparison];
  return level < of->level_count ? of->levels[level] : NULL;
}
