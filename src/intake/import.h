/* One list into the register, as a whole or not at all.
 *
 * The file is read to the end and every row checked and written inside one unit of work; nothing is visible before it
 * commits. A row the mapping cannot take is refused and kept beside the batch; the others go on. When too many are
 * refused the mapping is likely the wrong one, and the list is refused as a whole. Memory is bounded whatever the size
 * of the file. A report of refusals, corrected, is a list like any other (refusal_report.h). */
#pragma once

#include "access/session.h"
#include "base/id.h"
#include "base/progress.h"
#include "intake/mapping.h"

#include <gio/gio.h>

#define SK_REFUSED_HALF 0    /* up to half of the rows may be refused */
#define SK_REFUSED_NONE (-1) /* all or nothing */

typedef struct {
  const char *source; /* public id */
  const char *path;
  const char *file_name; /* as the batch calls the file; NULL: the last part of `path` */
  SkMapping *mapping;
  const char
      *idempotency;    /* at most 64 bytes; the same key for the same source gives the first answer again; or NULL */
  gboolean check_only; /* does everything and keeps nothing */
  GOutputStream *refusals; /* takes the report (refusal_report.h) when rows are refused, also when the list is not
                              taken; or NULL */
  int64_t at_most_refused; /* rows; or SK_REFUSED_HALF, SK_REFUSED_NONE */
} SkImportSpec;

typedef struct {
  SkIdText batch; /* empty text when only checked */
  int64_t rows_read, rows_ready, rows_refused, mentions;
  int64_t refusals, names, facts, relations, households;
  int64_t headless; /* mentions said to be kin of a head of household whom no row names */
  gboolean again;   /* the idempotency key was known: nothing was done this time; only the rows are counted */
} SkImportReport;

/* SK_ERROR_DUPLICATE: the file is in the register already (which batch, since when), or the key was used for another
 * file; SK_ERROR_REFUSED: too many rows are refused, the header does not fit the mapping, or the file changed
 * meanwhile; SK_ERROR_INTERRUPTED: a person stopped it; else the errors of sk_reader_open. After any of them nothing
 * was kept; after SK_ERROR_UNKNOWN ask again with the same key. Needs import. */
gboolean sk_import(SkSession *session, const SkImportSpec *spec, SkProgress *progress, SkImportReport *ret_report,
                   GError **error);

/* In two steps: checks the list, and keeps the file and its refusals as a staged batch. Of what its rows say
 * nothing is in the register, however one looks, until sk_batch_commit reads them again; sk_batch_throw_away ends it
 * otherwise (batch.h). Errors as above. Needs import. */
gboolean sk_import_stage(SkSession *session, const SkImportSpec *spec, SkProgress *progress, SkImportReport *ret_report,
                         GError **error);
