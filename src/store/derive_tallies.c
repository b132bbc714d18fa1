#include "base/error.h"
#include "base/vocabulary.h"
#include "store/derive_parts.h"
#include "store/queries/derive.h"

#include <string.h>

#define SAILINGS_ACCORD 155 /* Cabinet answer of 23 January 1987: 155 + 6 + 26 sailings */
#define SAILINGS_INTERIM 161
#define CATEGORY_BITS 4

struct TallyCounts {
  GHashTable *n; /* packed kind and key -> count */
};

int sk_phase_of_sailing(int sailing) {
  if (sailing < 1 || sailing > SK_SAILINGS)
    return 0;
  if (sailing <= SAILINGS_ACCORD)
    return 1;
  return sailing <= SAILINGS_INTERIM ? 2 : 3;
}

static int32_t field(const PersonaFacts *facts, gsize offset) {
  int32_t value;
  memcpy(&value, (const char *)facts + offset, sizeof value);
  return value;
}

/* The value most of the facts state at `offset`; the earlier one's on a tie; 0 when none states any. Quadratic on
 * purpose: a person has a handful of personae. */
static int32_t most_stated(const PersonaFacts *facts, gsize count, gsize offset) {
  int32_t best = 0;
  gsize best_votes = 0;
  for (gsize i = 0; i < count; i++) {
    int32_t value = field(&facts[i], offset);
    gsize votes = 0;
    for (gsize j = 0; j < count && value != 0; j++)
      votes += field(&facts[j], offset) == value;
    if (votes > best_votes) {
      best = value;
      best_votes = votes;
    }
  }
  return best;
}

PersonaFacts derive_person_facts(const PersonaFacts *facts, gsize count) {
  PersonaFacts person = facts[0];
  person.sailing = most_stated(facts, count, G_STRUCT_OFFSET(PersonaFacts, sailing));
  person.year = most_stated(facts, count, G_STRUCT_OFFSET(PersonaFacts, year));
  person.prefecture = most_stated(facts, count, G_STRUCT_OFFSET(PersonaFacts, prefecture));
  for (gsize i = 1; i < count; i++)
    person.category |= facts[i].category;
  return person;
}

TallyCounts *tally_counts_new(void) {
  TallyCounts *counts = g_new0(TallyCounts, 1);
  counts->n = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  return counts;
}

void tally_counts_free(TallyCounts *counts) {
  if (counts == NULL)
    return;
  g_hash_table_unref(counts->n);
  g_free(counts);
}

static void count_one(TallyCounts *counts, SkTallyKind kind, int32_t key, int sign) {
  int64_t packed = (int64_t)kind << 32 | (uint32_t)key;
  gintptr n = GPOINTER_TO_INT(g_hash_table_lookup(counts->n, &packed));
  g_hash_table_insert(counts->n, g_memdup2(&packed, sizeof packed), GINT_TO_POINTER((int)n + sign));
}

void tally_counts_add(TallyCounts *counts, const PersonaFacts *person, int sign) {
  count_one(counts, SK_TALLY_TOTAL, 0, sign);
  count_one(counts, SK_TALLY_YEAR, person->year, sign);
  count_one(counts, SK_TALLY_SAILING, person->sailing, sign);
  count_one(counts, SK_TALLY_PHASE, sk_phase_of_sailing(person->sailing), sign);
  count_one(counts, SK_TALLY_PREFECTURE, person->prefecture, sign);
  if (person->year != 0 || person->sailing != 0)
    count_one(counts, SK_TALLY_SAILED, 0, sign);
  for (int bit = 0; bit < CATEGORY_BITS; bit++)
    if ((person->category >> bit & 1) != 0)
      count_one(counts, SK_TALLY_CATEGORY, 1 << bit, sign);
  if (person->category == 0)
    count_one(counts, SK_TALLY_CATEGORY, 0, sign);
}

gboolean tally_counts_write(const TallyCounts *counts, SkWork *work, int64_t clearance, GError **error) {
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_iter_init(&iter, counts->n);
  while (g_hash_table_iter_next(&iter, &key, &value)) {
    int64_t packed = *(const int64_t *)key;
    int n = GPOINTER_TO_INT(value);
    if (n != 0 && !skq_derive_add_person_tally(work, clearance, packed >> 32, (int32_t)packed, n, NULL, error))
      return FALSE;
  }
  return TRUE;
}

/* Adds rows of (source, label, n) to the tally of `kind`, key the source; personae count in the total too. */
static gboolean add_rows(SkWork *work, SkTallyKind kind, const GArray *rows, int sign, GError **error) {
  for (guint i = 0; i < rows->len; i += 3) {
    const int64_t *row = &g_array_index(rows, int64_t, i);
    if (!skq_derive_add_tally(work, kind, row[0], row[1], sign * row[2], NULL, error))
      return FALSE;
    if (kind == SK_TALLY_SOURCE && !skq_derive_add_tally(work, SK_TALLY_TOTAL, 0, row[1], sign * row[2], NULL, error))
      return FALSE;
  }
  return TRUE;
}

gboolean derive_tallies(SkWork *work, int64_t batch, int sign, GError **error) {
  g_autoptr(GArray) personae = g_array_new(FALSE, FALSE, sizeof(int64_t));
  g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(int64_t));
  g_autoptr(GArray) households = g_array_new(FALSE, FALSE, sizeof(int64_t));
  GError *failed = NULL;
#define COLLECT(query, Rows, rows)                                                                                     \
  {                                                                                                                    \
    g_auto(Rows) found = { 0 };                                                                                        \
    if (!query(sk_work_system(work), batch, &found, error))                                                            \
      return FALSE;                                                                                                    \
    while (query##_next(&found, &failed)) {                                                                            \
      int64_t row[3] = { found.source, found.label, found.n };                                                         \
      g_array_append_vals(rows, row, 3);                                                                               \
    }                                                                                                                  \
  }
  COLLECT(skq_derive_persona_counts, SkqDerivePersonaCounts, personae)
  COLLECT(skq_derive_entry_counts, SkqDeriveEntryCounts, entries)
  COLLECT(skq_derive_household_counts, SkqDeriveHouseholdCounts, households)
#undef COLLECT
  if (!sk_error_forward(error, failed))
    return FALSE;
  return add_rows(work, SK_TALLY_SOURCE, personae, sign, error) &&
         add_rows(work, SK_TALLY_ENTRIES, entries, sign, error) &&
         add_rows(work, SK_TALLY_HOUSEHOLDS, households, sign, error) &&
         skq_derive_drop_zero_tallies(work, NULL, error);
}
