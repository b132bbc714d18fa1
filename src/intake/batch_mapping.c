#include "base/error.h"
#include "intake/batch.h"
#include "store/queries/source.h"

SkMapping *sk_batch_mapping(SkSession *session, const char *id, GError **error) {
  g_auto(SkqBatchMapping) row = { 0 };
  gboolean found = FALSE;
  SkId public;
  if (!sk_session_require(session, SK_PERMISSION_SOURCE_READ, error))
    return NULL;
  if (sk_id_parse(id, &public) &&
      !skq_batch_mapping(sk_session_db(session), (SkBytes){ public.bytes, sizeof public.bytes }, &row, &found, error))
    return NULL;
  if (found)
    return sk_mapping_parse(row.mapping, (const char *)row.mapping_text.data, row.mapping_text.size, NULL);
  sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no batch %s", id);
  return NULL;
}
