#include "check.h"

#include "link/em.h"

#include <math.h>
#include <string.h>

/* A second EM, written as plainly as the textbook has it: odds by division, one array a step, no model type inside the
 * loop. */
#define KINDS 3
static const SkLinkComparison kinds[KINDS] = { SK_LINK_GIVEN, SK_LINK_BIRTH, SK_LINK_SEX };

static double plain_em(const SkLinkPatternCount *rows, size_t count, double m[KINDS][SK_LINK_LEVEL_MAX],
                       double u[KINDS][SK_LINK_LEVEL_MAX], double share, unsigned rounds, double smoothing) {
  double *p = g_new0(double, count);
  for (unsigned round = 0; round < rounds; round++) {
    for (size_t g = 0; g < count; g++) {
      double match = share, stranger = 1 - share;
      for (int k = 0; k < KINDS; k++) {
        unsigned level = sk_link_pattern_level(rows[g].pattern, kinds[k]);
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
      double at[SK_LINK_LEVEL_MAX] = { 0 }, stated[4] = { 0 };
      for (size_t g = 0; g < count; g++)
        at[sk_link_pattern_level(rows[g].pattern, kinds[k])] += p[g] * (double)rows[g].count;
      unsigned levels = sk_link_level_count(kinds[k]);
      for (unsigned level = 1; level < levels; level++)
        stated[sk_link_level_class(kinds[k], level)] += at[level] + smoothing;
      for (unsigned level = 1; level < levels; level++)
        m[k][level] = (at[level] + smoothing) / stated[sk_link_level_class(kinds[k], level)];
    }
  }
  g_free(p);
  return share;
}

/* Invented counts: every combination of levels, with more of the agreeing and of the wholly disagreeing ones. */
static size_t invent(SkLinkPatternCount *rows) {
  size_t count = 0;
  for (unsigned given = 0; given < sk_link_level_count(SK_LINK_GIVEN); given++)
    for (unsigned birth = 0; birth < sk_link_level_count(SK_LINK_BIRTH); birth++)
      for (unsigned sex = 0; sex < sk_link_level_count(SK_LINK_SEX); sex++) {
        SkLinkPattern pattern = sk_link_pattern_with(0, SK_LINK_GIVEN, given);
        pattern = sk_link_pattern_with(pattern, SK_LINK_BIRTH, birth);
        pattern = sk_link_pattern_with(pattern, SK_LINK_SEX, sex);
        rows[count++] =
            (SkLinkPatternCount){ pattern, 1 + given * birth * sex * 7 + (given < 2 && birth < 2 ? 900 : 0) };
      }
  return count;
}

static void em_is_the_textbooks(void **state) {
  (void)state;
  SkLinkPatternCount rows[1000];
  size_t count = invent(rows);
  static const struct {
    double share, smoothing;
    unsigned rounds;
  } runs[] = { { 0.5, 0.5, 1 }, { 0.1, 0.5, 25 }, { 0.9, 0, 25 }, { 0.3, 2, 100 } };
  for (size_t r = 0; r < G_N_ELEMENTS(runs); r++) {
    double m[KINDS][SK_LINK_LEVEL_MAX], u[KINDS][SK_LINK_LEVEL_MAX];
    SkLinkModel model;
    SkLinkExpected expected = { 0 };
    sk_link_model_init(&model);
    for (int k = 0; k < KINDS; k++)
      for (unsigned level = 0; level < SK_LINK_LEVEL_MAX; level++)
        m[k][level] = model.levels[kinds[k]][level].m, u[k][level] = model.levels[kinds[k]][level].u;
    SkLinkTraining training = { rows, count, 0, runs[r].share, runs[r].smoothing, runs[r].rounds, 0 };
    for (int k = 0; k < KINDS; k++)
      training.active |= 1u << kinds[k];
    double share = sk_link_em_run(&training, &model, &expected);
    double wanted = plain_em(rows, count, m, u, runs[r].share, runs[r].rounds, runs[r].smoothing);
    assert_true(fabs(share - wanted) < 1e-9);
    for (int k = 0; k < KINDS; k++)
      for (unsigned level = 1; level < sk_link_level_count(kinds[k]); level++)
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
  SkLinkPatternCount rows[32];
  SkLinkModel model;
  size_t count = 0;
  sk_link_model_init(&model);
  for (unsigned sex = 1; sex <= 2; sex++)
    for (unsigned nation = 1; nation <= 2; nation++)
      for (unsigned number = 1; number <= 3; number++) {
        static const double number_m[] = { 0, 0.02, 0.08, 0.9 }, number_u[] = { 0, 0.98, 0.015, 0.005 };
        double share = 0.2 * m[sex] * m[nation] * number_m[number] + 0.8 * u[sex] * u[nation] * number_u[number];
        SkLinkPattern pattern = sk_link_pattern_with(0, SK_LINK_SEX, sex);
        pattern = sk_link_pattern_with(pattern, SK_LINK_NATION, nation);
        pattern = sk_link_pattern_with(pattern, SK_LINK_REGISTRATION, number);
        rows[count++] = (SkLinkPatternCount){ pattern, (uint64_t)llround(share * 1e9) };
        model.levels[SK_LINK_REGISTRATION][number].u = number_u[number];
      }
  for (size_t f = 0; f < 2; f++)
    for (unsigned level = 1; level <= 2; level++)
      model.levels[flags[f]][level].u = u[level];
  SkLinkTraining training = { rows, count, 1u << SK_LINK_SEX | 1u << SK_LINK_NATION | 1u << SK_LINK_REGISTRATION,
                              0.5,  0.5,   5000,
                              0 };
  double share = sk_link_em_run(&training, &model, NULL);
  assert_true(fabs(share - 0.2) < 1e-4);
  assert_true(fabs(model.levels[SK_LINK_SEX][SK_LINK_FLAG_SAME].m - 0.95) < 1e-4);
  assert_true(fabs(model.levels[SK_LINK_REGISTRATION][SK_LINK_NUMBER_SAME].m - 0.9) < 1e-4);
}

static void what_is_not_active_is_left_alone(void **state) {
  (void)state;
  SkLinkPatternCount rows[1000];
  SkLinkModel model, before;
  sk_link_model_init(&model);
  before = model;
  SkLinkTraining training = { rows, invent(rows), 1u << SK_LINK_SEX, 0.5, 0.5, 10, 0 };
  sk_link_em_run(&training, &model, NULL);
  assert_memory_equal(model.levels[SK_LINK_BIRTH], before.levels[SK_LINK_BIRTH], sizeof model.levels[0]);
  assert_memory_not_equal(model.levels[SK_LINK_SEX], before.levels[SK_LINK_SEX], sizeof model.levels[0]);
  training.pattern_count = 0;
  before = model;
  assert_true(sk_link_em_run(&training, &model, NULL) == 0.5);
  assert_memory_equal(&model, &before, sizeof model);
}

/* A level nobody reached must not become impossible for ever. */
static void no_level_is_absorbing(void **state) {
  (void)state;
  SkLinkPatternCount rows[] = { { sk_link_pattern_with(0, SK_LINK_SEX, SK_LINK_FLAG_SAME), 1000000 } };
  SkLinkModel model;
  sk_link_model_init(&model);
  SkLinkTraining training = { rows, 1, 1u << SK_LINK_SEX, 0.5, 0.5, 100, 0 };
  sk_link_em_run(&training, &model, NULL);
  assert_true(model.levels[SK_LINK_SEX][SK_LINK_FLAG_CONFLICT].m > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(em_is_the_textbooks),
    cmocka_unit_test(em_finds_what_was_mixed),
    cmocka_unit_test(what_is_not_active_is_left_alone),
    cmocka_unit_test(no_level_is_absorbing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
