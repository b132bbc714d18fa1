/* The word somebody may have meant. */
#pragma once

#include <glib.h>

/* The candidate nearest to `typed` by single mistakes (a letter more, less, other, or two swapped), or NULL when none
 * is near: at most a third of the letters may differ. The first of several wins. `candidates` ends with NULL. */
const char *sk_nearest(const char *typed, const char *const *candidates);
