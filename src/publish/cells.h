/* Small cells (DP-14): a count that could point at a person is left out, and so is whatever would give it away. */
#pragma once

#include <glib.h>
#include <stdint.h>

/* Decides over the cells of one group whose total is published. Every count from 1 to smallest-1 is suppressed; when
 * the suppressed cells together are a single cell, or together less than `smallest`, further cells go with them, the
 * smallest first (those of 0 last), until subtraction from the total tells no cell below `smallest`. `ret_suppressed`
 * has `count` places. */
void cells_suppress(const int64_t *counts, gsize count, int64_t smallest, gboolean *ret_suppressed);
