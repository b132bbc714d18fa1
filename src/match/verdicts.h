/* What people said of pairs, as a file: pairs.csv with a column "verdict". */
#pragma once

#include "match/table.h"

#include "link/table.h"

/* Reads left_id, right_id and verdict (same, different, or nothing: not looked at), and left_list and right_list where
 * there are several lists: without these the first and the second list are meant, and more than two need them. Other
 * columns are passed over. A row of no list any more takes its line along and is counted in *ret_gone. SK_ERROR_REFUSED
 * names file, line, column and value: another verdict, a row with itself, one pair both the same and different.
 * SK_ERROR_NOT_FOUND where a column is missing. The caller frees the SkLinkDecision. */
GArray *sk_match_verdicts_read(const SkMatchTable *table, const char *path, guint *ret_gone, GError **error);
