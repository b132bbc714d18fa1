#include "link/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NEXT_DAYS 8 /* sailings were a week apart at the height */
#define SAME_DAYS 3 /* lists mix the days of mustering, departure and arrival */
#define SEASON_DAYS 183
#define CLAIMS_MAX 8 /* claims of one record that are compared; more are beyond any list seen */

/* ---- names */

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

static SkLinkGrades compare_names(const SkLinkPeople *people, SkLinkNameMemo *memo, const SkLinkRow *a,
                                  const SkLinkRow *b, uint32_t ret_names[2]) {
  const uint32_t *left = people->rows->names + a->first_name, *right = people->rows->names + b->first_name;
  unsigned left_count = a->name_count < CLAIMS_MAX ? a->name_count : CLAIMS_MAX;
  unsigned right_count = b->name_count < CLAIMS_MAX ? b->name_count : CLAIMS_MAX;
  SkLinkGrades best = { 0, 0 };
  ret_names[0] = ret_names[1] = UINT32_MAX;
  for (unsigned i = 0; i < left_count; i++)
    for (unsigned j = 0; j < right_count; j++) {
      SkLinkGrades grades = sk_link_names_compare(people->names, memo, left[i], right[j]);
      bool stated = grades.family != 0 || grades.given != 0;
      if (!stated || (ret_names[0] != UINT32_MAX && claim_value(grades) <= claim_value(best)))
        continue;
      best = grades;
      ret_names[0] = left[i], ret_names[1] = right[j];
    }
  return best;
}

/* ---- the rest */

static unsigned compare_flag(uint8_t a, uint8_t b) {
  return a == 0 || b == 0 ? 0 : a == b ? SK_LINK_FLAG_SAME : SK_LINK_FLAG_CONFLICT;
}

static bool days_stated(const SkLinkDays *days) {
  return days->first <= days->last;
}

static unsigned compare_departure(const SkLinkDays *a, const SkLinkDays *b) {
  if (!days_stated(a) || !days_stated(b))
    return 0;
  int64_t gap = a->last < b->first ? (int64_t)b->first - a->last : b->last < a->first ? (int64_t)a->first - b->last : 0;
  int64_t widest = llabs((int64_t)a->last - a->first) > llabs((int64_t)b->last - b->first)
                       ? (int64_t)a->last - a->first
                       : (int64_t)b->last - b->first;
  if (gap > SEASON_DAYS)
    return SK_LINK_SAILING_CONFLICT;
  if (gap > NEXT_DAYS || widest > 31)
    return widest > 2 * SEASON_DAYS ? 0 : SK_LINK_SAILING_SEASON;
  return gap <= SAME_DAYS && widest <= SAME_DAYS ? SK_LINK_SAILING_SAME : SK_LINK_SAILING_NEXT;
}

static unsigned compare_sailing(const SkLinkRow *a, const SkLinkRow *b) {
  if (a->sailing == 0 || b->sailing == 0)
    return compare_departure(&a->departure, &b->departure);
  if (a->sailing == b->sailing)
    return SK_LINK_SAILING_SAME;
  if (abs(a->sailing - b->sailing) == 1)
    return SK_LINK_SAILING_NEXT;
  unsigned by_day = compare_departure(&a->departure, &b->departure);
  return by_day >= SK_LINK_SAILING_SEASON ? SK_LINK_SAILING_SEASON : SK_LINK_SAILING_CONFLICT;
}

static bool same_town(SkLinkPlace a, SkLinkPlace b) {
  return a.town != 0 && a.town == b.town && a.area == b.area;
}

static unsigned compare_place(SkLinkPlace a, SkLinkPlace b) {
  if (a.area == 0 || b.area == 0)
    return 0;
  if (a.town == 0 || b.town == 0)
    return a.area == b.area ? SK_LINK_PLACE_AREA_SAME : SK_LINK_PLACE_AREA_CONFLICT;
  return same_town(a, b) ? SK_LINK_PLACE_TOWN : a.area == b.area ? SK_LINK_PLACE_AREA : SK_LINK_PLACE_CONFLICT;
}

