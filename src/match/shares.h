/* How frequent values are among the people a list is about, told by a table from outside: family names of a census. */
#pragma once

#include <glib.h>

typedef struct {
  char *value; /* folded (fold.h) */
  double share;
} SkMatchShare;

typedef struct {
  char *path;
  GArray *shares; /* SkMatchShare, as they stand in the file */
  double chance;  /* that two say the same */
  double rarest;  /* the smallest share: what a value has that is not in the table */
} SkMatchShares;

/* Reads a CSV or XLSX with the columns "value" and "count". SK_ERROR_NOT_FOUND: no such file or column;
 * SK_ERROR_REFUSED with file, line, column and value: a count that is none, a value that stands twice, nothing at all.
 */
SkMatchShares *sk_match_shares_read(const char *path, GError **error);
void sk_match_shares_free(SkMatchShares *shares);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkMatchShares, sk_match_shares_free)
