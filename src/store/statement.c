#include "store/statement.h"

#include "base/error.h"
#include "store/engine.h"

#include <string.h>

SkIdText sk_bytes_id_text(SkBytes bytes) {
  SkId id = { { 0 } };
  if (bytes.size == sizeof id.bytes)
    memcpy(id.bytes, bytes.data, sizeof id.bytes);
  return sk_id_print(&id);
}

/* The two names of one connection: which of them a function takes says what it reads. */
SkSystem *sk_db_system(SkDb *db) {
  return (SkSystem *)db;
}

SkDb *sk_system_db(SkSystem *system) {
  return (SkDb *)system;
}

SkBytes sk_bytes_copy(SkBytes bytes) {
  return (SkBytes){ bytes.data == NULL ? NULL : g_memdup2(bytes.data, MAX(bytes.size, 1)), bytes.size };
}

void sk_bytes_clear(SkBytes *bytes) {
  g_free((gpointer)(guintptr)bytes->data);
  *bytes = (SkBytes){ NULL, 0 };
}

/* The prepared statement, kept for the next time; a copy while that one is in use. */
static SkRun *run_for(SkDb *db, const SkStatement *statement, GError **error) {
  SkRun *kept = g_hash_table_lookup(db->runs, statement);
  if (kept != NULL && !kept->busy)
    return kept;
  SkRun *run = db->engine->prepare(db, statement, error);
  if (run == NULL)
    return NULL;
  run->spare = kept != NULL;
  if (!run->spare)
    g_hash_table_insert(db->runs, (gpointer)(guintptr)statement, run);
  return run;
}

static void release(SkRun *run) {
  run->db->engine->finish(run);
  run->busy = FALSE;
  if (run->spare)
    run->db->engine->free_run(run);
}

gboolean sk_statement_start(SkDb *db, const SkStatement *statement, const SkValue *values, SkCursor *ret_cursor,
                            GError **error) {
  SkRun *run = run_for(db, statement, error);
  if (run == NULL) {
    g_prefix_error(error, "%s: ", statement->name);
    return FALSE;
  }
  run->busy = TRUE;
  if (!db->engine->start(run, values, error)) {
    g_prefix_error(error, "%s: ", statement->name);
    release(run);
    return FALSE;
  }
  *ret_cursor = (SkCursor){ db, run };
  return TRUE;
}

gboolean sk_cursor_next(SkCursor *cursor, GError **error) {
  if (cursor->run == NULL)
    return FALSE;
  GError *failed = NULL;
  if (cursor->db->engine->next(cursor->run, &failed))
    return TRUE;
  if (failed != NULL) {
    g_prefix_error(&failed, "%s: ", cursor->run->statement->name);
    g_propagate_error(error, failed);
  }
  sk_cursor_clear(cursor);
  return FALSE;
}

gboolean sk_cursor_is_null(const SkCursor *cursor, int column) {
  return cursor->db->engine->is_null(cursor->run, column);
}

int64_t sk_cursor_int64(const SkCursor *cursor, int column) {
  return cursor->db->engine->int64(cursor->run, column);
}

double sk_cursor_real(const SkCursor *cursor, int column) {
  return cursor->db->engine->real(cursor->run, column);
}

const char *sk_cursor_text(const SkCursor *cursor, int column) {
  return cursor->db->engine->bytes(cursor->run, column).data;
}

SkBytes sk_cursor_bytes(const SkCursor *cursor, int column) {
  return cursor->db->engine->bytes(cursor->run, column);
}

void sk_cursor_clear(SkCursor *cursor) {
  if (cursor->run != NULL)
    release(cursor->run);
  cursor->run = NULL;
}

gboolean sk_statement_run(SkDb *db, const SkStatement *statement, const SkValue *values, int64_t *ret_changed,
                          GError **error) {
  SkCursor cursor;
  GError *failed = NULL;
  if (!sk_statement_start(db, statement, values, &cursor, error))
    return FALSE;
  SkRun *run = cursor.run;
  while (db->engine->next(run, &failed))
    continue;
  int64_t changed = failed == NULL ? db->engine->changed(run) : 0;
  if (failed != NULL)
    g_prefix_error(&failed, "%s: ", statement->name);
  sk_cursor_clear(&cursor);
  if (!sk_error_forward(error, failed))
    return FALSE;
  if (ret_changed != NULL)
    *ret_changed = changed;
  return TRUE;
}
