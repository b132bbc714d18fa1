#include "text/place.h"

#include "text/place_table.h"

#define LINEAGE 6 /* mergers that follow one another */

/* The town, or the ward of it, that the place is today. */
static SkPlaceRef today(SkPlaceRef place) {
  for (int i = 0; i < LINEAGE && place_row(place)->next != 0; i++)
    place = place_row(place)->next;
  return place;
}

static SkPlaceRef town_of(SkPlaceRef place) {
  return place_row(place)->kind >= SK_PLACE_WARD ? place_row(place)->parents[0] : place;
}

/* `earlier` was renamed to `later`, or became part of it or of a ward of it, at some time. */
static bool became(SkPlaceRef earlier, SkPlaceRef later) {
  for (int i = 0; i < LINEAGE && earlier != 0; i++) {
    earlier = place_row(earlier)->next;
    if (earlier != 0 && (earlier == later || town_of(earlier) == later))
      return true;
  }
  return false;
}

static SkPlaceRef lowest(const SkPlace *place) {
  return place->at_ward != 0 ? place->at_ward : place->at_town != 0 ? place->at_town : place->at_county;
}

/* A province that was cut out of another names, for what it holds, the same area. */
static bool areas_meet(SkPlaceRef a, SkPlaceRef b) {
  return a == b || place_lies_in(a, b) || place_lies_in(b, a);
}

static SkPlaceGrade compare_towns(const SkPlace *a, const SkPlace *b) {
  if (a->town == b->town) {
    if (a->ward != 0 && b->ward != 0 && a->ward != b->ward)
      return became(a->at_ward, b->at_ward) || became(b->at_ward, a->at_ward) ? SK_PLACE_MERGED : SK_PLACE_OTHER_WARD;
    return (a->ward == 0) == (b->ward == 0) ? SK_PLACE_SAME : SK_PLACE_CONTAINS;
  }
  SkPlaceRef left = lowest(a), right = lowest(b);
  if (left != 0 && right != 0 && (became(left, right) || became(right, left)))
    return SK_PLACE_MERGED;
  if (left != 0 && right != 0 && (place_lies_in(left, right) || place_lies_in(right, left)))
    return SK_PLACE_CONTAINS;
  bool one_today = left != 0 && right != 0 && town_of(today(left)) == town_of(today(right));
  return one_today || areas_meet(a->at_area, b->at_area) ? SK_PLACE_SAME_AREA : SK_PLACE_DIFFERENT;
}

/* One of them says no town: an area, or a district of Japan. */
static SkPlaceGrade compare_coarse(const SkPlace *coarse, const SkPlace *fine) {
  SkPlaceRef said = coarse->at_county != 0 ? coarse->at_county : coarse->at_area, low = lowest(fine);
  if (fine->town == 0 && coarse->at_county == fine->at_county && coarse->at_area == fine->at_area)
    return SK_PLACE_SAME;
  if (low != 0 && place_lies_in(low, said))
    return SK_PLACE_CONTAINS;
  if (coarse->at_county == 0 && (low == 0 ? areas_meet(said, fine->at_area) : said == fine->at_area))
    return SK_PLACE_CONTAINS;
  return areas_meet(coarse->at_area, fine->at_area) ? SK_PLACE_SAME_AREA : SK_PLACE_DIFFERENT;
}

static bool may_mean(const SkPlace *doubtful, SkPlaceRef place) {
  for (int i = 0; i < doubtful->other_count; i++) {
    SkPlaceRef other = doubtful->others[i];
    if (other == place || place_lies_in(place, other) || place_lies_in(other, place))
      return true;
  }
  return false;
}

static bool may_meet(const SkPlace *a, const SkPlace *b) {
  if (b->other_count == 0)
    return may_mean(a, lowest(b) != 0 ? lowest(b) : b->at_area);
  for (int i = 0; i < b->other_count; i++)
    if (may_mean(a, b->others[i]))
      return true;
  return false;
}

static bool says_nowhere(const SkPlace *place) {
  return place->area == 0 && place->other_count == 0;
}

SkPlaceGrade sk_place_compare(const SkPlace *a, const SkPlace *b) {
  if (says_nowhere(a) || says_nowhere(b))
    return a->ward != 0 && a->ward == b->ward ? SK_PLACE_SAME : SK_PLACE_UNSTATED;
  if (a->other_count > 0 && b->other_count > 0)
    return may_meet(a, b) ? SK_PLACE_CONTAINS : SK_PLACE_DIFFERENT;
  if (a->other_count > 0 || b->other_count > 0)
    return (a->other_count > 0 ? may_meet(a, b) : may_meet(b, a)) ? SK_PLACE_CONTAINS : SK_PLACE_DIFFERENT;
  if (a->town != 0 && b->town != 0)
    return compare_towns(a, b);
  if (a->town == 0 && b->town == 0) {
    SkPlaceGrade one = compare_coarse(a, b), other = compare_coarse(b, a);
    return one > other ? one : other;
  }
  return a->town == 0 ? compare_coarse(a, b) : compare_coarse(b, a);
}

SkPlaceKey sk_place_key(const SkPlace *place) {
  SkPlaceRef low = place->at_ward != 0 ? place->at_ward : place->at_town;
  for (int i = 0; i < LINEAGE && place_row(low)->renamed; i++)
    low = place_row(low)->next;
  SkPlaceRef home = low;
  while (home != 0 && place_row(home)->kind != SK_PLACE_AREA)
    home = place_row(home)->parents[0];
  uint32_t area = home != 0 ? place_row(home)->area : place->area;
  uint32_t town = low != 0 ? place_row(low)->number : place->town;
  SkPlaceRef now = town_of(today(low));
  return (SkPlaceKey){ area, town, now != 0 ? place_row(now)->number : place->town };
}
