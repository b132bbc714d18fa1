#include "store/kept.h"

#include "base/error.h"
#include "store/queries/linking.h"

#include <sodium.h>
#include <string.h>

#define SEAL 32

static gboolean digest(SkSystem *system, uint8_t ret_seal[SEAL], GError **error) {
  g_auto(SkqLinkingKept) row = { 0 };
  crypto_generichash_state hash;
  GError *failed = NULL;
  if (!skq_linking_kept(system, &row, error))
    return FALSE;
  crypto_generichash_init(&hash, NULL, 0, SEAL);
  while (skq_linking_kept_next(&row, &failed)) {
    int64_t head[] = { GINT64_TO_LE(row.run), GINT64_TO_LE(row.kind), GINT64_TO_LE((int64_t)row.content.size) };
    crypto_generichash_update(&hash, (const uint8_t *)head, sizeof head);
    crypto_generichash_update(&hash, row.content.data, row.content.size);
  }
  crypto_generichash_final(&hash, ret_seal, SEAL);
  return sk_error_forward(error, failed);
}

gboolean sk_kept_seal(SkWork *work, int64_t run, GError **error) {
  uint8_t seal[SEAL];
  return digest(sk_work_system(work), seal, error) &&
         skq_linking_seal_kept(work, run, (SkBytes){ seal, sizeof seal }, NULL, error);
}

gboolean sk_kept_is_whole(SkSystem *system, gboolean *ret_whole, GError **error) {
  g_auto(SkqLinkingKeptSeal) row = { 0 };
  uint8_t seal[SEAL];
  gboolean found = FALSE;
  if (!skq_linking_kept_seal(system, &row, &found, error) || !digest(system, seal, error))
    return FALSE;
  *ret_whole = row.parts == 0 || (row.seal.size == SEAL && memcmp(row.seal.data, seal, SEAL) == 0);
  return TRUE;
}

gboolean sk_kept_drop(SkWork *work, GError **error) {
  return skq_linking_drop_kept(work, NULL, error);
}
