/* Parses every form of a table of places over and over for a second of processor time, and compares pairs of them for
 * another: forms and pairs a second on one core. Usage: bench_places TABLE (text in the first column). */
#include "text/place.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define SECOND 1e9

static double nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec * SECOND + (double)now.tv_nsec;
}

static double parses_a_second(char **texts, guint count, guint *ret_known) {
  double start = nanoseconds(), now = start;
  guint64 done = 0;
  SkPlace place;
  for (*ret_known = 0; now - start < SECOND; now = nanoseconds(), done += count)
    for (guint i = 0; i < count; i++)
      *ret_known += sk_place_parse(texts[i], strlen(texts[i]), &place);
  return (double)done * SECOND / (now - start);
}

static double pairs_a_second(char **texts, guint count, guint *ret_grades) {
  g_autofree SkPlace *places = g_new0(SkPlace, count);
  guint64 done = 0;
  for (guint i = 0; i < count; i++)
    sk_place_parse(texts[i], strlen(texts[i]), &places[i]);
  double start = nanoseconds(), now = start;
  for (*ret_grades = 0; now - start < SECOND; now = nanoseconds(), done += count)
    for (guint i = 0; i < count; i++)
      *ret_grades += sk_place_compare(&places[i], &places[(i * 7 + 1) % count]);
  return (double)done * SECOND / (now - start);
}

int main(int argc, char **argv) {
  g_autofree char *table = NULL;
  if (argc != 2 || !g_file_get_contents(argv[1], &table, NULL, NULL))
    return 2;
  g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
  g_autoptr(GPtrArray) texts = g_ptr_array_new();
  for (int i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && *lines[i] != '#') {
      *strchrnul(lines[i], '\t') = '\0';
      g_ptr_array_add(texts, lines[i]);
    }
  guint known, grades;
  printf("%.0f parses/s\n", parses_a_second((char **)texts->pdata, texts->len, &known));
  printf("%.0f comparisons/s\n", pairs_a_second((char **)texts->pdata, texts->len, &grades));
  return known > 0 && grades > 0 ? 0 : 1;
}
