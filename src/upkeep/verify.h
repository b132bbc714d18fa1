/* Whether the register is what was written: pages, journal, files, and derived tables that follow from the evidence. */
#pragma once

#include "base/progress.h"
#include "store/journal.h"
#include "upkeep/rebuild.h"

typedef struct {
  SkJournalState journal;
  SkDerivedState derived;
  int64_t files;     /* read and compared with their digests */
  int64_t files_out; /* that this session may not see, and so could not read */
} SkVerifyReport;

/* Checks all four; the first that fails ends it with SK_ERROR_CORRUPT and what to do. Nothing is changed. `db` should
 * see everything (the operator): files it may not see are counted, not read. */
gboolean sk_verify(SkDb *db, SkProgress *progress, SkVerifyReport *ret_report, GError **error);
/* Writes the database anew and empties its log, so that nothing deleted is left in either. */
gboolean sk_verify_scrub(SkDb *db, GError **error);
