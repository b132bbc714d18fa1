/* Batches: what became of an import, what it refused, and taking it back whole. */
#pragma once

#include "access/session.h"
#include "base/id.h"
#include "base/progress.h"
#include "intake/import.h"
#include "intake/mapping.h"

#include <gio/gio.h>

typedef enum {
  SK_BATCH_STAGED = 1,
  SK_BATCH_COMMITTED = 2,
  SK_BATCH_UNDONE = 3,
  SK_BATCH_THROWN_AWAY = 4,
  SK_BATCH_WITHDRAWN = 5,
  SK_BATCH_HANDED_IN = 6 /* waits for its mapping (draft.h) */
} SkBatchState;

typedef struct {
  SkIdText id, source;
  char *source_title, *file_name, *mapping;
  SkBatchState state;
  gboolean has_original; /* the file is kept, and the session may see all that its rows say */
  int64_t file_size, rows_read, rows_ready, rows_refused;
  SkTime staged, ended; /* ended: 0 not yet */
  SkTime begun;         /* a check or the taking in of it began and has not come to its end; 0 none */
  gboolean is_own;      /* brought by the session's account */
} SkBatch;

/* Stable word of a state: "committed", "undone", ... Static storage. */
const char *sk_batch_state_word(SkBatchState state);

/* Batches of a source (NULL: of all), newest first: SkBatch; free with g_ptr_array_unref. Needs source.read. */
GPtrArray *sk_batch_list(SkSession *session, const char *source, GError **error);
SkBatch *sk_batch_load(SkSession *session, const char *id, GError **error);
void sk_batch_free(SkBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkBatch, sk_batch_free)

typedef struct {
  int64_t line;
  int column;                                 /* from 1; 0 the row as a whole */
  char *column_name, *value, *rule, *message; /* column_name and value may be NULL */
  gboolean is_hidden; /* the session may see that the row was refused, and not what it says: no value, no row */
  GPtrArray *row;     /* the cells of the row, char * */
} SkBatchRefusal;

/* What a batch refused, in the order of the file: SkBatchRefusal; free with g_ptr_array_unref. Needs source.read. */
GPtrArray *sk_batch_refusals(SkSession *session, const char *id, guint offset, guint limit, GError **error);
/* The mapping as the batch was read by it; NULL without an error where this program cannot read it any more. Needs
 * source.read. The caller unrefs. */
SkMapping *sk_batch_mapping(SkSession *session, const char *id, GError **error);
/* Writes the report of refusals (refusal_report.h): the refused rows and why, as CSV. Corrected, it can be imported
 * with the same mapping. Journalled as a sensitive read. Needs source.read, and what covers all that the rows may say:
 * SK_ERROR_NOT_FOUND. */
gboolean sk_batch_write_refusals(SkSession *session, const char *id, GOutputStream *output, GError **error);
/* Writes the original file, byte for byte. Journalled as a sensitive read. Needs source.read, and what covers all that
 * its rows may say: SK_ERROR_NOT_FOUND. */
gboolean sk_batch_write_original(SkSession *session, const char *id, GOutputStream *output, GError **error);

/* Notes that a check or the taking in of a batch begins, so that an interruption can be told. SK_ERROR_STALE when there
 * is nothing to decide about it. Needs import. */
gboolean sk_batch_begin(SkSession *session, const char *id, GError **error);
/* Checks a list that was handed in by its mapping, and keeps it and its refusals as a staged batch. Errors of
 * sk_import; SK_ERROR_STALE when it waits no more. Needs import. */
gboolean sk_batch_stage(SkSession *session, const char *id, SkProgress *progress, SkImportReport *ret_report,
                        GError **error);
/* Reads a staged batch again and takes it in, whole. Errors of sk_import; SK_ERROR_STALE when it is not staged any
 * more. Needs import. */
gboolean sk_batch_commit(SkSession *session, const char *id, SkProgress *progress, SkImportReport *ret_report,
                         GError **error);
/* Ends a batch that was handed in or staged: its file and its refusals go, that it was there stays. SK_ERROR_STALE.
 * Needs import. */
gboolean sk_batch_throw_away(SkSession *session, const char *id, GError **error);

typedef struct {
  int64_t decisions; /* that people made about its mentions: they would go with it */
  SkIdText later;    /* a batch that put people into its households, which has to be undone first; empty text none */
} SkBatchUndoing;

/* What undoing a batch would meet. Needs import.undo. */
gboolean sk_batch_look_undo(SkSession *session, const char *id, SkBatchUndoing *ret_undoing, GError **error);
/* Takes a committed batch back whole: its rows go, with the decisions about them, and persons are rebuilt; the original
 * file and the refusals' counts stay. SK_ERROR_REFUSED when people decided about its mentions, unless `anyway`; and
 * when a later batch put people into its households, which has to be undone first. *ret_links: decisions and proposals
 * that went. Needs import.undo. */
gboolean sk_batch_undo(SkSession *session, const char *id, gboolean anyway, int64_t *ret_links, GError **error);
