/* A model for lists that nobody has described: from what their columns look like.
 *
 * No label is looked at, nor a column that would give the answer away: one whose heading says so (cluster, true id),
 * one that numbers the rows, one that begins the id, and those the caller leaves out. */
#pragma once

#include "base/progress.h"
#include "match/model.h"
#include "match/table.h"

typedef struct {
  const char *name;             /* of the model */
  const char *const *leave_out; /* headings, ends in NULL; may be NULL */
  const GArray *aliases;        /* with which the lists were read; NULL none */
} SkMatchSuggesting;

/* Columns of several lists that hold the same under different headings, found by their values, for the lists to be read
 * again with. The caller unrefs. */
GArray *sk_match_suggest_aliases(const SkMatchTable *table, const char *const *leave_out);
/* SK_ERROR_REFUSED: no column says anything that could be compared. */
SkMatchModel *sk_match_suggest(const SkMatchTable *table, const SkMatchSuggesting *suggesting, SkProgress *progress,
                               GError **error);
