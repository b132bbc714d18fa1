#include "upkeep/rebuild.h"

#include "base/error.h"
#include "store/derive.h"
#include "store/kept.h"
#include "store/queries/upkeep.h"

#include <sodium.h>
#include <string.h>

typedef struct {
  crypto_generichash_state hash;
  int64_t rows;
} Sum;

static void add_number(Sum *sum, int64_t number) {
  int64_t bytes = GINT64_TO_LE(number);
  crypto_generichash_update(&sum->hash, (const uint8_t *)&bytes, sizeof bytes);
}

/* A NULL is another thing than any number. */
static void add_perhaps(Sum *sum, gboolean has, int64_t number) {
  add_number(sum, has ? 1 : 0);
  add_number(sum, has ? number : 0);
}

static void add_text(Sum *sum, const char *text) {
  gsize length = text == NULL ? 0 : strlen(text);
  add_perhaps(sum, text != NULL, (int64_t)length);
  crypto_generichash_update(&sum->hash, (const uint8_t *)text, length);
}

static gboolean add_name_keys(Sum *sum, SkSystem *system, GError **error) {
  g_auto(SkqUpkeepNameKeys) row = { 0 };
  GError *failed = NULL;
  if (!skq_upkeep_name_keys(system, &row, error))
    return FALSE;
  for (; skq_upkeep_name_keys_next(&row, &failed); sum->rows++) {
    add_number(sum, row.key);
    add_number(sum, row.form);
    add_number(sum, row.label);
    add_number(sum, row.script);
    add_number(sum, row.name_order);
    add_text(sum, row.family);
    add_text(sum, row.given);
    add_text(sum, row.written);
  }
  return sk_error_forward(error, failed);
}

static gboolean add_name_uses(Sum *sum, SkSystem *system, GError **error) {
  g_auto(SkqUpkeepNameUses) row = { 0 };
  GError *failed = NULL;
  if (!skq_upkeep_name_uses(system, &row, error))
    return FALSE;
  for (; skq_upkeep_name_uses_next(&row, &failed); sum->rows++) {
    add_number(sum, row.form);
    add_number(sum, row.label);
    add_number(sum, row.name);
    add_number(sum, row.persona);
  }
  return sk_error_forward(error, failed);
}

static gboolean add_glances(Sum *sum, SkSystem *system, GError **error) {
  g_auto(SkqUpkeepGlances) row = { 0 };
  GError *failed = NULL;
  if (!skq_upkeep_glances(system, &row, error))
    return FALSE;
  for (; skq_upkeep_glances_next(&row, &failed); sum->rows++) {
    add_number(sum, row.persona);
    add_number(sum, row.label);
    add_text(sum, row.written);
    add_perhaps(sum, row.has_birth_first, row.birth_first);
    add_perhaps(sum, row.has_birth_last, row.birth_last);
    add_perhaps(sum, row.has_sex, row.sex);
    add_perhaps(sum, row.has_sailing, row.sailing);
    add_perhaps(sum, row.has_departed, row.departed);
    add_perhaps(sum, row.has_prefecture, row.prefecture);
    add_perhaps(sum, row.has_category, row.category);
  }
  return sk_error_forward(error, failed);
}

static gboolean add_members(Sum *sum, SkSystem *system, GError **error) {
  g_auto(SkqUpkeepPersonMembers) row = { 0 };
  GError *failed = NULL;
  if (!skq_upkeep_person_members(system, &row, error))
    return FALSE;
  for (; skq_upkeep_person_members_next(&row, &failed); sum->rows++) {
    add_number(sum, row.clearance);
    add_number(sum, row.persona);
    add_number(sum, row.person);
  }
  return sk_error_forward(error, failed);
}

static gboolean add_tallies(Sum *sum, SkSystem *system, GError **error) {
  g_auto(SkqUpkeepTallies) row = { 0 };
  GError *failed = NULL;
  if (!skq_upkeep_tallies(system, &row, error))
    return FALSE;
  for (; skq_upkeep_tallies_next(&row, &failed); sum->rows++) {
    add_number(sum, row.kind);
    add_number(sum, row.key);
    add_number(sum, row.label);
    add_number(sum, row.n);
  }
  return sk_error_forward(error, failed);
}

static gboolean add_person_tallies(Sum *sum, SkSystem *system, GError **error) {
  g_auto(SkqUpkeepPersonTallies) row = { 0 };
  GError *failed = NULL;
  if (!skq_upkeep_person_tallies(system, &row, error))
    return FALSE;
  for (; skq_upkeep_person_tallies_next(&row, &failed); sum->rows++) {
    add_number(sum, row.clearance);
    add_number(sum, row.kind);
    add_number(sum, row.key);
    add_number(sum, row.n);
  }
  return sk_error_forward(error, failed);
}

gboolean sk_rebuild_state(SkSystem *system, SkDerivedState *ret_state, GError **error) {
  Sum sum = { .rows = 0 };
  crypto_generichash_init(&sum.hash, NULL, 0, SK_REBUILD_DIGEST);
  if (!add_name_keys(&sum, system, error) || !add_name_uses(&sum, system, error) || !add_glances(&sum, system, error) ||
      !add_members(&sum, system, error) || !add_tallies(&sum, system, error) ||
      !add_person_tallies(&sum, system, error))
    return FALSE;
  crypto_generichash_final(&sum.hash, ret_state->digest, SK_REBUILD_DIGEST);
  ret_state->rows = sum.rows;
  return TRUE;
}

static gboolean differ(const SkDerivedState *a, const SkDerivedState *b) {
  return a->rows != b->rows || memcmp(a->digest, b->digest, SK_REBUILD_DIGEST) != 0;
}

/* The derived tables before and after they are made again inside `work`. */
static gboolean remake(SkWork *work, SkProgress *progress, SkDerivedState *ret_before, SkDerivedState *ret_after,
                       GError **error) {
  SkSystem *system = sk_work_system(work);
  return sk_rebuild_state(system, ret_before, error) && sk_derive_all(work, progress, error) &&
         sk_rebuild_state(system, ret_after, error);
}

gboolean sk_rebuild(SkDb *db, int64_t account, SkProgress *progress, SkDerivedState *ret_state, gboolean *ret_changed,
                    GError **error) {
  SkDerivedState before, after;
  g_autoptr(SkWork) work = sk_work_begin(db, account, error);
  if (work == NULL || !remake(work, progress, &before, &after, error) || !sk_kept_drop(work, error))
    return FALSE;
  sk_work_note(work, SK_KIND_REGISTER, 0, after.digest, sizeof after.digest);
  if (!sk_work_commit(work, SK_JOURNAL_REBUILD, error))
    return FALSE;
  *ret_changed = differ(&before, &after);
  *ret_state = after;
  return TRUE;
}

gboolean sk_rebuild_compare(SkDb *db, SkProgress *progress, SkDerivedState *ret_state, GError **error) {
  SkDerivedState before, after;
  g_autoptr(SkWork) work = sk_work_begin(db, 0, error); /* never committed */
  if (work == NULL || !remake(work, progress, &before, &after, error))
    return FALSE;
  if (differ(&before, &after)) {
    sk_error_set(error, SK_ERROR_CORRUPT,
                 "the derived tables (%" G_GINT64_FORMAT " rows) are not what the evidence gives (%" G_GINT64_FORMAT
                 " rows); make them again with: saikai rebuild",
                 before.rows, after.rows);
    return FALSE;
  }
  *ret_state = after;
  return TRUE;
}
