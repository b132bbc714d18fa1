#include "check.h"

#include "link/people.h"

#include <string.h>

static int32_t day(int year, int month, int of_month) {
  g_autoptr(GDate) date = g_date_new_dmy((GDateDay)of_month, (GDateMonth)month, (GDateYear)year);
  g_autoptr(GDate) epoch = g_date_new_dmy(1, G_DATE_JANUARY, 1970);
  return g_date_days_between(epoch, date);
}

typedef struct {
  int y, m, d; /* m 0: the whole year; d 0: the whole month; y < 0: -y give or take five years */
} When;

static SkLinkDays days(When when) {
  if (when.y < 0)
    return (SkLinkDays){ day(-when.y - 5, 1, 1), day(-when.y + 5, 12, 31), 0, 0 };
  if (when.m == 0)
    return (SkLinkDays){ day(when.y, 1, 1), day(when.y, 12, 31), 0, 0 };
  if (when.d == 0)
    return (SkLinkDays){ day(when.y, when.m, 1), day(when.y, when.m, 28), 0, 0 };
  return (SkLinkDays){ day(when.y, when.m, when.d), day(when.y, when.m, when.d), 0, 0 };
}

static const struct {
  When a, b;
  SkLinkBirthLevel level;
} births[] = {
  { { 1938, 5, 2 }, { 1938, 5, 2 }, SK_LINK_BIRTH_DAY },
  { { 1938, 5, 2 }, { 1938, 2, 5 }, SK_LINK_BIRTH_SLIP },
  { { 1938, 5, 2 }, { 1939, 5, 2 }, SK_LINK_BIRTH_SLIP },
  { { 1938, 5, 2 }, { 1938, 5, 12 }, SK_LINK_BIRTH_SLIP },
  { { 1938, 5, 2 }, { 1938, 11, 2 }, SK_LINK_BIRTH_SLIP },
  { { 1938, 5, 2 }, { 1938, 11, 17 }, SK_LINK_BIRTH_NEAR },
  { { 1938, 5, 2 }, { 1939, 11, 17 }, SK_LINK_BIRTH_YEARS },
  { { 1938, 5, 2 }, { 1942, 11, 17 }, SK_LINK_BIRTH_FAR },
  { { 1938, 5, 2 }, { 1952, 5, 2 }, SK_LINK_BIRTH_SLIP }, /* an era taken for another */
  { { 1938, 5, 2 }, { 1948, 5, 2 }, SK_LINK_BIRTH_SLIP },
  { { 1938, 5, 2 }, { 1952, 5, 3 }, SK_LINK_BIRTH_CONFLICT },
  { { 1938, 5, 2 }, { 1938, 0, 0 }, SK_LINK_BIRTH_WITHIN },
  { { 1938, 5, 2 }, { 1938, 5, 0 }, SK_LINK_BIRTH_WITHIN },
  { { 1938, 0, 0 }, { 1938, 0, 0 }, SK_LINK_BIRTH_WITHIN },
  { { 1938, 0, 0 }, { 1939, 0, 0 }, SK_LINK_BIRTH_YEAR_NEXT },
  { { 1938, 0, 0 }, { 1942, 3, 1 }, SK_LINK_BIRTH_YEAR_FAR },
  { { 1938, 0, 0 }, { 1945, 0, 0 }, SK_LINK_BIRTH_YEAR_CONFLICT },
  { { 1938, 5, 2 }, { -1935, 0, 0 }, SK_LINK_BIRTH_ABOUT },
  { { 1938, 5, 2 }, { -1931, 0, 0 }, SK_LINK_BIRTH_AGE_NEAR },
  { { 1938, 5, 2 }, { -1921, 0, 0 }, SK_LINK_BIRTH_AGE_CONFLICT },
  { { 1900, 2, 28 }, { 1900, 3, 1 }, SK_LINK_BIRTH_NEAR },
  { { 1899, 12, 31 }, { 1900, 12, 31 }, SK_LINK_BIRTH_SLIP },
};

static void births_are_graded(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(births); i++) {
    SkLinkDays a = days(births[i].a), b = days(births[i].b);
    SkLinkBirthLevel level = sk_link_compare_birth(&a, &b), back = sk_link_compare_birth(&b, &a);
    if (level != births[i].level || back != level)
      fail_msg("row %zu: %s, the other way %s", i, sk_link_level_code(SK_LINK_BIRTH, level),
               sk_link_level_code(SK_LINK_BIRTH, back));
  }
}

