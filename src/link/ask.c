#include "link/ask.h"

#include "link/fetch.h"

#define SLOT_BITS_LEAST 8u
#define SLOT_BITS_MOST 16u /* what stays in the processor's cache */

struct slot {
  uint32_t a, b; /* a <= b; a 0: free */
  SkEngineJudgement said;
};

/* A comparison with a judge, and where its answers go. */
struct question {
  const SkEngineComparison *comparison;
  unsigned first, answers, rare[2]; /* rare: SK_ENGINE_RARE_MAX where none */
  struct slot *slots;               /* NULL where asking is cheap */
  unsigned shift;                   /* 64 - log2 of how many */
};

struct SkEngineAsker {
  SkLinkHeap *heap;
  const SkEngineTable *table;
  unsigned question_count;
  struct question questions[SK_ENGINE_COMPARISONS_MAX];
  uint8_t question_of[SK_ENGINE_COMPARISONS_MAX];
};

/* log2 of the slots of a question: some for each value. */
static unsigned slot_bits(const SkEngineColumn *column) {
  unsigned bits = SLOT_BITS_LEAST;
  while (bits < SLOT_BITS_MOST && 1u << (bits - 1) < column->value_count)
    bits++;
  return bits;
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
    unsigned bits = slot_bits(&table->columns[question->comparison->column]);
    if (question->comparison->cheap)
      continue;
    question->slots = sk_link_heap_take(heap, (size_t)1 << bits, sizeof *question->slots);
    question->shift = 64 - bits;
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

static struct slot *slot_of(const struct question *question, uint32_t low, uint32_t high) {
  uint64_t both = (uint64_t)low << 32 | high;
  return &question->slots[both * 0x9e3779b97f4a7c15u >> question->shift];
}

/* May it be asked straight away? */
static bool is_cheap(const struct question *question, uint32_t low, uint32_t high) {
  return question->slots == NULL || (question->comparison->cheap_same && low == high);
}

static SkEngineJudgement judge(const struct question *question, uint32_t low, uint32_t high) {
  return question->comparison->judge(question->comparison->context, low, high);
}

static SkEngineJudgement remember(const struct question *question, uint32_t low, uint32_t high) {
  struct slot *slot = slot_of(question, low, high);
  if (slot->a != low || slot->b != high)
    *slot = (struct slot){ low, high, judge(question, low, high) };
  return slot->said;
}

static SkEngineJudgement ask(const struct question *question, uint32_t a, uint32_t b) {
  uint32_t low = a < b ? a : b, high = a < b ? b : a;
  return is_cheap(question, low, high) ? judge(question, low, high) : remember(question, low, high);
}

SkEngineJudgement sk_engine_ask_values(SkEngineAsker *self, unsigned comparison, uint32_t a, uint32_t b) {
  return ask(&self->questions[self->question_of[comparison]], a, b);
}

/* Puts what was said of one question into the evidence. */
static void note(const struct question *question, const SkEngineJudgement *said, SkEngineEvidence *evidence) {
  uint64_t levels = (uint64_t)said->levels[0] | (uint64_t)said->levels[1] << SK_ENGINE_LEVEL_BITS;
  evidence->pattern |= levels << (SK_ENGINE_LEVEL_BITS * question->first);
  for (unsigned answer = 0; answer < question->answers; answer++)
    if (question->rare[answer] < SK_ENGINE_RARE_MAX)
      evidence->rarity[question->rare[answer]] = said->rarity[answer];
}

static const uint32_t *cells_of(const SkEngineAsker *self, uint32_t row) {
  return self->table->cells + (size_t)row * self->table->column_count;
}

SkEngineEvidence sk_engine_ask(SkEngineAsker *self, uint32_t a, uint32_t b) {
  const uint32_t *left = cells_of(self, a), *right = cells_of(self, b);
  SkEngineEvidence evidence = { 0 };
  for (unsigned i = 0; i < self->question_count; i++) {
    const struct question *question = &self->questions[i];
    uint32_t one = left[question->comparison->column], other = right[question->comparison->column];
    if (one == 0 || other == 0)
      continue;
    SkEngineJudgement said = ask(question, one, other);
    note(question, &said, &evidence);
  }
  return evidence;
}

/* Values of one question, lower first; low 0: one side does not say. */
struct values {
  uint32_t low[SK_ENGINE_MEETINGS], high[SK_ENGINE_MEETINGS];
};

/* Asks for what answering will touch: the slot, or the facts. */
static inline void fetch(const struct question *question, uint32_t low, uint32_t high) {
  const SkEngineComparison *comparison = question->comparison;
  if (!is_cheap(question, low, high))
    sk_link_fetch(slot_of(question, low, high));
  if (comparison->facts != NULL) {
    sk_link_fetch((const char *)comparison->facts + (size_t)low * comparison->fact_size);
    sk_link_fetch((const char *)comparison->facts + (size_t)high * comparison->fact_size);
  }
}

static void look_up(const SkEngineAsker *self, const struct question *question, const SkEngineMeeting *pairs,
                    unsigned count, struct values *values) {
  unsigned column = question->comparison->column;
  for (unsigned i = 0; i < count; i++) {
    uint32_t one = cells_of(self, pairs[i].a)[column], other = cells_of(self, pairs[i].b)[column];
    uint32_t low = one < other ? one : other, high = one < other ? other : one;
    values->low[i] = low;
    values->high[i] = high;
    if (low != 0)
      fetch(question, low, high);
  }
}

/* Asks a cheap question about all pairs in which both sides say something. */
static void ask_together(const SkEngineAsker *self, const struct question *question, const SkEngineMeeting *pairs,
                         unsigned count, SkEngineEvidence *evidence) {
  const SkEngineComparison *comparison = question->comparison;
  uint32_t low[SK_ENGINE_MEETINGS], high[SK_ENGINE_MEETINGS];
  uint16_t at[SK_ENGINE_MEETINGS];
  uint8_t levels[SK_ENGINE_MEETINGS];
  int16_t rarity[SK_ENGINE_MEETINGS];
  unsigned stated = 0, shift = SK_ENGINE_LEVEL_BITS * question->first, rare = question->rare[0];
  for (unsigned i = 0; i < count; i++) {
    uint32_t one = cells_of(self, pairs[i].a)[comparison->column],
             other = cells_of(self, pairs[i].b)[comparison->column];
    low[stated] = one < other ? one : other;
    high[stated] = one < other ? other : one;
    at[stated] = (uint16_t)i;
    fetch(question, low[stated], high[stated]);
    stated += low[stated] != 0;
  }
  comparison->judge_many(comparison->context, low, high, stated, levels, rarity);
  for (unsigned i = 0; i < stated; i++)
    evidence[at[i]].pattern |= (uint64_t)levels[i] << shift;
  for (unsigned i = 0; rare < SK_ENGINE_RARE_MAX && i < stated; i++)
    evidence[at[i]].rarity[rare] = rarity[i];
}

/* The questions that are costly, or those that are not. */
static void ask_some(SkEngineAsker *self, bool costly, const SkEngineMeeting *pairs, unsigned count,
                     SkEngineEvidence *evidence) {
  struct values values;
  for (unsigned q = 0; q < self->question_count; q++) {
    const struct question *question = &self->questions[q];
    if ((question->comparison->most != NULL) != costly)
      continue;
    if (question->slots == NULL && question->comparison->judge_many != NULL) {
      ask_together(self, question, pairs, count, evidence);
      continue;
    }
    look_up(self, question, pairs, count, &values);
    for (unsigned i = 0; i < count; i++) {
      if (values.low[i] == 0)
        continue;
      SkEngineJudgement said = ask(question, values.low[i], values.high[i]);
      note(question, &said, &evidence[i]);
    }
  }
}

/* A row may lie across two lines of the cache. */
static void fetch_row(const SkEngineAsker *self, uint32_t row) {
  const uint32_t *cells = cells_of(self, row);
  sk_link_fetch(cells);
  sk_link_fetch(cells + self->table->column_count - 1);
}

void sk_engine_ask_first(SkEngineAsker *self, const SkEngineMeeting *pairs, unsigned count,
                         SkEngineEvidence *evidence) {
  for (unsigned i = 0; i < count; i++) {
    evidence[i] = (SkEngineEvidence){ 0 };
    fetch_row(self, pairs[i].a);
    fetch_row(self, pairs[i].b);
  }
  ask_some(self, false, pairs, count, evidence);
}

void sk_engine_ask_rest(SkEngineAsker *self, const SkEngineMeeting *pairs, unsigned count, SkEngineEvidence *evidence) {
  ask_some(self, true, pairs, count, evidence);
}

void sk_engine_ask_all(SkEngineAsker *self, const SkEngineMeeting *pairs, unsigned count, SkEngineEvidence *evidence) {
  sk_engine_ask_first(self, pairs, count, evidence);
  sk_engine_ask_rest(self, pairs, count, evidence);
}
