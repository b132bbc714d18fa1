/* A key from a passphrase: Argon2id with the cost it was made with beside it, so that a later program with other
 * defaults still opens it. Shared by the key file and by backups. */
#pragma once

#include <glib.h>
#include <stdint.h>

#define SK_STRETCH_KEY 32
#define SK_STRETCH_SALT 16
#define SK_STRETCH_BYTES 32           /* printed size of a recipe: cost, memory, salt */
#define SK_PASSPHRASE_MIN 8           /* characters */
#define SK_PASSPHRASE_MAX (64 * 1024) /* bytes */

typedef enum {
  SK_COST_MODERATE, /* 256 MB and about a second: a register of real people */
  SK_COST_LIGHT     /* 64 MB and a tenth of a second: invented people, whose passphrase is printed anyway */
} SkCost;

typedef struct {
  uint64_t passes, memory;
  uint8_t salt[SK_STRETCH_SALT];
} SkStretch;

/* A new recipe with a random salt. */
SkStretch sk_stretch_new(SkCost cost);
/* Little-endian passes and memory, then the salt. */
void sk_stretch_print(const SkStretch *stretch, uint8_t bytes[SK_STRETCH_BYTES]);
/* SK_ERROR_CORRUPT when the cost lies outside what any register was made with (so that a forged file can neither eat
 * the memory nor make guessing cheap). */
gboolean sk_stretch_parse(const uint8_t bytes[SK_STRETCH_BYTES], SkStretch *ret_stretch, GError **error);
/* The key; the text is normalised (NFC) first. SK_ERROR_REFUSED when it is no text or too long. */
gboolean sk_stretch_key(const SkStretch *stretch, const char *passphrase, uint8_t ret_key[SK_STRETCH_KEY],
                        GError **error);
/* SK_ERROR_REFUSED when a new passphrase is too short or no text. */
gboolean sk_passphrase_check(const char *passphrase, GError **error);
