#include "check.h"

#include "link/em.h"
#include "link/pattern.h"

#include <math.h>
#include <string.h>

/* A second EM, written as plainly as the textbook has it: odds by division, one array a step, no model type inside the
 * loop. */
#define KINDS 3
static const SkLinkComparison kinds[KINDS] = { SK_LINK_GIVEN, SK_LINK_BIRTH, SK_LINK_SEX };

static unsigned class_of(SkLinkComparison comparison, unsigned level) {
  return sk_engine_level_class(&sk_link_plan()->comparisons[comparison], level);
}

static double plain_em(const SkEnginePatternCount *rows, size_t count, double m[KINDS][SK_ENGINE_LEVELS_MAX],
                       double u[KINDS][SK_ENGINE_LEVELS_MAX], double share, unsigned rounds, double smoothing,
                       bool learns_u) {
  double *p = g_new0(double, count);
  for (unsigned round = 0; round < rounds; round++) {
    for (size_t g = 0; g < count; g++) {
      double match = share, stranger = 1 - share;
      for (int k = 0; k < KINDS; k++) {
        unsigned level = sk_engine_level(rows[g].pattern, kinds[k]);
        match *= level == 0 ? 1 : m[k][level];
        stranger *= level == 0 ? 1 : u[k][level];
      }
      p[g] = match / (match + stranger);
    }
    double sum = 0, all = 0;
    for (size_t g = 0; g < count; g++) {
      sum += p[g] * (double)rows[g].count;
      all += (double)rows[g].count;
    }
    share = sum / all;
    for (int k = 0; k < KINDS; k++) {
      double at[SK_ENGINE_LEVELS_MAX] = { 0 }, stated[4] = { 0 }, rest[SK_ENGINE_LEVELS_MAX] = { 0 }, others[4] = { 0 };
      for (size_t g = 0; g < count; g++) {
        at[sk_engine_level(rows[g].pattern, kinds[k])] += p[g] * (double)rows[g].count;
        rest[sk_engine_level(rows[g].pattern, kinds[k])] += (1 - p[g]) * (double)rows[g].count;
      }
      unsigned levels = sk_link_plan()->comparisons[kinds[k]].level_count;
      for (unsigned level = 1; level < levels; level++)
        stated[class_of(kinds[k], level)] += at[level] + smoothing,
            others[class_of(kinds[k], level)] += rest[level] + smoothing;
      for (unsigned level = 1; level < levels; level++) {
        m[k][level] = (at[level] + smoothing) / stated[class_of(kinds[k], level)];
        if (learns_u)
          u[k][level] = (rest[level] + smoothing) / others[class_of(kinds[k], level)];
      }
    }
  }
  g_free(p);
  return share;
}

/* Invented counts: every combination of levels, with more of the agreeing and of the wholly disagreeing ones. */
static size_t invent(SkEnginePatternCount *rows) {
  size_t count = 0;
  for (unsigned given = 0; given < sk_link_plan()->comparisons[SK_LINK_GIVEN].level_count; given++)
    for (unsigned birth = 0; birth < sk_link_plan()->comparisons[SK_LINK_BIRTH].level_count; birth++)
      for (unsigned sex = 0; sex < sk_link_plan()->comparisons[SK_LINK_SEX].level_count; sex++) {
        uint64_t pattern = sk_engine_with_level(0, SK_LINK_GIVEN, given);
        pattern = sk_engine_with_level(pattern, SK_LINK_BIRTH, birth);
        pattern = sk_engine_with_level(pattern, SK_LINK_SEX, sex);
        rows[count++] =
            (SkEnginePatternCount){ pattern, 1 + given * birth * sex * 7 + (given < 2 && birth < 2 ? 900 : 0) };
      }
  return count;
}

static SkEngineTraining training_of(const SkEnginePatternCount *rows, size_t count, unsigned active, unsigned rounds) {
  return (SkEngineTraining){ .plan = sk_link_plan(),
                             .patterns = rows,
                             .pattern_count = count,
                             .active = active,
                             .share = 0.5,
                             .smoothing = 0.5,
                             .rounds = rounds };
}

