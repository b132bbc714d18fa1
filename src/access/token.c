#include "access/token.h"

#include "access/pool.h"
#include "base/error.h"
#include "store/queries/access.h"

#include <gio/gio.h>
#include <sodium.h>
#include <string.h>

#define TOKEN_BYTES 32
#define HALF_LIFE (5 * (SkTime)G_TIME_SPAN_MINUTE) /* to find one's telephone */

guint token_digest_hash(gconstpointer digest) {
  guint hash = 0;
  memcpy(&hash, digest, sizeof hash);
  return hash;
}

gboolean token_digest_equal(gconstpointer a, gconstpointer b) {
  return memcmp(a, b, sizeof(TokenDigest)) == 0;
}

TokenDigest token_digest(const char *token) {
  TokenDigest digest;
  crypto_generichash(digest.bytes, sizeof digest.bytes, (const uint8_t *)token, strlen(token), NULL, 0);
  return digest;
}

static SkToken draw(void) {
  uint8_t random[TOKEN_BYTES];
  SkToken token;
  randombytes_buf(random, sizeof random);
  sodium_bin2base64(token.text, sizeof token.text, random, sizeof random, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero(random, sizeof random);
  return token;
}

/* The network an address is in: enough to tell home from elsewhere, and no more. NULL for what is no address. */
static char *network_of(const char *client) {
  g_autoptr(GInetAddress) address = client != NULL ? g_inet_address_new_from_string(client) : NULL;
  if (address == NULL)
    return NULL;
  if (g_inet_address_get_is_loopback(address))
    return g_strdup("local");
  const guint8 *bytes = g_inet_address_to_bytes(address);
  if (g_inet_address_get_family(address) == G_SOCKET_FAMILY_IPV4)
    return g_strdup_printf("%u.%u.%u.*", bytes[0], bytes[1], bytes[2]);
  return g_strdup_printf("%x:%x:%x:*", bytes[0] << 8 | bytes[1], bytes[2] << 8 | bytes[3], bytes[4] << 8 | bytes[5]);
}

gboolean token_add(SkWork *work, int64_t account, gboolean half, const SkSignInFrom *from, SkToken *ret_token,
                   GError **error) {
  SkToken token = draw();
  TokenDigest digest = token_digest(token.text);
  SkTime now = sk_clock_now(), life = half ? HALF_LIFE : SK_SESSION_LIFE;
  g_autofree char *network = network_of(from->client);
  if (!skq_access_drop_web_sessions_ended(work, now, NULL, error) ||
      !skq_access_add_web_session(work, (SkBytes){ digest.bytes, sizeof digest.bytes }, account, half, now, now + life,
                                  from->device, network, NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_ACCOUNT, account, digest.bytes, sizeof digest.bytes);
  *ret_token = token;
  return TRUE;
}

/* When the token was last used as far as this server knows; marks it as used now when it is alive. */
static gboolean is_alive(SkSessionPool *pool, const TokenDigest *digest, const SkqAccessWebSession *row) {
  SkTime now = sk_clock_now();
  g_mutex_lock(&pool->mutex);
  const SkTime *used = g_hash_table_lookup(pool->used, digest);
  SkTime last = used != NULL ? *used : row->last_used;
  gboolean alive = now >= row->created && now >= last - (SkTime)G_TIME_SPAN_MINUTE && now < row->expires &&
                   now - last < SK_SESSION_IDLE;
  if (alive)
    g_hash_table_replace(pool->used, g_memdup2(digest, sizeof *digest), g_memdup2(&now, sizeof now));
  else
    g_hash_table_remove(pool->used, digest);
  g_mutex_unlock(&pool->mutex);
  return alive;
}

gboolean token_find(SkSessionPool *pool, SkDb *db, const char *token, gboolean half, int64_t *ret_account,
                    GError **error) {
  g_auto(SkqAccessWebSession) row = { 0 };
  gboolean found = FALSE;
  TokenDigest digest = token_digest(token);
  if (!skq_access_web_session(sk_db_system(db), (SkBytes){ digest.bytes, sizeof digest.bytes }, &row, &found, error))
    return FALSE;
  if (!found || (row.half == 1) != half || !is_alive(pool, &digest, &row)) {
    sk_error_set(error, SK_ERROR_LOCKED, "this sign-in has ended; sign in again");
    return FALSE;
  }
  *ret_account = row.account;
  return TRUE;
}

gboolean token_drop(SkWork *work, const char *token, int64_t *ret_dropped, GError **error) {
  TokenDigest digest = token_digest(token);
  sk_work_note(work, SK_KIND_ACCOUNT, sk_work_account(work), digest.bytes, sizeof digest.bytes);
  return skq_access_drop_web_session(work, (SkBytes){ digest.bytes, sizeof digest.bytes }, ret_dropped, error);
}

static gboolean is_stale(gpointer key, gpointer value, gpointer user) {
  (void)key;
  return *(const SkTime *)user - *(const SkTime *)value >= SK_SESSION_IDLE;
}

void token_sweep(SkSessionPool *pool) {
  SkTime now = sk_clock_now();
  g_mutex_lock(&pool->mutex);
  g_hash_table_foreach_remove(pool->used, is_stale, &now);
  g_mutex_unlock(&pool->mutex);
}
