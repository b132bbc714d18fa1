/* The engine's EM on patterns counted elsewhere, for script/bench link: bench_em ROUNDS SHARE (of 1,000 pairs), and on
 * standard input
 *
 *   LEVELS ...          of each comparison, "not stated" included
 *   COUNT LEVEL ...     pairs that look so
 *
 * m of a level begins at 2^level and u at 2^-level, each over their sum; both are learnt, without smoothing. Prints the
 * share of true pairs, then m and u of each level of each comparison, a number a line. */
#include "link/em.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define PATTERNS_MAX 4096

static unsigned read_line(FILE *file, unsigned long *numbers, unsigned most) {
  char line[1024], *at = line, *end;
  unsigned count = 0;
  if (fgets(line, sizeof line, file) == NULL)
    return 0;
  for (unsigned long number = strtoul(at, &end, 10); end != at && count < most; number = strtoul(at, &end, 10)) {
    numbers[count++] = number;
    at = end;
  }
  return count;
}

static void begin_model(const SkEnginePlan *plan, SkEngineModel *model) {
  for (unsigned c = 0; c < plan->comparison_count; c++) {
    double m = 0, u = 0;
    unsigned levels = plan->comparisons[c].level_count;
    for (unsigned level = 1; level < levels; level++) {
      m += exp2(level);
      u += exp2(-(double)level);
    }
    for (unsigned level = 1; level < levels; level++)
      model->levels[c][level] = (SkEngineLevel){ .m = exp2(level) / m, .u = exp2(-(double)level) / u };
  }
}

int main(int argc, char **argv) {
  static SkEnginePatternCount patterns[PATTERNS_MAX];
  SkEngineComparison comparisons[SK_ENGINE_COMPARISONS_MAX] = { 0 };
  SkEnginePlan plan = { .comparisons = comparisons, .household = -1 };
  SkEngineModel model = { .slope = 1 };
  unsigned long numbers[SK_ENGINE_COMPARISONS_MAX + 1];
  size_t count = 0;
  if (argc != 3)
    return 2;
  plan.comparison_count = read_line(stdin, numbers, SK_ENGINE_COMPARISONS_MAX);
  for (unsigned c = 0; c < plan.comparison_count; c++)
    comparisons[c].level_count = (uint8_t)numbers[c];
  while (count < PATTERNS_MAX && read_line(stdin, numbers, SK_ENGINE_COMPARISONS_MAX + 1) > plan.comparison_count) {
    patterns[count].count = numbers[0];
    for (unsigned c = 0; c < plan.comparison_count; c++)
      patterns[count].pattern = sk_engine_with_level(patterns[count].pattern, c, (unsigned)numbers[c + 1]);
    count++;
  }
  begin_model(&plan, &model);
  SkEngineTraining training = { .plan = &plan,
                                .patterns = patterns,
                                .pattern_count = count,
                                .active = (1u << plan.comparison_count) - 1,
                                .share = (double)strtoul(argv[2], NULL, 10) / 1000,
                                .learns_u = true,
                                .rounds = (unsigned)strtoul(argv[1], NULL, 10) };
  printf("%.17g\n", sk_engine_em_run(&training, &model, NULL));
  for (unsigned c = 0; c < plan.comparison_count; c++)
    for (unsigned level = 1; level < comparisons[c].level_count; level++)
      printf("%.17g\n%.17g\n", model.levels[c][level].m, model.levels[c][level].u);
  return 0;
}
