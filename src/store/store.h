/* An opened register: one database, reached through SQLite with page encryption or PostgreSQL.
 *
 * A SkStore is the place and the key; a SkDb is one connection of it, for one thread at a time. A fresh SkDb sees no
 * row about people: sk_db_see says for which clearance it reads from now on (the read door, door.h). Statements come
 * only from sql/queries, through the functions that tools/gen_queries.py makes of them. Layers above include this,
 * work.h, journal.h, label.h, blob.h and store/queries/<area>.h; never a database's own header. */
#pragma once

#include <glib.h>
#include <stdint.h>

#define SK_KEY_BYTES 32

/* The random key of a database; sodium-locked memory while it lives. */
typedef struct SkKey SkKey;
SkKey *sk_key_new_random(void);
SkKey *sk_key_new(const uint8_t bytes[SK_KEY_BYTES]);
const uint8_t *sk_key_bytes(const SkKey *key);
void sk_key_free(SkKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkKey, sk_key_free)

typedef enum { SK_ENGINE_SQLITE = 1, SK_ENGINE_POSTGRES = 2 } SkEngineKind;

typedef enum {
#define KIND(code, NAME, table) SK_KIND_##NAME = code,
#include "store/kind.def"
#undef KIND
} SkKind;

typedef struct SkStore SkStore; /* shared by threads */
typedef struct SkDb SkDb;       /* one thread at a time */

/* Makes the database at `place` and migrates it to the newest version. `place` is a directory (holds saikai.db and
 * blobs/) or a postgresql:// URL. SK_ERROR_DUPLICATE when one is there already. */
SkStore *sk_store_create(const char *place, const SkKey *key, GError **error);
/* Opens it. SK_ERROR_NOT_FOUND: no register there; SK_ERROR_LOCKED: wrong key; SK_ERROR_NEWER: made by a newer program
 * (says which version); SK_ERROR_CORRUPT: a required pragma does not hold, or a migration's checksum differs. An older
 * register is migrated when `migrate`, refused with SK_ERROR_STALE otherwise. */
SkStore *sk_store_open(const char *place, const SkKey *key, gboolean migrate, GError **error);
/* Makes the derived tables again where other code than this made them (SK_DERIVED_VERSION of store/derive.h). Names are
 * read with what sk_store_use_readings gave. */
gboolean sk_store_settle(SkStore *store, GError **error);
SkEngineKind sk_store_engine(const SkStore *store);
const char *sk_store_place(const SkStore *store);
const SkKey *sk_store_key(const SkStore *store);
/* Closes; every SkDb must be closed before. NULL is fine. */
void sk_store_free(SkStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkStore, sk_store_free)

/* A connection; SQLite: WAL, synchronous=FULL, secure_delete, foreign keys, temp in memory, all asserted. */
SkDb *sk_store_connect(SkStore *store, GError **error);
SkStore *sk_db_store(const SkDb *db);
void sk_db_free(SkDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkDb, sk_db_free)

/* From now on reads through the door see what `clearance` covers; 0 sees nothing. Cheap when it did not change. */
gboolean sk_db_see(SkDb *db, int64_t clearance, GError **error);
int64_t sk_db_clearance(const SkDb *db);
/* Whether the clearance just set covers `label`. */
gboolean sk_db_sees_label(const SkDb *db, int64_t label);

/* One state of the register for several reads. Nests not; ends by itself with a unit of work. */
gboolean sk_db_read_begin(SkDb *db, GError **error);
void sk_db_read_end(SkDb *db);
/* Gives back the memory of pages read so far: before long work that reads none. */
void sk_db_rest(SkDb *db);

/* Table name of a kind. Static storage. */
const char *sk_kind_word(SkKind kind);
