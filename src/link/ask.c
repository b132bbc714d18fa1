#include "link/ask.h"

#include "link/sort.h"

#define SLOTS_LEAST 256u
#define SLOTS_MOST (1u << 18)
#define SLOTS_A_VALUE 8 /* a column's pairs that meet in blocks are some times its values */

struct slot {
  uint32_t a, b; /* a <= b; a 0: free */
  SkEngineJudgement said;
};

/* A comparison with a judge, and where its answers go. */
struct question {
  const SkEngineComparison *comparison;
  unsigned first, answers, rare[2]; /* rare: SK_ENGINE_RARE_MAX where none */
  struct slot *slots;               /* NULL where asking is cheap */
  uint32_t mask;
};

struct SkEngineAsker {
  SkLinkHeap *heap;
  const SkEngineTable *table;
  unsigned question_count;
  struct question questions[SK_ENGINE_COMPARISONS_MAX];
  uint8_t question_of[SK_ENGINE_COMPARISONS_MAX];
};

static uint32_t slots_for(const SkEngineColumn *column) {
  uint32_t slots = SLOTS_LEAST;
  while (slots < SLOTS_MOST && slots / SLOTS_A_VALUE < column->value_count)
    slots *= 2;
  return slots;
}

static void place_answers(SkEngineAsker *self, const SkEnginePlan *plan) {
  unsigned rare = 0;
  for (unsigned c = 0; c < plan->comparison_count; c++) {
    const SkEngineComparison *comparison = &plan->comparisons[c];
    unsigned rare_here = comparison->rare ? rare++ : SK_ENGINE_RARE_MAX;
    if (comparison->judge != NULL) {
      self->questions[self->question_count++] = (struct question){
        .comparison = comparison, .first = c, .answers = 1, .rare = { rare_here, SK_ENGINE_RARE_MAX }
      };
    } else if ((int)c != plan->household) {
      struct question *before = &self->questions[self->question_count - 1];
      before->answers = 2;
      before->rare[1] = rare_here;
    }
    self->question_of[c] = (uint8_t)(self->question_count - 1);
  }
}

SkEngineAsker *sk_engine_asker_new(SkLinkHeap *heap, const SkEnginePlan *plan, const SkEngineTable *table) {
  SkEngineAsker *self = sk_link_heap_take(heap, 1, sizeof *self);
  if (self == NULL)
    return NULL;
  self->heap = heap;
  self->table = table;
  place_answers(self, plan);
  for (unsigned i = 0; i < self->question_count; i++) {
    struct question *question = &self->questions[i];
    uint32_t slots = slots_for(&table->columns[question->comparison->column]);
    if (question->comparison->cheap)
      continue;
    question->slots = sk_link_heap_take(heap, slots, sizeof *question->slots);
    question->mask = slots - 1;
    if (question->slots == NULL) {
      sk_engine_asker_free(self);
      return NULL;
    }
  }
  return self;
}

void sk_engine_asker_free(SkEngineAsker *self) {
  if (self == NULL)
    return;
  for (unsigned i = 0; i < self->question_count; i++)
    sk_link_heap_give(self->heap, self->questions[i].slots);
  sk_link_heap_give(self->heap, self);
}

void sk_engine_asker_turn(SkEngineAsker *self, const SkEngineTable *table) {
  self->table = table;
}

static SkEngineJudgement ask(const struct question *question, uint32_t a, uint32_t b) {
  const SkEngineComparison *comparison = question->comparison;
  uint32_t low = a < b ? a : b, high = a < b ? b : a;
  if (question->slots == NULL)
    return comparison->judge(comparison->context, low, high);
  struct slot *slot = &question->slots[sk_link_mix(low, high) & question->mask];
  if (slot->a != low || slot->b != high)
    *slot = (struct slot){ low, high, comparison->judge(comparison->context, low, high) };
  return slot->said;
}

SkEngineJudgement sk_engine_ask_values(SkEngineAsker *self, unsigned comparison, uint32_t a, uint32_t b) {
  return ask(&self->questions[self->question_of[comparison]], a, b);
}

SkEngineEvidence sk_engine_ask(SkEngineAsker *self, uint32_t a, uint32_t b) {
  const uint32_t *left = self->table->cells + (size_t)a * self->table->column_count;
  const uint32_t *right = self->table->cells + (size_t)b * self->table->column_count;
  SkEngineEvidence evidence = { 0 };
  int16_t rarity[SK_ENGINE_RARE_MAX + 1] = { 0 };
  for (unsigned i = 0; i < self->question_count; i++) {
    const struct question *question = &self->questions[i];
    uint32_t one = left[question->comparison->column], other = right[question->comparison->column];
    if (one == 0 || other == 0)
      continue;
    SkEngineJudgement said = ask(question, one, other);
    uint64_t levels = (uint64_t)said.levels[0] | (uint64_t)said.levels[1] << SK_ENGINE_LEVEL_BITS;
    evidence.pattern |= levels << (SK_ENGINE_LEVEL_BITS * question->first);
    rarity[question->rare[0]] = said.rarity[0];
    if (question->answers == 2)
      rarity[question->rare[1]] = said.rarity[1];
  }
  for (unsigned i = 0; i < SK_ENGINE_RARE_MAX; i++)
    evidence.rarity[i] = rarity[i];
  return evidence;
}
