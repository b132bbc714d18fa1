/* What an engine has to do, and what a connection is made of. Internal to src/store. */
#pragma once

#include "store/statement.h"

/* Whether a session may see a table's rows, from the "seen by" comments of sql/migrations. */
typedef enum { SK_SEEN_BY_NOBODY, SK_SEEN_BY_ALL, SK_SEEN_BY_LABEL, SK_SEEN_BY_CLEARANCE } SkSeen;

/* A statement of an engine, prepared; its memory is the engine's. */
struct SkRun {
  SkDb *db;
  const SkStatement *statement;
  gboolean busy;  /* started and not finished */
  gboolean spare; /* a second copy while the first is busy: freed when finished */
};

typedef struct {
  SkEngineKind kind;
  /* Opens a connection into db->handle; `create` makes the database. */
  gboolean (*open)(SkDb *db, gboolean create, GError **error);
  /* Whether the store's key is the register's, where opening did not prove it. After has_tables. */
  gboolean (*check_key)(SkDb *db, GError **error);
  void (*close)(SkDb *db);
  /* Ends what the engine does beside the connections. */
  void (*leave)(SkStore *store);
  /* Runs a statement of the engine's own: transactions, DDL. Never text from a person. */
  gboolean (*execute)(SkDb *db, const char *sql, GError **error);
  /* Whether the register's tables are there. */
  gboolean (*has_tables)(SkDb *db, gboolean *ret_has, GError **error);
  /* Text of a column type or table ending in a migration: "id", "int", ... */
  const char *(*macro)(const char *name);
  /* After migrating: what makes the read door of every table. Once for a database (PostgreSQL) or a connection
   * (SQLite). */
  gboolean (*make_door)(SkDb *db, GError **error);
  gboolean (*open_door)(SkDb *db, GError **error);
  /* The session's clearance and labels changed. */
  gboolean (*see)(SkDb *db, GError **error);
  gboolean (*begin)(SkDb *db, gboolean write, GError **error);
  gboolean (*commit)(SkDb *db, GError **error);
  void (*rollback)(SkDb *db);
  /* Gives back what the connection keeps of pages it has read. */
  void (*rest)(SkDb *db);
  SkRun *(*prepare)(SkDb *db, const SkStatement *statement, GError **error);
  gboolean (*start)(SkRun *run, const SkValue *values, GError **error);
  gboolean (*next)(SkRun *run, GError **error); /* FALSE: the end (run->busy FALSE) or *error */
  int64_t (*changed)(SkRun *run);
  void (*finish)(SkRun *run);
  void (*free_run)(SkRun *run);
  gboolean (*is_null)(SkRun *run, int column);
  int64_t (*int64)(SkRun *run, int column);
  double (*real)(SkRun *run, int column);
  SkBytes (*bytes)(SkRun *run, int column); /* text too; ends in NUL after the size */
} SkEngine;

extern const SkEngine sk_engine_sqlite;
extern const SkEngine sk_engine_postgres;

typedef struct SkStoreReadings SkStoreReadings; /* readings.c */
void store_readings_free(SkStoreReadings *self);

typedef struct SqliteLog SqliteLog; /* log_sqlite.c */

struct SkStore {
  const SkEngine *engine;
  char *place;
  SkKey *key;
  SkStoreReadings *readings; /* NULL: none */
  SqliteLog *log;            /* NULL: not needed so far, or another engine */
};

/* A store and a connection of it that is not open yet: nothing is asked. */
SkStore *store_at(const char *place, const SkKey *key);
SkDb *store_db(SkStore *store);

struct SkDb {
  SkStore *store;
  const SkEngine *engine;
  gpointer handle;  /* the engine's connection */
  GHashTable *runs; /* const SkStatement * -> SkRun * */
  int64_t clearance;
  guint64 *labels; /* bitmap of the labels in force */
  gsize label_words;
  GArray *label_list; /* the same as int64_t, ascending */
  gboolean in_work, in_read;
};
