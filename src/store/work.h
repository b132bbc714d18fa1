/* The unit of work: one transaction that holds a change and its journal entry, or neither.
 *
 * One writer at a time (SQLite: BEGIN IMMEDIATE; PostgreSQL: a transaction-wide advisory lock), so the chain has one
 * end. Work freed without a commit is rolled back. After a failed commit SK_ERROR_UNKNOWN says that it may have
 * happened: read again before retrying. A failed fsync ends the process at once. */
#pragma once

#include "store/statement.h"

typedef struct SkWork SkWork;

typedef enum {
#define ACT(code, NAME, word) SK_JOURNAL_##NAME = code,
#include "store/journal.def"
#undef ACT
} SkJournalAct;

/* Begins; waits up to 30 s for another writer, then SK_ERROR_BUSY. `account` is who acts (0: the program itself, at
 * init). Services call sk_session_work (access/session.h) instead, which asks for the permission first. */
SkWork *sk_work_begin(SkDb *db, int64_t account, GError **error);
SkDb *sk_work_db(SkWork *work);
SkSystem *sk_work_system(SkWork *work);
int64_t sk_work_account(const SkWork *work);
/* `count` consecutive new keys of `kind`, from *ret_first. */
gboolean sk_work_ids(SkWork *work, SkKind kind, int64_t count, int64_t *ret_first, GError **error);
/* Adds to what the journal entry covers: the first noted row is its subject, the digest runs over all of them.
 * `content` may be NULL; it is digested, never kept. */
void sk_work_note(SkWork *work, SkKind kind, int64_t id, const void *content, gsize size);
/* The label the journal entry carries; by default label 1. Use the label of what was changed. */
void sk_work_set_label(SkWork *work, int64_t label);
/* For rows by the hundred thousand: they go into `table` (a literal) without its indexes, which are made of all rows
 * when the work is committed; that is sorting once instead of searching a place for each. Until then the table's rows
 * are found by their key alone. On PostgreSQL readers of the table would have to wait, so there it does nothing. */
gboolean sk_work_index_last(SkWork *work, const char *table, GError **error);
/* Writes the journal entry and commits; durable when it returns TRUE. The work is over either way; still free it. */
gboolean sk_work_commit(SkWork *work, SkJournalAct act, GError **error);
void sk_work_free(SkWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkWork, sk_work_free)
