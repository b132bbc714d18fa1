/* Every year of both almanacs against packages that do not compute as ICU does (lunar_years.mjs).
 * Usage: test_lunar LUNAR_YEARS_TSV */
#include "check.h"
#include "text/lunar.h"

#include <stdio.h>
#include <string.h>

static const char *path;

static SkDay day_of(const char *text) {
  SkDay found = 0;
  g_auto(GStrv) parts = g_strsplit(text, "-", -1);
  assert_int_equal(g_strv_length(parts), 3);
  assert_true(sk_day_of((int)g_ascii_strtoll(parts[0], NULL, 10), (int)g_ascii_strtoll(parts[1], NULL, 10),
                        (int)g_ascii_strtoll(parts[2], NULL, 10), &found));
  return found;
}

/* Each month where the row says, and none beside them. */
static void check_year(SkAlmanac almanac, int year, SkDay first, int leap, char **lengths) {
  SkDay from, to, day, next = first;
  for (int i = 0; lengths[i] != NULL; i++) {
    bool is_leap = leap != 0 && i == leap;
    int month = i + 1 - (leap != 0 && i >= leap), length = (int)g_ascii_strtoll(lengths[i], NULL, 10);
    if (!sk_lunar_month(almanac, year, month, is_leap, &from, &to) || from != next || to != next + length - 1)
      fail_msg("%s %d, month %d%s begins on another day or is of another length", almanac ? "chinese" : "korean", year,
               month, is_leap ? " leap" : "");
    assert_true(sk_lunar_day(almanac, year, month, is_leap, length, &day) && day == to);
    assert_false(sk_lunar_day(almanac, year, month, is_leap, length + 1, &day));
    next = to + 1;
  }
  assert_true(sk_lunar_year(almanac, year, &from, &to) && from == first && to == next - 1);
  for (int month = 1; month <= 12; month++)
    assert_true(sk_lunar_month(almanac, year, month, true, &from, &to) == (month == leap));
}

static void the_almanacs_agree_with_printed_ones(void **state) {
  (void)state;
  g_autofree char *content = NULL;
  assert_true(g_file_get_contents(path, &content, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(content, "\n", 0);
  guint years = 0;
  for (char **line = lines; *line != NULL; line++) {
    if (**line == '\0' || **line == '#')
      continue;
    g_auto(GStrv) fields = g_strsplit(*line, "\t", 5);
    assert_int_equal(g_strv_length(fields), 5);
    g_auto(GStrv) lengths = g_strsplit(fields[4], " ", 0);
    SkAlmanac almanac = strcmp(fields[0], "korean") == 0 ? SK_ALMANAC_KOREAN : SK_ALMANAC_CHINESE;
    check_year(almanac, (int)g_ascii_strtoll(fields[1], NULL, 10), day_of(fields[2]),
               (int)g_ascii_strtoll(fields[3], NULL, 10), lengths);
    years++;
  }
  assert_int_equal(years, 2 * (2030 - 1868 + 1));
}

static void beyond_the_almanacs_there_is_nothing(void **state) {
  (void)state;
  SkDay first, last;
  assert_false(sk_lunar_year(SK_ALMANAC_KOREAN, 1867, &first, &last));
  assert_false(sk_lunar_year(SK_ALMANAC_CHINESE, 2031, &first, &last));
  assert_false(sk_lunar_month(SK_ALMANAC_KOREAN, 1938, 13, false, &first, &last));
  assert_false(sk_lunar_day(SK_ALMANAC_KOREAN, 1938, 1, false, 0, &first));
}

/* Of every lunar day the solar day of the same numbers is told to be one reading of it, from either side. */
static void a_lunar_day_copied_as_solar_is_known(void **state) {
  (void)state;
  for (int year = 1868; year <= 2030; year++)
    for (int month = 1; month <= 12; month++)
      for (int leap = 0; leap <= 1; leap++) {
        SkDay lunar, solar;
        if (!sk_lunar_day(SK_ALMANAC_KOREAN, year, month, leap != 0, 20, &lunar))
          continue;
        assert_true(sk_day_of(year, month, 20, &solar));
        assert_true(sk_lunar_misread(lunar, solar) && sk_lunar_misread(solar, lunar));
        assert_false(sk_lunar_misread(lunar + 3, solar));
      }
  assert_false(sk_lunar_misread(0, 0));
  assert_false(sk_lunar_misread(SK_DAY_MIN, SK_DAY_MAX));
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_almanacs_agree_with_printed_ones),
    cmocka_unit_test(beyond_the_almanacs_there_is_nothing),
    cmocka_unit_test(a_lunar_day_copied_as_solar_is_known),
  };
  path = argc > 1 ? argv[1] : "";
  return cmocka_run_group_tests(tests, NULL, NULL);
}
