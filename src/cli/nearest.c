#include "cli/nearest.h"

#include <string.h>

#define LONGEST 40

/* Optimal string alignment distance (Levenshtein with swaps of neighbours), of bytes: words here are ASCII. */
static guint distance(const char *a, const char *b) {
  guint rows[3][LONGEST + 1];
  gsize na = strlen(a), nb = strlen(b);
  guint *before = rows[0], *last = rows[1], *row = rows[2];
  for (gsize j = 0; j <= nb; j++)
    last[j] = (guint)j;
  for (gsize i = 1; i <= na; i++) {
    row[0] = (guint)i;
    for (gsize j = 1; j <= nb; j++) {
      guint cost = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = MIN(MIN(row[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = MIN(row[j], before[j - 2] + 1);
    }
    guint *spare = before;
    before = last;
    last = row;
    row = spare;
  }
  return last[nb];
}

const char *sk_nearest(const char *typed, const char *const *candidates) {
  const char *best = NULL;
  gsize length = strlen(typed);
  guint least = (guint)MAX(length / 3, 1) + 1;
  if (length > LONGEST)
    return NULL;
  for (gsize i = 0; candidates[i] != NULL; i++) {
    if (strlen(candidates[i]) > LONGEST)
      continue;
    guint far = distance(typed, candidates[i]);
    if (far < least) {
      least = far;
      best = candidates[i];
    }
  }
  return best;
}
