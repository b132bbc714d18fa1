#include "store/migrate.h"

#include "base/clock.h"
#include "base/error.h"
#include "store/queries/store.h"

#include <string.h>

char *sk_migrate_expand(const char *text, const char *(*macro)(const char *name)) {
  GString *out = g_string_new(NULL);
  for (const char *c = text; *c != '\0'; c++) {
    const char *end = *c == '{' ? strchr(c, '}') : NULL;
    g_autofree char *name = end == NULL ? NULL : g_strndup(c + 1, (gsize)(end - c - 1));
    const char *value = name == NULL ? NULL : macro(name);
    if (value == NULL) {
      g_string_append_c(out, *c);
      continue;
    }
    g_string_append(out, value);
    c = end;
  }
  return g_string_free(out, FALSE);
}

static gboolean check_one(const SkqStoreMigrations *row, gsize number, GError **error) {
  if (number >= sk_migration_count) {
    sk_error_set(
        error, SK_ERROR_NEWER,
        "this register was made by a newer program (version %d, %s); this one knows version %d: use the newer program",
        (int)row->version, row->name, (int)sk_migration_count);
    return FALSE;
  }
  const SkMigration *known = &sk_migrations[number];
  if (row->version == known->version && strcmp(row->checksum, known->checksum) == 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_CORRUPT, "migration %d (%s) of this register is not the one this program knows",
               (int)row->version, row->name);
  return FALSE;
}

gboolean sk_migrate_check(SkDb *db, gsize *ret_applied, GError **error) {
  g_auto(SkqStoreMigrations) row = { 0 };
  GError *failed = NULL;
  gsize number = 0;
  int newest = 0;
  if (!skq_store_migrations(sk_db_system(db), &row, error))
    return FALSE;
  while (skq_store_migrations_next(&row, &failed)) {
    newest = MAX(newest, (int)row.version);
    if (!check_one(&row, number++, error))
      return FALSE;
  }
  *ret_applied = number;
  return sk_error_forward(error, failed);
}

static gboolean apply_one(SkDb *db, const SkMigration *migration, GError **error) {
  for (gsize i = 0; migration->statements[i] != NULL; i++) {
    g_autofree char *sql = sk_migrate_expand(migration->statements[i], db->engine->macro);
    if (!db->engine->execute(db, sql, error)) {
      g_prefix_error(error, "migration %s: ", migration->name);
      return FALSE;
    }
  }
  const SkValue values[] = {
    { .type = 'i', .integer = migration->version },
    { .type = 't', .bytes = { migration->name, strlen(migration->name) } },
    { .type = 't', .bytes = { migration->checksum, strlen(migration->checksum) } },
    { .type = 'i', .integer = sk_clock_now() },
  };
  return sk_statement_run(db, &skq_store_add_migration_statement, values, NULL, error);
}

gboolean sk_migrate_apply(SkDb *db, gsize applied, GError **error) {
  if (!db->engine->begin(db, TRUE, error))
    return FALSE;
  for (gsize i = applied; i < sk_migration_count; i++)
    if (!apply_one(db, &sk_migrations[i], error)) {
      db->engine->rollback(db);
      return FALSE;
    }
  if (db->engine->make_door(db, error) && db->engine->commit(db, error))
    return TRUE;
  db->engine->rollback(db);
  return FALSE;
}
