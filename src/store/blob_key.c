#include "store/blob_key.h"

#include "base/error.h"
#include "base/id.h"
#include "store/blob.h"
#include "store/blob_move.h"
#include "store/blob_place.h"
#include "store/queries/blob.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define WRAPPED_BYTES (NONCE_BYTES + SK_KEY_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES)

/* "keys/<public id>", for the file and as what the wrapping covers. */
static char *name_of(SkDb *db, int64_t source, GError **error) {
  g_auto(SkqBlobSourcePublic) row = { 0 };
  gboolean found = FALSE;
  SkId id;
  if (!skq_blob_source_public(sk_db_system(db), source, &row, &found, error))
    return NULL;
  if (!found || row.public.size != sizeof id.bytes) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no such source");
    return NULL;
  }
  memcpy(id.bytes, row.public.data, sizeof id.bytes);
  return g_strconcat("keys/", sk_id_print(&id).text, NULL);
}

static void wrap(const SkKey *key, const char *name, const SkKey *with, uint8_t wrapped[WRAPPED_BYTES]) {
  randombytes_buf(wrapped, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt(wrapped + NONCE_BYTES, NULL, sk_key_bytes(key), SK_KEY_BYTES,
                                             (const uint8_t *)name, strlen(name), NULL, wrapped, sk_key_bytes(with));
}

static SkKey *unwrap(const uint8_t wrapped[WRAPPED_BYTES], const char *name, const SkKey *with) {
  uint8_t plain[SK_KEY_BYTES];
  int failed =
      crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, wrapped + NONCE_BYTES, WRAPPED_BYTES - NONCE_BYTES,
                                                 (const uint8_t *)name, strlen(name), wrapped, sk_key_bytes(with));
  SkKey *key = failed == 0 ? sk_key_new(plain) : NULL;
  sodium_memzero(plain, sizeof plain);
  return key;
}

static SkKey *read_as(SkDb *db, const char *name, const char *place, GError **error) {
  uint8_t wrapped[WRAPPED_BYTES];
  gsize got = 0;
  g_autoptr(BlobReader) reader = blob_place_open(db, place, error);
  if (reader == NULL || !blob_place_read(reader, wrapped, sizeof wrapped, &got, error))
    return NULL;
  SkKey *key = got == sizeof wrapped ? unwrap(wrapped, name, sk_store_key(sk_db_store(db))) : NULL;
  if (key == NULL)
    sk_error_set(error, SK_ERROR_CORRUPT, "the key of a source's files is damaged");
  return key;
}

/* While the database changes its key, a second wrapping lies beside the first. */
SkKey *blob_key_named(SkDb *db, const char *name, GError **error) {
  g_autofree char *next = g_strconcat(name, ".next", NULL);
  g_autoptr(GError) failed = NULL;
  SkKey *key = read_as(db, name, name, &failed);
  if (key == NULL && g_error_matches(failed, SK_ERROR, SK_ERROR_CORRUPT))
    key = read_as(db, name, next, NULL);
  if (key == NULL)
    g_propagate_error(error, g_steal_pointer(&failed));
  return key;
}

static SkKey *make_new(SkWork *work, const char *name, GError **error) {
  uint8_t wrapped[WRAPPED_BYTES];
  g_autoptr(SkKey) key = sk_key_new_random();
  g_autoptr(BlobWriter) writer = blob_place_create(work, name, error);
  if (writer == NULL)
    return NULL;
  wrap(key, name, sk_store_key(sk_db_store(sk_work_db(work))), wrapped);
  if (!blob_place_write(writer, wrapped, sizeof wrapped, error) || !blob_place_finish(writer, error))
    return NULL;
  return g_steal_pointer(&key);
}

SkKey *blob_key_make_named(SkWork *work, const char *name, GError **error) {
  g_autoptr(GError) failed = NULL;
  SkKey *key = blob_key_named(sk_work_db(work), name, &failed);
  if (key != NULL || !g_error_matches(failed, SK_ERROR, SK_ERROR_NOT_FOUND)) {
    if (key == NULL)
      g_propagate_error(error, g_steal_pointer(&failed));
    return key;
  }
  return make_new(work, name, error);
}

SkKey *blob_key_read(SkDb *db, int64_t source, GError **error) {
  g_autofree char *name = name_of(db, source, error);
  return name != NULL ? blob_key_named(db, name, error) : NULL;
}

SkKey *blob_key_make(SkWork *work, int64_t source, GError **error) {
  g_autofree char *name = name_of(sk_work_db(work), source, error);
  return name != NULL ? blob_key_make_named(work, name, error) : NULL;
}

