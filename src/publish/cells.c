#include "publish/cells.h"

/* The cell to go next: the smallest that counts anybody; -1 when none is left. */
static gssize next_cell(const int64_t *counts, gsize count, const gboolean *suppressed) {
  gssize best = -1;
  for (gsize i = 0; i < count; i++)
    if (!suppressed[i] && counts[i] > 0 && (best < 0 || counts[i] < counts[best]))
      best = (gssize)i;
  return best;
}

void cells_suppress(const int64_t *counts, gsize count, int64_t smallest, gboolean *ret_suppressed) {
  int64_t hidden = 0;
  gsize cells = 0;
  for (gsize i = 0; i < count; i++) {
    ret_suppressed[i] = counts[i] > 0 && counts[i] < smallest;
    cells += ret_suppressed[i];
    hidden += ret_suppressed[i] ? counts[i] : 0;
  }
  /* The rest of the total tells the sum of what is hidden: it must not be one cell, nor a small sum itself. */
  while (cells > 0 && (cells == 1 || hidden < smallest)) {
    gssize next = next_cell(counts, count, ret_suppressed);
    if (next < 0)
      return;
    ret_suppressed[next] = TRUE;
    cells++;
    hidden += counts[next];
  }
}
