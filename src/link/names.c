#include "link/names.h"

#include "link/known_grades.h"
#include "link/parallel.h"
#include "link/sort.h"

#include <string.h>

#define READ_PIECE 512
#define KEYS_A_CLAIM 12 /* room to begin with */

/* What a claim is told apart by. */
struct identity {
  uint32_t lengths[3];
  uint8_t script, order, reading_origin, sort;
};

#define IDENTITY_BYTES 1024 /* longer names are told apart by their beginnings */

struct SkLinkNames {
  SkLinkHeap *heap;
  const SkReadings *readings;
  SkLinkIntern intern;
  const SkLinkName **sources; /* by claim */
  uint8_t *sorts;             /* SkLinkNameSort, by claim */
  uint32_t source_room;
  SkLinkNameForm *forms; /* by claim */
  uint32_t *keys_at;     /* by claim, into the keys of its piece */
  uint64_t **keys;       /* by piece of READ_PIECE claims */
  float *family_shares, *given_shares;
  SkLinkKnownGrades *known;
  double family_chance, given_chance;
};

SkLinkNames *sk_link_names_new(SkLinkHeap *heap, const SkReadings *readings) {
  SkLinkNames *names = sk_link_heap_take(heap, 1, sizeof *names);
  if (names == NULL)
    return NULL;
  names->heap = heap;
  names->readings = readings;
  sk_link_intern_init(&names->intern, heap);
  return names;
}

static size_t piece_count(const SkLinkNames *names) {
  return ((size_t)names->intern.count + READ_PIECE) / READ_PIECE;
}

void sk_link_names_free(SkLinkNames *names) {
  if (names == NULL)
    return;
  sk_link_intern_clear(&names->intern);
  sk_link_heap_give(names->heap, names->sources);
  sk_link_heap_give(names->heap, names->sorts);
  for (size_t i = 0; names->keys != NULL && i < piece_count(names); i++)
    sk_link_heap_give(names->heap, names->keys[i]);
  sk_link_heap_give(names->heap, names->keys);
  sk_link_heap_give(names->heap, names->keys_at);
  sk_link_heap_give(names->heap, names->forms);
  sk_link_heap_give(names->heap, names->family_shares);
  sk_link_heap_give(names->heap, names->given_shares);
  sk_link_heap_give(names->heap, names->known);
  sk_link_heap_give(names->heap, names);
}

/* ---- interning */

static size_t append(uint8_t *bytes, size_t used, const void *more, size_t length) {
  size_t room = IDENTITY_BYTES - used, taken = length < room ? length : room;
  if (taken > 0)
    memcpy(bytes + used, more, taken);
  return used + taken;
}

uint32_t sk_link_names_add(SkLinkNames *names, const SkLinkName *claim, SkLinkNameSort sort) {
  uint8_t bytes[IDENTITY_BYTES];
  struct identity identity = { { claim->written.length, claim->family.length, claim->given.length },
                               claim->script,
                               claim->order,
                               claim->reading_origin,
                               (uint8_t)sort };
  size_t used = append(bytes, 0, &identity, sizeof identity);
  used = append(bytes, used, claim->written.bytes, claim->written.length);
  used = append(bytes, used, claim->family.bytes, claim->family.length);
  used = append(bytes, used, claim->given.bytes, claim->given.length);
  if (names->intern.count + 2 > names->source_room) {
    uint32_t room = names->source_room * 2 + 64;
    const SkLinkName **grown =
        sk_link_heap_grow(names->heap, (void *)names->sources, names->source_room, room, sizeof *grown);
    uint8_t *sorts = sk_link_heap_grow(names->heap, names->sorts, names->source_room, room, 1);
    names->sources = grown != NULL ? grown : names->sources;
    names->sorts = sorts != NULL ? sorts : names->sorts;
    if (grown == NULL || sorts == NULL)
      return 0;
    names->source_room = room;
  }
  uint32_t number = sk_link_intern_add(&names->intern, bytes, used);
  if (number != 0 && names->sources[number] == NULL) {
    names->sources[number] = claim;
    names->sorts[number] = (uint8_t)sort;
  }
  return number;
}