static unsigned compare_address(const SkLinkRow *a, const SkLinkRow *b) {
  unsigned now = compare_place(a->address, b->address);
  bool moved = same_town(a->former, b->address) || same_town(a->address, b->former) || same_town(a->former, b->former);
  return now != SK_LINK_PLACE_TOWN && moved ? SK_LINK_PLACE_FORMER : now;
}

/* One character changed, left out, added, or two neighbours swapped. */
static bool is_one_slip(const char *a, unsigned a_length, const char *b, unsigned b_length) {
  unsigned same = 0, tail = 0;
  while (same < a_length && same < b_length && a[same] == b[same])
    same++;
  while (tail < a_length - same && tail < b_length - same && a[a_length - 1 - tail] == b[b_length - 1 - tail])
    tail++;
  unsigned left = a_length - same - tail, right = b_length - same - tail;
  if (left <= 1 && right <= 1)
    return true;
  return left == 2 && right == 2 && a[same] == b[same + 1] && a[same + 1] == b[same];
}

static unsigned compare_numbers(const SkLinkRow *a, const SkLinkRow *b) {
  if (a->number_length == 0 || b->number_length == 0)
    return 0;
  if (a->number_length == b->number_length && memcmp(a->number, b->number, a->number_length) == 0)
    return SK_LINK_NUMBER_SAME;
  return a->number_length >= 4 && b->number_length >= 4 &&
                 is_one_slip(a->number, a->number_length, b->number, b->number_length)
             ? SK_LINK_NUMBER_SLIP
             : SK_LINK_NUMBER_CONFLICT;
}

SkLinkPattern sk_link_compare(const SkLinkPeople *people, SkLinkNameMemo *memo, uint32_t a, uint32_t b,
                              uint32_t ret_names[2]) {
  const SkLinkRow *left = &people->rows->rows[a], *right = &people->rows->rows[b];
  SkLinkGrades grades = compare_names(people, memo, left, right, ret_names);
  unsigned levels[SK_LINK_COMPARISON_COUNT] = { 0 };
  levels[SK_LINK_FAMILY] = grades.family;
  levels[SK_LINK_GIVEN] = grades.given;
  if (days_stated(&left->birth) && days_stated(&right->birth))
    levels[SK_LINK_BIRTH] = sk_link_compare_birth(&left->birth, &right->birth);
  levels[SK_LINK_SAILING] = compare_sailing(left, right);
  levels[SK_LINK_ADDRESS] = compare_address(left, right);
  levels[SK_LINK_ORIGIN] = compare_place(left->origin, right->origin);
  levels[SK_LINK_SEX] = compare_flag(left->sex, right->sex);
  levels[SK_LINK_REGISTRATION] = compare_numbers(left, right);
  levels[SK_LINK_NATION] = compare_flag(left->nation, right->nation);
  SkLinkPattern pattern = 0;
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++)
    pattern = sk_link_pattern_with(pattern, c, levels[c]);
  return pattern;
}

/* log2 of how much rarer this name is than agreeing names are on the whole; the more frequent of the two spellings
 * counts. */
static float rarity(double chance, double a, double b) {
  double share = fmax(a, b);
  return share > 0 && chance > 0 ? (float)log2(chance / share) : 0;
}

SkLinkEvidence sk_link_evidence_of(const SkLinkPeople *people, SkLinkPattern pattern, const uint32_t names[2]) {
  SkLinkEvidence evidence = { .pattern = pattern };
  if (names[0] == UINT32_MAX)
    return evidence;
  if (sk_link_name_says(sk_link_pattern_level(pattern, SK_LINK_FAMILY)) == SK_LINK_SAYS_SAME)
    evidence.tf_family =
        rarity(sk_link_names_family_chance(people->names), sk_link_names_family_share(people->names, names[0]),
               sk_link_names_family_share(people->names, names[1]));
  if (sk_link_name_says(sk_link_pattern_level(pattern, SK_LINK_GIVEN)) == SK_LINK_SAYS_SAME)
    evidence.tf_given =
        rarity(sk_link_names_given_chance(people->names), sk_link_names_given_share(people->names, names[0]),
               sk_link_names_given_share(people->names, names[1]));
  return evidence;
}
