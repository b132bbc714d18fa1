/* Whether the register is what was written: pages, journal, files, derived tables that follow from the evidence, and
 * what is kept of pairs. */
#pragma once

#include "base/progress.h"
#include "store/journal.h"
#include "upkeep/rebuild.h"

typedef struct {
  SkJournalState journal;
  SkDerivedState derived;
  int64_t files; /* read and compared with their digests */
} SkVerifyReport;

/* Checks all of them; the first that fails ends it with SK_ERROR_CORRUPT and what to do. Nothing is changed. What files
 * hold is compared and shown to nobody, so it does not matter what `db` may see. */
gboolean sk_verify(SkDb *db, SkProgress *progress, SkVerifyReport *ret_report, GError **error);
/* The same, and keeps what came of it (proof.h), journalled as done by `account`; a check that was stopped is none. */
gboolean sk_verify_kept(SkDb *db, int64_t account, SkProgress *progress, SkVerifyReport *ret_report, GError **error);
/* Writes the database anew and empties its log, so that nothing deleted is left in either. */
gboolean sk_verify_scrub(SkDb *db, GError **error);
