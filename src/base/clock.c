#include "base/clock.h"

static SkTime frozen = -1; /* written by tests and once at start, before threads */

static SkTime from_environment(void) {
  const char *text = g_getenv("SAIKAI_NOW");
  return text == NULL ? -1 : g_ascii_strtoll(text, NULL, 10) * G_USEC_PER_SEC;
}

SkTime sk_clock_now(void) {
  static gsize asked = 0;
  if (g_once_init_enter(&asked)) {
    if (frozen < 0)
      frozen = from_environment();
    g_once_init_leave(&asked, 1);
  }
  return frozen >= 0 ? frozen : g_get_real_time();
}

void sk_clock_freeze(SkTime time) {
  (void)sk_clock_now(); /* the environment has had its say */
  frozen = time;
}

char *sk_clock_print(SkTime time) {
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc(time / G_USEC_PER_SEC);
  return moment == NULL ? g_strdup("?") : g_date_time_format(moment, "%Y-%m-%dT%H:%M:%SZ");
}

int32_t sk_clock_day(SkTime time) {
  SkTime day = 86400 * (SkTime)G_USEC_PER_SEC;
  return (int32_t)(time >= 0 ? time / day : -((day - 1 - time) / day));
}
