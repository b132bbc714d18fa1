/* The journal as people read it. */
#pragma once

#include "base/clock.h"
#include "store/work.h"

typedef struct {
  int64_t seq;
  SkTime moment;
  char *account;          /* name; "saikai" where the program itself acted */
  gboolean by_program;    /* nobody's account */
  const char *act, *kind; /* stable words */
  int64_t rows;           /* that the entry covers */
  char hash[2 * 32 + 1];  /* hex */
} SkHistoryEntry;

/* Which entries: of those before `below`, or before the one with the hash `older_than` (hex); 0 and NULL: from the
 * end; of one act (its word) and one account (its name); NULL: any. */
typedef struct {
  int64_t below;
  const char *older_than, *act, *account;
  guint limit;
} SkHistoryAsk;

/* Words of all acts, NULL-terminated; static. */
const char *const *sk_history_acts(void);
/* The newest such entries that `db` may see, newest first: SkHistoryEntry; free with g_ptr_array_unref. *ret_more,
 * which may be NULL: whether older ones follow. SK_ERROR_NOT_FOUND: there is no such entry, act or account. */
GPtrArray *sk_history_list(SkDb *db, const SkHistoryAsk *ask, gboolean *ret_more, GError **error);
/* Recomputes the chain. With `wanted` (hex), an entry of that hash must be part of it: SK_ERROR_CORRUPT otherwise, the
 * journal was rewritten since. *ret_head: hex of the last entry's hash; the caller frees. */
gboolean sk_history_verify(SkDb *db, const char *wanted, int64_t *ret_entries, char **ret_head, GError **error);
