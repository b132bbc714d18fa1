/* One list into the register, as a whole or not at all.
 *
 * The file is read to the end and every row checked and written inside one unit of work; nothing is visible before it
 * commits. A row the mapping cannot take is refused and kept beside the batch; the others go on. Memory is bounded
 * whatever the size of the file. */
#pragma once

#include "access/session.h"
#include "base/id.h"
#include "base/progress.h"
#include "intake/mapping.h"

#include <gio/gio.h>

typedef struct {
  const char *source; /* public id */
  const char *path;
  SkMapping *mapping;
  const char
      *idempotency;    /* at most 64 bytes; the same key for the same source gives the first answer again; or NULL */
  gboolean check_only; /* does everything and keeps nothing */
  GOutputStream *refusals; /* takes the report of sk_batch_write_refusals when rows are refused; or NULL */
} SkImportSpec;

typedef struct {
  SkIdText batch; /* empty text when only checked */
  int64_t rows_read, rows_ready, rows_refused, mentions;
  gboolean again; /* the idempotency key was known: nothing was done this time */
} SkImportReport;

/* SK_ERROR_DUPLICATE: the file is in the register already (which batch, since when); SK_ERROR_REFUSED: no row could be
 * taken, the header does not fit the mapping, or the file changed meanwhile; else the errors of sk_reader_open. Needs
 * import. */
gboolean sk_import(SkSession *session, const SkImportSpec *spec, SkProgress *progress, SkImportReport *ret_report,
                   GError **error);
