/* What the register holds beside what was published (R-REG-13, R-FIG): every figure says what exactly it counts; a
 * claim nobody has seen in a named source is marked unverified and never used as a measure. Counts pass the read door
 * (tallies of persons, by clearance). */
#pragma once

#include "access/session.h"

typedef enum {
  SK_FIGURE_TOTAL, /* key 0: persons in the register; 1: those whom a source puts on a sailing */
  SK_FIGURE_YEAR,  /* of departure; 0 not stated */
  SK_FIGURE_SAILING,
  SK_FIGURE_PHASE,    /* 1 accord, 2 interim, 3 after */
  SK_FIGURE_CATEGORY, /* bits of SkCategory; never exclusive */
  SK_FIGURE_PREFECTURE
} SkFigureGroup;
#define SK_FIGURE_GROUPS 6

#define SK_FIGURE_LANGUAGES 3 /* English, Japanese, Korean */

/* A published figure; all texts are static. */
typedef struct {
  int64_t value;
  const char *comparator, *as_of;           /* as_of may be NULL */
  const char *const *counts, *const *cited; /* by language: sk_figure_text */
  gboolean verified;
} SkFigureClaim;

typedef struct {
  SkFigureGroup group;
  int key;
  const char *label;   /* stable word, for programs: "accord", "japanese"; NULL where the key is the label */
  int64_t persons;     /* of this clearance; meaningless where the cell is suppressed */
  gboolean suppressed; /* DP-14 */
  GPtrArray *claims;   /* SkFigureClaim; verified ones first; often empty */
} SkFigureRow;

typedef struct {
  GPtrArray *rows; /* SkFigureRow, by group, then key; keys with a claim are there even when nobody is counted */
  int64_t mentions, entries, sources, households; /* mentions, entries, households: -1 where they would tell how few
                                                     people there are */
  gboolean open;
} SkFigures;

#define SK_SMALLEST_CELL 5 /* counts from 1 to 4 are not shown to the public */

/* The figures as this session sees them. `open` TRUE: for print, export or the public, small cells suppressed, and
 * others where sums would give them away (DP-14); FALSE: for work at the desk. Needs figures.read. */
SkFigures *sk_figures_load(SkSession *session, gboolean open, GError **error);
void sk_figures_free(SkFigures *figures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkFigures, sk_figures_free)
/* One of `texts` in "en", "ja" or "ko"; English in any other. */
const char *sk_figure_text(const char *const *texts, const char *language);
/* Stable word of a group: "total", "year", ... Static storage. */
const char *sk_figure_group_word(SkFigureGroup group);
