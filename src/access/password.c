#include "access/password.h"

#include "base/error.h"

#include <sodium.h>
#include <string.h>

#define HASHES_AT_ONCE 2
#define HASHES_WAITING 6

/* The one process-wide thing here: memory for hashing belongs to the machine, not to a session. */
static struct {
  GMutex mutex;
  GCond left;
  guint running, waiting;
} gate;

/* The words people try first; compared without case. A longer list would suggest that it is complete. */
static const char *const common[] = { "password",   "passw0rd",   "passwort",   "1234567890", "qwertyuiop",
                                      "qwerty1234", "letmein123", "iloveyou12", "saikai",     "administrator" };

static gboolean enter(GError **error) {
  g_mutex_lock(&gate.mutex);
  gboolean room = gate.waiting < HASHES_WAITING;
  if (room) {
    gate.waiting++;
    while (gate.running >= HASHES_AT_ONCE)
      g_cond_wait(&gate.left, &gate.mutex);
    gate.waiting--;
    gate.running++;
  }
  g_mutex_unlock(&gate.mutex);
  if (!room)
    sk_error_set(error, SK_ERROR_BUSY, "too many people are signing in at once; try again in a moment");
  return room;
}

static void leave(void) {
  g_mutex_lock(&gate.mutex);
  gate.running--;
  g_cond_signal(&gate.left);
  g_mutex_unlock(&gate.mutex);
}

static void wipe(char *text) {
  if (text != NULL)
    sodium_memzero(text, strlen(text));
  g_free(text);
}

/* NFC of `password`, or NULL when it is no UTF-8 or too long to be one. */
static char *normal_of(const char *password) {
  gsize length = strlen(password);
  if (length > SK_PASSWORD_MAX || !g_utf8_validate(password, (gssize)length, NULL))
    return NULL;
  return g_utf8_normalize(password, (gssize)length, G_NORMALIZE_NFC);
}

static gboolean is_one_character(const char *text) {
  gunichar first = g_utf8_get_char(text);
  for (const char *at = text; *at != '\0'; at = g_utf8_find_next_char(at, NULL))
    if (g_utf8_get_char(at) != first)
      return FALSE;
  return TRUE;
}

/* The rule that `password` breaks, or NULL. */
static const char *broken_rule(const char *password, const char *name) {
  if (!g_utf8_validate(password, -1, NULL))
    return "it is not valid text";
  if (strlen(password) > SK_PASSWORD_MAX)
    return "it is longer than 1024 bytes";
  if (g_utf8_strlen(password, -1) < SK_PASSWORD_MIN)
    return "it has fewer than 10 characters";
  if (is_one_character(password))
    return "it repeats one character";
  g_autofree char *folded = g_utf8_casefold(password, -1);
  g_autofree char *own = name != NULL ? g_utf8_casefold(name, -1) : NULL;
  if (own != NULL && g_utf8_strlen(own, -1) >= 3 && strstr(folded, own) != NULL)
    return "it contains the name of the account";
  for (gsize i = 0; i < G_N_ELEMENTS(common); i++)
    if (g_str_has_prefix(folded, common[i]) && g_utf8_strlen(folded, -1) < (glong)strlen(common[i]) + 6)
      return "it is among those tried first";
  return NULL;
}

gboolean sk_password_check(const char *password, const char *name, GError **error) {
  const char *rule = broken_rule(password, name);
  if (rule != NULL)
    sk_error_set(error, SK_ERROR_REFUSED, "the password cannot be used: %s", rule);
  return rule == NULL;
}

char *sk_password_hash(const char *password, GError **error) {
  char *normal = normal_of(password);
  if (normal == NULL) {
    sk_error_set(error, SK_ERROR_REFUSED, "the password cannot be used: it is too long or not valid text");
    return NULL;
  }
  char hash[crypto_pwhash_STRBYTES];
  int failed = -1;
  if (enter(error)) {
    failed = crypto_pwhash_str(hash, normal, strlen(normal), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                               crypto_pwhash_MEMLIMIT_INTERACTIVE);
    leave();
    if (failed != 0)
      sk_error_set(error, SK_ERROR_FAILED, "the password could not be hashed: not enough memory");
  }
  wipe(normal);
  return failed == 0 ? g_strdup(hash) : NULL;
}

/* A hash of something random at the same cost, so that a name that does not exist costs what one that does. */
static const char *hash_of_nobody(void) {
  static char hash[crypto_pwhash_STRBYTES];
  static gsize made = 0;
  if (g_once_init_enter(&made)) {
    char random[32];
    randombytes_buf(random, sizeof random);
    int failed = crypto_pwhash_str(hash, random, sizeof random, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                   crypto_pwhash_MEMLIMIT_INTERACTIVE);
    (void)failed; /* then the empty hash fits nothing either */
    g_once_init_leave(&made, 1);
  }
  return hash;
}

gboolean sk_password_verify(const char *hash, const char *password, gboolean *ret_fits, GError **error) {
  char *normal = normal_of(password);
  const char *against = hash != NULL && normal != NULL ? hash : hash_of_nobody();
  const char *tried = normal != NULL ? normal : "";
  gboolean entered = enter(error);
  if (entered) {
    gboolean fits = crypto_pwhash_str_verify(against, tried, strlen(tried)) == 0;
    leave();
    *ret_fits = fits && hash != NULL && normal != NULL;
  }
  wipe(normal);
  return entered;
}