/* Keys of the claims of a piece one after the other, as many as there are. A piece without memory has none. */
static void read_piece(void *context, unsigned thread, size_t piece) {
  SkLinkNames *names = context;
  size_t room = READ_PIECE * KEYS_A_CLAIM, count = 0;
  uint64_t *keys = sk_link_heap_room(names->heap, room, sizeof *keys);
  (void)thread;
  if (keys == NULL)
    return;
  for (size_t i = piece * READ_PIECE; i < (piece + 1) * READ_PIECE; i++) {
    if (i < 1 || i > names->intern.count)
      continue;
    if (room - count < SK_LINK_NAME_KEYS) {
      uint64_t *grown = sk_link_heap_grow(names->heap, keys, count, room * 2, sizeof *keys);
      if (grown == NULL)
        return;
      keys = grown;
      room *= 2;
    }
    names->keys_at[i] = (uint32_t)count;
    count += sk_link_name_form_read(names->sources[i], names->readings, &names->forms[i], keys + count);
  }
  names->keys[piece] = sk_link_heap_grow(names->heap, keys, count, count, sizeof *keys);
}

/* ---- frequencies: how many records can be found by a key of a name's part, the most frequent of its keys taken */

struct census {
  SkLinkKey *keys; /* sorted; `row` counts records; the first of each run has its share in `shares` */
  float *shares;
  size_t count;
  double records; /* that have any key */
};

static unsigned claims_of(const SkLinkIntern *sets, uint32_t set, uint32_t claims[static 16]) {
  size_t length = sk_link_intern_length(sets, set);
  memcpy(claims, sk_link_intern_bytes(sets, set), length);
  return (unsigned)(length / sizeof *claims);
}

/* Each record once a key, however many of its claims have it. */
static size_t collect_set(const SkLinkNames *names, const SkLinkIntern *sets, uint32_t set, SkLinkKeySet kind,
                          SkLinkKey *keys) {
  uint32_t claims[16];
  unsigned claim_count = claims_of(sets, set, claims);
  size_t count = 0;
  for (unsigned n = 0; n < claim_count; n++) {
    unsigned key_count;
    const uint64_t *found = sk_link_names_keys(names, claims[n], kind, &key_count);
    for (unsigned k = 0; k < key_count; k++) {
      bool known = false;
      for (size_t i = 0; i < count && !known; i++)
        known = keys[i].key == found[k];
      if (!known)
        keys[count++] = (SkLinkKey){ .key = found[k], .row = sets->counts[set] };
    }
  }
  return count;
}

