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
