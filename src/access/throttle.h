/* Inside access only: how long somebody who keeps failing has to wait. By name and client five tries are free, then the
 * wait doubles from a second to a quarter of an hour; by name alone fifty are free and the wait ends at a minute, so
 * that a stranger cannot shut somebody out for long. An hour without a try forgets. Knows nothing of which names exist.
 */
#pragma once

#include "base/clock.h"

typedef struct SkThrottle SkThrottle; /* one thread at a time: the pool holds its lock */

SkThrottle *sk_throttle_new(void);
void sk_throttle_free(SkThrottle *throttle);
/* Counts a try, and gives how long it still has to wait: 0 go on. A try that has to wait is not counted again. */
SkTime sk_throttle_try(SkThrottle *throttle, const char *name, const char *client, SkTime now);
/* The try was right after all: forgets those of this name from this client. */
void sk_throttle_forgive(SkThrottle *throttle, const char *name, const char *client);
