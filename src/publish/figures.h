/* What the register holds beside what was published (R-REG-13, R-FIG): every figure says what exactly it counts; a
 * claim nobody has seen in a named source is marked unverified and never used as a measure. Counts pass the read door
 * (tallies). */
#pragma once

#include "access/session.h"

typedef enum {
  SK_FIGURE_TOTAL,
  SK_FIGURE_YEAR, /* of departure */
  SK_FIGURE_SAILING,
  SK_FIGURE_PHASE, /* 1 accord, 2 interim, 3 after */
  SK_FIGURE_CATEGORY,
  SK_FIGURE_PREFECTURE
} SkFigureGroup;

typedef struct {
  char *value_text; /* "about 49,000"; never parsed */
  int64_t value;
  char *comparator, *counts, *as_of, *cited;
  gboolean verified;
} SkFigureClaim;

typedef struct {
  SkFigureGroup group;
  int key;         /* 1960, 17, ... ; 0 for the total and for "not stated" */
  char *label;     /* stable word or number, for programs */
  int64_t persons; /* of this clearance; -1 where the cell is suppressed */
  gboolean suppressed;
  GPtrArray *claims; /* SkFigureClaim; often empty */
} SkFigureRow;

typedef struct {
  GPtrArray *rows; /* SkFigureRow, by group, then key */
  int64_t personae, entries, sources, households;
  int smallest_cell; /* cells below it are suppressed, with one more where subtraction would give them away */
} SkFigures;

/* The figures as this session sees them. `open` TRUE: for print, export or the public, small cells suppressed with
 * complements (DP-14); FALSE: for work at the desk. Needs figures.read. */
SkFigures *sk_figures_load(SkSession *session, gboolean open, GError **error);
void sk_figures_free(SkFigures *figures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkFigures, sk_figures_free)
/* Files data/figures.yaml's claims in the register (once; a changed claim is a new one). Needs source.add. */
gboolean sk_figures_file_claims(SkSession *session, GError **error);
