/* Lists that wait, as stage.c, draft.c and preview.c share them. Internal to src/intake. */
#pragma once

#include "intake/batch.h"
#include "intake/draft.h"
#include "intake/suggest_parts.h"
#include "store/queries/intake.h"
#include "store/queries/source.h"

#define BATCH_IS(NAME) (1u << SK_BATCH_##NAME)

/* A batch in one of `states` (bits of BATCH_IS) whose file is kept, through the door. SK_ERROR_NOT_FOUND,
 * SK_ERROR_STALE. */
gboolean batch_find_waiting(SkDb *db, const char *id, guint states, SkqBatchFind *ret_batch,
                            SkqIntakeStaged *ret_staged, GError **error);

struct SkDraft {
  SkDb *db;
  int64_t blob, size;
  guint8 digest[32];
  char *file, *text;
  ListSample sample;
  gboolean is_plain;
};

/* The columns as the draft's mapping says, and whether they say as much as it does. */
void draft_settle_columns(SkDraft *draft);
/* Whether the sample's header has the columns of a mapping. */
gboolean list_fits(SkMapping *mapping, const ListSample *sample);
/* Its file as an import reads it. */
GInputStream *draft_stream(const SkDraft *draft, GError **error);
