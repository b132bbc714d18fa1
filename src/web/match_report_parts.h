/* Drawing of the report's charts: bars from a line to the right or left, labels beside them, rows of a table. Inside
 * web only. */
#pragma once

#include "web/views.h"

#define MATCH_BITS_MOST 24.0    /* a bar of this many bits fills its half */
#define MATCH_CURVE_FIRST (-10) /* weights that a curve shows */
#define MATCH_CURVE_LAST 20

SkViewMatchChart *match_chart(SkViewMatchReport *view, const char *kind);
/* A row with a bar of `value` out of `most`; negative values go to the left in a chart of weights. */
void match_bar(SkViewMatchChart *chart, const char *label, double value, double most, const char *tone,
               const char *said);
/* A row of a sum in bits: a bar from `from` on. */
void match_step(SkViewMatchChart *chart, const char *label, double from, double bits);
/* A row of the table, ending in NULL: the first `texts` cells are borrowed texts, the rest figures that it takes. */
void match_row(SkViewMatchChart *chart, guint texts, ...) G_GNUC_NULL_TERMINATED;
/* Adds "x,y " of a share at a weight. */
void match_point(GString *points, double weight, double share);
void match_curve_axes(SkViewMatchChart *chart);
