/* What the read door costs: the same persons, by the same statements, through the door and past it. Not a test.
 *
 *   bench_door REGISTRY PERSONS        the passphrase from SAIKAI_PASSPHRASE; a register in SQLite
 *
 * Past the door is a connection of this program alone whose seen_* views are the tables themselves, without label rule,
 * inner view and authorizer: a statement does then what it would do if there were no labels at all.
 * Prints lines "VALUE UNIT WHAT" for script/bench. */
#include "access/session.h"
#include "publish/figures.h"
#include "registry/person.h"
#include "store/engine_sqlite.h"
#include "store/migrate.h"
#include "upkeep/register.h"

#include <stdio.h>
#include <stdlib.h>

#define ROUNDS 7

static void must(gboolean good, GError *error) {
  if (good)
    return;
  fprintf(stderr, "bench_door: %s\n", error != NULL ? error->message : "failed");
  exit(1);
}

static SkSession *session_of(SkRegister *registered) {
  GError *error = NULL;
  SkSession *session = sk_session_open(sk_register_store(registered), "operator", &error);
  must(session != NULL, error);
  return session;
}

static void take_door_away(SkSession *session) {
  GError *error = NULL;
  SkDb *db = sk_session_db(session);
  SqliteConnection *connection = db->handle;
  sqlite3_set_authorizer(connection->sqlite, NULL, NULL);
  for (gsize i = 0; i < sk_table_count; i++) {
    if (sk_tables[i].seen == SK_SEEN_BY_NOBODY)
      continue;
    const char *table = sk_tables[i].name;
    g_autofree char *sql =
        g_strdup_printf("DROP VIEW temp.seen_%s; CREATE TEMP VIEW seen_%s AS SELECT * FROM main.%s%s", table, table,
                        table, sk_tables[i].seen == SK_SEEN_BY_CLEARANCE ? " WHERE clearance = sk_clearance()" : "");
    must(sqlite_execute(db, sql, &error), error);
  }
}

/* The public ids of `count` mentions, spread over the register. */
static GPtrArray *choose(SkSession *session, gint64 count) {
  const SqliteConnection *connection = sk_session_db(session)->handle;
  GPtrArray *chosen = g_ptr_array_new_with_free_func(g_free);
  sqlite3_stmt *statement = NULL;
  sqlite3_prepare_v2(connection->sqlite,
                     "SELECT public FROM persona WHERE id % (SELECT MAX(1, COUNT(*) / ?1) FROM persona) = 0 LIMIT ?1",
                     -1, &statement, NULL);
  sqlite3_bind_int64(statement, 1, count);
  while (sqlite3_step(statement) == SQLITE_ROW) {
    SkId id;
    memcpy(id.bytes, sqlite3_column_blob(statement, 0), sizeof id.bytes);
    SkIdText text = sk_id_print(&id);
    g_ptr_array_add(chosen, g_strdup(text.text));
  }
  sqlite3_finalize(statement);
  return chosen;
}

/* Milliseconds a person. */
static double load_all(SkSession *session, const GPtrArray *chosen) {
  gint64 begun = g_get_monotonic_time();
  for (guint i = 0; i < chosen->len; i++) {
    GError *error = NULL;
    g_autoptr(SkPerson) person = sk_person_load(session, chosen->pdata[i], &error);
    must(person != NULL, error);
  }
  return (double)(g_get_monotonic_time() - begun) / 1000 / chosen->len;
}

static double count_all(SkSession *session) {
  gint64 begun = g_get_monotonic_time();
  GError *error = NULL;
  g_autoptr(SkFigures) figures = sk_figures_load(session, FALSE, &error);
  must(figures != NULL, error);
  return (double)(g_get_monotonic_time() - begun) / 1000;
}

int main(int count, char **words) {
  GError *error = NULL;
  if (count != 3) {
    fprintf(stderr, "bench_door REGISTRY PERSONS\n");
    return 2;
  }
  g_autoptr(SkRegister) registered = sk_register_open(words[1], g_getenv("SAIKAI_PASSPHRASE"), FALSE, &error);
  must(registered != NULL, error);
  g_autoptr(SkSession) through = session_of(registered);
  g_autoptr(SkSession) past = session_of(registered);
  take_door_away(past);
  g_autoptr(GPtrArray) chosen = choose(past, g_ascii_strtoll(words[2], NULL, 10));
  must(chosen->len > 0, NULL);
  double with = G_MAXDOUBLE, without = G_MAXDOUBLE, counted = G_MAXDOUBLE;
  for (int round = 0; round < ROUNDS; round++) { /* in turn, and the best of each: other work disturbs both alike */
    with = MIN(with, load_all(through, chosen));
    without = MIN(without, load_all(past, chosen));
    counted = MIN(counted, count_all(through));
  }
  printf("%f ms a person through the door\n%f ms a person from base tables\n", with, without);
  printf("%f times person through the door, beside base tables\n%f ms counts from tallies\n", with / without, counted);
  return 0;
}
