#include "store/cipher_sqlite.h"

#include "store/store.h"

#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

#define SALT 16
#define NONCE 16
#define TAG 16
#define ONE_TIME 64
#define BLOCK 64
#define PAGE_1_READABLE 24 /* bytes of page 1: salt, page size, format */

typedef struct {
  uint8_t key[SK_KEY_BYTES], salt[SALT];
} PageCipher;

/* A page cut into its parts, with what belongs to this page alone. */
typedef struct {
  PageCipher *cipher;
  uint8_t *page, *nonce, *tag;
  gsize size; /* of the content, readable bytes included */
  gsize readable;
  uint32_t counter;
  uint8_t one_time[ONE_TIME];
} Page;

/* libsodium ends the process rather than let a counter wrap; the format lets it. */
void sqlite_cipher_stream(uint8_t *bytes, gsize size, const uint8_t *nonce, uint32_t counter, const uint8_t *key) {
  uint64_t room = ((uint64_t)1 << 32) - counter; /* blocks before the counter wraps */
  gsize first = room * BLOCK < size ? (gsize)room * BLOCK : size;
  crypto_stream_chacha20_ietf_xor_ic(bytes, bytes, first, nonce, counter, key);
  if (first < size)
    crypto_stream_chacha20_ietf_xor_ic(bytes + first, bytes + first, size - first, nonce, 0, key);
}

static Page page_of(void *cipher, int number, uint8_t *data, gsize content) {
  return (Page){ .cipher = cipher,
                 .page = data,
                 .nonce = data + content,
                 .tag = data + content + NONCE,
                 .size = content,
                 .readable = number == 1 ? PAGE_1_READABLE : 0,
                 .counter = (uint32_t)number };
}

/* The counter and the one-time keys, once the nonce stands. */
static void page_keys(Page *self) {
  uint32_t last;
  memcpy(&last, self->nonce + NONCE - sizeof last, sizeof last);
  self->counter ^= GUINT32_FROM_LE(last);
  memset(self->one_time, 0, sizeof self->one_time);
  sqlite_cipher_stream(self->one_time, sizeof self->one_time, self->nonce, self->counter, self->cipher->key);
}

static void page_xor(Page *self) {
  sqlite_cipher_stream(self->page + self->readable, self->size - self->readable, self->nonce, self->counter + 1,
                       self->one_time + ONE_TIME / 2);
}

/* ---------------------------------------------------------------- what SQLite3MC calls */

static int encrypt_page(void *cipher, int number, unsigned char *data, int len, int reserved) {
  if (reserved < NONCE + TAG)
    return SQLITE_CORRUPT;
  Page page = page_of(cipher, number, data, (gsize)len - NONCE - TAG);
  randombytes_buf(page.nonce, NONCE);
  page_keys(&page);
  page_xor(&page);
  if (number == 1)
    memcpy(data, page.cipher->salt, SALT);
  crypto_onetimeauth_poly1305(page.tag, data, page.size + NONCE, page.one_time);
  sodium_memzero(page.one_time, sizeof page.one_time);
  return SQLITE_OK;
}

static int decrypt_page(void *cipher, int number, unsigned char *data, int len, int reserved, int check) {
  int damaged = number == 1 ? SQLITE_NOTADB : SQLITE_CORRUPT;
  if (reserved < NONCE + TAG)
    return damaged;
  Page page = page_of(cipher, number, data, (gsize)len - NONCE - TAG);
  page_keys(&page);
  gboolean genuine = crypto_onetimeauth_poly1305_verify(page.tag, data, page.size + NONCE, page.one_time) == 0;
  gboolean taken = genuine || check == 0;
  if (taken)
    page_xor(&page);
  sodium_memzero(page.one_time, sizeof page.one_time);
  if (!taken)
    return damaged;
  if (number == 1)
    memcpy(data, "SQLite format 3", SALT); /* 16 bytes, with the NUL */
  return SQLITE_OK;
}

static void *allocate(sqlite3 *sqlite) {
  (void)sqlite;
  PageCipher *cipher = sqlite3_malloc(sizeof *cipher);
  if (cipher != NULL)
    memset(cipher, 0, sizeof *cipher);
  return cipher;
}

static void release(void *cipher) {
  sodium_memzero(cipher, sizeof(PageCipher));
  sqlite3_free(cipher);
}

static void copy(void *to, void *from) {
  memcpy(to, from, sizeof(PageCipher));
}

static int no_legacy(void *cipher) {
  (void)cipher;
  return 0;
}

static int reserved_bytes(void *cipher) {
  (void)cipher;
  return NONCE + TAG;
}

static unsigned char *salt_of(void *cipher) {
  return ((PageCipher *)cipher)->salt;
}

/* Takes the raw key that open_sqlite.c gives ("raw:" and hexadecimal digits); of anything else nothing opens. `rekey`
 * 1: the salt is drawn anew; 2: in WAL mode, where it has to stay. */
static void take_key(void *self, char *text, int length, int rekey, unsigned char *salt) {
  PageCipher *cipher = self;
  gsize size = 0;
  if (rekey == 1 || salt == NULL)
    randombytes_buf(cipher->salt, SALT);
  else
    memcpy(cipher->salt, salt, SALT);
  if (length != 4 + 2 * SK_KEY_BYTES || memcmp(text, "raw:", 4) != 0 ||
      sodium_hex2bin(cipher->key, sizeof cipher->key, text + 4, 2 * SK_KEY_BYTES, NULL, &size, NULL) != 0)
    randombytes_buf(cipher->key, sizeof cipher->key);
}

static gpointer register_cipher(gpointer nothing) {
  static const CipherDescriptor descriptor = {
    "saikai",       allocate, release,  copy,         no_legacy,    no_legacy /* no page size of its own */,
    reserved_bytes, salt_of,  take_key, encrypt_page, decrypt_page,
  };
  static const CipherParams none[] = { { "", 0, 0, 0, 0 } };
  (void)nothing;
  return GINT_TO_POINTER(sodium_init() >= 0 && sqlite3mc_register_cipher(&descriptor, none, 1) == SQLITE_OK);
}

gboolean sqlite_cipher_use(void) {
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, register_cipher, NULL) != NULL;
}
