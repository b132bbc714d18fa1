#include "link/train.h"

#include "link/compare.h"
#include "link/parallel.h"
#include "link/sort.h"
#include "link/tally.h"

#include <math.h>
#include <string.h>

#define SAMPLE_PIECES 64u       /* at most */
#define SAMPLE_ROWS_A_PIECE 100 /* fewer rows, fewer pieces */
#define SAMPLE_PER_PIECE 4096u
#define SMOOTHING 0.5    /* pairs added to each level counted */
#define U_LEAST 1e-7     /* no agreement is taken for rarer among strangers */
#define RECALL_GUESS 0.7 /* share of the true pairs that the best strict rule finds */
#define OTHERS_GUESS 3.0 /* other members of a household where no list says */
#define EM_ROUNDS 50
#define EM_TOLERANCE 1e-6

#define BIT(NAME) (1u << SK_LINK_##NAME)
/* What kin differ in; in the rest two members of a household agree as one person's two records do. */
#define KIN_DIFFERS (BIT(FAMILY) | BIT(GIVEN) | BIT(BIRTH) | BIT(SEX) | BIT(REGISTRATION) | BIT(NATION))

struct counts {
  uint64_t levels[SK_LINK_COMPARISON_COUNT][SK_LINK_LEVEL_MAX];
};

static void count_pattern(struct counts *counts, SkLinkPattern pattern) {
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++)
    counts->levels[c][sk_link_pattern_level(pattern, c)]++;
}

static bool take_memos(const SkLinkTrainer *trainer, SkLinkNameMemo **memos) {
  for (unsigned i = 0; i < trainer->threads; i++)
    if ((memos[i] = sk_link_name_memo_new(trainer->heap)) == NULL)
      return false;
  return true;
}

static void give_memos(const SkLinkTrainer *trainer, SkLinkNameMemo **memos) {
  for (unsigned i = 0; i < trainer->threads; i++)
    sk_link_heap_give(trainer->heap, memos[i]);
}

/* ---- strangers */

struct sampling {
  const SkLinkPeople *people;
  SkLinkNameMemo *memos[SK_LINK_THREADS_MAX];
  struct counts *counts; /* by thread */
};

static void sample_pair(struct sampling *sampling, unsigned thread, uint32_t a, uint32_t b) {
  uint32_t names[2];
  if (a != b && sk_link_rows_comparable(sampling->people->rows, a, b))
    count_pattern(&sampling->counts[thread],
                  sk_link_compare(sampling->people, sampling->memos[thread], a < b ? a : b, a < b ? b : a, names));
}

/* The pairs of a piece depend on its number alone, so any thread may do it. */
static void sample_piece(void *context, unsigned thread, size_t piece) {
  struct sampling *sampling = context;
  uint64_t rows = sampling->people->rows->count;
  for (uint64_t i = 0; i < SAMPLE_PER_PIECE; i++) {
    uint64_t draw = sk_link_mix(piece + 1, i);
    sample_pair(sampling, thread, (uint32_t)((draw >> 32) * rows >> 32), (uint32_t)((draw & UINT32_MAX) * rows >> 32));
  }
}

/* Few rows: every pair is looked at instead. */
static void sample_row(void *context, unsigned thread, size_t row) {
  struct sampling *sampling = context;
  for (uint32_t other = (uint32_t)row + 1; other < sampling->people->rows->count; other++)
    sample_pair(sampling, thread, (uint32_t)row, other);
}

static void add_counts(struct counts *to, const struct counts *from) {
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++)
    for (unsigned level = 0; level < SK_LINK_LEVEL_MAX; level++)
      to->levels[c][level] += from->levels[c][level];
}

