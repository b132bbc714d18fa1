/* Migrations: numbered, checksummed, forward only. The tables are made from sql/migrations at build time. Internal. */
#pragma once

#include "store/engine.h"

typedef struct {
  int version;
  const char *name, *checksum;
  const char *const *statements; /* NULL-terminated, with {macros} */
} SkMigration;

typedef struct {
  const char *name;
  SkSeen seen;
} SkTable;

/* An index of all rows of a table beside its keys, as it is after the last migration. */
typedef struct {
  const char *table, *name, *statement;
} SkIndex;

extern const SkMigration sk_migrations[];
extern const gsize sk_migration_count;
extern const SkTable sk_tables[];
extern const gsize sk_table_count;
extern const SkIndex sk_indexes[];
extern const gsize sk_index_count;

/* Compares what was applied with what the program knows: SK_ERROR_NEWER, SK_ERROR_CORRUPT (an edited file),
 * or the number applied. */
gboolean sk_migrate_check(SkDb *db, gsize *ret_applied, GError **error);
/* Applies the migrations from number `applied` on, in one transaction, and makes the door. */
gboolean sk_migrate_apply(SkDb *db, gsize applied, GError **error);
/* `text` with each {name} replaced by what `macro` says; unknown ones stay. The caller frees. */
char *sk_migrate_expand(const char *text, const char *(*macro)(const char *name));
