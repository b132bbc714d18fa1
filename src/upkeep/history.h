/* The journal as people read it. */
#pragma once

#include "base/clock.h"
#include "store/work.h"

typedef struct {
  int64_t seq;
  SkTime moment;
  char *account;          /* name; "saikai" where the program itself acted */
  const char *act, *kind; /* stable words */
  int64_t rows;           /* that the entry covers */
  char hash[2 * 32 + 1];  /* hex */
} SkHistoryEntry;

/* The newest entries that `db` may see, newest first, of those before `below` (0: from the end). SkHistoryEntry; free
 * with g_ptr_array_unref. */
GPtrArray *sk_history_list(SkDb *db, int64_t below, guint limit, GError **error);
/* Recomputes the chain. With `wanted` (hex), an entry of that hash must be part of it: SK_ERROR_CORRUPT otherwise, the
 * journal was rewritten since. *ret_head: hex of the last entry's hash; the caller frees. */
gboolean sk_history_verify(SkDb *db, const char *wanted, int64_t *ret_entries, char **ret_head, GError **error);
