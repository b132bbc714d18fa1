/* pairs.csv: left_id, right_id, weight, probability, band, pattern; of the bands "ask" and "link". With more lists than
 * two, left_list and right_list follow. A pair stands once, heavier pairs first.
 *
 * It is written when the pairs are settled, finds its way to the disk while clusters are made of them, and appears when
 * it is finished. */
#pragma once

#include "match/output.h"
#include "match/run.h"

typedef struct SkMatchPairsFile SkMatchPairsFile;

/* Begins a file for `path`. SK_ERROR_IO when it cannot be written there. */
SkMatchPairsFile *sk_match_pairs_file_new(const char *path, SkProgress *progress, GError **error);
/* Writes the pairs: SkMatchSettled (run.h) with the file as its context. What fails, or that somebody stopped it, is
 * told in the end. */
void sk_match_pairs_file_write(void *file, const SkMatchRun *run, const SkEnginePair *pairs, size_t count);
/* Puts what was written in its place, over a file that is there; frees `file`, also on failure. */
gboolean sk_match_pairs_file_finish(SkMatchPairsFile *file, GError **error);
/* Throws away what was not finished. NULL is fine. */
void sk_match_pairs_file_free(SkMatchPairsFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkMatchPairsFile, sk_match_pairs_file_free)
