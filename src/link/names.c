#include "link/names.h"

#include "link/parallel.h"
#include "link/sort.h"

#include <string.h>

#define MEMO_SLOTS (1u << 17)
#define READ_PIECE 512

struct SkLinkNames {
  SkLinkNameForm *forms; /* by distinct name */
  const SkLinkName **sources;
  float *family_shares, *given_shares;
  uint32_t count;
  double family_chance, given_chance;
};

struct slot {
  uint32_t a, b; /* a < b; both 0: free */
  SkLinkGrades grades;
};

struct SkLinkNameMemo {
  struct slot slots[MEMO_SLOTS];
};

/* ---- interning */

static uint64_t hash_text(uint64_t seed, SkLinkText text) {
  uint64_t hash = sk_link_mix(seed, text.length);
  for (uint32_t at = 0; at < text.length; at += 8) {
    uint64_t word = 0;
    memcpy(&word, text.bytes + at, text.length - at < 8 ? text.length - at : 8);
    hash = sk_link_mix(hash, word);
  }
  return hash;
}

static uint64_t hash_name(const SkLinkName *name) {
  uint64_t hash = hash_text(hash_text(hash_text(1, name->written), name->family), name->given);
  return sk_link_mix(hash, (uint64_t)name->script << 16 | (uint64_t)name->order << 8 | name->reading_origin);
}

