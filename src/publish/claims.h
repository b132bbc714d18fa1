/* Figures that were published, from data/figures.yaml. Internal to src/publish. */
#pragma once

#include "publish/figures.h"

typedef struct {
  SkFigureGroup group;
  int key;
  int64_t value;
  const char *comparator, *counts[SK_FIGURE_LANGUAGES], *as_of, *cited[SK_FIGURE_LANGUAGES]; /* as_of may be NULL */
  gboolean verified;
} FigureClaim;

extern const FigureClaim figure_claims[];
extern const gsize figure_claim_count;
