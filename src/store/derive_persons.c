/* Persons of a clearance: connected components of its personae under its current "same" links, named by their lowest
 * persona. Only components of two and more are stored; a persona without a row is a person by itself. */
#include "base/error.h"
#include "store/derive_parts.h"
#include "store/queries/derive.h"

#include <stdlib.h>

/* ---------------------------------------------------------------- facts */

static int32_t year_of_day(int64_t day) {
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc(day * 86400);
  return moment == NULL ? 0 : g_date_time_get_year(moment);
}

static PersonaFacts facts_of(int64_t persona, const int64_t *sailing, const int64_t *departed,
                             const int64_t *prefecture, const int64_t *category) {
  return (PersonaFacts){
    .persona = persona,
    .sailing = sailing == NULL ? 0 : (int32_t)*sailing,
    .year = departed == NULL ? 0 : year_of_day(*departed),
    .prefecture = prefecture == NULL ? 0 : (int32_t)*prefecture,
    .category = category == NULL ? 0 : (int32_t)*category,
  };
}

/* ---------------------------------------------------------------- the whole of a clearance */

typedef struct {
  int64_t a, b;
} Pair;

static int compare_ids(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

static gsize index_of(const GArray *ids, int64_t id) {
  const int64_t *found = bsearch(&id, ids->data, ids->len, sizeof id, compare_ids);
  return (gsize)(found - (const int64_t *)(const void *)ids->data);
}

static guint32 root_of(guint32 *parent, guint32 i) {
  while (parent[i] != i) {
    parent[i] = parent[parent[i]];
    i = parent[i];
  }
  return i;
}

static GArray *read_links(SkWork *work, int64_t clearance, GError **error) {
  g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
  g_auto(SkqDeriveSameLinks) rows = { 0 };
  GError *failed = NULL;
  if (!skq_derive_same_links(sk_work_system(work), clearance, &rows, error))
    return NULL;
  while (skq_derive_same_links_next(&rows, &failed)) {
    Pair pair = { rows.a, rows.b };
    g_array_append_val(pairs, pair);
  }
  if (!sk_error_forward(error, failed))
    return NULL;
  return g_steal_pointer(&pairs);
}

static GArray *ends_of(const GArray *pairs) {
  GArray *ids = g_array_sized_new(FALSE, FALSE, sizeof(int64_t), pairs->len);
  for (guint i = 0; i < pairs->len; i++)
    g_array_append_vals(ids, &g_array_index(pairs, Pair, i), 2);
  g_array_sort(ids, compare_ids);
  guint kept = 0;
  for (guint i = 0; i < ids->len; i++)
    if (i == 0 || g_array_index(ids, int64_t, i) != g_array_index(ids, int64_t, kept - 1))
      g_array_index(ids, int64_t, kept++) = g_array_index(ids, int64_t, i);
  return g_array_set_size(ids, kept);
}

/* parent[i] is the root of ids[i]; roots are the lowest of their component because ids ascend and unions keep the
 * lower. */
static guint32 *components_of(const GArray *ids, const GArray *pairs) {
  guint32 *parent = g_new(guint32, ids->len + 1);
  for (guint i = 0; i < ids->len; i++)
    parent[i] = i;
  for (guint i = 0; i < pairs->len; i++) {
    const Pair *pair = &g_array_index(pairs, Pair, i);
    guint32 a = root_of(parent, (guint32)index_of(ids, pair->a)), b = root_of(parent, (guint32)index_of(ids, pair->b));
    parent[MAX(a, b)] = MIN(a, b);
  }
  for (guint i = 0; i < ids->len; i++)
    parent[i] = root_of(parent, i);
  return parent;
}

typedef struct {
  guint32 root;
  PersonaFacts facts;
} MemberFacts;

static int compare_members(const void *a, const void *b) {
  const MemberFacts *x = a, *y = b;
  if (x->root != y->root)
    return x->root < y->root ? -1 : 1;
  return (x->facts.persona > y->facts.persona) - (x->facts.persona < y->facts.persona);
}

static void count_joined(TallyCounts *counts, GArray *joined) {
  g_array_sort(joined, compare_members);
  g_autoptr(GArray) facts = g_array_new(FALSE, FALSE, sizeof(PersonaFacts));
  for (guint i = 0; i < joined->len; i++) {
    const MemberFacts *member = &g_array_index(joined, MemberFacts, i);
    g_array_append_val(facts, member->facts);
    if (i + 1 < joined->len && g_array_index(joined, MemberFacts, i + 1).root == member->root)
      continue;
    PersonaFacts person = derive_person_facts((const PersonaFacts *)(const void *)facts->data, facts->len);
    tally_counts_add(counts, &person, 1);
    g_array_set_size(facts, 0);
  }
}

static gboolean count_persons(SkWork *work, int64_t clearance, const GArray *ids, const guint32 *root, GError **error) {
  g_autoptr(TallyCounts) counts = tally_counts_new();
  g_autoptr(GArray) joined = g_array_new(FALSE, FALSE, sizeof(MemberFacts));
  g_auto(SkqDeriveGlances) rows = { 0 };
  GError *failed = NULL;
  guint at = 0;
  if (!skq_derive_glances(sk_work_system(work), clearance, &rows, error))
    return FALSE;
  while (skq_derive_glances_next(&rows, &failed)) {
    PersonaFacts facts =
        facts_of(rows.persona, rows.has_sailing ? &rows.sailing : NULL, rows.has_departed ? &rows.departed : NULL,
                 rows.has_prefecture ? &rows.prefecture : NULL, rows.has_category ? &rows.category : NULL);
    while (at < ids->len && g_array_index(ids, int64_t, at) < facts.persona)
      at++;
    if (at < ids->len && g_array_index(ids, int64_t, at) == facts.persona) {
      MemberFacts member = { root[at], facts };
      g_array_append_val(joined, member);
    } else {
      tally_counts_add(counts, &facts, 1);
    }
  }
  if (!sk_error_forward(error, failed))
    return FALSE;
  count_joined(counts, joined);
  return skq_derive_drop_person_tallies(work, clearance, NULL, error) &&
         tally_counts_write(counts, work, clearance, error);
}

gboolean sk_derive_persons_of(SkWork *work, int64_t clearance, GError **error) {
  g_autoptr(GArray) pairs = read_links(work, clearance, error);
  if (pairs == NULL || !skq_derive_drop_members(work, clearance, NULL, error))
    return FALSE;
  g_autoptr(GArray) ids = ends_of(pairs);
  g_autofree guint32 *root = components_of(ids, pairs);
  for (guint i = 0; i < ids->len; i++)
    if (!skq_derive_add_member(work, clearance, g_array_index(ids, int64_t, i), g_array_index(ids, int64_t, root[i]),
                               NULL, error))
      return FALSE;
  return count_persons(work, clearance, ids, root, error);
}

/* ---------------------------------------------------------------- around some personae */

static gboolean facts_by_query(SkWork *work, int64_t persona, PersonaFacts *ret_facts, GError **error) {
  g_auto(SkqDeriveGlance) row = { 0 };
  gboolean found = FALSE;
  if (!skq_derive_glance(sk_work_system(work), persona, &row, &found, error))
    return FALSE;
  *ret_facts = !found
                   ? (PersonaFacts){ .persona = persona }
                   : facts_of(persona, row.has_sailing ? &row.sailing : NULL, row.has_departed ? &row.departed : NULL,
                              row.has_prefecture ? &row.prefecture : NULL, row.has_category ? &row.category : NULL);
  return TRUE;
}

/* Counts the person made of `personae` (ascending) `sign` times. */
static gboolean count_person(SkWork *work, const GArray *personae, int sign, TallyCounts *counts, GError **error) {
  g_autofree PersonaFacts *facts = g_new(PersonaFacts, personae->len);
  for (guint i = 0; i < personae->len; i++)
    if (!facts_by_query(work, g_array_index(personae, int64_t, i), &facts[i], error))
      return FALSE;
  PersonaFacts person = derive_person_facts(facts, personae->len);
  tally_counts_add(counts, &person, sign);
  return TRUE;
}

/* The personae of the person that `persona` belongs to now, as stored. */
static GArray *stored_members(SkWork *work, int64_t clearance, int64_t persona, GError **error) {
  g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(int64_t));
  g_auto(SkqDerivePersonOf) person = { 0 };
  gboolean found = FALSE;
  GError *failed = NULL;
  if (!skq_derive_person_of(sk_work_system(work), clearance, persona, &person, &found, error))
    return NULL;
  if (!found) {
    g_array_append_val(members, persona);
    return g_steal_pointer(&members);
  }
  g_auto(SkqDeriveMembers) rows = { 0 };
  if (!skq_derive_members(sk_work_system(work), clearance, person.person, &rows, error))
    return NULL;
  while (skq_derive_members_next(&rows, &failed))
    g_array_append_val(members, rows.persona);
  if (!sk_error_forward(error, failed))
    return NULL;
  return g_steal_pointer(&members);
}

