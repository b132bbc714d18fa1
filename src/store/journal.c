#include "store/journal.h"

#include "base/error.h"
#include "store/journal_chain.h"
#include "store/queries/store.h"

#include <sodium.h>
#include <string.h>

void journal_entry_hash(const JournalEntry *entry, uint8_t ret_hash[SK_JOURNAL_HASH]) {
  const int64_t columns[] = { entry->seq, entry->label,        entry->moment,  entry->account,
                              entry->act, entry->subject_kind, entry->subject, entry->subjects };
  crypto_generichash_state state;
  crypto_generichash_init(&state, NULL, 0, SK_JOURNAL_HASH);
  for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
    int64_t little = GINT64_TO_LE(columns[i]);
    crypto_generichash_update(&state, (const unsigned char *)&little, sizeof little);
  }
  crypto_generichash_update(&state, entry->digest, sizeof entry->digest);
  crypto_generichash_update(&state, entry->previous, sizeof entry->previous);
  crypto_generichash_final(&state, ret_hash, SK_JOURNAL_HASH);
}

static gboolean take_hash(uint8_t to[SK_JOURNAL_HASH], SkBytes from) {
  if (from.size != SK_JOURNAL_HASH)
    return FALSE;
  memcpy(to, from.data, SK_JOURNAL_HASH);
  return TRUE;
}

/* Why the row does not follow `state`, or NULL. On NULL *ret_hash is its hash. */
static const char *fault_of(const SkqStoreJournal *row, const SkJournalState *state,
                            uint8_t ret_hash[SK_JOURNAL_HASH]) {
  JournalEntry entry = {
    .seq = row->seq,
    .label = row->label,
    .moment = row->moment,
    .account = row->account,
    .act = row->act,
    .subject_kind = row->subject_kind,
    .subject = row->subject,
    .subjects = row->subjects,
  };
  if (!take_hash(entry.digest, row->digest) || !take_hash(entry.previous, row->previous) ||
      !take_hash(entry.hash, row->hash))
    return "has a digest of the wrong length";
  if (entry.seq != state->entries + 1)
    return "is missing, or follows a gap";
  if (memcmp(entry.previous, state->head, SK_JOURNAL_HASH) != 0)
    return "does not continue the one before it";
  journal_entry_hash(&entry, ret_hash);
  return memcmp(entry.hash, ret_hash, SK_JOURNAL_HASH) == 0 ? NULL : "was altered";
}

gboolean sk_journal_verify(SkSystem *system, SkJournalState *ret_state, GError **error) {
  SkJournalState state = { 0 };
  g_auto(SkqStoreJournal) row = { 0 };
  GError *failed = NULL;
  if (!skq_store_journal(system, &row, error))
    return FALSE;
  while (skq_store_journal_next(&row, &failed)) {
    uint8_t hash[SK_JOURNAL_HASH];
    const char *fault = fault_of(&row, &state, hash);
    if (fault != NULL) {
      sk_error_set(error, SK_ERROR_CORRUPT, "the journal is broken: entry %" G_GINT64_FORMAT " %s", state.entries + 1,
                   fault);
      return FALSE;
    }
    state.entries = row.seq;
    memcpy(state.head, hash, sizeof state.head);
  }
  if (!sk_error_forward(error, failed))
    return FALSE;
  *ret_state = state;
  return TRUE;
}
