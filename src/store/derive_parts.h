/* The parts of derive.c: each makes one derived table for a batch, or for a clearance. Internal to src/store. */
#pragma once

#include "store/derive.h"

/* The forms of a batch's names, with the keys of those that are new: made, or taken away. */
gboolean derive_names(SkWork *work, int64_t batch, SkProgress *progress, GError **error);
gboolean derive_forget_names(SkWork *work, int64_t batch, GError **error);
/* The run of `name_key_fresh` that new keys go into now. Where all are full their keys are put among the others first.
 */
gboolean derive_key_run(SkWork *work, int64_t *ret_run, GError **error);
/* Puts the keys of all runs among the others. */
gboolean derive_settle_keys(SkWork *work, GError **error);
/* Glances of a batch. */
gboolean derive_glances(SkWork *work, int64_t batch, SkProgress *progress, GError **error);
/* Adds (`sign` 1) or subtracts (-1) a batch in the tallies of rows. */
gboolean derive_tallies(SkWork *work, int64_t batch, int sign, GError **error);

/* What the tallies of persons need of one persona; 0 is "not stated". */
typedef struct {
  int64_t persona;
  int32_t sailing, year, prefecture, category;
} PersonaFacts;

/* How a person counts, from the facts of its personae (at least one, ascending): for each fact the value most of them
 * state (the earlier persona's on a tie), and every category any of them states. */
PersonaFacts derive_person_facts(const PersonaFacts *facts, gsize count);

/* Counts of persons under (kind, key) in the making. */
typedef struct TallyCounts TallyCounts;
TallyCounts *tally_counts_new(void);
void tally_counts_free(TallyCounts *counts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TallyCounts, tally_counts_free)
/* Counts a person `sign` times under each of its keys. */
void tally_counts_add(TallyCounts *counts, const PersonaFacts *person, int sign);
gboolean tally_counts_write(const TallyCounts *counts, SkWork *work, int64_t clearance, GError **error);
