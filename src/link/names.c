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
  uint64_t *orders;           /* by claim; sk_link_names_before() */
  uint32_t source_room;
  SkLinkNameForm *forms; /* by claim */
  uint32_t *keys_at;     /* by claim, into the keys of its piece */
  uint64_t **keys;       /* by piece of READ_PIECE claims */
  float *family_shares, *given_shares;
  SkLinkKnownGrades *known;
  SkLinkFrequencies frequencies; /* borrowed, or in `counted` */
  struct census {
    uint64_t *keys; /* each once, ascending */
    float *shares;
    size_t count;
    double records; /* that have any key */
  } counted[2];
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
  sk_link_heap_give(names->heap, names->orders);
  for (size_t i = 0; names->keys != NULL && i < piece_count(names); i++)
    sk_link_heap_give(names->heap, names->keys[i]);
  sk_link_heap_give(names->heap, names->keys);
  sk_link_heap_give(names->heap, names->keys_at);
  sk_link_heap_give(names->heap, names->forms);
  sk_link_heap_give(names->heap, names->family_shares);
  sk_link_heap_give(names->heap, names->given_shares);
  sk_link_heap_give(names->heap, names->known);
  for (unsigned part = 0; part < 2; part++) {
    sk_link_heap_give(names->heap, names->counted[part].keys);
    sk_link_heap_give(names->heap, names->counted[part].shares);
  }
  sk_link_heap_give(names->heap, names);
}

/* ---- interning */

static size_t append(uint8_t *bytes, size_t used, const void *more, size_t length) {
  size_t room = IDENTITY_BYTES - used, taken = length < room ? length : room;
  if (taken > 0)
    memcpy(bytes + used, more, taken);
  return used + taken;
}

