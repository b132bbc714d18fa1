/* From words to a pack, and what a pack does for names: readings, keys and divisions. The words are of an invented
 * dictionary. */
#include "text/name.h"
#include "upkeep/reading_words.h"

#include "check.h"

#include <string.h>

static GBytes *pack;
static SkReadings readings;

static const struct {
  const char *word, *kana;
  unsigned bits;
  guint rank;
} words[] = {
  { "金田", "かねだ", SK_READING_FAMILY | SK_READING_ENAMDICT, 100007 },
  { "金田", "カネタ", SK_READING_FAMILY | SK_READING_ENAMDICT, 100008 },
  { "金田", "カネダ", SK_READING_FAMILY | SK_READING_IPADIC, 7000 },
  { "金", "こん", SK_READING_FAMILY | SK_READING_ENAMDICT, 100001 },
  { "春子", "はるこ", SK_READING_GIVEN | SK_READING_IPADIC, 6000 },
  { "海月", "みつき", SK_READING_GIVEN | SK_READING_ENAMDICT, 100100 },
  { "海月", "くらげ", SK_READING_GIVEN | SK_READING_ENAMDICT, 100099 },
  { "実", "みのる", SK_READING_GIVEN | SK_READING_IPADIC, 5000 },
  { "田中", "たなか", SK_READING_FAMILY | SK_READING_IPADIC, 4000 },
  { "田", "でん", SK_READING_FAMILY | SK_READING_ENAMDICT, 100300 },
  { "中実", "なかみ", SK_READING_GIVEN | SK_READING_ENAMDICT, 100301 },
  { "佐々木", "ささき", SK_READING_FAMILY | SK_READING_IPADIC, 3000 },
  { "みち子", "みちこ", SK_READING_GIVEN | SK_READING_ENAMDICT, 100302 },
};

static int make_pack(void **state) {
  (void)state;
  guint count = 0;
  g_autoptr(SkReadingWords) gathered = sk_reading_words_new();
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    assert_true(sk_reading_words_add(gathered, words[i].word, words[i].kana, words[i].bits, words[i].rank));
  assert_false(sk_reading_words_add(gathered, "かねだ", "かねだ", SK_READING_FAMILY, 1)); /* no character */
  assert_false(sk_reading_words_add(gathered, "金A", "かねだ", SK_READING_FAMILY, 1));
  assert_false(sk_reading_words_add(gathered, "金田", "kaneda", SK_READING_FAMILY, 1));
  assert_false(sk_reading_words_add(gathered, "金田", "", SK_READING_FAMILY, 1));
  assert_false(sk_reading_words_add(gathered, "金金金金金金金金金", "かね", SK_READING_FAMILY, 1));
  pack = sk_reading_words_pack(gathered, &count);
  assert_int_equal(count, 10);
  gsize size = 0;
  const void *bytes = g_bytes_get_data(pack, &size);
  assert_true(sk_readings_open(bytes, size, &readings));
  assert_int_equal(readings.class_print, sk_readings_class_print());
  return 0;
}

static int drop_pack(void **state) {
  (void)state;
  g_bytes_unref(pack);
  return 0;
}

static void the_order_of_words_changes_no_byte(void **state) {
  (void)state;
  guint count = 0;
  g_autoptr(SkReadingWords) gathered = sk_reading_words_new();
  for (gsize i = G_N_ELEMENTS(words); i-- > 0;)
    sk_reading_words_add(gathered, words[i].word, words[i].kana, words[i].bits, words[i].rank);
  g_autoptr(GBytes) again = sk_reading_words_pack(gathered, &count);
  assert_true(g_bytes_equal(pack, again));
}

static void the_best_known_reading_comes_first(void **state) {
  (void)state;
  static const uint32_t kaneda[] = { 0x91d1, 0x7530 };
  SkReadingList list = sk_readings_find(&readings, kaneda, 2, SK_READING_FAMILY);
  SkReading reading;
  char letters[SK_READING_LETTERS];
  assert_true(sk_readings_next(&list, &reading));
  sk_reading_letters(&reading, letters);
  assert_string_equal(letters, "kaneda");
  assert_int_equal(reading.bits, SK_READING_FAMILY | SK_READING_ENAMDICT | SK_READING_IPADIC);
  assert_true(sk_readings_next(&list, &reading));
  sk_reading_letters(&reading, letters);
  assert_string_equal(letters, "kaneta");
  assert_false(sk_readings_next(&list, &reading));
}

