#include "store/label.h"

#include "base/clock.h"
#include "base/error.h"
#include "store/queries/store.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define DIGEST 32

/* ---------------------------------------------------------------- digests of sets */

static gint compare_codes(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted, each once; borrowed strings. */
static GPtrArray *sorted_codes(const char *const *codes) {
  GPtrArray *sorted = g_ptr_array_new();
  for (gsize i = 0; codes != NULL && codes[i] != NULL; i++)
    g_ptr_array_add(sorted, (gpointer)(guintptr)codes[i]);
  g_ptr_array_sort(sorted, compare_codes);
  for (guint i = 1; i < sorted->len;)
    if (strcmp(sorted->pdata[i - 1], sorted->pdata[i]) == 0)
      g_ptr_array_remove_index(sorted, i);
    else
      i++;
  return sorted;
}

static void digest_of(int level, const int32_t *embargo, const GPtrArray *codes, uint8_t ret_digest[DIGEST]) {
  crypto_generichash_state state;
  int64_t head[2] = { GINT64_TO_LE((int64_t)level), GINT64_TO_LE(embargo == NULL ? INT64_MIN : (int64_t)*embargo) };
  crypto_generichash_init(&state, NULL, 0, DIGEST);
  crypto_generichash_update(&state, (const unsigned char *)head, sizeof head);
  for (guint i = 0; i < codes->len; i++)
    crypto_generichash_update(&state, codes->pdata[i], strlen(codes->pdata[i]) + 1);
  crypto_generichash_final(&state, ret_digest, DIGEST);
}

static gboolean compartment_id(SkWork *work, const char *code, int64_t *ret_id, GError **error) {
  g_auto(SkqStoreCompartment) row = { 0 };
  gboolean found = FALSE;
  if (!skq_store_compartment(sk_work_system(work), code, &row, &found, error))
    return FALSE;
  if (found) {
    *ret_id = row.id;
    return TRUE;
  }
  return sk_work_ids(work, SK_KIND_COMPARTMENT, 1, ret_id, error) &&
         skq_store_add_compartment(work, *ret_id, code, NULL, error);
}

/* ---------------------------------------------------------------- who covers what */

static GArray *compartments_of_clearance(SkWork *work, int64_t clearance, GError **error) {
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
  g_auto(SkqStoreClearanceCompartments) row = { 0 };
  GError *failed = NULL;
  if (!skq_store_clearance_compartments(sk_work_system(work), clearance, &row, error))
    return NULL;
  while (skq_store_clearance_compartments_next(&row, &failed))
    g_array_append_val(ids, row.compartment);
  return sk_error_forward(error, failed) ? g_steal_pointer(&ids) : NULL;
}

static gboolean holds(const GArray *ids, int64_t id) {
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index(ids, int64_t, i) == id)
      return TRUE;
  return FALSE;
}

static gboolean covers(SkWork *work, const GArray *held, int level, int64_t label, gboolean *ret_covers,
                       GError **error) {
  g_auto(SkqStoreLabel) row = { 0 };
  g_auto(SkqStoreLabelCompartments) compartment = { 0 };
  gboolean found = FALSE;
  GError *failed = NULL;
  if (!skq_store_label(sk_work_system(work), label, &row, &found, error))
    return FALSE;
  gboolean covered = found && row.level <= level && (!row.has_embargo || row.embargo <= sk_clock_day(sk_clock_now()));
  if (!skq_store_label_compartments(sk_work_system(work), label, &compartment, error))
    return FALSE;
  while (skq_store_label_compartments_next(&compartment, &failed))
    covered = covered && holds(held, compartment.compartment);
  *ret_covers = covered;
  return sk_error_forward(error, failed);
}

/* Fills clearance_label for one clearance and one label. */
static gboolean join(SkWork *work, int64_t clearance, int level, const GArray *held, int64_t label, GError **error) {
  gboolean covered = FALSE;
  return covers(work, held, level, label, &covered, error) &&
         (!covered || skq_store_add_clearance_label(work, clearance, label, NULL, error));
}

static gboolean join_clearances(SkWork *work, int64_t label, GError **error) {
  g_auto(SkqStoreClearances) row = { 0 };
  GError *failed = NULL;
  if (!skq_store_clearances(sk_work_system(work), &row, error))
    return FALSE;
  while (skq_store_clearances_next(&row, &failed)) {
    g_autoptr(GArray) held = compartments_of_clearance(work, row.id, error);
    if (held == NULL || !join(work, row.id, (int)row.level, held, label, error))
      return FALSE;
  }
  return sk_error_forward(error, failed);
}

static gboolean join_labels(SkWork *work, int64_t clearance, int level, GError **error) {
  g_autoptr(GArray) held = compartments_of_clearance(work, clearance, error);
  g_auto(SkqStoreLabels) row = { 0 };
  GError *failed = NULL;
  if (held == NULL || !skq_store_labels(sk_work_system(work), &row, error))
    return FALSE;
  while (skq_store_labels_next(&row, &failed))
    if (!join(work, clearance, level, held, row.id, error))
      return FALSE;
  return sk_error_forward(error, failed);
}

/* ---------------------------------------------------------------- labels */

