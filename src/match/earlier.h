/* The clusters of an earlier run, carried on: rows keep the name of their cluster, and every change can be told. */
#pragma once

#include "match/run.h"

#include "link/heirs.h"

typedef struct {
  GPtrArray *names; /* char *: of the earlier clusters, by number from 1 ([0] is ""): numbers by value before words */
  uint32_t *before; /* by row: its earlier cluster; 0 it was in none */
  uint32_t *sizes;  /* by earlier cluster: rows it had, those that are in no list any more too */
  SkEngineOverlap *overlaps; /* by today's cluster, then the earlier one */
  size_t overlap_count;
} SkMatchEarlier;

/* Reads clusters.csv of an earlier run (id, cluster, and list where there were several) and finds its clusters among
 * those of `run`. SK_ERROR_REFUSED where a row stands twice, SK_ERROR_NOT_FOUND where a column is missing. */
SkMatchEarlier *sk_match_earlier_read(const SkMatchRun *run, const char *path, SkProgress *progress, GError **error);
void sk_match_earlier_free(SkMatchEarlier *earlier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkMatchEarlier, sk_match_earlier_free)

/* The name of every row's cluster, by its lowest row: that of the earlier cluster it carries on, else the next free
 * number. `earlier` NULL: 1, 2, 3 in the order of the rows. The caller frees the array of strings. */
GPtrArray *sk_match_cluster_names(const SkMatchRun *run, const SkMatchEarlier *earlier);
