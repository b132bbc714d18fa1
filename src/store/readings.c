#include "store/readings.h"

#include "base/error.h"
#include "store/engine.h"
#include "store/queries/upkeep.h"

#include <sodium.h>
#include <string.h>

#define SETTING "readings.digest"
#define DIGEST_BYTES 32

struct SkStoreReadings {
  GBytes *bytes;
  SkReadings readings;
  char *digest;
};

void store_readings_free(SkStoreReadings *self) {
  if (self == NULL)
    return;
  g_bytes_unref(self->bytes);
  g_free(self->digest);
  g_free(self);
}

char *sk_readings_digest(GBytes *pack) {
  uint8_t digest[DIGEST_BYTES];
  gsize size = 0;
  const uint8_t *bytes = g_bytes_get_data(pack, &size);
  char *text = g_malloc(2 * DIGEST_BYTES + 1);
  crypto_generichash(digest, sizeof digest, bytes, size, NULL, 0);
  return sodium_bin2hex(text, 2 * DIGEST_BYTES + 1, digest, sizeof digest);
}

gboolean sk_store_use_readings(SkStore *store, GBytes *pack, GError **error) {
  gsize size = 0;
  SkReadings readings;
  const void *bytes = pack != NULL ? g_bytes_get_data(pack, &size) : NULL;
  if (pack != NULL && !sk_readings_open(bytes, size, &readings)) {
    sk_error_set(error, SK_ERROR_CORRUPT,
                 "the pack of readings is damaged, or of another version; make it again with: "
                 "saikai readings install");
    return FALSE;
  }
  g_clear_pointer(&store->readings, store_readings_free);
  if (pack == NULL)
    return TRUE;
  store->readings = g_new0(SkStoreReadings, 1);
  store->readings->bytes = g_bytes_ref(pack);
  store->readings->readings = readings;
  store->readings->digest = sk_readings_digest(pack);
  return TRUE;
}

const SkReadings *sk_store_readings(const SkStore *store) {
  return store->readings != NULL ? &store->readings->readings : NULL;
}

const char *sk_store_readings_digest(const SkStore *store) {
  return store->readings != NULL ? store->readings->digest : "";
}

char *sk_readings_recorded(SkSystem *system, GError **error) {
  g_auto(SkqUpkeepSetting) row = { 0 };
  gboolean found = FALSE;
  if (!skq_upkeep_setting(system, SETTING, &row, &found, error))
    return NULL;
  return g_strdup(found ? row.value : "");
}

gboolean sk_readings_record(SkWork *work, GError **error) {
  const char *digest = sk_store_readings_digest(sk_db_store(sk_work_db(work)));
  sk_work_note(work, SK_KIND_REGISTER, 0, digest, strlen(digest));
  return skq_upkeep_set_setting(work, SETTING, digest, NULL, error);
}

gboolean sk_readings_expect(SkSystem *system, const SkStore *store, GError **error) {
  g_autofree char *recorded = sk_readings_recorded(system, error);
  if (recorded == NULL)
    return FALSE;
  if (strcmp(recorded, sk_store_readings_digest(store)) == 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_STALE,
               "the name keys of this register were made with a pack of Japanese readings that is not here; make it "
               "again with: saikai readings install, or go on without one: saikai readings remove");
  return FALSE;
}
