/* How well and how fast dates are read: every form of a table with the days it means (test/unit/text/date_forms.tsv),
 * then the same over and over for a second of processor time, and pairs of them compared for another. Usage:
 * bench_dates TABLE */
#include "text/date.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define SECOND 1e9

enum { WRITTEN, FIRST, LAST };

static double nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec * SECOND + (double)now.tv_nsec;
}

static gboolean read_form(char **row, SkDate *ret_date) {
  return sk_date_parse_in(row[WRITTEN], strlen(row[WRITTEN]), SK_CALENDAR_GREGORIAN, ret_date);
}

static gboolean is_day(SkDay day, const char *text) {
  char printed[64];
  const SkDate date = { .first = day, .last = day };
  if (day == SK_DAY_MIN || day == SK_DAY_MAX)
    return strcmp(text, "..") == 0;
  sk_date_print_edtf(&date, printed, sizeof printed);
  return strcmp(printed, text) == 0;
}

static void print_quality(const GPtrArray *rows) {
  guint right = 0, unread = 0, doubted = 0, misread = 0;
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    SkDate date;
    if (!read_form(row, &date))
      unread++;
    else if (is_day(date.first, row[FIRST]) && is_day(date.last, row[LAST]))
      right++;
    else if (date.doubt != 0)
      doubted++;
    else
      misread++;
  }
  printf("%u forms: %u right, %u not read, %u other days with a doubt, %u without\n", rows->len, right, unread, doubted,
         misread);
}

static double parses_a_second(const GPtrArray *rows) {
  double start = nanoseconds(), now = start;
  guint64 done = 0;
  SkDate date;
  while (now - start < SECOND) {
    for (guint i = 0; i < rows->len; i++)
      done += read_form(rows->pdata[i], &date);
    now = nanoseconds();
  }
  return (double)done * SECOND / (now - start);
}

static double pairs_a_second(const GPtrArray *rows) {
  g_autofree SkDate *dates = g_new0(SkDate, rows->len);
  guint64 done = 0, grades = 0;
  for (guint i = 0; i < rows->len; i++)
    read_form(rows->pdata[i], &dates[i]);
  double start = nanoseconds(), now = start;
  for (; now - start < SECOND; now = nanoseconds(), done += rows->len)
    for (guint i = 0; i < rows->len; i++)
      grades += sk_date_compare(&dates[i], &dates[(i * 7 + 1) % rows->len]);
  return grades > 0 ? (double)done * SECOND / (now - start) : 0;
}

int main(int argc, char **argv) {
  g_autofree char *table = NULL;
  if (argc != 2 || !g_file_get_contents(argv[1], &table, NULL, NULL))
    return 2;
  g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && **line != '#')
      g_ptr_array_add(rows, g_strsplit(*line, "\t", -1));
  print_quality(rows);
  printf("%.0f parses/s\n%.0f comparisons/s\n", parses_a_second(rows), pairs_a_second(rows));
  return 0;
}
