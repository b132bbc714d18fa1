/* Statements, cursors and transactions on PostgreSQL.
 *
 * A connection answers one statement at a time, and a SkDb may run others while it reads. So a statement of one row or
 * none is prepared once and its answer taken whole, and one of many rows is a cursor of the server, read in portions:
 * that stays within bounds however long the answer is, and leaves the connection free between portions. Outside a
 * transaction the cursor is held by the server (WITH HOLD), inside it ends with the transaction. */
#include "store/engine_postgres.h"

#include "base/error.h"
#include "store/dialect/postgres.h"

#include <stdlib.h>
#include <string.h>

#define PORTION 1000 /* rows fetched at once */
#define PARAMETERS 64

typedef struct {
  SkRun run;
  char *sql;         /* with $N */
  char name[24];     /* of the prepared statement or the cursor */
  gboolean prepared; /* the server knows `name` as a statement */
  gboolean open;     /* the server knows `name` as a cursor */
  gboolean held;     /* ... which outlives the transaction */
  gboolean more;     /* the cursor may have more rows than the portion at hand */
  int64_t began;     /* connection->ended when the cursor was opened */
  int64_t reached;   /* connection->reached when the server was told of it */
  PGresult *result;
  int row;
} PostgresRun;

/* ---------------------------------------------------------------- plain commands */

