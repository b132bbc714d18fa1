/* Time comes from one place, so that tests can set it. Microseconds since 1970-01-01 UTC. */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef int64_t SkTime;

/* Now; or the time given with sk_clock_freeze, or in SAIKAI_NOW (seconds) when the process started. */
SkTime sk_clock_now(void);
/* Makes the clock stand at `time`; a negative value lets it run again. For tests. */
void sk_clock_freeze(SkTime time);
/* "2026-11-23T08:10:17Z"; the caller frees. */
char *sk_clock_print(SkTime time);
/* Days since 1970-01-01 (UTC) of `time`. */
int32_t sk_clock_day(SkTime time);