static void em_is_the_textbooks(void **state) {
  (void)state;
  SkEnginePatternCount rows[1000];
  size_t count = invent(rows);
  static const struct {
    double share, smoothing;
    unsigned rounds;
    bool learns_u;
  } runs[] = { { 0.5, 0.5, 1, false }, { 0.1, 0.5, 25, false }, { 0.9, 0, 25, false },
               { 0.3, 2, 100, false }, { 0.1, 0.5, 25, true },  { 0.4, 0, 60, true } };
  for (size_t r = 0; r < G_N_ELEMENTS(runs); r++) {
    double m[KINDS][SK_ENGINE_LEVELS_MAX], u[KINDS][SK_ENGINE_LEVELS_MAX];
    SkEngineModel model;
    SkEngineExpected expected = { 0 };
    sk_engine_model_init(sk_link_plan(), &model);
    for (int k = 0; k < KINDS; k++)
      for (unsigned level = 0; level < SK_ENGINE_LEVELS_MAX; level++)
        m[k][level] = model.levels[kinds[k]][level].m, u[k][level] = model.levels[kinds[k]][level].u;
    SkEngineTraining training = training_of(rows, count, 0, runs[r].rounds);
    training.share = runs[r].share, training.smoothing = runs[r].smoothing, training.learns_u = runs[r].learns_u;
    for (int k = 0; k < KINDS; k++)
      training.active |= 1u << kinds[k];
    double share = sk_engine_em_run(&training, &model, &expected);
    double wanted = plain_em(rows, count, m, u, runs[r].share, runs[r].rounds, runs[r].smoothing, runs[r].learns_u);
    assert_true(fabs(share - wanted) < 1e-9);
    for (int k = 0; k < KINDS; k++)
      for (unsigned level = 1; level < sk_link_plan()->comparisons[kinds[k]].level_count; level++)
        if (!(fabs(model.levels[kinds[k]][level].m - m[k][level]) < 1e-9))
          fail_msg("run %zu, %s: %.12f is not %.12f", r, sk_link_level_code(kinds[k], level),
                   model.levels[kinds[k]][level].m, m[k][level]);
  }
}

/* Pairs drawn from a known mixture give its shares back. */
static void em_finds_what_was_mixed(void **state) {
  (void)state;
  static const double m[] = { 0, 0.05, 0.95 }, u[] = { 0, 0.7, 0.3 };
  static const SkLinkComparison flags[] = { SK_LINK_SEX, SK_LINK_NATION };
  SkEnginePatternCount rows[32];
  SkEngineModel model;
  size_t count = 0;
  sk_engine_model_init(sk_link_plan(), &model);
  for (unsigned sex = 1; sex <= 2; sex++)
    for (unsigned nation = 1; nation <= 2; nation++)
      for (unsigned number = 1; number <= 3; number++) {
        static const double number_m[] = { 0, 0.02, 0.08, 0.9 }, number_u[] = { 0, 0.98, 0.015, 0.005 };
        double share = 0.2 * m[sex] * m[nation] * number_m[number] + 0.8 * u[sex] * u[nation] * number_u[number];
        uint64_t pattern = sk_engine_with_level(0, SK_LINK_SEX, sex);
        pattern = sk_engine_with_level(pattern, SK_LINK_NATION, nation);
        pattern = sk_engine_with_level(pattern, SK_LINK_REGISTRATION, number);
        rows[count++] = (SkEnginePatternCount){ pattern, (uint64_t)llround(share * 1e9) };
        model.levels[SK_LINK_REGISTRATION][number].u = number_u[number];
      }
  for (size_t f = 0; f < 2; f++)
    for (unsigned level = 1; level <= 2; level++)
      model.levels[flags[f]][level].u = u[level];
  SkEngineTraining training =
      training_of(rows, count, 1u << SK_LINK_SEX | 1u << SK_LINK_NATION | 1u << SK_LINK_REGISTRATION, 5000);
  double share = sk_engine_em_run(&training, &model, NULL);
  assert_true(fabs(share - 0.2) < 1e-4);
  assert_true(fabs(model.levels[SK_LINK_SEX][SK_LINK_FLAG_SAME].m - 0.95) < 1e-4);
  assert_true(fabs(model.levels[SK_LINK_REGISTRATION][SK_LINK_NUMBER_SAME].m - 0.9) < 1e-4);
}

/* u that was counted on everybody is put right, though only pairs that have something in common are looked at. */
static void em_takes_true_pairs_out_of_u(void **state) {
  (void)state;
  static const double m[] = { 0, 0.1, 0.9 }, u[] = { 0, 0.99, 0.01 }, share = 0.02, all = 1e9;
  static const SkLinkComparison flags[] = { SK_LINK_SEX, SK_LINK_NATION, SK_LINK_COMPANY };
  SkEnginePatternCount rows[8];
  SkEngineExpected everybody = { 0 };
  SkEngineModel model;
  size_t count = 0;
  sk_engine_model_init(sk_link_plan(), &model);
  for (unsigned bits = 1; bits < 8; bits++) {
    double true_pairs = share, strangers = 1 - share;
    uint64_t pattern = 0;
    for (unsigned f = 0; f < 3; f++) {
      unsigned level = 1 + (bits >> f & 1);
      pattern = sk_engine_with_level(pattern, flags[f], level);
      true_pairs *= m[level];
      strangers *= u[level];
    }
    rows[count++] = (SkEnginePatternCount){ pattern, (uint64_t)llround((true_pairs + strangers) * all) };
  }
  for (unsigned f = 0; f < 3; f++)
    for (unsigned level = 1; level <= 2; level++) {
      double counted = share * m[level] + (1 - share) * u[level];
      everybody.matches[flags[f]][level] = counted * all;
      model.levels[flags[f]][level] = (SkEngineLevel){ level == 2 ? 0.8 : 0.2, counted, 0.5 };
    }
  SkEngineTraining training = training_of(rows, count, 1u << flags[0] | 1u << flags[1] | 1u << flags[2], 5000);
  training.total = all;
  training.learns_u = true;
  training.everybody = &everybody;
  double found = sk_engine_em_run(&training, &model, NULL);
  assert_true(fabs(found - share) < 1e-4);
  assert_true(fabs(model.levels[SK_LINK_SEX][2].u - 0.01) < 1e-4);
}

