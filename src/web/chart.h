/* Bar charts drawn by the server: numbers in, coordinates out; the template draws them. Inside web only. */
#pragma once

#include "web/views.h"

typedef struct {
  int64_t value;     /* negative: not shown */
  int64_t claim;     /* published; negative: none */
  const char *name;  /* of the bar, for its tip */
  const char *label; /* under it; NULL: none */
} SkChartBar;

/* Draws the bars into the chart, from left to right, in one scale. Published figures are left out, and the chart says
 * so, when beside them our own could not be seen. */
void sk_chart_draw(SkViewChart *chart, const SkChartBar *bars, guint count);
