/* The register's questions: what two values of a column agree in. */
#include "link/people.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NEXT_DAYS 8 /* sailings were a week apart at the height */
#define SAME_DAYS 3 /* lists mix the days of mustering, departure and arrival */
#define SEASON_DAYS 183

static SkEngineJudgement level(unsigned level) {
  return (SkEngineJudgement){ .levels = { (uint8_t)level } };
}

/* ---- departure */

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

static unsigned compare_sailing(const SkLinkDeparture *a, const SkLinkDeparture *b) {
  if (a->sailing == 0 || b->sailing == 0)
    return compare_departure(&a->days, &b->days);
  if (a->sailing == b->sailing)
    return SK_LINK_SAILING_SAME;
  if (abs(a->sailing - b->sailing) == 1)
    return SK_LINK_SAILING_NEXT;
  unsigned by_day = compare_departure(&a->days, &b->days);
  return by_day >= SK_LINK_SAILING_SEASON ? SK_LINK_SAILING_SEASON : SK_LINK_SAILING_CONFLICT;
}

SkEngineJudgement sk_link_judge_departure(const void *people, uint32_t a, uint32_t b) {
  SkLinkDeparture left, right;
  sk_link_value(people, SK_LINK_COLUMN_DEPARTURE, a, &left, sizeof left);
  sk_link_value(people, SK_LINK_COLUMN_DEPARTURE, b, &right, sizeof right);
  return level(compare_sailing(&left, &right));
}

/* ---- places */

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

SkEngineJudgement sk_link_judge_address(const void *people, uint32_t a, uint32_t b) {
  SkLinkAddress left, right;
  sk_link_value(people, SK_LINK_COLUMN_ADDRESS, a, &left, sizeof left);
  sk_link_value(people, SK_LINK_COLUMN_ADDRESS, b, &right, sizeof right);
  unsigned now = compare_place(left.last, right.last);
  bool moved =
      same_town(left.former, right.last) || same_town(left.last, right.former) || same_town(left.former, right.former);
  return level(now != SK_LINK_PLACE_TOWN && moved ? SK_LINK_PLACE_FORMER : now);
}

SkEngineJudgement sk_link_judge_origin(const void *people, uint32_t a, uint32_t b) {
  SkLinkPlace left, right;
  sk_link_value(people, SK_LINK_COLUMN_ORIGIN, a, &left, sizeof left);
  sk_link_value(people, SK_LINK_COLUMN_ORIGIN, b, &right, sizeof right);
  return level(compare_place(left, right));
}

/* ---- the rest */

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

SkEngineJudgement sk_link_judge_registration(const void *people, uint32_t a, uint32_t b) {
  const SkLinkIntern *numbers = &((const SkLinkPeople *)people)->interns[SK_LINK_COLUMN_REGISTRATION];
  unsigned left = (unsigned)sk_link_intern_length(numbers, a), right = (unsigned)sk_link_intern_length(numbers, b);
  if (a == b)
    return level(SK_LINK_NUMBER_SAME);
  return level(left >= 4 && right >= 4 &&
                       is_one_slip(sk_link_intern_bytes(numbers, a), left, sk_link_intern_bytes(numbers, b), right)
                   ? SK_LINK_NUMBER_SLIP
                   : SK_LINK_NUMBER_CONFLICT);
}

SkEngineJudgement sk_link_judge_flag(const void *people, uint32_t a, uint32_t b) {
  (void)people;
  return level(a == b ? SK_LINK_FLAG_SAME : SK_LINK_FLAG_CONFLICT);
}
