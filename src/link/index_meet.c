/* Who shares a key with whom, weighed for the first time. */
#include "link/index_parts.h"

static bool keep_if_worth(SkEngineIndex *self, uint32_t row, uint32_t other, unsigned rule) {
  SkEnginePair pair = { .a = row < other ? row : other, .b = row < other ? other : row, .rule = (uint8_t)rule };
  if (!sk_engine_comparable(&self->table, row, other))
    return true;
  sk_engine_score(&self->scorer, self->asker, &pair);
  return !sk_engine_may_be_wanted(&self->scorer, &pair, self->scorer.model.ask_from, self->household_most) ||
         sk_index_lists_set(&self->met, &pair);
}

/* Whom one row has met under one rule, weighed many at a time. */
struct company {
  SkEngineIndex *self;
  unsigned rule, count;
  SkEngineMeeting meetings[SK_ENGINE_MEETINGS];
};

/* Leaves out whom the costly comparisons cannot lift. */
static void drop_hopeless(struct company *company, SkEngineEvidence *evidence) {
  const SkEngineScorer *scorer = &company->self->scorer;
  unsigned left = 0;
  for (unsigned i = 0; i < company->count; i++) {
    SkEnginePair pair = { .a = company->meetings[i].a, .b = company->meetings[i].b, .evidence = evidence[i] };
    pair.weight = (float)sk_engine_score_most(scorer, &pair);
    if (!sk_engine_may_be_wanted(scorer, &pair, scorer->model.ask_from, company->self->household_most))
      continue;
    company->meetings[left] = company->meetings[i];
    evidence[left++] = evidence[i];
  }
  company->count = left;
}

static bool weigh_company(struct company *company) {
  SkEngineIndex *self = company->self;
  SkEngineEvidence evidence[SK_ENGINE_MEETINGS];
  bool good = true;
  sk_engine_ask_first(self->asker, company->meetings, company->count, evidence);
  drop_hopeless(company, evidence);
  sk_engine_ask_rest(self->asker, company->meetings, company->count, evidence);
  for (unsigned i = 0; good && i < company->count; i++) {
    SkEnginePair pair = {
      .a = company->meetings[i].a, .b = company->meetings[i].b, .evidence = evidence[i], .rule = (uint8_t)company->rule
    };
    sk_engine_score_again(&self->scorer, &pair);
    good = !sk_engine_may_be_wanted(&self->scorer, &pair, self->scorer.model.ask_from, self->household_most) ||
           sk_index_lists_set(&self->met, &pair);
  }
  company->count = 0;
  return good;
}

static bool meet_one(void *context, uint32_t row, uint32_t other, unsigned rule) {
  struct company *company = context;
  SkEngineIndex *self = company->self;
  if (sk_index_rows_has(&self->seen, other))
    return true;
  if (!sk_index_rows_add(&self->seen, other))
    return false;
  if (!sk_engine_comparable(&self->table, row, other))
    return true;
  if ((rule != company->rule || company->count == SK_ENGINE_MEETINGS) && !weigh_company(company))
    return false;
  company->rule = rule;
  company->meetings[company->count++] = row < other ? (SkEngineMeeting){ row, other } : (SkEngineMeeting){ other, row };
  return true;
}

bool index_meet(SkEngineIndex *self, uint32_t row) {
  struct company company = { .self = self };
  const SkIndexList *list = &self->met.of[row];
  sk_index_rows_clear(&self->seen);
  for (uint32_t i = 0; i < list->count; i++) /* those that others have brought */
    if (!sk_index_rows_add(&self->seen, sk_index_other(&list->pairs[i], row)))
      return false;
  if (!sk_index_keys_meet(self->keys, row, meet_one, &company) || !weigh_company(&company))
    return false;
  self->met.of[row].whole = true;
  return true;
}

bool index_know_met(SkEngineIndex *self, uint32_t row) {
  return self->met.of[row].whole || index_meet(self, row);
}

/* ---- blocks that shifted */

static bool touch_both(SkEngineIndex *self, uint32_t a, uint32_t b) {
  return index_add_household(self, &self->touched, a) && index_add_household(self, &self->touched, b);
}

/* The pair was found in a block that is no more: a later rule finds it, or none. */
static bool part(SkEngineIndex *self, SkEnginePair pair) {
  int first = sk_index_keys_first(self->keys, pair.a, pair.b);
  if (first == pair.rule)
    return true;
  pair.rule = (uint8_t)first;
  if (first < 0)
    sk_index_lists_drop(&self->met, pair.a, pair.b);
  else if (!sk_index_lists_set(&self->met, &pair))
    return false;
  return touch_both(self, pair.a, pair.b);
}

static bool part_all(SkEngineIndex *self, const SkIndexShift *shift) {
  SkIndexRows *crowd = &self->seen;
  for (size_t i = 0; i < shift->count; i++) {
    uint32_t row = shift->rows[i];
    const SkIndexList *list = &self->met.of[row];
    for (uint32_t k = list->count; k-- > 0;) {
      SkEnginePair pair = list->pairs[k];
      if (pair.rule == shift->rule && row == pair.a && sk_index_rows_has(crowd, pair.b) && !part(self, pair))
        return false;
    }
  }
  return true;
}

static bool join(SkEngineIndex *self, uint32_t a, uint32_t b, unsigned rule) {
  const SkEnginePair *known = sk_index_lists_find(&self->met, a, b);
  if (known == NULL && (self->met.of[a].whole || self->met.of[b].whole)) {
    if (!keep_if_worth(self, a, b, (unsigned)sk_index_keys_first(self->keys, a, b)))
      return false;
    return sk_index_lists_find(&self->met, a, b) == NULL || touch_both(self, a, b);
  }
  if (known == NULL || known->rule <= rule)
    return true;
  SkEnginePair pair = *known;
  pair.rule = (uint8_t)rule;
  return sk_index_lists_set(&self->met, &pair) && touch_both(self, a, b);
}

static bool join_all(SkEngineIndex *self, const SkIndexShift *shift) {
  for (size_t i = 0; i < shift->count; i++)
    for (size_t j = i + 1; j < shift->count; j++)
      if (!join(self, shift->rows[i], shift->rows[j], shift->rule))
        return false;
  return true;
}

static bool meet_crowd(void *context, const SkIndexShift *shift) {
  SkEngineIndex *self = context;
  sk_index_rows_clear(&self->seen);
  for (size_t i = 0; i < shift->count; i++) {
    uint32_t row = shift->rows[i];
    if (!sk_index_rows_add(&self->seen, row) ||
        (!self->met.of[row].whole && !index_add_household(self, &self->touched, row))) /* whom it met is not known */
      return false;
  }
  return shift->together ? join_all(self, shift) : part_all(self, shift);
}

bool index_meet_again(SkEngineIndex *self) {
  return sk_index_keys_shifted(self->keys, meet_crowd, self);
}
