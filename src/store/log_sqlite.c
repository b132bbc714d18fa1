#include "store/log_sqlite.h"

#include "store/engine_sqlite.h"

#define PAGES_SOME 16000 /* worth a pass: 64 MB */
#define PAGES_MANY 64000 /* worth waiting for: a backup and a withdrawal have to work through the log */

struct SqliteLog {
  GMutex turn; /* to start the thread, or to stop it */
  SkDb *db;    /* the thread's own */
  GThread *thread;
  GMutex mutex; /* over what follows */
  GCond changed;
  int pages; /* in the log, after the last commit */
  gboolean asked, at_work, ends;
};

/* One pass: everything in the log that no reader still needs. What cannot be done now is done by the next pass. */
static void bring_in(SqliteLog *self) {
  g_autoptr(GError) error = NULL;
  if (!sqlite_execute(self->db, "PRAGMA main.wal_checkpoint(PASSIVE)", &error))
    g_debug("the log waits: %s", error->message);
}

static gpointer work(gpointer data) {
  SqliteLog *self = data;
  g_mutex_lock(&self->mutex);
  for (;;) {
    while (!self->asked && !self->ends)
      g_cond_wait(&self->changed, &self->mutex);
    if (!self->asked)
      break;
    self->asked = FALSE;
    self->at_work = TRUE;
    g_mutex_unlock(&self->mutex);
    bring_in(self);
    g_mutex_lock(&self->mutex);
    self->at_work = FALSE;
    g_cond_broadcast(&self->changed);
  }
  g_mutex_unlock(&self->mutex);
  return NULL;
}

/* The store's, from the first long log to the end of the store; NULL before. */
static SqliteLog *log_of(SkStore *store, gboolean make) {
  static GMutex making;
  g_mutex_lock(&making);
  if (store->log == NULL && make) {
    store->log = g_new0(SqliteLog, 1);
    g_mutex_init(&store->log->turn);
    g_mutex_init(&store->log->mutex);
    g_cond_init(&store->log->changed);
  }
  SqliteLog *self = store->log;
  g_mutex_unlock(&making);
  return self;
}

/* Sends the thread to work, made where there was none; FALSE: none can be made. */
static gboolean ask(SqliteLog *self, SkStore *store) {
  g_mutex_lock(&self->turn);
  if (self->thread == NULL) {
    self->db = store_db(store);
    if (sqlite_open(self->db, FALSE, NULL))
      self->thread = g_thread_try_new("log", work, self, NULL);
    if (self->thread == NULL)
      g_clear_pointer(&self->db, sk_db_free);
  }
  gboolean there = self->thread != NULL;
  g_mutex_lock(&self->mutex);
  self->asked |= there;
  g_cond_broadcast(&self->changed);
  g_mutex_unlock(&self->mutex);
  g_mutex_unlock(&self->turn);
  return there;
}

/* SQLite's, after each commit. */
static int grown(void *data, sqlite3 *sqlite, const char *database, int pages) {
  SkStore *store = data;
  gboolean is_long = pages >= PAGES_SOME;
  SqliteLog *self = log_of(store, is_long);
  if (self == NULL)
    return SQLITE_OK;
  g_mutex_lock(&self->mutex);
  self->pages = pages;
  g_mutex_unlock(&self->mutex);
  if (is_long && !ask(self, store))
    sqlite3_wal_checkpoint_v2(sqlite, database, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  return SQLITE_OK;
}

void sqlite_log_watch(SkDb *db) {
  sqlite3_wal_hook(((SqliteConnection *)db->handle)->sqlite, grown, db->store);
}

void sqlite_log_make_room(SkStore *store) {
  SqliteLog *self = log_of(store, FALSE);
  if (self == NULL)
    return;
  g_mutex_lock(&self->mutex);
  while (self->pages >= PAGES_MANY && (self->asked || self->at_work))
    g_cond_wait(&self->changed, &self->mutex);
  g_mutex_unlock(&self->mutex);
}

void sqlite_log_stop(SkStore *store) {
  SqliteLog *self = log_of(store, FALSE);
  if (self == NULL)
    return;
  g_mutex_lock(&self->turn);
  if (self->thread != NULL) {
    g_mutex_lock(&self->mutex);
    self->ends = TRUE;
    g_cond_broadcast(&self->changed);
    g_mutex_unlock(&self->mutex);
    g_thread_join(g_steal_pointer(&self->thread));
    g_clear_pointer(&self->db, sk_db_free);
    self->ends = FALSE;
  }
  g_mutex_unlock(&self->turn);
}

void sqlite_log_end(SkStore *store) {
  SqliteLog *self = store->log;
  if (self == NULL)
    return;
  sqlite_log_stop(store);
  g_mutex_clear(&self->turn);
  g_mutex_clear(&self->mutex);
  g_cond_clear(&self->changed);
  g_free(g_steal_pointer(&store->log));
}
