#include "store/door.h"

#include "store/engine.h"

gboolean sk_door_try(SkDb *db, const char *sql, int64_t *ret_rows, GError **error) {
  SkStatement statement = { "door_try", sql, "", "", SK_ACCESS_DOOR, TRUE };
  SkRun *run = db->engine->prepare(db, &statement, error);
  if (run == NULL)
    return FALSE;
  GError *failed = NULL;
  int64_t rows = 0;
  gboolean started = db->engine->start(run, NULL, &failed);
  while (started && db->engine->next(run, &failed))
    rows++;
  db->engine->finish(run);
  db->engine->free_run(run);
  if (failed != NULL) {
    g_propagate_error(error, failed);
    return FALSE;
  }
  *ret_rows = rows;
  return TRUE;
}
