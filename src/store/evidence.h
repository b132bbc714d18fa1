/* Evidence goes only when an import is undone or a source is withdrawn, and then whole: a batch with everything its
 * rows said, what was decided about its mentions, and what was derived from them. */
#pragma once

#include "store/work.h"

/* Deletes the rows of a batch, children before parents; the batch and its blob stay. `derived`: its derived rows were
 * made. The persons of every clearance are the caller's to rebuild. *ret_links: decisions that went; may be NULL. */
gboolean sk_evidence_drop_batch(SkWork *work, int64_t batch, gboolean derived, int64_t *ret_links, GError **error);
