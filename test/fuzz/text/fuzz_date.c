/* Any bytes as a date: nothing crashes, first <= last, what is printed reads back as the same days, and comparison is
 * symmetric. The first byte says in which calendar the list counts. */
#include "text/date.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void hold(int truth) {
  if (!truth)
    abort();
}

static void check_date(const char *text, size_t len, const SkDate *date) {
  char edtf[160];
  SkDate again;
  hold(date->first <= date->last && sk_calendar_word(date->calendar) != NULL);
  size_t printed = sk_date_edtf_of(text, len, date, edtf, sizeof edtf);
  hold(printed < sizeof edtf && sk_date_parse_in(edtf, printed, SK_CALENDAR_GREGORIAN, &again));
  hold(again.first == date->first && again.last == date->last);
  const SkDate day = { .first = 0, .last = 0 };
  hold(sk_date_compare(date, &day) == sk_date_compare(&day, date));
  hold(sk_date_compare(date, &again) >= SK_DATE_COMPATIBLE);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  const char *text = (const char *)bytes + (size > 0);
  size_t len = size > 0 ? size - 1 : 0;
  SkDate date, birth;
  SkAgeCounting counting;
  int age;
  size_t taken = sk_date_parse(text, len, &date);
  hold(taken <= len);
  if (taken > 0)
    check_date(text, taken, &date);
  if (size > 0 && sk_date_parse_in(text, len, (SkCalendar)(bytes[0] % SK_CALENDAR_COUNT), &date))
    check_date(text, len, &date);
  if (sk_age_parse(text, len, &age, &counting) > 0 && taken > 0 && sk_age_birth(age, counting, &date, &birth))
    hold(birth.first <= birth.last);
  return 0;
}
