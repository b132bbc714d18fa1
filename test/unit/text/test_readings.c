/* The pack of readings: what is found in a good one, and that a bad one is only poor. */
#include "text/name.h"
#include "text/readings.h"

#include "check.h"

#include <string.h>

/* Two rows: 田 (KANJIDIC: タ), and 高田 (family タカダ and タカタ, given タカダ from two dictionaries). */
static const uint8_t pack[] = {
  's',  'a',  'i',  'k',  'a',  'i',  'R',  'D',  1,    0, 0, 0, 2, 0, 0, 0, 23, 0, 0, 0, 0, 0, 0, 0, /* frame */
  0,    0,    0,    0,    7,    0,    0,    0,                                                        /* offsets */
  23,   0,    0,    0,                                                                                /* the end */
  1,    0x30, 0x75, 0,    0x44, 1,    0x1f,                                                           /* 田 タ */
  2,    0x30, 0x75, 0,    0xd8, 0x9a, 0,                                                              /* 田高, sic */
  0x31, 3,    0x1f, 0x0b, 0x20, 0x12, 2,    0x1f, 0x0b, /* タカダ; タカ */
};

static void assert_readings(const SkReadings *readings, const uint32_t *codes, size_t count, unsigned uses,
                            const char *expected) {
  SkReadingList list = sk_readings_find(readings, codes, count, uses);
  g_autoptr(GString) found = g_string_new("");
  SkReading reading;
  while (sk_readings_next(&list, &reading)) {
    char letters[SK_READING_LETTERS];
    sk_reading_letters(&reading, letters);
    g_string_append_printf(found, "%s;", letters);
  }
  assert_string_equal(found->str, expected);
}

static void a_name_is_found_as_what_it_is_asked_for(void **state) {
  static const uint32_t field[] = { 0x7530 }, two[] = { 0x7530, 0x9ad8 }, ladder[] = { 0x7530, 0x9ad9 };
  SkReadings readings;
  (void)state;
  assert_true(sk_readings_open(pack, sizeof pack, &readings));
  assert_readings(&readings, field, 1, SK_READING_CHARACTER, "ta;");
  assert_readings(&readings, field, 1, SK_READING_FAMILY, "");
  assert_readings(&readings, two, 2, SK_READING_FAMILY | SK_READING_GIVEN, "takada;taka;");
  assert_readings(&readings, two, 2, SK_READING_GIVEN, "taka;");
  assert_readings(&readings, ladder, 2, SK_READING_FAMILY, "takada;"); /* 髙 is a form of 高 */
  assert_readings(&readings, two + 1, 1, SK_READING_FAMILY, "");
  assert_readings(NULL, two, 2, SK_READING_FAMILY, "");
}

static void a_pack_cut_short_is_refused(void **state) {
  SkReadings readings;
  (void)state;
  for (size_t size = 0; size < sizeof pack; size++)
    assert_false(sk_readings_open(pack, size, &readings));
}

/* Whatever a byte is changed to, nothing outside the pack is read (the sanitizers watch) and every list ends. */
static void a_changed_byte_does_no_harm(void **state) {
  static const uint32_t two[] = { 0x7530, 0x9ad8 };
  (void)state;
  for (size_t at = 0; at < sizeof pack; at++)
    for (unsigned value = 0; value < 256; value++) {
      g_autofree uint8_t *changed = g_memdup2(pack, sizeof pack);
      SkReadings readings;
      changed[at] = (uint8_t)value;
      if (!sk_readings_open(changed, sizeof pack, &readings))
        continue;
      SkReadingList list = sk_readings_find(&readings, two, 2, 0xff);
      SkReading reading;
      size_t found = 0;
      while (sk_readings_next(&list, &reading))
        found += reading.count;
      assert_true(found <= sizeof pack);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_name_is_found_as_what_it_is_asked_for),
    cmocka_unit_test(a_pack_cut_short_is_refused),
    cmocka_unit_test(a_changed_byte_does_no_harm),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