static bool make_room(SkLinkNames *names) {
  if (names->intern.count + 2 <= names->source_room)
    return true;
  uint32_t had = names->source_room, room = had * 2 + 64;
  const SkLinkName **grown = sk_link_heap_grow(names->heap, (void *)names->sources, had, room, sizeof *grown);
  uint8_t *sorts = sk_link_heap_grow(names->heap, names->sorts, had, room, sizeof *sorts);
  uint64_t *orders = sk_link_heap_grow(names->heap, names->orders, had, room, sizeof *orders);
  names->sources = grown != NULL ? grown : names->sources;
  names->sorts = sorts != NULL ? sorts : names->sorts;
  names->orders = orders != NULL ? orders : names->orders;
  if (grown == NULL || sorts == NULL || orders == NULL)
    return false;
  names->source_room = room;
  return true;
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
  if (!make_room(names))
    return 0;
  uint32_t number = sk_link_intern_add(&names->intern, bytes, used);
  if (number != 0 && names->sources[number] == NULL) {
    names->sources[number] = claim;
    names->sorts[number] = (uint8_t)sort;
    names->orders[number] = sk_link_intern_hash(bytes, used);
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

static float find_share(const SkLinkShares *shares, uint64_t key) {
  size_t low = 0, high = shares->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (shares->keys[middle] < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < shares->count && shares->keys[low] == key ? shares->shares[low] : 0;
}

/* From sorted keys, whose rows count records, to each key once with its share. */
static void measure(const SkLinkKey *keys, size_t count, struct census *census) {
  for (size_t start = 0, stop; start < count; start = stop) {
    double records = 0;
    for (stop = start; stop < count && keys[stop].key == keys[start].key; stop++)
      records += keys[stop].row;
    census->keys[census->count] = keys[start].key;
    census->shares[census->count++] = (float)(records / census->records);
  }
}

static size_t count_distinct(const SkLinkKey *keys, size_t count) {
  size_t distinct = 0;
  for (size_t i = 0; i < count; i++)
    distinct += i == 0 || keys[i].key != keys[i - 1].key;
  return distinct;
}

/* False: no memory. */
static bool take_census(SkLinkHeap *heap, const SkLinkNames *names, const SkLinkIntern *sets, SkLinkKeySet kind,
                        struct census *census) {
  size_t room = count_keys(names, sets, kind), count = 0;
  SkLinkKey *keys = sk_link_heap_take(heap, room, sizeof *keys);
  SkLinkKey *spare = sk_link_heap_take(heap, room, sizeof *spare);
  bool good = spare != NULL && keys != NULL;
  for (uint32_t set = 1; good && set <= sets->count; set++) {
    size_t found = collect_set(names, sets, set, kind, keys + count);
    count += found;
    census->records += found > 0 ? sets->counts[set] : 0;
  }
  if (good)
    sk_link_sort(keys, spare, count);
  sk_link_heap_give(heap, spare);
  size_t distinct = good ? count_distinct(keys, count) : 0;
  census->keys = sk_link_heap_take(heap, distinct, sizeof *census->keys);
  census->shares = sk_link_heap_take(heap, distinct, sizeof *census->shares);
  good = good && census->keys != NULL && census->shares != NULL;
  if (good)
    measure(keys, count, census);
  sk_link_heap_give(heap, keys);
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

/* The share of each claim: that of the most frequent of its keys. NULL: no memory. */
static float *share_claims(const SkLinkNames *names, SkLinkKeySet kind, const SkLinkShares *known) {
  float *shares = sk_link_heap_take(names->heap, (size_t)names->intern.count + 1, sizeof *shares);
  for (uint32_t claim = 1; shares != NULL && claim <= names->intern.count; claim++) {
    unsigned count;
    const uint64_t *keys = sk_link_names_keys(names, claim, kind, &count);
    for (unsigned k = 0; k < count; k++) {
      float share = find_share(known, keys[k]);
      shares[claim] = share > shares[claim] ? share : shares[claim];
    }
  }
  return shares;
}

static SkLinkStatus count_shares(SkLinkNames *names, const SkLinkIntern *sets, SkLinkKeySet kind,
                                 const SkLinkShares *known, struct census *census, SkLinkShares *ret_known,
                                 float **ret_shares) {
  if (known == NULL && !take_census(names->heap, names, sets, kind, census))
    return SK_LINK_NO_MEMORY;
  *ret_known = known != NULL ? *known : (SkLinkShares){ census->keys, census->shares, census->count, 0 };
  *ret_shares = share_claims(names, kind, ret_known);
  if (*ret_shares == NULL)
    return SK_LINK_NO_MEMORY;
  if (known == NULL)
    ret_known->chance = mean_share(sets, *ret_shares, census->records);
  return SK_LINK_OK;
}

/* What only adding and reading needed. */
static void drop_texts(SkLinkNames *names) {
  uint32_t count = names->intern.count;
  sk_link_heap_give(names->heap, (void *)names->sources);
  names->sources = NULL;
  sk_link_intern_clear(&names->intern);
  names->intern.count = count;
}

SkLinkStatus sk_link_names_read(SkLinkNames *names, const SkLinkIntern *sets, const SkLinkFrequencies *known,
                                unsigned threads) {
  SkLinkFrequencies *now = &names->frequencies;
  size_t count = (size_t)names->intern.count + 1;
  names->known = sk_link_heap_take(names->heap, 1, sizeof *names->known);
  names->forms = sk_link_heap_room(names->heap, count, sizeof *names->forms);
  names->keys_at = sk_link_heap_room(names->heap, count, sizeof *names->keys_at);
  names->keys = sk_link_heap_take(names->heap, piece_count(names), sizeof *names->keys);
  if (names->known == NULL || names->forms == NULL || names->keys_at == NULL || names->keys == NULL)
    return SK_LINK_NO_MEMORY;
  sk_link_parallel(threads, piece_count(names), read_piece, names);
  for (size_t piece = 0; piece < piece_count(names); piece++)
    if (names->keys[piece] == NULL)
      return SK_LINK_NO_MEMORY;
  SkLinkStatus status = count_shares(names, sets, SK_LINK_KEYS_FAMILY, known != NULL ? &known->family : NULL,
                                     &names->counted[0], &now->family, &names->family_shares);
  if (status == SK_LINK_OK)
    status = count_shares(names, sets, SK_LINK_KEYS_GIVEN, known != NULL ? &known->given : NULL, &names->counted[1],
                          &now->given, &names->given_shares);
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
  return names->frequencies.family.chance;
}

double sk_link_names_given_chance(const SkLinkNames *names) {
  return names->frequencies.given.chance;
}

SkLinkFrequencies sk_link_names_frequencies(const SkLinkNames *names) {
  return names->frequencies;
}

bool sk_link_names_before(const SkLinkNames *names, uint32_t a, uint32_t b) {
  return names->orders[a] != names->orders[b] ? names->orders[a] < names->orders[b] : a < b;
}
