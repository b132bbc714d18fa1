/* What generated code stands on: a statement's text and types, its parameters and its rows.
 * People write sql/queries/<area>.sql; tools/gen_queries.py writes store/queries/<area>.h and .c from it. Format:
 *
 *   -- name: person_names :many            :many rows, :one (none or one row), :exec (rows changed)
 *   -- What it answers, in a sentence or two.
 *   -- reads: door                         door (through seen_* views; the default), system (base tables; needs a
 * SkSystem), writes: `:exec` and `:one` with RETURNING inside a unit of work (needs a SkWork)
 *   -- in:  person int64, since int64?     ?1, ?2 ... in this order; `?` may be NULL
 *   -- out: persona int64, kind text, reading text?
 *   SELECT ... ;
 *
 * and gives, for door / system / writes, `SkDb *db` / `SkSystem *system` / `SkWork *work` as first parameter:
 *
 *   typedef struct { SkCursor cursor; int64_t persona; const char *kind; const char *reading; } SkqPersonNames;
 *   gboolean skq_person_names(SkDb *db, int64_t person, const int64_t *since, SkqPersonNames *ret_rows, GError
 * **error); gboolean skq_person_names_next(SkqPersonNames *rows, GError **error);  TRUE: the fields hold the next row
 * (borrowed until the next call); FALSE: the end, or *error is set g_auto(SkqPersonNames) releases the cursor (safe on
 * a zeroed struct). :one   gboolean skq_x(db, in..., SkqX *ret_row, gboolean *ret_found, GError **error); fields are
 * owned by the row :exec  gboolean skq_x(work, in..., int64_t *ret_changed, GError **error); ret_changed may be NULL
 * Types: int64, real, text (const char *, NUL-terminated UTF-8), blob (SkBytes). Nullable parameters: int64 and real by
 * pointer, text by NULL, blob by data NULL. Nullable int64/real columns: `has_<name>` beside the field. */
#pragma once

#include "base/id.h"
#include "store/store.h"

typedef struct {
  const void *data;
  gsize size;
} SkBytes;

/* A public id as it stands in a column, printed; that of zeros when it is none. */
SkIdText sk_bytes_id_text(SkBytes bytes);

/* A copy on the heap, for rows that outlive their cursor; and its end. */
SkBytes sk_bytes_copy(SkBytes bytes);
void sk_bytes_clear(SkBytes *bytes);

typedef enum { SK_ACCESS_DOOR, SK_ACCESS_SYSTEM, SK_ACCESS_WRITE } SkAccess;

/* One statement; the generator makes these, nobody else. `in` and `out`: a letter a value, i int64, d real, t text, b
 * blob, capital when it may be NULL. */
typedef struct {
  const char *name, *sql, *in, *out;
  SkAccess access;
  gboolean many; /* of more than one row */
} SkStatement;

typedef struct {
  char type; /* 0 for NULL, else as in SkStatement.in */
  union {
    int64_t integer;
    double real;
    SkBytes bytes; /* text too: size without the NUL */
  };
} SkValue;

typedef struct SkSystem
    SkSystem; /* reads past the door; from sk_work_system, or sk_db_system in upkeep, linking and rebuilding */
typedef struct SkRun SkRun; /* an engine's running statement */

typedef struct {
  SkDb *db;
  SkRun *run; /* NULL when finished */
} SkCursor;

gboolean sk_statement_start(SkDb *db, const SkStatement *statement, const SkValue *values, SkCursor *ret_cursor,
                            GError **error);
/* TRUE: a row is there. FALSE: finished (and released), or *error is set. */
gboolean sk_cursor_next(SkCursor *cursor, GError **error);
gboolean sk_cursor_is_null(const SkCursor *cursor, int column);
int64_t sk_cursor_int64(const SkCursor *cursor, int column);
double sk_cursor_real(const SkCursor *cursor, int column);
const char *sk_cursor_text(const SkCursor *cursor, int column);
SkBytes sk_cursor_bytes(const SkCursor *cursor, int column);
void sk_cursor_clear(SkCursor *cursor);
/* Runs to the end; the rows it changed. */
gboolean sk_statement_run(SkDb *db, const SkStatement *statement, const SkValue *values, int64_t *ret_changed,
                          GError **error);

/* Every statement there is, for the tests that run all of them on both engines. */
const SkStatement *const *sk_statement_all(gsize *ret_count);

/* Past the door, outside a unit of work: linking, rebuilding, verifying. Never for a page. The database keeps it. */
SkSystem *sk_db_system(SkDb *db);
SkDb *sk_system_db(SkSystem *system);
