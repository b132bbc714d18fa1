/* What became of the clusters of an earlier run, and which pair made it so. */
#pragma once

#include "match/earlier.h"

typedef enum {
  SK_MATCH_GROWN,  /* rows joined it that were in no cluster before */
  SK_MATCH_JOINED, /* earlier clusters, or parts of them, are one now */
  SK_MATCH_SPLIT,  /* a part of an earlier cluster is apart from the rest of it */
  SK_MATCH_NEW,    /* rows that were in none, and are with none of the earlier ones */
  SK_MATCH_GONE,   /* none of its rows is in the lists any more */
  SK_MATCH_LOST,   /* some of its rows are not in the lists any more */
  SK_MATCH_CHANGES
} SkMatchChange;

/* "grown", "joined", ... */
const char *sk_match_change_word(SkMatchChange change);

typedef struct {
  uint64_t counts[SK_MATCH_CHANGES]; /* changes of each kind; of SK_MATCH_NEW clusters of one row count too */
  uint64_t kept;                     /* clusters with the very rows they had */
} SkMatchChangeCounts;

/* cluster, change, earlier, rows, left_id, right_id, weight, why: a line a change, by cluster. `earlier` is the other
 * cluster, `rows` how many came or went. The pair is the heaviest one between the two sides: it joined them, or it is
 * all that speaks for joining what is apart now, and `why` says what keeps it: "link" (it joined them), "ask", "none"
 * (no pair speaks for it) or the reason of the refusal: "different", "twice", "entry", "conflict", "chain".
 * Where a person decided of the two sides that stands there instead: "decided-same", "decided-different". New clusters
 * of one row are counted, not listed. `path` NULL: only count. */
gboolean sk_match_write_changes(const SkMatchRun *run, const SkMatchEarlier *earlier, const GPtrArray *names,
                                const char *path, SkMatchChangeCounts *ret_counts, GError **error);
