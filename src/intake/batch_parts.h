/* What sources, batches and imports share. Internal to src/intake. */
#pragma once

#include "base/id.h"
#include "store/queries/source.h"

/* The source or batch behind a public id, through the door. SK_ERROR_NOT_FOUND. */
gboolean source_find(SkDb *db, const char *id, SkqSourceFind *ret_source, GError **error);
gboolean batch_find(SkDb *db, const char *id, SkqBatchFind *ret_batch, GError **error);