static gboolean add_label(SkWork *work, const SkLabelSpec *spec, const GPtrArray *codes, const uint8_t digest[DIGEST],
                          int64_t *ret_label, GError **error) {
  int64_t label = 0, compartment = 0;
  int64_t embargo = spec->embargo == NULL ? 0 : *spec->embargo;
  if (!sk_work_ids(work, SK_KIND_LABEL, 1, &label, error) ||
      !skq_store_add_label(work, label, spec->level, spec->embargo == NULL ? NULL : &embargo,
                           (SkBytes){ digest, DIGEST }, NULL, error))
    return FALSE;
  for (guint i = 0; i < codes->len; i++)
    if (!compartment_id(work, codes->pdata[i], &compartment, error) ||
        !skq_store_add_label_compartment(work, label, compartment, NULL, error))
      return FALSE;
  *ret_label = label;
  return join_clearances(work, label, error);
}

gboolean sk_label_intern(SkWork *work, const SkLabelSpec *spec, int64_t *ret_label, GError **error) {
  g_autoptr(GPtrArray) codes = sorted_codes(spec->compartments);
  g_auto(SkqStoreLabelByDigest) row = { 0 };
  gboolean found = FALSE;
  uint8_t digest[DIGEST];
  digest_of(spec->level, spec->embargo, codes, digest);
  if (!skq_store_label_by_digest(sk_work_system(work), (SkBytes){ digest, DIGEST }, &row, &found, error))
    return FALSE;
  if (!found)
    return add_label(work, spec, codes, digest, ret_label, error);
  *ret_label = row.id;
  return TRUE;
}

/* Adds what `label` asks for to a specification in the making. */
static gboolean widen(SkWork *work, int64_t label, int *level, int32_t *embargo, gboolean *has_embargo,
                      GPtrArray *codes, GError **error) {
  g_auto(SkqStoreLabel) row = { 0 };
  g_auto(SkqStoreLabelCompartments) compartment = { 0 };
  gboolean found = FALSE;
  GError *failed = NULL;
  if (!skq_store_label(sk_work_system(work), label, &row, &found, error))
    return FALSE;
  if (!found) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no label %" G_GINT64_FORMAT, label);
    return FALSE;
  }
  *level = MAX(*level, (int)row.level);
  if (row.has_embargo) {
    *embargo = *has_embargo ? MAX(*embargo, (int32_t)row.embargo) : (int32_t)row.embargo;
    *has_embargo = TRUE;
  }
  if (!skq_store_label_compartments(sk_work_system(work), label, &compartment, error))
    return FALSE;
  while (skq_store_label_compartments_next(&compartment, &failed))
    g_ptr_array_add(codes, g_strdup(compartment.code));
  return sk_error_forward(error, failed);
}

static gboolean intern_wider(SkWork *work, int64_t a, const int64_t *b, const char *extra, int64_t *ret_label,
                             GError **error) {
  g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
  int level = 0;
  int32_t embargo = 0;
  gboolean has_embargo = FALSE;
  if (!widen(work, a, &level, &embargo, &has_embargo, codes, error) ||
      (b != NULL && !widen(work, *b, &level, &embargo, &has_embargo, codes, error)))
    return FALSE;
  if (extra != NULL)
    g_ptr_array_add(codes, g_strdup(extra));
  g_ptr_array_add(codes, NULL);
  SkLabelSpec spec = { level, (const char *const *)codes->pdata, has_embargo ? &embargo : NULL };
  return sk_label_intern(work, &spec, ret_label, error);
}

gboolean sk_label_union(SkWork *work, int64_t a, int64_t b, int64_t *ret_label, GError **error) {
  if (a == b) {
    *ret_label = a;
    return TRUE;
  }
  return intern_wider(work, a, &b, NULL, ret_label, error);
}

gboolean sk_label_add(SkWork *work, int64_t label, const char *compartment, int64_t *ret_label, GError **error) {
  return intern_wider(work, label, NULL, compartment, ret_label, error);
}

/* ---------------------------------------------------------------- clearances */

gboolean sk_clearance_intern(SkWork *work, int level, const char *const *compartments, int64_t *ret_clearance,
                             GError **error) {
  g_autoptr(GPtrArray) codes = sorted_codes(compartments);
  g_auto(SkqStoreClearanceByDigest) row = { 0 };
  gboolean found = FALSE;
  uint8_t digest[DIGEST];
  int64_t clearance = 0, compartment = 0;
  digest_of(level, NULL, codes, digest);
  if (!skq_store_clearance_by_digest(sk_work_system(work), (SkBytes){ digest, DIGEST }, &row, &found, error))
    return FALSE;
  if (found) {
    *ret_clearance = row.id;
    return join_labels(work, row.id, level, error); /* an embargo may have passed since */
  }
  if (!sk_work_ids(work, SK_KIND_CLEARANCE, 1, &clearance, error) ||
      !skq_store_add_clearance(work, clearance, level, (SkBytes){ digest, DIGEST }, NULL, error))
    return FALSE;
  for (guint i = 0; i < codes->len; i++)
    if (!compartment_id(work, codes->pdata[i], &compartment, error) ||
        !skq_store_add_clearance_compartment(work, clearance, compartment, NULL, error))
      return FALSE;
  *ret_clearance = clearance;
  return join_labels(work, clearance, level, error);
}

gboolean sk_clearance_find(SkSystem *system, int level, const char *const *compartments, int64_t *ret_clearance,
                           GError **error) {
  g_autoptr(GPtrArray) codes = sorted_codes(compartments);
  g_auto(SkqStoreClearanceByDigest) row = { 0 };
  gboolean found = FALSE;
  uint8_t digest[DIGEST];
  digest_of(level, NULL, codes, digest);
  if (!skq_store_clearance_by_digest(system, (SkBytes){ digest, DIGEST }, &row, &found, error))
    return FALSE;
  *ret_clearance = found ? row.id : 0;
  return TRUE;
}