static bool same_text(SkLinkText a, SkLinkText b) {
  return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

/* The kind of claim does not change how a name reads. */
static bool same_name(const SkLinkName *a, const SkLinkName *b) {
  return same_text(a->written, b->written) && same_text(a->family, b->family) && same_text(a->given, b->given) &&
         a->script == b->script && a->order == b->order && a->reading_origin == b->reading_origin;
}

struct interning {
  SkLinkNames *names;
  uint32_t *slots; /* name + 1 */
  size_t room;     /* power of two */
};

static uint32_t intern(struct interning *self, const SkLinkName *name) {
  size_t at = hash_name(name) & (self->room - 1);
  for (; self->slots[at] != 0; at = (at + 1) & (self->room - 1))
    if (same_name(self->names->sources[self->slots[at] - 1], name))
      return self->slots[at] - 1;
  self->names->sources[self->names->count] = name;
  self->slots[at] = ++self->names->count;
  return self->names->count - 1;
}

static size_t claims_of(const SkLinkRows *rows) {
  size_t claims = 0;
  for (uint32_t i = 0; i < rows->count; i++)
    claims += rows->input->records[rows->rows[i].record].name_count;
  return claims;
}

/* Rows are gone through in order of ids, so the numbers of the names do not depend on the order of the input. */
static SkLinkStatus intern_all(SkLinkHeap *heap, SkLinkRows *rows, SkLinkNames *names) {
  size_t claims = claims_of(rows);
  struct interning self = { .names = names, .room = 64 };
  while (self.room < 2 * claims)
    self.room *= 2;
  self.slots = sk_link_heap_take(heap, self.room, sizeof *self.slots);
  names->sources = sk_link_heap_take(heap, claims, sizeof *names->sources);
  rows->names = sk_link_heap_take(heap, claims, sizeof *rows->names);
  bool good = self.slots != NULL && names->sources != NULL && rows->names != NULL && claims < UINT32_MAX;
  for (uint32_t i = 0; good && i < rows->count; i++) {
    const SkLinkRecord *record = &rows->input->records[rows->rows[i].record];
    rows->rows[i].first_name = (uint32_t)rows->name_count;
    rows->rows[i].name_count = (uint16_t)record->name_count;
    for (uint32_t n = 0; n < record->name_count; n++)
      rows->names[rows->name_count++] = intern(&self, &record->names[n]);
  }
  sk_link_heap_give(heap, self.slots);
  return good ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

static void read_piece(void *context, unsigned thread, size_t piece) {
  SkLinkNames *names = context;
  (void)thread;
  for (size_t i = piece * READ_PIECE; i < (piece + 1) * READ_PIECE && i < names->count; i++)
    sk_link_name_form_read(names->sources[i], &names->forms[i]);
}

/* ---- frequencies: how many rows can be found by a key of a name's part, the most frequent of its keys taken */

struct census {
  SkLinkKey *keys; /* sorted; the first of each run has its share in `shares` */
  float *shares;
  size_t count;
};

/* Each row once a key, however many of its claims have it. */
static size_t collect_row(const SkLinkRows *rows, const SkLinkNames *names, uint32_t row, SkLinkKeySet set,
                          SkLinkKey *keys) {
  size_t count = 0;
  for (unsigned n = 0; n < rows->rows[row].name_count; n++) {
    const SkLinkNameForm *form = &names->forms[rows->names[rows->rows[row].first_name + n]];
    for (unsigned k = form->starts[set]; k < form->starts[set + 1]; k++) {
      bool known = false;
      for (size_t i = 0; i < count && !known; i++)
        known = keys[i].key == form->keys[k];
      if (!known)
        keys[count++] = (SkLinkKey){ .key = form->keys[k], .row = row };
    }
  }
  return count;
}

static size_t count_keys(const SkLinkRows *rows, const SkLinkNames *names, SkLinkKeySet set) {
  size_t count = 0;
  for (size_t n = 0; n < rows->name_count; n++)
    count += names->forms[rows->names[n]].starts[set + 1] - names->forms[rows->names[n]].starts[set];
  return count;
}

static double find_share(const struct census *census, uint64_t key) {
  size_t low = 0, high = census->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (census->keys[middle].key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < census->count && census->keys[low].key == key ? (double)census->shares[low] : 0;
}

static void measure(struct census *census, uint32_t rows) {
  for (size_t start = 0, stop; start < census->count; start = stop) {
    for (stop = start + 1; stop < census->count && census->keys[stop].key == census->keys[start].key;)
      stop++;
    census->shares[start] = (float)((double)(stop - start) / (double)rows);
  }
}

/* Fills a census and returns how many rows have any key; 0 without memory. */
static uint32_t take_census(SkLinkHeap *heap, const SkLinkRows *rows, const SkLinkNames *names, SkLinkKeySet set,
                            struct census *census) {
  uint32_t with = 0;
  size_t room = count_keys(rows, names, set);
  SkLinkKey *spare = sk_link_heap_take(heap, room, sizeof *spare);
  census->keys = sk_link_heap_take(heap, room, sizeof *census->keys);
  census->shares = sk_link_heap_take(heap, room, sizeof *census->shares);
  if (spare != NULL && census->keys != NULL && census->shares != NULL) {
    for (uint32_t row = 0; row < rows->count; row++) {
      size_t found = collect_row(rows, names, row, set, census->keys + census->count);
      census->count += found;
      with += found > 0;
    }
    sk_link_sort(census->keys, spare, census->count);
    measure(census, with);
  }
  sk_link_heap_give(heap, spare);
  return with;
}

/* The chance that two rows agree is the mean share of what the rows carry. */
static double mean_share(const SkLinkRows *rows, const float *shares, uint32_t with) {
  double sum = 0;
  for (uint32_t row = 0; row < rows->count; row++) {
    float most = 0;
    for (unsigned n = 0; n < rows->rows[row].name_count; n++) {
      float share = shares[rows->names[rows->rows[row].first_name + n]];
      most = share > most ? share : most;
    }
    sum += (double)most;
  }
  return with > 0 ? sum / with : 0;
}

static SkLinkStatus count_shares(SkLinkHeap *heap, const SkLinkRows *rows, const SkLinkNames *names, SkLinkKeySet set,
                                 float **ret_shares, double *ret_chance) {
  struct census census = { 0 };
  float *shares = sk_link_heap_take(heap, names->count, sizeof *shares);
  uint32_t with = take_census(heap, rows, names, set, &census);
  bool good = shares != NULL && census.keys != NULL && census.shares != NULL;
  for (uint32_t i = 0; good && i < names->count; i++)
    for (unsigned k = names->forms[i].starts[set]; k < names->forms[i].starts[set + 1]; k++) {
      float share = (float)find_share(&census, names->forms[i].keys[k]);
      shares[i] = share > shares[i] ? share : shares[i];
    }
  *ret_shares = shares;
  *ret_chance = good ? mean_share(rows, shares, with) : 0;
  sk_link_heap_give(heap, census.keys);
  sk_link_heap_give(heap, census.shares);
  return good ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

SkLinkStatus sk_link_names_build(SkLinkHeap *heap, SkLinkRows *rows, unsigned threads, SkLinkNames **ret_names) {
  SkLinkNames *names = sk_link_heap_take(heap, 1, sizeof *names);
  SkLinkStatus status = names != NULL ? intern_all(heap, rows, names) : SK_LINK_NO_MEMORY;
  if (status != SK_LINK_OK)
    return status;
  names->forms = sk_link_heap_take(heap, names->count, sizeof *names->forms);
  if (names->forms == NULL)
    return SK_LINK_NO_MEMORY;
  sk_link_parallel(threads, (names->count + READ_PIECE - 1) / READ_PIECE, read_piece, names);
  status = count_shares(heap, rows, names, SK_LINK_KEYS_FAMILY, &names->family_shares, &names->family_chance);
  if (status == SK_LINK_OK)
    status = count_shares(heap, rows, names, SK_LINK_KEYS_GIVEN, &names->given_shares, &names->given_chance);
  *ret_names = names;
  return status;
}

void sk_link_names_free(SkLinkHeap *heap, SkLinkNames *names) {
  if (names == NULL)
    return;
  sk_link_heap_give(heap, names->forms);
  sk_link_heap_give(heap, names->sources);
  sk_link_heap_give(heap, names->family_shares);
  sk_link_heap_give(heap, names->given_shares);
  sk_link_heap_give(heap, names);
}

const uint64_t *sk_link_names_keys(const SkLinkNames *names, uint32_t name, SkLinkKeySet set, unsigned *ret_count) {
  const SkLinkNameForm *form = &names->forms[name];
  *ret_count = form->starts[set + 1] - form->starts[set];
  return form->keys + form->starts[set];
}

double sk_link_names_family_share(const SkLinkNames *names, uint32_t name) {
  return (double)names->family_shares[name];
}

double sk_link_names_given_share(const SkLinkNames *names, uint32_t name) {
  return (double)names->given_shares[name];
}

double sk_link_names_family_chance(const SkLinkNames *names) {
  return names->family_chance;
}

double sk_link_names_given_chance(const SkLinkNames *names) {
  return names->given_chance;
}

/* ---- comparing */

SkLinkNameMemo *sk_link_name_memo_new(SkLinkHeap *heap) {
  return sk_link_heap_take(heap, 1, sizeof(SkLinkNameMemo));
}

SkLinkGrades sk_link_names_compare(const SkLinkNames *names, SkLinkNameMemo *memo, uint32_t a, uint32_t b) {
  uint32_t low = a < b ? a : b, high = a < b ? b : a;
  if (low == high)
    return sk_link_name_form_compare(&names->forms[low], &names->forms[low]);
  struct slot *slot = &memo->slots[sk_link_mix(low, high) & (MEMO_SLOTS - 1)];
  if (slot->a != low || slot->b != high)
    *slot = (struct slot){ low, high, sk_link_name_form_compare(&names->forms[low], &names->forms[high]) };
  return slot->grades;
}
