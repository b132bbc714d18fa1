/* Some six hundred dates as people write them, with the days they mean from sources that are not ours (date_forms.mjs).
 * Two thousand others were drawn up by hands that had not seen the reader (date_hands.tsv, date_clerks.tsv).
 * Usage: test_date_forms DATE_FORMS_TSV DATE_HANDS_TSV... */
#include "check.h"
#include "text/date.h"

#include <string.h>

#define LEAST 500  /* rows, so that an empty file does not pass */
#define RIGHT 0.99 /* of them */

static const char *path;
static char **hands_paths; /* ends with NULL */

enum { WRITTEN, FIRST, LAST, DOUBT, SOURCE, COLUMNS };

static void day_text(SkDay day, char text[static 32]) {
  const SkDate date = { .first = day, .last = day };
  if (day == SK_DAY_MIN || day == SK_DAY_MAX)
    g_strlcpy(text, "..", 32);
  else
    sk_date_print_edtf(&date, text, 32);
}

static gboolean has_doubt(const SkDate *date, const char *word) {
  gboolean found = strcmp(word, "-") == 0;
  for (int bit = 0; bit < SK_DOUBT_COUNT; bit++)
    found |= date->doubt & 1u << bit && strcmp(sk_doubt_word((SkDoubt)(1 << bit)), word) == 0;
  return found;
}

static gboolean means(const SkDate *date, char **row) {
  char first[32], last[32];
  day_text(date->first, first);
  day_text(date->last, last);
  return strcmp(first, row[FIRST]) == 0 && strcmp(last, row[LAST]) == 0 && has_doubt(date, row[DOUBT]);
}

static GPtrArray *read_rows(const char *from) {
  GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  g_autofree char *content = NULL;
  assert_true(g_file_get_contents(from, &content, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(content, "\n", 0);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && **line != '#')
      g_ptr_array_add(rows, g_strsplit(*line, "\t", 0));
  return rows;
}

/* Not read is a miss; read as other days without a word of doubt is a lie, and there must be none. */
static void written_forms_mean_what_their_sources_say(void **state) {
  (void)state;
  g_autoptr(GPtrArray) rows = read_rows(path);
  guint right = 0;
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    SkDate date;
    assert_int_equal(g_strv_length(row), COLUMNS);
    gboolean read = sk_date_parse_in(row[WRITTEN], strlen(row[WRITTEN]), SK_CALENDAR_GREGORIAN, &date);
    if (read && means(&date, row)) {
      right++;
      continue;
    }
    print_message("%s %s (%s)\n", row[WRITTEN], read ? "was read as other days" : "was not read", row[SOURCE]);
    if (read && date.doubt == 0)
      fail_msg("%s was misread without a doubt", row[WRITTEN]);
  }
  print_message("%u of %u right\n", right, rows->len);
  assert_true(rows->len >= LEAST);
  assert_true(right >= RIGHT * rows->len);
}

static void every_form_is_printed_so_that_it_reads_back(void **state) {
  (void)state;
  g_autoptr(GPtrArray) rows = read_rows(path);
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i], edtf[160];
    SkDate date, again;
    if (!sk_date_parse_in(row[WRITTEN], strlen(row[WRITTEN]), SK_CALENDAR_GREGORIAN, &date))
      continue;
    sk_date_edtf_of(row[WRITTEN], strlen(row[WRITTEN]), &date, edtf, sizeof edtf);
    if (!sk_date_parse_in(edtf, strlen(edtf), SK_CALENDAR_GREGORIAN, &again) || again.first != date.first ||
        again.last != date.last)
      fail_msg("%s was printed %s, which means other days", row[WRITTEN], edtf);
  }
}

static void any_two_dates_compare_alike_both_ways(void **state) {
  (void)state;
  g_autoptr(GPtrArray) rows = read_rows(path);
  g_autofree SkDate *dates = g_new0(SkDate, rows->len);
  for (guint i = 0; i < rows->len; i++) {
    const char *written = ((char **)rows->pdata[i])[WRITTEN];
    assert_true(sk_date_parse_in(written, strlen(written), SK_CALENDAR_GREGORIAN, &dates[i]));
    for (guint j = 0; j <= i; j++)
      assert_int_equal(sk_date_compare(&dates[i], &dates[j]), sk_date_compare(&dates[j], &dates[i]));
    assert_true(sk_date_compare(&dates[i], &dates[i]) >= SK_DATE_COMPATIBLE);
  }
}

/* ---- forms drawn up by others */

#define HANDS_RIGHT 0.99 /* of those that are dates */

static SkDay day_of(const char *text, SkDay open) {
  SkDate date = { .first = open };
  return strcmp(text, "..") == 0 || !sk_date_parse_in(text, strlen(text), SK_CALENDAR_GREGORIAN, &date) ? open
                                                                                                        : date.first;
}

/* Whether the days are those of the row; where a convention decides, whether they meet them and are in doubt. */
static gboolean agrees(const SkDate *date, char **row) {
  SkDay first = day_of(row[FIRST], SK_DAY_MIN), last = day_of(row[LAST], SK_DAY_MAX);
  gboolean same = date->first == first && date->last == last;
  return same || (*row[DOUBT] == '~' && date->doubt != 0 && date->first <= last && date->last >= first);
}

static void check_hands(const char *from) {
  g_autoptr(GPtrArray) rows = read_rows(from);
  guint dates = 0, right = 0;
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    SkDate date;
    gboolean read = sk_date_parse_in(row[WRITTEN], strlen(row[WRITTEN]), SK_CALENDAR_GREGORIAN, &date);
    gboolean none = *row[DOUBT] == '!', good = read && !none && agrees(&date, row);
    dates += none ? 0 : 1;
    right += good ? 1 : 0;
    if (!none && !good)
      print_message("%s %s (%s)\n", row[WRITTEN], read ? "was read as other days" : "was not read", row[SOURCE]);
    if (read && !good && date.doubt == 0)
      fail_msg("%s was misread without a doubt", row[WRITTEN]);
  }
  print_message("%u of %u right, %u that are none\n", right, dates, rows->len - dates);
  assert_true(dates >= LEAST);
  assert_true(right >= HANDS_RIGHT * dates);
}

static void what_others_write_is_read_or_doubted(void **state) {
  (void)state;
  assert_non_null(hands_paths[0]);
  for (char **each = hands_paths; *each != NULL; each++)
    check_hands(*each);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(written_forms_mean_what_their_sources_say),
    cmocka_unit_test(every_form_is_printed_so_that_it_reads_back),
    cmocka_unit_test(any_two_dates_compare_alike_both_ways),
    cmocka_unit_test(what_others_write_is_read_or_doubted),
  };
  path = argc > 1 ? argv[1] : "";
  hands_paths = argv + (argc > 2 ? 2 : argc);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