static gboolean is_fine(const PGresult *result) {
  ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* Runs without changing the role: ends of transactions must not fail over it. */
static gboolean command(PostgresConnection *connection, const char *sql, GError **error) {
  g_autoptr(PGresult) result = PQexec(connection->server, sql);
  if (is_fine(result))
    return TRUE;
  postgres_fail(connection, result, "the database refused", error);
  return FALSE;
}

gboolean postgres_execute(SkDb *db, const char *sql, GError **error) {
  return postgres_act(db, SK_ACCESS_SYSTEM, error) && command(db->handle, sql, error);
}

PGresult *postgres_ask(SkDb *db, const char *sql, int count, const char *const *values, GError **error) {
  PostgresConnection *connection = db->handle;
  if (!postgres_act(db, SK_ACCESS_SYSTEM, error))
    return NULL;
  g_autoptr(PGresult) result = PQexecParams(connection->server, sql, count, NULL, values, NULL, NULL, 0);
  if (is_fine(result))
    return g_steal_pointer(&result);
  postgres_fail(connection, result, "the database refused", error);
  return NULL;
}

static gboolean has_tables(SkDb *db, gboolean *ret_has, GError **error) {
  g_autoptr(PGresult) result = postgres_ask(db, sk_postgres_tables, 0, NULL, error);
  if (result == NULL)
    return FALSE;
  *ret_has = strcmp(PQgetvalue(result, 0, 0), "1") == 0;
  return TRUE;
}

/* Text compares by its bytes whatever the database's own collation is. */
static const char *macro(const char *name) {
  static const char *const macros[][2] = {
    { "id", "BIGINT PRIMARY KEY" },
    { "int", "BIGINT" },
    { "real", "DOUBLE PRECISION" },
    { "text", "TEXT COLLATE \"C\"" },
    { "blob", "BYTEA" },
    { "table", "" },
    { "clustered", "" },
    { "cascade", "CASCADE" }, /* the view of the read door goes too */
  };
  for (gsize i = 0; i < G_N_ELEMENTS(macros); i++)
    if (strcmp(macros[i][0], name) == 0)
      return macros[i][1];
  return NULL;
}

char *postgres_fill(const char *text, const char *const *pairs) {
  GString *out = g_string_new(text);
  for (gsize i = 0; pairs[i] != NULL; i += 2)
    g_string_replace(out, pairs[i], pairs[i + 1], 0);
  return g_string_free(out, FALSE);
}

/* ---------------------------------------------------------------- transactions */

/* A rolled back transaction takes settings back with it: which, depends on when they were made. */
static void transaction_ended(PostgresConnection *connection, gboolean kept) {
  connection->ended++;
  connection->in_transaction = FALSE;
  if (kept)
    return;
  connection->role = POSTGRES_ROLE_UNKNOWN;
  connection->let = -1;
}

static void rollback(SkDb *db) {
  PostgresConnection *connection = db->handle;
  if (PQtransactionStatus(connection->server) != PQTRANS_IDLE)
    command(connection, sk_postgres_rollback, NULL);
  transaction_ended(connection, FALSE);
}

/* Pages are the server's. */
static void rest(SkDb *db) {
  (void)db;
}

/* Nothing was done yet, so a connection that turns out to be lost is made again. */
static gboolean begin_once(SkDb *db, gboolean write, GError **error) {
  PostgresConnection *connection = db->handle;
  if (!postgres_execute(db, write ? sk_postgres_begin_write : sk_postgres_begin_read, error))
    return FALSE;
  connection->in_transaction = TRUE;
  if (!write || postgres_execute(db, sk_postgres_lock, error))
    return TRUE;
  rollback(db);
  return FALSE;
}

static gboolean begin(SkDb *db, gboolean write, GError **error) {
  g_autoptr(GError) failed = NULL;
  if (begin_once(db, write, &failed) || (postgres_is_lost(db->handle) && begin_once(db, write, NULL)))
    return TRUE;
  g_propagate_error(error, g_steal_pointer(&failed));
  return FALSE;
}

/* Asked to commit a transaction in which something failed, the server rolls back and calls that a success. */
static gboolean commit(SkDb *db, GError **error) {
  PostgresConnection *connection = db->handle;
  g_autoptr(PGresult) result = PQexec(connection->server, sk_postgres_commit);
  gboolean done = is_fine(result) && strcmp(PQcmdStatus(result), "COMMIT") == 0;
  if (!is_fine(result))
    postgres_fail(connection, result, "the database did not confirm the commit", error);
  else if (!done)
    sk_error_set(error, SK_ERROR_FAILED, "the database rolled the change back, because a part of it had failed");
  transaction_ended(connection, done);
  return done;
}

/* ---------------------------------------------------------------- preparing */

/* Rewrites ?N to $N outside of quotes; the caller frees. */
static char *with_dollars(const char *sql) {
  char *copy = g_strdup(sql), quote = '\0';
  for (char *c = copy; *c != '\0'; c++) {
    if (quote != '\0')
      quote = *c == quote ? '\0' : quote;
    else if (*c == '\'' || *c == '"')
      quote = *c;
    else if (*c == '?' && g_ascii_isdigit(c[1]))
      *c = '$';
  }
  return copy;
}

static Oid type_of(char letter) {
  switch (g_ascii_tolower(letter)) {
  case 'i':
    return POSTGRES_INT8;
  case 'd':
    return POSTGRES_FLOAT8;
  case 'b':
    return POSTGRES_BYTEA;
  default:
    return POSTGRES_TEXT;
  }
}

static int types_of(const SkStatement *statement, Oid types[PARAMETERS]) {
  int count = (int)strlen(statement->in);
  g_assert(count <= PARAMETERS);
  for (int i = 0; i < count; i++)
    types[i] = type_of(statement->in[i]);
  return count;
}

static gboolean prepare_on_server(PostgresRun *run, GError **error) {
  PostgresConnection *connection = run->run.db->handle;
  Oid types[PARAMETERS];
  int count = types_of(run->run.statement, types);
  if (!postgres_act(run->run.db, run->run.statement->access, error))
    return FALSE;
  g_autoptr(PGresult) result = PQprepare(connection->server, run->name, run->sql, count, types);
  run->prepared = is_fine(result);
  run->reached = connection->reached;
  if (!run->prepared)
    postgres_fail(connection, result, "the statement could not be prepared", error);
  return run->prepared;
}

/* Whether the server still has what was prepared or opened. */
static gboolean is_known(const PostgresRun *run) {
  const PostgresConnection *connection = run->run.db->handle;
  return run->reached == connection->reached && !postgres_is_lost(connection);
}

static void free_run(SkRun *base) {
  PostgresRun *run = (PostgresRun *)base;
  if (run->prepared && base->spare && is_known(run)) {
    const char *const pairs[] = { "{prepared}", run->name, NULL };
    g_autofree char *sql = postgres_fill(sk_postgres_forget, pairs);
    command(base->db->handle, sql, NULL);
  }
  PQclear(run->result);
  g_free(run->sql);
  g_free(run);
}

static SkRun *prepare(SkDb *db, const SkStatement *statement, GError **error) {
  PostgresConnection *connection = db->handle;
  if (statement->access == SK_ACCESS_DOOR && !postgres_door_allows(statement->sql, error))
    return NULL;
  PostgresRun *run = g_new0(PostgresRun, 1);
  run->run.db = db;
  run->run.statement = statement;
  run->sql = with_dollars(statement->sql);
  g_snprintf(run->name, sizeof run->name, "s%" G_GINT64_FORMAT, ++connection->names);
  if (statement->many || prepare_on_server(run, error))
    return &run->run;
  free_run(&run->run);
  return NULL;
}

/* ---------------------------------------------------------------- running */

typedef struct {
  Oid types[PARAMETERS];
  const char *values[PARAMETERS];
  int sizes[PARAMETERS], formats[PARAMETERS], count;
  guint64 numbers[PARAMETERS]; /* in the order of the network */
} Given;

static gboolean give(Given *given, int at, const SkValue *value, GError **error) {
  given->formats[at] = 1;
  given->values[at] = NULL;
  given->sizes[at] = sizeof(guint64);
  switch (value->type) {
  case 'i':
  case 'd':
    memcpy(&given->numbers[at], &value->integer, sizeof(guint64)); /* the bits of either */
    given->numbers[at] = GUINT64_TO_BE(given->numbers[at]);
    given->values[at] = (const char *)&given->numbers[at];
    return TRUE;
  case 't':
  case 'b':
    given->values[at] = value->bytes.data != NULL ? value->bytes.data : "";
    given->sizes[at] = (int)value->bytes.size;
    break;
  default:
    return TRUE;
  }
  if (value->bytes.size > G_MAXINT / 2)
    sk_error_set(error, SK_ERROR_LIMIT, "a value is larger than the database takes");
  else if (value->type == 't' && memchr(given->values[at], '\0', value->bytes.size) != NULL)
    sk_error_set(error, SK_ERROR_REFUSED, "a text holds a NUL character, which the database does not keep");
  else
    return TRUE;
  return FALSE;
}

static gboolean give_all(const SkStatement *statement, const SkValue *values, Given *given, GError **error) {
  given->count = types_of(statement, given->types);
  for (int i = 0; i < given->count; i++)
    if (!give(given, i, &values[i], error))
      return FALSE;
  return TRUE;
}

static gboolean fits(char letter, Oid type) {
  switch (g_ascii_tolower(letter)) {
  case 'i':
    return type == POSTGRES_INT8 || type == POSTGRES_INT4 || type == POSTGRES_INT2 || type == POSTGRES_BOOL;
  case 'd':
    return type == POSTGRES_FLOAT8 || type == POSTGRES_FLOAT4;
  case 'b':
    return type == POSTGRES_BYTEA;
  default:
    return type == POSTGRES_TEXT || type == POSTGRES_VARCHAR;
  }
}

/* A column of another type than the statement says would be read wrong: a sum of int64 is numeric here, for one. */
static gboolean columns_fit(const SkStatement *statement, const PGresult *result, GError **error) {
  for (int i = 0; statement->out[i] != '\0'; i++) {
    if (i < PQnfields(result) && fits(statement->out[i], PQftype(result, i)))
      continue;
    sk_error_set(error, SK_ERROR_FAILED, "column %d has the type %u on PostgreSQL, which is not %c; it needs a CAST",
                 i + 1, i < PQnfields(result) ? PQftype(result, i) : 0, statement->out[i]);
    return FALSE;
  }
  return TRUE;
}

/* Takes an answer as the rows at hand. */
static gboolean take(PostgresRun *run, PGresult *result, GError **error) {
  PQclear(run->result);
  run->result = result;
  run->row = -1;
  if (is_fine(result))
    return columns_fit(run->run.statement, result, error);
  postgres_fail(run->run.db->handle, result, "the statement failed", error);
  return FALSE;
}

static char *cursor_sql(const PostgresRun *run, const char *text) {
  char rows[16];
  g_snprintf(rows, sizeof rows, "%d", PORTION);
  const char *const pairs[] = { "{cursor}", run->name, "{rows}", rows, NULL };
  return postgres_fill(text, pairs);
}

static gboolean open_cursor(PostgresRun *run, const Given *given, GError **error) {
  PostgresConnection *connection = run->run.db->handle;
  run->held = PQtransactionStatus(connection->server) == PQTRANS_IDLE;
  g_autofree char *head = cursor_sql(run, run->held ? sk_postgres_declare_hold : sk_postgres_declare);
  const char *const pairs[] = { "{statement}", run->sql, NULL };
  g_autofree char *sql = postgres_fill(head, pairs);
  g_autoptr(PGresult) result =
      PQexecParams(connection->server, sql, given->count, given->types, given->values, given->sizes, given->formats, 1);
  run->open = is_fine(result);
  run->began = connection->ended;
  run->reached = connection->reached;
  if (!run->open)
    postgres_fail(connection, result, "the statement failed", error);
  return run->open;
}

static gboolean is_gone(const PostgresRun *run) {
  const PostgresConnection *connection = run->run.db->handle;
  return !is_known(run) || (!run->held && run->began != connection->ended);
}

static gboolean fetch(PostgresRun *run, GError **error) {
  PostgresConnection *connection = run->run.db->handle;
  if (is_gone(run)) {
    sk_error_set(error, SK_ERROR_FAILED, "the transaction or the connection ended before all rows were read");
    return FALSE;
  }
  g_autofree char *sql = cursor_sql(run, sk_postgres_fetch);
  if (!postgres_act(run->run.db, run->run.statement->access, error) ||
      !take(run, PQexecParams(connection->server, sql, 0, NULL, NULL, NULL, NULL, 1), error))
    return FALSE;
  run->more = PQntuples(run->result) == PORTION;
  return TRUE;
}

static gboolean start(SkRun *base, const SkValue *values, GError **error) {
  PostgresRun *run = (PostgresRun *)base;
  PostgresConnection *connection = base->db->handle;
  Given given;
  if (!give_all(base->statement, values, &given, error) || !postgres_act(base->db, base->statement->access, error))
    return FALSE;
  if (base->statement->many)
    return open_cursor(run, &given, error) && fetch(run, error);
  if (run->reached != connection->reached && !prepare_on_server(run, error))
    return FALSE;
  return take(run,
              PQexecPrepared(connection->server, run->name, given.count, given.values, given.sizes, given.formats, 1),
              error);
}

static gboolean next(SkRun *base, GError **error) {
  PostgresRun *run = (PostgresRun *)base;
  if (run->row + 1 >= PQntuples(run->result) && run->more && !fetch(run, error))
    return FALSE;
  return ++run->row < PQntuples(run->result);
}

static int64_t changed(SkRun *base) {
  return g_ascii_strtoll(PQcmdTuples(((PostgresRun *)base)->result), NULL, 10);
}

static void finish(SkRun *base) {
  PostgresRun *run = (PostgresRun *)base;
  const PostgresConnection *connection = base->db->handle;
  g_clear_pointer(&run->result, PQclear);
  if (run->open && !is_gone(run) && PQtransactionStatus(connection->server) != PQTRANS_INERROR) {
    g_autofree char *sql = cursor_sql(run, sk_postgres_close);
    command(base->db->handle, sql, NULL);
  }
  run->open = run->more = FALSE;
}

/* ---------------------------------------------------------------- columns */

static gboolean is_null(SkRun *base, int column) {
  const PostgresRun *run = (const PostgresRun *)base;
  return PQgetisnull(run->result, run->row, column);
}

/* The bytes of a number, in the order of the network, as an unsigned one; 0 for NULL. */
static guint64 bits_of(SkRun *base, int column, int *ret_size) {
  const PostgresRun *run = (const PostgresRun *)base;
  const uint8_t *bytes = (const uint8_t *)PQgetvalue(run->result, run->row, column);
  guint64 bits = 0;
  *ret_size = PQgetlength(run->result, run->row, column);
  for (int i = 0; i < *ret_size && i < 8; i++)
    bits = bits << 8 | bytes[i];
  return bits;
}

static int64_t column_int64(SkRun *base, int column) {
  int size = 0;
  guint64 bits = bits_of(base, column, &size);
  switch (size) {
  case 2:
    return (int16_t)bits;
  case 4:
    return (int32_t)bits;
  default:
    return (int64_t)bits; /* 8, or the 1 of a truth value */
  }
}

static double column_real(SkRun *base, int column) {
  int size = 0;
  guint64 bits = bits_of(base, column, &size);
  guint32 half = (guint32)bits;
  float single;
  double real;
  memcpy(&single, &half, sizeof single);
  memcpy(&real, &bits, sizeof real);
  return size == sizeof single ? (double)single : real;
}

static SkBytes column_bytes(SkRun *base, int column) {
  const PostgresRun *run = (const PostgresRun *)base;
  if (PQgetisnull(run->result, run->row, column))
    return (SkBytes){ NULL, 0 };
  return (SkBytes){ PQgetvalue(run->result, run->row, column), (gsize)PQgetlength(run->result, run->row, column) };
}

static gboolean nothing(SkDb *db, GError **error) {
  (void)db;
  (void)error;
  return TRUE;
}

/* The server keeps its own log. */
static void leave(SkStore *store) {
  (void)store;
}

const SkEngine sk_engine_postgres = {
  .kind = SK_ENGINE_POSTGRES,
  .open = postgres_open,
  .check_key = postgres_check_key,
  .close = postgres_close,
  .leave = leave,
  .execute = postgres_execute,
  .has_tables = has_tables,
  .macro = macro,
  .make_door = postgres_make_door,
  .open_door = postgres_open_door,
  .see = nothing, /* told with the next statement through the door */
  .begin = begin,
  .commit = commit,
  .rollback = rollback,
  .rest = rest,
  .prepare = prepare,
  .start = start,
  .next = next,
  .changed = changed,
  .finish = finish,
  .free_run = free_run,
  .is_null = is_null,
  .int64 = column_int64,
  .real = column_real,
  .bytes = column_bytes,
};
