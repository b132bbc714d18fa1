#include "link/cluster.h"

#include "link/fetch.h"

#include <math.h>

#define CROSS_MAX 4096    /* clusters with more pairs between them are too large to be one person */
#define AHEAD 8           /* pairs asked for before their turn */
#define UNLIKE 1.0        /* bits against it on the whole before clusters count as unlike */
#define WEIGHT_BOUND 30.0 /* one pair's say in the mean, log2 */

/* What is known of a row. */
struct member {
  uint32_t root; /* the lowest row of its cluster */
  uint32_t next; /* the members of a cluster are a ring */
  uint32_t size; /* of the cluster; only the root's is kept true */
};

struct building {
  SkLinkHeap *heap;
  const SkEngineClusterInput *input;
  SkEngineAsker *asker;
  double prior; /* log2 odds */
  struct member *members;
  SkEngineClusters out;
  size_t refused_room;
};

static uint32_t root_of(const struct building *self, uint32_t row) {
  return self->members[row].root;
}

static void join(struct building *self, uint32_t a, uint32_t b) {
  struct member *members = self->members;
  uint32_t low = members[a].root < members[b].root ? members[a].root : members[b].root;
  uint32_t high = members[a].root < members[b].root ? members[b].root : members[a].root;
  if (low == high)
    return;
  uint32_t member = high;
  do {
    members[member].root = low;
    member = members[member].next;
  } while (member != high);
  uint32_t after = members[low].next;
  members[low].next = members[high].next;
  members[high].next = after;
  members[low].size += members[high].size;
}

static bool begin(struct building *self) {
  uint32_t count = self->input->scorer->table->row_count;
  self->members = sk_link_heap_room(self->heap, count, sizeof *self->members);
  self->asker = self->input->asker != NULL
                    ? self->input->asker
                    : sk_engine_asker_new(self->heap, self->input->scorer->plan, self->input->scorer->table);
  if (self->members == NULL || self->asker == NULL)
    return false;
  for (uint32_t i = 0; i < count; i++)
    self->members[i] = (struct member){ i, i, 1 };
  return true;
}

static void apply_decisions(struct building *self) {
  for (size_t i = 0; i < self->input->decision_count; i++) {
    const SkLinkDecision *decision = &self->input->decisions[i];
    if (decision->verdict == SK_LINK_DECIDED_SAME)
      join(self, decision->a, decision->b);
  }
}

/* Why the two rows cannot be in one cluster, without looking at what they agree in. */
static unsigned forbidden(const struct building *self, uint32_t a, uint32_t b) {
  const SkEngineTable *table = self->input->scorer->table;
  if (sk_engine_decided_different(self->input->decided, a, b))
    return SK_LINK_REFUSED_DIFFERENT;
  if (sk_engine_comparable(table, a, b))
    return 0;
  return table->entry_of != NULL && table->entry_of[a] == table->entry_of[b] && table->entry_of[a] != 0
             ? SK_LINK_REFUSED_ENTRY
             : SK_LINK_REFUSED_TWICE;
}

struct verdict {
  uint32_t a, b;
  unsigned reason;
  double sum;     /* evidence of the cross pairs, log2 without the prior */
  double weights; /* the same with it */
  unsigned pairs;
};

/* Looks at one pair between two clusters; false ends the looking. `known` is the pair that asks for the clusters to be
 * joined: what it looks like need not be found out again. */
static bool weigh(struct building *self, uint32_t one, uint32_t other, const SkEnginePair *known,
                  struct verdict *verdict) {
  SkEnginePair pair = { .a = one < other ? one : other, .b = one < other ? other : one };
  verdict->a = pair.a, verdict->b = pair.b;
  verdict->reason = forbidden(self, one, other);
  if (verdict->reason != 0)
    return false;
  if (pair.a == known->a && pair.b == known->b) {
    pair.evidence = known->evidence;
    sk_engine_score_again(self->input->scorer, &pair);
  } else {
    sk_engine_score(self->input->scorer, self->asker, &pair);
  }
  if (self->input->scorer->plan->apart != NULL && self->input->scorer->plan->apart(pair.evidence.pattern))
    verdict->reason = SK_LINK_REFUSED_CONFLICT;
  verdict->sum += fmin(fmax((double)pair.weight - self->prior, -WEIGHT_BOUND), WEIGHT_BOUND);
  verdict->weights += fmin(fmax((double)pair.weight, -WEIGHT_BOUND), WEIGHT_BOUND);
  verdict->pairs++;
  return verdict->reason == 0;
}

