/* Keys of the newest lists, in runs. A list whose keys are many has a run of its own, which is written at its end and
 * never again; small lists share one, in which keys are put among others, but few. When all runs are full they go into
 * `name_key` together: each of its pages is then written for many new keys at once. A search looks into every run. */
#include "store/derive_parts.h"
#include "store/queries/derive.h"

#define RUN 131072 /* keys from which on a run is full: some 10 MB */
#define RUNS 4     /* as sql/queries has them: a search looks into each */
#define SLICES 64  /* of all 64-bit numbers, ... */
#define SLICE ((int64_t)1 << 58)

/* In slices: a statement keeps in memory what it may have to take back, and a slice's pages are read once. */
gboolean derive_settle_keys(SkWork *work, GError **error) {
  for (int64_t i = 0; i < SLICES; i++) {
    int64_t first = G_MININT64 + i * SLICE;
    for (int64_t run = 0; run < RUNS; run++)
      if (!skq_derive_settle_name_keys(work, run, first, first + (SLICE - 1), NULL, error))
        return FALSE;
  }
  return skq_derive_drop_fresh_name_keys(work, NULL, error);
}

gboolean derive_key_run(SkWork *work, int64_t *ret_run, GError **error) {
  g_auto(SkqDeriveNewestRun) row = { 0 };
  gboolean found = FALSE;
  if (!skq_derive_newest_run(sk_work_system(work), &row, &found, error))
    return FALSE;
  int64_t run = !found ? 0 : row.n < RUN ? row.run : row.run + 1;
  if (run == RUNS && !derive_settle_keys(work, error))
    return FALSE;
  *ret_run = run % RUNS;
  return TRUE;
}
