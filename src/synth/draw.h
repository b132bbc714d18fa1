/* Chance that repeats: each draw comes from a stream named by the seed, a word and a number, so that the same seed
 * gives the same people on every machine, and a change in one part of the generator leaves the draws of the others as
 * they were. splitmix64 (Steele, Lea, Flood 2014) seeds xoshiro256** (Blackman, Vigna 2018). Whole numbers only.
 * At most one draw in a statement: compilers may evaluate two in either order. */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
  uint64_t state[4];
} Draw;

/* The stream `name` of thing number `index`. */
Draw draw_stream(uint64_t seed, const char *name, uint64_t index);
uint64_t draw_bits(Draw *draw);
/* 0 .. limit - 1, every value as likely; `limit` at least 1. */
uint32_t draw_below(Draw *draw, uint32_t limit);
/* first .. last, both included. */
int draw_between(Draw *draw, int first, int last);
/* TRUE in `rate` of ten thousand cases. */
gboolean draw_hits(Draw *draw, uint32_t rate);
/* Index into `weights`, by their shares; the sum must be above 0. */
uint32_t draw_weighted(Draw *draw, const uint32_t *weights, uint32_t count);