gboolean blob_key_destroy(SkWork *work, int64_t source, GError **error) {
  g_autofree char *name = name_of(sk_work_db(work), source, error);
  g_autofree char *next = name != NULL ? g_strconcat(name, ".next", NULL) : NULL;
  return name != NULL && blob_place_destroy(work, name, error) && blob_place_destroy(work, next, error);
}

/* ---------------------------------------------------------------- the database changes its key */

/* Calls `each` for every source's key file; FALSE when one of them failed. */
typedef gboolean (*EachKey)(const char *path, const char *name, const SkKey *now, const SkKey *next, GError **error);

static gboolean wrap_next(const char *path, const char *name, const SkKey *now, const SkKey *next, GError **error) {
  g_autofree char *bytes = NULL, *beside = g_strconcat(path, ".next", NULL);
  uint8_t wrapped[WRAPPED_BYTES];
  gsize size = 0;
  if (g_str_has_suffix(path, ".next") || !g_file_get_contents(path, &bytes, &size, error))
    return g_str_has_suffix(path, ".next");
  g_autoptr(SkKey) key = size == WRAPPED_BYTES ? unwrap((const uint8_t *)bytes, name, now) : NULL;
  if (key == NULL) {
    sk_error_set(error, SK_ERROR_CORRUPT, "the key of a source's files is damaged: %s", path);
    return FALSE;
  }
  wrap(key, name, next, wrapped);
  return g_file_set_contents_full(beside, (const char *)wrapped, sizeof wrapped,
                                  G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

/* Keeps whichever wrapping fits the key that the database has now. */
static gboolean settle(const char *path, const char *name, const SkKey *now, const SkKey *next, GError **error) {
  (void)next;
  g_autofree char *bytes = NULL, *final = NULL;
  gsize size = 0;
  if (!g_str_has_suffix(path, ".next"))
    return TRUE;
  g_autofree char *bare = g_strndup(name, strlen(name) - strlen(".next"));
  final = g_strndup(path, strlen(path) - strlen(".next"));
  if (!g_file_get_contents(path, &bytes, &size, error))
    return FALSE;
  g_autoptr(SkKey) key = size == WRAPPED_BYTES ? unwrap((const uint8_t *)bytes, bare, now) : NULL;
  int failed = key != NULL ? g_rename(path, final) : g_unlink(path);
  if (failed != 0)
    sk_error_set(error, SK_ERROR_IO, "%s could not be put in place: %s", path, g_strerror(errno));
  return failed == 0;
}

static gboolean each_key(const SkStore *store, EachKey each, const SkKey *next, GError **error) {
  g_autofree char *directory = blob_place_directory(store);
  g_autofree char *keys = directory != NULL ? g_build_filename(directory, "keys", NULL) : NULL;
  g_autoptr(GDir) dir = keys != NULL ? g_dir_open(keys, 0, NULL) : NULL;
  const char *file = NULL;
  while (dir != NULL && (file = g_dir_read_name(dir)) != NULL) {
    g_autofree char *path = g_build_filename(keys, file, NULL);
    g_autofree char *name = g_strconcat("keys/", file, NULL);
    if (!g_str_has_suffix(file, ".new") && !each(path, name, sk_store_key(store), next, error))
      return FALSE;
  }
  return TRUE;
}

gboolean sk_blob_wrap_next(const SkStore *store, const SkKey *next, GError **error) {
  return each_key(store, wrap_next, next, error);
}

gboolean sk_blob_settle_keys(const SkStore *store, GError **error) {
  return each_key(store, settle, NULL, error);
}

static gboolean wrap_row(SkWork *work, const char *name, const SkKey *next, GError **error) {
  uint8_t wrapped[WRAPPED_BYTES];
  SkDb *db = sk_work_db(work);
  g_autoptr(SkKey) key = read_as(db, name, name, error);
  g_autoptr(BlobWriter) writer = key != NULL ? blob_place_create(work, name, error) : NULL;
  if (writer == NULL)
    return FALSE;
  wrap(key, name, next, wrapped);
  return blob_place_write(writer, wrapped, sizeof wrapped, error) && blob_place_finish(writer, error);
}

gboolean blob_key_wrap_rows(SkWork *work, const SkKey *next, int64_t *ret_keys, GError **error) {
  g_autoptr(GPtrArray) names = sk_blob_move_names(sk_work_db(work), error);
  int64_t keys = 0;
  for (guint i = 0; names != NULL && i < names->len; i++) {
    if (!g_str_has_prefix(names->pdata[i], "keys/"))
      continue;
    if (!wrap_row(work, names->pdata[i], next, error))
      return FALSE;
    keys++;
  }
  *ret_keys = keys;
  return names != NULL;
}