static SkLinkStatus sample_strangers(const SkLinkTrainer *trainer, struct counts *ret_counts) {
  struct sampling sampling = { .people = trainer->people };
  SkLinkStatus status = SK_LINK_NO_MEMORY;
  sampling.counts = sk_link_heap_take(trainer->heap, trainer->threads, sizeof *sampling.counts);
  if (take_memos(trainer, sampling.memos) && sampling.counts != NULL) {
    status = SK_LINK_OK;
    uint64_t rows = trainer->people->rows->count;
    uint64_t pieces = rows / SAMPLE_ROWS_A_PIECE + 1 < SAMPLE_PIECES ? rows / SAMPLE_ROWS_A_PIECE + 1 : SAMPLE_PIECES;
    if (rows * rows / 2 <= pieces * SAMPLE_PER_PIECE)
      sk_link_parallel(trainer->threads, rows, sample_row, &sampling);
    else
      sk_link_parallel(trainer->threads, pieces, sample_piece, &sampling);
    for (unsigned i = 0; i < trainer->threads; i++)
      add_counts(ret_counts, &sampling.counts[i]);
  }
  give_memos(trainer, sampling.memos);
  sk_link_heap_give(trainer->heap, sampling.counts);
  return status;
}

/* Shares of the levels of one class, smoothed. False, and nothing set, if no pair was of it. */
static bool shares_of(const uint64_t *counts, unsigned first, unsigned last, double *shares) {
  double stated = 0;
  for (unsigned level = first; level <= last; level++)
    stated += (double)counts[level];
  if (!(stated > 0))
    return false;
  for (unsigned level = first; level <= last; level++)
    shares[level] = ((double)counts[level] + SMOOTHING) / (stated + SMOOTHING * (last - first + 1));
  return true;
}

static bool is_name(unsigned c) {
  return c == SK_LINK_FAMILY || c == SK_LINK_GIVEN;
}

/* A level at which strangers meet so seldom that it is not sampled but computed. */
static bool is_rare(unsigned c, unsigned level) {
  return (c == SK_LINK_GIVEN && sk_link_name_says(level) == SK_LINK_SAYS_SAME) ||
         (c == SK_LINK_BIRTH && level == SK_LINK_BIRTH_DAY);
}

/* Gives the rare levels of a class the sum `share`, and the rest what is left, each in proportion. */
static void impose_share(unsigned c, unsigned first, unsigned last, double share, double *shares) {
  double rare = 0, rest = 0;
  for (unsigned level = first; level <= last; level++)
    *(is_rare(c, level) ? &rare : &rest) += shares[level];
  for (unsigned level = first; level <= last && rare > 0; level++)
    shares[level] *= is_rare(c, level) ? share / rare : (1 - share) / rest;
}

static int32_t exact_day(const SkLinkRow *row) {
  return row->birth.first == row->birth.last ? row->birth.first : SK_LINK_DAY_MIN;
}

/* How likely two rows that state a day of birth state the same: from the counts of the days. Negative: no memory. */
static double birthday_chance(const SkLinkTrainer *trainer) {
  const SkLinkRows *rows = trainer->people->rows;
  SkLinkKey *keys = sk_link_heap_take(trainer->heap, rows->count, sizeof *keys);
  SkLinkKey *spare = sk_link_heap_take(trainer->heap, rows->count, sizeof *spare);
  double same = -1;
  size_t count = 0;
  if (keys != NULL && spare != NULL) {
    for (uint32_t i = 0; i < rows->count; i++)
      if (exact_day(&rows->rows[i]) != SK_LINK_DAY_MIN)
        keys[count++] = (SkLinkKey){ .key = (uint32_t)exact_day(&rows->rows[i]) };
    sk_link_sort(keys, spare, count);
    same = 0;
    for (size_t start = 0, i = 0; i < count; i++) {
      start = keys[i].key == keys[start].key ? start : i;
      same += (double)(i - start);
    }
    same = count > 1 ? 2 * same / ((double)count * ((double)count - 1)) : 0;
  }
  sk_link_heap_give(trainer->heap, keys);
  sk_link_heap_give(trainer->heap, spare);
  return same;
}

