/* One entry of the journal and its place in the chain. Internal to src/store. */
#pragma once

#include <stdint.h>

#define SK_JOURNAL_HASH 32

typedef struct {
  int64_t seq, label, moment, account, act, subject_kind, subject, subjects;
  uint8_t digest[SK_JOURNAL_HASH], previous[SK_JOURNAL_HASH], hash[SK_JOURNAL_HASH];
} JournalEntry;

/* BLAKE2b-256 over the columns before `hash`, integers little-endian, in table order. */
void journal_entry_hash(const JournalEntry *entry, uint8_t ret_hash[SK_JOURNAL_HASH]);
