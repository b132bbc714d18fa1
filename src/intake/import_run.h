/* One list on its way in: the file, its reader and mapper, where rows and refusals go. Internal to src/intake. */
#pragma once

#include "intake/batch.h"
#include "intake/import_parts.h"
#include "intake/refusal_report.h"

typedef struct {
  const SkImportSpec *spec;
  SkProgress *progress;
  OpenedList file;
  SkReader *reader;
  SkRowMapper *mapper;
  ReportShape shape;     /* where the list's columns stand in a corrected report of refusals */
  gboolean is_report;    /* ... if it is one */
  gboolean only_report;  /* CSV where the mapping says xlsx: a report, or refused */
  GByteArray *header;    /* names of the columns, as entry.raw */
  GByteArray *raw;       /* of the row at hand, when it is refused */
  char *first_refusal;   /* in words */
  RefusalReport *report; /* or NULL */
  SkWork *work;          /* NULL: only a check */
  RowSink *sink;         /* NULL: nothing but refusals is kept */
  SourceKeys source;
  int64_t batch, blob;
  SkImportReport told;
} ImportRun;

/* Reads up to the header and binds the mapping to it. `file` is open. */
gboolean import_open(ImportRun *run, GError **error);
/* Reads, maps and hands on every row. */
gboolean import_rows(ImportRun *run, GError **error);
/* Whether so many refusals are let pass; SK_ERROR_REFUSED with the first of them. */
gboolean import_verdict(const ImportRun *run, GError **error);
/* Brings a batch's rows in, in the open work: entries and all that hangs on them, derived rows, persons. */
gboolean import_take_in(ImportRun *run, GError **error);
/* The batch enters `state` with what its reading came to. */
gboolean import_settle(ImportRun *run, SkBatchState state, GError **error);
/* Whether the file is new to the register; SK_ERROR_DUPLICATE. */
gboolean import_is_new(ImportRun *run, GError **error);
gboolean import_commit(ImportRun *run, SkJournalAct act, GError **error);
void import_run_clear(ImportRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImportRun, import_run_clear)
