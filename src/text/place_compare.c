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

/* The city that `earlier` was merged into is the one that `ward` lies in: nothing says whether in this ward. */
static bool became_city_of(SkPlaceRef earlier, SkPlaceRef ward) {
  return place_row(ward)->kind == SK_PLACE_WARD && earlier != 0 && town_of(today(earlier)) == town_of(ward);
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

static SkPlaceRef area_of(SkPlaceRef place) {
  while (place != 0 && place_row(place)->kind != SK_PLACE_AREA)
    place = place_row(place)->parents[0];
  return place;
}

/* A province that was cut out of another names, for what it holds, the same area. */
static bool areas_meet(SkPlaceRef a, SkPlaceRef b) {
  return a == b || place_lies_in(a, b) || place_lies_in(b, a);
}

/* Two places of the gazetteer, other ones; UNSTATED when only their areas are left to compare. */
static SkPlaceGrade compare_rows(SkPlaceRef a, SkPlaceRef b) {
  if (a == 0 || b == 0)
    return SK_PLACE_UNSTATED;
  if (became(a, b) || became(b, a))
    return SK_PLACE_MERGED;
  if (place_lies_in(a, b) || place_lies_in(b, a) || became_city_of(a, b) || became_city_of(b, a))
    return SK_PLACE_CONTAINS;
  return town_of(today(a)) == town_of(today(b)) ? SK_PLACE_SAME_AREA : SK_PLACE_UNSTATED;
}

static SkPlaceGrade compare_wards(const SkPlace *a, const SkPlace *b) {
  if (a->ward != 0 && b->ward != 0 && a->ward != b->ward)
    return became(a->at_ward, b->at_ward) || became(b->at_ward, a->at_ward) ? SK_PLACE_MERGED : SK_PLACE_OTHER_WARD;
  return (a->ward == 0) == (b->ward == 0) ? SK_PLACE_SAME : SK_PLACE_CONTAINS;
}

static SkPlaceGrade compare_areas(SkPlaceRef a, SkPlaceRef b) {
  return areas_meet(a, b) ? SK_PLACE_SAME_AREA : SK_PLACE_DIFFERENT;
}

static SkPlaceGrade compare_towns(const SkPlace *a, const SkPlace *b) {
  if (a->town == b->town)
    return compare_wards(a, b);
  SkPlaceGrade grade = compare_rows(lowest(a), lowest(b));
  return grade != SK_PLACE_UNSTATED ? grade : compare_areas(a->at_area, b->at_area);
}

/* One of them says no town: an area, or a district of Japan. */
static SkPlaceGrade compare_coarse(const SkPlace *coarse, const SkPlace *fine) {
  SkPlaceRef said = coarse->at_county != 0 ? coarse->at_county : coarse->at_area, low = lowest(fine);
  if (fine->town == 0 && coarse->at_county == fine->at_county && coarse->at_area == fine->at_area)
    return SK_PLACE_SAME;
  if (low != 0 && (place_lies_in(low, said) || (low == said && fine->town != 0))) /* an unlisted town of its district */
    return SK_PLACE_CONTAINS;
  if (coarse->at_county == 0 && (low == 0 ? areas_meet(said, fine->at_area) : said == fine->at_area))
    return SK_PLACE_CONTAINS;
  return areas_meet(coarse->at_area, fine->at_area) ? SK_PLACE_SAME_AREA : SK_PLACE_DIFFERENT;
}

/* How two places stand of which one or both are only possible: no better than that one lies in the other. */
static SkPlaceGrade compare_possible(SkPlaceRef a, SkPlaceRef b) {
  SkPlaceGrade grade = a == b ? SK_PLACE_SAME : compare_rows(a, b);
  if (grade == SK_PLACE_UNSTATED)
    return compare_areas(area_of(a), area_of(b));
  return grade > SK_PLACE_CONTAINS ? SK_PLACE_CONTAINS : grade;
}

static SkPlaceGrade compare_with_possible(const SkPlace *doubtful, SkPlaceRef place) {
  SkPlaceGrade best = SK_PLACE_DIFFERENT;
  for (int i = 0; i < doubtful->other_count; i++) {
    SkPlaceGrade grade = compare_possible(doubtful->others[i], place);
    best = grade > best ? grade : best;
  }
  return best;
}

static SkPlaceGrade compare_doubtful(const SkPlace *a, const SkPlace *b) {
  if (b->other_count == 0)
    return compare_with_possible(a, lowest(b) != 0 ? lowest(b) : b->at_area);
  SkPlaceGrade best = SK_PLACE_DIFFERENT;
  for (int i = 0; i < b->other_count; i++) {
    SkPlaceGrade grade = compare_with_possible(a, b->others[i]);
    best = grade > best ? grade : best;
  }
  return best;
}

static bool says_nowhere(const SkPlace *place) {
  return place->area == 0 && place->other_count == 0;
}

SkPlaceGrade sk_place_compare(const SkPlace *a, const SkPlace *b) {
  if (says_nowhere(a) || says_nowhere(b))
    return a->ward != 0 && a->ward == b->ward ? SK_PLACE_SAME : SK_PLACE_UNSTATED;
  if (a->other_count > 0 || b->other_count > 0)
    return a->other_count > 0 ? compare_doubtful(a, b) : compare_doubtful(b, a);
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
  SkPlaceRef home = area_of(low);
  uint32_t area = home != 0 ? place_row(home)->area : place->area;
  uint32_t town = low != 0 ? place_row(low)->number : place->town;
  SkPlaceRef now = town_of(today(low));
  return (SkPlaceKey){ area, town, now != 0 ? place_row(now)->number : place->town };
}