static void a_lunar_day_reaches_the_solar_one(void **state) {
  (void)state;
  SkLinkDays solar = days((When){ 1938, 5, 29 });
  SkLinkDays lunar = { day(1938, 5, 2), day(1938, 6, 1), 1 << 2, 0 };
  assert_int_equal(sk_link_compare_birth(&solar, &lunar), SK_LINK_BIRTH_LUNAR);
  lunar.doubt = 1 << 5; /* the almanacs differ */
  assert_int_equal(sk_link_compare_birth(&solar, &lunar), SK_LINK_BIRTH_LUNAR);
  SkLinkDays copied = days((When){ 1938, 5, 2 }), converted = days((When){ 1938, 5, 30 });
  assert_int_equal(sk_link_compare_birth(&copied, &converted), SK_LINK_BIRTH_LUNAR);
  assert_int_equal(sk_link_compare_birth(&converted, &copied), SK_LINK_BIRTH_LUNAR);
  lunar.doubt = 0;
  assert_int_equal(sk_link_compare_birth(&solar, &lunar), SK_LINK_BIRTH_WITHIN);
}

static void open_ends_overflow_nothing(void **state) {
  (void)state;
  SkLinkDays ever = { SK_LINK_DAY_MIN, SK_LINK_DAY_MAX, 0, 0 }, before = { SK_LINK_DAY_MIN, SK_LINK_DAY_MIN, 0, 0 };
  SkLinkDays after = { SK_LINK_DAY_MAX, SK_LINK_DAY_MAX, 0, 0 };
  assert_int_equal(sk_link_compare_birth(&ever, &ever), SK_LINK_BIRTH_ABOUT);
  assert_int_equal(sk_link_compare_birth(&before, &after), SK_LINK_BIRTH_CONFLICT);
}

/* ---- two records, seen through the whole comparison */

typedef struct {
  SkLinkHeap heap;
  SkLinkRecord records[2];
  SkLinkName names[2];
  SkLinkSource sources[2];
  SkLinkInput input;
  SkLinkPeople people;
} Two;

static void two_begin(Two *two) {
  memset(two, 0, sizeof *two);
  for (uint32_t i = 0; i < 2; i++)
    two->records[i] = (SkLinkRecord){ .id = i, .source = i, .birth = SK_LINK_NO_DAYS, .departure = SK_LINK_NO_DAYS };
}

static uint64_t two_compare(Two *two) {
  sk_link_heap_init(&two->heap, NULL);
  two->input = (SkLinkInput){ two->records, 2, two->sources, 2, NULL, 0 };
  assert_int_equal(sk_link_people_build(&two->heap, &two->input, 1, &two->people), SK_LINK_OK);
  uint64_t pattern = sk_engine_compare(&two->people.plan, &two->people.table, 0, 1).pattern;
  assert_int_equal(sk_engine_compare(&two->people.plan, &two->people.table, 1, 0).pattern, pattern);
  sk_link_heap_clear(&two->heap);
  return pattern;
}

static void silence_is_level_0_everywhere(void **state) {
  (void)state;
  Two two;
  two_begin(&two);
  assert_int_equal(two_compare(&two), 0);
}

static const struct {
  const char *a, *b;
  unsigned level;
} numbers[] = {
  { "No. 123-456", "123456", SK_LINK_NUMBER_CONFLICT }, /* letters count */
  { "123-456", "１２３４５６", SK_LINK_NUMBER_SAME },
  { "ab12", "AB 12", SK_LINK_NUMBER_SAME },
  { "123456", "123457", SK_LINK_NUMBER_SLIP },
  { "123456", "132456", SK_LINK_NUMBER_SLIP },
  { "123456", "12346", SK_LINK_NUMBER_SLIP },
  { "123456", "132465", SK_LINK_NUMBER_CONFLICT },
  { "123456", "654321", SK_LINK_NUMBER_CONFLICT },
  { "12", "13", SK_LINK_NUMBER_CONFLICT }, /* too short to be a slip */
  { "---", "12", 0 },
  { "12345678901234567890", "12345678901234567890", SK_LINK_NUMBER_SAME },
};

