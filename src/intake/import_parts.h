/* An import under way. Internal to src/intake. */
#pragma once

#include "intake/import.h"
#include "intake/record.h"

#define WAITING_MOST 10000 /* ties to heads of later rows that are kept in memory */

/* Keys of one kind, taken from the unit of work in blocks. */
typedef struct {
  int64_t next, end;
} ImportKeys;

typedef struct {
  SkWork *work;
  SkProgress *progress;
  int64_t source, label, batch;
  ImportKeys keys[SK_KIND_REGISTER + 1];      /* by SkKind */
  int64_t labels[SK_PROPERTY_PREFECTURE + 1]; /* of an assertion, by property; 0 not asked yet */
  int64_t identity_label;                     /* of a pass-name beside another name; 0 not asked yet */
  char *household_number;                     /* of the household at hand */
  int household_sailing;
  int64_t household, head; /* head: persona, 0 not met */
  GArray *waiting;         /* Waiting: ties to heads of rows still to come */
  SkImportReport report;
} Import;

/* Writes what a row says. */
gboolean import_write_record(Import *import, const SkRecord *record, GError **error);
/* Ties that waited for a head: written where a later row brought it, else left out (the household still joins them). */
gboolean import_settle_ties(Import *import, GError **error);
gboolean import_write_refusal(Import *import, const SkRefusal *refusal, const char *column_name, const SkRow *row,
                              GError **error);
void import_clear(Import *import);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Import, import_clear)