static SkLinkStatus learn_strangers(const SkLinkTrainer *trainer, SkLinkModel *model) {
  struct counts counts = { 0 };
  SkLinkStatus status = sample_strangers(trainer, &counts);
  double birthday = birthday_chance(trainer), given = sk_link_names_given_chance(trainer->people->names);
  if (status != SK_LINK_OK || birthday < 0)
    return SK_LINK_NO_MEMORY;
  for (unsigned c = 0; c < SK_LINK_HOUSEHOLD; c++)
    for (unsigned first = 1, last; first < sk_link_level_count(c); first = last + 1) {
      double shares[SK_LINK_LEVEL_MAX], rare = c == SK_LINK_BIRTH ? birthday : given;
      last = sk_link_class_last(c, first);
      if (!shares_of(counts.levels[c], first, last, shares))
        continue;
      if (rare > 0)
        impose_share(c, first, last, rare, shares);
      for (unsigned level = first; level <= last; level++)
        model->levels[c][level].u = fmax(shares[level], U_LEAST);
    }
  return SK_LINK_OK;
}

/* ---- one person's records */

struct session {
  const SkLinkPeople *people;
  SkLinkNameMemo *memos[SK_LINK_THREADS_MAX];
  SkLinkTally tallies[SK_LINK_THREADS_MAX];
};

static void tally_pair(void *context, unsigned thread, uint32_t a, uint32_t b) {
  struct session *session = context;
  uint32_t names[2];
  sk_link_tally_add(&session->tallies[thread], sk_link_compare(session->people, session->memos[thread], a, b, names),
                    1);
}

/* Patterns of all pairs of one rule, each pair once. */
static SkLinkStatus tally_rule(const SkLinkTrainer *trainer, struct session *session, const SkLinkRule *rule,
                               SkLinkPatternCount **ret_patterns, size_t *ret_count) {
  for (unsigned i = 0; i < trainer->threads; i++)
    sk_link_tally_init(&session->tallies[i], trainer->heap);
  SkLinkBlocks *blocks =
      sk_link_blocks_new(trainer->heap, trainer->people, rule, 1, trainer->block_pairs, trainer->threads);
  if (blocks == NULL)
    return SK_LINK_NO_MEMORY;
  SkLinkStatus status = sk_link_blocks_visit(blocks, 0, tally_pair, session);
  sk_link_heap_give(trainer->heap, sk_link_blocks_report(blocks));
  sk_link_blocks_free(blocks);
  if (status == SK_LINK_OK && !sk_link_tally_gather(session->tallies, trainer->threads, ret_patterns, ret_count))
    status = SK_LINK_NO_MEMORY;
  return status;
}

struct learnt {
  SkLinkExpected expected;
  double matches; /* true pairs that the best rule found */
};

/* EM for one rule from the same beginning each time, so that the order of the rules means nothing. */
static SkLinkStatus learn_rule(const SkLinkTrainer *trainer, struct session *session, const SkLinkRule *rule,
                               const SkLinkModel *start, struct learnt *learnt) {
  SkLinkModel model = *start;
  SkLinkPatternCount *patterns = NULL;
  size_t count = 0;
  double pairs = 0;
  SkLinkStatus status = tally_rule(trainer, session, rule, &patterns, &count);
  if (status != SK_LINK_OK)
    return status;
  SkLinkTraining training = { .patterns = patterns,
                              .pattern_count = count,
                              .active = rule->trains,
                              .share = 0.5,
                              .smoothing = SMOOTHING,
                              .rounds = EM_ROUNDS,
                              .tolerance = EM_TOLERANCE };
  double share = sk_link_em_run(&training, &model, &learnt->expected);
  for (size_t i = 0; i < count; i++)
    pairs += (double)patterns[i].count;
  learnt->matches = fmax(learnt->matches, share * pairs);
  sk_link_heap_give(trainer->heap, patterns);
  return SK_LINK_OK;
}

static void set_matches(SkLinkModel *model, const SkLinkExpected *expected) {
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++)
    for (unsigned first = 1, last; first < sk_link_level_count(c); first = last + 1) {
      double stated = 0;
      last = sk_link_class_last(c, first);
      for (unsigned level = first; level <= last; level++)
        stated += expected->matches[c][level];
      for (unsigned level = first; stated >= 1 && level <= last; level++)
        model->levels[c][level].m =
            (expected->matches[c][level] + SMOOTHING) / (stated + SMOOTHING * (last - first + 1));
    }
}

