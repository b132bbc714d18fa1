#include "synth/civil.h"

#include <stdlib.h>

static const struct {
  const char *han, *letter;
  int year, month, day; /* its first */
} eras[] = { { "昭和", "S", 1926, 12, 25 }, { "大正", "T", 1912, 7, 30 }, { "明治", "M", 1868, 1, 25 } };

/* Counts years from March, so that the day that leaps is the last of a year. */
Day day_of(int year, int month, int day) {
  int y = month <= 2 ? year - 1 : year, shifted = (month + 9) % 12;
  int era = y / 400, in_era = y - era * 400;
  return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + (153 * shifted + 2) / 5 + day - 1 - 719468;
}

Day day_read(const char *text) {
  long part[3] = { 0 };
  const char *at = text;
  for (int i = 0; i < 3; i++) {
    char *end = NULL;
    part[i] = strtol(at, &end, 10);
    if (*end != (i < 2 ? '-' : '\0'))
      g_error("\"%s\" is no day", text);
    at = end + 1;
  }
  return day_of((int)part[0], (int)part[1], (int)part[2]);
}

Civil day_civil(Day day) {
  int z = day + 719468, era = z / 146097, in_era = z - era * 146097;
  int year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
  int in_year = in_era - (365 * year + year / 4 - year / 100), shifted = (5 * in_year + 2) / 153;
  int month = shifted < 10 ? shifted + 3 : shifted - 9;
  return (Civil){ era * 400 + year + (month <= 2), month, in_year - (153 * shifted + 2) / 5 + 1 };
}

int day_year(Day day) {
  return day_civil(day).year;
}

int day_years(Day from, Day to) {
  Civil a = day_civil(from), b = day_civil(to);
  return b.year - a.year - (b.month < a.month || (b.month == a.month && b.day < a.day));
}

static void write_era(GString *to, Day day, Civil at, gboolean letter) {
  guint i = 0;
  while (i + 1 < G_N_ELEMENTS(eras) && day < day_of(eras[i].year, eras[i].month, eras[i].day))
    i++;
  int year = at.year - eras[i].year + 1;
  if (letter)
    g_string_append_printf(to, "%s%d.%d.%d", eras[i].letter, year, at.month, at.day);
  else if (year == 1)
    g_string_append_printf(to, "%s元年%d月%d日", eras[i].han, at.month, at.day);
  else
    g_string_append_printf(to, "%s%d年%d月%d日", eras[i].han, year, at.month, at.day);
}

void day_write(GString *to, Day day, DateForm form) {
  Civil at = day_civil(day);
  int juche = at.year - JUCHE_BEFORE_YEAR_1;
  if (form == DATE_ERA || form == DATE_ERA_LETTER)
    write_era(to, day, at, form == DATE_ERA_LETTER);
  else if (form == DATE_ISO)
    g_string_append_printf(to, "%04d-%02d-%02d", at.year, at.month, at.day);
  else if (form == DATE_GREGORIAN)
    g_string_append_printf(to, "%d年%d月%d日", at.year, at.month, at.day);
  else if (form == DATE_DOTS || juche < 1)
    g_string_append_printf(to, "%d.%d.%d", at.year, at.month, at.day);
  else if (form == DATE_JUCHE)
    g_string_append_printf(to, "주체%d(%d)년 %d월 %d일", juche, at.year, at.month, at.day);
  else
    g_string_append_printf(to, "주체%d년 %d월", juche, at.month);
}
