#include "web/waiting.h"

#define HOLDS (60 * G_USEC_PER_SEC)

typedef struct {
  int64_t count, since;
} Count;

struct SkWaiting {
  GMutex mutex;
  GHashTable *by_clearance; /* int64_t: Count; there are as many as kinds of readers */
};

SkWaiting *sk_waiting_new(void) {
  SkWaiting *waiting = g_new0(SkWaiting, 1);
  g_mutex_init(&waiting->mutex);
  waiting->by_clearance = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  return waiting;
}

void sk_waiting_free(SkWaiting *waiting) {
  if (waiting == NULL)
    return;
  g_hash_table_unref(waiting->by_clearance);
  g_mutex_clear(&waiting->mutex);
  g_free(waiting);
}

void sk_waiting_keep(SkWaiting *waiting, int64_t clearance, int64_t count, int64_t now) {
  Count *kept = g_new(Count, 1);
  *kept = (Count){ count, now };
  g_mutex_lock(&waiting->mutex);
  g_hash_table_replace(waiting->by_clearance, g_memdup2(&clearance, sizeof clearance), kept);
  g_mutex_unlock(&waiting->mutex);
}

gboolean sk_waiting_recall(SkWaiting *waiting, int64_t clearance, int64_t now, int64_t *ret_count) {
  g_mutex_lock(&waiting->mutex);
  const Count *kept = g_hash_table_lookup(waiting->by_clearance, &clearance);
  gboolean holds = kept != NULL && now - kept->since < HOLDS;
  if (holds)
    *ret_count = kept->count;
  g_mutex_unlock(&waiting->mutex);
  return holds;
}