/* Pairs of three sorts, the third sharing the number as true pairs do, come apart. */
static void em_tells_kin_from_true_pairs(void **state) {
  (void)state;
  static const double shares[] = { 0.05, 0.15, 0.8 }; /* true pairs, kin, strangers */
  static const double sex[3][3] = { { 0, 0.05, 0.95 }, { 0, 0.9, 0.1 }, { 0, 0.7, 0.3 } };
  static const double nation[3][3] = { { 0, 0.1, 0.9 }, { 0, 0.85, 0.15 }, { 0, 0.8, 0.2 } };
  static const double number[3][4] = { { 0, 0.02, 0.08, 0.9 }, { 0, 0.05, 0.05, 0.9 }, { 0, 0.98, 0.015, 0.005 } };
  SkEnginePatternCount rows[12];
  SkEngineModel model;
  size_t count = 0;
  sk_engine_model_init(sk_link_plan(), &model);
  for (unsigned s = 1; s <= 2; s++)
    for (unsigned n = 1; n <= 2; n++)
      for (unsigned r = 1; r <= 3; r++) {
        double share = 0;
        for (unsigned sort = 0; sort < 3; sort++)
          share += shares[sort] * sex[sort][s] * nation[sort][n] * number[sort][r];
        uint64_t pattern = sk_engine_with_level(sk_engine_with_level(0, SK_LINK_SEX, s), SK_LINK_NATION, n);
        rows[count++] = (SkEnginePatternCount){ sk_engine_with_level(pattern, SK_LINK_REGISTRATION, r),
                                                (uint64_t)llround(share * 1e9) };
        model.levels[SK_LINK_SEX][s] = (SkEngineLevel){ s == 2 ? 0.9 : 0.1, sex[2][s], s == 2 ? 0.2 : 0.8 };
        model.levels[SK_LINK_NATION][n] = (SkEngineLevel){ n == 2 ? 0.9 : 0.1, nation[2][n], n == 2 ? 0.2 : 0.8 };
        model.levels[SK_LINK_REGISTRATION][r] = (SkEngineLevel){ number[0][r], number[2][r], number[0][r] };
      }
  double kin = 0.1;
  SkEngineTraining training =
      training_of(rows, count, 1u << SK_LINK_SEX | 1u << SK_LINK_NATION | 1u << SK_LINK_REGISTRATION, 20000);
  training.kin = &kin;
  double share = sk_engine_em_run(&training, &model, NULL);
  assert_true(fabs(share - shares[0]) < 1e-3);
  assert_true(fabs(kin - shares[1]) < 1e-3);
  assert_true(fabs(model.levels[SK_LINK_SEX][SK_LINK_FLAG_SAME].m - 0.95) < 1e-2);
  assert_true(fabs(model.levels[SK_LINK_SEX][SK_LINK_FLAG_SAME].kin - 0.1) < 1e-2);
}

static void what_is_not_active_is_left_alone(void **state) {
  (void)state;
  SkEnginePatternCount rows[1000];
  SkEngineModel model, before;
  sk_engine_model_init(sk_link_plan(), &model);
  before = model;
  SkEngineTraining training = training_of(rows, invent(rows), 1u << SK_LINK_SEX, 10);
  sk_engine_em_run(&training, &model, NULL);
  assert_memory_equal(model.levels[SK_LINK_BIRTH], before.levels[SK_LINK_BIRTH], sizeof model.levels[0]);
  assert_memory_not_equal(model.levels[SK_LINK_SEX], before.levels[SK_LINK_SEX], sizeof model.levels[0]);
  training.pattern_count = 0;
  before = model;
  assert_true(sk_engine_em_run(&training, &model, NULL) == 0.5);
  assert_memory_equal(&model, &before, sizeof model);
}

/* A level nobody reached must not become impossible for ever. */
static void no_level_is_absorbing(void **state) {
  (void)state;
  SkEnginePatternCount rows[] = { { sk_engine_with_level(0, SK_LINK_SEX, SK_LINK_FLAG_SAME), 1000000 } };
  SkEngineModel model;
  sk_engine_model_init(sk_link_plan(), &model);
  SkEngineTraining training = training_of(rows, 1, 1u << SK_LINK_SEX, 100);
  sk_engine_em_run(&training, &model, NULL);
  assert_true(model.levels[SK_LINK_SEX][SK_LINK_FLAG_CONFLICT].m > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(em_is_the_textbooks),
    cmocka_unit_test(em_finds_what_was_mixed),
    cmocka_unit_test(em_takes_true_pairs_out_of_u),
    cmocka_unit_test(em_tells_kin_from_true_pairs),
    cmocka_unit_test(what_is_not_active_is_left_alone),
    cmocka_unit_test(no_level_is_absorbing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