/* Are the members of two clusters, all taken together, more unlike than a cluster may be? */
static bool looks_like_chain(const struct building *self, const struct verdict *verdict) {
  double least = self->input->mean_least;
  return least != 0 ? verdict->weights < least * verdict->pairs : verdict->sum < -UNLIKE;
}

/* Why the clusters of a pair's rows must stay apart, or 0. */
static struct verdict judge(struct building *self, const SkEnginePair *pair) {
  uint32_t left = root_of(self, pair->a), right = root_of(self, pair->b);
  struct verdict verdict = { .a = pair->a, .b = pair->b };
  if ((uint64_t)self->members[left].size * self->members[right].size > CROSS_MAX) {
    verdict.reason = SK_LINK_REFUSED_CHAIN;
    return verdict;
  }
  uint32_t one = left;
  do {
    uint32_t other = right;
    do {
      if (!weigh(self, one, other, pair, &verdict))
        return verdict;
      other = self->members[other].next;
    } while (other != right);
    one = self->members[one].next;
  } while (one != left);
  if (looks_like_chain(self, &verdict))
    verdict = (struct verdict){ .a = pair->a, .b = pair->b, .reason = SK_LINK_REFUSED_CHAIN };
  return verdict;
}

static bool refuse(struct building *self, size_t pair, struct verdict verdict) {
  if (self->out.refused_count == self->refused_room) {
    size_t room = self->refused_room == 0 ? 256 : self->refused_room * 2;
    void *grown = sk_link_heap_grow(self->heap, self->out.refused, self->refused_room, room, sizeof *self->out.refused);
    if (grown == NULL)
      return false;
    self->out.refused = grown;
    self->refused_room = room;
  }
  self->out.refused[self->out.refused_count++] =
      (SkLinkRefused){ (uint32_t)pair, verdict.a, verdict.b, (uint8_t)verdict.reason };
  return true;
}

/* Asks for the pairs whose turn comes soon, and for what is known of their rows. */
static void fetch_ahead(const struct building *self, size_t i) {
  const SkEnginePairs *pairs = self->input->pairs;
  if (i + 2 * AHEAD >= pairs->count)
    return;
  const SkEnginePair *near = &pairs->pairs[self->input->order[i + AHEAD]];
  sk_link_fetch(&pairs->pairs[self->input->order[i + 2 * AHEAD]]);
  sk_link_fetch(&self->members[near->a]);
  sk_link_fetch(&self->members[near->b]);
}

static bool join_pairs(struct building *self) {
  const SkEnginePairs *pairs = self->input->pairs;
  for (size_t i = 0; i < pairs->count; i++) {
    fetch_ahead(self, i);
    uint32_t at = self->input->order[i];
    const SkEnginePair *pair = &pairs->pairs[at];
    if (root_of(self, pair->a) == root_of(self, pair->b) || !sk_engine_score_links(self->input->scorer, pair))
      continue;
    struct verdict verdict = judge(self, pair);
    if (verdict.reason == 0)
      join(self, pair->a, pair->b);
    else if (!refuse(self, at, verdict))
      return false;
  }
  return true;
}

SkLinkStatus sk_engine_clusters_build(SkLinkHeap *heap, const SkEngineClusterInput *input,
                                      SkEngineClusters *ret_clusters) {
  struct building self = { .heap = heap, .input = input };
  self.prior = input->scorer->weights.prior_strangers;
  if (!begin(&self))
    return SK_LINK_NO_MEMORY;
  apply_decisions(&self);
  if (!join_pairs(&self))
    return SK_LINK_NO_MEMORY;
  self.out.cluster_of = sk_link_heap_room(heap, input->scorer->table->row_count, sizeof *self.out.cluster_of);
  if (self.out.cluster_of == NULL)
    return SK_LINK_NO_MEMORY;
  for (uint32_t i = 0; i < input->scorer->table->row_count; i++) {
    self.out.cluster_of[i] = root_of(&self, i);
    self.out.cluster_count += root_of(&self, i) == i;
  }
  sk_link_heap_give(heap, self.members);
  if (input->asker == NULL)
    sk_engine_asker_free(self.asker);
  *ret_clusters = self.out;
  return SK_LINK_OK;
}
