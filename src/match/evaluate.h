/* How good an answer is, where the truth is known: pairs and clusters beside it, what was missed counted too. */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
  uint64_t truth, found, right; /* pairs: there are, were named, are among both */
} SkMatchPairScore;

typedef struct {
  uint32_t rows;                            /* of the truth */
  SkMatchPairScore pairs;                   /* of pairs.csv, from the band asked for */
  SkMatchPairScore clusters;                /* pairs that the clusters join */
  double b_cubed_precision, b_cubed_recall; /* of the clusters; Bagga and Baldwin 1998 */
  gboolean has_pairs, has_clusters;
} SkMatchScore;

typedef struct {
  const char *pairs, *clusters; /* files of a run; either may be NULL */
  const char *truth;            /* CSV: either an id and the group it belongs to, or two ids that are one */
  const char *truth_column;     /* heading of the group; NULL: the second column */
  const char *id;               /* heading of the ids; NULL: id, unique_id, rec_id, else the number of the row */
  const char *const *lists;     /* the lists that were matched, ends in NULL: the truth is a column of theirs */
  double from;                  /* probability from which a pair counts as named */
  GPtrArray *remarks;           /* char *: takes what is wrong with the truth and counted as missed; may be NULL */
} SkMatchEvaluating;

/* 2 * right / (truth + found); 1 where there was nothing to find and nothing was found. */
double sk_match_f1(SkMatchPairScore score);
double sk_match_precision(SkMatchPairScore score);
double sk_match_recall(SkMatchPairScore score);

gboolean sk_match_evaluate(const SkMatchEvaluating *evaluating, SkMatchScore *ret_score, GError **error);
