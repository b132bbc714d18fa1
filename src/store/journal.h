/* The journal as a reader meets it: listed through the door, verified past it. Hash of an entry: BLAKE2b-256 over the
 * little-endian columns of the row in table order and the previous entry's hash; the first entry's previous is 32 zero
 * bytes. */
#pragma once

#include "store/work.h"

typedef struct {
  int64_t entries;
  uint8_t head[32]; /* hash of the last entry: print it, keep it elsewhere, and nobody can rewrite the chain unseen */
} SkJournalState;

/* Recomputes the whole chain. SK_ERROR_CORRUPT names the first entry that does not fit. */
gboolean sk_journal_verify(SkSystem *system, SkJournalState *ret_state, GError **error);
const char *sk_journal_act_word(int act);
