#include "store/derive.h"

#include "base/error.h"
#include "store/derive_parts.h"
#include "store/queries/derive.h"

gboolean sk_derive_batch(SkWork *work, int64_t batch, SkProgress *progress, GError **error) {
  return derive_glances(work, batch, progress, error) && derive_names(work, batch, progress, error) &&
         derive_tallies(work, batch, 1, error);
}

gboolean sk_derive_forget_batch(SkWork *work, int64_t batch, GError **error) {
  return derive_tallies(work, batch, -1, error) && derive_forget_names(work, batch, error) &&
         skq_derive_drop_glances(work, batch, NULL, error);
}

gboolean sk_derive_sweep(SkWork *work, GError **error) {
  return skq_derive_drop_unborne_name_keys(work, NULL, error) &&
         skq_derive_drop_unborne_fresh_name_keys(work, NULL, error);
}

static GArray *batches(SkWork *work, GError **error) {
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
  g_auto(SkqDeriveBatches) rows = { 0 };
  GError *failed = NULL;
  if (!skq_derive_batches(sk_work_system(work), &rows, error))
    return NULL;
  while (skq_derive_batches_next(&rows, &failed))
    g_array_append_val(ids, rows.batch);
  return sk_error_forward(error, failed) ? g_steal_pointer(&ids) : NULL;
}

gboolean sk_derive_all(SkWork *work, SkProgress *progress, GError **error) {
  g_autoptr(GArray) ids = batches(work, error);
  if (ids == NULL || !skq_derive_drop_all_name_keys(work, NULL, error) ||
      !skq_derive_drop_fresh_name_keys(work, NULL, error) || !skq_derive_drop_all_name_uses(work, NULL, error) ||
      !skq_derive_drop_all_glances(work, NULL, error) || !skq_derive_drop_all_tallies(work, NULL, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!sk_derive_batch(work, g_array_index(ids, int64_t, i), progress, error))
      return FALSE;
  return sk_derive_persons(work, error);
}
