/* u: how often strangers agree. */
#include "link/sort.h"
#include "link/train.h"

#include <math.h>

#define SAMPLE_PIECES 64u       /* at most */
#define SAMPLE_ROWS_A_PIECE 100 /* fewer rows, fewer pieces */
#define SAMPLE_PER_PIECE 4096u
#define CHANCE_MOST 0.9999 /* a column may say the same nearly everywhere; then it says nothing */

struct sampling {
  const SkEngineTrainer *trainer;
  SkEngineCounters *counters;
};

static void sample_pair(struct sampling *sampling, unsigned thread, uint32_t a, uint32_t b) {
  if (a != b && sk_engine_comparable(sampling->trainer->table, a, b))
    sk_engine_counters_add(sampling->counters, thread, a, b);
}

/* The pairs of a piece depend on its number alone, so any thread may do it. */
static void sample_piece(void *context, unsigned thread, size_t piece) {
  struct sampling *sampling = context;
  uint64_t rows = sampling->trainer->table->row_count;
  for (uint64_t i = 0; i < SAMPLE_PER_PIECE; i++) {
    uint64_t draw = sk_link_mix(piece + 1, i);
    sample_pair(sampling, thread, (uint32_t)((draw >> 32) * rows >> 32), (uint32_t)((draw & UINT32_MAX) * rows >> 32));
  }
}

/* Few rows: every pair is looked at instead. */
static void sample_row(void *context, unsigned thread, size_t row) {
  struct sampling *sampling = context;
  for (uint32_t other = (uint32_t)row + 1; other < sampling->trainer->table->row_count; other++)
    sample_pair(sampling, thread, (uint32_t)row, other);
}

static bool is_wanted_still(void *context, size_t begun) {
  const SkEngineWatch *watch = ((const struct sampling *)context)->trainer->watch;
  (void)begun;
  return watch == NULL || watch->on(watch->context, watch->pairs);
}

static SkLinkStatus sample_all(struct sampling *sampling) {
  const SkEngineTrainer *trainer = sampling->trainer;
  uint64_t rows = trainer->table->row_count;
  uint64_t pieces = rows / SAMPLE_ROWS_A_PIECE + 1 < SAMPLE_PIECES ? rows / SAMPLE_ROWS_A_PIECE + 1 : SAMPLE_PIECES;
  bool few = rows * rows / 2 <= pieces * SAMPLE_PER_PIECE;
  return sk_link_parallel_while(trainer->threads, few ? rows : pieces, few ? sample_row : sample_piece, sampling,
                                is_wanted_still, sampling)
             ? SK_LINK_OK
             : SK_LINK_STOPPED;
}

static SkLinkStatus sample(const SkEngineTrainer *trainer, SkEngineCounts *ret_counts) {
  struct sampling sampling = { trainer, sk_engine_counters_new(trainer) };
  if (sampling.counters == NULL)
    return SK_LINK_NO_MEMORY;
  SkLinkStatus status = sample_all(&sampling);
  if (status == SK_LINK_OK)
    sk_engine_counters_gather(sampling.counters, trainer->threads, ret_counts);
  sk_engine_counters_free(trainer, sampling.counters);
  return status;
}

/* How likely two rows that state a value state the same. */
static double counted_chance(const SkEngineColumn *column) {
  double stated = 0, same = 0;
  for (uint32_t value = 1; value <= column->value_count; value++) {
    double rows = column->counts[value];
    stated += rows;
    same += rows * (rows - 1);
  }
  return stated > 1 ? same / (stated * (stated - 1)) : 0;
}

static double chance_of(const SkEngineTable *table, const SkEngineComparison *comparison) {
  double chance =
      comparison->same_chance < 0 ? counted_chance(&table->columns[comparison->column]) : comparison->same_chance;
  return fmin(chance, CHANCE_MOST);
}

/* Gives the levels of "the same value" the sum `chance`, and the others what is left, each in proportion. */
static void impose_chance(uint32_t same, unsigned first, unsigned last, double chance, double *shares) {
  double alike = 0, rest = 0;
  for (unsigned level = first; level <= last; level++)
    *(same >> level & 1 ? &alike : &rest) += shares[level];
  for (unsigned level = first; level <= last && alike > 0 && rest > 0; level++)
    shares[level] *= same >> level & 1 ? chance / alike : (1 - chance) / rest;
}

SkLinkStatus sk_engine_train_strangers(const SkEngineTrainer *trainer, SkEngineModel *model) {
  SkEngineCounts counts = { 0 };
  double shares[SK_ENGINE_LEVELS_MAX];
  SkLinkStatus status = sample(trainer, &counts);
  if (status != SK_LINK_OK)
    return status;
  for (unsigned c = 0; c < trainer->plan->comparison_count; c++) {
    const SkEngineComparison *comparison = &trainer->plan->comparisons[c];
    double chance = chance_of(trainer->table, comparison);
    for (unsigned first = 1, last; first < comparison->level_count; first = last + 1) {
      last = sk_engine_class_last(comparison, first);
      bool sampled = sk_engine_counts_shares(counts.levels[c], first, last, shares);
      for (unsigned level = first; !sampled && level <= last; level++)
        shares[level] = model->levels[c][level].u;
      if (chance > 0)
        impose_chance(comparison->same, first, last, chance, shares);
      for (unsigned level = first; level <= last; level++)
        model->levels[c][level].u = fmax(shares[level], SK_ENGINE_U_LEAST);
    }
  }
  return SK_LINK_OK;
}
