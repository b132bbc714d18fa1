/* Rows, the groups they truly belong to and the clusters they were put in. Inside src/match only. */
#pragma once

#include "match/evaluate.h"

typedef struct {
  GHashTable *rows; /* "list\tid" -> number from 1 */
  GArray *list_of;  /* uint32_t by number - 1 */
  GArray *group_of; /* uint32_t: group; 0 none known */
  GArray *cluster_of;
  GHashTable *groups; /* name -> number from 1 */
  GPtrArray *names;   /* of the lists, by number: their files without folders */
  uint32_t list_count;
  SkMatchPairScore pairs;
} Evaluation;

#define SK_EVALUATION_REMARKS 5

/* The number of a row, new or known. */
uint32_t sk_evaluation_row(Evaluation *self, uint32_t list, const char *id);
/* Reads the truth into group_of. */
gboolean sk_evaluation_read_truth(Evaluation *self, const SkMatchEvaluating *evaluating, GError **error);