static SkLinkStatus learn_matches(const SkLinkTrainer *trainer, SkLinkModel *model, double *ret_matches) {
  struct learnt learnt = { 0 };
  struct session *session = sk_link_heap_take(trainer->heap, 1, sizeof *session);
  SkLinkStatus status = SK_LINK_NO_MEMORY;
  if (session == NULL)
    return status;
  session->people = trainer->people;
  if (take_memos(trainer, session->memos))
    status = SK_LINK_OK;
  for (unsigned i = 0; status == SK_LINK_OK && i < sk_link_rule_count; i++)
    if (sk_link_rules[i].trains != 0)
      status = learn_rule(trainer, session, &sk_link_rules[i], model, &learnt);
  give_memos(trainer, session->memos);
  sk_link_heap_give(trainer->heap, session);
  set_matches(model, &learnt.expected);
  *ret_matches = learnt.matches;
  return status;
}

/* ---- kin */

struct kin {
  struct counts counts;
  double others, members; /* other members, over the members of all households */
};

/* Rows in order of households; those without come first. */
static SkLinkKey *by_household(const SkLinkTrainer *trainer) {
  const SkLinkRows *rows = trainer->people->rows;
  SkLinkKey *keys = sk_link_heap_take(trainer->heap, rows->count, sizeof *keys);
  SkLinkKey *spare = sk_link_heap_take(trainer->heap, rows->count, sizeof *spare);
  for (uint32_t i = 0; keys != NULL && i < rows->count; i++)
    keys[i] = (SkLinkKey){ .key = rows->rows[i].household, .row = i };
  if (keys != NULL && spare != NULL)
    sk_link_sort(keys, spare, rows->count);
  sk_link_heap_give(trainer->heap, spare);
  return spare != NULL ? keys : NULL;
}

#define KIN_HOUSEHOLD_MAX 40 /* a larger one is no family */

static void count_household(const SkLinkPeople *people, SkLinkNameMemo *memo, const SkLinkKey *members, size_t count,
                            struct kin *kin) {
  uint32_t names[2];
  if (count > KIN_HOUSEHOLD_MAX)
    return;
  kin->members += (double)count;
  kin->others += (double)count * (double)(count - 1);
  if (!people->rows->input->sources[people->rows->rows[members[0].row].source].once)
    return;
  for (size_t i = 0; i + 1 < count; i++)
    for (size_t j = i + 1; j < count; j++)
      count_pattern(&kin->counts, sk_link_compare(people, memo, members[i].row, members[j].row, names));
}

