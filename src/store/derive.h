/* Derived tables: name keys, glances, tallies and persons. They hold nothing that the evidence and the decisions do
 * not, and are made by the same code at import, after a decision and by `saikai rebuild`, so that a rebuild changes
 * nothing. Progress and memory are bounded: rows are made and inserted in sorted portions. */
#pragma once

#include "base/progress.h"
#include "store/work.h"

/* Kinds of tally. A key of 0 means "not stated". TALLY(code, NAME, "word") */
typedef enum {
  SK_TALLY_TOTAL = 1, /* key 0 */
  SK_TALLY_YEAR = 2,  /* of departure */
  SK_TALLY_SAILING = 3,
  SK_TALLY_CATEGORY = 4, /* bit of SkCategory */
  SK_TALLY_PREFECTURE = 5,
  SK_TALLY_SOURCE = 6,     /* personae of a source */
  SK_TALLY_ENTRIES = 7,    /* entries of a source */
  SK_TALLY_HOUSEHOLDS = 8, /* of a source */
  SK_TALLY_PHASE = 9,      /* of the programme, by sailing number */
  SK_TALLY_SAILED = 10     /* key 0: persons whom a source puts on a sailing, or at sea on a day */
} SkTallyKind;

/* What a glance's category field is made of, from what sources state; never exclusive (R-REG-3). */
typedef enum {
  SK_CATEGORY_JAPANESE = 1 << 0,        /* Japanese national at departure */
  SK_CATEGORY_FORMER_RESIDENT = 1 << 1, /* former resident of Korean descent */
  SK_CATEGORY_SPOUSE = 1 << 2,          /* Japanese wife or husband */
  SK_CATEGORY_CHILD = 1 << 3            /* under 20 at departure */
} SkCategory;

/* Phase of the programme a sailing belongs to: 1 accord (1-155), 2 interim (156-161), 3 after (162-187), 0 not stated.
 */
int sk_phase_of_sailing(int sailing);

/* Makes name keys, glances and tallies of a batch's personae (after its rows were inserted). */
gboolean sk_derive_batch(SkWork *work, int64_t batch, SkProgress *progress, GError **error);
/* Takes them away again, before the batch's rows are deleted. */
gboolean sk_derive_forget_batch(SkWork *work, int64_t batch, GError **error);
/* Deletes what no evidence stands behind any more, in whatever way it was derived: the last step of a withdrawal, which
 * must not rest on an older program having made the same keys of a name. Reads every key. */
gboolean sk_derive_sweep(SkWork *work, GError **error);
/* Recomputes the persons and person tallies of every clearance in use, or of one. */
gboolean sk_derive_persons(SkWork *work, GError **error);
gboolean sk_derive_persons_of(SkWork *work, int64_t clearance, GError **error);
/* Counts the personae of a batch that was just brought in, each a person of its own as no link holds it yet, in every
 * clearance. Same result as sk_derive_persons. */
gboolean sk_derive_persons_added(SkWork *work, int64_t batch, GError **error);
/* Recomputes only the components that hold one of these personae, in every clearance. Same result as sk_derive_persons.
 */
gboolean sk_derive_persons_around(SkWork *work, const int64_t *personae, gsize count, GError **error);
/* What derived rows look like: raise it when a kernel of src/text or a table changes what is made, and a register that
 * has another number has all of them made again when it is next opened (sk_store_settle). Kept in the setting
 * "derived".
 */
#define SK_DERIVED_VERSION "6"

/* Throws every derived row away and makes all of them again. */
gboolean sk_derive_all(SkWork *work, SkProgress *progress, GError **error);