/* Walks the links from `start`; every persona reached is added to `reached` (and to `seen`). */
static gboolean walk(SkWork *work, int64_t clearance, int64_t start, GHashTable *seen, GArray *reached,
                     GError **error) {
  g_hash_table_add(seen, g_memdup2(&start, sizeof start));
  g_array_append_val(reached, start);
  for (guint i = 0; i < reached->len; i++) {
    g_auto(SkqDeriveNeighbours) rows = { 0 };
    GError *failed = NULL;
    if (!skq_derive_neighbours(sk_work_system(work), clearance, g_array_index(reached, int64_t, i), &rows, error))
      return FALSE;
    while (skq_derive_neighbours_next(&rows, &failed))
      if (!g_hash_table_contains(seen, &rows.other)) {
        g_hash_table_add(seen, g_memdup2(&rows.other, sizeof rows.other));
        g_array_append_val(reached, rows.other);
      }
    if (!sk_error_forward(error, failed))
      return FALSE;
  }
  g_array_sort(reached, compare_ids);
  return TRUE;
}

/* Takes the stored persons around `persona` away; their personae are added to `touched`. */
static gboolean take_apart(SkWork *work, int64_t clearance, int64_t persona, GHashTable *done, GArray *touched,
                           TallyCounts *counts, GError **error) {
  if (g_hash_table_contains(done, &persona))
    return TRUE;
  g_autoptr(GArray) members = stored_members(work, clearance, persona, error);
  if (members == NULL || !count_person(work, members, -1, counts, error))
    return FALSE;
  for (guint i = 0; i < members->len; i++) {
    int64_t member = g_array_index(members, int64_t, i);
    g_hash_table_add(done, g_memdup2(&member, sizeof member));
    g_array_append_val(touched, member);
    if (!skq_derive_drop_member(work, clearance, member, NULL, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean put_together(SkWork *work, int64_t clearance, const GArray *component, TallyCounts *counts,
                             GError **error) {
  int64_t person = g_array_index(component, int64_t, 0);
  for (guint i = 0; i < component->len && component->len > 1; i++)
    if (!skq_derive_add_member(work, clearance, g_array_index(component, int64_t, i), person, NULL, error))
      return FALSE;
  return count_person(work, component, 1, counts, error);
}

static gboolean is_covered(SkWork *work, int64_t clearance, int64_t persona, gboolean *ret_covered, GError **error) {
  g_auto(SkqDeriveIsCovered) row = { 0 };
  return skq_derive_is_covered(sk_work_system(work), clearance, persona, &row, ret_covered, error);
}

static gboolean around_in(SkWork *work, int64_t clearance, const int64_t *personae, gsize count, GError **error) {
  g_autoptr(TallyCounts) counts = tally_counts_new();
  g_autoptr(GHashTable) apart = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GArray) touched = g_array_new(FALSE, FALSE, sizeof(int64_t));
  for (gsize i = 0; i < count; i++) {
    gboolean covered = FALSE;
    if (!is_covered(work, clearance, personae[i], &covered, error) ||
        (covered && !take_apart(work, clearance, personae[i], apart, touched, counts, error)))
      return FALSE;
  }
  for (guint i = 0; i < touched->len; i++) { /* grows: a new link may reach persons not named */
    int64_t persona = g_array_index(touched, int64_t, i);
    if (g_hash_table_contains(seen, &persona))
      continue;
    g_autoptr(GArray) component = g_array_new(FALSE, FALSE, sizeof(int64_t));
    if (!walk(work, clearance, persona, seen, component, error))
      return FALSE;
    for (guint j = 0; j < component->len; j++)
      if (!take_apart(work, clearance, g_array_index(component, int64_t, j), apart, touched, counts, error))
        return FALSE;
    if (!put_together(work, clearance, component, counts, error))
      return FALSE;
  }
  return tally_counts_write(counts, work, clearance, error) &&
         skq_derive_drop_zero_person_tallies(work, clearance, NULL, error);
}

/* ---------------------------------------------------------------- every clearance */

static GArray *clearances(SkWork *work, GError **error) {
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
  g_auto(SkqDeriveClearances) rows = { 0 };
  GError *failed = NULL;
  if (!skq_derive_clearances(sk_work_system(work), &rows, error))
    return NULL;
  while (skq_derive_clearances_next(&rows, &failed))
    g_array_append_val(ids, rows.clearance);
  if (!sk_error_forward(error, failed))
    return NULL;
  return g_steal_pointer(&ids);
}

gboolean sk_derive_persons(SkWork *work, GError **error) {
  g_autoptr(GArray) ids = clearances(work, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!sk_derive_persons_of(work, g_array_index(ids, int64_t, i), error))
      return FALSE;
  return ids != NULL;
}

static gboolean added_in(SkWork *work, int64_t clearance, int64_t batch, GError **error) {
  g_autoptr(TallyCounts) counts = tally_counts_new();
  g_auto(SkqDeriveBatchGlances) rows = { 0 };
  GError *failed = NULL;
  if (!skq_derive_batch_glances(sk_work_system(work), clearance, batch, &rows, error))
    return FALSE;
  while (skq_derive_batch_glances_next(&rows, &failed)) {
    PersonaFacts facts =
        facts_of(rows.persona, rows.has_sailing ? &rows.sailing : NULL, rows.has_departed ? &rows.departed : NULL,
                 rows.has_prefecture ? &rows.prefecture : NULL, rows.has_category ? &rows.category : NULL);
    tally_counts_add(counts, &facts, 1);
  }
  return sk_error_forward(error, failed) && tally_counts_write(counts, work, clearance, error);
}

gboolean sk_derive_persons_added(SkWork *work, int64_t batch, GError **error) {
  g_autoptr(GArray) ids = clearances(work, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!added_in(work, g_array_index(ids, int64_t, i), batch, error))
      return FALSE;
  return ids != NULL;
}

gboolean sk_derive_persons_around(SkWork *work, const int64_t *personae, gsize count, GError **error) {
  g_autoptr(GArray) ids = clearances(work, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!around_in(work, g_array_index(ids, int64_t, i), personae, count, error))
      return FALSE;
  return ids != NULL;
}