static size_t count_keys(const SkLinkNames *names, const SkLinkIntern *sets, SkLinkKeySet kind) {
  size_t count = 0;
  for (uint32_t set = 1; set <= sets->count; set++) {
    uint32_t claims[16];
    unsigned claim_count = claims_of(sets, set, claims);
    for (unsigned n = 0; n < claim_count; n++) {
      unsigned here;
      sk_link_names_keys(names, claims[n], kind, &here);
      count += here;
    }
  }
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

static void measure(struct census *census) {
  for (size_t start = 0, stop; start < census->count; start = stop) {
    double records = 0;
    for (stop = start; stop < census->count && census->keys[stop].key == census->keys[start].key; stop++)
      records += census->keys[stop].row;
    census->shares[start] = (float)(records / census->records);
  }
}

/* False: no memory. */
static bool take_census(SkLinkHeap *heap, const SkLinkNames *names, const SkLinkIntern *sets, SkLinkKeySet kind,
                        struct census *census) {
  size_t room = count_keys(names, sets, kind);
  SkLinkKey *spare = sk_link_heap_take(heap, room, sizeof *spare);
  census->keys = sk_link_heap_take(heap, room, sizeof *census->keys);
  census->shares = sk_link_heap_take(heap, room, sizeof *census->shares);
  bool good = spare != NULL && census->keys != NULL && census->shares != NULL;
  for (uint32_t set = 1; good && set <= sets->count; set++) {
    size_t found = collect_set(names, sets, set, kind, census->keys + census->count);
    census->count += found;
    census->records += found > 0 ? sets->counts[set] : 0;
  }
  if (good) {
    sk_link_sort(census->keys, spare, census->count);
    measure(census);
  }
  sk_link_heap_give(heap, spare);
  return good;
}

/* The chance that two records agree is the mean share of what the records carry. */
static double mean_share(const SkLinkIntern *sets, const float *shares, double records) {
  double sum = 0;
  for (uint32_t set = 1; set <= sets->count; set++) {
    uint32_t claims[16];
    unsigned claim_count = claims_of(sets, set, claims);
    float most = 0;
    for (unsigned n = 0; n < claim_count; n++)
      most = shares[claims[n]] > most ? shares[claims[n]] : most;
    sum += (double)most * sets->counts[set];
  }
  return records > 0 ? sum / records : 0;
}

static SkLinkStatus count_shares(SkLinkNames *names, const SkLinkIntern *sets, SkLinkKeySet kind, float **ret_shares,
                                 double *ret_chance) {
  struct census census = { 0 };
  float *shares = sk_link_heap_take(names->heap, (size_t)names->intern.count + 1, sizeof *shares);
  bool good = take_census(names->heap, names, sets, kind, &census) && shares != NULL;
  for (uint32_t claim = 1; good && claim <= names->intern.count; claim++) {
    unsigned count;
    const uint64_t *keys = sk_link_names_keys(names, claim, kind, &count);
    for (unsigned k = 0; k < count; k++) {
      float share = (float)find_share(&census, keys[k]);
      shares[claim] = share > shares[claim] ? share : shares[claim];
    }
  }
  *ret_shares = shares;
  *ret_chance = good ? mean_share(sets, shares, census.records) : 0;
  sk_link_heap_give(names->heap, census.keys);
  sk_link_heap_give(names->heap, census.shares);
  return good ? SK_LINK_OK : SK_LINK_NO_MEMORY;
}

/* What only adding and reading needed. */
static void drop_texts(SkLinkNames *names) {
  uint32_t count = names->intern.count;
  sk_link_heap_give(names->heap, (void *)names->sources);
  names->sources = NULL;
  sk_link_intern_clear(&names->intern);
  names->intern.count = count;
}

SkLinkStatus sk_link_names_read(SkLinkNames *names, const SkLinkIntern *sets, unsigned threads) {
  size_t count = (size_t)names->intern.count + 1;
  names->known = sk_link_heap_take(names->heap, 1, sizeof *names->known);
  names->forms = sk_link_heap_take(names->heap, count, sizeof *names->forms);
  names->keys_at = sk_link_heap_take(names->heap, count, sizeof *names->keys_at);
  names->keys = sk_link_heap_take(names->heap, piece_count(names), sizeof *names->keys);
  if (names->known == NULL || names->forms == NULL || names->keys_at == NULL || names->keys == NULL)
    return SK_LINK_NO_MEMORY;
  sk_link_parallel(threads, piece_count(names), read_piece, names);
  for (size_t piece = 0; piece < piece_count(names); piece++)
    if (names->keys[piece] == NULL)
      return SK_LINK_NO_MEMORY;
  SkLinkStatus status = count_shares(names, sets, SK_LINK_KEYS_FAMILY, &names->family_shares, &names->family_chance);
  if (status == SK_LINK_OK)
    status = count_shares(names, sets, SK_LINK_KEYS_GIVEN, &names->given_shares, &names->given_chance);
  drop_texts(names);
  return status;
}

const uint64_t *sk_link_names_keys(const SkLinkNames *names, uint32_t claim, SkLinkKeySet set, unsigned *ret_count) {
  const SkLinkNameForm *form = &names->forms[claim];
  *ret_count = form->starts[set + 1] - form->starts[set];
  return names->keys[claim / READ_PIECE] + names->keys_at[claim] + form->starts[set];
}

SkLinkNameSort sk_link_names_sort(const SkLinkNames *names, uint32_t claim) {
  return (SkLinkNameSort)names->sorts[claim];
}

SkLinkGrades sk_link_names_compare(const SkLinkNames *names, uint32_t a, uint32_t b) {
  SkLinkGrades grades;
  if (!sk_link_grades_recall(names->known, a, b, &grades)) {
    grades = sk_link_name_form_compare(&names->forms[a], &names->forms[b]);
    sk_link_grades_keep(names->known, a, b, grades);
  }
  return grades;
}

double sk_link_names_family_share(const SkLinkNames *names, uint32_t claim) {
  return (double)names->family_shares[claim];
}

double sk_link_names_given_share(const SkLinkNames *names, uint32_t claim) {
  return (double)names->given_shares[claim];
}

double sk_link_names_family_chance(const SkLinkNames *names) {
  return names->family_chance;
}

double sk_link_names_given_chance(const SkLinkNames *names) {
  return names->given_chance;
}
