/* Who else it might be: everybody beside whom a row weighs enough for a question. */
#pragma once

#include "match/run.h"

typedef struct {
  uint32_t row;
  double weight; /* log2 odds of the pair alone; what candidates of one list take from each other is not in it */
} SkMatchRival;

/* Compares `row` with every row but `beside`, whether a rule brings them together or not. Returns how many reach the
 * band "ask" or more, and the heaviest `most` of them in `rivals`, ties by row. The model is trained. */
guint sk_match_rivals(const SkMatchPlan *plan, const SkMatchModel *model, const SkMatchTable *table, uint32_t row,
                      uint32_t beside, SkMatchRival *rivals, guint most);
