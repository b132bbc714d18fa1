#include "base/error.h"
#include "cli/commands.h"
#include "text/date.h"

#include <string.h>

const SkOption sk_cmd_date_parse_options[] = {
  { "calendar", SK_OPTION_TEXT, "CALENDAR",
    "How the list counts where the text does not say: japanese-era, lunar-korean, ..." },
  { "at", SK_OPTION_TEXT, "DATE", "TEXT is an age, stated on this date: says when its bearer was born." },
  { NULL },
};

static gboolean take_calendar(const SkCli *cli, SkCalendar *ret_calendar, GError **error) {
  const char *word = sk_cli_text(cli, "calendar");
  g_autoptr(GString) known = g_string_new(NULL);
  *ret_calendar = SK_CALENDAR_GREGORIAN;
  if (word == NULL)
    return TRUE;
  for (int i = 0; i < SK_CALENDAR_COUNT; i++) {
    if (i == SK_CALENDAR_AGE || i == SK_CALENDAR_CYCLE)
      continue; /* no list counts in these */
    if (strcmp(word, sk_calendar_word((SkCalendar)i)) == 0) {
      *ret_calendar = (SkCalendar)i;
      return TRUE;
    }
    g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", sk_calendar_word((SkCalendar)i));
  }
  sk_error_set(error, SK_ERROR_USAGE, "--calendar %s: there are %s", word, known->str);
  return FALSE;
}

/* The birth that an age implies. FALSE without an error: the text is no age. */
static gboolean read_age(const char *text, const SkDate *reference, SkDate *ret_date) {
  SkAgeCounting counting;
  int age;
  gsize length = strlen(text), taken = sk_age_parse(text, length, &age, &counting);
  return taken != 0 && text[taken + strspn(text + taken, " ")] == '\0' &&
         sk_age_birth(age, counting, reference, ret_date);
}

static gboolean read_date(const SkCli *cli, const char *text, SkDate *ret_date, GError **error) {
  const char *at = sk_cli_text(cli, "at");
  SkCalendar calendar;
  SkDate reference;
  if (!take_calendar(cli, &calendar, error))
    return FALSE;
  if (at != NULL && !sk_date_parse_in(at, strlen(at), calendar, &reference)) {
    sk_error_set(error, SK_ERROR_REFUSED, "--at: “%s” is no date", at);
    return FALSE;
  }
  if (at != NULL ? read_age(text, &reference, ret_date) : sk_date_parse_in(text, strlen(text), calendar, ret_date))
    return TRUE;
  SkAgeCounting counting;
  int age;
  if (at == NULL && sk_age_parse(text, strlen(text), &age, &counting) == strlen(text))
    sk_error_set(error, SK_ERROR_REFUSED, "“%s” may be an age: say with --at on which day it was stated", text);
  else
    sk_error_set(error, SK_ERROR_REFUSED, "“%s” is no %s that saikai can read", text, at != NULL ? "age" : "date");
  return FALSE;
}

/* "1938-05-02"; NULL for an open end. */
static char *day_text(SkDay day) {
  char text[64];
  const SkDate date = { .first = day, .last = day };
  if (day == SK_DAY_MIN || day == SK_DAY_MAX)
    return NULL;
  sk_date_print_edtf(&date, text, sizeof text);
  return g_strdup(text);
}

static void print_json(SkCli *cli, const char *text, const char *edtf, const SkDate *date) {
  g_autofree char *first = day_text(date->first), *last = day_text(date->last);
  json_t *doubts = json_array();
  for (int bit = 0; bit < SK_DOUBT_COUNT; bit++)
    if (date->doubt & 1u << bit)
      json_array_append_new(doubts, json_string(sk_doubt_word((SkDoubt)(1 << bit))));
  sk_cli_print_json(cli, json_pack("{s:s,s:s,s:s?,s:s?,s:s,s:o}", "text", text, "edtf", edtf, "first", first, "last",
                                   last, "calendar", sk_calendar_word(date->calendar), "doubts", doubts));
}

static void print_plain(SkCli *cli, const char *edtf, const SkDate *date) {
  g_autofree char *first = day_text(date->first), *last = day_text(date->last);
  sk_cli_print(cli, "%s\n", edtf);
  if (date->first == date->last)
    sk_cli_print(cli, "day       %s\n", first);
  else
    sk_cli_print(cli, "days      %s to %s\n", first != NULL ? first : "any before", last != NULL ? last : "any after");
  sk_cli_print(cli, "calendar  %s\n", sk_calendar_word(date->calendar));
  for (int bit = 0; bit < SK_DOUBT_COUNT; bit++)
    if (date->doubt & 1u << bit)
      sk_cli_print(cli, "doubt     %s\n", sk_doubt_word((SkDoubt)(1 << bit)));
}

gboolean sk_cmd_date_parse(SkCli *cli, GError **error) {
  g_autofree char *text = sk_cli_arguments(cli);
  char edtf[160];
  SkDate date;
  if (!read_date(cli, text, &date, error))
    return FALSE;
  sk_date_edtf_of(text, strlen(text), &date, edtf, sizeof edtf);
  if (sk_cli_wants_json(cli))
    print_json(cli, text, edtf, &date);
  else
    print_plain(cli, edtf, &date);
  return TRUE;
}