static SkLinkStatus count_kin(const SkLinkTrainer *trainer, struct kin *kin) {
  const SkLinkRows *rows = trainer->people->rows;
  SkLinkNameMemo *memo = sk_link_name_memo_new(trainer->heap);
  SkLinkKey *keys = by_household(trainer);
  for (size_t start = 0, stop; memo != NULL && keys != NULL && start < rows->count; start = stop) {
    for (stop = start + 1; stop < rows->count && keys[stop].key == keys[start].key;)
      stop++;
    if (keys[start].key != 0)
      count_household(trainer->people, memo, keys + start, stop - start, kin);
  }
  bool good = memo != NULL && keys != NULL;
  sk_link_heap_give(trainer->heap, memo);
  sk_link_heap_give(trainer->heap, keys);
  return good ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

/* Inside one list two kin write a shared name alike; across lists a shared name looks as one person's two names do, and
 * another name as a stranger's does. So only how much is shared is learnt from kin. */
static void kin_names(SkLinkLevelWeight *levels, unsigned first, unsigned last, double shared) {
  double same_m = 0, other_u = 0;
  for (unsigned level = first; level <= last; level++)
    *(sk_link_name_says(level) == SK_LINK_SAYS_SAME ? &same_m : &other_u) +=
        sk_link_name_says(level) == SK_LINK_SAYS_SAME ? levels[level].m : levels[level].u;
  for (unsigned level = first; level <= last; level++)
    levels[level].kin = fmax(sk_link_name_says(level) == SK_LINK_SAYS_SAME ? shared * levels[level].m / same_m
                                                                           : (1 - shared) * levels[level].u / other_u,
                             U_LEAST);
}

/* How many of the kin that state a name in one script share it. */
static double shared_name(const uint64_t *counts) {
  double same = SMOOTHING, all = 2 * SMOOTHING;
  for (unsigned level = 1; level < SK_LINK_NAME_ACROSS_CONFLICT; level++) {
    same += sk_link_name_says(level) == SK_LINK_SAYS_SAME ? (double)counts[level] : 0;
    all += (double)counts[level];
  }
  return same / all;
}

static void learn_kin_class(SkLinkModel *model, const struct kin *kin, unsigned c, unsigned first, unsigned last) {
  double shares[SK_LINK_LEVEL_MAX];
  bool counted = shares_of(kin->counts.levels[c], first, last, shares);
  for (unsigned level = first; level <= last; level++)
    if (!(KIN_DIFFERS >> c & 1))
      model->levels[c][level].kin = model->levels[c][level].m;
    else if (counted)
      model->levels[c][level].kin = fmax(shares[level], U_LEAST);
    else
      model->levels[c][level].kin = model->levels[c][level].u;
}

static SkLinkStatus learn_kin(const SkLinkTrainer *trainer, SkLinkModel *model, double *ret_others) {
  struct kin kin = { 0 };
  SkLinkStatus status = count_kin(trainer, &kin);
  if (status != SK_LINK_OK)
    return status;
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++)
    for (unsigned first = 1, last; first < sk_link_level_count(c); first = last + 1) {
      last = sk_link_class_last(c, first);
      if (is_name(c) && (first != 1 || kin.members == 0))
        kin_names(model->levels[c], first, last, shared_name(kin.counts.levels[c]));
      else
        learn_kin_class(model, &kin, c, first, last);
    }
  *ret_others = kin.members > 0 ? kin.others / kin.members : OTHERS_GUESS;
  return SK_LINK_OK;
}

/* ---- all of it */

/* The household levels cannot be counted before there is a first score: m is re-estimated then, u is what chance
 * allows. */
static void begin_households(SkLinkModel *model) {
  static const SkLinkLevelWeight start[] = { [SK_LINK_HOUSEHOLD_NONE] = { 0.06, 0.9970, 0.06 },
                                             [SK_LINK_HOUSEHOLD_ONE] = { 0.05, 0.0010, 0.05 },
                                             [SK_LINK_HOUSEHOLD_SOME] = { 0.09, 0.0005, 0.09 },
                                             [SK_LINK_HOUSEHOLD_MOST] = { 0.80, 0.0015, 0.80 } };
  for (unsigned level = 1; level < sizeof start / sizeof start[0]; level++)
    model->levels[SK_LINK_HOUSEHOLD][level] = start[level];
}

static double comparable_pairs(const SkLinkRows *rows) {
  double all = (double)rows->count * ((double)rows->count - 1) / 2;
  return fmax(all, 1);
}

SkLinkStatus sk_link_train(const SkLinkTrainer *trainer, SkLinkModel *model) {
  double matches = 0, others = 0;
  SkLinkStatus status = learn_strangers(trainer, model);
  if (status == SK_LINK_OK)
    status = learn_matches(trainer, model, &matches);
  begin_households(model);
  if (status == SK_LINK_OK)
    status = learn_kin(trainer, model, &others);
  if (status != SK_LINK_OK)
    return status;
  sk_link_model_straighten(model);
  double prior = fmax(matches, 1) / RECALL_GUESS / comparable_pairs(trainer->people->rows);
  model->prior = fmin(fmax(prior, 1e-12), 0.1);
  model->kin_prior = fmin(model->prior * fmax(others, 0.1), 0.5);
  return SK_LINK_OK;
}
