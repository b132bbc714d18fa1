#include "link/cluster.h"

#include "link/fetch.h"
#include "link/groups.h"
#include "link/known.h"
#include "link/parallel.h"
#include "link/sort.h"

#include <math.h>

#define CROSS_MAX 4096    /* clusters with more pairs between them are too large to be one person */
#define AHEAD 8           /* pairs asked for before they are needed */
#define PIECE_PAIRS 4096  /* pairs a thread takes at a time */
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
  double prior; /* log2 odds */
  struct member *members;
  SkEngineGroups groups;
  size_t *pieces; /* the first group of each, with the end of the last */
  struct hand *hands;
};

/* What a thread has of its own. */
struct hand {
  SkEngineAsker *asker;
  SkLinkRefused *refused;
  size_t refused_count, refused_room;
  SkEngineCatch asked;
  bool failed, stopped;
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
  const SkEngineClusterInput *input = self->input;
  uint32_t count = input->scorer->table->row_count;
  self->members = sk_link_heap_room(self->heap, count, sizeof *self->members);
  self->hands = sk_link_heap_take(self->heap, input->threads, sizeof *self->hands);
  if (self->members == NULL || self->hands == NULL ||
      !sk_engine_groups_make(self->heap, input->scorer, input->pairs, input->decisions, input->decision_count,
                             &self->groups))
    return false;
  for (uint32_t i = 0; i < count; i++)
    self->members[i] = (struct member){ i, i, 1 };
  for (unsigned i = 0; i < input->threads; i++)
    self->hands[i].asker = input->askers[i], self->hands[i].asked.heap = self->heap;
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

/* Compares and weighs two rows. False: stop. */
static bool look(const struct building *self, struct hand *hand, SkEnginePair *pair) {
  const SkEngineClusterInput *input = self->input;
  bool fresh = true;
  if (input->known == NULL)
    pair->evidence = sk_engine_ask(hand->asker, pair->a, pair->b);
  else if (!sk_engine_known_look(input->known, pair->a, pair->b, &pair->evidence, &fresh))
    return false;
  sk_engine_score_again(input->scorer, pair);
  if (input->keep_asked && fresh)
    sk_engine_catch_add(&hand->asked, pair);
  return true;
}

/* Looks at one pair between two clusters; false ends the looking. `known` is the pair that asks for the clusters to be
 * joined: what it looks like need not be found out again. */
static bool weigh(const struct building *self, struct hand *hand, uint32_t one, uint32_t other,
                  const SkEnginePair *known, struct verdict *verdict) {
  SkEnginePair pair = { .a = one < other ? one : other, .b = one < other ? other : one };
  verdict->a = pair.a, verdict->b = pair.b;
  verdict->reason = forbidden(self, one, other);
  if (verdict->reason != 0)
    return false;
  if (pair.a == known->a && pair.b == known->b) {
    pair.evidence = known->evidence;
    sk_engine_score_again(self->input->scorer, &pair);
  } else if (!look(self, hand, &pair)) {
    hand->stopped = true;
    return false;
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
static struct verdict judge(const struct building *self, struct hand *hand, const SkEnginePair *pair) {
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
      if (!weigh(self, hand, one, other, pair, &verdict))
        return verdict;
      other = self->members[other].next;
    } while (other != right);
    one = self->members[one].next;
  } while (one != left);
  if (looks_like_chain(self, &verdict))
    verdict = (struct verdict){ .a = pair->a, .b = pair->b, .reason = SK_LINK_REFUSED_CHAIN };
  return verdict;
}

static void refuse(const struct building *self, struct hand *hand, uint32_t pair, struct verdict verdict) {
  if (hand->refused_count == hand->refused_room) {
    size_t room = hand->refused_room == 0 ? 256 : hand->refused_room * 2;
    void *grown = sk_link_heap_grow(self->heap, hand->refused, hand->refused_room, room, sizeof *hand->refused);
    hand->failed = hand->failed || grown == NULL;
    if (grown == NULL)
      return;
    hand->refused = grown;
    hand->refused_room = room;
  }
  hand->refused[hand->refused_count++] = (SkLinkRefused){ pair, verdict.a, verdict.b, (uint8_t)verdict.reason };
}

/* ---- group by group */

/* Asks for the pairs whose turn comes soon, and for what is known of the rows of those before them. */
static void fetch_ahead(const struct building *self, uint32_t i) {
  const SkEngineGroups *groups = &self->groups;
  const SkEnginePair *pairs = self->input->pairs->pairs;
  if (i + 2 * AHEAD >= groups->starts[groups->count])
    return;
  const SkEnginePair *near = &pairs[(uint32_t)groups->words[i + AHEAD]];
  sk_link_fetch(&pairs[(uint32_t)groups->words[i + 2 * AHEAD]]);
  sk_link_fetch(&self->members[near->a]);
  sk_link_fetch(&self->members[near->b]);
}

static void join_group(struct building *self, struct hand *hand, size_t group) {
  const SkEngineGroups *groups = &self->groups;
  for (uint32_t i = groups->starts[group]; i < groups->starts[group + 1] && !hand->stopped; i++) {
    fetch_ahead(self, i);
    uint32_t at = (uint32_t)groups->words[i];
    const SkEnginePair *pair = &self->input->pairs->pairs[at];
    if (root_of(self, pair->a) == root_of(self, pair->b))
      continue;
    struct verdict verdict = judge(self, hand, pair);
    if (verdict.reason == 0)
      join(self, pair->a, pair->b);
    else
      refuse(self, hand, at, verdict);
  }
}

static void join_piece(void *context, unsigned thread, size_t piece) {
  struct building *self = context;
  struct hand *hand = &self->hands[thread];
  for (size_t group = self->pieces[piece]; group < self->pieces[piece + 1] && !hand->failed && !hand->stopped; group++)
    join_group(self, hand, group);
}

/* Cuts the groups into pieces of about equally many pairs. Returns how many. */
static size_t cut_pieces(struct building *self) {
  const SkEngineGroups *groups = &self->groups;
  size_t count = 0;
  self->pieces[0] = 0;
  for (size_t group = 0; group < groups->count; group++)
    if (groups->starts[group + 1] - groups->starts[self->pieces[count]] >= PIECE_PAIRS || group + 1 == groups->count)
      self->pieces[++count] = group + 1;
  return count;
}

/* ---- what was refused, heaviest first */

static SkLinkStatus gather_refused(struct building *self, SkEngineClusters *out) {
  size_t count = 0;
  for (unsigned i = 0; i < self->input->threads; i++) {
    count += self->hands[i].refused_count;
    if (self->hands[i].failed)
      return SK_LINK_NO_MEMORY;
  }
  SkLinkKey *keys = sk_link_heap_room(self->heap, count, sizeof *keys);
  SkLinkKey *spare = sk_link_heap_room(self->heap, count, sizeof *spare);
  out->refused = sk_link_heap_room(self->heap, count, sizeof *out->refused);
  bool good = keys != NULL && spare != NULL && out->refused != NULL;
  for (unsigned i = 0; good && i < self->input->threads; i++)
    for (size_t k = 0; k < self->hands[i].refused_count; k++) {
      uint32_t pair = self->hands[i].refused[k].proposal;
      uint64_t falling = sk_link_falling(self->input->pairs->pairs[pair].weight);
      keys[out->refused_count++] = (SkLinkKey){ .key = falling << 32 | pair, .row = (uint32_t)k, .extra = i };
    }
  if (good)
    sk_link_sort(keys, spare, count);
  for (size_t i = 0; good && i < count; i++)
    out->refused[i] = self->hands[keys[i].extra].refused[keys[i].row];
  sk_link_heap_give(self->heap, keys);
  sk_link_heap_give(self->heap, spare);
  return good ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

/* ---- what was compared */

static SkLinkStatus gather_asked(struct building *self, SkEnginePairs *asked) {
  SkEngineCatch catches[SK_LINK_THREADS_MAX];
  size_t kept = 0;
  for (unsigned i = 0; i < self->input->threads; i++)
    catches[i] = self->hands[i].asked;
  if (!sk_engine_catch_gather(self->heap, catches, self->input->threads, asked))
    return SK_LINK_NO_MEMORY;
  for (size_t i = 0; i < asked->count; i++)
    if (kept == 0 || asked->pairs[kept - 1].a != asked->pairs[i].a || asked->pairs[kept - 1].b != asked->pairs[i].b)
      asked->pairs[kept++] = asked->pairs[i];
  asked->count = kept;
  return SK_LINK_OK;
}

/* ---- all of it */

static SkLinkStatus build(struct building *self, SkEngineClusters *out) {
  uint32_t rows = self->input->scorer->table->row_count;
  if (!begin(self))
    return SK_LINK_NO_MEMORY;
  self->pieces = sk_link_heap_room(self->heap, self->input->pairs->count / PIECE_PAIRS + 2, sizeof *self->pieces);
  out->cluster_of = sk_link_heap_room(self->heap, rows, sizeof *out->cluster_of);
  if (self->pieces == NULL || out->cluster_of == NULL)
    return SK_LINK_NO_MEMORY;
  apply_decisions(self);
  sk_link_parallel(self->input->threads, cut_pieces(self), join_piece, self);
  for (uint32_t i = 0; i < rows; i++) {
    out->cluster_of[i] = root_of(self, i);
    out->cluster_count += root_of(self, i) == i;
  }
  for (unsigned i = 0; i < self->input->threads; i++)
    if (self->hands[i].stopped)
      return SK_LINK_STOPPED;
  SkLinkStatus status = gather_refused(self, out);
  return status == SK_LINK_OK && self->input->keep_asked ? gather_asked(self, &out->asked) : status;
}

SkLinkStatus sk_engine_clusters_build(SkLinkHeap *heap, const SkEngineClusterInput *input,
                                      SkEngineClusters *ret_clusters) {
  struct building self = { .heap = heap, .input = input, .prior = input->scorer->weights.prior_strangers };
  SkEngineClusters clusters = { 0 };
  SkLinkStatus status = build(&self, &clusters);
  for (unsigned i = 0; self.hands != NULL && i < input->threads; i++)
    sk_link_heap_give(heap, self.hands[i].refused);
  sk_link_heap_give(heap, self.hands);
  sk_link_heap_give(heap, self.groups.words);
  sk_link_heap_give(heap, self.groups.starts);
  sk_link_heap_give(heap, self.pieces);
  sk_link_heap_give(heap, self.members);
  if (status == SK_LINK_OK)
    *ret_clusters = clusters;
  return status;
}
