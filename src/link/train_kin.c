/* kin: how often two people of one household agree. */
#include "link/sort.h"
#include "link/train.h"

#include <math.h>

#define HOUSEHOLD_MAX 40 /* a larger one is no family */
#define SHARE_GUESS 0.9  /* of the pairs of a household, those that share what families share */
#define ROWS_A_PIECE 4096
#define OTHERS_GUESS 3.0 /* other members of a household where no source says */

/* What one thread counted beside the pairs. */
struct size {
  double others, members; /* other members, over the members of all households */
};

struct kin {
  const SkEngineTrainer *trainer;
  const SkLinkKey *keys; /* by household, with the rows */
  SkEngineCounters *counters;
  struct size sizes[SK_LINK_THREADS_MAX];
};

/* Rows in order of households; those without come first. NULL: no memory. */
static SkLinkKey *by_household(const SkEngineTrainer *trainer, unsigned column) {
  uint32_t rows = trainer->table->row_count;
  SkLinkKey *keys = sk_link_heap_take(trainer->heap, rows, sizeof *keys);
  SkLinkKey *spare = sk_link_heap_take(trainer->heap, rows, sizeof *spare);
  for (uint32_t i = 0; keys != NULL && i < rows; i++)
    keys[i] = (SkLinkKey){ .key = sk_engine_cell(trainer->table, i, column), .row = i };
  if (keys != NULL && spare != NULL)
    sk_link_sort(keys, spare, rows);
  sk_link_heap_give(trainer->heap, spare);
  return spare != NULL ? keys : NULL;
}

static void count_household(struct kin *kin, unsigned thread, const SkLinkKey *members, size_t count) {
  const SkEngineTable *table = kin->trainer->table;
  if (count > HOUSEHOLD_MAX)
    return;
  kin->sizes[thread].members += (double)count;
  kin->sizes[thread].others += (double)count * (double)(count - 1);
  if (!table->sources[table->source_of[members[0].row]].once)
    return;
  for (size_t i = 0; i + 1 < count; i++)
    for (size_t j = i + 1; j < count; j++)
      sk_engine_counters_add(kin->counters, thread, members[i].row, members[j].row);
}

/* The households that begin in a piece. */
static void count_piece(void *context, unsigned thread, size_t piece) {
  struct kin *kin = context;
  const SkLinkKey *keys = kin->keys;
  size_t rows = kin->trainer->table->row_count,
         end = (piece + 1) * ROWS_A_PIECE < rows ? (piece + 1) * ROWS_A_PIECE : rows;
  size_t start = piece * ROWS_A_PIECE;
  while (start > 0 && start < end && keys[start].key == keys[start - 1].key)
    start++;
  for (size_t stop; start < end; start = stop) {
    for (stop = start + 1; stop < rows && keys[stop].key == keys[start].key;)
      stop++;
    if (keys[start].key != 0)
      count_household(kin, thread, keys + start, stop - start);
  }
}

/* False: no memory. */
static bool count_kin(const SkEngineTrainer *trainer, unsigned column, SkEngineCounts *ret_counts,
                      struct size *ret_size) {
  SkLinkKey *keys = by_household(trainer, column);
  struct kin kin = { trainer, keys, sk_engine_counters_new(trainer), { { 0, 0 } } };
  bool good = keys != NULL && kin.counters != NULL;
  if (good) {
    size_t pieces = ((size_t)trainer->table->row_count + ROWS_A_PIECE - 1) / ROWS_A_PIECE;
    sk_link_parallel(trainer->threads, pieces, count_piece, &kin);
    sk_engine_counters_gather(kin.counters, trainer->threads, ret_counts);
  }
  for (unsigned i = 0; good && i < trainer->threads; i++) { /* whole numbers: any order adds up to the same */
    ret_size->others += kin.sizes[i].others;
    ret_size->members += kin.sizes[i].members;
  }
  sk_engine_counters_free(trainer, kin.counters);
  sk_link_heap_give(trainer->heap, keys);
  return good;
}

/* Of the pairs of the first class, the share that has the same value; `guess` where none was counted. */
static double shared_value(const SkEngineComparison *comparison, const uint64_t *counts, double guess) {
  double same = SK_ENGINE_SMOOTHING * guess, all = SK_ENGINE_SMOOTHING;
  for (unsigned level = 1; level <= sk_engine_class_last(comparison, 1); level++) {
    same += comparison->same >> level & 1 ? (double)counts[level] : 0;
    all += (double)counts[level];
  }
  return same / all;
}

/* Inside one source two kin write a shared value alike; across sources a shared value looks as one person's two do, and
 * another as a stranger's does. So for classes that kin of one source do not meet in, only how much is shared is
 * learnt. */
static void carry_over(uint32_t same, SkEngineLevel *levels, unsigned first, unsigned last, double shared) {
  double same_m = 0, other_u = 0;
  for (unsigned level = first; level <= last; level++)
    *(same >> level & 1 ? &same_m : &other_u) += same >> level & 1 ? levels[level].m : levels[level].u;
  for (unsigned level = first; level <= last; level++)
    levels[level].kin =
        fmax(same >> level & 1 ? shared * levels[level].m / same_m : (1 - shared) * levels[level].u / other_u,
             SK_ENGINE_U_LEAST);
}

/* How often two of a household share the value, where no source shows its members apart: what they share by custom
 * nearly always, what tells them apart as rarely as strangers do. */
static double share_guess(const SkEngineComparison *comparison, const SkEngineLevel *levels, uint32_t same) {
  double chance = 0;
  for (unsigned level = 1; level < comparison->level_count; level++)
    chance += same >> level & 1 ? levels[level].u : 0;
  return comparison->kin == SK_ENGINE_KIN_SHARE ? SHARE_GUESS : chance;
}

static void learn_class(const SkEngineComparison *comparison, const uint64_t *counts, unsigned first, unsigned last,
                        SkEngineLevel *levels) {
  double shares[SK_ENGINE_LEVELS_MAX];
  bool counted = sk_engine_counts_shares(counts, first, last, shares);
  uint32_t inside = ((uint32_t)2 << last) - ((uint32_t)1 << first), same = comparison->same & inside;
  if (comparison->kin != SK_ENGINE_KIN_ALIKE && same != 0 && same != inside && (first > 1 || !counted)) {
    carry_over(same, levels, first, last, shared_value(comparison, counts, share_guess(comparison, levels, same)));
    return;
  }
  for (unsigned level = first; level <= last; level++)
    if (comparison->kin == SK_ENGINE_KIN_ALIKE)
      levels[level].kin = levels[level].m;
    else
      levels[level].kin = counted ? fmax(shares[level], SK_ENGINE_U_LEAST) : levels[level].u;
}

SkLinkStatus sk_engine_train_kin(const SkEngineTrainer *trainer, SkEngineModel *model, double *ret_others) {
  const SkEnginePlan *plan = trainer->plan;
  SkEngineCounts counts = { 0 };
  struct size size = { 0, 0 };
  if (!count_kin(trainer, plan->comparisons[plan->household].column, &counts, &size))
    return SK_LINK_NO_MEMORY;
  for (unsigned c = 0; c < plan->comparison_count; c++)
    for (unsigned first = 1, last; first < plan->comparisons[c].level_count; first = last + 1) {
      last = sk_engine_class_last(&plan->comparisons[c], first);
      learn_class(&plan->comparisons[c], counts.levels[c], first, last, model->levels[c]);
    }
  *ret_others = size.members > 0 ? size.others / size.members : OTHERS_GUESS;
  return SK_LINK_OK;
}
