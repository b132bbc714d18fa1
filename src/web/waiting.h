/* How many pairs wait for a decision, as it was counted last for each clearance: the menu of every page says it, and
 * only one page a minute counts. Who sees other things has another clearance, and so another count. Inside web only. */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct SkWaiting SkWaiting; /* shared by threads */

SkWaiting *sk_waiting_new(void);
void sk_waiting_free(SkWaiting *waiting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkWaiting, sk_waiting_free)

/* Keeps a count. `now`: a monotonic moment in microseconds (g_get_monotonic_time). */
void sk_waiting_keep(SkWaiting *waiting, int64_t clearance, int64_t count, int64_t now);
/* FALSE: nothing is kept, or it is older than a minute. */
gboolean sk_waiting_recall(SkWaiting *waiting, int64_t clearance, int64_t now, int64_t *ret_count);
