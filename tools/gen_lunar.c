/* Makes lunar_table.h: the years of the Korean and the Chinese lunar almanac, computed by ICU and put right by a file
 * of corrections. Runs when saikai is built; the program itself knows nothing of ICU. Usage: gen_lunar OUTPUT
 * CORRECTIONS */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>

#define FIRST_YEAR 1868
#define LAST_YEAR 2030
#define MONTHS_MOST 2400
#define CORRECTIONS_MOST 64
#define DAY_MS 86400000.0

typedef struct {
  int day; /* since 1970-01-01 */
  int year, month, leap;
} Month;

typedef struct {
  char almanac[16];
  int computed; /* first day of the month as ICU has it */
  Month right;
} Correction;

static _Noreturn void give_up(const char *what) {
  fprintf(stderr, "gen_lunar: %s\n", what);
  exit(1);
}

/* Days from 1970-01-01, after Howard Hinnant's days_from_civil; years after 0 only. */
static int day_of(const char *text) {
  char *rest = NULL;
  int year = (int)strtol(text, &rest, 10), month = *rest == '-' ? (int)strtol(rest + 1, &rest, 10) : 0;
  int day = *rest == '-' ? (int)strtol(rest + 1, &rest, 10) : 0;
  if (year <= 0 || month < 1 || month > 12 || day < 1 || day > 31)
    give_up("a correction has no date");
  year -= month <= 2;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int era = year / 400, of_era = year % 400 * 365 + year % 400 / 4 - year % 400 / 100 + of_year;
  return era * 146097 + of_era - 719468;
}

static int read_corrections(const char *path, Correction *rows) {
  FILE *file = fopen(path, "r");
  char line[256], computed[16], right[16], year[16], month[16], leap[16];
  int count = 0;
  if (file == NULL)
    give_up("the corrections cannot be read");
  while (fgets(line, sizeof line, file) != NULL) {
    if (line[0] == '#' || line[0] == '\n')
      continue;
    Correction *row = &rows[count];
    leap[0] = '\0';
    if (count == CORRECTIONS_MOST ||
        sscanf(line, "%15s %15s = %15s %15s %15s %15s", row->almanac, computed, right, year, month, leap) < 5)
      give_up("a correction is not understood");
    row->right.year = (int)strtol(year, NULL, 10);
    row->right.month = (int)strtol(month, NULL, 10);
    row->computed = day_of(computed);
    row->right.day = day_of(right);
    row->right.leap = strcmp(leap, "leap") == 0;
    count++;
  }
  fclose(file);
  return count;
}

static int field(UCalendar *calendar, int day, UCalendarDateFields which) {
  UErrorCode status = U_ZERO_ERROR;
  ucal_setMillis(calendar, day * DAY_MS + DAY_MS / 2, &status);
  int value = ucal_get(calendar, which, &status);
  if (U_FAILURE(status))
    give_up(u_errorName(status));
  return value;
}

/* Every month from before FIRST_YEAR to after LAST_YEAR, as ICU computes it. `epoch`: its year 0 in the Gregorian
 * count. */
static int compute(const char *locale, int epoch, Month *months) {
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *calendar = ucal_open(u"UTC", -1, locale, UCAL_DEFAULT, &status);
  if (U_FAILURE(status))
    give_up(u_errorName(status));
  int count = 0, day = day_of("1867-11-01"), end = day_of("2031-04-01");
  while (field(calendar, day, UCAL_DATE) != 1)
    day++;
  while (day < end && count < MONTHS_MOST) {
    months[count++] = (Month){ day, field(calendar, day, UCAL_EXTENDED_YEAR) + epoch,
                               field(calendar, day, UCAL_MONTH) + 1, field(calendar, day, UCAL_IS_LEAP_MONTH) };
    day += field(calendar, day + 29, UCAL_DATE) == 1 ? 29 : 30; /* no month has another length */
    if (field(calendar, day, UCAL_DATE) != 1)
      give_up("a month has neither 29 nor 30 days");
  }
  ucal_close(calendar);
  return count;
}

static int is_same(const Month *a, const Month *b) {
  return a->day == b->day && a->year == b->year && a->month == b->month && a->leap == b->leap;
}

static void correct(const char *almanac, const Correction *rows, int row_count, Month *months, int count) {
  for (int i = 0; i < row_count; i++) {
    int at = 0;
    if (strcmp(rows[i].almanac, almanac) != 0)
      continue;
    while (at < count && months[at].day != rows[i].computed && !is_same(&months[at], &rows[i].right))
      at++; /* a later ICU may have it right by itself */
    if (at == count)
      give_up("a correction names a day on which ICU begins no month");
    months[at] = rows[i].right;
  }
}

static void write_year(FILE *out, int year, const Month *months, int count) {
  int at = 0, leap = 0, number = 0;
  unsigned lengths = 0;
  while (at < count && months[at].year != year)
    at++;
  int first = months[at].day;
  for (; at + 1 < count && months[at].year == year; at++, number++) {
    int length = months[at + 1].day - months[at].day;
    if (length != 29 && length != 30)
      give_up("a corrected month has neither 29 nor 30 days");
    lengths |= (unsigned)(length - 29) << number;
    leap = months[at].leap ? months[at].month : leap;
    if (months[at].month != number + 1 - (leap != 0 && number >= leap))
      give_up("the months of a corrected year are not in their order");
  }
  if (number != 12 + (leap != 0))
    give_up("a year has too few months");
  fprintf(out, "  { %d, 0x%04x, %d }, /* %d */\n", first, lengths, leap, year);
}

int main(int argc, char **argv) {
  static const struct {
    const char *name, *locale;
    int epoch;
  } almanacs[] = { { "korean", "@calendar=dangi", -2333 }, { "chinese", "@calendar=chinese", -2637 } };
  static Month months[MONTHS_MOST];
  static Correction rows[CORRECTIONS_MOST];
  FILE *out = argc == 3 ? fopen(argv[1], "w") : NULL;
  if (out == NULL)
    give_up("usage: gen_lunar OUTPUT CORRECTIONS");
  int row_count = read_corrections(argv[2], rows);
  fprintf(out,
          "/* Made by tools/gen_lunar.c; do not edit. First day, bits of the months with 30 days, leap month. */\n");
  fprintf(out, "#define LUNAR_FIRST_YEAR %d\n#define LUNAR_LAST_YEAR %d\n", FIRST_YEAR, LAST_YEAR);
  for (int i = 0; i < 2; i++) {
    int count = compute(almanacs[i].locale, almanacs[i].epoch, months);
    correct(almanacs[i].name, rows, row_count, months, count);
    fprintf(out, "static const struct lunar_year %s_years[] = {\n", almanacs[i].name);
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
      write_year(out, year, months, count);
    fprintf(out, "};\n");
  }
  return fclose(out) == 0 ? 0 : 1;
}
