#include "check.h"

#include "synth/civil.h"
#include "synth/draw.h"

#include <string.h>

/* First numbers of a stream: they may never change, or the same seed gives other people. */
static void streams_repeat_on_every_machine(void **state) {
  (void)state;
  Draw draw = draw_stream(1, "name", 7), same = draw_stream(1, "name", 7);
  Draw other_index = draw_stream(1, "name", 8), other_name = draw_stream(1, "nam", 7),
       other_seed = draw_stream(2, "name", 7);
  uint64_t first = draw_bits(&draw);
  assert_true(first == draw_bits(&same));
  assert_true(first != draw_bits(&other_index));
  assert_true(first != draw_bits(&other_name));
  assert_true(first != draw_bits(&other_seed));
  assert_true(first == 0xd65db50bb293fc7aU);
}

static void draws_stay_in_their_bounds_and_are_even(void **state) {
  (void)state;
  Draw draw = draw_stream(3, "even", 0);
  guint counts[7] = { 0 }, hits = 0;
  for (guint i = 0; i < 70000; i++) {
    uint32_t at = draw_below(&draw, 7);
    assert_true(at < 7);
    counts[at]++;
    hits += draw_hits(&draw, 250);
  }
  for (guint i = 0; i < 7; i++)
    assert_in_range(counts[i], 9500, 10500);
  assert_in_range(hits, 1550, 1950);
}

static void weights_decide_the_shares(void **state) {
  (void)state;
  static const uint32_t weights[] = { 10, 0, 30 };
  Draw draw = draw_stream(3, "weights", 0);
  guint counts[3] = { 0 };
  for (guint i = 0; i < 40000; i++)
    counts[draw_weighted(&draw, weights, 3)]++;
  assert_int_equal(counts[1], 0);
  assert_in_range(counts[0], 9500, 10500);
}

static const struct {
  const char *day;
  DateForm form;
  const char *written;
} dates[] = {
  { "1938-05-02", DATE_ERA, "昭和13年5月2日" },     { "1926-12-25", DATE_ERA, "昭和元年12月25日" },
  { "1926-12-24", DATE_ERA, "大正15年12月24日" },   { "1912-07-30", DATE_ERA_LETTER, "T1.7.30" },
  { "1912-07-29", DATE_ERA_LETTER, "M45.7.29" },    { "1938-05-02", DATE_JUCHE, "주체27(1938)년 5월 2일" },
  { "1908-05-02", DATE_JUCHE, "1908.5.2" },         { "1963-03-09", DATE_JUCHE_MONTH, "주체52년 3월" },
  { "1960-04-08", DATE_GREGORIAN, "1960年4月8日" }, { "1960-02-29", DATE_ISO, "1960-02-29" },
  { "1900-03-01", DATE_DOTS, "1900.3.1" },
};

static void days_are_written_as_lists_do(void **state) {
  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(dates); i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    day_write(text, day_read(dates[i].day), dates[i].form);
    assert_string_equal(text->str, dates[i].written);
  }
}

static void days_and_dates_turn_into_each_other(void **state) {
  (void)state;
  assert_int_equal(day_of(1970, 1, 1), 0);
  for (Day day = day_of(1868, 1, 1); day < day_of(2011, 1, 1); day++) {
    Civil at = day_civil(day);
    assert_int_equal(day_of(at.year, at.month, at.day), day);
  }
  assert_int_equal(day_years(day_read("1940-03-02"), day_read("1960-03-01")), 19);
  assert_int_equal(day_years(day_read("1940-03-02"), day_read("1960-03-02")), 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(streams_repeat_on_every_machine),     cmocka_unit_test(draws_stay_in_their_bounds_and_are_even),
    cmocka_unit_test(weights_decide_the_shares),           cmocka_unit_test(days_are_written_as_lists_do),
    cmocka_unit_test(days_and_dates_turn_into_each_other),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
