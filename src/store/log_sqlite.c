#include "store/log_sqlite.h"

#include "store/engine_sqlite.h"

#define PAGES_SOME 16000 /* worth a pass: 64 MB */
#define PAGES_MANY 64000 /* worth waiting for: a backup and a withdrawal have to work through the log */

struct SqliteLog {
  SkDb *db; /* the thread's own */
  GThread *thread;
  GMutex mutex; /* over what follows */
  GCond changed;
  int pages; /* in the log, after the last commit */
  gboolean asked, at_work, ends;
};

static GMutex making; /* of a store's log */

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

static void log_free(SqliteLog *self) {
  sk_db_free(self->db);
  g_mutex_clear(&self->mutex);
  g_cond_clear(&self->changed);
  g_free(self);
}

static SqliteLog *log_new(SkStore *store) {
  SqliteLog *self = g_new0(SqliteLog, 1);
  g_mutex_init(&self->mutex);
  g_cond_init(&self->changed);
  self->db = store_db(store);
  if (sqlite_open(self->db, FALSE, NULL))
    self->thread = g_thread_try_new("log", work, self, NULL);
  if (self->thread != NULL)
    return self;
  log_free(self);
  return NULL;
}

/* The store's, made where `make` says so; NULL none. */
static SqliteLog *log_of(SkStore *store, gboolean make) {
  g_mutex_lock(&making);
  if (store->log == NULL && make)
    store->log = log_new(store);
  SqliteLog *self = store->log;
  g_mutex_unlock(&making);
  return self;
}

/* SQLite's, after each commit. */
static int grown(void *store, sqlite3 *sqlite, const char *database, int pages) {
  gboolean long_enough = pages >= PAGES_SOME;
  SqliteLog *self = log_of(store, long_enough);
  if (self == NULL) {
    if (long_enough)
      sqlite3_wal_checkpoint_v2(sqlite, database, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return SQLITE_OK;
  }
  g_mutex_lock(&self->mutex);
  self->pages = pages;
  self->asked |= long_enough;
  g_cond_broadcast(&self->changed);
  g_mutex_unlock(&self->mutex);
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
  g_mutex_lock(&making);
  SqliteLog *self = g_steal_pointer(&store->log);
  g_mutex_unlock(&making);
  if (self == NULL)
    return;
  g_mutex_lock(&self->mutex);
  self->ends = TRUE;
  g_cond_broadcast(&self->changed);
  g_mutex_unlock(&self->mutex);
  g_thread_join(self->thread);
  log_free(self);
}