static void numbers_are_compared_without_their_dress(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
    Two two;
    two_begin(&two);
    two.records[0].registration = (SkLinkText){ numbers[i].a, (uint32_t)strlen(numbers[i].a) };
    two.records[1].registration = (SkLinkText){ numbers[i].b, (uint32_t)strlen(numbers[i].b) };
    assert_int_equal(sk_engine_level(two_compare(&two), SK_LINK_REGISTRATION), numbers[i].level);
  }
}

static const struct {
  SkLinkPlace a, a_former, b, b_former;
  unsigned level;
} places[] = {
  { { 27, 5 }, { 0, 0 }, { 27, 5 }, { 0, 0 }, SK_LINK_PLACE_TOWN },
  { { 27, 5 }, { 0, 0 }, { 27, 6 }, { 0, 0 }, SK_LINK_PLACE_AREA },
  { { 27, 5 }, { 0, 0 }, { 27, 0 }, { 0, 0 }, SK_LINK_PLACE_AREA_SAME },
  { { 27, 5 }, { 0, 0 }, { 13, 0 }, { 0, 0 }, SK_LINK_PLACE_AREA_CONFLICT },
  { { 27, 5 }, { 0, 0 }, { 13, 5 }, { 0, 0 }, SK_LINK_PLACE_CONFLICT },
  { { 27, 5 }, { 0, 0 }, { 0, 0 }, { 0, 0 }, 0 },
  { { 27, 5 }, { 13, 7 }, { 13, 7 }, { 0, 0 }, SK_LINK_PLACE_FORMER },
  { { 27, 5 }, { 13, 7 }, { 0, 0 }, { 13, 7 }, SK_LINK_PLACE_FORMER },
};

static void places_are_graded(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
    Two two;
    two_begin(&two);
    two.records[0].address = places[i].a, two.records[0].former = places[i].a_former;
    two.records[1].address = places[i].b, two.records[1].former = places[i].b_former;
    assert_int_equal(sk_engine_level(two_compare(&two), SK_LINK_ADDRESS), places[i].level);
  }
}

static const struct {
  uint16_t a, b;
  SkLinkDays a_left, b_left;
  unsigned level;
} sailings[] = {
  { 17, 17, { 1, 0, 0, 0 }, { 1, 0, 0, 0 }, SK_LINK_SAILING_SAME },
  { 17, 18, { 1, 0, 0, 0 }, { 1, 0, 0, 0 }, SK_LINK_SAILING_NEXT },
  { 17, 40, { 1, 0, 0, 0 }, { 1, 0, 0, 0 }, SK_LINK_SAILING_CONFLICT },
  { 17, 25, { -3500, -3500, 0, 0 }, { -3440, -3440, 0, 0 }, SK_LINK_SAILING_SEASON },
  { 17, 0, { -3500, -3500, 0, 0 }, { -3498, -3498, 0, 0 }, SK_LINK_SAILING_SAME },
  { 0, 0, { -3500, -3500, 0, 0 }, { -3493, -3493, 0, 0 }, SK_LINK_SAILING_NEXT },
  { 0, 0, { -3500, -3500, 0, 0 }, { -3653, -3288, 0, 0 }, SK_LINK_SAILING_SEASON },
  { 0, 0, { -3500, -3500, 0, 0 }, { -2500, -2500, 0, 0 }, SK_LINK_SAILING_CONFLICT },
  { 17, 0, { 1, 0, 0, 0 }, { 1, 0, 0, 0 }, 0 },
};

static void sailings_are_graded(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(sailings); i++) {
    Two two;
    two_begin(&two);
    two.records[0].sailing = sailings[i].a, two.records[0].departure = sailings[i].a_left;
    two.records[1].sailing = sailings[i].b, two.records[1].departure = sailings[i].b_left;
    unsigned level = sk_engine_level(two_compare(&two), SK_LINK_SAILING);
    if (level != sailings[i].level)
      fail_msg("row %zu: %s", i, sk_link_level_code(SK_LINK_SAILING, level));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(births_are_graded),
    cmocka_unit_test(a_lunar_day_reaches_the_solar_one),
    cmocka_unit_test(open_ends_overflow_nothing),
    cmocka_unit_test(silence_is_level_0_everywhere),
    cmocka_unit_test(numbers_are_compared_without_their_dress),
    cmocka_unit_test(places_are_graded),
    cmocka_unit_test(sailings_are_graded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