static SkName named(const char *written, const SkReadings *with) {
  SkName name;
  sk_name_prepare(&(SkNameWritten){ .written = { written, strlen(written) }, .order = 1 }, with, &name);
  return name;
}

static gboolean share_key(const SkName *a, const SkName *b, SkNameKeyKind kind) {
  SkNameKey x[SK_NAME_KEYS_MAX], y[SK_NAME_KEYS_MAX];
  size_t x_count = sk_name_keys(a, x), y_count = sk_name_keys(b, y);
  for (size_t i = 0; i < x_count; i++)
    for (size_t j = 0; j < y_count; j++)
      if (x[i].hash == y[j].hash && x[i].kind == kind)
        return TRUE;
  return FALSE;
}

/* Grades with the pack and without it. Without it nothing is ever a conflict for want of a reading. */
static const struct {
  const char *han, *other;
  SkNameGrade with, without;
} compared[] = {
  { "金田春子", "かねだ はるこ", SK_NAME_READING, SK_NAME_ROMANISED },
  { "金田春子", "Kaneta Haruko", SK_NAME_READING, SK_NAME_ROMANISED },
  { "金田春子", "カネダハルコ", SK_NAME_READING, SK_NAME_ROMANISED }, /* not divided */
  { "金田海月", "かねだ みつき", SK_NAME_READING, SK_NAME_FUZZY },    /* by no reading of the characters */
  { "金田海月", "かねだ くらげ", SK_NAME_READING, SK_NAME_FUZZY },
  { "金田春子", "かねだ しゅんし", SK_NAME_ROMANISED, SK_NAME_ROMANISED },
  { "金田春子", "すずき はるこ", SK_NAME_FUZZY, SK_NAME_FUZZY },
  { "田中 実", "たなか みのる", SK_NAME_READING, SK_NAME_ROMANISED },
  { "佐々木 実", "ささき みのる", SK_NAME_READING, SK_NAME_ROMANISED },
};

static void readings_decide_grades(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(compared); i++) {
    SkName han = named(compared[i].han, &readings), bare = named(compared[i].han, NULL);
    SkName other = named(compared[i].other, &readings);
    SkNameGrade with = sk_name_compare(&han, &other).whole, without = sk_name_compare(&bare, &other).whole;
    if (with != compared[i].with || without != compared[i].without)
      fail_msg("%s and %s: %d with the pack, %d without", compared[i].han, compared[i].other, with, without);
    assert_int_equal(sk_name_compare(&other, &han).whole, with);
    if (with == SK_NAME_READING && !share_key(&han, &other, SK_NAME_KEY_FULL))
      fail_msg("%s and %s share no key", compared[i].han, compared[i].other);
  }
}

static void a_pack_divides_names(void **state) {
  static const struct {
    const char *written;
    uint8_t with, without; /* characters of the family name */
  } divided[] = {
    { "田中実", 2, 1 }, { "金春子", 1, 1 }, { "佐々木実", 3, 2 }, { "金田春子", 2, 2 }, { "朴順姫", 1, 1 }
  };
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(divided); i++) {
    SkName with = named(divided[i].written, &readings), without = named(divided[i].written, NULL);
    if (with.family.count != divided[i].with || without.family.count != divided[i].without)
      fail_msg("%s: %d characters with the pack, %d without", divided[i].written, with.family.count,
               without.family.count);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_order_of_words_changes_no_byte),
    cmocka_unit_test(the_best_known_reading_comes_first),
    cmocka_unit_test(readings_decide_grades),
    cmocka_unit_test(a_pack_divides_names),
  };
  return cmocka_run_group_tests(tests, make_pack, drop_pack);
}
