/* Inside access only: how long somebody who keeps failing has to wait. By name and client five tries are free, then the
 * wait doubles from a second to a quarter of an hour; by name alone fifty are free, by client alone a hundred, and the
 * wait ends at a minute, so that a stranger cannot shut somebody out for long, nor one of an office all the others. An
 * hour without a try forgets. Knows nothing of which names exist. */
#pragma once

#include "base/clock.h"

#define THROTTLE_FORGETS ((SkTime)G_TIME_SPAN_HOUR)
#define THROTTLE_RECORDS 3 /* of a name and client: both together, the name, the client */

typedef struct SkThrottle SkThrottle; /* one thread at a time: the pool holds its lock */

/* What is remembered of one key; `tries` 0: nothing. */
typedef struct {
  char key[64 + 1]; /* a digest, in hex */
  guint tries;
  SkTime last;
} SkThrottleRecord;

SkThrottle *sk_throttle_new(void);
void sk_throttle_free(SkThrottle *throttle);
/* Counts a try, and gives how long it still has to wait: 0 go on. A try that has to wait is not counted again. */
SkTime sk_throttle_try(SkThrottle *throttle, const char *name, const char *client, SkTime now);
/* The try was right after all: forgets those of this name from this client, and this one everywhere. */
void sk_throttle_forgive(SkThrottle *throttle, const char *name, const char *client);

/* What is remembered of a name and client, to be kept elsewhere; and taken back from there. */
void sk_throttle_records(SkThrottle *throttle, const char *name, const char *client,
                         SkThrottleRecord ret_records[THROTTLE_RECORDS]);
void sk_throttle_remember(SkThrottle *throttle, const SkThrottleRecord *record);
